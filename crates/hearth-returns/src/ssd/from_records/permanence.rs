//! Permanence, adopters, care leavers and the cost of placements.

use hearth_record::adoption::{AdoptersInCodes, PermanenceCase};
use hearth_record::care_leaver::{CareLeaver, CareLeaverContact, PathwayPlan};
use hearth_record::ids::RecordId;
use hearth_record::looked_after::PlacementCost;

use super::Told;
use super::cells::Cells;
use crate::leaving_care::eligibility;

impl Told<'_> {
    pub(super) fn permanence(&mut self) {
        for (of, case) in self.records.each::<PermanenceCase>() {
            let days = [case.decided, case.placement_order, case.matched, case.placed, case.order_made, case.reversed];
            let last = days.iter().filter_map(|day| **day).max();
            if last.is_none_or(|last| self.of.window.from <= last) {
                self.case(of, &case);
            }
        }
        for (of, leaver) in self.records.each::<CareLeaver>() {
            if self.of.window.touches(*leaver.started, *leaver.ended) {
                self.leaver(of, &leaver);
            }
        }
        for (of, cost) in self.records.each::<PlacementCost>() {
            if self.of.window.touches(Some(*cost.started), *cost.ended) {
                let row = Cells::of("ssd_s251_finance")
                    .shown("s251_table_id", Some(of))
                    .shown("s251_cla_placement_id", *cost.placement);
                self.row(row);
            }
        }
    }

    fn case(&mut self, of: RecordId, case: &PermanenceCase) {
        let window = self.of.window;
        // The adopters stand behind the wall: these are the codes that the adoption service handed over.
        let adopters = self.records.all::<AdoptersInCodes>().last();
        let adopters = adopters.as_ref();
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let on = window.seen(*case.decided).unwrap_or(window.day);
        let row = Cells::of("ssd_permanence")
            .shown("perm_table_id", Some(of))
            .text("perm_person_id", self.id.clone())
            .shown("perm_cla_id", self.period_on(on))
            .day("perm_adm_decision_date", window.seen(*case.decided))
            .day("perm_ffa_cp_decision_date", window.seen(*case.early_placement_decided))
            .day("perm_placement_order_date", window.seen(*case.placement_order))
            .day("perm_placed_for_adoption_date", window.seen(*case.placed))
            .day("perm_matched_date", window.seen(*case.matched))
            .yes("perm_adopted_by_carer_flag", *case.adopted_by_carer)
            .day("perm_placed_ffa_cp_date", window.seen(*case.early_placed))
            .day("perm_decision_reversed_date", window.seen(*case.reversed))
            .day("perm_placed_foster_carer_date", window.seen(*case.placed_with_carer))
            .yes("perm_part_of_sibling_group", *case.sibling_group)
            .text("perm_siblings_placed_together", number(case.siblings_together.reveal().as_ref().map(|n| n.0)))
            .text("perm_siblings_placed_apart", number(case.siblings_apart.reveal().as_ref().map(|n| n.0)))
            .shown("perm_placement_provider_urn", case.agency_urn.reveal().as_ref())
            .text("perm_decision_reversed_reason", case.reversed_reason.map_or("", |why| why.code()))
            .day("perm_permanence_order_date", window.seen(*case.order_made))
            .text("perm_permanence_order_type", case.order_type.map_or("", |order| order.meaning()))
            .shown("perm_adoption_worker_id", *case.worker)
            .text("perm_adopter_sex", adopters.and_then(|of| *of.sex.reveal()).map_or("", |sex| sex.code()))
            .text(
                "perm_adopter_legal_status",
                adopters.and_then(|of| *of.legal_status.reveal()).map_or("", |is| is.code()),
            )
            .text("perm_number_of_adopters", adopters.and_then(|of| *of.number.reveal()).map_or("", |of| of.code()));
        self.row(row);
    }

    fn leaver(&mut self, of: RecordId, leaver: &CareLeaver) {
        let window = self.of.window;
        let come = |contact: &CareLeaverContact| window.seen(*contact.on).is_some() || contact.on.is_none();
        let latest = self.records.all::<CareLeaverContact>().filter(come).max_by_key(|contact| *contact.on);
        let latest = latest.as_ref();
        let reviewed = self
            .records
            .all::<PathwayPlan>()
            .flat_map(|plan| plan.reviewed.iter().copied().chain(*plan.prepared).collect::<Vec<_>>());
        let reviewed = reviewed.filter(|day| *day <= window.day).max();
        let given = leaver.eligibility.map(hearth_record::sets::CareLeaverEligibility::code);
        let row = Cells::of("ssd_care_leavers")
            .shown("clea_table_id", Some(of))
            .text("clea_person_id", self.id.clone())
            .text(
                "clea_care_leaver_eligibility",
                words(given.or_else(|| eligibility(self.records, self.born, window.day))),
            )
            .text("clea_care_leaver_in_touch", latest.map_or("", |contact| contact.in_touch.code()))
            .day("clea_care_leaver_latest_contact", latest.and_then(|contact| *contact.on))
            .text(
                "clea_care_leaver_accommodation",
                latest.and_then(|contact| *contact.accommodation.reveal()).map_or("", |home| home.code()),
            )
            .text(
                "clea_care_leaver_accom_suitable",
                latest.and_then(|contact| *contact.suitable.reveal()).map_or("", |is| is.code()),
            )
            .text(
                "clea_care_leaver_activity",
                latest.and_then(|contact| *contact.activity.reveal()).map_or("", |does| does.code()),
            )
            .day("clea_pathway_plan_review_date", reviewed)
            .text("clea_care_leaver_personal_advisor", self.adviser(leaver))
            .shown("clea_care_leaver_allocated_team", *leaver.team)
            .shown("clea_care_leaver_worker_id", *leaver.worker);
        self.row(row);
    }

    fn adviser(&self, leaver: &CareLeaver) -> String {
        let named = leaver.adviser_name.reveal().as_ref().map(|name| name.0.clone());
        named
            .or_else(|| leaver.personal_adviser.and_then(|worker| self.of.names.get(&worker).cloned()))
            .unwrap_or_default()
    }
}

/// Eligibility in the words of the dataset.
fn words(code: Option<&str>) -> &'static str {
    match code {
        Some("ELIGIBLE") => "Eligible",
        Some("RELEVANT") => "Relevant",
        Some("FORMER_RELEVANT") => "Former Relevant",
        Some("QUALIFYING") => "Qualifying",
        Some(_) => "No Current Eligibility",
        None => "",
    }
}
