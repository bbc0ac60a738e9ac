//! Ages as rules use them.

use hearth_calendar::{Age, LeapDay, age, age_on, birthday, next_anniversary};
use jiff::civil::{Date, date};
use rstest::rstest;

#[test]
fn a_child_is_eighteen_from_the_first_moment_of_the_birthday() {
    let born = date(2008, 11, 26);
    assert_eq!(age_on(born, date(2026, 11, 25)), Some(17));
    assert_eq!(age_on(born, date(2026, 11, 26)), Some(18));
    assert_eq!(birthday(born, 18, LeapDay::Later), date(2026, 11, 26));
}

#[test]
fn an_unborn_child_has_no_age() {
    assert_eq!(age_on(date(2027, 1, 4), date(2026, 11, 30)), None);
    assert_eq!(age(date(2026, 12, 1), date(2026, 11, 30)), None);
    assert_eq!(age_on(date(2026, 11, 30), date(2026, 11, 30)), Some(0));
}

#[rstest]
#[case(date(2019, 3, 14), date(2026, 11, 30), 7, 8, 16)]
#[case::end_of_a_month(date(2025, 8, 31), date(2026, 2, 28), 0, 6, 0)]
#[case::day_before_the_birthday(date(2020, 11, 30), date(2026, 11, 29), 5, 11, 30)]
#[case::leap_day_child_in_a_common_year(date(2024, 2, 29), date(2025, 2, 28), 0, 11, 30)]
#[case::leap_day_child_on_1_march(date(2024, 2, 29), date(2025, 3, 1), 1, 0, 0)]
fn an_age_in_parts(#[case] born: Date, #[case] on: Date, #[case] years: u16, #[case] months: u8, #[case] days: u8) {
    assert_eq!(age(born, on), Some(Age { years, months, days }));
}

#[test]
fn the_next_anniversary_of_a_placement_is_today_when_it_falls_today() {
    let placed = date(2024, 11, 30);
    assert_eq!(next_anniversary(placed, date(2026, 11, 30), LeapDay::Earlier), date(2026, 11, 30));
    assert_eq!(next_anniversary(placed, date(2026, 12, 1), LeapDay::Earlier), date(2027, 11, 30));
    assert_eq!(next_anniversary(placed, date(2024, 11, 30), LeapDay::Earlier), date(2025, 11, 30));
}
