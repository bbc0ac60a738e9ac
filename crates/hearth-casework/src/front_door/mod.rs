//! The front door: receiving a contact, finding out who it is about, asking other agencies, deciding, telling whoever told us.

mod answer;
mod change;
mod checks;
mod contact;
mod decide;
mod each;
mod enquiries;
mod feedback;
mod first_help;
mod known;
mod print;
mod queue;
mod receive;
mod who;

pub use answer::{Answer, answer};
pub use change::{consent, danger, take};
pub use checks::{Asked, Check, ask};
pub use contact::{Contacted, Member, contacted};
pub use decide::{Decided, Objection, Ruling, decide, proposed_team};
pub use enquiries::{Enquiry, enquiry, my_enquiries};
pub use feedback::{fed_back, feedback};
pub use first_help::{FirstHelp, first_help};
pub use known::{Known, PersonKnown, known};
pub use print::note_print;
pub use queue::{Counter, InQueue, Narrowed, Queue, queue};
pub use receive::{NewContact, Receipt, Received, Told, Who, named_as, receive, sent_before};
pub use who::likely;

use hearth_access::{Purpose, role::Group};

use crate::Desk;

/// Why somebody at the front door opens a file that nothing yet connects them with; for everybody else the records say it.
fn purpose(desk: &Desk) -> Option<Purpose> {
    desk.subject().role.is_in(Group::FrontDoor).then_some(Purpose::FrontDoorCheck)
}
