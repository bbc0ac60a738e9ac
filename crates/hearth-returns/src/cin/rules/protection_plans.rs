//! Child protection plans and their reviews.

use super::Rules;

pub(super) const RULES: Rules = &[];
