//! The front door.

mod before;
mod contact;
mod enquiries;
mod first_help;
mod forms;
mod known;
mod parts;
mod queue;
mod taking;
mod who;

pub use contact::{consent, decide, fed_back, harm, page as contact, print, take};
pub use enquiries::{answer, page as enquiries, question};
pub use first_help::page as first_help;
pub use queue::page as queue;
pub use taking::{keep, page as taking, save as taken};
pub use who::{page as who, save as recorded};

pub use contact::ask;
