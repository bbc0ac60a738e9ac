//! Keeps the rows of clocks true in files that nobody writes to: a day that was ahead has come, a birthday is near, the rules or
//! a council's times are others since the file was last saved.

use std::collections::{BTreeMap, BTreeSet};

use hearth_record::{
    Digest, clear,
    ids::{AuthorityId, EntryId, FileId, RecordId},
};
use hearth_store::{Actor, Change, Entry, FileRow, Listing, NewWork, Outcome, StoreError, Way, WorkRow};
use jiff::Timestamp;

use super::{ClockRows, rows};
use crate::{Failure, Instance, write};

/// Goes through the next `many` files of an authority after the file `after` and writes the rows of clocks anew where they are
/// not what they should be. Answers with the file to go on after; none once all were seen, and then it begins again.
///
/// A job runs this; it decides nothing. A file that somebody writes to at the same moment is left to that save; one that
/// cannot be read is named in the log, and the others are gone on with.
///
/// # Errors
/// What the store refuses as a whole.
pub async fn refresh(
    instance: &Instance,
    authority: &AuthorityId,
    after: Option<FileId>,
    many: u32,
    now: Timestamp,
) -> Result<Option<FileId>, Failure> {
    let every = Listing {
        authority: authority.clone(),
        worker: None,
        teams: Vec::new(),
        ways_in: vec![Way::Every],
        bars: Vec::new(),
    };
    let files = instance.store.listing(&every, after, many).await?;
    let ids: Vec<FileId> = files.iter().map(|row| row.file).collect();
    let work = instance.store.work_of(&ids).await?;
    for row in &files {
        match one(instance, row, &work, now).await {
            Ok(()) | Err(Failure::Store(StoreError::Moved { .. })) => {}
            // The words of the failure may hold what the file says. One file that does not read must not hold up those behind it.
            Err(_) => {
                tracing::error!(file = %row.file, "the clocks of this file could not be looked at; check the store");
            }
        }
    }
    let more = u32::try_from(files.len()).is_ok_and(|seen| seen == many);
    Ok(files.last().map(|row| row.file).filter(|_| more))
}

async fn one(instance: &Instance, row: &FileRow, work: &[WorkRow], now: Timestamp) -> Result<(), Failure> {
    let file = write::file_of(&instance.store.load(row.file, None).await?)?;
    let digest = Digest::of(&file);
    let today = hearth_calendar::london_date(now);
    let should = rows(instance.clocks(&row.authority), (&file, &digest), row.flags.walled, today);
    let stand = standing(row.file, work);
    let wrong: BTreeSet<RecordId> =
        should.keys().chain(stand.keys()).filter(|record| should.get(record) != stand.get(record)).copied().collect();
    if wrong.is_empty() {
        return Ok(());
    }
    let mut change = Change::new(row.authority.clone(), now);
    change.reads.push((row.file, row.revision));
    for record in wrong {
        let of_record = file.record(record).map(write::work_of).unwrap_or_default();
        let of_clocks = should.get(&record).cloned().unwrap_or_default();
        change.work.push((row.file, record, of_record.into_iter().chain(of_clocks).collect()));
    }
    change.entries.push(Entry {
        id: instance.draw(|random| EntryId::new(now, random)),
        at: now,
        actor: Actor::Job("clocks".to_owned()),
        authority: row.authority.clone(),
        purpose: String::new(),
        action: "clocks.refresh",
        file: Some(row.file),
        record: None,
        outcome: Outcome::Done,
        count: 0,
        detail: None,
    });
    instance.store.commit(change).await?;
    Ok(())
}

/// The rows of clocks as they stand.
fn standing(file: FileId, work: &[WorkRow]) -> ClockRows {
    let mut standing: ClockRows = BTreeMap::new();
    for row in work.iter().filter(|row| row.file == file && row.kind == clear::CLOCK) {
        standing.entry(row.record).or_default().push(NewWork {
            kind: row.kind.clone(),
            state: row.state.clone(),
            due: row.due,
            team: row.team,
            worker: row.worker,
        });
    }
    standing
}
