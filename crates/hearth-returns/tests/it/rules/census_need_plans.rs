use hearth_calendar::Calendar;
use hearth_returns::check::{CollectionYear, Setting, check};
use hearth_returns::{Limits, NamedInput, cin};

use super::in_need;

#[test]
fn rule_4000_a_referral_with_no_further_action_has_no_plan() {
    let drawn = "CINdetails LAchildID CINdetailsID ReferralNFA
                            1         1            true
                            1         2            1
                            1         3            false
                            2         1            -
                 CINplanDates LAchildID CINdetailsID CINPlanStartDate
                              1         1            2026-05-01
                              1         1            2026-06-01
                              1         3            2026-05-01
                              2         1            2026-05-01";
    assert_eq!(in_need(drawn).names("4000"), "CINdetails 0, CINplanDates 0, CINplanDates 1");
}

#[test]
fn rule_4001_a_plan_in_need_and_a_protection_plan_are_not_both_open() {
    let drawn = "CINplanDates LAchildID CINdetailsID CINPlanStartDate CINPlanEndDate
                              1         1            2026-05-01       -
                              1         2            2026-05-01       -
                              2         1            2026-05-01       2026-06-01
                              3         1            -                -
                              4         1            2026-05-01       2026-02-30
                 ChildProtectionPlans LAchildID CINdetailsID CPPstartDate CPPendDate
                                      1         1            2026-05-01   -
                                      1         2            2026-05-01   2026-06-01
                                      2         1            2026-05-01   -
                                      3         1            2026-05-01   -
                                      4         1            2026-05-01   -";
    assert_eq!(in_need(drawn).names("4001"), "CINplanDates 0, ChildProtectionPlans 0");
}

#[test]
fn rule_4004_a_time_of_need_has_one_open_plan() {
    let drawn = "CINplanDates LAchildID CINdetailsID CINPlanEndDate
                              1         1            -
                              1         2            -
                              1         1            2026-05-01
                              1         1            -
                              2         1            -
                              2         1            2026-02-30";
    assert_eq!(in_need(drawn).names("4004"), "CINplanDates 0, CINplanDates 3");
}

#[test]
fn rule_4010_a_plan_has_a_start_by_the_end_of_the_year() {
    let drawn = "CINplanDates LAchildID CINPlanStartDate
                              1         -
                              1         2027-03-31
                              1         2027-04-01
                              1         2020-02-29
                              1         2021-02-29";
    assert_eq!(in_need(drawn).names("4010"), "CINplanDates 0, CINplanDates 2, CINplanDates 4");
    assert!(in_need(drawn).says("4010").starts_with("the child in need plan starts on blank"));
}

#[test]
fn rule_4010_an_empty_group_of_the_file_is_a_plan_without_a_start() {
    let plan = "<CINPlanDates><CINPlanStartDate>2026-05-01</CINPlanStartDate></CINPlanDates>";
    let named = |groups: &str| {
        let census = format!(
            "<Message><Children><Child><ChildIdentifiers><LAchildID>A1</LAchildID></ChildIdentifiers><CINdetails>\
             <CINreferralDate>2026-04-02</CINreferralDate>{groups}</CINdetails></Child></Children></Message>"
        );
        let tables = cin::read_xml(NamedInput::from_text("census.xml", census), &Limits::default()).expect("a census");
        let setting = Setting::of(CollectionYear::ending(2027).expect("a year"), Calendar::england());
        let report = check::<cin::Cin>(&tables, None, &setting);
        report.findings().filter(|f| f.rule == "4010").map(|f| f.row).collect::<Vec<_>>()
    };
    assert_eq!(named(plan), [0; 0]);
    assert_eq!(named(&format!("{plan}<CINPlanDates/>")), [1]);
    assert_eq!(named("<CINPlanDates></CINPlanDates>"), [0]);
}

#[test]
fn rule_4011_a_plan_ends_no_earlier_than_it_starts() {
    let drawn = "CINplanDates LAchildID CINPlanStartDate CINPlanEndDate
                              1         2026-05-02       2026-05-01
                              1         2026-05-02       2026-05-02
                              1         2026-05-02       -
                              1         -                2026-05-02";
    assert_eq!(in_need(drawn).names("4011"), "CINplanDates 0");
}

