//! People: finding them, starting their files, who is theirs.

mod family;
mod find;
mod query;
mod score;
mod start_file;
mod vocabulary;

pub use family::{Relative, family};
pub use find::{Found, find};
pub use query::Query;
pub use start_file::{NewPerson, Started, start_file};
pub use vocabulary::Vocabulary;
