//! How long one file is kept, and why.

pub use hearth_practice::retention::Kept;

use hearth_access::Action;
use hearth_practice::retention::{Named, Schedule};
use hearth_record::{
    Digest, FileType,
    find::{Term, TermKind},
    ids::{FileId, PersonId},
};
use hearth_store::{Outcome, StoreError};

use super::{case_of, in_force::in_force};
use crate::{Desk, Failure, FileView, holds};

/// How many files that name an adult are looked at.
const MOST: u32 = 200;

/// How long the file of a view is kept, by a schedule: without holds, and without what the files of others say.
pub fn kept_of(view: &FileView, schedule: &Schedule) -> Kept {
    schedule.of(&case_of(view.file_type, &view.digest), view.today)
}

/// How long one file is kept and why, for whoever keeps the schedule: without opening it. Six queries, and for an adult those of the files
/// that name them.
///
/// # Errors
/// [`Failure::Refused`] where this person may not read how long the file is kept, and what the store refuses.
pub async fn why(desk: &Desk, file: FileId) -> Result<(Digest, Kept), Failure> {
    let (row, facts) = desk.facts_of(file, Action::ReadRetention).await?;
    let permit = desk.decided(Action::ReadRetention, &facts, &desk.context(None)).await?;
    let store = &desk.instance().store;
    let sealed = store.digests(&[file]).await?.pop();
    let (_, sealed) = sealed.ok_or(Failure::Absent("there is no such file"))?;
    let digest = read(file, &sealed)?;
    let schedule = in_force(desk.instance(), desk.authority(), desk.today()).await?.schedule;
    let mut case = case_of(row.file_type, &digest);
    let placed = store.holds_of(&[file]).await?;
    if !placed.is_empty() {
        let names = holds::names(desk.instance(), desk.authority()).await?;
        case.holds =
            placed.iter().map(|(_, id)| names.get(id).cloned().unwrap_or_else(|| "a hold".to_owned())).collect();
    }
    if row.file_type == FileType::Adult {
        case.named = named(desk, &schedule, row.person).await?;
    }
    store.note(vec![desk.entry("retention.read", Some(&permit), Some(file), Outcome::Done)]).await?;
    let kept = schedule.of(&case, desk.today());
    Ok((digest, kept))
}

/// The longest file of a child that names an adult. Three queries.
pub(crate) async fn named(desk: &Desk, schedule: &Schedule, adult: PersonId) -> Result<Named, Failure> {
    let store = &desk.instance().store;
    let term = Term::new(TermKind::Refers, adult.to_string());
    let naming = store.candidates(desk.authority(), &[term], false, MOST).await?;
    let files: Vec<FileId> = naming.found.into_iter().map(|candidate| candidate.file).collect();
    // Whoever is named by more files than are looked at is kept until somebody has counted.
    if !naming.capped.is_empty() {
        return Ok(Named::NotYet);
    }
    let mut longest = Named::Nowhere;
    for (row, sealed) in store.digests(&files).await? {
        if row.file_type != FileType::Adult {
            let kept = schedule.of(&case_of(row.file_type, &read(row.file, &sealed)?), desk.today());
            longest = longest.max(kept.until.map_or(Named::NotYet, Named::Until));
        }
    }
    Ok(longest)
}

fn read(file: FileId, sealed: &[u8]) -> Result<Digest, Failure> {
    Digest::from_bytes(sealed).map_err(|e| StoreError::Form(format!("digest of {file}: {e}")).into())
}
