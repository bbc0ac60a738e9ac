//! What is kept in a child's file of what the department holds: marked before a batch goes, written when it was answered.

use std::collections::VecDeque;

use hearth_access::{Action, Permit};
use hearth_record::{
    File, Record,
    class::{Open, Private},
    ids::{FileId, RecordId},
    sets::DailyState,
    sharing::{DailyFeed, Shared},
    value::{Line, Narrative},
};
use hearth_returns::{
    Records,
    daily::{Payload, Window, difference, payload},
};
use hearth_store::{FileRow, Outcome, StoreError};
use jiff::Timestamp;

use super::look::{feed_of, held, why};
use crate::{
    Desk, Failure,
    act::{TRIES, stand_back},
    people::kept,
    returns::{
        collection::Collection,
        fingerprint,
        whole::{LeftOut, Why},
    },
    sharing::Way,
    write::{self, Amending},
};

/// A child who is on the way.
pub(super) struct Due {
    /// The file.
    pub file: FileId,
    /// The identifier under which the child is sent.
    pub child: String,
    /// What is still to be sent, each once the one before it was accepted.
    pub steps: VecDeque<Payload>,
    /// What the department holds once all of it was accepted; none where the child is taken back.
    pub now: Option<Payload>,
}

/// What there is to send of a child.
pub(super) enum Found {
    /// Something.
    Due(Due),
    /// Nothing new.
    Nothing,
    /// The file cannot be told from any more, or not yet.
    Closed(LeftOut),
}

/// A child's file in the middle of being told from.
struct Opened {
    row: FileRow,
    permit: Permit,
    file: File,
}

/// What there is to send of a child now, without what relatives protect. Two queries, a load, and up to two more queries.
pub(super) async fn due(desk: &Desk, file: FileId) -> Result<Found, Failure> {
    match open(desk, file).await {
        Ok(opened) => found(desk, &opened).await,
        Err(Failure::Refused(_)) => Ok(Found::Closed(LeftOut { file, why: Why::Closed })),
        Err(other) => Err(other),
    }
}

/// The same, and marks in the file what is on its way; a change more, unless the same is marked already.
pub(super) async fn mark(desk: &Desk, file: FileId, at: Timestamp) -> Result<Found, Failure> {
    for attempt in 0..TRIES {
        match mark_once(desk, file, at).await {
            Err(Failure::Store(StoreError::Moved { .. })) => stand_back(desk, attempt).await,
            Err(Failure::Refused(_)) => return Ok(Found::Closed(LeftOut { file, why: Why::Closed })),
            other => return other,
        }
    }
    Err(busy())
}

async fn mark_once(desk: &Desk, file: FileId, at: Timestamp) -> Result<Found, Failure> {
    let opened = open(desk, file).await?;
    let found = found(desk, &opened).await?;
    let Found::Due(due) = &found else { return Ok(found) };
    let (id, feed) = current(&opened.file).unzip();
    let target = due.now.clone().unwrap_or_else(|| Payload::gone(&due.child)).text();
    let marked = |feed: &DailyFeed| feed.sending.reveal().as_ref().is_some_and(|text| text.0 == target);
    if feed.as_ref().is_some_and(marked) {
        return Ok(found);
    }
    let feed = DailyFeed {
        state: state("SENDING"),
        since: Open(at),
        sending: Private::new(Some(Narrative(target))),
        refused_because: Private::new(None),
        ..feed.unwrap_or_else(|| nothing_yet(at))
    };
    let mut amending = Amending::of(&opened.row, opened.file);
    keep(desk, &mut amending, id, &feed);
    commit(desk, amending, "return.sending", &opened.permit, file, id).await?;
    Ok(found)
}

/// Writes that the department accepted the last of what there was of a child, and that this was told. Two queries, a load and a change.
pub(super) async fn accepted(desk: &Desk, due: &Due, receipt: Option<&str>, at: Timestamp) -> Result<(), Failure> {
    let text = due.now.as_ref().map(Payload::text);
    let hash = text.as_ref().and_then(|text| fingerprint(text.as_bytes()).ok());
    let shared = shared(desk, hash.as_deref(), at)?;
    answered(desk, due.file, "return.send", Some(&shared), |_| DailyFeed {
        state: state(if text.is_some() { "ACCEPTED" } else { "TAKEN_BACK" }),
        since: Open(at),
        accepted: Private::new(text.clone().map(Narrative)),
        sha256: Private::new(hash.clone().map(Line)),
        receipt: Private::new(receipt.map(|receipt| Line(receipt.to_owned()))),
        sending: Private::new(None),
        refused_because: Private::new(None),
    })
    .await
}

