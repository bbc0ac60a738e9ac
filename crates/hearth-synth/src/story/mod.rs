//! What a story is: dated facts about a child, with the codes of the returns.
//!
//! These are plain values, older than any record: the records of the system and the statutory returns
//! are both written from them, so that the two can be held against each other.

mod care;
mod episode;
mod leaver;

pub use care::{AdoptionCase, CareEpisode, HealthCheck, LegalStatus, Missing, PeriodOfCare, Placement, Review, Sdq};
pub use episode::{
    Assessment, Conference, Contact, Enquiry, Episode, ExploitationPlan, InNeedPlan, ProtectionPlan, Visit,
};
pub use leaver::{CareLeaver, LeaverContact};

use jiff::civil::Date;

/// The life of one child as the authority knows it.
#[derive(Clone, Debug, Default)]
pub struct Story {
    /// Contacts that went no further; those that became a referral stand in their episode.
    pub contacts: Vec<Contact>,
    /// Social care episodes, oldest first; they do not overlap (R5).
    pub episodes: Vec<Episode>,
    /// Periods of care, oldest first.
    pub periods: Vec<PeriodOfCare>,
    /// What followed care.
    pub leaver: Option<CareLeaver>,
    /// Who was allocated, oldest first and without a gap inside an episode (R26).
    pub allocations: Vec<Allocation>,
}

/// A worker's time with a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// Place of the worker in the staff.
    pub worker: usize,
    /// The first day.
    pub from: Date,
    /// The day it passed to another or ended.
    pub to: Option<Date>,
    /// Why the worker changed, by the SSDA903 codes.
    pub reason: &'static str,
}

impl Story {
    /// The worker allocated on a day, or the one nearest before it.
    pub fn worker_on(&self, day: Date) -> Option<usize> {
        let before = self.allocations.iter().rev().find(|allocation| allocation.from <= day);
        before.or(self.allocations.first()).map(|allocation| allocation.worker)
    }
}

impl Story {
    /// Ends everything that is open on the day of a death (R12).
    pub(crate) fn end_with_death(&mut self, on: Date) {
        for episode in &mut self.episodes {
            if episode.closed.is_none() && !episode.no_further_action {
                episode.end_with_death(on);
            }
        }
        for period in &mut self.periods {
            if period.ended.is_none() {
                period.ended = Some((on, "E2"));
                if let Some(legal) = period.legal.last_mut() {
                    legal.to = Some(on);
                }
                if let Some(placement) = period.placements.last_mut() {
                    placement.to = Some(on);
                }
            }
        }
    }
}

impl Episode {
    fn end_with_death(&mut self, on: Date) {
        for assessment in &mut self.assessments {
            if assessment.authorised.is_none() {
                assessment.authorised = Some(on);
                assessment.factors = vec!["20"];
            }
        }
        for enquiry in &mut self.enquiries {
            if enquiry.ended.is_none() {
                enquiry.ended = Some(on);
                enquiry.conference_needed = Some(false);
            }
        }
        for plan in &mut self.protection {
            plan.ended = plan.ended.or(Some(on));
        }
        for plan in &mut self.in_need {
            plan.ended = plan.ended.or(Some(on));
        }
        for plan in &mut self.exploitation {
            plan.ended = plan.ended.or(Some(on));
        }
        self.closed = Some((on, "RC2"));
    }
}
