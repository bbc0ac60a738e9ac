//! The edge rules of statutory clocks that a calendar can keep or break. E12 (recompute from events)
//! and E14 (two clocks from one event) are kept where the events are.

use hearth_calendar::{
    Calendar, LeapDay, Moved, Pause, add_days, add_hours, add_months, add_weeks, add_years, age_on, anniversary,
    birthday, end_of_london_day, london_date, london_datetime, london_moment, move_by_pauses, start_of_london_day,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use rstest::rstest;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[rstest]
#[case::saturday(date(2026, 11, 21))]
#[case::sunday(date(2026, 11, 22))]
#[case::christmas_day(date(2026, 12, 25))]
#[case::christmas_day_on_a_saturday(date(2021, 12, 25))]
#[case::boxing_day(date(2025, 12, 26))]
#[case::boxing_day_substitute(date(2026, 12, 28))]
#[case::good_friday(date(2026, 4, 3))]
#[case::easter_monday(date(2026, 4, 6))]
#[case::proclaimed_for_one_year(date(2022, 9, 19))]
#[case::new_year(date(2027, 1, 1))]
fn e1_weekends_and_bank_holidays_are_not_working_days(#[case] day: Date) {
    assert!(!Calendar::england().is_working_day(day));
}

#[rstest]
#[case::between_christmas_and_new_year(date(2026, 12, 29))]
#[case::new_years_eve(date(2026, 12, 31))]
#[case::maundy_thursday(date(2026, 4, 2))]
#[case::standing_holiday_moved_away(date(2022, 5, 30))]
#[case::scottish_second_of_january(date(2026, 1, 2))]
#[case::saint_patricks_day(date(2026, 3, 17))]
fn e1_days_on_which_a_council_closes_are_working_days(#[case] day: Date) {
    assert!(Calendar::england().is_working_day(day));
}

#[test]
fn e2_the_anchor_is_day_nought_and_a_weekend_anchor_starts_on_the_next_working_day() {
    let england = Calendar::england();
    assert_eq!(england.add_working_days(date(2026, 11, 19), 1).date, date(2026, 11, 20));
    assert_eq!(england.add_working_days(date(2026, 11, 20), 1).date, date(2026, 11, 23));
    assert_eq!(england.add_working_days(date(2026, 11, 21), 1).date, date(2026, 11, 23));
    assert_eq!(england.add_working_days(date(2026, 11, 22), 5).date, date(2026, 11, 27));
    assert_eq!(england.add_working_days(date(2026, 11, 21), 0).date, date(2026, 11, 21));
}

#[rstest]
#[case::in_the_night(at("2026-11-24T02:30:00Z"), date(2026, 11, 25))]
#[case::late_in_the_evening(at("2026-11-24T22:00:00Z"), date(2026, 11, 25))]
#[case::on_a_saturday(at("2026-11-21T09:00:00Z"), date(2026, 11, 23))]
#[case::on_christmas_day(at("2026-12-25T10:00:00Z"), date(2026, 12, 29))]
#[case::past_midnight_in_summer(at("2026-07-01T23:30:00Z"), date(2026, 7, 3))]
fn e3_a_referral_out_of_hours_is_due_at_the_end_of_the_next_working_day(
    #[case] received: Timestamp,
    #[case] due: Date,
) {
    assert_eq!(Calendar::england().add_working_days_from_receipt(received, 1).date, due);
}

#[test]
fn e4_weeks_are_seven_calendar_days_each_through_any_holiday() {
    assert_eq!(add_weeks(date(2026, 12, 14), 6), date(2027, 1, 25));
    assert_eq!(add_days(date(2026, 12, 24), 8), date(2027, 1, 1));
    assert_eq!(add_days(date(2028, 3, 1), -1), date(2028, 2, 29));
}

#[rstest]
#[case::common_year(date(2026, 1, 31), 1, date(2026, 2, 28))]
#[case::leap_year(date(2028, 1, 31), 1, date(2028, 2, 29))]
#[case::over_new_year(date(2026, 11, 30), 3, date(2027, 2, 28))]
#[case::over_new_year_into_a_leap_year(date(2027, 11, 30), 3, date(2028, 2, 29))]
#[case::corresponding_date(date(2026, 2, 28), 1, date(2026, 3, 28))]
fn e5_a_month_ends_on_the_corresponding_date_or_the_last_day(
    #[case] anchor: Date,
    #[case] months: i32,
    #[case] due: Date,
) {
    assert_eq!(add_months(anchor, months), due);
}

#[test]
fn e5_a_series_counts_from_its_true_anchor_and_never_from_a_clamped_date() {
    let anchor = date(2026, 8, 31);
    let series: Vec<Date> = (1..=7).map(|n| add_months(anchor, n)).collect();
    assert_eq!(series[5], date(2027, 2, 28));
    assert_eq!(series[6], date(2027, 3, 31));
    assert_eq!(add_years(date(2024, 2, 29), 4), date(2028, 2, 29));
    assert_eq!(add_years(date(2024, 2, 29), 1), date(2025, 2, 28));
}

#[test]
fn e6_a_limit_does_not_roll_and_is_planned_for_the_working_day_before() {
    let england = Calendar::england();
    let limit = add_months(date(2026, 11, 30), 3);
    assert_eq!(limit, date(2027, 2, 28));
    assert!(!england.is_working_day(limit));
    assert_eq!(england.last_working_day_on_or_before(limit).date, date(2027, 2, 26));
    assert_eq!(england.last_working_day_on_or_before(date(2026, 12, 28)).date, date(2026, 12, 24));
    assert_eq!(england.last_working_day_on_or_before(date(2026, 11, 26)).date, date(2026, 11, 26));
}

#[test]
fn e7_where_the_rule_says_so_a_due_date_rolls_to_the_next_working_day() {
    let england = Calendar::england();
    assert_eq!(england.roll_forward(date(2026, 12, 25)).date, date(2026, 12, 29));
    assert_eq!(england.roll_forward(date(2026, 9, 30)).date, date(2026, 9, 30));
}

#[test]
fn e8_seventy_two_hours_run_through_a_weekend_and_the_change_to_summer_time() {
    let due = add_hours(at("2026-03-28T12:00:00Z"), 72);
    assert_eq!(due, at("2026-03-31T12:00:00Z"));
    assert_eq!(london_datetime(due), date(2026, 3, 31).at(13, 0, 0, 0));
}

#[test]
fn e8_seventy_two_hours_run_through_the_change_to_winter_time() {
    let due = add_hours(at("2026-10-24T11:00:00Z"), 72);
    assert_eq!(london_datetime(due), date(2026, 10, 27).at(11, 0, 0, 0));
    assert_eq!(london_datetime(at("2026-10-24T11:00:00Z")), date(2026, 10, 24).at(12, 0, 0, 0));
}

#[test]
fn e8_the_last_hour_of_a_summer_day_in_universal_time_is_the_next_day_here() {
    assert_eq!(london_date(at("2026-07-01T23:30:00Z")), date(2026, 7, 2));
    assert_eq!(london_date(at("2026-12-01T23:30:00Z")), date(2026, 12, 1));
}

#[test]
fn e8_a_day_is_23_hours_long_in_march_and_25_in_october() {
    let hours = |day| (end_of_london_day(day).as_second() - start_of_london_day(day).as_second()) / 3600;
    assert_eq!(hours(date(2026, 3, 29)), 23);
    assert_eq!(hours(date(2026, 10, 25)), 25);
    assert_eq!(hours(date(2026, 11, 26)), 24);
    assert_eq!(start_of_london_day(date(2026, 7, 1)), at("2026-06-30T23:00:00Z"));
}

#[test]
fn e8_before_the_present_rule_england_kept_other_summer_times() {
    // British Standard Time: an hour ahead all winter from 1968 to 1971.
    assert_eq!(london_date(at("1970-01-14T23:30:00Z")), date(1970, 1, 15));
}

#[test]
fn e9_a_child_born_on_29_february_reaches_an_age_on_1_march() {
    let born = date(2012, 2, 29);
    assert_eq!(age_on(born, date(2026, 2, 28)), Some(13));
    assert_eq!(age_on(born, date(2026, 3, 1)), Some(14));
    assert_eq!(age_on(born, date(2028, 2, 29)), Some(16));
}

#[test]
fn e9_the_earlier_day_is_for_acting_and_the_later_for_destroying() {
    let born = date(1996, 2, 29);
    assert_eq!(birthday(born, 18, LeapDay::Earlier), date(2014, 2, 28));
    assert_eq!(birthday(born, 18, LeapDay::Later), date(2014, 3, 1));
    assert_eq!(anniversary(born, 93, LeapDay::Later), date(2089, 3, 1));
    assert_eq!(birthday(born, 16, LeapDay::Later), date(2012, 2, 29));
}

#[test]
fn e11_the_days_of_a_pause_move_the_due_date_and_both_ends_are_left_out() {
    let pause = Pause { from: date(2026, 3, 10), to: Some(date(2026, 3, 14)) };
    let moved = move_by_pauses(date(2026, 3, 2), date(2026, 4, 2), &[pause]);
    assert_eq!(moved, Moved::Due { date: date(2026, 4, 7), paused_days: 5 });
}

#[test]
fn e11_pauses_that_recur_and_overlap_leave_each_day_out_once() {
    let pauses = [
        Pause { from: date(2026, 3, 20), to: Some(date(2026, 3, 22)) },
        Pause { from: date(2026, 3, 10), to: Some(date(2026, 3, 14)) },
        Pause { from: date(2026, 3, 13), to: Some(date(2026, 3, 16)) },
    ];
    let moved = move_by_pauses(date(2026, 3, 2), date(2026, 4, 2), &pauses);
    assert_eq!(moved, Moved::Due { date: date(2026, 4, 12), paused_days: 10 });
}

#[test]
fn e11_a_pause_after_the_clock_has_run_out_changes_nothing_but_one_inside_the_moved_time_does() {
    let started = date(2026, 3, 2);
    let due = date(2026, 4, 2);
    let late = Pause { from: date(2026, 4, 3), to: Some(date(2026, 4, 9)) };
    assert_eq!(move_by_pauses(started, due, &[late]), Moved::Due { date: due, paused_days: 0 });
    let first = Pause { from: date(2026, 3, 30), to: Some(date(2026, 3, 30)) };
    let moved = move_by_pauses(started, due, &[late, first]);
    assert_eq!(moved, Moved::Due { date: date(2026, 4, 10), paused_days: 8 });
}

#[test]
fn e11_a_running_pause_names_the_days_that_are_left_and_no_date() {
    let running = Pause { from: date(2026, 3, 10), to: None };
    let moved = move_by_pauses(date(2026, 3, 2), date(2026, 4, 2), &[running]);
    assert_eq!(moved, Moved::Paused { since: date(2026, 3, 10), days_left: 24 });
    // When it ends on the 14th, 24 days later is where the closed pause puts it too.
    assert_eq!(add_days(date(2026, 3, 14), 24), date(2026, 4, 7));
}

#[test]
fn e11_a_pause_cannot_begin_before_its_clock_or_end_before_it_begins() {
    let started = date(2026, 3, 2);
    let due = date(2026, 4, 2);
    let early = Pause { from: date(2026, 2, 20), to: Some(date(2026, 3, 4)) };
    assert_eq!(move_by_pauses(started, due, &[early]), Moved::Due { date: date(2026, 4, 4), paused_days: 2 });
    let backwards = Pause { from: date(2026, 3, 20), to: Some(date(2026, 3, 19)) };
    assert_eq!(move_by_pauses(started, due, &[backwards]), Moved::Due { date: due, paused_days: 0 });
}

#[test]
fn e13_past_the_end_of_the_list_the_standing_rules_answer_and_the_date_is_provisional() {
    let england = Calendar::england();
    assert_eq!(england.list().last(), date(2028, 12, 26));
    assert!(!england.add_working_days(date(2028, 12, 20), 2).provisional);
    let due = england.add_working_days(date(2028, 12, 20), 10);
    assert!(due.provisional);
    assert_eq!(due.date, date(2029, 1, 8));
    assert_eq!(england.holiday(date(2029, 3, 30)), Some("Good Friday"));
    assert!(england.roll_forward(date(2030, 12, 25)).provisional);
    assert!(england.subtract_working_days(date(2029, 1, 2), 20).provisional);
}

#[test]
fn e13_a_newer_list_turns_a_provisional_date_into_a_certain_one_and_may_move_it() {
    let england = Calendar::england();
    let before = england.add_working_days(date(2029, 6, 1), 3);
    assert!(before.provisional);
    let json = r#"{"england-and-wales": {"division": "england-and-wales", "events": [
        {"title": "New Year’s Day", "date": "2029-01-01", "notes": "", "bunting": true},
        {"title": "An invented jubilee", "date": "2029-06-05", "notes": "Extra bank holiday", "bunting": true},
        {"title": "Boxing Day", "date": "2029-12-26", "notes": "", "bunting": true}]}}"#;
    let newer = england.list().updated_from_gov_uk(json, "2027-11", "a test").unwrap();
    let after = Calendar::from_list(newer).add_working_days(date(2029, 6, 1), 3);
    assert_eq!((before.date, after.date), (date(2029, 6, 6), date(2029, 6, 7)));
    assert!(!after.provisional);
}

#[test]
fn e8_a_time_as_written_has_one_moment_or_none() {
    let moment = |text: &str| london_moment(text.parse().unwrap());
    assert_eq!(moment("2026-07-01T09:00"), Some(at("2026-07-01T08:00:00Z")));
    // The hour that spring skips, and the one that autumn repeats: the first of the two.
    assert_eq!(moment("2026-03-29T01:30"), None);
    assert_eq!(moment("2026-10-25T01:30"), Some(at("2026-10-25T00:30:00Z")));
}
