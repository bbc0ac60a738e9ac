//! What a placement goes with: its legal status, the placement before it, and the reason given for leaving it.

use jiff::civil::{Date, date};

use super::{Rule, Rules};
use crate::check::Found;
use crate::ssda903::rules::episodes::and_heading;
use crate::ssda903::{Case, Episode};

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "217",
        &["PLACE", "DECOM", "RNE"],
        adoption_by_present_carers_began_otherwise,
        "the child is placed for adoption with the present foster carers ({PLACE}), but the episode began for {RNE}",
        "record S, T or U as the reason the episode began: the carers stayed the same",
    ),
    Rule::error(
        "225",
        &["REASON_PLACE_CHANGE"],
        change_without_reason,
        "the child moved on from this placement on {DEC}, and the reason for the change is blank",
        "record why the placement changed",
    ),
    Rule::error(
        "226",
        &["REASON_PLACE_CHANGE", "PLACE"],
        reason_for_a_temporary_change,
        "the placement {PLACE} is temporary, but a reason for a change of placement is given for it or the one before",
        "leave the reason blank on moves into and out of a temporary placement",
    ),
    Rule::error(
        "233",
        &["REASON_PLACE_CHANGE"],
        reason_before_the_end,
        "a reason for a change of placement is given ({REASON_PLACE_CHANGE}), but the episode has no end",
        "leave the reason blank until the child moves, or record the end of the episode",
    )
    .since(2026),
    Rule::error(
        "234",
        &["REASON_PLACE_CHANGE", "DOB"],
        custody_under_ten,
        "the child of {Header.DOB} moved because of admission to custody (CUSTOD), not yet 10",
        "correct the reason for the change, the date of birth or the dates of the episode",
    )
    .since(2026),
    Rule::error(
        "336",
        &["PLACE"],
        present_carers_were_no_foster_carers,
        "the child is placed for adoption with the present foster carers ({PLACE}), but was not with foster carers just before",
        "record the foster placement before it (U1 to U6), or A4 or A6 where the adopters were not the carers",
    ),
    Rule::error(
        "378",
        &["PLACE", "LS"],
        accommodated_with_own_parents,
        "the child is placed with parents (P1) but accommodated under section 20 (V2)",
        "correct the placement or the legal status: a child with parents needs an order",
    ),
    Rule::error(
        "382",
        &["LS", "PLACE"],
        short_break_is_temporary,
        "the legal status is a short break ({LS}) and the placement is temporary ({PLACE})",
        "record where the child is during the break by its own type",
    ),
    Rule::error(
        "384",
        &["PLACE", "LS"],
        short_break_is_long_term,
        "the legal status is a short break ({LS}) and the placement is long-term fostering ({PLACE})",
        "record the foster placement as not long-term, or correct the legal status",
    ),
    Rule::error(
        "408",
        &["PLACE", "LS"],
        no_placement_order,
        "the child is placed for adoption under a placement order ({PLACE}), but the legal status is {LS}",
        "record the placement order (E1), or A3 or A4 where the parents agreed",
    ),
];

/// From this day on reasons for changes of placement are asked for, and placements with present carers are tested.
const APRIL_2015: Date = date(2015, 4, 1);

/// Whether the child is placed for adoption with those who foster already.
fn is_with_present_carers(episode: &Episode<'_>) -> bool {
    matches!(episode.place, "A3" | "A5")
}

fn adoption_by_present_carers_began_otherwise<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let tested = |e: &&Episode<'_>| is_with_present_carers(e) && e.decom >= Some(APRIL_2015);
    for episode in case.now.dated().iter().filter(tested).filter(|e| !matches!(e.rne, "S" | "T" | "U")) {
        found.row(episode);
    }
}

fn change_without_reason<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for (episode, next) in case.now.pairs() {
        // The child moved when this episode ended and the next began: on one day, where the return is in order.
        let moved = matches!(next.rne, "P" | "T" | "B" | "U") && episode.dec.max(next.decom) >= Some(APRIL_2015);
        let temporary = episode.is_temporary() || next.is_temporary();
        if moved && !temporary && episode.rec == "X1" && episode.change.is_empty() {
            found.row(episode);
        }
    }
}

fn reason_for_a_temporary_change<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let mut before: Option<&Episode<'_>> = None;
    for episode in &case.now.episodes {
        // An episode without a readable start has no other before it.
        let given_before = before.filter(|before| episode.decom.is_some() && !before.change.is_empty());
        if episode.is_temporary() && (!episode.change.is_empty() || given_before.is_some()) {
            found.row(episode);
            if let Some(before) = given_before {
                found.beside(before);
            }
        }
        before = Some(episode);
    }
}

fn reason_before_the_end<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| e.is_open() && !e.change.is_empty()) {
        found.row(episode);
    }
}

fn custody_under_ten<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| e.change == "CUSTOD") {
        // The reason is given on the episode that ends, and the child moves on that day.
        let moved = if episode.is_open() { episode.decom } else { episode.dec };
        if case.is_under(10, moved) {
            found.row(episode);
            and_heading(case, found);
        }
    }
}

fn present_carers_were_no_foster_carers<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for (before, episode) in case.now.pairs().filter(|(_, e)| is_with_present_carers(e)) {
        if !before.is_fostered() && !before.is_placed_for_adoption() {
            found.row(episode).beside(before);
        }
    }
}

fn accommodated_with_own_parents<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| e.place == "P1" && e.ls == "V2") {
        found.row(episode);
    }
}

fn short_break_is_temporary<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| e.is_short_break() && e.is_temporary()) {
        found.row(episode);
    }
}

fn short_break_is_long_term<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| e.is_short_break() && matches!(e.place, "U1" | "U4")) {
        found.row(episode);
    }
}

fn no_placement_order<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| matches!(e.place, "A5" | "A6") && e.ls != "E1") {
        found.row(episode);
    }
}
