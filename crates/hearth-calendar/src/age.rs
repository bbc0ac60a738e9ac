//! Ages: completed years for rules, years, months and days for people.

use jiff::civil::Date;

use crate::anniversary::{LeapDay, anniversary, birthday};
use crate::period::{add_months, days_between};

/// An age in completed years, the months since the last birthday, and the days since those.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Age {
    /// Completed years.
    pub years: u16,
    /// Completed months since the last birthday, 0 to 11.
    pub months: u8,
    /// Days since the last completed month.
    pub days: u8,
}

/// Completed years of age on a day, as the law counts them; `None` before birth.
///
/// Born on 29 February, an age is reached on 1 March of a common year (see [`LeapDay`]).
pub fn age_on(born: Date, on: Date) -> Option<u16> {
    let years = u16::try_from(i32::from(on.year()) - i32::from(born.year())).ok()?;
    if anniversary(born, years, LeapDay::Later) <= on { Some(years) } else { years.checked_sub(1) }
}

/// Age in years, months and days on a day; `None` before birth.
///
/// Months are corresponding dates counted from the last birthday's own day of the month, so a baby
/// born on 31 August is six months old on 28 February.
pub fn age(born: Date, on: Date) -> Option<Age> {
    let years = age_on(born, on)?;
    let months_at_birthday = i32::from(years) * 12;
    // INVARIANT: the twelfth month ends with the next birthday, so eleven is the most.
    let months =
        (0..=11u8).rev().find(|months| add_months(born, months_at_birthday + i32::from(*months)) <= on).unwrap_or(0);
    let since = match months {
        0 => birthday(born, years, LeapDay::Later),
        _ => add_months(born, months_at_birthday + i32::from(months)),
    };
    let days = u8::try_from(days_between(since, on)).unwrap_or(0);
    Some(Age { years, months, days })
}
