//! What starts, stops, pauses and ends clocks, as practice goes.

use hearth_practice::clocks::{Fact, FactName, Happening, History, SaidBy, State};
use hearth_record::ids::RecordId;

use super::{clocks, day, event, history, named, open, sefton};

#[test]
fn a_conference_in_time_meets_its_clock_and_a_later_one_is_late() {
    for (held, state) in [("2026-04-14", State::Met), ("2026-04-15", State::Late)] {
        let events = [("strategy_discussion.held", "2026-03-20"), ("conference.initial_held", held)];
        let clocks = clocks(&events, &[], "2026-05-01");
        let clock = named(&clocks, "Initial child protection conference").unwrap();
        assert_eq!((clock.state, clock.ended.map(|ended| ended.on)), (state, Some(day(held))));
    }
}

#[test]
fn a_conference_that_is_only_planned_does_not_stop_its_clock() {
    let events = [("strategy_discussion.held", "2026-03-20"), ("conference.initial_held", "2026-04-10")];
    let before = clocks(&events, &[], "2026-04-09");
    assert_eq!(open(&before, "T05").unwrap().state, State::Running);
    let on_the_day = clocks(&events, &[], "2026-04-10");
    assert!(open(&on_the_day, "T05").is_none());
}

#[test]
fn an_enquiry_that_ends_without_a_conference_ends_its_clock() {
    let events =
        [("strategy_discussion.held", "2026-03-20"), ("s47.started", "2026-03-20"), ("s47.ended", "2026-04-02")];
    assert!(open(&clocks(&events, &[], "2026-05-01"), "T05").is_none());
    let goes_on = clocks(&events, &[FactName::ConferenceRequired], "2026-05-01");
    assert_eq!(open(&goes_on, "T05").unwrap().state, State::Overdue, "a conference is still to come");
}

#[test]
fn of_several_strategy_discussions_the_one_that_began_the_enquiry_counts() {
    let events = [
        ("strategy_discussion.held", "2026-03-02"),
        ("strategy_discussion.held", "2026-03-20"),
        ("s47.started", "2026-03-20"),
        ("strategy_discussion.held", "2026-03-30"),
    ];
    let clocks = clocks(&events, &[], "2026-04-01");
    let of_enquiry: Vec<_> = clocks.iter().filter(|clock| clock.rule.id == "T05").collect();
    assert_eq!(of_enquiry.len(), 1);
    assert_eq!((of_enquiry[0].from, of_enquiry[0].due), (day("2026-03-20"), Some(day("2026-04-14"))));
}

#[test]
fn the_first_review_is_followed_by_one_in_three_months_and_then_every_six() {
    let events = [
        ("care.started", "2026-01-05"),
        ("care_review.held", "2026-01-30"),
        ("care_review.held", "2026-04-20"),
        ("care_review.held", "2026-10-15"),
    ];
    let due = |today| {
        let clocks = clocks(&events, &[], today);
        let begun = clocks.iter().filter(|clock| clock.is_open() && clock.opens <= day(today));
        let reviews = begun.filter(|clock| ["T32", "T33", "T34"].contains(&clock.rule.id.as_str()));
        reviews.filter_map(|clock| clock.due).collect::<Vec<_>>()
    };
    assert_eq!(due("2026-01-10"), [day("2026-02-02")]);
    assert_eq!(due("2026-02-01"), [day("2026-04-30")]);
    assert_eq!(due("2026-05-01"), [day("2026-10-20")]);
    assert_eq!(due("2026-11-01"), [day("2027-04-15")]);
}

#[test]
fn a_second_period_of_care_begins_with_a_first_review() {
    let events = [
        ("care.started", "2024-01-08"),
        ("care_review.held", "2024-02-01"),
        ("care.ended", "2024-06-03"),
        ("care.started", "2026-01-05"),
        ("care_review.held", "2026-01-30"),
    ];
    let clocks = clocks(&events, &[], "2026-02-01");
    assert_eq!(open(&clocks, "T33").unwrap().due, Some(day("2026-04-30")));
    assert!(open(&clocks, "T34").is_none());
}

