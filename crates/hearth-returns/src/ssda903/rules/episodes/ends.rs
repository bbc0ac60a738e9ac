//! Why care ended, against the age and the placement of the child.

use super::{Rule, Rules, and_heading, beside_heading};
use crate::check::Found;
use crate::ssda903::{Case, Episode};

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "386",
        &["REC"],
        adopted_as_an_adult,
        "care ended on {DEC} with an adoption ({REC}), and the child of {Header.DOB} was 18 by then",
        "correct the date of birth, the end of the episode or its reason",
    ),
    Rule::error(
        "387",
        &["REC"],
        independent_under_fourteen,
        "care ended on {DEC} with a move to independent living ({REC}), and the child of {Header.DOB} was not yet 14",
        "correct the date of birth, the end of the episode or its reason",
    ),
    Rule::error(
        "389",
        &["REC"],
        adult_care_under_sixteen,
        "care ended on {DEC} with a transfer to adult social care (E7), and the child of {Header.DOB} was not yet 16",
        "correct the date of birth, the end of the episode or its reason",
    ),
    Rule::error(
        "390",
        &["PLACE", "REC"],
        adopted_from_elsewhere,
        "care ended with an adoption ({REC}), but the placement was {PLACE} and not one for adoption",
        "record the placement for adoption (A3 to A6) before the adoption, or correct the reason",
    ),
    Rule::error(
        "407",
        &["DEC", "DOB", "REC"],
        guardianship_of_an_adult,
        "care ended on {DEC} with special guardianship ({REC}), and the child of {Header.DOB} was 18 by then",
        "correct the date of birth, the end of the episode or its reason",
    ),
    Rule::error(
        "460",
        &["DEC", "REC"],
        staying_put_under_eighteen,
        "care ended on {DEC} with the child staying with the carers as an adult (E17), but the child of {Header.DOB} \
         was not yet 18",
        "correct the date of birth, the end of the episode or its reason",
    ),
    Rule::error(
        "516",
        &["REC", "PLACE"],
        guardian_was_no_foster_carer,
        "care ended with special guardianship to a former foster carer ({REC}), but the placement was {PLACE}",
        "record the foster placement (U1 to U6), or E47 or E48 where the guardian was not the foster carer",
    ),
];

/// Names the episodes that end so at an age that does not go with it.
fn ended<'a>(case: &Case<'a>, found: &mut Found<'a>, wrong: impl Fn(&Episode<'a>) -> bool) {
    for episode in case.now.episodes.iter().filter(|e| wrong(e)) {
        found.row(episode);
        beside_heading(case, found);
    }
}

fn adopted_as_an_adult<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    ended(case, found, |e| e.ends_in_adoption() && case.has_turned(18, e.dec));
}

fn independent_under_fourteen<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    ended(case, found, |e| matches!(e.rec, "E5" | "E6") && case.is_under(14, e.dec));
}

fn adult_care_under_sixteen<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    ended(case, found, |e| e.rec == "E7" && case.is_under(16, e.dec));
}

fn adopted_from_elsewhere<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| e.ends_in_adoption() && !e.is_placed_for_adoption()) {
        found.row(episode);
    }
}

fn guardianship_of_an_adult<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| e.ends_in_guardianship() && case.has_turned(18, e.dec)) {
        found.row(episode);
        and_heading(case, found);
    }
}

fn staying_put_under_eighteen<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    ended(case, found, |e| e.rec == "E17" && case.is_under(18, e.dec));
}

fn guardian_was_no_foster_carer<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|e| matches!(e.rec, "E45" | "E46") && !e.is_fostered()) {
        found.row(episode);
    }
}
