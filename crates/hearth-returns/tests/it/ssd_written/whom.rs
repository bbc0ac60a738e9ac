//! Whom the dataset counts, and which time it tells of.

use hearth_returns::ssd::Making;
use serde_json::json;

use super::{DAY, made, made_with, only};
use crate::column;
use crate::drawn::{Drawn, id, record};

#[test]
fn a_child_counts_of_whom_something_happened_in_the_last_six_years() {
    let known = Drawn::child();
    assert_eq!(
        made(&[&known]).table("ssd_person").map(hearth_returns::Table::len),
        Some(0),
        "known, and nothing happened"
    );
    let long_ago = Drawn::child().with("contact", json!({"received_at": "2020-11-21T09:00:00Z", "source": "2A"}));
    assert_eq!(made(&[&long_ago]).rows(), 3, "the worker, the team and the version");
    let just = Drawn::child().with("contact", json!({"received_at": "2020-11-22T09:00:00Z", "source": "2A"}));
    assert_eq!(column(&made(&[&just]), "ssd_person", "pers_person_id"), ["SF1"]);
    let ahead = Drawn::child().with("cin_plan", json!({"started": "2026-11-23"}));
    assert_eq!(made(&[&ahead]).table("ssd_cin_plans").map(hearth_returns::Table::len), Some(0));
}

#[test]
fn what_began_before_and_went_on_is_told_with_its_first_day_and_without_an_end_that_lies_ahead() {
    let child = Drawn::child()
        .with("cin_plan", json!({"started": "2019-01-07", "ended": "2021-01-07"}))
        .with("cin_plan", json!({"started": "2026-01-07", "ended": "2026-12-24"}))
        .with("cin_plan", json!({"started": "2012-01-07", "ended": "2013-01-07"}));
    let tables = made(&[&child]);
    assert_eq!(column(&tables, "ssd_cin_plans", "cinp_cin_plan_start_date"), ["2019-01-07", "2026-01-07"]);
    assert_eq!(column(&tables, "ssd_cin_plans", "cinp_cin_plan_end_date"), ["2021-01-07", ""]);
}

#[test]
fn a_person_has_the_local_identifier_or_the_id_of_their_record() {
    let nobody = Drawn::person(4, json!({"forename": "Ash", "surname": "Reeve", "legacy_id": "OLD4"}))
        .with("contact", json!({"received_at": "2026-10-22T09:00:00Z", "source": "2A"}));
    let tables = made(&[&nobody]);
    let person = only(&tables, "ssd_person");
    assert_eq!((person.cell("pers_person_id"), person.cell("pers_legacy_id")), (record(4, 1).as_str(), "OLD4"));
    assert_eq!(only(&tables, "ssd_contacts").cell("cont_person_id"), record(4, 1));
}

#[test]
fn a_mother_who_counts_has_her_own_identifier_and_is_said_to_be_one() {
    let contact = json!({"received_at": "2026-10-22T09:00:00Z", "source": "2A"});
    let mother = Drawn::person(
        2,
        json!({"la_child_id": "SF2", "forename": "Ash", "surname": "Reeve", "born": "2009-01-01", "sex": "F"}),
    )
    .with("contact", contact.clone());
    let of = json!({"relationship_type": "MOTHER", "other": id(2), "other_name": "Ash Reeve"});
    let child = Drawn::child().with("contact", contact.clone()).with("relationship", of.clone());
    let tables = made(&[&child, &mother]);
    let row = only(&tables, "ssd_mother");
    assert_eq!((row.cell("moth_person_id"), row.cell("moth_childs_person_id")), ("SF2", "SF1"));
    assert_eq!(row.cell("moth_childs_dob"), "2016-03-02");
    assert_eq!(column(&tables, "ssd_person", "pers_is_mother"), ["N", "Y"]);
    let alone = made(&[&child]);
    assert_eq!(only(&alone, "ssd_mother").cell("moth_person_id"), id(2), "she is the same to each of her children");
}

