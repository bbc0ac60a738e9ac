//! How long files are kept: the schedule beside the law, what another would move, and one file with its reasons.

use askama::Template;

use super::{Frame, Link, Tag};

/// The schedule.
#[derive(Debug, Clone, Template)]
#[template(path = "schedule/schedule.html")]
pub struct SchedulePage {
    /// What every page has.
    pub frame: Frame,
    /// Why something could not be done.
    pub problem: Option<String>,
    /// Where the schedule stands, or that none was supplied.
    pub source: String,
    /// Whether the council has supplied it.
    pub supplied: bool,
    /// Each class with its rules.
    pub rules: Vec<RuleRow>,
    /// Where the council's notice and the law do not agree.
    pub contradictions: Vec<String>,
    /// What is kept otherwise than a file.
    pub beside: Vec<(String, String)>,
    /// How many files there are of each class, once somebody asked for them to be counted.
    pub counted: Option<Vec<ClassRow>>,
    /// How many files no rule of the council covers, in words.
    pub uncovered: Option<String>,
    /// Changes that wait or were decided.
    pub changes: Vec<ChangeRow>,
    /// Where a change is tried; none for whoever proposes none.
    pub try_out: Option<Link>,
}

/// A rule in the schedule.
#[derive(Debug, Clone)]
pub struct RuleRow {
    /// The class in words.
    pub class: String,
    /// What the council says.
    pub council: String,
    /// What the law asks for.
    pub law: String,
    /// That there is no rule, or only the law's.
    pub tag: Option<Tag>,
    /// Who says so, how sure that is, and the number of the rule.
    pub source: String,
}

/// The files of a class.
#[derive(Debug, Clone)]
pub struct ClassRow {
    /// The class in words.
    pub class: String,
    /// How many.
    pub files: u64,
    /// How many have a date.
    pub dated: u64,
    /// Whether the council has a rule.
    pub ruled: bool,
}

/// A change of the schedule.
#[derive(Debug, Clone)]
pub struct ChangeRow {
    /// Its number.
    pub id: String,
    /// What it says, in words.
    pub says: Vec<String>,
    /// Why.
    pub because: String,
    /// What it moves, as it was seen when it was proposed.
    pub moves: String,
    /// How far it is.
    pub state: Tag,
    /// Who and when.
    pub by: String,
    /// Whether whoever looks may decide on it.
    pub decide: bool,
}

/// Trying another schedule.
#[derive(Debug, Clone, Template)]
#[template(path = "schedule/try.html")]
pub struct TryPage {
    /// What every page has.
    pub frame: Frame,
    /// Why something could not be done.
    pub problem: Option<String>,
    /// The years of each rule, as they are or as they were typed.
    pub years: Vec<YearsRow>,
    /// The day from which it holds: day, month and year as they were typed.
    pub from: (String, String, String),
    /// The reason as it was typed.
    pub because: String,
    /// What it moves, once it was tried.
    pub moves: Option<Vec<MovesRow>>,
    /// The files that it brings nearer.
    pub nearer: Vec<NearerRow>,
    /// Where it and the council's notice do not agree.
    pub contradictions: Vec<String>,
    /// Whether whoever looks may propose it.
    pub may_propose: bool,
}

/// The years of a rule.
#[derive(Debug, Clone)]
pub struct YearsRow {
    /// The number of the rule, under which it is posted.
    pub id: String,
    /// What it keeps and from when.
    pub label: String,
    /// The floor of the law, in words.
    pub floor: Option<String>,
    /// The years.
    pub value: String,
}

/// What a change moves of a class.
#[derive(Debug, Clone)]
pub struct MovesRow {
    /// The class, or all.
    pub class: String,
    /// Kept for longer.
    pub later: u64,
    /// Kept for a shorter time.
    pub nearer: u64,
    /// Due at once.
    pub due: u64,
}

/// A file that a change brings nearer.
#[derive(Debug, Clone)]
pub struct NearerRow {
    /// Where its reasons stand.
    pub link: Link,
    /// Until when it is kept now.
    pub before: String,
    /// Until when it would be.
    pub after: String,
}

/// How long one file is kept, and why.
#[derive(Debug, Clone)]
pub struct KeptView {
    /// One quiet line.
    pub line: String,
    /// Each rule, the longest first.
    pub reasons: Vec<ReasonRow>,
    /// What stands in the way of its end.
    pub blocked: Vec<String>,
    /// What lacks for a date.
    pub lacks: Vec<String>,
    /// What it would be by the records alone, where a correction waits for two people.
    pub shorter: Option<String>,
    /// The first day on which destruction may begin, in words.
    pub may_begin: Option<String>,
}

/// One rule with its sum.
#[derive(Debug, Clone)]
pub struct ReasonRow {
    /// The class.
    pub class: String,
    /// How long and from when.
    pub period: String,
    /// The sum.
    pub sum: String,
    /// Who says so.
    pub source: String,
    /// Whether it is the floor of the law.
    pub floor: bool,
}

/// The page of one file, for whoever keeps the schedule.
#[derive(Debug, Clone, Template)]
#[template(path = "schedule/file.html")]
pub struct FilePage {
    /// What every page has.
    pub frame: Frame,
    /// Why something could not be done.
    pub problem: Option<String>,
    /// Whose file it is.
    pub name: String,
    /// Where the forms are posted.
    pub here: String,
    /// The answer.
    pub kept: KeptView,
    /// Whether whoever looks may propose to keep it for a shorter time.
    pub may_propose: bool,
    /// Whether they may agree to it.
    pub may_approve: bool,
}
