//! Files as people send them: zipped, out of a spreadsheet, too large.

use std::io::Write;
use std::path::Path;

use hearth_calendar::Calendar;
use hearth_returns::check::{CollectionYear, Form, Setting, check};
use hearth_returns::{Limits, NamedInput, ReadError, ReadErrorKind, Tables, cin, ssda903};
use rstest::rstest;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{column, read_903};

const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n101,F,29/02/2012,WBRI,UN3,0,\n";
const EPISODES: &str = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
    101,01/05/2026,S,C2,N1,U4,PR1,,,,,,\n";
const CENSUS: &str = "<Message><Children><Child><ChildIdentifiers><LAchildID>1</LAchildID></ChildIdentifiers></Child>\
    </Children></Message>";

/// Packs files, and reads the archive as a return of looked-after children and as a census.
fn packed(files: &[(&str, &[u8])]) -> (Result<Tables, ReadError>, Result<Tables, ReadError>) {
    let folder = tempfile::tempdir().expect("a folder that can be written");
    let path = folder.path().join("return.zip");
    let mut archive = ZipWriter::new(std::fs::File::create(&path).expect("a folder that can be written"));
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a folder that can be written");
        archive.write_all(bytes).expect("a folder that can be written");
    }
    archive.finish().expect("a folder that can be written");
    (ssda903::read(&path, &Limits::default()), cin::read(&path, &Limits::default()))
}

#[test]
fn a_zipped_folder_is_read_like_the_folder() {
    let (read, _) = packed(&[
        ("903/header.csv", HEADER.as_bytes()),
        ("903/Episodes.CSV", EPISODES.as_bytes()),
        ("903/notes.docx", b"PK"),
        ("__MACOSX/903/._header.csv", b"\0\x05\x16\x07"),
    ]);
    let read = read.unwrap();
    assert_eq!((column(&read, "Header", "DOB"), column(&read, "Episodes", "LS")), (vec!["29/02/2012"], vec!["C2"]));
    let left_out: Vec<&str> = read.notices().iter().map(|notice| &*notice.place.file).collect();
    assert_eq!(left_out, ["notes.docx"], "it is named, and what a Mac adds is not");
}

#[test]
fn a_zipped_census_is_read_like_the_file() {
    let (_, read) = packed(&[("census.xml", CENSUS.as_bytes())]);
    assert_eq!(read.unwrap().rows(), 1);
}

