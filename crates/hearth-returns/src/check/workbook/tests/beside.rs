//! Workbooks as the library reads them and as they are read here: every way to write a cell, real layouts, and damaged ones.

use proptest::prelude::*;
use rstest::rstest;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::super::Columns;
use super::{PACKAGE, RELATIONS, Sheet, TEXTS, WORKBOOK, book, packed, reference};

/// The columns of a few headings, wherever they stand.
pub(super) fn named(row: &[String]) -> Option<Columns> {
    let find = |name: &str| row.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
    find("urn")?;
    Some(["urn", "code", "closed", "name"].map(find).to_vec())
}

/// Rows that have anything: a row of which nothing is asked is no row here.
fn filled(sheets: Vec<Sheet>) -> Vec<Sheet> {
    let filled = |row: &Vec<String>| row.iter().any(|cell| !cell.is_empty());
    sheets.into_iter().map(|rows| rows.into_iter().filter(filled).collect()).collect()
}

#[track_caller]
pub(super) fn read_alike(bytes: &[u8]) -> Vec<Sheet> {
    let ours = filled(super::read(bytes, named).expect("a workbook"));
    assert_eq!(ours, filled(reference::sheets(bytes, named).expect("a workbook")));
    ours
}

/// A sheet whose third row is what is given, under the headings URN, code, closed and name.
fn under_headings(row: &str) -> Vec<u8> {
    let cells = format!(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>A list</t></is></c></row><row r=\"2\">\
        <c r=\"A2\" t=\"inlineStr\"><is><t>URN</t></is></c><c r=\"B2\" t=\"inlineStr\"><is><t>Other</t></is></c>\
        <c r=\"C2\" t=\"inlineStr\"><is><t> Code </t></is></c><c r=\"D2\" t=\"inlineStr\"><is><t>CLOSED</t></is></c></row>{row}"
    );
    let texts = "<sst uniqueCount=\"5\"><si><t>one</t></si><si><r><rPr><b/></rPr><t xml:space=\"preserve\">two </t></r><r><t>runs</t></r>\
        <rPh sb=\"0\" eb=\"1\"><t>aloud</t></rPh></si><si/><si><t xml:space=\"preserve\"> A &amp; B&#32;_x0041__x005F_ </t></si>\
        <si><t><![CDATA[<c>]]></t></si><si><!-- <si> --><t>six</t></si></sst>";
    book(&cells, texts)
}

#[rstest]
#[case::plain(r#"<row r="3"><c r="A3"><v>7</v></c><c r="B3"><v>8</v></c><c r="C3"><v>9.5</v></c></row>"#, &["7", "9.5", "", ""])]
#[case::shared(r#"<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="D3" t="s"><v>3</v></c></row>"#, &["one", "two runs", "A & B A_", ""])]
#[case::empty_and_plain_text(r#"<row r="3"><c r="A3" t="s"><v>4</v></c><c r="C3" t="s"><v>2</v></c><c r="D3" t="s"><v>5</v></c></row>"#, &["<c>", "", "six", ""])]
#[case::without_places("<row><c><v>7</v></c><c><v>8</v></c><c t=\"str\"><v>a&lt;b</v></c></row>", &["7", "a<b", "", ""])]
#[case::out_of_order(r#"<row r="3"><c r="D3"><v>3</v></c><c r="A3"><v>1</v></c><c r="C3"><v>2</v></c></row>"#, &["1", "2", "3", ""])]
#[case::attributes_turned_about(r#"<row r="3"><c t="str" s="0" r="A3"><f>B3&amp;"&gt;"</f><v>x</v></c><c s='0' r='C3' x="a>b"><v>1</v></c></row>"#, &["x", "1", "", ""])]
#[case::with_prefixes(r#"<x:row r="3"><x:c r="A3"><x:v>1</x:v></x:c><x:c r="B3"/><x:c r="C3" s="1"/><x:c r="D3"><x:v>2</x:v></x:c></x:row>"#, &["1", "", "2", ""])]
#[case::remarks_between("<row r=\"3\"><!-- <c r=\"C3\"><v>0</v></c> --><c r=\"A3\"><v>1</v></c>\n<?x <c> ?><c r=\"B3\"><!-- </c> --><v>5</v></c><c r=\"C3\"><v>2</v></c></row>", &["1", "2", "", ""])]
#[case::truth_and_faults(r#"<row r="3"><c r="A3" t="b"><v>1</v></c><c r="C3" t="e"><v>#N/A</v></c><c r="D3" t="d"><v>2024-02-01T00:00:00</v></c></row>"#, &["true", "", "2024-02-01T00:00:00", ""])]
#[case::an_own_text_beside_a_value(r#"<row r="3"><c r="A3" t="inlineStr"><v>9</v><is><r><t>a</t></r><r><t> b</t></r></is></c><c r="B3" t="inlineStr"><is><t/></is></c><c r="C3"><v/></c><c r="D3"><f>1</f></c></row>"#, &["ab", "", "", ""])]
#[case::a_number_that_is_text(r#"<row r="3"><c r="A3"><v> SC1 </v></c><c r="C3"><v>1e3</v></c></row>"#, &["SC1", "1000", "", ""])]
#[case::a_row_without_cells_before_it(r#"<row r="3"/><row r="4" spans="1:4"/><row r="5"><c r="A5"><v>1</v></c></row>"#, &["1", "", "", ""])]
fn a_cell_is_read_however_it_is_written(#[case] row: &str, #[case] says: &[&str]) {
    let read = read_alike(&under_headings(row));
    assert_eq!(read[0][1], says);
}

