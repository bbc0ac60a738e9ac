//! Decisions that a child should be placed for adoption, and that the child should no longer be.

use jiff::civil::Date;

use super::{Rule, Rules, is_no_date, is_revoked, says_when_decided, says_when_revoked};
use crate::check::{Found, Need, Set};
use crate::ssda903::{Case, Episode, Placed};

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "115",
        &["DATE_PLACED"],
        |case, found| found.each(&case.now.placed, |p| is_no_date(p.row, "DATE_PLACED")),
        "the decision to place for adoption is dated {DATE_PLACED}, which is no date",
        "record the day of the decision as DD/MM/YYYY",
    )
    .stage(1),
    Rule::error(
        "116",
        &["DATE_PLACED_CEASED"],
        |case, found| found.each(&case.now.placed, |p| is_no_date(p.row, "DATE_PLACED_CEASED")),
        "the decision no longer to place for adoption is dated {DATE_PLACED_CEASED}, which is no date",
        "record the day on which the decision was revoked as DD/MM/YYYY",
    )
    .stage(1),
    Rule::error(
        "117",
        &["DATE_PLACED_CEASED", "DATE_PLACED", "DEC", "REC", "DECOM"],
        dated_after_care_or_year,
        "the decision to place ({PlacedAdoption.DATE_PLACED}) or its revocation ({PlacedAdoption.DATE_PLACED_CEASED}) is dated after the year or after the child left care",
        "correct the day of the decision, or of the child's leaving care",
    ),
    Rule::error(
        "118",
        &["DATE_PLACED_CEASED", "DECOM", "LS"],
        revoked_before_care_or_year,
        "the decision to place was revoked on {PlacedAdoption.DATE_PLACED_CEASED}, before the year or before the child was looked after",
        "correct the day; a decision that was revoked before 1 April belongs in an earlier return",
    ),
    Rule::error(
        "119",
        &["REASON_PLACED_CEASED", "DATE_PLACED_CEASED"],
        |case, found| found.each(&case.now.placed, |p| says_when_revoked(p) == p.reason_ceased.is_empty()),
        "the day on which the decision to place was revoked is {DATE_PLACED_CEASED} and the reason {REASON_PLACED_CEASED}: one without the other",
        "record both, or neither while the decision stands",
    ),
    Rule::error(
        "120",
        &["REASON_PLACED_CEASED"],
        |case, found| {
            let is_code = |p: &Placed<'_>| case.setting.codes.has(Set::ReasonNoLongerPlaced, p.reason_ceased);
            found.each(&case.now.placed, |p| !p.reason_ceased.is_empty() && !is_code(p));
        },
        "the reason why the decision to place was revoked is {REASON_PLACED_CEASED}, which is no code of the year",
        "record RD1 to RD4",
    )
    .stage(1),
    Rule::error(
        "184",
        &["DATE_PLACED", "DOB"],
        decided_before_birth,
        "the decision to place is dated {DATE_PLACED}, before the child was born",
        "correct the day of the decision or the date of birth",
    ),
    Rule::error(
        "522",
        &["DATE_PLACED", "DATE_PLACED_CEASED"],
        |case, found| found.each(&case.now.placed, |p| p.ceased.is_some() && p.placed > p.ceased),
        "the decision to place of {DATE_PLACED} was revoked before that, on {DATE_PLACED_CEASED}",
        "correct whichever date is wrong",
    ),
    Rule::error(
        "559",
        &["DATE_PLACED"],
        old_decision_is_new,
        "the decision to place is of {DATE_PLACED}, before the year, but last year's return had none",
        "correct the day of the decision; if last year's return was wrong, say so when this one is sent",
    )
    .needs(&[Need::PreviousTable("PlacedAdoption")]),
    Rule::error(
        "560",
        &["DATE_PLACED", "DATE_PLACED_CEASED"],
        standing_decision_moved,
        "the decision to place is of {DATE_PLACED}, but last year's return had one of another day that was not revoked",
        "record the day that last year's return had, with the day on which it was revoked if another decision followed",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "561",
        &["DATE_PLACED"],
        revoked_decision_is_back,
        "the decision to place of {DATE_PLACED} was revoked in last year's return",
        "leave out what was revoked last year; if a new decision was made, record its own day",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "563",
        &["DATE_PLACED", "REASON_PLACED_CEASED", "DATE_PLACED_CEASED"],
        |case, found| found.each(&case.now.placed, |p| is_revoked(p) && !says_when_decided(p)),
        "a decision to place was revoked ({DATE_PLACED_CEASED}, {REASON_PLACED_CEASED}), but the day on which it was made is blank",
        "record the day of the decision to place for adoption",
    ),
    Rule::error(
        "579",
        &["DATE_PLACED", "DATE_PLACED_CEASED"],
        decided_while_decided,
        "the decision to place of {DATE_PLACED} was made while an earlier one still stood",
        "record the day on which the earlier decision was revoked, or correct the day of this one",
    ),
    Rule::query(
        "583",
        &["DATE_PLACED", "DATE_PLACED_CEASED"],
        decided_again_without_revoking,
        "the decision to place of {DATE_PLACED} is not recorded as revoked, but a later one follows",
        "record the day on which this one was revoked; if there was only one decision, take the other out",
    ),
    Rule::error(
        "584",
        &["DATE_PLACED"],
        decided_before_what_was_revoked,
        "the decision to place is of {DATE_PLACED}, before the one that last year's return had as revoked",
        "correct the day of the decision: a new one comes after the one that was revoked",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "1003",
        &["DATE_PLACED", "DECOM", "RNE"],
        decided_before_care,
        "the decision to place is of {PlacedAdoption.DATE_PLACED}, before the child was looked after from {Episodes.DECOM}",
        "correct the day of the decision or the start of care",
    ),
];

