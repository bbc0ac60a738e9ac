//! Files that would break a trusting reader.

use std::io::Read;
use std::sync::Arc;

use hearth_calendar::Calendar;
use hearth_returns::check::{CollectionYear, Form, Postcodes, Providers, Setting, Took, check, write_json};
use hearth_returns::{Limits, Lost, NamedInput, ReadErrorKind, Reject, Tables, cin, ssda903, write_rejects};
use proptest::prelude::*;

use crate::{read_903, read_903_xml, read_cin, read_ssd};

#[test]
fn a_document_type_is_refused_before_any_entity_is_read() {
    let bomb = "<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><Message>&b;</Message>";
    let fault = read_cin(bomb).unwrap_err();
    assert_eq!(fault.kind(), ReadErrorKind::Refused);
    assert_eq!(fault.place().to_string(), "census.xml, line 1, column 1");
    assert!(fault.to_string().contains("remove the DOCTYPE"), "{fault}");
}

#[test]
fn an_unknown_entity_and_a_forbidden_character_are_refused() {
    for text in ["&file;", "&#0;", "&#x1;", "&"] {
        let fault = read_cin(format!("<Message>\n<Children>{text}</Children></Message>")).unwrap_err();
        assert!(matches!(fault.kind(), ReadErrorKind::Refused | ReadErrorKind::Malformed), "{fault}");
        assert_eq!(fault.place().line, Some(2));
    }
}

#[test]
fn deep_nesting_is_refused_known_or_not() {
    let unknown = format!("<Message>{}", "<x>".repeat(100_000));
    let known = "<Message><Children><Child>".to_owned() + &"<CINdetails>".repeat(100_000);
    for text in [unknown, known] {
        let fault = read_cin(text).unwrap_err();
        assert_eq!(fault.kind(), ReadErrorKind::Refused);
        assert!(fault.to_string().contains("nested"), "{fault}");
    }
}

#[test]
fn a_truncated_file_gives_nothing() {
    let whole = "<Message><Children><Child><ChildIdentifiers><LAchildID>1</LAchildID></ChildIdentifiers></Child></Children></Message>";
    for cut in 0..whole.len() {
        assert!(read_cin(&whole[..cut]).is_err(), "cut at {cut}");
    }
    assert_eq!(read_cin(whole).unwrap().rows(), 1);
    assert_eq!(read_cin(&whole[..40]).unwrap_err().kind(), ReadErrorKind::Truncated);
}

#[test]
fn elements_that_close_each_other_are_refused() {
    let fault = read_cin("<Message><Children></Message></Children>").unwrap_err();
    assert_eq!(fault.kind(), ReadErrorKind::Malformed);
    let second = read_cin("<Message></Message><Message></Message>").unwrap_err();
    assert_eq!(second.kind(), ReadErrorKind::Malformed);
}

/// A start, then one byte without end.
struct Endless {
    start: std::io::Cursor<&'static [u8]>,
    then: u8,
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        match self.start.read(into)? {
            0 => {
                into.fill(self.then);
                Ok(into.len())
            }
            read => Ok(read),
        }
    }
}

