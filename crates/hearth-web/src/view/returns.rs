//! The statutory returns of the council, and the check of files.

use askama::Template;

use super::{Frame, Link, form::Choice};

/// The returns: when each is due, and what a check of the records finds.
#[derive(Debug, Clone, Template)]
#[template(path = "returns/calendar.html")]
pub struct ReturnsPage {
    /// What every page has.
    pub frame: Frame,
    /// The returns by year, what is due first in front.
    pub rows: Vec<ReturnRow>,
    /// What a check has just found.
    pub checked: Option<CheckedReturn>,
}

/// The return of a year.
#[derive(Debug, Clone)]
pub struct ReturnRow {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The year in which it ends.
    pub number: i16,
    /// The year in words: "1 April 2026 to 31 March 2027".
    pub year: String,
    /// When it is due, in words.
    pub due: String,
    /// The day.
    pub date: String,
    /// Where the department says how.
    pub guidance: &'static str,
}

/// What was found in a return.
#[derive(Debug, Clone)]
pub struct CheckedReturn {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The year in which it ends.
    pub number: i16,
    /// How many children, errors and queries, in words.
    pub summary: String,
    /// To whom it goes, why, and by which powers.
    pub powers: Vec<String>,
    /// What is not in it, and why.
    pub left_out: Vec<String>,
    /// What is wrong with the return as a whole.
    pub whole: Vec<String>,
    /// Rules that could not run, and why.
    pub could_not_run: Vec<String>,
    /// How often each rule was broken.
    pub by_rule: Vec<RuleRow>,
    /// How many findings each team has.
    pub by_team: Vec<(String, usize)>,
    /// How many findings each worker has.
    pub by_worker: Vec<(String, usize)>,
    /// The findings.
    pub findings: Vec<FindingRow>,
    /// How many more there are, in words.
    pub more: Option<String>,
}

/// A rule with what it found.
#[derive(Debug, Clone)]
pub struct RuleRow {
    /// The code.
    pub rule: &'static str,
    /// "Error" or "Query".
    pub severity: &'static str,
    /// How often.
    pub count: usize,
    /// How it is put right.
    pub fix: String,
}

/// A finding about a child.
#[derive(Debug, Clone)]
pub struct FindingRow {
    /// The child's local identifier.
    pub child: String,
    /// The child's page, for whoever may open files.
    pub href: Option<String>,
    /// Who holds the case.
    pub holds: String,
    /// The code of the rule.
    pub rule: &'static str,
    /// "Error" or "Query".
    pub severity: &'static str,
    /// What is wrong.
    pub says: String,
}

/// The check of files that somebody chooses. Nothing of them is kept.
#[derive(Debug, Clone, Template)]
#[template(path = "returns/check.html")]
pub struct CheckFilesPage {
    /// What every page has.
    pub frame: Frame,
    /// What is wrong with what was sent.
    pub problem: Option<String>,
    /// Which return.
    pub kinds: Vec<Choice>,
    /// Which findings are shown.
    pub severities: Vec<Choice>,
    /// The year that was typed.
    pub year: String,
    /// The rules that are shown, as typed; empty for all.
    pub rules: String,
    /// What was found.
    pub found: Option<FilesFound>,
}

/// What was found in files.
#[derive(Debug, Clone)]
pub struct FilesFound {
    /// How many rows, children, errors and queries, in words.
    pub summary: String,
    /// What is shown of it, where a filter is set.
    pub shown: Option<String>,
    /// What should be known about the files.
    pub remarks: Vec<String>,
    /// What is wrong with the return as a whole.
    pub whole: Vec<String>,
    /// The findings by rule, errors first, the most frequent first.
    pub rules: Vec<RuleGroup>,
    /// Rules that could not run, and why.
    pub could_not_run: Vec<String>,
}

/// A rule with the rows that it names.
#[derive(Debug, Clone)]
pub struct RuleGroup {
    /// The code.
    pub rule: &'static str,
    /// "Error" or "Query".
    pub severity: &'static str,
    /// How many rows, in words.
    pub count: String,
    /// How it is put right.
    pub fix: String,
    /// The rows.
    pub rows: Vec<FileLine>,
    /// How many more there are, in words.
    pub more: Option<String>,
}

/// A row of a file.
#[derive(Debug, Clone)]
pub struct FileLine {
    /// Table and line: "Episodes, line 12".
    pub place: String,
    /// The child's identifier.
    pub child: String,
    /// What is wrong.
    pub says: String,
}

/// A link to the page of the returns.
pub fn back() -> Link {
    Link::new("Statutory returns", crate::paths::RETURNS)
}
