//! Codes of a placement, and which provider goes with which type.

use super::{Rule, Rules};
use crate::check::{Found, Set};
use crate::ssda903::rules::episodes::codes::given_but_not_in;
use crate::ssda903::{Case, Episode};

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "146",
        &["PLACE"],
        type_is_no_code,
        "the placement type is {PLACE}, which is no code of the year",
        "record a placement type that the department's list of the year has",
    )
    .stage(1),
    Rule::error(
        "178",
        &["PLACE_PROVIDER"],
        provider_is_no_code,
        "the placement provider is {PLACE_PROVIDER}, which is no code for placement {PLACE}",
        "record PR0 to PR5, or leave it blank for a temporary or unregulated placement",
    )
    .stage(1),
    Rule::error(
        "526",
        &["PLACE", "PLACE_PROVIDER"],
        provider_is_blank,
        "the placement is {PLACE} and its provider is blank",
        "record who provides the placement: PR0 to PR5",
    ),
    Rule::error(
        "527",
        &["PLACE", "PLACE_PROVIDER"],
        authority_provides_what_it_cannot,
        "the provider is the authority itself (PR1), which a placement {PLACE} cannot have",
        "correct the provider or the placement type",
    ),
    Rule::error(
        "528",
        &["PLACE", "PLACE_PROVIDER"],
        other_authority_provides_what_it_cannot,
        "the provider is another authority (PR2), which a placement {PLACE} cannot have",
        "correct the provider or the placement type",
    ),
    Rule::error(
        "529",
        &["PLACE", "PLACE_PROVIDER"],
        public_body_provides_what_it_cannot,
        "the provider is another public body (PR3), which a placement {PLACE} cannot have",
        "correct the provider or the placement type",
    ),
    Rule::error(
        "530",
        &["PLACE", "PLACE_PROVIDER"],
        private_body_provides_a_parent,
        "the provider is private (PR4), but the child is placed with parents (P1)",
        "record PR0 for a child with parents, or correct the placement type",
    ),
    Rule::error(
        "531",
        &["PLACE", "PLACE_PROVIDER"],
        charity_provides_a_parent,
        "the provider is voluntary (PR5), but the child is placed with parents (P1)",
        "record PR0 for a child with parents, or correct the placement type",
    ),
    Rule::error(
        "550",
        &["PLACE", "PLACE_PROVIDER"],
        parents_provide_something_else,
        "the provider is the parents (PR0), but the placement is {PLACE} and not with parents (P1)",
        "correct the provider or the placement type",
    ),
    Rule::error(
        "1009",
        &["REASON_PLACE_CHANGE"],
        change_reason_is_no_code,
        "the reason for the change of placement is {REASON_PLACE_CHANGE}, which is no code of the year",
        "record the reason by its code, or leave it blank where the child did not move",
    )
    .stage(1),
];

/// Whether the department takes no provider for the placement: temporary, or one of the year's codes for other placements.
fn needs_no_provider(case: &Case<'_>, episode: &Episode<'_>) -> bool {
    let other = matches!(episode.place, "Z1" | "Z11" | "Z12" | "Z13" | "Z14");
    episode.is_temporary() || other && case.setting.codes.has(Set::PlacementType, episode.place)
}

fn type_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    given_but_not_in(case, found, Set::PlacementType, |e| e.place);
}

fn provider_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| !e.provider.is_empty()) {
        // The department's list has T0 to T3 here and leaves T4 to the rule on needless providers.
        let no_code_fits = needs_no_provider(case, episode) && episode.place != "T4";
        if no_code_fits || !case.setting.codes.has(Set::PlacementProvider, episode.provider) {
            found.row(episode);
        }
    }
}

fn provider_is_blank<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| e.provider.is_empty() && !needs_no_provider(case, e)) {
        found.row(episode);
    }
}

/// Names the episodes with a provider in a type of placement that is not for it.
fn provided<'a>(case: &Case<'a>, found: &mut Found<'a>, provider: &str, wrong: fn(&str) -> bool) {
    for episode in case.now.episodes.iter().filter(|e| e.provider == provider && wrong(e.place)) {
        found.row(episode);
    }
}

/// With parents, in a hospital or in custody: places that no children's authority runs.
fn is_run_by_no_authority(place: &str) -> bool {
    matches!(place, "P1" | "R2" | "R5")
}

fn authority_provides_what_it_cannot<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    provided(case, found, "PR1", is_run_by_no_authority);
}

fn other_authority_provides_what_it_cannot<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    provided(case, found, "PR2", is_run_by_no_authority);
}

fn public_body_provides_what_it_cannot<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let is_family_or_home = |place: &str| {
        matches!(place, "P1" | "K1" | "K2")
            || matches!(place, "A3" | "A4" | "A5" | "A6" | "U1" | "U2" | "U3" | "U4" | "U5" | "U6")
    };
    provided(case, found, "PR3", is_family_or_home);
}

fn private_body_provides_a_parent<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    provided(case, found, "PR4", |place| place == "P1");
}

fn charity_provides_a_parent<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    provided(case, found, "PR5", |place| place == "P1");
}

fn parents_provide_something_else<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    provided(case, found, "PR0", |place| place != "P1");
}

fn change_reason_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    given_but_not_in(case, found, Set::ReasonPlacementChange, |e| e.change);
}
