//! Tables against the heading, and children who stand in one year and not in the other.

use super::Rules;

pub(super) const RULES: Rules = &[];
