//! What the statutory returns would say of a child's records.

use super::Link;

/// The findings of one child, errors before queries.
#[derive(Debug, Clone, Default)]
pub struct QualityPanel {
    /// Which returns were looked at, for which year, in words.
    pub looked_at: String,
    /// How many findings there are, in words; none where there is nothing to put right.
    pub count: Option<String>,
    /// The first findings.
    pub first: Vec<QualityRow>,
    /// Those after them, folded away.
    pub more: Vec<QualityRow>,
    /// What was not looked at, because this reader may not see it.
    pub closed: Vec<String>,
}

/// One finding.
#[derive(Debug, Clone)]
pub struct QualityRow {
    /// How bad it is, in a word: "Error" or "Query".
    pub severity: &'static str,
    /// Whether the return is refused until it is put right.
    pub error: bool,
    /// The return and the rule, such as "SSDA903, rule 101".
    pub rule: String,
    /// What is wrong.
    pub says: String,
    /// How it is put right.
    pub fix: String,
    /// Where it is put right.
    pub at: Option<Link>,
    /// Until when there is time, in words.
    pub until: Option<String>,
}
