//! Episodes one by one.

use super::looked_after;

mod codes;
mod dates;
mod ends;
mod heading;
mod legal_status;
