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

/// The promises that a test is named after: `q043_…`, several as `q034_q095_…`, a row of them as `q043_to_q056_…`.
fn numbers(name: &str) -> Vec<u16> {
    let of = |token: &str| {
        let digits = token.strip_prefix('q').filter(|digits| digits.len() == 3)?;
        digits.parse::<u16>().ok()
    };
    let mut numbers: Vec<u16> = Vec::new();
    let mut tokens = name.split('_').peekable();
    while let Some(token) = tokens.next() {
        match (of(token), numbers.last().copied()) {
            (Some(number), _) => numbers.push(number),
            (None, Some(last)) if token == "to" => match tokens.peek().and_then(|next| of(next)) {
                Some(end) => numbers.extend(last + 1..end),
                None => break,
            },
            _ => break,
        }
    }
    numbers
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
                let Some(name) = name else { continue };
                for number in numbers(&format!("q{name}")) {
                    proofs.entry(format!("Q{number:03}")).or_default().push(format!("{door}: `q{name}`"));
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
fn a_test_can_be_named_after_several_promises() {
    assert_eq!(numbers("q043_to_q046_laws"), [43, 44, 45, 46]);
    assert_eq!(numbers("q034_q095_a_purpose"), [34, 95]);
    assert_eq!(numbers("q002_a_changed_row"), [2]);
    assert_eq!(numbers("quite_another"), [0_u16; 0]);
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
