//! Acceptance by command: each test is named after the promise of the notices that it proves.

use std::collections::BTreeSet;

use hearth_stage::{Engine, engine};
use rstest::rstest;

use crate::command::{Ground, hearth, rows};

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q002_a_changed_row_of_the_audit_fails_the_command_that_verifies(#[case] engine: Engine) {
    for changed in [
        "UPDATE audit_entry SET action = 'account.read' WHERE action = 'account.open'",
        "UPDATE audit_entry SET at = at - 1",
        "DELETE FROM audit_entry WHERE action = 'account.open'",
    ] {
        let Some(ground) = Ground::new(engine).await else { return };
        ground.hearth(&["init", "--authority", "sefton"]).ended(0);
        let sound = ground.hearth(&["ledger", "verify"]).ended(0);
        assert!(sound.out.contains("are sound"), "{}", sound.out);
        let guards = match engine {
            Engine::Sqlite => ["DROP TRIGGER audit_entry_stands", "DROP TRIGGER audit_entry_stays"],
            Engine::Postgres => ["ALTER TABLE audit_entry DISABLE TRIGGER ALL", "SELECT 1"],
        };
        assert!(
            engine::as_administrator(&ground.location, changed).await.is_err(),
            "the database itself refuses: {changed}"
        );
        for sql in guards.into_iter().chain([changed]) {
            engine::as_administrator(&ground.location, sql).await.expect(sql);
        }
        let said = ground.hearth(&["ledger", "verify"]).ended(1);
        assert!(said.out.contains("WRONG"), "{changed}: {}", said.out);
    }
}

#[test]
fn q016_the_catalogue_of_fields_has_no_blank() {
    let said = hearth(&["catalogue", "--format", "csv"]).ended(0);
    let mut reader = csv::Reader::from_reader(said.out.as_bytes());
    let headings = reader.headers().expect("headings").clone();
    let at = |name: &str| headings.iter().position(|heading| heading == name).expect("a heading");
    let (category, class, whose, kind, field) =
        (at("category"), at("class"), at("about_whom"), at("kind"), at("field"));
    let mut seen = BTreeSet::new();
    let mut categories = BTreeSet::new();
    for row in reader.records() {
        let row = row.expect("a row");
        for (heading, cell) in headings.iter().zip(&row) {
            assert!(!cell.trim().is_empty(), "{heading} is blank: {row:?}");
        }
        assert!(["open", "private"].contains(&&row[class]), "{row:?}");
        assert!(!row[whose].is_empty());
        categories.insert(row[category].to_owned());
        seen.insert((row[kind].to_owned(), row[field].to_owned()));
    }
    let all: BTreeSet<_> = hearth_record::kinds()
        .flat_map(|kind| kind.fields.iter().map(|field| (kind.kind.to_owned(), field.name.to_owned())))
        .collect();
    assert_eq!(seen, all, "every field of every kind is in it");
    assert!(categories.len() >= 10, "information can be listed by category: {categories:?}");
    let json = hearth(&["catalogue", "--format", "json"]).ended(0);
    assert_eq!(json.out.matches("\"category\"").count(), all.len());
}

#[rstest]
#[case(Engine::Sqlite, "ssda903")]
#[case(Engine::Postgres, "ssda903")]
#[case(Engine::Sqlite, "cin")]
#[case(Engine::Postgres, "cin")]
#[tokio::test(flavor = "multi_thread")]
async fn q101_an_import_reconciles_to_the_row_and_a_second_one_doubles_nothing(
    #[case] engine: Engine,
    #[case] what: &str,
) {
    let Some(ground) = Ground::new(engine).await else { return };
    ground.hearth(&["init", "--authority", "sefton"]).ended(0);
    let out = ground.path("return");
    hearth(&["synth", what, "--children", "200", "--seed", "3", "--out", &out, "--today", "2026-04-01"]).ended(0);
    let files: Vec<_> =
        std::fs::read_dir(&out).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    let source = if what == "cin" { files[0].to_str().expect("letters").to_owned() } else { out };
    let rejects = ground.path("rejects.csv");
    let import =
        ["import", what, &source, "--authority", "sefton", "--year", "2026", "--format", "json", "--rejects", &rejects];
    let first = ground.hearth(&import);
    assert!(first.code <= 1, "{}", first.err);
    assert!(first.out.contains("\"reconciles\": true"), "{}", first.out);
    assert!(number(&first.out, "children") >= 20, "{}", first.out);
    if what == "ssda903" {
        let rows_in: usize =
            files.iter().filter(|path| path.extension().is_some_and(|end| end == "csv")).map(|path| rows(path)).sum();
        assert_eq!(sum(&first.out, "rows_in"), rows_in, "every row of every file is accounted for: {}", first.out);
    }
    let accounted =
        ["made", "carried", "repeated", "rejected"].into_iter().map(|part| sum(&first.out, part)).sum::<usize>();
    assert_eq!(sum(&first.out, "rows_in"), accounted, "{}", first.out);
    let made = sum(&first.out, "new");
    assert!(made > 40, "{}", first.out);
    let second = ground.hearth(&import);
    assert!(second.code <= 1, "{}", second.err);
    assert_eq!((sum(&second.out, "new"), sum(&second.out, "changed")), (0, 0), "{}", second.out);
    assert_eq!(sum(&second.out, "unchanged"), made, "{}", second.out);
    ground.hearth(&["ledger", "verify"]).ended(0);
}

/// Every number that stands under this name, added up.
fn sum(json: &str, name: &str) -> usize {
    let mark = format!("\"{name}\": ");
    let digits = |rest: &str| rest.split(|c: char| !c.is_ascii_digit()).next().and_then(|n| n.parse::<usize>().ok());
    json.split(&mark).skip(1).filter_map(digits).sum()
}

/// The number that stands under this name.
fn number(json: &str, name: &str) -> usize {
    sum(json, name)
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q134_one_build_is_set_up_as_either_council(#[case] engine: Engine) {
    for (council, name) in [("sefton", "Sefton Council"), ("knowsley", "Knowsley Council")] {
        let Some(ground) = Ground::new(engine).await else { return };
        let said = ground.hearth(&["init", "--authority", council]).ended(0);
        assert!(said.out.contains(name), "{}", said.out);
        let elsewhere = if council == "sefton" { "knowsley" } else { "sefton" };
        let source = ground.path("nothing");
        let refused = ground.hearth(&["import", "ssda903", &source, "--authority", elsewhere, "--year", "2026"]);
        assert_eq!(refused.code, 2, "{}", refused.err);
    }
    let Some(ground) = Ground::new(engine).await else { return };
    let unknown = ground.hearth(&["init", "--authority", "atlantis"]).ended(2);
    assert!(
        unknown.err.contains("knowsley") && unknown.err.contains("sefton"),
        "it says which there are: {}",
        unknown.err
    );
}
