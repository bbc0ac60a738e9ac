//! Clocks: the worked examples, the rules as data, and what holds for every history.

mod council;
mod examples;
mod properties;
mod rules;
mod semantics;
mod stays;

use hearth_practice::clocks::{Clock, Clocks, Fact, FactName, Happening, History, Local, Own};
use hearth_record::{Event, EventName};
use jiff::{Timestamp, civil::Date};

/// A day.
fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// Something that happened on a day or at a moment.
fn event(name: &str, when: &str) -> Event {
    let at = when.parse::<Timestamp>().ok();
    let on = at.map_or_else(|| day(when), hearth_calendar::london_date);
    Event { on, at, name: EventName::named(name).expect("an event") }
}

/// A history of these events.
fn history(events: &[(&str, &str)], facts: &[FactName]) -> History {
    let facts = facts.iter().map(|name| Fact::always(*name)).collect();
    History::of(events.iter().map(|(name, when)| Happening::from(event(name, when))), facts)
}

/// The clocks of these events on a day, at a council that has the clocks of Sefton.
fn clocks(events: &[(&str, &str)], facts: &[FactName], today: &str) -> Vec<Clock> {
    sefton().of(&history(events, facts), day(today), None)
}

fn sefton() -> Clocks {
    let own = [
        ("contact_decision", "1 working day"),
        ("seen_after_allocation", "4 working days"),
        ("seen_in_enquiry", "24 hours"),
    ];
    let own: Local =
        own.iter().map(|(name, within)| ((*name).to_owned(), within.parse().expect("an amount"))).collect();
    Clocks::with(Own { times: own, ..Own::default() }).expect("amounts that are asked for")
}

/// The clock of this name.
fn named<'a>(clocks: &'a [Clock], name: &str) -> Option<&'a Clock> {
    clocks.iter().rev().find(|clock| clock.rule.name == name)
}

/// The clock that still runs under this number.
fn open<'a>(clocks: &'a [Clock], id: &str) -> Option<&'a Clock> {
    clocks.iter().find(|clock| clock.rule.id == id && clock.is_open())
}
