//! One table in memory: all cells as text in one arena.
//!
//! A row's cells stand one after another in the order of the table's columns,
//! so a cell is found by one multiplication and read without copying. A table
//! of a million rows of ten cells costs its text and forty megabytes.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use crate::input::clip;
use crate::row::Row;
use crate::spec::{Column, ColumnKey, DateOrder, TableSpec};

/// The rows of one table of a return.
#[derive(Debug, Clone)]
pub struct Table {
    spec: &'static TableSpec,
    dates: DateOrder,
    /// Columns that the files have beyond those of the table.
    extra: Vec<String>,
    /// Which columns of the table some file has.
    present: Vec<bool>,
    text: String,
    ends: Vec<u32>,
    lines: Vec<u32>,
    numbers: Vec<u32>,
    files: Vec<(u32, Arc<str>)>,
    seen: u32,
}

/// The table has more text than 32 bits can point into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Full;

impl Table {
    pub(crate) fn new(spec: &'static TableSpec, dates: DateOrder) -> Self {
        Self {
            spec,
            dates,
            extra: Vec::new(),
            present: vec![false; spec.columns.len()],
            text: String::new(),
            ends: Vec::new(),
            lines: Vec::new(),
            numbers: Vec::new(),
            files: Vec::new(),
            seen: 0,
        }
    }

    /// What the table is.
    pub fn spec(&self) -> &'static TableSpec {
        self.spec
    }

    /// The table's name.
    pub fn name(&self) -> &'static str {
        self.spec.name
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// How many rows its files have, those that were rejected among them.
    pub fn rows_seen(&self) -> u32 {
        self.seen
    }

    /// Whether some file held the table, with or without rows.
    pub fn was_read(&self) -> bool {
        !self.files.is_empty()
    }

    /// Whether some file has the column.
    pub fn has(&self, column: impl ColumnKey) -> bool {
        column.place(self.spec).is_some_and(|at| self.present[usize::from(at.0)])
    }

    /// The names of columns that the files have beyond those of the table.
    pub fn extra_columns(&self) -> &[String] {
        &self.extra
    }

    /// Writes the table as CSV: its own columns, then those that its files have beyond them.
    pub fn write_csv(&self, out: impl io::Write) -> io::Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        let own = self.spec.columns.iter().map(|column| column.name);
        writer.write_record(own.chain(self.extra.iter().map(String::as_str)))?;
        for row in 0..clip(self.len()) {
            writer.write_record((0..self.width()).map(|at| self.slot(row, at)))?;
        }
        writer.flush()
    }

    /// A row by its place in the order read.
    pub fn row(&self, at: usize) -> Option<Row<'_>> {
        (at < self.len()).then(|| Row::new(self, clip(at)))
    }

    /// The rows in the order read.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> + DoubleEndedIterator + Clone {
        (0..clip(self.len())).map(move |at| Row::new(self, at))
    }

    pub(crate) fn dates(&self) -> DateOrder {
        self.dates
    }

    pub(crate) fn line(&self, row: u32) -> u32 {
        self.lines[row as usize]
    }

    pub(crate) fn number(&self, row: u32) -> u32 {
        self.numbers[row as usize]
    }

    pub(crate) fn file(&self, row: u32) -> &Arc<str> {
        // INVARIANT: a row is pushed only after its file was begun, at row 0 or later.
        let after = self.files.partition_point(|(from, _)| *from <= row);
        &self.files[after.saturating_sub(1)].1
    }

    pub(crate) fn first_file(&self) -> Option<Arc<str>> {
        self.files.first().map(|(_, file)| Arc::clone(file))
    }

    pub(crate) fn cell(&self, row: u32, column: Column) -> &str {
        self.slot(row, usize::from(column.0))
    }

    pub(crate) fn extra_cell(&self, row: u32, name: &str) -> Option<&str> {
        let at = self.extra.iter().position(|extra| extra == name)?;
        Some(self.slot(row, self.spec.columns.len() + at))
    }

    fn width(&self) -> usize {
        self.spec.columns.len() + self.extra.len()
    }

    fn slot(&self, row: u32, at: usize) -> &str {
        let cell = row as usize * self.width() + at;
        let start = if cell == 0 { 0 } else { self.ends[cell - 1] };
        &self.text[start as usize..self.ends[cell] as usize]
    }

    /// Rows pushed from here on come from this file.
    pub(crate) fn begin_file(&mut self, file: &Arc<str>) {
        self.files.push((clip(self.len()), Arc::clone(file)));
    }

    /// Names the columns that the file has beyond the table's. Only before the first row.
    pub(crate) fn set_extra(&mut self, extra: Vec<String>) {
        debug_assert!(self.is_empty(), "columns are named before rows");
        self.extra = extra;
    }

    pub(crate) fn set_present(&mut self, column: usize) {
        self.present[column] = true;
    }

    /// Counts a row that the file has; gives its number from 0.
    pub(crate) fn count_row(&mut self) -> u32 {
        let number = self.seen;
        self.seen = self.seen.saturating_add(1);
        number
    }

    /// Adds a row: one cell for each column, then one for each extra column.
    pub(crate) fn push<'a>(
        &mut self,
        line: u32,
        number: u32,
        cells: impl Iterator<Item = &'a str>,
    ) -> Result<(), Full> {
        let width = self.width();
        let before = self.ends.len();
        for cell in cells.take(width) {
            self.text.push_str(cell);
            self.ends.push(u32::try_from(self.text.len()).map_err(|_| Full)?);
        }
        debug_assert_eq!(self.ends.len() - before, width, "a cell for each column");
        u32::try_from(self.lines.len() + 1).map_err(|_| Full)?;
        self.lines.push(line);
        self.numbers.push(number);
        Ok(())
    }

    /// Adds the rows of another file of the same table after these.
    pub(crate) fn append(&mut self, other: &Table) -> Result<(), Full> {
        if self.files.is_empty() {
            *self = other.clone();
            return Ok(());
        }
        self.widen(other)?;
        for (column, present) in other.present.iter().enumerate() {
            self.present[column] |= present;
        }
        let from = self.seen;
        let places: Vec<Option<usize>> =
            self.extra.iter().map(|name| other.extra.iter().position(|theirs| theirs == name)).collect();
        let columns = self.spec.columns.len();
        for row in 0..clip(other.len()) {
            if other.files.iter().any(|(first, _)| *first == row) {
                self.begin_file(other.file(row));
            }
            let own = (0..columns).map(|at| other.slot(row, at));
            let extra = places.iter().map(|at| at.map_or("", |at| other.slot(row, columns + at)));
            self.push(other.line(row), from.saturating_add(other.number(row)), own.chain(extra))?;
        }
        self.seen = from.saturating_add(other.seen);
        Ok(())
    }

    /// The same without these rows, which stand in order. The rows that are kept keep their numbers.
    pub(crate) fn without(&self, rows: &[u32]) -> Self {
        let mut kept = Self::new(self.spec, self.dates);
        kept.extra.clone_from(&self.extra);
        kept.present.clone_from(&self.present);
        kept.seen = self.seen;
        let mut rows = rows.iter().copied().peekable();
        for row in 0..=clip(self.len()) {
            for (_, file) in self.files.iter().filter(|(first, _)| *first == row) {
                kept.begin_file(file);
            }
            if row == clip(self.len()) || rows.next_if_eq(&row).is_some() {
                continue;
            }
            let cells = (0..self.width()).map(|at| self.slot(row, at));
            let pushed = kept.push(self.line(row), self.number(row), cells);
            debug_assert!(pushed.is_ok(), "what fitted before fits");
        }
        kept
    }

    /// Adds the other table's extra columns, blank in the rows that are here.
    fn widen(&mut self, other: &Table) -> Result<(), Full> {
        let new: Vec<String> = other.extra.iter().filter(|name| !self.extra.contains(name)).cloned().collect();
        if new.is_empty() {
            return Ok(());
        }
        let mut wide = Self::new(self.spec, self.dates);
        wide.extra = self.extra.iter().cloned().chain(new.iter().cloned()).collect();
        wide.files.clone_from(&self.files);
        wide.present.clone_from(&self.present);
        wide.seen = self.seen;
        for row in 0..clip(self.len()) {
            let cells = (0..self.width()).map(|at| self.slot(row, at));
            let blank = new.iter().map(|_| "");
            wide.push(self.line(row), self.number(row), cells.chain(blank))?;
        }
        *self = wide;
        Ok(())
    }
}

