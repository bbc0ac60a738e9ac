//! The rows of one child of an XML file, until its element closes.
//!
//! A child's identifier, birth date and sex stand in one element and belong to
//! the rows of many tables, so the rows wait here until the child is whole.

use crate::input::clip;
use crate::spec::{Column, Owner, ReturnSpec};
use crate::table::{Full, Table};
use crate::xml_map::CellPlace;

#[derive(Debug, Clone, Copy)]
struct Cell {
    row: u32,
    column: Column,
    from: u32,
    to: u32,
}

#[derive(Debug)]
struct Row {
    table: usize,
    line: u32,
    above: Option<u32>,
    /// Its number among the rows of its table in the file, and the column of the number.
    number: Option<(Column, u32)>,
    /// Which columns are set: tables have under 64.
    set: u64,
    dropped: bool,
}

/// The rows that wait.
#[derive(Debug)]
pub(crate) struct Unit {
    spec: &'static ReturnSpec,
    identity: Option<usize>,
    text: String,
    cells: Vec<Cell>,
    rows: Vec<Row>,
    /// How many rows of each table were numbered so far.
    numbers: Vec<u32>,
    /// Columns met anywhere.
    met: Vec<u64>,
}

impl Unit {
    pub(crate) fn new(spec: &'static ReturnSpec) -> Self {
        Self {
            spec,
            identity: spec.identity().and_then(|table| spec.position(table.name)),
            text: String::new(),
            cells: Vec::new(),
            rows: Vec::new(),
            numbers: vec![0; spec.tables.len()],
            met: vec![0; spec.tables.len()],
        }
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn table_of(&self, row: u32) -> usize {
        self.rows[row as usize].table
    }

    pub(crate) fn begin_row(&mut self, table: usize, line: u32, above: Option<u32>, numbered: Option<Column>) -> u32 {
        let number = numbered.map(|column| {
            self.numbers[table] += 1;
            (column, self.numbers[table])
        });
        self.rows.push(Row { table, line, above, number, set: 0, dropped: false });
        clip(self.rows.len() - 1)
    }

    /// A row that turned out to hold nothing.
    pub(crate) fn drop_row(&mut self, row: u32) {
        self.rows[row as usize].dropped = true;
    }

    /// Sets a cell. `near` is the nearest row, and whether it is of the cell's table; where it is
    /// not, a row of that table is begun below it for the first value. Says `false` to a second value.
    pub(crate) fn set_cell(&mut self, near: (Option<u32>, bool), place: CellPlace, text: &str, line: u32) -> bool {
        self.met[place.table] |= bit(place.column);
        let row = match near {
            (Some(row), true) => row,
            _ if text.is_empty() => return true,
            (above, _) => self.beside(place.table, above, line),
        };
        let taken = self.rows[row as usize].set & bit(place.column) != 0;
        if taken {
            return text.is_empty();
        }
        if !text.is_empty() {
            self.put(row, place.column, text);
        }
        true
    }

    /// The row of the table that belongs to `above`, begun when there is none yet.
    fn beside(&mut self, table: usize, above: Option<u32>, line: u32) -> u32 {
        let found = self.rows.iter().rposition(|row| row.table == table && row.above == above);
        match found {
            Some(row) => clip(row),
            None => self.begin_row(table, line, above, None),
        }
    }

    /// Adds a row with one value, and joins the value into a cell of another row.
    pub(crate) fn add_listed(
        &mut self,
        own: CellPlace,
        joined: Option<((Option<u32>, bool), CellPlace)>,
        above: Option<u32>,
        text: &str,
        line: u32,
    ) {
        self.met[own.table] |= bit(own.column);
        if text.is_empty() {
            return;
        }
        let row = self.begin_row(own.table, line, above, None);
        self.put(row, own.column, text);
        if let Some(((Some(row), true), place)) = joined {
            self.met[place.table] |= bit(place.column);
            self.join(row, place.column, text);
        }
    }

    fn put(&mut self, row: u32, column: Column, text: &str) {
        let from = clip(self.text.len());
        self.text.push_str(text);
        self.cells.push(Cell { row, column, from, to: clip(self.text.len()) });
        self.rows[row as usize].set |= bit(column);
    }

    fn join(&mut self, row: u32, column: Column, text: &str) {
        let before = self.cells.iter_mut().rev().find(|cell| cell.row == row && cell.column == column);
        let Some(before) = before else { return self.put(row, column, text) };
        let from = clip(self.text.len());
        self.text.extend_from_within(before.from as usize..before.to as usize);
        self.text.push('|');
        self.text.push_str(text);
        before.from = from;
        before.to = clip(self.text.len());
    }

    /// Gives the rows to their tables and forgets them; says whose they were.
    pub(crate) fn give_out(&mut self, tables: &mut [Table]) -> Result<String, Full> {
        let child = self.share();
        // The sort is stable: a row's cells keep their order, rows keep theirs.
        self.cells.sort_by_key(|cell| cell.row);
        let mut from = 0;
        let mut values: Vec<&str> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let to = from + self.cells[from..].iter().take_while(|cell| cell.row as usize == at).count();
            let cells = &self.cells[from..to];
            from = to;
            if row.dropped {
                continue;
            }
            let table = &mut tables[row.table];
            values.clear();
            values.resize(table.spec().columns.len(), "");
            for cell in cells {
                values[usize::from(cell.column.0)] = &self.text[cell.from as usize..cell.to as usize];
            }
            let number = table.count_row();
            table.push(row.line, number, values.iter().copied())?;
        }
        for (table, met) in tables.iter_mut().zip(&self.met) {
            for column in (0..table.spec().columns.len()).filter(|at| met & (1 << at) != 0) {
                table.set_present(column);
            }
        }
        self.rows.clear();
        self.cells.clear();
        self.text.clear();
        Ok(child)
    }

