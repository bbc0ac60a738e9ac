//! Enquiries, conferences and protection plans.

use hearth_calendar::add_months;
use hearth_record::ids::RecordId;
use hearth_record::protection::{Conference, CpPlan, S47Enquiry};
use hearth_record::sets::CpCategoryOfAbuse;
use jiff::civil::Date;

use super::Told;
use super::cells::{Cells, counted_flags, json};

/// Working days from the strategy discussion to the initial conference (Working Together 2023).
const TO_CONFERENCE: u32 = 15;
/// Months to the first review conference, and from one to the next (Working Together 2023).
const FIRST_REVIEW: i32 = 3;
const NEXT_REVIEW: i32 = 6;

impl Told<'_> {
    pub(super) fn protection(&mut self) {
        let conferences: Vec<(RecordId, Conference)> = self.records.each().collect();
        let plans: Vec<(RecordId, CpPlan)> = self.records.each().collect();
        for (of, enquiry) in self.records.each::<S47Enquiry>() {
            self.enquiry(of, &enquiry);
        }
        for (of, conference) in &conferences {
            match conference.conference_kind.code() {
                "REVIEW" => self.review_conference(*of, conference, &conferences, &plans),
                _ => self.conference(*of, conference, &plans),
            }
        }
        for (of, plan) in &plans {
            self.protection_plan(*of, plan, &conferences);
        }
    }

    /// The protection plan that ran on a day.
    pub(super) fn protection_plan_on(&self, day: Date) -> Option<RecordId> {
        let runs = |plan: &CpPlan| *plan.started <= day && plan.ended.is_none_or(|ended| day <= ended);
        self.records.each::<CpPlan>().find(|(_, plan)| runs(plan)).map(|(of, _)| of)
    }

    fn enquiry(&mut self, of: RecordId, enquiry: &S47Enquiry) {
        let outcomes = enquiry.outcomes.iter().map(|flag| flag.code());
        let comment = ("OUTCOME_COMMENTS", self.words(enquiry.outcome_comments.reveal().as_ref()));
        let row = Cells::of("ssd_s47_enquiry")
            .shown("s47e_s47_enquiry_id", Some(of))
            .shown("s47e_referral_id", self.referral(*enquiry.episode, *enquiry.started))
            .text("s47e_person_id", self.id.clone())
            .day("s47e_s47_start_date", Some(*enquiry.started))
            .day("s47e_s47_end_date", self.of.window.seen(*enquiry.ended))
            .yes("s47e_s47_nfa", *enquiry.no_further_action)
            .text("s47e_s47_outcome_json", json(counted_flags("s47_outcome_flag", outcomes, comment)))
            .shown("s47e_s47_completed_by_worker_id", *enquiry.worker)
            .shown("s47e_s47_completed_by_team", *enquiry.team);
        self.row_of(Some(*enquiry.started), *enquiry.ended, row);
    }

    fn conference(&mut self, of: RecordId, conference: &Conference, plans: &[(RecordId, CpPlan)]) {
        let on = conference.held_on.or(*conference.planned_for);
        let transfer = conference.conference_kind.code() == "TRANSFER_IN";
        let enquiry = conference.s47_enquiry.filter(|_| !transfer);
        let begun = enquiry.and_then(|enquiry| {
            self.records.each::<S47Enquiry>().find(|(id, _)| *id == enquiry).map(|(_, enquiry)| *enquiry.started)
        });
        let target = begun.map(|begun| self.of.calendar.add_working_days(begun, TO_CONFERENCE).date);
        let of_conference = |plan: &&(RecordId, CpPlan)| *plan.1.conference == Some(of);
        let plan = conference.cp_plan.or_else(|| plans.iter().find(of_conference).map(|(plan, _)| *plan));
        let outcomes = conference.outcomes.iter().map(|flag| flag.code());
        let comment = ("COMMENTS", self.words(conference.rationale.reveal().as_ref()));
        let meeting = conference.meeting_id.reveal().as_ref().map(|number| number.0.clone());
        let row = Cells::of("ssd_initial_cp_conference")
            .shown("icpc_icpc_id", Some(of))
            .text("icpc_icpc_meeting_id", meeting.unwrap_or_default())
            .shown("icpc_s47_enquiry_id", enquiry)
            .text("icpc_person_id", self.id.clone())
            .shown("icpc_cp_plan_id", plan)
            .shown("icpc_referral_id", on.and_then(|on| self.referral(*conference.episode, on)))
            .yes("icpc_icpc_transfer_in", Some(transfer))
            .day("icpc_icpc_target_date", target.or(*conference.planned_for))
            .day("icpc_icpc_date", self.of.window.seen(*conference.held_on))
            .yes("icpc_icpc_outcome_cp_flag", *conference.plan_made)
            .text("icpc_icpc_outcome_json", json(counted_flags("icpc_outcome_flag", outcomes, comment)))
            .shown("icpc_icpc_team", *conference.team)
            .shown("icpc_icpc_worker_id", *conference.worker);
        self.row_of(*conference.held_on, on, row);
    }

    fn protection_plan(&mut self, of: RecordId, plan: &CpPlan, conferences: &[(RecordId, Conference)]) {
        let made_it =
            |held: &&(RecordId, Conference)| held.1.conference_kind.code() != "REVIEW" && *held.1.cp_plan == Some(of);
        let conference = plan.conference.or_else(|| conferences.iter().find(made_it).map(|(held, _)| *held));
        let initial = *plan.initial_category.reveal();
        let row = Cells::of("ssd_cp_plans")
            .shown("cppl_cp_plan_id", Some(of))
            .shown("cppl_referral_id", self.referral(*plan.episode, *plan.started))
            .shown("cppl_icpc_id", conference)
            .text("cppl_person_id", self.id.clone())
            .day("cppl_cp_plan_start_date", Some(*plan.started))
            .day("cppl_cp_plan_end_date", self.of.window.seen(*plan.ended))
            .text("cppl_cp_plan_initial_category", category(initial))
            .yes("cppl_cp_plan_ola", *plan.other_authority)
            .text("cppl_cp_plan_latest_category", category(plan.latest_category.reveal().unwrap_or(initial)));
        self.row_of(Some(*plan.started), *plan.ended, row);
    }

    fn review_conference(
        &mut self,
        of: RecordId,
        review: &Conference,
        conferences: &[(RecordId, Conference)],
        plans: &[(RecordId, CpPlan)],
    ) {
        let on = review.held_on.or(*review.planned_for);
        let plan = review.cp_plan.or_else(|| on.and_then(|on| self.protection_plan_on(on)));
        let reviewed = plans.iter().find(|(id, _)| Some(*id) == plan).map(|(_, plan)| plan);
        let begun = reviewed.map(|plan| *plan.started);
        // Reviews are told with their plan, the first of them among them.
        let until = reviewed.map_or(on, |plan| *plan.ended);
        let earlier = conferences.iter().filter(|(id, held)| {
            *id != of && held.conference_kind.code() == "REVIEW" && *held.cp_plan == *review.cp_plan
        });
        let last = earlier.filter_map(|(_, held)| *held.held_on).filter(|held| Some(*held) < on).max();
        let due = match (last, begun) {
            (Some(last), _) => Some(add_months(last, NEXT_REVIEW)),
            (None, Some(begun)) => Some(add_months(begun, FIRST_REVIEW)),
            (None, None) => *review.planned_for,
        };
        let meeting = review.meeting_id.reveal().as_ref().map(|number| number.0.clone());
        let row = Cells::of("ssd_cp_reviews")
            .shown("cppr_cp_review_id", Some(of))
            .text("cppr_person_id", self.id.clone())
            .shown("cppr_cp_plan_id", plan)
            .day("cppr_cp_review_due", due)
            .day("cppr_cp_review_date", self.of.window.seen(*review.held_on))
            .text("cppr_cp_review_meeting_id", meeting.unwrap_or_default())
            .yes("cppr_cp_review_outcome_continue_cp", *review.plan_continues)
            .yes("cppr_cp_review_quorate", *review.quorate)
            .text("cppr_cp_review_participation", review.participation.reveal().map_or("", |how| how.code()));
        self.row_of(*review.held_on, until, row);
    }
}

/// The category in the words that the dataset has for it.
fn category(of: CpCategoryOfAbuse) -> &'static str {
    if of.code() == "MUL" { "Multiple" } else { of.meaning() }
}
