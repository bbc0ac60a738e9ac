//! The sheets of a workbook, with caps on what it may come to.
//!
//! A workbook is a zip archive of XML, and a small one can be made that unpacks to more than any memory, or that says of two cells
//! that they stand a million rows apart. So its parts are unpacked once to nowhere and counted before they are read, and cells are taken
//! one by one instead of as the rectangle that holds them.

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Reader, Xlsx, XlsxError, open_workbook_from_rs};
use zip::ZipArchive;

use super::ProvidersError;

/// The lists that Ofsted sends are under two megabytes, and unpacked some ten times that.
const MOST_BYTES: usize = 64 << 20;
const MOST_UNPACKED: u64 = 256 << 20;
const MOST_TIMES: u64 = 200;
/// What a small workbook may unpack to all the same.
const LEAST_ROOM: u64 = 4 << 20;
const MOST_PARTS: usize = 2_000;
const MOST_CELLS: usize = 4_000_000;
const MOST_TEXT: usize = 128 << 20;
const MOST_COLUMNS: u32 = 512;

/// A sheet: its rows that have any cell, their cells as text.
pub(super) type Sheet = Vec<Vec<String>>;

/// The sheets of a workbook in their order.
///
/// # Errors
/// Says what keeps it from being read, and what to do: an old or locked workbook, one that is damaged, one that is far too large.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ProvidersError> {
    if !bytes.starts_with(b"PK") {
        return Err(ProvidersError(
            "it is a workbook of an old kind, or locked with a password; save it as .xlsx without one".to_owned(),
        ));
    }
    weigh(bytes)?;
    // The library that reads workbooks counts on what they say of themselves, such as that a sheet ends below its start, and panics
    // where that is not so. Nothing outlives the reading, so nothing is left half done.
    std::panic::catch_unwind(|| cells_of(bytes))
        .unwrap_or_else(|_| Err(ProvidersError("the workbook is damaged; save it again as .xlsx".to_owned())))
}

fn cells_of(bytes: &[u8]) -> Result<Vec<Sheet>, ProvidersError> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|why| broken(&why))?;
    let mut room = Room { cells: MOST_CELLS, text: MOST_TEXT };
    book.sheet_names().iter().map(|name| sheet(&mut book, name, &mut room)).collect()
}

fn broken(why: &XlsxError) -> ProvidersError {
    ProvidersError(format!("{why}; save it again as .xlsx"))
}

fn too_large(what: &str) -> ProvidersError {
    ProvidersError(format!(
        "the workbook {what}, far more than a list of providers; copy the list alone into a new workbook"
    ))
}

/// Unpacks every part to nowhere: what an archive says of its sizes need not be so.
fn weigh(bytes: &[u8]) -> Result<(), ProvidersError> {
    if bytes.len() > MOST_BYTES {
        return Err(too_large("has more than 64 megabytes"));
    }
    let broken = |why: &dyn std::fmt::Display| {
        ProvidersError(format!("the workbook is damaged ({why}); save it again as .xlsx"))
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|why| broken(&why))?;
    if archive.len() > MOST_PARTS {
        return Err(too_large("has more than 2,000 parts"));
    }
    let packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let mut room = MOST_UNPACKED.min(packed.saturating_mul(MOST_TIMES).max(LEAST_ROOM));
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|why| broken(&why))?;
        // The reader makes room for as many texts as their part announces.
        let texts = part.name().to_ascii_lowercase().ends_with("sharedstrings.xml");
        let mut kept = Vec::new();
        // One byte more than there is room for tells that there is more.
        let mut part = part.take(room + 1);
        let size = if texts {
            part.read_to_end(&mut kept).map_err(|why| broken(&why))? as u64
        } else {
            std::io::copy(&mut part, &mut std::io::sink()).map_err(|why| broken(&why))?
        };
        room = room.checked_sub(size).ok_or_else(|| too_large("unpacks to hundreds of megabytes"))?;
        if announced(&kept) > kept.len() {
            return Err(broken(&"it announces more texts than it has"));
        }
    }
    Ok(())
}

/// The largest number of texts that is announced anywhere in the part; one that is no number that fits is the largest.
fn announced(part: &[u8]) -> usize {
    const NAME: &[u8] = b"uniqueCount";
    let digits = |after: &[u8]| -> usize {
        let digits = after.iter().skip_while(|b| !b.is_ascii_digit()).take_while(|b| b.is_ascii_digit());
        digits.fold(0_usize, |number, digit| number.saturating_mul(10).saturating_add(usize::from(digit - b'0')))
    };
    let found = part.windows(NAME.len()).enumerate().filter(|(_, window)| *window == NAME);
    found.map(|(at, _)| digits(&part[at + NAME.len()..])).max().unwrap_or(0)
}

/// What the cells of a workbook may still come to.
struct Room {
    cells: usize,
    text: usize,
}

fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, room: &mut Room) -> Result<Sheet, ProvidersError> {
    let mut cells = match book.worksheet_cells_reader(name) {
        // A chart or a macro sheet has no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Sheet::new()),
        cells => cells.map_err(|why| broken(&why))?,
    };
    let (mut rows, mut last) = (Sheet::new(), None);
    while let Some(cell) = cells.next_cell().map_err(|why| broken(&why))? {
        let (row, column) = cell.get_position();
        if matches!(cell.get_value(), DataRef::Empty) || column >= MOST_COLUMNS {
            continue;
        }
        let text = said(&Data::from(cell.get_value().clone()));
        room.text =
            room.text.checked_sub(text.len()).ok_or_else(|| too_large("has more than 128 megabytes of text"))?;
        if last != Some(row) {
            rows.push(Vec::new());
            last = Some(row);
        }
        let Some(cells) = rows.last_mut() else { continue };
        let column = column as usize;
        if cells.len() <= column {
            // The blanks before a cell take room too.
            let more = column + 1 - cells.len();
            room.cells = room.cells.checked_sub(more).ok_or_else(|| too_large("has more than four million cells"))?;
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
    }
    Ok(rows)
}

/// A cell as text: a whole number without a fraction, a day as YYYY-MM-DD.
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
            zip.write_all(bytes).expect("a part");
        }
        zip.finish().expect("an archive").into_inner()
    }

    const WORKBOOK: &str = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const PACKAGE: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

    fn book(cells: &str, texts: &str) -> Vec<u8> {
        let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
        packed(&[
            ("_rels/.rels", PACKAGE.as_bytes()),
            ("xl/workbook.xml", WORKBOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
            ("xl/sharedStrings.xml", texts.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ])
    }

    const TEXTS: &str = r#"<sst uniqueCount="1"><si><t>URN</t></si></sst>"#;

    fn refused(bytes: &[u8]) -> String {
        sheets(bytes).expect_err("no list").to_string()
    }

    #[test]
    fn two_cells_at_the_ends_of_a_sheet_cost_as_much_as_two_cells() {
        let cells = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="1048576"><c r="B1048576"><v>7</v></c><c r="XFD1048576"><v>8</v></c></row>"#;
        let read = sheets(&book(cells, TEXTS)).expect("a sheet");
        assert_eq!(read, [[vec!["URN".to_owned()], vec![String::new(), "7".to_owned()]]]);
    }

    #[test]
    fn a_sheet_that_ends_before_it_starts_is_read_or_refused_and_brings_nothing_down() {
        let sheet = r#"<worksheet><dimension ref="Q1:F3"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#;
        let book = packed(&[
            ("_rels/.rels", PACKAGE.as_bytes()),
            ("xl/workbook.xml", WORKBOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
            ("xl/sharedStrings.xml", TEXTS.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ]);
        match sheets(&book) {
            Ok(read) => assert_eq!(read, [[vec!["URN".to_owned()]]]),
            Err(refused) => assert!(refused.to_string().contains("save it again"), "{refused}"),
        }
    }

    #[test]
    fn a_part_that_announces_more_texts_than_it_has_is_refused() {
        for count in ["99999999999999999999", "4000000000"] {
            let texts = TEXTS.replace("\"1\"", &format!(" \n\"{count}\""));
            let said = refused(&book("", &texts));
            assert!(said.contains("more texts than it has") && said.contains("save it again"), "{said}");
        }
    }

    #[test]
    fn a_workbook_that_unpacks_to_hundreds_of_times_its_size_is_refused_with_the_remedy() {
        let blanks = vec![b' '; 8 << 20];
        let said = refused(&packed(&[("xl/workbook.xml", WORKBOOK.as_bytes()), ("xl/media/blank.bin", &blanks)]));
        assert!(said.contains("unpacks to hundreds of megabytes") && said.contains("copy the list"), "{said}");
    }

    #[test]
    fn an_old_or_a_locked_workbook_is_refused_with_the_remedy() {
        let said = refused(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        assert!(said.contains("save it as .xlsx without one"), "{said}");
    }

    #[test]
    fn many_rows_with_one_cell_far_to_the_right_are_refused() {
        let cells: Vec<String> =
            (1..=8_000).map(|row| format!("<row r=\"{row}\"><c r=\"SR{row}\"><v>1</v></c></row>")).collect();
        let said = refused(&book(&cells.concat(), TEXTS));
        assert!(said.contains("four million cells"), "{said}");
    }

    #[test]
    fn many_cells_with_one_long_text_are_refused() {
        let texts = format!("<sst uniqueCount=\"1\"><si><t>{}</t></si></sst>", "x".repeat(40_000));
        let cells: Vec<String> =
            (1..=4_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")).collect();
        let said = refused(&book(&cells.concat(), &texts));
        assert!(said.contains("megabytes of text"), "{said}");
    }
}
