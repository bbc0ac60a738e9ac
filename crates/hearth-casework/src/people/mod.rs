//! People: finding them, starting their files, who is theirs.

mod candidates;
mod correct_address;
mod duplicates;
mod family;
mod find;
pub(crate) mod kept;
mod named;
mod names_of;
mod network;
mod query;
mod reveal_address;
mod same_home;
mod same_person;
mod start_file;
mod vocabulary;
pub mod who;

pub use correct_address::{AddressCorrected, correct_address};
pub use duplicates::{PossibleDouble, Said, Side, Swept, another_person, one_person, possible_doubles, sweep};
pub use family::{Relative, family};
pub use find::{Found, find};
pub use named::{Named, find_to_name, must_be_known, named, offered, people_in};
pub use names_of::names_of;
pub(crate) use network::named_in;
pub use network::{Family, Member, Reach, network};
pub use query::Query;
pub use reveal_address::reveal_address;
pub use same_home::{Housemate, same_home};
pub use same_person::{not_same_person, same_person};
pub use start_file::{NewPerson, Started, start_file};
pub use vocabulary::Vocabulary;
