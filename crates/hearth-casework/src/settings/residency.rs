//! Where records may be kept and sent through.

use serde::Deserialize;

/// The regions that the council's notice allows.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Residency {
    /// Two-letter codes of countries (ISO 3166-1), or `EEA`.
    pub allowed: Vec<String>,
    /// What the notice says of it.
    pub words: String,
}
