//! Contacts, early help, referrals, assessments and child in need plans of the dataset.

use hearth_returns::Row;

use super::{Draft, Ssd, Target, record, set_outcomes};

impl<'r> Ssd<'r> {
    pub(super) fn front_door(&mut self) {
        for row in self.rows("ssd_contacts") {
            let mut draft = self.draft("contact", row, "cont_contact_id");
            draft.moment("received_at", "cont_contact_date");
            draft.text("source", "cont_contact_source_code");
            set_outcomes(&mut draft, row, "cont_contact_outcome_json", None);
            draft.finish(&mut self.building);
        }
        for row in self.rows("ssd_early_help_episodes") {
            let mut draft = self.draft("early_help_episode", row, "earl_episode_id");
            draft.date("started", "earl_episode_start_date");
            draft.date("ended", "earl_episode_end_date");
            draft.text("reason", "earl_episode_reason");
            draft.text("end_reason", "earl_episode_end_reason");
            draft.text("organisation", "earl_episode_organisation");
            draft.refer("worker", Target::Worker(row.cell("earl_episode_worker_id").to_owned()));
            draft.finish(&mut self.building);
        }
        for row in self.rows("ssd_cin_episodes") {
            self.referral(row);
        }
        self.assessments();
        for row in self.rows("ssd_cin_plans") {
            let mut draft = self.draft("cin_plan", row, "cinp_cin_plan_id");
            draft.date("started", "cinp_cin_plan_start_date");
            draft.date("ended", "cinp_cin_plan_end_date");
            draft.refer("episode", record("social_care_episode", row.cell("cinp_referral_id")));
            staff(&mut draft, row, "cinp_cin_plan_team", "cinp_cin_plan_worker_id");
            draft.finish(&mut self.building);
        }
        for row in self.rows("ssd_cin_visits") {
            let mut draft = self.draft("visit", row, "cinv_cin_visit_id");
            draft.set("context", "CIN");
            draft.date("visited_on", "cinv_cin_visit_date");
            draft.flag("child_seen", "cinv_cin_visit_seen");
            draft.flag("seen_alone", "cinv_cin_visit_seen_alone");
            draft.flag("bedroom_seen", "cinv_cin_visit_bedroom");
            draft.refer("plan", record("cin_plan", row.cell("cinv_cin_plan_id")));
            draft.finish(&mut self.building);
        }
    }

    fn referral(&mut self, row: Row<'r>) {
        let mut draft = self.draft("social_care_episode", row, "cine_referral_id");
        draft.date("received_on", "cine_referral_date");
        draft.time_of_day("received_at", "cine_referral_date");
        draft.text("source", "cine_referral_source_code");
        set_outcomes(&mut draft, row, "cine_referral_outcome_json", None);
        draft.flag("no_further_action", "cine_referral_nfa");
        draft.text("primary_need", "cine_cin_primary_need_code");
        draft.date("closed_on", "cine_close_date");
        draft.text("closure_reason", "cine_close_reason");
        staff(&mut draft, row, "cine_referral_team", "cine_referral_worker_id");
        draft.finish(&mut self.building);
    }

    fn assessments(&mut self) {
        let factors = self.rows("ssd_assessment_factors");
        let mut loaded = Vec::new();
        for row in self.rows("ssd_cin_assessments") {
            let mut draft = self.draft("assessment", row, "cina_assessment_id");
            draft.date("started", "cina_assessment_start_date");
            draft.flag("child_seen", "cina_assessment_child_seen");
            draft.date("authorised_on", "cina_assessment_auth_date");
            draft.flag("not_in_need", "cina_assessment_outcome_nfa");
            set_outcomes(&mut draft, row, "cina_assessment_outcome_json", Some("outcome_comments"));
            draft.refer("episode", record("social_care_episode", row.cell("cina_referral_id")));
            staff(&mut draft, row, "cina_assessment_team", "cina_assessment_worker_id");
            let id = row.cell("cina_assessment_id");
            for found in factors.iter().filter(|found| found.cell("cinf_assessment_id") == id) {
                factors_of(&mut draft, *found);
            }
            if draft.finish(&mut self.building).is_some() {
                loaded.push(id);
            }
        }
        for row in factors {
            if loaded.contains(&row.cell("cinf_assessment_id")) {
                self.carried(&row);
            } else {
                self.building.reject(row.reject("its assessment was not loaded", "correct the assessment"));
            }
        }
    }
}

/// Factors as a list of codes, or as an object that says yes to each that was found.
fn factors_of<'r>(draft: &mut Draft<'r>, row: Row<'r>) {
    const COLUMN: &str = "cinf_assessment_factors_json";
    let codes: Vec<String> = match row.json(COLUMN) {
        Ok(Some(serde_json::Value::Array(codes))) => {
            codes.iter().filter_map(|code| code.as_str().map(str::to_owned)).collect()
        }
        Ok(Some(serde_json::Value::Object(codes))) => {
            let yes = |value: &serde_json::Value| {
                value.as_bool() == Some(true)
                    || value.as_str().is_some_and(|text| text.to_ascii_uppercase().starts_with('Y'))
            };
            codes.iter().filter(|(_, value)| yes(value)).map(|(code, _)| code.clone()).collect()
        }
        Ok(_) => Vec::new(),
        // Older extracts write the codes with commas between.
        Err(_) if row.cell(COLUMN).bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b',' | b' ')) => {
            row.cell(COLUMN).split(',').map(str::to_owned).collect()
        }
        Err(bad) => return draft.leave_out(row.reject_value(&bad)),
    };
    for code in codes {
        draft.list("factors", row, COLUMN, code.trim());
    }
}

/// The team and the worker who hold it.
pub(super) fn staff<'r>(draft: &mut Draft<'r>, row: Row<'r>, team: &'static str, worker: &'static str) {
    draft.refer("team", Target::Team(row.cell(team).to_owned()));
    draft.refer("worker", Target::Worker(row.cell(worker).to_owned()));
}
