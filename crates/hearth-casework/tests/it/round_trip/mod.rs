//! A return that is imported and made again has the rows that were given; what differs is named by the import, or stands in one table
//! with its reason.

mod compare;
mod explained;

use std::{collections::BTreeSet, path::PathBuf};

use hearth_access::Role;
use hearth_casework::{
    import::{self, HeldRecord, Import, Importing, collection_year, plan},
    returns::{Return, whole::gather},
};
use hearth_record::ids::RecordId;
use hearth_returns::{
    Limits, Lost, NamedInput, Records, Reject, Tables,
    check::CollectionYear,
    cin::{self, Sender},
    ssda903,
};
use hearth_stage::{Engine, Stage, authority};
use hearth_store::Actor;
use hearth_synth::{Authority, World, returns};
use jiff::civil::date;
use proptest::prelude::*;
use rstest::rstest;

use compare::{Difference, Of, differences};
use explained::{EXPLAINED, Explained, Seen, Why};

const REVIEWED: &str = "AssessmentInternalReviewDate";

fn year(ends: i16) -> CollectionYear {
    CollectionYear::ending(ends).expect("a year")
}

/// The invented returns of looked-after children of 2026 and of the year before.
fn looked_after(seed: u64, children: u32) -> (Tables, Tables) {
    let world = World::new(seed, Authority::sefton(), date(2026, 11, 21), children);
    let (mut now, mut last) = (returns::Ssda903::new(&world, 2026), returns::Ssda903::new(&world, 2025));
    for family in world.without_end() {
        now.add(&family);
        last.add(&family);
        if now.children() >= children {
            break;
        }
    }
    let read = |writing: returns::Ssda903<'_>| {
        let files = writing.files();
        let inputs = files.iter().map(|(name, text)| NamedInput::from_text(name, text.as_str())).collect();
        ssda903::read_files(inputs, &Limits::default()).expect("a return")
    };
    (read(now), read(last))
}

/// The invented censuses of 2026 and of the year before.
fn in_need(seed: u64, children: u32) -> (Tables, Tables) {
    let world = World::new(seed, Authority::sefton(), date(2026, 11, 21), children);
    let (mut now, mut last) = (returns::Cin::new(&world, 2026), returns::Cin::new(&world, 2025));
    for family in world.without_end() {
        now.add(&family);
        last.add(&family);
        if now.children() >= children {
            break;
        }
    }
    let read = |census: returns::Cin| {
        let input = NamedInput::from_text("census.xml", census.finish());
        cin::read_xml(input, &Limits::default()).expect("a census")
    };
    (read(now), read(last))
}

/// What children's records come to as the return of a year.
enum Making {
    Ssda903(ssda903::FromRecords),
    Cin(cin::FromRecords),
}

impl Making {
    fn of(name: &str, year: CollectionYear) -> Self {
        let sender = Sender { authority: "343".to_owned(), release: "1".to_owned(), written: String::new() };
        match name {
            "ssda903" => Self::Ssda903(ssda903::FromRecords::new(year)),
            _ => Self::Cin(cin::FromRecords::new(year, &sender)),
        }
    }

    fn add(&mut self, held: &[HeldRecord]) {
        let records: Records<'_> = held.iter().map(|one| (one.id, one.schema, &one.fields)).collect();
        match self {
            Self::Ssda903(making) => _ = making.add(&records),
            Self::Cin(making) => _ = making.add(&records),
        }
    }

    fn finish(self) -> Tables {
        match self {
            Self::Ssda903(making) => making.finish(),
            Self::Cin(making) => making.finish(),
        }
    }
}

/// A return that went through the records: what came of it, and what the import named on the way.
struct Again {
    made: Tables,
    named: Vec<Reject>,
}

