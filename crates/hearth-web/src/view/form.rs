//! Forms: one shape for adding and for correcting any record.
//!
//! Every field is posted as text under its name. A date comes in three parts, `name-day`, `name-month` and `name-year`, a
//! moment with a fourth, `name-time`; [`Posted`] puts them together again, so that a reader of values sees one text a field.

use askama::Template;

use super::{Frame, file::Identity};

/// A form that adds or corrects a record, or asks anything else in the same manner.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/form.html")]
pub struct FormPage {
    /// What every page has.
    pub frame: Frame,
    /// The header of the file; `None` before there is one.
    pub identity: Option<Identity>,
    /// The heading, such as "Record a contact" or "Correct: placement".
    pub heading: String,
    /// A sentence under the heading, where it changes an answer.
    pub intro: Option<String>,
    /// What must be known before writing, such as that another person has this record open.
    pub warning: Option<String>,
    /// Where the form is posted.
    pub action: String,
    /// Where a draft is posted as the person writes; `None` where no draft is kept.
    pub draft: Option<String>,
    /// When the draft was last saved: "Saved 18:04".
    pub saved: Option<String>,
    /// The fields, in order.
    pub fields: Vec<Field>,
    /// What is wrong with the record as a whole; problems at a field stand with the field.
    pub problems: Vec<String>,
    /// Values carried along unseen, such as the revision that the form was made from.
    pub hidden: Vec<(String, String)>,
    /// The verb on the button, such as "Record contact".
    pub submit: String,
    /// Where "Cancel" leads; a draft stays.
    pub cancel: String,
}

impl FormPage {
    /// Whether anything is wrong, so that the summary stands at the top.
    pub fn has_problems(&self) -> bool {
        !self.problems.is_empty() || self.fields.iter().any(|field| field.error.is_some())
    }

    /// Whether a button stands before the one that saves: the enter key in a line of text must press the latter all the same.
    pub fn finds_people(&self) -> bool {
        self.fields.iter().any(|field| matches!(field.control, Control::People(_)))
    }
}

/// One field of a form.
#[derive(Debug, Clone)]
pub struct Field {
    /// The name under which it is posted.
    pub name: String,
    /// The label, above the control.
    pub label: String,
    /// A hint, where it changes the answer.
    pub hint: Option<String>,
    /// What is wrong, in words that say how to put it right.
    pub error: Option<String>,
    /// Whether the record can be saved without it: the label then says so.
    pub optional: bool,
    /// A heading above the field, where a new part of the form begins.
    pub part: Option<String>,
    /// What is typed or chosen.
    pub control: Control,
}

impl Field {
    /// The id of what the error summary leads to: the first box or choice.
    pub fn first_id(&self) -> String {
        match &self.control {
            Control::Date(_) | Control::Moment(..) => format!("{}-day", self.name),
            Control::People(people) if people.choices.is_empty() => format!("{}-find", self.name),
            Control::Radios(_) | Control::Checkboxes(_) | Control::People(_) => format!("{}-1", self.name),
            _ => self.name.clone(),
        }
    }

    /// The ids that describe the control, for `aria-describedby`; empty where there is neither hint nor error.
    pub fn described_by(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.name));
        [hint, error].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// What is typed or chosen.
#[derive(Debug, Clone)]
pub enum Control {
    /// One line.
    Text(TextBox),
    /// Paragraphs: what the box holds and how many rows it shows.
    Narrative(String, u8),
    /// A date in three boxes, for dates that are remembered.
    Date(DateParts),
    /// A date in three boxes, and a time such as `14:30`.
    Moment(DateParts, String),
    /// A long list of which one is chosen; the first may have no value and say "Choose" or "Not recorded".
    Select(Vec<Choice>),
    /// A short list of which one is chosen.
    Radios(Vec<Choice>),
    /// A list of which several are chosen.
    Checkboxes(Vec<Choice>),
    /// People who have files here: those whom the file knows, and a way to find another.
    People(PeopleBox),
}

/// People to choose from. The button that finds another sends the form with `act` as `find:` and the name of the field; the
/// draft is kept, and whoever is chosen there stands in it.
#[derive(Debug, Clone, Default)]
pub struct PeopleBox {
    /// Those whom the file knows and those who are chosen already.
    pub choices: Vec<Choice>,
    /// Whether several may be chosen.
    pub several: bool,
}

