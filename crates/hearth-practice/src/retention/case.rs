//! What retention must know of a file: nothing that only an opened record could tell.

use hearth_record::{Event, FileType, keeping::Precision};
use jiff::civil::Date;

/// The longest file of a child that names an adult.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Named {
    /// No file of a child is known to name them.
    #[default]
    Nowhere,
    /// Kept until this day.
    Until(Date),
    /// One of them has no date yet.
    NotYet,
}

/// A file, as retention sees it.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// What sort of file it is; a child's where nothing is said.
    pub file_type: Option<FileType>,
    /// What happened, in any order: birth and death with it.
    pub events: Vec<Event>,
    /// What was once recorded to have happened and is no longer: nobody alone brings the end of a file nearer by correcting a record.
    pub once: Vec<Event>,
    /// How well the date of birth is known.
    pub precision: Precision,
    /// Whether sexual abuse was alleged: without a hold, a reviewer says why before such a file goes by the shorter rules.
    pub csa: bool,
    /// The names of the holds that stand today.
    pub holds: Vec<String>,
    /// What else stands in the way, in words that follow "blocked by", such as "share under review".
    pub blocks: Vec<String>,
    /// For the file of an adult: the longest file of a child that names them.
    pub named: Named,
}
