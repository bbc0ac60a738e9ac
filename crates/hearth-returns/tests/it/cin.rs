use hearth_returns::{NoticeKind, ReadErrorKind};
use jiff::civil::date;

use crate::{column, read_cin};

const CENSUS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Message>
  <Header>
    <CollectionDetails><Collection>CIN</Collection><Year>2027</Year><ReferenceDate>2027-03-31</ReferenceDate></CollectionDetails>
    <Source><LEA>343</LEA><DateTime>2027-05-01T09:30:00</DateTime></Source>
    <Content><CBDSLevels><CBDSLevel>Child</CBDSLevel></CBDSLevels></Content>
  </Header>
  <Children>
    <Child>
      <ChildIdentifiers><LAchildID>A1</LAchildID><UPNunknown>UN1</UPNunknown>PersonBirthDate<PersonBirthDate>2016-02-29</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
      <ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>HAND</Disability><Disability>HEAR</Disability></Disabilities></ChildCharacteristics>
      <CINdetails>
        <CINreferralDate>2026-04-02</CINreferralDate>
        <Assessments>
          <AssessmentActualStartDate>2026-04-03</AssessmentActualStartDate>
          <FactorsIdentifiedAtAssessment><AssessmentFactors>1C</AssessmentFactors><AssessmentFactors>6B</AssessmentFactors></FactorsIdentifiedAtAssessment>
        </Assessments>
        <Assessments><AssessmentActualStartDate>2026-09-03</AssessmentActualStartDate><FactorsIdentifiedAtAssessment/></Assessments>
        <CINPlanDates><CINPlanStartDate>2026-05-01</CINPlanStartDate></CINPlanDates>
        <Section47><S47ActualStartDate>2026-06-01</S47ActualStartDate><ICPCnotRequired>false</ICPCnotRequired></Section47>
        <ReferralNFA>0</ReferralNFA>
        <ChildProtectionPlans><CPPstartDate>2026-06-20</CPPstartDate><Reviews/></ChildProtectionPlans>
        <ChildProtectionPlans><CPPstartDate>2026-09-20</CPPstartDate>
          <Reviews><CPPreviewDate>2026-12-01</CPPreviewDate></Reviews>
          <Reviews><CPPreviewDate>2027-03-01</CPPreviewDate></Reviews>
        </ChildProtectionPlans>
        <PreProceedingsandFGDM><PPStartDate>2026-09-09</PPStartDate><FGDMMeetingOffer>1</FGDMMeetingOffer><ReviewMeetingsCount>3</ReviewMeetingsCount><PPOutcome>A</PPOutcome></PreProceedingsandFGDM>
      </CINdetails>
      <CINdetails><CINreferralDate>2027-01-05</CINreferralDate></CINdetails>
    </Child>
    <Child><ChildIdentifiers><LAchildID>A2</LAchildID></ChildIdentifiers><CINdetails><CINreferralDate>2027-02-30</CINreferralDate></CINdetails></Child>
  </Children>
</Message>
"#;

#[test]
fn every_group_comes_to_its_table() {
    let read = read_cin(CENSUS).unwrap();
    let header = read.table("Header").unwrap().row(0).unwrap();
    assert_eq!((header.cell("LEA"), header.whole("Year")), ("343", Ok(Some(2027))));
    assert_eq!(header.moment("DateTime"), Ok(Some(date(2027, 5, 1).at(9, 30, 0, 0))));
    assert_eq!(column(&read, "Disabilities", "Disability"), ["HAND", "HEAR"]);
    assert_eq!(column(&read, "CINdetails", "LAchildID"), ["A1", "A1", "A2"]);
    assert_eq!(column(&read, "CINplanDates", "CINPlanStartDate"), ["2026-05-01"]);
    assert_eq!(column(&read, "PreProceedingsandFGDM", "PPOutcome"), ["A"]);
    let section = read.table("Section47").unwrap().row(0).unwrap();
    assert_eq!(section.flag("ICPCnotRequired"), Ok(Some(false)));
}

#[test]
fn positions_join_the_tables() {
    let read = read_cin(CENSUS).unwrap();
    assert_eq!(column(&read, "CINdetails", "CINdetailsID"), ["1", "2", "3"]);
    assert_eq!(column(&read, "Assessments", "AssessmentID"), ["1", "2"]);
    assert_eq!(column(&read, "Assessments", "AssessmentFactors"), ["1C|6B", ""]);
    assert_eq!(column(&read, "AssessmentFactorsList", "AssessmentID"), ["1", "1"]);
    assert_eq!(column(&read, "AssessmentFactorsList", "CINdetailsID"), ["1", "1"]);
    assert_eq!(column(&read, "Reviews", "CPPID"), ["2", "2"]);
    assert_eq!(column(&read, "Reviews", "LAchildID"), ["A1", "A1"]);
    assert_eq!(column(&read, "ChildProtectionPlans", "CPPID"), ["1", "2"]);
}

#[test]
fn stray_text_is_remarked_on_and_the_value_beside_it_is_read() {
    let read = read_cin(CENSUS).unwrap();
    let stray: Vec<String> = read.notices().iter().map(ToString::to_string).collect();
    assert_eq!(stray.len(), 1, "{stray:?}");
    assert!(stray[0].contains("Message/Children/Child/ChildIdentifiers"), "{}", stray[0]);
    let child = read.child("A1").unwrap().rows("ChildIdentifiers").next().unwrap();
    assert_eq!(child.date("PersonBirthDate"), Ok(Some(date(2016, 2, 29))));
}

