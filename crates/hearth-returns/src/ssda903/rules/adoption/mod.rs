//! Adoption: decisions to place, placements, adopters, and the episodes that end in it.

use super::{Rule, Rules, is_no_date};
use crate::ssda903::case::{Ad1, Episode, Placed};

pub(super) mod adopters;
pub(super) mod adoptions;
pub(super) mod decisions;
pub(super) mod placements;

/// Whether a placement order is in force in the episode.
fn is_under_placement_order(episode: &Episode<'_>) -> bool {
    episode.ls == "E1"
}

/// The last year of freeing orders, which placement orders had replaced in 2005.
const LAST_FREED: i16 = 2024;

/// Whether a freeing order is in force in the episode, in the years that had a code for it.
fn is_freed(episode: &Episode<'_>, ruleset: i16) -> bool {
    episode.ls == "D1" && ruleset <= LAST_FREED
}

/// Whether the day of the decision to place is filled in, be it a date or not.
fn says_when_decided(decision: &Placed<'_>) -> bool {
    decision.row.text("DATE_PLACED").is_some()
}

/// Whether the day on which the decision was revoked is filled in, be it a date or not.
fn says_when_revoked(decision: &Placed<'_>) -> bool {
    decision.row.text("DATE_PLACED_CEASED").is_some()
}

/// Whether anything says that the decision was revoked: a day or a reason.
fn is_revoked(decision: &Placed<'_>) -> bool {
    says_when_revoked(decision) || !decision.reason_ceased.is_empty()
}

/// What is recorded about an adoption beside the child.
const ITEMS: [&str; 6] = ["DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"];

fn says_anything(adoption: &Ad1<'_>) -> bool {
    ITEMS.iter().any(|item| adoption.row.text(*item).is_some())
}

fn says_everything(adoption: &Ad1<'_>) -> bool {
    ITEMS.iter().all(|item| adoption.row.text(*item).is_some())
}
