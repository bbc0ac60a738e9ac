//! The statutory returns of a world, written from the stories themselves.
//!
//! They share nothing with the exports of the system, so that the two can be held against each other.

mod cin;
mod outcomes;
mod spoilt;
mod ssda903;

pub use cin::Cin;
pub use spoilt::{Spoilt, SpoiltChild, spoil, spoil_census};
pub use ssda903::Ssda903;

use jiff::civil::{Date, date};

/// A collection year, from 1 April to 31 March.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Year {
    pub(crate) from: Date,
    pub(crate) to: Date,
}

impl Year {
    /// The collection year that ends on 31 March of `year`.
    pub(crate) const fn ending(year: i16) -> Self {
        Self { from: date(year - 1, 4, 1), to: date(year, 3, 31) }
    }

    pub(crate) fn holds(self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// Whether something that began and perhaps ended touches the year.
    pub(crate) fn touches(self, from: Date, to: Option<Date>) -> bool {
        from <= self.to && to.is_none_or(|to| to >= self.from)
    }

    /// An end as the return sees it: what lies after the year has not happened.
    pub(crate) fn seen(self, end: Option<Date>) -> Option<Date> {
        end.filter(|end| *end <= self.to)
    }
}
