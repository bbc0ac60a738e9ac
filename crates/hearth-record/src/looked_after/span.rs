//! Dates that may also be moments, for the kinds whose law counts hours.

use jiff::{Timestamp, civil::Date};

use crate::{
    event::{Happened, When},
    problem::Problems,
};

/// A day, and the moment on it where that is known.
pub(super) struct DayOrMoment(Option<When>);

/// When something happened: on `day`, and `at` the moment where that is known.
pub(super) fn on_or_at(day: Option<Date>, at: Option<Timestamp>) -> DayOrMoment {
    DayOrMoment(day.map(|on| When { on, at }))
}

impl Happened for DayOrMoment {
    fn when(&self) -> Option<When> {
        self.0
    }
}

/// What is wrong where a moment does not lie on its day, as days run in England.
pub(super) fn moment_on(field: &'static str, day: Option<Date>, at: Option<Timestamp>) -> Problems {
    let mut problems = Problems::none();
    let elsewhere = at.is_some_and(|at| day != Some(hearth_calendar::london_date(at)));
    problems.add_if(elsewhere, field, "must lie on the day that is given");
    problems
}
