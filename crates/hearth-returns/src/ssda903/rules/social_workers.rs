//! Social workers' time with a child.

use super::Rules;

pub(super) const RULES: Rules = &[];
