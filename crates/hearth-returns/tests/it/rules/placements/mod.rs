//! Placements.

use super::looked_after;

mod codes;
mod fit;
mod limits;
