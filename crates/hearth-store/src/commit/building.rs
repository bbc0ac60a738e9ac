//! The statements of a change.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use hearth_record::{
    find::TermKind,
    ids::{EntryId, FileId},
};
use rand_core::CryptoRng;

use super::audit::Audit;
use crate::{
    Store,
    change::{Change, NewVersion, Revision},
    driver::{Commit, Step, params},
    entries::{Entry, VersionsHash},
    error::StoreError,
    keys::AuthorityKeys,
    seal::{Aad, FileKey},
    work::stored_due,
};

/// The revisions that a change makes.
type Revisions = Vec<(FileId, Revision)>;

/// A change on its way to statements.
pub(super) struct Building<'a> {
    pub(super) change: &'a Change,
    pub(super) keys: &'a HashMap<FileId, FileKey>,
    pub(super) authority: &'a AuthorityKeys,
    pub(super) walled: &'a BTreeSet<FileId>,
    pub(super) random: &'a mut dyn CryptoRng,
}

impl Building<'_> {
    pub(super) fn build(
        &mut self,
        store: &Store,
        written: &BTreeSet<FileId>,
        keys: Vec<Step>,
    ) -> Result<(Revisions, Commit), StoreError> {
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
        let held = self.change.holds.iter();
        steps.extend(
            held.map(|(file, placed)| crate::holds::step(&self.change.authority, *file, placed, self.change.at)),
        );
        steps.extend(self.change.drafts_done.iter().map(crate::drafts::drop_step));
        steps.append(&mut commit.steps);
        Ok((revisions, Commit { keys, checks, steps, leaves: commit.leaves }))
    }

    fn key(&self, file: FileId) -> Result<&FileKey, StoreError> {
        self.keys.get(&file).ok_or(StoreError::KeyMissing { file })
    }

    /// One statement for each file that was read: it moves the revision on where the file is written, and holds it where it is not.
    /// In the order of the ids, so that two commits on PostgreSQL never wait for each other in a ring.
    fn checks(&mut self, written: &BTreeSet<FileId>) -> Result<(Revisions, Vec<Step>), StoreError> {
        const HOLD: &str = "SELECT id FROM file WHERE id = $1 AND revision = $2 AND authority = $3 LOCKED";
        const MOVE: &str = "UPDATE file SET revision = revision + 1 WHERE id = $1 AND revision = $2 AND authority = $3 AND destroyed_at IS NULL";
        const MOVE_DIGEST: &str = "UPDATE file SET revision = revision + 1, digest = $4 WHERE id = $1 AND revision = $2 AND authority = $3 AND destroyed_at IS NULL";
        let new: BTreeSet<FileId> = self.change.new_files.iter().map(|f| f.file).collect();
        let reads: BTreeMap<FileId, Revision> =
            self.change.reads.iter().copied().filter(|(f, _)| !new.contains(f)).collect();
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
        self.change
            .flags
            .iter()
            .map(|(file, flags)| Step::new(SQL, params![*file, flags.restricted, flags.walled]))
            .collect()
    }

    fn child_numbers(&self) -> Vec<Step> {
        const GIVE: &str = "INSERT INTO child_number (hash, file) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING";
        let mut steps = Vec::new();
        for (file, number) in &self.change.child_numbers {
            if !self.change.new_files.iter().any(|new| new.file == *file) {
                steps.push(Step::new("DELETE FROM child_number WHERE file = $1", params![*file]));
            }
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
        // A record that begins has no rows to replace: most records that are ever written are written once.
        let first = self.change.versions.iter().filter(|version| version.version == 1);
        let begun: BTreeSet<_> = first.map(|version| (version.file, version.record)).collect();
        for (file, record, work) in &self.change.work {
            if !begun.contains(&(*file, *record)) {
                steps.push(Step::new("DELETE FROM work WHERE file = $1 AND record = $2", params![*file, *record]));
            }
            for (n, row) in (0_u32..).zip(work) {
                let (kind, state) = (row.kind.as_str(), row.state.as_str());
                rows.extend(params![
                    *file,
                    *record,
                    n,
                    &self.change.authority,
                    kind,
                    state,
                    stored_due(row.due),
                    row.team,
                    row.worker
                ]);
            }
        }
        let head = "INSERT INTO work (file, record, n, authority, kind, state, due, team, worker) VALUES";
        steps.extend(Step::rows(head, 9, "", rows));
        steps
    }

    /// The rows of the index and the words of names. Rows are written in the order of their keys: neighbours share pages, and two commits
    /// on PostgreSQL never wait for each other in a ring.
    fn terms(&mut self) -> Vec<Step> {
        const REMOVE: &str = "DELETE FROM term WHERE token = $1 AND reference = $2";
        const UNWORD: &str = "DELETE FROM word WHERE authority = $1 AND walled = $2 AND token = $3 \
             AND NOT EXISTS (SELECT 1 FROM term WHERE term.token = $3)";
        let authority = &self.change.authority;
        let (mut added, mut removed) = (BTreeSet::new(), BTreeSet::new());
        let (mut words, mut unwords) = (BTreeMap::new(), BTreeSet::new());
        for (file, change) in &self.change.terms {
            let (was_walled, is_walled) = self.walls(*file);
            for term in &change.remove {
                let keyed = self.authority.index_key(was_walled).keyed(term);
                removed.insert((keyed.token(), keyed.reference(*file)));
                if term.kind == TermKind::Name {
                    unwords.insert((was_walled, keyed.token()));
                }
            }
            for term in &change.add {
                let keyed = self.authority.index_key(is_walled).keyed(term);
                added.insert((keyed.token(), keyed.reference(*file)));
                if term.kind == TermKind::Name {
                    words.insert((is_walled, keyed.token()), term.text.as_str());
                }
            }
        }
        let mut steps: Vec<Step> = removed.into_iter().map(|(t, r)| Step::new(REMOVE, params![t, r])).collect();
        let rows = added.into_iter().flat_map(|(token, reference)| params![token, reference]).collect();
        steps.extend(Step::rows("INSERT INTO term (token, reference) VALUES", 2, "ON CONFLICT DO NOTHING", rows));
        let mut rows = Vec::with_capacity(words.len() * 4);
        for ((walled, token), text) in words {
            let sealed = self.authority.shared().seal(&Aad::word(token), text.as_bytes(), self.random);
            rows.extend(params![authority, walled, token, sealed]);
        }
        let head = "INSERT INTO word (authority, walled, token, sealed) VALUES";
        steps.extend(Step::rows(head, 4, "ON CONFLICT DO NOTHING", rows));
        // After the new terms: a word that is still in use stays.
        steps.extend(unwords.into_iter().map(|(walled, token)| Step::new(UNWORD, params![authority, walled, token])));
        steps
    }

    /// Whether a file stands behind the adoption wall before this change and after it.
    fn walls(&self, file: FileId) -> (bool, bool) {
        let was = self.walled.contains(&file);
        let is = self.change.flags.iter().rev().find(|(f, _)| *f == file).map_or(was, |(_, flags)| flags.walled);
        (was, is)
    }
}

impl Revision {
    fn number(self) -> Result<i64, StoreError> {
        i64::try_from(self.0).map_err(|_| StoreError::Form("a revision is too large to be one".to_owned()))
    }
}
