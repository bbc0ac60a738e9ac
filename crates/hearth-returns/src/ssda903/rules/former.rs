//! Rules of placements and legal statuses that ended with their codes.
//!
//! Independent living (P2) was no placement for a looked-after child from 28 October 2023, when supported accommodation had to be
//! registered (Supported Accommodation (England) Regulations 2023). Semi-independent accommodation (H5) then needed the number of its
//! registration, and became K3 a year later. Freeing orders (D1) had not been made since December 2005.

use jiff::civil::{Date, date};

use super::{Rule, Rules};
use crate::check::{Found, outside_england};
use crate::ssda903::{Case, Episode};

pub(super) const RULES: Rules = &[
    Rule::error(
        "217t",
        &["PLACE", "DECOM"],
        independent_living_goes_on,
        "the child is in independent living (P2) from {DECOM} to {DEC}, which has been no placement since 28 October 2023",
        "end the episode by that day, and record the placement that followed",
    )
    .since(LAST)
    .until(LAST),
    Rule::error(
        "230",
        &["PLACE", "DEC", "URN"],
        semi_independence_without_a_number,
        "the child is in semi-independent accommodation (H5) in England after 28 October 2023, and its Ofsted number is {URN}",
        "record the number under which the accommodation is registered",
    )
    .since(LAST)
    .until(LAST),
    Rule::error(
        "445",
        &["LS", "DECOM"],
        freed_when_nobody_was,
        "the episode begins on {DECOM} under a freeing order (D1), which there was not after December 2005",
        "correct the legal status or the start of the episode",
    )
    .until(LAST),
    Rule::error(
        "451",
        &["DEC", "REC", "LS"],
        still_freed,
        "the child is still under a freeing order (D1) since {DECOM}, and no court has made one since December 2005",
        "record the legal status of now, or the end of the episode",
    )
    .until(LAST),
];

/// The last year of these codes.
const LAST: i16 = 2024;

/// The day from which supported accommodation is registered.
const REGISTERED_FROM: Date = date(2023, 10, 28);

/// The last day of freeing orders.
const LAST_FREED: Date = date(2005, 12, 31);

/// Whether an episode of this placement goes on after the day. Silent where its end cannot be read.
fn goes_on(episode: &Episode<'_>, place: &str) -> bool {
    episode.place == place && episode.dec.map_or(episode.is_open(), |dec| dec > REGISTERED_FROM)
}

fn independent_living_goes_on<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.episodes, |episode| goes_on(episode, "P2"));
}

fn semi_independence_without_a_number<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let no_number = |e: &Episode<'_>| matches!(e.urn, "" | "XXXXXXX");
    found.each(&case.now.episodes, |e| goes_on(e, "H5") && no_number(e) && !outside_england(e.pl_la));
}

fn freed_when_nobody_was<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.episodes, |e| e.ls == "D1" && e.decom > Some(LAST_FREED));
}

fn still_freed<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.episodes, |e| e.ls == "D1" && e.is_open());
}
