//! Pictures that the server draws, each with a twin in words.
//!
//! Sizes are in the units of the picture's own frame, 960 wide; the page scales it. Nothing is coloured here: classes leave
//! that to the style sheet, so that a picture prints crisply and follows the reader's own colours.

mod clock;
mod genogram;
mod meter;
mod scale;
mod strip;

use std::fmt;

pub use clock::clock_bar;
pub use genogram::{Figure, Joined, genogram, height_of};
pub use meter::{Part, meter};
pub use strip::{Dot, Gap, Lane, Span, placement_strip, timeline_strip};

/// Markup that was made here, every text in it escaped.
#[derive(Debug, Clone)]
pub struct Svg(String);

impl fmt::Display for Svg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Svg {}

/// A picture and the same in words.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The drawing.
    pub svg: Svg,
    /// What it shows, in a sentence: the name that a screen reader gives it.
    pub name: String,
    /// The columns of the twin; empty where the page says the same below the picture.
    pub columns: Vec<String>,
    /// The rows of the twin.
    pub rows: Vec<Vec<String>>,
}

impl Picture {
    /// The cells of a row, each with its column.
    pub fn labelled<'a>(&'a self, row: &'a [String]) -> impl Iterator<Item = (&'a String, &'a String)> {
        self.columns.iter().zip(row)
    }
}

/// Text as it may stand in markup.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
