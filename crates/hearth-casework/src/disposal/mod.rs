//! The end of files: proposed when their time has come, reviewed one by one, approved by a second person, left to rest for a while in
//! which anybody may stop it, and destroyed. Whatever cannot be looked up stops it: nothing is destroyed on a guess.
//!
//! A batch is a record of the register `disposal`; its files stand in papers of their own, each by its id and by codes and dates. No
//! name is written down there: pages read names from the files, for as long as there are files.

mod approve;
mod ask;
mod batch;
mod certificate;
mod desk;
mod due;
mod elsewhere;
mod execute;
mod keepsakes;
pub(crate) mod people;
mod propose;
mod review;

pub use self::{
    approve::{approve, least_time, open_to_approve, see_sample, stop, submit},
    ask::{Answered, Asked, ask, let_go, may_ask},
    batch::{Batch, Item, State, batches, one, read},
    certificate::{Certified, certificate},
    desk::{Overview, Whose, overview, whose},
    due::{Due, Standing, Why},
    elsewhere::{Elsewhere, confirm},
    execute::{Executed, execute},
    keepsakes::{Unsettled, give_back},
    propose::{Proposed, propose},
    review::{Decided, Reviewing, review, review_each, reviewing},
};

pub(crate) use self::propose::propose_those;
pub use hearth_store::destroy::Certificate;

/// Days for which an approved batch rests before it is executed.
pub const RESTS: i32 = 28;
/// Most files in one batch.
pub const MOST: usize = 1_000;
/// Most files that a council destroys in one day.
pub const MOST_A_DAY: i64 = 2_000;

/// The register of batches.
pub(crate) fn register() -> crate::papers::Papers {
    crate::papers::Papers::register("disposal")
}
