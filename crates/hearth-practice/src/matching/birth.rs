//! How two dates of birth compare, born or expected.

use hearth_calendar::days_between;

use super::{
    entry::{Day, Entry, date, parts},
    weights::Weight,
};

/// How two dates of birth compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Birth {
    /// One of the two is not known.
    Missing,
    /// The same day.
    Same,
    /// The same day, and one that is written where the day is not known.
    SameByDefault,
    /// The same year, and one of the two is the day that is written where only the year is known.
    YearOnly,
    /// Day and month in each other's place.
    Swapped,
    /// One digit wrong, or two neighbours swapped.
    Slip,
    /// A day apart.
    DayApart,
    /// The same day of another year.
    OtherYear,
    /// The same month.
    SameMonth,
    /// The same year.
    SameYear,
    /// Born when the other was expected.
    Due,
    /// Born some weeks from when the other was expected.
    NearlyDue,
    /// Born well before the other was expected.
    Early,
    /// Another day.
    Other,
}

/// How `a` and `b` compare in their birth.
pub(super) fn compare(a: &Entry, b: &Entry) -> Birth {
    if a.born == 0 || b.born == 0 {
        return Birth::Missing;
    }
    match (a.expected, b.expected) {
        (false, false) => days(a.born, b.born),
        (true, false) => due(a.born, b.born),
        (false, true) => due(b.born, a.born),
        (true, true) => both_expected(a.born, b.born),
    }
}

pub(super) fn days(a: Day, b: Day) -> Birth {
    let ((ya, ma, da), (yb, mb, db)) = (parts(a), parts(b));
    if a == b {
        return if (ma, da) == (1, 1) { Birth::SameByDefault } else { Birth::Same };
    }
    if ya == yb && ma == db && da == mb {
        return Birth::Swapped;
    }
    if ya == yb && ((ma, da) == (1, 1) || (mb, db) == (1, 1)) {
        return Birth::YearOnly;
    }
    if slip((ya, ma, da), (yb, mb, db)) {
        return Birth::Slip;
    }
    if ya.abs_diff(yb) <= 1 && date(a).zip(date(b)).is_some_and(|(a, b)| days_between(a, b).abs() == 1) {
        return Birth::DayApart;
    }
    match (ya == yb, ma == mb, da == db) {
        (_, true, true) => Birth::OtherYear,
        (true, true, _) => Birth::SameMonth,
        (true, ..) => Birth::SameYear,
        _ => Birth::Other,
    }
}

/// Whether one digit differs in the two dates as they are written, or two neighbours are swapped.
fn slip(a: (u32, u32, u32), b: (u32, u32, u32)) -> bool {
    let (a, b) = (digits(a), digits(b));
    let mut apart = (0..8).filter(|n| a[*n] != b[*n]);
    let Some(first) = apart.next() else { return false };
    match (apart.next(), apart.next()) {
        (None, _) => true,
        (Some(second), None) => second == first + 1 && a[first] == b[second] && a[second] == b[first],
        _ => false,
    }
}

const fn digits((year, month, day): (u32, u32, u32)) -> [u32; 8] {
    [year / 1000, year / 100 % 10, year / 10 % 10, year % 10, month / 10, month % 10, day / 10, day % 10]
}

/// How a birth fits the day on which it was expected.
fn due(expected: Day, born: Day) -> Birth {
    let Some(late) = date(expected).zip(date(born)).map(|(expected, born)| days_between(expected, born)) else {
        return Birth::Missing;
    };
    match late {
        -14..=14 => Birth::Due,
        -35..=28 => Birth::NearlyDue,
        -120..=-36 => Birth::Early,
        _ => Birth::Other,
    }
}

fn both_expected(a: Day, b: Day) -> Birth {
    let apart = date(a).zip(date(b)).map_or(i32::MAX, |(a, b)| days_between(a, b).saturating_abs());
    match apart {
        0 => Birth::Same,
        1..=14 => Birth::Due,
        15..=35 => Birth::NearlyDue,
        _ => Birth::Other,
    }
}

impl Birth {
    /// What it is worth. Strangers share one of some 22,000 days; twins share theirs, and one child in seventy is one.
    pub(super) const fn weight(self) -> Weight {
        match self {
            Self::Missing => Weight::NONE,
            Self::Same => Weight::of(14.0, 8.2),
            Self::SameByDefault => Weight::of(9.0, 5.0),
            Self::YearOnly => Weight::of(3.5, 0.5),
            Self::Swapped | Self::Due => Weight::of(9.0, 2.0),
            Self::Slip => Weight::of(4.6, 0.0),
            Self::DayApart => Weight::of(6.5, 1.5),
            Self::OtherYear => Weight::of(2.5, 0.5),
            Self::SameMonth => Weight::of(2.0, 0.5),
            Self::SameYear => Weight::of(-2.0, 0.2),
            Self::NearlyDue => Weight::of(6.0, 1.5),
            Self::Early => Weight::of(1.5, 0.5),
            Self::Other => Weight::of(-6.5, 0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::entry::day;
    use jiff::civil::date;

    fn compared(a: (i16, i8, i8), b: (i16, i8, i8)) -> Birth {
        days(day(date(a.0, a.1, a.2)), day(date(b.0, b.1, b.2)))
    }

    #[test]
    fn dates_of_birth_differ_as_hands_make_them_differ() {
        assert_eq!(compared((2019, 3, 4), (2019, 4, 3)), Birth::Swapped);
        assert_eq!(compared((2019, 3, 4), (2019, 3, 14)), Birth::Slip);
        assert_eq!(compared((2019, 3, 4), (2018, 3, 4)), Birth::Slip);
        assert_eq!(compared((2019, 2, 28), (2019, 3, 1)), Birth::DayApart);
        assert_eq!(compared((2019, 3, 4), (2009, 11, 27)), Birth::Other);
        assert_eq!(compared((2010, 1, 1), (2010, 1, 1)), Birth::SameByDefault);
    }

    #[test]
    fn a_child_born_near_the_expected_day_fits_it() {
        let due = |late: i8| due(day(date(2026, 3, 10)), day(date(2026, 3, late)));
        assert_eq!(due(2), Birth::Due);
        assert_eq!(super::due(day(date(2026, 3, 10)), day(date(2019, 3, 10))), Birth::Other);
    }
}
