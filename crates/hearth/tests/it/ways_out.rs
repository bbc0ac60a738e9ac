//! The commands as ways out: whatever writes about people to a folder says by which way it goes, or why nobody outside is told by it.

use std::{collections::BTreeSet, fs, path::Path};

/// Each command, and what it is to the gate.
const COMMANDS: &[(&str, &str)] = &[
    ("account", "keeps accounts; tells of nobody"),
    ("backup", "sealed copies for whoever runs the system"),
    ("catalogue", "fields, not people"),
    ("check", "reads a file that is the user's own"),
    ("demo", "invented people"),
    ("disposal", "destroys; its certificate names nobody"),
    ("explain", "facts given by hand"),
    ("import", "takes in"),
    ("init", "makes an instance"),
    ("ledger", "hashes and moments"),
    ("match_lists", "lists that are the user's own"),
    ("notice", "what the council tells everybody"),
    ("register", "registers of the council, about nobody"),
    ("retention", "counts and days; ids, no names"),
    ("return_", "a way of the gate: `--sent` writes into each file what was told"),
    ("return_as_at", "the return of an earlier day, for whoever prepares it"),
    ("return_daily", "a way of the gate: what the department holds is written into each file"),
    ("serve", "the pages have a sweep of their own"),
    ("synth", "invented people"),
];

#[test]
fn every_command_says_by_which_way_it_tells_of_people_or_why_it_does_not() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/commands");
    let names = fs::read_dir(folder).expect("the commands").map(|entry| entry.expect("an entry").path());
    let there: BTreeSet<String> = names
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .filter_map(|path| path.file_stem().map(|name| name.to_string_lossy().into_owned()))
        .filter(|name| name != "mod")
        .collect();
    let known: BTreeSet<String> = COMMANDS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(there, known, "a new command: does it tell anybody of people, and by which way?");
}
