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
    /// What this reader may do about who opens it.
    pub acts: Vec<super::Link>,
    /// What was told to others, the latest first.
    pub told: Vec<ToldRow>,
}

/// Something that was told to somebody outside the council.
#[derive(Debug, Clone)]
pub struct ToldRow {
    /// The day.
    pub on: String,
    /// Who was told.
    pub whom: String,
    /// What they were told.
    pub what: String,
    /// What they do with it.
    pub purpose: String,
    /// On which basis, and by which power.
    pub basis: String,
    /// Whether the family was told, and asked to agree.
    pub family: String,
    /// The record that says so.
    pub href: String,
}

/// How many reads and acts stand open; what is older is folded away.
const SHOWN: usize = 40;

impl AccessPage {
    /// The latest reads and acts.
    pub fn latest(&self) -> &[AccessRow] {
        &self.rows[..self.rows.len().min(SHOWN)]
    }

    /// Those before them.
    pub fn older(&self) -> &[AccessRow] {
        &self.rows[self.rows.len().min(SHOWN)..]
    }
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

/// Emergency accesses at which nobody has looked yet, the oldest first. Each has a form that posts `file`, `record`, `review` and
/// `notes`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/glass.html")]
pub struct GlassPage {
    /// What every page has.
    pub frame: Frame,
    /// The accesses.
    pub rows: Vec<GlassRow>,
    /// Who touched unusually many files on a day.
    pub many: Vec<ManyRow>,
    /// What is wrong with what was sent.
    pub problem: Option<String>,
}

/// Somebody who touched more files on a day than is ordinary.
#[derive(Debug, Clone)]
pub struct ManyRow {
    /// The day.
    pub on: String,
    /// Who.
    pub by: String,
    /// How many files they opened.
    pub files: u32,
    /// Out of how many they printed, downloaded or sent something.
    pub taken: u32,
}

/// One emergency access.
#[derive(Debug, Clone)]
pub struct GlassRow {
    /// The file.
    pub file: String,
    /// The record of it.
    pub record: String,
    /// Whose file.
    pub name: String,
    /// Who opened it.
    pub by: String,
    /// From when to when.
    pub when: String,
    /// When somebody should look at it, in words.
    pub due: String,
    /// Whether that has passed.
    pub late: bool,
    /// Why it was opened.
    pub reason: String,
    /// Whether the reader opened it, and so leaves it to somebody else.
    pub own: bool,
    /// What may be found.
    pub findings: Vec<super::form::Choice>,
    /// What was typed.
    pub notes: String,
}
