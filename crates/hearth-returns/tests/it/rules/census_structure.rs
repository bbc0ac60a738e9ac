use hearth_calendar::Calendar;
use hearth_returns::check::{CollectionYear, Setting, check};
use hearth_returns::cin::Cin;

use super::in_need;

/// What a rule says of a census file with this inside.
fn of_file(inside: &str, rule: &str) -> Vec<String> {
    let text = format!(
        "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2027</Year></CollectionDetails></Header>\
         <Children><Child>{inside}</Child></Children></Message>"
    );
    let tables = crate::read_cin(text).expect("a census file");
    let mut setting = Setting::of(CollectionYear::ending(2027).expect("a year"), Calendar::england());
    setting.only = vec![rule.to_owned()];
    let report = check::<Cin>(&tables, None, &setting);
    report.about_authority().map(|(_, said)| said.to_owned()).chain(report.findings().map(|f| f.message)).collect()
}

#[test]
fn rule_100_the_reference_date_is_the_last_day_of_the_census() {
    let headings = "Header Year ReferenceDate
                           2027 2027-03-31
                           2027 2026-03-31
                           2027 2027-03-30
                           2027 -
                           2024 2024-03-31
                           -    2027-03-31";
    assert_eq!(in_need(headings).names("100"), "Header 1, Header 2, Header 3");
}

#[test]
fn a_file_is_judged_by_its_own_year() {
    let rows = "CINdetails LAchildID CINclosureDate
                           a         2024-03-31
                           a         2024-04-01";
    for heading in ["2024 2024-03-31", "2024 2024-03-30", "2027 2024-03-31"] {
        let named = in_need(&format!("Header Year ReferenceDate\n{heading}\n{rows}")).names("8620");
        assert_eq!(named, "CINdetails 1", "{heading}");
    }
    let unsaid = in_need(&format!("Header Year ReferenceDate\n- -\n{rows}")).names("8620");
    assert_eq!(unsaid, "CINdetails 0, CINdetails 1");
}

#[test]
fn rule_str01_a_file_has_one_heading() {
    assert_eq!(in_need("Header Year\n2027\n2027").names("STR01"), "Header 1");
    assert_eq!(in_need("Header Year").says_of_authority("STR01"), "the file has no heading");
    assert_eq!(in_need("CINdetails LAchildID\na").could_not("STR01"), "the return has no Header");
}

#[test]
fn rule_str02_the_heading_is_of_the_census_that_is_checked() {
    assert_eq!(in_need("Header Year\n2027\n2026\n-").names("STR02"), "Header 1, Header 2");
    assert_eq!(in_need("Header Year\n2024").in_year(2024).names("STR02"), "");
}

#[test]
fn rule_str03_the_heading_says_who_sends_what() {
    let headings = "Header Collection SourceLevel LEA SerialNo DateTime
                           CIN        L           343 001      2027-05-01T09:30:00
                           CIN        L           999 001      2027-05-01T09:30:00
                           CLA        L           343 001      2027-05-01T09:30:00
                           CIN        S           343 001      2027-05-01T09:30:00
                           CIN        L           343 -        2027-05-01T09:30:00
                           CIN        L           343 001      2027-05-01T25:30:00
                           CIN        L           343 001      2027-05-01";
    assert_eq!(in_need(headings).names("STR03"), "Header 1, Header 2, Header 3, Header 4, Header 5");
}

#[test]
fn rule_str04_every_element_is_one_of_the_census() {
    let inside = "<ChildIdentifiers><LAchildID>a</LAchildID><Nickname>x</Nickname></ChildIdentifiers>";
    let said = of_file(inside, "STR04");
    assert!(
        matches!(&said[..], [said] if said.contains("ChildIdentifiers/Nickname") && !said.contains('>')),
        "{said:?}"
    );
    assert!(of_file(&inside.replace("Nickname", "Sex"), "STR04").is_empty());
}

