//! Who the child is: identifiers, pupil numbers, births and deaths, sex, ethnicity, disability.

pub(super) mod births;
pub(super) mod disabilities;
pub(super) mod identity;
pub(super) mod pupil_numbers;
