//! Deprivation of liberty orders.

use super::{Rule, Rules};
use crate::check::{Found, Need};
use crate::row::Row;
use crate::ssda903::care::{dropped, overlaps};
use crate::ssda903::{Case, Dolo};

const START: &str = "DOLO_START";
const END: &str = "DOLO_END";

pub(super) const RULES: Rules = &[
    Rule::error(
        "700",
        &[START],
        start_is_no_date,
        "the start of the order is {DOLO_START}, which is no date",
        "record the day as DD/MM/YYYY",
    )
    .stage(1)
    .since(2027),
    Rule::error(
        "701",
        &[END],
        end_is_no_date,
        "the end of the order is {DOLO_END}, which is no date",
        "record the day as DD/MM/YYYY, or leave it blank while the order stands",
    )
    .stage(1)
    .since(2027),
    Rule::error(
        "702",
        &[START, END],
        ends_before_start,
        "the order ends on {DOLO_END}, before it starts on {DOLO_START}",
        "put the two dates right",
    )
    .since(2027),
    Rule::error(
        "703",
        &[START],
        starts_after_year,
        "the order starts on {DOLO_START}, after the end of the collection year",
        "put the date right, or leave the row to next year's return",
    )
    .since(2027),
    Rule::error(
        "704",
        &[END],
        ends_outside_year,
        "the order ends on {DOLO_END}, outside the collection year",
        "put the date right, or leave the row to the return of its year",
    )
    .since(2027),
    Rule::error(
        "705",
        &[START, END],
        overlap,
        "an order starts on {DOLO_START} while an earlier one still stands",
        "end the earlier one by the day on which this one starts",
    )
    .since(2027),
    Rule::error(
        "706",
        &[START],
        open_last_year_and_gone,
        "last year's return left an order open, and none of this year's starts on the same day",
        "return that order with its start, and its end where it has one",
    )
    .since(2027)
    .needs(&[Need::PreviousYear, Need::Table("DoLo")]),
    Rule::error(
        "707",
        &[END],
        outlasts_care,
        "the order from {DOLO_START} does not end while the child is looked after (end: {DOLO_END})",
        "end it by the day on which care ended",
    )
    .since(2027),
    Rule::error(
        "708",
        &[START],
        before_birth,
        "the order from {DOLO_START} to {DOLO_END} is before the birth on {DOB}",
        "put the dates right",
    )
    .since(2027),
    Rule::query(
        "709",
        &[START, "PLACE"],
        in_unexpected_placement,
        "under the order of {DoLo.DOLO_START} the child was placed in {Episodes.PLACE} from {Episodes.DECOM}, where none is expected",
        "put placement or order right, or explain how the child was deprived of liberty there",
    )
    .since(2027),
    Rule::error(
        "710",
        &[START, "PLACE"],
        in_impossible_placement,
        "under the order of {DoLo.DOLO_START} the child was placed in {Episodes.PLACE} from {Episodes.DECOM}, where there can be none",
        "put the placement or the days of the order right",
    )
    .since(2027),
];

impl Dolo<'_> {
    fn has(&self, column: &'static str) -> bool {
        !self.row.cell(column).is_empty()
    }
}

/// A start left blank is silent here, as the department has it.
fn start_is_no_date<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.dolo, |dolo| dolo.start.is_none() && dolo.has(START));
}

fn end_is_no_date<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.dolo, |dolo| dolo.end.is_none() && dolo.has(END));
}

fn ends_before_start<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.dolo, |dolo| dolo.span().is_reversed());
}

fn starts_after_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.dolo, |dolo| dolo.start > Some(case.end()));
}

fn ends_outside_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.dolo, |dolo| dolo.end.is_some_and(|end| !case.year.has(end)));
}

fn overlap<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for (before, next) in overlaps(&case.now.dolo, Dolo::span) {
        found.row(next).beside(before);
    }
}

/// This year's row is named where there is one, since its start may be wrong; else the heading.
fn open_last_year_and_gone<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let (Some(last), now) = (&case.last, &case.now) else { return };
    let Some(row) = now.dolo.first().map(Row::from).or_else(|| now.of_child()) else { return };
    for open in dropped(&last.dolo, &now.dolo, Dolo::span) {
        found.row(row).beside(open);
    }
}

fn outlasts_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.dolo, |dolo| dolo.span().outlasts_care(&case.now));
}

fn before_birth<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found
        .each(&case.now.dolo, |dolo| dolo.born.or_else(|| case.born()).is_some_and(|born| dolo.span().is_before(born)));
}

/// Expected are children's homes, and the two kinds of unregistered placement that replaced Z1.
fn in_unexpected_placement<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    placed(case, found, |place| !matches!(place, "" | "K2" | "Z12" | "Z13"));
}

/// Secure children's homes, parents, young offender institutions, supported accommodation (H5 until 2024).
fn in_impossible_placement<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    placed(case, found, |place| matches!(place, "K1" | "P1" | "R5" | "K3" | "H5"));
}

/// Names each order with the episode of such a placement that shares a day with it. An order still open is held against nothing:
/// the department looks at orders that have ended.
fn placed<'a>(case: &Case<'a>, found: &mut Found<'a>, wrong: impl Fn(&str) -> bool) {
    for dolo in &case.now.dolo {
        let (Some(start), Some(end)) = (dolo.start, dolo.end) else { continue };
        for episode in case.now.dated().iter().filter(|episode| wrong(episode.place)) {
            let lasts = episode.dec.map_or(episode.is_open(), |dec| start <= dec);
            if episode.decom <= Some(end) && lasts {
                found.row(dolo).and(episode);
            }
        }
    }
}
