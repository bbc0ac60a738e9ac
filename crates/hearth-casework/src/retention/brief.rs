//! As much of a digest as retention needs: a million of them are read in seconds.

use hearth_practice::retention::Case;
use hearth_record::{Event, FileType, ids::PersonId, keeping::Keeping};
use serde::{Deserialize, de::IgnoredAny};

/// Part of a digest, under its own names.
#[derive(Deserialize)]
pub(super) struct Brief {
    #[serde(rename = "e", default)]
    events: Vec<Told>,
    /// Family and household.
    #[serde(rename = "k", default)]
    kin: Vec<PersonId>,
    /// Brothers and sisters.
    #[serde(rename = "s", default)]
    siblings: Vec<PersonId>,
    #[serde(rename = "r", default)]
    keeping: Keeping,
    #[serde(rename = "a", default)]
    csa: bool,
}

#[derive(Deserialize)]
struct Told(Event, IgnoredAny);

impl Brief {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }

    /// The file as retention sees it.
    pub(super) fn case(&mut self, file_type: FileType) -> Case {
        Case {
            file_type: Some(file_type),
            events: self.events.iter().map(|told| told.0).collect(),
            once: std::mem::take(&mut self.keeping.once),
            precision: self.keeping.precision,
            csa: self.csa,
            ..Case::default()
        }
    }

    /// Everybody whom the file names as family or household.
    pub(super) fn family(&self) -> impl Iterator<Item = PersonId> {
        self.kin.iter().chain(&self.siblings).copied()
    }
}

#[cfg(test)]
mod tests {
    use hearth_record::{Digest, EventName, ids::RecordId};
    use jiff::civil::date;

    use super::*;

    #[test]
    fn it_reads_what_a_digest_writes() {
        let name = EventName::named("cin_plan.ended").unwrap();
        let event = Event { on: date(2016, 1, 31), at: None, name };
        let keeping = Keeping { once: vec![event], ..Keeping::default() };
        let events = vec![(event, RecordId::from_bytes([3; 16]))];
        let digest = Digest { events, keeping, csa: true, ..Digest::default() };
        let case = Brief::read(&digest.to_bytes()).unwrap().case(FileType::Care);
        assert_eq!((case.events, case.once, case.csa), (vec![event], vec![event], true));
    }
}
