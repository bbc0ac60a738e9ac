//! A clock as a page shows it: how it stands, and behind "why?" how it came to that. What waits without a clock stands in the same
//! list.

use super::{Link, picture::Svg};

/// One clock, or something that waits without one.
#[derive(Debug, Clone, Default)]
pub struct ClockRow {
    /// The part of the page that it is, where another page leads to it.
    pub anchor: Option<String>,
    /// What is due, in plain words.
    pub name: String,
    /// Where it is done, for whoever may.
    pub act: Option<String>,
    /// How it stands: "16 days late", "due Thursday", "stands still".
    pub stands: String,
    /// Whether it is late.
    pub late: bool,
    /// The date beside it, and the day to plan for where that is another.
    pub date: String,
    /// Start, today and due date on a line; none where there is no date.
    pub bar: Option<Svg>,
    /// How it came to that; none where no rule says when.
    pub why: Option<Why>,
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
