//! Why a file could not be read at all.

use std::fmt;
use std::sync::Arc;

/// A place in a file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file's name as it was given, without its folder.
    pub file: Arc<str>,
    /// The line, from 1; `None` when the trouble is with the file as a whole.
    pub line: Option<u32>,
    /// The cell of a CSV line, or the byte of an XML line, from 1.
    pub column: Option<u32>,
}

impl Place {
    /// The file as a whole.
    pub fn of_file(file: &Arc<str>) -> Self {
        Self { file: Arc::clone(file), line: None, column: None }
    }

    /// One line of a file.
    pub fn of_line(file: &Arc<str>, line: u32) -> Self {
        Self { line: Some(line), ..Self::of_file(file) }
    }

    /// One cell, or one byte, of a line.
    pub fn at(file: &Arc<str>, line: u32, column: u32) -> Self {
        Self { column: Some(column), ..Self::of_line(file, line) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ", column {column}")?;
        }
        Ok(())
    }
}

/// What kind of trouble stopped the reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// The operating system could not give the file's bytes.
    Unreadable,
    /// A cap of [`Limits`](crate::Limits) was met.
    TooLarge,
    /// Another format: a workbook, an archive, a PDF, UTF-16 text.
    OtherFormat,
    /// A NUL byte, or a byte that no accepted encoding defines.
    BadByte,
    /// A quoted cell that never ends.
    UnclosedQuote,
    /// The same column named twice.
    DuplicateColumn,
    /// A table without the column that says whose row it is.
    NoChildColumn,
    /// One file with the columns of two tables, or a table in no file at all.
    NotRecognised,
    /// XML that is not well formed.
    Malformed,
    /// A document type, an entity or an encoding that is refused on principle.
    Refused,
    /// The file stops before its end.
    Truncated,
}

/// The file cannot be used: nothing of it was read.
///
/// The text says what happened, where, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}; {remedy}")]
pub struct ReadError {
    kind: ReadErrorKind,
    place: Box<Place>,
    what: String,
    remedy: String,
}

impl ReadError {
    pub(crate) fn new(kind: ReadErrorKind, place: Place, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { kind, place: Box::new(place), what: what.into(), remedy: remedy.into() }
    }

    pub(crate) fn unreadable(file: &Arc<str>, why: &std::io::Error) -> Self {
        Self::new(
            ReadErrorKind::Unreadable,
            Place::of_file(file),
            format!("it cannot be read ({why})"),
            "check that it exists and that this account may read it",
        )
    }

    /// The kind of trouble, for a program that must decide.
    pub fn kind(&self) -> ReadErrorKind {
        self.kind
    }

    /// Where it was met.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What happened.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// What to do next.
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}
