use super::in_need;

#[test]
fn rule_2990_a_case_closed_after_assessment_saw_nothing_more() {
    let rows = "CINdetails           LAchildID CINdetailsID ReasonForClosure DateOfInitialCPC
                                     a         1            RC8              -
                                     b         2            RC9              -
                                     c         3            RC8              2026-05-26
                                     d         4            RC9              -
                                     e         5            RC7              2026-05-26
                Section47            LAchildID CINdetailsID
                                     a         1
                                     b         1
                                     e         5
                CINplanDates         LAchildID CINdetailsID
                                     b         2
                ChildProtectionPlans LAchildID CINdetailsID
                                     b         2
                Assessments          LAchildID CINdetailsID
                                     d         4";
    let named = "CINdetails 0, Section47 0, CINdetails 1, ChildProtectionPlans 0, CINplanDates 0, CINdetails 2";
    assert_eq!(in_need(rows).names("2990"), named);
}

#[test]
fn rule_2991q_a_case_with_an_enquiry_has_an_assessment() {
    let rows = "Section47   LAchildID CINdetailsID S47ActualStartDate
                            a         1            2026-05-26
                            a         2            2026-05-26
                            b         1            2026-05-26
                Assessments LAchildID CINdetailsID
                            a         1";
    assert_eq!(in_need(rows).names("2991Q"), "Section47 1, Section47 2");
    assert_eq!(in_need("Section47 LAchildID\na").could_not("2991Q"), "the return has no Assessments");
}

#[test]
fn rule_8555q_nobody_is_referred_after_death() {
    let rows = "ChildIdentifiers LAchildID PersonDeathDate
                                 a         2026-05-26
                                 b         -
                CINdetails       LAchildID CINreferralDate
                                 a         2026-05-26
                                 a         2026-05-27
                                 a         -
                                 b         2026-05-27";
    assert_eq!(in_need(rows).names("8555Q"), "CINdetails 1, ChildIdentifiers 0");
}

#[test]
fn rule_8568_the_flag_of_no_further_action_is_yes_or_no() {
    let rows = "CINdetails LAchildID ReferralNFA
                           a         1
                           a         0
                           a         true
                           a         FALSE
                           a         2
                           a         Y
                           a         -";
    assert_eq!(in_need(rows).names("8568"), "CINdetails 4, CINdetails 5, CINdetails 6");
}

#[test]
fn rule_8569q_a_referral_without_action_lies_at_most_a_working_day_before_the_year() {
    // 1 April 2024 was Easter Monday: the working day before it was Maundy Thursday, 28 March.
    let rows = "CINdetails LAchildID CINreferralDate ReferralNFA
                           a         2024-03-27      true
                           b         2024-03-28      1
                           c         2024-03-27      0
                           d         -               1";
    assert_eq!(in_need(rows).in_year(2025).names("8569Q"), "CINdetails 0");
    let day_before = "CINdetails LAchildID CINreferralDate ReferralNFA\na 2026-03-30 1\nb 2026-03-31 1";
    assert_eq!(in_need(day_before).names("8569Q"), "CINdetails 0");
}

#[test]
fn rule_8585q_a_child_who_died_has_a_date_of_death() {
    let rows = "ChildIdentifiers LAchildID PersonDeathDate
                                 a         2026-05-26
                                 b         -
                                 c         -
                                 d         2026-02-30
                CINdetails       LAchildID ReasonForClosure
                                 a         RC2
                                 b         RC2
                                 c         RC1
                                 d         RC2";
    assert_eq!(in_need(rows).names("8585Q"), "CINdetails 1, ChildIdentifiers 1, CINdetails 3, ChildIdentifiers 3");
}

#[test]
fn rule_8600_a_referral_has_a_day_up_to_the_end_of_the_census() {
    let rows = "CINdetails LAchildID CINreferralDate
                           a         2027-03-31
                           a         2027-04-01
                           a         -
                           a         2027-02-30
                           a         2010-01-01";
    assert_eq!(in_need(rows).names("8600"), "CINdetails 1, CINdetails 2, CINdetails 3");
}

#[test]
fn rule_8606_a_referral_lies_at_most_40_weeks_before_the_birth() {
    // 280 days before 1 March 2027 is 25 May 2026.
    let rows = "ChildIdentifiers LAchildID PersonBirthDate ExpectedPersonBirthDate
                                 a         2027-03-01      -
                                 b         -               2027-03-01
                                 c         -               -
                CINdetails       LAchildID CINreferralDate
                                 a         2026-05-24
                                 a         2026-05-25
                                 b         2026-05-24
                                 b         2026-05-25
                                 b         -
                                 c         2010-01-01";
    let both = "CINdetails 0, ChildIdentifiers 0, CINdetails 2, ChildIdentifiers 1";
    assert_eq!(in_need(rows).names("8606"), both);
}

