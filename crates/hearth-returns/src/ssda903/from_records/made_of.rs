//! Which records an episode was made of: an episode is laid together from three, and none of them says all of it.

use hearth_record::ids::RecordId;
use hearth_record::looked_after::{LegalStatus, PeriodOfCare, Placement, care_episodes::CareEpisode};
use jiff::civil::Date;

use crate::filling::Records;

/// A record with its first day, and the day on which it ended.
type Span = (RecordId, Date, Option<Date>);

/// The placements, legal statuses and periods of care of a child.
pub(super) struct MadeOf {
    placements: Vec<Span>,
    statuses: Vec<Span>,
    periods: Vec<Span>,
}

impl MadeOf {
    pub(super) fn of(records: &Records<'_>) -> Self {
        Self {
            placements: records.each::<Placement>().map(|(id, of)| (id, *of.started, *of.ended)).collect(),
            statuses: records.each::<LegalStatus>().map(|(id, of)| (id, *of.started, *of.ended)).collect(),
            periods: records.each::<PeriodOfCare>().map(|(id, of)| (id, *of.started, *of.ended)).collect(),
        }
    }

    /// The placement, the legal status and the period of care of an episode: of several that run together, the one that began last.
    pub(super) fn episode(&self, episode: &CareEpisode) -> impl Iterator<Item = RecordId> {
        let on = episode.decom;
        let at = move |spans: &[Span]| {
            let run = spans.iter().filter(|(_, from, until)| *from <= on && until.is_none_or(|until| until > on));
            run.max_by_key(|(_, from, _)| *from).map(|(id, ..)| *id)
        };
        [at(&self.placements), at(&self.statuses), at(&self.periods)].into_iter().flatten()
    }
}
