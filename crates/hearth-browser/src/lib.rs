//! The check of returns as WebAssembly: an analyst drops files onto a page, and nothing of them leaves the machine.
//!
//! [`Asked`] is the files and what is known about them, [`Read`] what they say once they are read, and from it come the answers:
//! the JSON, the CSV and the workbook that `hearth check` writes. [`bound`] is the same for JavaScript. The page is in `page/`, and
//! `scripts/browser-check` makes a folder of it that needs no server.

mod asked;
pub mod bound;
mod read;

pub use asked::{Asked, Refused, Return, Role};
pub use read::{About, Read};
