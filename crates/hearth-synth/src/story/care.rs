//! Periods of care, and the SSDA903 episodes that follow from them.

use jiff::civil::Date;

use super::episode::Visit;

/// A continuous time of being looked after.
#[derive(Clone, Debug)]
pub struct PeriodOfCare {
    /// The first day.
    pub entered: Date,
    /// Category of need, fixed for the whole period (R14).
    pub need: &'static str,
    /// Where the child lived before; none for those who came alone.
    pub home_postcode: Option<String>,
    /// Legal statuses that follow each other without a gap.
    pub legal: Vec<LegalStatus>,
    /// Placements that follow each other without a gap.
    pub placements: Vec<Placement>,
    /// The last day, and why it ended.
    pub ended: Option<(Date, &'static str)>,
    /// Permanence before this period, by the SSDA903 codes.
    pub previous_permanence: &'static str,
    /// The day the care plan was made.
    pub care_plan: Option<Date>,
    /// Reviews by the independent reviewing officer.
    pub reviews: Vec<Review>,
    /// Statutory visits.
    pub visits: Vec<Visit>,
    /// Health assessments and dental checks.
    pub health: Vec<HealthCheck>,
    /// Strengths and difficulties scores.
    pub sdq: Vec<Sdq>,
    /// Times missing or away.
    pub missing: Vec<Missing>,
    /// Personal education plans.
    pub education_plans: Vec<Date>,
    /// The way to adoption.
    pub adoption: Option<AdoptionCase>,
    /// Needs assessment and pathway plan, from 16.
    pub pathway_plan: Option<Date>,
}

/// A legal status from a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalStatus {
    /// The SSDA903 code.
    pub code: &'static str,
    /// The first day.
    pub from: Date,
    /// The day the next one took its place, or care ended.
    pub to: Option<Date>,
}

/// A placement from a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The SSDA903 code of its type.
    pub kind: &'static str,
    /// Who provides it, where that is returned (R15).
    pub provider: Option<&'static str>,
    /// The Ofsted number, where there is one (R16).
    pub urn: Option<String>,
    /// Where it is.
    pub postcode: String,
    /// Who cares there: equal numbers are the same carers.
    pub carers: u32,
    /// The first day.
    pub from: Date,
    /// The day the child moved on, or care ended.
    pub to: Option<Date>,
    /// Why the child moved on.
    pub change_reason: Option<&'static str>,
    /// The day the placement plan was signed.
    pub planned: Option<Date>,
    /// Meant to last until the child is 18.
    pub to_eighteen: bool,
}

impl Placement {
    /// A temporary placement: the child goes back to where it lived (R17).
    pub fn temporary(&self) -> bool {
        self.kind.starts_with('T')
    }
}

/// An SSDA903 episode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CareEpisode<'a> {
    /// DECOM.
    pub from: Date,
    /// RNE.
    pub reason_new: &'static str,
    /// LS.
    pub legal: &'a LegalStatus,
    /// PLACE and what belongs to it.
    pub placement: &'a Placement,
    /// DEC and REC.
    pub ended: Option<(Date, &'static str)>,
    /// `REASON_PLACE_CHANGE`.
    pub change_reason: Option<&'static str>,
}

/// A review of a looked-after child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// The day it was held.
    pub held: Date,
    /// How the child took part.
    pub participation: &'static str,
}

/// A health assessment or a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HealthCheck {
    /// The day.
    pub on: Date,
    /// `HEALTH_ASSESSMENT` or `DENTAL`.
    pub kind: &'static str,
    /// The first of the period.
    pub initial: bool,
}

/// A strengths and difficulties questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sdq {
    /// The day.
    pub on: Date,
    /// 0 to 40; none where a reason stands instead.
    pub score: Option<u8>,
    /// Why there is no score.
    pub reason: Option<&'static str>,
}

/// A time missing, or away without leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// M or A.
    pub kind: &'static str,
    /// The first day.
    pub from: Date,
    /// The day of return.
    pub to: Option<Date>,
    /// The day of the return interview.
    pub interview: Option<Date>,
}

/// The way to adoption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdoptionCase {
    /// The agency's decision that the child should be placed.
    pub decided: Option<Date>,
    /// The placement order.
    pub placement_order: Option<Date>,
    /// The match.
    pub matched: Option<Date>,
    /// The day the child moved in.
    pub placed: Option<Date>,
    /// The adoption order.
    pub order: Option<Date>,
    /// How many adopters, their sexes and their legal status.
    pub adopters: (&'static str, &'static str, &'static str),
}

impl PeriodOfCare {
    /// The SSDA903 episodes: each day of the period lies in one legal status and one placement (R13).
    ///
    /// The reason for a new episode follows from what changed; every episode but the last ends with
    /// X1 on the day the next begins.
    pub fn episodes(&self) -> Vec<CareEpisode<'_>> {
        let mut starts: Vec<Date> =
            self.legal.iter().map(|legal| legal.from).chain(self.placements.iter().map(|place| place.from)).collect();
        starts.sort_unstable();
        starts.dedup();
        let mut episodes: Vec<CareEpisode<'_>> = Vec::with_capacity(starts.len());
        for from in starts {
            let Some((legal, placement)) = self.at(from) else { continue };
            let reason_new = match episodes.last() {
                None => "S",
                Some(last) => reason_new(last, legal, placement),
            };
            if let Some(last) = episodes.last_mut() {
                last.ended = Some((from, "X1"));
                let moved = last.placement != placement;
                last.change_reason = if moved { last.placement.change_reason } else { None };
            }
            episodes.push(CareEpisode { from, reason_new, legal, placement, ended: self.ended, change_reason: None });
        }
        episodes
    }

    /// The legal status and the placement on a day of the period.
    pub fn at(&self, day: Date) -> Option<(&LegalStatus, &Placement)> {
        let legal = self.legal.iter().rev().find(|legal| legal.from <= day)?;
        let placement = self.placements.iter().rev().find(|placement| placement.from <= day)?;
        Some((legal, placement))
    }
}

fn reason_new(last: &CareEpisode<'_>, legal: &LegalStatus, placement: &Placement) -> &'static str {
    let law = last.legal != legal;
    let place = last.placement != placement;
    let carers = last.placement.carers != placement.carers;
    match (law, place, carers) {
        (true, false, _) => "L",
        (false, _, true) => "P",
        (false, _, false) => "T",
        (true, true, true) => "B",
        (true, true, false) => "U",
    }
}
