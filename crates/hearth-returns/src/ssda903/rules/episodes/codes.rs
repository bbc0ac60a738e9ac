//! Values of an episode by themselves: dates that are dates, codes that are codes.

use super::{Rule, Rules};
use crate::check::{Found, Set};
use crate::ssda903::{Case, Episode};

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "141",
        &["DECOM"],
        start_is_no_date,
        "the start of the episode is {DECOM}, which is no date",
        "record the day the episode began as DD/MM/YYYY",
    )
    .stage(1),
    Rule::error(
        "143",
        &["RNE"],
        start_reason_is_no_code,
        "the reason the episode began is {RNE}, which is no code of the year",
        "record S, L, P, T, B or U",
    )
    .stage(1),
    Rule::error(
        "144",
        &["LS"],
        legal_status_is_no_code,
        "the legal status is {LS}, which is no code of the year",
        "record the order or agreement under which the child is looked after",
    )
    .stage(1),
    Rule::error(
        "145",
        &["CIN"],
        need_is_no_code,
        "the category of need is {CIN}, which is no code of the year",
        "record N1 to N8, the main reason the child came into care",
    )
    .stage(1),
    Rule::error(
        "147",
        &["DEC"],
        end_is_no_date,
        "the end of the episode is {DEC}, which is no date",
        "record the day the episode ended as DD/MM/YYYY, or leave it blank while it lasts",
    )
    .stage(1),
    Rule::error(
        "149",
        &["REC"],
        end_reason_is_no_code,
        "the reason the episode ended is {REC}, which is no code of the year",
        "record X1 where care went on, or the reason care ended",
    )
    .stage(1),
];

/// Names the episodes where a value is given that the set does not have. A blank is no value.
pub(in crate::ssda903::rules) fn given_but_not_in<'a>(
    case: &Case<'a>,
    found: &mut Found<'a>,
    set: Set,
    value: impl Fn(&Episode<'a>) -> &'a str,
) {
    for episode in &case.now.episodes {
        let value = value(episode);
        if !value.is_empty() && !case.setting.codes.has(set, value) {
            found.row(episode);
        }
    }
}

fn start_is_no_date<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| e.decom.is_none()) {
        found.row(episode);
    }
}

fn start_reason_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    given_but_not_in(case, found, Set::ReasonNewEpisode, |e| e.rne);
}

fn legal_status_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    given_but_not_in(case, found, Set::LegalStatus, |e| e.ls);
}

fn need_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    given_but_not_in(case, found, Set::CategoryOfNeed, |e| e.cin);
}

fn end_is_no_date<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| e.dec.is_none() && !e.is_open()) {
        found.row(episode);
    }
}

fn end_reason_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    given_but_not_in(case, found, Set::ReasonEpisodeCeased, |e| e.rec);
}
