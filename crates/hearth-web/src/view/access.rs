//! Who opened a file, and why.

use askama::Template;

use super::{Frame, file::Identity};

/// Every read and act on a file, newest first.
#[derive(Debug, Clone, Template)]
#[template(path = "file/access.html")]
pub struct AccessPage {
    /// What every page has.
    pub frame: Frame,
    /// The header of the file.
    pub identity: Identity,
    /// The reads and acts.
    pub rows: Vec<AccessRow>,
}

/// One read or act.
#[derive(Debug, Clone)]
pub struct AccessRow {
    /// The number of the entry in the audit.
    pub entry: String,
    /// When, in words.
    pub at: String,
    /// Who.
    pub who: String,
    /// In which role.
    pub role: String,
    /// What they did.
    pub what: String,
    /// Why, in words.
    pub why: String,
    /// Whether it was refused.
    pub denied: bool,
}
