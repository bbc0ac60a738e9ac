//! Which table a CSV file is, told by its columns and never by its name.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::spec::{Owner, ReturnSpec, TableSpec};

/// What the headings of a file came to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Recognised {
    /// One table.
    Table {
        /// Its place in the return.
        table: usize,
        /// For each column of the table, the file's column.
        own: Vec<Option<usize>>,
        /// The file's other columns: name and place.
        extra: Vec<(String, usize)>,
    },
    /// The headings of no table of the return.
    Unknown,
    /// As much of one table as of another.
    Either(&'static str, &'static str),
    /// A table, without the column that says whose row it is.
    NoOwner(&'static str, &'static str),
    /// The same column twice: its heading and the second place, from 0.
    Twice(String, usize),
}

/// A heading as it is compared: capitals and digits only, so case, blanks and underscores are forgiven.
pub(crate) fn plain(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

pub(crate) fn recognise(spec: &ReturnSpec, headings: &[&str]) -> Recognised {
    let found: Vec<String> = headings.iter().map(|heading| plain(heading)).collect();
    let mut best: Option<(usize, usize)> = None;
    let mut rival = None;
    let owners = owners(spec);
    for at in 0..spec.tables.len() {
        let score = found.iter().filter(|name| owners.get(*name) == Some(&Some(at))).count();
        match best {
            _ if score == 0 => {}
            Some((_, top)) if score < top => {}
            // As many of both: the table of which less is missing.
            Some((other, top)) if score == top => {
                match lacks(spec.tables[at], &found).cmp(&lacks(spec.tables[other], &found)) {
                    Ordering::Less => (best, rival) = (Some((at, score)), None),
                    Ordering::Equal => rival = Some(at),
                    Ordering::Greater => {}
                }
            }
            _ => {
                best = Some((at, score));
                rival = None;
            }
        }
    }
    match (best, rival) {
        (None, _) => Recognised::Unknown,
        (Some((at, _)), Some(other)) => Recognised::Either(spec.tables[at].name, spec.tables[other].name),
        (Some((at, _)), None) => place(spec.tables[at], at, headings, &found),
    }
}

/// How many of the columns that make the table complete are not among the headings.
fn lacks(table: &TableSpec, found: &[String]) -> usize {
    table.columns.iter().filter(|column| !column.optional && !found.contains(&plain(column.name))).count()
}

/// For each heading that only one table has, that table; `None` for one that several have.
fn owners(spec: &ReturnSpec) -> HashMap<String, Option<usize>> {
    let mut owners = HashMap::new();
    for (at, table) in spec.tables.iter().enumerate() {
        for column in table.columns {
            owners.entry(plain(column.name)).and_modify(|owner| *owner = None).or_insert(Some(at));
        }
    }
    owners
}

fn place(table: &'static TableSpec, at: usize, headings: &[&str], found: &[String]) -> Recognised {
    let mut own = vec![None; table.columns.len()];
    let mut extra: Vec<(String, usize)> = Vec::new();
    for (position, name) in found.iter().enumerate() {
        if name.is_empty() {
            continue;
        }
        let column = table.columns.iter().position(|column| plain(column.name) == *name).or_else(|| {
            let (_, column) = table.aliases.iter().find(|(met, _)| plain(met) == *name)?;
            table.columns.iter().position(|known| known.name == *column)
        });
        match column {
            Some(column) if own[column].is_none() => own[column] = Some(position),
            None if extra.iter().all(|(other, _)| other != headings[position]) => {
                extra.push((headings[position].to_owned(), position));
            }
            _ => return Recognised::Twice(headings[position].to_owned(), position),
        }
    }
    let owner = match table.owner {
        Owner::Child(column) | Owner::Through { column, .. } => Some(column),
        Owner::Nobody => None,
    };
    if let Some(owner) = owner
        && !table.columns.iter().zip(&own).any(|(column, met)| column.name == owner && met.is_some())
    {
        return Recognised::NoOwner(table.name, owner);
    }
    Recognised::Table { table: at, own, extra }
}