#[test]
fn files_in_memory_are_read_as_the_path_that_holds_them_is_read() {
    fn said(read: &Tables) -> (Vec<&str>, Vec<&str>, Vec<String>) {
        let notices = read.notices().iter().map(ToString::to_string).collect();
        (column(read, "Header", "CHILD"), column(read, "Episodes", "LS"), notices)
    }

    let given =
        |files: &[(&str, &[u8])]| files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    let limits = Limits::default();
    let second = HEADER.replace("101", "102");
    let files: &[(&str, &[u8])] = &[
        ("notes.docx", b"PK"),
        ("b.csv", second.as_bytes()),
        ("a.CSV", HEADER.as_bytes()),
        ("e.csv", EPISODES.as_bytes()),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let (path, memory) =
        (ssda903::read(folder.path(), &limits).unwrap(), ssda903::read_given(given(files), &limits).unwrap());
    assert_eq!(said(&memory), said(&path));
    assert_eq!(column(&memory, "Header", "CHILD"), ["101", "102"], "in order of name");

    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("census.xml", SimpleFileOptions::default()).unwrap();
    archive.write_all(CENSUS.as_bytes()).unwrap();
    let packed = archive.finish().unwrap().into_inner();
    for (name, bytes) in [("census.xml", CENSUS.as_bytes()), ("census.zip", &packed), ("no-ending", CENSUS.as_bytes())]
    {
        assert_eq!(cin::read_given(given(&[(name, bytes)]), &limits).unwrap().rows(), 1, "{name}");
    }
    for files in [&[][..], &[("a.xml", CENSUS.as_bytes()), ("b.zip", &packed)]] {
        let fault = cin::read_given(given(files), &limits).unwrap_err();
        assert!(fault.to_string().contains("give the CSV files of the return together"), "{fault}");
    }
}

#[rstest]
#[case::a_workbook(&[("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<x/>")], ReadErrorKind::OtherFormat, "save each sheet as CSV")]
#[case::nothing_of_a_return(&[("notes.txt", "x")], ReadErrorKind::NotRecognised, "no CSV file is there")]
#[case::xml_beside_csv(&[("a.xml", "<x/>"), ("b.csv", HEADER)], ReadErrorKind::NotRecognised, "pack either")]
fn another_archive_is_refused_with_the_remedy(
    #[case] files: &[(&str, &str)],
    #[case] kind: ReadErrorKind,
    #[case] says: &str,
) {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let (fault, _) = packed(&files);
    let fault = fault.unwrap_err();
    assert_eq!(fault.kind(), kind, "{fault}");
    assert!(fault.to_string().contains(says), "{fault}");
}

#[test]
fn an_archive_that_unpacks_to_far_more_than_a_return_is_refused() {
    let (fault, _) = packed(&[("header.csv", &vec![b' '; 4 << 20])]);
    assert_eq!(fault.unwrap_err().kind(), ReadErrorKind::TooLarge);
}

#[test]
fn a_damaged_archive_is_refused_wherever_it_is_cut() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("return.zip");
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("header.csv", SimpleFileOptions::default()).unwrap();
    archive.write_all(HEADER.as_bytes()).unwrap();
    let whole = archive.finish().unwrap().into_inner();
    for cut in 4..whole.len() {
        std::fs::write(&path, &whole[..cut]).unwrap();
        let fault = ssda903::read(Path::new(&path), &Limits::default()).unwrap_err();
        assert!(fault.to_string().contains("return.zip"), "cut at {cut}: {fault}");
    }
}

#[test]
fn a_word_about_the_separator_is_no_heading() {
    for separator in [';', '\t', ','] {
        let text = HEADER.replace(',', &separator.to_string());
        let read = read_903(&[("a.csv", &format!("sep={separator}\r\n{text}"))]).unwrap();
        assert_eq!(column(&read, "Header", "ETHNIC"), ["WBRI"]);
    }
}

#[test]
fn blank_columns_at_the_end_are_nothing_and_cells_beyond_the_heading_reject_their_row() {
    let text = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,,\n101,F,29/02/2012,WBRI,UN3,0,,,,,\n102,F,29/02/2012,WBRI,UN3,0,,,,,x\n";
    let read = read_903(&[("a.csv", text)]).unwrap();
    assert_eq!(column(&read, "Header", "CHILD"), ["101"]);
    assert!(read.rejects()[0].because.contains("11 cells"), "{}", read.rejects()[0]);
}

#[test]
fn an_identifier_that_a_spreadsheet_has_shortened_rejects_its_row() {
    let text = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1.23457E+11,F,01/01/2012,WBRI,,,\n1E5,F,01/01/2012,WBRI,,,\n2E+4x,F,,,,,\n";
    let read = read_903(&[("a.csv", text)]).unwrap();
    assert_eq!(
        column(&read, "Header", "CHILD"),
        ["1E5", "2E+4x"],
        "only a power of ten with its sign is a spreadsheet's"
    );
    let reject = &read.rejects()[0];
    assert_eq!((reject.line, &*reject.child), (2, "1.23457E+11"));
    assert!(reject.remedy.contains("as text"), "{reject}");
}

#[test]
fn what_a_spreadsheet_made_of_a_date_or_a_code_fails_its_own_cell_and_is_found() {
    let header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,F,40969,WBRI,UN3,0,\n2,F,29/02/12,WBRI,UN3,0,\n3,F,29/02/2012,1E5,UN3,0,\n";
    let read = read_903(&[("a.csv", header)]).unwrap();
    let said: Vec<String> = read
        .table("Header")
        .unwrap()
        .rows()
        .filter_map(|row| row.date("DOB").err())
        .map(|bad| bad.to_string())
        .collect();
    assert!(said[0].contains("2012-03-01") && said[0].contains("format the column as a date"), "{}", said[0]);
    assert!(said[1].contains("two digits") && said[1].contains("give the year in full"), "{}", said[1]);
    let setting = Setting::of(CollectionYear::ending(2027).unwrap(), Calendar::england());
    let report = check::<ssda903::Ssda903>(&read, None, &setting);
    let named = |rule: &str| report.findings().filter(|f| f.rule == rule).map(|f| f.row).collect::<Vec<_>>();
    assert_eq!((named("102"), named("103")), (vec![0, 1], vec![2]));
}

