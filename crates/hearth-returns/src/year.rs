//! Which collection year a return is of, where nobody says.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::spec::ColumnKind;
use crate::table::Table;
use crate::tables::Tables;

/// The collection year (named by the March in which it ends) that a return seems to be of; `None` where it has no dates.
///
/// The census says it in its heading. The others do not. Most dates of an SSDA903 lie in its own year, the reviews above
/// all, so the year with the most dates is taken. The dataset reaches years back: the latest year is taken, where one with
/// fewer than one in two hundred of the dates counts as slips of the pen.
pub fn collection_year(tables: &Tables) -> Option<u16> {
    if let Some(row) = tables.table("Header").and_then(|table| table.row(0))
        && tables.spec().name == "cin"
    {
        let reference = row.date("ReferenceDate").ok().flatten().map(|date| u16::try_from(date.year()));
        let year = row.whole("Year").ok().flatten().map(u16::try_from);
        return reference.and_then(Result::ok).or(year.and_then(Result::ok));
    }
    let mut years: BTreeMap<u16, u64> = BTreeMap::new();
    for row in tables.tables().iter().flat_map(Table::rows) {
        for column in row.table().spec().columns {
            // Birth dates, expected ends and years of adulthood say nothing of the collection.
            let tells = matches!(column.kind, ColumnKind::Date | ColumnKind::Moment) && !is_forward(column.name);
            if let Some(date) = tells.then(|| row.date(column.name).ok().flatten()).flatten()
                && let Some(year) = year_of(date)
            {
                *years.entry(year).or_default() += 1;
            }
        }
    }
    if tables.spec().name == "ssda903" {
        return years.iter().max_by_key(|(year, count)| (**count, **year)).map(|(year, _)| *year);
    }
    let all: u64 = years.values().sum();
    years.iter().rev().find(|(_, count)| **count * 200 >= all).map(|(year, _)| *year)
}

fn is_forward(column: &str) -> bool {
    matches!(column, "DUC" | "DOB" | "MC_DOB") || column.contains("_due") || column.contains("_end_date")
}

/// The collection year of a day: 1 April to 31 March, named by its end.
fn year_of(date: Date) -> Option<u16> {
    let year = if date.month() >= 4 { date.year() + 1 } else { date.year() };
    u16::try_from(year).ok()
}
