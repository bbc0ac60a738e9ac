//! How long files are kept: the schedule, trying another, and one file with its reasons.

mod file;
mod in_force;
mod try_out;

pub use file::{act as file_act, page as file, view_of};
pub use in_force::{act, page};
pub use try_out::{act as try_act, page as try_page};
