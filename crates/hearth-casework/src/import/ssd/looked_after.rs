//! Periods of care, placements and what goes with them, of the dataset.
//!
//! The dataset has the placements and the legal statuses as they are, and the episodes that follow from them. The episodes
//! give the period of care and whether the carers stayed the same; the rest of them is derived here again.

use hearth_returns::Row;

use super::{Draft, Ssd};
use crate::import::Target;

impl<'r> Ssd<'r> {
    pub(super) fn looked_after(&mut self) {
        self.periods();
        for row in self.rows("ssd_legal_status") {
            let mut draft = self.draft("legal_status", row, "lega_legal_status_id");
            draft.text("status", "lega_legal_status");
            draft.date("started", "lega_legal_status_start_date");
            draft.date("ended", "lega_legal_status_end_date");
            draft.time_of_day("started_at", "lega_legal_status_start_date");
            draft.time_of_day("ended_at", "lega_legal_status_end_date");
            draft.finish(&mut self.building);
        }
        for row in self.rows("ssd_cla_placement") {
            self.placement(row);
        }
        for row in self.rows("ssd_cla_reviews") {
            let mut draft = self.draft("care_review", row, "clar_cla_review_id");
            draft.date("held", "clar_cla_review_date");
            draft.date("due_given", "clar_cla_review_due_date");
            draft.flag("cancelled", "clar_cla_review_cancelled");
            draft.text("participation", "clar_cla_review_participation");
            draft.finish(&mut self.building);
        }
        for row in self.rows("ssd_cla_visits") {
            let mut draft = self.draft("visit", row, "clav_cla_visit_id");
            draft.set("context", "CLA");
            draft.date("visited_on", "clav_cla_visit_date");
            draft.flag("child_seen", "clav_cla_visit_seen");
            draft.flag("seen_alone", "clav_cla_visit_seen_alone");
            draft.refer("plan", period(row.cell("clav_cla_id")));
            draft.finish(&mut self.building);
        }
        for row in self.rows("ssd_cla_care_plan") {
            self.care_plan(row);
        }
        for row in self.rows("ssd_cla_previous_permanence") {
            let mut draft = self.draft("previous_permanence", row, "lapp_table_id");
            draft.text("option", "lapp_previous_permanence_option");
            draft.text("order_date", "lapp_previous_permanence_order_date");
            draft.text("arranging_authority", "lapp_previous_permanence_la");
            draft.finish(&mut self.building);
        }
        self.health();
        for row in self.rows("ssd_missing") {
            self.missing(row);
        }
    }

