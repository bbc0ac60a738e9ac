//! The commands as a user's shell runs them, on both engines, and the handbook that is made from the tests.

mod as_at;
mod command;
mod daily;
mod explain;
mod handbook;
mod matching;
mod promises;
mod returns;
