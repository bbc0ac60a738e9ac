use super::in_need;

#[test]
fn rule_1105_a_plan_starts_no_earlier_than_the_referral() {
    let drawn = "CINdetails LAchildID CINdetailsID CINreferralDate
                            1         1            2026-05-01
                 ChildProtectionPlans LAchildID CINdetailsID CPPstartDate
                                      1         1            2026-04-30
                                      1         1            2026-05-01
                                      1         2            2026-04-30
                                      1         1            -";
    assert_eq!(in_need(drawn).names("1105"), "ChildProtectionPlans 0, CINdetails 0");
}

#[test]
fn rule_2883_the_authority_starts_no_more_plans_than_it_held_conferences() {
    let plans = "ChildProtectionPlans LAchildID CPPstartDate
                                      1         2026-04-01
                                      2         2027-03-31
                                      3         2026-03-31
                                      4         -
                 Section47 LAchildID DateOfInitialCPC
                           1         2026-04-01
                           2         2027-04-01";
    let one = format!("{plans}\nCINdetails LAchildID DateOfInitialCPC\n 2 2026-03-31");
    let said = "child protection plans started in the year: 2; initial conferences held in it: 1";
    assert_eq!(in_need(&one).says_of_authority("2883"), said);
    let both = format!("{plans}\nCINdetails LAchildID DateOfInitialCPC\n 9 2027-03-31");
    assert_eq!(in_need(&both).says_of_authority("2883"), "", "a conference counts whoever it was about");
    assert_eq!(in_need(plans).could_not("2883"), "the return has no CINdetails");
}

#[test]
fn rule_2885_a_plan_starts_on_the_day_of_its_conference() {
    let drawn = "CINdetails LAchildID CINdetailsID DateOfInitialCPC
                            1         1            2026-05-01
                            2         1            2026-05-01
                            3         1            2026-05-01
                            4         1            2026-05-02
                            5         1            -
                            6         1            2026-05-01
                            7         1            -
                 Section47 LAchildID CINdetailsID DateOfInitialCPC ICPCnotRequired
                           1         1            2026-05-01       false
                           2         1            2026-05-05       false
                           3         1            -                true
                           7         1            2026-05-01       false
                           7         1            2026-06-01       false
                 ChildProtectionPlans LAchildID CINdetailsID CPPstartDate
                                      1         1            2026-05-01
                                      2         1            2026-05-01
                                      3         1            2026-05-01
                                      4         1            2026-05-01
                                      5         1            2026-04-01
                                      5         1            2026-03-31
                                      5         1            -
                                      6         1            2026-05-01
                                      7         1            2026-05-01
                                      7         1            2026-06-02";
    let named = "ChildProtectionPlans 1, Section47 1, ChildProtectionPlans 3, CINdetails 3, \
                 ChildProtectionPlans 4, CINdetails 4, ChildProtectionPlans 9, Section47 4";
    assert_eq!(in_need(drawn).names("2885"), named);
}

#[test]
fn rule_4003_no_review_is_held_while_a_plan_in_need_runs() {
    let drawn = "CINplanDates LAchildID CINdetailsID CINPlanStartDate CINPlanEndDate
                              1         1            2026-05-01       2026-06-01
                              2         1            2026-05-01       -
                              3         1            2026-05-01       2026-06-01
                 ChildProtectionPlans LAchildID CINdetailsID CPPID CPPendDate
                                      1         1            1     2026-07-01
                                      2         1            1     -
                                      3         1            1     2026-05-01
                 Reviews LAchildID CINdetailsID CPPID CPPreviewDate
                         1         1            1     2026-05-01
                         1         1            1     2026-06-01
                         1         1            1     2026-04-30
                         1         2            1     2026-05-15
                         2         1            1     2027-03-31
                         2         1            1     -
                         3         1            1     2026-05-01";
    let named = "Reviews 0, CINplanDates 0, ChildProtectionPlans 0, Reviews 4, CINplanDates 1, ChildProtectionPlans 1";
    assert_eq!(in_need(drawn).names("4003"), named);
}

