//! `docs/abuse.md` names tests: each of them is there and runs. What the store deletes from, it deletes in the places that are known here.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use hearth_stage::{Engine, Stage};
use hearth_store::People;
use rstest::rstest;

use crate::{
    brought_back::configured,
    command::{Ground, hearth},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            sources(&entry, found);
        } else if entry.extension().is_some_and(|end| end == "rs") {
            found.push(entry);
        }
    }
}

/// Whether `name` is a test in this source that is run: something above it says that it is one, and nothing leaves it out.
fn runs(source: &str, name: &str) -> bool {
    source.match_indices(&format!("fn {name}(")).any(|(at, _)| {
        let above = source[..at].rsplit("\n\n").next().unwrap_or_default();
        let drawn = source[..at].rfind("proptest! {").is_some();
        (above.contains("test]") || above.contains("::test(") || drawn) && !above.contains("#[ignore")
    })
}

#[test]
fn a_test_that_is_left_out_or_is_none_does_not_count() {
    assert!(runs("#[test]\nfn nobody_does() {", "nobody_does"));
    assert!(runs("#[rstest]\n#[case(1)]\n#[tokio::test]\nasync fn nobody_does(#[case] one: u8) {", "nobody_does"));
    assert!(!runs("#[test]\n#[ignore = \"slow\"]\nfn nobody_does() {", "nobody_does"));
    assert!(runs("#[tokio::test(flavor = \"multi_thread\")]\nasync fn nobody_does() {", "nobody_does"));
    assert!(!runs("#[test]\nfn somebody() {}\n\nfn nobody_does() {", "nobody_does"));
    assert!(!runs("#[test]\nfn nobody_does_it() {", "nobody_does"));
}

/// What the rows of the tables in the page name: `crate: a_test`.
fn named(page: &str) -> BTreeSet<(String, String)> {
    let parts = page.lines().filter(|line| line.starts_with('|')).flat_map(|line| line.split('`').skip(1).step_by(2));
    parts.filter_map(|part| part.split_once(": ")).map(|(of, name)| (of.to_owned(), name.to_owned())).collect()
}

#[test]
fn every_test_that_the_page_of_abuse_names_is_there_and_runs() {
    let page = fs::read_to_string(root().join("docs/abuse.md")).expect("the page");
    let named = named(&page);
    assert!(named.len() > 60, "only {} tests are named", named.len());
    let mut missing = Vec::new();
    for (part, name) in named {
        let mut found = Vec::new();
        let of = root().join("crates").join(&part);
        sources(&of.join("src"), &mut found);
        if of.join("tests").is_dir() {
            sources(&of.join("tests"), &mut found);
        }
        if !found.iter().any(|source| runs(&fs::read_to_string(source).expect("a source"), &name)) {
            missing.push(format!("{part}: {name}"));
        }
    }
    assert!(missing.is_empty(), "docs/abuse.md names tests that are not there: {missing:#?}");
}

/// The tables of the store, and the only sources that may take a row out of each: of what holds any of a child's file, the destruction,
/// which asks for holds, and a save that writes anew what stands in clear beside its records. The store's own tests try each on a file
/// under a hold.
const DELETES: &[(&str, &[&str])] = &[
    ("account", &[]),
    ("adoption_link", &[]),
    ("audit_detail", &["destroy.rs"]),
    ("audit_entry", &[]),
    ("audit_leaf", &[]),
    ("audit_waiting", &["driver/sequencer.rs"]),
    ("blob", &["destroy.rs"]),
    ("blob_key", &["destroy.rs"]),
    ("checkpoint", &[]),
    ("child_number", &["commit/building.rs", "destroy.rs"]),
    ("destroyed", &[]),
    ("disposition", &[]),
    ("draft", &["destroy.rs", "drafts.rs"]),
    ("failure", &["identity.rs"]),
    ("file", &[]),
    ("file_key", &["destroy.rs"]),
    ("held_key", &["drafts.rs"]),
    ("hold", &["destroy.rs", "destroy/replay.rs", "holds.rs"]),
    ("import_key", &["destroy.rs"]),
    ("instance", &[]),
    ("open_hold", &["holds.rs"]),
    ("session", &["identity.rs"]),
    ("stub", &["destroy/stub.rs"]),
    ("term", &["commit/building.rs", "destroy.rs"]),
    ("tree_head", &[]),
    ("tree_tile", &[]),
    ("version", &["destroy.rs"]),
    ("word", &["commit/building.rs", "destroy.rs"]),
    ("work", &["commit/building.rs", "destroy.rs"]),
];

/// The tables that the migrations make.
fn tables() -> BTreeSet<String> {
    let mut tables = BTreeSet::new();
    for database in ["data", "keys"] {
        let folder = root().join("crates/hearth-store/migrations/sqlite").join(database);
        for path in fs::read_dir(folder).expect("migrations").map(|entry| entry.expect("an entry").path()) {
            let text = fs::read_to_string(path).expect("a migration");
            let named = text.split("CREATE TABLE ").skip(1).filter_map(|rest| rest.split_whitespace().next());
            tables.extend(named.map(str::to_owned));
        }
    }
    tables
}

