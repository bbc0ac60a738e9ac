//! A return in memory: its tables, and the index that finds a child's rows.

use std::collections::HashMap;
use std::sync::Arc;

use hearth_record::ids::RecordId;

use crate::children::{Child, Children};
use crate::error::{Place, ReadError, ReadErrorKind};
use crate::files::Part;
use crate::history::{Histories, TimeInCare};
use crate::input::clip;
use crate::limits::Limits;
use crate::notice::{Aside, Notice, NoticeKind, Notices};
use crate::reject::{Lost, Reject};
use crate::row::Row;
use crate::spec::{Owner, ReturnSpec};
use crate::table::{ByChild, ChildIds, Table};

/// A return that was read: every table, every child, and what was remarked.
///
/// It may be shared between threads and read in parallel, child by child.
#[derive(Debug)]
#[expect(clippy::struct_field_names, reason = "a return's tables are called so")]
pub struct Tables {
    spec: &'static ReturnSpec,
    tables: Vec<Table>,
    by_child: Vec<ByChild>,
    ids: ChildIds,
    notices: Vec<Notice>,
    rejects: Vec<Reject>,
    aside: Vec<Aside>,
    made_of: Vec<Vec<Vec<RecordId>>>,
    histories: Histories,
}

impl Tables {
    /// The return it is.
    pub fn spec(&self) -> &'static ReturnSpec {
        self.spec
    }

    /// All tables in the return's order, those without rows among them.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// A table by its name; `None` when the return has no such table.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.spec.position(name).map(|at| &self.tables[at])
    }

    /// Whether every table came from the same file, as in the XML form of a return.
    pub fn is_one_file(&self) -> bool {
        let first = self.tables.first().and_then(Table::first_file);
        first.is_some() && self.tables.iter().all(|table| table.first_file() == first)
    }

    /// How many rows all tables have together.
    pub fn rows(&self) -> usize {
        self.tables.iter().map(Table::len).sum()
    }

    /// Every child that any row names, in the order of their identifiers.
    ///
    /// Rows that leave the identifier blank are together one child whose identifier is empty.
    pub fn children(&self) -> Children<'_> {
        Children::new(self)
    }

    /// A child by identifier.
    pub fn child(&self, id: &str) -> Option<Child<'_>> {
        self.ids.find(id).map(|at| Child::new(self, at))
    }

    /// Rows of a table that refers to another table's rows, where no such row exists.
    pub fn orphans(&self, table: &str) -> impl Iterator<Item = Row<'_>> {
        let at = self.spec.position(table);
        debug_assert!(at.is_some(), "the return {} has no table {table}", self.spec.name);
        at.into_iter()
            .flat_map(move |at| self.by_child[at].orphans().iter().map(move |row| Row::new(&self.tables[at], *row)))
    }

    /// What should be known about the files.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Rows that could not be put into a table at all.
    pub fn rejects(&self) -> &[Reject] {
        &self.rejects
    }

    /// Text that belongs to no table.
    pub fn aside(&self) -> &[Aside] {
        &self.aside
    }

    /// The records that a row was made of, the one that says most of it first; none in a return that was read from files. `row` is
    /// its number in its table ([`Row::number`]).
    pub fn records_of(&self, table: &str, row: u32) -> &[RecordId] {
        let rows = self.spec.position(table).and_then(|at| self.made_of.get(at));
        rows.and_then(|rows| rows.get(row as usize)).map_or(&[], Vec::as_slice)
    }

    /// The same with what its rows were made of, and the care that its children had before.
    pub(crate) fn made_of(self, made_of: Vec<Vec<Vec<RecordId>>>, histories: Histories) -> Self {
        Self { made_of, histories, ..self }
    }

    /// All care that a child ever had, where the return was made from records. What lies after its year is among it.
    pub fn care_of(&self, child: &str) -> Option<&[TimeInCare]> {
        self.histories.of(child)
    }

    pub(crate) fn ids(&self) -> &ChildIds {
        &self.ids
    }

    /// The same with at most `most` rows of one child: those beyond are rejected, and the rest is kept.
    fn at_most(mut self, most: usize, limits: &Limits) -> Self {
        let mut room = vec![most; self.ids.len()];
        let mut crowded = false;
        for (at, by_child) in self.by_child.iter().enumerate() {
            let mut beyond: Vec<u32> = Vec::new();
            for (child, room) in (0_u32..).zip(&mut room) {
                let rows = by_child.of(child);
                beyond.extend(&rows[rows.len().min(*room)..]);
                *room = room.saturating_sub(rows.len());
            }
            if beyond.is_empty() {
                continue;
            }
            crowded = true;
            beyond.sort_unstable();
            let table = &self.tables[at];
            let left = limits.remarks.saturating_sub(self.rejects.len());
            self.rejects.extend(beyond.iter().take(left).map(|row| too_many(Row::new(table, *row), most)));
            self.tables[at] = table.without(&beyond);
        }
        if crowded {
            (self.ids, self.by_child) = index(self.spec, &self.tables);
        }
        self
    }

    pub(crate) fn rows_of(&self, table: usize, child: u32) -> (&Table, &[u32]) {
        (&self.tables[table], self.by_child[table].of(child))
    }
}

