//! Third-party files, where they are at hand: a folder beside the project.

use std::path::PathBuf;

use hearth_returns::{Limits, Tables, cin, ssda903};

/// The folder of a kind of sample, or a word on why its test says nothing.
fn sample(kind: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples").join(kind);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: there is no folder of {kind} samples beside the project");
    None
}

fn counts(read: &Tables) -> Vec<(&'static str, usize)> {
    read.tables().iter().map(|table| (table.name(), table.len())).filter(|(_, rows)| *rows > 0).collect()
}

#[test]
fn a_folder_of_ssda903_is_read_to_the_row() {
    let Some(folder) = sample("ssda903") else { return };
    let read = ssda903::read(&folder, &Limits::default()).unwrap();
    assert_eq!(
        counts(&read),
        [
            ("Header", 2675),
            ("Episodes", 5050),
            ("Reviews", 12582),
            ("UASC", 132),
            ("OC2", 2675),
            ("OC3", 53),
            ("AD1", 29),
            ("PlacedAdoption", 59),
            ("PrevPerm", 2675),
            ("Missing", 43),
            ("SWEpisodes", 1),
            ("DoLo", 1),
        ]
    );
    assert_eq!(read.rejects(), []);
    let grouped: usize = read.children().iter().map(|child| child.all_rows().count()).sum();
    assert_eq!(grouped, read.rows());
}

#[test]
fn an_ssda903_xml_is_read_to_the_row() {
    let Some(folder) = sample("ssda903") else { return };
    let read = ssda903::read(&folder.join("fake_903.xml"), &Limits::default()).unwrap();
    assert_eq!(
        counts(&read),
        [
            ("Header", 253),
            ("Episodes", 459),
            ("Reviews", 1206),
            ("UASC", 12),
            ("OC2", 253),
            ("OC3", 6),
            ("AD1", 3),
            ("PlacedAdoption", 3),
            ("PrevPerm", 253),
            ("Missing", 6),
        ]
    );
    assert_eq!(read.notices(), []);
}

#[test]
fn every_census_file_is_read_and_what_is_stray_is_said() {
    let Some(folder) = sample("cin") else { return };
    for (name, children, stray) in
        [("CIN2rows.xml", 1, 1), ("CIN_Census_2024.xml", 2, 1), ("CIN_Census_2026.xml", 2, 1)]
    {
        let read = cin::read(&folder.join(name), &Limits::default()).unwrap();
        assert_eq!(read.children().len(), children, "{name}");
        assert_eq!(read.notices().len(), stray, "{name}: {:?}", read.notices());
        assert_eq!(read.aside(), []);
    }
}
