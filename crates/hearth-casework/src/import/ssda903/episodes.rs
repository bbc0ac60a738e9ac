//! Episodes into a period of care, legal statuses and placements.
//!
//! The rules are those of [`care_episodes`]: what is made here derives to the same rows again, and where it cannot, the row
//! is told of. Episodes that the file holds already are taken together with those of the return, so that next year's return
//! continues last year's period instead of starting another.

use hearth_record::code;
use hearth_record::looked_after::care_episodes::{self, CareEpisode, Place, Timelines};
use hearth_record::looked_after::{LegalStatus, PeriodOfCare, Placement};
use hearth_record::value::{FieldValue, ValueType};
use hearth_record::{Fields, Private, Record};
use hearth_returns::{BadValue, Row};
use jiff::civil::Date;
use serde_json::Value as Json;

use super::{HeldRecord, Ssda903};
use crate::import::{Fate, natural};

impl<'r> Ssda903<'r> {
    pub(super) fn episodes(&mut self, held: &[HeldRecord]) {
        let mut rows = Vec::new();
        let mut new = Vec::new();
        for row in self.rows("Episodes") {
            match self.episode(row) {
                Ok(episode) => {
                    rows.push(row);
                    new.push(episode);
                }
                Err(bad) => self.building.reject(row.reject_value(&bad)),
            }
        }
        if new.is_empty() {
            return;
        }
        let before = derived(held);
        let all = care_episodes::joined(&before, &new);
        let whole = care_episodes::from_episodes(&all);
        let origin = origins(&all, &new);
        let lost = self.tell(&whole, &origin, &rows);
        let was = care_episodes::from_episodes(&before);
        let days: Vec<Date> = new.iter().map(|episode| episode.decom).collect();
        self.emit(&was.periods, &whole.periods, held, &days);
        self.emit(&was.legal_statuses, &whole.legal_statuses, held, &days);
        self.emit(&was.placements, &whole.placements, held, &days);
        for (at, row) in rows.iter().enumerate() {
            if !lost.contains(&at) {
                let fate = if starts_something(&whole, new[at].decom) && origin.contains(&Some(at)) {
                    Fate::Made
                } else {
                    Fate::Carried
                };
                self.building.fate(row, fate);
            }
        }
    }

    /// One row as an episode. What it cannot do without fails it; the rest is left out and named.
    fn episode(&mut self, row: Row<'r>) -> Result<CareEpisode, BadValue> {
        let year = self.year;
        let decom = row.date("DECOM")?.ok_or_else(|| blank(row, "DECOM"))?;
        let dec = row.date("DEC")?;
        let rne = needed(row, "RNE", year)?;
        let legal_status = needed(row, "LS", year)?;
        let category_of_need = needed(row, "CIN", year)?;
        let placement_type = needed(row, "PLACE", year)?;
        let place = Place {
            placement_type,
            provider: self.or_left_out(row, "PLACE_PROVIDER"),
            urn: Private::new(self.or_left_out(row, "URN")),
            postcode: Private::new(self.or_left_out(row, "PL_POST")),
        };
        Ok(CareEpisode {
            decom,
            rne,
            legal_status,
            category_of_need,
            place,
            dec,
            rec: self.or_left_out(row, "REC"),
            reason_place_change: self.or_left_out(row, "REASON_PLACE_CHANGE"),
            home_postcode: Private::new(self.or_left_out(row, "HOME_POST")),
        })
    }

    fn or_left_out<T: FieldValue>(&mut self, row: Row<'r>, column: &'static str) -> Option<T> {
        match value(row, column, self.year) {
            Ok(value) => value,
            Err(bad) => {
                self.building.leave_out(row.reject_value(&bad));
                None
            }
        }
    }

