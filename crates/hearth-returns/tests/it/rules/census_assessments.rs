use super::in_need;

#[test]
fn rule_1103_an_assessment_starts_no_earlier_than_the_referral() {
    let drawn = "CINdetails LAchildID CINdetailsID CINreferralDate
                            1         1            2026-05-01
                            1         2            2026-09-01
                            2         1            -
                 Assessments LAchildID CINdetailsID AssessmentActualStartDate
                             1         1            2026-04-30
                             1         1            2026-05-01
                             1         2            2026-08-31
                             2         1            2020-01-01
                             3         1            2020-01-01
                             1         1            2026-02-30";
    assert_eq!(in_need(drawn).names("1103"), "Assessments 0, CINdetails 0, Assessments 2, CINdetails 1");
    assert_eq!(in_need(drawn).says("1103"), "the assessment starts on 2026-04-30, before the referral of 2026-05-01");
}

#[test]
fn rule_8608_an_assessment_is_authorised_no_earlier_than_it_starts() {
    let drawn = "Assessments LAchildID AssessmentActualStartDate AssessmentAuthorisationDate
                             1         2026-05-02                2026-05-01
                             1         2026-05-02                2026-05-02
                             1         2026-05-02                -
                             1         -                         2026-05-02";
    assert_eq!(in_need(drawn).names("8608"), "Assessments 0");
}

#[test]
fn rule_8614_factors_wait_for_the_authorisation() {
    let drawn = "Assessments LAchildID AssessmentID AssessmentAuthorisationDate AssessmentFactors
                             1         1            -                           2B|4A
                             1         2            2026-05-01                  2B
                             1         3            -                           -
                             1         4            -                           -
                             1         5            31/05/2026                  2B
                 AssessmentFactorsList LAchildID AssessmentID AssessmentFactor
                                       1         4            16A";
    assert_eq!(in_need(drawn).names("8614"), "Assessments 0, Assessments 3");
}

#[test]
fn rule_8670q_an_open_assessment_is_not_over_45_working_days_old_at_the_end_of_the_year() {
    // Between 25 January and 31 March 2027 lie 45 working days: Good Friday and Easter Monday are none.
    let drawn = "Assessments LAchildID AssessmentActualStartDate AssessmentAuthorisationDate
                             1         2027-01-22                -
                             1         2027-01-24                -
                             1         2027-01-25                -
                             1         2027-01-22                2027-03-31
                             1         -                         -";
    assert_eq!(in_need(drawn).names("8670Q"), "Assessments 0, Assessments 1");
    let earlier = "Header ReferenceDate
                          2023-03-31
                   Assessments LAchildID AssessmentActualStartDate
                               1         2023-01-29
                               1         2023-01-26";
    assert_eq!(in_need(earlier).names("8670Q"), "Assessments 1", "the year is that of the reference date");
}

#[test]
fn rule_8696_an_assessment_is_authorised_in_the_year() {
    let drawn = "Assessments LAchildID AssessmentAuthorisationDate
                             1         2026-03-31
                             1         2026-04-01
                             1         2027-03-31
                             1         2027-04-01
                             1         -";
    assert_eq!(in_need(drawn).names("8696"), "Assessments 0, Assessments 3");
}

#[test]
fn rule_8736_an_open_assessment_started_in_the_year() {
    let drawn = "Assessments LAchildID AssessmentActualStartDate AssessmentAuthorisationDate
                             1         2026-03-31                -
                             1         2026-03-31                2026-04-01
                             1         2026-04-01                -
                             1         2027-04-01                -
                             1         -                         -";
    assert_eq!(in_need(drawn).names("8736"), "Assessments 0, Assessments 3");
}

#[test]
fn rule_8863q_no_assessment_starts_while_another_of_the_same_time_of_need_runs() {
    let drawn = "Assessments LAchildID CINdetailsID AssessmentActualStartDate AssessmentAuthorisationDate
                             1         1            2026-05-01                2026-06-01
                             1         1            2026-06-01                2026-07-01
                             1         2            2026-05-15                2026-06-15
                             2         1            2026-05-01                -
                             2         1            2027-03-31                -
                             2         1            2027-04-01                -
                             3         1            2026-05-01                2026-06-01
                             3         1            2026-06-02                -
                             4         1            2026-05-01                2026-33-33
                             4         1            2026-06-02                -";
    let named = "Assessments 1, Assessments 0, Assessments 4, Assessments 3";
    assert_eq!(in_need(drawn).names("8863Q"), named);
}

#[test]
fn rule_8863q_every_assessment_that_meets_another_is_named() {
    let drawn = "Assessments LAchildID CINdetailsID AssessmentActualStartDate AssessmentAuthorisationDate
                             1         1            2026-09-01                2026-09-30
                             1         1            2026-05-01                2026-10-01
                             1         1            2026-05-15                2026-06-01
                             1         1            2026-11-01                2026-10-01";
    let named = "Assessments 0, Assessments 1, Assessments 2, Assessments 1";
    assert_eq!(in_need(drawn).names("8863Q"), named);
}

