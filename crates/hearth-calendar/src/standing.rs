//! The bank holidays that need no proclamation: Schedule 1 of the Banking and Financial Dealings Act
//! 1971 for England and Wales, the two common-law days, and the substitute days by settled practice.
//!
//! The Act itself does not name New Year's Day or the first Monday in May; they have been appointed
//! every year since 1974 and 1978, so they count from then. Nothing older than the Act is modelled:
//! for years before 1971 the Act's days are used.

use jiff::civil::{Date, Weekday};

use crate::day_number::civil;
use crate::period::add_days;

/// One standing holiday of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) date: Date,
    pub(crate) title: &'static str,
}

/// The first year in which 1 January was a bank holiday in England.
const NEW_YEAR_SINCE: i16 = 1974;
/// The first year of the May Day bank holiday.
const EARLY_MAY_SINCE: i16 = 1978;

/// The standing bank holidays of a year, by date.
pub(crate) fn of_year(year: i16) -> Vec<Standing> {
    let day = |month, day| civil(i32::from(year), month, day);
    let easter = easter_sunday(year);
    let mut days = Vec::with_capacity(8);
    let mut add = |date, title| days.push(Standing { date, title });
    if year >= NEW_YEAR_SINCE {
        add(to_monday(day(1, 1)), "New Year’s Day");
    }
    add(add_days(easter, -2), "Good Friday");
    add(add_days(easter, 1), "Easter Monday");
    if year >= EARLY_MAY_SINCE {
        add(monday_on_or_after(day(5, 1)), "Early May bank holiday");
    }
    add(monday_on_or_after(day(5, 25)), "Spring bank holiday");
    add(monday_on_or_after(day(8, 25)), "Summer bank holiday");
    add(two_days_on_from_a_weekend(day(12, 25)), "Christmas Day");
    add(two_days_on_from_a_weekend(day(12, 26)), "Boxing Day");
    days.sort_by_key(|standing| standing.date);
    days
}

/// Easter Sunday of a year of the Gregorian calendar, by the reckoning of the Calendar (New Style)
/// Act 1750: the Sunday after the ecclesiastical full moon on or after 21 March.
pub(crate) fn easter_sunday(year: i16) -> Date {
    let year = i32::from(year);
    let century = year.div_euclid(100);
    let golden = year.rem_euclid(19);
    let moon_correction = (century - (century - 17) / 25) / 3;
    let mut epact = (century - century / 4 - moon_correction + 19 * golden + 15).rem_euclid(30);
    // The two exceptions keep the full moon at 18 April at the latest, as the tables of the Act do.
    if epact == 29 || (epact == 28 && golden > 10) {
        epact -= 1;
    }
    let full_moon = epact;
    let weekday = (year + year.div_euclid(4) + full_moon + 2 - century + century / 4).rem_euclid(7);
    let days_after_28_march = full_moon - weekday;
    let march = 28 + days_after_28_march;
    if march <= 31 { civil(year, 3, march) } else { civil(year, 4, march - 31) }
}

/// A New Year at the weekend is kept on the Monday after it.
fn to_monday(date: Date) -> Date {
    if matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) { monday_on_or_after(date) } else { date }
}

/// Christmas Day and Boxing Day at the weekend are kept two days later, so that the pair stays two.
fn two_days_on_from_a_weekend(date: Date) -> Date {
    if matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) { add_days(date, 2) } else { date }
}

fn monday_on_or_after(date: Date) -> Date {
    let past_monday = i32::from(date.weekday().to_monday_zero_offset());
    add_days(date, (7 - past_monday) % 7)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::earliest_of_two_centuries(date(1818, 3, 22))]
    #[case(date(1948, 3, 28))]
    #[case::latest_possible(date(1943, 4, 25))]
    #[case::epact_exception(date(1954, 4, 18))]
    #[case::second_exception(date(1981, 4, 19))]
    #[case(date(2000, 4, 23))]
    #[case(date(2008, 3, 23))]
    #[case(date(2026, 4, 5))]
    #[case(date(2027, 3, 28))]
    #[case(date(2038, 4, 25))]
    #[case(date(2049, 4, 18))]
    #[case(date(2076, 4, 19))]
    fn easter_falls_where_the_prayer_book_puts_it(#[case] easter: Date) {
        assert_eq!(easter_sunday(easter.year()), easter);
    }

    #[test]
    fn a_year_before_1974_has_six_holidays_and_one_after_1978_eight() {
        assert_eq!(of_year(1972).len(), 6);
        assert_eq!(of_year(1975).len(), 7);
        assert_eq!(of_year(2029).len(), 8);
    }
}
