//! Looked-after children, permanence and care leavers.

use crate::spec::ColumnKind::{
    Child, Code, Decimal, Flag, Json, Key, Label, Moment, Narrative, PartialDate, Private, Whole,
};
use crate::spec::{Owner, TableSpec, col, opt};

pub(super) static CLA_EPISODES: TableSpec = TableSpec {
    name: "ssd_cla_episodes",
    columns: &[
        col("clae_cla_episode_id", Key),
        col("clae_person_id", Child),
        col("clae_cla_episode_start_date", Moment),
        col("clae_cla_episode_start_reason", Code),
        col("clae_cla_primary_need_code", Code),
        col("clae_cla_episode_ceased_date", Moment),
        col("clae_cla_episode_ceased_reason", Code),
        col("clae_cla_id", Key),
        col("clae_referral_id", Key),
        col("clae_cla_placement_id", Key),
        col("clae_entered_care_date", Moment),
        col("clae_cla_last_iro_contact_date", Moment),
    ],
    owner: Owner::Child("clae_person_id"),
    aliases: &[],
};

pub(super) static CLA_PLACEMENT: TableSpec = TableSpec {
    name: "ssd_cla_placement",
    columns: &[
        col("clap_cla_placement_id", Key),
        col("clap_cla_placement_start_date", Moment),
        col("clap_cla_placement_type", Code),
        col("clap_cla_placement_urn", Key),
        col("clap_cla_placement_distance", Decimal),
        col("clap_cla_id", Key),
        col("clap_cla_placement_provider", Code),
        col("clap_cla_placement_postcode", Private),
        col("clap_cla_placement_end_date", Moment),
        col("clap_cla_placement_change_reason", Code),
        col("clap_person_id", Child),
    ],
    owner: Owner::Child("clap_person_id"),
    aliases: &[],
};

pub(super) static CLA_REVIEWS: TableSpec = TableSpec {
    name: "ssd_cla_reviews",
    columns: &[
        col("clar_cla_review_id", Key),
        col("clar_cla_id", Key),
        col("clar_cla_review_due_date", Moment),
        col("clar_cla_review_date", Moment),
        col("clar_cla_review_cancelled", Flag),
        col("clar_cla_review_participation", Code),
        opt("clar_cla_person_id", Key),
    ],
    owner: Owner::Through { column: "clar_cla_id", table: "ssd_cla_episodes", key: "clae_cla_id" },
    aliases: &[],
};

pub(super) static CLA_VISITS: TableSpec = TableSpec {
    name: "ssd_cla_visits",
    columns: &[
        col("clav_cla_visit_id", Key),
        col("clav_cla_id", Key),
        col("clav_person_id", Child),
        col("clav_cla_visit_date", Moment),
        col("clav_cla_visit_seen", Flag),
        col("clav_cla_visit_seen_alone", Flag),
    ],
    owner: Owner::Child("clav_person_id"),
    aliases: &[],
};

pub(super) static CLA_CARE_PLAN: TableSpec = TableSpec {
    name: "ssd_cla_care_plan",
    columns: &[
        col("lacp_table_id", Key),
        col("lacp_person_id", Child),
        col("lacp_cla_care_plan_start_date", Moment),
        col("lacp_cla_care_plan_end_date", Moment),
        col("lacp_cla_care_plan_json", Json),
        opt("lacp_cla_care_plan_id", Key),
    ],
    owner: Owner::Child("lacp_person_id"),
    aliases: &[],
};

pub(super) static CLA_PREVIOUS_PERMANENCE: TableSpec = TableSpec {
    name: "ssd_cla_previous_permanence",
    columns: &[
        col("lapp_table_id", Key),
        col("lapp_person_id", Child),
        col("lapp_previous_permanence_order_date", PartialDate),
        col("lapp_previous_permanence_option", Code),
        col("lapp_previous_permanence_la", Code),
    ],
    owner: Owner::Child("lapp_person_id"),
    aliases: &[],
};

pub(super) static CLA_HEALTH: TableSpec = TableSpec {
    name: "ssd_cla_health",
    columns: &[
        col("clah_health_check_id", Key),
        col("clah_person_id", Child),
        col("clah_health_check_type", Code),
        col("clah_health_check_date", Moment),
        col("clah_health_check_status", Code),
    ],
    owner: Owner::Child("clah_person_id"),
    aliases: &[],
};

pub(super) static CLA_IMMUNISATIONS: TableSpec = TableSpec {
    name: "ssd_cla_immunisations",
    columns: &[
        col("clai_person_id", Child),
        col("clai_immunisations_status", Flag),
        col("clai_immunisations_status_date", Moment),
    ],
    owner: Owner::Child("clai_person_id"),
    aliases: &[],
};