#[test]
fn rule_8610_a_referral_that_led_on_has_a_primary_need() {
    let rows = "CINdetails LAchildID ReferralNFA PrimaryNeedCode
                           a         0           N1
                           a         false       -
                           a         1           -
                           a         -           -";
    assert_eq!(in_need(rows).names("8610"), "CINdetails 1");
}

#[test]
fn rule_8620_a_case_is_closed_in_the_census_year() {
    let rows = "CINdetails LAchildID CINclosureDate
                           a         2026-03-31
                           a         2026-04-01
                           a         2027-03-31
                           a         2027-04-01
                           a         -
                           a         2026-02-30";
    assert_eq!(in_need(rows).names("8620"), "CINdetails 0, CINdetails 3");
}

#[test]
fn rule_8630_a_case_is_closed_no_earlier_than_referred() {
    let rows = "CINdetails LAchildID CINreferralDate CINclosureDate
                           a         2026-05-26      2026-05-26
                           a         2026-05-26      2026-05-25
                           a         -               2026-05-25
                           a         2026-05-26      -";
    assert_eq!(in_need(rows).names("8630"), "CINdetails 1");
}

#[test]
fn rule_8640_a_reason_for_closure_is_a_code() {
    let rows = "CINdetails LAchildID ReasonForClosure
                           a         RC1
                           a         RC9
                           a         RC10
                           a         rc1
                           a         -";
    assert_eq!(in_need(rows).names("8640"), "CINdetails 2, CINdetails 3");
}

#[test]
fn rule_8650_a_primary_need_is_a_code() {
    let rows = "CINdetails LAchildID PrimaryNeedCode
                           a         N0
                           a         N9
                           a         N10
                           a         -";
    assert_eq!(in_need(rows).names("8650"), "CINdetails 2");
}

#[test]
fn rule_8805_a_closed_case_has_a_reason() {
    let rows = "CINdetails LAchildID CINclosureDate ReasonForClosure
                           a         2026-05-26     RC7
                           a         2026-05-26     -
                           a         -              -
                           a         2026-02-30     -";
    assert_eq!(in_need(rows).names("8805"), "CINdetails 1, CINdetails 3");
}

#[test]
fn rule_8810_a_case_with_a_reason_for_closure_is_closed() {
    let rows = "CINdetails LAchildID CINclosureDate ReasonForClosure
                           a         2026-05-26     RC7
                           a         -              RC7
                           a         -              -
                           a         2026-02-30     RC7";
    assert_eq!(in_need(rows).names("8810"), "CINdetails 1");
}

#[test]
fn rule_8815_a_child_has_one_open_case_referrals_without_action_apart() {
    let rows = "CINdetails LAchildID CINclosureDate ReferralNFA
                           a         -              0
                           a         -              true
                           a         2026-05-26     0
                           b         -              0
                           b         -              false
                           b         -              0
                           -         -              0
                           -         -              0";
    assert_eq!(in_need(rows).names("8815"), "CINdetails 3, CINdetails 4, CINdetails 5");
}

#[test]
fn rule_8816_an_open_case_is_the_latest() {
    let rows = "CINdetails LAchildID CINreferralDate CINclosureDate ReferralNFA
                           a         2026-05-26      -              0
                           a         2026-05-27      2026-06-01     0
                           b         2026-05-26      -              1
                           b         2026-05-27      -              0
                           c         2026-05-26      -              0
                           c         2026-05-26      -              0
                           d         2026-05-26      2026-05-26     0
                           d         2026-05-26      -              0
                           e         -               -              0
                           e         2026-05-26      -              0";
    assert_eq!(in_need(rows).names("8816"), "CINdetails 0, CINdetails 1, CINdetails 5, CINdetails 4");
}

#[test]
fn rule_8820_cases_of_a_child_do_not_overlap() {
    // A case may begin on the day the one before was closed; an open one runs to the end of the census, but not a referral
    // without action.
    let rows = "CINdetails LAchildID CINreferralDate CINclosureDate ReferralNFA
                           a         2026-05-26      2026-06-26     0
                           a         2026-06-26      2026-07-26     0
                           b         2026-05-26      2026-06-26     0
                           b         2026-06-25      -              0
                           c         2026-05-26      -              0
                           c         2027-03-30      2027-03-31     1
                           d         2026-05-26      -              1
                           d         2026-06-26      -              0
                           e         2026-06-26      2026-07-26     0
                           e         2026-06-26      2026-06-26     0
                           f         2026-06-26      2026-06-26     0
                           f         2026-06-26      2026-06-26     0
                           -         2026-05-26      2026-06-26     0
                           -         2026-05-26      2026-06-26     0";
    let pairs = "CINdetails 3, CINdetails 2, CINdetails 5, CINdetails 4, CINdetails 9, CINdetails 8";
    assert_eq!(in_need(rows).names("8820"), pairs);
}

