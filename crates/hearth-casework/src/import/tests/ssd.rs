use super::{account_of, of_kind, only_child, read_ssd, texts};
use crate::import::{Import, Target};

const PERSON: &str = "pers_person_id,pers_forename,pers_surname,pers_sex,pers_dob,pers_upn_unknown,pers_death_date\n\
    7,Wren,Quillfeather,F,2014-03-02 00:00:00.000,UN3,NULL\n";

#[test]
fn a_person_with_names_is_made() {
    let child = only_child(&read_ssd(&[("p.csv", PERSON)]), 2026);
    assert_eq!(texts(&child, "person", "surname"), ["Quillfeather"]);
    assert_eq!(texts(&child, "person", "born"), ["2014-03-02"]);
    assert!(child.left_out.is_empty(), "{:?}", child.left_out);
}

#[test]
fn ids_of_the_dataset_are_the_import_keys_and_join_its_rows() {
    let tables = read_ssd(&[
        ("p.csv", PERSON),
        (
            "e.csv",
            "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_outcome_json\n\
            R1,7,2025-04-02T09:30:00,\"{\"\"SINGLE_ASSESSMENT_FLAG\"\": \"\"Y\"\", \"\"NFA_FLAG\"\": \"\"\"\"}\"\n",
        ),
        (
            "a.csv",
            "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date\nS1,7,R1,2025-04-03\n",
        ),
        ("f.csv", "cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json\n1,S1,\"[\"\"1A\"\", \"\"2B\"\"]\"\n"),
    ]);
    let child = only_child(&tables, 2026);
    let episode = of_kind(&child, "social_care_episode")[0];
    assert_eq!(episode.key, "ssd/R1");
    assert_eq!(episode.fields.text("received_at"), Some("2025-04-02T08:30:00Z"), "summer time in England");
    assert_eq!(episode.fields.get("outcomes"), Some(&vec!["SINGLE_ASSESSMENT_FLAG"].into()));
    let assessment = of_kind(&child, "assessment")[0];
    assert_eq!(assessment.fields.get("factors"), Some(&vec!["1A", "2B"].into()));
    assert_eq!(assessment.refers[0].to, Target::Record("social_care_episode", "ssd/R1".to_owned()));
    assert!(account_of(&tables, 2026).reconciles());
}

#[test]
fn a_mother_is_named_in_the_childs_file() {
    let people = format!("{PERSON}8,Ash,Quillfeather,F,1990-01-01,,\n");
    let tables = read_ssd(&[
        ("p.csv", &people),
        ("m.csv", "moth_table_id,moth_person_id,moth_childs_person_id,moth_childs_dob\n1,8,7,2014-03-02\n"),
    ]);
    let child = only_child(&tables, 2026);
    assert_eq!(texts(&child, "relationship", "other_name"), ["Ash Quillfeather"]);
    assert_eq!(of_kind(&child, "relationship")[0].refers[0].to, Target::Person("8".to_owned()));
}

#[test]
fn a_period_of_care_is_made_from_its_episodes() {
    let tables = read_ssd(&[
        ("p.csv", PERSON),
        (
            "e.csv",
            "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_start_reason,\
            clae_cla_primary_need_code,clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason,clae_cla_id,\
            clae_cla_placement_id,clae_entered_care_date\n\
            E1,7,2025-04-01,S,N1,2025-05-01,X1,C1,P1,2025-04-01\n\
            E2,7,2025-05-01,T,N1,2025-06-01,E4A,C1,P2,2025-04-01\n",
        ),
        (
            "l.csv",
            "lega_legal_status_id,lega_person_id,lega_legal_status,lega_legal_status_start_date,lega_legal_status_end_date\n\
            L1,7,V2,2025-04-01,2025-06-01\n",
        ),
        (
            "q.csv",
            "clap_cla_placement_id,clap_person_id,clap_cla_id,clap_cla_placement_start_date,clap_cla_placement_end_date,clap_cla_placement_type\n\
            P1,7,C1,2025-04-01,2025-05-01,U6\nP2,7,C1,2025-05-01,2025-06-01,U6\n",
        ),
    ]);
    let child = only_child(&tables, 2026);
    let period = of_kind(&child, "period_of_care")[0];
    assert_eq!((period.fields.text("started"), period.fields.text("ended")), (Some("2025-04-01"), Some("2025-06-01")));
    assert_eq!(period.fields.text("end_reason"), Some("E4A"));
    let second = of_kind(&child, "placement")[1];
    assert_eq!(second.fields.get("same_carer"), Some(&true.into()));
    assert!(account_of(&tables, 2026).reconciles());
}

