//! A date of birth with how well it is known, and the latest day that it can be.

use hearth_record::keeping::Precision;
use jiff::civil::Date;

/// When somebody was born.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Born {
    /// The day as it is recorded.
    pub on: Date,
    /// How well it is known.
    pub precision: Precision,
}

impl Born {
    /// The latest day on which they can have been born: the one that keeps a file longest.
    pub fn latest(self) -> Date {
        self.precision.latest(self.on)
    }
}
