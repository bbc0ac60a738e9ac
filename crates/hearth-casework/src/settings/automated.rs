//! The register of what the system computes about people, and who decides.

use serde::Deserialize;

/// Something that the system works out about a person. None of it decides.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Computed {
    /// The code.
    pub code: String,
    /// What is worked out.
    pub name: String,
    /// Out of what.
    pub from: String,
    /// What it proposes to a person.
    pub proposes: String,
    /// Which person decides.
    pub decides: String,
}

/// A decision that is made with nobody taking part (UK GDPR Articles 22A to 22D). Both councils say that there is none.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AutomatedDecision {
    /// What is decided, in plain words.
    pub name: String,
    /// How it affects people.
    pub effect: String,
    /// How a person is brought in.
    pub review: String,
}
