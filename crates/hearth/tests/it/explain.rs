//! `hearth explain clocks`: dates that were worked out by hand, through the command.

use serde_json::{Value as Json, json};

use crate::command::hearth;

/// What the command says of these facts.
fn explained(facts: &Json, today: &str) -> Vec<Json> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("facts.json");
    std::fs::write(&file, facts.to_string()).expect("written");
    let file = file.to_str().expect("a path of letters");
    let said =
        hearth(&["explain", "clocks", file, "--authority", "sefton", "--today", today, "--format", "json"]).ended(0);
    let json: Json = serde_json::from_str(&said.out).expect("JSON");
    json["clocks"].as_array().expect("clocks").clone()
}

/// The clock of this number that one event starts.
fn of_event(event: &str, on: &str, id: &str) -> Json {
    let clocks = explained(&json!({ "events": [{ "event": event, "on": on }] }), "2026-11-21");
    let found = clocks.into_iter().find(|clock| clock["clock"] == id);
    found.unwrap_or_else(|| panic!("{event} starts no {id}"))
}

#[test]
fn every_example_of_the_clocks_is_due_when_it_was_worked_out_to_be() {
    let examples = [
        ("strategy_discussion.held", "2026-03-20", "T05", "2026-04-14"),
        ("strategy_discussion.held", "2026-05-02", "T05", "2026-05-26"),
        ("care.started", "2025-12-19", "T32", "2026-01-21"),
        ("referral.received", "2025-12-23", "T01", "2025-12-24"),
        ("referral.received", "2025-12-19", "T02", "2026-02-25"),
        ("conference.initial_held", "2026-12-18", "T07", "2027-01-06"),
        ("placement.started", "2026-04-01", "T28", "2026-04-10"),
        ("placement.started", "2026-04-01", "T27", "2026-04-17"),
        ("complaint.received", "2026-12-11", "T85", "2026-12-29"),
        ("complaint.stage2_requested", "2026-03-02", "T87", "2026-04-08"),
        ("complaint.panel_requested", "2026-03-02", "T89", "2026-04-15"),
        ("care_review.held", "2026-11-30", "T33", "2027-02-28"),
        ("access_request.received", "2026-08-31", "T94", "2026-09-30"),
        ("access_request.received", "2026-11-25", "T94", "2026-12-29"),
    ];
    for (event, on, id, due) in examples {
        let clock = of_event(event, on, id);
        assert_eq!(clock["due"], due, "{event} of {on}, {id}");
        assert_eq!(clock["started_by"]["event"], event);
        assert_eq!(clock["started_by"]["on"], on);
        assert_eq!(clock["state"], if due < "2026-11-21" { "overdue" } else { "running" });
    }
}

#[test]
fn the_longer_time_of_stage_two_ends_on_the_day_that_was_worked_out() {
    let events = json!({ "events": [
        { "event": "complaint.stage2_requested", "on": "2026-03-02" },
        { "event": "complaint.extended", "on": "2026-03-20" },
    ] });
    let clocks = explained(&events, "2026-03-21");
    let stage2 = clocks.iter().find(|clock| clock["clock"] == "T87").expect("stage 2");
    assert_eq!((&stage2["due"], &stage2["state"]), (&json!("2026-06-05"), &json!("running")));
}

#[test]
fn a_limit_on_a_sunday_is_planned_for_the_friday_before() {
    let clock = of_event("care_review.held", "2026-11-30", "T33");
    assert_eq!((&clock["due"], &clock["plan_for"]), (&json!("2027-02-28"), &json!("2027-02-26")));
}

#[test]
fn hours_run_through_a_change_of_the_clocks() {
    let facts = json!({ "events": [{ "event": "missing.ended", "at": "2026-03-28T12:00:00Z" }] });
    let clocks = explained(&facts, "2026-03-29");
    let interview = clocks.iter().find(|clock| clock["clock"] == "T53").expect("a return interview");
    assert_eq!(interview["due_at"], "2026-03-31T12:00:00Z", "13:00 in British Summer Time");
}

#[test]
fn a_decision_on_a_contact_is_due_at_a_time_of_the_next_working_day() {
    let due = |at| {
        let facts = json!({ "events": [{ "event": "contact.received", "at": at }] });
        let clock = explained(&facts, "2026-03-06").into_iter().find(|clock| clock["clock"] == "T104");
        let clock = clock.expect("the decision");
        (clock["due"].clone(), clock["due_at"].clone())
    };
    assert_eq!(due("2026-03-06T10:25:00Z"), (json!("2026-03-09"), json!("2026-03-09T10:25:00Z")));
    assert_eq!(due("2026-03-06T21:40:00Z"), (json!("2026-03-09"), json!("2026-03-09T17:00:00Z")), "out of hours");
}

