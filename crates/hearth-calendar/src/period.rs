//! Calendar days, weeks, months and years: rules E4 and E5.

use jiff::civil::Date;

use crate::day_number::{self, civil};

/// The date `days` calendar days after `date` (before it, when negative). `date` is day 0.
///
/// Weekends and holidays count like any other day. Stays on the last civil date (31 December 9999)
/// rather than fail.
pub fn add_days(date: Date, days: i32) -> Date {
    day_number::to_date(day_number::of(date).saturating_add(days))
}

/// The date `weeks` weeks after `date`: the same weekday, `7 × weeks` days on.
pub fn add_weeks(date: Date, weeks: i32) -> Date {
    add_days(date, weeks.saturating_mul(7))
}

/// Whole calendar days from `from` to `to`; negative when `to` is the earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    day_number::of(to) - day_number::of(from)
}

/// The corresponding date `months` months after `date` (before it, when negative).
///
/// Where the month has no such day the answer is its last day: 31 January and one month is 28 or 29
/// February (*Dodds v Walker* [1981] 1 WLR 1027). The answer does not roll off a weekend.
///
/// **Always add to the true anchor.** Two steps are not one: a series that starts on 31 January has
/// its second month on 31 March, and adding one month to the clamped 28 February would lose three
/// days for good.
///
/// ```
/// use hearth_calendar::add_months;
/// use jiff::civil::date;
///
/// assert_eq!(add_months(date(2026, 11, 30), 3), date(2027, 2, 28));
/// assert_eq!(add_months(date(2026, 1, 31), 2), date(2026, 3, 31));
/// ```
pub fn add_months(date: Date, months: i32) -> Date {
    let from_year_0 = i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
    let month_count = from_year_0.saturating_add(months);
    let (year, month) = (month_count.div_euclid(12), month_count.rem_euclid(12) + 1);
    if year > i32::from(Date::MAX.year()) {
        return Date::MAX;
    }
    if year < i32::from(Date::MIN.year()) {
        return Date::MIN;
    }
    let last = civil(year, month, 1).days_in_month();
    civil(year, month, i32::from(date.day().min(last)))
}

/// The corresponding date `years` years after `date`: [`add_months`] with twelve for each.
///
/// 29 February gives 28 February in a common year. That is the rule for periods; for birthdays and
/// retention see [`crate::birthday`] and [`crate::anniversary`], where the leap day is a choice.
pub fn add_years(date: Date, years: i32) -> Date {
    add_months(date, years.saturating_mul(12))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn months_past_the_last_year_stay_on_its_last_day() {
        assert_eq!(add_months(date(9999, 6, 1), 12), Date::MAX);
        assert_eq!(add_months(date(2026, 6, 1), i32::MAX), Date::MAX);
        assert_eq!(add_months(date(2026, 6, 1), i32::MIN), Date::MIN);
    }

    #[test]
    fn months_go_back_over_a_year_end() {
        assert_eq!(add_months(date(2026, 1, 31), -1), date(2025, 12, 31));
        assert_eq!(add_months(date(2026, 3, 31), -13), date(2025, 2, 28));
    }
}
