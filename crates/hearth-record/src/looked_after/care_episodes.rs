//! The care episodes of the SSDA903, derived from periods of care, legal statuses and placements.
//!
//! An episode is never typed. [`derive()`] lays the legal statuses and the placements of a period of care over each other: a new
//! episode begins wherever one of them changes (R13, R17).
//!
//! - Episodes tile the period: each begins on the day on which the last one ended, and none is shorter than a day. Of what
//!   changes several times on one day, only where the day ends up is seen.
//! - Why an episode began (RNE) follows from what changed: `S` the start, `L` the legal status only, `P` the placement and the
//!   carers, `T` the placement with the same carers, `B` and `U` either of them together with the legal status.
//! - An episode ends with `X1` until the last, which takes the reason of the period.
//! - Of several legal statuses, or several placements, that run together the one that began last counts: a placement order
//!   beside a care order, a hospital beside a foster home. When a temporary placement ends, the usual one that still runs
//!   counts again, and the return is a `P`, or a `B` (rule 383).
//! - A legal status that is renewed by the same one, and a placement that is written anew without a difference that a return
//!   shows, begin no episode; a change of carers that is stated begins one all the same.
//! - The reason for a change of placement is that of the placement that ended, where neither side of the change is temporary
//!   (rules 225 and 226).
//!
//! What cannot be derived, because no record of a return holds it: the day on which the period began and why, where only its
//! later episodes were given ([`PeriodOfCare::earlier_not_held`] keeps the reason of the first); whether the carers stayed the
//! same, where neither the carers nor [`Placement::same_carer`] are known (a change is assumed); periods that end on the day
//! on which they began, which a return does not take; and everything in a time for which no legal status or no placement is
//! recorded, which is returned as a [`Gap`]. The distance, the authority of the placement and the blanks that a return wants
//! for short breaks are matters of the export.
//!
//! [`from_episodes`] is the way back, for imports.

mod read_back;

use std::{collections::BTreeSet, fmt};

use jiff::civil::Date;

pub use self::read_back::{RowProblem, Timelines, from_episodes, joined};
use super::{LegalStatus, PeriodOfCare, Placement};
use crate::{
    class::Private,
    identifier::{Postcode, Urn},
    sets,
};

/// What a return shows of a placement.
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    /// The type (`PLACE`).
    pub placement_type: sets::PlacementType,
    /// The provider (`PLACE_PROVIDER`).
    pub provider: Option<sets::PlacementProvider>,
    /// The Ofsted number (`URN`).
    pub urn: Private<Option<Urn>>,
    /// Where it is (`PL_POST`).
    pub postcode: Private<Option<Postcode>>,
}

impl Place {
    /// What a return shows of `placement`.
    pub fn of(placement: &Placement) -> Self {
        Self {
            placement_type: *placement.placement_type,
            provider: *placement.provider,
            urn: placement.urn.clone(),
            postcode: placement.postcode.clone(),
        }
    }
}

/// One row of the SSDA903 table `Episodes`.
#[derive(Clone, PartialEq, Eq)]
pub struct CareEpisode {
    /// The day on which it began (`DECOM`).
    pub decom: Date,
    /// Why it began (`RNE`).
    pub rne: sets::ReasonNewEpisode,
    /// The legal status (`LS`).
    pub legal_status: sets::LegalStatus,
    /// Why the child is looked after (`CIN`).
    pub category_of_need: sets::CategoryOfNeed,
    /// The placement.
    pub place: Place,
    /// The day on which it ended (`DEC`), which belongs to the next episode.
    pub dec: Option<Date>,
    /// Why it ended (`REC`).
    pub rec: Option<sets::ReasonEpisodeCeased>,
    /// Why the placement ended (`REASON_PLACE_CHANGE`).
    pub reason_place_change: Option<sets::ReasonPlacementChange>,
    /// The home at the entry to care (`HOME_POST`).
    pub home_postcode: Private<Option<Postcode>>,
}

impl fmt::Debug for CareEpisode {
    /// The dates and codes; where the child lives is left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let provider = self.place.provider.map_or("-", sets::PlacementProvider::code);
        let (ls, place) = (self.legal_status.code(), self.place.placement_type.code());
        write!(f, "{} {} {ls} {place} {provider}", self.decom, self.rne.code())?;
        if let Some(dec) = self.dec {
            write!(f, " to {dec} {}", self.rec.map_or("-", sets::ReasonEpisodeCeased::code))?;
        }
        Ok(())
    }
}

