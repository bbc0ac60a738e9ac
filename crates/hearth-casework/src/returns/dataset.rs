//! The Standard Safeguarding Dataset of a whole council, written table by table as its files are read.

use std::{
    io::{self, Write},
    sync::Arc,
};

use hearth_access::role::Group;
use hearth_returns::{
    TableSpec, Window,
    check::Postcodes,
    ssd::{FromRecords, Making, YEARS},
};
use jiff::civil::Date;

use super::{
    walk::{Stop, Walked, noted, walk},
    workforce::Workforce,
};
use crate::{Desk, Failure};

/// A dataset that was written.
pub struct Dataset {
    /// The time that it tells of.
    pub window: Window,
    /// Whether it has free text: for whoever may read narrative.
    pub words: bool,
    /// How many people are in it.
    pub people: usize,
    /// Its tables, each with how many rows it has.
    pub tables: Vec<(&'static str, u64)>,
    /// What was come by on the way.
    pub walked: Walked,
}

/// Writes the dataset as at a day into what `open` opens for each table; `progress` hears how many files were looked at. Distances are
/// blank without `postcodes`. What is decided and noted, and what is left out, is as for every return.
///
/// Two queries for two hundred files, a load for each file that may be read, and one for the accounts. In memory are one row a person.
///
/// # Errors
/// [`Failure::Refused`] for whoever makes no returns, what the store refuses as a whole, and what the files refuse.
pub async fn write<W: Write>(
    desk: &Desk,
    day: Date,
    postcodes: Option<Arc<Postcodes>>,
    open: impl FnMut(&'static TableSpec) -> io::Result<W>,
    progress: impl FnMut(u32),
) -> Result<Dataset, Failure> {
    let workforce = Workforce::of(desk).await?;
    let words = !desk.subject().role.is_in(Group::WithoutNarrative);
    let window = Window::years(YEARS, day);
    let making = Making { postcodes, names: workforce.names(), words, ..Making::as_at(day) };
    let mut dataset = FromRecords::new(making, open).map_err(unwritten)?;
    let each = |stop: &Stop<'_>| {
        dataset.add(stop.row.person, &stop.records).map_err(unwritten)?;
        Ok(Vec::new())
    };
    let (walked, permit) = walk(desk, each, progress).await?;
    let people = dataset.people();
    let made_with = concat!("Hearth ", env!("CARGO_PKG_VERSION"));
    let tables =
        dataset.finish(workforce.professionals(), workforce.departments(), desk.now(), made_with).map_err(unwritten)?;
    noted(desk, &permit, format!("ssd {day}"), people).await?;
    let tables = tables.into_iter().map(|(table, rows, _)| (table, rows)).collect();
    Ok(Dataset { window, words, people, tables, walked })
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn unwritten(error: io::Error) -> Failure {
    Failure::Wrong(format!("the tables could not be written: {error}; make room or choose another folder"))
}
