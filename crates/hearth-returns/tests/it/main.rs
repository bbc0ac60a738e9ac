//! What reading promises, seen from outside.

mod annex_a;
mod cin;
mod daily;
mod drawn;
mod files;
mod from_records;
mod hostile;
mod reading;
mod rules;
mod samples;
mod ssd;
mod ssd_written;
mod ssda903;
mod synthetic;
mod writing;

use hearth_returns::{Limits, NamedInput, ReadError, Tables};

/// Reads named texts as CSV files of SSDA903.
fn read_903(files: &[(&str, &str)]) -> Result<Tables, ReadError> {
    let inputs = files.iter().map(|(name, text)| NamedInput::from_text(name, *text)).collect();
    hearth_returns::ssda903::read_files(inputs, &Limits::default())
}

fn read_903_xml(text: &str) -> Result<Tables, ReadError> {
    hearth_returns::ssda903::read_xml(NamedInput::from_text("return.xml", text), &Limits::default())
}

fn read_cin(text: impl Into<Vec<u8>>) -> Result<Tables, ReadError> {
    hearth_returns::cin::read_xml(NamedInput::from_text("census.xml", text), &Limits::default())
}

fn read_ssd(files: &[(&str, &str)]) -> Result<Tables, ReadError> {
    let inputs = files.iter().map(|(name, text)| NamedInput::from_text(name, *text)).collect();
    hearth_returns::ssd::read_files(inputs, &Limits::default())
}

/// The cells of one column of one table, in the order read.
fn column<'a>(tables: &'a Tables, table: &str, column: &str) -> Vec<&'a str> {
    tables.table(table).expect("a table of the return").rows().map(|row| row.cell(column)).collect()
}
