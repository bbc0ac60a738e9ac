//! Who was told what of a person: for those who work with them, and for the person and the family themselves.

use hearth_record::{ids::RecordId, sharing::Shared};
use jiff::Timestamp;

use crate::{FileView, police};

/// Somebody was told something, or it was decided that they are not.
pub struct Told {
    /// The record; the latest, where a line stands for several.
    pub record: RecordId,
    /// When; the latest of several.
    pub at: Timestamp,
    /// For how many it stands: the daily data are one line.
    pub times: usize,
    /// The share.
    pub shared: Shared,
}

/// Who was told what of the person of a file, the latest first, as far as this reader sees the records. What goes to the department every
/// day is one line. No query: it is all in the view.
pub fn told(view: &FileView) -> Vec<Told> {
    collapsed(view.all::<Shared>())
}

/// The same for the person and the family: without what was decided not to be told, what stays hidden while an inquiry would be
/// prejudiced, what they were not told because it would endanger somebody, what was told in an emergency until they know of it, and who told
/// the council.
pub fn told_to_family(view: &FileView) -> Vec<Told> {
    let hidden = police::hidden_from_family(&view.file);
    let shows = |(record, shared): &(RecordId, Shared)| {
        let told = shared.told.is_some_and(|told| told.code() == "TOLD");
        let endangers = shared.told.is_some_and(|told| told.code() == "ENDANGER");
        let way = shared.way.map(hearth_record::sets::SharingWay::code);
        shared.was_told()
            && !hidden.contains(record)
            && !endangers
            && (told || !shared.is_urgent())
            && way != Some("FEEDBACK")
            && !names_who_told(shared)
    };
    collapsed(view.all::<Shared>().into_iter().filter(shows).collect())
}

/// Whether it is what whoever told the council was told, from before a share said by which way it went.
fn names_who_told(shared: &Shared) -> bool {
    shared.way.is_none() && shared.recipient.reveal().0.starts_with("Whoever told us")
}

fn collapsed(shares: Vec<(RecordId, Shared)>) -> Vec<Told> {
    let mut lines: Vec<Told> = Vec::new();
    let mut shares = shares;
    shares.sort_by_key(|(record, shared)| std::cmp::Reverse((*shared.shared_at, *record)));
    for (record, shared) in shares {
        if is_daily(&shared)
            && let Some(line) = lines.iter_mut().find(|line| is_daily(&line.shared))
        {
            line.times += 1;
            continue;
        }
        lines.push(Told { record, at: *shared.shared_at, times: 1, shared });
    }
    lines
}

/// Whether it is one of the daily sendings: by its way, or by its words where it is older than that.
fn is_daily(shared: &Shared) -> bool {
    match *shared.way {
        Some(way) => way.code() == "DAILY",
        None => shared.what.reveal().as_ref().is_some_and(|what| what.0.contains("daily data")),
    }
}
