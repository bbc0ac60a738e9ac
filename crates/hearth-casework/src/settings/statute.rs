//! The register of legislation: what the council may and must do, and by which law.

use jiff::civil::Date;
use serde::Deserialize;

/// A law that the council acts under.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statute {
    /// The code, one of `notice_legislation` where a notice names the law.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The day from which it can be cited here.
    pub from: Date,
    /// What the council does under it.
    pub functions: Vec<String>,
    /// What is to be confirmed about it.
    #[serde(default)]
    pub note: Option<String>,
}
