//! Limits over several stays.

use hearth_practice::clocks::{Clock, State};

use super::{clocks, day, named, sefton};

const BREAKS: &str = "End of a short break, with earlier ones";
const SECURE: &str = "End of secure accommodation without a court order, with earlier stays";
const HOLIDAY: &str = "Third move in a year while the carer was on holiday";

/// Stays by their first and last moments, as the events that begin and end them.
fn stays<'a>(noun: (&'a str, &'a str), all: &[(&'a str, Option<&'a str>)]) -> Vec<(&'a str, &'a str)> {
    all.iter().flat_map(|(from, to)| [Some((noun.0, *from)), to.map(|to| (noun.1, to))]).flatten().collect()
}

fn breaks<'a>(all: &[(&'a str, Option<&'a str>)]) -> Vec<(&'a str, &'a str)> {
    stays(("short_break.started", "short_break.ended"), all)
}

#[test]
fn short_breaks_come_to_seventy_five_days_in_any_twelve_months() {
    // 17, 17, 17 and 14 days: ten are left.
    let all = [
        ("2026-01-05", Some("2026-01-22")),
        ("2026-03-02", Some("2026-03-19")),
        ("2026-05-04", Some("2026-05-21")),
        ("2026-07-06", Some("2026-07-20")),
        ("2026-09-07", None),
    ];
    let found = clocks(&breaks(&all), &[], "2026-09-08");
    let clock = named(&found, BREAKS).expect("the sum of them");
    let used = clock.used.expect("what earlier ones took");
    assert_eq!((used.stays, used.amount), (4, 65));
    assert_eq!((clock.due, clock.state), (Some(day("2026-09-17")), State::Running));
    assert_eq!(
        clock.sum(&sefton()),
        "75 days are allowed in any 12 months. 4 earlier stays took 65 days in the 12 months before Monday 7 September 2026; \
         with this one they are used up on Thursday 17 September 2026."
    );
    let late = clocks(&breaks(&all), &[], "2026-09-18");
    assert_eq!(named(&late, BREAKS).map(|clock| clock.state), Some(State::Overdue));
    assert_eq!(
        named(&late, "End of a short break").map(|clock| clock.state),
        Some(State::Running),
        "it is not 17 days yet"
    );
}

#[test]
fn days_of_more_than_a_year_ago_are_given_back_as_they_pass() {
    let all = [("2025-09-10", Some("2025-11-19")), ("2026-09-07", None)];
    let found = clocks(&breaks(&all), &[], "2026-09-08");
    // Three days bring 70 to 73. Then each day gives one back, until the last of the first break is a year ago on 19 November; the
    // two that are left come after it.
    assert_eq!(named(&found, BREAKS).and_then(|clock| clock.due), Some(day("2026-11-21")));
}

#[test]
fn a_first_break_and_one_after_a_year_have_only_the_limit_of_their_own() {
    for all in [vec![("2026-09-07", None)], vec![("2025-01-06", Some("2025-01-20")), ("2026-09-07", None)]] {
        let found = clocks(&breaks(&all), &[], "2026-09-08");
        assert!(named(&found, BREAKS).is_none());
        assert!(named(&found, "End of a short break").is_some());
    }
}

#[test]
fn a_break_that_begins_when_nothing_is_left_is_over_on_its_first_day() {
    let all = [("2026-05-04", Some("2026-07-23")), ("2026-09-07", Some("2026-09-09"))];
    let found = clocks(&breaks(&all), &[], "2026-10-01");
    let clock = named(&found, BREAKS).expect("the sum of them");
    assert_eq!((clock.due, clock.state), (Some(day("2026-09-07")), State::Late));
}

fn secure(all: &[(&'static str, Option<&'static str>)], today: &str) -> Vec<Clock> {
    clocks(&stays(("secure_accommodation.started", "secure_accommodation.ended"), all), &[], today)
}

#[test]
fn seventy_two_hours_without_a_court_are_those_of_all_stays_in_twenty_eight_days() {
    let all = [("2026-03-02T10:00:00Z", Some("2026-03-04T10:30:00Z")), ("2026-03-11T12:00:00Z", None)];
    let found = secure(&all, "2026-03-11");
    let clock = named(&found, SECURE).expect("the sum of them");
    assert_eq!(clock.due_at, Some("2026-03-12T11:30:00Z".parse().unwrap()), "23 and a half hours are left");
    assert_eq!(clock.used.map(|used| (used.stays, used.amount)), Some((1, 49)), "begun hours are whole ones");
    let alone = named(&found, "End of secure accommodation without a court order").and_then(|clock| clock.due);
    assert_eq!(alone, Some(day("2026-03-16")), "72 hours of its own end on a Saturday");
    let weekend = secure(&[all[0], ("2026-03-13T12:00:00Z", None)], "2026-03-13");
    assert_eq!(
        named(&weekend, SECURE).and_then(|clock| clock.due),
        Some(day("2026-03-16")),
        "a Saturday rolls to Monday"
    );
}

#[test]
fn a_stay_of_more_than_twenty_eight_days_ago_takes_nothing() {
    let all = [("2026-03-02T10:00:00Z", Some("2026-03-04T10:30:00Z")), ("2026-04-08T12:00:00Z", None)];
    assert!(named(&secure(&all, "2026-04-08"), SECURE).is_none());
}

#[test]
fn hours_are_not_added_up_where_a_moment_is_not_known() {
    let all = [("2026-03-02", Some("2026-03-04")), ("2026-03-11T12:00:00Z", None)];
    assert!(named(&secure(&all, "2026-03-11"), SECURE).is_none());
}

#[test]
fn a_third_move_for_the_carers_holiday_in_a_year_is_over_the_limit() {
    let of = |all: &[(&'static str, Option<&'static str>)]| {
        let events = stays(("carer_holiday.started", "carer_holiday.ended"), all);
        let found = clocks(&events, &[], "2026-08-05");
        named(&found, HOLIDAY).map(|clock| (clock.due, clock.state, clock.sum(&sefton())))
    };
    let (first, second, third) =
        (("2025-10-27", Some("2025-11-03")), ("2026-04-06", Some("2026-04-13")), ("2026-08-03", None));
    let (due, state, sum) = of(&[first, second, third]).expect("one too many");
    assert_eq!((due, state), (Some(day("2026-08-03")), State::Overdue));
    assert!(sum.contains("2 earlier stays began in the 12 months before Monday 3 August 2026"), "{sum}");
    assert!(of(&[second, third]).is_none());
    assert!(of(&[("2025-07-27", Some("2025-08-02")), second, third]).is_none(), "the first is more than a year ago");
}