#[test]
fn rule_8825q_a_case_closed_after_assessment_has_one() {
    let rows = "CINdetails  LAchildID CINdetailsID ReasonForClosure
                            a         1            RC8
                            a         2            RC9
                            a         3            RC7
                            b         1            RC8
                Assessments LAchildID CINdetailsID
                            a         1";
    assert_eq!(in_need(rows).names("8825Q"), "CINdetails 1, CINdetails 3");
}

#[test]
fn rule_8831_a_referral_without_action_saw_none() {
    let rows = "CINdetails  LAchildID CINdetailsID ReferralNFA DateOfInitialCPC
                            a         1            1           -
                            b         2            true        -
                            c         3            1           2026-05-26
                            d         4            1           -
                            e         5            0           2026-05-26
                Assessments LAchildID CINdetailsID AssessmentActualStartDate AssessmentAuthorisationDate
                            a         1            -                         2026-05-26
                            a         1            2026-05-26                -
                            d         4            -                         -
                            e         5            2026-05-26                -
                Section47   LAchildID CINdetailsID S47ActualStartDate DateOfInitialCPC
                            b         2            -                  2026-05-26
                            b         1            2026-05-26         -";
    let named = "CINdetails 0, Assessments 0, Assessments 1, CINdetails 1, Section47 0, CINdetails 2";
    assert_eq!(in_need(rows).names("8831"), named);
}

#[test]
fn rule_8866_a_referral_since_april_2013_has_a_source_by_its_code() {
    let rows = "CINdetails LAchildID CINreferralDate ReferralSource
                           a         2026-05-26      1A
                           a         2026-05-26      10
                           a         2026-05-26      1Z
                           a         2026-05-26      -
                           a         2013-04-01      -
                           a         2013-03-31      -
                           a         -               -";
    assert_eq!(in_need(rows).names("8866"), "CINdetails 2, CINdetails 3, CINdetails 4");
}

#[test]
fn rule_8867_the_assessments_of_a_closed_case_are_authorised() {
    let rows = "CINdetails  LAchildID CINdetailsID CINclosureDate
                            a         1            2026-05-26
                            b         1            -
                Assessments LAchildID CINdetailsID AssessmentAuthorisationDate
                            a         1            2026-05-26
                            a         1            -
                            a         1            2026-02-30
                            a         2            -
                            b         1            -";
    assert_eq!(in_need(rows).names("8867"), "Assessments 1, CINdetails 0");
}

#[test]
fn rule_8868_an_enquiry_of_a_closed_case_ended_in_one_way() {
    let rows = "CINdetails LAchildID CINdetailsID CINclosureDate
                           a         1            2026-05-26
                           b         1            -
                Section47  LAchildID CINdetailsID DateOfInitialCPC ICPCnotRequired
                           a         1            2026-05-01       false
                           a         1            2026-05-01       -
                           a         1            -                TRUE
                           a         1            -                -
                           a         1            2026-05-01       1
                           a         1            -                perhaps
                           a         1            2026-02-30       0
                           b         1            -                0";
    let named = "Section47 3, CINdetails 0, Section47 4, CINdetails 0, Section47 5, CINdetails 0";
    assert_eq!(in_need(rows).names("8868"), named);
}

#[test]
fn rule_8890_no_enquiry_begins_while_another_is_going_on() {
    // An enquiry goes on through the day of its conference; without one, and where one is needed, to the end of the census.
    let rows = "Section47 LAchildID CINdetailsID S47ActualStartDate DateOfInitialCPC ICPCnotRequired
                          a         1            2026-05-26         2026-06-26       0
                          a         1            2026-06-26         2026-07-26       0
                          b         1            2026-05-26         2026-06-26       0
                          b         1            2026-06-27         -                0
                          b         1            2027-03-31         -                1
                          c         1            2026-05-26         -                1
                          c         1            2026-05-27         -                1
                          d         1            2026-05-26         -                0
                          d         2            2026-05-27         -                0
                          d         1            -                  -                0
                          e         1            2026-05-26         2026-06-26       0
                          e         1            2026-05-26         2026-06-26       0";
    let pairs = "Section47 1, Section47 0, Section47 4, Section47 3, Section47 11, Section47 10";
    assert_eq!(in_need(rows).names("8890"), pairs);
}
