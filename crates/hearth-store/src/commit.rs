//! From a [`Change`] to statements: check, seal, hash, audit.

use std::collections::{BTreeSet, HashMap};

use hearth_record::ids::FileId;

use crate::{
    Store,
    change::{Change, Committed},
    driver::{Commit, Step, params},
    entries::{Entry, StoredEntry},
    error::StoreError,
    keys::KeyRow,
    seal::FileKey,
};
use audit::Audit;
use building::Building;

mod audit;
mod building;

impl Store {
    /// Writes a change, durably, or refuses it whole.
    ///
    /// [`StoreError::Moved`] names the files that were written by somebody else since they were read: load them, compute the change
    /// anew and commit that. A change without an audit entry for what it writes is refused ([`StoreError::Unaudited`]).
    pub async fn commit(&self, change: Change) -> Result<Committed, StoreError> {
        let made: Vec<FileId> = change.new_files.iter().map(|f| f.file).collect();
        match self.attempt(&change, HashMap::new()).await {
            // A commit that failed after its key was kept leaves a key row behind; the same change tried again takes it up.
            Err(error) if error == key_is_there() => {
                let left = self.key_rows(&made).await?;
                self.attempt(&change, left).await
            }
            outcome => outcome,
        }
    }

    async fn attempt(&self, change: &Change, left: HashMap<FileId, KeyRow>) -> Result<Committed, StoreError> {
        let written = written_files(change)?;
        let authority = self.authority_keys(&change.authority)?;
        let (keys, key_steps) = self.keys_for(change, &written, &left).await?;
        let walled = self.walled(change).await?;
        let (revisions, commit) = {
            let mut random = self.random();
            let mut building =
                Building { change, keys: &keys, authority: &authority, walled: &walled, random: &mut **random };
            building.build(self, &written, key_steps)?
        };
        let outcome = self.driver().commit(commit).await;
        if outcome.is_err() {
            // The key at hand may not be the one that was kept.
            for new in &change.new_files {
                self.keys().forget(new.file);
            }
        }
        outcome.map(|()| Committed { revisions })
    }

    /// Writes audit entries alone: reads, denied reads, searches, sign-ins. They are durable when this returns; answer the request only
    /// then. No audit, no read.
    pub async fn note(&self, entries: Vec<Entry>) -> Result<(), StoreError> {
        if entries.is_empty() {
            return Ok(());
        }
        let commit = self.noting(&entries).await?;
        self.driver().commit(commit).await
    }

    /// A commit that so far holds only these entries. At least one, or it is refused.
    pub(crate) async fn noting(&self, entries: &[Entry]) -> Result<Commit, StoreError> {
        if entries.is_empty() {
            return Err(StoreError::Unaudited { file: None });
        }
        let files: BTreeSet<FileId> = entries.iter().filter(|e| e.detail.is_some()).filter_map(|e| e.file).collect();
        let keys = self.file_keys(&files.into_iter().collect::<Vec<_>>()).await?;
        let mut audit = Audit::default();
        for entry in entries {
            let key = match (&entry.detail, entry.file) {
                (None, _) => None,
                (Some(_), Some(file)) => Some(keys.get(&file).ok_or(StoreError::KeyMissing { file })?.clone()),
                (Some(_), None) => Some(self.authority_keys(&entry.authority)?.shared().clone()),
            };
            audit.add(self, entry, key.as_ref(), None, &mut **self.random());
        }
        Ok(audit.into_commit())
    }

    /// A commit that so far holds one entry, whose detail is kept elsewhere and stands here by its hash: a certificate.
    pub(crate) fn noting_hashed(&self, entry: &Entry, detail: [u8; 32]) -> Commit {
        let mut audit = Audit::default();
        audit.add_stored(
            self,
            &StoredEntry {
                id: entry.id,
                at: entry.at,
                actor: entry.actor.clone(),
                authority: entry.authority.clone(),
                purpose: entry.purpose.clone(),
                action: entry.action.to_owned(),
                file: entry.file,
                record: entry.record,
                outcome: entry.outcome,
                versions: None,
                detail: Some(detail),
                count: entry.count,
            },
        );
        audit.into_commit()
    }

