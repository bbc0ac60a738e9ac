//! The heading of a child, and unaccompanied asylum seekers.

use super::{Rule, Rules, is_no_date};
use crate::check::Set;
use crate::ssda903::Case;
use crate::ssda903::case::{Header, Rows};

pub(super) mod asylum;
pub(super) mod identity;
pub(super) mod mothers;

/// Whether the heading says that the child is male, in a code of the year.
fn is_male(case: &Case<'_>, header: &Header<'_>) -> bool {
    matches!(header.sex, "M" | "1") && case.setting.codes.has(Set::Sex, header.sex)
}

/// Whether the heading says that the child is female, in a code of the year.
fn is_female(case: &Case<'_>, header: &Header<'_>) -> bool {
    matches!(header.sex, "F" | "2") && case.setting.codes.has(Set::Sex, header.sex)
}

/// The headings that agree with none that the child had in the return of the year before.
///
/// A child who was not in that return has nothing to disagree with.
fn unlike_last_year<'c, 'a>(
    case: &'c Case<'a>,
    agree: impl Fn(&Header<'a>, &Header<'a>) -> bool + 'c,
) -> impl Iterator<Item = &'c Header<'a>> {
    let before = case.last.as_ref().map_or(&[][..], |last: &Rows<'a>| &last.header);
    let known = !before.is_empty();
    case.now.header.iter().filter(move |now| known && !before.iter().any(|then| agree(now, then)))
}
