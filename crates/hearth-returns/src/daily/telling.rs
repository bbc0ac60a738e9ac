use hearth_record::{
    code::{self, Code},
    front_door::SocialCareEpisode,
    ids::RecordId,
    looked_after::PeriodOfCare,
    people::Person,
};
use jiff::civil::Date;
use serde::Serialize;

use super::{
    Window,
    child_details::ChildDetails,
    episode::{Episode, episode},
    health::Health,
    payload::Payload,
};
use crate::filling::Records;

/// Why nothing, or not everything, is told of a child who counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untold {
    /// The child has no local identifier of 1 to 20 letters and digits.
    NoIdentifier,
    /// The child was looked after in the window and has no social care episode for it to hang on.
    NoEpisode,
}

/// One child of the list. Groups that are empty are left out: no field is ever sent blank.
#[derive(Serialize)]
struct Told {
    la_child_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    mis_child_id: Option<String>,
    child_details: ChildDetails,
    #[serde(skip_serializing_if = "Option::is_none")]
    health_and_wellbeing: Option<Health>,
    social_care_episodes: Vec<Episode>,
}

/// What is told of a child, from their records; none for a child who does not count.
///
/// # Errors
/// Why nothing can be told of a child who counts.
pub fn payload(records: &Records<'_>, window: Window) -> Result<Option<Payload>, Untold> {
    let Some(person) = records.all::<Person>().next().filter(|person| window.has_age(person)) else { return Ok(None) };
    let mut needs: Vec<Need> = records
        .each::<SocialCareEpisode>()
        .filter(|(_, episode)| window.counts(episode))
        .map(|(id, episode)| Need { id, from: *episode.received_on, closed: *episode.closed_on, episode })
        .collect();
    needs.sort_unstable_by_key(|need| (need.from, need.id));
    if needs.is_empty() {
        let in_care = records.all::<PeriodOfCare>().any(|care| window.touches(*care.started, *care.ended));
        return if in_care { Err(Untold::NoEpisode) } else { Ok(None) };
    }
    let id = person.la_child_id.reveal().as_ref().map(|id| id.0.clone());
    let la_child_id = id.filter(|id| fits(id, 20, "") && !id.is_empty()).ok_or(Untold::NoIdentifier)?;
    let mis = person.mis_child_id.reveal().as_ref().map(|id| id.0.clone());
    let telling = Telling { records, window, needs };
    Ok(Payload::of(&Told {
        la_child_id,
        mis_child_id: mis.filter(|id| fits(id, 36, "_-")),
        child_details: telling.details(&person),
        health_and_wellbeing: telling.health(),
        social_care_episodes: telling.needs.iter().map(|need| episode(&telling, need)).collect(),
    }))
}

/// A child on the way into a payload.
pub(super) struct Telling<'r> {
    pub records: &'r Records<'r>,
    pub window: Window,
    /// The episodes that count, by date.
    pub needs: Vec<Need>,
}

/// One time of need that counts.
pub(super) struct Need {
    pub id: RecordId,
    pub from: Date,
    pub closed: Option<Date>,
    pub episode: SocialCareEpisode,
}

impl Telling<'_> {
    /// Whether something hangs on an episode: on the one that it names, or on the one that was open on its day, the latest first.
    pub fn hangs_on(&self, need: &Need, named: Option<RecordId>, on: Date) -> bool {
        let open = |need: &&Need| need.from <= on && need.closed.is_none_or(|closed| on <= closed);
        let of = match named {
            Some(id) => Some(id),
            None => self.needs.iter().rfind(open).map(|need| need.id),
        };
        of == Some(need.id) && on <= self.window.today
    }

    /// A code as today's collection year writes it, of at most so many characters; none where the year has no such code.
    pub fn code(&self, code: &'static Code, most: usize) -> Option<String> {
        let code = code::set(code.set).in_year(code, self.window.year())?;
        (code.code.len() <= most).then(|| code.code.clone())
    }
}

/// Whether an identifier is letters and digits, and what else may stand in it, and no longer than it may be.
pub(super) fn fits(id: &str, most: usize, besides: &str) -> bool {
    id.len() <= most && id.chars().all(|c| c.is_ascii_alphanumeric() || besides.contains(c))
}

/// The entries of a list by their first day.
pub(super) fn by_day<T>(mut entries: Vec<(Date, RecordId, T)>) -> Vec<T> {
    entries.sort_unstable_by_key(|(day, id, _)| (*day, *id));
    entries.into_iter().map(|(.., entry)| entry).collect()
}
