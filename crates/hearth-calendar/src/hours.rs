//! Hours, and the civil time of England: rule E8.

use jiff::civil::{Date, DateTime};
use jiff::tz::{self, AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use crate::period::add_days;

/// The clock that England keeps, compiled in: Greenwich Mean Time, and British Summer Time by the
/// Summer Time Act 1972 and its orders.
static LONDON: TimeZone = tz::get!("Europe/London");

/// The instant `hours` hours after `at` (before it, when negative).
///
/// Hours run through nights, weekends and clock changes: 72 hours from noon before the clocks go
/// forward end at one o'clock in the afternoon. Stays on the last instant rather than fail.
pub fn add_hours(at: Timestamp, hours: i32) -> Timestamp {
    let edge = if hours < 0 { Timestamp::MIN } else { Timestamp::MAX };
    at.checked_add(SignedDuration::from_hours(i64::from(hours))).unwrap_or(edge)
}

/// The civil date in England at an instant.
///
/// In summer the last hour of a UTC day already belongs to the next day here.
pub fn london_date(at: Timestamp) -> Date {
    london_datetime(at).date()
}

/// The civil date and time in England at an instant.
pub fn london_datetime(at: Timestamp) -> DateTime {
    LONDON.to_datetime(at)
}

/// The instant at which a clock in England shows `civil`, as a person writes a date and time.
///
/// In the hour that autumn repeats it is the first of the two; a time that spring skips has no
/// instant and answers `None`.
pub fn london_moment(civil: DateTime) -> Option<Timestamp> {
    let ambiguous = LONDON.to_ambiguous_zoned(civil);
    if matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. }) {
        return None;
    }
    ambiguous.earlier().ok().map(|zoned| zoned.timestamp())
}

/// The first instant of a civil date in England.
pub fn start_of_london_day(date: Date) -> Timestamp {
    LONDON.to_ambiguous_zoned(date.at(0, 0, 0, 0)).compatible().map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

/// The first instant after a civil date in England: the moment a due date of that day has passed.
pub fn end_of_london_day(date: Date) -> Timestamp {
    if date == Date::MAX { Timestamp::MAX } else { start_of_london_day(add_days(date, 1)) }
}
