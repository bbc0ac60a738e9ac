//! Destruction of a file under an executed disposition.
//!
//! The order is what makes it safe to be cut off at any point:
//!
//! 1. In one transaction of the data database: the disposition is written with its certificate, everything of the file is deleted,
//!    and the audit says so. The triggers let versions go only because that disposition stands there, and only while no hold does.
//! 2. In the key database: the file joins the list of what was destroyed and its key goes.
//! 3. What may still hold old pages is cleared: the write-ahead logs, dead rows, documents that no other file has.
//!
//! Data before key on the way out: after a crash between 1 and 2 the next start finishes ([`Store::finish_destructions`]). The list
//! stands in the key database, which has backups of its own, so a restored data database is brought back to what had been
//! destroyed before it is opened. What remains of the file is its row without content, and the certificate.

mod certificate;
mod replay;
mod stub;
mod traces;

use hearth_record::{
    find::{Term, TermKind},
    ids::{BlobId, EntryId, FileId, WorkerId},
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Store,
    change::Revision,
    driver::{Commit, Place, Step, Value, params},
    entries::{Actor, Entry, Outcome},
    error::StoreError,
    files::FileRow,
};

pub(crate) use certificate::hash_of;
pub use certificate::{Approver, Certificate};
pub use replay::Finished;
pub(crate) use replay::{REPLAYED, row_of};
pub use stub::Stub;

/// A worker's consent to the destruction of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Approval {
    /// Who: the person, who stays the same when the sign-in account changes.
    pub worker: WorkerId,
    /// When.
    pub at: Timestamp,
}

/// An approved disposition of one file. Whether retention has run out, whose line managers they are and how long the cooling-off
/// lasts is decided above; the store insists on two different people, on codes that name nobody, and that no hold stands.
#[derive(Clone)]
pub struct Disposition {
    /// Its id, for ever.
    pub id: Uuid,
    /// Who approved it first.
    pub first: Approval,
    /// Who approved it second: another person, not another account of the same one.
    pub second: Approval,
    /// The class of record and the version of the rule, such as `child_in_need/3`.
    pub rule: String,
    /// The reasoning: codes and dates, such as `cin_plan.ended 2014-03-02`. Never words that a person typed.
    pub because: Vec<String>,
    /// The batch that it belongs to, where it does.
    pub batch: Option<Uuid>,
    /// The copies outside the system and how they ended, in codes and dates, such as `paper destroyed 2026-11-20`.
    pub elsewhere: Vec<String>,
    /// What answers later that the file was held.
    pub stub: Option<Stub>,
    /// Who carries it out.
    pub actor: Actor,
    /// Its purpose in the audit.
    pub purpose: String,
    /// When it is carried out.
    pub at: Timestamp,
}

impl Disposition {
    fn check(&self) -> Result<(), StoreError> {
        let refuse = |why: &str| Err(StoreError::Refused(why.to_owned()));
        if self.first.worker == self.second.worker {
            return refuse("one person approved the destruction twice: a second person is needed");
        }
        if self.first.at > self.at || self.second.at > self.at {
            return refuse("the destruction would come before its approval");
        }
        // What a person typed has capitals or punctuation sooner or later; a code never has.
        let code = |text: &str| {
            (1..=200).contains(&text.len())
                && text
                    .bytes()
                    .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b' ' | b'.' | b'_' | b'-' | b'/' | b':'))
        };
        if !code(&self.rule)
            || self.because.is_empty()
            || !self.because.iter().chain(&self.elsewhere).all(|line| code(line))
        {
            return refuse(
                "the reasons of a destruction are codes and dates in lower case: its certificate outlives the file and names nobody",
            );
        }
        Ok(())
    }
}

/// A file that was destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destroyed {
    /// The certificate, to be kept and given out.
    pub certificate: Certificate,
    /// Whether the logs are cut off and the dead rows freed. A long read can hold them; [`Store::clear_traces`] does it again, and is
    /// called after each run of destructions in any case.
    pub cleared: Result<(), StoreError>,
}

/// What was there to destroy.
struct Content {
    versions: u64,
    records: u64,
    hash: [u8; 32],
    blobs: Vec<BlobId>,
    removals: Vec<Step>,
}

impl Store {
    /// Destroys a file for good and gives the certificate.
    ///
    /// `revision` is the one that was reviewed: a file that was written since is refused as [`StoreError::Moved`]. `terms` is everything
    /// the file was ever found by, over every version; the index rows cannot be known otherwise. A hold, an unknown or an already
    /// destroyed file, or one approver instead of two is refused, and nothing has changed.
    ///
    /// When the call fails after the data are gone ([`StoreError::Unavailable`] from the key database), the next start or
    /// [`Store::finish_destructions`] finishes it. That the old pages could not be cleared yet, because a long read holds them, is no
    /// failure of the destruction and is told beside the certificate.
    pub async fn destroy(
        &self,
        file: FileId,
        revision: Revision,
        disposition: &Disposition,
        terms: &[Term],
    ) -> Result<Destroyed, StoreError> {
        let certificate = self.destroy_in_run(file, revision, disposition, terms).await?;
        Ok(Destroyed { certificate, cleared: self.clear_lightly().await })
    }

