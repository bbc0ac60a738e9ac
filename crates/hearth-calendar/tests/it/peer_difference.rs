//! Where an open validator of the CIN census counts differently, and by how much.
//!
//! Its helper for "n working days" is a business-day offset of n - 1, so it comes out one day short;
//! from a day that is not worked the offset first rolls, which adds to the error; and its holidays are
//! a fixed list for 2022 to 2027, so outside those years holidays count as working days. The helper is
//! written out here, as it behaves, so that the difference cannot creep into ours unseen.

use hearth_calendar::{Calendar, add_days};
use jiff::civil::{Date, date};
use rstest::rstest;

/// The peer's subtraction: a day that is not worked rolls to the *next* working day at no cost for an
/// offset of nought, and to the one before at the cost of a step for any other.
fn peer_subtract(england: &Calendar, anchor: Date, working_days: u32) -> Date {
    let worked = |day: Date| {
        let listed = (2022..=2027).contains(&day.year());
        let weekend = day.weekday().to_monday_zero_offset() >= 5;
        if listed { england.is_working_day(day) } else { !weekend }
    };
    let mut left = working_days - 1;
    let mut day = anchor;
    if left == 0 {
        while !worked(day) {
            day = add_days(day, 1);
        }
        return day;
    }
    // An anchor that is not worked is first taken to the next working day.
    while !worked(day) {
        day = add_days(day, 1);
    }
    while left > 0 {
        day = add_days(day, -1);
        left -= u32::from(worked(day));
    }
    day
}

#[rstest]
#[case::assessment_of_45_days(date(2025, 3, 31), 45, date(2025, 1, 28), date(2025, 1, 27))]
#[case::assessment_from_easter_sunday(date(2024, 3, 31), 45, date(2024, 1, 29), date(2024, 1, 25))]
#[case::conference_of_15_days(date(2025, 3, 31), 15, date(2025, 3, 11), date(2025, 3, 10))]
#[case::one_day_from_a_saturday(date(2023, 4, 1), 1, date(2023, 4, 3), date(2023, 3, 30))]
fn counting_back_from_a_reference_date_we_are_right_where_the_peer_is_short(
    #[case] reference: Date,
    #[case] working_days: u32,
    #[case] peer: Date,
    #[case] ours: Date,
) {
    let england = Calendar::england();
    assert_eq!(peer_subtract(&england, reference, working_days), peer);
    assert_eq!(england.latest_start(reference, working_days).date, ours);
}

#[test]
fn from_a_working_day_of_its_years_the_peer_is_exactly_one_working_day_short() {
    let england = Calendar::england();
    for offset in 0..1_000 {
        let anchor = add_days(date(2023, 6, 1), offset);
        if england.is_working_day(anchor) {
            let peer = peer_subtract(&england, anchor, 45);
            let ours = england.subtract_working_days(anchor, 45).date;
            assert_eq!(england.count_working_days(ours, peer), 1, "{anchor}");
        }
    }
}

#[test]
fn outside_its_list_the_peer_counts_christmas_as_worked() {
    let england = Calendar::england();
    // 2021 is before its list: three holidays between these days are counted as worked.
    assert_eq!(peer_subtract(&england, date(2021, 1, 4), 11), date(2020, 12, 21));
    assert_eq!(england.subtract_working_days(date(2021, 1, 4), 10).date, date(2020, 12, 16));
}
