//! The end of files: what is due, batches, one file of a batch, certificates, holds, and who asks afterwards.

use askama::Template;

use super::{
    Frame, Link, Tag,
    form::{Field, FormPage},
};

/// The desk of whoever keeps the schedule.
#[derive(Debug, Clone, Template)]
#[template(path = "retention/desk.html")]
pub struct DeskPage {
    /// What every page has.
    pub frame: Frame,
    /// Why something could not be done.
    pub problem: Option<String>,
    /// What was just done.
    pub done: Option<String>,
    /// Whether the council has supplied its schedule.
    pub supplied: bool,
    /// Where the schedule stands.
    pub source: String,
    /// How many files are due, in words.
    pub counted: String,
    /// The files that are due.
    pub due: Vec<DueRow>,
    /// How many more there are than are shown, in words.
    pub more: Option<String>,
    /// Those that something keeps.
    pub kept: Vec<DueRow>,
    /// Whether whoever looks may propose a batch.
    pub may_propose: bool,
    /// The batches that go on.
    pub batches: Vec<BatchRow>,
    /// Those that have come to their end.
    pub ended: Vec<BatchRow>,
    /// The open holds.
    pub holds: Vec<HoldRow>,
    /// Where to ask after what was destroyed; none for whoever does not answer such questions.
    pub ask: Option<Link>,
}

/// A file whose day has come.
#[derive(Debug, Clone)]
pub struct DueRow {
    /// Whose.
    pub name: String,
    /// Born, in words.
    pub born: String,
    /// The class.
    pub class: String,
    /// Until when it was kept, in words.
    pub until: String,
    /// The page that says why until then.
    pub why: String,
    /// What speaks against its end.
    pub against: Vec<String>,
}

/// A batch in a list.
#[derive(Debug, Clone)]
pub struct BatchRow {
    /// Where it stands.
    pub link: Link,
    /// How far it is.
    pub state: Tag,
    /// That in words, with the days that are left.
    pub says: String,
    /// How many files, in words.
    pub files: String,
}

/// A hold in a list.
#[derive(Debug, Clone)]
pub struct HoldRow {
    /// Where it stands.
    pub link: Link,
    /// What waits.
    pub tags: Vec<Tag>,
    /// What it covers.
    pub scope: String,
    /// When it is looked at again, in words.
    pub review: String,
}

/// A batch with its files.
#[derive(Debug, Clone, Template)]
#[template(path = "retention/batch.html")]
pub struct BatchPage {
    /// What every page has.
    pub frame: Frame,
    /// Why something could not be done.
    pub problem: Option<String>,
    /// What was just done.
    pub done: Option<String>,
    /// Its address.
    pub here: String,
    /// What it is called.
    pub heading: String,
    /// How far it is.
    pub state: Tag,
    /// That in words.
    pub says: String,
    /// What was done with it, in order: what, by whom and when.
    pub steps: Vec<String>,
    /// A warning that so many files are due.
    pub alarm: bool,
    /// How the days of rest run down: how many of 28 are over; none while it does not rest.
    pub rest: Option<Rest>,
    /// Its files.
    pub items: Vec<ItemRow>,
    /// What may be done with it now.
    pub acts: Vec<BatchAct>,
    /// Whether it may be stopped.
    pub may_stop: bool,
}

/// The days of rest of a batch.
#[derive(Debug, Clone)]
pub struct Rest {
    /// In words: "rests 12 more days, until Friday 18 December 2026".
    pub words: String,
    /// How much of the bar is full, of 280.
    pub full: i32,
}

/// One file of a batch.
#[derive(Debug, Clone)]
pub struct ItemRow {
    /// Whose; that it is destroyed where it is.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Born, in words.
    pub born: String,
    /// The day on which its time was over.
    pub until: String,
    /// What speaks against its end.
    pub against: Vec<String>,
    /// What was decided.
    pub decision: Tag,
    /// Why.
    pub because: String,
    /// Why it was passed over.
    pub passed_over: Option<String>,
    /// Whether chance chose it for the data protection officer.
    pub sampled: bool,
    /// Its certificate.
    pub certificate: Option<String>,
}

/// Something that may be done with a batch.
#[derive(Debug, Clone)]
pub struct BatchAct {
    /// What is posted as `act`.
    pub act: &'static str,
    /// The words on the button.
    pub button: &'static str,
    /// What it means.
    pub means: String,
    /// Whether it cannot be undone.
    pub grave: bool,
}

