//! What the council answers for: the registers of purposes, laws and agreements, its privacy notice in versions, who was given it, and
//! where records may be kept.

mod add;
pub mod check;
pub mod field_use;
pub mod keys;
pub mod notice;
pub mod registers;
pub mod residency;
pub mod told;

pub use add::{NewAgreement, add_purpose, add_statute, end_agreement, make_agreement};
