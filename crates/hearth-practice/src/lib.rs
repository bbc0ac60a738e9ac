//! What practice makes of records, as pure functions: no database, no clock, no randomness of its own.

pub mod clocks;
pub mod family;
pub mod matching;
pub mod retention;
