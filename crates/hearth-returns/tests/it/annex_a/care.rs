use std::sync::Arc;

use hearth_returns::annex_a::Making;
use hearth_returns::check::Postcodes;
use serde_json::json;

use super::{count, made, made_with, making, only};
use crate::drawn::{Drawn, id, record};

fn in_care() -> Drawn {
    Drawn::child()
        .with(
            "period_of_care",
            json!({"started": "2025-12-01", "ended": "2026-02-01", "category_of_need": "N1", "end_reason": "E4A"}),
        )
        .with("period_of_care", json!({"started": "2026-04-01", "category_of_need": "N1", "home_postcode": "L20 3NJ"}))
        .with("legal_status", json!({"status": "V2", "started": "2026-04-01", "ended": "2026-06-01"}))
        .with("legal_status", json!({"status": "C1", "started": "2026-06-01"}))
        .with(
            "placement",
            json!({"started": "2026-04-01", "ended": "2026-07-01", "placement_type": "U6", "provider": "PR1",
            "postcode": "L21 1AA"}),
        )
        .with(
            "placement",
            json!({"started": "2026-07-01", "placement_type": "K2", "provider": "PR4", "urn": "SC000002",
            "postcode": "L22 1AA"}),
        )
        .with("involvement", json!({"role": "CW", "worker": id(50), "team": id(60), "started": "2026-04-01"}))
}

#[test]
fn a_child_who_is_looked_after_is_listed_with_how_the_care_stands() {
    let child = in_care()
        .with("care_review", json!({"held": "2026-04-20"}))
        .with("care_review", json!({"held": "2026-07-13"}))
        .with("visit", json!({"context": "CLA", "visited_on": "2026-11-02", "child_seen": true}))
        .with("reviewing_officer_contact", json!({"on": "2026-10-05", "with_child": true}))
        .with("reviewing_officer_contact", json!({"on": "2026-10-25", "with_child": false}))
        .with("care_plan", json!({"started": "2026-04-20", "permanence_plans": ["LTFOST18"]}))
        .with("health_check", json!({"check_type": "HEALTH_ASSESSMENT", "on": "2026-05-01", "status": "Completed"}))
        .with("health_check", json!({"check_type": "DENTAL", "on": "2026-09-01", "status": "Refused"}))
        .with("immigration_status", json!({"status": "UASC", "started": "2024-01-01", "ended": "2025-12-31"}));
    let lists = made(&[&child]);
    let columns = [
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
        "Date Started to be Looked After",
        "Child's Category of Need",
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
        "Start date of current legal status",
        "Child's Legal Status",
        "Date of Latest Statutory Review",
        "Date of Last Social Work Visit",
        "What is the permanence plan for this child?",
        "Date of Last IRO Visit / Contact to the Child",
        "Date of Last Health Assessment",
        "Date of Last Dental Check",
    ];
    let listed = [
        "a) Yes",
        "01/04/2026",
        "N1 - Abuse or neglect",
        "a) Yes",
        "01/06/2026",
        "C1: ICO",
        "13/07/2026",
        "02/11/2026",
        "f) Long-term fostering",
        "05/10/2026",
        "01/05/2026",
        "",
    ];
    assert_eq!(only(&lists, 8, &columns), listed);
    let columns =
        ["Date Ceased to be Looked After", "Reason Ceased to be Looked After", "Allocated Team", "Allocated Worker"];
    assert_eq!(only(&lists, 8, &columns), ["", "", "Locality north", "Priya Nair"]);
}

#[test]
fn where_a_child_lives_is_said_of_the_last_placement() {
    let lists = made(&[&in_care()]);
    let columns = [
        "Number of Placements in the Last 12 months",
        "Start Date of Most Recent Placement",
        "Placement Type",
        "Placement Provider",
        "Placement postcode",
        "URN of Placement",
        "Placement Location",
        "LA of Placement",
    ];
    let listed =
        ["2", "01/07/2026", "p) K2: Children's Homes", "e) PR4: Private provision", "L22 1AA", "SC000002", "", ""];
    assert_eq!(only(&lists, 8, &columns), listed);
    let named = lists.not_filled.iter().filter(|not| not.list == 8).count();
    assert_eq!(named, 2, "what is blank for want of a directory is named");
}

#[test]
fn a_directory_says_in_whose_area_a_placement_lies() {
    let directory = |code: &str| {
        let text = format!("pcds,oscty,laua,oseast1m,osnrth1m\nL22 1AA,E11000002,{code},334000,396000\n");
        Some(Arc::new(Postcodes::read_csv(text.as_bytes()).expect("a directory")))
    };
    for (code, location, name) in [
        ("E08000014", "a) In", "Sefton"),
        ("E08000011", "b) Out", "Knowsley"),
        ("W06000008", "b) Out", "WAL - Child placed in Wales"),
    ] {
        let lists = made_with(Making { postcodes: directory(code), ..making() }, &[&in_care()]);
        assert_eq!(only(&lists, 8, &["Placement Location", "LA of Placement"]), [location, name]);
        assert!(lists.not_filled.iter().all(|not| not.list != 8));
    }
}

