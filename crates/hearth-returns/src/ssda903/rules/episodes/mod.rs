//! Episodes one by one: their dates, codes, legal status and ends, and what the heading must say of a child who has them.

use super::{Rule, Rules};
use crate::check::Found;
use crate::ssda903::Case;

pub(super) mod codes;
pub(super) mod dates;
pub(super) mod ends;
pub(super) mod heading;
pub(super) mod legal_status;

/// Names the heading with the date of birth in the last finding.
pub(super) fn and_heading<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if let Some(heading) = case.heading() {
        found.and(heading);
    }
}

/// Puts the heading beside the last finding, so that it can say the date of birth.
pub(super) fn beside_heading<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if let Some(heading) = case.heading() {
        found.beside(heading);
    }
}
