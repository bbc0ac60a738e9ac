//! When something cannot be: a refusal, a page that is not there, a fault, two people at one field.

use askama::Template;

use super::{Frame, Link, form::Choice};

/// A refusal: why, who can, and what to do next.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/refusal.html")]
pub struct RefusalPage {
    /// What every page has.
    pub frame: Frame,
    /// The heading, such as "You cannot open this file".
    pub heading: String,
    /// Why, in one sentence.
    pub why: String,
    /// Who can, in words; names and telephone numbers where they may be shown.
    pub who_can: Vec<String>,
    /// What to do next.
    pub next: Vec<Link>,
    /// The purposes for which this person may open the file all the same, where nothing in the records explains it.
    pub purposes: Option<AskPurpose>,
    /// Where a reason can be given to open the file all the same, with what happens then.
    pub break_glass: Option<BreakGlass>,
    /// The number by which the audit names this refusal.
    pub reference: Option<String>,
}

/// Asks why somebody opens a file when nothing in the records explains it.
#[derive(Debug, Clone)]
pub struct AskPurpose {
    /// Where the answer is posted.
    pub action: String,
    /// The purposes, each with its button.
    pub choices: Vec<Choice>,
}

/// The way to open a closed file in an emergency.
#[derive(Debug, Clone)]
pub struct BreakGlass {
    /// Where the form is.
    pub href: String,
    /// Who is told, and for how long it opens.
    pub warning: String,
}

/// A page that is not there, a form that has expired, or a fault of ours.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/error.html")]
pub struct ErrorPage {
    /// What every page has.
    pub frame: Frame,
    /// The heading, such as "Page not found".
    pub heading: String,
    /// What it means and what to do, a paragraph each.
    pub paragraphs: Vec<String>,
    /// The number by which a fault is found in the log.
    pub reference: Option<String>,
}

/// Two people changed the same fields: which value stands? Posts `choose-` and the name of each field with `mine` or `theirs`,
/// beside everything in `hidden`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/conflict.html")]
pub struct ConflictPage {
    /// What every page has.
    pub frame: Frame,
    /// What the record is.
    pub record: String,
    /// Who else changed it and when, in words: "Jo Ali changed this record at 14:02, while you were writing".
    pub who: String,
    /// Where the answer is posted.
    pub action: String,
    /// What both changed.
    pub fields: Vec<ConflictField>,
    /// What only one of the two changed, which is kept, in words.
    pub kept: Vec<String>,
    /// Everything that the form held, carried along.
    pub hidden: Vec<(String, String)>,
    /// Back to the record without saving.
    pub cancel: String,
}

/// One field that both changed.
#[derive(Debug, Clone)]
pub struct ConflictField {
    /// The name of the field.
    pub name: String,
    /// The label.
    pub label: String,
    /// What it said before either wrote.
    pub was: String,
    /// What the other person wrote.
    pub theirs: String,
    /// What this person wrote.
    pub mine: String,
    /// What is wrong, when no choice was made.
    pub error: Option<String>,
}