    /// The rows of one period (`clae_cla_id`) together make it: its start, its need, its end.
    fn periods(&mut self) {
        let rows = self.rows("ssd_cla_episodes");
        let mut ids: Vec<&str> = rows.iter().map(|row| period_id(*row)).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let mut own: Vec<Row<'r>> = rows.iter().copied().filter(|row| period_id(*row) == id).collect();
            own.sort_by_key(|row| row.date("clae_cla_episode_start_date").ok().flatten());
            let (Some(first), Some(last)) = (own.first().copied(), own.last().copied()) else { continue };
            let mut draft = Draft::new("period_of_care", first, self.year);
            draft.forgive_spellings();
            draft.key(super::key(id));
            draft.date("started", "clae_entered_care_date");
            if !draft.has("started") {
                draft.date("started", "clae_cla_episode_start_date");
                if first.cell("clae_cla_episode_start_reason") != "S" {
                    draft.text("earlier_not_held", "clae_cla_episode_start_reason");
                }
            }
            draft.text("category_of_need", "clae_cla_primary_need_code");
            let reason = last.cell("clae_cla_episode_ceased_reason");
            if !super::is_nothing(reason) && !reason.starts_with("X1") {
                draft.text_of_row("end_reason", last, "clae_cla_episode_ceased_reason");
                draft.date_of_row("ended", last, "clae_cla_episode_ceased_date");
            }
            draft.refer("episode", super::record("social_care_episode", first.cell("clae_referral_id")));
            let made = draft.finish_beside(&mut self.building).is_some();
            for row in &own {
                let is_first = row.number() == first.number();
                match (made, is_first) {
                    (true, true) => self.building.fate(row, crate::import::Fate::Made),
                    (true, false) => self.carried(row),
                    (false, true) => {}
                    (false, false) => {
                        self.building
                            .reject(row.reject("its period of care was not loaded", "correct its first episode"));
                    }
                }
            }
        }
    }

    fn placement(&mut self, row: Row<'r>) {
        let mut draft = self.draft("placement", row, "clap_cla_placement_id");
        draft.date("started", "clap_cla_placement_start_date");
        draft.date("ended", "clap_cla_placement_end_date");
        draft.text("placement_type", "clap_cla_placement_type");
        draft.text("provider", "clap_cla_placement_provider");
        draft.text("urn", "clap_cla_placement_urn");
        draft.text("postcode", "clap_cla_placement_postcode");
        draft.text("change_reason", "clap_cla_placement_change_reason");
        let id = row.cell("clap_cla_placement_id");
        let started = row.date("clap_cla_placement_start_date").ok().flatten();
        let mut episodes =
            self.child.rows("ssd_cla_episodes").filter(|episode| episode.cell("clae_cla_placement_id") == id);
        let first = episodes.find(|episode| episode.date("clae_cla_episode_start_date").ok().flatten() == started);
        match first.map(|episode| episode.cell("clae_cla_episode_start_reason")) {
            Some("T" | "U") => draft.set("same_carer", true),
            Some("P" | "B") => draft.set("same_carer", false),
            _ => {}
        }
        draft.finish(&mut self.building);
    }

    fn care_plan(&mut self, row: Row<'r>) {
        let mut draft = self.draft("care_plan", row, "lacp_table_id");
        draft.date("started", "lacp_cla_care_plan_start_date");
        draft.date("ended", "lacp_cla_care_plan_end_date");
        match row.json("lacp_cla_care_plan_json") {
            Ok(Some(serde_json::Value::Object(plans))) => {
                let yes = |value: &serde_json::Value| {
                    value.as_str().is_some_and(|text| text.to_ascii_uppercase().starts_with('Y'))
                };
                for (name, _) in plans.iter().filter(|(_, value)| yes(value)) {
                    draft.list("permanence_plans", row, "lacp_cla_care_plan_json", name);
                }
            }
            Ok(_) => {}
            Err(_) if super::is_nothing(row.cell("lacp_cla_care_plan_json")) => {}
            Err(bad) => draft.leave_out(row.reject_value(&bad)),
        }
        draft.finish(&mut self.building);
    }

    fn health(&mut self) {
        for row in self.rows("ssd_cla_health") {
            let mut draft = self.draft("health_check", row, "clah_health_check_id");
            draft.text("check_type", "clah_health_check_type");
            draft.date("on", "clah_health_check_date");
            draft.text("status", "clah_health_check_status");
            draft.finish(&mut self.building);
        }
        for row in self.rows("ssd_cla_immunisations") {
            let mut draft = Draft::new("immunisation_status", row, self.year);
            draft.date("as_at", "clai_immunisations_status_date");
            draft.flag("up_to_date", "clai_immunisations_status");
            draft.finish(&mut self.building);
        }
        for row in self.rows("ssd_cla_substance_misuse") {
            let mut draft = self.draft("substance_misuse", row, "clas_substance_misuse_id");
            draft.date("identified", "clas_substance_misuse_date");
            draft.text("substance", "clas_substance_misused");
            draft.flag("intervention_received", "clas_intervention_received");
            draft.finish(&mut self.building);
        }
        for row in self.rows("ssd_cla_convictions") {
            let mut draft = self.draft("offence", row, "clac_cla_conviction_id");
            draft.date("on", "clac_cla_conviction_date");
            draft.text("description", "clac_cla_conviction_offence");
            draft.finish(&mut self.building);
        }
        for row in self.rows("ssd_sdq_scores") {
            let mut draft = self.draft("sdq", row, "csdq_table_id");
            draft.date("completed", "csdq_sdq_completed_date");
            draft.whole("score", "csdq_sdq_score");
            draft.text("no_score_reason", "csdq_sdq_reason");
            draft.finish(&mut self.building);
        }
    }

    fn missing(&mut self, row: Row<'r>) {
        let mut draft = self.draft("missing_episode", row, "miss_table_id");
        match row.cell("miss_missing_episode_type").chars().next() {
            Some(first @ ('M' | 'm' | 'A' | 'a')) => {
                draft.text_of(
                    "missing_type",
                    "miss_missing_episode_type",
                    first.to_ascii_uppercase().to_string().as_str(),
                );
            }
            _ => draft.text("missing_type", "miss_missing_episode_type"),
        }
        draft.date("started", "miss_missing_episode_start_date");
        draft.time_of_day("started_at", "miss_missing_episode_start_date");
        draft.date("ended", "miss_missing_episode_end_date");
        draft.time_of_day("ended_at", "miss_missing_episode_end_date");
        let Some(missing) = draft.finish(&mut self.building) else { return };
        let told = ["miss_missing_rhi_offered", "miss_missing_rhi_accepted"];
        if told.iter().all(|column| super::is_nothing(row.cell(*column))) {
            return;
        }
        let key = self.building.key_of(missing);
        let mut interview = self.draft("return_interview", row, "miss_table_id");
        interview.refer("missing_episode", Target::Record("missing_episode", key));
        interview.text("offered", told[0]);
        interview.text("accepted", told[1]);
        interview.finish_within(&mut self.building);
    }
}

/// The period that an episode belongs to: its id, else the day on which the child came into care.
fn period_id(row: Row<'_>) -> &str {
    row.text("clae_cla_id").unwrap_or_else(|| row.cell("clae_entered_care_date"))
}

fn period(id: &str) -> Target {
    super::record("period_of_care", id)
}