    /// Writes the child's identifier, what else the identifying row shares by name, and the
    /// numbers of the rows above into every row.
    fn share(&mut self) -> String {
        let Some(identity) = self.identity else { return String::new() };
        let first = self.rows.iter().position(|row| row.table == identity && !row.dropped);
        let shared: Vec<Cell> = match first {
            Some(row) => self.cells.iter().filter(|cell| cell.row as usize == row).copied().collect(),
            None => Vec::new(),
        };
        for at in 0..self.rows.len() {
            if self.rows[at].table != identity {
                self.share_cells(at, identity, &shared);
            }
            self.share_numbers(at);
        }
        let columns = self.spec.tables[identity];
        let Owner::Child(owner) = columns.owner else { return String::new() };
        let owner = columns.find(owner);
        let id = shared.iter().find(|cell| Some(cell.column) == owner);
        id.map(|cell| self.text[cell.from as usize..cell.to as usize].to_owned()).unwrap_or_default()
    }

    fn share_cells(&mut self, at: usize, identity: usize, shared: &[Cell]) {
        let table = self.spec.tables[self.rows[at].table];
        for cell in shared {
            let name = self.spec.tables[identity].columns[usize::from(cell.column.0)].name;
            let Some(column) = table.find(name) else { continue };
            if self.rows[at].set & bit(column) == 0 {
                self.rows[at].set |= bit(column);
                self.met[self.rows[at].table] |= bit(column);
                self.cells.push(Cell { row: clip(at), column, ..*cell });
            }
        }
    }

    fn share_numbers(&mut self, at: usize) {
        let table = self.spec.tables[self.rows[at].table];
        let mut above = Some(clip(at));
        while let Some(row) = above {
            let Row { table: from, number, above: next, .. } = self.rows[row as usize];
            above = next;
            let Some((column, number)) = number else { continue };
            let name = self.spec.tables[from].columns[usize::from(column.0)].name;
            if let Some(column) = table.find(name) {
                self.met[self.rows[at].table] |= bit(column);
                self.put(clip(at), column, &number.to_string());
            }
        }
    }
}

fn bit(column: Column) -> u64 {
    1 << column.0
}
