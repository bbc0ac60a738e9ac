//! Where placements are: postcodes, authorities, distances, and providers that Ofsted lists.

use super::Rules;

pub(super) const RULES: Rules = &[];