#[test]
fn missing_episodes_of_the_year_are_counted_and_the_last_interview_told() {
    let child = in_care()
        .with("missing_episode", json!({"missing_type": "M", "started": "2026-04-05", "ended": "2026-04-06"}))
        .with("missing_episode", json!({"missing_type": "M", "started": "2026-08-05", "ended": "2026-08-06"}))
        .with("missing_episode", json!({"missing_type": "A", "started": "2026-09-05", "ended": "2026-09-06"}))
        .with("missing_episode", json!({"missing_type": "M", "started": "2025-09-05", "ended": "2025-09-06"}))
        .with("return_interview", json!({"missing_episode": record(1, 9), "offered": "N"}))
        .with("return_interview", json!({"missing_episode": record(1, 10), "offered": "Y", "accepted": "N"}));
    let columns = [
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
        "Was the child offered a Return Interview after their last missing episode (Y/N)?",
        "Did the child accept a Return Interview after their last missing episode (Y/N)?",
    ];
    assert_eq!(only(&made(&[&child]), 8, &columns), ["2", "1", "a) Yes", "b) No"]);
    assert_eq!(only(&made(&[&in_care()]), 8, &columns), ["0", "0", "", ""]);
}

#[test]
fn a_child_who_left_care_in_the_six_months_is_listed_with_why() {
    let left = |on: &str| {
        Drawn::child().with(
            "period_of_care",
            json!({"started": "2025-12-01", "ended": on, "category_of_need": "N1", "end_reason": "E4A"}),
        )
    };
    let columns = ["Date Ceased to be Looked After", "Reason Ceased to be Looked After"];
    assert_eq!(
        only(&made(&[&left("2026-05-22")]), 8, &columns),
        ["22/05/2026", "e) E4A: Returned home to live with parents or relatives - part of planning"]
    );
    assert_eq!(count(&made(&[&left("2026-05-21")]), 8), 0);
}

#[test]
fn a_code_that_is_newer_than_the_published_answers_is_written_with_its_meaning() {
    let child = Drawn::child()
        .with("period_of_care", json!({"started": "2026-04-01", "category_of_need": "N1"}))
        .with("placement", json!({"started": "2026-04-01", "placement_type": "K3", "provider": "PR4"}));
    let said = only(&made(&[&child]), 8, &["Placement Type"]);
    assert!(said[0].starts_with("K3: ") && said[0].len() > 5, "{said:?}");
}

fn young(born: &str) -> Drawn {
    Drawn::person(1, json!({"la_child_id": "SF1", "forename": "Wren", "surname": "Reeve", "born": born}))
}

#[test]
fn a_care_leaver_is_listed_as_the_last_contact_found_them() {
    let leaver = young("2007-06-01")
        .with(
            "period_of_care",
            json!({"started": "2020-01-01", "ended": "2025-06-01", "category_of_need": "N1", "end_reason": "E6"}),
        )
        .with("care_leaver", json!({"started": "2025-06-01", "personal_adviser": id(50), "team": id(60)}))
        .with("care_leaver_contact", json!({"on": "2026-05-30", "in_touch": "NO"}))
        .with(
            "care_leaver_contact",
            json!({"on": "2026-09-01", "in_touch": "YES", "activity": "F2", "accommodation": "U", "suitable": "1"}),
        )
        .with("pathway_plan", json!({"prepared": "2025-05-01", "reviewed": ["2026-01-10", "2026-07-10"]}));
    let columns = [
        "Eligibility Category",
        "Allocated Personal Advisor",
        "Allocated Team",
        "Latest Pathway Plan Review Date",
        "LA in Touch",
        "Latest Date of Contact",
        "Type of Accommodation",
        "Suitability of Accommodation",
        "Activity Status",
        "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
    ];
    let listed = [
        "b) Former relevant child",
        "Priya Nair",
        "Locality north",
        "10/07/2026",
        "a) Yes",
        "01/09/2026",
        "U: Independent living",
        "a) Suitable",
        "F2: Full time in education other than higher",
        "b) No",
    ];
    assert_eq!(only(&made(&[&leaver]), 9, &columns), listed);
}

#[test]
fn who_is_sixteen_and_in_care_long_enough_is_entitled_without_any_record_of_leaving() {
    let care = json!({"started": "2025-01-01", "category_of_need": "N1"});
    let eligible = young("2010-06-01").with("period_of_care", care.clone());
    assert_eq!(only(&made(&[&eligible]), 9, &["Eligibility Category"]), ["d) Eligible child"]);
    let too_young = young("2011-06-01").with("period_of_care", care);
    assert_eq!(count(&made(&[&too_young]), 9), 0);
    let over = json!({"started": "2020-01-01", "ended": "2022-01-01", "category_of_need": "N1", "end_reason": "E6"});
    let grown = young("2004-06-01").with("period_of_care", over.clone());
    assert_eq!(count(&made(&[&grown]), 9), 0, "22, and nobody recorded that support goes on");
    let ended = young("2007-06-01")
        .with("period_of_care", over)
        .with("care_leaver", json!({"started": "2022-01-01", "ended": "2026-01-01"}));
    assert_eq!(count(&made(&[&ended]), 9), 0);
}
