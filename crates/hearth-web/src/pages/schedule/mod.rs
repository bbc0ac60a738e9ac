//! How long files are kept: the schedule, trying another, and one file with its reasons.

mod desk;
mod file;
mod try_out;

pub use desk::{act, page};
pub use file::{act as file_act, page as file, view_of};
pub use try_out::{act as try_act, page as try_page};