#[test]
fn a_workbook_that_the_library_writes_is_read_alike() {
    let mut book = Workbook::new();
    let [day, time, money] =
        ["dd/mm/yyyy", "[h]:mm", "£#,##0.00;[Red]-£#,##0.00"].map(|kind| Format::new().set_num_format(kind));
    book.add_worksheet().write(0, 0, "Notes & remarks").expect("a cell");
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 6, "Providers", &Format::new()).expect("a range");
    for (column, heading) in [(1, "Name"), (3, "URN"), (5, "Closed"), (6, "Code")] {
        sheet.write(3, column, heading).expect("a cell");
    }
    for row in 4..3_000_u32 {
        sheet.write(row, 0, row).expect("a cell");
        sheet.write(row, 1, format!("Home <{row}> \"of\" \u{e9}\u{1f600}\t_x0041_\n")).expect("a cell");
        sheet.write(row, 2, Formula::new("=1+1").set_result("2")).expect("a cell");
        sheet.write(row, 3, format!("SC{row}")).expect("a cell");
        let format = [&day, &time, &money][row as usize % 3];
        if row % 7 > 0 {
            sheet.write_with_format(row, 5, f64::from(row) * 10.25, format).expect("a cell");
        }
        sheet.write_with_format(row, 6, ExcelDateTime::from_ymd(2026, 3, 31).expect("a day"), &day).expect("a cell");
    }
    let read = read_alike(&book.save_to_buffer().expect("a workbook"));
    assert_eq!((read[0].len(), read[1].len()), (0, 2_997));
    assert_eq!(read[1][1][0], "SC4");
}

