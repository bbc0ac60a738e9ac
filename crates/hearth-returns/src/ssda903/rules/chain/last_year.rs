//! This year's first episode against the one that last year's return left open.

use super::{Rule, Rules};
use crate::check::{Found, Need};
use crate::ssda903::{Case, Episode};

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "199",
        &["CHILD"],
        back_after_adoption,
        "the episode begins on {DECOM}, after the child was adopted from care",
        "record a child who comes back after an adoption under a new identifier, or correct the reason care ended",
    ),
    Rule::error(
        "502",
        &["DECOM"],
        start_moved,
        "the first episode begins on {DECOM}, and the one that last year's return left open began on another day",
        "start this year's return with the episode that was left open, its start unchanged",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "503A",
        &["RNE"],
        other_reason,
        "the first episode began for {RNE}, and the one that last year's return left open was otherwise",
        "record the reason it began as on 31 March, or have last year's return put right; a change since then is an episode of its own",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "503B",
        &["LS"],
        other_legal_status,
        "the first episode has legal status {LS}, and the one that last year's return left open was otherwise",
        "record the legal status as on 31 March, or have last year's return put right; a change since then is an episode of its own",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "503C",
        &["CIN"],
        other_need,
        "the first episode has category of need {CIN}, and the one that last year's return left open was otherwise",
        "record the category of need as on 31 March, or have last year's return put right; a change since then is an episode of its own",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "503D",
        &["PLACE"],
        other_placement,
        "the first episode has placement type {PLACE}, and the one that last year's return left open was otherwise",
        "record the placement type as on 31 March, or have last year's return put right; a change since then is an episode of its own",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "503E",
        &["PLACE_PROVIDER"],
        other_provider,
        "the first episode has placement provider {PLACE_PROVIDER}, and the one that last year's return left open was otherwise",
        "record the placement provider as on 31 March, or have last year's return put right; a change since then is an episode of its own",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "503F",
        &["URN"],
        other_urn,
        "the first episode has Ofsted number {URN}, and the one that last year's return left open was otherwise",
        "record the Ofsted number as on 31 March, or have last year's return put right; a change since then is an episode of its own",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "503G",
        &["PL_DISTANCE"],
        other_distance,
        "the first episode is {PL_DISTANCE} miles from home, and the one that last year's return left open was otherwise",
        "record the postcodes as on 31 March, or have last year's return put right; a change since then is an episode of its own",
    )
    .needs(&[Need::PreviousYear, Need::Places]),
    Rule::error(
        "503H",
        &["PL_LA"],
        other_authority,
        "the first episode is in the area of {PL_LA}, and the one that last year's return left open was otherwise",
        "record the postcode of the placement as on 31 March, or have last year's return put right; a change since then is an episode of its own",
    )
    .needs(&[Need::PreviousYear, Need::Places]),
    Rule::error(
        "503J",
        &["PL_LOCATION"],
        other_side_of_the_boundary,
        "the first episode is placed {PL_LOCATION} of the authority's boundary, and the one that last year's return left open was otherwise",
        "record the postcode of the placement as on 31 March, or have last year's return put right; a change since then is an episode of its own",
    )
    .needs(&[Need::PreviousYear, Need::Places]),
    Rule::error(
        "562",
        &["DECOM"],
        not_in_last_year,
        "the first episode begins on {DECOM}, before the year, and last year's return does not end with it",
        "correct the start of the episode, or have last year's return put right",
    )
    .needs(&[Need::PreviousYear]),
];

fn back_after_adoption<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let adopted = |episodes: &[Episode<'a>]| episodes.iter().find(|e| e.ends_in_adoption()).copied();
    if let Some(adopted) = case.last.as_ref().and_then(|last| adopted(last.dated())) {
        // The episode that last year's return ended with the adoption may stand here again, with that end alone.
        let is_back = |e: &&Episode<'_>| e.decom > adopted.decom || e.decom == adopted.decom && e.dec != adopted.dec;
        for episode in case.now.dated().iter().filter(is_back) {
            found.row(episode).beside(adopted);
        }
    } else if let Some(adopted) = adopted(case.now.dated()) {
        for episode in case.now.dated().iter().filter(|e| e.decom > adopted.decom) {
            found.row(episode).beside(adopted);
        }
    }
}

fn start_moved<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    left_open(case, found, |open, first| open.decom == first.decom);
}

/// Names this year's first episode where it is not as the one that last year's return left open.
fn left_open<'a>(case: &Case<'a>, found: &mut Found<'a>, same: impl Fn(&Episode<'a>, &Episode<'a>) -> bool) {
    let open = case.last.as_ref().and_then(|last| last.still_open());
    if let Some((open, first)) = open.zip(case.now.dated().first())
        && !same(open, first)
    {
        found.row(first).beside(open);
    }
}

fn other_reason<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    left_open(case, found, |open, first| open.rne == first.rne);
}

fn other_legal_status<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    left_open(case, found, |open, first| open.ls == first.ls);
}

fn other_need<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    left_open(case, found, |open, first| open.cin == first.cin);
}

fn other_placement<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    left_open(case, found, |open, first| open.place == first.place || is_new_code_for(open.place, first.place));
}

/// Whether the department gave a type of placement this code in place of that one.
fn is_new_code_for(old: &str, new: &str) -> bool {
    matches!((old, new), ("H5", "K3") | ("Z1", "Z11" | "Z12" | "Z13" | "Z14"))
}

fn other_provider<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    left_open(case, found, |open, first| open.provider == first.provider);
}

fn other_urn<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    left_open(case, found, |open, first| open.urn == first.urn);
}

fn other_distance<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    // Distances are given to a tenth of a mile.
    let same = |open: f64, first: f64| (open - first).abs() < 0.05;
    left_open(case, found, |open, first| {
        !both_years_have(open, first, "PL_DISTANCE")
            || open
                .pl_distance
                .zip(first.pl_distance)
                .map_or(open.pl_distance == first.pl_distance, |(a, b)| same(a, b))
    });
}

fn other_authority<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    left_open(case, found, |open, first| !both_years_have(open, first, "PL_LA") || open.pl_la == first.pl_la);
}

fn other_side_of_the_boundary<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    left_open(case, found, |open, first| {
        !both_years_have(open, first, "PL_LOCATION") || open.pl_location == first.pl_location
    });
}

/// Whether the files of both years have a column that they need not have.
fn both_years_have(open: &Episode<'_>, first: &Episode<'_>, column: &str) -> bool {
    open.row.table().has(column) && first.row.table().has(column)
}

fn not_in_last_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(first) = case.now.dated().first().filter(|e| e.decom < Some(case.start())) else { return };
    let latest = case.last.as_ref().and_then(|last| last.latest());
    if latest.is_none_or(|latest| latest.decom != first.decom) {
        found.row(first);
    }
}
