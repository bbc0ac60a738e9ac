//! Two returns held against each other, child by child and table by table, cell by cell.

use std::{collections::BTreeMap, fmt};

use hearth_returns::{Child, ColumnKind, ColumnSpec, Owner, Row, Table, Tables};

/// What is not the same in the return that was given and in the one that was made.
#[derive(Clone, PartialEq, Eq)]
pub struct Difference {
    pub table: &'static str,
    pub child: String,
    pub of: Of,
    /// The number of the row that was given.
    pub row: Option<u32>,
    /// The row that was given and the one that was made.
    pub given: Cells,
    pub made: Cells,
}

/// A row by column, blanks left out.
pub type Cells = BTreeMap<&'static str, String>;

type Line = (Cells, u32);

/// What a difference is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Of {
    /// A cell of a row that is in both.
    Cell(&'static str),
    /// A row that was given and not made.
    Lost,
    /// A row that was made and not given.
    New,
}

impl Difference {
    /// A cell of the row that was given; blank where there is none.
    pub fn given(&self, column: &str) -> &str {
        self.given.get(column).map_or("", String::as_str)
    }

    /// A cell of the row that was made; blank where there is none.
    pub fn made(&self, column: &str) -> &str {
        self.made.get(column).map_or("", String::as_str)
    }
}

impl fmt::Debug for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, child) = (self.table, &self.child);
        match self.of {
            Of::Cell(column) => {
                let (given, made) = (self.given(column), self.made(column));
                write!(f, "{table}.{column} of {child}: `{given}` became `{made}` in {:?}", self.given)
            }
            Of::Lost => write!(f, "{table} of {child} lost {:?}", self.given),
            Of::New => write!(f, "{table} of {child} has besides {:?}", self.made),
        }
    }
}

/// Positions in the file, which join its tables and mean nothing beyond it: the table and column of what stands there.
const POSITIONS: [(&str, &str, &str); 3] = [
    ("CINdetailsID", "CINdetails", "CINreferralDate"),
    ("AssessmentID", "Assessments", "AssessmentActualStartDate"),
    ("CPPID", "ChildProtectionPlans", "CPPstartDate"),
];

/// Every difference between two returns; a row that is given twice counts once.
pub fn differences(given: &Tables, made: &Tables) -> Vec<Difference> {
    let mut ids: Vec<&str> = given.children().iter().chain(made.children().iter()).map(|child| child.id()).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut all = Vec::new();
    let has = |one: &Difference| match one.of {
        Of::Cell(column) => given.table(one.table).is_some_and(|table: &Table| table.has(column)),
        Of::Lost | Of::New => true,
    };
    for table in given.spec().tables.iter().map(|spec| spec.name) {
        for id in &ids {
            let (before, after) = (of_child(given, id, table), of_child(made, id, table));
            compare(table, id, before, after, &mut all);
        }
    }
    for table in given.spec().tables.iter().filter(|spec| spec.owner == Owner::Nobody).map(|spec| spec.name) {
        let rows =
            |of: &Tables| of.table(table).map(|t| t.rows().map(|row| (cells(row, None), row.number())).collect());
        compare(table, "", rows(given).unwrap_or_default(), rows(made).unwrap_or_default(), &mut all);
    }
    // The forms of a return do not have the same columns.
    all.retain(has);
    all
}

/// The rows of a child with their numbers; of those that say the same, the first.
fn of_child(tables: &Tables, id: &str, table: &str) -> Vec<Line> {
    let child = tables.child(id);
    let mut rows: Vec<Line> =
        child.iter().flat_map(|child| child.rows(table).map(|row| (cells(row, Some(*child)), row.number()))).collect();
    rows.sort();
    rows.dedup_by(|later, first| later.0 == first.0);
    rows
}

fn cells(row: Row<'_>, child: Option<Child<'_>>) -> Cells {
    let columns = row.table().spec().columns.iter().map(|column| (column.name, told(row, column, child)));
    columns.filter(|(_, text)| !text.is_empty()).collect()
}

fn told(row: Row<'_>, column: &ColumnSpec, child: Option<Child<'_>>) -> String {
    let (kind, column) = (column.kind, column.name);
    let text = row.cell(column);
    if kind == ColumnKind::Flag
        && let Ok(Some(yes)) = row.flag(column)
    {
        // Yes and no have several spellings.
        return yes.to_string();
    }
    let position = POSITIONS.iter().find(|(position, ..)| *position == column);
    let (Some((_, table, of)), Some(child)) = (position, child) else { return text.to_owned() };
    let there = child.rows(table).find(|other| other.cell(column) == text);
    there.map_or_else(|| text.to_owned(), |row| row.cell(*of).to_owned())
}

/// Pairs the rows that are most alike and tells what is left.
fn compare(table: &'static str, child: &str, mut given: Vec<Line>, mut made: Vec<Line>, all: &mut Vec<Difference>) {
    given.retain(|(row, _)| match made.iter().position(|(other, _)| other == row) {
        Some(at) => {
            made.remove(at);
            false
        }
        None => true,
    });
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (a, (before, _)) in given.iter().enumerate() {
        for (b, (after, _)) in made.iter().enumerate() {
            let apart = apart(before, after).len();
            // Rows of one child that have little in common are two rows.
            if child.is_empty() || 2 * apart <= before.len().max(after.len()) {
                pairs.push((apart, a, b));
            }
        }
    }
    pairs.sort_unstable();
    let (mut of_given, mut of_made) = (vec![false; given.len()], vec![false; made.len()]);
    let none: Line = (Cells::new(), 0);
    let mut tell = |of, given: &Line, made: &Line| {
        let row = (of != Of::New).then_some(given.1);
        let (given, made) = (given.0.clone(), made.0.clone());
        all.push(Difference { table, child: child.to_owned(), of, row, given, made });
    };
    for (_, a, b) in pairs {
        if !of_given[a] && !of_made[b] {
            (of_given[a], of_made[b]) = (true, true);
            for column in apart(&given[a].0, &made[b].0) {
                tell(Of::Cell(column), &given[a], &made[b]);
            }
        }
    }
    (0..given.len()).filter(|at| !of_given[*at]).for_each(|at| tell(Of::Lost, &given[at], &none));
    (0..made.len()).filter(|at| !of_made[*at]).for_each(|at| tell(Of::New, &none, &made[at]));
}

fn apart(one: &Cells, other: &Cells) -> Vec<&'static str> {
    let mut columns: Vec<&'static str> = one.keys().chain(other.keys()).copied().collect();
    columns.sort_unstable();
    columns.dedup();
    columns.retain(|column| one.get(column) != other.get(column));
    columns
}
