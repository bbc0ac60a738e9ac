use std::collections::BTreeMap;

use hearth_record::{
    File, Held,
    court::CourtParty,
    find::words,
    ids::{PersonId, RecordId},
    value::ValueType,
};
use serde_json::Value as Json;

use crate::{FileView, people::people_in};

/// A record that is set apart: it holds the part of a relative who withdrew, and no lawyer has said that it may be disclosed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// The party who withdrew.
    pub party: RecordId,
    /// Their name.
    pub name: String,
}

/// Kinds that say who takes part and how the file is governed: they are no part of what a relative told.
const NOT_THEIRS: [&str; 5] = ["court_party", "court_case", "court_bundle", "sharing", "consent"];

/// The records of a file that are set apart, each with whose part it holds: those that were put apart when they withdrew, and whatever else
/// names them, written since or found too late. Nothing of it goes out until a lawyer says so.
pub fn apart(file: &File) -> BTreeMap<RecordId, Apart> {
    let mut found = BTreeMap::new();
    for (party, of) in file.all::<CourtParty>().filter(|(_, party)| party.keeps_apart()) {
        let name = of.name.reveal().0.clone();
        let whole = words(&name).join(" ");
        let person = *of.person.reveal();
        for held in file.records().iter().filter(|held| !NOT_THEIRS.contains(&held.schema.kind)) {
            if of.set_apart.contains(&held.id) || names(held, person, &whole) {
                found.insert(held.id, Apart { party, name: name.clone() });
            }
        }
    }
    found
}

/// Whether a record names a person, by who they are or by their whole name.
fn names(held: &Held, person: Option<PersonId>, whole: &str) -> bool {
    let fields = &held.current().fields;
    if person.is_some_and(|person| people_in(held.schema, fields).contains(&person)) {
        return true;
    }
    let says = |text: &str| !whole.is_empty() && format!(" {} ", words(text).join(" ")).contains(&format!(" {whole} "));
    held.schema.fields.iter().any(|field| match (field.value, fields.get(field.name)) {
        (ValueType::Text(_) | ValueType::Narrative, Some(Json::String(text))) => says(text),
        (ValueType::List(ValueType::Text(_)), Some(Json::Array(texts))) => {
            texts.iter().filter_map(Json::as_str).any(says)
        }
        _ => false,
    })
}

/// The same for the file of a view.
pub fn set_apart(view: &FileView) -> BTreeMap<RecordId, Apart> {
    apart(&view.file)
}
