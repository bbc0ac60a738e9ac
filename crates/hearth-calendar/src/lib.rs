//! Working days, months, ages and hours for England, without a clock of its own.
//!
//! Everything here is a pure function of its arguments: `today` is always a parameter, no file is
//! read, no machine setting (locale, time zone) changes an answer. Dates are civil dates in England
//! ([`jiff::civil::Date`]); instants are [`jiff::Timestamp`]s.
//!
//! # Which function for which statutory phrase
//!
//! | the rule says | use |
//! | --- | --- |
//! | "within 15 working days of X" | [`Calendar::add_working_days`]: X is day 0 |
//! | "within one working day of receipt", at any hour | [`Calendar::add_working_days_from_receipt`] |
//! | "at least 5 working days before X" | [`Calendar::subtract_working_days`] |
//! | "within 7 days", "every 6 weeks" | [`add_days`], [`add_weeks`]: calendar days, X excluded |
//! | "within 3 months", "not more than 6 months" | [`add_months`] from the true anchor; it does not roll |
//! | the day to plan such a limit for | [`Calendar::last_working_day_on_or_before`] |
//! | "if it ends on a weekend or holiday, the next working day" | [`Calendar::roll_forward`] |
//! | "within 72 hours" | [`add_hours`] |
//! | "until the 18th birthday" | [`birthday`] with the leap day that suits the duty |
//! | "days in between do not count" | [`Pause`] and [`move_by_pauses`] |
//! | "each school term", "20 school days" | [`SchoolCalendar`] |
//!
//! # What is certain and what is not
//!
//! Bank holidays inside the loaded list are the law as published. Past its end a day may still be
//! proclaimed, so every answer that had to look there is marked `provisional` in its [`Due`] and is
//! to be computed again when a newer list is loaded.

mod age;
mod anniversary;
mod calendar;
mod day_number;
mod error;
mod govuk;
mod holiday_list;
mod hours;
pub mod in_words;
mod pause;
mod period;
mod school;
mod school_document;
mod standing;
mod table;

pub use age::{Age, age, age_on};
pub use anniversary::{LeapDay, anniversary, birthday, next_anniversary};
pub use calendar::{Calendar, Due};
pub use error::CalendarError;
pub use holiday_list::{Difference, Holiday, HolidayList};
pub use hours::{add_hours, end_of_london_day, london_date, london_datetime, london_moment, start_of_london_day};
pub use pause::{Moved, Pause, move_by_pauses};
pub use period::{add_days, add_months, add_weeks, add_years, days_between};
pub use school::{SchoolCalendar, Term};