/// A time in a period of care for which something is not recorded, so that no episode can be made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The first day.
    pub from: Date,
    /// The day on which the record goes on, or `None` where it does not.
    pub until: Option<Date>,
    /// Whether a legal status is recorded for it; otherwise that is what is missing.
    pub has_legal_status: bool,
    /// Whether a placement is recorded for it; otherwise that is what is missing.
    pub has_placement: bool,
}

/// What periods of care, legal statuses and placements come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Derivation {
    /// The episodes, by date.
    pub episodes: Vec<CareEpisode>,
    /// The times in which a child was looked after and no episode can be made. Empty where the episodes tile every period.
    pub gaps: Vec<Gap>,
}

/// The care episodes of one child.
///
/// A period that has no end, or a later one than the start of the next, is taken to be cut off by the next.
pub fn derive(periods: &[PeriodOfCare], statuses: &[LegalStatus], placements: &[Placement]) -> Derivation {
    let mut in_order: Vec<&PeriodOfCare> = periods.iter().collect();
    in_order.sort_by_key(|period| *period.started);
    let mut derivation = Derivation::default();
    for (n, period) in in_order.iter().enumerate() {
        let next = in_order.get(n + 1).map(|next| *next.started);
        let until = [*period.ended, next].into_iter().flatten().min();
        let stretches = stretches(*period.started, until, statuses, placements, &mut derivation.gaps);
        derivation.episodes.extend(episodes(period, until, &changes(stretches)));
    }
    derivation
}

/// A time in which neither legal status nor placement changes.
struct Stretch<'a> {
    from: Date,
    until: Option<Date>,
    status: &'a LegalStatus,
    placement: &'a Placement,
}

/// The stretches of the time `from`..`until`, in order. What cannot be one is added to `gaps`.
fn stretches<'a>(
    from: Date,
    until: Option<Date>,
    statuses: &'a [LegalStatus],
    placements: &'a [Placement],
    gaps: &mut Vec<Gap>,
) -> Vec<Stretch<'a>> {
    if until.is_some_and(|until| until <= from) {
        return Vec::new();
    }
    let inside = |day: &Date| *day > from && until.is_none_or(|until| *day < until);
    let of_statuses = statuses.iter().flat_map(|s| [Some(*s.started), *s.ended]);
    let of_placements = placements.iter().flat_map(|p| [Some(*p.started), *p.ended]);
    let mut cuts: BTreeSet<Date> = of_statuses.chain(of_placements).flatten().filter(inside).collect();
    cuts.insert(from);

    let mut stretches = Vec::new();
    let ends = cuts.iter().skip(1).map(|cut| Some(*cut)).chain([until]);
    for (from, until) in cuts.iter().copied().zip(ends) {
        let status = statuses.iter().filter(|s| runs_on(from, *s.started, *s.ended)).max_by_key(|s| *s.started);
        let placed = placements.iter().filter(|p| runs_on(from, *p.started, *p.ended));
        let placement = placed.max_by_key(|p| (*p.started, p.is_temporary()));
        match (status, placement) {
            (Some(status), Some(placement)) => stretches.push(Stretch { from, until, status, placement }),
            _ => add_gap(
                gaps,
                Gap { from, until, has_legal_status: status.is_some(), has_placement: placement.is_some() },
            ),
        }
    }
    stretches
}

fn runs_on(day: Date, started: Date, ended: Option<Date>) -> bool {
    started <= day && ended.is_none_or(|ended| day < ended)
}

fn add_gap(gaps: &mut Vec<Gap>, gap: Gap) {
    match gaps.last_mut() {
        Some(last)
            if last.until == Some(gap.from)
                && (last.has_legal_status, last.has_placement) == (gap.has_legal_status, gap.has_placement) =>
        {
            last.until = gap.until;
        }
        _ => gaps.push(gap),
    }
}

/// Whether the carers changed with the placement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Carers {
    Same,
    Other,
}

/// What changed from one stretch to the next.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Change {
    legal: bool,
    placement: Option<Carers>,
}

