//! Why a use case did not do what was asked.

use std::collections::BTreeSet;

use hearth_access::Refusal;
use hearth_record::{Fields, Problems};
use hearth_store::StoreError;

/// Why nothing was done. Whatever it is, nothing of the act was written.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Access refused, in words for the one who asked.
    #[error("{}", .0.why)]
    Refused(Box<Refusal>),
    /// What was to be recorded is not readable or cannot be true.
    #[error("the record was not saved: {0}")]
    Problems(Problems),
    /// Somebody else changed the same fields in the meantime.
    #[error("somebody else changed this record at the same time: compare and choose")]
    Both(Box<Quarrel>),
    /// There is no such record, version, kind or draft; the text says which.
    #[error("{0}")]
    Absent(&'static str),
    /// What was asked for makes no sense here; the text says what to do.
    #[error("{0}")]
    Wrong(String),
    /// Something that was stored is not there any more as it was stored; the text names it by its id.
    #[error("{0}; nothing of it is shown")]
    Damaged(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Two people changed the same fields of one record.
pub struct Quarrel {
    /// The fields that both changed.
    pub fields: BTreeSet<String>,
    /// What the other person left there.
    pub theirs: Fields,
    /// The version that they wrote, to correct next.
    pub version: u32,
    /// Who that was.
    pub by: String,
}

impl std::fmt::Debug for Quarrel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Quarrel over {:?}", self.fields)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Problems(problems)
    }
}
