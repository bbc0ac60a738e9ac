//! What holds for every file.

use super::*;
use hearth_record::event::VOCABULARY;
use proptest::prelude::*;

/// Events that retention asks about, or not.
fn events() -> impl Strategy<Value = Vec<Event>> {
    let day = (1_990_i16..2_027, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day));
    let one = (0..VOCABULARY.len(), day).prop_map(|(at, on)| event(VOCABULARY[at].0, on));
    let told = prop::sample::select(vec![
        "cin_plan.started",
        "cin_plan.ended",
        "care.started",
        "care.ended",
        "cp_plan.started",
        "cp_plan.ended",
        "referral.received",
        "episode.closed",
        "assessment.authorised",
        "assessment.not_in_need",
        "adoption.order_made",
        "person.born",
        "person.died",
        "contact.received",
        "contact.decided",
    ]);
    let likely =
        (told, (1_990_i16..2_027, 1_i8..=12)).prop_map(|(name, (year, month))| event(name, date(year, month, 1)));
    prop::collection::vec(prop_oneof![1 => one, 3 => likely], 0..24)
}

fn of(schedule: &Schedule, events: &[Event]) -> hearth_practice::retention::Kept {
    schedule.of(&Case { events: events.to_vec(), ..Case::default() }, TODAY)
}

/// The date, with none as the latest of all.
fn at_least(until: Option<Date>) -> Date {
    until.unwrap_or(Date::MAX)
}

proptest! {
    #[test]
    fn the_order_in_which_events_are_told_does_not_matter(mut events in events(), turn in any::<prop::sample::Index>()) {
        let schedule = sefton();
        let one = of(&schedule, &events);
        if !events.is_empty() {
            let n = turn.index(events.len());
            events.rotate_left(n);
            events.reverse();
        }
        let other = of(&schedule, &events);
        prop_assert_eq!(one.until, other.until);
        prop_assert_eq!(one.line(), other.line());
        prop_assert_eq!(one.blocked_by(), other.blocked_by());
    }

    #[test]
    fn a_longer_period_never_brings_a_date_nearer(events in events(), more in 0_u16..40, which in 0_usize..5) {
        let mut own = sefton().own().clone();
        let longer = own.years.values_mut().nth(which).unwrap();
        *longer += more;
        let (short, long) = (of(&sefton(), &events), of(&Schedule::with(own).unwrap(), &events));
        prop_assert!(at_least(short.until) <= at_least(long.until));
    }

    #[test]
    fn a_rule_more_never_brings_a_date_nearer(events in events(), which in prop::sample::select(vec!["K08", "K14", "K15", "K16", "K20"]), years in 0_u16..120) {
        let mut own = sefton().own().clone();
        own.years.insert(which.to_owned(), years);
        let (before, after) = (of(&sefton(), &events), of(&Schedule::with(own).unwrap(), &events));
        // A class that had no rule gets its first date by it; a date that stood never moves nearer.
        prop_assert!(before.until.is_none_or(|until| at_least(after.until) >= until));
    }

    #[test]
    fn whatever_happens_more_never_brings_a_date_nearer(events in events(), more in events()) {
        let schedule = sefton();
        let before = of(&schedule, &events);
        // Who somebody is does not happen: a date of birth or death that is told later is a correction.
        let happened = more.iter().filter(|event| !event.name.as_str().starts_with("person."));
        let all: Vec<Event> = events.iter().copied().chain(happened.copied()).collect();
        let after = of(&schedule, &all);
        // Only with a birth that is known: without one the closing of the case stands in for it.
        let born = events.iter().any(|event| event.name.as_str() == "person.born");
        if let Some(until) = before.until.filter(|_| born) {
            prop_assert!(at_least(after.until) >= until, "{} then {}", before.line(), after.line());
        }
    }

    #[test]
    fn what_is_computed_again_is_the_same(events in events()) {
        let one = of(&sefton(), &events);
        let other = of(&sefton(), &events);
        prop_assert_eq!(format!("{one:?}"), format!("{other:?}"));
    }

    #[test]
    fn nobody_alone_brings_a_date_nearer_by_correcting_what_happened(
        events in events().prop_filter("nothing to correct", |events| !events.is_empty()),
        gone in any::<prop::sample::Index>(),
    ) {
        let schedule = sefton();
        let before = of(&schedule, &events);
        let mut left = events;
        let once = left.remove(gone.index(left.len()));
        let after = schedule.of(&Case { events: left, once: vec![once], ..Case::default() }, TODAY);
        if let Some(until) = before.until {
            prop_assert!(at_least(after.until) >= until, "{} then {}", before.line(), after.line());
        }
        // What is open closes in the course of the work; what happened does not go away by itself.
        prop_assert!(before.until.is_some() || after.until.is_none() || !before.open.is_empty());
    }

    #[test]
    fn nothing_open_is_ever_due(events in events()) {
        let kept = of(&sefton(), &events);
        prop_assert!(kept.open.is_empty() || !kept.is_due(date(2999, 1, 1)));
    }
}
