//! Section 47 enquiries with the conference that they led to, and child protection plans.

use hearth_record::protection::{Conference, CpPlan, S47Enquiry};
use jiff::civil::Date;
use serde::Serialize;

use super::telling::{Need, Telling, by_day};

#[derive(Serialize)]
pub(super) struct Enquiry {
    section_47_assessment_id: String,
    start_date: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    icpc_required_flag: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icpc_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
}

#[derive(Serialize)]
pub(super) struct ProtectionPlan {
    child_protection_plan_id: String,
    start_date: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
}

impl Telling<'_> {
    pub(super) fn enquiries(&self, need: &Need) -> Vec<Enquiry> {
        let all = self.records.each::<S47Enquiry>();
        let hang = all.filter(|(_, enquiry)| self.hangs_on(need, *enquiry.episode, *enquiry.started));
        let told = hang.map(|(id, enquiry)| {
            let initial = |held: &Conference| held.conference_kind.code() == "INITIAL" && *held.s47_enquiry == Some(id);
            let conference = self.records.all::<Conference>().find(initial);
            let told = Enquiry {
                section_47_assessment_id: id.to_string(),
                start_date: *enquiry.started,
                icpc_required_flag: *enquiry.conference_required,
                icpc_date: self.window.seen(conference.and_then(|conference| *conference.held_on)),
                end_date: self.window.seen(*enquiry.ended),
            };
            (*enquiry.started, id, told)
        });
        by_day(told.collect())
    }

    pub(super) fn protection_plans(&self, need: &Need) -> Vec<ProtectionPlan> {
        let plans = self.records.each::<CpPlan>().filter(|(_, plan)| self.hangs_on(need, *plan.episode, *plan.started));
        let told = plans.map(|(id, plan)| {
            let end_date = self.window.seen(*plan.ended);
            let told = ProtectionPlan { child_protection_plan_id: id.to_string(), start_date: *plan.started, end_date };
            (*plan.started, id, told)
        });
        by_day(told.collect())
    }
}
