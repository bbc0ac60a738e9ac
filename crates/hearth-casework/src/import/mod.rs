//! From a return, or from another system's dataset, to records.
//!
//! Pure: tables that were read come in ([`hearth_returns`]), one child's records go out. Nothing here opens a file or
//! writes one. The driver takes the children one by one, loads what is held of each, asks [`plan`](plan::plan) what is
//! new, and commits one change a child.
//!
//! What is promised of every row: it makes a record, or another row's record carries it, or it repeats another row, or it
//! is rejected with the place, the reason and the remedy ([`Fate`]). A value that cannot be read is left out, named, and
//! the rest of its row is loaded. [`Account`] adds it all up, and [`Account::reconciles`] says whether the sum is right.

use std::collections::HashMap;

use hearth_record::{Fields, FileType, KindSchema};
use hearth_returns::{Child, Reject, Row, Tables};
use jiff::civil::Date;

mod account;
mod building;
mod cin;
mod draft;
mod identity;
mod person;
mod plan;
mod run;
mod ssd;
mod ssda903;

#[cfg(test)]
mod tests;

pub use account::{Account, KindAccount, TableAccount};
pub use hearth_returns::collection_year;
pub use identity::natural;
pub use plan::{HeldRecord, Outcome, Plan, Planned, Unresolved, plan};
pub use run::{Imported, Importing, run};
pub use ssd::workforce::{ImportedTeam, ImportedWorker};

/// What one child's rows come to.
#[derive(Clone, Default)]
pub struct ImportedChild {
    /// The child's identifier in the return.
    pub id: String,
    /// The records, the person first.
    pub records: Vec<ImportedRecord>,
    /// What became of each row.
    pub rows: Vec<RowFate>,
    /// The rows that were not loaded.
    pub rejects: Vec<Reject>,
    /// Values that were left out of rows that were loaded.
    pub left_out: Vec<Reject>,
}

/// A record that a return speaks of.
#[derive(Clone)]
pub struct ImportedRecord {
    /// The kind.
    pub schema: &'static KindSchema,
    /// The key by which a second import finds it again: unique for its kind in the authority.
    pub key: String,
    /// What the return says. A field of which it says nothing is absent, and leaves what is held as it is.
    pub fields: Fields,
    /// Fields that the held record has and that are no longer so: the end of a placement to which the child came back.
    pub taken_back: Vec<&'static str>,
    /// When it was true from, where it has a date.
    pub effective: Option<Date>,
    /// Fields that name something whose id only the driver knows.
    pub refers: Vec<Reference>,
    /// The natural key of a held record that this one takes over, where more of the past came to be known.
    pub replaces: Option<String>,
}

impl ImportedRecord {
    /// The file it belongs into: what is known of adopters stands behind the wall.
    pub fn file_type(&self) -> FileType {
        self.schema.file.unwrap_or(FileType::Care)
    }
}

/// A field that names a record, a person, a worker or a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The field.
    pub field: &'static str,
    /// Whether the field is a list, to which this adds one.
    pub many: bool,
    /// What it names.
    pub to: Target,
}

/// What a reference names, as the return names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A record of the same child, by kind and key.
    Record(&'static str, String),
    /// A person, by their identifier in the return.
    Person(String),
    /// A worker, by their identifier in the dataset.
    Worker(String),
    /// A team, by its identifier in the dataset.
    Team(String),
}

/// What became of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowFate {
    /// The table.
    pub table: &'static str,
    /// The row, from 0 in the order read.
    pub row: u32,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It made a record, or several.
    Made,
    /// Its values stand in a record that another row made, or the return's own frame needed no record.
    Carried,
    /// It says the same as another row.
    Repeated,
    /// It was not loaded; a reject says why.
    Rejected,
}

/// An import: the tables, and what is looked up once for all children.
#[derive(Clone)]
pub struct Import<'a> {
    tables: &'a Tables,
    year: u16,
    workers: HashMap<&'a str, Row<'a>>,
}

impl<'a> Import<'a> {
    /// The import of `tables`, its codes read as those of collection year `year` (2026 is 1 April 2025 to 31 March 2026).
    pub fn new(tables: &'a Tables, year: u16) -> Self {
        let workers = if tables.spec().name == "ssd" { ssd::workers(tables) } else { HashMap::new() };
        Self { tables, year, workers }
    }

    /// The tables that are imported.
    pub fn tables(&self) -> &'a Tables {
        self.tables
    }

    /// The collection year whose codes are used.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// What was read, for the author of the versions: `ssda903 2026`.
    pub fn source(&self) -> String {
        format!("{} {}", self.tables.spec().name, self.year)
    }

    /// The children that have an identifier, in its order.
    pub fn children(&self) -> impl Iterator<Item = Child<'a>> + use<'a> {
        self.tables.children().iter().filter(|child| !child.id().is_empty())
    }

    /// What the rows of `child` come to. `held` is what the child's file already has; empty for a new child.
    pub fn child(&'a self, child: Child<'a>, held: &[HeldRecord]) -> ImportedChild {
        if child.all_rows().nth(MOST_ROWS).is_some() {
            return too_many(child);
        }
        match self.tables.spec().name {
            "ssda903" => ssda903::child(child, self.year, held),
            "cin" => cin::child(child, self.year),
            _ => ssd::child(child, self.year, &self.workers),
        }
    }

    /// The rows that are no child's: headings, teams, workers, and rows that name no child or one that is not there.
    pub fn outside(&self) -> ImportedChild {
        let mut outside = ImportedChild::default();
        for table in self.tables.tables() {
            if table.spec().owner == hearth_returns::Owner::Nobody {
                outside.rows.extend(table.rows().map(|row| RowFate::of(&row, Fate::Carried)));
            }
            for row in self.tables.orphans(table.name()) {
                outside.reject(row.reject(
                    "the row refers to a row of another table that is not there",
                    "add the row that it refers to, or remove this one",
                ));
            }
        }
        if let Some(nameless) = self.tables.child("") {
            for row in nameless.all_rows() {
                let because = if row.is_blank() { "the row is empty" } else { "the row names no child" };
                outside.reject(row.reject(because, "give the child's identifier, or remove the row"));
            }
        }
        outside
    }

    /// The workers that the dataset lists.
    pub fn workers(&self) -> Vec<ImportedWorker> {
        ssd::workforce::workers(self.tables)
    }

    /// The teams that the dataset lists.
    pub fn teams(&self) -> Vec<ImportedTeam> {
        ssd::workforce::teams(self.tables)
    }
}

/// More rows than any life in care has left: a damaged file, whose rows would be compared with each other without end.
const MOST_ROWS: usize = 10_000;

fn too_many(child: Child<'_>) -> ImportedChild {
    let mut refused = ImportedChild { id: child.id().to_owned(), ..ImportedChild::default() };
    for row in child.all_rows() {
        refused.reject(row.reject(
            format!("one child has more than {MOST_ROWS} rows"),
            "check that the identifiers of the children are their own",
        ));
    }
    refused
}

impl RowFate {
    pub(crate) fn of(row: &Row<'_>, fate: Fate) -> Self {
        Self { table: row.table().name(), row: row.number(), fate }
    }
}

impl ImportedChild {
    fn reject(&mut self, mut reject: Reject) {
        if reject.child.is_empty() {
            reject.child.clone_from(&self.id);
        }
        self.rows.push(RowFate { table: reject.table, row: reject.row, fate: Fate::Rejected });
        self.rejects.push(reject);
    }
}
