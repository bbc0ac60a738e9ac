//! A whole invented council.

use std::collections::{HashMap, HashSet};

use hearth_record::File;
use hearth_record::file::FileType;
use hearth_returns::ssd::{FromRecords, Making, SSD};
use hearth_returns::{Records, Tables};
use hearth_synth::records::Detail;
use hearth_synth::{Authority, World};

use super::{DAY, read};

fn council() -> Tables {
    let world = World::new(11, Authority::sefton(), DAY, 300);
    let mut dataset = FromRecords::new(Making::as_at(DAY), |_| Ok(Vec::new())).expect("memory");
    for member in world.families().flat_map(|family| family.members(&world, Detail::Whole)) {
        if member.file == FileType::Care {
            let file = File::of(member.versions);
            dataset.add(member.person, &Records::of(&file)).expect("memory");
        }
    }
    let made_at = "2026-11-22T09:00:00Z".parse().expect("a moment");
    read(dataset.finish([], [], made_at, "Hearth").expect("memory"))
}

/// A column and the table and column in which what it names stands.
const NAMES: &[(&str, &str, &str, &str)] = &[
    ("ssd_cin_assessments", "cina_referral_id", "ssd_cin_episodes", "cine_referral_id"),
    ("ssd_assessment_factors", "cinf_assessment_id", "ssd_cin_assessments", "cina_assessment_id"),
    ("ssd_cin_plans", "cinp_referral_id", "ssd_cin_episodes", "cine_referral_id"),
    ("ssd_s47_enquiry", "s47e_referral_id", "ssd_cin_episodes", "cine_referral_id"),
    ("ssd_initial_cp_conference", "icpc_s47_enquiry_id", "ssd_s47_enquiry", "s47e_s47_enquiry_id"),
    ("ssd_initial_cp_conference", "icpc_referral_id", "ssd_cin_episodes", "cine_referral_id"),
    ("ssd_cp_plans", "cppl_icpc_id", "ssd_initial_cp_conference", "icpc_icpc_id"),
    ("ssd_cp_visits", "cppv_cp_plan_id", "ssd_cp_plans", "cppl_cp_plan_id"),
    ("ssd_cp_reviews", "cppr_cp_plan_id", "ssd_cp_plans", "cppl_cp_plan_id"),
    ("ssd_cla_episodes", "clae_cla_placement_id", "ssd_cla_placement", "clap_cla_placement_id"),
    ("ssd_cla_placement", "clap_cla_id", "ssd_cla_episodes", "clae_cla_id"),
    ("ssd_cla_reviews", "clar_cla_id", "ssd_cla_episodes", "clae_cla_id"),
    ("ssd_cla_visits", "clav_cla_id", "ssd_cla_episodes", "clae_cla_id"),
    ("ssd_involvements", "invo_professional_id", "ssd_professionals", "prof_professional_id"),
];

#[test]
fn what_a_row_names_is_there() {
    let tables = council();
    let mut followed = 0;
    for (table, column, other, key) in NAMES {
        let there: HashSet<&str> = tables.table(other).expect("a table").rows().map(|row| row.cell(*key)).collect();
        for row in tables.table(table).expect("a table").rows().filter(|row| !row.cell(*column).is_empty()) {
            assert!(there.contains(row.cell(*column)), "{table} {column} {}", row.cell(*column));
            followed += 1;
        }
    }
    assert!(followed > 2_000, "{followed}");
    for table in SSD.tables {
        let orphans = tables.orphans(table.name).count();
        assert_eq!(orphans, 0, "{} has rows of nobody", table.name);
    }
}

#[test]
fn an_id_stands_for_one_row() {
    let tables = council();
    let keys =
        ["ssd_cla_episodes", "ssd_cin_episodes", "ssd_cla_placement", "ssd_person", "ssd_missing", "ssd_sdq_scores"];
    for name in keys {
        let table = tables.table(name).expect("a table");
        let mut seen = HashMap::new();
        for row in table.rows() {
            *seen.entry(row.cell(table.spec().columns[0].name)).or_insert(0) += 1;
        }
        assert!(seen.values().all(|times| *times == 1) && !seen.is_empty(), "{name}");
    }
}

#[test]
fn the_main_tables_have_rows_and_every_moment_is_one_that_can_be_read() {
    let tables = council();
    for name in [
        "ssd_contacts",
        "ssd_cin_visits",
        "ssd_cp_visits",
        "ssd_cla_visits",
        "ssd_care_leavers",
        "ssd_permanence",
        "ssd_mother",
    ] {
        assert!(tables.table(name).is_some_and(|table| !table.is_empty()), "{name}");
    }
    for table in tables.tables() {
        for column in table.spec().columns.iter().filter(|column| column.kind == hearth_returns::ColumnKind::Moment) {
            for row in table.rows() {
                row.moment(column.name).unwrap_or_else(|bad| panic!("{bad:?}"));
            }
        }
    }
}
