//! The reconciliation of an import: rows in, records out, nothing lost on the way.

use std::collections::BTreeMap;
use std::fmt;

use hearth_returns::{Reject, Tables};

use super::{Fate, ImportedChild, Outcome, Plan};

/// What became of the rows of one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TableAccount {
    /// Rows that the files have.
    pub rows_in: u64,
    /// Rows that made a record.
    pub made: u64,
    /// Rows whose values stand in a record that another row made.
    pub carried: u64,
    /// Rows that say the same as another.
    pub repeated: u64,
    /// Rows that were not loaded.
    pub rejected: u64,
    /// Values that were left out of rows that were loaded.
    pub left_out: u64,
}

impl TableAccount {
    /// Whether every row is accounted for.
    pub fn reconciles(self) -> bool {
        self.rows_in == self.made + self.carried + self.repeated + self.rejected
    }
}

/// What became of the records of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KindAccount {
    /// Records that were made.
    pub new: u64,
    /// Held records that got a version.
    pub changed: u64,
    /// Held records that said the same already.
    pub unchanged: u64,
}

/// The reconciliation table of one import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// By table, in the return's order.
    pub tables: Vec<(&'static str, TableAccount)>,
    /// By kind of record.
    pub kinds: BTreeMap<&'static str, KindAccount>,
    /// Children whose rows were taken.
    pub children: u64,
}

impl Account {
    /// The account of `tables` before any row is taken: what reading rejected already stands in it.
    pub fn of(tables: &Tables) -> Self {
        let rows = |table: &hearth_returns::Table| {
            let account = TableAccount { rows_in: u64::from(table.rows_seen()), ..TableAccount::default() };
            (table.name(), account)
        };
        let mut account = Self { tables: tables.tables().iter().map(rows).collect(), ..Self::default() };
        for reject in tables.rejects() {
            account.table(reject.table).rejected += 1;
        }
        account
    }

    /// Adds a child whose plan was committed. A child whose commit failed is added by [`refuse`](Self::refuse) instead.
    pub fn add(&mut self, child: &ImportedChild, plan: &Plan) {
        self.children += 1;
        self.add_rows(child);
        for planned in &plan.records {
            let kind = self.kinds.entry(planned.record.schema.kind).or_default();
            match planned.outcome {
                Outcome::New => kind.new += 1,
                Outcome::Changed => kind.changed += 1,
                Outcome::Unchanged => kind.unchanged += 1,
            }
        }
    }

    /// Adds the rows that are no child's (see [`Import::outside`](super::Import::outside)).
    pub fn add_rows(&mut self, child: &ImportedChild) {
        for row in &child.rows {
            let table = self.table(row.table);
            match row.fate {
                Fate::Made => table.made += 1,
                Fate::Carried => table.carried += 1,
                Fate::Repeated => table.repeated += 1,
                Fate::Rejected => table.rejected += 1,
            }
        }
        for left_out in &child.left_out {
            self.table(left_out.table).left_out += 1;
        }
    }

    /// Adds a child of which nothing was written, every row rejected for the same reason; gives the rejects.
    pub fn refuse(&mut self, child: hearth_returns::Child<'_>, because: &str, remedy: &str) -> Vec<Reject> {
        let mut rejects = Vec::new();
        for row in child.all_rows() {
            self.table(row.table().name()).rejected += 1;
            let mut reject = row.reject(because, remedy);
            child.id().clone_into(&mut reject.child);
            rejects.push(reject);
        }
        rejects
    }

    /// All tables together.
    pub fn total(&self) -> TableAccount {
        self.tables.iter().fold(TableAccount::default(), |sum, (_, one)| TableAccount {
            rows_in: sum.rows_in + one.rows_in,
            made: sum.made + one.made,
            carried: sum.carried + one.carried,
            repeated: sum.repeated + one.repeated,
            rejected: sum.rejected + one.rejected,
            left_out: sum.left_out + one.left_out,
        })
    }

    /// Whether every row of every table is accounted for.
    pub fn reconciles(&self) -> bool {
        self.tables.iter().all(|(_, table)| table.reconciles())
    }

    fn table(&mut self, name: &'static str) -> &mut TableAccount {
        let place = self.tables.iter().position(|(table, _)| *table == name);
        let at = place.unwrap_or_else(|| {
            self.tables.push((name, TableAccount::default()));
            self.tables.len() - 1
        });
        &mut self.tables[at].1
    }
}

/// The two tables as a terminal shows them; tables without rows are left out.
impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<30} {:>9} {:>9} {:>9} {:>9} {:>9} {:>12}",
            "table", "rows in", "made", "carried", "repeated", "rejected", "values out"
        )?;
        let total = ("all", self.total());
        for (name, t) in self.tables.iter().filter(|(_, t)| t.rows_in > 0).chain([&total]) {
            writeln!(
                f,
                "{name:<30} {:>9} {:>9} {:>9} {:>9} {:>9} {:>12}",
                t.rows_in, t.made, t.carried, t.repeated, t.rejected, t.left_out
            )?;
        }
        writeln!(f, "\n{:<30} {:>9} {:>9} {:>9}", "record", "new", "changed", "unchanged")?;
        for (kind, k) in &self.kinds {
            writeln!(f, "{kind:<30} {:>9} {:>9} {:>9}", k.new, k.changed, k.unchanged)?;
        }
        Ok(())
    }
}