impl Change {
    fn between(before: &Stretch<'_>, after: &Stretch<'_>) -> Option<Self> {
        let legal = *before.status.status != *after.status.status;
        let mut placement = moved(before, after);
        let interrupted = before.until != Some(after.from);
        if interrupted && !legal && placement.is_none() {
            // The record stops and goes on with nothing changed. Something happened between; a return can only call it a move.
            placement = Some(Carers::Other);
        }
        (legal || placement.is_some()).then_some(Self { legal, placement })
    }

    fn rne(self) -> sets::ReasonNewEpisode {
        let code = match (self.legal, self.placement) {
            (false, Some(Carers::Other)) => "P",
            (false, Some(Carers::Same)) => "T",
            (true, Some(Carers::Other)) => "B",
            (true, Some(Carers::Same)) => "U",
            (_, None) => "L",
        };
        sets::ReasonNewEpisode::parse(code).expect("INVARIANT: the set of reasons holds L, P, T, B and U")
    }
}

/// Whether the child moved from `before` to `after`, and whether the carers changed.
fn moved(before: &Stretch<'_>, after: &Stretch<'_>) -> Option<Carers> {
    let begins = before.until.is_none_or(|until| *after.placement.started >= until);
    // A placement that began earlier is one that the child comes back to.
    let known = if begins { carers(before.placement, after.placement) } else { None };
    if Place::of(before.placement) == Place::of(after.placement) {
        known.filter(|carers| *carers == Carers::Other)
    } else {
        Some(known.unwrap_or(Carers::Other))
    }
}

fn carers(before: &Placement, after: &Placement) -> Option<Carers> {
    let (old, new) = (before.carers.reveal(), after.carers.reveal());
    let same = match *after.same_carer {
        Some(same) => same,
        None if old.is_empty() || new.is_empty() => return None,
        None => old.iter().all(|carer| new.contains(carer)) && new.iter().all(|carer| old.contains(carer)),
    };
    Some(if same { Carers::Same } else { Carers::Other })
}

/// The stretches at which something changed, each as long as nothing does, with what changed.
fn changes(stretches: Vec<Stretch<'_>>) -> Vec<(Stretch<'_>, Option<Change>)> {
    let mut changed: Vec<(Stretch<'_>, Option<Change>)> = Vec::new();
    for stretch in stretches {
        let Some((before, _)) = changed.last_mut() else {
            changed.push((stretch, None));
            continue;
        };
        match Change::between(before, &stretch) {
            None => {
                before.until = stretch.until;
                before.placement = stretch.placement;
            }
            change => changed.push((stretch, change)),
        }
    }
    changed
}

/// The episodes of `period`, which was cut off at `until`.
fn episodes(period: &PeriodOfCare, until: Option<Date>, changed: &[(Stretch<'_>, Option<Change>)]) -> Vec<CareEpisode> {
    let one = |(n, (stretch, change)): (usize, &(Stretch<'_>, Option<Change>))| {
        let next = changed.get(n + 1);
        let (dec, rec) = match next {
            Some(_) => (stretch.until, Some(goes_on())),
            None if stretch.until != until => (stretch.until, Some(goes_on())),
            None if until.is_some() && until == *period.ended => (until, *period.end_reason),
            None => (None, None),
        };
        CareEpisode {
            decom: stretch.from,
            rne: change.map_or_else(|| first_reason(period), Change::rne),
            legal_status: *stretch.status.status,
            category_of_need: *period.category_of_need,
            place: Place::of(stretch.placement),
            dec,
            rec,
            reason_place_change: next.and_then(|(after, change)| reason(stretch, after, *change)),
            home_postcode: period.home_postcode.clone(),
        }
    };
    changed.iter().enumerate().map(one).collect()
}

fn reason(before: &Stretch<'_>, after: &Stretch<'_>, change: Option<Change>) -> Option<sets::ReasonPlacementChange> {
    let moved = change.is_some_and(|change| change.placement.is_some());
    let temporary = before.placement.is_temporary() || after.placement.is_temporary();
    if moved && !temporary { *before.placement.change_reason } else { None }
}

fn first_reason(period: &PeriodOfCare) -> sets::ReasonNewEpisode {
    let start = || sets::ReasonNewEpisode::parse("S").expect("INVARIANT: the set of reasons holds S");
    period.earlier_not_held.unwrap_or_else(start)
}

fn goes_on() -> sets::ReasonEpisodeCeased {
    sets::ReasonEpisodeCeased::parse("X1").expect("INVARIANT: the set of reasons holds X1")
}