#[test]
fn words_are_read_where_the_dataset_has_words() {
    let tables = read_ssd(&[
        ("p.csv", PERSON),
        (
            "h.csv",
            "clah_health_check_id,clah_person_id,clah_health_check_type,clah_health_check_date,clah_health_check_status\n\
            1,7,Health Assessment,2025-05-01,Completed\n",
        ),
        (
            "m.csv",
            "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,\
            miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted\n\
            1,7,2025-05-01T22:00:00,Missing,2025-05-02T06:30:00,Y,N\n",
        ),
        (
            "c.csv",
            "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_initial_category\n\
            1,7,2025-05-01,Neglect\n",
        ),
    ]);
    let child = only_child(&tables, 2026);
    assert_eq!(texts(&child, "health_check", "check_type"), ["HEALTH_ASSESSMENT"]);
    assert_eq!(texts(&child, "missing_episode", "started_at"), ["2025-05-01T21:00:00Z"]);
    assert_eq!(texts(&child, "return_interview", "accepted"), ["N"]);
    assert_eq!(texts(&child, "cp_plan", "initial_category"), ["NEG"]);
    assert!(child.left_out.is_empty(), "{:?}", child.left_out);
    assert!(account_of(&tables, 2026).reconciles());
}

#[test]
fn a_plan_for_education_is_one_record_with_its_request() {
    let tables = read_ssd(&[
        ("s.csv", "send_table_id,send_upn,send_uln,send_upn_unknown,send_person_id\nS1,,,,7\n"),
        (
            "q.csv",
            "ehcr_ehcp_request_id,ehcr_send_table_id,ehcr_ehcp_req_date,ehcr_ehcp_req_outcome_date,ehcr_ehcp_req_outcome\nQ1,S1,2025-01-05,2025-02-01,Y\n",
        ),
        (
            "a.csv",
            "ehca_ehcp_assessment_id,ehca_ehcp_request_id,ehca_ehcp_assessment_outcome_date,ehca_ehcp_assessment_outcome\nA1,Q1,2025-04-01,Y\n",
        ),
        (
            "n.csv",
            "ehcn_named_plan_id,ehcn_ehcp_asmt_id,ehcn_named_plan_start_date\nN1,A1,2025-05-01\nN2,A9,2025-05-01\n",
        ),
    ]);
    let child = only_child(&tables, 2026);
    assert_eq!(texts(&child, "special_needs", "plan_started"), ["2025-05-01"]);
    let account = account_of(&tables, 2026);
    assert!(account.reconciles(), "{account}");
    assert_eq!(account.total().rejected, 1, "the plan of no assessment");
}

#[test]
fn the_time_before_proceedings_is_a_record() {
    let tables = read_ssd(&[
        ("p.csv", PERSON),
        (
            "q.csv",
            "prep_table_id,prep_person_id,prep_pre_pro_decision_date,prep_pre_pro_outcome,prep_legal_gateway_outcome,\
            prep_pre_pro_parents_legal_rep,prep_pre_pro_meetings_num\n\
            1,7,2025-05-01,Decision to step down,B,Yes,3\n2,7,PLACEHOLDER_DATA,PLACEHOLDER_DATA,,,\n",
        ),
    ]);
    let child = only_child(&tables, 2026);
    assert_eq!(texts(&child, "pre_proceedings", "outcome"), ["STEPDOWN"]);
    assert_eq!(texts(&child, "pre_proceedings", "gateway"), ["B"]);
    let account = account_of(&tables, 2026);
    assert!(account.reconciles(), "{account}");
    assert_eq!(account.total().rejected, 1, "a row that says nothing yet");
}

#[test]
fn workers_and_teams_are_listed_apart() {
    let tables = read_ssd(&[
        (
            "w.csv",
            "prof_professional_id,prof_professional_name,prof_social_worker_registration_no,prof_agency_worker_flag\nW1,Robin Example,SW12,N\n",
        ),
        ("t.csv", "dept_team_id,dept_team_name,dept_team_parent_id\nT1,Assessment North,NULL\n"),
        (
            "i.csv",
            "invo_involvements_id,invo_professional_id,invo_professional_role_id,invo_professional_team,invo_person_id,invo_involvement_start_date\n\
            1,W1,CW,T1,7,2025-04-01\n2,W1,Tea maker,T1,7,2025-04-02\n",
        ),
    ]);
    let import = Import::new(&tables, 2026);
    assert_eq!(import.workers()[0].registration.as_deref(), Some("SW12"));
    assert_eq!(import.teams()[0].parent, None);
    let child = only_child(&tables, 2026);
    assert_eq!(texts(&child, "involvement", "registration"), ["SW12", "SW12"]);
    assert_eq!(texts(&child, "involvement", "role"), ["CW", "OTHER"]);
    assert_eq!(child.left_out.len(), 1);
    assert!(account_of(&tables, 2026).reconciles());
}