#[test]
fn rule_8565_nothing_is_dated_after_the_closure() {
    let drawn = "CINdetails LAchildID CINdetailsID CINclosureDate DateOfInitialCPC
                            1         1            2026-06-01     2026-05-01
                            1         2            2026-06-01     -
                            2         1            2026-06-01     2026-06-02
                            3         1            -              2026-06-02
                            4         1            2026-06-01     2026-06-01
                 Assessments LAchildID CINdetailsID AssessmentActualStartDate AssessmentAuthorisationDate
                             1         1            2026-05-01                2026-06-02
                             1         1            2026-05-01                2026-06-01
                             3         1            2026-07-01                -
                             4         1            2026-06-01                2026-06-01
                 Section47 LAchildID CINdetailsID S47ActualStartDate DateOfInitialCPC
                           1         1            2026-06-02         -
                           1         1            2026-06-01         2026-06-02
                 CINplanDates LAchildID CINdetailsID CINPlanStartDate CINPlanEndDate
                              1         1            2026-06-02       -
                              1         1            2026-05-01       2026-06-02
                 ChildProtectionPlans LAchildID CINdetailsID CPPendDate
                                      1         1            2026-06-02
                                      1         1            2026-06-01";
    let named = "CINdetails 0, Assessments 0, Section47 0, Section47 1, CINplanDates 0, CINplanDates 1, \
                 ChildProtectionPlans 0, CINdetails 2";
    assert_eq!(in_need(drawn).names("8565"), named);
}

#[test]
fn rule_8720_a_plan_has_a_start_by_the_end_of_the_year() {
    let drawn = "ChildProtectionPlans LAchildID CPPstartDate
                                      1         -
                                      1         2027-03-31
                                      1         2027-04-01
                                      1         2020-02-29
                                      1         2021-02-29";
    let named = "ChildProtectionPlans 0, ChildProtectionPlans 2, ChildProtectionPlans 4";
    assert_eq!(in_need(drawn).names("8720"), named);
}

#[test]
fn rule_8730_the_plans_before_are_counted() {
    let drawn = "ChildProtectionPlans LAchildID NumberOfPreviousCPP
                                      1         0
                                      1         2.0
                                      1         -
                                      1         -1
                                      1         two";
    let named = "ChildProtectionPlans 2, ChildProtectionPlans 3, ChildProtectionPlans 4";
    assert_eq!(in_need(drawn).names("8730"), named);
}

#[test]
fn rule_8832_a_referral_with_no_further_action_has_no_protection_plan() {
    let drawn = "CINdetails LAchildID CINdetailsID ReferralNFA
                            1         1            1
                            1         2            TRUE
                            1         3            0
                 ChildProtectionPlans LAchildID CINdetailsID CPPstartDate
                                      1         1            2026-05-01
                                      1         3            2026-05-01
                                      2         1            2026-05-01";
    assert_eq!(in_need(drawn).names("8832"), "CINdetails 0, ChildProtectionPlans 0");
}

#[test]
fn rule_8840_a_plan_lasts_longer_than_a_day() {
    let drawn = "ChildProtectionPlans LAchildID CPPstartDate CPPendDate
                                      1         2026-05-01   2026-05-01
                                      1         2026-05-01   2026-05-02
                                      1         2026-05-01   -
                                      1         -            -";
    assert_eq!(in_need(drawn).names("8840"), "ChildProtectionPlans 0");
}

#[test]
fn rule_8841_a_review_is_later_than_the_start_of_its_plan() {
    let drawn = "ChildProtectionPlans LAchildID CINdetailsID CPPID CPPstartDate
                                      1         1            1     2026-05-02
                                      1         1            2     2026-06-02
                                      1         1            3     -
                 Reviews LAchildID CINdetailsID CPPID CPPreviewDate
                         1         1            1     2026-05-01
                         1         1            1     2026-05-02
                         1         1            1     2026-05-03
                         1         1            1     -
                         1         2            2     2026-06-01
                         1         1            3     2026-06-01";
    assert_eq!(in_need(drawn).names("8841"), "ChildProtectionPlans 0, Reviews 0, Reviews 1");
}

#[test]
fn rule_8842q_a_review_has_its_day() {
    let drawn = "Reviews LAchildID CPPID CPPreviewDate
                         1         1     2026-05-01
                         1         1     -
                         1         1     2026-02-29";
    assert_eq!(in_need(drawn).names("8842Q"), "Reviews 1, Reviews 2");
}

