//! Days counted from 1 January 1970, so that a table can be indexed by date.
//!
//! jiff keeps its own conversion private and its spans are far slower than the table look-up they
//! would feed. The arithmetic counts years from 1 March, so that the leap day is the last of a year,
//! and is checked against jiff in the tests for every day of 400 years.

use jiff::civil::Date;

/// Days in a cycle of 400 Gregorian years.
const CYCLE: i32 = 146_097;
/// Days from 1 March of the year 0 to 1 January 1970.
const TO_1970: i32 = 719_468;

/// The number of days from 1 January 1970 to `date`, negative before it.
pub(crate) fn of(date: Date) -> i32 {
    let month = i32::from(date.month());
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let cycle = year.div_euclid(400);
    let year_of_cycle = year.rem_euclid(400);
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + i32::from(date.day()) - 1;
    let day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
    cycle * CYCLE + day_of_cycle - TO_1970
}

/// The date of a day number; past the range of civil dates, the first or last of them.
pub(crate) fn to_date(number: i32) -> Date {
    let number = number.clamp(of(Date::MIN), of(Date::MAX)) + TO_1970;
    let cycle = number.div_euclid(CYCLE);
    let day_of_cycle = number.rem_euclid(CYCLE);
    let year_of_cycle = (day_of_cycle - day_of_cycle / 1_460 + day_of_cycle / 36_524 - day_of_cycle / 146_096) / 365;
    let day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = cycle * 400 + year_of_cycle + i32::from(month <= 2);
    civil(year, month, day)
}

/// Whether a day number falls on a Saturday or Sunday. Day 0 was a Thursday.
pub(crate) fn is_weekend(number: i32) -> bool {
    // Monday is 0.
    (number + 3).rem_euclid(7) >= 5
}

/// A civil date from parts that are known to be in range.
///
/// # Panics
/// Never for the callers of this crate: each passes a month of 1 to 12, a day of that month, and a
/// year that has been clamped.
pub(crate) fn civil(year: i32, month: i32, day: i32) -> Date {
    let parts = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
    let (Ok(year), Ok(month), Ok(day)) = parts else {
        unreachable!("INVARIANT: the caller clamps the year, and months and days fit a byte")
    };
    Date::new(year, month, day).expect("INVARIANT: the caller passes a day that exists")
}

#[cfg(test)]
mod tests {
    use jiff::{ToSpan, civil::date};

    use super::*;

    #[test]
    fn every_day_of_four_hundred_years_has_its_number_and_back() {
        let mut day = date(1800, 1, 1);
        let mut number = of(day);
        while day < date(2201, 1, 1) {
            assert_eq!(of(day), number, "{day}");
            assert_eq!(to_date(number), day);
            assert_eq!(is_weekend(number), day.weekday().to_monday_zero_offset() >= 5, "{day}");
            day += 1.day();
            number += 1;
        }
        assert_eq!(of(date(1970, 1, 1)), 0);
    }

    #[test]
    fn numbers_past_the_last_date_stay_on_it() {
        assert_eq!(to_date(i32::MAX - TO_1970), Date::MAX);
        assert_eq!(to_date(of(Date::MIN)), Date::MIN);
    }
}
