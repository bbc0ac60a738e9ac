//! Every field of every table is filled from a record, or stands in the list of those that are not.

use std::collections::BTreeSet;
use std::sync::Arc;

use hearth_returns::check::Postcodes;
use hearth_returns::ssd::{Making, NOT_KEPT, SSD};
use serde_json::json;

use super::{DAY, made_with};
use crate::drawn::{Drawn, id, record};

/// A child of whom everything is recorded that the dataset asks for.
pub(super) fn whole() -> Drawn {
    let n = |n| record(1, n);
    Drawn::person(
        1,
        json!({
            "la_child_id": "SF1", "legacy_id": "OLD-1", "forename": "Wren", "surname": "Quillfeather", "born": "2009-03-02",
            "sex": "F", "gender_identity": "02", "ethnicity": "WBRI", "nationality": "AF", "nhs_number": "9990000018",
            "upn": "A123456789012", "upn_unknown": "UN3", "died": "2026-11-20",
        }),
    )
    .with("social_care_episode", json!({"received_on": "2025-02-03", "received_at": "2025-02-03T10:00:00Z", "source": "2A",
        "outcomes": ["SINGLE_ASSESSMENT_FLAG"], "no_further_action": false, "primary_need": "N1", "closed_on": "2026-11-20",
        "closure_reason": "RC2", "team": id(60), "worker": id(50)}))
    .with("contact", json!({"received_at": "2025-02-03T09:00:00Z", "source": "2A", "outcomes": ["NEW_REFERRAL_FLAG"]}))
    .with("early_help_episode", json!({"started": "2024-05-01", "ended": "2024-09-01", "reason": "Getting to school",
        "end_reason": "MET", "organisation": "Family hub", "worker": id(50)}))
    .with("assessment", json!({"started": "2025-02-04", "episode": n(2), "child_seen": true, "authorised_on": "2025-03-10",
        "outcomes": ["STRATEGY_DISCUSSION_FLAG"], "outcome_comments": "Not safe at home", "not_in_need": false, "factors": ["1A", "4B"],
        "team": id(60), "worker": id(50)}))
    .with("cin_plan", json!({"started": "2025-03-11", "ended": "2025-04-01", "episode": n(2), "team": id(60), "worker": id(50)}))
    .with("visit", json!({"context": "CIN", "visited_on": "2025-03-20", "child_seen": true, "seen_alone": true, "bedroom_seen": true,
        "plan": n(6)}))
    .with("s47_enquiry", json!({"started": "2025-04-01", "ended": "2025-04-10", "episode": n(2), "outcomes": ["CP_CONFERENCE_FLAG"],
        "outcome_comments": "Harm found", "no_further_action": false, "conference_required": true, "team": id(60), "worker": id(50)}))
    .with("conference", json!({"conference_kind": "INITIAL", "held_on": "2025-04-16", "s47_enquiry": n(8), "cp_plan": n(10),
        "meeting_id": "M1", "outcomes": ["CP_FLAG"], "plan_made": true, "rationale": "All agreed", "team": id(60), "worker": id(50)}))
    .with("cp_plan", json!({"started": "2025-04-16", "ended": "2025-08-11", "initial_category": "NEG", "latest_category": "MUL",
        "other_authority": false, "episode": n(2)}))
    .with("visit", json!({"context": "CP", "visited_on": "2025-05-02", "child_seen": true, "seen_alone": false, "bedroom_seen": true}))
    .with("conference", json!({"conference_kind": "REVIEW", "held_on": "2025-07-09", "cp_plan": n(10), "meeting_id": "M2",
        "plan_continues": true, "quorate": true, "participation": "PN1"}))
    .with("pre_proceedings", json!({"decided_on": "2025-06-02", "gateway": "B", "letter_on": "2025-06-05", "first_meeting": "2025-06-20",
        "review_meetings": ["2025-07-20"], "represented": "Yes", "step_decided_on": "2025-08-01", "outcome": "ISSUE",
        "issue_letter_on": "2025-08-04", "applied_on": "2025-08-05", "short_notice": "B", "first_plan": "A", "final_plan": "A"}))
    .with("court_case", json!({"application": "CARE", "issued_on": "2025-08-05", "case_number": "LV25C00001"}))
    .with("court_hearing", json!({"case": n(14), "hearing": "CMH", "held_on": "2025-09-01"}))
    .with("household_membership", json!({"family_id": "F7", "household_kind": "PROCEEDINGS"}))
    .with("period_of_care", json!({"started": "2025-08-11", "ended": "2026-11-20", "category_of_need": "N1", "end_reason": "E2",
        "home_postcode": "L20 3NJ"}))
    .with("legal_status", json!({"status": "C2", "started": "2025-08-11", "ended": "2026-11-20"}))
    .with("placement", json!({"started": "2025-08-11", "ended": "2026-01-15", "placement_type": "U6", "provider": "PR1",
        "urn": "SC000001", "postcode": "L21 1AA", "change_reason": "OTHER"}))
    .with("placement", json!({"started": "2026-01-15", "ended": "2026-11-20", "placement_type": "K2", "provider": "PR4",
        "urn": "SC000002", "postcode": "L22 1AA"}))
    .with("placement_cost", json!({"placement": n(19), "weekly": 700, "started": "2025-08-11"}))
    .with("reviewing_officer_contact", json!({"on": "2025-10-01", "with_child": true}))
    .with("care_review", json!({"held": "2025-09-05", "participation": "PN1"}))
    .with("visit", json!({"context": "CLA", "visited_on": "2025-08-18", "child_seen": true, "seen_alone": true}))
    .with("care_plan", json!({"started": "2025-08-20", "ended": "2026-11-20", "permanence_plans": ["LTFOST18", "ADOPTION"]}))
    .with("previous_permanence", json!({"option": "P1", "order_date": "2012-05-zz", "arranging_authority": "343"}))
    .with("health_check", json!({"check_type": "DENTAL", "on": "2026-02-01", "status": "Completed"}))
    .with("immunisation_status", json!({"as_at": "2026-02-01", "up_to_date": true}))
    .with("substance_misuse", json!({"identified": "2026-03-01", "substance": "Cannabis", "intervention_received": false}))
    .with("offence", json!({"on": "2026-03-02", "description": "Took a bicycle"}))
    .with("sdq", json!({"completed": "2026-02-20", "score": 17}))
    .with("sdq", json!({"completed": "2026-03-20", "no_score_reason": "SDQ2"}))
    .with("missing_episode", json!({"missing_type": "M", "started": "2026-04-01", "started_at": "2026-04-01T21:00:00Z",
        "ended": "2026-04-02", "ended_at": "2026-04-02T06:00:00Z"}))
    .with("return_interview", json!({"missing_episode": n(33), "offered": "Y", "accepted": "N"}))
    .with("permanence_case", json!({"decided": "2025-09-01", "early_placement_decided": "2025-09-01", "early_placed": "2025-09-10",
        "placement_order": "2025-10-01", "matched": "2025-11-01", "placed": "2025-12-01", "adopted_by_carer": false,
        "placed_with_carer": "2025-12-01", "reversed": "2026-05-01", "reversed_reason": "RD1", "sibling_group": true,
        "siblings_together": 1, "siblings_apart": 2, "agency_urn": "SC000003", "order_made": "2026-04-01", "order_type": "SGO",
        "worker": id(50)}))
    .with("adopters_in_codes", json!({"number": "2", "sex": "MF", "legal_status": "L11"}))
    .with("care_leaver", json!({"started": "2026-06-01", "eligibility": "RELEVANT", "adviser_name": "Sam Hope", "team": id(60),
        "worker": id(50)}))
    .with("care_leaver_contact", json!({"on": "2026-07-01", "in_touch": "YES", "activity": "F2", "accommodation": "D", "suitable": "1"}))
    .with("pathway_plan", json!({"prepared": "2026-06-20", "reviewed": ["2026-10-20"]}))
    .with("special_needs", json!({"primary_need": "SEMH", "secondary_need": "SLCN", "uln": "1234567890", "upn_unknown": "UN1",
        "requested_on": "2024-01-10", "request_outcome": "Y", "request_decided_on": "2024-02-10", "assessment_outcome": "Y",
        "assessment_decided_on": "2024-05-10", "exceptions": "1", "plan_started": "2024-05-20", "plan_reviewed": "2025-05-20"}))
    .with("special_needs", json!({"requested_on": "2021-01-10", "plan_started": "2021-05-20", "plan_ended": "2022-05-20",
        "plan_end_reason": "1"}))
    .with("address", json!({"address_type": "HOME", "room": "1", "floor": "2", "flat": "3", "building": "Pine Court", "house": "5",
        "street": "Elm Street", "town": "Bootle", "postcode": "L20 3NJ", "uprn": 100, "easting": 333_000, "northing": 395_000,
        "started": "2015-01-01", "ended": "2025-08-11"}))
    .with("disability", json!({"disability": "VIS", "started": "2015-01-01"}))
    .with("immigration_status", json!({"status": "REFUGEE", "started": "2015-01-01", "ended": "2020-01-01"}))
    .with("person_identifier", json!({"identifier_type": "NHS Number", "value": "9990000018", "valid_from": "2015-01-01",
        "valid_to": "2025-01-01"}))
    .with("relationship", json!({"relationship_type": "MOTHER", "other": id(2), "other_name": "Ash Quillfeather"}))
    .with("involvement", json!({"role": "CW", "worker": id(50), "team": id(60), "started": "2025-02-05", "ended": "2026-11-20",
        "change_reason": "MANAGE", "registration": "SW123", "episode": n(2)}))
    .with("worker", json!({"name": "Kit Moor", "worker": id(50), "staff_id": "E55", "full_time_percent": 60, "agency": true}))
    .with("team", json!({"name": "Assessment", "team": id(61), "parent": id(60)}))
}

