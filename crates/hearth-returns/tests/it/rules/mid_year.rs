//! A record that is known up to a day in the year, as a child's page is: what is open is counted to that day.

use super::{in_need, looked_after};

/// An order that began on 1 June 2026 and is open.
fn open_order(status: &str, place: &str) -> String {
    format!(
        "Header CHILD SEX DOB
                1     F   01/02/2009
         Episodes CHILD DECOM      RNE LS       PLACE   DEC REC
                  1     01/06/2026 S   {status} {place} -   -"
    )
}

#[test]
fn an_order_that_is_open_is_counted_to_the_day_that_is_known() {
    for (rule, status, most) in
        [("361", "L1", 3), ("362", "L2", 21), ("363", "L3", 7), ("364", "J2", 21), ("365", "V3", 17), ("367", "V3", 75)]
    {
        let on = |day: i32| {
            let day = jiff::civil::date(2026, 6, 1).saturating_add(jiff::Span::new().days(day));
            looked_after(&open_order(status, "U4")).known_to(day).names(rule)
        };
        assert_eq!(on(1), "", "{rule}: begun yesterday");
        assert_eq!(on(most), "", "{rule}: on the last day");
        assert_eq!(on(most + 1), "Episodes 0", "{rule}: on the day after");
        assert_eq!(looked_after(&open_order(status, "U4")).names(rule), "Episodes 0", "{rule}: at the end of the year");
    }
}

#[test]
fn a_day_after_the_year_changes_nothing_and_one_before_it_finds_nothing_open() {
    let drawn = open_order("V3", "U4");
    assert_eq!(looked_after(&drawn).known_to(jiff::civil::date(2028, 1, 1)).names("365"), "Episodes 0");
    assert_eq!(looked_after(&drawn).known_to(jiff::civil::date(2026, 1, 1)).names("365"), "");
}

#[test]
fn a_young_person_who_turns_18_later_in_the_year_may_still_be_in_care() {
    let drawn = open_order("C2", "U4");
    let on = |month, day| looked_after(&drawn).known_to(jiff::civil::date(2027, month, day)).names("359");
    assert_eq!(on(2, 1), "", "on the birthday");
    assert_eq!(on(2, 2), "Episodes 0");
    assert_eq!(looked_after(&drawn).names("359"), "Episodes 0");
}

#[test]
fn what_is_asked_for_on_31_march_is_not_missing_in_november() {
    let drawn = "Header CHILD SEX DOB
                        1     F   01/02/2012
                 Episodes CHILD DECOM      RNE LS PLACE DEC REC
                          1     01/06/2024 S   C2 U4    -   -
                 OC2 CHILD DOB CONVICTED
                     1 01/02/2012 -";
    let november = jiff::civil::date(2026, 11, 22);
    for rule in ["186", "191", "543"] {
        assert_ne!(looked_after(drawn).names(rule), "", "{rule} at the end of the year");
        assert_eq!(looked_after(drawn).known_to(november).names(rule), "", "{rule} in November");
    }
}

#[test]
fn an_assessment_and_an_enquiry_are_open_too_long_from_the_day_that_is_known() {
    let drawn = "CINdetails LAchildID CINdetailsID CINreferralDate
                            1         1            2026-06-01
                 Assessments LAchildID CINdetailsID AssessmentID AssessmentActualStartDate
                             1         1            1            2026-06-01
                 Section47 LAchildID CINdetailsID S47ActualStartDate
                           1         1            2026-06-01";
    let on = |rule, month, day| in_need(drawn).known_to(jiff::civil::date(2026, month, day)).names(rule);
    assert_eq!(on("8670Q", 6, 2), "");
    assert_eq!(on("8670Q", 8, 3), "", "45 working days");
    assert_eq!(on("8670Q", 8, 4), "Assessments 0");
    assert_eq!(on("8675Q", 6, 22), "", "15 working days");
    assert_eq!(on("8675Q", 6, 23), "Section47 0");
}

#[test]
fn a_birth_is_expected_within_nine_months_of_the_day_that_is_known() {
    let drawn = "ChildIdentifiers LAchildID ExpectedPersonBirthDate
                                  1         2026-08-20";
    assert_eq!(in_need(drawn).known_to(jiff::civil::date(2026, 7, 1)).names("8530Q"), "");
    assert_eq!(in_need(drawn).names("8530Q"), "ChildIdentifiers 0");
}
