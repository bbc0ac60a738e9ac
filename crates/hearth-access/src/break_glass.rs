//! Break-glass: opening a file that nothing connects the worker with, because a child may be at risk now.
//!
//! It takes a reason of at least a sentence and lasts four hours. Whether this worker may break this glass is decided by the
//! policies ([`Action::BreakGlass`](crate::Action::BreakGlass)); here the reason is taken and the hours begin. A review that
//! is late is said, and never stands in the way.

use hearth_record::ids::WorkerId;
use jiff::{SignedDuration, Timestamp};

use crate::facts::BrokenGlass;

/// How long broken glass stays open.
pub const LASTS: SignedDuration = SignedDuration::from_hours(4);

/// A reason has at least this many words.
pub const FEWEST_WORDS: usize = 4;

/// A reason has at most this many characters.
pub const MOST_CHARACTERS: usize = 2_000;

/// A reason in the worker's own words. It is about a person, so it has no `Debug` and belongs in the sealed part of the
/// audit.
#[derive(Clone, PartialEq, Eq)]
pub struct Reason(String);

/// Why a reason was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAReason {
    /// There is none, or a word or two.
    #[error("say in a sentence why you must open this file now, such as `police ask whether the child may go home`")]
    TooShort,
    /// It is a case note.
    #[error("give the reason in at most {MOST_CHARACTERS} characters and record the rest in the file")]
    TooLong,
}

impl Reason {
    /// Takes a reason of at least a sentence.
    ///
    /// The same word over and over is no sentence: words are counted once each.
    pub fn new(text: &str) -> Result<Self, NotAReason> {
        let text = text.trim();
        let words: std::collections::BTreeSet<String> = text
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphabetic))
            .map(str::to_lowercase)
            .collect();
        if words.len() < FEWEST_WORDS {
            Err(NotAReason::TooShort)
        } else if text.chars().count() > MOST_CHARACTERS {
            Err(NotAReason::TooLong)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The words, for the sealed part of the audit and for the reviewer.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// Glass that was broken, with what goes with it.
#[derive(Clone, PartialEq, Eq)]
pub struct Broken {
    /// The fact to keep with the file.
    pub glass: BrokenGlass,
    /// Why.
    pub reason: Reason,
    /// What to show beside the open file when earlier uses wait for review.
    pub reminder: Option<String>,
}

/// Breaks the glass at `at` for four hours, to the moment, clock changes or not.
///
/// `overdue_reviews` counts this worker's earlier uses whose review is late: it makes a reminder and nothing else, because the
/// next child must not wait for it.
pub fn break_glass(
    worker: WorkerId,
    approved_by: Option<WorkerId>,
    reason: Reason,
    at: Timestamp,
    overdue_reviews: u32,
) -> Broken {
    let until = at.checked_add(LASTS).unwrap_or(Timestamp::MAX);
    let reminder = match overdue_reviews {
        0 => None,
        1 => Some("one earlier break-glass of yours waits for its review".to_owned()),
        n => Some(format!("{n} earlier break-glasses of yours wait for their review")),
    };
    Broken { glass: BrokenGlass { worker, until, approved_by }, reason, reminder }
}
