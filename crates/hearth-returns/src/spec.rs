//! What a return's tables are: names, columns, kinds.

/// What a column holds, which says how a bad value is shown and how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// The child's (or person's) identifier in the authority.
    Child,
    /// An identifier of a row, a worker, a team or a provider.
    Key,
    /// A value of a code set.
    Code,
    /// A calendar date.
    Date,
    /// A date with an optional time of day.
    Moment,
    /// A date of which day or month may be unknown (`zz`).
    PartialDate,
    /// A whole number.
    Whole,
    /// A number.
    Decimal,
    /// Yes or no.
    Flag,
    /// JSON text.
    Json,
    /// Names, addresses, national identifiers: never quoted in a message.
    Private,
    /// Free text about a person: never quoted in a message.
    Narrative,
    /// Text about no person: a team's name, a description of a code.
    Label,
}

impl ColumnKind {
    /// Whether a value may be quoted in a message or a file of rejects.
    pub const fn may_be_quoted(self) -> bool {
        !matches!(self, Self::Private | Self::Narrative | Self::Json)
    }
}

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnSpec {
    /// The name in the return.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
    /// Whether a file without it deserves no notice.
    pub optional: bool,
}

/// A column that a file must have to be complete.
pub(crate) const fn col(name: &'static str, kind: ColumnKind) -> ColumnSpec {
    ColumnSpec { name, kind, optional: false }
}

/// A column that may be missing without a word.
pub(crate) const fn opt(name: &'static str, kind: ColumnKind) -> ColumnSpec {
    ColumnSpec { name, kind, optional: true }
}

/// Whose a table's rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The column names the child.
    Child(&'static str),
    /// The column refers to a row of another table, which is some child's.
    Through {
        /// The column of this table.
        column: &'static str,
        /// The other table.
        table: &'static str,
        /// The other table's column with the same value.
        key: &'static str,
    },
    /// No child's: the return's heading, teams, workers.
    Nobody,
}

/// One table of a return.
#[derive(Debug, PartialEq, Eq)]
pub struct TableSpec {
    /// The name in the return.
    pub name: &'static str,
    /// Its columns in the return's order.
    pub columns: &'static [ColumnSpec],
    /// Whose its rows are.
    pub owner: Owner,
    /// Other names under which a column is met: (met, column).
    pub aliases: &'static [(&'static str, &'static str)],
}

/// A column's place in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Column(pub(crate) u16);

impl TableSpec {
    /// The place of a column, to look it up once and use often.
    pub const fn find(&self, name: &str) -> Option<Column> {
        let mut at = 0;
        while at < self.columns.len() {
            if same(self.columns[at].name, name) {
                #[expect(clippy::cast_possible_truncation, reason = "a table has under 65,536 columns")]
                return Some(Column(at as u16));
            }
            at += 1;
        }
        None
    }
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// How a return writes its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// `DD/MM/YYYY`, as SSDA903 does.
    DayFirst,
    /// `YYYY-MM-DD`, as the census does.
    YearFirst,
    /// Either, with an optional time of day, as extracts of the dataset do.
    Either,
}

/// A return: its tables in order, the one that identifies a child first.
#[derive(Debug, PartialEq, Eq)]
pub struct ReturnSpec {
    /// The name on the command line.
    pub name: &'static str,
    /// The tables. The first owned table identifies children.
    pub tables: &'static [&'static TableSpec],
    /// How dates are written.
    pub dates: DateOrder,
    /// Most rows of all tables together that one child can have: far above any that was met. What compares the rows of one child
    /// with each other grows with their square.
    pub rows_per_child: usize,
}

impl ReturnSpec {
    /// The place of a table, by its exact name.
    pub fn position(&self, table: &str) -> Option<usize> {
        self.tables.iter().position(|spec| spec.name == table)
    }

    /// The table whose row identifies a child.
    pub fn identity(&self) -> Option<&'static TableSpec> {
        self.tables.iter().copied().find(|spec| matches!(spec.owner, Owner::Child(_)))
    }
}

/// A column named by text or by its place.
pub trait ColumnKey: Copy {
    /// The place in the table; `None` when the table has no such column.
    fn place(self, table: &TableSpec) -> Option<Column>;
}

impl ColumnKey for Column {
    fn place(self, table: &TableSpec) -> Option<Column> {
        (usize::from(self.0) < table.columns.len()).then_some(self)
    }
}

impl ColumnKey for &str {
    fn place(self, table: &TableSpec) -> Option<Column> {
        table.find(self)
    }
}
