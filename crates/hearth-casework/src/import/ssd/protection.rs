//! Enquiries, conferences and protection plans of the dataset.

use hearth_returns::Row;

use super::front_door::staff;
use super::{Ssd, outcomes, record, set_outcomes};

impl<'r> Ssd<'r> {
    pub(super) fn protection(&mut self) {
        for row in self.rows("ssd_s47_enquiry") {
            let mut draft = self.draft("s47_enquiry", row, "s47e_s47_enquiry_id");
            draft.date("started", "s47e_s47_start_date");
            draft.date("ended", "s47e_s47_end_date");
            draft.flag("no_further_action", "s47e_s47_nfa");
            set_outcomes(&mut draft, row, "s47e_s47_outcome_json", Some("outcome_comments"));
            let conference = outcomes(row, "s47e_s47_outcome_json").ok();
            if conference.is_some_and(|(flags, _)| flags.iter().any(|flag| flag == "CP_CONFERENCE_FLAG")) {
                draft.set("conference_required", true);
            }
            draft.refer("episode", record("social_care_episode", row.cell("s47e_referral_id")));
            staff(&mut draft, row, "s47e_s47_completed_by_team", "s47e_s47_completed_by_worker_id");
            draft.finish(&mut self.building);
        }
        for row in self.rows("ssd_initial_cp_conference") {
            self.conference(row);
        }
        for row in self.rows("ssd_cp_plans") {
            let mut draft = self.draft("cp_plan", row, "cppl_cp_plan_id");
            draft.date("started", "cppl_cp_plan_start_date");
            draft.date("ended", "cppl_cp_plan_end_date");
            draft.category("initial_category", "cppl_cp_plan_initial_category");
            draft.category("latest_category", "cppl_cp_plan_latest_category");
            draft.flag("other_authority", "cppl_cp_plan_ola");
            draft.refer("episode", record("social_care_episode", row.cell("cppl_referral_id")));
            draft.refer("conference", record("conference", row.cell("cppl_icpc_id")));
            draft.finish(&mut self.building);
        }
        for row in self.rows("ssd_cp_visits") {
            let mut draft = self.draft("visit", row, "cppv_cp_visit_id");
            draft.set("context", "CP");
            draft.date("visited_on", "cppv_cp_visit_date");
            draft.flag("child_seen", "cppv_cp_visit_seen");
            draft.flag("seen_alone", "cppv_cp_visit_seen_alone");
            draft.flag("bedroom_seen", "cppv_cp_visit_bedroom");
            draft.refer("plan", record("cp_plan", row.cell("cppv_cp_plan_id")));
            draft.finish(&mut self.building);
        }
        for row in self.rows("ssd_cp_reviews") {
            self.review_conference(row);
        }
        for row in self.rows("ssd_pre_proceedings") {
            self.before_proceedings(row);
        }
    }

    /// How often they met, and what the court did, is counted there and has no dates: neither makes a record.
    fn before_proceedings(&mut self, row: Row<'r>) {
        let mut draft = self.draft("pre_proceedings", row, "prep_table_id");
        draft.date("decided_on", "prep_pre_pro_decision_date");
        draft.text("gateway", "prep_legal_gateway_outcome");
        draft.date("letter_on", "prep_pre_pro_letter_date");
        draft.date("first_meeting", "prep_initial_pre_pro_meeting_date");
        draft.text("represented", "prep_pre_pro_parents_legal_rep");
        draft.date("step_decided_on", "prep_agree_stepdown_issue_date");
        draft.text("outcome", "prep_pre_pro_outcome");
        draft.date("issue_letter_on", "prep_care_pro_letter_date");
        draft.text("short_notice", "prep_proc_short_notice_reason");
        draft.text("first_plan", "prep_la_initial_care_plan");
        draft.text("final_plan", "prep_la_final_care_plan");
        draft.finish(&mut self.building);
    }

    fn conference(&mut self, row: Row<'r>) {
        let mut draft = self.draft("conference", row, "icpc_icpc_id");
        let transfer = row.flag("icpc_icpc_transfer_in").ok().flatten() == Some(true);
        draft.set("conference_kind", if transfer { "TRANSFER_IN" } else { "INITIAL" });
        draft.date("held_on", "icpc_icpc_date");
        if !draft.has("held_on") {
            draft.date("planned_for", "icpc_icpc_target_date");
        }
        draft.text("meeting_id", "icpc_icpc_meeting_id");
        draft.flag("plan_made", "icpc_icpc_outcome_cp_flag");
        set_outcomes(&mut draft, row, "icpc_icpc_outcome_json", None);
        if let Ok((_, Some(comment))) = outcomes(row, "icpc_icpc_outcome_json") {
            draft.text_of("rationale", "icpc_icpc_outcome_json", &comment);
        }
        draft.refer("episode", record("social_care_episode", row.cell("icpc_referral_id")));
        if !transfer {
            draft.refer("s47_enquiry", record("s47_enquiry", row.cell("icpc_s47_enquiry_id")));
        }
        draft.refer("cp_plan", record("cp_plan", row.cell("icpc_cp_plan_id")));
        staff(&mut draft, row, "icpc_icpc_team", "icpc_icpc_worker_id");
        draft.finish(&mut self.building);
    }

    fn review_conference(&mut self, row: Row<'r>) {
        let mut draft = self.draft("conference", row, "cppr_cp_review_id");
        draft.set("conference_kind", "REVIEW");
        draft.date("held_on", "cppr_cp_review_date");
        if !draft.has("held_on") {
            draft.date("planned_for", "cppr_cp_review_due");
        }
        draft.text("meeting_id", "cppr_cp_review_meeting_id");
        draft.flag("plan_continues", "cppr_cp_review_outcome_continue_cp");
        draft.flag("quorate", "cppr_cp_review_quorate");
        draft.text("participation", "cppr_cp_review_participation");
        draft.refer("cp_plan", record("cp_plan", row.cell("cppr_cp_plan_id")));
        draft.finish(&mut self.building);
    }
}
