//! Who the stories are about, and where they live.

pub(crate) mod communities;
pub(crate) mod forenames;
pub(crate) mod identifiers;
pub(crate) mod names;
pub(crate) mod person;
pub(crate) mod places;
pub(crate) mod surnames;
