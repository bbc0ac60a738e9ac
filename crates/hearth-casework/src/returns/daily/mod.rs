//! The department's daily data: what changed since it accepted last is sent, child by child kept, tried again where that helps.
//!
//! **Nothing is sent twice.** What the department accepted of a child stands in the child's file, written right after its answer; what is
//! sent next is the difference to it. Before a batch goes, each child in it is marked with what is on its way. Where the process dies
//! between the answer and the note of it, the mark says that the department may hold that too: the next run sends the same again, which
//! puts the same in the place of the same there, and takes back what was withdrawn in between.
//!
//! **Whoever may not be read is not told.** The files are those of every other return ([`walk`](super::walk)): one that is closed to
//! whoever sends is left out and counted, and stays at the department as it was.

mod answer;
mod deliver;
mod feed;
mod log;
mod look;
mod run;

use std::time::Duration;

use hearth_returns::daily::Payload;
use jiff::Timestamp;

pub use deliver::{Answer, Broken, Line, Patience};
pub use log::{Logged, log};
pub use run::{DailyRun, RefusedChild, send};

use super::walk::{Walked, noted};
use crate::{Desk, Failure};

/// What would be sent now, and nothing is: for looking at.
pub struct Draft {
    /// What would be sent, in its order.
    pub payloads: Vec<Payload>,
    /// How many children count.
    pub children: u32,
    /// Of how many there is nothing new.
    pub unchanged: u32,
    /// What was looked at, and what was left out.
    pub walked: Walked,
}

/// What would be sent now. `progress` hears how many files were looked at. As a walk over every file; a load and up to four queries for
/// each child of whom there is something new; one entry of the audit.
///
/// # Errors
/// [`Failure::Refused`] for whoever makes no returns, and what the store refuses.
pub async fn draft(desk: &Desk, progress: impl FnMut(u32)) -> Result<Draft, Failure> {
    let (mut looked, permit) = look::look(desk, progress).await?;
    let mut payloads = Vec::new();
    for file in looked.due.iter().chain(&looked.refused_before) {
        match feed::due(desk, *file).await? {
            feed::Found::Due(due) => payloads.extend(due.steps),
            feed::Found::Nothing => looked.unchanged += 1,
            feed::Found::Closed(left_out) => looked.walked.left_out.push(left_out),
        }
    }
    noted(desk, &permit, "dfe_api".to_owned(), payloads.len()).await?;
    Ok(Draft { payloads, children: looked.children, unchanged: looked.unchanged, walked: looked.walked })
}

/// A moment of the line, as a wait before it is tried again.
fn until(now: Timestamp, moment: Timestamp) -> Duration {
    Duration::try_from(moment.duration_since(now)).unwrap_or(Duration::ZERO)
}
