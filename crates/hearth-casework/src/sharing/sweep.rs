//! What ends by itself: standing shares whose last day or reason has passed, links that nobody used, what waits to go and may not any more.

use std::collections::BTreeSet;

use hearth_record::{
    Author, Record, Written,
    class::{Open, Private},
    clear,
    ids::{AuthorityId, EntryId, FileId},
    sharing::Shared,
    value::Narrative,
};
use hearth_store::{Actor, Change, Entry, FileRow, Outcome, StoreError, WorkQuery};
use jiff::Timestamp;

use super::{
    after::state,
    conditions::Ground,
    still,
    taint::{Taint, Whose},
};
use crate::{
    Failure, Instance, Pack,
    governance::registers::{Registers, live},
    write::{self, Amending},
};

/// The name of the job in the audit.
const JOB: &str = "sharing";
/// The most rows of a kind that one turn looks at.
const MOST: u32 = 5_000;

/// Ends what is over in the files of a council, and says why. It decides nothing: where a plan stepped up, it asks the worker. Two queries, and
/// for each file with something on its way four more, a load and a change. A file that somebody writes to at the same moment is left to the
/// next turn.
///
/// # Errors
/// What the store refuses as a whole.
pub async fn sweep(instance: &Instance, authority: &AuthorityId, now: Timestamp) -> Result<usize, Failure> {
    let Some(pack) = instance.pack(authority) else { return Ok(0) };
    let mut files: BTreeSet<FileId> = BTreeSet::new();
    for kind in [clear::SHARE_STANDING, clear::SHARE_QUEUED] {
        let queue =
            WorkQuery::Queue { authority: authority.clone(), kind: kind.to_owned(), state: clear::OPEN.to_owned() };
        files.extend(instance.store.work(&queue, MOST).await?.iter().map(|row| row.file));
    }
    let files: Vec<FileId> = files.into_iter().collect();
    let registers = live(instance, authority).await?;
    let mut ended = 0;
    for row in instance.store.files(&files).await? {
        match one(instance, (pack, &registers), &row, now).await {
            Ok(in_file) => ended += in_file,
            Err(Failure::Store(StoreError::Moved { .. })) => {}
            Err(_) => {
                tracing::error!(file = %row.file, "the shares of this file could not be looked at; check the store");
            }
        }
    }
    Ok(ended)
}

async fn one(
    instance: &Instance,
    (pack, registers): (&Pack, &Registers),
    row: &FileRow,
    now: Timestamp,
) -> Result<usize, Failure> {
    let file = write::file_of(&instance.store.load(row.file, None).await?)?;
    let today = hearth_calendar::london_date(now);
    let taint = Taint::of(instance, &Whose::from(row), &file, today).await?;
    let ground = Ground { pack, registers, file: &file, file_type: row.file_type, now };
    let mut changed = Vec::new();
    for (record, mut shared) in file.all::<Shared>() {
        let (standing, queued) = (shared.is("STANDING"), shared.is("QUEUED"));
        if !standing && !queued {
            continue;
        }
        let passed = shared.until.is_some_and(|until| until < today);
        let lapsed = shared.expires_at.is_some_and(|expires| expires <= now);
        let why = still::stopped(ground, &shared, &taint);
        let (becomes, because) = match (standing, why) {
            (true, _) if passed => (Some("ENDED"), "Its last day has passed.".to_owned()),
            // A plan that stepped up is for the worker to decide: until then nothing goes.
            (true, Some(why)) if ground.has_cp_plan() && shared.stands_while.is_some() => (None, why),
            (true, Some(why)) => (Some("ENDED"), why),
            (false, Some(why)) => (Some("STOPPED"), why),
            (false, None) if lapsed => (Some("LAPSED"), "Nobody fetched it in time.".to_owned()),
            _ => continue,
        };
        if becomes.is_none() && shared.review_on.is_some() {
            continue;
        }
        match becomes {
            Some(code) => {
                shared.state = state(code);
                shared.link = Private::new(None);
                shared.code = Private::new(None);
            }
            None => shared.review_on = Open(Some(today)),
        }
        shared.stopped_because = Private::new(Some(Narrative(because)));
        changed.push((record, shared));
    }
    if changed.is_empty() {
        return Ok(0);
    }
    let count = changed.len();
    let mut amending = Amending::of(row, file);
    for (record, shared) in changed {
        let by = Author::Job { name: JOB.to_owned() };
        let written = Written { by, because: None, set: None, withdrawn: false };
        amending.correct(record, shared.to_fields(), written, now);
    }
    let mut change = Change::new(row.authority.clone(), now);
    change.entries.push(Entry {
        id: instance.draw(|random| EntryId::new(now, random)),
        at: now,
        actor: Actor::Job(JOB.to_owned()),
        authority: row.authority.clone(),
        purpose: String::new(),
        action: "share.stop",
        file: Some(row.file),
        record: None,
        outcome: Outcome::Done,
        count: u32::try_from(count).unwrap_or(u32::MAX),
        detail: None,
    });
    amending.finish(Some(pack), &mut change, None);
    instance.store.commit(change).await?;
    Ok(count)
}
