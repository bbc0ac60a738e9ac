//! What the pages show: plain values, already in words.
//!
//! A handler fills one page struct and renders it. Nothing here opens a file, decides who may see what or knows what day it
//! is: a struct holds only what may be shown, and dates arrive as the words that the page prints.
//!
//! Each page struct stands for one template of `templates/` and holds a [`Frame`], which is what every page has in common.

pub mod access;
pub mod adoptions;
pub mod clock;
pub mod daily;
pub mod documents;
pub mod duplicates;
pub mod family;
pub mod file;
pub mod form;
pub mod frame;
pub mod front_door;
pub mod home;
pub mod matter;
pub mod people;
pub mod picture;
pub mod privacy;
pub mod quality;
pub mod record;
pub mod refusal;
pub mod retention;
pub mod returns;
pub mod schedule;
pub mod search;
pub mod settings;
pub mod sign_in;
pub mod timeline;

pub use frame::{Frame, Link, Tag, Tone};
