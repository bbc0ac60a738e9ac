//! One child's rows of every table.

use crate::input::clip;
use crate::row::Row;
use crate::table::Table;
use crate::tables::Tables;

/// The children of a return, in the order of their identifiers.
///
/// Made to be split: `get` is free, so threads can take ranges of places.
#[derive(Debug, Clone, Copy)]
pub struct Children<'a> {
    tables: &'a Tables,
}

impl<'a> Children<'a> {
    pub(crate) fn new(tables: &'a Tables) -> Self {
        Self { tables }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.tables.ids().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The child at a place, from 0.
    pub fn get(&self, at: usize) -> Option<Child<'a>> {
        (at < self.len()).then(|| Child::new(self.tables, clip(at)))
    }

    /// The children one after another.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Child<'a>> + DoubleEndedIterator + use<'a> {
        let tables = self.tables;
        (0..clip(self.len())).map(move |at| Child::new(tables, at))
    }
}

/// One child of a return: free to copy.
#[derive(Debug, Clone, Copy)]
pub struct Child<'a> {
    tables: &'a Tables,
    at: u32,
}

impl<'a> Child<'a> {
    pub(crate) fn new(tables: &'a Tables, at: u32) -> Self {
        Self { tables, at }
    }

    /// The identifier; empty for the rows that leave it blank.
    pub fn id(&self) -> &'a str {
        self.tables.ids().get(self.at).unwrap_or("")
    }

    /// The child's place among the children, from 0.
    pub fn position(&self) -> usize {
        self.at as usize
    }

    /// The return it is of.
    pub fn tables(&self) -> &'a Tables {
        self.tables
    }

    /// The child's rows of one table, in the order read.
    pub fn rows(&self, table: &str) -> RowsOf<'a> {
        let at = self.tables.spec().position(table);
        debug_assert!(at.is_some(), "the return {} has no table {table}", self.tables.spec().name);
        match at {
            Some(at) => self.rows_at(at),
            None => RowsOf { table: None, rows: &[] },
        }
    }

    /// The child's rows of the table at a place of the return, in the order read.
    pub fn rows_at(&self, table: usize) -> RowsOf<'a> {
        let (table, rows) = self.tables.rows_of(table, self.at);
        RowsOf { table: Some(table), rows }
    }

    /// The child's rows of all tables, in the return's order.
    pub fn all_rows(&self) -> impl Iterator<Item = Row<'a>> + use<'a> {
        let child = *self;
        (0..self.tables.tables().len()).flat_map(move |table| child.rows_at(table))
    }
}

/// A child's rows of one table.
#[derive(Debug, Clone)]
pub struct RowsOf<'a> {
    table: Option<&'a Table>,
    rows: &'a [u32],
}

impl<'a> RowsOf<'a> {
    /// A row by its place among these.
    pub fn get(&self, at: usize) -> Option<Row<'a>> {
        Some(Row::new(self.table?, *self.rows.get(at)?))
    }
}

impl<'a> Iterator for RowsOf<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        let (first, after) = self.rows.split_first()?;
        self.rows = after;
        Some(Row::new(self.table?, *first))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.rows.len(), Some(self.rows.len()))
    }
}

impl DoubleEndedIterator for RowsOf<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let (last, before) = self.rows.split_last()?;
        self.rows = before;
        Some(Row::new(self.table?, *last))
    }
}

impl ExactSizeIterator for RowsOf<'_> {}
