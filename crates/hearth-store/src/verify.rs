//! `ledger verify`: whether what stands in the databases is what the audit says was written.
//!
//! Everything is derived again from the rows: the leaf of each entry from its columns, the tree from the leaves, the hash of each
//! write from the sealed versions. What cannot be derived is compared with what was signed. A version may be missing only when the
//! certificate of its file's destruction is there and the audit carries the certificate's hash.

mod contents;
mod documents;
mod ledger;

use std::collections::HashMap;

use hearth_record::ids::FileId;
use jiff::Timestamp;

use crate::{
    Store, destroy,
    driver::{Place, params},
    error::StoreError,
};

/// Findings that are told one by one; more are counted.
const TOLD: usize = 1000;

/// How much to verify.
#[derive(Debug, Clone, Default)]
pub struct Verify {
    /// Open every sealed body and digest with its key too. Without it their bytes are compared with the audit, which needs no key.
    pub bodies: bool,
    /// Read every document on disk too.
    pub documents: bool,
    /// Checkpoints from outside: mailboxes, neighbours, paper. Each must lie on this history.
    pub checkpoints: Vec<String>,
}

/// What is wrong. Anything here means that the system was bypassed or a disk is failing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum Wrong {
    /// A number is missing or double among the leaves.
    #[error("the leaves of the audit tree are not numbered without gaps")]
    LeafMissing,
    /// The row of an entry is gone.
    #[error("the entry of a leaf is gone")]
    EntryMissing,
    /// The columns of an entry do not give its leaf.
    #[error("the entry was changed after it was written")]
    EntryChanged,
    /// An entry that no leaf knows.
    #[error("the entry was put into the audit from outside, or altered before its leaf was assigned")]
    EntryPlanted,
    /// A stored tile root is not that of its leaves.
    #[error("a tile of the audit tree is not that of its leaves")]
    TileDiffers,
    /// The stored head is not that of the leaves.
    #[error("the head of the audit tree is not that of its leaves")]
    HeadDiffers,
    /// A checkpoint is not signed by this instance.
    #[error("the checkpoint is not signed by this instance, or was changed")]
    CheckpointForged,
    /// A checkpoint does not lie on this history.
    #[error("the audit before the checkpoint was rewritten: it has another root, or fewer entries")]
    HistoryRewritten,
    /// The sealed words of an entry are gone.
    #[error("the sealed detail of the entry is gone")]
    DetailMissing,
    /// The sealed words of an entry are others.
    #[error("the sealed detail of the entry was changed")]
    DetailChanged,
    /// What was written under an entry is not what stands there.
    #[error("versions that were written under the entry were changed or are gone without a certificate of destruction")]
    VersionsChanged,
    /// A version that no entry wrote.
    #[error("a version stands there that no entry of the audit wrote")]
    VersionPlanted,
    /// A body or digest does not open.
    #[error("a sealed body does not open")]
    Unreadable,
    /// A file is gone that the audit names.
    #[error("the row of the file is gone")]
    FileMissing,
    /// A file without a key that was not destroyed.
    #[error("the key of the file is gone although it was not destroyed")]
    KeyMissing,
    /// Something of a destroyed file is still there.
    #[error("the file was destroyed, but content or key of it is still there")]
    Remains,
    /// A file counts as destroyed without a certificate that the audit carries.
    #[error("the file counts as destroyed, but no certificate stands behind it that the audit carries")]
    Uncertified,
    /// A document on disk is gone or another.
    #[error("the document on disk is gone or was changed")]
    DocumentChanged,
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub wrong: Wrong,
    /// Where, by ids.
    pub place: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.wrong)
    }
}

/// What `ledger verify` found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerReport {
    /// Entries in the tree.
    pub entries: u64,
    /// The root that was derived from them.
    pub root: [u8; 32],
    /// Checkpoints that were checked, kept ones and those from outside.
    pub checkpoints: u64,
    /// Files.
    pub files: u64,
    /// Of them destroyed.
    pub destroyed: u64,
    /// Versions of records.
    pub versions: u64,
    /// Documents that were read.
    pub documents: u64,
    /// What is wrong, at most a thousand.
    pub findings: Vec<Finding>,
    /// How many more there were.
    pub untold: u64,
}

impl LedgerReport {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }

    fn add(&mut self, wrong: Wrong, place: impl Into<String>) {
        if self.findings.len() < TOLD {
            self.findings.push(Finding { wrong, place: place.into() });
        } else {
            self.untold += 1;
        }
    }
}

/// How far a verification has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Entries and files done.
    pub done: u64,
    /// Of so many.
    pub of: u64,
}

impl Store {
    /// Verifies everything, in bounded memory, while the instance runs. What is written meanwhile is left for the next time.
    pub async fn verify(
        &self,
        what: &Verify,
        mut progress: impl FnMut(Progress) + Send,
    ) -> Result<LedgerReport, StoreError> {
        self.sequence().await?;
        let mut report = LedgerReport::default();
        let mut certificates = self.certificates().await?;
        let (size, _) = self.head().await?;
        let files = self.driver().first(Place::Data, "SELECT COUNT(*) FROM file", Vec::new()).await?;
        let of = size + files.map(|row| row.number(0)).transpose()?.unwrap_or(0);
        let mut tell = |done: u64| progress(Progress { done, of });
        self.verify_ledger(what, &mut certificates, &mut report, &mut tell).await?;
        self.verify_contents(what, &certificates, &mut report, &mut tell).await?;
        if what.documents {
            self.verify_documents(&mut report).await?;
        }
        tell(of);
        Ok(report)
    }

    /// The certificate of every destroyed file, as kept in the data database.
    async fn certificates(&self) -> Result<Certificates, StoreError> {
        const SQL: &str = "SELECT file, id, first_approver, second_approver, executed_at, certificate FROM disposition \
             WHERE file > $1 ORDER BY file LIMIT 1000";
        let mut found = HashMap::new();
        let mut past = FileId::from_bytes([0; 16]);
        loop {
            let rows = self.driver().query(Place::Data, SQL, params![past]).await?;
            let Some(last) = rows.last() else { return Ok(found) };
            past = last.id(0)?;
            for row in &rows {
                let row = destroy::row_of(row)?;
                let hash = destroy::hash_of(&row.certificate);
                // What stands in the columns is what the certificate says.
                let whole = destroy::Certificate::parse(&row.certificate).is_ok_and(|c| c.row() == row);
                found.insert(row.file, Certified { hash, executed_at: row.executed_at, whole, in_audit: false });
            }
        }
    }
}

/// What is known of a certificate: its hash, whether its row says the same, and whether an entry of the audit carries it.
#[derive(Clone, Copy)]
struct Certified {
    hash: [u8; 32],
    executed_at: Timestamp,
    whole: bool,
    in_audit: bool,
}

type Certificates = HashMap<FileId, Certified>;
