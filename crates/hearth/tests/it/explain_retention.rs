//! `hearth explain retention`: dates that were worked out by hand, through the command.

use serde_json::{Value as Json, json};

use crate::command::hearth;

/// What the command says of these facts in a council on 22 November 2026.
fn explained(authority: &str, facts: &Json) -> Json {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("facts.json");
    std::fs::write(&file, facts.to_string()).expect("written");
    let file = file.to_str().expect("a path of letters");
    let args = ["explain", "retention", file, "--authority", authority, "--today", "2026-11-22", "--format", "json"];
    serde_json::from_str(&hearth(&args).ended(0).out).expect("JSON")
}

fn sefton(born: Option<&str>, events: &[(&str, &str)]) -> Json {
    let events: Vec<Json> = events.iter().map(|(event, on)| json!({ "event": event, "on": on })).collect();
    explained("sefton", &json!({ "person": { "born": born }, "events": events }))
}

/// The reason of one rule.
fn because<'a>(answer: &'a Json, rule: &str) -> &'a Json {
    let all = answer["because"].as_array().expect("reasons");
    all.iter().find(|one| one["rule"] == rule).unwrap_or_else(|| panic!("{rule} in {answer:#}"))
}

#[test]
fn q065_an_assessment_without_need_is_kept_for_seven_years() {
    let answer = sefton(None, &[("assessment.authorised", "2020-03-01"), ("assessment.not_in_need", "2020-03-01")]);
    assert_eq!((&answer["keep_until"], &answer["wins"]), (&json!("2027-03-01"), &json!("K01")));
    assert_eq!(answer["disposal_may_begin"], "2027-03-02", "the day after");
}

#[test]
fn q066_a_child_in_need_plan_is_kept_for_ten_years_until_a_protection_plan_replaces_the_date() {
    let mut events = vec![("cin_plan.started", "2015-04-01"), ("cin_plan.ended", "2016-01-31")];
    let answer = sefton(Some("2010-05-10"), &events);
    assert_eq!((&answer["keep_until"], &answer["wins"]), (&json!("2026-01-31"), &json!("K02")));
    events.extend([("cp_plan.started", "2017-02-01"), ("cp_plan.ended", "2017-09-01")]);
    assert_eq!(sefton(Some("2010-05-10"), &events)["keep_until"], "2103-05-10");
}

#[test]
fn q067_one_protection_plan_keeps_a_file_to_the_seventy_fifth_anniversary_of_the_eighteenth_birthday() {
    let answer = sefton(Some("2010-05-10"), &[("cp_plan.started", "2019-01-07"), ("cp_plan.ended", "2019-08-01")]);
    assert_eq!((&answer["keep_until"], &answer["wins"]), (&json!("2103-05-10"), &json!("K03")));
    assert_eq!(because(&answer, "K03")["trigger"]["counted_from"], "2028-05-10");
}

#[test]
fn q068_one_day_in_care_is_kept_as_long_and_the_floor_of_the_law_stands_beside_it() {
    let answer = sefton(Some("2010-05-10"), &[("care.started", "2019-01-07"), ("care.ended", "2019-01-08")]);
    assert_eq!((&answer["keep_until"], &answer["wins"]), (&json!("2103-05-10"), &json!("K04")));
    let floor = because(&answer, "K05");
    assert_eq!((&floor["until"], &floor["floor"]), (&json!("2085-05-10"), &json!(true)));
}

#[test]
fn q069_an_adoption_order_keeps_the_record_for_a_hundred_years() {
    let answer = sefton(
        Some("2021-05-10"),
        &[("care.started", "2021-06-07"), ("adoption.order_made", "2024-06-05"), ("care.ended", "2024-06-05")],
    );
    assert_eq!((&answer["keep_until"], &answer["wins"]), (&json!("2124-06-05"), &json!("K07")));
}

#[test]
fn q186_seventy_five_years_in_a_notice_give_way_to_the_hundred_of_the_law_and_that_is_flagged() {
    let adopted = json!({ "events": [{ "event": "adoption.order_made", "on": "2024-06-05" }] });
    let answer = explained("knowsley", &adopted);
    assert_eq!(answer["keep_until"], "2124-06-05");
    assert!(answer["flags"][0].as_str().is_some_and(|flag| flag.contains("up to 75 years")), "{answer:#}");
    assert_eq!(because(&answer, "K07")["floor"], true);
    let in_need = json!({ "events": [{ "event": "cin_plan.started", "on": "1990-01-31" }, { "event": "cin_plan.ended", "on": "1991-01-31" }] });
    let answer = explained("knowsley", &in_need);
    assert_eq!((&answer["keep_until"], &answer["or"]), (&Json::Null, &json!("indeterminate")));
    assert!(answer["lacks"][0].as_str().is_some_and(|lack| lack.contains("not supplied")));
}

#[test]
fn a_hold_an_open_request_and_a_leap_day_are_explained() {
    let facts = json!({
        "person": { "born": "1996-02-29", "died": null },
        "facts": { "placement_until_18": false, "csa_alleged": false },
        "events": [
            { "event": "care.started", "on": "2001-01-01" }, { "event": "care.ended", "on": "2002-01-01" },
            { "event": "access_request.received", "at": "2026-08-31T09:00:00Z" },
        ],
        "holds": [
            { "name": "inquiry", "from": "2026-01-01", "released": null },
            { "name": "earlier inquiry", "from": "2015-01-01", "released": "2022-10-20" },
        ],
    });
    let answer = explained("sefton", &facts);
    assert_eq!((&answer["keep_until"], &answer["or"]), (&json!("2089-03-01"), &json!("held")));
    assert_eq!((&answer["holds"], &answer["blocked_by"]), (&json!(["inquiry"]), &json!(["open access request"])));
}

#[test]
fn an_uncertain_birth_and_an_adult_are_explained() {
    let person = json!({ "born": "2010-02-01", "born_precision": "year" });
    let care = json!([{ "event": "care.started", "on": "2012-01-01" }, { "event": "care.ended", "on": "2012-06-01" }]);
    assert_eq!(explained("sefton", &json!({ "person": person, "events": care }))["keep_until"], "2103-12-31");
    let adult =
        json!({ "file": "adult", "named_in": [{ "keep_until": "2103-02-28" }, { "keep_until": "2026-01-31" }] });
    let answer = explained("sefton", &adult);
    assert_eq!((&answer["keep_until"], &answer["wins"]), (&json!("2103-02-28"), &json!("K19")));
}
