//! Episodes one after another, and against last year's.

use super::looked_after;

mod changes;
mod last_year;
mod order;
