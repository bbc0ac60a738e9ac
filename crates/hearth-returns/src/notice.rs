//! What should be known about a file that was read.

use std::collections::HashMap;

use crate::error::Place;

/// What a [`Notice`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoticeKind {
    /// The file is not UTF-8; bytes outside it were read as Windows-1252.
    Encoding,
    /// The cells are separated by something other than commas.
    Separator,
    /// A column that the table does not have; its cells are kept aside.
    UnknownColumn,
    /// A column of the table that the file does not have.
    MissingColumn,
    /// Rows with fewer cells than the heading; the missing ones are blank.
    ShortRows,
    /// A file whose columns are those of no table; it was left out.
    UnknownFile,
    /// A second file of the same table; its rows follow those of the first.
    SecondFile,
    /// A table with a heading and no rows.
    NoRows,
    /// An element that the return does not have; its text is kept aside.
    UnknownElement,
    /// Text between elements, where none belongs.
    StrayText,
    /// An element that should hold others and is empty.
    EmptyGroup,
    /// An element that may stand once stands again; the first counts.
    RepeatedElement,
    /// A child whose identifying row stands more than once.
    DuplicateChild,
}

/// Something about a file that was read and should be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub kind: NoticeKind,
    /// Where it was first met.
    pub place: Place,
    /// What was met, in words.
    pub what: String,
    /// How many times.
    pub count: u64,
}

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.what)?;
        if self.count > 1 {
            write!(f, " ({} times)", self.count)?;
        }
        Ok(())
    }
}

/// A piece of a file that belongs to no table and was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Where it stood.
    pub place: Place,
    /// The child it stood under; empty when under none, or before the child was named.
    pub child: String,
    /// The path of its element.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Notices, the same remark in the same file counted rather than repeated.
#[derive(Debug, Default)]
pub(crate) struct Notices {
    list: Vec<Notice>,
    seen: HashMap<(NoticeKind, String), usize>,
}

impl Notices {
    pub(crate) fn add(&mut self, kind: NoticeKind, place: Place, what: impl Into<String>) {
        let what = what.into();
        let key = (kind, format!("{}\u{1f}{what}", place.file));
        if let Some(&at) = self.seen.get(&key) {
            self.list[at].count += 1;
            return;
        }
        self.seen.insert(key, self.list.len());
        self.list.push(Notice { kind, place, what, count: 1 });
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    pub(crate) fn append(&mut self, other: Self) {
        for notice in other.list {
            let count = notice.count;
            let at = self.list.len();
            self.add(notice.kind, notice.place, notice.what);
            if self.list.len() > at {
                self.list[at].count = count;
            }
        }
    }

    pub(crate) fn into_list(self) -> Vec<Notice> {
        self.list
    }
}
