//! Dates worked out by hand against the published list.

use hearth_calendar::{Calendar, Moved, Pause, add_months, move_by_pauses};
use jiff::civil::{Date, date};
use rstest::rstest;

#[rstest]
#[case::conference_over_easter(date(2026, 3, 20), 15, date(2026, 4, 14))]
#[case::conference_from_a_saturday_over_two_bank_holidays(date(2026, 5, 2), 15, date(2026, 5, 26))]
#[case::first_review_over_christmas(date(2025, 12, 19), 20, date(2026, 1, 21))]
#[case::referral_before_christmas_eve(date(2025, 12, 23), 1, date(2025, 12, 24))]
#[case::assessment_over_christmas(date(2025, 12, 19), 45, date(2026, 2, 25))]
#[case::core_group_over_christmas(date(2026, 12, 18), 10, date(2027, 1, 6))]
#[case::placement_plan_over_easter(date(2026, 4, 1), 5, date(2026, 4, 10))]
#[case::care_plan_over_easter(date(2026, 4, 1), 10, date(2026, 4, 17))]
#[case::complaint_stage_1(date(2026, 12, 11), 10, date(2026, 12, 29))]
#[case::complaint_stage_2(date(2026, 3, 2), 25, date(2026, 4, 8))]
#[case::complaint_stage_2_at_most(date(2026, 3, 2), 65, date(2026, 6, 5))]
#[case::complaint_panel(date(2026, 3, 2), 30, date(2026, 4, 15))]
fn a_duty_in_working_days_falls_on(#[case] anchor: Date, #[case] days: u32, #[case] due: Date) {
    let england = Calendar::england();
    assert_eq!(england.add_working_days(anchor, days).date, due);
    assert_eq!(england.count_working_days(anchor, due), i32::try_from(days).unwrap());
}

#[test]
fn the_second_review_is_at_most_three_months_after_the_first_and_planned_for_the_friday() {
    let limit = add_months(date(2026, 11, 30), 3);
    assert_eq!(limit, date(2027, 2, 28));
    assert_eq!(Calendar::england().last_working_day_on_or_before(limit).date, date(2027, 2, 26));
}

#[rstest]
#[case::no_31_september(date(2026, 8, 31), date(2026, 9, 30))]
#[case::christmas_day_rolls_over_the_substitute_day(date(2026, 11, 25), date(2026, 12, 29))]
fn an_access_request_is_answered_within_a_month_and_rolls(#[case] received: Date, #[case] due: Date) {
    assert_eq!(Calendar::england().roll_forward(add_months(received, 1)).date, due);
}

#[test]
fn an_access_request_that_waited_for_clarification_is_moved_first_and_rolled_after() {
    let received = date(2026, 11, 16);
    let pause = Pause { from: date(2026, 11, 20), to: Some(date(2026, 11, 28)) };
    let Moved::Due { date: moved, .. } = move_by_pauses(received, add_months(received, 1), &[pause]) else {
        panic!("the pause has ended")
    };
    assert_eq!(moved, date(2026, 12, 25));
    assert_eq!(Calendar::england().roll_forward(moved).date, date(2026, 12, 29));
}
