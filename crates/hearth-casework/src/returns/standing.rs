//! What the rules of the returns find in the records of a council now, read from the digests of its files: every save writes it there,
//! so the list is as true as the records and no file is opened for it.

use std::collections::BTreeMap;

use hearth_access::{Action, facts::InvolvementRole};
use hearth_record::{
    Digest, FileType, digest,
    ids::{FileId, TeamId, WorkerId},
};
use hearth_store::{FileRow, StoreError, WorkRow};

use super::{CollectionYear, Return, nightly::Tally, year_of};
use crate::{Desk, Failure, facts, lists::Answers};

/// A child in whose records a rule finds something.
#[derive(Clone)]
pub struct Faulty {
    /// The file.
    pub file: FileId,
    /// The name, for whoever may open files.
    pub name: String,
    /// The local identifier.
    pub number: Option<String>,
    /// Who holds the case.
    pub workers: Vec<WorkerId>,
    /// Which teams hold it.
    pub teams: Vec<TeamId>,
    /// What was found, of one return.
    pub faults: Vec<digest::Fault>,
}

/// One return as it stands in the records now.
pub struct Standing {
    /// Which.
    pub of: Return,
    /// Of which year.
    pub year: CollectionYear,
    /// The children in whose records something is found, in no order.
    pub faulty: Vec<Faulty>,
    /// What was found in all of them.
    pub tally: Tally,
    /// How many files with findings are closed to this reader.
    pub closed: usize,
}

/// What the rules of a return find now. One pass over the digests of the council (in steps of a thousand), then a query for five hundred
/// children with findings; one entry of the audit.
///
/// # Errors
/// [`Failure::Refused`] for whoever makes no returns, and what the store refuses.
pub async fn standing(desk: &Desk, of: Return) -> Result<Standing, Failure> {
    let permit = desk.may(Action::RunReturn).await?;
    let year = year_of(desk.today()).ok_or_else(|| Failure::Wrong("there is no return of this year".to_owned()))?;
    let mut standing = Standing { of, year, faulty: Vec::new(), tally: Tally::default(), closed: 0 };
    let mut found: Vec<(FileRow, Digest)> = Vec::new();
    let mut unread = None;
    let store = &desk.instance().store;
    let take = |row: FileRow, bytes: &[u8]| {
        // Reading the whole of each digest would take seconds for a million files, and few of them count in a return.
        if row.file_type != FileType::Care || row.flags.walled || !holds(bytes, br#""q":{"#) {
            return;
        }
        match Digest::from_bytes(bytes) {
            Ok(digest) => found.push((row, digest)),
            Err(error) => unread = Some(StoreError::Form(format!("digest of {}: {error}", row.file))),
        }
    };
    store.each_digest(desk.authority(), take).await?;
    if let Some(error) = unread {
        return Err(error.into());
    }
    found.retain(|(_, digest)| digest.quality.as_ref().is_some_and(|quality| quality.year == year.number()));
    for (_, digest) in &found {
        digest.quality.iter().for_each(|quality| standing.tally.count(of.code(), quality));
    }
    found.retain(|(_, digest)| faults(digest, of).next().is_some());
    let files: Vec<FileId> = found.iter().map(|(row, _)| row.file).collect();
    let work = by_file(store.work_of(&files).await?);
    let mut answers = Answers::at(desk);
    for (row, digest) in found {
        let rows = work.get(&row.file).map_or(&[][..], Vec::as_slice);
        if answers.permit(Action::ReadReturn, &facts::of(&row, rows), None) {
            standing.faulty.push(faulty(&row, &digest, rows, of));
        } else {
            standing.closed += 1;
        }
    }
    let mut entry = desk.entry("return.look", Some(&permit), None, hearth_store::Outcome::Done);
    entry.count = u32::try_from(standing.faulty.len()).unwrap_or(u32::MAX);
    store.note(vec![entry]).await?;
    Ok(standing)
}

fn faults(digest: &Digest, of: Return) -> impl Iterator<Item = &digest::Fault> {
    digest.quality.iter().flat_map(|quality| &quality.found).filter(move |fault| fault.of == of.code())
}

fn faulty(row: &FileRow, digest: &Digest, work: &[WorkRow], of: Return) -> Faulty {
    let (workers, teams) = holders(row, work);
    Faulty {
        file: row.file,
        name: digest.name.whole(),
        number: digest.la_child_id.clone(),
        workers,
        teams,
        faults: faults(digest, of).cloned().collect(),
    }
}

/// The workers and the teams who hold a case now, each once.
pub(super) fn holders(row: &FileRow, work: &[WorkRow]) -> (Vec<WorkerId>, Vec<TeamId>) {
    let facts = facts::of(row, work);
    let hold = || facts.involvements.iter().filter(|held| held.open && held.role == InvolvementRole::Holds);
    let mut workers: Vec<WorkerId> = hold().filter_map(|held| held.worker).collect();
    let mut teams: Vec<TeamId> = hold().filter_map(|held| held.team).collect();
    workers.sort_unstable();
    workers.dedup();
    teams.sort_unstable();
    teams.dedup();
    (workers, teams)
}

fn by_file(work: Vec<WorkRow>) -> BTreeMap<FileId, Vec<WorkRow>> {
    let mut by_file: BTreeMap<FileId, Vec<WorkRow>> = BTreeMap::new();
    for row in work {
        by_file.entry(row.file).or_default().push(row);
    }
    by_file
}

fn holds(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|piece| piece == mark)
}
