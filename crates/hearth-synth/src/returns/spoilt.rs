//! Mistakes put into a return on purpose, with the truth beside them.

mod of_903;
mod of_census;

use std::collections::HashMap;

use hearth_calendar::add_days;
use jiff::civil::Date;

use super::ssda903::day;
use crate::chance::Chance;

pub use of_census::{SpoiltChild, spoil_census};

/// One mistake: what is done to a row of a file, and what a check must find for it.
struct Mistake {
    file: &'static str,
    /// Which rows it can happen to, beside those where the cells that are written over stand blank.
    when: &'static [When],
    slips: &'static [(&'static str, Slip)],
    /// The rules that must find it, each at its row, and no others.
    rules: &'static [(&'static str, At)],
}

/// What must stand in a row.
#[derive(Clone, Copy)]
enum When {
    Is(&'static str, &'static [&'static str]),
    Filled(&'static str),
    Blank(&'static str),
    /// The row is the child's last one in the file.
    Last,
    /// The row is not the child's last one in the file.
    NotLast,
    /// The row is not the child's first one in the file.
    NotFirst,
    /// The child has no other row in the file.
    Single,
    /// The text of a cell has so many letters or more.
    Long(&'static str, usize),
    /// A date lies from the start of one year to the end of another.
    Years(&'static str, i16, i16),
    /// The child has a row in another file.
    In(&'static str),
    /// The child has no row in another file.
    NotIn(&'static str),
}

/// What is done to a cell.
#[derive(Clone, Copy)]
enum Slip {
    /// Something else is written over what stands there.
    Over(&'static str),
    /// Something is written where nothing stands.
    Into(&'static str),
    /// The cell is left blank.
    Blank,
    /// The last letter is lost.
    Cut,
    /// The date of another column, moved by so many days.
    Day(&'static str, i32),
    /// The whole row stands twice, the second time at the end of the file.
    Twice,
}

/// Where a rule must find a mistake.
#[derive(Clone, Copy)]
enum At {
    /// In the row itself.
    Here,
    /// In the child's next row in the file.
    Next,
    /// In the second of two rows that say the same.
    Second,
    /// In the child's first row in a file.
    First(&'static str),
    /// In the child's last row in a file.
    Last(&'static str),
}

/// A row that a rule must name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spoilt {
    /// The file.
    pub file: &'static str,
    /// The row, from 0.
    pub row: usize,
    /// The rule.
    pub rule: &'static str,
}

/// Spoils a return of SSDA903 so that about `percent` of its rows are wrong: one mistake a child at most, so that none hides
/// another. Gives every row that a check must name, and the rule that must name it.
///
/// Deterministic for a seed. Which mistake a child gets is as likely for each that its rows allow.
pub fn spoil(files: &mut [(&'static str, String)], seed: u64, percent: u32) -> Vec<Spoilt> {
    // A stream that no family has.
    let mut chance = Chance::of(seed, u64::MAX);
    let mut sheets: Vec<Sheet> = files.iter().map(|(name, text)| Sheet::read(name, text)).collect();
    let mut spoilt = Vec::new();
    for child in children(&sheets) {
        let rows: usize = sheets.iter().map(|sheet| sheet.rows_of(&child).len()).sum();
        if !chance.percent(percent.saturating_mul(u32::try_from(rows).unwrap_or(100)).min(100)) {
            continue;
        }
        let possible: Vec<(&Mistake, usize, Vec<usize>)> =
            of_903::MISTAKES.iter().filter_map(|mistake| mistake.places(&sheets, &child)).collect();
        if possible.is_empty() {
            continue;
        }
        let (mistake, sheet, rows) = chance.pick(&possible.iter().collect::<Vec<_>>());
        let row = chance.pick(rows);
        mistake.make(&mut sheets, *sheet, row, &mut spoilt);
    }
    for ((_, text), sheet) in files.iter_mut().zip(&sheets) {
        *text = sheet.written();
    }
    spoilt.sort_unstable();
    spoilt
}

/// The children of the return, in the order of their first row.
fn children(sheets: &[Sheet]) -> Vec<String> {
    let header = sheets.iter().find(|sheet| sheet.name == "header.csv");
    header.into_iter().flat_map(|sheet| &sheet.rows).map(|row| row[0].clone()).collect()
}

/// A file as cells.
struct Sheet {
    name: &'static str,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    of_child: HashMap<String, Vec<usize>>,
}

impl Sheet {
    fn read(name: &'static str, text: &str) -> Self {
        let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        let mut lines = text.lines().map(cells);
        let columns = lines.next().unwrap_or_default();
        let rows: Vec<Vec<String>> = lines.collect();
        let mut of_child: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            of_child.entry(row[0].clone()).or_default().push(at);
        }
        Self { name, columns, rows, of_child }
    }

    fn written(&self) -> String {
        std::iter::once(&self.columns).chain(&self.rows).map(|row| row.join(",") + "\n").collect()
    }

    fn rows_of(&self, child: &str) -> &[usize] {
        self.of_child.get(child).map(Vec::as_slice).unwrap_or_default()
    }

    fn cell(&self, row: usize, column: &str) -> &str {
        self.at(column).map_or("", |at| &self.rows[row][at])
    }

    fn write(&mut self, row: usize, column: &str, text: String) {
        if let Some(at) = self.at(column) {
            self.rows[row][at] = text;
        }
    }

    fn at(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| name == column)
    }

    fn fits(&self, row: usize, when: When, sheets: &[Self]) -> bool {
        let child = self.cell(row, "CHILD");
        let of_child = self.rows_of(child);
        let elsewhere = |file| sheets.iter().any(|sheet| sheet.name == file && !sheet.rows_of(child).is_empty());
        match when {
            When::Is(column, values) => values.contains(&self.cell(row, column)),
            When::Filled(column) => !self.cell(row, column).is_empty(),
            When::Blank(column) => self.cell(row, column).is_empty(),
            When::NotFirst => of_child.first() != Some(&row),
            When::Single => of_child.len() == 1,
            When::Long(column, least) => self.cell(row, column).len() >= least,
            When::Years(column, from, to) => {
                date_of(self.cell(row, column)).is_some_and(|date| (from..=to).contains(&date.year()))
            }
            When::Last => of_child.last() == Some(&row),
            When::NotLast => of_child.last() != Some(&row),
            When::In(file) => elsewhere(file),
            When::NotIn(file) => !elsewhere(file),
        }
    }
}

impl Mistake {
    /// The rows of a child to which it can happen, and in which file.
    fn places(&'static self, sheets: &[Sheet], child: &str) -> Option<(&'static Self, usize, Vec<usize>)> {
        let at = sheets.iter().position(|sheet| sheet.name == self.file)?;
        let sheet = &sheets[at];
        let can = |row: usize| {
            self.when.iter().all(|when| sheet.fits(row, *when, sheets))
                && self.slips.iter().all(|(column, slip)| match slip {
                    Slip::Over(text) => !["", *text].contains(&sheet.cell(row, column)),
                    Slip::Into(_) => sheet.cell(row, column).is_empty(),
                    Slip::Blank | Slip::Cut => !sheet.cell(row, column).is_empty(),
                    Slip::Day(from, _) => date_of(sheet.cell(row, from)).is_some(),
                    Slip::Twice => true,
                })
        };
        let rows: Vec<usize> = sheet.rows_of(child).iter().copied().filter(|row| can(*row)).collect();
        (!rows.is_empty()).then_some((self, at, rows))
    }

    fn make(&self, sheets: &mut [Sheet], at: usize, row: usize, spoilt: &mut Vec<Spoilt>) {
        let sheet = &mut sheets[at];
        for (column, slip) in self.slips {
            match slip {
                Slip::Over(text) | Slip::Into(text) => sheet.write(row, column, (*text).to_owned()),
                Slip::Blank => sheet.write(row, column, String::new()),
                Slip::Cut => {
                    let mut text = sheet.cell(row, column).to_owned();
                    text.pop();
                    sheet.write(row, column, text);
                }
                Slip::Day(from, days) => {
                    if let Some(date) = date_of(sheet.cell(row, from)) {
                        sheet.write(row, column, day(add_days(date, *days)));
                    }
                }
                Slip::Twice => sheet.rows.push(sheet.rows[row].clone()),
            }
        }
        let child = sheet.cell(row, "CHILD").to_owned();
        for (rule, place) in self.rules {
            let sheet = &sheets[at];
            let named = |row| Spoilt { file: self.file, row, rule };
            match place {
                At::Here => spoilt.push(named(row)),
                At::Next => spoilt.extend(sheet.rows_of(&child).iter().copied().find(|next| *next > row).map(named)),
                At::Second => spoilt.push(named(sheet.rows.len() - 1)),
                At::First(file) => spoilt.extend(end_of(sheets, file, &child, false, rule)),
                At::Last(file) => spoilt.extend(end_of(sheets, file, &child, true, rule)),
            }
        }
    }
}

/// A child's first or last row in a file, as a rule must name it.
fn end_of(sheets: &[Sheet], file: &'static str, child: &str, last: bool, rule: &'static str) -> Option<Spoilt> {
    let rows = sheets.iter().find(|sheet| sheet.name == file)?.rows_of(child);
    let row = if last { rows.last() } else { rows.first() };
    row.map(|row| Spoilt { file, row: *row, rule })
}

fn date_of(text: &str) -> Option<Date> {
    let mut parts = text.split('/');
    let (day, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Date::new(parts.next()?.parse().ok()?, month, day).ok()
}
