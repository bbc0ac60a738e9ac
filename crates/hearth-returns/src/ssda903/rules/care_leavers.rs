//! Care leavers.

use super::Rules;

pub(super) const RULES: Rules = &[];
