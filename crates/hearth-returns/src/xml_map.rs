//! Which element of an XML return is which cell of which table.

use crate::spec::{Column, ReturnSpec};

/// A cell's place: the table in its return, the column in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CellPlace {
    pub(crate) table: usize,
    pub(crate) column: Column,
}

/// What an element does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Does {
    /// Only holds others.
    Holds,
    /// Is passed over without a word, with all it holds.
    Ignored,
    /// Is a row of the table; rows below it take the number it gets, in this column.
    Row { table: usize, numbered: Option<Column> },
    /// Its text is a cell of the nearest row of the table.
    Cell(CellPlace),
    /// Its text is the cell of a row of its own, and is joined with `|` into another cell.
    Listed { own: CellPlace, joined: Option<CellPlace> },
}

/// An element and those it may hold.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) name: &'static str,
    pub(crate) does: Does,
    /// Whether the rows below are given out at its end: a child, or the heading.
    pub(crate) unit: bool,
    /// Whether an empty one is a row all the same: that it is there says that there is something, and what is missing is to be found.
    pub(crate) counts_empty: bool,
    pub(crate) inside: Vec<Node>,
}

impl Node {
    pub(crate) fn new(name: &'static str, does: Does, inside: Vec<Node>) -> Self {
        Self { name, does, unit: false, counts_empty: false, inside }
    }

    pub(crate) fn holds(name: &'static str, inside: Vec<Node>) -> Self {
        Self::new(name, Does::Holds, inside)
    }

    pub(crate) fn unit(mut self) -> Self {
        self.unit = true;
        self
    }

    pub(crate) fn counts_empty(mut self) -> Self {
        self.counts_empty = true;
        self
    }

    /// The element with this name inside this one; case is forgiven.
    pub(crate) fn find(&self, name: &str) -> Option<&Node> {
        self.inside.iter().find(|node| node.name.eq_ignore_ascii_case(name))
    }
}

/// Makes nodes for one return.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Draw {
    pub(crate) spec: &'static ReturnSpec,
}

impl Draw {
    pub(crate) fn table(self, table: &str) -> usize {
        self.spec.position(table).expect("INVARIANT: a map names tables of its return")
    }

    pub(crate) fn place(self, table: &str, column: &str) -> CellPlace {
        let table = self.table(table);
        let column = self.spec.tables[table].find(column);
        CellPlace { table, column: column.expect("INVARIANT: a map names columns of its tables") }
    }

    /// Elements that are cells of the table and are called as its columns are.
    pub(crate) fn cells(self, table: &str, columns: &[&'static str]) -> Vec<Node> {
        columns.iter().map(|column| self.cell(column, table, column)).collect()
    }

    pub(crate) fn cell(self, element: &'static str, table: &str, column: &str) -> Node {
        Node::new(element, Does::Cell(self.place(table, column)), Vec::new())
    }

    pub(crate) fn row(self, element: &'static str, table: &str, inside: Vec<Node>) -> Node {
        Node::new(element, Does::Row { table: self.table(table), numbered: None }, inside)
    }

    pub(crate) fn numbered(self, element: &'static str, table: &str, number: &str, inside: Vec<Node>) -> Node {
        let place = self.place(table, number);
        Node::new(element, Does::Row { table: place.table, numbered: Some(place.column) }, inside)
    }

    pub(crate) fn listed(self, element: &'static str, own: (&str, &str), joined: Option<(&str, &str)>) -> Node {
        let own = self.place(own.0, own.1);
        let joined = joined.map(|(table, column)| self.place(table, column));
        Node::new(element, Does::Listed { own, joined }, Vec::new())
    }
}
