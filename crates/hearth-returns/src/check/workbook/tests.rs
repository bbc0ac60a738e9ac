//! What workbooks are refused for, and what is read of them all the same.

use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

mod beside;
mod jump;
mod reference;

use super::*;

/// What is read of a sheet, from its headings on.
type Sheet = Vec<Vec<String>>;

fn read(bytes: &[u8], headings: impl Fn(&[String]) -> Option<Columns>) -> Result<Vec<Sheet>, ProvidersError> {
    let mut sheets = Vec::new();
    let number = rows(bytes, headings, |number, row| {
        sheets.resize(sheets.len().max(number + 1), Sheet::new());
        sheets[number].push(row.to_vec());
    })?;
    sheets.resize(number, Sheet::new());
    Ok(sheets)
}

/// Every column of a sheet, whose first row counts as that of its headings; blanks at the ends of rows are cut.
fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ProvidersError> {
    let all = |_: &[String]| Some((0..MOST_COLUMNS as usize).map(Some).collect());
    let mut read = read(bytes, all)?;
    for row in read.iter_mut().flatten() {
        row.truncate(row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
    }
    Ok(read)
}

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
fn a_part_that_unpacks_to_more_than_is_announced_is_counted_as_it_comes() {
    for (name, whole) in [("xl/worksheets/sheet1.xml", false), ("xl/sharedStrings.xml", true)] {
        let rows = format!("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>{}", "<row></row>".repeat(800_000));
        let mut bytes = if whole { book("", &rows) } else { book(&rows, TEXTS) };
        let entry =
            bytes.windows(46 + name.len()).position(|w| w.starts_with(b"PK\x01\x02") && w.ends_with(name.as_bytes()));
        let size = entry.expect("the entry of the part") + 24;
        bytes[size..size + 4].copy_from_slice(&700_000_u32.to_le_bytes());
        let said = refused(&bytes);
        assert!(said.contains("unpacks to hundreds of megabytes"), "{name}: {said}");
    }
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
