//! Every use case, read or write: one act, one file.
//!
//! An act takes a [`Desk`] (who, in which role, when) and what a form or the API gave, and answers with what was done or
//! why not. It gathers facts, lets access decide, checks what was asked, and hands the store one `Change`. No page and no
//! SQL stands here.

pub mod access;
mod act;
pub mod adoption;
pub mod clocks;
pub mod consent;
pub mod court;
pub mod demo;
mod desk;
pub mod disposal;
pub mod facts;
mod failure;
mod file_view;
pub mod front_door;
pub mod governance;
pub mod holds;
pub mod home;
pub mod import;
mod instance;
pub mod lists;
pub(crate) mod papers;
pub mod people;
pub mod police;
pub mod recording;
pub mod retention;
pub mod returns;
pub mod rights;
pub mod settings;
pub mod sharing;
pub mod transfer;
pub mod write;

pub use clocks::{Deadline, FileClock, UndatedClock};
pub use desk::Desk;
pub use failure::{Failure, Quarrel};
pub use file_view::{FileView, Moment, TimelineFilter};
pub use instance::Instance;
pub use settings::Pack;