    /// The same as one of many: old pages are cleared once by [`Store::clear_traces`], which whoever runs them must call after the last.
    ///
    /// # Errors
    /// As [`Store::destroy`].
    pub async fn destroy_in_run(
        &self,
        file: FileId,
        revision: Revision,
        disposition: &Disposition,
        terms: &[Term],
    ) -> Result<Certificate, StoreError> {
        disposition.check()?;
        let (row, tombstone) = self.load_row(file).await?;
        if tombstone.is_some() {
            return Err(StoreError::Destroyed { file });
        }
        if row.revision != revision {
            return Err(StoreError::Moved { files: vec![file] });
        }
        let content = self.content_of(&row, terms).await?;
        let entry = EntryId::new(disposition.at, &mut **self.random());
        let certificate = Certificate::of(
            &row,
            disposition,
            entry,
            content.versions,
            content.records,
            content.blobs.len() as u64,
            content.hash,
        );
        let mut commit = self.destroying(&row, disposition, entry, &certificate, content.removals, content.versions);
        let stub = self.stub_steps(&row.authority, file, disposition.stub.as_ref());
        commit.steps.extend(stub.clone());
        self.driver().commit(commit).await?;
        self.destroy_key(&certificate.row(), stub).await?;
        self.remove_blobs(content.blobs).await?;
        Ok(certificate)
    }

    /// Places a hold: while it stands the file cannot be destroyed. Written with its audit entry, which must name the file.
    pub async fn place_hold(&self, file: FileId, hold: Uuid, entry: Entry) -> Result<(), StoreError> {
        const SQL: &str =
            "INSERT INTO hold (file, id, placed_at) SELECT id, $2, $3 FROM file WHERE id = $1 AND destroyed_at IS NULL";
        let at = entry.at;
        let step = Step::new(SQL, params![file, hold.into_bytes(), at]).or(StoreError::UnknownFile { file });
        self.commit_held(file, step, entry).await
    }

    /// Releases a hold. Written with its audit entry, which must name the file.
    pub async fn release_hold(&self, file: FileId, hold: Uuid, entry: Entry) -> Result<(), StoreError> {
        let none = StoreError::Refused(format!("file {file} has no such hold"));
        let step = Step::new("DELETE FROM hold WHERE file = $1 AND id = $2", params![file, hold.into_bytes()]).or(none);
        self.commit_held(file, step, entry).await
    }

    async fn commit_held(&self, file: FileId, step: Step, entry: Entry) -> Result<(), StoreError> {
        if entry.file != Some(file) {
            return Err(StoreError::Unaudited { file: Some(file) });
        }
        let mut commit = self.noting(&[entry]).await?;
        // The row of the file is the lock that a destruction takes too.
        let lock =
            Step::new("SELECT id FROM file WHERE id = $1 LOCKED", params![file]).or(StoreError::UnknownFile { file });
        commit.checks.push(lock);
        commit.steps.insert(0, step);
        self.driver().commit(commit).await
    }

    /// Counts what a file holds, hashes it, and lists the index rows to remove.
    async fn content_of(&self, row: &FileRow, terms: &[Term]) -> Result<Content, StoreError> {
        const VERSIONS: &str = "SELECT record, version, sealed FROM version WHERE file = $1 ORDER BY record, version";
        const BLOBS: &str = "SELECT blob FROM blob_key WHERE file = $1";
        let queries = vec![(VERSIONS, params![row.file]), (BLOBS, params![row.file])];
        let answers = self.driver().queries(Place::Data, queries).await?;
        let [versions, blobs] = answers.as_slice() else {
            return Err(StoreError::Form("an answer is missing".to_owned()));
        };
        let mut hash = Sha256::new();
        let mut records = std::collections::BTreeSet::new();
        for version in versions {
            records.insert(version.array::<16>(0)?);
            hash.update(version.array::<16>(0)?);
            hash.update(version.int(1)?.to_be_bytes());
            hash.update(Sha256::digest(version.bytes(2)?));
        }
        Ok(Content {
            versions: versions.len() as u64,
            records: records.len() as u64,
            hash: hash.finalize().into(),
            blobs: blobs.iter().map(|b| b.id(0)).collect::<Result<_, _>>()?,
            removals: self.removals(row, terms)?,
        })
    }

