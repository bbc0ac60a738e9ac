//! Birthdays and other anniversaries, with the leap day as a choice: rule E9.

use jiff::civil::Date;

use crate::day_number::civil;
use crate::period::add_days;

/// Where the anniversary of 29 February falls in a common year.
///
/// A person born on 29 February reaches an age on 1 March in England (an age is reached at the start
/// of the anniversary of birth, Family Law Reform Act 1969 s.9), while much software says 28 February.
/// Neither day may be missed, so each duty names the one that is safe for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LeapDay {
    /// 28 February: for a duty to act, which must never be late.
    Earlier,
    /// 1 March: for reaching an age in law, and for destroying, which must never be early.
    Later,
}

/// The `years`th anniversary of `date`. Year 0 is `date` itself.
///
/// ```
/// use hearth_calendar::{LeapDay, anniversary};
/// use jiff::civil::date;
///
/// // Looked-after records are kept to date of birth + 93 years; 2089 is a common year.
/// assert_eq!(anniversary(date(1996, 2, 29), 93, LeapDay::Later), date(2089, 3, 1));
/// ```
pub fn anniversary(date: Date, years: u16, leap: LeapDay) -> Date {
    let year = i32::from(date.year()) + i32::from(years);
    if year > i32::from(Date::MAX.year()) {
        return Date::MAX;
    }
    let month = i32::from(date.month());
    let in_month = civil(year, month, 1).days_in_month();
    if date.day() <= in_month {
        return civil(year, month, i32::from(date.day()));
    }
    let last = civil(year, month, i32::from(in_month));
    match leap {
        LeapDay::Earlier => last,
        LeapDay::Later => add_days(last, 1),
    }
}

/// The day on which someone born on `born` becomes `age`.
///
/// The age is reached at the first moment of that day.
pub fn birthday(born: Date, age: u16, leap: LeapDay) -> Date {
    anniversary(born, age, leap)
}

/// The first anniversary of `date` on or after `on`, never before the first one.
pub fn next_anniversary(date: Date, on: Date, leap: LeapDay) -> Date {
    let years = u16::try_from(i32::from(on.year()) - i32::from(date.year())).unwrap_or(1).max(1);
    let this_year = anniversary(date, years, leap);
    if this_year >= on { this_year } else { anniversary(date, years.saturating_add(1), leap) }
}
