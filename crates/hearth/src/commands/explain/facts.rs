//! Facts given by hand: a person, what holds, and what happened.

use std::{collections::BTreeMap, path::Path};

use hearth_record::{Event, EventName};
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;

use crate::output::{Failed, disk};

/// What a file of facts says.
pub struct Given {
    /// What holds, by name: true, false or a number.
    pub facts: BTreeMap<String, Value>,
    /// What happened, birth and death with it.
    pub events: Vec<Event>,
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
}

#[derive(Default, Deserialize)]
struct Person {
    born: Option<Date>,
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
    Ok(Given { facts: written.facts, events })
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
