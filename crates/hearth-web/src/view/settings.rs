//! The council's registers, and its notice line by line, as the officers who answer for them see them.

use askama::Template;

use super::{Frame, Link, Tag, frame::Row};

/// A register: a card an entry.
#[derive(Debug, Clone, Template)]
#[template(path = "settings/register.html")]
pub struct RegisterPage {
    /// What every page has.
    pub frame: Frame,
    /// The heading.
    pub heading: String,
    /// What it is, in a sentence or two.
    pub intro: String,
    /// What can be done.
    pub actions: Vec<Link>,
    /// What an answer above the entries says, where there is one: "No."
    pub answer: Option<String>,
    /// The entries.
    pub cards: Vec<Card>,
}

/// An entry of a register.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its name.
    pub heading: String,
    /// Short words on how it stands.
    pub tags: Vec<Tag>,
    /// What it says.
    pub rows: Vec<Row>,
    /// What can be done with it.
    pub links: Vec<Link>,
}

impl Card {
    /// An entry of this name.
    pub fn new(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), tags: Vec::new(), rows: Vec::new(), links: Vec::new() }
    }

    /// The same with a row, where there is anything to say.
    #[must_use]
    pub fn says(mut self, label: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.rows.push(Row::new(label, value));
        }
        self
    }
}

/// The notice, line by line beside what keeps it.
#[derive(Debug, Clone, Template)]
#[template(path = "settings/notice.html")]
pub struct NoticeDeskPage {
    /// What every page has.
    pub frame: Frame,
    /// What is wrong with what was sent.
    pub problem: Option<String>,
    /// Which text people read today, in words.
    pub in_force: String,
    /// Where people read it.
    pub public: Link,
    /// What does not hold up.
    pub warnings: Vec<Warned>,
    /// The draft, section by section.
    pub sections: Vec<DraftSection>,
    /// How many lines are kept by a control that a test proves, and how many there are.
    pub kept: (usize, usize),
    /// The form that approves the draft; none for whoever does not approve notices.
    pub approve: Option<ApproveForm>,
    /// The versions, the newest first.
    pub versions: Vec<VersionRow>,
}

/// Something that does not hold up.
#[derive(Debug, Clone)]
pub struct Warned {
    /// The point that it belongs to.
    pub point: &'static str,
    /// What is the matter and what to do.
    pub words: String,
}

/// A section of the draft.
#[derive(Debug, Clone)]
pub struct DraftSection {
    /// Its heading.
    pub heading: String,
    /// Its lines.
    pub lines: Vec<DraftLine>,
}

/// A line of the draft.
#[derive(Debug, Clone)]
pub struct DraftLine {
    /// What it says.
    pub text: String,
    /// Whether it is an item of a list.
    pub item: bool,
    /// What keeps it.
    pub controls: Vec<ControlRow>,
    /// Where to see that.
    pub see: Option<Link>,
    /// Whether it is kept by what keeps the line above.
    pub as_above: bool,
}

/// What keeps a line.
#[derive(Debug, Clone)]
pub struct ControlRow {
    /// The number of the promise, after which its tests are named.
    pub number: &'static str,
    /// What keeps it, or that nothing does yet.
    pub words: &'static str,
    /// Whether anything does.
    pub kept: bool,
}

/// The form that approves the draft as it is shown.
#[derive(Debug, Clone)]
pub struct ApproveForm {
    /// The fingerprint of the draft.
    pub fingerprint: String,
    /// The day, the month and the year of today.
    pub today: (String, String, String),
}

/// A version of the notice.
#[derive(Debug, Clone)]
pub struct VersionRow {
    /// Its number.
    pub number: u16,
    /// "Version 2, the council’s own wording".
    pub name: String,
    /// How it stands: "Draft", "In force from 1 December 2026, approved by Ruth Amadi".
    pub stands: String,
    /// Where it can be read.
    pub read: Option<String>,
    /// Whether it is a draft that can be approved by whoever looks.
    pub approve: bool,
    /// Its text, where it is a draft.
    pub text: Option<String>,
}
