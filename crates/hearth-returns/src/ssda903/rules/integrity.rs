//! Tables against the heading, and children who stand in one year and not in the other.

use jiff::civil::Date;

use super::{Rule, Rules};
use crate::Row;
use crate::check::{Found, Need};
use crate::ssda903::Case;

/// A rule over one child, as the table below writes it.
type Over = for<'a> fn(&Case<'a>, &mut Found<'a>);

pub(super) const RULES: Rules = &[
    Rule::query(
        "EPI",
        &["CHILD"],
        neither_episodes_nor_leaving_care,
        "the child has a heading, but neither episodes nor a row as a care leaver",
        "add the child's episodes, or take the heading out",
    )
    .needs(&[Need::Table("Episodes")]),
    without_heading("INT01", |case, found| no_heading(case, &case.now.ad1, found)),
    without_heading("INT02", |case, found| no_heading(case, &case.now.placed, found)),
    without_heading("INT03", |case, found| no_heading(case, &case.now.episodes, found)),
    without_heading("INT04", |case, found| no_heading(case, &case.now.missing, found)),
    without_heading("INT05", |case, found| no_heading(case, &case.now.oc2, found)),
    without_heading("INT06", |case, found| no_heading(case, &case.now.oc3, found)),
    without_heading("INT07", |case, found| no_heading(case, &case.now.prev_perm, found)),
    without_heading("INT08", |case, found| no_heading(case, &case.now.reviews, found)),
    without_heading("INT09", |case, found| no_heading(case, &case.now.uasc, found)),
    born_otherwise("INT11", |case, found| other_birth(case, case.now.ad1.iter().map(|r| (r.row, r.born)), found)),
    born_otherwise("INT12", |case, found| other_birth(case, case.now.placed.iter().map(|r| (r.row, r.born)), found)),
    born_otherwise("INT13", |case, found| other_birth(case, case.now.missing.iter().map(|r| (r.row, r.born)), found)),
    born_otherwise("INT14", |case, found| other_birth(case, case.now.oc2.iter().map(|r| (r.row, r.born)), found)),
    born_otherwise("INT15", |case, found| other_birth(case, case.now.oc3.iter().map(|r| (r.row, r.born)), found)),
    born_otherwise("INT16", |case, found| other_birth(case, case.now.prev_perm.iter().map(|r| (r.row, r.born)), found)),
    born_otherwise("INT17", |case, found| other_birth(case, case.now.reviews.iter().map(|r| (r.row, r.born)), found)),
    born_otherwise("INT18", |case, found| other_birth(case, case.now.uasc.iter().map(|r| (r.row, r.born)), found)),
    Rule::error(
        "INT21",
        &["SEX"],
        other_sex,
        "sex is {UASC.SEX} here and {Header.SEX} in the heading",
        "record the same in both",
    ),
    only_once("INT31", |case, found| more_than_one(case, &case.now.ad1, found)),
    only_once("INT32", |case, found| more_than_one(case, &case.now.header, found)),
    only_once("INT33", |case, found| more_than_one(case, &case.now.oc2, found)),
    only_once("INT34", |case, found| more_than_one(case, &case.now.oc3, found)),
    only_once("INT35", |case, found| more_than_one(case, &case.now.prev_perm, found)),
    only_once("INT36", |case, found| more_than_one(case, &case.now.uasc, found)),
    Rule::error(
        "NoE",
        &["DECOM"],
        not_in_last_year,
        "the episode began on {DECOM}, before the year, but last year's return has no episode of the child",
        "correct the start of the episode; if last year's return left the child out, say so when this one is sent",
    )
    .needs(&[Need::PreviousTable("Episodes")]),
];

const fn without_heading(code: &'static str, check: Over) -> Rule {
    let says = "the child ({CHILD}) has this row but no heading";
    let fix = "add the heading, or correct the child's identifier in this row";
    Rule::error(code, &["CHILD"], check, says, fix).needs(&[Need::Table("Header")])
}

const fn born_otherwise(code: &'static str, check: Over) -> Rule {
    let says = "the date of birth is {DOB} here and {Header.DOB} in the heading";
    Rule::error(code, &["DOB"], check, says, "record the same date in both")
}

const fn only_once(code: &'static str, check: Over) -> Rule {
    let says = "the child ({CHILD}) has more than one row in this table";
    Rule::error(code, &["CHILD"], check, says, "keep the row that is right and take the others out")
}

fn neither_episodes_nor_leaving_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if case.now.episodes.is_empty() && case.now.oc3.is_empty() {
        found.each(&case.now.header, |_| true);
    }
}

fn no_heading<'a, R: Copy + Into<Row<'a>>>(case: &Case<'a>, rows: &[R], found: &mut Found<'a>) {
    if case.now.header.is_empty() {
        for row in rows {
            found.row(*row);
        }
    }
}

/// The XML form has dates of birth only in the heading; a blank elsewhere contradicts nothing.
fn other_birth<'a>(case: &Case<'a>, rows: impl Iterator<Item = (Row<'a>, Option<Date>)>, found: &mut Found<'a>) {
    let Some(header) = case.now.header.iter().find(|h| h.born.is_some()) else { return };
    for (row, born) in rows {
        if born.is_some() && !case.now.header.iter().any(|h| h.born == born) {
            found.row(row).beside(header);
        }
    }
}

fn other_sex<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(header) = case.now.header.iter().find(|h| !h.sex.is_empty()) else { return };
    for uasc in case.now.uasc.iter().filter(|u| !u.sex.is_empty()) {
        if !case.now.header.iter().any(|h| h.sex == uasc.sex) {
            found.row(uasc).beside(header);
        }
    }
}

/// Rows that name no child are not one child's.
fn more_than_one<'a, R: Copy + Into<Row<'a>>>(case: &Case<'a>, rows: &[R], found: &mut Found<'a>) {
    if rows.len() > 1 && !case.child.is_empty() {
        found.rows(rows.iter().copied());
    }
}

fn not_in_last_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    // Without last year's return the rule does not run: then a child without rows of last year was not in it.
    if case.last.as_ref().is_none_or(|last| last.episodes.is_empty()) {
        found.each(case.now.dated(), |e| e.decom < Some(case.start()));
    }
}