    /// The index rows of a file, and the words of names that no other file has.
    fn removals(&self, row: &FileRow, terms: &[Term]) -> Result<Vec<Step>, StoreError> {
        const REMOVE: &str = "DELETE FROM term WHERE token = $1 AND reference = $2";
        const UNWORD: &str = "DELETE FROM word WHERE authority = $1 AND walled = $2 AND token = $3 \
             AND NOT EXISTS (SELECT 1 FROM term WHERE term.token = $3)";
        let keys = self.authority_keys(&row.authority)?;
        let (mut steps, mut unwords) = (Vec::with_capacity(terms.len()), Vec::new());
        for term in terms {
            // A file may have been before the wall when a term was written, so both indexes are cleared.
            for walled in [false, true] {
                let keyed = keys.index_key(walled).keyed(term);
                steps.push(Step::new(REMOVE, params![keyed.token(), keyed.reference(row.file)]));
                if term.kind == TermKind::Name {
                    unwords.push(Step::new(UNWORD, params![&row.authority, walled, keyed.token()]));
                }
            }
        }
        steps.extend(unwords);
        Ok(steps)
    }

    /// Step 1 as one commit.
    fn destroying(
        &self,
        row: &FileRow,
        disposition: &Disposition,
        entry: EntryId,
        certificate: &Certificate,
        removals: Vec<Step>,
        versions: u64,
    ) -> Commit {
        let entry = Entry {
            id: entry,
            at: disposition.at,
            actor: disposition.actor.clone(),
            authority: row.authority.clone(),
            purpose: disposition.purpose.clone(),
            action: DESTROYED,
            file: Some(row.file),
            record: None,
            outcome: Outcome::Done,
            count: u32::try_from(versions).unwrap_or(u32::MAX),
            detail: None,
        };
        let mut commit = self.noting_hashed(&entry, certificate.hash());
        // INVARIANT: a revision that was read fits where it was read from.
        let revision = i64::try_from(row.revision.0).unwrap_or(i64::MAX);
        let moved = StoreError::Moved { files: vec![row.file] };
        commit.checks.push(Step::new(STILL, params![row.file, revision]).or(moved));
        let held = StoreError::Refused(format!(
            "file {} is under a hold: it cannot be destroyed before the hold is released",
            row.file
        ));
        commit.checks.push(Step::new(UNHELD, params![row.file]).or(held));
        let mut steps = deletions(&certificate.row());
        steps.extend(removals);
        steps.append(&mut commit.steps);
        commit.steps = steps;
        commit
    }

    /// Step 2: the list and the key. Safe to repeat.
    async fn destroy_key(&self, row: &DispositionRow, stub: Vec<Step>) -> Result<(), StoreError> {
        let list = Step::new(LIST, row.values());
        let key = Step::new("DELETE FROM file_key WHERE file = $1", params![row.file]);
        let steps = stub.into_iter().chain([list, key]).collect();
        self.driver().write(Place::Keys, steps).await?;
        self.keys().forget(row.file);
        Ok(())
    }
}

/// The action of a destruction in the audit.
pub(crate) const DESTROYED: &str = "file.destroy";
const STILL: &str = "SELECT id FROM file WHERE id = $1 AND revision = $2 AND destroyed_at IS NULL LOCKED";
const UNHELD: &str =
    "SELECT f.id FROM file f WHERE f.id = $1 AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.file = f.id)";
const LIST: &str = "INSERT INTO destroyed (file, disposition, first_approver, second_approver, executed_at, certificate) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (file) DO NOTHING";

/// A row of `disposition` or `destroyed`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DispositionRow {
    pub(crate) file: FileId,
    pub(crate) id: [u8; 16],
    pub(crate) first: WorkerId,
    pub(crate) second: WorkerId,
    pub(crate) executed_at: Timestamp,
    pub(crate) certificate: String,
}

impl DispositionRow {
    fn values(&self) -> Vec<Value> {
        params![self.file, self.id, self.first, self.second, self.executed_at, self.certificate.as_str()]
    }
}

/// Everything of a file in the data database goes, but its row, the disposition and the audit.
fn deletions(row: &DispositionRow) -> Vec<Step> {
    const DISPOSE: &str = "INSERT INTO disposition (file, id, first_approver, second_approver, executed_at, certificate) \
         VALUES ($1, $2, $3, $4, $5, $6)";
    const BLOBS: &str = "DELETE FROM blob WHERE id IN (SELECT blob FROM blob_key WHERE file = $1) \
         AND NOT EXISTS (SELECT 1 FROM blob_key other WHERE other.blob = blob.id AND other.file <> $1)";
    const TOMBSTONE: &str = "UPDATE file SET digest = NULL, destroyed_at = $2, revision = revision + 1 WHERE id = $1";
    const OF_FILE: [&str; 8] = [
        "DELETE FROM version WHERE file = $1",
        "DELETE FROM work WHERE file = $1",
        "DELETE FROM import_key WHERE file = $1",
        "DELETE FROM child_number WHERE file = $1",
        "DELETE FROM draft WHERE file = $1",
        "DELETE FROM audit_detail WHERE file = $1",
        BLOBS,
        "DELETE FROM blob_key WHERE file = $1",
    ];
    let mut steps = vec![Step::new(DISPOSE, row.values())];
    steps.extend(OF_FILE.into_iter().map(|sql| Step::new(sql, params![row.file])));
    steps.push(Step::new(TOMBSTONE, params![row.file, row.executed_at]));
    steps
}
