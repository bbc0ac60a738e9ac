//! Of whom there may be something new.

use hearth_access::Permit;
use hearth_record::{ids::FileId, sharing::DailyFeed};
use hearth_returns::{
    Records,
    daily::{Payload, Untold, Window, difference, payload},
};

use crate::{
    Desk, Failure,
    returns::{
        walk::{Stop, Walked, walk},
        whole::Why,
    },
};

/// What a look at every file came by.
pub(super) struct Looked {
    /// The files of children of whom there is something new.
    pub due: Vec<FileId>,
    /// Those among them that the department refused last time: they go last, by themselves.
    pub refused_before: Vec<FileId>,
    /// How many children count.
    pub children: u32,
    /// Of how many there is nothing new.
    pub unchanged: u32,
    /// What was looked at, and what was left out.
    pub walked: Walked,
}

/// Looks at every file. What relatives protect is not asked here: that is done where a child is told ([`super::feed::due`]). So a home that
/// the family began to protect after it was told is taken back with the child's next change.
pub(super) async fn look(desk: &Desk, progress: impl FnMut(u32)) -> Result<(Looked, Permit), Failure> {
    let window = Window::on(desk.today());
    let (mut due, mut refused_before, mut children, mut unchanged) = (Vec::new(), Vec::new(), 0, 0);
    let each = |stop: &Stop<'_>| {
        let now = match payload(&stop.records, window) {
            Ok(now) => now,
            Err(untold) => return Ok(vec![why(untold)]),
        };
        children += u32::from(now.is_some());
        let feed = feed_of(&stop.records);
        let (accepted, unheard) = held(feed.as_ref());
        if difference(accepted.as_ref(), unheard.as_ref(), now.as_ref()).is_empty() {
            unchanged += u32::from(now.is_some());
        } else if feed.is_some_and(|feed| feed.state.code() == "REFUSED") {
            refused_before.push(stop.row.file);
        } else {
            due.push(stop.row.file);
        }
        Ok(Vec::new())
    };
    let (walked, permit) = walk(desk, each, progress).await?;
    Ok((Looked { due, refused_before, children, unchanged, walked }, permit))
}

/// What is kept of a child's sendings.
pub(super) fn feed_of(records: &Records<'_>) -> Option<DailyFeed> {
    records.all::<DailyFeed>().next()
}

/// What the department accepted last, and what was on its way when nobody heard the answer.
pub(super) fn held(feed: Option<&DailyFeed>) -> (Option<Payload>, Option<Payload>) {
    let read = |text: &hearth_record::value::Narrative| Payload::read(&text.0);
    let accepted = feed.and_then(|feed| feed.accepted.reveal().as_ref()).and_then(read);
    let unheard = feed.and_then(|feed| feed.sending.reveal().as_ref()).and_then(read);
    (accepted, unheard)
}

pub(super) fn why(untold: Untold) -> Why {
    match untold {
        Untold::NoIdentifier => Why::NoIdentifier,
        Untold::NoEpisode => Why::NoEpisode,
    }
}