pub(super) static CLA_SUBSTANCE_MISUSE: TableSpec = TableSpec {
    name: "ssd_cla_substance_misuse",
    columns: &[
        col("clas_substance_misuse_id", Key),
        col("clas_person_id", Child),
        col("clas_substance_misuse_date", Moment),
        col("clas_substance_misused", Label),
        col("clas_intervention_received", Flag),
    ],
    owner: Owner::Child("clas_person_id"),
    aliases: &[],
};

pub(super) static CLA_CONVICTIONS: TableSpec = TableSpec {
    name: "ssd_cla_convictions",
    columns: &[
        col("clac_cla_conviction_id", Key),
        col("clac_person_id", Child),
        col("clac_cla_conviction_date", Moment),
        col("clac_cla_conviction_offence", Narrative),
    ],
    owner: Owner::Child("clac_person_id"),
    aliases: &[],
};

pub(super) static SDQ_SCORES: TableSpec = TableSpec {
    name: "ssd_sdq_scores",
    columns: &[
        col("csdq_table_id", Key),
        col("csdq_person_id", Child),
        col("csdq_sdq_completed_date", Moment),
        col("csdq_sdq_reason", Code),
        col("csdq_sdq_score", Whole),
    ],
    owner: Owner::Child("csdq_person_id"),
    aliases: &[],
};

pub(super) static MISSING: TableSpec = TableSpec {
    name: "ssd_missing",
    columns: &[
        col("miss_table_id", Key),
        col("miss_person_id", Child),
        col("miss_missing_episode_start_date", Moment),
        col("miss_missing_episode_type", Code),
        col("miss_missing_episode_end_date", Moment),
        col("miss_missing_rhi_offered", Code),
        col("miss_missing_rhi_accepted", Code),
    ],
    owner: Owner::Child("miss_person_id"),
    aliases: &[],
};

pub(super) static PERMANENCE: TableSpec = TableSpec {
    name: "ssd_permanence",
    columns: &[
        col("perm_table_id", Key),
        col("perm_person_id", Child),
        col("perm_cla_id", Key),
        col("perm_adm_decision_date", Moment),
        col("perm_ffa_cp_decision_date", Moment),
        col("perm_placement_order_date", Moment),
        col("perm_placed_for_adoption_date", Moment),
        col("perm_matched_date", Moment),
        col("perm_adopted_by_carer_flag", Flag),
        col("perm_placed_ffa_cp_date", Moment),
        col("perm_decision_reversed_date", Moment),
        col("perm_placed_foster_carer_date", Moment),
        col("perm_part_of_sibling_group", Flag),
        col("perm_siblings_placed_together", Whole),
        col("perm_siblings_placed_apart", Whole),
        col("perm_placement_provider_urn", Key),
        col("perm_decision_reversed_reason", Code),
        col("perm_permanence_order_date", Moment),
        col("perm_permanence_order_type", Code),
        col("perm_adoption_worker_id", Key),
        col("perm_adopter_sex", Code),
        col("perm_adopter_legal_status", Code),
        col("perm_number_of_adopters", Code),
    ],
    owner: Owner::Child("perm_person_id"),
    aliases: &[],
};

pub(super) static CARE_LEAVERS: TableSpec = TableSpec {
    name: "ssd_care_leavers",
    columns: &[
        col("clea_table_id", Key),
        col("clea_person_id", Child),
        col("clea_care_leaver_eligibility", Code),
        col("clea_care_leaver_in_touch", Code),
        col("clea_care_leaver_latest_contact", Moment),
        col("clea_care_leaver_accommodation", Code),
        col("clea_care_leaver_accom_suitable", Code),
        col("clea_care_leaver_activity", Code),
        col("clea_pathway_plan_review_date", Moment),
        col("clea_care_leaver_personal_advisor", Private),
        col("clea_care_leaver_allocated_team", Key),
        col("clea_care_leaver_worker_id", Key),
    ],
    owner: Owner::Child("clea_person_id"),
    aliases: &[],
};

pub(super) static S251_FINANCE: TableSpec = TableSpec {
    name: "ssd_s251_finance",
    columns: &[
        col("s251_table_id", Key),
        col("s251_cla_placement_id", Key),
        col("s251_placeholder_1", Label),
        col("s251_placeholder_2", Label),
        col("s251_placeholder_3", Label),
        col("s251_placeholder_4", Label),
    ],
    owner: Owner::Through { column: "s251_cla_placement_id", table: "ssd_cla_placement", key: "clap_cla_placement_id" },
    aliases: &[],
};