#[test]
fn rule_8905_the_first_category_of_abuse_is_a_code() {
    let drawn = "ChildProtectionPlans LAchildID InitialCategoryOfAbuse
                                      1         NEG
                                      1         PHY
                                      1         SAB
                                      1         EMO
                                      1         MUL
                                      1         neg
                                      1         XXX
                                      1         -";
    let named = "ChildProtectionPlans 5, ChildProtectionPlans 6, ChildProtectionPlans 7";
    assert_eq!(in_need(drawn).names("8905"), named);
}

#[test]
fn rule_8910_the_latest_category_of_abuse_is_a_code() {
    let drawn = "ChildProtectionPlans LAchildID InitialCategoryOfAbuse LatestCategoryOfAbuse
                                      1         XXX                    NEG
                                      1         NEG                    XXX
                                      1         NEG                    -";
    assert_eq!(in_need(drawn).names("8910"), "ChildProtectionPlans 1, ChildProtectionPlans 2");
    assert_eq!(in_need(drawn).says("8910"), "the latest category of abuse is XXX, which is no code of the year");
}

#[test]
fn rule_8915_no_plan_starts_after_the_death_of_the_child() {
    let drawn = "ChildIdentifiers LAchildID PersonDeathDate
                                  1         2026-05-01
                                  2         -
                 ChildProtectionPlans LAchildID CPPstartDate
                                      1         2026-05-02
                                      1         2026-05-01
                                      1         -
                                      2         2026-05-02";
    assert_eq!(in_need(drawn).names("8915"), "ChildIdentifiers 0, ChildProtectionPlans 0");
}

#[test]
fn rule_8920_no_plan_ends_after_the_death_of_the_child() {
    let drawn = "ChildIdentifiers LAchildID PersonDeathDate
                                  1         2026-05-01
                                  2         -
                 ChildProtectionPlans LAchildID CPPendDate
                                      1         2026-05-02
                                      1         2026-05-01
                                      1         -
                                      2         2026-05-02";
    assert_eq!(in_need(drawn).names("8920"), "ChildIdentifiers 0, ChildProtectionPlans 0");
}

#[test]
fn rule_8925_a_plan_ends_no_earlier_than_it_starts() {
    let drawn = "ChildProtectionPlans LAchildID CPPstartDate CPPendDate
                                      1         2026-05-02   2026-05-01
                                      1         2026-05-02   2026-05-02
                                      1         2026-05-02   -
                                      1         -            2026-05-02";
    assert_eq!(in_need(drawn).names("8925"), "ChildProtectionPlans 0");
}

#[test]
fn rule_8930_a_plan_ends_in_the_year() {
    let drawn = "ChildProtectionPlans LAchildID CPPendDate
                                      1         2026-03-31
                                      1         2026-04-01
                                      1         2027-03-31
                                      1         2027-04-01
                                      1         -";
    assert_eq!(in_need(drawn).names("8930"), "ChildProtectionPlans 0, ChildProtectionPlans 3");
}

#[test]
fn rule_8935_a_child_has_one_open_plan() {
    let drawn = "ChildProtectionPlans LAchildID CINdetailsID CPPID CPPendDate
                                      1         1            1     -
                                      1         1            2     2026-05-01
                                      1         2            3     -
                                      2         1            4     -
                                      2         1            5     2026-02-30
                                      3         1            6     -";
    assert_eq!(in_need(drawn).names("8935"), "ChildProtectionPlans 0, ChildProtectionPlans 2");
}

#[test]
fn rule_8940_protection_plans_of_a_child_share_no_day() {
    let drawn = "ChildProtectionPlans LAchildID CPPID CPPstartDate CPPendDate
                                      1         1     2026-05-01   2026-06-01
                                      1         2     2026-06-01   2026-07-01
                                      2         1     2026-05-01   2026-06-01
                                      2         2     2026-06-02   -
                                      3         1     2026-05-01   -
                                      3         2     2027-03-31   -
                                      4         1     2026-05-01   -
                                      4         2     2027-04-01   -
                                      5         1     2026-05-01   2026-02-30
                                      5         2     2026-06-01   -";
    let named = "ChildProtectionPlans 1, ChildProtectionPlans 0, ChildProtectionPlans 5, ChildProtectionPlans 4";
    assert_eq!(in_need(drawn).names("8940"), named);
}
