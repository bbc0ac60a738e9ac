//! A family: who is tied to whom, who lives with whom on a day, and how it is drawn.
//!
//! Everything is computed from what files say ([`Said`]): relationships, households, addresses, placements. The caller gives
//! only the files that a reader may open; of the others nothing is known here but a name ([`KnownAs`]).

mod bond;
mod genogram;
mod home;
mod layout;
mod network;
mod route;
mod said;
mod sheet;

pub use bond::{Bond, Gender};
pub use genogram::{Genogram, MOST, Offspring, Partners, Union};
pub use home::{Because, Home, Lives};
pub use layout::{CARD, Card, INDENT, SYMBOL};
pub use network::{KnownAs, Line, Network, SELF, Somebody, Tie};
pub use route::{Join, Stroke};
pub use said::{KINDS, Said, Source};
pub use sheet::Sheet;
