//! What of an imported child is new, changed or held already.

use std::collections::HashSet;

use hearth_record::{Fields, KindSchema, ids::RecordId};
use serde_json::Value as Json;

use super::{ImportedChild, ImportedRecord, Reference, Target, natural};

/// A record that the child's file holds.
#[derive(Clone)]
pub struct HeldRecord {
    /// The record.
    pub id: RecordId,
    /// Its kind.
    pub schema: &'static KindSchema,
    /// Its values as they count now.
    pub fields: Fields,
}

/// What is to be done with an imported record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It becomes a record.
    New,
    /// The held record gets a version.
    Changed,
    /// The held record says the same.
    Unchanged,
}

/// An imported record with what is held of it.
#[derive(Clone)]
pub struct Planned {
    /// What the return says.
    pub record: ImportedRecord,
    /// The record in the file, held or new.
    pub id: RecordId,
    /// What is to be done.
    pub outcome: Outcome,
    /// The whole values to write: what is held, with what the return says laid over it.
    pub fields: Fields,
}

/// A reference that could not be followed; its field stays as it is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unresolved {
    /// The kind of the record that refers.
    pub kind: &'static str,
    /// What it refers to.
    pub reference: Reference,
}

/// What is to be done for one child.
#[derive(Clone, Default)]
pub struct Plan {
    /// Every imported record, in its order.
    pub records: Vec<Planned>,
    /// References that name nothing that is known.
    pub unresolved: Vec<Unresolved>,
}

impl Plan {
    /// The records to write.
    pub fn writes(&self) -> impl Iterator<Item = &Planned> {
        self.records.iter().filter(|planned| planned.outcome != Outcome::Unchanged)
    }
}

/// Plans the import of `child` into the file that holds `held`.
///
/// A record is known again by its import key (`by_key`, which the driver asks the store for), else by what makes it that
/// record ([`natural`](super::natural)). A field of which the return says nothing keeps what is held: an import adds and
/// corrects, it never empties. `new_id` makes the id of a new record; `outside` gives the id behind a person, worker or
/// team, where one is known.
pub fn plan(
    child: &ImportedChild,
    held: &[HeldRecord],
    by_key: impl Fn(&str, &str) -> Option<RecordId>,
    mut new_id: impl FnMut() -> RecordId,
    outside: impl Fn(&Target) -> Option<String>,
) -> Plan {
    let mut taken = HashSet::new();
    let mut ids = Vec::with_capacity(child.records.len());
    for record in &child.records {
        // What a record refers to can be part of what makes it that record, so references are followed as far as ids are known.
        let mut said = record.fields.clone();
        for reference in &record.refers {
            if let Some(target) = resolve(reference, child, &ids, &by_key, &outside) {
                point(&mut said, reference, target);
            }
        }
        let known = find(record, &said, held, &by_key, &taken);
        let id = known.map_or_else(&mut new_id, |held| held.id);
        taken.insert(id);
        ids.push((id, known));
    }
    let mut plan = Plan::default();
    for (record, (id, known)) in child.records.iter().zip(&ids) {
        let mut fields = known.map(|held| held.fields.clone()).unwrap_or_default();
        for (name, value) in record.fields.iter() {
            fields.set(name, Some(value.clone()));
        }
        for name in &record.taken_back {
            fields.set(name, None);
        }
        for reference in &record.refers {
            match resolve(reference, child, &ids, &by_key, &outside) {
                Some(target) => point(&mut fields, reference, target),
                None => plan.unresolved.push(Unresolved { kind: record.schema.kind, reference: reference.clone() }),
            }
        }
        // The kind's own order and form, so that equal records are equal values.
        let fields = (record.schema.rewrite)(&fields).unwrap_or(fields);
        let outcome = match known {
            None => Outcome::New,
            Some(held) if held.fields == fields => Outcome::Unchanged,
            Some(_) => Outcome::Changed,
        };
        plan.records.push(Planned { record: record.clone(), id: *id, outcome, fields });
    }
    plan
}

fn find<'h>(
    record: &ImportedRecord,
    said: &Fields,
    held: &'h [HeldRecord],
    by_key: impl Fn(&str, &str) -> Option<RecordId>,
    taken: &HashSet<RecordId>,
) -> Option<&'h HeldRecord> {
    let kind = record.schema.kind;
    let mut free = held.iter().filter(|held| held.schema.kind == kind && !taken.contains(&held.id));
    if let Some(id) = by_key(kind, &record.key)
        && let Some(known) = free.clone().find(|held| held.id == id)
    {
        return Some(known);
    }
    if record.schema.once {
        return free.next();
    }
    let own = record.replaces.clone().unwrap_or_else(|| natural(kind, said));
    free.find(|held| natural(kind, &held.fields) == own)
}

fn resolve(
    reference: &Reference,
    child: &ImportedChild,
    ids: &[(RecordId, Option<&HeldRecord>)],
    by_key: impl Fn(&str, &str) -> Option<RecordId>,
    outside: impl Fn(&Target) -> Option<String>,
) -> Option<String> {
    let Target::Record(kind, key) = &reference.to else { return outside(&reference.to) };
    let place = child.records.iter().position(|record| record.schema.kind == *kind && record.key == *key);
    let id = place.and_then(|place| ids.get(place)).map(|(id, _)| *id).or_else(|| by_key(kind, key))?;
    Some(id.to_string())
}

fn point(fields: &mut Fields, reference: &Reference, target: String) {
    if !reference.many {
        fields.set(reference.field, Some(target.into()));
        return;
    }
    let mut list = match fields.get(reference.field) {
        Some(Json::Array(list)) => list.clone(),
        _ => Vec::new(),
    };
    if !list.iter().any(|one| one.as_str() == Some(&target)) {
        list.push(target.into());
    }
    fields.set(reference.field, Some(list.into()));
}
