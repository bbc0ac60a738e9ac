//! The dataset as it is made from records.

mod council;
mod fields;
mod rows;
mod whom;

use hearth_returns::ssd::{Department, FromRecords, Making, Professional};
use hearth_returns::{Limits, NamedInput, Tables};
use jiff::civil::{Date, date};

use crate::drawn::Drawn;

const DAY: Date = date(2026, 11, 22);

/// The dataset of these people, read back.
fn made(people: &[&Drawn]) -> Tables {
    made_with(Making::as_at(DAY), people)
}

fn made_with(making: Making, people: &[&Drawn]) -> Tables {
    let mut dataset = FromRecords::new(making, |_| Ok(Vec::new())).expect("memory");
    for person in people {
        dataset.add(person.who(), &person.records()).expect("memory");
    }
    let worker = Professional {
        id: crate::drawn::id(50),
        name: "Priya Nair".to_owned(),
        job_title: "Social worker".to_owned(),
        department: "Locality north".to_owned(),
        ..Professional::default()
    };
    let team = Department { id: crate::drawn::id(60), name: "Locality north".to_owned(), parent: String::new() };
    let made_at = "2026-11-22T09:00:00Z".parse().expect("a moment");
    read(dataset.finish([worker], [team], made_at, "Hearth").expect("memory"))
}

fn read(files: Vec<(&'static str, u64, Vec<u8>)>) -> Tables {
    let mut rows = Vec::new();
    let inputs = files.into_iter().map(|(table, count, text)| {
        rows.push((table, count));
        NamedInput::from_text(&format!("{table}.csv"), text)
    });
    let tables = hearth_returns::ssd::read_files(inputs.collect(), &Limits::default()).expect("a dataset");
    for (table, count) in rows {
        let read = tables.table(table).expect("a table");
        assert!(read.was_read(), "{table} has a heading");
        assert_eq!(read.len() as u64, count, "{table}");
    }
    assert!(tables.rejects().is_empty(), "{:?}", tables.rejects());
    tables
}

/// The cells of one row of a table that has one.
fn only<'t>(tables: &'t Tables, table: &str) -> hearth_returns::Row<'t> {
    let rows: Vec<_> = tables.table(table).expect("a table").rows().collect();
    assert_eq!(rows.len(), 1, "{table}");
    rows[0]
}
