//! Practice from outside.

mod clocks;
mod family;
mod matching;
mod retention;
