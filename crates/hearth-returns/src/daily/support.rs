//! Assessments, child in need plans, the way to adoption and leaving care: what an episode has besides protection and placements.

use std::collections::BTreeSet;

use hearth_record::{
    adoption::PermanenceCase, assessment::Assessment, care_leaver::CareLeaverContact, child_in_need::CinPlan,
};
use jiff::civil::Date;
use serde::Serialize;

use super::telling::{Need, Telling, by_day};

#[derive(Serialize)]
pub(super) struct Assessed {
    child_and_family_assessment_id: String,
    start_date: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    authorisation_date: Option<Date>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    factors: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct NeedPlan {
    child_in_need_plan_id: String,
    start_date: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are the description's")]
pub(super) struct Adopted {
    #[serde(skip_serializing_if = "Option::is_none")]
    initial_decision_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    matched_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    placed_date: Option<Date>,
}

#[derive(Serialize)]
pub(super) struct CareLeaver {
    contact_date: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    activity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accommodation: Option<String>,
}

impl Telling<'_> {
    /// The assessments, with the factors of those that are authorised: before, they may still change.
    pub(super) fn assessments(&self, need: &Need) -> Vec<Assessed> {
        let all = self.records.each::<Assessment>();
        let hang = all.filter(|(_, assessment)| self.hangs_on(need, *assessment.episode, *assessment.started));
        let told = hang.map(|(id, assessment)| {
            let authorised = self.window.seen(*assessment.authorised_on);
            let factors = assessment.factors.reveal().iter().filter(|_| authorised.is_some());
            let factors: BTreeSet<String> = factors.filter_map(|factor| self.code(factor.definition(), 3)).collect();
            let assessed = Assessed {
                child_and_family_assessment_id: id.to_string(),
                start_date: *assessment.started,
                authorisation_date: authorised,
                factors: factors.into_iter().collect(),
            };
            (*assessment.started, id, assessed)
        });
        by_day(told.collect())
    }

    pub(super) fn need_plans(&self, need: &Need) -> Vec<NeedPlan> {
        let plans =
            self.records.each::<CinPlan>().filter(|(_, plan)| self.hangs_on(need, *plan.episode, *plan.started));
        let told = plans.map(|(id, plan)| {
            let end_date = self.window.seen(*plan.ended);
            let told = NeedPlan { child_in_need_plan_id: id.to_string(), start_date: *plan.started, end_date };
            (*plan.started, id, told)
        });
        by_day(told.collect())
    }

    /// The latest decision that the child should be placed for adoption, on the episode that was open on its day. One that was reversed is
    /// told no more: there is no field that would say so.
    pub(super) fn adoption(&self, need: &Need) -> Option<Adopted> {
        let cases = self.records.each::<PermanenceCase>().filter_map(|(id, case)| {
            let decided = case.decided.or(*case.matched).or(*case.placed)?;
            let stands = self.window.seen(*case.reversed).is_none();
            (stands && self.hangs_on(need, None, decided)).then_some((decided, id, case))
        });
        let (.., case) = cases.max_by_key(|(decided, id, _)| (*decided, *id))?;
        Some(Adopted {
            initial_decision_date: self.window.seen(*case.decided),
            matched_date: self.window.seen(*case.matched),
            placed_date: self.window.seen(*case.placed),
        })
    }

    /// The latest contact with a care leaver, on the episode that was open on its day. Of the accommodation the letter alone: whether it
    /// is suitable is asked for by the SSDA903.
    pub(super) fn care_leaver(&self, need: &Need) -> Option<CareLeaver> {
        let contacts = self.records.each::<CareLeaverContact>().filter_map(|(id, contact)| {
            let on = (*contact.on)?;
            self.hangs_on(need, None, on).then_some((on, id, contact))
        });
        let (contact_date, _, contact) = contacts.max_by_key(|(on, id, _)| (*on, *id))?;
        Some(CareLeaver {
            contact_date,
            activity: contact.activity.reveal().and_then(|activity| self.code(activity.definition(), 2)),
            accommodation: contact.accommodation.reveal().and_then(|home| self.code(home.definition(), 1)),
        })
    }
}
