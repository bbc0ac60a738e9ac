//! The front door: receiving a contact, finding out who it is about, asking other agencies, deciding, telling whoever told us.

mod change;
mod checks;
mod contact;
mod decide;
mod each;
mod first_help;
mod known;
mod queue;
mod receive;
mod who;
mod wording;

pub(crate) use change::keep_anonymous;
pub use change::{consent, danger, fed_back, take};
pub use checks::{Answer, Asked, Check, Enquiry, answer, ask, enquiry, my_enquiries};
pub use contact::{Contacted, Member, contacted};
pub use decide::{Decided, Objection, Ruling, decide, proposed_team};
pub use first_help::{FirstHelp, first_help};
pub use known::{Known, PersonKnown, known};
pub use queue::{Counter, InQueue, Narrowed, Queue, queue};
pub use receive::{NewContact, Received, Told, Who, receive};
pub use who::likely;
pub use wording::feedback;

use hearth_access::{Purpose, role::Group};

use crate::Desk;

/// Why somebody at the front door opens a file that nothing yet connects them with; for everybody else the records say it.
fn purpose(desk: &Desk) -> Option<Purpose> {
    desk.subject().role.is_in(Group::FrontDoor).then_some(Purpose::FrontDoorCheck)
}
