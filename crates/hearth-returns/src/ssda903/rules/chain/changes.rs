//! What is said to have changed from one episode to the next, and what may not.

use jiff::civil::{Date, date};

use super::{Rule, Rules};
use crate::check::Found;
use crate::ssda903::{Case, Episode};

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "366",
        &["RNE"],
        short_break_goes_on,
        "a single short break (V3) begins for {RNE}, but each break starts care anew and stays in one placement",
        "record S, and each break as one episode",
    ),
    Rule::error(
        "380",
        &["PLACE", "RNE"],
        temporary_without_a_move,
        "the placement is temporary ({PLACE}), but the episode began for {RNE} and not with a move from the usual placement",
        "record P or B for a move into a temporary placement; where care starts there, record the placement by its own type",
    ),
    Rule::error(
        "381",
        &["PLACE", "REC"],
        care_ends_in_a_temporary_placement,
        "care ends ({REC}) in a temporary placement ({PLACE})",
        "record the placement by its own type, or the return to the usual placement before care ended",
    ),
    Rule::error(
        "383",
        &["PLACE", "RNE", "PL_POST"],
        no_return_from_a_temporary_placement,
        "the child was in a temporary placement until {DECOM}, and this episode ({PLACE}, begun for {RNE}) is no return \
         to the placement before it",
        "record the return with P, the same type and the same postcode, or the temporary placement by its own type",
    ),
    Rule::error(
        "426",
        &["LS"],
        both_kinds_of_short_break,
        "the legal status is {LS}, and in the same year the child also had short breaks of the other kind (V3 and V4)",
        "record all short breaks of the year one way: each by itself (V3) or by their agreement (V4)",
    ),
    Rule::error(
        "434",
        &["RNE", "LS", "PLACE", "PL_POST", "URN", "PLACE_PROVIDER"],
        not_only_the_legal_status_changed,
        "only the legal status is said to have changed (L), but it is the same ({LS}) or the placement is another",
        "correct the reason the episode began, the legal status or the placement",
    ),
    Rule::error(
        "435",
        &["LS", "PLACE", "PL_POST", "URN", "PLACE_PROVIDER"],
        not_only_the_placement_changed,
        "only the placement is said to have changed ({RNE}), but it is the same ({PLACE}) or the legal status is another",
        "correct the reason the episode began, the placement or the legal status",
    ),
    Rule::error(
        "436",
        &["RNE", "LS", "PLACE", "PL_POST", "URN", "PLACE_PROVIDER"],
        not_both_changed,
        "legal status and placement are both said to have changed ({RNE}), but one of them is the same ({LS}, {PLACE})",
        "correct the reason the episode began, the legal status or the placement",
    ),
    Rule::error(
        "446",
        &["LS", "DECOM"],
        placement_order_before_there_were_any,
        "the episode begins on {DECOM} under a placement order (E1), which there was not before December 2005",
        "correct the legal status or the start of the episode",
    ),
    Rule::error(
        "504",
        &["CIN"],
        need_changed_within_care,
        "the category of need is {CIN}, and was another when this period of care began",
        "record the category of need with which care began in every episode of the period",
    ),
];

/// Placement orders came in with the Adoption and Children Act 2002.
const DECEMBER_2005: Date = date(2005, 12, 1);

fn short_break_goes_on<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| e.ls == "V3" && !e.starts_care()) {
        found.row(episode);
    }
}

fn temporary_without_a_move<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| e.is_temporary() && !matches!(e.rne, "P" | "B")) {
        found.row(episode);
    }
}

fn care_ends_in_a_temporary_placement<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| e.ends_care() && e.is_temporary()) {
        found.row(episode);
    }
}

fn no_return_from_a_temporary_placement<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    // Until 2024-25 the type of placement alone was compared.
    let by_type = case.setting.ruleset < 2026;
    for three in case.now.dated().windows(3) {
        let [usual, away, episode] = three else { continue };
        let same = episode.place == usual.place && (by_type || same_postcode(episode, usual));
        let returned = episode.rne == "P" && same;
        if away.is_temporary() && !returned {
            found.row(episode).beside(away).beside(usual);
        }
    }
}

fn both_kinds_of_short_break<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let any = |status| case.now.episodes.iter().any(|e| e.ls == status);
    if any("V3") && any("V4") {
        found.rows(case.now.episodes.iter().filter(|e| e.is_short_break()));
    }
}

/// Whether two episodes have one postcode, written with or without its blank.
fn same_postcode(one: &Episode<'_>, other: &Episode<'_>) -> bool {
    letters(one.pl_post).eq(letters(other.pl_post))
}

fn letters(postcode: &str) -> impl Iterator<Item = u8> {
    postcode.bytes().filter(|b| *b != b' ').map(|b| b.to_ascii_uppercase())
}

/// Whether two episodes are in one placement, as far as the return can tell.
fn same_placement(one: &Episode<'_>, other: &Episode<'_>) -> bool {
    one.place == other.place && one.provider == other.provider && one.urn == other.urn && same_postcode(one, other)
}

/// Names the episodes that began for one of the reasons, where the legal status or the placement contradicts it.
fn changed<'a>(case: &Case<'a>, found: &mut Found<'a>, reasons: [&str; 2], legal_status: bool, placement: bool) {
    for (before, episode) in case.now.pairs().filter(|(_, e)| reasons.contains(&e.rne)) {
        if (before.ls != episode.ls) != legal_status || same_placement(before, episode) == placement {
            found.row(episode).beside(before);
        }
    }
}

fn not_only_the_legal_status_changed<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    changed(case, found, ["L", "L"], true, false);
}

fn not_only_the_placement_changed<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    changed(case, found, ["P", "T"], false, true);
}

fn not_both_changed<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    changed(case, found, ["B", "U"], true, true);
}

fn placement_order_before_there_were_any<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.dated().iter().filter(|e| e.ls == "E1" && e.decom < Some(DECEMBER_2005)) {
        found.row(episode);
    }
}

fn need_changed_within_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for period in case.now.periods() {
        let Some((first, rest)) = period.split_first() else { continue };
        for episode in rest.iter().filter(|e| e.cin != first.cin) {
            found.row(episode).beside(first);
        }
    }
}
