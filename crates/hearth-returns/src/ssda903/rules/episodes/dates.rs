//! When an episode may begin and end.

use jiff::civil::{Date, date};

use super::{Rule, Rules, and_heading, beside_heading};
use crate::check::Found;
use crate::ssda903::{Case, Episode};

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "302",
        &["DECOM", "DOB"],
        care_before_birth,
        "the earliest episode begins on {DECOM}, before the date of birth {Header.DOB}",
        "correct the date of birth or the start of the episode",
    ),
    Rule::error(
        "352",
        &["DECOM", "RNE"],
        care_begins_at_eighteen,
        "care began on {DECOM}, and the child of {Header.DOB} was 18 by then",
        "correct the date of birth or the start of the episode: nobody comes into care from their 18th birthday on",
    ),
    Rule::error(
        "353",
        &["DECOM"],
        before_the_children_act,
        "the episode begins on {DECOM}, before the Children Act 1989 came into force on 14 October 1991",
        "correct the start of the episode",
    ),
    Rule::error(
        "354",
        &["DECOM"],
        starts_after_the_year,
        "the episode begins on {DECOM}, after the end of the collection year",
        "correct the start of the episode, or leave it for the return of the next year",
    ),
    Rule::error(
        "355",
        &["DECOM", "DEC"],
        starts_and_ends_on_one_day,
        "the episode begins and ends on {DECOM}, so the child was in it for less than a day",
        "correct the dates, or take the episode out where the child did not stay overnight",
    ),
    Rule::error(
        "356",
        &["DECOM"],
        ends_before_it_starts,
        "the episode ends on {DEC}, before it begins on {DECOM}",
        "correct the start or the end of the episode",
    ),
    Rule::error(
        "385",
        &["DEC"],
        ends_after_the_year,
        "the episode ends on {DEC}, after the end of the collection year",
        "correct the end of the episode, or leave it blank where the episode goes on past 31 March",
    ),
];

/// The day on which the Children Act 1989 came into force.
const CHILDREN_ACT: Date = date(1991, 10, 14);

fn care_before_birth<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(first) = case.now.dated().first() else { return };
    if case.is_under(0, first.decom) {
        found.row(first);
        and_heading(case, found);
    }
}

fn care_begins_at_eighteen<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.dated().iter().filter(|e| e.starts_care() && case.has_turned(18, e.decom)) {
        found.row(episode);
        beside_heading(case, found);
    }
}

fn before_the_children_act<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let before = |e: &&Episode<'_>| e.decom.map_or_else(|| is_of_another_age(e), |decom| decom < CHILDREN_ACT);
    for episode in case.now.episodes.iter().filter(before) {
        found.row(episode);
    }
}

/// Whether a start is too long ago to be read as a date: its year has four digits, and is before 1900.
fn is_of_another_age(episode: &Episode<'_>) -> bool {
    let year = episode.row.cell("DECOM").rsplit('/').next().filter(|year| year.len() == 4);
    year.and_then(|year| year.parse::<u16>().ok()).is_some_and(|year| (1000..1900).contains(&year))
}

fn starts_after_the_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| e.decom > Some(case.end())) {
        found.row(episode);
    }
}

fn starts_and_ends_on_one_day<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.dated().iter().filter(|e| e.decom == e.dec) {
        found.row(episode);
    }
}

fn ends_before_it_starts<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.dated().iter().filter(|e| e.dec.is_some() && e.dec < e.decom) {
        found.row(episode);
    }
}

fn ends_after_the_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| e.dec > Some(case.end())) {
        found.row(episode);
    }
}