#[test]
fn where_care_was_joined_on_its_way_a_review_is_not_taken_for_the_first() {
    let events = [("care.known", "2025-04-01"), ("care_review.held", "2025-06-02")];
    let clocks = clocks(&events, &[], "2025-07-01");
    assert_eq!(open(&clocks, "T34").unwrap().due, Some(day("2025-12-02")));
    assert!(open(&clocks, "T32").is_none() && open(&clocks, "T33").is_none());
}

#[test]
fn nothing_of_care_runs_on_once_it_has_ended() {
    let events = [
        ("care.started", "2026-01-05"),
        ("placement.started", "2026-01-05"),
        ("care_visit.made", "2026-01-09"),
        ("care_review.held", "2026-01-30"),
        ("care.ended", "2026-03-02"),
    ];
    let clocks = clocks(&events, &[], "2026-12-01");
    let runs: Vec<_> = clocks.iter().filter(|clock| clock.is_open()).map(|clock| &clock.rule.name).collect();
    assert!(runs.is_empty(), "{runs:?}");
}

#[test]
fn visits_are_weekly_then_six_weekly_and_three_monthly_in_a_placement_that_is_meant_to_last() {
    let mut events = vec![("care.started", "2024-09-02"), ("placement.started", "2024-09-02")];
    let due = |events: &[(&str, &str)], id, facts: &[FactName], today| {
        open(&clocks(events, facts, today), id).and_then(|clock| clock.due)
    };
    assert_eq!(due(&events, "T37", &[], "2024-09-03"), Some(day("2024-09-09")));
    events.push(("care_visit.made", "2024-09-06"));
    assert_eq!(due(&events, "T38", &[], "2024-09-07"), Some(day("2024-10-18")));
    events.push(("care_visit.made", "2025-09-02"));
    assert_eq!(due(&events, "T40", &[], "2025-09-03"), Some(day("2025-10-14")));
    assert_eq!(due(&events, "T39", &[FactName::PlacementUntil18], "2025-09-03"), Some(day("2025-12-02")));
    assert_eq!(due(&events, "T40", &[FactName::PlacementUntil18], "2025-09-03"), None);
}

#[test]
fn a_new_placement_begins_the_visits_anew() {
    let events = [
        ("care.started", "2026-01-05"),
        ("placement.started", "2026-01-05"),
        ("care_visit.made", "2026-01-09"),
        ("placement.ended", "2026-02-02"),
        ("placement.started", "2026-02-02"),
    ];
    let clocks = clocks(&events, &[], "2026-02-03");
    assert_eq!(open(&clocks, "T37").unwrap().due, Some(day("2026-02-09")));
    assert!(open(&clocks, "T38").is_none());
}

#[test]
fn a_child_placed_with_a_parent_is_visited_weekly_until_the_first_review() {
    let mut events =
        vec![("care.started", "2026-01-05"), ("placement.started", "2026-01-05"), ("care_visit.made", "2026-01-09")];
    let with_parent = [FactName::PlacedWithParent];
    let next = open(&clocks(&events, &with_parent, "2026-01-10"), "T41").map(|clock| clock.due);
    assert_eq!(next, Some(Some(day("2026-01-16"))));
    events.extend([("care_review.held", "2026-01-15"), ("care_visit.made", "2026-01-16")]);
    let clocks = clocks(&events, &with_parent, "2026-01-17");
    assert_eq!(open(&clocks, "T41").unwrap().due, Some(day("2026-02-27")));
    assert!(open(&clocks, "T38").is_none() && open(&clocks, "T37").is_none());
}

#[test]
fn a_visit_on_which_the_child_was_not_seen_does_not_stop_the_clock_of_protection_visits() {
    let mut events = vec![("cp_plan.started", "2026-03-02"), ("cp_visit.made", "2026-03-09")];
    let due = |events: &[(&str, &str)]| open(&clocks(events, &[], "2026-03-10"), "T10").unwrap().due;
    assert_eq!(due(&events), Some(day("2026-03-16")));
    let unborn = clocks(&events, &[FactName::Unborn], "2026-03-10");
    assert_eq!(open(&unborn, "T10").unwrap().due, Some(day("2026-03-23")), "nobody can be seen before the birth");
    events.push(("child.seen", "2026-03-09"));
    assert_eq!(due(&events), Some(day("2026-03-23")));
}

