//! The audit rows of a commit.

use rand_core::CryptoRng;
use sha2::{Digest, Sha256};

use crate::{
    Store,
    driver::{Commit, Leaf, Step, Value, params},
    entries::{self, Entry, StoredEntry},
    seal::{Aad, FileKey},
    tree::leaf_hash,
};

/// The audit rows of a commit.
#[derive(Default)]
pub(crate) struct Audit {
    rows: Vec<Value>,
    details: Vec<Value>,
    leaves: Vec<Leaf>,
}

impl Audit {
    /// Adds an entry; `key` seals its detail, `versions` is what was written under it.
    pub(super) fn add(
        &mut self,
        store: &Store,
        entry: &Entry,
        key: Option<&FileKey>,
        versions: Option<([u8; 32], u32)>,
        random: &mut dyn CryptoRng,
    ) {
        let sealed =
            entry.detail.as_ref().zip(key).map(|(detail, key)| key.seal(&Aad::entry(entry.id), detail, random));
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

    pub(super) fn add_stored(&mut self, store: &Store, stored: &StoredEntry) {
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
        steps.extend(Step::rows(
            "INSERT INTO audit_detail (entry, file, authority, sealed) VALUES",
            4,
            "",
            self.details,
        ));
        Commit { steps, leaves: self.leaves, ..Commit::default() }
    }
}
