//! Reviews.

use super::Rules;

pub(super) const RULES: Rules = &[];