#[test]
fn what_counts_by_school_terms_has_a_date_or_is_named_with_the_reason() {
    let facts = |held| json!({ "events": [{ "event": "care.started", "on": "2020-01-06" }, { "event": "pep.held", "on": held }] });
    let review = explained(&facts("2026-09-14"), "2026-11-21").into_iter().find(|clock| clock["clock"] == "T51");
    assert_eq!(review.expect("a review")["due"], "2027-03-25");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("facts.json");
    std::fs::write(&file, facts("2019-09-16").to_string()).expect("written");
    let file = file.to_str().expect("a path of letters");
    let asked = ["explain", "clocks", file, "--authority", "sefton", "--today", "2020-02-03"];
    let said = hearth(&[&asked[..], &["--format", "json"]].concat()).ended(0);
    let json: Json = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(json["not_computed"][0]["clock"], "T51");
    assert!(json["not_computed"][0]["why"].as_str().is_some_and(|why| why.contains("load the terms")), "{json}");
    assert!(hearth(&asked).ended(0).out.contains("Review of the personal education plan"));
}

#[test]
fn a_conference_that_lies_ahead_stops_nothing_and_one_that_was_held_does() {
    let facts = json!({ "events": [
        { "event": "strategy_discussion.held", "on": "2026-03-20" },
        { "event": "conference.initial_held", "on": "2026-04-10" },
    ] });
    let state = |today| {
        let clocks = explained(&facts, today);
        let conference = clocks.into_iter().find(|clock| clock["clock"] == "T05").expect("the conference");
        (conference["state"].clone(), conference["stopped_on"].clone())
    };
    assert_eq!(state("2026-04-09"), (json!("running"), Json::Null));
    assert_eq!(state("2026-04-10"), (json!("met"), json!("2026-04-10")));
}

#[test]
fn the_facts_of_a_placement_decide_how_often_the_child_is_visited() {
    let facts = |until_18| {
        json!({ "person": { "born": "2012-02-28", "died": null }, "facts": { "placement_until_18": until_18, "csa_alleged": false },
            "events": [
                { "event": "care.started", "on": "2024-03-04" },
                { "event": "placement.started", "on": "2024-03-04" },
                { "event": "care_visit.made", "on": "2026-10-05" },
            ] })
    };
    let due = |until_18, id| {
        let clocks = explained(&facts(until_18), "2026-10-10");
        clocks
            .into_iter()
            .find(|clock| clock["clock"] == id && clock["state"] == "running")
            .map(|clock| clock["due"].clone())
    };
    assert_eq!((due(true, "T39"), due(true, "T40")), (Some(json!("2027-01-05")), None));
    assert_eq!((due(false, "T39"), due(false, "T40")), (None, Some(json!("2026-11-16"))));
}

#[test]
fn people_read_a_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("facts.json");
    std::fs::write(&file, r#"{"events":[{"event":"strategy_discussion.held","on":"2026-03-20"}]}"#).expect("written");
    let file = file.to_str().expect("a path of letters");
    let said = hearth(&["explain", "clocks", file, "--authority", "sefton", "--today", "2026-03-21"]).ended(0);
    for words in ["Initial child protection conference", "Tuesday 14 April 2026", "Easter Monday", "Working Together"] {
        assert!(said.out.contains(words), "{words} is not in\n{}", said.out);
    }
}

#[test]
fn facts_that_cannot_be_read_are_told_with_their_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("facts.json");
    let file = file.to_str().expect("a path of letters");
    let told = |text: &str, words: &str| {
        std::fs::write(file, text).expect("written");
        let said = hearth(&["explain", "clocks", file, "--authority", "sefton"]).ended(2);
        assert!(said.err.contains(words) && said.err.contains("facts.json"), "{}", said.err);
    };
    told(r#"{"events":[{"event":"strategy_discussion.hold","on":"2026-03-20"}]}"#, "event 1");
    told(r#"{"events":[{"event":"strategy_discussion.held"}]}"#, "has no day");
    told(r#"{"events":[{"event":"referral.received","on":"2026-02-30"}]}"#, "line 1");
    told("{\n  events", "line 2");
    std::fs::write(file, "{}").expect("written");
    let said = hearth(&["explain", "clocks", file, "--authority", "atlantis"]).ended(2);
    assert!(said.err.contains("atlantis") && said.err.contains("sefton"), "{}", said.err);
}
