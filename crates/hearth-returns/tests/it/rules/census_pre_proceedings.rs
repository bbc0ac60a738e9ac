use hearth_returns::check::{Form, Severity};
use hearth_returns::cin::Cin;

use super::in_need;

/// Rows of one time of need of one child, by the columns drawn. The rule names these of them.
fn named(rule: &str, columns: &str, rows: &[&str]) -> Vec<u32> {
    let rows = rows.iter().map(|row| format!("1 1 {row}\n"));
    let drawn = format!("PreProceedingsandFGDM LAchildID CINdetailsID {columns}\n{}", rows.collect::<String>());
    let names = in_need(&drawn).names(rule);
    assert_eq!(in_need(&drawn).in_year(2026).names(rule), "", "the census did not ask before 2026-27");
    names.split(", ").filter_map(|name| name.strip_prefix("PreProceedingsandFGDM ")?.parse().ok()).collect()
}

/// Which of the last day before the year, its first, its last, the day after it, a blank and no date are named.
fn outside(rule: &str, column: &str) -> Vec<u32> {
    named(rule, column, &["2026-03-31", "2026-04-01", "2027-03-31", "2027-04-01", "-", "2026-02-30"])
}

/// Which are named where the first column is a day before the second, the same day, a day after it, and with either blank.
fn before(rule: &str, columns: &str) -> Vec<u32> {
    let days =
        ["2026-05-01 2026-05-02", "2026-05-02 2026-05-02", "2026-05-03 2026-05-02", "- 2026-05-02", "2026-05-02 -"];
    named(rule, columns, &days)
}

#[test]
fn rule_9005_pre_proceedings_begin_in_the_year() {
    assert_eq!(outside("9005", "PPStartDate"), [0, 3]);
}

#[test]
fn rule_hpp02_pre_proceedings_begin_no_earlier_than_the_referral() {
    let drawn = "CINdetails LAchildID CINdetailsID CINreferralDate
                            1         1            2026-05-01
                 PreProceedingsandFGDM LAchildID CINdetailsID PPStartDate
                                       1         1            2026-04-30
                                       1         1            2026-05-01
                                       1         2            2026-04-30
                                       1         1            -";
    assert_eq!(in_need(drawn).names("HPP02"), "PreProceedingsandFGDM 0, CINdetails 0");
}

#[test]
fn rule_hpp03_steps_of_pre_proceedings_have_a_beginning() {
    let columns = "PPStartDate LBPSentDate FGDMMeetingOffer CourtAppDate PPOutcome";
    let rows = [
        "-          2026-05-01 -    -          -",
        "2026-05-01 2026-05-01 -    -          -",
        "-          -          true 2026-05-01 -",
        "2026-02-30 -          -    -          A",
    ];
    assert_eq!(named("HPP03", columns, &rows), [0, 3], "an offer and an application can stand without");
}

#[test]
fn rule_9006_the_letter_before_proceedings_is_sent_in_the_year_and_no_earlier_than_the_beginning() {
    assert_eq!(outside("9006", "LBPSentDate"), [0, 3]);
    assert_eq!(before("9006", "LBPSentDate PPStartDate"), [0]);
}

#[test]
fn rule_9007_a_letter_offers_a_family_meeting_or_not() {
    let rows = ["2026-05-01 -", "2026-05-01 true", "2026-05-01 0", "- -"];
    assert_eq!(named("9007", "LBPSentDate FGDMMeetingOffer", &rows), [0]);
}

#[test]
fn rule_9010q_a_family_meeting_that_was_offered_was_held_or_not() {
    let rows = ["true -", "1 -", "1 1", "true false", "false -", "- -"];
    assert_eq!(named("9010Q", "FGDMMeetingOffer FGDMMeetingFac", &rows), [0, 1]);
}

#[test]
fn rule_hpp08_a_family_meeting_is_held_after_an_offer() {
    let rows = ["false true", "- 1", "true true", "0 0", "- -"];
    assert_eq!(named("HPP08", "FGDMMeetingOffer FGDMMeetingFac", &rows), [0, 1]);
    let drawn = "PreProceedingsandFGDM LAchildID FGDMMeetingFac\n 1 1";
    assert_eq!(in_need(drawn).says("HPP08"), "a family group meeting was held, and the offer of one is blank");
}

#[test]
fn rule_9008_the_first_meeting_is_in_the_year() {
    assert_eq!(outside("9008", "InitialPPMeetingDate"), [0, 3]);
}

#[test]
fn rule_hpp10_the_first_meeting_is_no_earlier_than_the_beginning() {
    assert_eq!(before("HPP10", "InitialPPMeetingDate PPStartDate"), [0]);
}

#[test]
fn rule_hpp11_the_first_meeting_is_no_earlier_than_the_letter() {
    assert_eq!(before("HPP11", "InitialPPMeetingDate LBPSentDate"), [0]);
}