    /// The keys of the files that are written, and the rows of new ones.
    async fn keys_for(
        &self,
        change: &Change,
        written: &BTreeSet<FileId>,
        left: &HashMap<FileId, KeyRow>,
    ) -> Result<(HashMap<FileId, FileKey>, Vec<Step>), StoreError> {
        const KEEP: &str =
            "INSERT INTO file_key (file, authority, wrapped) VALUES ($1, $2, $3) ON CONFLICT (file) DO NOTHING";
        let new: BTreeSet<FileId> = change.new_files.iter().map(|f| f.file).collect();
        let mut wanted: BTreeSet<FileId> = written.iter().copied().filter(|f| !new.contains(f)).collect();
        wanted.extend(
            change.entries.iter().filter(|e| e.detail.is_some()).filter_map(|e| e.file).filter(|f| !new.contains(f)),
        );
        let mut keys = self.file_keys(&wanted.into_iter().collect::<Vec<_>>()).await?;
        let mut steps = Vec::new();
        for file in new {
            if let Some(row) = left.get(&file) {
                keys.insert(file, self.keys().unwrap(row)?);
                continue;
            }
            let (key, row) = self.keys().new_file_key(file, &change.authority, &mut **self.random())?;
            keys.insert(file, key);
            let row = params![file, &row.authority, row.wrapped];
            steps.push(Step::new(KEEP, row).or(key_is_there()));
        }
        Ok((keys, steps))
    }

    /// Which of the files whose terms change stand behind the adoption wall now.
    async fn walled(&self, change: &Change) -> Result<BTreeSet<FileId>, StoreError> {
        let new: HashMap<FileId, bool> = change.new_files.iter().map(|f| (f.file, f.flags.walled)).collect();
        let known: Vec<FileId> = change.terms.iter().map(|(f, _)| *f).filter(|f| !new.contains_key(f)).collect();
        let mut walled: BTreeSet<FileId> = new.into_iter().filter_map(|(f, walled)| walled.then_some(f)).collect();
        if !known.is_empty() {
            walled.extend(self.files(&known).await?.into_iter().filter(|f| f.flags.walled).map(|f| f.file));
        }
        Ok(walled)
    }
}

/// What a new file's key is refused with when the key database has one for that file.
fn key_is_there() -> StoreError {
    StoreError::AlreadyThere { constraint: "file_key".to_owned() }
}

/// The files that a change writes to. Each was read or is new, and each has an audit entry that names it.
fn written_files(change: &Change) -> Result<BTreeSet<FileId>, StoreError> {
    if change.entries.is_empty() {
        return Err(StoreError::Unaudited { file: None });
    }
    let mut written: BTreeSet<FileId> = change.new_files.iter().map(|f| f.file).collect();
    written.extend(change.versions.iter().map(|v| v.file));
    written.extend(change.digests.iter().map(|(f, _)| *f));
    written.extend(change.work.iter().map(|(f, ..)| *f));
    written.extend(change.terms.iter().map(|(f, _)| *f));
    written.extend(change.flags.iter().map(|(f, _)| *f));
    written.extend(change.child_numbers.iter().map(|(f, _)| *f));
    written.extend(change.blobs.iter().map(|b| b.file));
    let mut known: BTreeSet<FileId> = change.new_files.iter().map(|f| f.file).collect();
    known.extend(change.reads.iter().map(|(f, _)| *f));
    let named: BTreeSet<FileId> = change.entries.iter().filter_map(|e| e.file).collect();
    for file in &written {
        if !known.contains(file) {
            return Err(StoreError::Unread { file: *file });
        }
        if !named.contains(file) {
            return Err(StoreError::Unaudited { file: Some(*file) });
        }
    }
    Ok(written)
}
