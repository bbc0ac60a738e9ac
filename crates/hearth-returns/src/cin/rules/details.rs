//! Referral, need and closure.

use super::Rules;

pub(super) const RULES: Rules = &[];
