//! Words found in what was written.

use askama::Template;

use super::{Frame, Link, file::Identity, form::Choice};

/// The search of texts and what it found. Posts `q`, and `within` on the page of a file.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/search.html")]
pub struct SearchPage {
    /// What every page has.
    pub frame: Frame,
    /// The header of the file, where one file or family is searched.
    pub identity: Option<Identity>,
    /// Where the form goes.
    pub action: String,
    /// What was typed.
    pub q: String,
    /// Where to look, on the page of a file.
    pub within: Vec<Choice>,
    /// What is wrong with what was asked.
    pub problem: Option<String>,
    /// What was found; `None` before anything was asked.
    pub found: Option<FoundText>,
}

/// What was found.
#[derive(Debug, Clone)]
pub struct FoundText {
    /// How much, in words.
    pub count: String,
    /// The passages, the latest first.
    pub rows: Vec<TextRow>,
    /// Whether there is more.
    pub more: Option<String>,
}

/// One passage.
#[derive(Debug, Clone)]
pub struct TextRow {
    /// The kind of record, leading to it.
    pub record: Link,
    /// Whose file, where several were searched.
    pub child: Option<Link>,
    /// The day that it tells of.
    pub on: String,
    /// The field in which it stands.
    pub field: String,
    /// The sentence before the word.
    pub before: String,
    /// The word.
    pub found: String,
    /// The sentence after it.
    pub after: String,
    /// Who wrote it and when.
    pub by: String,
}
