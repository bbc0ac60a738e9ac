//! Child in need plans.

use super::Rules;

pub(super) const RULES: Rules = &[];
