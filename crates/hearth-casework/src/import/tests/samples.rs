//! Third-party files, where they are at hand: everything in them is loaded or said.

use std::path::PathBuf;

use hearth_returns::{Limits, cin, ssda903};

use super::{account_of, committed, planned};
use crate::import::{Import, collection_year};

fn sample(kind: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples").join(kind);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: there is no folder of {kind} samples beside the project");
    None
}

#[test]
fn the_samples_reconcile_to_the_row_and_twice() {
    let Some(folder) = sample("ssda903") else { return };
    for path in [folder.clone(), folder.join("fake_903.xml")] {
        let tables = ssda903::read(&path, &Limits::default()).unwrap();
        let year = collection_year(&tables).unwrap();
        let account = account_of(&tables, year);
        println!("{year}\n{account}");
        assert!(account.reconciles(), "{account}");
        let import = Import::new(&tables, year);
        for child in import.children() {
            let first = planned(&import.child(child, &[]), &[]);
            let held = committed(&first, &[]);
            let second = planned(&import.child(child, &held), &held);
            assert_eq!(second.writes().count(), 0, "child {} again", child.id());
        }
    }
}

#[test]
fn the_census_samples_reconcile_to_the_row_and_twice() {
    let Some(folder) = sample("cin") else { return };
    for name in ["CIN2rows.xml", "CIN_Census_2024.xml", "CIN_Census_2026.xml"] {
        let tables = cin::read(&folder.join(name), &Limits::default()).unwrap();
        let year = collection_year(&tables).unwrap();
        let account = account_of(&tables, year);
        println!("{name} {year}\n{account}");
        assert!(account.reconciles(), "{name}: {account}");
        let import = Import::new(&tables, year);
        for child in import.children() {
            let first = planned(&import.child(child, &[]), &[]);
            let held = committed(&first, &[]);
            let second = planned(&import.child(child, &held), &held);
            assert_eq!(second.writes().count(), 0, "{name}: child {} again", child.id());
        }
    }
}
