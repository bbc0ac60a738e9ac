//! Invented life stories, for the demonstration, the benches and generated test worlds.
//!
//! A [`World`] is an authority on a day; its [`families`](World::families) come out of a seed, one after
//! the other, the same on every machine. Nobody in it lives: names are drawn from lists of what is
//! common in the north-west of England, streets do not exist, NHS numbers are of the range kept for
//! tests, telephone numbers of the ranges that Ofcom keeps for drama.
//!
//! A story is told forwards, event after event, and cut at today, so that every stage of every service
//! occurs. The invariants of the national returns hold by construction: episodes do not overlap,
//! placements tile a period of care, a conference is never on a Saturday. Most clocks are met; about
//! one in fourteen is a little late, and what is due but has not happened is overdue.
//!
//! Nothing here reads a clock or a disk. Writers return text.
//!
//! ```
//! use hearth_synth::records::Detail;
//! use hearth_synth::returns::Ssda903;
//! use hearth_synth::{Authority, World};
//! use jiff::civil::date;
//!
//! let world = World::new(1, Authority::sefton(), date(2026, 11, 21), 40);
//! let mut ssda903 = Ssda903::new(&world, 2026);
//! let mut versions = 0;
//! for family in world.families() {
//!     ssda903.add(&family);
//!     versions += family.members(&world, Detail::Outline).iter().map(|member| member.versions.len()).sum::<usize>();
//! }
//! assert!(versions > 400);
//! assert_eq!(ssda903.files().len(), 11);
//! ```
//!
//! Postcodes are of real districts with made-up units, so that a check of a return against a postcode
//! directory will say that it does not know them.

mod authority;
mod chance;
mod family;
mod people;
pub mod records;
pub mod returns;
mod staff;
pub mod story;
mod telling;
pub mod truth;
mod world;

pub use authority::Authority;
pub use family::Family;
pub use people::names::Sex;
pub use people::person::{Birth, Person, Role};
pub use people::places::Address;
pub use staff::{Provider, Staff, Team, TeamService, Worker};
pub use story::Story;
pub use world::World;