#[test]
fn an_unreadable_date_fails_its_own_cell() {
    let read = read_cin(CENSUS).unwrap();
    let row = read.child("A2").unwrap().rows("CINdetails").next().unwrap();
    let bad = row.date("CINreferralDate").unwrap_err();
    assert_eq!(bad.shown, "`2027-02-30`");
}

#[test]
fn a_namespace_changes_nothing() {
    let with_default = CENSUS.replace("<Message>", "<Message xmlns=\"urn:example:census\">");
    let with_prefix = CENSUS.replace("</", "</c:").replace('<', "<c:").replace("<c:/c:", "</c:").replace("<c:?", "<?");
    for text in [with_default, with_prefix] {
        let read = read_cin(text).unwrap();
        assert_eq!(read.rows(), read_cin(CENSUS).unwrap().rows());
    }
}

#[test]
fn an_unknown_element_is_kept_aside_with_its_child() {
    let text = CENSUS.replace(
        "<ReferralNFA>0</ReferralNFA>",
        "<ReferralNFA>0</ReferralNFA><Local><Note>seen <b>twice</b></Note></Local>",
    );
    let read = read_cin(text).unwrap();
    let aside = &read.aside()[0];
    assert_eq!(aside.child, "A1");
    assert_eq!(aside.path, "Message/Children/Child/CINdetails/Local");
    assert_eq!(aside.text, "seen twice");
    assert!(read.notices().iter().any(|notice| notice.kind == NoticeKind::UnknownElement));
}

#[test]
fn an_empty_group_makes_no_row_but_for_a_plan_and_a_repeated_value_counts_once() {
    let text = CENSUS
        .replace("<CINPlanDates>", "<Section47/><CINPlanDates/><CINPlanDates></CINPlanDates><CINPlanDates>")
        .replace("<Sex>F</Sex>", "<Sex>F</Sex><Sex>M</Sex>");
    let read = read_cin(text).unwrap();
    assert_eq!(read.table("Section47").unwrap().len(), read_cin(CENSUS).unwrap().table("Section47").unwrap().len());
    assert_eq!(read.table("CINplanDates").unwrap().len(), 3);
    assert_eq!(column(&read, "ChildIdentifiers", "Sex"), ["F", ""]);
    let kinds: Vec<NoticeKind> = read.notices().iter().map(|notice| notice.kind).collect();
    assert!(kinds.contains(&NoticeKind::EmptyGroup) && kinds.contains(&NoticeKind::RepeatedElement), "{kinds:?}");
}

#[test]
fn a_duplicate_child_is_remarked_on_and_both_are_read() {
    let read = read_cin(CENSUS.replace("<LAchildID>A2", "<LAchildID>A1")).unwrap();
    assert_eq!(read.child("A1").unwrap().rows("CINdetails").len(), 3);
    assert!(read.notices().iter().any(|notice| notice.kind == NoticeKind::DuplicateChild));
}

#[test]
fn another_file_is_refused_by_its_first_element() {
    let fault = read_cin("<EXPSSDA903/>").unwrap_err();
    assert_eq!(fault.kind(), ReadErrorKind::NotRecognised);
    assert!(fault.to_string().contains("`EXPSSDA903`"), "{fault}");
}

#[test]
fn characters_may_be_written_as_the_five_entities_or_by_number() {
    let text = CENSUS.replace("<LAchildID>A1", "<LAchildID>A&amp;&#49;<![CDATA[<x>]]>");
    let read = read_cin(text).unwrap();
    assert!(read.child("A&1<x>").is_some());
}

#[test]
fn a_declared_windows_1252_is_read() {
    let text = CENSUS.replace("UTF-8", "windows-1252").replace("<LAchildID>A1", "<LAchildID>A\u{1}");
    let bytes: Vec<u8> = text.bytes().map(|byte| if byte == 1 { 0xE9 } else { byte }).collect();
    let read = read_cin(bytes).unwrap();
    assert!(read.child("Aé").is_some());
}

#[test]
fn the_census_as_csv_tables_is_read_too() {
    let details = "LAchildID,CINdetailsID,CINreferralDate,ReferralSource,PrimaryNeedCode,CINclosureDate,\
        ReasonForClosure,DateOfInitialCPC,ReferralNFA\nA1,1,2026-04-02,1A,N1,,,,false\n";
    let factors = "LAchildID,CINdetailsID,AssessmentID,AssessmentFactor\nA1,1,1,1C\n";
    let inputs =
        [("d.csv", details), ("f.csv", factors)].map(|(name, text)| hearth_returns::NamedInput::from_text(name, text));
    let read = hearth_returns::cin::read_files(inputs.into(), &hearth_returns::Limits::default()).unwrap();
    assert_eq!(read.child("A1").unwrap().rows("AssessmentFactorsList").len(), 1);
    assert_eq!(read.child("A1").unwrap().all_rows().count(), 2);
}

#[test]
fn a_file_with_as_much_of_two_tables_is_the_one_it_is_nearer_to_completing() {
    let read = |columns: &str| {
        let input = hearth_returns::NamedInput::from_text("any.csv", format!("LAchildID,CINdetailsID,{columns}\n"));
        hearth_returns::cin::read_files(vec![input], &hearth_returns::Limits::default())
    };
    let factors = read("AssessmentID,AssessmentFactor,AssessmentAuthorisationDate").unwrap();
    assert!(factors.table("AssessmentFactorsList").unwrap().was_read());
    let neither = read("AssessmentFactor,CPPreviewDate").unwrap_err();
    assert!(neither.to_string().contains("as much those of"), "{neither}");
}