#[test]
fn rule_9015q_reviews_after_a_first_meeting_are_counted() {
    let rows = ["2026-05-01 -", "2026-05-01 0", "2026-05-01 3", "- -"];
    assert_eq!(named("9015Q", "InitialPPMeetingDate ReviewMeetingsCount", &rows), [0]);
}

#[test]
fn rule_hpp13_the_number_of_reviews_is_a_count() {
    assert_eq!(named("HPP13", "ReviewMeetingsCount", &["-1", "0", "2.0", "2.5", "two", "-"]), [0, 3, 4]);
}

#[test]
fn rule_hpp14_reviews_follow_a_first_meeting() {
    let rows = ["1 -", "0 -", "1 2026-05-01", "1 2026-02-30", "- -"];
    assert_eq!(named("HPP14", "ReviewMeetingsCount InitialPPMeetingDate", &rows), [0]);
}

#[test]
fn rule_9009_the_decision_is_in_the_year_and_no_earlier_than_the_beginning() {
    assert_eq!(outside("9009", "StepDecisionDate"), [0, 3]);
    assert_eq!(before("9009", "StepDecisionDate PPStartDate"), [0]);
}

#[test]
fn rule_hpp17_the_decision_is_no_earlier_than_the_first_meeting() {
    assert_eq!(before("HPP17", "StepDecisionDate InitialPPMeetingDate"), [0]);
}

#[test]
fn rule_9011_the_outcome_is_a_code() {
    assert_eq!(named("9011", "PPOutcome", &["A", "a", "STEPDOWN", "-"]), [1, 2]);
}

#[test]
fn rule_hpp19_a_decision_has_an_outcome() {
    let rows = ["2026-05-01 -", "2026-05-01 A", "- -", "- A"];
    assert_eq!(named("HPP19", "StepDecisionDate PPOutcome", &rows), [0]);
}

#[test]
fn rule_hpp20_an_outcome_has_the_day_of_its_decision() {
    let rows = ["- A", "2026-05-01 A", "2026-02-30 A", "- -"];
    assert_eq!(named("HPP20", "StepDecisionDate PPOutcome", &rows), [0]);
}

#[test]
fn rule_9012_the_application_is_made_in_the_year_and_no_earlier_than_the_decision() {
    assert_eq!(outside("9012", "CourtAppDate"), [0, 3]);
    assert_eq!(before("9012", "CourtAppDate StepDecisionDate"), [0]);
}

#[test]
fn rule_9013_the_letter_that_starts_care_proceedings_is_sent_in_the_year_and_no_earlier_than_the_application() {
    assert_eq!(outside("9013", "LetterInitCPDate"), [0, 3]);
    assert_eq!(before("9013", "LetterInitCPDate CourtAppDate"), [0]);
}

#[test]
fn rule_hpp25_a_referral_with_no_further_action_has_no_pre_proceedings() {
    let drawn = "CINdetails LAchildID CINdetailsID ReferralNFA
                            1         1            true
                            1         2            false
                 PreProceedingsandFGDM LAchildID CINdetailsID PPStartDate
                                       1         1            2026-05-01
                                       1         2            2026-05-01";
    assert_eq!(in_need(drawn).names("HPP25"), "CINdetails 0, PreProceedingsandFGDM 0");
}

#[test]
fn rule_hpp26_nothing_in_pre_proceedings_is_dated_after_the_closure() {
    let drawn = "CINdetails LAchildID CINdetailsID CINclosureDate
                            1         1            2026-06-01
                            1         2            -
                 PreProceedingsandFGDM LAchildID CINdetailsID PPStartDate CourtAppDate
                                       1         1            2026-05-01  2026-06-02
                                       1         1            2026-05-01  2026-06-01
                                       1         2            2026-05-01  2026-06-02";
    assert_eq!(in_need(drawn).names("HPP26"), "CINdetails 0, PreProceedingsandFGDM 0");
}

#[test]
fn rule_hpp27_yes_or_no_is_one_of_them() {
    let rows = ["perhaps true", "true 2", "true FALSE", "1 0", "- -"];
    assert_eq!(named("HPP27", "FGDMMeetingOffer FGDMMeetingFac", &rows), [0, 1]);
}

#[test]
fn the_published_codes_are_errors_but_for_two_queries_and_ours_are_queries() {
    let severity = |code: &str| Cin::rules().find(|rule| rule.code == code).map(|rule| rule.severity);
    for code in ["9005", "9006", "9007", "9008", "9009", "9011", "9012", "9013"] {
        assert_eq!(severity(code), Some(Severity::Error), "{code}");
    }
    for code in ["9010Q", "9015Q"] {
        assert_eq!(severity(code), Some(Severity::Query), "{code}");
    }
    let ours = || Cin::rules().filter(|rule| rule.code.starts_with("HPP"));
    assert_eq!(ours().count(), 13);
    assert!(ours().all(|rule| rule.severity == Severity::Query));
}
