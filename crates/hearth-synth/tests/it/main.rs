//! Stories as practice and the returns would have them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod invariants;
mod records;
mod returns;
mod worlds;
