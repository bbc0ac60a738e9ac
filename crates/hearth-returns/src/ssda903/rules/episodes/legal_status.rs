//! The ages that a legal status is for, and how long it may last.

use hearth_calendar::days_between;

use super::{Rule, Rules, and_heading, beside_heading};
use crate::check::Found;
use crate::ssda903::{Case, Episode};

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "358",
        &["DECOM", "DOB", "LS"],
        criminal_status_under_ten,
        "the legal status from {DECOM} is {LS}, which is for an offence, and the child of {Header.DOB} was not yet 10",
        "correct the legal status, the date of birth or the start of the episode",
    ),
    Rule::error(
        "359",
        &["DEC", "LS", "PLACE"],
        in_care_as_an_adult,
        "the child of {Header.DOB} is 18, and the episode has no end (legal status {LS}, placement {PLACE})",
        "record when care ended; past the 18th birthday only V2 in a children's home (K2) may go on",
    ),
    Rule::error(
        "361",
        &["DECOM", "LS", "DEC"],
        police_protection_too_long,
        "police protection (L1) from {DECOM} to {DEC} is part of more than 72 hours without a break",
        "correct the dates, or record the legal status that followed",
    ),
    Rule::error(
        "362",
        &["DECOM", "LS", "DEC"],
        emergency_protection_too_long,
        "an emergency protection order (L2) from {DECOM} to {DEC} is part of more than 21 days without a break",
        "correct the dates, or record the legal status that followed",
    ),
    Rule::error(
        "363",
        &["LS", "DECOM", "DEC"],
        assessment_order_too_long,
        "a child assessment order (L3) from {DECOM} to {DEC} is part of more than 7 days without a break",
        "correct the dates, or record the legal status that followed",
    ),
    Rule::error(
        "364",
        &["LS", "DECOM", "DEC"],
        police_detention_too_long,
        "police detention (J2) from {DECOM} to {DEC} is part of more than 21 days without a break",
        "correct the dates, or record the legal status that followed",
    ),
    Rule::error(
        "365",
        &["LS", "DECOM", "DEC"],
        short_break_too_long,
        "a single short break from {DECOM} to {DEC} is longer than 17 days",
        "correct the dates; where the child stayed longer, record the legal status of a child looked after (V2)",
    ),
    Rule::error(
        "367",
        &["LS", "DECOM", "DEC"],
        short_breaks_too_many,
        "the break from {DECOM} to {DEC} is one of short breaks that come to more than 75 days in the year",
        "correct the dates; where they are right, record the legal status of a child looked after (V2)",
    ),
];

fn criminal_status_under_ten<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let for_an_offence = |e: &&Episode<'_>| matches!(e.ls, "J1" | "J2" | "J3");
    for episode in case.now.dated().iter().filter(for_an_offence).filter(|e| case.is_under(10, e.decom)) {
        found.row(episode);
        and_heading(case, found);
    }
}

fn in_care_as_an_adult<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    // Who turns 18 on 31 March is not looked after past it within the year.
    if !case.has_turned(18, case.end_of_open().yesterday().ok()) {
        return;
    }
    for episode in case.now.episodes.iter().filter(|e| e.is_open() && !(e.ls == "V2" && e.place == "K2")) {
        found.row(episode);
        beside_heading(case, found);
    }
}

fn police_protection_too_long<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    longer_than(case, found, "L1", 3);
}

fn emergency_protection_too_long<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    longer_than(case, found, "L2", 21);
}

fn assessment_order_too_long<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    longer_than(case, found, "L3", 7);
}

fn police_detention_too_long<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    longer_than(case, found, "J2", 21);
}

/// Names the episodes of one legal status that together, each beginning when the one before ends, last longer than it may.
fn longer_than<'a>(case: &Case<'a>, found: &mut Found<'a>, status: &str, most: i32) {
    let goes_on = |before: &Episode<'_>, after: &Episode<'_>| before.ls == after.ls && before.dec == after.decom;
    for stretch in case.now.dated().chunk_by(goes_on) {
        let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { continue };
        if first.ls == status && nights(case, first, last) > most {
            found.rows(stretch);
        }
    }
}

/// The days from the start of one episode to the end of another, to the end of what is open where that is.
fn nights(case: &Case<'_>, first: &Episode<'_>, last: &Episode<'_>) -> i32 {
    first.decom.zip(last.end_or(case.end_of_open())).map_or(0, |(from, to)| days_between(from, to))
}

fn short_break_too_long<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.dated().iter().filter(|e| e.ls == "V3" && nights(case, e, e) > 17) {
        found.row(episode);
    }
}

fn short_breaks_too_many<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let in_the_year = |e: &Episode<'_>| {
        let (from, to) = e.decom.zip(e.end_or(case.end_of_open()))?;
        Some(days_between(from.max(case.start()), to.min(case.end()))).filter(|days| e.ls == "V3" && *days > 0)
    };
    if case.now.dated().iter().filter_map(in_the_year).sum::<i32>() > 75 {
        found.rows(case.now.dated().iter().filter(|e| in_the_year(e).is_some()));
    }
}
