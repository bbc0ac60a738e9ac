//! Times missing, or away without authorisation.

use super::Rules;

pub(super) const RULES: Rules = &[];
