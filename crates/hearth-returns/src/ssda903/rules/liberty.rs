//! Deprivation of liberty orders.

use super::Rules;

pub(super) const RULES: Rules = &[];
