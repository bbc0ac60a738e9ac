//! How long files are kept: the schedule, trying another, and one file with its reasons.

mod file;
mod schedule;
mod try_out;

pub use file::{act as file_act, page as file, view_of};
pub use schedule::{act, page};
pub use try_out::{act as try_act, page as try_page};