/// One file of a batch, to be decided on.
#[derive(Debug, Clone, Template)]
#[template(path = "retention/review.html")]
pub struct ReviewPage {
    /// What every page has.
    pub frame: Frame,
    /// Why something could not be done.
    pub problems: Vec<String>,
    /// What was just done.
    pub done: Option<String>,
    /// Its address.
    pub here: String,
    /// Whose.
    pub heading: String,
    /// Born, in words.
    pub born: String,
    /// Why its time has come: the period, and the sum.
    pub why: Vec<(String, String)>,
    /// That it has not, or not any more.
    pub not_due: bool,
    /// What speaks against its end.
    pub against: Vec<String>,
    /// What goes with it, in words.
    pub holds: String,
    /// What stays elsewhere because it was written into several files.
    pub shared: Option<String>,
    /// Relatives who have files here.
    pub relatives: Vec<String>,
    /// Copies outside the system.
    pub elsewhere: Vec<CopyRow>,
    /// Whether their end may be confirmed now.
    pub may_confirm: bool,
    /// What cannot be replaced and was not given back.
    pub unsettled: Vec<(String, String)>,
    /// Whether that it was given back may be written down here.
    pub may_give_back: bool,
    /// What was decided, in words; empty before.
    pub decided: Vec<String>,
    /// The form; empty where it is past its review.
    pub fields: Vec<Field>,
    /// The next file that nobody has decided on.
    pub next: Option<String>,
}

impl ReviewPage {
    /// Whether the summary stands at the top.
    pub fn has_problems(&self) -> bool {
        !self.problems.is_empty() || self.fields.iter().any(|field| field.error.is_some())
    }
}

/// A copy outside the system.
#[derive(Debug, Clone)]
pub struct CopyRow {
    /// The record that tells of it.
    pub record: String,
    /// On what.
    pub medium: String,
    /// What.
    pub title: String,
    /// Where, by whom it is kept, its number.
    pub place: String,
    /// That its end is confirmed.
    pub confirmed: Option<String>,
}

/// A certificate.
#[derive(Debug, Clone, Template)]
#[template(path = "retention/certificate.html")]
pub struct CertificatePage {
    /// What every page has.
    pub frame: Frame,
    /// Its lines: what, and the answer.
    pub rows: Vec<(&'static str, Vec<String>)>,
    /// Where the file with text and proof is.
    pub download: String,
}

/// The register of holds.
#[derive(Debug, Clone, Template)]
#[template(path = "retention/holds.html")]
pub struct HoldsPage {
    /// What every page has.
    pub frame: Frame,
    /// Those that are open.
    pub open: Vec<HoldRow>,
    /// Those that were closed.
    pub closed: Vec<HoldRow>,
    /// The form that opens one.
    pub form: FormPage,
}

/// One hold.
#[derive(Debug, Clone, Template)]
#[template(path = "retention/hold.html")]
pub struct HoldPage {
    /// What every page has.
    pub frame: Frame,
    /// Why something could not be done.
    pub problem: Option<String>,
    /// What was just done.
    pub done: Option<String>,
    /// Its address.
    pub here: String,
    /// Its name.
    pub heading: String,
    /// What waits.
    pub tags: Vec<Tag>,
    /// What it says, line by line.
    pub rows: Vec<(&'static str, String)>,
    /// What was done with it.
    pub steps: Vec<String>,
    /// Whether it is open.
    pub open: bool,
    /// The closing that waits: who proposed it and why.
    pub waits: Option<String>,
    /// What closing it would come to.
    pub comes_to: Option<String>,
    /// Whether whoever looks is the one who proposed it.
    pub own: bool,
}

/// Who asks after what was destroyed.
#[derive(Debug, Clone, Template)]
#[template(path = "retention/ask.html")]
pub struct AskPage {
    /// What every page has.
    pub frame: Frame,
    /// The form.
    pub fields: Vec<Field>,
    /// Whether somebody asked.
    pub asked: bool,
    /// What is known, a paragraph each; empty where nothing is.
    pub answers: Vec<(String, Option<Link>)>,
}

impl AskPage {
    /// Whether the summary stands at the top.
    pub fn has_problems(&self) -> bool {
        self.fields.iter().any(|field| field.error.is_some())
    }
}
