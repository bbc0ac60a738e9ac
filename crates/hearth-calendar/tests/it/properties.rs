//! What must hold for every date and every number.

use hearth_calendar::{
    Calendar, LeapDay, Moved, Pause, add_days, add_months, age, age_on, anniversary, birthday, days_between,
    move_by_pauses, next_anniversary,
};
use jiff::civil::Date;
use proptest::prelude::*;

/// Days from before the table to after it.
fn any_day() -> impl Strategy<Value = Date> {
    (-15_000i32..80_000).prop_map(|days| add_days(Date::constant(1970, 1, 1), days))
}

fn any_leap() -> impl Strategy<Value = LeapDay> {
    prop_oneof![Just(LeapDay::Earlier), Just(LeapDay::Later)]
}

proptest! {
    #[test]
    fn adding_then_counting_gives_the_number_back(day in any_day(), n in 0u32..400) {
        let england = Calendar::england();
        let due = england.add_working_days(day, n).date;
        prop_assert_eq!(england.count_working_days(day, due), n.cast_signed());
    }

    #[test]
    fn subtracting_then_counting_gives_the_number_back(day in any_day(), n in 0u32..400) {
        let england = Calendar::england();
        let before = england.subtract_working_days(day, n).date;
        prop_assert_eq!(england.count_working_days(day, before), -n.cast_signed());
    }

    #[test]
    fn adding_and_subtracting_undo_each_other_from_a_working_day(day in any_day(), n in 1u32..400) {
        let england = Calendar::england();
        let worked = england.roll_forward(day).date;
        let due = england.add_working_days(worked, n).date;
        prop_assert_eq!(england.subtract_working_days(due, n).date, worked);
    }

    #[test]
    fn the_latest_start_ends_in_time_and_the_day_after_it_does_not(by in any_day(), n in 1u32..400) {
        let england = Calendar::england();
        let start = england.latest_start(by, n).date;
        prop_assert!(england.add_working_days(start, n).date <= by);
        prop_assert!(england.add_working_days(add_days(start, 1), n).date > by);
    }

    #[test]
    fn the_end_of_a_count_is_a_working_day(day in any_day(), n in 1u32..400) {
        let england = Calendar::england();
        prop_assert!(england.is_working_day(england.add_working_days(day, n).date));
        prop_assert!(england.is_working_day(england.subtract_working_days(day, n).date));
        prop_assert!(england.is_working_day(england.roll_forward(day).date));
        prop_assert!(england.is_working_day(england.last_working_day_on_or_before(day).date));
    }

    #[test]
    fn a_later_anchor_or_a_longer_count_never_falls_earlier(day in any_day(), later in 0i32..40, n in 0u32..300, more in 1u32..40) {
        let england = Calendar::england();
        let due = england.add_working_days(day, n).date;
        prop_assert!(england.add_working_days(add_days(day, later), n).date >= due);
        prop_assert!(england.add_working_days(day, n + more).date > due);
    }

    #[test]
    fn the_table_agrees_with_walking_day_by_day(day in any_day(), n in 1u32..120) {
        let england = Calendar::england();
        let mut walked = day;
        let mut left = n;
        while left > 0 {
            walked = add_days(walked, 1);
            left -= u32::from(england.is_working_day(walked));
        }
        prop_assert_eq!(england.add_working_days(day, n).date, walked);
    }

    #[test]
    fn a_working_day_is_neither_a_weekend_nor_a_named_holiday(day in any_day()) {
        let england = Calendar::england();
        let weekend = day.weekday().to_monday_zero_offset() >= 5;
        prop_assert_eq!(england.is_working_day(day), !weekend && england.holiday(day).is_none());
    }

    #[test]
    fn no_year_has_fewer_than_six_or_more_than_eleven_holidays(year in 1948i16..2151) {
        let england = Calendar::england();
        let mut day = Date::constant(year, 1, 1);
        let mut named = 0;
        while day.year() == year {
            named += u32::from(england.holiday(day).is_some());
            day = add_days(day, 1);
        }
        // The Act's six, at least; a substitute for New Year's Day never leaves its year.
        prop_assert!((6..=11).contains(&named), "{} in {}", named, year);
    }

    #[test]
    fn an_answer_is_provisional_just_when_it_needed_a_day_past_the_list(day in any_day(), n in 0u32..400) {
        let england = Calendar::england();
        let due = england.add_working_days(day, n);
        prop_assert_eq!(due.provisional, due.date > england.list().last());
    }

    #[test]
    fn months_clamp_once_and_never_twice(day in any_day(), months in 0i32..600) {
        let due = add_months(day, months);
        let corresponding = due.day() == day.day();
        let last_of_a_shorter_month = due.day() < day.day() && due == due.last_of_month();
        prop_assert!(corresponding || last_of_a_shorter_month);
        // One step of many months is never earlier than many steps of one.
        let stepped = (0..months).fold(day, |at, _| add_months(at, 1));
        prop_assert!(due >= stepped);
        prop_assert_eq!((due.year(), due.month()), (stepped.year(), stepped.month()));
    }

    #[test]
    fn months_agree_with_the_date_library(day in any_day(), months in -600i32..600) {
        use jiff::ToSpan;
        prop_assert_eq!(add_months(day, months), day.checked_add(months.months()).unwrap());
    }

    #[test]
    fn an_age_is_reached_on_the_birthday_and_not_the_day_before(born in any_day(), years in 0u16..110) {
        let day = birthday(born, years, LeapDay::Later);
        prop_assert_eq!(age_on(born, day), Some(years));
        prop_assert_eq!(age_on(born, add_days(day, -1)), years.checked_sub(1));
    }

    #[test]
    fn the_earlier_leap_day_is_at_most_one_day_before_the_later(born in any_day(), years in 0u16..110) {
        let gap = days_between(anniversary(born, years, LeapDay::Earlier), anniversary(born, years, LeapDay::Later));
        prop_assert!(gap == 0 || (gap == 1 && born.month() == 2 && born.day() == 29));
    }

    #[test]
    fn the_next_anniversary_is_within_a_year(day in any_day(), ahead in 0i32..20_000, leap in any_leap()) {
        let on = add_days(day, ahead);
        let next = next_anniversary(day, on, leap);
        prop_assert!(next >= on && next > day);
        prop_assert!(days_between(on, next) <= 366 || ahead == 0);
    }

    #[test]
    fn an_age_in_parts_grows_with_time_and_keeps_to_its_bounds(born in any_day(), days in 0i32..9_000) {
        let on = add_days(born, days);
        let parts = age(born, on).unwrap();
        prop_assert!(parts.months <= 11 && parts.days <= 31);
        prop_assert_eq!(Some(parts.years), age_on(born, on));
        prop_assert!(age(born, add_days(on, 1)).unwrap() > parts);
        prop_assert_eq!(age(born, add_days(born, -1 - days)), None);
    }

    #[test]
    fn a_pause_moves_a_due_date_by_no_more_than_its_length(
        started in any_day(),
        allowed in 1i32..90,
        pauses in prop::collection::vec((0i32..120, 0i32..30), 0..5),
    ) {
        let due = add_days(started, allowed);
        let pauses: Vec<Pause> = pauses
            .into_iter()
            .map(|(after, length)| Pause { from: add_days(started, after), to: Some(add_days(started, after + length)) })
            .collect();
        let most: i32 = pauses.iter().map(|pause| days_between(pause.from, pause.to.unwrap()) + 1).sum();
        let Moved::Due { date, paused_days } = move_by_pauses(started, due, &pauses) else { panic!("all have ended") };
        prop_assert_eq!(days_between(due, date), paused_days);
        prop_assert!((0..=most).contains(&paused_days));
        // What was allowed is what is left when the days inside pauses are not counted.
        let counted = (1..=days_between(started, date))
            .map(|n| add_days(started, n))
            .filter(|day| !pauses.iter().any(|pause| (pause.from..=pause.to.unwrap()).contains(day)))
            .count();
        prop_assert_eq!(i32::try_from(counted).unwrap(), allowed);
    }
}
