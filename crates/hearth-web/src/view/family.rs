//! A family and its network: who lives here, whose responsibility, who must keep away, and a picture with the same in words.

use askama::Template;

use super::{Frame, Link, Tag, file::Identity, picture::Svg};

/// The family and the network of a person on a day.
#[derive(Debug, Clone, Template)]
#[template(path = "file/family.html")]
pub struct FamilyPage {
    /// What every page has.
    pub frame: Frame,
    /// The header.
    pub identity: Identity,
    /// The day that is shown, as a date field takes it; empty where that is today.
    pub on: String,
    /// The same in words: "On 3 March 2021"; `None` today.
    pub on_words: Option<String>,
    /// Today, as a date field takes it.
    pub today: String,
    /// The past moment that goes along when the day is changed.
    pub known: Option<String>,
    /// What is wrong with the day that was asked for.
    pub problem: Option<String>,
    /// The address of this page.
    pub action: String,
    /// What may be added here.
    pub add: Vec<Link>,
    /// The same page of each brother and sister whose file this reader may open.
    pub siblings: Vec<Sibling>,
    /// Who must not have contact with whom, each as a sentence, with the record that says so.
    pub barred: Vec<Barred>,
    /// Where the person lives, in words.
    pub home: Option<Said>,
    /// The page of everybody at the same address.
    pub together: Link,
    /// The picture.
    pub genogram: Option<Genogram>,
    /// Groups such as "Lives with", "Parents", "Brothers and sisters", "Professionals", each in its order.
    pub groups: Vec<FamilyGroup>,
    /// What was and is over.
    pub history: Vec<Relative>,
    /// Sections that exist and that this reader may not open, with whom to ask.
    pub closed: Vec<String>,
}

/// The way to the same page of a brother or sister.
#[derive(Debug, Clone)]
pub struct Sibling {
    /// The name, leading to the family page of their file.
    pub link: Link,
    /// The age in words.
    pub age: Option<String>,
    /// How they stand.
    pub standing: Vec<Tag>,
}

/// Two people who must not have contact.
#[derive(Debug, Clone)]
pub struct Barred {
    /// Who must not have contact with whom: "Ryan Thirlby must not have contact with Theo".
    pub who: String,
    /// Why, in the words of the record; empty where nothing is written.
    pub why: String,
    /// Where it comes from.
    pub source: Source,
}

/// Where a line comes from: who said it, who wrote it and when.
#[derive(Debug, Clone)]
pub struct Source {
    /// In words: "the birth certificate, written by Priya Nair on 3 May 2026".
    pub words: String,
    /// The record, where this reader may open it.
    pub href: Option<String>,
}

/// Something that a record says, in a line.
#[derive(Debug, Clone)]
pub struct Said {
    /// What.
    pub words: String,
    /// Where it comes from.
    pub source: Option<Source>,
}

/// A picture of a family, with the same in words.
#[derive(Debug, Clone)]
pub struct Genogram {
    /// The drawing.
    pub svg: Svg,
    /// What it shows, in a sentence.
    pub name: String,
    /// What the shapes and lines mean, as far as they occur.
    pub key: Vec<String>,
    /// The same in words.
    pub twin: Vec<Twin>,
    /// Who belongs to the family and is not in the picture, with why.
    pub left_out: Option<String>,
}

/// A line of the picture in words, with the lines under it.
#[derive(Debug, Clone, Default)]
pub struct Twin {
    /// The line.
    pub words: String,
    /// What hangs under it.
    pub under: Vec<Twin>,
}

/// People who belong together on the page.
#[derive(Debug, Clone)]
pub struct FamilyGroup {
    /// The heading.
    pub title: String,
    /// The people.
    pub people: Vec<Relative>,
    /// What will appear here and how to start, where nobody is recorded.
    pub empty: String,
}

/// One person of the family or the network.
#[derive(Debug, Clone)]
pub struct Relative {
    /// The name.
    pub name: String,
    /// The file, where this reader may open it.
    pub href: Option<String>,
    /// How the person is related.
    pub relation: String,
    /// The age, or when they are due or died.
    pub age: Option<String>,
    /// Parental responsibility, no contact, how they stand.
    pub marks: Vec<Tag>,
    /// Since when, where they live, by what responsibility is held.
    pub details: Vec<String>,
    /// Where they are rung at work, as people write a number.
    pub phone: Option<String>,
    /// Where it comes from.
    pub source: Option<Source>,
}

/// Everybody at the address of a person, or in a group with them, side by side.
#[derive(Debug, Clone, Template)]
#[template(path = "file/household.html")]
pub struct HouseholdPage {
    /// What every page has.
    pub frame: Frame,
    /// The header.
    pub identity: Identity,
    /// The people, whose file it is first.
    pub rows: Vec<Housemate>,
    /// Where a note for several of them is begun; `None` where this reader may not record.
    pub note: Option<String>,
}

/// Somebody at the address.
#[derive(Debug, Clone)]
pub struct Housemate {
    /// The name, leading to the file.
    pub link: Link,
    /// The age in words.
    pub age: String,
    /// What they are to the person of the file, where it says so.
    pub relation: String,
    /// How they stand.
    pub standing: Vec<Tag>,
    /// Why they are here: the same address, the same household.
    pub because: String,
}
