//! People: finding them, starting their files, who is theirs.

mod family;
mod find;
mod query;
mod same_person;
mod score;
mod start_file;
mod vocabulary;

pub use family::{Relative, family};
pub use find::{Found, find};
pub use query::Query;
pub use same_person::{not_same_person, same_person};
pub use start_file::{NewPerson, Started, start_file};
pub use vocabulary::Vocabulary;