#[test]
fn a_plan_can_ask_for_more_visits_than_the_council() {
    let seven = Fact { number: Some(7), ..Fact::always(FactName::CpVisitWithin) };
    let history = History::of([Happening::from(event("cp_plan.started", "2026-03-02"))], vec![seven]);
    let clocks = sefton().of(&history, day("2026-03-03"), None);
    let clock = open(&clocks, "T10").unwrap();
    assert_eq!((clock.due, clock.said_by), (Some(day("2026-03-11")), SaidBy::Plan));
}

#[test]
fn each_contact_has_a_clock_that_only_its_own_decision_stops() {
    let (one, other) = (RecordId::from_bytes([1; 16]), RecordId::from_bytes([2; 16]));
    let of = |record, name, when| Happening { event: event(name, when), record: Some(record), taken_over: None };
    let history = History::of(
        [
            of(one, "contact.received", "2026-03-02T09:00:00Z"),
            of(other, "contact.received", "2026-03-03T09:00:00Z"),
            of(other, "contact.decided", "2026-03-03T15:00:00Z"),
        ],
        Vec::new(),
    );
    let clocks = sefton().of(&history, day("2026-03-04"), None);
    let open: Vec<_> = clocks.iter().filter(|clock| clock.is_open()).collect();
    assert_eq!(open.len(), 1);
    assert_eq!((open[0].record, open[0].state), (Some(one), State::Overdue));
}

#[test]
fn a_child_is_seen_after_the_first_allocation_of_an_episode_and_a_carer_is_not() {
    let events = [("child.allocated", "2026-03-02"), ("child.allocated", "2026-03-04")];
    let due = |facts: &[FactName]| {
        let clocks = clocks(&events, facts, "2026-03-05");
        clocks.iter().filter(|clock| clock.rule.id == "T105").map(|clock| clock.due).collect::<Vec<_>>()
    };
    assert_eq!(due(&[]), [Some(day("2026-03-06"))]);
    assert_eq!(due(&[FactName::NoEpisode]), []);
}

#[test]
fn a_contact_at_night_is_decided_by_the_end_of_the_next_working_day() {
    let saturday = clocks(&[("contact.received", "2026-05-02T02:30:00Z")], &[], "2026-05-02");
    assert_eq!(open(&saturday, "T104").unwrap().due, Some(day("2026-05-05")), "Monday is a bank holiday");
}

#[test]
fn an_access_request_waits_for_identity_and_stands_still_for_clarification() {
    let mut events = vec![("access_request.received", "2026-03-02"), ("access_request.identity_asked", "2026-03-04")];
    let clock = |events: &[(&str, &str)], today| *open(&clocks(events, &[], today), "T94").unwrap();
    assert_eq!(clock(&events, "2026-03-05").state, State::Paused);
    events.push(("access_request.identity_proved", "2026-03-09"));
    assert_eq!(clock(&events, "2026-03-10").due, Some(day("2026-04-09")));
    events.push(("access_request.clarification_asked", "2026-03-10"));
    let paused = clock(&events, "2026-03-12");
    assert_eq!((paused.state, paused.due, paused.paused_since), (State::Paused, None, Some(day("2026-03-10"))));
    events.push(("access_request.clarified", "2026-03-14"));
    let moved = clock(&events, "2026-03-20");
    assert_eq!((moved.due, moved.paused_days), (Some(day("2026-04-14")), 5));
}

#[test]
fn an_extension_in_time_gives_two_more_months_and_one_too_late_gives_nothing() {
    let received = ("access_request.received", "2026-03-02");
    let in_time = clocks(&[received, ("access_request.extended", "2026-04-02")], &[], "2026-04-10");
    assert!(open(&in_time, "T94").is_none());
    assert_eq!(open(&in_time, "T95").unwrap().due, Some(day("2026-06-02")));
    let too_late = clocks(&[received, ("access_request.extended", "2026-04-03")], &[], "2026-04-10");
    assert_eq!(open(&too_late, "T94").unwrap().state, State::Overdue);
    assert!(open(&too_late, "T95").is_none());
}

