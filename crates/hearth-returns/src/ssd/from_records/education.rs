//! Special educational needs: one record here is a request, its assessment, its plan and its needs there.

use hearth_record::ids::RecordId;
use hearth_record::people::{Person, SpecialNeeds};

use super::Told;
use super::cells::Cells;

impl Told<'_> {
    pub(super) fn education(&mut self, person: &Person) {
        let needs: Vec<(RecordId, SpecialNeeds)> = self.records.each().collect();
        let Some((profile, _)) = needs.first() else { return };
        let first = |text: fn(&SpecialNeeds) -> Option<String>| needs.iter().find_map(|(_, of)| text(of));
        let row = Cells::of("ssd_send")
            .shown("send_table_id", Some(*profile))
            .shown("send_upn", person.upn.reveal().as_ref())
            .text("send_uln", first(|of| of.uln.reveal().as_ref().map(|number| number.0.clone())).unwrap_or_default())
            .text(
                "send_upn_unknown",
                first(|of| of.upn_unknown.reveal().map(|why| why.code().to_owned())).unwrap_or_default(),
            )
            .text("send_person_id", self.id.clone());
        self.also(row);
        for (of, needs) in &needs {
            self.request(*of, *profile, needs);
        }
    }

    /// A plan hangs on an assessment, and that on a request: where only the plan is known, they are written without a date.
    fn request(&mut self, of: RecordId, profile: RecordId, needs: &SpecialNeeds) {
        let window = self.of.window;
        let assessed = needs.assessment_decided_on.is_some() || needs.assessment_outcome.reveal().is_some();
        let planned = needs.plan_started.is_some();
        if needs.requested_on.is_none() && needs.request_outcome.reveal().is_none() && !assessed && !planned {
            return;
        }
        let days = [needs.requested_on, needs.request_decided_on, needs.assessment_decided_on, needs.plan_started];
        let last = if planned { *needs.plan_ended } else { days.iter().filter_map(|day| **day).max() };
        if last.is_some_and(|last| last < window.from) {
            return;
        }
        let row = Cells::of("ssd_ehcp_requests")
            .shown("ehcr_ehcp_request_id", Some(of))
            .shown("ehcr_send_table_id", Some(profile))
            .day("ehcr_ehcp_req_date", window.seen(*needs.requested_on))
            .day("ehcr_ehcp_req_outcome_date", window.seen(*needs.request_decided_on))
            .text("ehcr_ehcp_req_outcome", needs.request_outcome.reveal().map_or("", |outcome| outcome.code()));
        self.row(row);
        if assessed || planned {
            let row = Cells::of("ssd_ehcp_assessment")
                .shown("ehca_ehcp_assessment_id", Some(of))
                .shown("ehca_ehcp_request_id", Some(of))
                .day("ehca_ehcp_assessment_outcome_date", window.seen(*needs.assessment_decided_on))
                .text(
                    "ehca_ehcp_assessment_outcome",
                    needs.assessment_outcome.reveal().map_or("", |outcome| outcome.code()),
                )
                .text("ehca_ehcp_assessment_exceptions", needs.exceptions.map_or("", |exception| exception.code()));
            self.row(row);
        }
        if planned {
            self.plan(of, needs);
        }
    }

    fn plan(&mut self, of: RecordId, needs: &SpecialNeeds) {
        let window = self.of.window;
        let ended = window.seen(*needs.plan_ended);
        let row = Cells::of("ssd_ehcp_named_plan")
            .shown("ehcn_named_plan_id", Some(of))
            .shown("ehcn_ehcp_asmt_id", Some(of))
            .day("ehcn_named_plan_start_date", window.seen(*needs.plan_started))
            .day("ehcn_named_plan_ceased_date", ended)
            .text("ehcn_named_plan_ceased_reason", needs.plan_end_reason.reveal().map_or("", |why| why.code()));
        self.row(row);
        if ended.is_some() {
            return;
        }
        let row = Cells::of("ssd_ehcp_active_plans")
            .shown("ehcp_active_ehcp_id", Some(of))
            .shown("ehcp_ehcp_request_id", Some(of))
            .day("ehcp_active_ehcp_last_review_date", window.seen(*needs.plan_reviewed));
        self.row(row);
        let both = [("1", *needs.primary_need.reveal()), ("2", *needs.secondary_need.reveal())];
        for (rank, need) in both {
            if let Some(need) = need {
                let row = Cells::of("ssd_sen_need")
                    .text("senn_table_id", format!("{of}-{rank}"))
                    .shown("senn_active_ehcp_id", Some(of))
                    .text("senn_active_ehcp_need_type", need.code())
                    .text("senn_active_ehcp_need_rank", rank);
                self.row(row);
            }
        }
    }
}
