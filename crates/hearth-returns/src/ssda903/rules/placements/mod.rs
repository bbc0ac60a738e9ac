//! Placements: their codes and providers, how old a child must be, how long they may last, what they go with.

use super::{Rule, Rules};

pub(super) mod codes;
pub(super) mod fit;
pub(super) mod limits;
