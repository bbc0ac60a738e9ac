//! Invented returns: a clean one raises nothing, and of one with mistakes every mistake is found and nothing else.

use std::collections::BTreeSet;
use std::fs;

use hearth_calendar::Calendar;
use hearth_returns::check::{CollectionYear, Setting, check};
use hearth_returns::{Limits, NamedInput, Tables, cin, ssda903};
use hearth_synth::returns::{Cin, Ssda903, spoil, spoil_census};
use hearth_synth::{Authority, World};
use jiff::civil::date;

/// As many children as a middling authority returns.
const CHILDREN: u32 = 300;

/// Asked of work that is really late, or that the turn of the year parts from what belongs to it: an assessment or an enquiry over
/// its time, an enquiry whose assessment stands in the census of another year.
const TRUE_OF_SOME: [&str; 3] = ["2991Q", "8670Q", "8675Q"];

type Files = Vec<(&'static str, String)>;

/// This year's return and last year's, of the same families.
fn looked_after(seed: u64) -> (Files, Files) {
    let world = World::new(seed, Authority::sefton(), date(2026, 11, 21), CHILDREN);
    let (mut now, mut last) = (Ssda903::new(&world, 2026), Ssda903::new(&world, 2025));
    for family in world.without_end() {
        now.add(&family);
        last.add(&family);
        if now.children() >= CHILDREN {
            break;
        }
    }
    (now.files(), last.files())
}

fn in_need(seed: u64) -> String {
    let world = World::new(seed, Authority::sefton(), date(2026, 11, 21), CHILDREN);
    let mut census = Cin::new(&world, 2026);
    for family in world.without_end() {
        census.add(&family);
        if census.children() >= CHILDREN {
            break;
        }
    }
    census.finish()
}

fn setting() -> Setting {
    let mut setting = Setting::of(CollectionYear::ending(2026).expect("a year"), Calendar::england());
    setting.authority = Some("E08000014".to_owned());
    setting
}

fn read(files: &Files) -> Tables {
    let inputs = files.iter().map(|(name, text)| NamedInput::from_text(name, text.as_str())).collect();
    ssda903::read_files(inputs, &Limits::default()).expect("a return")
}

/// Table, row and rule of everything found in a return of looked-after children.
fn found(now: &Files, last: &Files) -> BTreeSet<(String, usize, String)> {
    let (now, last, setting) = (read(now), read(last), setting());
    let report = check::<ssda903::Ssda903>(&now, Some(&last), &setting);
    assert_eq!(report.about_authority().count(), 0);
    report
        .findings()
        .map(|found| (found.table.to_owned(), usize::try_from(found.row).expect("a row"), found.rule.to_owned()))
        .collect()
}

/// Child and rule of everything found in a census, what is true of some children apart.
fn found_in_census(xml: &str) -> BTreeSet<(String, String)> {
    let tables = cin::read_xml(NamedInput::from_text("census.xml", xml), &Limits::default()).expect("a census");
    let setting = setting();
    let report = check::<cin::Cin>(&tables, None, &setting);
    assert_eq!(report.about_authority().count(), 0);
    report
        .findings()
        .filter(|found| !TRUE_OF_SOME.contains(&found.rule))
        .map(|found| (found.child.to_owned(), found.rule.to_owned()))
        .collect()
}

/// The table that a file of the return holds.
fn table(file: &str) -> &'static str {
    match file {
        "header.csv" => "Header",
        "episodes.csv" => "Episodes",
        "reviews.csv" => "Reviews",
        "uasc.csv" => "UASC",
        "oc2.csv" => "OC2",
        "oc3.csv" => "OC3",
        "ad1.csv" => "AD1",
        "placed_for_adoption.csv" => "PlacedAdoption",
        "previous_permanence.csv" => "PrevPerm",
        "missing.csv" => "Missing",
        "sw_episodes.csv" => "SWEpisodes",
        other => panic!("no table is called {other}"),
    }
}

#[test]
fn nothing_is_found_in_a_clean_return_of_looked_after_children() {
    for seed in 1..=3 {
        let (now, last) = looked_after(seed);
        assert_eq!(found(&now, &last), BTreeSet::new(), "seed {seed}");
    }
}

#[test]
fn nothing_is_found_in_a_clean_census_of_children_in_need() {
    for seed in 1..=3 {
        assert_eq!(found_in_census(&in_need(seed)), BTreeSet::new(), "seed {seed}");
    }
}

#[test]
fn every_mistake_in_a_return_of_looked_after_children_is_found_at_its_row_and_nothing_else_is() {
    let mut rules = BTreeSet::new();
    for seed in 1..=4 {
        let (mut now, last) = looked_after(seed);
        let mistakes = spoil(&mut now, seed, 100);
        let made: BTreeSet<_> =
            mistakes.iter().map(|made| (table(made.file).to_owned(), made.row, made.rule.to_owned())).collect();
        assert!(made.len() > 200, "{}", made.len());
        let found = found(&now, &last);
        let (missed, invented): (Vec<_>, Vec<_>) =
            (made.difference(&found).collect(), found.difference(&made).collect());
        assert!(missed.is_empty() && invented.is_empty(), "seed {seed}: missed {missed:?}, invented {invented:?}");
        rules.extend(made.into_iter().map(|(_, _, rule)| rule));
    }
    assert!(rules.len() >= 80, "{} rules: {rules:?}", rules.len());
}

#[test]
fn every_mistake_in_a_census_is_found_in_its_child_and_nothing_else_is() {
    let mut rules = BTreeSet::new();
    for seed in 1..=4 {
        let mut xml = in_need(seed);
        let mistakes = spoil_census(&mut xml, seed, 100);
        let made: BTreeSet<_> = mistakes.into_iter().map(|made| (made.child, made.rule.to_owned())).collect();
        assert!(made.len() > 200, "{}", made.len());
        let found = found_in_census(&xml);
        let (missed, invented): (Vec<_>, Vec<_>) =
            (made.difference(&found).collect(), found.difference(&made).collect());
        assert!(missed.is_empty() && invented.is_empty(), "seed {seed}: missed {missed:?}, invented {invented:?}");
        rules.extend(made.into_iter().map(|(_, rule)| rule));
    }
    assert!(rules.len() >= 35, "{} rules: {rules:?}", rules.len());
}

#[test]
fn folders_inside_the_folder_of_a_return_are_not_of_it() {
    let (now, last) = looked_after(1);
    let clean = read(&now);
    let folder = tempfile::tempdir().expect("a folder");
    let write = |within: &str, files: &Files| {
        fs::create_dir_all(folder.path().join(within)).expect("a folder");
        for (name, text) in files {
            fs::write(folder.path().join(within).join(name), text).expect("a file");
        }
    };
    write(".", &now);
    write("last", &last);
    write("mistakes", &vec![("truth.csv", "file,row,rule\nheader.csv,0,101\n".to_owned())]);
    let tables = ssda903::read(folder.path(), &Limits::default()).expect("a return");
    assert_eq!(tables.children().len(), clean.children().len());
    assert!(tables.notices().is_empty(), "{:?}", tables.notices());
    let before = ssda903::read(&folder.path().join("last"), &Limits::default()).expect("last year's return");
    let setting = setting();
    let report = check::<ssda903::Ssda903>(&tables, Some(&before), &setting);
    assert_eq!(report.findings().count(), 0);
}
