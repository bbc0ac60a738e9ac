//! From a [`Change`] to statements: check, seal, hash, audit.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use hearth_record::{
    find::TermKind,
    ids::{EntryId, FileId},
};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};

use crate::{
    Store,
    change::{Change, Committed, NewVersion, Revision},
    driver::{Commit, Leaf, Place, Step, Value, params},
    entries::{self, Entry, StoredEntry, VersionsHash},
    error::StoreError,
    keys::{AuthorityKeys, KeyRow},
    seal::{Aad, FileKey},
    tree::leaf_hash,
    work::stored_due,
};

impl Store {
    /// Writes a change, durably, or refuses it whole.
    ///
    /// [`StoreError::Moved`] names the files that were written by somebody else since they were read: load them, compute the change
    /// anew and commit that. A change without an audit entry for what it writes is refused ([`StoreError::Unaudited`]).
    pub async fn commit(&self, change: Change) -> Result<Committed, StoreError> {
        let written = written_files(&change)?;
        let authority = self.authority_keys(&change.authority)?;
        let (keys, key_steps) = self.keys_for(&change, &written).await?;
        let walled = self.walled(&change).await?;
        let made: Vec<FileId> = change.new_files.iter().map(|f| f.file).collect();
        let (revisions, commit) = {
            let mut random = self.random();
            let mut building = Building { change: &change, keys: &keys, authority: &authority, walled: &walled, random: &mut **random };
            building.build(self, &written, key_steps)?
        };
        let outcome = self.driver().commit(commit).await;
        if outcome.is_err() {
            // The key at hand may not be the one that was kept.
            made.iter().for_each(|file| self.keys().forget(*file));
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
    async fn keys_for(&self, change: &Change, written: &BTreeSet<FileId>) -> Result<(HashMap<FileId, FileKey>, Vec<Step>), StoreError> {
        let new: BTreeSet<FileId> = change.new_files.iter().map(|f| f.file).collect();
        let mut wanted: BTreeSet<FileId> = written.iter().copied().filter(|f| !new.contains(f)).collect();
        wanted.extend(change.entries.iter().filter(|e| e.detail.is_some()).filter_map(|e| e.file).filter(|f| !new.contains(f)));
        let mut keys = self.file_keys(&wanted.into_iter().collect::<Vec<_>>()).await?;
        let mut steps = Vec::new();
        if new.is_empty() {
            return Ok((keys, steps));
        }
        // A commit that failed after its key was kept leaves a key row behind; the same change tried again takes it up.
        let left: HashMap<FileId, KeyRow> = self.key_rows(&new.iter().copied().collect::<Vec<_>>()).await?;
        for file in new {
            if let Some(row) = left.get(&file) {
                keys.insert(file, self.keys().unwrap(row)?);
                continue;
            }
            let (key, row) = self.keys().new_file_key(file, &change.authority, &mut **self.random())?;
            keys.insert(file, key);
            let row = params![file, &row.authority, row.wrapped];
            steps.push(Step::new("INSERT INTO file_key (file, authority, wrapped) VALUES ($1, $2, $3)", row));
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

/// The audit rows of a commit.
#[derive(Default)]
pub(crate) struct Audit {
    rows: Vec<Value>,
    details: Vec<Value>,
    leaves: Vec<Leaf>,
}

impl Audit {
    /// Adds an entry; `key` seals its detail, `versions` is what was written under it.
    fn add(&mut self, store: &Store, entry: &Entry, key: Option<&FileKey>, versions: Option<([u8; 32], u32)>, random: &mut dyn CryptoRng) {
        let sealed = entry.detail.as_ref().zip(key).map(|(detail, key)| key.seal(&Aad::entry(entry.id), detail, random));
        let stored = StoredEntry {
            id: entry.id,
            at: entry.at,
            actor: entry.actor.clone(),
            authority: entry.authority.clone(),
            purpose: entry.purpose.clone(),
            action: entry.action.to_owned(),
            file: entry.file,
            record: entry.record,
            outcome: entry.outcome,
            versions: versions.map(|(hash, _)| hash),
            detail: sealed.as_ref().map(|s| Sha256::digest(s).into()),
            count: versions.map_or(entry.count, |(_, count)| count),
        };
        if let Some(sealed) = sealed {
            self.details.extend(params![entry.id, entry.file, &entry.authority, sealed]);
        }
        self.add_stored(store, &stored);
    }

    fn add_stored(&mut self, store: &Store, stored: &StoredEntry) {
        let bytes = stored.leaf_bytes();
        self.leaves.push(Leaf { entry: stored.id, hash: leaf_hash(&bytes), mac: store.guard(&bytes) });
        self.rows.extend(stored.values());
    }

    pub(crate) fn into_commit(self) -> Commit {
        let mut steps = Step::rows(
            "INSERT INTO audit_entry (id, at, authority, account, worker, role, job, purpose, action, file, record, outcome, versions, \
             detail, count) VALUES",
            entries::COLUMNS,
            "",
            self.rows,
        );
        steps.extend(Step::rows("INSERT INTO audit_detail (entry, file, authority, sealed) VALUES", 4, "", self.details));
        Commit { steps, leaves: self.leaves, ..Commit::default() }
    }
}

/// A change on its way to statements.
struct Building<'a> {
    change: &'a Change,
    keys: &'a HashMap<FileId, FileKey>,
    authority: &'a AuthorityKeys,
    walled: &'a BTreeSet<FileId>,
    random: &'a mut dyn CryptoRng,
}

impl Building<'_> {
    fn build(
        &mut self,
        store: &Store,
        written: &BTreeSet<FileId>,
        keys: Vec<Step>,
    ) -> Result<(Vec<(FileId, Revision)>, Commit), StoreError> {
        let (revisions, checks) = self.checks(written)?;
        let (version_rows, hashes) = self.versions()?;
        let mut audit = Audit::default();
        for entry in &self.change.entries {
            let key = match entry.file {
                Some(file) => self.keys.get(&file),
                None => Some(self.authority.shared()),
            };
            audit.add(store, entry, key, hashes.get(&entry.id).cloned().and_then(VersionsHash::finish), self.random);
        }
        let mut commit = audit.into_commit();
        let mut steps = self.new_files()?;
        steps.extend(version_rows);
        steps.extend(self.flags());
        steps.extend(self.child_numbers());
        steps.extend(self.import_keys());
        steps.extend(self.work());
        steps.extend(self.terms());
        for blob in &self.change.blobs {
            let key = self.key(blob.file)?.clone();
            steps.extend(blob.steps(&key, self.random));
        }
        steps.extend(self.change.drafts_done.iter().map(crate::drafts::drop_step));
        steps.append(&mut commit.steps);
        Ok((revisions, Commit { keys, checks, steps, leaves: commit.leaves }))
    }

    fn key(&self, file: FileId) -> Result<&FileKey, StoreError> {
        self.keys.get(&file).ok_or(StoreError::KeyMissing { file })
    }

    /// One statement for each file that was read: it moves the revision on where the file is written, and holds it where it is not.
    /// In the order of the ids, so that two commits on PostgreSQL never wait for each other in a ring.
    fn checks(&mut self, written: &BTreeSet<FileId>) -> Result<(Vec<(FileId, Revision)>, Vec<Step>), StoreError> {
        const HOLD: &str = "SELECT id FROM file WHERE id = $1 AND revision = $2 AND authority = $3 LOCKED";
        const MOVE: &str = "UPDATE file SET revision = revision + 1 WHERE id = $1 AND revision = $2 AND authority = $3 AND destroyed_at IS NULL";
        const MOVE_DIGEST: &str =
            "UPDATE file SET revision = revision + 1, digest = $4 WHERE id = $1 AND revision = $2 AND authority = $3 AND destroyed_at IS NULL";
        let new: BTreeSet<FileId> = self.change.new_files.iter().map(|f| f.file).collect();
        let reads: BTreeMap<FileId, Revision> = self.change.reads.iter().copied().filter(|(f, _)| !new.contains(f)).collect();
        let mut revisions: Vec<_> = new.iter().map(|f| (*f, Revision(1))).collect();
        let mut steps = Vec::with_capacity(reads.len());
        for (file, revision) in reads {
            let mut params = params![file, revision.number()?, &self.change.authority];
            let sql = match (written.contains(&file), self.digest(file)?) {
                (false, _) => HOLD,
                (true, None) => MOVE,
                (true, Some(digest)) => {
                    params.push(digest.into());
                    MOVE_DIGEST
                }
            };
            if written.contains(&file) {
                revisions.push((file, Revision(revision.0 + 1)));
            }
            steps.push(Step::new(sql, params).or(StoreError::Moved { files: vec![file] }));
        }
        Ok((revisions, steps))
    }

    fn digest(&mut self, file: FileId) -> Result<Option<Vec<u8>>, StoreError> {
        // The last one counts, as with any later statement.
        let Some((_, plain)) = self.change.digests.iter().rev().find(|(f, _)| *f == file) else { return Ok(None) };
        let key = self.keys.get(&file).ok_or(StoreError::KeyMissing { file })?;
        Ok(Some(key.seal(&Aad::digest(file), plain, self.random)))
    }

    fn new_files(&mut self) -> Result<Vec<Step>, StoreError> {
        let mut rows = Vec::with_capacity(self.change.new_files.len() * 9);
        for new in &self.change.new_files {
            let digest = self.digest(new.file)?;
            rows.extend(params![
                new.file,
                new.person,
                &self.change.authority,
                new.file_type.code(),
                1_i64,
                new.flags.restricted,
                new.flags.walled,
                self.change.at,
                digest
            ]);
        }
        let head = "INSERT INTO file (id, person, authority, file_type, revision, restricted, walled, created_at, digest) VALUES";
        Ok(Step::rows(head, 9, "", rows))
    }

    /// The rows of the versions, and what each entry says about those that were written under it.
    fn versions(&mut self) -> Result<(Vec<Step>, HashMap<EntryId, VersionsHash>), StoreError> {
        let mut order: Vec<&NewVersion> = self.change.versions.iter().collect();
        order.sort_by_key(|v| (v.file, v.record, v.version));
        let mut rows = Vec::with_capacity(order.len() * 7);
        let mut hashes: HashMap<EntryId, VersionsHash> = HashMap::new();
        for v in order {
            let entry = self.entry_of(v)?.id;
            let key = self.keys.get(&v.file).ok_or(StoreError::KeyMissing { file: v.file })?;
            let sealed = key.seal(&Aad::version(v.file, v.record, v.version, &v.kind), &v.body, self.random);
            hashes.entry(entry).or_default().add(v.file, v.record, v.version, &v.kind, self.change.at, &sealed);
            rows.extend(params![v.file, v.record, v.version, v.kind.as_str(), self.change.at, entry, sealed]);
        }
        let head = "INSERT INTO version (file, record, version, kind, recorded_at, entry, sealed) VALUES";
        Ok((Step::rows(head, 7, "", rows), hashes))
    }

    /// The entry that a version is written under: the one that names its record, else the one that names its file alone.
    fn entry_of(&self, version: &NewVersion) -> Result<&Entry, StoreError> {
        let of_file = || self.change.entries.iter().filter(|e| e.file == Some(version.file));
        of_file()
            .find(|e| e.record == Some(version.record))
            .or_else(|| of_file().find(|e| e.record.is_none()))
            .ok_or(StoreError::Unaudited { file: Some(version.file) })
    }

    fn flags(&self) -> Vec<Step> {
        const SQL: &str = "UPDATE file SET restricted = $2, walled = $3 WHERE id = $1";
        self.change.flags.iter().map(|(file, flags)| Step::new(SQL, params![*file, flags.restricted, flags.walled])).collect()
    }

    fn child_numbers(&self) -> Vec<Step> {
        const GIVE: &str = "INSERT INTO child_number (hash, file) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING";
        let mut steps = Vec::new();
        for (file, number) in &self.change.child_numbers {
            steps.push(Step::new("DELETE FROM child_number WHERE file = $1", params![*file]));
            if let Some(number) = number {
                let hash = self.authority.import_hash("la_child_id", number);
                steps.push(Step::new(GIVE, params![hash, *file]).or(StoreError::ChildNumberTaken { file: *file }));
            }
        }
        steps
    }

    fn import_keys(&self) -> Vec<Step> {
        const SQL: &str = "INSERT INTO import_key (hash, file, record) VALUES ($1, $2, $3) \
             ON CONFLICT (hash) DO UPDATE SET record = excluded.record \
             WHERE import_key.file = excluded.file AND import_key.record = excluded.record";
        let with_key = self.change.versions.iter().filter_map(|v| v.import_key.as_ref().map(|key| (v, key)));
        with_key
            .map(|(v, key)| {
                let hash = self.authority.import_hash(&v.kind, key);
                Step::new(SQL, params![hash, v.file, v.record]).or(StoreError::ImportKeyTaken { file: v.file })
            })
            .collect()
    }

    fn work(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut rows = Vec::new();
        for (file, record, work) in &self.change.work {
            steps.push(Step::new("DELETE FROM work WHERE file = $1 AND record = $2", params![*file, *record]));
            for (n, row) in (0_u32..).zip(work) {
                let (kind, state) = (row.kind.as_str(), row.state.as_str());
                rows.extend(params![*file, *record, n, &self.change.authority, kind, state, stored_due(row.due), row.team, row.worker]);
            }
        }
        let head = "INSERT INTO work (file, record, n, authority, kind, state, due, team, worker) VALUES";
        steps.extend(Step::rows(head, 9, "", rows));
        steps
    }

    fn terms(&mut self) -> Vec<Step> {
        const UNWORD: &str = "DELETE FROM word WHERE authority = $1 AND walled = $2 AND token = $3 \
             AND NOT EXISTS (SELECT 1 FROM term WHERE term.token = $3)";
        let (mut removals, mut unwords) = (Vec::new(), Vec::new());
        let (mut rows, mut words) = (Vec::new(), Vec::new());
        let authority = &self.change.authority;
        for (file, change) in &self.change.terms {
            let was_walled = self.walled.contains(file);
            let is_walled = self.change.flags.iter().rev().find(|(f, _)| f == file).map_or(was_walled, |(_, flags)| flags.walled);
            for term in &change.remove {
                let keyed = self.authority.index_key(was_walled).keyed(term);
                removals.push(Step::new(
                    "DELETE FROM term WHERE token = $1 AND reference = $2",
                    params![keyed.token(), keyed.reference(*file)],
                ));
                if term.kind == TermKind::Name {
                    unwords.push(Step::new(UNWORD, params![authority, was_walled, keyed.token()]));
                }
            }
            for term in &change.add {
                let keyed = self.authority.index_key(is_walled).keyed(term);
                rows.extend(params![keyed.token(), keyed.reference(*file)]);
                if term.kind == TermKind::Name {
                    let sealed = self.authority.shared().seal(&Aad::word(keyed.token()), term.text.as_bytes(), self.random);
                    words.extend(params![authority, is_walled, keyed.token(), sealed]);
                }
            }
        }
        let mut steps = removals;
        steps.extend(Step::rows("INSERT INTO term (token, reference) VALUES", 2, "ON CONFLICT DO NOTHING", rows));
        steps.extend(Step::rows("INSERT INTO word (authority, walled, token, sealed) VALUES", 4, "ON CONFLICT DO NOTHING", words));
        // After the new terms: a word that is still in use stays.
        steps.extend(unwords);
        steps
    }
}

impl Revision {
    fn number(self) -> Result<i64, StoreError> {
        i64::try_from(self.0).map_err(|_| StoreError::Form("a revision is too large to be one".to_owned()))
    }
}

impl Store {
    /// The rows of the key database for files.
    pub(crate) async fn key_rows(&self, files: &[FileId]) -> Result<HashMap<FileId, KeyRow>, StoreError> {
        let mut found = HashMap::with_capacity(files.len());
        for some in files.chunks(crate::driver::LONGEST_LIST) {
            const SQL: &str = "SELECT file, authority, wrapped FROM file_key WHERE file IN LIST($1)";
            let rows = self.driver().query(Place::Keys, SQL, vec![Value::ids(some.iter().copied())]).await?;
            for row in rows {
                let key = KeyRow { file: row.id(0)?, authority: row.authority(1)?, wrapped: row.bytes(2)?.to_vec() };
                found.insert(key.file, key);
            }
        }
        Ok(found)
    }

    /// The keys of files: at hand, or from the key database. A file without one is an error that says why.
    pub(crate) async fn file_keys(&self, files: &[FileId]) -> Result<HashMap<FileId, FileKey>, StoreError> {
        let mut keys = HashMap::with_capacity(files.len());
        let mut wanted = Vec::new();
        for file in files {
            match self.keys().cached(*file) {
                Some(key) => {
                    keys.insert(*file, key);
                }
                None => wanted.push(*file),
            }
        }
        if wanted.is_empty() {
            return Ok(keys);
        }
        let rows = self.key_rows(&wanted).await?;
        for file in wanted {
            match rows.get(&file) {
                Some(row) => keys.insert(file, self.keys().unwrap(row)?),
                None => return Err(self.why_no_key(file).await),
            };
        }
        Ok(keys)
    }

    /// The key of one file.
    pub(crate) async fn file_key(&self, file: FileId) -> Result<FileKey, StoreError> {
        let mut keys = self.file_keys(&[file]).await?;
        keys.remove(&file).ok_or(StoreError::KeyMissing { file })
    }

    async fn why_no_key(&self, file: FileId) -> StoreError {
        match self.load_row(file).await {
            Ok((_, Some(_))) => StoreError::Destroyed { file },
            Ok((_, None)) => StoreError::KeyMissing { file },
            Err(error) => error,
        }
    }
}
