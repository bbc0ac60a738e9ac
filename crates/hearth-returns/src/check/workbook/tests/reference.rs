//! The same sheets as the library `calamine` reads them, every cell of every one: what the reader is held against.

use std::io::Cursor;

use calamine::{Data, DataRef, Reader, Xlsx, XlsxError, open_workbook_from_rs};

use super::super::Columns;
use super::Sheet;

/// The sheets of a workbook from their headings on, with the columns that are asked for.
pub(super) fn sheets(bytes: &[u8], headings: impl Fn(&[String]) -> Option<Columns>) -> Result<Vec<Sheet>, XlsxError> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes))?;
    let names = book.sheet_names();
    let sheets: Result<Vec<_>, _> = names.iter().map(|name| sheet(&mut book, name)).collect();
    Ok(sheets?.iter().map(|rows| kept(rows, &headings)).collect())
}

fn kept(rows: &[Vec<String>], headings: impl Fn(&[String]) -> Option<Columns>) -> Sheet {
    let first = rows.iter().take(20).enumerate().find_map(|(at, row)| Some((at, headings(row)?)));
    let Some((at, columns)) = first.filter(|(_, columns)| !columns.is_empty()) else { return Sheet::new() };
    let cell = |row: &[String], at: Option<usize>| at.and_then(|at| row.get(at)).cloned().unwrap_or_default();
    let rows = rows[at..].iter().map(|row| columns.iter().map(|at| cell(row, *at)).collect());
    rows.collect()
}

fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Sheet, XlsxError> {
    let mut cells = match book.worksheet_cells_reader(name) {
        // A chart or a macro sheet has no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Sheet::new()),
        cells => cells?,
    };
    let (mut rows, mut last) = (Sheet::new(), None);
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        if matches!(cell.get_value(), DataRef::Empty) || column >= 512 {
            continue;
        }
        let text = said(&Data::from(cell.get_value().clone()));
        if last != Some(row) {
            rows.push(Vec::new());
            last = Some(row);
        }
        let Some(cells) = rows.last_mut() else { continue };
        let column = column as usize;
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
    }
    Ok(rows)
}

fn said(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}