#[test]
fn rule_str05_every_column_of_the_census_is_there() {
    let details = "LAchildID,CINdetailsID,CINreferralDate,ReferralSource,PrimaryNeedCode,CINclosureDate,ReasonForClosure,\
                   DateOfInitialCPC,ReferralNFA\na,1,2026-05-26,1A,N1,,,,0\n";
    let said = |text: &str| {
        let input = hearth_returns::NamedInput::from_text("details.csv", text);
        let tables = hearth_returns::cin::read_files(vec![input], &hearth_returns::Limits::default()).expect("a table");
        let mut setting = Setting::of(CollectionYear::ending(2027).expect("a year"), Calendar::england());
        setting.only = vec!["STR05".to_owned()];
        check::<Cin>(&tables, None, &setting).about_authority().map(|(_, said)| said.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(said(details), Vec::<String>::new());
    let without = said(&details.replace(",ReferralSource", "").replace(",1A", ""));
    assert!(matches!(&without[..], [said] if said.contains("ReferralSource")), "{without:?}");
}

#[test]
fn rule_str06_an_element_stands_once() {
    let inside = "<ChildIdentifiers><LAchildID>a</LAchildID><Sex>F</Sex><Sex>M</Sex></ChildIdentifiers>";
    assert!(matches!(&of_file(inside, "STR06")[..], [said] if said.contains("`Sex` stands more than once")));
    assert!(of_file(&inside.replace("<Sex>M</Sex>", ""), "STR06").is_empty());
}

#[test]
fn rule_str07_text_stands_in_elements() {
    let inside = "<ChildIdentifiers><LAchildID>a</LAchildID>F<Sex>F</Sex></ChildIdentifiers>";
    assert!(
        matches!(&of_file(inside, "STR07")[..], [said] if said.contains("Message/Children/Child/ChildIdentifiers"))
    );
    assert!(of_file(&inside.replace(">F<", "> <"), "STR07").is_empty());
}

#[test]
fn rule_str08_every_row_is_of_a_child_whom_the_return_identifies() {
    let rows = "ChildIdentifiers     LAchildID
                                     a
                CINdetails           LAchildID CINdetailsID
                                     a         1
                                     b         2
                                     -         3
                ChildCharacteristics LAchildID Ethnicity
                                     b         WBRI";
    assert_eq!(in_need(rows).names("STR08"), "ChildCharacteristics 0, CINdetails 1, CINdetails 2");
    assert_eq!(in_need("CINdetails LAchildID\na").could_not("STR08"), "the return has no ChildIdentifiers");
    assert_eq!(of_file("<CINdetails><CINreferralDate>2026-05-26</CINreferralDate></CINdetails>", "STR08").len(), 1);
}

#[test]
fn rule_str09_a_child_has_characteristics() {
    let rows = "ChildIdentifiers     LAchildID
                                     a
                                     b
                ChildCharacteristics LAchildID Ethnicity
                                     a         -";
    assert_eq!(in_need(rows).names("STR09"), "ChildIdentifiers 1");
    assert_eq!(of_file("<ChildIdentifiers><LAchildID>a</LAchildID></ChildIdentifiers>", "STR09").len(), 1);
}

/// The rule names the row whose date there is none, the row of another century, and no other.
fn dates(table: &str, column: &str, rule: &str) {
    let rows = format!(
        "{table} LAchildID {column}\na 2026-02-28\na 2026-02-29\na -\na 26/05/2026\na 1880-05-26\na 2024-02-29"
    );
    assert_eq!(in_need(&rows).names(rule), format!("{table} 1, {table} 3, {table} 4"), "{column}");
    assert!(in_need(&rows).says(rule).contains("2026-02-29"), "{column}");
}

#[test]
fn rule_str11_the_dates_of_a_child_can_be_read() {
    for column in ["PersonBirthDate", "ExpectedPersonBirthDate", "PersonDeathDate"] {
        dates("ChildIdentifiers", column, "STR11");
    }
}

#[test]
fn rule_str12_the_dates_of_a_case_can_be_read() {
    for column in ["CINreferralDate", "CINclosureDate", "DateOfInitialCPC"] {
        dates("CINdetails", column, "STR12");
    }
}

#[test]
fn rule_str13_the_dates_of_an_assessment_can_be_read() {
    for column in ["AssessmentActualStartDate", "AssessmentInternalReviewDate", "AssessmentAuthorisationDate"] {
        dates("Assessments", column, "STR13");
    }
}

#[test]
fn rule_str14_the_dates_of_a_plan_can_be_read() {
    for column in ["CINPlanStartDate", "CINPlanEndDate"] {
        dates("CINplanDates", column, "STR14");
    }
}

#[test]
fn rule_str15_the_dates_of_an_enquiry_can_be_read() {
    for column in ["S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC"] {
        dates("Section47", column, "STR15");
    }
}

#[test]
fn rule_str16_the_dates_of_a_protection_plan_can_be_read() {
    for column in ["CPPstartDate", "CPPendDate"] {
        dates("ChildProtectionPlans", column, "STR16");
    }
}

#[test]
fn rule_str17_the_date_of_a_review_can_be_read() {
    dates("Reviews", "CPPreviewDate", "STR17");
}

#[test]
fn rule_str18_the_dates_of_pre_proceedings_can_be_read() {
    let columns =
        ["PPStartDate", "LBPSentDate", "InitialPPMeetingDate", "StepDecisionDate", "CourtAppDate", "LetterInitCPDate"];
    for column in columns {
        dates("PreProceedingsandFGDM", column, "STR18");
    }
}
