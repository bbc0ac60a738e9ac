//! What is told of a child, and of whom.

use hearth_returns::daily::Untold;
use jiff::civil::date;
use serde_json::{Value, json};

use super::{Child, TODAY, id, refusals};

fn episode(told: &Value) -> &Value {
    let all = told["social_care_episodes"].as_array().expect("episodes");
    assert_eq!(all.len(), 1);
    &all[0]
}

#[test]
fn only_what_is_recorded_is_told_and_nothing_is_ever_blank() {
    let told = Child::in_need().json();
    let whole = json!({
        "la_child_id": "SF1",
        "child_details": {"date_of_birth": "2016-05-04", "first_name": "Ada", "surname": "Reeve"},
        "social_care_episodes": [{"social_care_episode_id": id(1).to_string(), "referral_date": "2026-06-01"}],
    });
    assert_eq!(told, whole, "no disability, no sex and no flag is made out of silence");
}

#[test]
fn the_same_records_make_the_same_bytes_in_one_order() {
    let text = Child::in_need().payload().text();
    assert!(text.starts_with(r#"{"child_details":{"date_of_birth":"2016-05-04","first_name":"Ada","#), "{text}");
    assert_eq!(text, Child::in_need().payload().text());
}

#[test]
fn who_the_child_is_is_told_by_the_codes_of_the_year() {
    let number = [("identifier_type", "Former Unique Pupil Number"), ("value", "A123456789012")];
    let home = [("address_type", "HOME"), ("postcode", "pr8 1aa"), ("started", "2020-01-01")];
    let child = Child::in_need()
        .with("person_identifier", &number)
        .with("disability", &[("disability", "VIS")])
        .with("disability", &[("disability", "MOB"), ("started", "2020-01-01")])
        .with("disability", &[("disability", "NONE")])
        .with("disability", &[("disability", "HEAR"), ("ended", "2026-01-01")])
        .with("address", &home)
        .with("address", &[("address_type", "HOME"), ("postcode", "L20 3NJ"), ("ended", "2020-01-01")])
        .with("immigration_status", &[("status", "UASC"), ("started", "2024-01-01"), ("ended", "2026-02-01")])
        .with("sdq", &[("completed", "2026-05-01"), ("score", "17")])
        .with("sdq", &[("completed", "2020-05-01"), ("score", "3")])
        .with("sdq", &[("completed", "2026-06-01"), ("no_score_reason", "SDQ2")]);
    let told = child.json();
    let details = &told["child_details"];
    assert_eq!(details["former_unique_pupil_number"], "A123456789012");
    assert_eq!(details["disabilities"], json!(["MOB", "VIS"]));
    assert_eq!(details["postcode"], "PR8 1AA");
    assert_eq!((&details["uasc_flag"], &details["uasc_end_date"]), (&json!(false), &json!("2026-02-01")));
    assert_eq!(told["health_and_wellbeing"], json!({"sdq_assessments": [{"date": "2026-05-01", "score": 17}]}));
    assert_eq!(refusals(&[&child.payload()]), Vec::<String>::new());
}

#[test]
fn a_protected_home_is_not_told() {
    let refuge = [("address_type", "HOME"), ("postcode", "PR8 1AA"), ("protected", "yes")];
    assert_eq!(Child::in_need().with("address", &refuge).json()["child_details"].get("postcode"), None);
}

#[test]
fn a_sex_of_an_earlier_year_is_told_as_today_writes_it() {
    let mut child = Child::in_need();
    child.0[0].2.set("sex", Some("2@".into()));
    assert_eq!(child.told().err(), None);
    let person = [("la_child_id", "SF1"), ("born", "2016-05-04"), ("sex", "2")];
    let child = Child(Vec::new()).with("person", &person).with("social_care_episode", &[("received_on", "2026-06-01")]);
    assert_eq!(child.json()["child_details"]["sex"], "F");
}

#[test]
fn everything_that_hangs_on_the_episode_is_told_with_it() {
    let episode_id = id(1).to_string();
    let of = ("episode", episode_id.as_str());
    let enquiry = id(4).to_string();
    let case = [("decided", "2026-08-01"), ("matched", "2026-10-01")];
    let contact = [("on", "2026-09-01"), ("in_touch", "YES"), ("activity", "F4"), ("accommodation", "U")];
    let worker = [("role", "CW"), ("registration", "SW12345"), ("started", "2026-06-02"), ("ended", "2026-12-24")];
    let child = Child::in_need()
        .with("assessment", &[("started", "2026-06-02"), of, ("authorised_on", "2026-07-01"), ("factors", "4A, 1C")])
        .with("cin_plan", &[("started", "2026-07-02"), of, ("ended", "2026-08-01")])
        .with("s47_enquiry", &[("started", "2026-08-03"), ("conference_required", "yes"), ("ended", "2026-08-10")])
        .with("conference", &[("conference_kind", "INITIAL"), ("held_on", "2026-08-17"), ("s47_enquiry", &enquiry)])
        .with("cp_plan", &[("started", "2026-08-17"), ("initial_category", "NEG"), of])
        .with("permanence_case", &case)
        .with("care_leaver_contact", &contact)
        .with("involvement", &worker)
        .with("involvement", &[("role", "IRO"), ("registration", "SW9"), ("started", "2026-06-02")]);
    let told = child.json();
    let told = episode(&told);
    let assessment = json!([{
        "child_and_family_assessment_id": id(2).to_string(), "start_date": "2026-06-02",
        "authorisation_date": "2026-07-01", "factors": ["1C", "4A"],
    }]);
    assert_eq!(told["child_and_family_assessments"], assessment);
    let plan =
        json!([{"child_in_need_plan_id": id(3).to_string(), "start_date": "2026-07-02", "end_date": "2026-08-01"}]);
    assert_eq!(told["child_in_need_plans"], plan);
    let enquiries = json!([{
        "section_47_assessment_id": enquiry, "start_date": "2026-08-03", "icpc_required_flag": true,
        "icpc_date": "2026-08-17", "end_date": "2026-08-10",
    }]);
    assert_eq!(told["section_47_assessments"], enquiries);
    let protection = json!([{"child_protection_plan_id": id(6).to_string(), "start_date": "2026-08-17"}]);
    assert_eq!(told["child_protection_plans"], protection);
    let adoption = json!({"initial_decision_date": "2026-08-01", "matched_date": "2026-10-01"});
    assert_eq!(told["adoption"], adoption);
    let leaver = json!({"contact_date": "2026-09-01", "activity": "F4", "accommodation": "U"});
    assert_eq!(told["care_leavers"], leaver);
    let workers = json!([{"worker_id": "SW12345", "start_date": "2026-06-02"}]);
    assert_eq!(told["care_worker_details"], workers, "Christmas Eve lies ahead");
    assert_eq!(refusals(&[&child.payload()]), Vec::<String>::new());
}

#[test]
fn factors_are_told_once_the_assessment_is_authorised() {
    let child = Child::in_need().with("assessment", &[("started", "2026-06-02"), ("factors", "4A")]);
    assert_eq!(episode(&child.json())["child_and_family_assessments"][0].get("factors"), None);
}

#[test]
fn a_decision_for_adoption_that_was_reversed_is_told_no_more() {
    let reversed = [("decided", "2026-08-01"), ("reversed", "2026-10-01")];
    assert_eq!(episode(&Child::in_need().with("permanence_case", &reversed).json()).get("adoption"), None);
    let later = [("decided", "2026-08-01"), ("reversed", "2026-12-01")];
    assert!(episode(&Child::in_need().with("permanence_case", &later).json()).get("adoption").is_some());
}

#[test]
fn a_placement_is_told_with_the_reasons_of_its_first_and_its_last_care_episode() {
    let foster = [("placement_type", "U6"), ("provider", "PR1"), ("started", "2026-06-10"), ("ended", "2026-09-01")];
    let foster = [&foster[..], &[("postcode", "L21 1AA"), ("change_reason", "CHILD")]].concat();
    let hospital = [("placement_type", "T1"), ("started", "2026-07-01"), ("ended", "2026-07-08")];
    let home = [("placement_type", "K2"), ("provider", "PR4"), ("started", "2026-09-01"), ("ended", "2026-11-01")];
    let care = [("started", "2026-06-10"), ("ended", "2026-11-01"), ("category_of_need", "N1"), ("end_reason", "E4A")];
    let child = Child::in_need()
        .with("period_of_care", &care)
        .with("legal_status", &[("status", "V2"), ("started", "2026-06-10"), ("ended", "2026-11-01")])
        .with("placement", &foster)
        .with("placement", &hospital)
        .with("placement", &home);
    let told = child.json();
    let placements = episode(&told)["child_looked_after_placements"].as_array().expect("placements").clone();
    let foster = json!({
        "child_looked_after_placement_id": id(4).to_string(), "start_date": "2026-06-10", "start_reason": "S",
        "placement_type": "U6", "postcode": "L21 1AA", "end_date": "2026-09-01", "end_reason": "X1",
        "change_reason": "CHILD",
    });
    assert_eq!(placements[0], foster);
    assert_eq!(placements[1]["start_reason"], "P");
    assert_eq!(placements[2]["end_reason"], "E4A");
    assert_eq!(refusals(&[&child.payload()]), Vec::<String>::new());
}

#[test]
fn where_a_short_break_is_is_not_told() {
    let child = Child::in_need()
        .with("period_of_care", &[("started", "2026-06-10"), ("category_of_need", "N2")])
        .with("legal_status", &[("status", "V4"), ("started", "2026-06-10")])
        .with("placement", &[("placement_type", "U6"), ("started", "2026-06-10"), ("postcode", "L21 1AA")]);
    let told = child.json();
    assert_eq!(episode(&told)["child_looked_after_placements"][0].get("postcode"), None);
}

#[test]
fn a_child_counts_by_an_episode_that_was_open_in_the_window() {
    let with = |values: &[(&str, &str)]| {
        let person = [("la_child_id", "SF1"), ("born", "2010-05-04")];
        let child = Child(Vec::new()).with("person", &person).with("social_care_episode", values);
        child.told().ok().flatten().is_some()
    };
    let closed = |on| [("received_on", "2020-01-01"), ("closed_on", on), ("closure_reason", "RC1")];
    assert!(with(&closed("2024-04-01")) && !with(&closed("2024-03-31")));
    assert!(with(&[("received_on", "2026-11-23")]) && !with(&[("received_on", "2026-11-24")]));
    let nothing = |on| [("received_on", on), ("no_further_action", "yes")];
    assert!(with(&nothing("2024-04-01")) && !with(&nothing("2024-03-31")));
}

#[test]
fn nobody_counts_who_was_twenty_six_before_the_window_began() {
    let born = |born: &str| {
        let person = [("la_child_id", "SF1"), ("born", born)];
        let open = [("received_on", "2015-01-01")];
        let child = Child(Vec::new()).with("person", &person).with("social_care_episode", &open);
        child.told_on(TODAY).ok().flatten().is_some()
    };
    assert!(born("1998-04-02") && !born("1998-04-01"));
}

#[test]
fn a_child_who_cannot_be_named_to_the_department_is_said_to_be_left_out() {
    let person = [("la_child_id", "SF 1"), ("born", "2016-05-04")];
    let child = Child(Vec::new()).with("person", &person).with("social_care_episode", &[("received_on", "2026-06-01")]);
    assert!(matches!(child.told(), Err(Untold::NoIdentifier)));
    let adrift = Child(Vec::new())
        .with("person", &[("la_child_id", "SF1"), ("born", "2016-05-04")])
        .with("period_of_care", &[("started", "2026-06-10"), ("category_of_need", "N1")]);
    assert!(matches!(adrift.told(), Err(Untold::NoEpisode)));
    let known = Child(Vec::new()).with("person", &[("la_child_id", "SF1"), ("born", "2016-05-04")]);
    assert!(known.told().is_ok_and(|told| told.is_none()), "who is only known counts nowhere");
}

#[test]
fn a_child_who_is_not_born_yet_counts() {
    let person = [("la_child_id", "SF1"), ("expected", "2027-02-01")];
    let child = Child(Vec::new()).with("person", &person).with("social_care_episode", &[("received_on", "2026-06-01")]);
    let told = child.told_on(date(2026, 12, 1)).ok().flatten().expect("counts");
    assert!(told.text().contains(r#""expected_date_of_birth":"2027-02-01""#));
}
