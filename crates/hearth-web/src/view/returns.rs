//! The statutory returns of the council, and the check of files.

use askama::Template;

use super::{Frame, Link, daily::DailyRuns, form::Choice, timeline::Pages};

/// The returns: when each is due, and what a check of the records finds.
#[derive(Debug, Clone, Template)]
#[template(path = "returns/calendar.html")]
pub struct ReturnsPage {
    /// What every page has.
    pub frame: Frame,
    /// The returns by year, what is due first in front.
    pub rows: Vec<ReturnRow>,
    /// The last runs of the daily data; none where nothing was ever sent.
    pub daily: Option<DailyRuns>,
    /// What a check has just found.
    pub checked: Option<CheckedReturn>,
    /// Why it could not be signed off.
    pub problem: Option<String>,
    /// What the public is told of it.
    pub notice: Link,
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
    /// What is to be put right, for the year that runs.
    pub put_right: Option<String>,
    /// Who signed it off, and what.
    pub signed: Option<KeptFile>,
    /// Whether what was signed off last was not sent yet.
    pub unsent: bool,
    /// Who sent it, and what.
    pub sent: Option<KeptFile>,
    /// What the checks of the nights say.
    pub nights: Option<Nights>,
}

/// A file that was kept.
#[derive(Debug, Clone)]
pub struct KeptFile {
    /// Who did it and when.
    pub says: String,
    /// The file.
    pub file: Link,
}

/// The checks of the nights of a year.
#[derive(Debug, Clone)]
pub struct Nights {
    /// The last, in words.
    pub last: String,
    /// What was found each night, as the points of a line in a box of 160 by 32; none where there was one night only.
    pub line: Option<String>,
    /// The newest: the day, and what was found.
    pub list: Vec<(String, String)>,
}

/// The figures that whoever signs a return off has looked at.
#[derive(Debug, Clone)]
pub struct SignForm {
    /// Children in it.
    pub children: usize,
    /// Errors in it.
    pub errors: usize,
    /// Queries in it.
    pub queries: usize,
    /// That the year has not ended, and when it does.
    pub early: Option<String>,
}

/// What is to be put right for a return.
#[derive(Debug, Clone, Template)]
#[template(path = "returns/put_right.html")]
pub struct ToPutRightPage {
    /// What every page has.
    pub frame: Frame,
    /// The name of the return.
    pub name: &'static str,
    /// The year: "2026 to 2027".
    pub year: String,
    /// How much there is, in sentences.
    pub summary: Vec<String>,
    /// What the list is narrowed to.
    pub narrowed: Vec<Narrowing>,
    /// How much there is of each sort.
    pub to_put_right: ToPutRight,
    /// How many children the list has, in words.
    pub count: String,
    /// The children.
    pub children: Vec<ChildToPutRight>,
    /// Where the page stands.
    pub pages: Option<Pages>,
}

/// How much is to be put right, by rule, team and worker; each with the address of the list that it narrows to.
#[derive(Debug, Clone)]
pub struct ToPutRight {
    /// The code, the address, how it is put right, how often.
    pub by_rule: Vec<(String, String, FaultRow, usize)>,
    /// "By team" and "By worker".
    pub by_holder: [(&'static str, Vec<HolderRow>); 2],
}

/// A name, the address of the list of its findings where there is one, and how many there are.
pub type HolderRow = (String, Option<String>, usize);

/// Something that a list is narrowed to.
#[derive(Debug, Clone)]
pub struct Narrowing {
    /// To what.
    pub says: String,
    /// The address of the list without it.
    pub without: String,
}

/// A child in whose records something is to be put right.
#[derive(Debug, Clone)]
pub struct ChildToPutRight {
    /// The name and the local identifier, or the identifier alone for whoever opens no files.
    pub child: String,
    /// The child's page, for whoever may open files.
    pub href: Option<String>,
    /// Who holds the case.
    pub holds: String,
    /// What was found.
    pub faults: Vec<FaultRow>,
}

/// What a rule found.
#[derive(Debug, Clone)]
pub struct FaultRow {
    /// The code of the rule, in words.
    pub rule: String,
    /// "Error" or "Query".
    pub severity: &'static str,
    /// What is wrong.
    pub says: String,
    /// How it is put right.
    pub fix: String,
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
    /// For whoever may sign it off.
    pub sign: Option<SignForm>,
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