#[test]
fn rows_beyond_what_one_child_can_have_are_rejected_and_the_rest_is_read() {
    let reviews = |child: &str, count: usize| format!("{child},,01/05/2026,PN1\n").repeat(count);
    let text = format!("CHILD,DOB,REVIEW,REVIEW_CODE\n{}{}{}", reviews("1", 4), reviews("", 5), reviews("2", 3));
    let limits = Limits { rows_per_child: 3, ..Limits::default() };
    let inputs = vec![NamedInput::from_text("h.csv", HEADER), NamedInput::from_text("r.csv", text)];
    let read = ssda903::read_files(inputs, &limits).unwrap();
    assert_eq!(column(&read, "Reviews", "CHILD"), ["1", "1", "1", "", "", "", "2", "2", "2"]);
    let lines: Vec<u32> = read.rejects().iter().map(|reject| reject.line).collect();
    assert_eq!(lines, [5, 9, 10]);
    assert!(read.rejects()[0].because.contains("one child has more than 3 rows"), "{}", read.rejects()[0]);
    assert!(read.rejects()[1].because.contains("name no child"), "{}", read.rejects()[1]);
    assert_eq!(read.child("2").unwrap().rows("Reviews").map(|row| row.number()).collect::<Vec<_>>(), [9, 10, 11]);
}

/// Files of a quarter of a megabyte: as many rows of few children as may be, every cell of a kind that makes rows meet each other.
fn crowded<F: Form>(day: &str) -> Vec<(&'static str, String)> {
    F::SPEC
        .tables
        .iter()
        .map(|table| {
            let header: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
            let mut text = header.join(",") + "\n";
            let mut row = 0;
            while text.len() < 1 << 18 {
                let cells: Vec<String> = (table.columns.iter())
                    .map(|column| match column.kind {
                        hearth_returns::ColumnKind::Child => (row / 900).to_string(),
                        hearth_returns::ColumnKind::Key | hearth_returns::ColumnKind::Whole => "1".to_owned(),
                        // Ends are blank: all of them run at once.
                        hearth_returns::ColumnKind::Date
                            if !column.name.to_lowercase().contains("end") && column.name != "DEC" =>
                        {
                            day.to_owned()
                        }
                        hearth_returns::ColumnKind::Code => "T3".to_owned(),
                        hearth_returns::ColumnKind::Private => "A123456789012".to_owned(),
                        _ => String::new(),
                    })
                    .collect();
                text.push_str(&(cells.join(",") + "\n"));
                row += 1;
            }
            (table.name, text)
        })
        .collect()
}

fn finds_in_proportion<F: Form>(day: &str, read: impl Fn(Vec<NamedInput>) -> Result<Tables, ReadError>) {
    let setting = Setting::of(CollectionYear::ending(2027).expect("a year"), Calendar::england());
    for (table, text) in crowded::<F>(day) {
        let tables = read(vec![NamedInput::from_text("a.csv", text)]).expect("it is read");
        let report = check::<F>(&tables, Some(&tables), &setting);
        let most = report.rules_run() * tables.rows() * 2;
        assert!(report.len() <= most, "{table}: {} findings of {} rows", report.len(), tables.rows());
    }
}

/// Findings that grew with the square of a child's rows would fill the memory long before a rule that only compares took a second.
#[test]
fn what_is_found_in_crowded_files_grows_with_their_rows() {
    finds_in_proportion::<ssda903::Ssda903>("01/05/2026", |inputs| ssda903::read_files(inputs, &Limits::default()));
    finds_in_proportion::<cin::Cin>("2026-05-01", |inputs| cin::read_files(inputs, &Limits::default()));
}
