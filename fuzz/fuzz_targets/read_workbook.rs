#![no_main]

//! Workbooks of providers by their parts, packed here: a changed byte in an archive would mostly be a broken archive.

use std::io::{Cursor, Write};

use hearth_returns::check::Providers;
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What parts the parts of one input: the sheet, the shared texts, the styles, the workbook.
const NEXT_PART: u8 = 0x1e;

const PACKAGE: &[u8] = br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const WORKBOOK: &[u8] = br#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut given = bytes.split(|byte| *byte == NEXT_PART);
    let parts = [
        ("_rels/.rels", PACKAGE),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", given.next().unwrap_or_default()),
        ("xl/sharedStrings.xml", given.next().unwrap_or_default()),
        ("xl/styles.xml", given.next().unwrap_or(b"<styleSheet/>")),
        ("xl/workbook.xml", given.next().unwrap_or(WORKBOOK)),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts.into_iter().filter(|(_, part)| !part.is_empty()) {
        zip.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).expect("a part");
        zip.write_all(part).expect("memory takes everything");
    }
    zip.finish().expect("an archive").into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    if let Ok(read) = Providers::read(&packed(bytes), None) {
        assert!(!read.is_empty());
    }
});
