//! Who may stand in two files.

use askama::Template;

use super::{Frame, Tag};

/// The pairs that wait. Each has a form that posts `one`, `other`, `because` and `say`: `same` or `apart`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/duplicates.html")]
pub struct DuplicatesPage {
    /// What every page has.
    pub frame: Frame,
    /// The pairs, those first for which a colleague waits, then the likeliest.
    pub pairs: Vec<PairRow>,
    /// What is wrong with what was sent.
    pub problem: Option<String>,
    /// What was done just now.
    pub done: Option<String>,
}

/// Two files side by side.
#[derive(Debug, Clone)]
pub struct PairRow {
    /// What tells this pair from the others on the page.
    pub id: String,
    /// The two files.
    pub files: [String; 2],
    /// The names of the two, with the addresses of their files.
    pub names: [(String, String); 2],
    /// What stands over each.
    pub standing: [Vec<Tag>; 2],
    /// What is known of both: a label and what each file says of it.
    pub rows: Vec<(&'static str, [String; 2])>,
    /// How likely, in words.
    pub likely: &'static str,
    /// Why, in words.
    pub why: Vec<String>,
    /// Whether a colleague has said that they are one person and waits for a second.
    pub waits: bool,
    /// Whether it was the reader who said so.
    pub own: bool,
    /// What was typed as the reason.
    pub because: String,
}
