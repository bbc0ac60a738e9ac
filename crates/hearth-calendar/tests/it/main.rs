//! The calendar as practice and law use it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod ages;
mod edge_rules;
mod lists;
mod peer_difference;
mod properties;
mod school_terms;
mod words;
mod worked_examples;
