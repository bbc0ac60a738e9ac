//! Periods of care: the episodes that follow from them, placements, reviews, plans and what came before.

use hearth_calendar::add_months;
use hearth_record::ids::RecordId;
use hearth_record::looked_after::care_episodes::{self, CareEpisode};
use hearth_record::looked_after::{CarePlan, CareReview, LegalStatus, PeriodOfCare, Placement, PreviousPermanence};
use hearth_record::review::ReviewingOfficerContact;
use jiff::civil::Date;
use serde_json::Value as Json;

use super::Told;
use super::cells::{Cells, json};
use crate::check::outside_england;

/// Working days to the first review, months to the second and from then on (SI 2010/959 regulation 33).
const FIRST_REVIEW: u32 = 20;
const SECOND_REVIEW: i32 = 3;
const LATER_REVIEWS: i32 = 6;
/// What stands for a distance that nobody knows.
const UNKNOWN: f64 = 999.9;

impl Told<'_> {
    /// The period of care that ran on a day, else the last that had begun by then.
    pub(super) fn period_on(&self, day: Date) -> Option<RecordId> {
        self.period(day).map(|(of, _)| of)
    }

    fn period(&self, day: Date) -> Option<(RecordId, PeriodOfCare)> {
        let begun = self.records.each::<PeriodOfCare>().filter(|(_, period)| *period.started <= day);
        begun.max_by_key(|(_, period)| (period.ended.is_none_or(|ended| day <= ended), *period.started))
    }

    pub(super) fn care(&mut self) {
        for (of, status) in self.records.each::<LegalStatus>() {
            let ended = self.of.window.seen(*status.ended);
            let row = Cells::of("ssd_legal_status")
                .shown("lega_legal_status_id", Some(of))
                .text("lega_person_id", self.id.clone())
                .text("lega_legal_status", status.status.code())
                .moment("lega_legal_status_start_date", *status.started_at, Some(*status.started))
                .moment("lega_legal_status_end_date", ended.and(*status.ended_at), ended);
            self.row_of_care(*status.started, *status.ended, row);
        }
        self.episodes();
        for (of, placement) in self.records.each::<Placement>() {
            self.placement(of, &placement);
        }
        self.reviews();
        self.care_plans();
    }

    /// A row of a time in care, which is told as a whole where any of it lies in the time that is told of.
    fn row_of_care(&mut self, began: Date, ended: Option<Date>, row: Cells) {
        let window = self.of.window;
        let with = |period: &PeriodOfCare| {
            let overlaps =
                period.ended.is_none_or(|left| began <= left) && ended.is_none_or(|ended| *period.started <= ended);
            window.touches(Some(*period.started), *period.ended) && overlaps
        };
        if began <= window.day && self.records.all::<PeriodOfCare>().any(|period| with(&period)) {
            self.row(row);
        } else {
            self.row_of(Some(began), ended, row);
        }
    }

    fn episodes(&mut self) {
        let periods: Vec<(RecordId, PeriodOfCare)> = self.records.each().collect();
        let placements: Vec<(RecordId, Placement)> = self.records.each().collect();
        let derived = care_episodes::derive(
            &periods.iter().map(|(_, period)| period.clone()).collect::<Vec<_>>(),
            &self.records.all::<LegalStatus>().collect::<Vec<_>>(),
            &placements.iter().map(|(_, placement)| placement.clone()).collect::<Vec<_>>(),
        );
        for episode in derived.episodes {
            self.episode(&episode, &periods, &placements);
        }
    }

    fn episode(
        &mut self,
        episode: &CareEpisode,
        periods: &[(RecordId, PeriodOfCare)],
        placements: &[(RecordId, Placement)],
    ) {
        let on = episode.decom;
        let period =
            periods.iter().filter(|(_, period)| *period.started <= on).max_by_key(|(_, period)| *period.started);
        let runs = |of: &Placement| *of.started <= on && of.ended.is_none_or(|ended| ended > on);
        let placed = placements.iter().filter(|(_, placement)| runs(placement));
        let placed = placed.max_by_key(|(_, placement)| (*placement.started, placement.is_temporary()));
        let entered = period.map(|(_, period)| *period.started);
        let left = period.and_then(|(_, period)| *period.ended);
        let met = self.records.all::<ReviewingOfficerContact>().filter(|met| *met.with_child == Some(true));
        let met = met.map(|met| *met.on).filter(|met| {
            *met <= self.of.window.day
                && entered.is_some_and(|from| from <= *met)
                && left.is_none_or(|left| *met <= left)
        });
        let met = met.max();
        let ceased = self.of.window.seen(episode.dec);
        let referral = self.referral(period.and_then(|(_, period)| *period.episode), entered.unwrap_or(on));
        let id = period.map(|(of, _)| format!("{of}-{}", on.strftime("%Y%m%d")));
        let row = Cells::of("ssd_cla_episodes")
            .text("clae_cla_episode_id", id.unwrap_or_default())
            .text("clae_person_id", self.id.clone())
            .day("clae_cla_episode_start_date", Some(on))
            .text("clae_cla_episode_start_reason", episode.rne.code())
            .text("clae_cla_primary_need_code", episode.category_of_need.code())
            .day("clae_cla_episode_ceased_date", ceased)
            .text("clae_cla_episode_ceased_reason", ceased.and(episode.rec).map_or("", |why| why.code()))
            .shown("clae_cla_id", period.map(|(of, _)| *of))
            .shown("clae_referral_id", referral)
            .shown("clae_cla_placement_id", placed.map(|(of, _)| *of))
            .day("clae_entered_care_date", entered)
            .day("clae_cla_last_iro_contact_date", met);
        self.row_of_care(on, episode.dec, row);
    }

    fn placement(&mut self, of: RecordId, placement: &Placement) {
        let ended = self.of.window.seen(*placement.ended);
        let period = self.period(*placement.started);
        let distance = self.distance(placement, period.as_ref().map(|(_, period)| period));
        let row = Cells::of("ssd_cla_placement")
            .shown("clap_cla_placement_id", Some(of))
            .day("clap_cla_placement_start_date", Some(*placement.started))
            .text("clap_cla_placement_type", placement.placement_type.code())
            .shown("clap_cla_placement_urn", placement.urn.reveal().as_ref())
            .text("clap_cla_placement_distance", distance.map(|miles| format!("{miles:.1}")).unwrap_or_default())
            .shown("clap_cla_id", period.map(|(of, _)| of))
            .text("clap_cla_placement_provider", placement.provider.map_or("", |provider| provider.code()))
            .shown("clap_cla_placement_postcode", placement.postcode.reveal().as_ref())
            .day("clap_cla_placement_end_date", ended)
            .text("clap_cla_placement_change_reason", ended.and(*placement.change_reason).map_or("", |why| why.code()))
            .text("clap_person_id", self.id.clone());
        self.row_of_care(*placement.started, *placement.ended, row);
    }

    /// The miles from home to the placement; none without a directory of postcodes, and none for whoever has no home to measure from.
    fn distance(&self, placement: &Placement, period: Option<&PeriodOfCare>) -> Option<f64> {
        let postcodes = self.of.postcodes.as_ref()?;
        let (home, there) = (period?.home_postcode.reveal().as_ref()?, placement.postcode.reveal().as_ref()?);
        let [home, there] = [home, there].map(|code| postcodes.find(&code.to_string()));
        Some(match (home, there) {
            (Some(home), Some(there)) if !outside_england(home.authority) || !outside_england(there.authority) => {
                home.miles_to(&there)
            }
            _ => UNKNOWN,
        })
    }

    fn reviews(&mut self) {
        let reviews: Vec<(RecordId, CareReview)> = self.records.each().collect();
        for (of, review) in &reviews {
            let Some(on) = review.held.or(*review.arranged).or(*review.due_given) else { continue };
            if on < self.of.window.from {
                continue;
            }
            let period = self.period(on);
            let began = period.as_ref().map(|(_, period)| *period.started);
            let earlier = reviews
                .iter()
                .filter_map(|(_, other)| *other.held)
                .filter(|held| *held < on && began.is_some_and(|began| began <= *held));
            let (times, last) = (earlier.clone().count(), earlier.max());
            let due = match (last, began) {
                (None, Some(began)) => Some(self.of.calendar.add_working_days(began, FIRST_REVIEW).date),
                (Some(last), _) if times == 1 => Some(add_months(last, SECOND_REVIEW)),
                (Some(last), _) => Some(add_months(last, LATER_REVIEWS)),
                (None, None) => *review.arranged,
            };
            let row = Cells::of("ssd_cla_reviews")
                .shown("clar_cla_review_id", Some(of))
                .shown("clar_cla_id", period.map(|(of, _)| of))
                .day("clar_cla_review_due_date", review.due_given.or(due))
                .day("clar_cla_review_date", self.of.window.seen(*review.held))
                .yes("clar_cla_review_cancelled", Some(*review.cancelled == Some(true)))
                .text("clar_cla_review_participation", review.participation.map_or("", |how| how.code()))
                .text("clar_cla_person_id", self.id.clone());
            self.row(row);
        }
    }

    fn care_plans(&mut self) {
        for (of, plan) in self.records.each::<CarePlan>() {
            if !self.of.window.touches(Some(*plan.started), *plan.ended) {
                continue;
            }
            let chosen: Vec<&str> = plan.permanence_plans.iter().map(|plan| plan.code()).collect();
            let yes = |code: &str| Json::from(if chosen.contains(&code) { "Y" } else { "" });
            let all = hearth_record::code::set("permanence_plan").codes().iter();
            let plans = all.map(|code| (code.code.clone(), yes(&code.code))).collect();
            let row = Cells::of("ssd_cla_care_plan")
                .shown("lacp_table_id", Some(of))
                .text("lacp_person_id", self.id.clone())
                .day("lacp_cla_care_plan_start_date", Some(*plan.started))
                .day("lacp_cla_care_plan_end_date", self.of.window.seen(*plan.ended))
                .text("lacp_cla_care_plan_json", json(plans))
                .shown("lacp_cla_care_plan_id", Some(of));
            self.row(row);
        }
        for (of, before) in self.records.each::<PreviousPermanence>() {
            // Parts that are unknown are `zz`, the day first.
            let when = before.order_date.as_ref().map(|on| on.as_str().rsplit('-').collect::<Vec<_>>().join("/"));
            let whose = before.arranging_authority.reveal().as_ref().map(|whose| whose.0.clone());
            let row = Cells::of("ssd_cla_previous_permanence")
                .shown("lapp_table_id", Some(of))
                .text("lapp_person_id", self.id.clone())
                .text("lapp_previous_permanence_order_date", when.unwrap_or_default())
                .text("lapp_previous_permanence_option", before.option.code())
                .text("lapp_previous_permanence_la", whose.unwrap_or_default());
            self.also(row);
        }
    }
}
