//! What records know of a child's care beyond the years that a return shows.

use std::collections::HashMap;

use jiff::civil::Date;

/// A time in which a child was looked after under one legal status in one placement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeInCare {
    /// The first day.
    pub from: Date,
    /// The day on which it ended; none while it runs.
    pub until: Option<Date>,
    /// Whether it was a short break, which makes nobody a care leaver.
    pub short_break: bool,
    /// Whether it ended in an adoption.
    pub adopted: bool,
}

/// The care of every child of a return, from the first day on, by the child's identifier; nothing where the return was read from files.
#[derive(Debug, Default)]
pub(crate) struct Histories(HashMap<String, Vec<TimeInCare>>);

impl Histories {
    pub(crate) fn tell(&mut self, child: &str, care: Vec<TimeInCare>) {
        self.0.insert(child.to_owned(), care);
    }

    pub(crate) fn of(&self, child: &str) -> Option<&[TimeInCare]> {
        self.0.get(child).map(Vec::as_slice)
    }
}
