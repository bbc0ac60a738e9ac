use serde_json::json;

use super::{count, made, only, rows};
use crate::drawn::{Drawn, id, record};

#[test]
fn an_enquiry_is_listed_with_its_conference_and_those_before_it() {
    let child = Drawn::child()
        .with("s47_enquiry", json!({"started": "2025-12-01", "ended": "2025-12-08", "no_further_action": true}))
        .with("s47_enquiry", json!({"started": "2026-08-03", "ended": "2026-08-10", "conference_required": true,
            "team": id(60), "worker": id(50)}))
        .with("conference", json!({"conference_kind": "INITIAL", "held_on": "2026-08-20", "s47_enquiry": record(1, 3), "plan_made": true}))
        .with("conference", json!({"conference_kind": "TRANSFER_IN", "held_on": "2026-02-03"}))
        .with("s47_enquiry", json!({"started": "2026-11-02"}));
    let columns = [
        "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Was an Initial Child Protection Conference deemed unnecessary?",
        "Date of Initial Child Protection Conference",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        "Number of Section 47 Enquiries in the last 12 months",
        "Number of ICPCs in the last 12 months",
        "Allocated Worker",
    ];
    assert_eq!(
        rows(&made(&[&child]), 5, &columns),
        [
            ["03/08/2026", "b) No", "20/08/2026", "a) Yes", "1", "1", "Priya Nair"],
            ["02/11/2026", "", "", "", "2", "2", ""],
        ]
    );
}

fn in_need(more: &serde_json::Value) -> Drawn {
    let mut episode = json!({"received_on": "2026-01-12", "primary_need": "N4"});
    for (name, value) in more.as_object().expect("an object") {
        episode[name] = value.clone();
    }
    Drawn::child().with("social_care_episode", episode)
}

#[test]
fn a_child_in_need_is_one_with_whom_more_than_a_referral_happened() {
    let only_referred = in_need(&json!({}));
    assert_eq!(count(&made(&[&only_referred]), 6), 0);
    let assessed = in_need(&json!({}))
        .with("assessment", json!({"started": "2026-01-13", "seen_on": ["2026-01-20"]}))
        .with("visit", json!({"context": "CIN", "visited_on": "2026-03-02", "child_seen": true}))
        .with("visit", json!({"context": "CIN", "visited_on": "2026-04-02", "child_seen": false}));
    let columns =
        ["CIN Start Date", "Primary Need Code", "Date Child Was Last Seen", "CIN Closure Date", "Case Status"];
    assert_eq!(
        only(&made(&[&assessed]), 6, &columns),
        ["12/01/2026", "N4 - Family in acute stress", "02/03/2026", "", "d) Open assessment"]
    );
}

#[test]
fn the_strongest_of_what_runs_is_the_status_of_the_case() {
    let plan = |child: Drawn| child.with("cin_plan", json!({"started": "2026-02-12"}));
    let protected = |child: Drawn| child.with("cp_plan", json!({"started": "2026-03-12", "initial_category": "NEG"}));
    let care = |child: Drawn| child.with("period_of_care", json!({"started": "2026-04-12", "category_of_need": "N1"}));
    let assessed =
        in_need(&json!({})).with("assessment", json!({"started": "2026-01-13", "authorised_on": "2026-02-10"}));
    let closed = in_need(&json!({"closed_on": "2026-10-01", "closure_reason": "RC7"}))
        .with("assessment", json!({"started": "2026-01-13"}));
    for (child, status) in [
        (assessed, ""),
        (plan(in_need(&json!({}))), "c) Child in need plan"),
        (protected(plan(in_need(&json!({})))), "b) Child Protection plan"),
        (care(protected(in_need(&json!({})))), "a) Looked after child"),
        (closed, "e) Closed episode"),
    ] {
        assert_eq!(only(&made(&[&child]), 6, &["Case Status"]), [status]);
    }
}

#[test]
fn a_care_leaver_and_a_case_that_closed_long_ago_are_no_children_in_need() {
    let leaver = in_need(&json!({}))
        .with("assessment", json!({"started": "2026-01-13"}))
        .with("care_leaver", json!({"started": "2026-02-01"}));
    assert_eq!(count(&made(&[&leaver]), 6), 0);
    let closed = in_need(&json!({"closed_on": "2026-05-21", "closure_reason": "RC7"}))
        .with("assessment", json!({"started": "2026-01-13"}));
    assert_eq!(count(&made(&[&closed]), 6), 0);
    let refused = in_need(&json!({"no_further_action": true}));
    assert_eq!(count(&made(&[&refused]), 6), 0);
}

#[test]
fn a_protection_plan_is_listed_with_its_last_visit_and_review() {
    let child = Drawn::child()
        .with("cp_plan", json!({"started": "2020-01-06", "ended": "2020-09-01", "initial_category": "EMO"}))
        .with(
            "cp_plan",
            json!({"started": "2026-02-02", "ended": "2026-11-02", "initial_category": "NEG", "latest_category": "MUL",
            "team": id(60), "worker": id(50)}),
        )
        .with("visit", json!({"context": "CP", "visited_on": "2026-10-12", "child_seen": true, "seen_alone": true}))
        .with("visit", json!({"context": "CP", "visited_on": "2026-10-20", "attempted_only": true}))
        .with("visit", json!({"context": "CIN", "visited_on": "2026-10-21", "child_seen": true}))
        .with("conference", json!({"conference_kind": "REVIEW", "held_on": "2026-04-28", "cp_plan": record(1, 3)}))
        .with("conference", json!({"conference_kind": "REVIEW", "held_on": "2026-10-27", "cp_plan": record(1, 3)}))
        .with("legal_status", json!({"status": "L1", "started": "2026-06-01", "ended": "2026-06-02"}));
    let columns = [
        "Child Protection Plan Start Date",
        "Initial Category of Abuse",
        "Latest Category of Abuse",
        "Date of the Last Statutory Visit",
        "Was the Child Seen Alone?",
        "Date of latest review conference",
        "Child Protection Plan End Date",
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
        "Number of Previous Child Protection Plans",
        "Allocated Team",
    ];
    let listed = [
        "02/02/2026",
        "a) Neglect",
        "e) Multiple/not recommended",
        "12/10/2026",
        "a) Yes",
        "27/10/2026",
        "02/11/2026",
        "a) Yes",
        "1",
        "Locality north",
    ];
    assert_eq!(only(&made(&[&child]), 7, &columns), listed);
}

#[test]
fn a_plan_of_another_council_or_one_that_ended_long_ago_is_not_listed() {
    let theirs = Drawn::child()
        .with("cp_plan", json!({"started": "2026-02-02", "initial_category": "NEG", "other_authority": true}));
    let over = Drawn::child()
        .with("cp_plan", json!({"started": "2025-02-02", "ended": "2026-05-21", "initial_category": "NEG"}));
    for child in [theirs, over] {
        assert_eq!(count(&made(&[&child]), 7), 0);
    }
    let earlier = json!({"started": "2026-02-02", "initial_category": "NEG", "previous_plans": 3});
    let moved_in = Drawn::child().with("cp_plan", earlier);
    assert_eq!(
        only(&made(&[&moved_in]), 7, &["Number of Previous Child Protection Plans"]),
        ["3"],
        "those of other councils too"
    );
}
