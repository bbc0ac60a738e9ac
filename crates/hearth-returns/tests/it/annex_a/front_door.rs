use serde_json::json;

use super::{count, made, only, rows};
use crate::drawn::{Drawn, id, record};

#[test]
fn a_contact_of_the_last_six_months_is_listed_with_the_age_of_the_day() {
    let child = Drawn::child()
        .with("contact", json!({"received_at": "2026-05-21T23:30:00Z", "source": "6"}))
        .with("contact", json!({"received_at": "2026-05-21T12:00:00Z", "source": "2A"}))
        .with("contact", json!({"received_at": "2026-11-23T12:00:00Z", "source": "2A"}));
    let lists = made(&[&child]);
    let columns = [
        "Child Unique ID",
        "Gender",
        "Ethnicity",
        "Date of Birth",
        "Age of Child (Years)",
        "Date of Contact",
        "Contact Source",
    ];
    let listed = ["SF1", "b) Female", "a) WBRI", "02/03/2016", "10", "22/05/2026", "q) 6: Police"];
    assert_eq!(only(&lists, 1, &columns), listed, "half past midnight in England, six months before the day");
    assert_eq!(lists.children, 1);
}

#[test]
fn an_unborn_child_has_the_day_that_is_expected_and_no_age() {
    let child = Drawn::person(3, json!({"forename": "Baby", "surname": "Moor", "expected": "2027-01-05"}))
        .with("contact", json!({"received_at": "2026-11-03T09:00:00Z", "source": "3A"}));
    let row =
        only(&made(&[&child]), 1, &["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)"]);
    assert_eq!(row, [record(3, 1).as_str(), "c) Not stated/recorded", "t) NOBT", "05/01/2027", ""]);
}

#[test]
fn early_help_that_runs_or_ran_in_the_six_months_is_listed() {
    let child = Drawn::child()
        .with(
            "early_help_episode",
            json!({"started": "2025-01-06", "ended": "2026-05-22", "organisation": "Family hub"}),
        )
        .with("early_help_episode", json!({"started": "2025-01-07", "ended": "2026-05-21"}))
        .with("early_help_episode", json!({"started": "2025-01-08"}));
    let columns = ["Assessment start date", "Assessment completion date", "Organisation completing assessment"];
    assert_eq!(
        rows(&made(&[&child]), 2, &columns),
        [["06/01/2025", "22/05/2026", "Family hub"], ["08/01/2025", "", ""]]
    );
}

#[test]
fn the_referrals_before_one_are_counted_and_it_is_not() {
    let child = Drawn::child()
        .with("social_care_episode", json!({"received_on": "2025-11-21", "no_further_action": true}))
        .with("social_care_episode", json!({"received_on": "2025-11-22", "no_further_action": true}))
        .with("social_care_episode", json!({"received_on": "2026-02-01", "no_further_action": true}))
        .with(
            "social_care_episode",
            json!({"received_on": "2026-11-22", "source": "10", "team": id(60), "worker": id(50)}),
        );
    let columns = [
        "Date of referral",
        "Referral Source",
        "Referral NFA?",
        "Number of Referrals in Last 12 Months",
        "Allocated Team",
        "Allocated Worker",
    ];
    assert_eq!(
        only(&made(&[&child]), 3, &columns),
        ["22/11/2026", "u) 10: Unknown", "b) No", "2", "Locality north", "Priya Nair"]
    );
}

#[test]
fn an_assessment_is_listed_while_it_is_open_and_six_months_more() {
    let child = Drawn::child()
        .with("disability", json!({"disability": "NONE"}))
        .with("assessment", json!({"started": "2026-03-02", "authorised_on": "2026-05-21"}))
        .with(
            "assessment",
            json!({"started": "2026-03-03", "authorised_on": "2026-05-22", "not_in_need": true, "child_seen": true}),
        )
        .with("assessment", json!({"started": "2026-09-03"}))
        .with("involvement", json!({"role": "CW", "worker": id(50), "team": id(60), "started": "2026-09-01"}));
    let columns = [
        "Does the Child have a Disability",
        "Continuous Assessment Start Date",
        "Child Seen During Continuous Assessment",
        "Continuous Assessment Date of Authorisation",
        "Was the child assessed as requiring LA children's social care support?",
        "Allocated Worker",
    ];
    assert_eq!(
        rows(&made(&[&child]), 4, &columns),
        [
            ["b) No", "03/03/2026", "a) Yes", "22/05/2026", "b) No", ""],
            ["b) No", "03/09/2026", "c) Unknown", "", "", "Priya Nair"],
        ]
    );
}

#[test]
fn a_child_of_whom_nothing_happened_lately_is_in_no_list() {
    let child = Drawn::child().with("contact", json!({"received_at": "2025-02-03T09:00:00Z", "source": "2A"}));
    let lists = made(&[&child]);
    assert_eq!(lists.children, 0);
    assert!((1..=11).all(|list| count(&lists, list) == 0));
}
