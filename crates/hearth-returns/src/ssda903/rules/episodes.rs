//! Episodes one by one: dates, codes, legal status, ends.

use super::Rules;

pub(super) const RULES: Rules = &[];
