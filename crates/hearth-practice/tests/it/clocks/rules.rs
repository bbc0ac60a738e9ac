//! The rules as they stand in the data.

use std::collections::{BTreeMap, BTreeSet};

use hearth_practice::clocks::{Clocks, Local, Own, Rules, Weight};
use hearth_record::Service;

#[test]
fn all_hundred_and_five_clocks_stand_in_the_data() {
    let ids: BTreeSet<&str> = Rules::compiled_in().rules.iter().map(|rule| rule.id.as_str()).collect();
    let wanted: BTreeSet<String> = (1..=105).map(|n| format!("T{n:02}")).collect();
    assert_eq!(ids, wanted.iter().map(String::as_str).collect());
}

#[test]
fn no_two_rules_have_one_name_unless_they_are_one_duty_in_two_laws() {
    let mut by_name: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for rule in &Rules::compiled_in().rules {
        assert!(by_name.entry(&rule.name).or_default().insert(&rule.id), "{} stands twice", rule.name);
    }
    assert!(by_name.values().all(|ids| ids.len() == 1), "{by_name:?}");
}

#[test]
fn every_rule_names_its_service_its_source_and_says_itself_in_words() {
    for rule in &Rules::compiled_in().rules {
        let known = Service::ALL.iter().any(|service| service.code() == rule.service);
        assert!(known || matches!(rule.service.as_str(), "rights" | "returns"), "{}: {}", rule.name, rule.service);
        assert!(rule.words.len() > 20 && !rule.words.ends_with('.'), "{}", rule.name);
        assert!(rule.source.len() > 10, "{}", rule.name);
        assert!(!rule.name.contains(&rule.id), "a page shows names, never numbers");
    }
}

#[test]
fn only_rules_that_say_so_roll_off_a_weekend() {
    for rule in &Rules::compiled_in().rules {
        assert_eq!(rule.rolls, rule.edges.iter().any(|edge| edge == "E7"), "{}", rule.name);
        assert!(!(rule.rolls && rule.edges.iter().any(|edge| edge == "E6")), "{}", rule.name);
    }
}

#[test]
fn what_is_due_can_be_done() {
    // What no event stops is a clock that nobody can stop: it may only be a measure.
    for rule in Rules::compiled_in().rules.iter().filter(|rule| rule.not_computed.is_none() && rule.id != "T95") {
        assert!(!rule.stops.is_empty() || rule.weight == Weight::Measure, "{}", rule.name);
    }
}

#[test]
fn an_amount_for_a_clock_that_has_none_of_its_own_is_refused() {
    let local: Local = [("conference".to_owned(), "20 working days".parse().unwrap())].into();
    assert!(Clocks::with(Own { times: local, ..Own::default() }).unwrap_err().to_string().contains("contact_decision"));
}

#[test]
fn a_rule_that_names_an_event_outside_the_vocabulary_is_not_read() {
    let text = include_str!("../../../../../rules/clocks.toml").replace("\"s47.ended\"", "\"s47.finished\"");
    let why = Rules::from_toml(&text).unwrap_err().to_string();
    assert!(why.contains("s47.finished"), "{why}");
}

#[test]
fn a_rule_that_nothing_starts_must_say_why() {
    let text = include_str!("../../../../../rules/clocks.toml").replace("starts = [\"contact.received\"]\n", "");
    assert!(Rules::from_toml(&text).unwrap_err().to_string().contains("does not say why"));
}

#[test]
fn whatever_a_record_starts_a_record_can_stop() {
    let made = made_by_kinds(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../hearth-record/src"));
    assert!(made.contains("contact.decided"), "the events of kinds are found where they are written");
    let shown = |rule: &&hearth_practice::clocks::Rule| !matches!(rule.weight, Weight::Measure | Weight::Right);
    for rule in Rules::compiled_in().rules.iter().filter(shown) {
        let starts = rule.starts.iter().any(|event| made.contains(event.as_str())) || rule.birthdays.is_some();
        let stops = rule.stops.iter().any(|event| made.contains(event.as_str()));
        assert!(!starts || stops, "{}: a file would show it, and nobody could stop it", rule.name);
    }
}

/// The names of the events that kinds make, as their sources write them.
fn made_by_kinds(folder: &std::path::Path) -> BTreeSet<String> {
    let mut made = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("the sources of the kinds") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            made.extend(made_by_kinds(&path));
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let names = text.split(" => ").filter_map(|before| before.rsplit([' ', '[', '\n']).next());
            made.extend(names.filter(|name| name.contains('.')).map(str::to_owned));
        }
    }
    made
}

#[test]
fn stays_are_added_up_only_where_their_sum_can_be_reached() {
    let text = include_str!("../../../../../rules/clocks.toml");
    for (from, to, says) in [
        ("within = \"75 days\"", "within = \"500 days\"", "more than the stretch"),
        ("in_any = \"12 months\"\n", "", "counts stays"),
    ] {
        let why = Rules::from_toml(&text.replace(from, to)).unwrap_err().to_string();
        assert!(why.contains(says), "{why}");
    }
}
