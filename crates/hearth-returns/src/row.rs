//! One row, read with types on demand.

use std::fmt;

use jiff::civil::{Date, DateTime};

use crate::reject::{Lost, Reject};
use crate::spec::{Column, ColumnKey, Owner};
use crate::table::Table;
use crate::value::{self, BadValue, PartialDate, ValueFault};

/// One row of a table: a place in it, free to copy.
///
/// Columns are named by text or by a [`Column`](crate::Column) looked up before.
/// A column that no file has reads as blank.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    table: &'a Table,
    at: u32,
}

impl<'a> Row<'a> {
    pub(crate) fn new(table: &'a Table, at: u32) -> Self {
        Self { table, at }
    }

    /// The table it is a row of.
    pub fn table(&self) -> &'a Table {
        self.table
    }

    /// Its place among the rows that were kept, from 0.
    pub fn position(&self) -> usize {
        self.at as usize
    }

    /// Its number among the data rows of its table, from 0 in the order read.
    pub fn number(&self) -> u32 {
        self.table.number(self.at)
    }

    /// Its line in its file, from 1.
    pub fn line(&self) -> u32 {
        self.table.line(self.at)
    }

    /// Its file.
    pub fn file(&self) -> &'a str {
        self.table.file(self.at)
    }

    /// The cell as text, without the blanks around it; `None` when blank.
    pub fn text(&self, column: impl ColumnKey) -> Option<&'a str> {
        let text = self.cell(column);
        (!text.is_empty()).then_some(text)
    }

    /// The cell as text, empty when blank.
    pub fn cell(&self, column: impl ColumnKey) -> &'a str {
        let place = column.place(self.table.spec());
        debug_assert!(place.is_some(), "the table {} has no such column", self.table.name());
        place.map_or("", |at| self.table.cell(self.at, at))
    }

    /// The cell of a column that the file has beyond the table's; `None` without one.
    pub fn extra(&self, name: &str) -> Option<&'a str> {
        self.table.extra_cell(self.at, name)
    }

    /// Whether every cell of the table's own columns is blank.
    pub fn is_blank(&self) -> bool {
        self.columns().all(|column| self.cell(column).is_empty())
    }

    /// Whether every cell is the same as in another row of the same table.
    pub fn same_as(&self, other: &Row<'_>) -> bool {
        std::ptr::eq(self.table.spec(), other.table.spec())
            && self.columns().all(|column| self.cell(column) == other.cell(column))
    }

    /// The identifier of the child that the row names; empty when the table or the row names none.
    pub fn child(&self) -> &'a str {
        match self.table.spec().owner {
            Owner::Child(column) => self.cell(column),
            Owner::Through { .. } | Owner::Nobody => "",
        }
    }

    /// The cell as a date, written as the return writes dates.
    pub fn date(&self, column: impl ColumnKey) -> Result<Option<Date>, BadValue> {
        self.read(column, |text| value::date(text, self.table.dates()))
    }

    /// The cell as a day of any century, for those who compare; `None` when it is blank or none.
    pub fn day(&self, column: Column) -> Option<Date> {
        let text = self.table.cell(self.at, column);
        if text.is_empty() { None } else { value::any_day(text, self.table.dates()) }
    }

    /// The cell as a date with an optional time of day, midnight when there is none.
    ///
    /// It is the time that a clock on the wall in England showed.
    pub fn moment(&self, column: impl ColumnKey) -> Result<Option<DateTime>, BadValue> {
        self.read(column, |text| value::moment(text, self.table.dates()))
    }

    /// The cell as a date of which day and month may be unknown.
    pub fn partial_date(&self, column: impl ColumnKey) -> Result<Option<PartialDate>, BadValue> {
        self.read(column, |text| value::partial_date(text, self.table.dates()))
    }

    /// The cell as a whole number; `3.0` is 3.
    pub fn whole(&self, column: impl ColumnKey) -> Result<Option<i64>, BadValue> {
        self.read(column, value::whole)
    }

    /// The cell as a number.
    pub fn decimal(&self, column: impl ColumnKey) -> Result<Option<f64>, BadValue> {
        self.read(column, value::decimal)
    }

    /// The cell as yes or no: `Y`, `N`, `1`, `0`, `true`, `false`, in either case.
    pub fn flag(&self, column: impl ColumnKey) -> Result<Option<bool>, BadValue> {
        self.read(column, value::flag)
    }

    /// The cell as JSON.
    pub fn json(&self, column: impl ColumnKey) -> Result<Option<serde_json::Value>, BadValue> {
        self.read(column, value::json)
    }

    /// A reject of this row, for a reason that concerns no single value.
    pub fn reject(&self, because: impl Into<String>, remedy: impl Into<String>) -> Reject {
        Reject {
            lost: Lost::Row,
            table: self.table.name(),
            file: self.table.file(self.at).clone(),
            line: self.line(),
            row: self.number(),
            child: self.child().to_owned(),
            column: None,
            value: String::new(),
            because: because.into(),
            remedy: remedy.into(),
        }
    }

    /// A reject of this row for one value.
    pub fn reject_value(&self, bad: &BadValue) -> Reject {
        self.reject("", "").with_value(bad)
    }

    /// A bad value of this row, shown as its column allows.
    pub fn bad(&self, column: impl ColumnKey, because: impl Into<String>, remedy: impl Into<String>) -> BadValue {
        let fault = ValueFault { because: because.into(), remedy: remedy.into() };
        match column.place(self.table.spec()) {
            Some(at) => self.bad_at(at, fault),
            None => BadValue { column: "", shown: String::new(), because: fault.because, remedy: fault.remedy },
        }
    }

    fn read<T>(
        &self,
        column: impl ColumnKey,
        parse: impl FnOnce(&str) -> Result<T, ValueFault>,
    ) -> Result<Option<T>, BadValue> {
        let place = column.place(self.table.spec());
        debug_assert!(place.is_some(), "the table {} has no such column", self.table.name());
        let Some(at) = place else { return Ok(None) };
        let text = self.table.cell(self.at, at);
        if text.is_empty() {
            return Ok(None);
        }
        parse(text).map(Some).map_err(|fault| self.bad_at(at, fault))
    }

    fn bad_at(&self, at: Column, fault: ValueFault) -> BadValue {
        let spec = &self.table.spec().columns[usize::from(at.0)];
        let shown = value::shown(self.table.cell(self.at, at), spec.kind);
        BadValue { column: spec.name, shown, because: fault.because, remedy: fault.remedy }
    }

    fn columns(&self) -> impl Iterator<Item = Column> + use<'a> {
        let count = u16::try_from(self.table.spec().columns.len()).unwrap_or(u16::MAX);
        (0..count).map(Column)
    }
}

/// Only the place: a row's cells are about people.
impl fmt::Debug for Row<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} row {} ({}, line {})", self.table.name(), self.number(), self.file(), self.line())
    }
}
