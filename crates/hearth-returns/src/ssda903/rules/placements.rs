//! Placements: type, age, length, provider.

use super::Rules;

pub(super) const RULES: Rules = &[];
