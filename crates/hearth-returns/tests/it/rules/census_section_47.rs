use super::in_need;

#[test]
fn rule_1104_the_conference_is_no_earlier_than_the_referral() {
    let drawn = "CINdetails LAchildID CINdetailsID CINreferralDate
                            1         1            2026-05-01
                            2         1            -
                 Section47 LAchildID CINdetailsID DateOfInitialCPC
                           1         1            2026-04-30
                           1         1            2026-05-01
                           1         2            2026-04-30
                           2         1            2026-04-30
                           1         1            -";
    assert_eq!(in_need(drawn).names("1104"), "Section47 0, CINdetails 0");
}

#[test]
fn rule_2884_the_conference_stands_in_one_place() {
    let drawn = "CINdetails LAchildID CINdetailsID DateOfInitialCPC
                            1         1            2026-05-01
                            2         1            2026-05-01
                            3         1            -
                 Section47 LAchildID CINdetailsID DateOfInitialCPC
                           1         1            2026-05-01
                           2         1            2026-05-05
                           3         1            -";
    assert_eq!(in_need(drawn).names("2884"), "CINdetails 0, Section47 0");
}

#[test]
fn rule_2889_an_enquiry_starts_no_earlier_than_the_referral() {
    let drawn = "CINdetails LAchildID CINdetailsID CINreferralDate
                            1         1            2026-05-01
                 Section47 LAchildID CINdetailsID S47ActualStartDate
                           1         1            2026-04-30
                           1         1            2026-05-01
                           1         2            2026-04-30
                           1         1            -";
    assert_eq!(in_need(drawn).names("2889"), "Section47 0, CINdetails 0");
}

#[test]
fn rule_8615_a_conference_has_an_enquiry_that_started_no_later() {
    let drawn = "Section47 LAchildID S47ActualStartDate DateOfInitialCPC
                           1         2026-05-02         2026-05-01
                           1         2026-05-01         2026-05-01
                           1         -                  2026-05-01
                           1         -                  -
                           1         2026-05-01         -";
    assert_eq!(in_need(drawn).names("8615"), "Section47 0, Section47 2");
    assert_eq!(
        in_need("Section47 LAchildID DateOfInitialCPC\n 1 2026-05-01").says("8615"),
        "the initial conference was on 2026-05-01, and the enquiry starts on blank"
    );
}

#[test]
fn rule_8675q_an_open_enquiry_is_not_over_15_working_days_old_at_the_end_of_the_year() {
    // Between 8 and 31 March 2027 lie 15 working days: Good Friday and Easter Monday are none.
    let drawn = "Section47 LAchildID S47ActualStartDate DateOfInitialCPC ICPCnotRequired
                           1         2027-03-05         -                false
                           1         2027-03-08         -                false
                           1         2027-03-05         2027-03-31       false
                           1         2027-03-05         -                true
                           1         2027-03-05         -                1
                           1         2027-03-05         -                -
                           1         -                  -                false";
    assert_eq!(in_need(drawn).names("8675Q"), "Section47 0, Section47 5");
}

#[test]
fn rule_8715_the_conference_is_in_the_year() {
    let drawn = "Section47 LAchildID DateOfInitialCPC
                           1         2026-03-31
                           1         2026-04-01
                           1         2027-03-31
                           1         2027-04-01
                           1         -";
    assert_eq!(in_need(drawn).names("8715"), "Section47 0, Section47 3");
}

#[test]
fn rule_8740_an_open_enquiry_started_in_the_year() {
    let drawn = "Section47 LAchildID S47ActualStartDate DateOfInitialCPC ICPCnotRequired
                           1         2026-03-31         -                false
                           1         2026-04-01         -                false
                           1         2026-03-31         2026-04-02       false
                           1         2026-03-31         -                true
                           1         2027-04-01         -                -
                           1         -                  -                -";
    assert_eq!(in_need(drawn).names("8740"), "Section47 0, Section47 4");
}

#[test]
fn rule_8839_a_time_of_need_has_one_open_enquiry() {
    let drawn = "Section47 LAchildID CINdetailsID DateOfInitialCPC ICPCnotRequired
                           1         1            -                false
                           1         2            -                false
                           1         1            -                true
                           1         1            -                -
                           2         1            -                false
                           2         1            2026-05-01       false";
    assert_eq!(in_need(drawn).names("8839"), "Section47 0, Section47 3");
}

#[test]
fn rule_8870q_no_conference_is_due_at_a_weekend() {
    // 1 May 2026 is a Friday.
    let drawn = "Section47 LAchildID InitialCPCtarget
                           1         2026-05-01
                           1         2026-05-02
                           1         2026-05-03
                           1         2026-05-04
                           1         03-05-2026
                           1         04-05-2026
                           1         -";
    assert_eq!(in_need(drawn).names("8870Q"), "Section47 1, Section47 2, Section47 4");
}

#[test]
fn rule_8875_no_conference_is_held_at_a_weekend() {
    let drawn = "Section47 LAchildID DateOfInitialCPC
                           1         2026-05-01
                           1         2026-05-02
                           1         2026-05-03
                           1         2026-05-04
                           1         -";
    assert_eq!(in_need(drawn).names("8875"), "Section47 1, Section47 2");
}
