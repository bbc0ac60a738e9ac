//! Rows of a child that name other rows of the same child: whatever is named is there.

use std::borrow::Cow;
use std::collections::HashSet;

use super::cells::Cells;

/// A column, and the table and column in which what it names stands.
struct Names {
    table: &'static str,
    column: &'static str,
    other: &'static str,
    key: &'static str,
}

const REFERRAL: (&str, &str) = ("ssd_cin_episodes", "cine_referral_id");
const ENQUIRY: (&str, &str) = ("ssd_s47_enquiry", "s47e_s47_enquiry_id");
const CONFERENCE: (&str, &str) = ("ssd_initial_cp_conference", "icpc_icpc_id");
const PROTECTION: (&str, &str) = ("ssd_cp_plans", "cppl_cp_plan_id");
const NEED: (&str, &str) = ("ssd_cin_plans", "cinp_cin_plan_id");
const CARE: (&str, &str) = ("ssd_cla_episodes", "clae_cla_id");
const PLACEMENT: (&str, &str) = ("ssd_cla_placement", "clap_cla_placement_id");

const NAMES: &[Names] = &[
    names("ssd_involvements", "invo_referral_id", REFERRAL),
    names("ssd_cin_assessments", "cina_referral_id", REFERRAL),
    names("ssd_cin_plans", "cinp_referral_id", REFERRAL),
    names("ssd_cin_visits", "cinv_cin_plan_id", NEED),
    names("ssd_s47_enquiry", "s47e_referral_id", REFERRAL),
    names("ssd_initial_cp_conference", "icpc_referral_id", REFERRAL),
    names("ssd_initial_cp_conference", "icpc_s47_enquiry_id", ENQUIRY),
    names("ssd_initial_cp_conference", "icpc_cp_plan_id", PROTECTION),
    names("ssd_cp_plans", "cppl_referral_id", REFERRAL),
    names("ssd_cp_plans", "cppl_icpc_id", CONFERENCE),
    names("ssd_cp_visits", "cppv_cp_plan_id", PROTECTION),
    names("ssd_cp_reviews", "cppr_cp_plan_id", PROTECTION),
    names("ssd_cla_episodes", "clae_referral_id", REFERRAL),
    names("ssd_cla_episodes", "clae_cla_placement_id", PLACEMENT),
    names("ssd_cla_placement", "clap_cla_id", CARE),
    names("ssd_cla_reviews", "clar_cla_id", CARE),
    names("ssd_cla_visits", "clav_cla_id", CARE),
    names("ssd_permanence", "perm_cla_id", CARE),
    names("ssd_s251_finance", "s251_cla_placement_id", PLACEMENT),
];

const fn names(table: &'static str, column: &'static str, (other, key): (&'static str, &'static str)) -> Names {
    Names { table, column, other, key }
}

type Key = (&'static str, Cow<'static, str>);

/// Brings in what lies further back and is named, such as the conference of a plan that still runs, and empties what names a row that
/// is not there, such as a plan that was withdrawn.
pub(super) fn complete(rows: &mut Vec<Cells>, mut older: Vec<Cells>) {
    while !older.is_empty() {
        let named: HashSet<Key> = rows.iter().flat_map(named_by).collect();
        let before = rows.len();
        for row in std::mem::take(&mut older) {
            let wanted = keys_of(&row).any(|key| named.contains(&key));
            if wanted { rows.push(row) } else { older.push(row) }
        }
        if rows.len() == before {
            break;
        }
    }
    let there: HashSet<Key> = rows.iter().flat_map(keys_of).collect();
    for row in rows {
        let table = row.table;
        for names in NAMES.iter().filter(|names| names.table == table) {
            let named = row.cell(names.column);
            if !named.is_empty() && !there.contains(&(names.key, Cow::Owned(named.to_owned()))) {
                row.blank(names.column);
            }
        }
    }
}

/// What a row names.
fn named_by(row: &Cells) -> impl Iterator<Item = Key> {
    let of_table = NAMES.iter().filter(|names| names.table == row.table);
    let named = of_table.map(|names| (names.key, row.cell(names.column)));
    named.filter(|(_, id)| !id.is_empty()).map(|(key, id)| (key, Cow::Owned(id.to_owned())))
}

/// By what a row is named.
fn keys_of(row: &Cells) -> impl Iterator<Item = Key> {
    let mut keys: Vec<&'static str> =
        NAMES.iter().filter(|names| names.other == row.table).map(|names| names.key).collect();
    keys.dedup();
    keys.into_iter().map(|key| (key, Cow::Owned(row.cell(key).to_owned())))
}