#[test]
fn text_tags_comments_and_lines_without_end_are_refused() {
    let limits = Limits { file_bytes: u64::MAX, ..Limits::default() };
    let starts: [(&'static [u8], u8); 6] = [
        (b"<Message><Children>", b'a'),
        (b"<Message><Child", b'a'),
        (b"<Message><Child a='", b'x'),
        (b"<Message><!--", b'-'),
        (b"<Message><![CDATA[", b']'),
        (b"<Message>&", b'a'),
    ];
    for (start, then) in starts {
        let endless = Endless { start: std::io::Cursor::new(start), then };
        let fault = cin::read_xml(NamedInput::new("census.xml", endless), &limits).unwrap_err();
        assert_eq!(fault.kind(), ReadErrorKind::TooLarge, "{fault}");
    }
    let endless = Endless { start: std::io::Cursor::new(b"CHILD,SEX,DOB,ETHNIC\n1,"), then: b'a' };
    let fault = ssda903::read_files(vec![NamedInput::new("header.csv", endless)], &limits).unwrap_err();
    assert_eq!(fault.kind(), ReadErrorKind::TooLarge);
    assert_eq!(fault.place().line, Some(2));
}

#[test]
fn one_child_with_rows_without_end_is_refused() {
    let limits = Limits { rows_per_child: 10, ..Limits::default() };
    let text = "<EXPSSDA903><CHILD>".to_owned() + &"<EPISODE><LS>C2</LS></EPISODE>".repeat(11);
    let fault = ssda903::read_xml(NamedInput::from_text("a.xml", text), &limits).unwrap_err();
    assert_eq!(fault.kind(), ReadErrorKind::TooLarge);
}

#[test]
fn more_files_than_a_return_has_are_refused() {
    let limits = Limits { files: 1, ..Limits::default() };
    let inputs = vec![NamedInput::from_text("a.csv", ""), NamedInput::from_text("b.csv", "")];
    assert_eq!(ssda903::read_files(inputs, &limits).unwrap_err().kind(), ReadErrorKind::TooLarge);
}

#[test]
fn a_nul_in_xml_is_refused_at_its_place() {
    let fault = read_cin("<Message>\n<Children>\0").unwrap_err();
    assert_eq!(fault.kind(), ReadErrorKind::BadByte);
    assert_eq!(fault.place().to_string(), "census.xml, line 2, column 11");
}

#[test]
fn a_utf_16_file_is_refused_by_name() {
    let fault = read_cin(b"\xFF\xFE<\0M\0".as_slice()).unwrap_err();
    assert_eq!(fault.kind(), ReadErrorKind::OtherFormat);
    let declared = read_cin("<?xml version='1.0' encoding='EBCDIC'?><Message/>").unwrap_err();
    assert_eq!(declared.kind(), ReadErrorKind::Refused);
}

#[test]
fn a_fault_in_one_file_stops_the_return() {
    let good = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n101,F,01/01/2012,WBRI,UN3,,\n";
    let fault = read_903(&[("a.csv", good), ("b.csv", "CHILD,DECOM\n1,\"x")]).unwrap_err();
    assert_eq!(fault.kind(), ReadErrorKind::UnclosedQuote);
    assert_eq!(&*fault.place().file, "b.csv");
}

#[test]
fn a_file_of_rejects_starts_no_formula_in_a_spreadsheet() {
    let reject = Reject {
        lost: Lost::Row,
        table: "Header",
        file: "=cmd.csv".into(),
        line: 2,
        row: 0,
        child: "@SUM(A1)".into(),
        column: None,
        value: "-1".into(),
        because: "+x".into(),
        remedy: "plain".into(),
    };
    let mut out = Vec::new();
    write_rejects(&mut out, &[reject]).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert_eq!(
        text,
        "lost,table,file,line,row,child,column,value,because,remedy\nrow,Header,'=cmd.csv,2,0,'@SUM(A1),,'-1,'+x,plain\n"
    );
}

const CENSUS: &str = "<Message><Children><Child><ChildIdentifiers><LAchildID>1</LAchildID></ChildIdentifiers>\
    <CINdetails><Assessments><AssessmentFactors>1A</AssessmentFactors></Assessments></CINdetails></Child></Children></Message>";

/// Texts near to a real one: some of its bytes changed, cut out or doubled.
fn near(text: &'static str) -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec((0..text.len(), any::<u8>(), 0..4_u8, 0..16_usize), 0..6).prop_map(|changes| {
        let mut bytes = text.as_bytes().to_vec();
        for (at, byte, how, length) in changes {
            let at = at.min(bytes.len());
            let end = (at + length).min(bytes.len());
            match how {
                0 => bytes.insert(at, byte),
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let copy = bytes[at..end].to_vec();
                    bytes.splice(at..at, copy);
                }
                _ if at < bytes.len() => bytes[at] = byte,
                _ => {}
            }
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_never_panic(bytes: Vec<u8>) {
        let limits = Limits::default();
        let _ = ssda903::read_files(vec![NamedInput::from_text("a", bytes.clone())], &limits);
        let _ = ssda903::read_xml(NamedInput::from_text("a", bytes.clone()), &limits);
        let _ = cin::read_xml(NamedInput::from_text("a", bytes.clone()), &limits);
        let _ = hearth_returns::ssd::read_files(vec![NamedInput::from_text("a", bytes)], &limits);
    }

    #[test]
    fn a_damaged_census_never_panics(bytes in near(CENSUS)) {
        let _ = read_cin(bytes);
    }

    #[test]
    fn a_damaged_csv_never_panics_and_counts_every_row(
        bytes in near("CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/01/2012,01/05/2025,PN1\n2,,\"a\nb\",\n")
    ) {
        if let Ok(read) = ssda903::read_files(vec![NamedInput::from_text("a", bytes)], &Limits::default()) {
            let seen: usize = read.tables().iter().map(|table| table.rows_seen() as usize).sum();
            prop_assert_eq!(seen, read.rows() + read.rejects().len());
            let grouped: usize = read.children().iter().map(|child| child.all_rows().count()).sum();
            prop_assert_eq!(grouped, read.rows());
        }
    }

    #[test]
    fn a_damaged_903_xml_never_panics(
        bytes in near("<EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID><DUC>x</DUC></HEADER><EPISODE><PL>U6</PL></EPISODE></CHILD></EXPSSDA903>")
    ) {
        let _ = ssda903::read_xml(NamedInput::from_text("a", bytes), &Limits::default());
    }
}

/// The tables of a drawn return: several of this year, and one of the last.
const YEARS: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n101,F,29/02/2012,WBRI,UN3,0,\n\x1eCHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
    101,01/05/2025,S,V2,N1,K2,PR4,30/09/2026,X1,PLACE,L20 3NJ,PR1 8XJ,SC000001\n101,30/09/2026,P,V3,N1,K3,PR1,,,,,,1000002\n\
    \x1dCHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n101,F,29/02/2012,WBRI,UN3,0,\n";

const NEEDS: &str = "<Message><Children><Child><ChildIdentifiers><LAchildID>1</LAchildID><PersonBirthDate>2012-02-29</PersonBirthDate>\
    </ChildIdentifiers><CINdetails><CINreferralDate>2026-04-01</CINreferralDate><Assessments><AssessmentActualStartDate>2026-05-01\
    </AssessmentActualStartDate></Assessments><Section47><S47ActualStartDate>2026-06-01</S47ActualStartDate></Section47>\
    <PreProceedingsandFGDM><PPStartDate>2026-07-01</PPStartDate></PreProceedingsandFGDM></CINdetails></Child></Children></Message>";

const LIST: &str = "URN,Placement code,Placement provider code,Provider postcode,Deregistration date\nSC000001,K2,PR4,L20 3NJ,2026-09-30\n";

const DIRECTORY: &str = "pcds,oscty,oslaua,oseast1m,osnrth1m\nL20 3NJ,E99999999,E08000014,334000,395000\n";

fn read_years(bytes: &[u8]) -> Option<Tables> {
    let files = bytes.split(|byte| *byte == 0x1e).map(|file| NamedInput::from_text("a", file)).collect();
    ssda903::read_files(files, &Limits::default()).ok()
}

/// Checks by everything that can be looked up, and reads every message.
fn check_all<F: Form>(now: &Tables, last: Option<&Tables>) {
    let mut setting = Setting::of(CollectionYear::ending(2027).expect("it stands in this file"), Calendar::england());
    setting.authority = Some("E08000014".to_owned());
    setting.postcodes = Some(Arc::new(Postcodes::read(DIRECTORY.as_bytes()).expect("it stands in this file")));
    setting.providers = Some(Providers::read(LIST.as_bytes(), None).expect("it stands in this file"));
    write_json(&check::<F>(now, last, &setting), Took::default(), std::io::sink()).expect("it stands in this file");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_return_is_checked_without_panic(bytes in near(YEARS)) {
        let mut years = bytes.splitn(2, |byte| *byte == 0x1d);
        let now = years.next().and_then(read_years);
        let last = years.next().and_then(read_years);
        if let Some(now) = now {
            check_all::<ssda903::Ssda903>(&now, last.as_ref());
        }
    }

    #[test]
    fn a_damaged_census_is_checked_without_panic(bytes in near(NEEDS)) {
        if let Ok(read) = read_cin(bytes) {
            check_all::<cin::Cin>(&read, None);
        }
    }

    #[test]
    fn a_damaged_list_or_directory_never_panics(list in near(LIST), directory in near(DIRECTORY)) {
        let directory = Postcodes::read(&directory[..]);
        if let Ok(read) = &directory {
            let mut compact = Vec::new();
            read.write_compact(&mut compact).unwrap();
            prop_assert_eq!(&Postcodes::read(&compact[..]).unwrap(), read);
        }
        let _ = Providers::read(&list, directory.as_ref().ok());
    }
}

#[test]
fn an_empty_file_is_refused_in_every_form() {
    assert!(read_903(&[("a.csv", "")]).is_err());
    assert!(read_ssd(&[("a.csv", "\n\n")]).is_err());
    assert!(read_903_xml("").is_err());
    assert!(read_cin("  \n").is_err());
}
