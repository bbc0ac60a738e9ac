//! Section 47 enquiries and initial child protection conferences.

use super::Rules;

pub(super) const RULES: Rules = &[];