#[test]
fn nothing_takes_a_childs_file_apart_but_the_destruction_that_asks_for_holds() {
    let known: BTreeSet<String> = DELETES.iter().map(|(table, _)| (*table).to_owned()).collect();
    assert_eq!(tables(), known, "a new table: who may delete from it, and does whoever does ask for holds?");
    let src = root().join("crates/hearth-store/src");
    let mut found = Vec::new();
    sources(&src, &mut found);
    let mut deleters: BTreeSet<(String, String)> = BTreeSet::new();
    for source in found {
        let place = source.strip_prefix(&src).expect("under it").to_string_lossy().into_owned();
        let text = fs::read_to_string(&source).expect("a source");
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for rest in code.split("DELETE FROM ").skip(1) {
            let table: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            assert!(known.contains(&table), "{place} deletes from a table that nobody knows: {table}");
            deleters.insert((table, place.clone()));
        }
        assert!(!code.contains("DROP TABLE"), "{place} drops a table");
        // A restore empties the tables that it fills, in a place that holds no rows of its own.
        assert!(!code.contains("TRUNCATE \\\"") || place == "backup/postgres.rs", "{place} empties a table");
        assert!(!code.contains("digest = NULL") || place == "destroy.rs", "{place} takes a digest away");
    }
    let may = DELETES
        .iter()
        .flat_map(|(table, places)| places.iter().map(|place| ((*table).to_owned(), (*place).to_owned())));
    assert_eq!(deleters, may.collect(), "who deletes from what: does it ask for holds?");
    let destroy = fs::read_to_string(src.join("destroy.rs")).expect("the destruction");
    assert!(destroy.contains("NOT EXISTS (SELECT 1 FROM hold h WHERE h.file = f.id)"), "it asks in its own statement");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_with_its_known_password_is_never_served_over_an_instance_of_real_people() {
    let ground = Ground::new(Engine::Sqlite).await.expect("SQLite is always there");
    ground.hearth(&["init", "--authority", "sefton"]).ended(0);
    let refused = ground.hearth(&["demo", "--listen", "127.0.0.1:0"]).ended(2);
    assert!(refused.err.contains("give another with --data"), "{}", refused.err);
    // Nor where the folder says that it is one, nor over what comes out of a backup of real people.
    fs::write(ground.folder.path().join("data/demo.whole"), b"").expect("written");
    let forged = ground.hearth(&["demo", "--listen", "127.0.0.1:0"]).ended(2);
    assert!(forged.err.contains("holds no demonstration"), "{}", forged.err);
    let backup = ground.path("backup");
    ground.hearth(&["backup", "--out", &backup]).ended(0);
    let trial = Ground { folder: tempfile::tempdir().expect("a folder"), ..ground };
    fs::create_dir(trial.folder.path().join("data")).expect("a folder");
    fs::copy(Path::new(&backup).with_file_name("data/root.key"), trial.path("data/root.key")).expect("the key");
    trial.hearth(&["restore", &backup]).ended(0);
    fs::write(trial.folder.path().join("data/demo.whole"), b"").expect("written");
    let restored = trial.hearth(&["demo", "--listen", "127.0.0.1:0"]).ended(2);
    for refused in [refused, forged, restored] {
        assert!(!refused.out.contains("hearth-demo"), "no account of the demonstration is told: {}", refused.out);
    }
    trial.hearth(&["ledger", "verify"]).ended(0);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn no_return_of_real_people_is_taken_into_a_demonstration_and_none_of_invented_among_the_real(
    #[case] engine: Engine,
) {
    let Some(ground) = Ground::new(engine).await else { return };
    ground.hearth(&["init", "--authority", "sefton"]).ended(0);
    let (care, rejects) = (ground.path("care"), ground.path("rejects.csv"));
    hearth(&["synth", "ssda903", "--children", "3", "--out", &care]).ended(0);
    let import = ["import", "ssda903", &care, "--authority", "sefton", "--year", "2026", "--rejects", &rejects];
    let among_the_real = ground.hearth(&[&import[..], &["--invented"]].concat()).ended(2);
    assert!(among_the_real.err.contains("holds real people"), "{}", among_the_real.err);
    assert!(ground.hearth(&import).code <= 1, "a return of its own is taken");

    let Some(stage) = Stage::open(engine).await else { return };
    stage.instance.store.say_people(People::Invented).await.expect("said");
    stage.instance.store.close().await.expect("closed");
    let config = configured(&stage.config, stage.folder());
    let refused = hearth(&[&import[..], &["--config", &config]].concat()).ended(2);
    assert!(refused.err.contains("whose password everybody knows"), "{}", refused.err);
    let served = hearth(&["serve", "--listen", "127.0.0.1:0", "--config", &config]).ended(2);
    assert!(served.err.contains("serve it with `hearth demo`"), "{}", served.err);
    assert!(hearth(&[&import[..], &["--invented", "--config", &config]].concat()).code <= 1);
}
