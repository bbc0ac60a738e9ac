//! Assessments and their factors.

use super::Rules;

pub(super) const RULES: Rules = &[];
