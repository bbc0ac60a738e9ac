//! Pre-proceedings and family group decision-making.

use super::Rules;

pub(super) const RULES: Rules = &[];
