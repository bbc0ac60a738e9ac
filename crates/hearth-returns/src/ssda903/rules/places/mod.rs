//! Where placements are: postcodes, authorities, distances.

use hearth_record::identifier::Postcode;

use super::{Rule, Rules};
use crate::check::{Found, Need, authority, outside_england, same_authority};
use crate::ssda903::{Case, Episode, places::UNKNOWN};

pub(super) mod providers;

const PLACES: &[Need] = &[Need::Places];

pub(super) const RULES: Rules = &[
    Rule::error(
        "164",
        &["PL_DISTANCE"],
        distance_cannot_be,
        "the distance from home is {PL_DISTANCE}, and it has to be between 0 and 999.9 miles",
        "check both postcodes; a distance that nobody knows is 999.9",
    )
    .needs(PLACES),
    Rule::error(
        "169",
        &["PL_LA"],
        no_authority_of_placement,
        "the authority of the placement is {PL_LA}, which is none",
        "check the postcode of the placement",
    )
    .needs(PLACES),
    Rule::error(
        "179",
        &["PL_LOCATION"],
        no_location,
        "the location of the placement is {PL_LOCATION}, and it has to be IN or OUT of the authority",
        "check the postcode of the placement",
    )
    .needs(PLACES),
    Rule::error(
        "214",
        &["PL_POST", "URN"],
        place_of_a_short_break,
        "a short break ({LS}) has a postcode or a provider's number, and needs neither",
        "leave the postcode of the placement and the unique reference number blank",
    ),
    Rule::error(
        "392a",
        &["PL_DISTANCE"],
        no_distance,
        "no distance from home is recorded for the placement that began on {DECOM}",
        "record the postcodes of home and placement; a distance that nobody knows is 999.9",
    )
    .needs(PLACES),
    Rule::error(
        "392b",
        &["HOME_POST", "PL_POST"],
        no_postcodes,
        "the postcode of home or of the placement that began on {DECOM} is blank",
        "record both postcodes",
    ),
    Rule::error(
        "392c",
        &["HOME_POST", "PL_POST"],
        postcode_cannot_be,
        "a postcode of the episode that began on {DECOM} has not the form of one",
        "write both as in L20 3NJ",
    ),
    Rule::query(
        "392d",
        &["HOME_POST", "PL_POST", "PLACE"],
        placed_at_home,
        "home and placement {PLACE} have the same postcode, and the child is not placed with parents",
        "correct the postcode, or the placement to P1 where the child lives with a parent",
    ),
    Rule::error(
        "398",
        &["LS", "HOME_POST", "PL_POST"],
        postcodes_of_a_short_break,
        "a short break ({LS}) has a postcode, and its distance is not collected",
        "leave both postcodes blank",
    ),
    Rule::error(
        "406",
        &["PL_DISTANCE"],
        distance_of_an_asylum_seeker,
        "a distance from home ({PL_DISTANCE}) is given for a child who came to the country alone",
        "leave the distance blank",
    )
    .needs(PLACES),
    Rule::error(
        "411",
        &["PL_LOCATION"],
        inside_but_elsewhere,
        "the location is IN, but the placement is in the area of {PL_LA}",
        "record OUT, or correct the postcode of the placement",
    )
    .needs(&[Need::Authority, Need::Places]),
    Rule::error(
        "420",
        &["PL_LA"],
        authority_of_a_short_break,
        "a short break ({LS}) says in which authority it is ({PL_LA}), which is not collected",
        "leave the authority of the placement blank",
    )
    .needs(PLACES),
    Rule::query(
        "452",
        &["PL_LA"],
        authority_changed_over_new_year,
        "the placement that began on {DECOM} is in the area of {PL_LA} this year and in another's last year",
        "find out which is right, and correct the postcode",
    )
    .needs(&[Need::PreviousYear, Need::Places]),
    Rule::query(
        "453",
        &["PL_DISTANCE"],
        distance_changed_over_new_year,
        "the placement that began on {DECOM} is at another distance from home than last year",
        "find out which postcodes are right",
    )
    .needs(&[Need::PreviousYear, Need::Places]),
    Rule::query(
        "454",
        &["PL_DISTANCE"],
        too_far,
        "the placement is {PL_DISTANCE} miles from home, which is more than 350",
        "check both postcodes; where they are right, say so with the return",
    )
    .since(2026)
    .needs(PLACES),
    Rule::query(
        "1015",
        &["PL_LA"],
        own_provision_elsewhere,
        "the provider is the authority itself (PR1), but the placement is in the area of {PL_LA}",
        "correct the provider or the postcode; where both are right, say so with the return",
    )
    .needs(&[Need::Authority, Need::Places]),
];

/// The episodes that are no short breaks: of the others no place is collected.
fn placed<'c, 'a>(case: &'c Case<'a>) -> impl Iterator<Item = &'c Episode<'a>> {
    case.now.episodes.iter().filter(|episode| !episode.is_short_break())
}

/// What the file gives as distance, or what the postcodes do.
fn has_distance(episode: &Episode<'_>) -> bool {
    episode.pl_distance.is_some() || !episode.row.cell("PL_DISTANCE").is_empty()
}

