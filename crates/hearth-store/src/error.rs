//! Why the store refused, and what to do next.

use hearth_record::ids::{AuthorityId, FileId};

use crate::seal::SealError;

/// Why the store refused or failed. Nothing that was asked for has been written, except where the variant says that it is not
/// known. No message holds anything that a record holds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Somebody else wrote to these files after they were read. Load them again, compute the change again and commit that.
    #[error("{} of the files moved since they were read: load them again and compute the change anew", files.len())]
    Moved {
        /// The files whose revision is no longer the one the change was computed from.
        files: Vec<FileId>,
    },
    /// A write without an audit entry that names it. No audit, no write.
    #[error("the change has no audit entry for what it writes: add an entry that names the file")]
    Unaudited {
        /// The file that no entry names; none when there is no entry at all.
        file: Option<FileId>,
    },
    /// The change writes to a file that it neither read nor made.
    #[error("the change writes to file {file} without the revision it was computed from: load the file first")]
    Unread {
        /// The file.
        file: FileId,
    },
    /// No such file, or none of the authority that asked.
    #[error("there is no file {file}")]
    UnknownFile {
        /// The file.
        file: FileId,
    },
    /// The file was destroyed under a disposition. Nothing can be added to it.
    #[error("file {file} was destroyed: its certificate is all that remains")]
    Destroyed {
        /// The file.
        file: FileId,
    },
    /// Another file of the authority has this local child identifier. It is the only identifier that must be unique.
    #[error(
        "another file already has the local child identifier that is given to file {file}: find that file, or choose another identifier"
    )]
    ChildNumberTaken {
        /// The file that asked for it.
        file: FileId,
    },
    /// The key of an imported row belongs to another record already.
    #[error(
        "the imported row for file {file} belongs to another record already: look it up and write a new version of that one"
    )]
    ImportKeyTaken {
        /// The file that the change wanted to put it in.
        file: FileId,
    },
    /// A row with this key is there already: a file made twice, or a version number used twice.
    #[error("this was written before (`{constraint}`): load it again before writing")]
    AlreadyThere {
        /// The constraint that spoke, as the engine names it.
        constraint: String,
    },
    /// Another account has this sign-in name.
    #[error("another account has this sign-in name: choose another")]
    LoginTaken,
    /// The account was changed by somebody else.
    #[error("the account was changed by somebody else: read it again")]
    AccountMoved,
    /// The authority has no keys in this instance.
    #[error("authority `{0}` is not set up in this instance: add its pack to the configuration and run `hearth init`")]
    UnknownAuthority(AuthorityId),
    /// The root key is not the one this instance was made with. Nothing was changed.
    #[error(
        "the root key is not the one this instance was made with: nothing was changed; give the key from the instance's escrow"
    )]
    WrongRootKey,
    /// There is no instance at the place named.
    #[error("there is no Hearth instance at {place}: run `hearth init` first, or name another place")]
    NoInstance {
        /// Where it was looked for, without any password.
        place: String,
    },
    /// There is an instance already where one was to be made.
    #[error("there is a Hearth instance at {place} already: nothing was changed")]
    InstanceExists {
        /// Where it stands, without any password.
        place: String,
    },
    /// The database was migrated by a newer build, or a migration was edited after it had been run.
    #[error("the database does not fit this build: {why}; nothing was changed")]
    Migration {
        /// Which migration and what is wrong with it.
        why: String,
    },
    /// The disk is full. What was reported as written is safe.
    #[error(
        "the disk that holds the database is full: nothing of this was written, and all that was confirmed is safe; free some space and try again"
    )]
    DiskFull,
    /// The database cannot be reached. It is tried again at the next call.
    #[error("the database cannot be reached ({why}): nothing of this was written; try again when it is back")]
    Unavailable {
        /// What the engine said.
        why: String,
    },
    /// The connection broke while the database was committing, so it is not known whether it did.
    #[error(
        "the connection broke while committing ({why}): load the file again to see whether it was written before trying again"
    )]
    OutcomeUnknown {
        /// What the engine said.
        why: String,
    },
    /// The store is closing.
    #[error("the store is closing: nothing of this was written")]
    Closing,
    /// Sealed bytes that do not open.
    #[error("{what} cannot be opened: run `hearth ledger verify`, and restore from a backup what it names")]
    Sealed {
        /// Which row, by its ids.
        what: String,
        /// What is wrong with the bytes.
        #[source]
        source: SealError,
    },
    /// The key of a file is missing though the file was not destroyed.
    #[error("the key of file {file} is missing from the key database: restore the key database from its backup")]
    KeyMissing {
        /// The file.
        file: FileId,
    },
    /// A stored row does not have the form this build writes.
    #[error("a stored row has an unexpected form ({0}): run `hearth ledger verify`")]
    Form(String),
    /// Reading or writing a file on disk failed.
    #[error("{what} failed: {why}")]
    Disk {
        /// What was tried and on which path.
        what: String,
        /// What the system said.
        why: String,
    },
    /// Any other failure of the engine: a fault in Hearth or in the machine.
    #[error(
        "the database refused a statement ({0}): nothing of this was written; this is a fault, report it with this text"
    )]
    Engine(String),
    /// What was asked for may not be done; the text says why and what to do.
    #[error("{0}")]
    Refused(String),
}

impl From<crate::keys::KeyError> for StoreError {
    fn from(error: crate::keys::KeyError) -> Self {
        use crate::keys::KeyError;
        match error {
            KeyError::WrongRootKey => Self::WrongRootKey,
            KeyError::NoAuthority(authority) => Self::UnknownAuthority(authority),
            other => Self::Refused(other.to_string()),
        }
    }
}

impl StoreError {
    /// Whether the same call may succeed later without being changed.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::DiskFull | Self::Unavailable { .. })
    }
}