    /// Tells what is wrong with each row; gives those that were not loaded.
    fn tell(&mut self, whole: &Timelines, origin: &[Option<usize>], rows: &[Row<'r>]) -> Vec<usize> {
        let mut lost = Vec::new();
        for problem in &whole.problems {
            let Some(at) = origin.get(problem.row).copied().flatten() else { continue };
            let because = match problem.rule {
                Some(rule) => format!("the episode {} (rule {rule})", problem.message),
                None => format!("the episode {}", problem.message),
            };
            let reject = rows[at].reject(because, "correct the episodes of the child and import again");
            if problem.loaded {
                self.building.leave_out(reject);
            } else if !lost.contains(&at) {
                lost.push(at);
                self.building.reject(reject);
            }
        }
        lost
    }

    /// Adds the records that the return touches: those that are not yet so, and those that are held just so.
    fn emit<R: Record>(&mut self, was: &[R], whole: &[R], held: &[HeldRecord], days: &[Date]) {
        let schema = R::SCHEMA;
        let was: Vec<Fields> = was.iter().map(Record::to_fields).collect();
        let now: Vec<Fields> = whole.iter().map(Record::to_fields).collect();
        let keys = |fields: &[Fields]| -> Vec<String> { fields.iter().map(|one| natural(schema.kind, one)).collect() };
        let (was_keys, now_keys) = (keys(&was), keys(&now));
        for (fields, key) in now.iter().zip(&now_keys) {
            let is_new = !was.contains(fields);
            let as_held = held.iter().any(|held| held.schema.kind == schema.kind && says(&held.fields, fields));
            if !(is_new || as_held && days.iter().any(|day| runs_on(fields, *day))) {
                continue;
            }
            let added = self.building.add(schema, fields.clone(), Vec::new(), None);
            let mut held_as = was.iter().zip(&was_keys);
            let same = was.iter().zip(&was_keys).find(|(_, was)| *was == key);
            // More of the past came to be known: a record that started later is now part of this one.
            let mut part = || held_as.find(|(old, was)| !now_keys.contains(was) && goes_into(old, fields));
            let before = same.or_else(|| if is_new { part() } else { None });
            let record = self.building.record_mut(added);
            record.replaces = before.filter(|_| same.is_none()).map(|(_, was)| was.clone());
            let no_more =
                |name: &&str| before.is_some_and(|(old, _)| old.get(name).is_some()) && fields.get(name).is_none();
            record.taken_back = schema.fields.iter().map(|field| field.name).filter(no_more).collect();
        }
    }
}

/// The episodes that the held records come to.
fn derived(held: &[HeldRecord]) -> Vec<CareEpisode> {
    let periods: Vec<PeriodOfCare> = of_kind(held);
    let statuses: Vec<LegalStatus> = of_kind(held);
    let placements: Vec<Placement> = of_kind(held);
    care_episodes::derive(&periods, &statuses, &placements).episodes
}

fn of_kind<R: Record>(held: &[HeldRecord]) -> Vec<R> {
    let of_kind = held.iter().filter(|held| held.schema.kind == R::SCHEMA.kind);
    of_kind.filter_map(|held| R::from_fields(&held.fields).ok()).collect()
}

/// For each episode of `all`, which of `new` it is; `None` for one that was held.
fn origins(all: &[CareEpisode], new: &[CareEpisode]) -> Vec<Option<usize>> {
    let mut taken = vec![false; new.len()];
    let mut origin = Vec::with_capacity(all.len());
    for episode in all {
        let found = (0..new.len()).find(|at| !taken[*at] && new[*at] == *episode);
        if let Some(at) = found {
            taken[at] = true;
        }
        origin.push(found);
    }
    origin
}

fn starts_something(whole: &Timelines, day: Date) -> bool {
    whole.periods.iter().any(|period| *period.started == day)
        || whole.legal_statuses.iter().any(|status| *status.started == day)
        || whole.placements.iter().any(|placement| *placement.started == day)
}

/// Whether the held values say all that the imported ones say.
fn says(held: &Fields, imported: &Fields) -> bool {
    imported.iter().all(|(name, value)| held.get(name) == Some(value))
}

/// Whether a record with a start and perhaps an end runs on the day. Dates as text stand in their order.
fn runs_on(fields: &Fields, day: Date) -> bool {
    let day = day.to_string();
    fields.text("started").is_some_and(|started| started <= day.as_str())
        && fields.text("ended").is_none_or(|ended| day.as_str() < ended)
}

/// Whether an older record is a later part of a newer one: it starts within it, and says the same but for its days.
fn goes_into(old: &Fields, new: &Fields) -> bool {
    let within = old.text("started").is_some_and(|day| {
        new.text("started").is_some_and(|started| started <= day) && new.text("ended").is_none_or(|ended| day < ended)
    });
    let said = ["status", "placement_type", "postcode", "category_of_need"];
    within && said.iter().all(|name| old.get(name) == new.get(name))
}

fn needed<T: FieldValue>(row: Row<'_>, column: &'static str, year: u16) -> Result<T, BadValue> {
    value(row, column, year)?.ok_or_else(|| blank(row, column))
}

fn blank(row: Row<'_>, column: &'static str) -> BadValue {
    row.bad(column, "the episode cannot be loaded without it", "give the value")
}

/// The cell as a value; a code as the collection year defines it.
fn value<T: FieldValue>(row: Row<'_>, column: &'static str, year: u16) -> Result<Option<T>, BadValue> {
    let text = row.cell(column);
    if text.is_empty() {
        return Ok(None);
    }
    let stored = match T::TYPE {
        ValueType::Code(set) => {
            code::set(set).find_in(text, year).map(|code| Some(Json::from(code.stored()))).map_err(|_| {
                let because = format!("this is no code of {} in any year that is known", set.replace('_', " "));
                row.bad(column, because, "use a code of the guide of that year")
            })?
        }
        other => other.canonical(text).map_err(|bad| row.bad(column, bad.to_string(), "correct the value"))?,
    };
    T::read(stored.as_ref()).map(Some).map_err(|bad| row.bad(column, bad.to_string(), "correct the value"))
}
