//! Practice, as the policies have it; and signing in.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod adoption;
mod break_glass;
mod conflict;
mod cost;
mod disclosure;
mod front_door;
mod lists;
mod matrix;
mod properties;
mod relationship;
mod restriction;
mod roles;
mod session;
mod sign_in;
mod two_people;
mod world;
