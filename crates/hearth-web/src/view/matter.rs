//! A matter of a file that has acts of its own: agreements to share, a request by the police, proceedings, a transfer abroad. One page shape
//! for all of them: parts, each with lines, facts, links and at most one small form.

use askama::Template;

use super::{Frame, Link, Tag, file::Identity, form::Field, frame::Row};

/// The page of a matter.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/matter.html")]
pub struct MatterPage {
    /// What every page has.
    pub frame: Frame,
    /// The header of the file; `None` for those who clear a matter and open no file.
    pub identity: Option<Identity>,
    /// The heading.
    pub heading: String,
    /// How it stands.
    pub tag: Option<Tag>,
    /// What it is about, in a sentence or two.
    pub intro: Option<String>,
    /// What must be known before doing anything.
    pub warning: Option<String>,
    /// What is wrong as a whole, after a form that was not taken.
    pub problem: Option<String>,
    /// The parts, in order.
    pub parts: Vec<Part>,
}

/// A part of the page.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Its heading; none for the first.
    pub heading: Option<String>,
    /// Paragraphs.
    pub text: Vec<String>,
    /// Things in a list, each with how it stands.
    pub lines: Vec<Line>,
    /// Facts.
    pub rows: Vec<Row>,
    /// Facts that are folded away under a line.
    pub folded: Option<(String, Vec<Row>)>,
    /// Where to go from here; the first as a button.
    pub links: Vec<Link>,
    /// What can be done.
    pub form: Option<SmallForm>,
}

/// A thing in a list.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it is.
    pub title: Link,
    /// How it stands.
    pub tag: Tag,
    /// What more there is to say.
    pub text: String,
}

/// A form inside a part.
#[derive(Debug, Clone)]
pub struct SmallForm {
    /// Where it is posted.
    pub action: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The verb on the button.
    pub submit: String,
    /// Whether the act stops or refuses something.
    pub grave: bool,
}

impl MatterPage {
    /// Whether anything is wrong, so that the summary stands at the top.
    pub fn has_problems(&self) -> bool {
        self.problem.is_some() || self.fields().iter().any(|field| field.error.is_some())
    }

    /// Every field of the page.
    pub fn fields(&self) -> Vec<&Field> {
        self.parts.iter().filter_map(|part| part.form.as_ref()).flat_map(|form| &form.fields).collect()
    }

    /// What is wrong as a whole, for the summary.
    pub fn problems(&self) -> &[String] {
        self.problem.as_slice()
    }
}

impl Part {
    /// A part with a heading.
    pub fn of(heading: impl Into<String>) -> Self {
        Self { heading: Some(heading.into()), ..Self::default() }
    }

    /// Its id, by its place on the page.
    pub fn id(place: &usize) -> String {
        format!("part-{place}")
    }
}
