//! Facts given by hand: a person, what holds, and what happened.

use std::{collections::BTreeMap, path::Path};

use hearth_practice::retention::Precision;
use hearth_record::{Event, EventName, FileType, file::NotAFileType};
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;

use crate::output::{Failed, disk};

/// What a file of facts says.
pub struct Given {
    /// What holds, by name: true, false or a number.
    pub facts: BTreeMap<String, Value>,
    /// What happened, birth and death with it.
    pub events: Vec<Event>,
    /// How well the date of birth is known.
    pub precision: Precision,
    /// What sort of file it is, where it is no child's.
    pub file: Option<FileType>,
    /// What keeps the file whatever the rules say.
    pub holds: Vec<Hold>,
    /// The files of children that name the person, where the file is an adult's.
    pub named_in: Vec<NamedIn>,
}

/// A hold on the file.
#[derive(Deserialize)]
pub struct Hold {
    /// Its name.
    pub name: String,
    /// From which day it stands.
    pub from: Option<Date>,
    /// The day on which it was released.
    pub released: Option<Date>,
}

impl Hold {
    /// Whether it stands on a day.
    pub fn stands(&self, today: Date) -> bool {
        self.from.is_none_or(|from| from <= today) && self.released.is_none_or(|released| released > today)
    }
}

/// A file that names an adult.
#[derive(Deserialize)]
pub struct NamedIn {
    /// Until when it is kept; none where that cannot be said yet.
    pub keep_until: Option<Date>,
}

/// The value of a fact.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Whether it holds.
    Holds(bool),
    /// It holds, with this number.
    Number(u16),
}

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    person: Person,
    #[serde(default)]
    facts: BTreeMap<String, Value>,
    #[serde(default)]
    events: Vec<Told>,
    file: Option<String>,
    #[serde(default)]
    holds: Vec<Hold>,
    #[serde(default)]
    named_in: Vec<NamedIn>,
}

#[derive(Default, Deserialize)]
struct Person {
    born: Option<Date>,
    born_precision: Option<Precision>,
    died: Option<Date>,
}

#[derive(Deserialize)]
struct Told {
    event: String,
    on: Option<Date>,
    at: Option<Timestamp>,
}

/// Reads the facts in a file.
pub fn read(path: &Path) -> Result<Given, Failed> {
    let text = std::fs::read_to_string(path).map_err(disk("reading the facts in", path))?;
    let written: Written = serde_json::from_str(&text).map_err(|e| Failed(format!("{}: {e}", path.display())))?;
    let mut events = Vec::with_capacity(written.events.len() + 2);
    for (n, told) in (1..).zip(&written.events) {
        events.push(told.event().map_err(|why| Failed(format!("{}: event {n}: {why}", path.display())))?);
    }
    for (name, on) in [("person.born", written.person.born), ("person.died", written.person.died)] {
        let name = EventName::named(name).map_err(|e| Failed(e.to_string()))?;
        let told = events.iter().any(|event: &Event| event.name == name);
        events.extend(on.filter(|_| !told).map(|on| Event { on, at: None, name }));
    }
    let file = written.file.as_deref().map(str::parse).transpose();
    Ok(Given {
        facts: written.facts,
        events,
        precision: written.person.born_precision.unwrap_or_default(),
        file: file.map_err(|why: NotAFileType| Failed(format!("{}: {why}", path.display())))?,
        holds: written.holds,
        named_in: written.named_in,
    })
}

impl Told {
    fn event(&self) -> Result<Event, String> {
        let name = EventName::named(&self.event).map_err(|e| e.to_string())?;
        let day = self.at.map(hearth_calendar::london_date);
        match (self.on, day) {
            (Some(on), Some(day)) if on != day => {
                Err(format!("{} is on {on} and at a moment of {day} in England; give one of them", self.event))
            }
            (on, day) => match on.or(day) {
                Some(on) => Ok(Event { on, at: self.at, name }),
                None => {
                    Err(format!("{} has no day; give `on` (2026-11-21) or `at` (2026-11-21T09:00:00Z)", self.event))
                }
            },
        }
    }
}
