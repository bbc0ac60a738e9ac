//! Dates that were worked out by hand and checked against the published list of bank holidays.

use super::{clocks, day, open};

/// One event alone, the number of the clock that it starts, and when that is due.
const EXAMPLES: &[(&str, &str, &str, &str)] = &[
    // Fifteen working days over Easter.
    ("strategy_discussion.held", "2026-03-20", "T05", "2026-04-14"),
    // A Saturday, and two bank holidays.
    ("strategy_discussion.held", "2026-05-02", "T05", "2026-05-26"),
    ("care.started", "2025-12-19", "T32", "2026-01-21"),
    ("referral.received", "2025-12-23", "T01", "2025-12-24"),
    ("referral.received", "2025-12-19", "T02", "2026-02-25"),
    ("conference.initial_held", "2026-12-18", "T07", "2027-01-06"),
    ("cp_plan.started", "2026-12-18", "T07", "2027-01-06"),
    ("placement.started", "2026-04-01", "T28", "2026-04-10"),
    ("placement.started", "2026-04-01", "T27", "2026-04-17"),
    ("complaint.received", "2026-12-11", "T85", "2026-12-29"),
    ("complaint.stage2_requested", "2026-03-02", "T87", "2026-04-08"),
    ("complaint.panel_requested", "2026-03-02", "T89", "2026-04-15"),
    ("care_review.held", "2026-11-30", "T33", "2027-02-28"),
    ("access_request.received", "2026-08-31", "T94", "2026-09-30"),
    ("access_request.received", "2026-08-31T09:00:00Z", "T94", "2026-09-30"),
    // Christmas Day rolls to the next working day.
    ("access_request.received", "2026-11-25", "T94", "2026-12-29"),
];

#[test]
fn every_example_is_due_on_the_day_that_was_worked_out_by_hand() {
    for (event, on, id, due) in EXAMPLES {
        // Seen from the day itself, from before it and from long after.
        for today in [&on[..10], "2025-01-01", "2027-12-01"] {
            let clocks = clocks(&[(event, on)], &[], today);
            let clock = open(&clocks, id).unwrap_or_else(|| panic!("{event} of {on} starts no {id}"));
            assert_eq!(clock.due, Some(day(due)), "{event} of {on}, {id}");
        }
    }
}

#[test]
fn a_review_limit_on_a_sunday_is_planned_for_the_friday() {
    let clocks = clocks(&[("care_review.held", "2026-11-30")], &[], "2026-12-01");
    let clock = open(&clocks, "T33").unwrap();
    assert_eq!((clock.due, clock.plan_for), (Some(day("2027-02-28")), Some(day("2027-02-26"))));
}

#[test]
fn an_extended_second_stage_of_a_complaint_has_sixty_five_working_days() {
    let events = [("complaint.stage2_requested", "2026-03-02"), ("complaint.extended", "2026-03-30")];
    let clocks = clocks(&events, &[], "2026-04-01");
    assert_eq!(open(&clocks, "T87").unwrap().due, Some(day("2026-06-05")));
}

#[test]
fn seventy_two_hours_over_the_clock_change_end_an_hour_later_by_the_wall() {
    let events = [("missing.ended", "2026-03-28T12:00:00Z")];
    let clocks = clocks(&events, &[], "2026-03-29");
    let clock = open(&clocks, "T53").unwrap();
    assert_eq!(clock.due_at, Some("2026-03-31T12:00:00Z".parse().unwrap()), "13:00 in British Summer Time");
    assert_eq!(clock.due, Some(day("2026-03-31")));
}
