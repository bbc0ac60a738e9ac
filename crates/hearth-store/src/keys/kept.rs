//! What the key database keeps: rows of wrapped keys, each with what it is for.

use hearth_record::ids::{AuthorityId, FileId};

/// What a kept key is for. The codes are stored; never reuse one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// No key at all but a value that tells whether the root key is the right one.
    Check,
    /// Wraps the file keys of an authority.
    Authority,
    /// Keys the index of open files.
    Index,
    /// Keys the index of files behind the adoption wall.
    WalledIndex,
    /// Keys the hashes of import keys.
    Import,
    /// Seals the links between the two files of an adopted child.
    AdoptionLink,
    /// Seals what belongs to an authority and to no file: the words of its names, the query of a search in the audit.
    Shared,
    /// Seals drafts that have no file yet, for one period.
    Draft,
    /// Seals what belongs to sign-in accounts.
    Account,
    /// Signs checkpoints of the audit.
    AuditSigning,
    /// Keys the hashes by which the instance looks things up: sign-in names, sources of failed sign-ins; and those that guard an
    /// audit entry until its leaf is assigned.
    Lookup,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 11] = [
        Self::Check,
        Self::Authority,
        Self::Index,
        Self::WalledIndex,
        Self::Import,
        Self::AdoptionLink,
        Self::Shared,
        Self::Draft,
        Self::Account,
        Self::AuditSigning,
        Self::Lookup,
    ];
    /// What each authority has of its own beside the key that wraps its files.
    pub(super) const OF_AUTHORITY: [Self; 5] =
        [Self::Index, Self::WalledIndex, Self::Import, Self::AdoptionLink, Self::Shared];
    /// What the instance has one of.
    pub(super) const OF_INSTANCE: [Self; 3] = [Self::Account, Self::AuditSigning, Self::Lookup];

    /// The code as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Authority => "authority",
            Self::Index => "index",
            Self::WalledIndex => "walled_index",
            Self::Import => "import",
            Self::AdoptionLink => "adoption_link",
            Self::Shared => "shared",
            Self::Draft => "draft",
            Self::Account => "account",
            Self::AuditSigning => "audit_signing",
            Self::Lookup => "lookup",
        }
    }

    /// The purpose of a stored code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }
}

/// A row of the key database: a key that belongs to no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldKey {
    /// Whose; none is the instance's own. Stored as an empty text.
    pub authority: Option<AuthorityId>,
    /// What for.
    pub purpose: Purpose,
    /// Which period, for keys that are changed by the calendar; 0 for all others.
    pub period: i64,
    /// The wrapped key.
    pub wrapped: Vec<u8>,
}

/// A row of the key database: the key of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// Which file.
    pub file: FileId,
    /// Under whose key it is wrapped.
    pub authority: AuthorityId,
    /// The wrapped key.
    pub wrapped: Vec<u8>,
}
