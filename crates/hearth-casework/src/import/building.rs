//! One child's records while its rows are read.

use std::collections::HashMap;

use hearth_record::{Fields, KindSchema};
use hearth_returns::{Lost, Reject, Row};

use super::{Fate, ImportedChild, ImportedRecord, Reference, RowFate, identity};

/// Gathers what the rows of one child come to.
pub(super) struct Building {
    child: ImportedChild,
    /// How often each key of a kind was given, so that a second record of the same day gets one of its own.
    keys: HashMap<(&'static str, String), u32>,
}

/// A record that was added, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Added(pub(super) usize);

impl Building {
    pub(super) fn of(id: &str) -> Self {
        Self { child: ImportedChild { id: id.to_owned(), ..ImportedChild::default() }, keys: HashMap::new() }
    }

    pub(super) fn done(self) -> ImportedChild {
        self.child
    }

    pub(super) fn fate(&mut self, row: &Row<'_>, fate: Fate) {
        self.child.rows.push(RowFate::of(row, fate));
    }

    pub(super) fn reject(&mut self, reject: Reject) {
        self.child.reject(reject);
    }

    pub(super) fn leave_out(&mut self, mut reject: Reject) {
        reject.lost = Lost::Value;
        if reject.child.is_empty() {
            reject.child.clone_from(&self.child.id);
        }
        self.child.left_out.push(reject);
    }

    /// Adds a record under its natural key, or `own` where the dataset gives it one.
    pub(super) fn add(
        &mut self,
        schema: &'static KindSchema,
        fields: Fields,
        refers: Vec<Reference>,
        own: Option<String>,
    ) -> Added {
        let key = own.unwrap_or_else(|| self.key(schema.kind, &fields));
        let effective = identity::effective(schema.kind, &fields);
        let taken_back = Vec::new();
        self.child.records.push(ImportedRecord { schema, key, fields, taken_back, effective, refers, replaces: None });
        Added(self.child.records.len() - 1)
    }

    fn key(&mut self, kind: &'static str, fields: &Fields) -> String {
        let natural = identity::natural(kind, fields);
        let id = &self.child.id;
        let key = if natural.is_empty() { id.clone() } else { format!("{id}/{natural}") };
        let count = self.keys.entry((kind, key.clone())).or_default();
        *count += 1;
        if *count == 1 { key } else { format!("{key}#{count}") }
    }

    pub(super) fn key_of(&self, added: Added) -> String {
        self.child.records[added.0].key.clone()
    }

    pub(super) fn record(&self, added: Added) -> &ImportedRecord {
        &self.child.records[added.0]
    }

    pub(super) fn record_mut(&mut self, added: Added) -> &mut ImportedRecord {
        &mut self.child.records[added.0]
    }

    /// A record of the kind whose field has this text.
    pub(super) fn find(&self, kind: &str, field: &str, text: &str) -> Option<Added> {
        let found = self
            .child
            .records
            .iter()
            .position(|record| record.schema.kind == kind && record.fields.text(field) == Some(text));
        found.map(Added)
    }

    /// Tells of each row that says the same as an earlier one of its table, and gives the others.
    pub(super) fn distinct<'r>(&mut self, rows: impl Iterator<Item = Row<'r>>) -> Vec<Row<'r>> {
        let mut kept: Vec<Row<'r>> = Vec::new();
        for row in rows {
            if row.is_blank() {
                self.reject(row.reject("the row is empty", "remove the row"));
            } else if kept.iter().any(|other| other.same_as(&row)) {
                self.fate(&row, Fate::Repeated);
            } else {
                kept.push(row);
            }
        }
        kept
    }
}
