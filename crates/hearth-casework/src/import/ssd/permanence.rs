//! Permanence, adopters and care leavers of the dataset.

use hearth_returns::Row;

use super::front_door::staff;
use super::{Ssd, Target, is_nothing};

impl<'r> Ssd<'r> {
    pub(super) fn permanence(&mut self) {
        for row in self.rows("ssd_permanence") {
            self.case(row);
        }
        for row in self.rows("ssd_care_leavers") {
            self.leaver(row);
        }
    }

    fn case(&mut self, row: Row<'r>) {
        let mut draft = self.draft("permanence_case", row, "perm_table_id");
        draft.date("decided", "perm_adm_decision_date");
        draft.date("early_placement_decided", "perm_ffa_cp_decision_date");
        draft.date("early_placed", "perm_placed_ffa_cp_date");
        draft.date("placement_order", "perm_placement_order_date");
        draft.date("matched", "perm_matched_date");
        draft.date("placed", "perm_placed_for_adoption_date");
        draft.flag("adopted_by_carer", "perm_adopted_by_carer_flag");
        draft.date("placed_with_carer", "perm_placed_foster_carer_date");
        draft.date("reversed", "perm_decision_reversed_date");
        draft.text("reversed_reason", "perm_decision_reversed_reason");
        draft.flag("sibling_group", "perm_part_of_sibling_group");
        draft.whole("siblings_together", "perm_siblings_placed_together");
        draft.whole("siblings_apart", "perm_siblings_placed_apart");
        draft.text("agency_urn", "perm_placement_provider_urn");
        draft.date("order_made", "perm_permanence_order_date");
        let order = row.cell("perm_permanence_order_type").to_ascii_lowercase();
        match order {
            _ if order.starts_with("special") => draft.set("order_type", "SGO"),
            _ if order.starts_with("child arr") || order.starts_with("residence") => draft.set("order_type", "CAO"),
            _ if order.starts_with("adopt") => draft.set("order_type", "ADOPTION"),
            _ => draft.text("order_type", "perm_permanence_order_type"),
        }
        draft.refer("worker", Target::Worker(row.cell("perm_adoption_worker_id").to_owned()));
        if draft.finish(&mut self.building).is_none() {
            return;
        }
        let of_adopters = ["perm_number_of_adopters", "perm_adopter_sex", "perm_adopter_legal_status"];
        if of_adopters.iter().any(|column| !is_nothing(row.cell(*column))) {
            let mut draft = self.draft("adopters_in_codes", row, "perm_table_id");
            draft.text("number", of_adopters[0]);
            draft.text("sex", of_adopters[1]);
            draft.text("legal_status", of_adopters[2]);
            draft.finish_within(&mut self.building);
        }
    }

    fn leaver(&mut self, row: Row<'r>) {
        let mut draft = self.draft("care_leaver", row, "clea_table_id");
        let eligibility = row.cell("clea_care_leaver_eligibility");
        if eligibility.to_ascii_lowercase().starts_with("no current") {
            draft.set("eligibility", "NONE");
        } else {
            draft.text("eligibility", "clea_care_leaver_eligibility");
        }
        draft.text("adviser_name", "clea_care_leaver_personal_advisor");
        staff(&mut draft, row, "clea_care_leaver_allocated_team", "clea_care_leaver_worker_id");
        if draft.finish(&mut self.building).is_none() {
            return;
        }
        if !is_nothing(row.cell("clea_care_leaver_in_touch")) {
            let mut draft = self.draft("care_leaver_contact", row, "clea_table_id");
            draft.date("on", "clea_care_leaver_latest_contact");
            draft.text("in_touch", "clea_care_leaver_in_touch");
            draft.text("activity", "clea_care_leaver_activity");
            draft.text("accommodation", "clea_care_leaver_accommodation");
            draft.text("suitable", "clea_care_leaver_accom_suitable");
            draft.finish_within(&mut self.building);
        }
        if let Ok(Some(reviewed)) = row.date("clea_pathway_plan_review_date") {
            let mut draft = self.draft("pathway_plan", row, "clea_table_id");
            draft.set("reviewed", vec![reviewed.to_string()]);
            draft.finish_within(&mut self.building);
        }
    }
}
