//! The floors of the law, and a council's schedule over them.

use super::*;
use hearth_practice::retention::{BadSchedule, Lack, Rules};

fn with(id: &str, years: u16) -> Result<Schedule, BadSchedule> {
    Schedule::with(Own { supplied: true, years: [(id.to_owned(), years)].into(), ..Own::default() })
}

#[test]
fn the_rules_that_are_compiled_in_are_read() {
    let rules = Rules::compiled_in();
    let known: Vec<&str> =
        rules.rules.iter().map(|rule| &*rule.id).chain(rules.beside.iter().map(|beside| &*beside.id)).collect();
    assert!((1..=20).all(|n| known.contains(&&*format!("K{n:02}"))), "all twenty: {known:?}");
}

#[test]
fn lowering_a_rule_below_the_floor_is_refused() {
    let refused = with("K04", 56).unwrap_err().to_string();
    assert!(refused.contains("lowering the rule below the floor is refused"), "{refused}");
    assert!(with("K04", 57).is_ok(), "57 years after the 18th birthday is the 75th anniversary of birth");
    assert!(with("K07", 99).is_err() && with("K07", 100).is_ok());
    assert!(with("K11", 9).is_err() && with("K12", 9).is_err() && with("K13", 2).is_err());
    assert!(with("K01", 1).is_ok(), "no law speaks of it");
}

#[test]
fn a_rule_that_no_council_sets_is_refused() {
    assert!(matches!(with("K05", 80), Err(BadSchedule::NoSuchRule { .. })));
    assert!(matches!(with("K99", 80), Err(BadSchedule::NoSuchRule { .. })));
}

#[test]
fn without_a_schedule_only_the_floors_say_anything_and_nothing_is_due() {
    let closed = case(&[("cin_plan.started", date(1995, 6, 1)), ("cin_plan.ended", date(1996, 1, 31))]);
    let answer = knowsley().of(&closed, TODAY);
    assert_eq!((answer.until, &answer.lacks[..]), (None, &[Lack::NoSchedule][..]));
    let adopted = case(&[("person.born", date(1900, 1, 1)), ("adoption.order_made", date(1910, 6, 5))]);
    let answer = knowsley().of(&adopted, TODAY);
    assert_eq!((answer.until, wins(&answer)), (Some(date(2010, 6, 5)), "K07"));
    assert!(!answer.is_due(TODAY));
    assert_eq!(answer.blocked_by(), ["the council has not supplied its retention schedule"]);
}

#[test]
fn seventy_five_years_against_a_hundred_is_flagged_and_the_law_is_kept_to() {
    let found = knowsley().contradictions();
    let rules: Vec<&str> = found.iter().map(|found| &*found.rule.id).collect();
    assert_eq!(rules, ["K07"]);
    assert!(found[0].words.contains("up to 75 years") && found[0].words.contains("100 years"));
    assert!(sefton().contradictions().is_empty());
}

#[test]
fn the_classes_without_a_rule_are_named() {
    let named = |schedule: Schedule| schedule.without_rule().iter().map(|class| &*class.code).collect::<Vec<_>>();
    assert!(named(sefton()).contains(&"not_assessed") && !named(sefton()).contains(&"looked_after"));
    assert!(named(knowsley()).contains(&"looked_after"));
}
