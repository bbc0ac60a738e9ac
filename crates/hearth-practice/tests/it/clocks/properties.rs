//! What holds for every history.

use hearth_practice::clocks::{Clocks, Happening, History, Rules, State};
use hearth_record::{Event, EventName, event::VOCABULARY};
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn an_event() -> impl Strategy<Value = Event> {
    (0..VOCABULARY.len(), 0..1_500_i32).prop_map(|(place, days)| Event {
        on: hearth_calendar::add_days(date(2023, 1, 1), days),
        at: None,
        name: EventName::named(VOCABULARY[place].0).expect("of the vocabulary"),
    })
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    prop::collection::vec(an_event(), 0..80)
}

fn of(events: &[Event]) -> History {
    History::of(events.iter().copied().map(Happening::from), Vec::new())
}

const TODAY: Date = date(2025, 6, 2);

proptest! {
    #[test]
    fn a_later_start_is_never_due_earlier(place in 0..Rules::compiled_in().rules.len(), first in 0..1_000_i32, later in 1..400_i32) {
        let rule = &Rules::compiled_in().rules[place];
        let Some(start) = rule.starts.first() else { return Ok(()) };
        let due = |days| {
            let on = hearth_calendar::add_days(date(2023, 1, 1), days);
            let clocks = Clocks::usual().of(&of(&[Event { on, at: None, name: *start }]), on, None);
            clocks.into_iter().find(|clock| clock.rule.name == rule.name).and_then(|clock| clock.due)
        };
        if let (Some(due), Some(later)) = (due(first), due(first + later)) {
            prop_assert!(due <= later, "{}: {due} and {later}", rule.name);
        }
    }

    #[test]
    fn what_lies_ahead_neither_stops_nor_changes_a_clock_that_runs(mut events in events()) {
        // A birth is known or it is not; one that lies ahead is an expected one and no event.
        events.retain(|event| event.name.as_str() != "person.born");
        let past: Vec<Event> = events.iter().copied().filter(|event| event.on <= TODAY).collect();
        let known: Vec<_> = Clocks::usual().of(&of(&past), TODAY, None).iter().map(shape).collect();
        let all = Clocks::usual().of(&of(&events), TODAY, None);
        // What has not happened may only start clocks of its own.
        let mut begun: Vec<_> = all.iter().filter(|clock| clock.from <= TODAY && !clock.from_birthday).map(shape).collect();
        let mut known: Vec<_> = known.into_iter().filter(|clock| !clock.4).collect();
        begun.retain(|clock| !clock.4);
        known.sort();
        begun.sort();
        prop_assert_eq!(known, begun);
    }

    #[test]
    fn the_order_in_which_events_are_told_changes_nothing(events in events(), turn in 0..80_usize) {
        let mut turned = events.clone();
        turned.rotate_left(turn.min(events.len()));
        let told = |events: &[Event]| Clocks::usual().of(&of(events), TODAY, None).iter().map(shape).collect::<Vec<_>>();
        prop_assert_eq!(told(&events), told(&turned));
    }

    #[test]
    fn a_clock_is_never_over_before_it_began_and_its_state_is_true(events in events()) {
        for clock in Clocks::usual().of(&of(&events), TODAY, None) {
            let Some(due) = clock.due else {
                prop_assert!(clock.paused_since.is_some());
                continue;
            };
            prop_assert!(due >= clock.from, "{}", clock.rule.name);
            prop_assert!(clock.plan_for.is_some_and(|plan_for| plan_for <= due));
            let true_state = match clock.ended {
                Some(ended) => clock.state == if ended.on > due { State::Late } else { State::Met },
                None => clock.state == if TODAY > due { State::Overdue } else { State::Running },
            };
            prop_assert!(true_state, "{}: {:?}", clock.rule.name, clock.state);
            prop_assert!(clock.ended.is_none_or(|ended| ended.on <= TODAY));
        }
    }

    #[test]
    fn what_no_rule_speaks_of_changes_no_clock(events in events(), days in 0..1_500_i32) {
        let note = Event {
            on: hearth_calendar::add_days(date(2023, 1, 1), days),
            at: None,
            name: EventName::named("note.written").unwrap(),
        };
        let with_note: Vec<Event> = events.iter().copied().chain([note]).collect();
        let told = |events: &[Event]| Clocks::usual().of(&of(events), TODAY, None).iter().map(shape).collect::<Vec<_>>();
        let mut events = events;
        events.retain(|event| event.name != note.name);
        let with_note: Vec<Event> = with_note.into_iter().filter(|event| event.name != note.name).chain([note]).collect();
        prop_assert_eq!(told(&events), told(&with_note));
    }
}

/// What of a clock must not change: rule, start, due date, end; and whether a birthday started it.
fn shape(clock: &hearth_practice::clocks::Clock) -> (String, Date, Option<Date>, Option<Date>, bool) {
    (clock.rule.name.clone(), clock.from, clock.due, clock.ended.map(|ended| ended.on), clock.from_birthday)
}