/// One line of text.
#[derive(Debug, Clone, Default)]
pub struct TextBox {
    /// What it holds.
    pub value: String,
    /// How wide it is, as wide as the answer: 2, 3, 4, 5, 10, 20 or 30 characters; 0 for the whole measure.
    pub width: u8,
    /// The keyboard that a telephone offers: `numeric`, `tel`, `email`; empty for letters.
    pub keyboard: &'static str,
    /// What a browser may fill in of the worker's own accord; `off` for everything about a child.
    pub autocomplete: &'static str,
}

/// A date as it was typed, a part a box.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DateParts {
    /// The day.
    pub day: String,
    /// The month.
    pub month: String,
    /// The year.
    pub year: String,
}

impl DateParts {
    /// The parts of `2026-11-25`, or of whatever was typed with spaces or strokes between; an unknown part, `zz`, is empty.
    pub fn from_typed(text: &str) -> Self {
        let known = |part: &str| if part.chars().all(|c| c == 'z') { String::new() } else { part.to_owned() };
        let parts: Vec<&str> = text.split([' ', '/', '.', '-']).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [year, month, day] if year.len() == 4 => {
                let short = |part: &str| known(part.strip_prefix('0').unwrap_or(part));
                Self { day: short(day), month: short(month), year: known(year) }
            }
            [day, month, year] => Self { day: known(day), month: known(month), year: known(year) },
            [day, month] => Self { day: known(day), month: known(month), year: String::new() },
            [day] => Self { day: known(day), ..Self::default() },
            _ => Self::default(),
        }
    }

    /// The date as one text, `25 11 2026`; a missing part is a question mark so that it is not read as another. Empty
    /// where all three are.
    pub fn typed(&self) -> String {
        let parts = [&self.day, &self.month, &self.year].map(|part| part.trim());
        if parts.iter().all(|part| part.is_empty()) {
            return String::new();
        }
        parts.map(|part| if part.is_empty() { "?" } else { part }).join(" ")
    }
}

/// One of the values that may be chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choice {
    /// A value that is not chosen.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), chosen: false }
    }

    /// The same, chosen when `chosen`.
    #[must_use]
    pub fn chosen_if(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }
}

/// Whether choices are so few and so short that they stand beside one another.
pub fn stand_in_a_row(choices: &[Choice]) -> bool {
    choices.len() <= 3 && choices.iter().all(|choice| choice.label.chars().count() <= 12)
}

/// What a form sent, with the parts of dates and moments put together and repeated names gathered, one text a field.
///
/// Holds what people typed about children: it has no `Debug`.
#[derive(Clone, Default)]
pub struct Posted(Vec<(String, String)>);

impl Posted {
    /// Takes the pairs of `application/x-www-form-urlencoded`, in their order.
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The text of the field: a moment as `25 11 2026 14:30`, a date as `25 11 2026`, several choices one a line. Empty
    /// where nothing was sent.
    pub fn text(&self, name: &str) -> String {
        let whole: Vec<&str> = self.all(name).filter(|value| !value.trim().is_empty()).collect();
        if !whole.is_empty() {
            return whole.join("\n");
        }
        let parts = self.date(name);
        let time = self.one(&format!("{name}-time"));
        match (parts.typed(), time.trim()) {
            (date, "") => date,
            (date, time) if date.is_empty() => format!("? ? ? {time}"),
            (date, time) => format!("{date} {time}"),
        }
    }

    /// The three boxes of a date, as typed.
    pub fn date(&self, name: &str) -> DateParts {
        let part = |end: &str| self.one(&format!("{name}-{end}")).to_owned();
        DateParts { day: part("day"), month: part("month"), year: part("year") }
    }

    /// Exactly what was sent under `name`, the first of several; empty where nothing was.
    pub fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(sent, _)| sent == name).map_or("", |(_, value)| value.as_str())
    }

    /// Everything that was sent under `name`.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(sent, _)| sent == name).map(|(_, value)| value.as_str())
    }

    /// The pairs as they were sent.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}
