//! What each table says, in the spellings of the dataset.

use serde_json::json;

use super::fields::whole;
use super::{made, only};
use crate::column;
use crate::drawn::{Drawn, id, record};

/// Table, column and what stands in it, of the child of whom everything is recorded.
const SAID: &[(&str, &str, &[&str])] = &[
    ("ssd_person", "pers_dob", &["2009-03-02"]),
    ("ssd_person", "pers_send_flag", &["Y"]),
    ("ssd_person", "pers_common_child_id", &["9990000018"]),
    ("ssd_address", "addr_address_postcode", &["L203NJ"]),
    ("ssd_disability", "disa_disability_code", &["VIS"]),
    ("ssd_immigration_status", "immi_immigration_status", &["Refugee status"]),
    ("ssd_family", "fami_family_id", &["F7"]),
    ("ssd_linked_identifiers", "link_identifier_type", &["NHS Number"]),
    ("ssd_legal_status", "lega_legal_status", &["C2"]),
    ("ssd_contacts", "cont_contact_date", &["2025-02-03T09:00:00"]),
    ("ssd_contacts", "cont_contact_source_desc", &["Schools"]),
    ("ssd_cin_episodes", "cine_referral_date", &["2025-02-03T10:00:00"]),
    ("ssd_cin_episodes", "cine_referral_nfa", &["N"]),
    ("ssd_cin_episodes", "cine_close_reason", &["RC2"]),
    ("ssd_early_help_episodes", "earl_episode_end_reason", &["MET"]),
    ("ssd_assessment_factors", "cinf_assessment_factors_json", &[r#"["1A","4B"]"#]),
    ("ssd_cin_visits", "cinv_cin_visit_bedroom", &["Y"]),
    ("ssd_cp_visits", "cppv_cp_visit_seen_alone", &["N"]),
    ("ssd_cla_visits", "clav_cla_visit_date", &["2025-08-18"]),
    ("ssd_initial_cp_conference", "icpc_icpc_target_date", &["2025-04-24"]),
    ("ssd_initial_cp_conference", "icpc_icpc_transfer_in", &["N"]),
    ("ssd_cp_plans", "cppl_cp_plan_initial_category", &["Neglect"]),
    ("ssd_cp_plans", "cppl_cp_plan_latest_category", &["Multiple"]),
    ("ssd_cp_reviews", "cppr_cp_review_due", &["2025-07-16"]),
    ("ssd_cp_reviews", "cppr_cp_review_outcome_continue_cp", &["Y"]),
    ("ssd_pre_proceedings", "prep_pre_pro_outcome", &["Decision to issue care proceedings"]),
    ("ssd_pre_proceedings", "prep_cp_plans_referral_period", &["1"]),
    ("ssd_pre_proceedings", "prep_prev_pre_proc_child", &["0"]),
    ("ssd_pre_proceedings", "prep_prev_care_proc_child", &["0"]),
    ("ssd_pre_proceedings", "prep_pre_pro_meetings_num", &["1"]),
    ("ssd_pre_proceedings", "prep_care_proc_court_hearings", &["1"]),
    ("ssd_pre_proceedings", "prep_care_proc_short_notice", &["Yes"]),
    ("ssd_pre_proceedings", "prep_plo_family_id", &["F7"]),
    ("ssd_cla_episodes", "clae_cla_episode_start_reason", &["S", "P"]),
    ("ssd_cla_episodes", "clae_cla_episode_ceased_reason", &["X1", "E2"]),
    ("ssd_cla_episodes", "clae_entered_care_date", &["2025-08-11", "2025-08-11"]),
    ("ssd_cla_episodes", "clae_cla_last_iro_contact_date", &["2025-10-01", "2025-10-01"]),
    ("ssd_cla_placement", "clap_cla_placement_type", &["U6", "K2"]),
    ("ssd_cla_placement", "clap_cla_placement_distance", &["", ""]),
    ("ssd_cla_reviews", "clar_cla_review_due_date", &["2025-09-09"]),
    ("ssd_cla_reviews", "clar_cla_review_cancelled", &["N"]),
    ("ssd_cla_previous_permanence", "lapp_previous_permanence_order_date", &["zz/05/2012"]),
    ("ssd_cla_health", "clah_health_check_type", &["Dental check"]),
    ("ssd_cla_immunisations", "clai_immunisations_status", &["Y"]),
    ("ssd_sdq_scores", "csdq_sdq_score", &["17", ""]),
    ("ssd_sdq_scores", "csdq_sdq_reason", &["", "SDQ2"]),
    ("ssd_missing", "miss_missing_episode_start_date", &["2026-04-01T22:00:00"]),
    ("ssd_missing", "miss_missing_rhi_accepted", &["N"]),
    ("ssd_permanence", "perm_permanence_order_type", &["Special guardianship"]),
    ("ssd_permanence", "perm_adopter_sex", &["MF"]),
    ("ssd_care_leavers", "clea_care_leaver_eligibility", &["Relevant"]),
    ("ssd_care_leavers", "clea_pathway_plan_review_date", &["2026-10-20"]),
    ("ssd_sen_need", "senn_active_ehcp_need_type", &["SEMH", "SLCN"]),
    ("ssd_sen_need", "senn_active_ehcp_need_rank", &["1", "2"]),
    ("ssd_ehcp_named_plan", "ehcn_named_plan_ceased_date", &["", "2022-05-20"]),
    ("ssd_professionals", "prof_professional_name", &["Kit Moor"]),
    ("ssd_professionals", "prof_full_time_equivalency", &["0.6"]),
    ("ssd_professionals", "prof_social_worker_registration_no", &["SW123"]),
    ("ssd_department", "dept_team_parent_name", &["", "Locality north"]),
    ("ssd_version_log", "version_number", &["1.4"]),
];

#[test]
fn each_table_says_what_the_records_say_in_the_words_of_the_dataset() {
    let tables = made(&[&whole()]);
    for (table, of, said) in SAID {
        assert_eq!(column(&tables, table, of), *said, "{table} {of}");
    }
}

#[test]
fn every_outcome_is_in_the_json_whether_it_was_recorded_or_not() {
    let tables = made(&[&whole()]);
    let said = |table: &str, column: &str| only(&tables, table).json(column).expect("JSON").expect("an object");
    let contact = said("ssd_contacts", "cont_contact_outcome_json");
    assert_eq!((&contact["NEW_REFERRAL_FLAG"], &contact["NFA_FLAG"]), (&json!("Y"), &json!("")));
    assert_eq!(contact.as_object().map(serde_json::Map::len), Some(10));
    let assessed = said("ssd_cin_assessments", "cina_assessment_outcome_json");
    assert_eq!((&assessed["TOTAL_NO_OF_OUTCOMES"], &assessed["COMMENTS"]), (&json!(1), &json!("")));
    let enquiry = said("ssd_s47_enquiry", "s47e_s47_outcome_json");
    assert_eq!((&enquiry["CP_CONFERENCE_FLAG"], &enquiry["OUTCOME_COMMENTS"]), (&json!("Y"), &json!("")));
    let plans = said("ssd_cla_care_plan", "lacp_cla_care_plan_json");
    assert_eq!((&plans["ADOPTION"], &plans["RETURN1M"]), (&json!("Y"), &json!("")));
    assert_eq!(plans.as_object().map(serde_json::Map::len), Some(10));
    assert_eq!(said("ssd_address", "addr_address_json")["HOUSE"], "5");
}

#[test]
fn what_names_no_referral_hangs_on_the_one_that_was_open() {
    let child = Drawn::child()
        .with("social_care_episode", json!({"received_on": "2025-02-03", "closed_on": "2025-06-01"}))
        .with("social_care_episode", json!({"received_on": "2025-09-03"}))
        .with("cin_plan", json!({"started": "2025-03-03", "ended": "2025-05-01"}))
        .with("cin_plan", json!({"started": "2025-10-03"}))
        .with("cin_plan", json!({"started": "2024-10-03", "ended": "2024-11-03"}));
    let tables = made(&[&child]);
    assert_eq!(column(&tables, "ssd_cin_plans", "cinp_referral_id"), [record(1, 2), record(1, 3), String::new()]);
}

#[test]
fn an_attempted_visit_saw_nobody_and_a_visit_of_another_purpose_is_in_no_table() {
    let child = Drawn::child()
        .with("visit", json!({"context": "CP", "visited_on": "2025-05-02", "attempted_only": true}))
        .with("visit", json!({"context": "CARE_LEAVER", "visited_on": "2025-05-02", "child_seen": true}));
    let tables = made(&[&child]);
    let row = only(&tables, "ssd_cp_visits");
    assert_eq!((row.cell("cppv_cp_visit_seen"), row.cell("cppv_cp_visit_seen_alone")), ("N", "N"));
    assert!(tables.table("ssd_cla_visits").is_some_and(hearth_returns::Table::is_empty));
}

#[test]
fn later_reviews_are_due_by_their_law() {
    let review = |held: &str| json!({"held": held, "participation": "PN1"});
    let child = Drawn::child()
        .with("period_of_care", json!({"started": "2025-01-06", "category_of_need": "N1"}))
        .with("care_review", review("2025-01-30"))
        .with("care_review", review("2025-04-28"))
        .with("care_review", review("2025-10-20"))
        .with("cp_plan", json!({"started": "2024-01-08", "ended": "2025-01-06", "initial_category": "NEG"}))
        .with("conference", json!({"conference_kind": "REVIEW", "held_on": "2024-04-02", "cp_plan": record(1, 6)}))
        .with("conference", json!({"conference_kind": "REVIEW", "held_on": "2024-09-24", "cp_plan": record(1, 6)}));
    let tables = made(&[&child]);
    assert_eq!(
        column(&tables, "ssd_cla_reviews", "clar_cla_review_due_date"),
        ["2025-02-03", "2025-04-30", "2025-10-28"]
    );
    assert_eq!(column(&tables, "ssd_cp_reviews", "cppr_cp_review_due"), ["2024-04-08", "2024-10-02"]);
}

#[test]
fn a_worker_without_an_account_is_known_by_the_registration() {
    let child = Drawn::child().with(
        "involvement",
        json!({"role": "CW", "started": "2026-02-05", "registration": "SW77", "worker_name": "Robin Example"}),
    );
    let tables = made(&[&child]);
    assert_eq!(column(&tables, "ssd_involvements", "invo_professional_id"), ["SW77"]);
    assert_eq!(column(&tables, "ssd_professionals", "prof_professional_id"), [id(50), "SW77".to_owned()]);
    assert_eq!(column(&tables, "ssd_professionals", "prof_professional_name"), ["Priya Nair", "Robin Example"]);
}

#[test]
fn a_young_person_whose_entitlement_nobody_recorded_has_what_the_time_in_care_gives() {
    let leaver = |born: &str, from: &str, until: Option<&str>| {
        let mut care = json!({"started": from, "category_of_need": "N1"});
        if let Some(until) = until {
            (care["ended"], care["end_reason"]) = (until.into(), "E4A".into());
        }
        Drawn::person(1, json!({"la_child_id": "SF1", "forename": "Wren", "surname": "Reeve", "born": born}))
            .with("period_of_care", care)
            .with("care_leaver", json!({"started": "2026-01-01"}))
    };
    for (who, said) in [
        (leaver("2009-06-01", "2020-01-01", None), "Eligible"),
        (leaver("2009-06-01", "2020-01-01", Some("2026-01-01")), "Relevant"),
        (leaver("2009-06-01", "2025-11-01", Some("2026-01-01")), "Qualifying"),
        (leaver("2007-06-01", "2020-01-01", Some("2025-06-01")), "Former Relevant"),
        (leaver("2009-06-01", "2020-01-01", Some("2025-05-01")), ""),
    ] {
        assert_eq!(only(&made(&[&who]), "ssd_care_leavers").cell("clea_care_leaver_eligibility"), said);
    }
}
