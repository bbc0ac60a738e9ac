//! The department's daily data: what is told of a child, and what of it changed.

mod council;
mod department;
mod difference;
mod drawn;
mod shape;
mod telling;

use std::path::Path;

use hearth_record::{Fields, KindSchema, ids::RecordId};
use hearth_returns::{
    Records,
    daily::{Payload, Untold, Window, body, payload},
};
use jiff::civil::{Date, date};
use serde_json::Value;

/// The day on which the tests stand.
const TODAY: Date = date(2026, 11, 23);

/// A child on paper: kinds with what was typed into them. The record at a place has the id of that place.
struct Child(Vec<(RecordId, &'static KindSchema, Fields)>);

/// The id of the record at a place.
fn id(place: u8) -> RecordId {
    RecordId::from_bytes([place; 16])
}

impl Child {
    /// A child of ten with an open episode of need as record 1.
    fn in_need() -> Self {
        let person = [("la_child_id", "SF1"), ("forename", "Ada"), ("surname", "Reeve"), ("born", "2016-05-04")];
        Self(Vec::new()).with("person", &person).with("social_care_episode", &[("received_on", "2026-06-01")])
    }

    fn with(mut self, kind: &str, values: &[(&str, &str)]) -> Self {
        let schema = hearth_record::kind(kind).expect("a kind");
        let mut fields = Fields::new();
        for (name, text) in values {
            let field = schema.field(name).unwrap_or_else(|| panic!("{kind} has no field {name}"));
            fields.set(field.name, field.value.canonical(text).unwrap_or_else(|e| panic!("{kind}.{name}: {e}")));
        }
        self.0.push((id(u8::try_from(self.0.len()).expect("a short life")), schema, fields));
        self
    }

    fn told(&self) -> Result<Option<Payload>, Untold> {
        self.told_on(TODAY)
    }

    fn told_on(&self, today: Date) -> Result<Option<Payload>, Untold> {
        let records: Records<'_> = self.0.iter().map(|(id, schema, fields)| (*id, *schema, fields)).collect();
        payload(&records, Window::on(today))
    }

    fn payload(&self) -> Payload {
        self.told().ok().flatten().expect("the child counts")
    }

    fn json(&self) -> Value {
        json(&self.payload())
    }
}

fn json(payload: &Payload) -> Value {
    serde_json::from_str(&payload.text()).expect("JSON")
}

/// What both readings of the description refuse of a batch; nothing where it is sound. The department's own is beside the repository where
/// a developer put it there.
fn refusals(batch: &[&Payload]) -> Vec<String> {
    let sent: Value = serde_json::from_str(&body(batch.iter().copied())).expect("JSON");
    let mut refused = shape::refusals(&sent);
    if let Some(official) = official() {
        refused.extend(official.iter_errors(&sent).map(|error| format!("{}: {error}", error.instance_path())));
    }
    refused
}

fn official() -> Option<jsonschema::Validator> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/schemas/dfe-csc-openapi.json");
    let text = std::fs::read_to_string(path).ok()?;
    let described: Value = serde_json::from_str(&text).expect("JSON");
    let schema = &described["components"]["schemas"]["CSC"];
    let options = jsonschema::options().should_validate_formats(true);
    Some(options.build(schema).expect("a schema"))
}
