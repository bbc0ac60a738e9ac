//! Where one episode ends, the next begins, and each says so.

use super::{Rule, Rules};
use crate::check::{Found, Set};
use crate::ssda903::{Case, Episode};

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "142",
        &["DEC", "REC"],
        next_began_before_an_end,
        "a later episode has begun, but this one has {DEC} as its end and {REC} as the reason",
        "record when and why this episode ended",
    ),
    Rule::error(
        "148",
        &["DEC", "REC"],
        end_without_reason_or_reason_without_end,
        "the end of the episode is {DEC} and the reason it ended is {REC}: one of them is blank",
        "record both where the episode has ended, neither while it lasts",
    ),
    Rule::error(
        "357",
        &["RNE"],
        first_does_not_start_care,
        "the first episode begins on {DECOM}, within the year, and the reason it began is {RNE}",
        "add the episode before it that was left out; where there is none, record S",
    ),
    Rule::error(
        "388",
        &["REC"],
        end_that_the_next_denies,
        "the episode ends on {DEC} with {REC}, and what follows says otherwise",
        "record X1 where another episode begins on the day this one ends, and why care ended where none does",
    ),
    Rule::error(
        "431",
        &["RNE", "DECOM"],
        starts_care_while_in_care,
        "care is said to start on {DECOM}, when the episode before had not ended or ended that day",
        "record what changed (L, P, T, B or U) where care went on, or correct the dates",
    ),
    Rule::error(
        "432",
        &["RNE"],
        goes_on_after_care_ended,
        "care ended with the episode before, but this one begins for {RNE} and not because care started",
        "record S where care began anew, or X1 as the reason the episode before ended",
    ),
    Rule::error(
        "433",
        &["RNE", "DECOM"],
        goes_on_from_another_day,
        "the episode carries care on ({RNE}) from {DECOM}, which is not the day on which the one before ended",
        "correct the dates so that they meet, or record S where care began anew",
    ),
    Rule::error(
        "437",
        &["REC"],
        episodes_after_death_or_adulthood,
        "the episode from {DECOM} ended because the child died or was found to be an adult ({REC}), but a later one follows",
        "correct the reason, or take out the later episodes",
    ),
    Rule::error(
        "501",
        &["DECOM", "DEC"],
        begins_before_the_last_ended,
        "the episode begins on {DECOM}, before the end of the one before it",
        "correct the dates so that one episode ends on the day on which the next begins",
    ),
];

fn next_began_before_an_end<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for (episode, next) in case.now.pairs().filter(|(e, _)| e.is_open() || e.rec.is_empty()) {
        found.row(episode).beside(next);
    }
}

fn end_without_reason_or_reason_without_end<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| e.is_open() != e.rec.is_empty()) {
        found.row(episode);
    }
}

fn first_does_not_start_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(first) = case.now.dated().first() else { return };
    if first.decom >= Some(case.start()) && !first.starts_care() {
        found.row(first);
    }
}

fn end_that_the_next_denies<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let dated = case.now.dated();
    for (at, episode) in dated.iter().enumerate().filter(|(_, e)| e.dec.is_some() && !e.rec.is_empty()) {
        let next = dated.get(at + 1);
        let goes_on = next.is_some_and(|next| next.decom == episode.dec);
        if goes_on == episode.ends_care() {
            found.row(episode);
            next.map(|next| found.beside(next));
        }
    }
}

fn starts_care_while_in_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for (before, episode) in case.now.pairs().filter(|(before, e)| e.starts_care() && before.dec >= e.decom) {
        found.row(episode).beside(before);
    }
}

fn goes_on_after_care_ended<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let ended = |e: &Episode<'_>| e.ends_care() && case.setting.codes.has(Set::ReasonEpisodeCeased, e.rec);
    for (before, episode) in case.now.pairs().filter(|(before, e)| ended(before) && !e.starts_care()) {
        found.row(episode).beside(before);
    }
}

fn goes_on_from_another_day<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let goes_on = |e: &Episode<'_>| matches!(e.rne, "L" | "P" | "T" | "B" | "U");
    for (before, episode) in case.now.pairs().filter(|(_, e)| goes_on(e)) {
        let ended_on_another = before.dec.is_some() || before.is_open();
        if ended_on_another && before.dec != episode.decom {
            found.row(episode).beside(before);
        }
    }
}

fn episodes_after_death_or_adulthood<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for (episode, next) in case.now.pairs().filter(|(e, _)| matches!(e.rec, "E2" | "E15")) {
        found.row(episode).beside(next);
    }
}

fn begins_before_the_last_ended<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for (before, episode) in case.now.pairs().filter(|(before, e)| e.decom < before.dec) {
        found.row(episode).beside(before);
    }
}
