//! One row, or one value of it, that cannot be used.

use std::io::{self, Write};
use std::sync::Arc;

use crate::value::BadValue;

/// A row, or one value of it, that cannot be used, with the reason and the remedy.
///
/// A code or a date is quoted as it stands; of a name, an address or a
/// narrative only the shape is said, because rejects go to a file that people
/// pass around.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Whether the row was lost, or one value of it.
    pub lost: Lost,
    /// The table.
    pub table: &'static str,
    /// The file.
    pub file: Arc<str>,
    /// The line in the file, from 1.
    pub line: u32,
    /// The row of the table, from 0 in the order read.
    pub row: u32,
    /// The child's identifier; empty when the row names none.
    pub child: String,
    /// The column at fault, when it is one column.
    pub column: Option<&'static str>,
    /// The value where it may be shown, or its shape.
    pub value: String,
    /// Why it cannot be used.
    pub because: String,
    /// How to put it right.
    pub remedy: String,
}

impl Reject {
    /// The same place, for one bad value of the row.
    #[must_use]
    pub fn with_value(mut self, bad: &BadValue) -> Self {
        self.column = Some(bad.column);
        self.value.clone_from(&bad.shown);
        self.because.clone_from(&bad.because);
        self.remedy.clone_from(&bad.remedy);
        self
    }
}

impl std::fmt::Display for Reject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, line {}, {}", self.file, self.line, self.table)?;
        if let Some(column) = self.column {
            write!(f, ".{column}")?;
        }
        write!(f, ": {}; {}", self.because, self.remedy)
    }
}

/// What a reject cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// The whole row.
    Row,
    /// One value; the rest of the row was taken.
    Value,
}

impl Lost {
    /// The word in the file of rejects.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Value => "value",
        }
    }
}

/// Writes rejects as CSV, safe to open in a spreadsheet: no cell can start a formula.
pub fn write_rejects(out: impl Write, rejects: &[Reject]) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["lost", "table", "file", "line", "row", "child", "column", "value", "because", "remedy"])?;
    for reject in rejects {
        csv.write_record([
            reject.lost.code(),
            reject.table,
            &plain(&reject.file),
            &reject.line.to_string(),
            &reject.row.to_string(),
            &plain(&reject.child),
            reject.column.unwrap_or(""),
            &plain(&reject.value),
            &plain(&reject.because),
            &plain(&reject.remedy),
        ])?;
    }
    csv.flush()
}

/// A cell that a spreadsheet takes as text: an apostrophe before `=`, `+`, `-`, `@`, tab or return.
fn plain(cell: &str) -> std::borrow::Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell.into() }
}
