//! Time as a page says it.

use hearth_calendar::{Calendar, Due, add_days, in_words};
use jiff::civil::{Date, date};
use rstest::rstest;

/// Thursday 26 November 2026.
const TODAY: Date = date(2026, 11, 26);

#[test]
fn a_date_is_said_with_its_weekday() {
    assert_eq!(in_words::date(TODAY), "Thursday 26 November 2026");
    assert_eq!(in_words::date_without_weekday(date(2027, 1, 1)), "1 January 2027");
}

#[rstest]
#[case(0, "due today")]
#[case(1, "due tomorrow")]
#[case(4, "due Monday")]
#[case(6, "due Wednesday")]
#[case::a_week_names_no_single_weekday(7, "due in 7 days")]
#[case(35, "due in 35 days")]
#[case(-1, "1 day late")]
#[case(-16, "16 days late")]
fn a_duty_says_how_it_stands(#[case] days: i32, #[case] says: &str) {
    assert_eq!(in_words::due(TODAY, add_days(TODAY, days)), says);
}

/// Half past nine on that day.
const NOW: &str = "2026-11-26T09:30:00Z";

#[rstest]
#[case("2026-11-26T09:30:40Z", "due now")]
#[case("2026-11-26T10:10:00Z", "due in 40 minutes")]
#[case("2026-11-26T10:30:00Z", "due in 1 hour")]
#[case::hours_are_whole_ones("2026-11-26T12:29:00Z", "due in 2 hours")]
#[case("2026-11-26T16:10:00Z", "due today by 16:10")]
#[case("2026-11-27T09:10:00Z", "due tomorrow by 09:10")]
#[case("2026-11-30T09:10:00Z", "due Monday by 09:10")]
#[case("2026-12-08T09:10:00Z", "due in 12 days")]
#[case("2026-11-26T09:29:00Z", "overdue since 09:29")]
#[case("2026-11-25T16:10:00Z", "overdue since yesterday")]
#[case("2026-11-20T16:10:00Z", "overdue since Friday")]
#[case("2026-11-14T16:10:00Z", "overdue for 12 days")]
fn a_duty_with_a_time_of_day_counts_the_last_hours(#[case] due: &str, #[case] says: &str) {
    assert_eq!(in_words::due_at(NOW.parse().unwrap(), due.parse().unwrap()), says);
}

#[test]
fn a_moment_is_said_by_the_clocks_of_england() {
    assert_eq!(in_words::date_at("2026-06-01T15:10:00Z".parse().unwrap()), "Monday 1 June 2026 at 16:10");
}

#[rstest]
#[case(0, "today")]
#[case(1, "tomorrow")]
#[case(-1, "yesterday")]
#[case(12, "in 12 days")]
#[case(-12, "12 days ago")]
fn a_day_is_said_from_today(#[case] days: i32, #[case] says: &str) {
    assert_eq!(in_words::when(TODAY, add_days(TODAY, days)), says);
}

#[rstest]
#[case::after_the_weekend(date(2026, 12, 1), "in 3 working days, Tuesday 1 December 2026")]
#[case::one(date(2026, 11, 27), "in 1 working day, Friday 27 November 2026")]
#[case::today(date(2026, 11, 26), "today, Thursday 26 November 2026")]
#[case::late(date(2026, 11, 23), "3 working days late, Monday 23 November 2026")]
fn a_duty_in_working_days_says_its_date_too(#[case] due: Date, #[case] says: &str) {
    let due = Due { date: due, provisional: false };
    assert_eq!(in_words::due_in_working_days(&Calendar::england(), TODAY, due), says);
}

#[test]
fn a_limit_at_the_weekend_does_not_pretend_to_a_working_day() {
    let england = Calendar::england();
    let sunday = Due { date: date(2026, 11, 29), provisional: false };
    assert_eq!(
        in_words::due_in_working_days(&england, date(2026, 11, 27), sunday),
        "in 2 days, Sunday 29 November 2026"
    );
    let saturday = Due { date: date(2026, 11, 28), provisional: false };
    assert_eq!(
        in_words::due_in_working_days(&england, date(2026, 11, 29), saturday),
        "late, Saturday 28 November 2026"
    );
}

#[test]
fn a_provisional_date_says_so() {
    let england = Calendar::england();
    let due = england.add_working_days(date(2029, 3, 1), 2);
    let says = in_words::due_in_working_days(&england, date(2029, 3, 1), due);
    assert_eq!(says, "in 2 working days, Monday 5 March 2029 (provisional)");
}

#[rstest]
#[case(date(2019, 3, 14), "7 years")]
#[case(date(2025, 11, 26), "1 year")]
#[case(date(2026, 6, 20), "5 months")]
#[case(date(2026, 11, 5), "3 weeks")]
#[case(date(2026, 11, 24), "2 days")]
#[case(date(2026, 11, 26), "born today")]
#[case::unborn(date(2026, 12, 31), "due in 35 days")]
fn an_age_is_said_for_a_header(#[case] born: Date, #[case] says: &str) {
    assert_eq!(in_words::age_of(born, TODAY), says);
}
