//! The mistakes of the census: edits of one child's elements.

use hearth_calendar::add_days;
use jiff::civil::Date;

use crate::chance::Chance;

/// One mistake: what is done to a child's elements, and the rules that must find it.
struct Mistake {
    when: &'static [When],
    slip: Slip,
    rules: &'static [&'static str],
}

/// What must stand among a child's elements.
#[derive(Clone, Copy)]
enum When {
    Has(&'static str),
    Lacks(&'static str),
}

/// What is done to the first element of a name.
#[derive(Clone, Copy)]
enum Slip {
    /// Another value is written over its own.
    Over(&'static str, &'static str),
    /// It is left out.
    Gone(&'static str),
    /// Its last letter is lost.
    Cut(&'static str),
    /// Another element follows it.
    After(&'static str, &'static str),
    /// It is the date of another element, moved by so many days.
    Day(&'static str, &'static str, i32),
    /// It stands twice, with all that is in it.
    Twice(&'static str),
}

use Slip::{After, Cut, Day, Gone, Over, Twice};
use When::{Has, Lacks};

const fn of(when: &'static [When], slip: Slip, rules: &'static [&'static str]) -> Mistake {
    Mistake { when, slip, rules }
}

/// Nothing that another case of the child could say against.
const ONE_CASE: When = Lacks("</CINdetails>\n<CINdetails>");
const PLAN: When = Has("<ChildProtectionPlans>");
const OPEN: When = Lacks("<CINclosureDate>");

/// Every mistake, with what it must raise.
const MISTAKES: &[Mistake] = &[
    of(&[Has("<PersonBirthDate>")], Over("Sex", "X"), &["4180"]),
    of(&[], Over("Ethnicity", "GREY"), &["4220"]),
    of(&[Has("<Disability>")], Gone("Ethnicity"), &["4220"]),
    of(&[], Cut("UPN"), &["1550"]),
    of(&[ONE_CASE, Has("<CINreferralDate>2026-0")], Over("PersonBirthDate", "2026-05-01"), &["8520"]),
    of(&[], Gone("PersonBirthDate"), &["8525Q"]),
    of(
        &[ONE_CASE, Has("<CINreferralDate>2026-0")],
        After("PersonBirthDate", "<ExpectedPersonBirthDate>2026-06-03</ExpectedPersonBirthDate>"),
        &["8525Q"],
    ),
    of(&[Has("<Disability>NONE"), Has("<ReferralNFA>false")], Over("Disability", "XX"), &["8540"]),
    of(&[Has("<Disability>NONE")], After("Disability", "<Disability>AUT</Disability>"), &["8790"]),
    of(&[Has("<Disability>NONE")], After("Disability", "<Disability>NONE</Disability>"), &["8794"]),
    of(
        &[
            ONE_CASE,
            Lacks("<Assessments>"),
            Lacks("<Section47>"),
            Lacks("<ChildProtectionPlans>"),
            Lacks("<CINPlanDates>"),
            Lacks("<CINclosureDate>"),
        ],
        Over("CINreferralDate", "2026-04-02"),
        &["8600"],
    ),
    of(&[], Over("ReferralSource", "99"), &["8866"]),
    of(&[], Gone("ReferralSource"), &["8866"]),
    of(&[], Over("PrimaryNeedCode", "N99"), &["8650"]),
    of(&[], Gone("PrimaryNeedCode"), &["8610"]),
    of(&[], Gone("ReferralNFA"), &["8568"]),
    of(&[], Over("ReferralNFA", "maybe"), &["8568"]),
    of(&[ONE_CASE], Gone("CINclosureDate"), &["8810"]),
    of(&[], Gone("ReasonForClosure"), &["8805"]),
    of(&[], Over("ReasonForClosure", "RC99"), &["8640"]),
    of(
        &[ONE_CASE, Has("<CINreferralDate>2025-1"), Has("<CINPlanDates>")],
        Day("CINclosureDate", "CINreferralDate", -1),
        &["8565", "8630"],
    ),
    of(&[], Day("AssessmentActualStartDate", "AssessmentAuthorisationDate", 1), &["8608"]),
    of(&[], Day("AssessmentActualStartDate", "CINreferralDate", -1), &["1103"]),
    of(
        &[ONE_CASE, Has("<AssessmentFactors>3B"), Lacks(">RC8<"), Lacks(">RC9<")],
        After("AssessmentFactors", "<AssessmentFactors>21</AssessmentFactors>"),
        &["8869", "8873Q"],
    ),
    of(
        &[Has("<AssessmentFactors>3B")],
        After("AssessmentFactors", "<AssessmentFactors>3B</AssessmentFactors>"),
        &["8898"],
    ),
    of(&[], Gone("FactorsIdentifiedAtAssessment"), &["8897Q"]),
    of(&[], Over("InitialCPCtarget", "2026-03-14"), &["8870Q"]),
    of(
        &[ONE_CASE, PLAN, OPEN, Has("<S47ActualStartDate>2025-")],
        Over("DateOfInitialCPC", "2026-03-14"),
        &["2885", "8875"],
    ),
    of(&[Has("<S47ActualStartDate>2025-")], Day("S47ActualStartDate", "CINreferralDate", -1), &["2889"]),
    of(&[ONE_CASE, PLAN, OPEN, Has("<S47ActualStartDate>2025-")], Over("DateOfInitialCPC", "2026-03-12"), &["2885"]),
    of(&[PLAN], Over("InitialCategoryOfAbuse", "ZZZ"), &["8905"]),
    of(&[PLAN], Over("LatestCategoryOfAbuse", "ZZZ"), &["8910"]),
    of(&[PLAN], Gone("NumberOfPreviousCPP"), &["8730"]),
    of(&[PLAN, Has("<CPPstartDate>2025-1")], Day("CPPendDate", "CPPstartDate", -1), &["8925"]),
    of(&[PLAN, Has("<CPPstartDate>2025-1")], Day("CPPendDate", "CPPstartDate", 0), &["8840"]),
    of(&[PLAN], Day("CPPreviewDate", "CPPstartDate", 0), &["8841"]),
    of(&[PLAN], Gone("CPPstartDate"), &["8720"]),
    of(
        &[ONE_CASE, Lacks("<ChildProtectionPlans>"), Has("<CINPlanStartDate>2025-1")],
        Day("CINPlanEndDate", "CINPlanStartDate", -1),
        &["4011"],
    ),
    of(
        &[ONE_CASE, Lacks("<ChildProtectionPlans>"), Has("<CINPlanStartDate>2025-1")],
        Day("CINPlanEndDate", "CINPlanStartDate", 0),
        &["4012Q"],
    ),
    of(&[ONE_CASE, Lacks("<ChildProtectionPlans>"), Has("<CINPlanEndDate>")], Gone("CINPlanStartDate"), &["4010"]),
    of(&[Lacks("<ChildProtectionPlans>")], Day("CINPlanStartDate", "CINreferralDate", -1), &["4015"]),
    of(&[ONE_CASE, Lacks("<UPN>"), Has("<ReferralNFA>true"), Has("<Disability>")], Twice("Child"), &["8510", "8794"]),
];

/// A child that a rule must name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpoiltChild {
    /// The local identifier.
    pub child: String,
    /// The rule.
    pub rule: &'static str,
}

/// Spoils a census so that `percent` of its children have a mistake, one each. Gives every child that a check must name, and the
/// rule that must name it.
///
/// Deterministic for a seed. Which mistake a child gets is as likely for each that its elements allow.
pub fn spoil_census(xml: &mut String, seed: u64, percent: u32) -> Vec<SpoiltChild> {
    // A stream that no family has.
    let mut chance = Chance::of(seed, u64::MAX);
    let mut written = String::with_capacity(xml.len());
    let mut spoilt = Vec::new();
    for part in xml.split_inclusive("</Child>\n") {
        let Some((before, child)) = part.split_once("<Child>\n") else {
            written.push_str(part);
            continue;
        };
        let child = format!("<Child>\n{child}");
        written.push_str(before);
        if !chance.percent(percent) {
            written.push_str(&child);
            continue;
        }
        let possible: Vec<(&Mistake, String)> =
            MISTAKES.iter().filter_map(|mistake| Some((mistake, mistake.make(&child)?))).collect();
        let (mistake, made) = chance.pick(&possible.iter().collect::<Vec<_>>());
        written.push_str(made);
        let id = value(&child, "LAchildID").unwrap_or_default();
        spoilt.extend(mistake.rules.iter().map(|rule| SpoiltChild { child: id.to_owned(), rule }));
    }
    *xml = written;
    spoilt.sort_unstable();
    spoilt
}

impl Mistake {
    /// The child's elements with the mistake; `None` where it cannot happen to them.
    fn make(&self, child: &str) -> Option<String> {
        let fits = |when: &When| match when {
            Has(text) => child.contains(text),
            Lacks(text) => !child.contains(text),
        };
        if !self.when.iter().all(fits) {
            return None;
        }
        let (Over(name, _) | Gone(name) | Cut(name) | After(name, _) | Day(name, ..) | Twice(name)) = self.slip;
        let at = span(child, name)?;
        let (before, element, after) = (&child[..at.0], &child[at.0..at.1], &child[at.1..]);
        let with = |value: &str| format!("<{name}>{value}</{name}>\n");
        let instead = match self.slip {
            Over(_, value) => with(value),
            Gone(_) => String::new(),
            Cut(_) => with(&value(child, name)?[..value(child, name)?.len() - 1]),
            After(_, other) => format!("{element}{other}\n"),
            Day(_, from, days) => with(&add_days(value(child, from)?.parse::<Date>().ok()?, days).to_string()),
            Twice(_) => element.repeat(2),
        };
        Some(format!("{before}{instead}{after}"))
    }
}

/// Where the first element of a name begins and ends, its line's end included.
fn span(xml: &str, name: &str) -> Option<(usize, usize)> {
    let from = xml.find(&format!("<{name}>"))?;
    let end = format!("</{name}>\n");
    Some((from, from + xml[from..].find(&end)? + end.len()))
}

fn value<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let (from, to) = span(xml, name)?;
    xml[from..to].strip_prefix(&format!("<{name}>"))?.strip_suffix(&format!("</{name}>\n"))
}
