//! The department's daily data: what is told of one child, what of it changed since it was last accepted, and the batches in which it
//! goes. Version 1.0.1 of the department's description (`CSC`, a bare list of at most [`MOST`] children).
//!
//! **Which children count.** The description does not say, and the department has not published it; what follows is the reading of the
//! councils that tried it first, and is to be confirmed with the department. [`Window`] runs from 1 April of the collection year in which
//! the day 24 months ago lies, to today. A child counts who was under 26 on a day of it, or is not born yet, and had a social care episode
//! open on a day of it; a referral without further action counts where it was received in it. Everything that is told hangs on such
//! an episode, so whoever is looked after or has a plan counts by it. Of an episode that counts all of it is told, from its first day.
//!
//! **What is told.** What is recorded and nothing else: what is absent is left out and never filled up, and no answer is made out of
//! silence. What lies after today has not happened. Codes are those of today's collection year; one that the year no longer knows is left
//! out. Where a choice had to be made, the file of the group says which.
//!
//! **What is taken back** is told by `purge`, at the eleven places where the description has it: see [`difference`].

mod batches;
mod child_details;
mod difference;
mod episode;
mod health;
mod payload;
mod placements;
mod protection;
mod support;
mod telling;
mod window;

pub use batches::{MOST, batches, body};
pub use difference::difference;
pub use payload::Payload;
pub use telling::{Untold, payload};
pub use window::Window;
