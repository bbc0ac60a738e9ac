//! That people were told: what a record of a notice given holds, and that an assessment waits for it.

use std::fmt::Write as _;

use hearth_record::{
    Fields, File, KindSchema, Problems, Record, assessment::Assessment, duty, governance::NoticeGiven, ids::RecordId,
    people::Relationship,
};
use jiff::civil::Date;

use super::notice::version_in_force;
use crate::{Desk, Failure};

/// The values of a new record, with what the system knows of it: of a notice given, the version in force on its day and the questions as
/// they stand; of an assessment, the duty where none was chosen. Two queries and a load for a notice, none otherwise.
///
/// # Errors
/// What the store refuses.
pub(crate) async fn completed(desk: &Desk, kind: &KindSchema, mut fields: Fields) -> Result<Fields, Failure> {
    if kind.kind == Assessment::SCHEMA.kind && fields.get("duty").is_none() {
        fields.set("duty", Some(CHILD_IN_NEED.into()));
    }
    if kind.kind == NoticeGiven::SCHEMA.kind && fields.get("not_given_because").is_none() {
        let on = fields.text("given_on").and_then(|text| text.parse::<Date>().ok()).unwrap_or_else(|| desk.today());
        let version = version_in_force(desk.instance(), desk.authority(), on).await?;
        fields.set("version", version.map(Into::into));
        fields.set("items", Some(items().into()));
    }
    Ok(fields)
}

/// The duty of an assessment for which none was chosen (Children Act 1989 section 17).
const CHILD_IN_NEED: &str = "S17";

/// Questions of one kind of record: the title of the kind, and their labels.
pub type Questions = (&'static str, Vec<String>);

/// Which questions the law asks about a person, by law and kind of record; and which are voluntary.
pub fn questions() -> (Vec<(&'static str, Vec<Questions>)>, Vec<Questions>) {
    let mut by_law: Vec<(&'static str, Vec<Questions>)> = Vec::new();
    let mut freely = Vec::new();
    for (kind, field) in hearth_record::kinds().flat_map(|kind| kind.fields.iter().map(move |field| (kind, field))) {
        let label = lower(field.label.trim_end_matches('?'));
        match duty::asked(kind.kind, field.name) {
            Some(duty::Asked::ByLaw(law)) => match by_law.iter_mut().find(|(known, _)| *known == law) {
                Some((_, questions)) => push(questions, kind.title, label),
                None => by_law.push((law, vec![(kind.title, vec![label])])),
            },
            Some(duty::Asked::Freely) => push(&mut freely, kind.title, label),
            None => {}
        }
    }
    (by_law, freely)
}

fn push(questions: &mut Vec<Questions>, title: &'static str, label: String) {
    match questions.iter_mut().find(|(known, _)| *known == title) {
        Some((_, labels)) if !labels.contains(&label) => labels.push(label),
        Some(_) => {}
        None => questions.push((title, vec![label])),
    }
}

/// Questions in a line: "person: date of birth, sex; disability: since when".
pub fn in_a_line(questions: &[Questions]) -> String {
    let part = |(title, labels): &Questions| format!("{}: {}", lower(title), labels.join(", "));
    questions.iter().map(part).collect::<Vec<_>>().join("; ")
}

/// Which questions the law asks, with the law, and which are voluntary, as a sheet tells it.
pub fn items() -> String {
    let (by_law, freely) = questions();
    let mut words = String::new();
    for (law, questions) in by_law {
        let _ = writeln!(words, "Must be answered ({law}): {}.", in_a_line(&questions));
    }
    let _ = write!(words, "Voluntary, and nothing waits for it: {}.", in_a_line(&freely));
    words
}

/// "Date of birth" as "date of birth"; "UPN" stays.
pub(super) fn lower(label: &str) -> String {
    let mut letters = label.chars();
    let second_is_capital = label.chars().nth(1).is_some_and(char::is_uppercase);
    match letters.next() {
        Some(first) if !second_is_capital => first.to_lowercase().chain(letters).collect(),
        _ => label.to_owned(),
    }
}

/// Refuses an assessment that is authorised now while somebody who holds parental responsibility has neither been given the notice nor
/// is there a reason for it. What was authorised before, here or in another system, waits for nothing.
///
/// # Errors
/// [`Problems`] that name whom and say what to do.
pub(crate) fn must_be_told(
    file: &File,
    kind: &KindSchema,
    before: Option<&Fields>,
    after: &Fields,
) -> Result<(), Problems> {
    let authorised = |fields: &Fields| fields.get("authorised_on").is_some();
    let now = kind.kind == Assessment::SCHEMA.kind && authorised(after) && !before.is_some_and(authorised);
    let waiting = if now { untold(file) } else { Vec::new() };
    let mut problems = Problems::none();
    if !waiting.is_empty() {
        problems.add_if(
            true,
            "authorised_on",
            format!(
                "must wait until {} has been given the privacy notice: add “{}” to this file, with the day, or with the reason why not",
                waiting.iter().map(|untold| untold.called.as_str()).collect::<Vec<_>>().join(" and "),
                NoticeGiven::SCHEMA.title
            ),
        );
    }
    problems.or_ok(())
}

/// Somebody who holds parental responsibility and has neither been given the notice nor is there a reason for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untold {
    /// The record of who they are to the child.
    pub relationship: RecordId,
    /// Who they are: "Dana Okell (mother)", or "the mother" where the file names nobody.
    pub called: String,
}

/// Those who hold parental responsibility, and have neither been given the notice nor is there a reason for it.
pub fn untold(file: &File) -> Vec<Untold> {
    let told: Vec<RecordId> = file.all::<NoticeGiven>().filter_map(|(_, given)| *given.relationship).collect();
    let holds = |tie: &Relationship| *tie.parental_responsibility.reveal() == Some(true) && tie.ended.is_none();
    let people = file.all::<Relationship>().filter(|(id, tie)| holds(tie) && !told.contains(id));
    let called = |tie: &Relationship| {
        let relation = tie.relationship_type.reveal().words().to_lowercase();
        match tie.other_name.reveal() {
            Some(name) => format!("{} ({relation})", name.0),
            None => format!("the {relation}"),
        }
    };
    people.map(|(relationship, tie)| Untold { relationship, called: called(&tie) }).collect()
}