/// Writes that the department refused a child, and why. What it accepted before stands.
pub(super) async fn refused(desk: &Desk, file: FileId, because: &str, at: Timestamp) -> Result<(), Failure> {
    answered(desk, file, "return.refused", None, |feed| DailyFeed {
        state: state("REFUSED"),
        since: Open(at),
        sending: Private::new(None),
        refused_because: Private::new(Some(Narrative(because.to_owned()))),
        ..feed.unwrap_or_else(|| nothing_yet(at))
    })
    .await
}

async fn answered(
    desk: &Desk,
    file: FileId,
    action: &'static str,
    shared: Option<&Shared>,
    next: impl Fn(Option<DailyFeed>) -> DailyFeed,
) -> Result<(), Failure> {
    for attempt in 0..TRIES {
        let Opened { row, permit, file: before } = open(desk, file).await?;
        let (id, feed) = current(&before).unzip();
        let mut amending = Amending::of(&row, before);
        keep(desk, &mut amending, id, &next(feed));
        if let Some(shared) = shared {
            let record = desk.new_record();
            amending.add(record, Shared::SCHEMA, shared.to_fields(), desk.written(None), desk.now(), None);
        }
        // An entry that names no record stands for both.
        match commit(desk, amending, action, &permit, file, id.filter(|_| shared.is_none())).await {
            Err(Failure::Store(StoreError::Moved { .. })) => stand_back(desk, attempt).await,
            other => return other,
        }
    }
    Err(busy())
}

async fn open(desk: &Desk, file: FileId) -> Result<Opened, Failure> {
    let (row, facts) = desk.facts_of(file, Action::ReadReturn).await?;
    let permit = desk.decided(Action::ReadReturn, &facts, &desk.context(None)).await?;
    let file = write::file_of(&desk.instance().store.load(file, None).await?)?;
    Ok(Opened { row, permit, file })
}

async fn found(desk: &Desk, opened: &Opened) -> Result<Found, Failure> {
    let Opened { row, file, .. } = opened;
    let asked = kept::Open { file: row.file, person: row.person, walled: row.flags.walled, records: file };
    let protected = kept::by_the_family(desk, &[asked]).await?;
    let records = Records::of(file).leaving_out(&protected);
    let now = match payload(&records, Window::on(desk.today())) {
        Ok(now) => now,
        Err(untold) => return Ok(Found::Closed(LeftOut { file: row.file, why: why(untold) })),
    };
    let (accepted, unheard) = held(feed_of(&records).as_ref());
    let steps = difference(accepted.as_ref(), unheard.as_ref(), now.as_ref());
    let child = now.as_ref().or(steps.first()).map(|payload| payload.child().to_owned());
    Ok(match child.filter(|_| !steps.is_empty()) {
        Some(child) => Found::Due(Due { file: row.file, child, steps: steps.into(), now }),
        None => Found::Nothing,
    })
}

fn current(file: &File) -> Option<(RecordId, DailyFeed)> {
    file.all::<DailyFeed>().next()
}

fn keep(desk: &Desk, amending: &mut Amending, id: Option<RecordId>, feed: &DailyFeed) {
    let (fields, written, at) = (feed.to_fields(), desk.written(None), desk.now());
    match id {
        Some(id) => amending.correct(id, fields, written, at),
        None => amending.add(desk.new_record(), DailyFeed::SCHEMA, fields, written, at, None),
    }
}

async fn commit(
    desk: &Desk,
    amending: Amending,
    action: &'static str,
    permit: &Permit,
    file: FileId,
    record: Option<RecordId>,
) -> Result<(), Failure> {
    let mut change = desk.change();
    let mut entry = desk.entry(action, Some(permit), Some(file), Outcome::Done);
    entry.record = record;
    change.entries.push(entry);
    amending.finish(desk.council(), &mut change, None);
    desk.instance().store.commit(change).await?;
    Ok(())
}

fn nothing_yet(at: Timestamp) -> DailyFeed {
    DailyFeed {
        state: state("SENDING"),
        since: Open(at),
        accepted: Private::new(None),
        sha256: Private::new(None),
        receipt: Private::new(None),
        sending: Private::new(None),
        refused_because: Private::new(None),
    }
}

fn state(code: &str) -> Open<DailyState> {
    Open(DailyState::parse(code).expect("INVARIANT: the set has each of them, the tests write every one"))
}

/// That this is told: to whom, by which power, for what. Nothing goes that does not pass.
pub(super) fn shared(desk: &Desk, hash: Option<&str>, at: Timestamp) -> Result<Shared, Failure> {
    let collection = Collection::daily();
    let what = match hash {
        Some(hash) => {
            format!("The coded fields of the daily data. What the department now holds has the SHA-256 {hash}.")
        }
        None => "That everything told before in the daily data is taken back.".to_owned(),
    };
    collection.told(desk, Way::Daily, at, &what)
}

fn busy() -> Failure {
    Failure::Wrong("a file is being written by many at once; send again in a moment".to_owned())
}