/// What a child's file holds after the import of these returns, one after the other.
fn imported(child: &str, imports: &[Import<'_>], named: &mut Vec<Reject>) -> Vec<HeldRecord> {
    let mut held: Vec<HeldRecord> = Vec::new();
    for import in imports {
        let Some(child) = import.tables().child(child) else { continue };
        let imported = import.child(child, &held);
        let mut next = held.len() as u128;
        let new_id = || {
            next += 1;
            RecordId::from_bytes(next.to_be_bytes())
        };
        for planned in plan(&imported, &held, |_, _| None, new_id, |_| None).records {
            let record = HeldRecord { id: planned.id, schema: planned.record.schema, fields: planned.fields };
            match held.iter_mut().find(|held| held.id == record.id) {
                Some(held) => *held = record,
                None => held.push(record),
            }
        }
        named.extend(imported.rejects.into_iter().chain(imported.left_out));
    }
    held
}

/// Imports every child into an empty file and makes the return of the same year from what is recorded.
fn again(given: &Tables, year: CollectionYear) -> Again {
    let import = Import::new(given, u16::try_from(year.number()).expect("a year"));
    let mut named = import.outside().rejects;
    let mut making = Making::of(given.spec().name, year);
    for child in import.children() {
        making.add(&imported(child.id(), std::slice::from_ref(&import), &mut named));
    }
    Again { made: making.finish(), named }
}

/// Imports two years one after the other, the later one first where they are `turned`, and makes the return of each.
fn both_years(now: &Tables, last: &Tables, turned: bool) -> (Again, Tables) {
    let mut imports = [Import::new(last, 2025), Import::new(now, 2026)];
    if turned {
        imports.reverse();
    }
    let mut children: Vec<&str> = imports.iter().flat_map(Import::children).map(|child| child.id()).collect();
    children.sort_unstable();
    children.dedup();
    let name = now.spec().name;
    let (mut of_now, mut of_last) = (Making::of(name, year(2026)), Making::of(name, year(2025)));
    let mut named = Vec::new();
    for child in children {
        let held = imported(child, &imports, &mut named);
        of_now.add(&held);
        of_last.add(&held);
    }
    (Again { made: of_now.finish(), named }, of_last.finish())
}

/// The differences that the import did not name, row by row or value by value, and that nothing explains. What explained one is noted.
fn unexplained(given: &Tables, again: &Again, year: CollectionYear, because: &mut BTreeSet<Why>) -> Vec<Difference> {
    let Again { made, named } = again;
    let mut all = differences(given, made);
    all.retain(|difference| {
        let of = |reject: &&Reject| reject.table == difference.table && Some(reject.row) == difference.row;
        let told = named.iter().filter(of).any(|reject| match (reject.column, difference.of) {
            (None, _) => true,
            (Some(named), Of::Cell(column)) => named == column,
            (Some(_), _) => reject.lost == Lost::Row,
        });
        let (of, child) = (given.spec().name, &difference.child);
        let seen = Seen { of, difference, given: given.child(child), made: made.child(child), named, year };
        let mut reasons =
            EXPLAINED.iter().filter(|explained| explained.explains(&seen)).map(Explained::place).peekable();
        let explained = reasons.peek().is_some();
        because.extend(reasons.filter(|_| !told));
        !told && !explained
    });
    all
}

/// The tables without a row, which no comparison tries.
fn empty(tables: &Tables) -> Vec<&'static str> {
    tables.tables().iter().filter(|table| table.is_empty()).map(hearth_returns::Table::name).collect()
}

#[test]
fn every_table_that_is_compared_has_rows() {
    assert_eq!(empty(&looked_after(1, 150).0), ["DoLo"], "collected from 2026-27 on");
    assert_eq!(empty(&in_need(1, 150).0), ["PreProceedingsandFGDM"], "collected from 2026-27 on");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_return_of_looked_after_children_comes_back_as_it_was(seed in 1..1_000_000_u64) {
        let (given, _) = looked_after(seed, 60);
        let again = again(&given, year(2026));
        prop_assert!(again.named.is_empty(), "{:?}", again.named);
        prop_assert_eq!(differences(&given, &again.made), Vec::new());
    }

    #[test]
    fn two_years_one_after_the_other_come_back_as_they_were(seed in 1..1_000_000_u64, turned: bool) {
        let (now, last) = looked_after(seed, 60);
        let (of_now, of_last) = both_years(&now, &last, turned);
        prop_assert!(of_now.named.is_empty(), "{:?}", of_now.named);
        prop_assert_eq!(differences(&last, &of_last), Vec::new());
        let mut because = BTreeSet::new();
        prop_assert_eq!(unexplained(&now, &of_now, year(2026), &mut because), Vec::new());
        prop_assert!(because.iter().all(|why| *why == ("ssda903", "PrevPerm", explained::NEW)), "{because:?}");
    }

    #[test]
    fn two_censuses_one_after_the_other_come_back_as_they_were(seed in 1..1_000_000_u64, turned: bool) {
        let (now, last) = in_need(seed, 60);
        let (of_now, of_last) = both_years(&now, &last, turned);
        prop_assert!(of_now.named.is_empty(), "{:?}", of_now.named);
        let of_last = Again { made: of_last, named: Vec::new() };
        let mut because = BTreeSet::new();
        prop_assert_eq!(unexplained(&last, &of_last, year(2025), &mut because), Vec::new());
        prop_assert_eq!(unexplained(&now, &of_now, year(2026), &mut because), Vec::new());
        let later = [REVIEWED, explained::NEW];
        let known = |(_, table, column): &explained::Why| *table == "Header" || later.contains(column);
        prop_assert!(because.iter().all(known), "{because:?}");
    }

    #[test]
    fn a_census_comes_back_as_it_was_but_for_who_wrote_it(seed in 1..1_000_000_u64) {
        let (given, _) = in_need(seed, 60);
        let again = again(&given, year(2026));
        prop_assert!(again.named.is_empty(), "{:?}", again.named);
        let differ: Vec<_> = differences(&given, &again.made).iter().map(|one| (one.table, one.of)).collect();
        prop_assert_eq!(differ, [("Header", Of::Cell("DateTime")), ("Header", Of::Cell("SoftwareCode"))]);
    }
}

