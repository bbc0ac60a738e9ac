//! The rows of the dataset on their way into files: one CSV file a table, each written as its rows come.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, Write};

use hearth_record::code::{self, Code};
use jiff::{Timestamp, civil::Date};

use crate::spec::{ReturnSpec, TableSpec};

/// One row of a table; a column that is not named is blank.
pub(super) struct Cells {
    pub(super) table: &'static str,
    cells: Vec<(&'static str, Cow<'static, str>)>,
}

impl Cells {
    pub(super) fn of(table: &'static str) -> Self {
        Self { table, cells: Vec::new() }
    }

    pub(super) fn text(mut self, column: &'static str, text: impl Into<Cow<'static, str>>) -> Self {
        self.cells.push((column, text.into()));
        self
    }

    /// Whatever can be shown, such as an id or a number; blank for none.
    pub(super) fn shown(self, column: &'static str, shown: Option<impl Display>) -> Self {
        self.text(column, shown.map(|shown| shown.to_string()).unwrap_or_default())
    }

    /// A day as `2026-11-22`.
    pub(super) fn day(self, column: &'static str, day: Option<Date>) -> Self {
        self.shown(column, day)
    }

    /// A moment as clocks in England showed it; the day alone where no moment is known.
    pub(super) fn moment(self, column: &'static str, at: Option<Timestamp>, day: Option<Date>) -> Self {
        let Some(at) = at else { return self.day(column, day) };
        self.text(column, hearth_calendar::london_datetime(at).strftime("%Y-%m-%dT%H:%M:%S").to_string())
    }

    pub(super) fn yes(self, column: &'static str, yes: Option<bool>) -> Self {
        self.text(column, yes.map_or("", |yes| if yes { "Y" } else { "N" }))
    }

    pub(super) fn blank(&mut self, column: &str) {
        self.cells.retain(|(name, _)| *name != column);
    }

    pub(super) fn cell(&self, column: &str) -> &str {
        self.cells.iter().find(|(name, _)| *name == column).map_or("", |(_, text)| text)
    }
}

/// The outcomes of a set as the dataset's JSON has them: each flag of the set, `Y` where it was recorded.
pub(super) fn flags<'c>(
    set: &str,
    recorded: impl Iterator<Item = &'c str>,
) -> serde_json::Map<String, serde_json::Value> {
    let recorded: Vec<&str> = recorded.collect();
    let flag = |code: &Code| {
        let is = if recorded.contains(&code.code.as_str()) { "Y" } else { "" };
        (code.code.clone(), is.into())
    };
    code::set(set).codes().iter().map(flag).collect()
}

/// The same with how many there are, and what was said of them.
pub(super) fn counted_flags<'c>(
    set: &str,
    recorded: impl Iterator<Item = &'c str> + Clone,
    comment: (&str, String),
) -> serde_json::Map<String, serde_json::Value> {
    let mut outcomes = flags(set, recorded.clone());
    outcomes.insert("TOTAL_NO_OF_OUTCOMES".to_owned(), recorded.count().into());
    outcomes.insert(comment.0.to_owned(), comment.1.into());
    outcomes
}

pub(super) fn json(object: serde_json::Map<String, serde_json::Value>) -> String {
    serde_json::Value::Object(object).to_string()
}

/// A CSV file for each table, its heading written first.
pub(super) struct Files<W: Write> {
    spec: &'static ReturnSpec,
    each: Vec<csv::Writer<W>>,
    rows: Vec<u64>,
}

impl<W: Write> Files<W> {
    pub(super) fn open(
        spec: &'static ReturnSpec,
        mut open: impl FnMut(&'static TableSpec) -> io::Result<W>,
    ) -> io::Result<Self> {
        let mut each = Vec::with_capacity(spec.tables.len());
        for table in spec.tables {
            let mut file = csv::Writer::from_writer(open(table)?);
            file.write_record(table.columns.iter().map(|column| column.name))?;
            each.push(file);
        }
        Ok(Self { spec, rows: vec![0; each.len()], each })
    }

    pub(super) fn write(&mut self, row: &Cells) -> io::Result<()> {
        let Some(at) = self.spec.position(row.table) else {
            debug_assert!(false, "the dataset has no table {}", row.table);
            return Ok(());
        };
        let columns = self.spec.tables[at].columns;
        debug_assert!(
            row.cells.iter().all(|(name, _)| columns.iter().any(|column| column.name == *name)),
            "a column of {} is misspelt",
            row.table
        );
        self.each[at].write_record(columns.iter().map(|column| row.cell(column.name)))?;
        self.rows[at] += 1;
        Ok(())
    }

    /// Ends every file; gives each table's name, how many rows it has, and what it was written to.
    pub(super) fn finish(self) -> io::Result<Vec<(&'static str, u64, W)>> {
        let mut done = Vec::with_capacity(self.each.len());
        for ((table, file), rows) in self.spec.tables.iter().zip(self.each).zip(self.rows) {
            let mut written = file.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
            written.flush()?;
            done.push((table.name, rows, written));
        }
        Ok(done)
    }
}