#[test]
fn health_assessments_are_half_yearly_until_five() {
    let due = |born, last| {
        let events = [("person.born", born), ("care.started", "2025-01-06"), ("health_assessment.done", last)];
        open(&clocks(&events, &[], last), "T47").unwrap().due
    };
    assert_eq!(due("2023-05-01", "2026-01-15"), Some(day("2026-07-15")));
    assert_eq!(due("2021-07-15", "2026-01-15"), Some(day("2027-01-15")), "the six months end on the fifth birthday");
    assert_eq!(due("2012-05-01", "2026-01-15"), Some(day("2027-01-15")));
}

#[test]
fn needs_are_assessed_from_the_sixteenth_birthday_or_from_thirteen_weeks_of_care() {
    let due = |born, care| {
        let clocks = clocks(&[("person.born", born), ("care.started", care)], &[], "2026-11-21");
        let clock = open(&clocks, "T56").copied();
        clock.map(|clock| (clock.from, clock.due.unwrap(), clock.from_birthday))
    };
    assert_eq!(due("2010-09-01", "2020-01-06"), Some((day("2026-09-01"), day("2026-12-01"), true)));
    assert_eq!(due("2010-02-28", "2026-10-01"), Some((day("2026-12-31"), day("2027-03-31"), true)));
    assert_eq!(due("2014-02-28", "2020-01-06"), None, "years ahead");
}

#[test]
fn a_leap_day_birthday_counts_on_the_earlier_day_for_a_duty() {
    let events = [("person.born", "2008-02-29"), ("care_leaver.started", "2026-02-28")];
    let clocks = clocks(&events, &[], "2027-02-01");
    let clock = open(&clocks, "T62").unwrap();
    assert_eq!((clock.from, clock.due), (day("2027-02-28"), Some(day("2027-03-28"))));
}

#[test]
fn no_clock_asks_for_anything_after_a_death_but_those_about_the_record() {
    let events = [
        ("cp_plan.started", "2026-03-02"),
        ("access_request.received", "2026-03-02"),
        ("serious_incident.known", "2026-03-05"),
        ("person.died", "2026-03-05"),
    ];
    let clocks = clocks(&events, &[], "2026-03-06");
    let open: Vec<_> = clocks.iter().filter(|clock| clock.is_open()).map(|clock| clock.rule.id.as_str()).collect();
    assert_eq!(open, ["T16", "T17", "T94"]);
}

#[test]
fn what_was_due_before_a_file_was_taken_over_is_not_called_overdue() {
    let taken_over = Some(day("2026-11-01"));
    let of = |name, when| Happening { event: event(name, when), record: None, taken_over };
    let history = History::of([of("care.started", "2026-03-02"), of("care_review.held", "2026-10-20")], Vec::new());
    let clocks = sefton().of(&history, day("2026-11-21"), None);
    let open: Vec<_> = clocks.iter().filter(|clock| clock.is_open()).map(|clock| clock.rule.id.as_str()).collect();
    assert!(open.contains(&"T33") && !open.contains(&"T46") && !open.contains(&"T50"), "{open:?}");
}

#[test]
fn a_date_past_the_published_holidays_is_provisional() {
    let clocks = clocks(&[("strategy_discussion.held", "2028-12-20")], &[], "2028-12-21");
    assert!(open(&clocks, "T05").unwrap().provisional);
}

#[test]
fn the_sum_names_the_holidays_that_did_not_count() {
    let history = history(&[("strategy_discussion.held", "2026-03-20")], &[]);
    let clocks = sefton();
    let found = clocks.of(&history, day("2026-03-21"), None);
    let sum = open(&found, "T05").unwrap().sum(&clocks);
    assert_eq!(
        sum,
        "Day 0 is Friday 20 March 2026. 15 working days from there end on Tuesday 14 April 2026. Saturdays, Sundays and these \
         do not count: Good Friday (3 April 2026), Easter Monday (6 April 2026)."
    );
}
