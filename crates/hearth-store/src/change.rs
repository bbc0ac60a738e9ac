//! What is to be written, as a value.

use hearth_record::{
    FileType,
    find::Term,
    ids::{AuthorityId, FileId, PersonId, RecordId, TeamId, WorkerId},
};
use jiff::{Timestamp, civil::Date};

use crate::{drafts::DraftKey, entries::Entry};

/// How often a file has been written. A change names the revision it was computed from; the store refuses it when it has moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u64);

/// Everything that one act writes: all of it is committed, or none. Being a value it can be grouped with others, and computed
/// again when a revision has moved.
#[derive(Clone)]
pub struct Change {
    /// The authority whose files these are.
    pub authority: AuthorityId,
    /// When it is recorded: the `recorded_at` of every version.
    pub at: Timestamp,
    /// The files it was computed from, with the revisions that were read. Every file that is written and not new must stand here.
    pub reads: Vec<(FileId, Revision)>,
    /// Files that begin.
    pub new_files: Vec<NewFile>,
    /// New versions of records.
    pub versions: Vec<NewVersion>,
    /// The digest of each file that was written, computed anew.
    pub digests: Vec<(FileId, Vec<u8>)>,
    /// The work rows of a record; they replace those it had.
    pub work: Vec<(FileId, RecordId, Vec<NewWork>)>,
    /// What a file is found by from now on, or no longer.
    pub terms: Vec<(FileId, TermChange)>,
    /// What decides who may see the file at all.
    pub flags: Vec<(FileId, FileFlags)>,
    /// The local child identifier (`la_child_id`) of a file from now on; none takes it away. Unique in the authority.
    pub child_numbers: Vec<(FileId, Option<String>)>,
    /// Documents that were stored before and belong to these files from now on.
    pub blobs: Vec<crate::blob::NewBlob>,
    /// Under which holds these files come by it, where they are not under them already.
    pub holds: Vec<(FileId, crate::holds::HoldFor)>,
    /// Drafts that this change makes good.
    pub drafts_done: Vec<DraftKey>,
    /// The audit: at least one entry that names each file in which a version is written.
    pub entries: Vec<Entry>,
}

impl Change {
    /// A change that writes nothing yet.
    pub fn new(authority: AuthorityId, at: Timestamp) -> Self {
        Self {
            authority,
            at,
            reads: Vec::new(),
            new_files: Vec::new(),
            versions: Vec::new(),
            digests: Vec::new(),
            work: Vec::new(),
            terms: Vec::new(),
            flags: Vec::new(),
            child_numbers: Vec::new(),
            blobs: Vec::new(),
            holds: Vec::new(),
            drafts_done: Vec::new(),
            entries: Vec::new(),
        }
    }
}

/// A file that begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its id.
    pub file: FileId,
    /// Whose file.
    pub person: PersonId,
    /// What for.
    pub file_type: FileType,
    /// What decides who may see it.
    pub flags: FileFlags,
}

/// What decides who may see a file at all. In clear, because lists are cut by it in SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FileFlags {
    /// Only named people may open it.
    pub restricted: bool,
    /// Behind the adoption wall: its terms are keyed by another key.
    pub walled: bool,
}

/// One new version of a record.
#[derive(Clone)]
pub struct NewVersion {
    /// In which file.
    pub file: FileId,
    /// Of which record.
    pub record: RecordId,
    /// From 1; a correction is the next one.
    pub version: u32,
    /// The kind of record.
    pub kind: String,
    /// The whole body; the store seals it.
    pub body: Vec<u8>,
    /// The key of the imported row that this record came from, unique in the authority for its kind. Only a keyed hash is stored.
    pub import_key: Option<String>,
}

/// What stands in clear about a record so that queues and home pages are one query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWork {
    /// What is to be done.
    pub kind: String,
    /// How far it is.
    pub state: String,
    /// By when; a date that derives from a birthday is rounded to the week by who makes the row.
    pub due: Option<Date>,
    /// Whose team.
    pub team: Option<TeamId>,
    /// Whose task.
    pub worker: Option<WorkerId>,
}

/// How what a file is found by changes.
#[derive(Clone, Default)]
pub struct TermChange {
    /// Found by these from now on.
    pub add: Vec<Term>,
    /// No longer found by these.
    pub remove: Vec<Term>,
}

/// What a commit did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// The revision of every file that was written.
    pub revisions: Vec<(FileId, Revision)>,
}
