//! Finding a person.

use askama::Template;

use super::{Frame, Link, Tag, file::Identity};

/// The search and what it found. Posts `q`, `born` and `other` to `/find`, so that no name travels in an address.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/find.html")]
pub struct FindPage {
    /// What every page has.
    pub frame: Frame,
    /// What was asked.
    pub asked: Asked,
    /// What was found; `None` before anything was asked.
    pub found: Option<Found>,
    /// What may be started where nobody was found, such as recording a contact.
    pub instead: Vec<Link>,
}

/// What was typed into the search, as typed.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Names, in any order.
    pub q: String,
    /// A date of birth as typed.
    pub born: String,
    /// A postcode, telephone number or identifier.
    pub other: String,
    /// What is wrong with the date or the search as a whole.
    pub problem: Option<String>,
}

/// What a search found.
#[derive(Debug, Clone)]
pub struct Found {
    /// How many, in words: "3 people, the likeliest first".
    pub count: String,
    /// The people, the likeliest first.
    pub people: Vec<FoundPerson>,
    /// Whether there were more than are shown, in words that say what to add to the search.
    pub more: Option<String>,
}

impl Found {
    /// Whether it is known of anybody where they live, so that the list has a column for it.
    pub fn shows_places(&self) -> bool {
        self.people.iter().any(|person| !person.lives.is_empty())
    }
}

/// One person found.
#[derive(Debug, Clone)]
pub struct FoundPerson {
    /// The name.
    pub name: String,
    /// Who it is: what a page that chooses somebody posts as `person`.
    pub person: String,
    /// The file; `None` where this reader may know of the person but not open the file.
    pub href: Option<String>,
    /// The reference of the file.
    pub reference: String,
    /// Born, and the age, in words.
    pub born: String,
    /// Where the person lives, in a few words.
    pub lives: String,
    /// How the person stands.
    pub standing: Vec<Tag>,
    /// Why this person was found: "same date of birth", "sounds like Okell".
    pub why: Vec<String>,
}

/// Finding somebody for a field of a form that is being written. Posts `q`, `born` and `other` to find, `person` to choose.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/choose_person.html")]
pub struct ChoosePersonPage {
    /// What every page has.
    pub frame: Frame,
    /// The header of the file whose form it is.
    pub identity: Identity,
    /// The label of the field.
    pub field: String,
    /// Where it posts: this page.
    pub action: String,
    /// What was asked.
    pub asked: Asked,
    /// Who was found; `None` before anything was asked.
    pub found: Option<Found>,
    /// The address of the form.
    pub form: String,
    /// Whether the form has a place for the name of somebody who has no file.
    pub by_name: bool,
}
