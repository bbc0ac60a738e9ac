//! The lists for an inspection, as they are made from records.

mod care;
mod council;
mod front_door;
mod protection;
mod walled;
mod written;

use hearth_record::ids::{TeamId, WorkerId};
use hearth_returns::annex_a::{AnnexA, FromRecords, Making};
use jiff::civil::{Date, date};

use crate::drawn::Drawn;

const DAY: Date = date(2026, 11, 22);

fn making() -> Making {
    Making {
        authority: Some("E08000014".to_owned()),
        teams: [(TeamId::from_bytes([60; 16]), "Locality north".to_owned())].into(),
        workers: [(WorkerId::from_bytes([50; 16]), "Priya Nair".to_owned())].into(),
        ..Making::default()
    }
}

fn made(people: &[&Drawn]) -> AnnexA {
    made_with(making(), people)
}

fn made_with(making: Making, people: &[&Drawn]) -> AnnexA {
    let mut lists = FromRecords::new(making, DAY);
    for person in people {
        lists.add(&person.records());
    }
    lists.finish()
}

/// The rows of a list as text, each the columns that are asked for.
fn rows(lists: &AnnexA, number: u8, columns: &[&str]) -> Vec<Vec<String>> {
    let filled = &lists.lists[usize::from(number - 1)];
    let place = |name: &&str| {
        filled
            .list
            .columns
            .iter()
            .position(|column| column == name)
            .unwrap_or_else(|| panic!("list {number} has no {name}"))
    };
    let places: Vec<usize> = columns.iter().map(place).collect();
    filled.rows.iter().map(|row| places.iter().map(|at| row[*at].to_string()).collect()).collect()
}

/// The one row of a list, the columns that are asked for.
fn only(lists: &AnnexA, number: u8, columns: &[&str]) -> Vec<String> {
    let mut rows = rows(lists, number, columns);
    assert_eq!(rows.len(), 1, "list {number}");
    rows.remove(0)
}

fn count(lists: &AnnexA, number: u8) -> usize {
    lists.lists[usize::from(number - 1)].rows.len()
}