fn places() -> Arc<Postcodes> {
    let directory = "pcds,oscty,laua,oseast1m,osnrth1m\nL20 3NJ,E11000002,E08000014,333000,395000\nL21 1AA,E11000002,E08000014,334000,396000\n";
    Arc::new(Postcodes::read_csv(directory.as_bytes()).expect("a directory"))
}

#[test]
fn every_field_of_every_table_is_filled_from_a_record_or_is_named_as_one_that_is_not() {
    let unborn = Drawn::person(
        3,
        json!({"la_child_id": "SF3", "forename": "Baby", "surname": "Moor", "expected": "2027-01-05"}),
    )
    .with("contact", json!({"received_at": "2026-11-03T09:00:00Z", "source": "3A"}));
    let making = Making { words: true, postcodes: Some(places()), ..Making::as_at(DAY) };
    let tables = made_with(making, &[&whole(), &unborn]);
    let not_kept: BTreeSet<(&str, &str)> = NOT_KEPT.iter().map(|not| (not.table, not.field)).collect();
    assert_eq!(not_kept.len(), NOT_KEPT.len(), "each is named once");
    let mut wrong = Vec::new();
    for table in tables.tables() {
        for column in table.spec().columns {
            let filled = table.rows().any(|row| !row.cell(column.name).is_empty());
            let named = not_kept.contains(&(table.name(), column.name));
            if filled == named {
                let what = if filled { "filled, and said not to be" } else { "neither filled nor named" };
                wrong.push(format!("{} {}: {what}", table.name(), column.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_named_as_not_kept_is_a_field_of_the_dataset() {
    for not in NOT_KEPT {
        let table = SSD.tables.iter().find(|table| table.name == not.table);
        assert!(table.is_some_and(|table| table.find(not.field).is_some()), "{} {}", not.table, not.field);
        assert!(!not.why.is_empty() && !not.why.contains("  "), "{}", not.why);
    }
}
