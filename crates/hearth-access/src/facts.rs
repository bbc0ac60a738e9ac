//! What is true of a worker and of a file, as the casework layer reads it at every request.
//!
//! Nothing of this comes from the session: who left a team this morning is no longer in it. Facts hold ids, codes and
//! moments only, never a name or a narrative, so they may be logged.

use hearth_record::{
    FileType,
    ids::{AccountId, AuthorityId, FileId, PersonId, TeamId, WorkerId},
};
use jiff::Timestamp;

use crate::role::Role;

/// Whether an account may record, or only look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rights {
    /// It may look.
    View,
    /// It may look and record.
    Process,
}

/// Who asks: an account that is signed in, the human being behind it and the role they act in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The account.
    pub account: AccountId,
    /// The human being, the same behind each of their accounts.
    pub worker: WorkerId,
    /// The role they act in.
    pub role: Role,
    /// The teams they are in today; for a manager, those below theirs too.
    pub teams: Vec<TeamId>,
    /// The council that the account belongs to.
    pub authority: AuthorityId,
    /// Whether they may record.
    pub rights: Rights,
}

/// What a worker or team does for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvolvementRole {
    /// Holds the case, as social worker, adviser, supervising social worker or otherwise.
    Holds,
    /// Reviews it from outside the case team: a reviewing officer or a conference chair.
    Reviews,
}

/// A worker's or a team's involvement with a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Involvement {
    /// The worker, when a worker is named.
    pub worker: Option<WorkerId>,
    /// The team, when a team is named.
    pub team: Option<TeamId>,
    /// What they do.
    pub role: InvolvementRole,
    /// Whether it goes on today. One that has ended connects nobody.
    pub open: bool,
}

/// An open task on a file: a visit to write up, a check to answer, a request to work on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The worker who has it.
    pub worker: Option<WorkerId>,
    /// The team that has it.
    pub team: Option<TeamId>,
}

/// How a conflict of interest came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConflictKind {
    /// The worker told of it. It stands until they withdraw it.
    Declared,
    /// Comparing records suggested it: one address, one surname and postcode, declared kin.
    Detected,
}

/// A conflict of interest between a worker and a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Whose conflict it is.
    pub worker: WorkerId,
    /// How it came to be known.
    pub kind: ConflictKind,
    /// The second person who looked at a detected conflict and set it aside. Means nothing on a declared one.
    pub yielded_to: Option<WorkerId>,
}

impl Conflict {
    /// Whether a second person, and not the worker themselves, has set it aside.
    pub fn is_set_aside(&self) -> bool {
        self.kind == ConflictKind::Detected && self.yielded_to.is_some_and(|second| second != self.worker)
    }
}

/// Glass that a worker broke on a file: see [`break_glass`](crate::break_glass).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenGlass {
    /// Who broke it.
    pub worker: WorkerId,
    /// The first moment at which it is whole again.
    pub until: Timestamp,
    /// The second person who approved it, when there was one.
    pub approved_by: Option<WorkerId>,
}

impl BrokenGlass {
    /// Whether a second person, and not the worker themselves, approved it.
    pub fn is_approved(&self) -> bool {
        self.approved_by.is_some_and(|second| second != self.worker)
    }
}

/// Where a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// A contact or an enquiry is open on it.
    FrontDoor,
    /// Someone works with the person.
    Open,
    /// Nobody does.
    Closed,
}

impl Stage {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::FrontDoor => "front_door",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// What is true of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFacts {
    /// The file.
    pub file: FileId,
    /// Whose file it is.
    pub person: PersonId,
    /// The council that holds it.
    pub authority: AuthorityId,
    /// What it is for.
    pub file_type: FileType,
    /// Whether only those named open it.
    pub restricted: bool,
    /// Whether it stands behind the adoption wall. An adoption file does so even when this is false.
    pub walled: bool,
    /// Where it stands.
    pub stage: Stage,
    /// Who is or was involved.
    pub involvements: Vec<Involvement>,
    /// Who is or was involved with a brother or sister; never drawn across the adoption wall.
    pub sibling_involvements: Vec<Involvement>,
    /// Open tasks on it.
    pub tasks: Vec<Task>,
    /// Conflicts of interest.
    pub conflicts: Vec<Conflict>,
    /// Who is named on its list.
    pub permits: Vec<WorkerId>,
    /// Glass that was broken on it.
    pub broken_glass: Vec<BrokenGlass>,
}

impl FileFacts {
    /// A file of which nothing else is known: open, unrestricted, nobody connected with it.
    pub fn new(file: FileId, person: PersonId, authority: AuthorityId, file_type: FileType) -> Self {
        Self {
            file,
            person,
            authority,
            file_type,
            restricted: false,
            walled: false,
            stage: Stage::Open,
            involvements: Vec::new(),
            sibling_involvements: Vec::new(),
            tasks: Vec::new(),
            conflicts: Vec::new(),
            permits: Vec::new(),
            broken_glass: Vec::new(),
        }
    }

    /// Whether it stands behind the adoption wall.
    pub fn is_behind_the_wall(&self) -> bool {
        self.walled || self.file_type == FileType::Adoption
    }

    /// The glass this worker broke that lasts longest, when it is still broken at `now`.
    pub fn glass_of(&self, worker: WorkerId, now: Timestamp) -> Option<&BrokenGlass> {
        self.broken_glass
            .iter()
            .filter(|glass| glass.worker == worker && now < glass.until)
            .max_by_key(|glass| (glass.is_approved(), glass.until))
    }

    pub(crate) fn open_involvements(&self) -> impl Iterator<Item = &Involvement> {
        self.involvements.iter().filter(|involvement| involvement.open)
    }
}
