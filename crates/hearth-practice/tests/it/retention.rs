//! How long files are kept.

mod edges;
mod floors;
mod properties;
mod schedule;

use hearth_practice::retention::{Case, Kept, Own, Schedule};
use hearth_record::{Event, EventName, FileType};
use jiff::civil::{Date, date};

/// The day on which the tests look.
const TODAY: Date = date(2026, 11, 22);

/// A council that keeps files as Sefton's notice says.
fn sefton() -> Schedule {
    let years = [("K01", 7), ("K02", 10), ("K03", 75), ("K04", 75), ("K07", 100)];
    let years = years.map(|(id, years)| (id.to_owned(), years)).into();
    Schedule::with(Own { supplied: true, years, ..Own::default() }).expect("a schedule")
}

/// A council whose schedule was not supplied, and whose notice says up to 75 years.
fn knowsley() -> Schedule {
    Schedule::with(Own { most: Some(75), ..Own::default() }).expect("a schedule")
}

fn event(name: &str, on: Date) -> Event {
    Event { on, at: None, name: EventName::named(name).expect("an event") }
}

/// A case of these events.
fn case(events: &[(&str, Date)]) -> Case {
    Case { events: events.iter().map(|(name, on)| event(name, *on)).collect(), ..Case::default() }
}

fn kept(events: &[(&str, Date)]) -> Kept {
    sefton().of(&case(events), TODAY)
}

fn until(events: &[(&str, Date)]) -> Option<Date> {
    kept(events).until
}

/// What a rule came to among the reasons of an answer.
fn by(kept: &Kept, rule: &str) -> Option<Date> {
    kept.because.iter().find(|because| because.rule.id == rule).and_then(|because| because.until)
}

fn wins(kept: &Kept) -> &str {
    kept.wins().map_or("", |because| &because.rule.id)
}

fn of_type(file: FileType, events: &[(&str, Date)]) -> Case {
    Case { file_type: Some(file), ..case(events) }
}
