//! Holds: which files are not destroyed whatever their schedule says, because an inquiry, a court or the council asked for that.
//!
//! A hold stands in the council's register. Which files it covers is a question asked of every file's digest, so that a file comes under
//! it by what is recorded: the save that brings it into scope places the hold in its own commit ([`scopes_of`]), a night places what
//! an older save missed ([`sweep`]), and a destruction asks once more of the file itself. A hold stops no casework.

mod by_hand;
mod close;
mod open;
mod sweep;

use std::collections::BTreeSet;

use hearth_access::Action;
use hearth_record::{
    Digest, File,
    ids::{AuthorityId, FileId, RecordId},
    retention::LegalHold,
};
use hearth_store::StoreError;
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

pub use self::{
    by_hand::put_under,
    close::{Closing, closing, decide, propose, refuse_closing},
    open::{NewHold, open, review},
    sweep::{Swept, sweep},
};
use crate::{Desk, Failure, Instance, papers::Papers};

/// The codes of the scopes that are told from a digest.
const SCOPES: [&str; 4] = ["SEXUAL_ABUSE", "LOOKED_AFTER", "PROTECTION", "EVERY_FILE"];

/// The register in which holds stand.
pub(crate) fn register() -> Papers {
    Papers::register("holds")
}

/// A hold of the register.
#[derive(Clone)]
pub struct Hold {
    /// Its id.
    pub id: RecordId,
    /// What it says now.
    pub says: LegalHold,
    /// What was done with it, the oldest first: when, by whom, and why.
    pub history: Vec<Step>,
}

/// One thing that was done with a hold.
#[derive(Clone)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// Whose act.
    pub by: String,
    /// What, in words.
    pub what: String,
}

impl Hold {
    /// Its id as the store keeps it.
    pub(crate) fn uuid(&self) -> Uuid {
        Uuid::from_bytes(self.id.as_bytes())
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.says.name.reveal().0
    }

    /// Whether it covers a file for what is recorded in it.
    pub fn covers(&self, digest: &Digest) -> bool {
        covers(self.says.scope.code(), digest)
    }

    /// Whether somebody has proposed to close it and nobody has decided yet.
    pub fn waits(&self) -> bool {
        self.says.is_open() && self.says.closing_proposed_at.is_some()
    }
}

/// Whether a file with this digest is in a scope. Files of a hold by hand are named one by one.
fn covers(scope: &str, digest: &Digest) -> bool {
    let ever = |name: &str| digest.events.iter().any(|(event, _)| event.name.as_str() == name);
    match scope {
        "SEXUAL_ABUSE" => digest.csa,
        "LOOKED_AFTER" => ever("care.started"),
        "PROTECTION" => ever("cp_plan.started"),
        "EVERY_FILE" => true,
        _ => false,
    }
}

/// The scopes that a file with this digest is in: a save hands them to the store with the rest of its change.
pub(crate) fn scopes_of(digest: &Digest) -> impl Iterator<Item = &'static str> {
    SCOPES.into_iter().filter(|scope| covers(scope, digest))
}

/// Every hold of an authority, those that are open first, then by the day on which they are to be looked at. Two queries and a load.
pub(crate) async fn of(instance: &Instance, authority: &AuthorityId) -> Result<Vec<Hold>, Failure> {
    let mut holds = read(&register().read(instance, authority).await?);
    holds.sort_by_key(|hold| (!hold.says.is_open(), *hold.says.review_on));
    Ok(holds)
}

/// The names of all of them, by the id under which the store keeps each. Two queries and a load.
pub(crate) async fn names(
    instance: &Instance,
    authority: &AuthorityId,
) -> Result<std::collections::BTreeMap<Uuid, String>, Failure> {
    Ok(of(instance, authority).await?.into_iter().map(|hold| (hold.uuid(), hold.name().to_owned())).collect())
}

/// The register, for whoever keeps it.
///
/// # Errors
/// [`Failure::Refused`] for everybody else, and what the store refuses.
pub async fn all(desk: &Desk) -> Result<Vec<Hold>, Failure> {
    desk.may(Action::ManageHolds).await?;
    of(desk.instance(), desk.authority()).await
}