/// Rows of tables sorted by child, made once after reading.
#[derive(Debug, Default)]
pub(crate) struct ByChild {
    /// Rows in order of child, then in the order read; rows of no child last.
    order: Vec<u32>,
    /// Where each child's rows start in `order`; one more for the end, none for an unowned table.
    starts: Vec<u32>,
}

impl ByChild {
    /// Sorts by counting: `child_of` gives each row's child below `children`, or `None`.
    pub(crate) fn sort(children: usize, child_of: &[Option<u32>]) -> Self {
        let mut starts = vec![0_u32; children + 1];
        for child in child_of.iter().flatten() {
            starts[*child as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut orphan = *starts.last().unwrap_or(&0);
        let mut order = vec![0_u32; child_of.len()];
        for (row, child) in child_of.iter().enumerate() {
            let slot = match child {
                Some(child) => &mut next[*child as usize],
                None => &mut orphan,
            };
            order[*slot as usize] = clip(row);
            *slot += 1;
        }
        Self { order, starts }
    }

    pub(crate) fn of(&self, child: u32) -> &[u32] {
        let at = child as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&from), Some(&to)) => &self.order[from as usize..to as usize],
            _ => &[],
        }
    }

    pub(crate) fn orphans(&self) -> &[u32] {
        self.starts.last().map_or(&[], |from| &self.order[*from as usize..])
    }
}

/// The children of a return, in the order of their identifiers.
#[derive(Debug, Default)]
pub(crate) struct ChildIds {
    text: String,
    ends: Vec<u32>,
}

impl ChildIds {
    /// Sorts the identifiers; also gives each one's new place by its old one.
    pub(crate) fn sorted(found: &HashMap<&str, u32>) -> (Self, Vec<u32>) {
        let mut ids: Vec<(&str, u32)> = found.iter().map(|(id, at)| (*id, *at)).collect();
        ids.sort_unstable();
        let mut place = vec![0; ids.len()];
        let mut all = Self::default();
        for (new, (id, old)) in ids.into_iter().enumerate() {
            place[old as usize] = clip(new);
            all.text.push_str(id);
            all.ends.push(clip(all.text.len()));
        }
        (all, place)
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, at: u32) -> Option<&str> {
        let end = *self.ends.get(at as usize)?;
        let start = if at == 0 { 0 } else { self.ends[at as usize - 1] };
        Some(&self.text[start as usize..end as usize])
    }

    pub(crate) fn find(&self, id: &str) -> Option<u32> {
        let (mut low, mut high) = (0, clip(self.len()));
        while low < high {
            let middle = u32::midpoint(low, high);
            match self.get(middle)?.cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }
}
