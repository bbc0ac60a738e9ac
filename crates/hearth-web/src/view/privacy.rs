//! The public notice of a council.

use askama::Template;

use super::{Frame, Link, frame::Row};

/// The notice of a council, for anybody to read.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/privacy.html")]
pub struct PrivacyPage {
    /// What every page has.
    pub frame: Frame,
    /// The name of the council.
    pub council: String,
    /// What it calls its children's service.
    pub service: String,
    /// The notice that is in force, or an earlier version that was asked for; none where none was approved here.
    pub notice: Option<Read>,
    /// The notice that the council published elsewhere, where none was approved here.
    pub elsewhere: Option<Link>,
    /// Whether it stands in large print.
    pub large: bool,
    /// Other forms of it.
    pub forms: Vec<Link>,
    /// Earlier versions.
    pub earlier: Vec<Link>,
    /// Where people write and ring, where no notice says it.
    pub contacts: Vec<Row>,
    /// What is sent to the department; empty beside an earlier version and the notice for children.
    pub sent: Vec<SentTo>,
}

/// A notice as people read it.
#[derive(Debug, Clone)]
pub struct Read {
    /// What it is called.
    pub title: String,
    /// "Version 2, in force from 1 December 2026, approved by Ruth Amadi".
    pub version: String,
    /// Its sections.
    pub sections: Vec<ReadSection>,
}

/// A section of it.
#[derive(Debug, Clone)]
pub struct ReadSection {
    /// Its heading; empty for what stands before the first.
    pub heading: String,
    /// Its blocks.
    pub blocks: Vec<ReadBlock>,
}

/// A paragraph, or a list.
#[derive(Debug, Clone)]
pub enum ReadBlock {
    /// A paragraph.
    Paragraph(String),
    /// A list.
    List(Vec<String>),
}

/// One return or feed.
#[derive(Debug, Clone)]
pub struct SentTo {
    /// What it is called.
    pub name: String,
    /// How often it is sent.
    pub often: &'static str,
    /// Who receives it.
    pub recipient: &'static str,
    /// What they do with it.
    pub purpose: &'static str,
    /// The powers under which it is sent.
    pub powers: &'static [String],
    /// Where the department says what it asks for.
    pub guidance: &'static str,
    /// What of this is not settled.
    pub to_be_confirmed: Option<&'static str>,
}
