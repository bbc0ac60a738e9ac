//! The adoption as recorded, against the child's episodes and the decisions to place.

use super::{Rule, Rules, says_anything, says_everything, says_when_revoked};
use crate::check::{Found, Need};
use crate::ssda903::{Case, Episode};

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "331",
        &["DATE_MATCH", "DECOM", "REC"],
        matched_after_placed,
        "child and adopters were matched on {AD1.DATE_MATCH}, after the child was placed with them on {Episodes.DECOM}",
        "correct the day of the match or of the placement; the match comes first or on the same day",
    ),
    Rule::error(
        "334",
        &["DATE_INT", "DECOM", "RNE"],
        decided_before_care,
        "adoption was decided on ({AD1.DATE_INT}) before the child was looked after from {Episodes.DECOM}",
        "correct the day of the decision; one made in an earlier time in care is not that of this adoption",
    ),
    Rule::error(
        "335",
        &["PLACE", "FOSTER_CARE"],
        fostered_in_one_place_only,
        "whether foster carers adopted the child is {AD1.FOSTER_CARE}, but the last placement is {Episodes.PLACE}",
        "record 1 with a placement with the current foster carer (A3, A5), 0 with any other (A4, A6)",
    ),
    Rule::error(
        "521",
        &["PLACE", "DECOM", "DATE_INT"],
        placed_before_decided,
        "the child was placed for adoption on {Episodes.DECOM}, before adoption was decided on ({AD1.DATE_INT})",
        "correct the day of the decision or of the placement; the decision comes first or on the same day",
    ),
    Rule::error(
        "523",
        &["DATE_PLACED", "DATE_INT"],
        two_days_of_one_decision,
        "the decision to place is dated {PlacedAdoption.DATE_PLACED} in one table and {AD1.DATE_INT} in the other",
        "record the same day in both: it is one decision",
    ),
    Rule::error(
        "525",
        &["DATE_PLACED_CEASED", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"],
        adopted_though_revoked,
        "an adoption is recorded, but the decision to place was revoked on {PlacedAdoption.DATE_PLACED_CEASED}",
        "take out the day on which the decision was revoked, or what is recorded of the adoption",
    ),
    Rule::query(
        "582",
        &["DEC", "DATE_MATCH"],
        adopted_on_the_day_of_the_match,
        "the child was matched with adopters and adopted on one day, {Episodes.DEC}",
        "check both dates: the match mostly comes months before the adoption; if both are right, explain it",
    ),
    Rule::error(
        "601",
        &["REC", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"],
        adopted_without_details,
        "the child was adopted on {Episodes.DEC}, but what is to be recorded of the adoption is not complete",
        "record decision, match and whether foster carers adopted; ask the adoption service to hand over the codes of the adopters",
    )
    .needs(&[Need::Table("AD1")]),
    Rule::error(
        "602",
        &["CHILD"],
        details_without_adoption,
        "an adoption is recorded (matched {DATE_MATCH}), but no episode of the year ends in adoption",
        "end the last episode with E11 or E12 if the child was adopted in the year, or take the adoption out",
    )
    .needs(&[Need::Table("Episodes")]),
];

fn matched_after_placed<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.dated().iter().filter(|e| e.ends_in_adoption()) {
        for adoption in case.now.ad1.iter().filter(|a| a.date_match > episode.decom) {
            found.row(episode).and(adoption);
        }
    }
}

fn decided_before_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(start) = case.now.dated().iter().rfind(|e| e.starts_care()) else { return };
    for adoption in case.now.ad1.iter().filter(|a| a.date_int.is_some() && a.date_int < start.decom) {
        found.row(start).and(adoption);
    }
}

fn fostered_in_one_place_only<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(last) = case.now.latest() else { return };
    let denied = match last.place {
        "A2" | "A3" | "A5" => "0",
        "A1" | "A4" | "A6" => "1",
        _ => return,
    };
    for adoption in case.now.ad1.iter().filter(|a| a.foster_care == denied) {
        found.row(last).and(adoption);
    }
}

fn placed_before_decided<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for adoption in &case.now.ad1 {
        let too_early = |e: &&Episode<'a>| e.is_placed_for_adoption() && e.decom < adoption.date_int;
        let mut placements = case.now.dated().iter().filter(too_early).peekable();
        if placements.peek().is_some() {
            found.row(adoption);
            placements.for_each(|placement| {
                found.and(placement);
            });
        }
    }
}

/// Where the decision was revoked and made again, the last one is meant.
fn two_days_of_one_decision<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(decision) = case.now.placed.iter().rfind(|p| p.placed.is_some()) else { return };
    for adoption in case.now.ad1.iter().filter(|a| a.date_int.is_some() && a.date_int != decision.placed) {
        found.row(decision).and(adoption);
    }
}

fn adopted_though_revoked<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let revoked = || case.now.placed.iter().filter(|p| says_when_revoked(p));
    let adoptions = || case.now.ad1.iter().filter(|a| says_anything(a));
    if revoked().next().is_some() && adoptions().next().is_some() {
        found.rows(revoked());
        adoptions().for_each(|adoption| {
            found.and(adoption);
        });
    }
}

fn adopted_on_the_day_of_the_match<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| e.ends_in_adoption() && e.dec.is_some()) {
        for adoption in case.now.ad1.iter().filter(|a| a.date_match == episode.dec) {
            found.row(episode).and(adoption);
        }
    }
}

/// The child's episodes that ended in adoption within the year.
fn adopted_in_the_year<'c, 'a>(case: &'c Case<'a>) -> impl Iterator<Item = &'c Episode<'a>> + use<'c, 'a> {
    let in_the_year = |e: &&Episode<'a>| e.ends_in_adoption() && e.dec.is_some_and(|dec| case.year.has(dec));
    case.now.episodes.iter().filter(in_the_year)
}

fn adopted_without_details<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let incomplete = || case.now.ad1.iter().filter(|a| !says_everything(a));
    if adopted_in_the_year(case).next().is_some() && (case.now.ad1.is_empty() || incomplete().next().is_some()) {
        found.rows(adopted_in_the_year(case));
        incomplete().for_each(|adoption| {
            found.and(adoption);
        });
    }
}

fn details_without_adoption<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if adopted_in_the_year(case).next().is_none() {
        found.each(&case.now.ad1, says_anything);
    }
}