/// The last episode that ended care, with those after it, where none of them goes on.
fn left_care<'c, 'a>(case: &'c Case<'a>) -> Option<(&'c Episode<'a>, &'c [Episode<'a>])> {
    let dated = case.now.dated();
    let at = dated.iter().rposition(|e| e.ends_care() && e.dec.is_some())?;
    let after = &dated[at + 1..];
    (!after.iter().any(Episode::is_open)).then(|| (&dated[at], after))
}

fn dated_after_care_or_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let left = left_care(case);
    let after_care = |day: Date| {
        left.is_some_and(|(last, after)| {
            let back_in_care = |e: &Episode<'a>| e.decom <= Some(day) && e.dec >= Some(day);
            last.dec < Some(day) && !after.iter().any(back_in_care)
        })
    };
    let too_late = |day: Option<Date>| day.is_some_and(|day| day > case.end() || after_care(day));
    for decision in case.now.placed.iter().filter(|p| too_late(p.placed) || too_late(p.ceased)) {
        found.row(decision);
        if let Some((last, _)) = left {
            found.and(last);
        }
    }
}

/// Short breaks are no start of the care from which a child is placed.
fn revoked_before_care_or_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let first = case.now.dated().iter().find(|e| !e.is_short_break());
    let too_early = |day: Date| day < case.start() || first.is_some_and(|first| Some(day) < first.decom);
    for decision in case.now.placed.iter().filter(|p| p.ceased.is_some_and(too_early)) {
        found.row(decision);
        if let Some(first) = first {
            found.and(first);
        }
    }
}

fn decided_before_birth<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.placed, |p| p.placed.is_some() && p.placed < p.born.or_else(|| case.born()));
}

fn decided_before_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(start) = case.now.dated().iter().find(|e| e.starts_care()) else { return };
    for decision in case.now.placed.iter().filter(|p| p.placed.is_some() && p.placed < start.decom) {
        found.row(decision).and(start);
    }
}

/// The child's decisions in the return of the year before.
fn last_year<'c, 'a>(case: &'c Case<'a>) -> &'c [Placed<'a>] {
    case.last.as_ref().map_or(&[], |last| &last.placed)
}

fn old_decision_is_new<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if !last_year(case).iter().any(says_when_decided) {
        found.each(&case.now.placed, |p| p.placed.is_some_and(|day| day < case.start()));
    }
}

fn standing_decision_moved<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let last = last_year(case);
    let is_kept = |then: &Placed<'a>| case.now.placed.iter().any(|p| p.placed == then.placed);
    if last.iter().any(|then| then.placed.is_some() && !is_revoked(then) && !is_kept(then)) {
        found.each(&case.now.placed, |p| p.placed.is_some() && !last.iter().any(|then| then.placed == p.placed));
    }
}

fn revoked_decision_is_back<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let was_revoked = |then: &Placed<'a>, p: &Placed<'a>| is_revoked(then) && then.placed == p.placed;
    found.each(&case.now.placed, |p| p.placed.is_some() && last_year(case).iter().any(|then| was_revoked(then, p)));
}

/// A decision that last year's return already had is not a new one.
fn decided_before_what_was_revoked<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let last = last_year(case);
    let is_new = |p: &Placed<'a>| p.placed.is_some() && !last.iter().any(|then| then.placed == p.placed);
    found.each(&case.now.placed, |p| is_new(p) && last.iter().any(|then| is_revoked(then) && p.placed < then.placed));
}

/// Decisions whose day can be read, by day.
fn dated<'c, 'a>(case: &'c Case<'a>) -> &'c [Placed<'a>] {
    let placed = &case.now.placed;
    &placed[..placed.iter().position(|p| p.placed.is_none()).unwrap_or(placed.len())]
}

fn decided_while_decided<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let dated = dated(case);
    for (at, decision) in dated.iter().enumerate() {
        let still_stood = |p: &Placed<'a>| !says_when_revoked(p) || p.ceased > decision.placed;
        if dated[..at].iter().any(still_stood) {
            found.row(decision);
        }
    }
}

fn decided_again_without_revoking<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(last) = dated(case).last() else { return };
    found.each(&case.now.placed, |p| p.placed.is_some() && p.placed < last.placed && !says_when_revoked(p));
}
