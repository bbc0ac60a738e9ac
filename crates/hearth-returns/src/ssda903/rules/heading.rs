//! The heading of a child, and unaccompanied asylum seekers.

use super::{Rule, Rules};
use crate::check::{Found, Set};
use crate::ssda903::Case;

pub(super) const RULES: Rules = &[
    Rule::error(
        "101",
        &["SEX"],
        sex_is_no_code,
        "sex is {SEX}, which is no code of the year",
        "record sex as in law: M, F, or U where it is not known",
    ),
    Rule::error(
        "102",
        &["DOB"],
        no_date_of_birth,
        "the date of birth is {DOB}, which is no date",
        "record the date of birth as DD/MM/YYYY",
    ),
];

fn sex_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for header in case.now.header.iter().filter(|h| !case.setting.codes.has(Set::Sex, h.sex)) {
        found.row(header);
    }
}

fn no_date_of_birth<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for header in case.now.header.iter().filter(|h| h.born.is_none()) {
        found.row(header);
    }
}
