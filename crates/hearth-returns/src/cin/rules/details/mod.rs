//! Times of need: referral, closure, what was done in one, and how they follow one another.

pub(super) mod activity;
pub(super) mod closure;
pub(super) mod course;
pub(super) mod referral;
