//! Who the child is: identifiers, pupil numbers, births and deaths, sex, ethnicity, disability, and the heading.

use super::Rules;

pub(super) const RULES: Rules = &[];
