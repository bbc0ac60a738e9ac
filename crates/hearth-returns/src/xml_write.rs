//! A return as XML, by the same map by which it is read.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::children::Child;
use crate::row::Row;
use crate::tables::Tables;
use crate::xml_map::{CellPlace, Does, Node};

/// Writes the return: one group a child, what is blank left out.
pub(crate) fn write(tables: &Tables, map: &Node, out: impl Write) -> io::Result<()> {
    let mut writing = Writing { tables, out: Writer::new_with_indent(out, b' ', 1) };
    writing.event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    writing.holds(map, None, &mut Vec::new())?;
    writing.out.into_inner().flush()
}

struct Writing<'t, W: Write> {
    tables: &'t Tables,
    out: Writer<W>,
}

impl<'t, W: Write> Writing<'t, W> {
    fn event(&mut self, event: Event<'_>) -> io::Result<()> {
        self.out.write_event(event)
    }

    /// The element and what it holds.
    fn holds(&mut self, node: &Node, child: Option<Child<'t>>, rows: &mut Vec<Row<'t>>) -> io::Result<()> {
        self.event(Event::Start(BytesStart::new(node.name)))?;
        for (at, inner) in node.inside.iter().enumerate() {
            // A list that may stand in two places stands in the first.
            let before = node.inside[..at].iter();
            if !before
                .flat_map(|before| &before.inside)
                .any(|listed| matches!(listed.does, Does::Listed { .. }) && listed.does == inner.does)
            {
                self.node(inner, child, rows)?;
            }
        }
        self.event(Event::End(BytesEnd::new(node.name)))
    }

    fn node(&mut self, node: &Node, child: Option<Child<'t>>, rows: &mut Vec<Row<'t>>) -> io::Result<()> {
        match node.does {
            // A row without the child's identifier belongs to nobody, and no element can hold it.
            Does::Holds if node.unit => self
                .tables
                .children()
                .iter()
                .filter(|child| !child.id().is_empty())
                .try_for_each(|child| self.holds(node, Some(child), rows)),
            Does::Holds if self.says(node, child, rows) => self.holds(node, child, rows),
            Does::Holds | Does::Ignored => Ok(()),
            Does::Row { table, .. } => self.rows(table, child, rows).into_iter().try_for_each(|row| {
                rows.push(row);
                let written = self.holds(node, child, rows);
                rows.pop();
                written
            }),
            Does::Cell(place) => self.text(node.name, self.cell(place, child, rows)),
            Does::Listed { own, .. } => {
                let listed = self.rows(own.table, child, rows);
                listed.into_iter().try_for_each(|row| self.text(node.name, row.cell(own.column)))
            }
        }
    }

    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        self.event(Event::Start(BytesStart::new(name)))?;
        self.event(Event::Text(BytesText::new(text)))?;
        self.event(Event::End(BytesEnd::new(name)))
    }

    /// Whether a group has anything to hold.
    fn says(&self, node: &Node, child: Option<Child<'t>>, rows: &[Row<'t>]) -> bool {
        node.inside.iter().any(|inner| match inner.does {
            Does::Ignored => false,
            Does::Holds => inner.unit || self.says(inner, child, rows),
            Does::Row { table, .. } => !self.rows(table, child, rows).is_empty(),
            Does::Cell(place) => !self.cell(place, child, rows).is_empty(),
            Does::Listed { own, .. } => !self.rows(own.table, child, rows).is_empty(),
        })
    }

    /// The rows of a table that stand under those above: of the same child, with the numbers that those were given.
    fn rows(&self, table: usize, child: Option<Child<'t>>, above: &[Row<'t>]) -> Vec<Row<'t>> {
        let under = |row: &Row<'t>| {
            above.iter().all(|above| {
                let spec = above.table().spec();
                let joins = |column: &str| spec.name != row.table().name() && KEYS.contains(&column);
                spec.columns.iter().filter(|c| joins(c.name)).all(|column| {
                    row.table().spec().find(column.name).is_none_or(|at| row.cell(at) == above.cell(column.name))
                })
            })
        };
        match child {
            Some(child) => child.rows_at(table).filter(under).collect(),
            None => self.tables.tables()[table].rows().collect(),
        }
    }

    /// A cell of the nearest row of its table; of the child's first one where none stands above.
    fn cell(&self, place: CellPlace, child: Option<Child<'t>>, rows: &[Row<'t>]) -> &'t str {
        let name = self.tables.spec().tables[place.table].name;
        let near = rows.iter().rev().find(|row| row.table().name() == name).copied();
        let row = near.or_else(|| child.and_then(|child| child.rows_at(place.table).next()));
        row.map_or("", |row| row.cell(place.column))
    }
}

/// The columns that join the tables of a census.
const KEYS: [&str; 3] = ["CINdetailsID", "AssessmentID", "CPPID"];
