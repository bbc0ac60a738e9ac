//! Episodes one after another, and this year's first after last year's last.

use super::{Rule, Rules};

pub(super) mod changes;
pub(super) mod last_year;
pub(super) mod order;
