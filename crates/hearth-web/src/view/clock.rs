//! A clock as a page shows it: how it stands, and behind "why?" how it came to that.

use super::{Link, picture::Svg};

/// One clock.
#[derive(Debug, Clone)]
pub struct ClockRow {
    /// What is due, in plain words.
    pub name: String,
    /// How it stands: "16 days late", "due Thursday", "stands still".
    pub stands: String,
    /// Whether it is late.
    pub late: bool,
    /// The date beside it, and the day to plan for where that is another.
    pub date: String,
    /// Start, today and due date on a line; none where there is no date.
    pub bar: Option<Svg>,
    /// How it came to that.
    pub why: Why,
}

/// How a clock came to its date.
#[derive(Debug, Clone)]
pub struct Why {
    /// The rule in a sentence.
    pub rule: String,
    /// What started it, with the record that says so.
    pub started: Link,
    /// The sum in words.
    pub sum: String,
    /// Whether the time is the same everywhere or set here.
    pub set_by: String,
    /// The law, guidance or page.
    pub source: String,
    /// How sure that is, in words.
    pub sure: String,
}
