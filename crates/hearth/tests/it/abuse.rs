//! `docs/abuse.md` names tests: each of them is there and runs. What the store deletes from, it deletes in the places that are known here.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use hearth_stage::Engine;

use crate::command::Ground;

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

/// What holds any of a child's file, and the only sources that may take a row out of it: the destruction, which asks for holds, and a save
/// that writes anew what stands in clear beside its records.
const DELETES: &[(&str, &[&str])] = &[
    ("version", &["destroy.rs"]),
    ("file", &[]),
    ("audit_entry", &[]),
    ("audit_leaf", &[]),
    ("audit_detail", &["destroy.rs"]),
    ("blob", &["destroy.rs"]),
    ("blob_key", &["destroy.rs"]),
    ("file_key", &["destroy.rs"]),
    ("import_key", &["destroy.rs"]),
    ("child_number", &["commit/building.rs", "destroy.rs"]),
    ("term", &["commit/building.rs", "destroy.rs"]),
    ("work", &["commit/building.rs", "destroy.rs"]),
    ("hold", &["destroy.rs", "destroy/replay.rs", "holds.rs"]),
];

#[test]
fn nothing_takes_a_childs_file_apart_but_the_destruction_that_asks_for_holds() {
    let src = root().join("crates/hearth-store/src");
    let mut found = Vec::new();
    sources(&src, &mut found);
    for source in found {
        let place = source.strip_prefix(&src).expect("under it").to_string_lossy().into_owned();
        let text = fs::read_to_string(&source).expect("a source");
        for rest in text.split("DELETE FROM ").skip(1) {
            let table: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if let Some((_, allowed)) = DELETES.iter().find(|(known, _)| *known == table) {
                assert!(allowed.contains(&place.as_str()), "{place} deletes from {table}: does it ask for holds?");
            }
        }
    }
    let destroy = fs::read_to_string(src.join("destroy.rs")).expect("the destruction");
    assert!(destroy.contains("NOT EXISTS (SELECT 1 FROM hold h WHERE h.file = f.id)"), "it asks in its own statement");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_with_its_known_password_is_never_served_over_an_instance_of_real_people() {
    let ground = Ground::new(Engine::Sqlite).await.expect("SQLite is always there");
    ground.hearth(&["init", "--authority", "sefton"]).ended(0);
    let refused = ground.hearth(&["demo", "--listen", "127.0.0.1:0"]);
    assert_ne!(refused.code, 0, "{}", refused.out);
    assert!(refused.err.contains("give another with --data"), "{}", refused.err);
    assert!(!refused.out.contains("hearth-demo"), "no account of the demonstration is told: {}", refused.out);
    ground.hearth(&["ledger", "verify"]).ended(0);
}
