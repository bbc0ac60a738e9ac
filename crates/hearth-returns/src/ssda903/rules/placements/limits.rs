//! How old a child must be for a placement, and how long a temporary one may last.

use hearth_calendar::days_between;
use jiff::civil::Date;

use super::{Rule, Rules};
use crate::check::Found;
use crate::ssda903::case::turns;
use crate::ssda903::rules::episodes::beside_heading;
use crate::ssda903::{Case, Episode};

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "370",
        &["DECOM", "PLACE"],
        too_young_for_independence,
        "the child of {Header.DOB} was placed in independent living (P2) on {DECOM}, not yet 16",
        "correct the placement type, the date of birth or the start of the episode",
    )
    .since(2024)
    .until(2024),
    Rule::error(
        "371",
        &["DECOM", "PLACE"],
        too_young_for_semi_independence,
        "the child of {Header.DOB} was placed in semi-independent accommodation (H5) on {DECOM}, not yet 16",
        "correct the placement type, the date of birth or the start of the episode",
    )
    .since(2024)
    .until(2024),
    Rule::error(
        "371",
        &["DECOM", "PLACE"],
        too_young_for_supported_accommodation,
        "the child of {Header.DOB} was placed in supported accommodation (K3) on {DECOM}, not yet 16",
        "correct the placement type, the date of birth or the start of the episode",
    )
    .since(2025),
    Rule::error(
        "372",
        &["DECOM", "PLACE"],
        too_young_for_custody,
        "the child of {Header.DOB} was placed in custody (R5) on {DECOM}, not yet 10",
        "correct the placement type, the date of birth or the start of the episode",
    ),
    Rule::error(
        "373",
        &["DECOM", "PLACE"],
        too_young_for_school,
        "the child of {Header.DOB} was placed in a residential school (S1) on {DECOM}, not yet 4",
        "correct the placement type, the date of birth or the start of the episode",
    ),
    Rule::error(
        "374",
        &["DECOM", "PLACE"],
        too_young_for_employment,
        "the child of {Header.DOB} was placed in residential employment (P3) on {DECOM}, not yet 14",
        "correct the placement type, the date of birth or the start of the episode",
    ),
    Rule::error(
        "375",
        &["DECOM", "PLACE"],
        in_hospital_too_long,
        "a temporary stay in hospital (T1) from {DECOM} to {DEC} is longer than six weeks",
        "correct the dates, or record the hospital as a placement of its own (R2)",
    ),
    Rule::error(
        "376",
        &["DECOM", "PLACE"],
        carers_away_too_long,
        "a temporary placement while the carers were on holiday (T3) from {DECOM} to {DEC} is longer than three weeks",
        "correct the dates, or record the placement by its own type",
    ),
    Rule::error(
        "377",
        &["PLACE"],
        carers_away_too_often,
        "the placement from {DECOM} is one of three or more within twelve months while the carers were on holiday (T3)",
        "record the third and later placements by their own type",
    ),
    Rule::error(
        "379",
        &["DECOM", "PLACE"],
        elsewhere_too_long,
        "a temporary placement for another reason (T4) from {DECOM} to {DEC} is longer than seven days",
        "correct the dates, or record the placement by its own type",
    ),
];

/// Names the episodes in a placement that began before the child was old enough.
fn placed_under<'a>(case: &Case<'a>, found: &mut Found<'a>, place: &str, years: u16) {
    for episode in case.now.dated().iter().filter(|e| e.place == place && case.is_under(years, e.decom)) {
        found.row(episode);
        beside_heading(case, found);
    }
}

fn too_young_for_independence<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    placed_under(case, found, "P2", 16);
}

fn too_young_for_semi_independence<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    placed_under(case, found, "H5", 16);
}

fn too_young_for_supported_accommodation<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    placed_under(case, found, "K3", 16);
}

fn too_young_for_custody<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    placed_under(case, found, "R5", 10);
}

fn too_young_for_school<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    placed_under(case, found, "S1", 4);
}

fn too_young_for_employment<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    placed_under(case, found, "P3", 14);
}

/// Names the episodes in a placement that ended later than it may.
fn placed_over<'a>(case: &Case<'a>, found: &mut Found<'a>, place: &str, days: i32) {
    let too_long = |e: &&Episode<'_>| e.decom.zip(e.dec).is_some_and(|(from, to)| days_between(from, to) > days);
    for episode in case.now.dated().iter().filter(|e| e.place == place).filter(too_long) {
        found.row(episode);
    }
}

fn in_hospital_too_long<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    placed_over(case, found, "T1", 42);
}

fn carers_away_too_long<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    placed_over(case, found, "T3", 21);
}

fn elsewhere_too_long<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    placed_over(case, found, "T4", 7);
}

fn carers_away_too_often<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    // The two before, each with whether it is named already.
    let mut before: [Option<(&Episode<'_>, bool)>; 2] = [None, None];
    for episode in case.now.dated().iter().filter(|e| e.place == "T3") {
        let within_a_year = |first: Date| episode.decom < Some(turns(first, 1));
        let third = before[0].and_then(|(first, _)| first.decom).is_some_and(within_a_year);
        if third {
            for (earlier, _) in before.iter().flatten().filter(|(_, named)| !named) {
                found.row(*earlier);
            }
            found.row(episode);
        }
        before = [before[1].map(|(second, named)| (second, named || third)), Some((episode, third))];
    }
}