/// A return on its way together.
pub(crate) struct Assembly {
    spec: &'static ReturnSpec,
    pub(crate) tables: Vec<Table>,
    pub(crate) notices: Notices,
    pub(crate) rejects: Vec<Reject>,
    pub(crate) aside: Vec<Aside>,
    filled: Vec<bool>,
}

impl Assembly {
    pub(crate) fn new(spec: &'static ReturnSpec, notices: Notices) -> Self {
        Self {
            spec,
            tables: spec.tables.iter().map(|table| Table::new(table, spec.dates)).collect(),
            notices,
            rejects: Vec::new(),
            aside: Vec::new(),
            filled: vec![false; spec.tables.len()],
        }
    }

    /// Adds what one file gave; a second file of a table follows the first.
    pub(crate) fn add(&mut self, part: Part) -> Result<(), ReadError> {
        self.notices.append(part.notices);
        let Some((at, table)) = part.table else {
            self.rejects.extend(part.rejects);
            return Ok(());
        };
        let before = self.tables[at].rows_seen();
        self.rejects.extend(part.rejects.into_iter().map(|mut reject| {
            reject.row = reject.row.saturating_add(before);
            reject
        }));
        if !self.filled[at] {
            self.filled[at] = true;
            self.tables[at] = table;
            return Ok(());
        }
        let file = table.first_file();
        if let Some(file) = &file {
            let what = format!("this is another file of {}; its rows follow", table.name());
            self.notices.add(NoticeKind::SecondFile, Place::of_file(file), what);
        }
        self.tables[at].append(&table).map_err(|_| {
            ReadError::new(
                ReadErrorKind::TooLarge,
                Place::of_file(&file.unwrap_or_else(|| "the files".into())),
                "the table holds more text than can be read at once",
                "split the return by child",
            )
        })
    }

    /// Sorts the rows by child, and rejects those beyond what one child can have.
    pub(crate) fn finish_within(self, limits: &Limits) -> Tables {
        let most = limits.rows_per_child.min(self.spec.rows_per_child);
        self.finish(limits).at_most(most, limits)
    }

    /// Sorts the rows by child.
    pub(crate) fn finish(mut self, limits: &Limits) -> Tables {
        let (ids, by_child) = index(self.spec, &self.tables);
        self.remark_on_duplicates(&by_child, ids.len());
        debug_assert!(self.notices.len() <= limits.remarks, "notices are few by design");
        self.rejects.truncate(limits.remarks);
        Tables {
            spec: self.spec,
            tables: self.tables,
            by_child,
            ids,
            notices: self.notices.into_list(),
            rejects: self.rejects,
            aside: self.aside,
            made_of: Vec::new(),
            histories: Histories::default(),
        }
    }

