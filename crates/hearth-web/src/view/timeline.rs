//! The timeline of a file.

use askama::Template;

use super::{Frame, Tag, file::Identity, form::Choice, picture::Picture};

/// Everything recorded, in order of when it happened.
#[derive(Debug, Clone, Template)]
#[template(path = "file/timeline.html")]
pub struct TimelinePage {
    /// What every page has.
    pub frame: Frame,
    /// The header.
    pub identity: Identity,
    /// What is shown, and what may be chosen.
    pub filter: Filter,
    /// The whole file at a glance.
    pub strip: Option<Picture>,
    /// How much is shown: "Showing 1 to 50 of 112".
    pub count: String,
    /// The rows, in the order asked for.
    pub rows: Vec<TimelineRow>,
    /// Other pages.
    pub pages: Option<Pages>,
    /// What exists and this reader may not see, with whom to ask.
    pub closed: Vec<String>,
}

/// The form beside the timeline. Everything is sent by GET, so that what is shown can be cited: `kind`, `service` (both may
/// be repeated), `from`, `to`, `order` (`new` or `old`), `known`; dates as `2026-11-20`.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Where the form goes: the timeline's own address.
    pub action: String,
    /// Kinds of record.
    pub kinds: Vec<Choice>,
    /// Services.
    pub services: Vec<Choice>,
    /// The earliest day, `2026-11-20` or empty.
    pub from: String,
    /// The latest day, `2026-11-20` or empty.
    pub to: String,
    /// Whether the oldest stands first.
    pub oldest_first: bool,
    /// The day at whose end the file is shown as it was known, `2026-11-20` or empty.
    pub known: String,
    /// The latest day that can be asked for: today.
    pub today: String,
    /// What is wrong with the dates.
    pub problem: Option<String>,
    /// Whether anything is filtered, so that "Clear" is offered.
    pub active: bool,
}

/// A row of the timeline.
#[derive(Debug, Clone)]
pub enum TimelineRow {
    /// A year begins.
    Year(String),
    /// Something happened.
    Entry(Entry),
    /// Nothing is recorded for so long, in words.
    Gap(String),
}

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The day in words, such as "20 November 2026".
    pub date: String,
    /// The day for machines, `2026-11-20`; empty where it is not exact.
    pub machine: String,
    /// The child's age then, such as "age 7"; `None` before birth.
    pub age: Option<String>,
    /// What happened.
    pub title: String,
    /// The record, where it may be opened.
    pub href: Option<String>,
    /// The kind of record, such as "Placement".
    pub kind: String,
    /// One line of what the record says.
    pub detail: Option<String>,
    /// Who wrote it and when.
    pub by: Option<String>,
    /// Corrected, imported, late.
    pub marks: Vec<Tag>,
    /// Whether it turns a child's way: a plan, an order, a move.
    pub weighty: bool,
}

/// Where this page stands among others.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// Which page this is: "Page 2 of 5".
    pub here: String,
}
