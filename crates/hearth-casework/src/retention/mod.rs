//! How long every file is kept: what is due, why, and what a council's schedule says.
//!
//! The dates are those of [`hearth_practice::retention`], the only place that makes any; here it is told what it needs of a file, out of
//! the sealed digest alone. Nothing here destroys: what is due is proposed, reviewed and approved in [`disposal`](crate::disposal).

mod brief;
mod clock;
mod due;
mod in_force;
mod nightly;
mod shorter;
mod try_out;
mod walk;
mod why;

pub use self::{
    clock::clock_agrees,
    due::{ClassTally, Due, DueFile, due, due_with},
    in_force::{InForce, Proposal, decide, in_force, proposals, propose},
    nightly::{Night, nightly},
    shorter::{approve_shorter, propose_shorter},
    try_out::{Moves, Tried, try_out},
    why::{Kept, kept_of, why},
};

pub(crate) use self::{shorter::once_more, why::named};

use hearth_practice::retention::Case;
use hearth_record::{Digest, FileType};

/// A file as retention sees it, out of its digest. Holds, and what the files of others say, are for the caller to add.
pub fn case_of(file_type: FileType, digest: &Digest) -> Case {
    Case {
        file_type: Some(file_type),
        events: digest.events.iter().map(|(event, _)| *event).collect(),
        once: digest.keeping.once.clone(),
        precision: digest.keeping.precision,
        csa: digest.csa,
        ..Case::default()
    }
}
