use hearth_returns::{NoticeKind, ReadErrorKind};
use jiff::civil::date;

use crate::{column, read_903, read_903_xml};

const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n\
    102,M,01/02/2012,WBRI,UN3,,\n\
    101,F,29/02/2012,BCRB,UN3,0,\n";
const EPISODES: &str = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
    101,01/04/2025,S,C2,N1,U6,PR4,03/05/2025,X1,OTHER,L1 1AA,L2 2BB,SC000001\n\
    102,05/04/2025,S,V2,N1,U6,PR4,,,,L1 1AA,L2 2BB,SC000001\n\
    101,03/05/2025,P,C2,N1,K2,PR4,,,,L1 1AA,L3 3CC,SC000002\n";

#[test]
fn files_are_known_by_their_columns_and_not_by_their_names() {
    let read = read_903(&[("episodes.csv", HEADER), ("x.txt", EPISODES)]).unwrap();
    assert_eq!(read.table("Header").unwrap().len(), 2);
    assert_eq!(read.table("Episodes").unwrap().len(), 3);
    assert_eq!(read.notices(), []);
}

#[test]
fn headings_may_be_in_any_order_and_case_and_with_blanks() {
    let text = "pl post,urn,child id, Decom ,DEC,rne,ls,cin,place,place_provider,rec,reason place change,HOME_POST\n\
        L2 2BB,SC000001,101,01/04/2025,,S,C2,N1,U6,PR4,,,L1 1AA\n";
    let read = read_903(&[("a.csv", text)]).unwrap();
    let row = read.table("Episodes").unwrap().row(0).unwrap();
    assert_eq!((row.cell("CHILD"), row.cell("PL_POST"), row.cell("LS")), ("101", "L2 2BB", "C2"));
    assert_eq!(row.date("DECOM"), Ok(Some(date(2025, 4, 1))));
}

#[test]
fn a_child_has_its_rows_of_every_table_in_the_order_read() {
    let read = read_903(&[("a.csv", HEADER), ("b.csv", EPISODES)]).unwrap();
    let ids: Vec<&str> = read.children().iter().map(|child| child.id()).collect();
    assert_eq!(ids, ["101", "102"]);
    let child = read.child("101").unwrap();
    let lines: Vec<(u32, u32)> = child.rows("Episodes").map(|row| (row.number(), row.line())).collect();
    assert_eq!(lines, [(0, 2), (2, 4)]);
    assert_eq!(child.rows("Header").next().unwrap().date("DOB"), Ok(Some(date(2012, 2, 29))));
    assert_eq!(child.rows("Reviews").len(), 0);
    assert!(read.child("103").is_none());
}

#[test]
fn a_second_file_of_a_table_follows_the_first_and_its_rows_count_on() {
    let more = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,NOTE\n103,M,01/02/2012,WBRI,UN3,,,seen\n";
    let read = read_903(&[("a.csv", HEADER), ("b.csv", more)]).unwrap();
    let header = read.table("Header").unwrap();
    let last = header.row(2).unwrap();
    assert_eq!((last.number(), last.line(), last.file()), (2, 2, "b.csv"));
    assert_eq!(last.extra("NOTE"), Some("seen"));
    assert_eq!(header.row(0).unwrap().extra("NOTE"), Some(""));
    let kinds: Vec<NoticeKind> = read.notices().iter().map(|notice| notice.kind).collect();
    assert_eq!(kinds, [NoticeKind::UnknownColumn, NoticeKind::SecondFile]);
}

#[test]
fn a_child_with_two_identifying_rows_is_remarked_on() {
    let twice = format!("{HEADER}101,F,29/02/2012,BCRB,UN3,0,\n");
    let read = read_903(&[("a.csv", &twice)]).unwrap();
    let notice = &read.notices()[0];
    assert_eq!(notice.kind, NoticeKind::DuplicateChild);
    assert_eq!(notice.place.to_string(), "a.csv, line 4");
    let mut rows = read.child("101").unwrap().rows("Header");
    assert!(rows.next().unwrap().same_as(&rows.next().unwrap()));
}

#[test]
fn a_duplicate_heading_is_refused_at_its_place() {
    let fault = read_903(&[("a.csv", "CHILD,SEX,DOB,ETHNIC,sex\n")]).unwrap_err();
    assert_eq!(fault.kind(), ReadErrorKind::DuplicateColumn);
    assert_eq!(
        fault.to_string(),
        "a.csv, line 1, column 5: the column `sex` stands twice; remove or rename one of the two"
    );
    let alias = read_903(&[("a.csv", "CHILD,CHILDID,ETHNIC\n")]).unwrap_err();
    assert_eq!(alias.kind(), ReadErrorKind::DuplicateColumn);
}

#[test]
fn a_table_without_the_child_is_refused() {
    let fault = read_903(&[("a.csv", "DECOM,RNE,LS\n")]).unwrap_err();
    assert_eq!(fault.kind(), ReadErrorKind::NoChildColumn);
    assert!(fault.to_string().contains("`CHILD` is missing"), "{fault}");
}

#[test]
fn a_file_that_could_be_two_tables_is_refused() {
    let fault = read_903(&[("a.csv", "CHILD,IN_TOUCH,MIS_START\n")]).unwrap_err();
    assert!(fault.to_string().contains("OC3"), "{fault}");
    assert!(fault.to_string().contains("Missing"), "{fault}");
}

#[test]
fn a_file_of_no_table_is_left_out_with_a_word_and_alone_it_is_refused() {
    let read = read_903(&[("a.csv", HEADER), ("b.csv", "one,two\n1,2\n")]).unwrap();
    assert_eq!(read.notices()[0].kind, NoticeKind::UnknownFile);
    let fault = read_903(&[("b.csv", "one,two\n1,2\n")]).unwrap_err();
    assert_eq!(fault.kind(), ReadErrorKind::NotRecognised);
}

