//! List 9: care leavers.

use hearth_calendar::age_on;
use hearth_record::care_leaver::{CareLeaver, CareLeaverContact, PathwayPlan};

use super::answers::{ACTIVITY, ELIGIBILITY, HOME, IN_TOUCH, SUITABLE, answer, yes};
use super::child::Told;
use crate::leaving_care::eligibility;
use crate::window::Window;

/// Until which age somebody without a record as a care leaver counts by their time in care: support goes on beyond it for those who ask.
const WITHOUT_RECORD: u16 = 21;

impl Told<'_> {
    pub(super) fn leaver(&mut self) {
        let now = Window { from: self.day, day: self.day };
        let all: Vec<CareLeaver> = self.records.all().collect();
        let record = all.iter().filter(|of| now.open(*of.started, *of.ended)).max_by_key(|of| *of.started);
        let young = self.born.and_then(|born| age_on(born, self.day)).is_some_and(|age| age < WITHOUT_RECORD);
        if record.is_none() && (!all.is_empty() || !young) {
            return;
        }
        let given = record.and_then(|of| *of.eligibility).map(hearth_record::sets::CareLeaverEligibility::code);
        let Some(is) = given.or_else(|| eligibility(self.records, self.born, self.day)).filter(|is| *is != "NONE")
        else {
            return;
        };
        let come = |of: &CareLeaverContact| of.on.is_none_or(|on| on <= self.day);
        let contact = self.records.all::<CareLeaverContact>().filter(come).max_by_key(|of| *of.on);
        let contact = contact.as_ref();
        let plans: Vec<PathwayPlan> = self.records.all().collect();
        let reviewed = plans.iter().flat_map(|plan| plan.reviewed.iter().copied().chain(*plan.prepared));
        let reviewed = reviewed.filter(|on| *on <= self.day).max();
        let always = Window { from: self.born.unwrap_or(self.day), day: self.day };
        let home = contact.and_then(|of| *of.accommodation.reveal()).map(|of| answer(HOME, of.code(), of.meaning()));
        let suits = contact.and_then(|of| *of.suitable.reveal()).map(|of| answer(SUITABLE, of.code(), of.meaning()));
        let does = contact.and_then(|of| *of.activity.reveal()).map(|of| answer(ACTIVITY, of.code(), of.meaning()));
        let adviser = record.and_then(|of| {
            let named = of.adviser_name.reveal().as_ref().map(|name| name.0.clone());
            named.or_else(|| of.personal_adviser.and_then(|worker| self.worker(worker)))
        });
        let mut cells = vec![
            (
                "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
                yes(self.unaccompanied(always)).into(),
            ),
            ("Allocated Personal Advisor", adviser.into()),
            ("Eligibility Category", answer(ELIGIBILITY, is, is).into()),
            ("Latest Pathway Plan Review Date", reviewed.into()),
            ("LA in Touch", contact.map(|of| answer(IN_TOUCH, of.in_touch.code(), of.in_touch.meaning())).into()),
            ("Latest Date of Contact", contact.and_then(|of| *of.on).into()),
            ("Type of Accommodation", home.into()),
            ("Suitability of Accommodation", suits.into()),
            ("Activity Status", does.into()),
        ];
        let (team, worker) = record.map_or((None, None), |of| (*of.team, *of.worker));
        cells.extend(self.staff(team, worker, self.day));
        self.row(9, cells);
    }
}
