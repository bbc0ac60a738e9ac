//! From the fields of a kind to the fields of a form: a new kind has a working form by existing.

use hearth_casework::{FileView, access::colleagues};
use hearth_record::{FieldSchema, Fields, KindSchema, Problems, code, value::ValueType};

use crate::{
    answer::Answer,
    guard::Signed,
    view::form::{Choice, Control, DateParts, Field, Posted, TextBox},
};

/// Whom a form offers: the workers and teams of the council.
#[derive(Default)]
pub struct Offered {
    workers: Vec<Choice>,
    teams: Vec<Choice>,
}

impl Offered {
    /// What a form of `kind` needs: one query where it names workers, none otherwise.
    ///
    /// # Errors
    /// What the store refuses.
    pub async fn to(signed: &Signed, kind: &KindSchema) -> Result<Self, Answer> {
        let mut offered = Self::default();
        if kind.form().any(|field| field.value == ValueType::Worker) {
            let known = colleagues(&signed.desk).await.map_err(|failure| Answer::framed(failure, signed, None))?;
            let choice = |known: &hearth_casework::access::Colleague| {
                Choice::new(known.worker.to_string(), format!("{}, {}", known.name, known.role.to_lowercase()))
            };
            offered.workers = known.iter().map(choice).collect();
        }
        if let Ok(pack) = signed.desk.pack() {
            offered.teams = pack
                .teams
                .iter()
                .map(|team| Choice::new(pack.team_id(&team.code).to_string(), team.name.clone()))
                .collect();
        }
        Ok(offered)
    }

    /// A list of these with what the record holds chosen; what it holds and the list does not stays as it is recorded.
    fn list(field: &FieldSchema, from: &[Choice], text: &str) -> Control {
        let mut choices: Vec<Choice> =
            from.iter().map(|choice| choice.clone().chosen_if(choice.value == text)).collect();
        if !text.is_empty() && !choices.iter().any(|choice| choice.chosen) {
            choices.insert(0, Choice::new(text, "As recorded").chosen_if(true));
        }
        let label = if field.required { "Choose" } else { "Not recorded" };
        choices.insert(0, Choice::new("", label).chosen_if(text.is_empty()));
        Control::Select(choices)
    }
}

/// Lists of up to this many choices stand as radios; longer ones as a drop-down.
const FEW: usize = 7;

/// The fields of a form of `kind`, holding `text(name)`, with what is wrong beside each.
pub fn form(
    offered: &Offered,
    kind: &KindSchema,
    view: Option<&FileView>,
    text: impl Fn(&FieldSchema) -> String,
    problems: &Problems,
) -> Vec<Field> {
    let shown = kind.form().filter(|field| view.is_none_or(|view| view.shows(field)) && typed_by_people(&field.value));
    shown.map(|field| one(offered, field, &text(field), problems)).collect()
}

/// The names of the fields that a form of `kind` shows.
pub fn shown(kind: &KindSchema, view: &FileView) -> impl Iterator<Item = &'static str> {
    kind.form().filter(|field| view.shows(field) && typed_by_people(&field.value)).map(|field| field.name)
}

/// The problems of a record as a whole, which stand with no field.
pub fn of_the_whole(problems: &Problems) -> Vec<String> {
    let whole = problems.iter().filter(|problem| problem.field.is_none_or(str::is_empty));
    whole.map(|problem| crate::answer::sentence(&problem.message)).collect()
}

/// The text of each field as it stands in a record, for a form that corrects it.
pub fn typed(fields: &Fields) -> impl Fn(&FieldSchema) -> String {
    |field| fields.get(field.name).map(|json| field.value.as_typed(json)).unwrap_or_default()
}

/// The text of each field as it was posted.
pub fn posted(posted: &Posted) -> impl Fn(&FieldSchema) -> String {
    |field| posted.text(field.name)
}

/// References to people, records and documents are made by acts of their own; they are never typed.
fn typed_by_people(value: &ValueType) -> bool {
    match value {
        ValueType::Person
        | ValueType::Record
        | ValueType::Document
        | ValueType::Set
        | ValueType::List(ValueType::Worker | ValueType::Team) => false,
        ValueType::List(of) => typed_by_people(of),
        _ => true,
    }
}