    fn remark_on_duplicates(&mut self, by_child: &[ByChild], children: usize) {
        let Some(at) = self.spec.identity().and_then(|table| self.spec.position(table.name)) else {
            return;
        };
        for child in 0..clip(children) {
            let rows = by_child[at].of(child);
            let Some(second) = rows.get(1) else { continue };
            let row = Row::new(&self.tables[at], *second);
            if row.child().is_empty() {
                continue;
            }
            let place = Place::of_line(self.tables[at].file(*second), row.line());
            let what = format!("a child has more than one row of {}", self.tables[at].name());
            self.notices.add(NoticeKind::DuplicateChild, place, what);
        }
    }
}

/// A row beyond what one child can have.
fn too_many(row: Row<'_>, most: usize) -> Reject {
    let child: String = row.child().chars().take(40).collect();
    let (because, remedy) = if child.is_empty() {
        (
            format!("more than {most} rows name no child"),
            "fill the column that says whose row it is, or remove blank lines",
        )
    } else {
        (
            format!("one child has more than {most} rows"),
            "check the identifier: it may have been filled down or shortened",
        )
    };
    Reject {
        lost: Lost::Row,
        table: row.table().name(),
        file: Arc::clone(row.table().file(clip(row.position()))),
        line: row.line(),
        row: row.number(),
        child,
        column: None,
        value: String::new(),
        because,
        remedy: remedy.to_owned(),
    }
}

/// The children that the tables name, and each table's rows sorted by them.
fn index(spec: &ReturnSpec, tables: &[Table]) -> (ChildIds, Vec<ByChild>) {
    let mut found: HashMap<&str, u32> = HashMap::new();
    let mut of: Vec<Option<Vec<Option<u32>>>> = tables.iter().map(|table| own_children(table, &mut found)).collect();
    // A chain of references (plan, assessment, request, profile) is followed one link a round.
    for _ in 0..spec.tables.len() {
        let mut moved = false;
        for at in 0..tables.len() {
            if of[at].is_none()
                && let Some(children) = referred_children(spec, tables, &of, at)
            {
                of[at] = Some(children);
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    let (ids, place) = ChildIds::sorted(&found);
    let by_child = of
        .into_iter()
        .map(|children| {
            let children = children.unwrap_or_default();
            let sorted: Vec<Option<u32>> =
                children.into_iter().map(|child| child.map(|old| place[old as usize])).collect();
            ByChild::sort(ids.len(), &sorted)
        })
        .collect();
    (ids, by_child)
}

/// Each row's child where the row names it; `None` for a table whose rows do not.
fn own_children<'a>(table: &'a Table, found: &mut HashMap<&'a str, u32>) -> Option<Vec<Option<u32>>> {
    let owner = match table.spec().owner {
        Owner::Child(column) => table.spec().find(column)?,
        Owner::Nobody => return Some(Vec::new()),
        Owner::Through { .. } => return None,
    };
    let mut last: Option<(&str, u32)> = None;
    let children = (0..clip(table.len())).map(|row| {
        let id = table.cell(row, owner);
        // Rows of one child mostly stand together.
        if let Some((before, at)) = last
            && before == id
        {
            return Some(at);
        }
        let next = clip(found.len());
        let at = *found.entry(id).or_insert(next);
        last = Some((id, at));
        Some(at)
    });
    Some(children.collect())
}

/// Each row's child by the row of another table it refers to; `None` while that table waits itself.
fn referred_children(
    spec: &ReturnSpec,
    tables: &[Table],
    of: &[Option<Vec<Option<u32>>>],
    at: usize,
) -> Option<Vec<Option<u32>>> {
    let Owner::Through { column, table, key } = tables[at].spec().owner else { return None };
    let other = spec.position(table)?;
    let children = of[other].as_ref()?;
    let key = tables[other].spec().find(key)?;
    let column = tables[at].spec().find(column)?;
    let mut owner: HashMap<&str, u32> = HashMap::with_capacity(children.len());
    for (row, child) in children.iter().enumerate() {
        if let Some(child) = child {
            owner.entry(tables[other].cell(clip(row), key)).or_insert(*child);
        }
    }
    owner.remove("");
    Some((0..clip(tables[at].len())).map(|row| owner.get(tables[at].cell(row, column)).copied()).collect())
}
