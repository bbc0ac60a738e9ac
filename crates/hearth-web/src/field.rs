//! From the fields of a kind to the fields of a form: a new kind has a working form by existing.

use hearth_casework::{FileView, access::colleagues, people};
use hearth_record::{
    FieldSchema, Fields, Held, KindSchema, Problems, code, duty,
    ids::PersonId,
    recording::Document,
    template::{self, Asked, Template},
    value::ValueType,
};

use crate::{
    answer::Answer,
    frame,
    guard::Signed,
    pages::file::Opened,
    view::form::{Choice, Control, DateParts, Field, PeopleBox, Posted, TextBox},
};

/// Whom and what a form offers: the workers and teams of the council; in a file, the people and the records that it knows.
#[derive(Default)]
pub struct Offered {
    workers: Vec<Choice>,
    teams: Vec<Choice>,
    /// `None` where the form cannot lead to the page that finds somebody.
    people: Option<Vec<Choice>>,
    records: Vec<(&'static KindSchema, Choice)>,
    /// The documents of the file; `None` where the form is about no file.
    documents: Option<Vec<Choice>>,
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

    /// What a form of `kind` in this file needs, where it holds `posted`: beside the above three queries where the kind names
    /// people, none otherwise.
    ///
    /// # Errors
    /// What the store refuses.
    pub async fn in_file(opened: &Opened, kind: &KindSchema, posted: &Posted) -> Result<Self, Answer> {
        let mut offered = Self::to(&opened.signed, kind).await?;
        offered.people = Some(Vec::new());
        if kind.form().any(|field| names_people(&field.value)) {
            let held = kind.form().filter(|field| names_people(&field.value)).flat_map(|field| {
                let text = posted.text(field.name);
                text.split('\n').filter_map(|id| id.trim().parse::<PersonId>().ok()).collect::<Vec<_>>()
            });
            let held: Vec<PersonId> = held.collect();
            let known = people::offered(&opened.signed.desk, &opened.view, &held).await;
            let known = known.map_err(|failure| opened.failed(failure))?;
            offered.people = Some(known.iter().map(somebody).collect());
        }
        if kind.form().any(|field| field.value == ValueType::Record) {
            let counts = |held: &&Held| !held.withdrawn();
            let mut records: Vec<&Held> = opened.view.records().filter(counts).collect();
            records.sort_by_key(|held| std::cmp::Reverse(held.events().first().map(|event| event.on)));
            offered.records = records.into_iter().map(|held| (held.schema, a_record(held))).collect();
        }
        if kind.form().any(|field| names_documents(&field.value)) {
            let mut documents = opened.view.all::<Document>();
            documents.sort_by_key(|(_, document)| std::cmp::Reverse(*document.received_on));
            offered.documents = Some(documents.iter().map(|(_, document)| a_document(document)).collect());
        }
        Ok(offered)
    }

    /// Whether a form can take a value of this type.
    fn takes(&self, value: &ValueType) -> bool {
        typed_by_people(value)
            && (self.people.is_some() || !names_people(value))
            && (self.documents.is_some() || !names_documents(value))
    }

    /// The documents of the file with what the record names chosen.
    fn documents(&self, field: &FieldSchema, text: &str) -> Control {
        let documents = self.documents.as_deref().unwrap_or_default();
        if field.value == ValueType::Document {
            return Self::list(field, documents, text);
        }
        let held: Vec<&str> = text.split('\n').map(str::trim).filter(|id| !id.is_empty()).collect();
        let chosen = |choice: &Choice| choice.clone().chosen_if(held.contains(&choice.value.as_str()));
        let mut choices: Vec<Choice> = documents.iter().map(chosen).collect();
        let gone = held.iter().filter(|id| !choices.iter().any(|choice| choice.value == **id));
        let gone: Vec<Choice> = gone.map(|id| Choice::new(*id, "As recorded").chosen_if(true)).collect();
        choices.extend(gone);
        Control::Checkboxes(choices)
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
    by_template(offered, kind, None, view, text, problems)
}

/// The same in the parts and the words of a template.
pub fn by_template(
    offered: &Offered,
    kind: &KindSchema,
    template: Option<&'static Template>,
    view: Option<&FileView>,
    text: impl Fn(&FieldSchema) -> String,
    problems: &Problems,
) -> Vec<Field> {
    let shown =
        |field: &FieldSchema| !field.given && view.is_none_or(|view| view.shows(field)) && offered.takes(&field.value);
    let asked = template::asked(kind, template).into_iter().filter(|asked| shown(asked.field));
    let field = |asked: Asked| {
        let duty = duty::asked(kind.kind, asked.field.name);
        let of = one(offered, &asked, &text(asked.field), problems);
        // Whoever answers for themselves is told which it is; "optional" would say neither.
        Field { hint: told(asked.hint, duty), optional: of.optional && duty.is_none(), ..of }
    };
    // What people are asked stands first, and what the office knows by itself after it.
    let mut fields: Vec<Field> = asked.map(field).filter(offers).collect();
    let of_office = |field: &Field| duty::of_office(kind.kind, &field.name);
    fields.sort_by_key(of_office);
    if let Some(first) = fields.iter_mut().find(|field| of_office(field)) {
        first.part = Some("For the office".to_owned());
    }
    fields
}

/// The hint of a field, and whether somebody has to answer it.
fn told(hint: &str, duty: Option<duty::Asked>) -> Option<String> {
    let duty = match duty {
        Some(duty::Asked::ByLaw(law)) => format!("Asked by law: {law}"),
        Some(duty::Asked::Freely) => "Voluntary".to_owned(),
        None => String::new(),
    };
    let words: Vec<&str> = [hint, &duty].into_iter().filter(|words| !words.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(". "))
}

/// A list of documents in a file that has none asks nothing.
fn offers(field: &Field) -> bool {
    !matches!(&field.control, Control::Checkboxes(choices) if choices.is_empty())
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

/// References to sets are made by acts of their own; they are never typed.
fn typed_by_people(value: &ValueType) -> bool {
    match value {
        ValueType::Set | ValueType::List(ValueType::Worker | ValueType::Team | ValueType::Record) => false,
        ValueType::List(of) => typed_by_people(of),
        _ => true,
    }
}

/// Whether the value names people who have files here.
pub fn names_people(value: &ValueType) -> bool {
    matches!(value, ValueType::Person | ValueType::List(ValueType::Person))
}

/// Whether the value names stored documents.
pub fn names_documents(value: &ValueType) -> bool {
    matches!(value, ValueType::Document | ValueType::List(ValueType::Document))
}

/// A document as a form offers it: "Report for the conference, received 3 May 2026".
fn a_document(document: &Document) -> Choice {
    let received = frame::day(*document.received_on);
    Choice::new(document.blob.to_string(), format!("{}, received {received}", document.title.reveal().0))
}

/// Somebody as a form offers them: "Dana Okell, mother, born 3 May 1997".
fn somebody(named: &people::Named) -> Choice {
    let relation = Some(named.relation.clone()).filter(|relation| !relation.is_empty());
    let born = named.born.map(|born| format!("born {}", frame::day(born)));
    let parts: Vec<String> = [Some(named.shown().to_owned()), relation, born].into_iter().flatten().collect();
    Choice::new(named.person.to_string(), parts.join(", "))
}

/// A record as a form offers it: "Social care episode, 3 May 2026".
fn a_record(held: &Held) -> Choice {
    let headline = (held.schema.headline)(&held.current().fields);
    let on = held.events().first().map(|event| frame::day(event.on));
    let parts = [Some(held.schema.title.to_owned()), Some(headline).filter(|words| !words.is_empty()), on];
    Choice::new(held.id.to_string(), parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn one(offered: &Offered, asked: &Asked, text: &str, problems: &Problems) -> Field {
    let field = asked.field;
    let problem = problems.iter().find(|problem| problem.field == Some(field.name));
    Field {
        name: field.name.to_owned(),
        label: asked.label.to_owned(),
        hint: Some(asked.hint).filter(|hint| !hint.is_empty()).map(str::to_owned),
        error: problem.map(|problem| format!("{} {}", asked.label.trim_end_matches('?'), problem.message)),
        optional: !field.required,
        part: asked.part.map(str::to_owned),
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
        ValueType::Person | ValueType::List(ValueType::Person) => Control::People(people_box(offered, field, text)),
        ValueType::Record => {
            let means = |of: &&(&'static KindSchema, Choice)| field.can_mean(of.0);
            let choices: Vec<Choice> = offered.records.iter().filter(means).map(|(_, choice)| choice.clone()).collect();
            Offered::list(field, &choices, text)
        }
        ValueType::Document | ValueType::List(ValueType::Document) => offered.documents(field, text),
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

fn people_box(offered: &Offered, field: &FieldSchema, text: &str) -> PeopleBox {
    let several = field.value != ValueType::Person;
    let held: Vec<&str> = text.split('\n').map(str::trim).filter(|id| !id.is_empty()).collect();
    let chosen = |choice: &Choice| choice.clone().chosen_if(held.contains(&choice.value.as_str()));
    let mut choices: Vec<Choice> = offered.people.iter().flatten().map(chosen).collect();
    if !several && !field.required && !choices.is_empty() {
        choices.push(Choice::new("", "Nobody who has a file here").chosen_if(held.is_empty()));
    }
    PeopleBox { choices, several }
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
        Choice::new(stored, format!("{}{ended}", code.words())).chosen_if(chosen)
    })
    .collect()
}
