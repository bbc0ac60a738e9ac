//! The time before proceedings, with what the court then did.

use hearth_record::court::{CourtCase, CourtHearing, PreProceedings};
use hearth_record::ids::RecordId;
use hearth_record::people::HouseholdMembership;
use hearth_record::protection::CpPlan;

use super::Told;
use super::cells::Cells;

impl Told<'_> {
    pub(super) fn before_proceedings(&mut self) {
        let times: Vec<(RecordId, PreProceedings)> = self.records.each().collect();
        for (of, pre) in &times {
            let ended = pre.step_decided_on.or(*pre.applied_on);
            if self.of.window.touches(Some(*pre.decided_on), ended) {
                let earlier = times.iter().filter(|(_, other)| *other.decided_on < *pre.decided_on).count();
                self.time_before(*of, pre, earlier);
            }
        }
    }

    fn time_before(&mut self, of: RecordId, pre: &PreProceedings, earlier: usize) {
        let window = self.of.window;
        let cases: Vec<(RecordId, CourtCase)> =
            self.records.each::<CourtCase>().filter(|(_, case)| case.application.code() == "CARE").collect();
        let issued =
            cases.iter().filter(|(_, case)| *case.issued_on >= *pre.decided_on && *case.issued_on <= window.day);
        let case = issued.min_by_key(|(_, case)| *case.issued_on);
        let before = cases.iter().filter(|(_, case)| *case.issued_on < *pre.decided_on).count();
        let held = self.records.all::<CourtHearing>().filter(|hearing| {
            hearing.case.is_some()
                && *hearing.case == case.map(|(id, _)| *id)
                && window.seen(*hearing.held_on).is_some()
        });
        let hearings = case.map(|_| held.count());
        let referral = self.referral(None, *pre.decided_on);
        let plans = self.records.all::<CpPlan>().filter(|plan| {
            referral.is_some() && self.referral(*plan.episode, *plan.started) == referral && *plan.started <= window.day
        });
        let plans = plans.count();
        let family = self
            .records
            .all::<HouseholdMembership>()
            .max_by_key(|of| of.household_kind.is_some_and(|kind| kind.code() == "PROCEEDINGS"));
        let short = match (pre.short_notice.reveal(), case) {
            (Some(_), _) => "Yes",
            (None, Some(_)) => "No",
            (None, None) => "Not in care proceedings",
        };
        let reviews = pre.review_meetings.iter().filter(|held| **held <= window.day).count();
        let reference = case.and_then(|(_, case)| case.case_number.reveal().clone()).map(|number| number.0);
        let row = Cells::of("ssd_pre_proceedings")
            .shown("prep_table_id", Some(of))
            .text("prep_person_id", self.id.clone())
            .text("prep_plo_family_id", family.map(|of| of.family_id.reveal().0.clone()).unwrap_or_default())
            .day("prep_pre_pro_decision_date", Some(*pre.decided_on))
            .day("prep_initial_pre_pro_meeting_date", window.seen(*pre.first_meeting))
            .text("prep_pre_pro_outcome", pre.outcome.reveal().map_or("", |outcome| outcome.meaning()))
            .day("prep_agree_stepdown_issue_date", window.seen(*pre.step_decided_on))
            .shown("prep_cp_plans_referral_period", Some(plans))
            .text("prep_legal_gateway_outcome", pre.gateway.reveal().map_or("", |outcome| outcome.code()))
            .shown("prep_prev_pre_proc_child", Some(earlier))
            .shown("prep_prev_care_proc_child", Some(before))
            .day("prep_pre_pro_letter_date", window.seen(*pre.letter_on))
            .day("prep_care_pro_letter_date", window.seen(*pre.issue_letter_on))
            .shown("prep_pre_pro_meetings_num", Some(reviews))
            .text("prep_pre_pro_parents_legal_rep", pre.represented.reveal().map_or("", |answer| answer.code()))
            .text("prep_court_reference", reference.unwrap_or_default())
            .shown("prep_care_proc_court_hearings", hearings)
            .text("prep_care_proc_short_notice", short)
            .text("prep_proc_short_notice_reason", pre.short_notice.reveal().map_or("", |why| why.code()))
            .text("prep_la_initial_care_plan", pre.first_plan.reveal().map_or("", |plan| plan.code()))
            .text("prep_la_final_care_plan", pre.final_plan.reveal().map_or("", |plan| plan.code()));
        self.row(row);
    }
}
