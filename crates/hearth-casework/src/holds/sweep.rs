//! The night's look at the holds: every file in the scope of an open hold stands under it, and every hold of the register that is open
//! or closed is so in the store too.

use std::collections::BTreeSet;

use hearth_record::{
    Digest,
    ids::{AuthorityId, EntryId, FileId},
};
use hearth_store::{Actor, Entry, Outcome};
use jiff::Timestamp;

use super::{Hold, of};
use crate::{Failure, Instance, papers::Hand, rights};

/// Files placed in one commit, at most.
const TOGETHER: usize = 200;
/// The name of the job in the audit.
const JOB: &str = "holds";

/// What a sweep did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swept {
    /// Files that were put under a hold.
    pub placed: u64,
    /// Files whose digest could not be read: whether a hold covers them is not known, and they are put under every open one.
    pub unread: u64,
}

/// Brings the store to what the register says, and puts every file in scope under its holds. A walk over the authority where a hold
/// is open; otherwise three queries and a load.
///
/// # Errors
/// What the store refuses.
pub async fn sweep(instance: &Instance, authority: &AuthorityId, now: Timestamp) -> Result<Swept, Failure> {
    let holds = of(instance, authority).await?;
    // What was put off for a hold that is closed is open again before the hold lets anything go.
    let closed: Vec<Hold> = holds.iter().filter(|hold| !hold.says.is_open()).cloned().collect();
    rights::take_up_again(&Hand::job(instance, authority, JOB, now), &closed).await?;
    let stands = instance.store.open_holds(authority).await?;
    for hold in &holds {
        let there = stands.iter().any(|open| open.id == hold.uuid());
        if hold.says.is_open() && !there {
            let entry = entry(instance, authority, now, "hold.stands", None);
            instance.store.open_hold(authority, hold.uuid(), &hold.scope(), entry).await?;
        } else if !hold.says.is_open() && there {
            let entry = entry(instance, authority, now, "hold.released", None);
            instance.store.close_hold(authority, hold.uuid(), entry).await?;
        }
    }
    let open: Vec<Hold> = holds.into_iter().filter(|hold| hold.says.is_open()).collect();
    place(instance, authority, &open, now).await
}

/// Puts every file that these holds cover under them.
pub(super) async fn place(
    instance: &Instance,
    authority: &AuthorityId,
    holds: &[Hold],
    now: Timestamp,
) -> Result<Swept, Failure> {
    let mut swept = Swept::default();
    if holds.is_empty() {
        return Ok(swept);
    }
    let mut wanted: Vec<Vec<FileId>> = vec![Vec::new(); holds.len()];
    let each = |row: hearth_store::FileRow, sealed: &[u8]| {
        let digest = Digest::from_bytes(sealed);
        swept.unread += u64::from(digest.is_err());
        for (hold, files) in holds.iter().zip(&mut wanted) {
            // What cannot be read is kept: a hold errs on the side of keeping.
            if digest.as_ref().map_or(true, |digest| hold.covers(digest)) {
                files.push(row.file);
            }
        }
    };
    instance.store.each_digest(authority, each).await?;
    for (hold, files) in holds.iter().zip(wanted) {
        let placed: BTreeSet<FileId> = instance.store.held_by(hold.uuid()).await?.into_iter().collect();
        let missing: Vec<FileId> = files.into_iter().filter(|file| !placed.contains(file)).collect();
        for some in missing.chunks(TOGETHER) {
            let entries = some.iter().map(|file| entry(instance, authority, now, "hold.place", Some(*file))).collect();
            instance.store.place_holds(hold.uuid(), entries).await?;
            swept.placed += some.len() as u64;
        }
    }
    Ok(swept)
}

fn entry(
    instance: &Instance,
    authority: &AuthorityId,
    now: Timestamp,
    action: &'static str,
    file: Option<FileId>,
) -> Entry {
    Entry {
        id: instance.draw(|random| EntryId::new(now, random)),
        at: now,
        actor: Actor::Job(JOB.to_owned()),
        authority: authority.clone(),
        purpose: "retention".to_owned(),
        action,
        file,
        record: None,
        outcome: Outcome::Done,
        count: 0,
        detail: None,
    }
}
