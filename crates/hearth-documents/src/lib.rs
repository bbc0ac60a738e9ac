//! Documents as a council sends them: A4, typeset, tagged, as PDF/A-2a and PDF/UA-1 at once, so that they can be kept for long and read
//! with any aid.
//!
//! The same input makes the same bytes: no clock, no randomness. Text is data and never a template.

mod face;
mod layout;
mod typeface;
mod write;

use jiff::civil::Date;

pub use self::{
    face::{BadFace, Faces},
    typeface::{NoTypeface, typeface},
};

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is called.
    pub title: String,
    /// Who sends it; it stands at the head of each page.
    pub from: String,
    /// What stands at the foot of each page beside its number, such as whose information it is.
    pub foot: String,
    /// The day that it bears.
    pub date: Date,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading under the title.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A list.
    List(Vec<String>),
    /// Things and what is said of each, in two columns. A line break in what is said begins a line.
    Rows(Vec<(String, String)>),
    /// A paragraph in a box, that nobody reads past.
    Banner(String),
    /// The headings that follow, each with its page.
    Contents,
    /// What follows begins a page.
    NewPage,
}

/// How large the print is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Print {
    /// 11 point.
    Usual,
    /// 18 point: large print.
    Large,
}

/// A document that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the document could not be written: {0}")]
pub struct NotWritten(String);

/// How many pages a document has, and on which of them each of its headings stands, counted from 1.
pub fn paged(document: &Document, faces: &Faces, print: Print) -> (usize, Vec<usize>) {
    let laid = layout::laid_out(document, faces, print);
    let headings = layout::headings(document).map(|(block, _)| laid.begins.get(&block).map_or(0, |page| page + 1));
    (laid.pages.len(), headings.collect())
}

/// Writes a document as PDF.
///
/// # Errors
/// [`NotWritten`] where the result would not be a document that holds up in years, or that not everybody could read.
pub fn pdf(document: &Document, faces: &Faces, print: Print) -> Result<Vec<u8>, NotWritten> {
    let laid = layout::laid_out(document, faces, print);
    write::written(document, faces, &laid.pages).map_err(NotWritten)
}
