//! The certificate of a destruction: what went, why, by whose decision. It names nobody and outlives the file.

use hearth_record::ids::{AuthorityId, EntryId, FileId, WorkerId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Disposition, DispositionRow};
use crate::{error::StoreError, files::FileRow, hex::hex};

/// How long a backup of the key database is kept. After that no copy of the key is left.
const KEY_BACKUPS: SignedDuration = SignedDuration::from_hours(35 * 24);

/// One of the two who approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approver {
    /// Who.
    pub worker: WorkerId,
    /// When.
    pub at: Timestamp,
}

/// The certificate. As text it is JSON, whose hash stands in the audit entry of the destruction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The form of this text.
    pub certificate: String,
    /// The disposition that was executed.
    pub disposition: Uuid,
    /// The file.
    pub file: FileId,
    /// What type of file it was.
    pub file_type: String,
    /// Of which authority.
    pub authority: AuthorityId,
    /// The class of record and version of the rule.
    pub rule: String,
    /// The reasoning, in codes and dates.
    pub because: Vec<String>,
    /// The two who approved.
    pub approved_by: [Approver; 2],
    /// The batch that it was approved in, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<Uuid>,
    /// The copies outside the system and how they ended, in codes and dates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<String>,
    /// How many records went.
    pub records: u64,
    /// How many versions of them.
    pub versions: u64,
    /// How many documents; those that belong to another file too live on there.
    pub documents: u64,
    /// SHA-256 over record, version and hash of the sealed bytes of every version, in hexadecimal.
    pub content: String,
    /// How.
    pub method: String,
    /// When the file was gone from the running system.
    pub destroyed_at: Timestamp,
    /// When the last backup of its key is gone, so that no copy anywhere can be read.
    pub unrecoverable_after: Timestamp,
    /// The audit entry of the destruction; `hearth ledger prove` proves it.
    pub entry: EntryId,
}

impl Certificate {
    pub(super) fn of(
        row: &FileRow,
        disposition: &Disposition,
        entry: EntryId,
        versions: u64,
        records: u64,
        documents: u64,
        content: [u8; 32],
    ) -> Self {
        // To the microsecond, as it is stored: the certificate and its row say the same.
        let at = Timestamp::from_microsecond(disposition.at.as_microsecond()).unwrap_or(disposition.at);
        let approver = |a: super::Approval| Approver { worker: a.worker, at: a.at };
        Self {
            certificate: "hearth destruction certificate 1".to_owned(),
            disposition: disposition.id,
            file: row.file,
            file_type: row.file_type.code().to_owned(),
            authority: row.authority.clone(),
            rule: disposition.rule.clone(),
            because: disposition.because.clone(),
            approved_by: [approver(disposition.first), approver(disposition.second)],
            batch: disposition.batch,
            elsewhere: disposition.elsewhere.clone(),
            records,
            versions,
            documents,
            content: hex(&content),
            method: "sealed content deleted and overwritten; the only key of the file destroyed".to_owned(),
            destroyed_at: at,
            unrecoverable_after: at.saturating_add(KEY_BACKUPS).unwrap_or(Timestamp::MAX),
            entry,
        }
    }

    /// The text that is kept and given out.
    pub fn text(&self) -> String {
        // INVARIANT: every field has a text form, and no map has keys that are not text.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The certificate of a kept text.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        serde_json::from_str(text)
            .map_err(|e| StoreError::Form(format!("a certificate of destruction cannot be read: {e}")))
    }

    /// What its audit entry carries.
    pub(crate) fn hash(&self) -> [u8; 32] {
        hash_of(&self.text())
    }

    pub(crate) fn row(&self) -> DispositionRow {
        let [first, second] = &self.approved_by;
        DispositionRow {
            file: self.file,
            id: self.disposition.into_bytes(),
            first: first.worker,
            second: second.worker,
            executed_at: self.destroyed_at,
            certificate: self.text(),
        }
    }
}

/// The hash of a certificate's text.
pub(crate) fn hash_of(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}