#[rstest]
#[case(Engine::Sqlite, 11)]
#[case(Engine::Sqlite, 12)]
#[case(Engine::Postgres, 11)]
#[tokio::test(flavor = "multi_thread")]
async fn a_return_that_was_imported_is_gathered_again(#[case] engine: Engine, #[case] seed: u64) {
    let Some(stage) = Stage::open(engine).await else { return };
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let council = authority("sefton");
    // Of one world: many a child is in both.
    let returns = [(Return::Ssda903, looked_after(seed, 80).0), (Return::Cin, in_need(seed, 80).0)];
    for (of, given) in &returns {
        let importing = Importing {
            instance: &stage.instance,
            authority: &council,
            by: Actor::Job("import".to_owned()),
            now: stage.now(),
            team: None,
        };
        let came = import::run(&importing, &Import::new(given, 2026), || ()).await.expect("imported");
        assert!(came.account.reconciles(), "{}", came.account);
        let gathered = gather(&stage.desk(&piotr), *of, year(2026), |_| ()).await.expect("gathered");
        let again = Again { made: gathered.tables, named: came.rejects };
        let mut because = BTreeSet::new();
        let left = unexplained(given, &again, year(2026), &mut because);
        assert!(left.is_empty(), "{} differences: {:#?}", left.len(), &left[..left.len().min(5)]);
        let because: Vec<_> = because.iter().map(|(_, table, _)| *table).collect();
        let heading: &[&str] = if *of == Return::Ssda903 { &[] } else { &["Header"; 3] };
        assert_eq!(because, heading);
    }
}

#[test]
fn the_page_of_differences_gives_every_explanation() {
    let page = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/returns/deviations.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for explained in EXPLAINED {
        assert!(page.contains(explained.why), "{:?}: {}", explained.place(), explained.why);
    }
}

/// Invented returns of other hands, where they are at hand.
fn samples() -> Vec<Tables> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    if !folder.is_dir() {
        println!("skipped: there is no folder of samples beside the project");
        return Vec::new();
    }
    let limits = Limits::default();
    let looked_after = ["ssda903", "ssda903/fake_903.xml"].map(|name| ssda903::read(&folder.join(name), &limits));
    let censuses = ["CIN2rows.xml", "CIN_Census_2024.xml", "CIN_Census_2026.xml"];
    let in_need = censuses.map(|name| cin::read(&folder.join("cin").join(name), &limits));
    looked_after.into_iter().chain(in_need).map(|read| read.expect("a return")).collect()
}

#[test]
fn what_differs_in_a_return_of_another_system_is_named_or_explained_and_every_explanation_is_needed() {
    let samples = samples();
    let mut because = BTreeSet::new();
    for given in &samples {
        let own = collection_year(given).map(|ends| i16::try_from(ends).expect("a year"));
        // The samples of the census have rows of three years.
        let more = if given.spec().name == "cin" { vec![2023, 2027] } else { Vec::new() };
        for ends in own.into_iter().chain(more) {
            let again = again(given, year(ends));
            let left = unexplained(given, &again, year(ends), &mut because);
            assert!(left.is_empty(), "{} differences: {:#?}", left.len(), &left[..left.len().min(5)]);
        }
    }
    if !samples.is_empty() {
        // What two years one after the other show, and what a whole instance does.
        let elsewhere = |column| [explained::NEW, REVIEWED].contains(&column) || column.ends_with("_ADOPTR");
        let places = EXPLAINED.iter().map(Explained::place).filter(|place| !because.contains(place));
        let unused: Vec<_> = places.filter(|(.., column)| !elsewhere(*column)).collect();
        assert!(unused.is_empty(), "nothing differs there: {unused:?}");
    }
}
