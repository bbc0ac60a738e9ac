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

#[test]
fn each_layout_of_the_list_of_providers_is_read() {
    let Some(folder) = sample("ssda903") else { return };
    let read = |name: &str| {
        let bytes = std::fs::read(folder.join(name)).expect("a workbook");
        hearth_returns::check::Providers::read(&bytes, None).expect("a list of providers")
    };
    let plain = read("scp_fake.xlsx");
    assert_eq!(plain.len(), 2);
    assert_eq!(plain.get("p4baboo7").and_then(|p| p.closed), Some(jiff::civil::date(2023, 1, 1)));
    assert_eq!(plain.get("bababooey").and_then(|p| p.postcode.clone()), Some("BN208JX".to_owned()));
    assert_eq!(plain.get("bababooey").and_then(|p| p.authority.clone()), Some("E10000011".to_owned()));
    assert_eq!(read("ch_fake.xlsx").get("njascn").map(|p| p.postcode.clone()), Some(Some("BN208JX".to_owned())));
    let combined = read("combined_scp_ch_fake.xlsx");
    assert_eq!(combined.get("ARN00001").map(|p| p.place_codes.join(" ")), Some("U1 U2 U3 U4 U5 U6".to_owned()));
    let assisted = read("scpch_assisted.xlsx");
    assert_eq!(assisted.get("TNT00001").map(|p| p.place_codes.join(" ")), Some("K3".to_owned()));
    let newest = read("scp_ch_2025_fake.xlsx");
    assert_eq!(newest.get("2").and_then(|p| p.closed), Some(jiff::civil::date(2024, 2, 1)), "a number is text");
    assert_eq!(newest.get("1").and_then(|p| p.postcode.clone()), Some("RT14RT".to_owned()));
}
