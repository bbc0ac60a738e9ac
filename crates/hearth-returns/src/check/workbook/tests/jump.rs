//! What stands behind the last column that is asked for is jumped over, whatever it holds, and nothing else is.

use rstest::rstest;

use super::beside::{named, read_alike};
use super::{book, read};

const NOTHING: &str = "<sst uniqueCount=\"0\"/>";

/// Headings from a column on, and under them what is given.
fn under(columns: [&str; 3], rows: &str) -> Vec<u8> {
    let heading = |(column, name): (&str, &str)| format!("<c r=\"{column}1\" t=\"str\"><v>{name}</v></c>");
    let headings = columns.into_iter().zip(["urn", "code", "closed"]).map(heading).collect::<String>();
    book(&format!("<row r=\"1\">{headings}</row>{rows}"), NOTHING)
}

/// Cells that nobody asks for.
fn beside(row: usize) -> String {
    let cell = |column| format!("<c r=\"{column}{row}\" s=\"1\"><v>{row}</v></c>");
    ["E", "F", "AA", "QZ"].map(cell).concat()
}

#[rstest]
#[case::asked_first("<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>2</v></c><c r=\"C2\"><v>3</v></c>{2}</row><row r=\"3\"><c r=\"A3\"><v>4</v></c>{3}</row>", &[["1", "2", "3"], ["4", "", ""]])]
#[case::sparse("<row r=\"2\"><c r=\"C2\"><v>3</v></c>{2}</row><row r=\"3\"><c r=\"A3\"/><c r=\"B3\"><v>2</v></c><c r=\"C3\" s=\"1\"/>{3}</row><row r=\"9\"/><row r=\"10\"><c r=\"A10\"><v>5</v></c></row>", &[["", "", "3"], ["", "2", ""], ["5", "", ""]])]
#[case::without_places("<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c><c><v>0</v></c></row><row><c/><c><v>5</v></c><c/><c><v>0</v></c></row><row/><row><c><v>7</v></c></row>", &[["1", "2", "3"], ["", "5", ""], ["7", "", ""]])]
#[case::rows_without_places("<row><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>2</v></c><c r=\"C2\"><v>3</v></c>{2}</row><row><c r=\"A3\"><v>4</v></c><c><v>5</v></c></row>", &[["1", "2", "3"], ["4", "5", ""]])]
#[case::out_of_order("<row r=\"2\"><c r=\"C2\"><v>3</v></c><c r=\"Z2\"/><c r=\"A2\"><v>1</v></c>{2}<c r=\"B2\"><v>2</v></c></row>", &[["1", "2", "3"]])]
#[case::a_remark_with_an_end("<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"/><c r=\"C2\"/>{2}<!-- </row><row r=\"3\"><c r=\"A3\"><v>0</v></c> -->{2}</row><row r=\"3\"><c r=\"A3\"><v>4</v></c></row>", &[["1", "", ""], ["4", "", ""]])]
#[case::a_plain_text_with_an_end("<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"/><c r=\"C2\"/><c r=\"D2\" t=\"inlineStr\"><is><t><![CDATA[</row><c r=\"A2\"><v>0</v></c>]]></t></is></c></row>", &[["1", "", ""]])]
#[case::signs_that_are_none("<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"/><c r=\"C2\"/><c r=\"D2\" t=\"str\"><v>What? That! &lt;/row></v></c></row><row r=\"3\"><c r=\"A3\"><v>2</v></c></row>", &[["1", "", ""], ["2", "", ""]])]
#[case::ends_written_otherwise("<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"/><c r=\"C2\"/>{2}</row\n><x:row r=\"3\"><c r=\"A3\"><v>4</v></c><c r=\"B3\"/><c r=\"C3\"/>{3}</x:row><row r=\"4\"><c r=\"A4\"><v>5</v></c></row>", &[["1", "", ""], ["4", "", ""], ["5", "", ""]])]
fn a_row_is_read_whatever_stands_behind_what_is_asked(#[case] rows: &str, #[case] says: &[[&str; 3]]) {
    let rows = rows.replace("{2}", &beside(2)).replace("{3}", &beside(3));
    let sheet = read_alike(&under(["A", "B", "C"], &rows)).remove(0);
    assert_eq!(sheet[1..].iter().map(|row| &row[..3]).collect::<Vec<_>>(), says);
    // Wherever what is held ends.
    for blanks in 1..140 {
        let bytes = under(["A", "B", "C"], &format!("{}{rows}", " ".repeat(blanks)));
        let again = read(&bytes, named).expect("a workbook").remove(0);
        let filled = again[1..].iter().filter(|row| row.iter().any(|cell| !cell.is_empty()));
        assert_eq!(filled.map(|row| &row[..3]).collect::<Vec<_>>(), says, "{blanks} blanks before");
    }
}

#[test]
fn columns_at_the_end_of_long_rows_are_read() {
    let rows = (2..40).map(|row| {
        let [urn, code] = ["RA", "RB"].map(|column| format!("<c r=\"{column}{row}\"><v>{row}</v></c>"));
        format!(
            "<row r=\"{row}\">{}{urn}{code}{}</row>",
            beside(row),
            if row % 2 == 0 { "" } else { "<c r=\"AAB9\"/>" }
        )
    });
    let sheet = read_alike(&under(["RA", "RB", "RC"], &rows.collect::<String>())).remove(0);
    assert_eq!((sheet.len(), sheet[38][1].as_str()), (39, "39"));
}

#[test]
fn a_sheet_that_breaks_off_behind_what_is_asked_is_refused() {
    let rows = format!("<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"/><c r=\"C2\"/>{}", beside(2));
    for end in ["", "</row"] {
        let sheet = format!(
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>urn</v></c><c r=\"B1\" t=\"str\"><v>code</v></c><c r=\"C1\" t=\"str\"><v>closed</v></c></row>{rows}{end}"
        );
        let bytes = super::packed(&[
            ("_rels/.rels", super::PACKAGE.as_bytes()),
            ("xl/workbook.xml", super::WORKBOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", super::RELATIONS.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ]);
        let refused = read(&bytes, named).expect_err("no end").to_string();
        assert!(refused.contains("a sheet does not end"), "{refused}");
    }
}
