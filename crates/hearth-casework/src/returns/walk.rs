//! The way over every file of a council that a return is made from: each read once and let go.

use std::collections::BTreeMap;

use futures_util::{StreamExt, stream};
use hearth_access::{Action, Permit, role::Group};
use hearth_record::{FileType, ids::FileId};
use hearth_returns::Records;
use hearth_store::{Bar, FileRow, Listing, Outcome, Way, WorkRow};

use super::whole::{LeftOut, Why};
use crate::{Desk, Failure, facts, lists::Answers, write};

/// How many files one question lists.
const BATCH: u32 = 200;
/// How many files are read at once.
const AT_ONCE: usize = 16;

/// A file that may be read for a return, while it is held.
pub struct Stop<'a> {
    /// The file's row: whose it is.
    pub row: &'a FileRow,
    /// The work rows of the files around it, its own among them.
    pub work: &'a [WorkRow],
    /// Its records that count.
    pub records: Records<'a>,
}

/// What a walk came by.
#[derive(Debug, Default)]
pub struct Walked {
    /// Files of which something, or everything, is not in what was made.
    pub left_out: Vec<LeftOut>,
    /// How many files were looked at.
    pub files: u32,
}

impl Walked {
    /// How many files each reason kept out, or kept something of out.
    pub fn left_out_by_reason(&self) -> BTreeMap<Why, usize> {
        by_reason(&self.left_out)
    }
}

/// How many files each reason kept out.
pub(super) fn by_reason(left_out: &[LeftOut]) -> BTreeMap<Why, usize> {
    let mut count = BTreeMap::new();
    for left in left_out {
        *count.entry(left.why).or_default() += 1;
    }
    count
}

/// Reads every care file of the council of whoever is at the desk that they may read for a return, and hands each to `each`, which says
/// what of it could not be used. Files behind the adoption wall do not exist for whoever may not pass it; one that is closed to them
/// otherwise is left out and counted. `progress` hears how many files were looked at.
///
/// Two queries for two hundred files and a load for each file that may be read. No file is held in memory beyond its turn.
///
/// # Errors
/// [`Failure::Refused`] for whoever makes no returns, what the store refuses as a whole, and what `each` fails with.
pub async fn walk(
    desk: &Desk,
    mut each: impl FnMut(&Stop<'_>) -> Result<Vec<Why>, Failure>,
    mut progress: impl FnMut(u32),
) -> Result<(Walked, Permit), Failure> {
    let permit = desk.may(Action::RunReturn).await?;
    let mut walked = Walked::default();
    let store = &desk.instance().store;
    let mut answers = Answers::at(desk);
    let mut after = None;
    loop {
        let rows = store.listing(&every(desk), after, BATCH).await?;
        let ids: Vec<FileId> = rows.iter().map(|row| row.file).collect();
        let work = store.work_of(&ids).await?;
        after = ids.last().copied();
        walked.files += u32::try_from(rows.len()).unwrap_or(0);
        let mut readable = Vec::new();
        for row in rows.into_iter().filter(|row| row.file_type == FileType::Care) {
            if answers.permit(Action::ReadReturn, &facts::of(&row, &work), None) {
                readable.push(row);
            } else {
                walked.left_out.push(LeftOut { file: row.file, why: Why::Closed });
            }
        }
        let loads = stream::iter(readable).map(|row| async move { (store.load(row.file, None).await, row) });
        let mut loads = loads.buffered(AT_ONCE);
        while let Some((loaded, row)) = loads.next().await {
            // One file that does not read must not keep the others out of the return.
            let Ok(file) = loaded.and_then(|loaded| write::file_of(&loaded)) else {
                walked.left_out.push(LeftOut { file: row.file, why: Why::Unreadable });
                continue;
            };
            let why = each(&Stop { row: &row, work: &work, records: Records::of(&file) })?;
            walked.left_out.extend(why.into_iter().map(|why| LeftOut { file: row.file, why }));
        }
        progress(walked.files);
        if u32::try_from(ids.len()).is_ok_and(|seen| seen < BATCH) {
            return Ok((walked, permit));
        }
    }
}

/// Notes in the audit that a return was made: of what, and how many children are in it.
///
/// # Errors
/// What the store refuses.
pub async fn noted(desk: &Desk, permit: &Permit, what: String, children: usize) -> Result<(), Failure> {
    let mut entry = desk.entry("return.make", Some(permit), None, Outcome::Done);
    entry.count = u32::try_from(children).unwrap_or(u32::MAX);
    entry.detail = Some(what.into_bytes());
    desk.instance().store.note(vec![entry]).await?;
    Ok(())
}

/// Every file of the council, those behind the wall only for whoever may pass it.
fn every(desk: &Desk) -> Listing {
    let walled = desk.subject().role.is_in(Group::Adoption);
    Listing {
        authority: desk.authority().clone(),
        worker: None,
        teams: Vec::new(),
        ways_in: vec![Way::Every],
        bars: if walled { Vec::new() } else { vec![Bar::Walled] },
    }
}