fn distance_cannot_be<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let cannot =
        |e: &&Episode<'_>| has_distance(e) && e.pl_distance.is_none_or(|miles| !(0.0..=UNKNOWN).contains(&miles));
    if !case.uasc() {
        placed(case).filter(cannot).for_each(|e| _ = found.row(e));
    }
}

fn no_authority_of_placement<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let none = |e: &&Episode<'_>| authority(e.pl_la).is_none() && !outside_england(e.pl_la);
    placed(case).filter(none).for_each(|e| _ = found.row(e));
}

fn no_location<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    placed(case).filter(|e| !matches!(e.pl_location, "IN" | "OUT")).for_each(|e| _ = found.row(e));
}

fn place_of_a_short_break<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let has = |e: &&Episode<'_>| e.is_short_break() && !(e.pl_post.is_empty() && e.urn.is_empty());
    case.now.episodes.iter().filter(has).for_each(|e| _ = found.row(e));
}

fn no_distance<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if !case.uasc() {
        placed(case).filter(|e| !has_distance(e)).for_each(|e| _ = found.row(e));
    }
}

fn no_postcodes<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if !case.uasc() {
        placed(case).filter(|e| e.home_post.is_empty() || e.pl_post.is_empty()).for_each(|e| _ = found.row(e));
    }
}

fn postcode_cannot_be<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let wrong = |post: &str| !post.is_empty() && Postcode::parse(post).is_err();
    case.now.episodes.iter().filter(|e| wrong(e.home_post) || wrong(e.pl_post)).for_each(|e| _ = found.row(e));
}

fn placed_at_home<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let letters = |post: &'a str| post.bytes().filter(|byte| *byte != b' ').map(|byte| byte.to_ascii_uppercase());
    let same = |e: &&Episode<'a>| !e.home_post.is_empty() && letters(e.home_post).eq(letters(e.pl_post));
    case.now.episodes.iter().filter(|e| e.place != "P1").filter(same).for_each(|e| _ = found.row(e));
}

fn postcodes_of_a_short_break<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let has = |e: &&Episode<'_>| e.is_short_break() && !(e.home_post.is_empty() && e.pl_post.is_empty());
    case.now.episodes.iter().filter(has).for_each(|e| _ = found.row(e));
}

fn distance_of_an_asylum_seeker<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if case.uasc() {
        placed(case).filter(|e| has_distance(e)).for_each(|e| _ = found.row(e));
    }
}

fn inside_but_elsewhere<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(ours) = case.setting.authority.as_deref() else { return };
    let elsewhere = |e: &&Episode<'_>| e.pl_location == "IN" && !e.pl_la.is_empty() && !same_authority(e.pl_la, ours);
    case.now.episodes.iter().filter(elsewhere).for_each(|e| _ = found.row(e));
}

fn authority_of_a_short_break<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    case.now.episodes.iter().filter(|e| e.is_short_break() && !e.pl_la.is_empty()).for_each(|e| _ = found.row(e));
}

/// The first episode of this year with the last of last year, where they are the same placement carried over.
fn carried_over<'c, 'a>(case: &'c Case<'a>) -> Option<(&'c Episode<'a>, &'c Episode<'a>)> {
    let (now, last) = (case.now.dated().first()?, case.last.as_ref()?.latest()?);
    (now.decom == last.decom && last.is_open()).then_some((now, last))
}

fn authority_changed_over_new_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if let Some((now, last)) = carried_over(case)
        && !now.pl_la.is_empty()
        && !last.pl_la.is_empty()
        && !same_authority(now.pl_la, last.pl_la)
    {
        found.row(now);
    }
}

/// What rounding may do to a distance, in miles.
const ROUNDING: f64 = 0.2;

fn distance_changed_over_new_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if let Some((now, last)) = carried_over(case)
        && let (Some(here), Some(before)) = (now.pl_distance, last.pl_distance)
        && (here - before).abs() >= ROUNDING
    {
        found.row(now);
    }
}

fn too_far<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let far = |e: &&Episode<'_>| e.pl_distance.is_some_and(|miles| miles > 350.0 && miles < UNKNOWN);
    if !case.uasc() {
        placed(case).filter(far).for_each(|e| _ = found.row(e));
    }
}

fn own_provision_elsewhere<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(ours) = case.setting.authority.as_deref() else { return };
    // An authority’s own foster carers and adopters may live beyond its boundary; supported accommodation is let off since 2025-26.
    let may = |e: &Episode<'_>| {
        e.place.is_empty()
            || e.is_fostered()
            || e.is_placed_for_adoption()
            || e.place == "K3" && case.setting.ruleset >= providers::COMPARED
    };
    let elsewhere = |e: &&Episode<'_>| {
        e.provider == "PR1" && !e.ls.is_empty() && !may(e) && !e.pl_la.is_empty() && !same_authority(e.pl_la, ours)
    };
    placed(case).filter(elsewhere).for_each(|e| _ = found.row(e));
}
