//! Adoption: decisions to place, adopters, and the episodes that end in it.

use super::Rules;

pub(super) const RULES: Rules = &[];
