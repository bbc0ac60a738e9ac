//! Children placed for adoption, freed for it or under a placement order, and the decisions that must stand behind it.

use super::{
    LAST_FREED, Rule, Rules, is_freed, is_revoked, is_under_placement_order, says_when_decided, says_when_revoked,
};
use crate::check::{Found, Need};
use crate::ssda903::{Case, Episode, Placed};

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "551",
        &["DATE_PLACED", "PLACE"],
        placed_without_decision,
        "the child was placed for adoption on {Episodes.DECOM} ({Episodes.PLACE}), but no decision to do so is recorded",
        "record the day on which it was decided that the child should be placed for adoption",
    )
    .needs(&[Need::Table("PlacedAdoption")]),
    Rule::error(
        "552",
        &["DATE_PLACED", "DECOM"],
        placed_before_decision,
        "the child was placed for adoption on {Episodes.DECOM}, before that was decided on {PlacedAdoption.DATE_PLACED}",
        "correct the day of the decision or of the placement; the decision comes first or on the same day",
    ),
    Rule::error(
        "553",
        &["CHILD", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"],
        order_without_decision,
        "the child is under a placement order, but no decision to place for adoption stands behind it",
        "record the day of the decision; if it was revoked, end the legal status E1 on the day the order was",
    )
    .needs(&[Need::Table("PlacedAdoption")]),
    Rule::error(
        "554",
        &["DATE_PLACED", "DECOM", "LS"],
        order_before_decision,
        "the placement order was granted on {Episodes.DECOM}, before the decision to place of {PlacedAdoption.DATE_PLACED}",
        "correct the day of the decision or of the order; the decision comes first or on the same day",
    ),
    Rule::error(
        "555",
        &["CHILD", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"],
        freed_without_decision,
        "the child is under a freeing order, but no decision to place for adoption stands behind it",
        "record the day of the decision; if it was revoked, end the legal status D1 on the day the order was",
    )
    .until(LAST_FREED)
    .needs(&[Need::Table("PlacedAdoption")]),
    Rule::error(
        "556",
        &["DATE_PLACED", "DECOM"],
        freed_before_decision,
        "the freeing order was granted on {Episodes.DECOM}, before the decision to place of {PlacedAdoption.DATE_PLACED}",
        "correct the day of the decision or of the order; the decision comes first or on the same day",
    )
    .until(LAST_FREED),
    Rule::error(
        "557",
        &["DATE_PLACED_CEASED", "REASON_PLACED_CEASED", "PLACE", "LS", "REC"],
        left_care_with_a_decision,
        "the child was to be placed for adoption and left care otherwise ({Episodes.REC}), but the decision is not recorded as revoked",
        "record the day and the reason for which the child should no longer be placed for adoption",
    )
    .needs(&[Need::Table("PlacedAdoption")]),
    Rule::error(
        "558",
        &["DATE_PLACED_CEASED", "REC"],
        adopted_with_every_decision_revoked,
        "the child was adopted ({Episodes.REC}), but every decision to place is revoked, the last on {PlacedAdoption.DATE_PLACED_CEASED}",
        "leave the day of revoking blank for the decision that led to the adoption",
    ),
];

fn placed_without_decision<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let placements = || case.now.episodes.iter().filter(|e| e.is_placed_for_adoption());
    if placements().next().is_some() && !case.now.placed.iter().any(says_when_decided) {
        name_both(placements(), &case.now.placed, found);
    }
}

fn placed_before_decision<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    // By day, so that a placement before this one is before all.
    let Some(decision) = case.now.placed.first().filter(|p| p.placed.is_some()) else { return };
    let too_early = || case.now.dated().iter().filter(|e| e.is_placed_for_adoption() && e.decom < decision.placed);
    if too_early().next().is_some() {
        name_both(too_early(), [decision], found);
    }
}

/// While the order is in force a decision must stand; after it, there must have been one.
fn under_an_order_without_decision<'a>(case: &Case<'a>, found: &mut Found<'a>, is_under: fn(&Episode<'_>) -> bool) {
    let orders = || case.now.episodes.iter().filter(|e| is_under(e));
    let stands = |p: &&Placed<'a>| says_when_decided(p) && !is_revoked(p);
    let in_force = orders().any(Episode::is_open);
    let enough = if in_force {
        case.now.placed.iter().any(|p| stands(&p))
    } else {
        orders().next().is_none() || case.now.placed.iter().any(says_when_decided)
    };
    if enough {
        return;
    }
    if case.now.placed.is_empty() {
        found.rows(orders());
    } else {
        found.rows(&case.now.placed);
    }
}

fn order_without_decision<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    under_an_order_without_decision(case, found, is_under_placement_order);
}

fn freed_without_decision<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    under_an_order_without_decision(case, found, |e| is_freed(e, LAST_FREED));
}

fn under_an_order_before_decision<'a>(case: &Case<'a>, found: &mut Found<'a>, is_under: fn(&Episode<'_>) -> bool) {
    let Some(decision) = case.now.placed.first().filter(|p| p.placed.is_some()) else { return };
    if let Some(granted) = case.now.dated().iter().find(|e| is_under(e))
        && granted.decom < decision.placed
    {
        found.row(granted).and(decision);
    }
}

fn order_before_decision<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    under_an_order_before_decision(case, found, is_under_placement_order);
}

fn freed_before_decision<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    under_an_order_before_decision(case, found, |e| is_freed(e, LAST_FREED));
}

fn left_care_with_a_decision<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let was_to_be_adopted = |e: &Episode<'a>| {
        e.is_placed_for_adoption() || is_under_placement_order(e) || is_freed(e, case.setting.ruleset)
    };
    let left = || {
        let episodes = case.now.episodes.iter();
        episodes.filter(|e| was_to_be_adopted(e) && e.ends_care() && !e.ends_in_adoption())
    };
    let revoked_in_full = |p: &&Placed<'a>| says_when_revoked(p) && !p.reason_ceased.is_empty();
    let unfinished = || case.now.placed.iter().filter(|p| !revoked_in_full(p));
    if left().next().is_some() && (case.now.placed.is_empty() || unfinished().next().is_some()) {
        name_both(left(), unfinished(), found);
    }
}

/// Of several decisions the last must stand. A single one that is revoked is found by rule 525.
fn adopted_with_every_decision_revoked<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let revoked = case.now.placed.iter().filter(|p| says_when_revoked(p)).count();
    if let Some(last) = case.now.placed.last().filter(|p| says_when_revoked(p) && revoked > 1) {
        for adopted in case.now.episodes.iter().filter(|e| e.ends_in_adoption()) {
            found.row(adopted).beside(last);
        }
    }
}

/// One finding over episodes and decisions.
fn name_both<'c, 'a: 'c>(
    episodes: impl Iterator<Item = &'c Episode<'a>>,
    decisions: impl IntoIterator<Item = &'c Placed<'a>>,
    found: &mut Found<'a>,
) {
    found.rows(episodes);
    for decision in decisions {
        found.and(decision);
    }
}
