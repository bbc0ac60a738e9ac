//! `social_care_episodes`: one time of need, with everything that hangs on it.

use hearth_record::people::Involvement;
use jiff::civil::Date;
use serde::Serialize;

use super::{
    placements::Placed,
    protection::{Enquiry, ProtectionPlan},
    support::{Adopted, Assessed, CareLeaver, NeedPlan},
    telling::{Need, Telling, by_day, fits},
};

#[derive(Serialize)]
pub(super) struct Episode {
    social_care_episode_id: String,
    referral_date: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    referral_source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    referral_no_further_action_flag: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closure_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closure_reason: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    care_worker_details: Vec<CareWorker>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    child_and_family_assessments: Vec<Assessed>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    child_in_need_plans: Vec<NeedPlan>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    section_47_assessments: Vec<Enquiry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    child_protection_plans: Vec<ProtectionPlan>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    child_looked_after_placements: Vec<Placed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    adoption: Option<Adopted>,
    #[serde(skip_serializing_if = "Option::is_none")]
    care_leavers: Option<CareLeaver>,
}

#[derive(Serialize)]
struct CareWorker {
    worker_id: String,
    start_date: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
}

pub(super) fn episode(telling: &Telling<'_>, need: &Need) -> Episode {
    let closed = telling.window.seen(need.closed);
    let reason = closed.and(*need.episode.closure_reason);
    Episode {
        social_care_episode_id: need.id.to_string(),
        referral_date: need.from,
        referral_source: need.episode.source.and_then(|source| telling.code(source.definition(), 2)),
        referral_no_further_action_flag: *need.episode.no_further_action,
        closure_date: closed,
        closure_reason: reason.and_then(|why| telling.code(why.definition(), 3)),
        care_worker_details: telling.workers(need),
        child_and_family_assessments: telling.assessments(need),
        child_in_need_plans: telling.need_plans(need),
        section_47_assessments: telling.enquiries(need),
        child_protection_plans: telling.protection_plans(need),
        child_looked_after_placements: telling.placements(need),
        adoption: telling.adoption(need),
        care_leavers: telling.care_leaver(need),
    }
}

impl Telling<'_> {
    /// The social workers who held the case while the episode was open, by their registration. The description asks for "the social care
    /// workers managing this episode" without saying of when; a worker without a number is left out, as in the SSDA903.
    fn workers(&self, need: &Need) -> Vec<CareWorker> {
        let held = |with: &Involvement| match *with.episode {
            Some(of) => of == need.id,
            None => {
                need.closed.is_none_or(|closed| *with.started <= closed)
                    && with.ended.is_none_or(|ended| need.from <= ended)
            }
        };
        let holds = self.records.each::<Involvement>().filter(|(_, with)| with.role.code() == "CW" && held(with));
        let told = holds.filter_map(|(id, with)| {
            let number = with.registration.reveal().as_ref().map(|number| number.0.clone());
            let worker_id = number.filter(|number| !number.is_empty() && fits(number, 12, "_-"))?;
            let start_date = self.window.seen(Some(*with.started))?;
            let end_date = self.window.seen(*with.ended);
            Some((start_date, id, CareWorker { worker_id, start_date, end_date }))
        });
        by_day(told.collect())
    }
}
