//! Contacts, early help, children in need.

use crate::spec::ColumnKind::{Child, Code, Flag, Json, Key, Label, Moment};
use crate::spec::{Owner, TableSpec, col, opt};

pub(super) static CONTACTS: TableSpec = TableSpec {
    name: "ssd_contacts",
    columns: &[
        col("cont_contact_id", Key),
        col("cont_person_id", Child),
        col("cont_contact_date", Moment),
        col("cont_contact_source_code", Code),
        col("cont_contact_source_desc", Label),
        col("cont_contact_outcome_json", Json),
    ],
    owner: Owner::Child("cont_person_id"),
    aliases: &[],
};

pub(super) static EARLY_HELP_EPISODES: TableSpec = TableSpec {
    name: "ssd_early_help_episodes",
    columns: &[
        col("earl_episode_id", Key),
        col("earl_person_id", Child),
        col("earl_episode_start_date", Moment),
        col("earl_episode_end_date", Moment),
        col("earl_episode_reason", Label),
        col("earl_episode_end_reason", Label),
        col("earl_episode_organisation", Label),
        col("earl_episode_worker_id", Key),
    ],
    owner: Owner::Child("earl_person_id"),
    aliases: &[],
};

pub(super) static CIN_EPISODES: TableSpec = TableSpec {
    name: "ssd_cin_episodes",
    columns: &[
        col("cine_referral_id", Key),
        col("cine_person_id", Child),
        col("cine_referral_date", Moment),
        col("cine_cin_primary_need_code", Code),
        col("cine_referral_source_code", Code),
        col("cine_referral_source_desc", Label),
        col("cine_referral_outcome_json", Json),
        col("cine_referral_nfa", Flag),
        col("cine_close_reason", Code),
        col("cine_close_date", Moment),
        col("cine_referral_team", Key),
        col("cine_referral_worker_id", Key),
    ],
    owner: Owner::Child("cine_person_id"),
    aliases: &[],
};

pub(super) static CIN_ASSESSMENTS: TableSpec = TableSpec {
    name: "ssd_cin_assessments",
    columns: &[
        col("cina_assessment_id", Key),
        col("cina_person_id", Child),
        col("cina_referral_id", Key),
        col("cina_assessment_start_date", Moment),
        col("cina_assessment_child_seen", Flag),
        col("cina_assessment_auth_date", Moment),
        col("cina_assessment_outcome_json", Json),
        col("cina_assessment_outcome_nfa", Flag),
        col("cina_assessment_team", Key),
        col("cina_assessment_worker_id", Key),
    ],
    owner: Owner::Child("cina_person_id"),
    aliases: &[],
};

pub(super) static ASSESSMENT_FACTORS: TableSpec = TableSpec {
    name: "ssd_assessment_factors",
    columns: &[col("cinf_table_id", Key), col("cinf_assessment_id", Key), col("cinf_assessment_factors_json", Json)],
    owner: Owner::Through { column: "cinf_assessment_id", table: "ssd_cin_assessments", key: "cina_assessment_id" },
    aliases: &[],
};

pub(super) static CIN_PLANS: TableSpec = TableSpec {
    name: "ssd_cin_plans",
    columns: &[
        col("cinp_cin_plan_id", Key),
        col("cinp_referral_id", Key),
        col("cinp_person_id", Child),
        col("cinp_cin_plan_start_date", Moment),
        col("cinp_cin_plan_end_date", Moment),
        col("cinp_cin_plan_team", Key),
        col("cinp_cin_plan_worker_id", Key),
    ],
    owner: Owner::Child("cinp_person_id"),
    aliases: &[],
};

pub(super) static CIN_VISITS: TableSpec = TableSpec {
    name: "ssd_cin_visits",
    columns: &[
        col("cinv_cin_visit_id", Key),
        col("cinv_person_id", Child),
        col("cinv_cin_visit_date", Moment),
        col("cinv_cin_visit_seen", Flag),
        col("cinv_cin_visit_seen_alone", Flag),
        col("cinv_cin_visit_bedroom", Flag),
        opt("cinv_cin_plan_id", Key),
    ],
    owner: Owner::Child("cinv_person_id"),
    aliases: &[],
};
