//! Proceedings: who is a party and why, the bundle that goes to them and to nobody else, and the part of a relative who withdrew.

mod apart;
mod bundle;
mod papers;
mod parties;
mod withdrawal;

pub use apart::{Apart, apart, set_apart};
pub use bundle::{Release, hand_over, propose, release, releases};
pub use papers::{Beside, Entry, LeftOut, Papers, compose, for_person};
pub use parties::{Part, Parties, Party, parties};
pub use withdrawal::{Said, decide_apart, say_withdrawal};
