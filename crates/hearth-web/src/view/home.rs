//! The first screen of the day.

use askama::Template;

use super::{Frame, Link, Tag};

/// What a worker sees after signing in.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/home.html")]
pub struct HomePage {
    /// What every page has.
    pub frame: Frame,
    /// The heading, such as "Good morning, Priya".
    pub greeting: String,
    /// The day in words, such as "Sunday 22 November 2026".
    pub day: String,
    /// What needs this person, the most urgent first; where there is nothing, nothing is said of it.
    pub needs: Vec<Prompt>,
    /// The children allocated to this person, a household at a time.
    pub households: Vec<Household>,
    /// The size of the caseload in words, such as "14 children in 9 families".
    pub caseload: Option<String>,
    /// What this person may start from here, such as recording a contact.
    pub start: Vec<Link>,
    /// Files opened lately.
    pub recent: Vec<Recent>,
    /// Forms begun and not finished.
    pub drafts: Vec<Draft>,
}

impl HomePage {
    /// Whether anything stands beside the list.
    pub fn aside(&self) -> bool {
        !self.drafts.is_empty() || !self.recent.is_empty()
    }

    /// Whether anything is planned for any child, so that the list has a column for it.
    pub fn plans(&self) -> bool {
        self.households.iter().flat_map(|household| &household.children).any(|row| row.next.is_some())
    }
}

/// One thing that needs somebody.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// The clock first: "16 days late", "due Thursday 26 November".
    pub when: String,
    /// Whether the time has passed.
    pub late: bool,
    /// What is to be done.
    pub what: Link,
    /// Why, and for whom, in a few words.
    pub why: Option<String>,
}

/// Children who belong together in a list.
#[derive(Debug, Clone)]
pub struct Household {
    /// How the list names them, such as "Lewin, Crosby".
    pub name: String,
    /// The children.
    pub children: Vec<ChildRow>,
}

/// One child in a list.
#[derive(Debug, Clone)]
pub struct ChildRow {
    /// The name, leading to the file.
    pub child: Link,
    /// The age in words.
    pub age: String,
    /// How the child stands.
    pub standing: Vec<Tag>,
    /// The latest that is recorded, in words: "Visit, on Thursday"; `None` where nothing is.
    pub latest: Option<String>,
    /// What comes next, in words.
    pub next: Option<String>,
    /// Whether what comes next is late.
    pub late: bool,
}

/// A file opened lately.
#[derive(Debug, Clone)]
pub struct Recent {
    /// The name, leading to the file.
    pub child: Link,
    /// When, in words.
    pub when: String,
}

/// A form begun and not finished.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What it is, leading to the form.
    pub form: Link,
    /// Whose file, where it is known.
    pub about: Option<String>,
    /// When it was last saved, in words.
    pub saved: String,
}
