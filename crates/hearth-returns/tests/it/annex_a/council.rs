//! A whole invented council: every column that can be filled is, in some row.

use std::collections::BTreeSet;

use hearth_record::File;
use hearth_record::file::FileType;
use hearth_returns::Records;
use hearth_returns::annex_a::{AnnexA, Cell, FromRecords, Making};
use hearth_synth::records::Detail;
use hearth_synth::{Authority, World};

use super::{DAY, making};

fn council() -> AnnexA {
    let world = World::new(12, Authority::sefton(), DAY, 600);
    let staff = world.staff();
    let making = Making {
        teams: staff.teams.iter().map(|team| (team.id, team.name.clone())).collect(),
        workers: staff.workers.iter().map(|worker| (worker.id, worker.name.clone())).collect(),
        ..making()
    };
    let mut lists = FromRecords::new(making, DAY);
    for member in world.families().flat_map(|family| family.members(&world, Detail::Whole)) {
        if member.file == FileType::Care {
            let file = File::of(member.versions);
            lists.add(&Records::of(&file));
        }
    }
    lists.finish()
}

/// Columns that nothing in the invented stories fills.
const NOT_TOLD: &[(u8, &str)] = &[
    (8, "Placement Location"),
    (8, "LA of Placement"),
    (8, "Date of Last IRO Visit / Contact to the Child"),
    (10, "Date of Decision that Child Should No Longer be Placed for Adoption"),
    (10, "Reason Why Child No Longer Placed for Adoption"),
    (10, "Date the child was placed for fostering in FFA or concurrent planning placement"),
];

#[test]
fn every_column_of_every_list_is_filled_in_some_row_or_named() {
    let lists = council();
    let mut blank = BTreeSet::new();
    // Invented stories begin with a contact: nobody in them had early help.
    for filled in lists.lists.iter().filter(|filled| filled.left_out.is_none() && filled.list.number != 2) {
        assert!(filled.rows.len() > 5, "{} has {} rows", filled.title(), filled.rows.len());
        for (at, column) in filled.list.columns.iter().enumerate() {
            if filled.rows.iter().all(|row| row[at] == Cell::Blank) {
                blank.insert((filled.list.number, *column));
            }
        }
    }
    let named: BTreeSet<(u8, &str)> =
        NOT_TOLD.iter().copied().chain(lists.not_filled.iter().map(|not| (not.list, not.column))).collect();
    let unnamed: Vec<_> = blank.difference(&named).collect();
    assert!(unnamed.is_empty(), "{unnamed:?}");
}

#[test]
fn a_child_is_once_in_the_lists_that_have_a_row_a_child() {
    let lists = council();
    for number in [6, 7, 8, 9] {
        let filled = &lists.lists[number - 1];
        let ids: BTreeSet<String> = filled.rows.iter().map(|row| row[0].to_string()).collect();
        assert_eq!(ids.len(), filled.rows.len(), "{}", filled.title());
    }
}
