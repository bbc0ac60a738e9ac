//! The synthetic returns, checked as text.

use std::collections::{HashMap, HashSet};

use hearth_synth::returns::{Cin, Ssda903, spoil, spoil_census};
use hearth_synth::{Authority, World};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 21);

/// A file as rows of columns by name.
fn table(files: &[(&'static str, String)], name: &str) -> Vec<HashMap<String, String>> {
    let (_, text) = files.iter().find(|(file, _)| *file == name).unwrap();
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next().unwrap().split(',').collect();
    lines
        .map(|line| {
            let values: Vec<&str> = line.split(',').collect();
            assert_eq!(values.len(), columns.len(), "{name}: {line}");
            columns.iter().zip(values).map(|(column, value)| ((*column).to_owned(), value.to_owned())).collect()
        })
        .collect()
}

fn ssda903(seed: u64, year: i16) -> Vec<(&'static str, String)> {
    let world = World::new(seed, Authority::sefton(), TODAY, 1_500);
    let mut writer = Ssda903::new(&world, year);
    world.families().for_each(|family| writer.add(&family));
    writer.files()
}

fn day(text: &str) -> Date {
    let parts: Vec<i16> = text.split('/').map(|part| part.parse().unwrap()).collect();
    Date::new(parts[2], i8::try_from(parts[1]).unwrap(), i8::try_from(parts[0]).unwrap()).unwrap()
}

#[test]
fn every_file_has_rows_and_every_child_a_header() {
    let files = ssda903(1, 2026);
    let header: HashSet<String> = table(&files, "header.csv").into_iter().map(|row| row["CHILD"].clone()).collect();
    assert_eq!(files.len(), 11);
    for (name, _) in &files {
        let rows = table(&files, name);
        assert!(!rows.is_empty(), "{name}");
        assert!(rows.iter().all(|row| header.contains(&row["CHILD"])), "{name}");
    }
    assert_eq!(header.len(), table(&files, "header.csv").len());
}

#[test]
fn r13_episodes_of_a_child_follow_each_other_and_lie_in_the_year() {
    let mut open: HashMap<String, (Option<Date>, String)> = HashMap::new();
    for row in table(&ssda903(2, 2026), "episodes.csv") {
        let (from, to) = (day(&row["DECOM"]), (!row["DEC"].is_empty()).then(|| day(&row["DEC"])));
        assert!(from <= date(2026, 3, 31));
        assert!(to.is_none_or(|to| to > from && (date(2025, 4, 1)..=date(2026, 3, 31)).contains(&to)));
        assert_eq!(row["DEC"].is_empty(), row["REC"].is_empty());
        if let Some((ended, reason)) = open.insert(row["CHILD"].clone(), (to, row["REC"].clone())) {
            assert!(ended.is_some_and(|ended| ended <= from));
            assert_eq!(reason == "X1", row["RNE"] != "S", "{row:?}");
        }
    }
}

#[test]
fn r21_an_episode_open_at_the_end_of_one_year_opens_the_next_unchanged() {
    let fixed = ["DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "URN", "PL_POST"];
    let key = |row: &HashMap<String, String>| fixed.map(|column| row[column].clone());
    let next: HashSet<_> =
        table(&ssda903(3, 2026), "episodes.csv").iter().map(|row| (row["CHILD"].clone(), key(row))).collect();
    let open: Vec<_> =
        table(&ssda903(3, 2025), "episodes.csv").into_iter().filter(|row| row["DEC"].is_empty()).collect();
    assert!(!open.is_empty());
    for row in open {
        assert!(next.contains(&(row["CHILD"].clone(), key(&row))), "{row:?}");
    }
}

#[test]
fn r23_outcomes_are_for_those_looked_after_all_year() {
    let files = ssda903(4, 2026);
    let mut since: HashMap<String, Date> = HashMap::new();
    for row in table(&files, "episodes.csv") {
        let first = since.entry(row["CHILD"].clone()).or_insert(day(&row["DECOM"]));
        *first = (*first).min(day(&row["DECOM"]));
    }
    for row in table(&files, "oc2.csv") {
        assert!(since[&row["CHILD"]] < date(2025, 4, 1));
        assert!(row["SDQ_SCORE"].is_empty() || row["SDQ_REASON"].is_empty());
        assert!(row["SDQ_SCORE"].is_empty() || row["SDQ_SCORE"].parse::<u8>().unwrap() <= 40);
        assert_eq!(row["INTERVENTION_RECEIVED"].is_empty(), row["SUBSTANCE_MISUSE"] == "0");
    }
}

#[test]
fn r24_a_care_leaver_is_in_touch_with_an_activity_and_a_home_or_neither() {
    let files = ssda903(5, 2026);
    let episodes: HashSet<String> = table(&files, "episodes.csv").into_iter().map(|row| row["CHILD"].clone()).collect();
    for row in table(&files, "oc3.csv") {
        assert!(!episodes.contains(&row["CHILD"]));
        let none = row["ACTIV"] == "0";
        assert_eq!(none, row["ACCOM"] == "0");
        assert_eq!(none, row["IN_TOUCH"] != "YES");
    }
}

#[test]
fn adopted_children_have_the_adoption_items_and_nobody_else() {
    let files = ssda903(6, 2026);
    let adopted: HashSet<String> = table(&files, "episodes.csv")
        .into_iter()
        .filter(|row| matches!(row["REC"].as_str(), "E11" | "E12"))
        .map(|row| row["CHILD"].clone())
        .collect();
    let items: HashSet<String> = table(&files, "ad1.csv").into_iter().map(|row| row["CHILD"].clone()).collect();
    assert_eq!(adopted, items);
}

#[test]
fn social_worker_data_begins_with_the_year_in_which_it_was_first_collected() {
    assert_eq!(ssda903(7, 2023).len(), 10);
    assert_eq!(ssda903(7, 2024).len(), 11);
}

fn cin(seed: u64, year: i16) -> String {
    let world = World::new(seed, Authority::knowsley(), TODAY, 600);
    let mut writer = Cin::new(&world, year);
    world.families().for_each(|family| writer.add(&family));
    writer.finish()
}

#[test]
fn the_census_is_balanced_and_names_nobody() {
    let xml = cin(1, 2026);
    for name in [
        "Message",
        "Children",
        "Child",
        "CINdetails",
        "Assessments",
        "Section47",
        "ChildProtectionPlans",
        "CINPlanDates",
    ] {
        assert!(xml.contains(&format!("<{name}>")), "{name}");
        assert_eq!(xml.matches(&format!("<{name}>")).count(), xml.matches(&format!("</{name}>")).count(), "{name}");
    }
    assert!(xml.contains("<ReferenceDate>2026-03-31</ReferenceDate>"));
    let world = World::new(1, Authority::knowsley(), TODAY, 600);
    for person in world.families().take(40).flat_map(|family| family.people) {
        assert!(!xml.contains(&format!(">{}<", person.surname)));
    }
}

#[test]
fn the_census_sees_nothing_that_came_after_its_year() {
    for line in cin(2, 2025).lines().filter(|line| {
        !line.contains("ExpectedPersonBirthDate") && !line.contains("InitialCPCtarget") && !line.contains("DateTime")
    }) {
        let value = line.split(['<', '>']).nth(2).unwrap_or_default();
        if let Ok(on) = value.parse::<Date>() {
            assert!(on <= date(2025, 3, 31), "{line}");
        }
    }
}

#[test]
fn the_same_seed_writes_the_same_returns() {
    assert!(cin(9, 2026) == cin(9, 2026));
    assert!(ssda903(9, 2026) == ssda903(9, 2026));
}

#[test]
fn a_return_without_mistakes_asked_for_stays_as_it_is() {
    let (mut files, mut xml) = (ssda903(3, 2026), cin(3, 2026));
    assert!(spoil(&mut files, 3, 0).is_empty() && spoil_census(&mut xml, 3, 0).is_empty());
    assert!(files == ssda903(3, 2026) && xml == cin(3, 2026));
}

#[test]
fn mistakes_are_the_same_for_a_seed_and_about_as_many_as_asked_for() {
    let (mut files, mut again) = (ssda903(3, 2026), ssda903(3, 2026));
    let spoilt = spoil(&mut files, 3, 5);
    assert!(spoilt == spoil(&mut again, 3, 5) && files == again);
    let rows: usize = files.iter().map(|(_, text)| text.lines().count() - 1).sum();
    // A mistake can be found in several rows, and a child has one at most.
    assert!((rows / 50..=rows / 8).contains(&spoilt.len()), "{} of {rows}", spoilt.len());
    for spoilt in &spoilt {
        assert!(spoilt.row < table(&files, spoilt.file).len(), "{spoilt:?}");
    }
}
