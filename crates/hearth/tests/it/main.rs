//! The commands as a user's shell runs them, on both engines, and the handbook that is made from the tests.

mod abuse;
mod as_at;
mod brought_back;
mod command;
mod daily;
mod explain;
mod explain_retention;
mod handbook;
mod matching;
mod notice;
mod promises;
mod retention;
mod returns;
mod ways_out;