#[test]
fn a_row_with_a_cell_too_many_is_rejected_and_keeps_its_number() {
    let text = "CHILD,DOB,REVIEW,REVIEW_CODE\n\
        101,01/01/2012,01/05/2025,PN1,,,\n\
        101,01/01/2012,01,05,2025,PN1\n\
        101,01/01/2012\n\
        child,dob,review,review_code\n\
        102,01/01/2012,01/05/2025,PN2\n";
    let read = read_903(&[("a.csv", text)]).unwrap();
    assert_eq!(column(&read, "Reviews", "REVIEW_CODE"), ["PN1", "", "PN2"]);
    let numbers: Vec<u32> = read.table("Reviews").unwrap().rows().map(|row| row.number()).collect();
    assert_eq!(numbers, [0, 2, 4]);
    assert_eq!(read.table("Reviews").unwrap().rows_seen(), 5);
    let rejects: Vec<(u32, u32, &str)> =
        read.rejects().iter().map(|reject| (reject.row, reject.line, reject.child.as_str())).collect();
    assert_eq!(rejects, [(1, 3, "101"), (3, 5, "child")]);
    assert_eq!(read.notices()[0].kind, NoticeKind::ShortRows);
}

#[test]
fn a_bad_value_fails_its_own_cell_and_nothing_else() {
    let text = "CHILD,DOB,REVIEW,REVIEW_CODE\n101,30/02/2012,01/05/2025,PN1\n";
    let read = read_903(&[("a.csv", text)]).unwrap();
    let row = read.table("Reviews").unwrap().row(0).unwrap();
    assert_eq!(row.date("REVIEW"), Ok(Some(date(2025, 5, 1))));
    let bad = row.date("DOB").unwrap_err();
    let reject = row.reject_value(&bad);
    assert_eq!((reject.line, reject.column, reject.value.as_str()), (2, Some("DOB"), "`30/02/2012`"));
    assert_eq!(
        reject.to_string(),
        "a.csv, line 2, Reviews.DOB: 2012 has no day 30 in month 2; give a day that the month has"
    );
}

#[test]
fn rows_without_a_child_are_read_and_stand_together() {
    let text = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n,,YES,F1,B1\n,,,,\n";
    let read = read_903(&[("a.csv", text)]).unwrap();
    assert_eq!(read.child("").unwrap().rows("OC3").len(), 2);
    assert!(read.table("OC3").unwrap().row(1).unwrap().is_blank());
}

#[test]
fn a_missing_table_is_an_empty_one() {
    let read = read_903(&[("a.csv", HEADER)]).unwrap();
    assert_eq!(read.tables().len(), 12);
    assert!(read.table("DoLo").unwrap().is_empty());
    assert!(!read.table("DoLo").unwrap().has("DOLO_START"));
    assert!(read.table("Header").unwrap().has("ETHNIC"));
    assert!(read.table("Plans").is_none());
}

const XML: &str = "<?xml version='1.0' encoding='us-ascii'?>\n\
<EXPSSDA903><CHILD><HEADER><CHILDID>101</CHILDID><UPN>UN3</UPN><SEX>2</SEX><DOB>01/02/2008</DOB>\n\
<ETHNIC>WBRI</ETHNIC><UASC>1</UASC><DUC>01/02/2026</DUC><IN_TOUCH>YES</IN_TOUCH><ACTIV>F1</ACTIV><ACCOM/>\n\
<AREVIEW><REVIEW>01/05/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>\n\
<AREVIEW><REVIEW>01/11/2025</REVIEW><REVIEW_CODE>PN2</REVIEW_CODE></AREVIEW>\n\
<OC2><SDQ_SCORE>12</SDQ_SCORE></OC2><PERMANENCE><PREV_PERM>Z1</PREV_PERM></PERMANENCE>\n\
</HEADER><EPISODE><DECOM>01/04/2025</DECOM><PL>U6</PL></EPISODE></CHILD>\n\
<CHILD><EPISODE><PL>K2</PL></EPISODE><HEADER><DOB>01/01/2010</DOB><CHILDID>102</CHILDID></HEADER></CHILD>\n\
</EXPSSDA903>\n";

#[test]
fn the_xml_form_comes_to_the_same_tables() {
    let read = read_903_xml(XML).unwrap();
    assert_eq!(column(&read, "Header", "CHILD"), ["101", "102"]);
    assert_eq!(column(&read, "Header", "UASC"), ["1", ""]);
    assert_eq!(column(&read, "UASC", "DUC"), ["01/02/2026"]);
    assert_eq!(column(&read, "UASC", "SEX"), ["2"]);
    assert_eq!(column(&read, "OC3", "ACTIV"), ["F1"]);
    assert_eq!(column(&read, "Reviews", "REVIEW_CODE"), ["PN1", "PN2"]);
    assert_eq!(column(&read, "Reviews", "DOB"), ["01/02/2008", "01/02/2008"]);
    assert_eq!(column(&read, "OC2", "SDQ_SCORE"), ["12"]);
    assert_eq!(column(&read, "PrevPerm", "CHILD"), ["101"]);
    assert_eq!(column(&read, "Episodes", "PLACE"), ["U6", "K2"]);
    assert_eq!(column(&read, "Episodes", "CHILD"), ["101", "102"]);
    assert_eq!(read.notices(), []);
    assert_eq!(read.table("Episodes").unwrap().row(1).unwrap().line(), 8);
}
