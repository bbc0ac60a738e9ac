//! A child whose records a test draws.

use hearth_record::ids::{PersonId, RecordId};
use hearth_record::{Fields, KindSchema};
use hearth_returns::Records;
use serde_json::{Value as Json, json};

/// The records of one person, in the order in which they were drawn; the first has the id 1.
pub(crate) struct Drawn {
    who: u8,
    records: Vec<(RecordId, &'static KindSchema, Fields)>,
}

/// The id of the n-th record that was drawn of a person, from 1.
pub(crate) fn record(who: u8, n: u8) -> String {
    record_id(who, n).to_string()
}

fn record_id(who: u8, n: u8) -> RecordId {
    let mut bytes = [0; 16];
    (bytes[0], bytes[15]) = (who, n);
    RecordId::from_bytes(bytes)
}

/// The worker, team or person with this number.
pub(crate) fn id(n: u8) -> String {
    PersonId::from_bytes([n; 16]).to_string()
}

impl Drawn {
    /// A person; `who` is a number of the test's own.
    pub(crate) fn person(who: u8, fields: Json) -> Self {
        Self { who, records: Vec::new() }.with("person", fields)
    }

    /// A girl of ten with the local identifier `SF1`.
    pub(crate) fn child() -> Self {
        let fields = json!({
            "la_child_id": "SF1", "forename": "Wren", "surname": "Quillfeather", "born": "2016-03-02", "sex": "F", "ethnicity": "WBRI",
        });
        Self::person(1, fields)
    }

    /// The same with another record; its values are checked as a save checks them.
    pub(crate) fn with(mut self, kind: &str, fields: Json) -> Self {
        let schema = hearth_record::kind(kind).unwrap_or_else(|| panic!("no kind {kind}"));
        let fields = Fields::from_json(fields).expect("an object");
        let problems = (schema.check)(&fields);
        assert!(problems.is_empty(), "{kind}: {problems}");
        let n = u8::try_from(self.records.len() + 1).expect("few records");
        self.records.push((record_id(self.who, n), schema, fields));
        self
    }

    pub(crate) fn records(&self) -> Records<'_> {
        self.records.iter().map(|(id, schema, fields)| (*id, *schema, fields)).collect()
    }

    pub(crate) fn who(&self) -> PersonId {
        PersonId::from_bytes([self.who; 16])
    }
}
