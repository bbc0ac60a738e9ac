//! Providers: whether one is needed, and whether it is the one that Ofsted lists.

use crate::check::{Found, Need, Provider, outside_england, same_authority};
use crate::ssda903::rules::{Rule, Rules};
use crate::ssda903::{Case, Episode};

const LISTED: &[Need] = &[Need::Providers];

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "213",
        &["PLACE_PROVIDER"],
        provider_not_needed,
        "the placement {PLACE} has a provider ({PLACE_PROVIDER}), which is not collected",
        "leave the provider blank",
    ),
    Rule::error(
        "218",
        &["URN"],
        no_urn,
        "the placement {PLACE} that began on {DECOM} has no unique reference number",
        "record the number under which Ofsted lists the provider, or XXXXXXX for a regional adoption agency",
    ),
    Rule::error(
        "219",
        &["URN", "PLACE"],
        urn_of_another_type,
        "Ofsted does not list {URN} for placements of type {PLACE}",
        "correct the number or the type of placement",
    )
    .needs(LISTED),
    Rule::error(
        "221",
        &["PL_POST"],
        urn_at_another_postcode,
        "the provider {URN} is listed at another postcode than that of the placement",
        "correct the number or the postcode of the placement",
    )
    .needs(LISTED),
    Rule::error(
        "222",
        &["URN"],
        urn_not_needed,
        "the placement {PLACE} has a unique reference number ({URN}), which is not collected for it",
        "leave the number blank",
    ),
    Rule::error(
        "224",
        &["PLACE_PROVIDER"],
        urn_of_another_provider,
        "Ofsted does not list {URN} as a provider of the kind {PLACE_PROVIDER}",
        "correct the number or the kind of provider",
    )
    .needs(LISTED),
    Rule::error(
        "227",
        &["URN", "DECOM"],
        closed_before_it_began,
        "the episode began on {DECOM}, when the registration of {URN} had ended",
        "correct the number, or the day on which the episode began",
    )
    .needs(LISTED),
    Rule::error(
        "228",
        &["URN", "DEC"],
        closed_before_it_ended,
        "the registration of {URN} ended before the episode that began on {DECOM} did",
        "correct the number, or end the episode when the provider closed",
    )
    .needs(LISTED),
    Rule::error(
        "229",
        &["URN", "PLACE_PROVIDER"],
        provider_of_another_authority,
        "the provider is {PLACE_PROVIDER}, which does not fit the authority in whose area {URN} is listed",
        "record PR1 for the authority’s own provision and PR2 for another authority’s",
    )
    .needs(&[Need::Providers, Need::Authority]),
    Rule::error(
        "241",
        &["URN"],
        placed_where_it_has_no_premises,
        "the placement is in the area of {PL_LA}, where {URN} is not listed",
        "correct the number or the postcode of the placement",
    )
    .since(2026)
    .needs(&[Need::Providers, Need::Places]),
    Rule::error(
        "242",
        &["URN"],
        stand_in_number,
        "the number XXXXXXX stands for a regional adoption agency, and the placement is {PLACE}",
        "record the number under which Ofsted lists the provider",
    )
    .since(2026),
    Rule::error(
        "243",
        &["URN"],
        urn_outside_england,
        "the placement is outside England ({PL_LA}) and has a unique reference number ({URN})",
        "leave the number blank: Ofsted registers providers in England alone",
    )
    .since(2026)
    .needs(&[Need::Places]),
    Rule::error(
        "1008",
        &["URN"],
        urn_not_listed,
        "Ofsted lists no provider {URN}",
        "correct the number; a list newer than the one given may have it",
    )
    .needs(LISTED),
];

/// What stands for the number of a regional adoption agency.
const STAND_IN: &str = "XXXXXXX";

/// Temporary placements, and those that are no placement with a provider.
fn is_temporary(place: &str) -> bool {
    matches!(place, "T0" | "T1" | "T2" | "T3" | "T4")
}

fn is_other(place: &str) -> bool {
    matches!(place, "Z1" | "Z11" | "Z12" | "Z13" | "Z14")
}

/// Placements that nobody registers with Ofsted: with parents, independent, in care homes, hospitals and family centres, in custody.
fn unregistered(place: &str, ruleset: i16) -> bool {
    is_temporary(place)
        || is_other(place)
        || matches!(place, "P1" | "P3" | "R1" | "R2" | "R5")
        || place == "P2" && ruleset < SUPPORTED
}

/// The first year of supported accommodation (K3), which took the place of H5 and P2 and is registered.
const SUPPORTED: i16 = 2025;

/// The first year in which the authority of placements that are not registered, and of supported accommodation, is not compared.
pub(super) const COMPARED: i16 = 2026;

/// The episodes whose number Ofsted lists, with what it says.
fn listed<'c, 'a>(case: &'c Case<'a>) -> impl Iterator<Item = (&'c Episode<'a>, &'c Provider)> {
    let providers = case.setting.providers.as_ref();
    case.now.episodes.iter().filter_map(move |episode| {
        let urn = (!episode.urn.is_empty() && episode.urn != STAND_IN).then_some(episode.urn)?;
        Some((episode, providers?.get(urn)?))
    })
}

