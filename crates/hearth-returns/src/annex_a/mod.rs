//! The lists of children that Ofsted asks for when it inspects a council ("Annex A"), as at a day.
//!
//! A list counts whom its guidance says, as far back as `rules/annex-a.toml` says with its source. Columns and answers are written as they
//! are published; a code that is newer than the published answers is written with its meaning. Ages are those of the day. What lies after
//! the day has not happened.
//!
//! A child is known by the local identifier, or by the id of the record of the person where there is none, as in the dataset.

mod adoption;
mod answers;
mod care;
mod child;
mod front_door;
mod leaving;
mod lists;
mod protection;
mod write;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use hearth_record::ids::{TeamId, WorkerId};
use hearth_record::people::Person;
use jiff::civil::Date;

use crate::check::Postcodes;
use crate::filling::Records;
use child::Told;

pub use lists::{BY_POSTCODE, LISTS, List, NOT_FILLED, NotFilled, Period, source};
pub use write::Cover;

/// What the lists are made with.
#[derive(Default)]
pub struct Making {
    /// The council, as ONS writes it: whether a placement lies in its area.
    pub authority: Option<String>,
    /// Where postcodes lie; where a placement lies is blank without it.
    pub postcodes: Option<Arc<Postcodes>>,
    /// The names of teams.
    pub teams: HashMap<TeamId, String>,
    /// The names of workers.
    pub workers: HashMap<WorkerId, String>,
    /// Whether whoever makes them may pass the adoption wall. The list of adopters, and of adoption the column that names them, is left out
    /// otherwise.
    pub walled: bool,
}

/// What stands in one place of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// Words, a code or a name.
    Text(Cow<'static, str>),
    /// A day.
    Day(Date),
    /// A number.
    Number(u32),
}

impl From<&'static str> for Cell {
    fn from(text: &'static str) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(Cow::Borrowed(text)) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(Cow::Owned(text)) }
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Blank, Into::into)
    }
}

impl std::fmt::Display for Cell {
    /// As the CSV form writes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Blank => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Day(day) => write!(f, "{}", day.strftime("%d/%m/%Y")),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

/// A list with its rows.
#[derive(Debug, Clone)]
pub struct Filled {
    /// Which list.
    pub list: &'static List,
    /// Its rows, by child: a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// Why the list as a whole is left out, where it is.
    pub left_out: Option<&'static str>,
}

/// The lists of a council as at a day.
#[derive(Debug, Clone)]
pub struct AnnexA {
    /// The day.
    pub day: Date,
    /// The lists, by number.
    pub lists: Vec<Filled>,
    /// How many children are in any of them.
    pub children: usize,
    /// The columns that nothing fills, and those that could not be filled this time.
    pub not_filled: Vec<NotFilled>,
}

/// The lists on their way.
pub struct FromRecords {
    day: Date,
    of: Making,
    rows: [Vec<Vec<Cell>>; 11],
    adopters: adoption::Adopters,
    children: usize,
}

const WALL: &str = "it is of adopters, who stand behind the adoption wall, which whoever made the lists may not pass: ask the adoption service for it";
const FAMILY: NotFilled = NotFilled {
    list: 10,
    column: "Family identifier",
    why: "it would lead from the child who was adopted to the adopters, behind the adoption wall",
};
const NO_DIRECTORY: &str = "no directory of postcodes was given, so that nobody could tell where a placement lies";

impl FromRecords {
    /// Empty lists as at a day.
    pub fn new(of: Making, day: Date) -> Self {
        Self { day, of, rows: Default::default(), adopters: adoption::Adopters::default(), children: 0 }
    }

    /// Adds a child to every list that counts it; says whether any does.
    pub fn add(&mut self, records: &Records<'_>) -> bool {
        let Some((of, person)) = records.each::<Person>().next() else { return false };
        let mut told = Told::of(&self.of, self.day, records, of, &person);
        told.contacts();
        told.early_help();
        told.referrals();
        told.assessments();
        told.enquiries();
        told.in_need();
        told.protection();
        told.looked_after();
        told.leaver();
        told.adoption();
        if self.of.walled {
            told.adopters(&mut self.adopters);
        }
        let rows = told.rows;
        let counted = !rows.is_empty();
        for (list, row) in rows {
            self.rows[usize::from(list.number - 1)].push(row);
        }
        self.children += usize::from(counted);
        counted
    }

    /// How many children are in any list so far.
    pub fn children(&self) -> usize {
        self.children
    }

    /// The lists, each sorted by child and then by day.
    pub fn finish(mut self) -> AnnexA {
        let walled = self.of.walled;
        self.rows[10] = self.adopters.rows(self.day);
        let lists = LISTS.iter().zip(self.rows).map(|(list, mut rows)| {
            rows.sort_by_key(|row| row.iter().map(sorted_by).collect::<Vec<_>>());
            Filled { list, rows, left_out: (!walled && list.number == 11).then_some(WALL) }
        });
        let mut not_filled: Vec<NotFilled> = NOT_FILLED.to_vec();
        if !walled {
            not_filled.push(FAMILY);
        }
        if self.of.postcodes.is_none() {
            not_filled.extend(BY_POSTCODE.map(|column| NotFilled { list: 8, column, why: NO_DIRECTORY }));
        }
        AnnexA { day: self.day, lists: lists.collect(), children: self.children, not_filled }
    }
}

/// What a cell is sorted by: text, then days in their order.
fn sorted_by(cell: &Cell) -> String {
    match cell {
        Cell::Day(day) => day.to_string(),
        other => other.to_string(),
    }
}