#[test]
fn rule_8869_the_factor_none_found_stands_alone() {
    let drawn = "Assessments LAchildID CINdetailsID AssessmentID AssessmentAuthorisationDate AssessmentFactors
                             1         1            1            2026-05-01                  21|2B
                             1         1            2            2026-05-01                  21
                             1         1            3            2026-05-01                  2B|4A
                             2         1            -            2026-05-01                  21
                             2         1            -            2026-05-01                  2B
                             2         1            -            2026-06-01                  4A
                             3         1            1            2026-05-01                  -
                 AssessmentFactorsList LAchildID CINdetailsID AssessmentID AssessmentFactor
                                       3         1            1            21
                                       3         1            1            2B
                                       3         2            1            4A";
    assert_eq!(in_need(drawn).names("8869"), "Assessments 0, Assessments 4, Assessments 6");
}

#[test]
fn rule_8873q_where_the_only_assessment_found_nothing_the_reason_for_closure_is_rc8_or_rc9() {
    let drawn = "CINdetails LAchildID CINdetailsID ReasonForClosure
                            1         1            RC1
                            1         2            RC8
                            1         3            RC9
                            1         4            RC1
                            1         5            RC1
                            1         6            -
                            1         7            RC1
                 Assessments LAchildID CINdetailsID AssessmentID AssessmentFactors
                             1         1            1            21
                             1         2            2            21
                             1         3            3            21
                             1         4            4            21
                             1         4            5            21
                             1         5            6            2B
                             1         6            7            21";
    let named = "Assessments 0, CINdetails 0, Assessments 6, CINdetails 5";
    assert_eq!(in_need(drawn).names("8873Q"), named);
}

#[test]
fn rule_8896_a_time_of_need_has_one_open_assessment() {
    let drawn = "Assessments LAchildID CINdetailsID AssessmentActualStartDate AssessmentAuthorisationDate
                             1         1            2026-05-01                -
                             1         2            2026-05-01                -
                             1         1            2026-06-01                2026-07-01
                             1         1            2026-08-01                -
                             2         1            2026-05-01                -
                             2         1            2026-05-01                2026-02-30";
    assert_eq!(in_need(drawn).names("8896"), "Assessments 0, Assessments 3");
}

#[test]
fn rule_8897q_an_authorised_assessment_has_a_factor() {
    let drawn = "Assessments LAchildID CINdetailsID AssessmentID AssessmentAuthorisationDate AssessmentFactors
                             1         1            1            2026-04-01                  -
                             1         1            2            2026-04-01                  99
                             1         1            3            2026-04-01                  99|2B
                             1         1            4            2026-04-01                  21
                             1         1            5            2026-04-01                  18A
                             1         1            6            2026-03-31                  -
                             1         1            7            -                           -
                             1         1            8            2027-03-31                  -
                             1         2            8            2027-03-31                  -
                 AssessmentFactorsList LAchildID CINdetailsID AssessmentID AssessmentFactor
                                       1         2            8            2B";
    assert_eq!(in_need(drawn).names("8897Q"), "Assessments 0, Assessments 1, Assessments 7");
    let lone = "Assessments LAchildID AssessmentAuthorisationDate
                            1         2026-04-01";
    assert_eq!(in_need(lone).could_not("8897Q"), "the return has no AssessmentFactorsList");
}

#[test]
fn rule_8898_a_factor_stands_once_in_an_assessment() {
    let drawn = "Assessments LAchildID CINdetailsID AssessmentID AssessmentFactors
                             1         1            1            2B|4A|2B
                             1         1            2            2B|4A
                             1         1            3            2B
                             1         1            4            -
                             1         1            5            -
                 AssessmentFactorsList LAchildID CINdetailsID AssessmentID AssessmentFactor
                                       1         1            4            2B
                                       1         1            4            2B
                                       1         1            5            2B
                                       1         2            5            2B";
    assert_eq!(in_need(drawn).names("8898"), "Assessments 0, Assessments 3");
}

#[test]
fn rule_8945q_physical_abuse_is_by_a_child_or_by_an_adult_since_2025() {
    let drawn = "Assessments LAchildID AssessmentFactors
                             1         18A
                             1         2B|18a
                             1         18B|18C
                             1         19A
                             1         -";
    assert_eq!(in_need(drawn).names("8945Q"), "Assessments 0, Assessments 1");
    assert_eq!(in_need(drawn).in_year(2024).names("8945Q"), "");
}

#[test]
fn rule_8950q_sexual_abuse_is_by_a_child_or_by_an_adult_since_2025() {
    let drawn = "Assessments LAchildID AssessmentFactors
                             1         19A
                             1         2B|19a
                             1         19B|19C
                             1         18A
                             1         -";
    assert_eq!(in_need(drawn).names("8950Q"), "Assessments 0, Assessments 1");
    assert_eq!(in_need(drawn).in_year(2024).names("8950Q"), "");
}
