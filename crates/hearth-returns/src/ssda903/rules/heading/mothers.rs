//! Children who are mothers.

use super::{Rule, Rules, is_female, is_male, is_no_date, unlike_last_year};
use crate::check::{Found, Need};
use crate::ssda903::Case;
use crate::ssda903::case::{Header, turns};

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "171",
        &["MC_DOB"],
        no_date_of_birth_of_child,
        "her child's date of birth is {MC_DOB}, which is no date",
        "record the date of birth of her first child as DD/MM/YYYY",
    )
    .stage(1),
    Rule::error(
        "174",
        &["SEX", "MC_DOB"],
        male_with_a_mothers_child,
        "sex is {SEX}, but the date of birth of a mother's first child is recorded ({MC_DOB})",
        "correct the sex, or take out the child's date of birth; fathers are not recorded here",
    ),
    Rule::error(
        "611",
        &["MOTHER", "MC_DOB"],
        mother_without_a_child,
        "she is recorded as a mother, but her child's date of birth is blank",
        "record the date of birth of her first child, or correct that she is a mother",
    ),
    Rule::error(
        "612",
        &["SEX", "MOTHER", "MC_DOB"],
        child_of_no_mother,
        "a child's date of birth is recorded ({MC_DOB}), but she is not recorded as a mother ({MOTHER})",
        "record that she is a mother (1), or take out the child's date of birth",
    ),
    Rule::error(
        "620",
        &["DOB", "MOTHER"],
        mother_under_eleven,
        "she is recorded as a mother, but was born on {DOB} and under 11 when the year began",
        "correct her date of birth or that she is a mother",
    ),
    Rule::error(
        "621",
        &["DOB", "MC_DOB"],
        mother_younger_than_her_child,
        "her child was born on {MC_DOB}, but she herself only on {DOB}",
        "correct her date of birth or her child's",
    ),
    Rule::error(
        "624",
        &["MC_DOB"],
        first_child_was_another,
        "her first child's date of birth is {MC_DOB}, and last year's return had another",
        "record the first child's date of birth in every year; if last year's was wrong, say so when the return is sent",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "626",
        &["MOTHER", "MC_DOB"],
        was_a_mother_before,
        "her first child was born on {MC_DOB}, before the year began, but last year's return did not say that she was a mother",
        "correct the child's date of birth; if last year's return was wrong, say so when the return is sent",
    )
    .needs(&[Need::PreviousYear]),
];

fn is_mother(header: &Header<'_>) -> bool {
    header.mother == "1"
}

/// Whether something stands for the date of birth of a child of hers, be it a date or not.
fn names_a_child(header: &Header<'_>) -> bool {
    header.row.text("MC_DOB").is_some()
}

fn no_date_of_birth_of_child<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.header, |h| is_no_date(h.row, "MC_DOB"));
}

fn male_with_a_mothers_child<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.header, |h| is_male(case, h) && names_a_child(h));
}

fn mother_without_a_child<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.header, |h| is_mother(h) && !names_a_child(h));
}

fn child_of_no_mother<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let says_no = |h: &Header<'a>| matches!(h.mother, "" | "0");
    found.each(&case.now.header, |h| says_no(h) && is_female(case, h) && names_a_child(h));
}

fn mother_under_eleven<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let under_eleven = |h: &Header<'a>| h.born.is_some_and(|born| turns(born, 11) > case.start());
    found.each(&case.now.header, |h| is_mother(h) && under_eleven(h));
}

fn mother_younger_than_her_child<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for header in &case.now.header {
        if let (Some(born), Some(child_born)) = (header.born, header.child_born)
            && child_born <= born
        {
            found.row(header);
        }
    }
}

/// Once recorded, the first child's date of birth stays; one recorded for the first time contradicts nothing.
fn first_child_was_another<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let agree = |now: &Header<'a>, then: &Header<'a>| match (now.child_born, then.child_born) {
        (Some(now), Some(then)) => now == then,
        // A date that cannot be read is another rule's.
        (None, Some(_)) => names_a_child(now),
        (_, None) => true,
    };
    for header in unlike_last_year(case, agree) {
        found.row(header);
    }
}

fn was_a_mother_before<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for header in unlike_last_year(case, |_, then| is_mother(then)) {
        if is_mother(header) && header.child_born.is_some_and(|born| born < case.start()) {
            found.row(header);
        }
    }
}
