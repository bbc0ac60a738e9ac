//! Episodes one after another, and this year's first after last year's last.

use super::Rules;

pub(super) const RULES: Rules = &[];
