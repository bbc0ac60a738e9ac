//! Identity, policies, break-glass and the decision that lets a file be opened.
//!
//! This crate does no I/O, reads no clock and draws no randomness of its own: the caller gives facts, moments and a source
//! of randomness. Two halves stand side by side:
//!
//! - **May they?** [`facts`] says what is true of a worker and a file; [`decide`] asks the policies in `policies/` and
//!   answers with a [`Permit`], which can be made nowhere else, or a [`Refusal`] in plain words; [`lists`] says the same for
//!   lists, as data that a database can run.
//! - **Who are they?** [`password`], [`totp`], [`session`], [`throttle`] and [`csrf`].
//!
//! [`break_glass`] is where a reason is taken and the four hours begin.

pub mod action;
pub mod break_glass;
pub mod csrf;
pub mod decide;
mod engine;
pub mod facts;
pub mod lists;
pub mod password;
pub mod purpose;
pub mod role;
pub mod sample;
pub mod session;
pub mod throttle;
pub mod totp;

pub use action::Action;
pub use decide::{Context, Decision, Permit, Policies, Refusal, Second};
pub use facts::{FileFacts, Rights, Subject};
pub use purpose::{Purpose, purpose_for};
pub use role::Role;

/// What can go wrong here. A refusal is not an error: see [`Refusal`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AccessError {
    /// The policies that were compiled in do not hold together; the service must not start.
    #[error("the access policies cannot be used: {0}")]
    Policies(String),
    /// A stored password hash or the hashing parameters are not usable.
    #[error("the password hash cannot be used ({0}): set a new password for the account")]
    Password(String),
    /// A stored second-factor secret is not usable.
    #[error("the second factor's secret cannot be used ({0}): enrol the account again")]
    SecondFactor(String),
}
