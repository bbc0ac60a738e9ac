//! What retention asks of a file beside its events: in the digest, so that no record is opened for it.

use std::collections::HashMap;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    event::{Event, EventName},
    file::{File, Held},
    retention::{Keepsake, KeptShorter},
    version::Version,
};

/// How well a date of birth is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the day.
    #[default]
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
    /// Estimated: it may lie anywhere in its year.
    Estimated,
}

impl Precision {
    /// The precision with this code of the set `birth_precision`; to the day where nothing is said.
    pub fn of(code: Option<&str>) -> Self {
        match code {
            Some("month") => Self::Month,
            Some("year") => Self::Year,
            Some("estimated") => Self::Estimated,
            _ => Self::Day,
        }
    }

    /// The latest day on which somebody was born whose date of birth is recorded as `on`.
    pub fn latest(self, on: Date) -> Date {
        match self {
            Self::Day => on,
            Self::Month => on.last_of_month(),
            Self::Year | Self::Estimated => on.last_of_year(),
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    fn is_day(&self) -> bool {
        *self == Self::Day
    }
}

/// What retention asks of a file beside its events.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keeping {
    /// How well the date of birth is known.
    #[serde(rename = "p", default, skip_serializing_if = "Precision::is_day")]
    pub precision: Precision,
    /// Whether the file holds something that cannot be replaced and was not offered back yet.
    #[serde(rename = "i", default, skip_serializing_if = "std::ops::Not::not")]
    pub irreplaceable: bool,
    /// What was once recorded to have happened and no longer is, since two people last agreed to keep the file for a shorter time: one
    /// person who corrects a record cannot bring the end of a file nearer.
    #[serde(rename = "o", default, skip_serializing_if = "Vec::is_empty")]
    pub once: Vec<Event>,
}

impl Keeping {
    /// What retention asks of `file`.
    pub fn of(file: &File) -> Self {
        let agreed = file.all::<KeptShorter>().filter_map(|(_, agreed)| *agreed.approved_at).max();
        let precision = |version: &Version| Precision::of(version.fields.text("born_precision"));
        let person = file.records().iter().find(|held| held.schema.kind == "person" && !held.withdrawn());
        let mut once: Vec<Event> = file.records().iter().flat_map(|held| once_in(held, agreed)).collect();
        once.sort_unstable();
        Self {
            precision: person.map_or(Precision::Day, |held| precision(held.current())),
            irreplaceable: file.all::<Keepsake>().any(|(_, keepsake)| !keepsake.settled()),
            once,
        }
    }

    /// Whether it says nothing.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// What earlier versions of a record said happened and its current one does not say, as far as that was corrected since `agreed`.
fn once_in(held: &Held, agreed: Option<Timestamp>) -> Vec<Event> {
    let versions = held.versions();
    // Nearly every record has one version.
    if versions.len() == 1 {
        return Vec::new();
    }
    let corrected_since =
        |n: usize| versions.get(n + 1).is_some_and(|next| agreed.is_none_or(|agreed| next.recorded_at > agreed));
    let now = counted(&held.events());
    let mut lost: HashMap<Event, usize> = HashMap::new();
    let corrected = versions.iter().enumerate().filter(|(n, _)| corrected_since(*n)).map(|(_, version)| version);
    for version in corrected.filter(|version| !version.written.withdrawn) {
        for (event, times) in counted(&said(held, version)) {
            let more = times.saturating_sub(now.get(&event).copied().unwrap_or_default());
            let known = lost.entry(event).or_default();
            *known = (*known).max(more);
        }
    }
    lost.into_iter().flat_map(|(event, times)| std::iter::repeat_n(event, times)).collect()
}

/// The events of a version as retention must remember them: a birth on the latest day that it meant, and an assessment that found a need
/// once more where the current version finds none.
fn said(held: &Held, version: &Version) -> Vec<Event> {
    const BORN: EventName = EventName::at(crate::event::position("person.born"));
    const AUTHORISED: EventName = EventName::at(crate::event::position("assessment.authorised"));
    const NOT_IN_NEED: EventName = EventName::at(crate::event::position("assessment.not_in_need"));
    let mut events = (held.schema.events)(&version.fields);
    if held.schema.kind == "person" {
        let precision = Precision::of(version.fields.text("born_precision"));
        for event in events.iter_mut().filter(|event| event.name == BORN) {
            event.on = precision.latest(event.on);
        }
    }
    let finds_none = |events: &[Event]| events.iter().any(|event| event.name == NOT_IN_NEED);
    let found_need = events.iter().find(|event| event.name == AUTHORISED).copied();
    if let Some(authorised) = found_need.filter(|_| !finds_none(&events) && finds_none(&held.events())) {
        events.push(authorised);
    }
    events
}

fn counted(events: &[Event]) -> HashMap<Event, usize> {
    let mut counts = HashMap::new();
    for event in events {
        *counts.entry(*event).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Record;

    #[test]
    fn a_keepsake_and_an_agreement_are_kinds() {
        assert!(crate::kind(Keepsake::SCHEMA.kind).is_some() && crate::kind(KeptShorter::SCHEMA.kind).is_some());
    }
}