#[test]
fn days_are_counted_from_1904_where_a_workbook_says_so() {
    let texts = TEXTS;
    let cells = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><v>closed</v></c></row>
        <row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>43921</v></c></row><row r="3"><c r="A3"><v>2</v></c><c r="B3" s="2"><v>59.5</v></c></row>
        <row r="4"><c r="A4"><v>3</v></c><c r="B4" s="3"><v>60</v></c></row>"#;
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="165" formatCode="&quot;day&quot; d mmm"/><numFmt numFmtId="166" formatCode="0 &quot;days&quot;;d"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>"#;
    for (from, says) in [("1", ["2024-04-01", "1904-02-29", "60"]), ("0", ["2020-03-31", "1900-02-28", "60"])] {
        let workbook = WORKBOOK.replace("<sheets>", &format!("<workbookPr date1904=\"{from}\"/><sheets>"));
        let read = read_alike(&packed(&[
            ("_rels/.rels", PACKAGE.as_bytes()),
            ("xl/workbook.xml", workbook.as_bytes()),
            ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
            ("xl/SharedStrings.xml", texts.as_bytes()),
            ("xl/styles.xml", styles.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ]));
        assert_eq!([&read[0][1][2], &read[0][2][2], &read[0][3][2]], says);
    }
}

/// The layouts that councils are sent, where they lie beside the project.
#[test]
fn each_real_layout_is_read_alike() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples/ssda903");
    let Ok(folder) = std::fs::read_dir(folder) else { return };
    for file in
        folder.map(|file| file.expect("a file").path()).filter(|path| path.extension().is_some_and(|e| e == "xlsx"))
    {
        let bytes = std::fs::read(&file).expect("a workbook");
        let all = |row: &[String]| named(row).map(|_| (0..row.len()).map(Some).collect());
        let ours = super::read(&bytes, all).expect("a workbook");
        assert_eq!(filled(ours), filled(reference::sheets(&bytes, all).expect("a workbook")), "{}", file.display());
    }
}

const ROWS: &str = r#"<row r="3" spans="1:4"><c r="A3" s="1" t="s"><v>1</v></c><c r="B3"><v>8</v></c><c r="C3" t="str"><f>A3&amp;"x"</f><v>a&lt;b</v></c></row><row r="4"><c r="A4" t="inlineStr"><is><t xml:space="preserve"> x </t></is></c><c r="D4"><v>45000</v></c></row>"#;

/// A text near to a real one: some of its bytes changed, cut out or doubled.
fn near(text: &'static str) -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec((0..text.len(), any::<u8>(), 0..4_u8, 0..16_usize), 0..5).prop_map(|changes| {
        let mut bytes = text.as_bytes().to_vec();
        for (at, byte, how, length) in changes {
            let at = at.min(bytes.len());
            let end = (at + length).min(bytes.len());
            match how {
                0 => bytes.insert(at, byte),
                1 => drop(bytes.drain(at..end)),
                2 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
                _ if at < bytes.len() => bytes[at] = byte,
                _ => {}
            }
        }
        bytes
    })
}

const MANY: &str = r#"<sst count="2" uniqueCount="2"><si><t>one</t></si><si><r><t>two</t></r></si></sst>"#;

fn damaged(rows: &[u8], texts: &[u8], workbook: &[u8]) -> Vec<u8> {
    let head =
        br#"<worksheet><sheetData><row r="2"><c r="A2" t="str"><v>URN</v></c><c r="C2" t="str"><v>Code</v></c></row>"#;
    packed(&[
        ("_rels/.rels", PACKAGE.as_bytes()),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/sharedStrings.xml", texts),
        ("xl/worksheets/sheet1.xml", &[head, rows, b"</sheetData></worksheet>"].concat()),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_workbook_is_read_or_refused_and_never_panics(rows in near(ROWS), texts in near(MANY), book in near(WORKBOOK)) {
        let _ = super::read(&damaged(&rows, &texts, &book), named);
        let _ = super::read(&damaged(&rows, MANY.as_bytes(), WORKBOOK.as_bytes()), named);
    }
}

/// A sheet is seen a stretch at a time, in tests a very short one: wherever a stretch ends, the cells are the same.
#[test]
fn cells_do_not_depend_on_where_a_stretch_ends() {
    let rows = |blanks: usize| {
        let blanks = " ".repeat(blanks);
        let bytes = damaged(format!("{blanks}{ROWS}").as_bytes(), MANY.as_bytes(), WORKBOOK.as_bytes());
        super::read(&bytes, named).expect("a workbook")
    };
    let whole = rows(0);
    assert_eq!(whole[0][1..], [["two", "a<b", "", ""], ["x", "", "", ""]]);
    for blanks in 1..300 {
        assert_eq!(rows(blanks), whole, "{blanks} blanks before");
    }
}
