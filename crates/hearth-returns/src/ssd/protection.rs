//! Enquiries, conferences, protection plans, pre-proceedings.

use crate::spec::ColumnKind::{Child, Code, Flag, Json, Key, Moment, Private, Whole};
use crate::spec::{Owner, TableSpec, col};

pub(super) static S47_ENQUIRY: TableSpec = TableSpec {
    name: "ssd_s47_enquiry",
    columns: &[
        col("s47e_s47_enquiry_id", Key),
        col("s47e_referral_id", Key),
        col("s47e_person_id", Child),
        col("s47e_s47_start_date", Moment),
        col("s47e_s47_end_date", Moment),
        col("s47e_s47_nfa", Flag),
        col("s47e_s47_outcome_json", Json),
        col("s47e_s47_completed_by_worker_id", Key),
        col("s47e_s47_completed_by_team", Key),
    ],
    owner: Owner::Child("s47e_person_id"),
    aliases: &[],
};

pub(super) static INITIAL_CP_CONFERENCE: TableSpec = TableSpec {
    name: "ssd_initial_cp_conference",
    columns: &[
        col("icpc_icpc_id", Key),
        col("icpc_icpc_meeting_id", Key),
        col("icpc_s47_enquiry_id", Key),
        col("icpc_person_id", Child),
        col("icpc_cp_plan_id", Key),
        col("icpc_referral_id", Key),
        col("icpc_icpc_transfer_in", Flag),
        col("icpc_icpc_target_date", Moment),
        col("icpc_icpc_date", Moment),
        col("icpc_icpc_outcome_cp_flag", Flag),
        col("icpc_icpc_outcome_json", Json),
        col("icpc_icpc_team", Key),
        col("icpc_icpc_worker_id", Key),
    ],
    owner: Owner::Child("icpc_person_id"),
    aliases: &[],
};

pub(super) static CP_PLANS: TableSpec = TableSpec {
    name: "ssd_cp_plans",
    columns: &[
        col("cppl_cp_plan_id", Key),
        col("cppl_referral_id", Key),
        col("cppl_icpc_id", Key),
        col("cppl_person_id", Child),
        col("cppl_cp_plan_start_date", Moment),
        col("cppl_cp_plan_end_date", Moment),
        col("cppl_cp_plan_initial_category", Code),
        col("cppl_cp_plan_ola", Flag),
        col("cppl_cp_plan_latest_category", Code),
    ],
    owner: Owner::Child("cppl_person_id"),
    aliases: &[],
};

pub(super) static CP_VISITS: TableSpec = TableSpec {
    name: "ssd_cp_visits",
    columns: &[
        col("cppv_cp_visit_id", Key),
        col("cppv_person_id", Child),
        col("cppv_cp_plan_id", Key),
        col("cppv_cp_visit_date", Moment),
        col("cppv_cp_visit_seen", Flag),
        col("cppv_cp_visit_seen_alone", Flag),
        col("cppv_cp_visit_bedroom", Flag),
    ],
    owner: Owner::Child("cppv_person_id"),
    aliases: &[],
};

pub(super) static CP_REVIEWS: TableSpec = TableSpec {
    name: "ssd_cp_reviews",
    columns: &[
        col("cppr_cp_review_id", Key),
        col("cppr_person_id", Child),
        col("cppr_cp_plan_id", Key),
        col("cppr_cp_review_due", Moment),
        col("cppr_cp_review_date", Moment),
        col("cppr_cp_review_meeting_id", Key),
        col("cppr_cp_review_outcome_continue_cp", Flag),
        col("cppr_cp_review_quorate", Flag),
        col("cppr_cp_review_participation", Code),
    ],
    owner: Owner::Child("cppr_person_id"),
    aliases: &[],
};

pub(super) static PRE_PROCEEDINGS: TableSpec = TableSpec {
    name: "ssd_pre_proceedings",
    columns: &[
        col("prep_table_id", Key),
        col("prep_person_id", Child),
        col("prep_plo_family_id", Key),
        col("prep_pre_pro_decision_date", Moment),
        col("prep_initial_pre_pro_meeting_date", Moment),
        col("prep_pre_pro_outcome", Code),
        col("prep_agree_stepdown_issue_date", Moment),
        col("prep_cp_plans_referral_period", Whole),
        col("prep_legal_gateway_outcome", Code),
        col("prep_prev_pre_proc_child", Whole),
        col("prep_prev_care_proc_child", Whole),
        col("prep_pre_pro_letter_date", Moment),
        col("prep_care_pro_letter_date", Moment),
        col("prep_pre_pro_meetings_num", Whole),
        col("prep_pre_pro_parents_legal_rep", Code),
        col("prep_parents_legal_rep_point_of_issue", Code),
        col("prep_court_reference", Private),
        col("prep_care_proc_court_hearings", Whole),
        col("prep_care_proc_short_notice", Code),
        col("prep_proc_short_notice_reason", Code),
        col("prep_la_inital_plan_approved", Code),
        col("prep_la_initial_care_plan", Code),
        col("prep_la_final_plan_approved", Code),
        col("prep_la_final_care_plan", Code),
    ],
    owner: Owner::Child("prep_person_id"),
    aliases: &[],
};