#[test]
fn rule_4012q_a_plan_of_one_day_is_asked_about() {
    let drawn = "CINplanDates LAchildID CINPlanStartDate CINPlanEndDate
                              1         2026-05-02       2026-05-02
                              1         2026-05-02       2026-05-03
                              1         2026-05-02       2026-05-01
                              1         -                -";
    assert_eq!(in_need(drawn).names("4012Q"), "CINplanDates 0");
}

#[test]
fn rule_4013_a_plan_ends_in_the_year() {
    let drawn = "CINplanDates LAchildID CINPlanEndDate
                              1         2026-03-31
                              1         2026-04-01
                              1         2027-03-31
                              1         2027-04-01
                              1         -";
    assert_eq!(in_need(drawn).names("4013"), "CINplanDates 0, CINplanDates 3");
}

#[test]
fn rule_4014_plans_of_a_child_share_no_day() {
    let drawn = "CINplanDates LAchildID CINdetailsID CINPlanStartDate CINPlanEndDate
                              1         1            2026-05-01       2026-06-01
                              1         2            2026-06-01       2026-07-01
                              2         1            2026-05-01       2026-06-01
                              2         1            2026-06-02       2026-07-01
                              3         1            2026-05-01       -
                              3         1            2027-03-31       -
                              3         1            2027-04-01       -
                              4         1            2026-05-01       2026-05-31
                              4         1            2026-05-01       2026-05-31
                              5         1            2026-05-01       -
                              6         1            2026-05-01       2026-02-30
                              6         1            2026-06-01       -";
    let named = "CINplanDates 1, CINplanDates 0, CINplanDates 5, CINplanDates 4, CINplanDates 8, CINplanDates 7";
    assert_eq!(in_need(drawn).names("4014"), named);
}

#[test]
fn rule_4015_a_plan_starts_no_earlier_than_the_referral() {
    let drawn = "CINdetails LAchildID CINdetailsID CINreferralDate
                            1         1            2026-05-01
                            2         1            2026-05-01
                 CINplanDates LAchildID CINdetailsID CINPlanStartDate
                              1         1            2026-05-01
                              1         1            2026-04-30
                              1         2            2026-04-30
                              2         1            -";
    assert_eq!(in_need(drawn).names("4015"), "CINplanDates 1, CINdetails 0");
}

#[test]
fn rule_4016_a_plan_in_need_does_not_start_while_a_protection_plan_runs() {
    let drawn = "CINplanDates LAchildID CINPlanStartDate
                              1         2026-05-01
                              1         2026-05-31
                              1         2026-06-01
                              1         2026-04-30
                              2         2027-03-31
                              2         2027-04-01
                              2         -
                              3         2026-05-15
                 ChildProtectionPlans LAchildID CPPstartDate CPPendDate
                                      1         2026-05-01   2026-06-01
                                      2         2026-05-01   -
                                      3         2026-05-01   2026-02-30
                                      2         2026-06-01   -";
    let named = "CINplanDates 0, ChildProtectionPlans 0, CINplanDates 1, ChildProtectionPlans 0, \
                 CINplanDates 4, ChildProtectionPlans 1, CINplanDates 4, ChildProtectionPlans 3";
    assert_eq!(in_need(drawn).names("4016"), named);
}

#[test]
fn rule_4017_a_protection_plan_does_not_start_while_a_plan_in_need_runs() {
    let drawn = "CINplanDates LAchildID CINPlanStartDate CINPlanEndDate
                              1         2026-05-01       2026-06-01
                              2         2026-05-01       -
                              3         2026-05-01       2026-02-30
                 ChildProtectionPlans LAchildID CPPstartDate
                                      1         2026-05-01
                                      1         2026-06-01
                                      1         2026-04-30
                                      2         2027-03-31
                                      2         2027-04-01
                                      2         -
                                      3         2026-05-15";
    let named = "CINplanDates 0, ChildProtectionPlans 0, CINplanDates 1, ChildProtectionPlans 3";
    assert_eq!(in_need(drawn).names("4017"), named);
}
