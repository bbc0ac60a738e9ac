//! `docs/promises.md` is made from the tests: promise, what keeps it, which test proves it.
//!
//! `scripts/promises` writes it; the test here fails when it is not what the tests say.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// Where a test counts as going the way a user goes: by page, or by command.
const DOORS: [&str; 2] = ["hearth-web", "hearth"];
/// How many promises the notices make.
const PROMISES: usize = 218;

/// Promise → the tests named after it, as crate and name.
type Proofs = BTreeMap<String, Vec<String>>;

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

fn proofs() -> Proofs {
    let mut proofs = Proofs::new();
    for door in DOORS {
        let mut files = Vec::new();
        sources(&root().join("crates").join(door).join("tests"), &mut files);
        files.sort();
        for file in files {
            let text = fs::read_to_string(file).expect("a source");
            for line in text.lines() {
                let name = line
                    .trim_start()
                    .trim_start_matches("async ")
                    .strip_prefix("fn q")
                    .and_then(|rest| rest.split('(').next());
                let Some((number, _)) = name.and_then(|name| name.split_once('_')) else { continue };
                if number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit()) {
                    let proof = format!("{door}: `q{}`", name.unwrap_or_default());
                    proofs.entry(format!("Q{number}")).or_default().push(proof);
                }
            }
        }
    }
    proofs
}

fn table(name: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join("docs/promises.toml")).expect("the list of promises");
    let mut tables: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(&text).expect("tables of texts");
    tables.remove(name).expect("a table")
}

fn handbook(promises: &BTreeMap<String, String>, controls: &BTreeMap<String, String>, proofs: &Proofs) -> String {
    let mut page = String::from(
        "# Promises\n\n\
         What the two councils’ privacy notices promise, what keeps it, and the test that proves it. Made by `scripts/promises`\n\
         from `promises.toml` and the tests; a test of CI fails when it is out of date. A promise counts only where a test\n\
         named after it goes the way a user goes, by page or by command, on SQLite and on PostgreSQL.\n\n",
    );
    let _ = writeln!(page, "{} of {} are proved.\n\n## Proved\n", proofs.len(), promises.len());
    page.push_str("| no | promise | kept by | proved by |\n| --- | --- | --- | --- |\n");
    for (number, tests) in proofs {
        let (promise, control) = (&promises[number], &controls[number]);
        let _ = writeln!(page, "| {number} | {promise} | {control} | {} |", tests.join("<br>"));
    }
    page.push_str("\n## Later\n\n| no | promise |\n| --- | --- |\n");
    for (number, promise) in promises.iter().filter(|(number, _)| !proofs.contains_key(*number)) {
        let _ = writeln!(page, "| {number} | {promise} |");
    }
    page
}

#[test]
fn the_handbook_of_promises_says_what_the_tests_prove() {
    let (promises, controls, proofs) = (table("promise"), table("control"), proofs());
    let numbers: Vec<String> = (1..=PROMISES).map(|n| format!("Q{n:03}")).collect();
    assert_eq!(promises.keys().cloned().collect::<Vec<_>>(), numbers, "every promise is listed once");
    assert_eq!(
        controls.keys().collect::<Vec<_>>(),
        proofs.keys().collect::<Vec<_>>(),
        "what keeps a promise is said in docs/promises.toml for each that a test proves, and for no other"
    );
    let (page, path) = (handbook(&promises, &controls, &proofs), root().join("docs/promises.md"));
    if std::env::var_os("HEARTH_WRITE_PROMISES").is_some() {
        fs::write(&path, &page).expect("written");
    }
    let held = fs::read_to_string(&path).unwrap_or_default();
    assert!(held == page, "docs/promises.md is out of date: run scripts/promises");
}
