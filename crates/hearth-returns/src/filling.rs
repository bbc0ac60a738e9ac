//! Tables that are made from records instead of read from files.

use std::sync::Arc;

use hearth_record::{Fields, File, KindSchema, Record, ids::RecordId};

use crate::history::{Histories, TimeInCare};
use crate::limits::Limits;
use crate::notice::Notices;
use crate::spec::ReturnSpec;
use crate::tables::{Assembly, Tables};

/// What a return is made from: one child's records that count.
#[derive(Clone, Default)]
pub struct Records<'a>(Vec<(RecordId, &'static KindSchema, &'a Fields)>);

impl<'a> Records<'a> {
    /// The records of a file, those that were withdrawn left out.
    pub fn of(file: &'a File) -> Self {
        let counts = file.records().iter().filter(|held| !held.withdrawn());
        Self(counts.map(|held| (held.id, held.schema, &held.current().fields)).collect())
    }

    /// These and those of another file of the same child: the adoption file, for whoever may pass the wall.
    pub fn add(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// These without some of them, such as an address that must not be told.
    #[must_use]
    pub fn leaving_out(mut self, left_out: &std::collections::BTreeSet<RecordId>) -> Self {
        self.0.retain(|(id, ..)| !left_out.contains(id));
        self
    }

    /// The kind of a record that is among them.
    pub fn kind_of(&self, record: RecordId) -> Option<&'static KindSchema> {
        self.0.iter().find(|(id, ..)| *id == record).map(|(_, schema, _)| *schema)
    }

    /// The records of one kind, in the order in which they stand. One that no longer reads as its kind is left out.
    pub fn all<R: Record>(&self) -> impl Iterator<Item = R> {
        self.each().map(|(_, record)| record)
    }

    /// The same, each with its id.
    pub fn each<R: Record>(&self) -> impl Iterator<Item = (RecordId, R)> {
        let of_kind = self.0.iter().filter(|(_, schema, _)| schema.kind == R::SCHEMA.kind);
        of_kind.filter_map(|(id, _, fields)| R::from_fields(fields).ok().map(|record| (*id, record)))
    }
}

impl<'a> FromIterator<(RecordId, &'static KindSchema, &'a Fields)> for Records<'a> {
    fn from_iter<I: IntoIterator<Item = (RecordId, &'static KindSchema, &'a Fields)>>(records: I) -> Self {
        Self(records.into_iter().collect())
    }
}

/// A return on its way together, row by row.
pub struct Filling {
    spec: &'static ReturnSpec,
    assembly: Assembly,
    /// For each table, what each of its rows was made of.
    made_of: Vec<Vec<Vec<RecordId>>>,
    histories: Histories,
    of: Vec<RecordId>,
}

impl Filling {
    /// An empty return: every table is there, none has a row.
    pub fn new(spec: &'static ReturnSpec) -> Self {
        let mut assembly = Assembly::new(spec, Notices::default());
        for table in &mut assembly.tables {
            // A name for each: only the XML form is one file, and it says what no record does.
            let records: Arc<str> = format!("the records of {}", table.name()).into();
            table.begin_file(&records);
            let columns = table.spec().columns;
            (0..columns.len()).filter(|at| !columns[*at].optional).for_each(|at| table.set_present(at));
        }
        Self {
            spec,
            assembly,
            made_of: vec![Vec::new(); spec.tables.len()],
            histories: Histories::default(),
            of: Vec::new(),
        }
    }

    /// From here on rows are made of these records, the one that says most of them first.
    pub fn of(&mut self, records: impl IntoIterator<Item = RecordId>) -> &mut Self {
        self.of.clear();
        self.of.extend(records);
        self
    }

    /// Tells all care that a child ever had, for rules that ask beyond the years of the return.
    pub(crate) fn history(&mut self, child: &str, care: Vec<TimeInCare>) {
        self.histories.tell(child, care);
    }

    /// Adds a row; a column that is not named is blank. What has no room left (4 GiB of one table) is not added, and that is said.
    pub fn row(&mut self, table: &str, cells: &[(&str, &str)]) -> bool {
        let Some(at) = self.spec.position(table) else {
            debug_assert!(false, "the return {} has no table {table}", self.spec.name);
            return false;
        };
        let table = &mut self.assembly.tables[at];
        let spec = table.spec();
        debug_assert!(cells.iter().all(|(name, _)| spec.find(name).is_some()), "a column of {} is misspelt", spec.name);
        let cell = |name: &str| cells.iter().find(|(column, _)| *column == name).map_or("", |(_, text)| *text);
        // What may be missing is there once a row says it: a rule that asks for it does not run before.
        for (at, column) in spec.columns.iter().enumerate() {
            if column.optional && !cell(column.name).is_empty() {
                table.set_present(at);
            }
        }
        let number = table.count_row();
        let added = table.push(number.saturating_add(2), number, spec.columns.iter().map(|column| cell(column.name)));
        self.made_of[at].push(self.of.clone());
        added.is_ok()
    }

    /// The return, its rows sorted by child.
    pub fn finish(self) -> Tables {
        self.assembly.finish(&Limits::default()).made_of(self.made_of, self.histories)
    }
}
