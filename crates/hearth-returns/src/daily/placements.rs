//! Placements of looked-after children: a row is a placement, and why it began and ended is told by the first and the last of the care
//! episodes that lie in it.

use hearth_record::{
    ids::RecordId,
    looked_after::{
        LegalStatus, PeriodOfCare, Placement,
        care_episodes::{self, CareEpisode},
    },
};
use jiff::civil::Date;
use serde::Serialize;

use super::telling::{Need, Telling, by_day};

#[derive(Serialize)]
pub(super) struct Placed {
    child_looked_after_placement_id: String,
    start_date: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    placement_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postcode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change_reason: Option<String>,
}

impl Telling<'_> {
    /// The placements, each on the episode that its period of care names, or else on the one that was open on its first day.
    pub(super) fn placements(&self, need: &Need) -> Vec<Placed> {
        let placements: Vec<(RecordId, Placement)> = self.records.each().collect();
        let periods: Vec<PeriodOfCare> = self.records.all().collect();
        let named = |on: Date| {
            let of = periods.iter().filter(|period| runs(on, *period.started, *period.ended));
            of.max_by_key(|period| *period.started).and_then(|period| *period.episode)
        };
        let mut hang = placements.iter().filter(|(_, p)| self.hangs_on(need, named(*p.started), *p.started)).peekable();
        if hang.peek().is_none() {
            return Vec::new();
        }
        let statuses: Vec<LegalStatus> = self.records.all().collect();
        let bare: Vec<Placement> = placements.iter().map(|(_, placement)| placement.clone()).collect();
        let episodes = care_episodes::derive(&periods, &statuses, &bare).episodes;
        let told = hang.map(|(id, placement)| {
            let inside = episodes.iter().filter(|episode| lies_in(episode, &placements) == Some(*id));
            (*placement.started, *id, self.placed(*id, placement, &inside.collect::<Vec<_>>()))
        });
        by_day(told.collect())
    }

    fn placed(&self, id: RecordId, placement: &Placement, inside: &[&CareEpisode]) -> Placed {
        let end_date = self.window.seen(*placement.ended);
        let first = inside.first().filter(|first| first.decom == *placement.started);
        let last = inside.last().filter(|last| end_date.is_some() && last.dec == end_date);
        // Where a short break is, is asked for nowhere.
        let short_break = first.is_some_and(|first| matches!(first.legal_status.code(), "V3" | "V4"));
        let postcode = placement.postcode.reveal().as_ref().filter(|_| !short_break);
        let change = placement.change_reason.filter(|_| end_date.is_some());
        Placed {
            child_looked_after_placement_id: id.to_string(),
            start_date: *placement.started,
            start_reason: first.and_then(|first| self.code(first.rne.definition(), 1)),
            placement_type: self.code(placement.placement_type.definition(), 3),
            postcode: postcode.map(ToString::to_string),
            end_date,
            end_reason: last.and_then(|last| last.rec).and_then(|why| self.code(why.definition(), 3)),
            change_reason: change.and_then(|why| self.code(why.definition(), 6)),
        }
    }
}

/// The placement of a care episode: of those that ran on its first day the one that began last, a temporary one before the usual one.
fn lies_in(episode: &CareEpisode, placements: &[(RecordId, Placement)]) -> Option<RecordId> {
    let ran = placements.iter().filter(|(_, p)| runs(episode.decom, *p.started, *p.ended));
    ran.max_by_key(|(_, p)| (*p.started, p.is_temporary())).map(|(id, _)| *id)
}

fn runs(day: Date, started: Date, ended: Option<Date>) -> bool {
    started <= day && ended.is_none_or(|ended| day < ended)
}
