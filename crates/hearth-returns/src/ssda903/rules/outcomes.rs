//! Outcomes of children looked after for twelve months.

use super::Rules;

pub(super) const RULES: Rules = &[];
