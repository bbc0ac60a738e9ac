//! Disabilities.

use std::collections::BTreeSet;

use super::super::{Rule, Rules};
use crate::check::{Found, Need, Set, Whole};
use crate::cin::{Case, Details, Disability};

pub(in crate::cin::rules) const RULES: Rules = &[
    Rule::whole(
        "2887Q",
        &["Disability"],
        few_kinds_of_disability,
        "the return uses few codes of disability",
        "record every disability that a child has under its own code; explain if no child has any other",
    )
    .queried()
    .needs(&[Need::Table("Disabilities")]),
    Rule::whole(
        "2888Q",
        &["Disability"],
        no_child_with_two_disabilities,
        "no child has more than one disability",
        "record all disabilities of each child, not the chief one alone; explain if no child has two",
    )
    .queried()
    .needs(&[Need::Table("Disabilities")]),
    Rule::error(
        "8540",
        &["Disability", "PersonBirthDate", "ReferralNFA"],
        no_valid_disability,
        "no disability is recorded by its code (it is {Disabilities.Disability}) of a child who was born and whose referral led on",
        "record each disability by its code, or NONE where the child has none",
    )
    .needs(&[Need::Table("Disabilities")]),
    Rule::error(
        "8790",
        &["Disability"],
        none_and_another,
        "{Disability} is recorded beside NONE",
        "take NONE away, or the other disability if it was recorded in error",
    ),
    Rule::error(
        "8794",
        &["Disability"],
        the_same_twice,
        "the disability {Disability} is recorded more than once for this child",
        "keep one of the entries",
    ),
];

/// A disability in the sense of the two counts: NONE says that there is none.
fn is_one(code: &str) -> bool {
    !code.is_empty() && !code.eq_ignore_ascii_case("NONE")
}

fn few_kinds_of_disability<'a>(whole: &Whole<'a>, found: &mut Found<'a>) {
    let Some(table) = whole.tables.table("Disabilities") else { return };
    let used: BTreeSet<&str> = table.rows().map(|row| row.cell("Disability")).filter(|code| is_one(code)).collect();
    if used.len() < 8 {
        let words =
            if used.is_empty() { "none".to_owned() } else { used.iter().copied().collect::<Vec<_>>().join(", ") };
        let codes = if used.len() == 1 { "1 code".to_owned() } else { format!("{} codes", used.len()) };
        found.authority(format!("the return uses {codes} of disability where at least 8 are expected: {words}"));
    }
}

fn no_child_with_two_disabilities<'a>(whole: &Whole<'a>, found: &mut Found<'a>) {
    let Some(at) = whole.tables.spec().position("Disabilities") else { return };
    let mut any = 0_usize;
    for child in whole.tables.children().iter() {
        let mut codes = child.rows_at(at).map(|row| row.cell("Disability")).filter(|code| is_one(code));
        let Some(first) = codes.next() else { continue };
        if codes.any(|code| code != first) {
            return;
        }
        any += 1;
    }
    if any > 0 {
        found.authority(format!("each of the {any} children with a disability has one only"));
    }
}

fn no_valid_disability<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if !case.details.iter().any(Details::went_on) {
        return;
    }
    for child in case.identifiers.iter().filter(|child| child.has_birth()) {
        if case.disabilities.is_empty() {
            found.row(child);
        }
        for row in case.disabilities.iter().filter(|row| !case.setting.codes.has(Set::Disability, row.disability)) {
            found.row(row).beside(child);
        }
    }
}

// Rows that name no child are not thereby one child's: rules that hold row against row leave them out.

fn none_and_another<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if case.child.is_empty() {
        return;
    }
    let Some(none) = case.disabilities.iter().find(|row| row.disability.eq_ignore_ascii_case("NONE")) else { return };
    for row in case.disabilities.iter().filter(|row| is_one(row.disability)) {
        found.row(row).beside(none);
    }
}

fn the_same_twice<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if case.child.is_empty() {
        return;
    }
    let rows = &case.disabilities;
    for (at, first) in rows.iter().enumerate().filter(|(_, row)| !row.disability.is_empty()) {
        let same = |row: &&Disability<'_>| row.disability == first.disability;
        if rows[..at].iter().any(|row| same(&row)) || !rows[at + 1..].iter().any(|row| same(&row)) {
            continue;
        }
        found.rows(rows[at..].iter().filter(same));
    }
}