fn one(offered: &Offered, field: &FieldSchema, text: &str, problems: &Problems) -> Field {
    let problem = problems.iter().find(|problem| problem.field == Some(field.name));
    Field {
        name: field.name.to_owned(),
        label: field.label.to_owned(),
        hint: Some(field.hint).filter(|hint| !hint.is_empty()).map(str::to_owned),
        error: problem.map(|problem| format!("{} {}", field.label.trim_end_matches('?'), problem.message)),
        optional: !field.required,
        part: None,
        control: control(offered, field, text),
    }
}

fn control(offered: &Offered, field: &FieldSchema, text: &str) -> Control {
    let line =
        |width, keyboard| Control::Text(TextBox { value: text.to_owned(), width, keyboard, autocomplete: "off" });
    match field.value {
        ValueType::Date | ValueType::PartialDate => Control::Date(DateParts::from_typed(text)),
        ValueType::Moment => moment(text),
        ValueType::Narrative => Control::Narrative(text.to_owned(), 8),
        ValueType::YesNo => Control::Radios(yes_no(field, text)),
        ValueType::Whole(..) => line(4, "numeric"),
        ValueType::Code(set) => code_control(field, set, text),
        ValueType::List(ValueType::Code(set)) => Control::Checkboxes(choices(set, text)),
        ValueType::List(_) => Control::Narrative(text.to_owned(), 4),
        ValueType::Worker => Offered::list(field, &offered.workers, text),
        ValueType::Team => Offered::list(field, &offered.teams, text),
        ValueType::Postcode => line(10, ""),
        ValueType::Phone => line(20, "tel"),
        ValueType::Email => line(30, "email"),
        ValueType::NhsNumber => line(20, "numeric"),
        ValueType::Upn | ValueType::Urn => line(20, ""),
        ValueType::Text(most) if most <= 20 => line(20, ""),
        _ => line(0, ""),
    }
}

/// A moment as stored (UTC) or as posted, in the four boxes of a form.
fn moment(text: &str) -> Control {
    if let Ok(at) = text.parse::<jiff::Timestamp>() {
        let civil = hearth_calendar::london_datetime(at);
        return Control::Moment(
            DateParts::from_typed(&civil.date().to_string()),
            format!("{:02}:{:02}", civil.hour(), civil.minute()),
        );
    }
    let (date, time) = text.rsplit_once(' ').filter(|(_, time)| time.contains([':', '.'])).unwrap_or((text, ""));
    Control::Moment(DateParts::from_typed(date), time.to_owned())
}

fn yes_no(field: &FieldSchema, text: &str) -> Vec<Choice> {
    let mut choices =
        vec![Choice::new("yes", "Yes").chosen_if(text == "yes"), Choice::new("no", "No").chosen_if(text == "no")];
    if !field.required {
        choices.push(Choice::new("", "Not recorded").chosen_if(text.is_empty()));
    }
    choices
}

fn code_control(field: &FieldSchema, set: &'static str, text: &str) -> Control {
    let mut choices = choices(set, text);
    let long = choices.len() > FEW;
    if !field.required || (long && text.is_empty()) {
        let label = if field.required { "Choose" } else { "Not recorded" };
        choices.insert(0, Choice::new("", label).chosen_if(text.is_empty()));
    }
    if long { Control::Select(choices) } else { Control::Radios(choices) }
}

/// The codes that can be chosen today, and those that the record holds from earlier years.
fn choices(set: &'static str, text: &str) -> Vec<Choice> {
    let held: Vec<&str> = text.split('\n').map(str::trim).filter(|code| !code.is_empty()).collect();
    let set = code::set(set);
    let kept = set.codes().iter().filter(|code| code.until.is_none() || held.contains(&code.stored().as_str()));
    kept.map(|code| {
        let stored = code.stored();
        let chosen = held.contains(&stored.as_str()) || held.contains(&code.code.as_str());
        let ended = if code.until.is_some() { " (no longer used)" } else { "" };
        Choice::new(stored, format!("{}{ended}", code.meaning)).chosen_if(chosen)
    })
    .collect()
}
