//! Permanent homes before this care.

use super::Rules;

pub(super) const RULES: Rules = &[];
