//! Versions: a record as it was written, each time it was written.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    fields::{Fields, NotFields},
    ids::{FileId, RecordId, SetId, WorkerId},
};

/// Who wrote a version, and why: stands inside the seal, beside the fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// By whom.
    pub by: Author,
    /// Why a correction was made, in the words of whoever made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// The records that were written in the same act about other people, such as a note about siblings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<Together>,
    /// The record was written in error and no longer counts. It stays readable.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

/// Records that were written in one act, one into each of several files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Together {
    /// What they share.
    pub id: SetId,
    /// Every one of them with its file, this one too.
    pub records: Vec<(FileId, RecordId)>,
}

/// Who wrote a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// A named person.
    Worker {
        /// The worker.
        id: WorkerId,
        /// Their name on the day they wrote, so that a page needs no look-up and a leaver keeps their name.
        name: String,
    },
    /// Taken over from a return or another system.
    Import {
        /// What was read, such as `ssda903 2026`.
        source: String,
    },
    /// A job of the system. It has no judgement: see the constructors of acts that bind a child.
    Job {
        /// The job.
        name: String,
    },
}

impl Author {
    /// The name that a page shows.
    pub fn name(&self) -> &str {
        match self {
            Self::Worker { name, .. } | Self::Job { name } => name,
            Self::Import { source } => source,
        }
    }
}

/// One version of a record.
#[derive(Clone)]
pub struct Version {
    /// The record.
    pub record: RecordId,
    /// Which version, from 1.
    pub number: u32,
    /// The kind, as stored.
    pub kind: String,
    /// When it was written.
    pub recorded_at: Timestamp,
    /// By whom and why.
    pub written: Written,
    /// Its values.
    pub fields: Fields,
}

#[derive(Serialize, Deserialize)]
struct Sealed<W> {
    #[serde(rename = "w")]
    written: W,
    #[serde(rename = "f")]
    fields: serde_json::Value,
}

/// The bytes that go into the seal.
///
/// # Panics
/// Never: both parts are plain JSON values.
pub fn to_seal(written: &Written, fields: &Fields) -> Vec<u8> {
    serde_json::to_vec(&Sealed { written, fields: fields.to_json() }).expect("a map with text keys is JSON")
}

/// What came out of the seal.
///
/// # Errors
/// When the bytes are not what [`to_seal`] made.
pub fn from_seal(bytes: &[u8]) -> Result<(Written, Fields), NotFields> {
    let sealed: Sealed<Written> = serde_json::from_slice(bytes).map_err(|e| NotFields::new(&e.to_string()))?;
    Ok((sealed.written, Fields::from_json(sealed.fields)?))
}