#[test]
fn a_protected_address_is_told_to_exist_and_not_where_it_is() {
    let child = Drawn::child().with("contact", json!({"received_at": "2026-10-22T09:00:00Z", "source": "2A"})).with(
        "address",
        json!({"address_type": "HOME", "street": "Elm Street", "postcode": "L20 3NJ", "started": "2026-01-01",
            "protected": true}),
    );
    let tables = made(&[&child]);
    let row = only(&tables, "ssd_address");
    assert_eq!((row.cell("addr_address_type"), row.cell("addr_address_start_date")), ("HOME", "2026-01-01"));
    assert_eq!(row.cell("addr_address_postcode"), "");
    assert!(!row.cell("addr_address_json").contains("Elm"), "{}", row.cell("addr_address_json"));
}

#[test]
fn free_text_is_written_only_for_whoever_may_read_it() {
    let child = Drawn::child()
        .with("offence", json!({"on": "2026-03-02", "description": "Took a bicycle"}))
        .with("early_help_episode", json!({"started": "2026-05-01", "reason": "Getting to school"}))
        .with("assessment", json!({"started": "2026-02-04", "outcome_comments": "Not safe at home"}));
    for (words, told) in [(true, true), (false, false)] {
        let tables = made_with(Making { words, ..Making::as_at(DAY) }, &[&child]);
        assert_eq!(only(&tables, "ssd_cla_convictions").cell("clac_cla_conviction_offence").contains("bicycle"), told);
        assert_eq!(only(&tables, "ssd_early_help_episodes").cell("earl_episode_reason").contains("school"), told);
        assert_eq!(only(&tables, "ssd_cin_assessments").cell("cina_assessment_outcome_json").contains("safe"), told);
    }
}

#[test]
fn a_caseload_is_that_of_the_last_thirtieth_of_september() {
    let held = |started: &str, ended: Option<&str>| {
        let mut fields = json!({"role": "CW", "worker": id(50), "started": started});
        if let Some(ended) = ended {
            fields["ended"] = ended.into();
        }
        Drawn::child().with("involvement", fields)
    };
    for (child, caseload) in [
        (held("2026-09-30", None), "1"),
        (held("2026-10-01", None), "0"),
        (held("2026-01-01", Some("2026-09-30")), "0"),
    ] {
        let tables = made(&[&child]);
        assert_eq!(only(&tables, "ssd_professionals").cell("prof_professional_caseload"), caseload);
    }
}

#[test]
fn what_lies_further_back_is_told_where_something_names_it_and_a_name_of_nothing_is_blank() {
    let child = Drawn::child()
        .with("s47_enquiry", json!({"started": "2019-01-07", "ended": "2019-01-20"}))
        .with(
            "conference",
            json!({"conference_kind": "INITIAL", "held_on": "2019-01-28", "s47_enquiry": record(1, 2), "plan_made": true}),
        )
        .with("cp_plan", json!({"started": "2019-01-28", "ended": "2021-02-01", "initial_category": "NEG", "conference": record(1, 3)}))
        .with("s47_enquiry", json!({"started": "2018-01-07", "ended": "2018-01-20"}))
        .with("visit", json!({"context": "CP", "visited_on": "2021-01-20", "child_seen": true, "plan": record(1, 99)}));
    let tables = made(&[&child]);
    assert_eq!(only(&tables, "ssd_initial_cp_conference").cell("icpc_icpc_id"), record(1, 3));
    assert_eq!(
        only(&tables, "ssd_s47_enquiry").cell("s47e_s47_enquiry_id"),
        record(1, 2),
        "not the one that nothing names"
    );
    assert_eq!(only(&tables, "ssd_cp_visits").cell("cppv_cp_plan_id"), "", "a plan that is not there");
}

#[test]
fn a_time_in_care_that_goes_on_is_told_from_its_first_day() {
    let child = Drawn::child()
        .with("period_of_care", json!({"started": "2018-03-01", "category_of_need": "N1"}))
        .with("legal_status", json!({"status": "C1", "started": "2018-03-01", "ended": "2018-09-01"}))
        .with("legal_status", json!({"status": "C2", "started": "2018-09-01"}))
        .with("placement", json!({"started": "2018-03-01", "placement_type": "U6", "provider": "PR1"}));
    let tables = made(&[&child]);
    assert_eq!(column(&tables, "ssd_cla_episodes", "clae_cla_episode_start_reason"), ["S", "L"]);
    assert_eq!(column(&tables, "ssd_legal_status", "lega_legal_status"), ["C1", "C2"]);
}
