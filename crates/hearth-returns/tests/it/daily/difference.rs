//! What has to be sent.

use hearth_returns::daily::{Payload, difference};
use serde_json::{Value, json};

use super::{Child, id, json, refusals};

/// What is sent where so much was accepted: one, or also what nobody heard the answer to.
fn steps(known: &[&Payload], now: Option<&Payload>) -> Vec<Value> {
    let steps = difference(known.first().copied(), known.get(1).copied(), now);
    for step in &steps {
        assert_eq!(refusals(&[step]), Vec::<String>::new());
    }
    steps.iter().map(json).collect()
}

fn planned() -> Child {
    Child::in_need().with("cin_plan", &[("started", "2026-07-02")]).with("disability", &[("disability", "VIS")])
}

#[test]
fn a_child_who_was_never_told_is_told_whole() {
    let now = planned().payload();
    assert_eq!(steps(&[], Some(&now)), [json(&now)]);
}

#[test]
fn what_did_not_change_is_not_sent() {
    let now = planned().payload();
    assert_eq!(steps(&[&now.clone()], Some(&now)), Vec::<Value>::new());
    assert_eq!(steps(&[], None), Vec::<Value>::new());
}

#[test]
fn a_child_who_counts_no_more_is_taken_back_whole() {
    assert_eq!(steps(&[&planned().payload()], None), [json!({"la_child_id": "SF1", "purge": true})]);
    assert_eq!(steps(&[&Payload::gone("SF1")], None), Vec::<Value>::new(), "once");
}

#[test]
fn a_child_with_another_identifier_is_taken_back_under_the_old_one_first() {
    let before = planned().payload();
    let mut child = planned();
    child.0[0].2.set("la_child_id", Some("SF2".into()));
    let now = child.payload();
    assert_eq!(steps(&[&before], Some(&now)), [json!({"la_child_id": "SF1", "purge": true}), json(&now)]);
}

#[test]
fn a_plan_that_was_withdrawn_is_taken_back_where_it_stood() {
    let sent = steps(
        &[&planned().payload()],
        Some(
            &Child::in_need()
                .with("cp_plan", &[("started", "2026-07-02"), ("initial_category", "NEG")])
                .with("disability", &[("disability", "VIS")])
                .payload(),
        ),
    );
    assert_eq!(sent.len(), 1);
    let episode = &sent[0]["social_care_episodes"][0];
    assert_eq!(episode["child_in_need_plans"], json!([{"child_in_need_plan_id": id(2).to_string(), "purge": true}]));
    assert!(episode["child_protection_plans"].is_array());
}

#[test]
fn an_episode_that_was_withdrawn_is_taken_back_with_everything_on_it() {
    let second = Child::in_need().with("social_care_episode", &[("received_on", "2026-09-01")]);
    let sent = steps(&[&second.payload()], Some(&Child::in_need().payload()));
    let gone = json!({"social_care_episode_id": id(2).to_string(), "purge": true});
    assert_eq!(sent[0]["social_care_episodes"][1], gone);
}

#[test]
fn a_group_that_is_gone_is_taken_back() {
    let scored = Child::in_need()
        .with("sdq", &[("completed", "2026-05-01"), ("score", "17")])
        .with("care_leaver_contact", &[("on", "2026-09-01"), ("in_touch", "YES")])
        .with("permanence_case", &[("decided", "2026-08-01")]);
    let sent = steps(&[&scored.payload()], Some(&Child::in_need().payload()));
    assert_eq!(sent[0]["health_and_wellbeing"], json!({"purge": true}));
    assert_eq!(sent[0]["social_care_episodes"][0]["adoption"], json!({"purge": true}));
    assert_eq!(sent[0]["social_care_episodes"][0]["care_leavers"], json!({"purge": true}));
}

#[test]
fn a_list_of_which_nothing_is_left_is_sent_empty() {
    let worker = [("role", "CW"), ("registration", "SW12345"), ("started", "2026-06-02")];
    let before = Child::in_need().with("disability", &[("disability", "VIS")]).with("involvement", &worker);
    let sent = steps(&[&before.payload()], Some(&Child::in_need().payload()));
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0]["child_details"]["disabilities"], json!([]));
    assert_eq!(sent[0]["social_care_episodes"][0]["care_worker_details"], json!([]));
}

#[test]
fn a_part_that_lost_a_field_is_taken_back_before_it_is_told_anew() {
    let ended = Child::in_need().with("cin_plan", &[("started", "2026-07-02"), ("ended", "2026-08-01")]);
    let now = Child::in_need().with("cin_plan", &[("started", "2026-07-02")]).payload();
    let first = json!({
        "la_child_id": "SF1",
        "social_care_episodes": [{
            "social_care_episode_id": id(1).to_string(),
            "child_in_need_plans": [{"child_in_need_plan_id": id(2).to_string(), "purge": true}],
        }],
    });
    assert_eq!(steps(&[&ended.payload()], Some(&now)), [first, json(&now)]);
    let unnamed = {
        let mut child = Child::in_need();
        child.0[0].2.set("forename", None);
        child.payload()
    };
    let sent = steps(&[&Child::in_need().payload()], Some(&unnamed));
    assert_eq!(sent[0], json!({"la_child_id": "SF1", "child_details": {"purge": true}}));
}

#[test]
fn what_was_being_sent_when_nobody_heard_the_answer_is_taken_back_too() {
    let accepted = Child::in_need().payload();
    let unheard = planned().payload();
    let sent = steps(&[&accepted, &unheard], Some(&accepted));
    let plans = &sent[0]["social_care_episodes"][0]["child_in_need_plans"];
    assert_eq!(plans, &json!([{"child_in_need_plan_id": id(2).to_string(), "purge": true}]));
    assert_eq!(steps(&[&accepted, &unheard], Some(&unheard)), [json(&unheard)], "the same again");
    let never_accepted = difference(None, Some(&unheard), Some(&unheard));
    assert_eq!(never_accepted.iter().map(json).collect::<Vec<_>>(), [json(&unheard)]);
}
