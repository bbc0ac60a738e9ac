//! Special educational needs of the dataset: a request with its assessment, its plan and its needs is one record.

use hearth_returns::Row;

use super::{Draft, Ssd, is_nothing};

impl<'r> Ssd<'r> {
    pub(super) fn education(&mut self) {
        let profiles = self.rows("ssd_send");
        let requests = self.rows("ssd_ehcp_requests");
        let assessments = self.rows("ssd_ehcp_assessment");
        let named = self.rows("ssd_ehcp_named_plan");
        let active = self.rows("ssd_ehcp_active_plans");
        let needs = self.rows("ssd_sen_need");
        let mut loaded = Vec::new();
        for row in &requests {
            let mut draft = self.draft("special_needs", *row, "ehcr_ehcp_request_id");
            draft.date("requested_on", "ehcr_ehcp_req_date");
            draft.date("request_decided_on", "ehcr_ehcp_req_outcome_date");
            draft.text("request_outcome", "ehcr_ehcp_req_outcome");
            let id = row.cell("ehcr_ehcp_request_id");
            let profile =
                profiles.iter().find(|profile| profile.cell("send_table_id") == row.cell("ehcr_send_table_id"));
            if let Some(profile) = profile {
                of_profile(&mut draft, *profile);
            }
            for found in assessments.iter().filter(|found| found.cell("ehca_ehcp_request_id") == id) {
                draft.date_of_row("assessment_decided_on", *found, "ehca_ehcp_assessment_outcome_date");
                draft.text_of_row("assessment_outcome", *found, "ehca_ehcp_assessment_outcome");
                draft.text_of_row("exceptions", *found, "ehca_ehcp_assessment_exceptions");
                let assessment = found.cell("ehca_ehcp_assessment_id");
                for plan in named.iter().filter(|plan| plan.cell("ehcn_ehcp_asmt_id") == assessment) {
                    draft.date_of_row("plan_started", *plan, "ehcn_named_plan_start_date");
                    draft.date_of_row("plan_ended", *plan, "ehcn_named_plan_ceased_date");
                    draft.text_of_row("plan_end_reason", *plan, "ehcn_named_plan_ceased_reason");
                }
            }
            for plan in active.iter().filter(|plan| plan.cell("ehcp_ehcp_request_id") == id) {
                draft.date_of_row("plan_reviewed", *plan, "ehcp_active_ehcp_last_review_date");
                let plan = plan.cell("ehcp_active_ehcp_id");
                for need in needs.iter().filter(|need| need.cell("senn_active_ehcp_id") == plan) {
                    let second = need.cell("senn_active_ehcp_need_rank") == "2";
                    let field = if second { "secondary_need" } else { "primary_need" };
                    draft.text_of_row(field, *need, "senn_active_ehcp_need_type");
                }
            }
            if draft.finish(&mut self.building).is_some() {
                loaded.push(id);
            }
        }
        self.profiles(&profiles, &requests);
        self.parts(&[&assessments, &named, &active, &needs], &loaded);
    }

    /// A profile without a request is a record of its own where it says more than the pupil number.
    fn profiles(&mut self, profiles: &[Row<'r>], requests: &[Row<'r>]) {
        for row in profiles {
            let asked = requests.iter().any(|request| request.cell("ehcr_send_table_id") == row.cell("send_table_id"));
            let says_more = ["send_uln", "send_upn_unknown"].iter().any(|column| !is_nothing(row.cell(*column)));
            if asked || !says_more {
                self.carried(row);
                continue;
            }
            let mut draft = self.draft("special_needs", *row, "send_table_id");
            of_profile(&mut draft, *row);
            draft.finish(&mut self.building);
        }
    }

    /// What became of the rows that a request gathers.
    fn parts(&mut self, tables: &[&Vec<Row<'r>>], loaded: &[&str]) {
        let request_of = |row: &Row<'r>| -> Option<&'r str> {
            let name = row.table().name();
            let assessment = |id: &str| tables[0].iter().find(|one| one.cell("ehca_ehcp_assessment_id") == id);
            let active = |id: &str| tables[2].iter().find(|one| one.cell("ehcp_active_ehcp_id") == id);
            match name {
                "ssd_ehcp_assessment" => Some(row.cell("ehca_ehcp_request_id")),
                "ssd_ehcp_named_plan" => {
                    assessment(row.cell("ehcn_ehcp_asmt_id")).map(|one| one.cell("ehca_ehcp_request_id"))
                }
                "ssd_ehcp_active_plans" => Some(row.cell("ehcp_ehcp_request_id")),
                _ => active(row.cell("senn_active_ehcp_id")).map(|one| one.cell("ehcp_ehcp_request_id")),
            }
        };
        for row in tables.iter().flat_map(|table| table.iter()) {
            if request_of(row).is_some_and(|request| loaded.contains(&request)) {
                self.carried(row);
            } else {
                self.building
                    .reject(row.reject("its request was not loaded", "correct the request that it belongs to"));
            }
        }
    }
}

fn of_profile<'r>(draft: &mut Draft<'r>, profile: Row<'r>) {
    draft.text_of_row("uln", profile, "send_uln");
    draft.text_of_row("upn_unknown", profile, "send_upn_unknown");
}