/// One hold of the register.
///
/// # Errors
/// As [`all`], and [`Failure::Absent`] where there is none with this id.
pub async fn one(desk: &Desk, id: RecordId) -> Result<Hold, Failure> {
    all(desk).await?.into_iter().find(|hold| hold.id == id).ok_or(Failure::Absent("there is no such hold"))
}

/// How many files it covers now: asked of every digest, and of the rows of those put under it by hand. It covers files behind the adoption
/// wall like all others and counts none of them: a count that rises with an adoption would tell of the file. A walk over the council.
///
/// # Errors
/// As [`all`].
pub async fn count(desk: &Desk, hold: &Hold) -> Result<u64, Failure> {
    desk.may(Action::ManageHolds).await?;
    let store = &desk.instance().store;
    let by_hand = store.files(&store.held_by(hold.uuid()).await?).await?;
    let mut covered = in_scope(desk.instance(), desk.authority(), hold.says.scope.code()).await?;
    covered.extend(by_hand.iter().filter(|row| !row.flags.walled).map(|row| row.file));
    Ok(covered.len() as u64)
}

/// The files of an authority that are in a scope now and may be counted, asked of every digest: none that stands behind the adoption wall. A
/// walk over the authority.
///
/// # Errors
/// A digest that cannot be read, because then nobody knows what a hold covers, and what the store refuses.
pub async fn in_scope(instance: &Instance, authority: &AuthorityId, scope: &str) -> Result<BTreeSet<FileId>, Failure> {
    let (mut covered, mut unread) = (BTreeSet::new(), 0_u64);
    let each = |row: hearth_store::FileRow, bytes: &[u8]| match covers_bytes(scope, bytes) {
        Ok(true) if !row.flags.walled => drop(covered.insert(row.file)),
        Ok(_) => {}
        Err(_) => unread += 1,
    };
    instance.store.each_digest(authority, each).await?;
    if unread > 0 {
        return Err(
            StoreError::Form(format!("{unread} digests cannot be read: what a hold covers is not known")).into()
        );
    }
    Ok(covered)
}

/// The same as [`covers`] of a digest that is not read whole: a million of them are gone through.
fn covers_bytes(scope: &str, bytes: &[u8]) -> Result<bool, serde_json::Error> {
    #[derive(Deserialize)]
    struct Told {
        #[serde(rename = "a", default)]
        csa: bool,
    }
    match scope {
        "SEXUAL_ABUSE" => serde_json::from_slice::<Told>(bytes).map(|told| told.csa),
        "BY_HAND" => Ok(false),
        "EVERY_FILE" => Ok(true),
        _ => Digest::from_bytes(bytes).map(|digest| covers(scope, &digest)),
    }
}

/// The holds of a register, with what was done with each.
fn read(papers: &File) -> Vec<Hold> {
    let of = |(id, says): (RecordId, LegalHold)| {
        let versions = papers.record(id).map(hearth_record::Held::versions).unwrap_or_default();
        let step = |version: &hearth_record::version::Version| Step {
            at: version.recorded_at,
            by: version.written.by.name().to_owned(),
            what: version.written.because.clone().unwrap_or_else(|| "Opened".to_owned()),
        };
        Hold { id, says, history: versions.iter().map(step).collect() }
    };
    papers.all::<LegalHold>().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_that_is_read_in_part_says_the_same() {
        for csa in [false, true] {
            let digest = Digest { csa, ..Digest::default() };
            for scope in SCOPES.into_iter().chain(["BY_HAND"]) {
                let bytes = digest.to_bytes();
                assert_eq!(covers_bytes(scope, &bytes).expect("a digest"), covers(scope, &digest), "{scope} {csa}");
            }
        }
    }

    #[test]
    fn every_scope_of_the_set_is_known_here() {
        for code in hearth_record::code::set("hold_scope").codes() {
            assert!(SCOPES.contains(&code.code.as_str()) || code.code == "BY_HAND", "{}", code.code);
        }
    }
}