fn provider_not_needed<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let not_needed = |e: &&Episode<'_>| (is_temporary(e.place) || is_other(e.place)) && !e.provider.is_empty();
    case.now.episodes.iter().filter(not_needed).for_each(|e| _ = found.row(e));
}

fn no_urn<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let this_year = |e: &Episode<'_>| e.dec.is_none_or(|dec| dec >= case.start());
    let missing = |e: &&Episode<'_>| {
        e.urn.is_empty()
            && !e.place.is_empty()
            && !unregistered(e.place, case.setting.ruleset)
            // While accommodation came to be registered, rule 230 asked for its number.
            && (e.place != "H5" || case.setting.ruleset >= SUPPORTED)
            && !e.is_short_break()
            && !outside_england(e.pl_la)
            && this_year(e)
    };
    case.now.episodes.iter().filter(missing).for_each(|e| _ = found.row(e));
}

fn urn_of_another_type<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let other = |(e, listed): &(&Episode<'_>, &Provider)| {
        !e.place.is_empty() && !listed.place_codes.iter().any(|code| code == e.place)
    };
    listed(case).filter(other).for_each(|(e, _)| _ = found.row(e));
}

fn urn_at_another_postcode<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    // Only a building is listed where it stands; an agency's carers live elsewhere.
    let building = |e: &Episode<'_>| matches!(e.place, "H5" | "K1" | "K2" | "K3" | "R3" | "S1");
    let elsewhere = |(e, listed): &(&Episode<'a>, &Provider)| {
        let letters = e.pl_post.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase());
        building(e) && !e.pl_post.is_empty() && !letters.eq(listed.postcode.as_deref().unwrap_or("").chars())
    };
    listed(case).filter(elsewhere).for_each(|(e, _)| _ = found.row(e));
}

fn urn_not_needed<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let not_needed =
        |e: &&Episode<'_>| !e.urn.is_empty() && e.urn != STAND_IN && unregistered(e.place, case.setting.ruleset);
    case.now.episodes.iter().filter(not_needed).for_each(|e| _ = found.row(e));
}

fn urn_of_another_provider<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let other = |(e, listed): &(&Episode<'_>, &Provider)| {
        !e.provider.is_empty() && !listed.provider_codes.iter().any(|code| code == e.provider)
    };
    listed(case).filter(other).for_each(|(e, _)| _ = found.row(e));
}

fn closed_before_it_began<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let closed = |(e, listed): &(&Episode<'_>, &Provider)| matches!((e.decom, listed.closed), (Some(decom), Some(closed)) if decom >= closed);
    listed(case).filter(closed).for_each(|(e, _)| _ = found.row(e));
}

fn closed_before_it_ended<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let end = |e: &Episode<'_>| e.dec.or_else(|| e.is_open().then(|| case.end_of_open()));
    let closed = |(e, listed): &(&Episode<'_>, &Provider)| matches!((end(e), listed.closed), (Some(end), Some(closed)) if end > closed);
    listed(case).filter(closed).for_each(|(e, _)| _ = found.row(e));
}

fn provider_of_another_authority<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(ours) = case.setting.authority.as_deref() else { return };
    let compared = |place: &str| place != "K3" && !unregistered(place, case.setting.ruleset);
    let all = case.setting.ruleset < COMPARED;
    let fits_not = |(e, listed): &(&Episode<'_>, &Provider)| match (e.provider, listed.authority.as_deref()) {
        ("PR1", Some(theirs)) => !same_authority(ours, theirs),
        ("PR2", Some(theirs)) => same_authority(ours, theirs),
        _ => false,
    };
    let listed = listed(case).filter(|(e, _)| all || compared(e.place));
    listed.filter(fits_not).for_each(|(e, _)| _ = found.row(e));
}

fn placed_where_it_has_no_premises<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let elsewhere = |(e, listed): &(&Episode<'_>, &Provider)| {
        let theirs = listed.authority.as_deref();
        e.place == "K3" && !e.pl_la.is_empty() && theirs.is_some_and(|theirs| !same_authority(theirs, e.pl_la))
    };
    listed(case).filter(elsewhere).for_each(|(e, _)| _ = found.row(e));
}

fn stand_in_number<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let elsewhere = |e: &&Episode<'_>| e.urn == STAND_IN && !matches!(e.place, "A3" | "A4" | "A5" | "A6");
    case.now.episodes.iter().filter(elsewhere).for_each(|e| _ = found.row(e));
}

fn urn_outside_england<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    case.now.episodes.iter().filter(|e| !e.urn.is_empty() && outside_england(e.pl_la)).for_each(|e| _ = found.row(e));
}

fn urn_not_listed<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(providers) = case.setting.providers.as_ref() else { return };
    let unknown = |e: &&Episode<'_>| !e.urn.is_empty() && e.urn != STAND_IN && providers.get(e.urn).is_none();
    case.now.episodes.iter().filter(unknown).for_each(|e| _ = found.row(e));
}
