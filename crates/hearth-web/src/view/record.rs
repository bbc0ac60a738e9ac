//! Records of a file: all of them by kind, and one with everything ever written on it.

use askama::Template;

use super::{Frame, Link, Tag, file::Identity};

/// The records of a file, a kind at a time.
#[derive(Debug, Clone, Template)]
#[template(path = "file/records.html")]
pub struct RecordsPage {
    /// What every page has.
    pub frame: Frame,
    /// The header.
    pub identity: Identity,
    /// The services, each with its kinds.
    pub services: Vec<ServiceRecords>,
    /// Sections that exist and that this reader may not open, with whom to ask.
    pub closed: Vec<String>,
}

impl RecordsPage {
    /// Whether a service has no record.
    fn is_blank(service: &ServiceRecords) -> bool {
        service.kinds.is_empty()
    }

    /// The services without a record, in words; `None` where each has one, and where none has.
    pub fn blank(&self) -> Option<String> {
        let blank: Vec<&str> =
            self.services.iter().filter(|of| Self::is_blank(of)).map(|of| of.title.as_str()).collect();
        let (last, rest) = blank.split_last()?;
        match rest {
            _ if blank.len() == self.services.len() => None,
            [] => Some(format!("“{last}”")),
            rest => Some(format!("“{}” or “{last}”", rest.join("”, “"))),
        }
    }
}

/// The records of one service.
#[derive(Debug, Clone)]
pub struct ServiceRecords {
    /// The service's name.
    pub title: String,
    /// The part of the address within the page, such as `looked-after`.
    pub anchor: String,
    /// Its kinds that have a record.
    pub kinds: Vec<KindRecords>,
    /// What may be added here.
    pub add: Vec<Link>,
}

/// The records of one kind, the newest first.
#[derive(Debug, Clone)]
pub struct KindRecords {
    /// The kind's name.
    pub title: String,
    /// The newest records.
    pub rows: Vec<RecordRow>,
    /// The older ones, folded away until somebody asks for them.
    pub older: Vec<RecordRow>,
}

/// One record in a list.
#[derive(Debug, Clone)]
pub struct RecordRow {
    /// When it was true, in words.
    pub when: String,
    /// One line of what it says, leading to the record.
    pub record: Link,
    /// Who wrote it last and when.
    pub by: String,
    /// Corrected, withdrawn, imported.
    pub marks: Vec<Tag>,
}

/// What can be added to a file.
#[derive(Debug, Clone, Template)]
#[template(path = "file/choose.html")]
pub struct ChoosePage {
    /// What every page has.
    pub frame: Frame,
    /// The header.
    pub identity: Identity,
    /// What this reader's team writes most often.
    pub often: Vec<Link>,
    /// The services, each with what can be added.
    pub services: Vec<ServiceChoices>,
}

/// What can be added of one service.
#[derive(Debug, Clone)]
pub struct ServiceChoices {
    /// The service's name.
    pub title: String,
    /// The part of the address within the page, such as `looked-after`.
    pub anchor: String,
    /// The forms, one a kind.
    pub kinds: Vec<Link>,
}

/// One record, and every version of it.
#[derive(Debug, Clone, Template)]
#[template(path = "file/record.html")]
pub struct RecordPage {
    /// What every page has.
    pub frame: Frame,
    /// The header of the file.
    pub identity: Identity,
    /// What kind of record it is.
    pub kind: String,
    /// What it says in one line.
    pub title: String,
    /// Corrected, withdrawn, imported.
    pub marks: Vec<Tag>,
    /// Where it came from: "Written by J. Ali on 3 May 2026" or "Imported from SSDA903 2027".
    pub source: String,
    /// What is unusual in it, for a person to look at.
    pub doubts: Vec<String>,
    /// The fields that say something.
    pub fields: Vec<FieldRow>,
    /// What follows from other records and belongs beside it.
    pub follows: Vec<Follows>,
    /// Where it can be corrected, when this reader may.
    pub correct: Option<Link>,
    /// Where it can be withdrawn as written in error, when this reader may.
    pub withdraw: Option<String>,
    /// Every version, the newest first.
    pub versions: Vec<VersionRow>,
    /// What stands around it.
    pub after: After,
}

/// A table of what follows from other records, such as how the outcomes of a plan stand.
#[derive(Debug, Clone)]
pub struct Follows {
    /// The caption.
    pub title: String,
    /// The heads of the columns.
    pub heads: Vec<String>,
    /// The rows, each with as many cells as there are heads; the first of each names the row.
    pub rows: Vec<Vec<Cell>>,
    /// What must be known to read it.
    pub note: Option<String>,
}

/// A cell of such a table.
#[derive(Debug, Clone)]
pub enum Cell {
    /// A few words.
    Words(String),
    /// How something stands.
    Tag(Tag),
    /// Another record.
    Link(Link),
}

/// What stands around a record beside what it says.
#[derive(Debug, Clone, Default)]
pub struct After {
    /// The id of the record, for the form that prints it.
    pub id: String,
    /// What was just done; empty where nothing was.
    pub notice: String,
    /// What may come next, after it was written.
    pub next: Vec<Link>,
    /// The page on which it is worked with, where there is one.
    pub worked_on: Option<Link>,
    /// The same record in the files of others.
    pub beside: Vec<Link>,
    /// Where its last correction is made in those too.
    pub alike: Option<String>,
    /// Where what it keeps back is asked for.
    pub reveal: Option<String>,
    /// Where what it keeps back is corrected.
    pub correct_kept: Option<String>,
    /// Whether it shows, this once, what it keeps back.
    pub revealed: bool,
    /// Where what it says is corrected, where its button leads to what it waits for.
    pub whole: Option<String>,
    /// Where it is moved to the right file.
    pub move_to: Option<String>,
    /// Where it is printed.
    pub print: Option<String>,
    /// Whether it is shown to be printed.
    pub printing: bool,
}

/// One field of a record as it is read.
#[derive(Debug, Clone)]
pub struct FieldRow {
    /// The label.
    pub label: String,
    /// What it says.
    pub value: FieldText,
    /// Whose data it is when it is not the child's: "about another person", "about a worker".
    pub of: Option<String>,
}

/// What a field says.
#[derive(Debug, Clone)]
pub enum FieldText {
    /// A few words.
    Words(String),
    /// Paragraphs.
    Narrative(String),
    /// Several values.
    List(Vec<String>),
    /// A link to another record.
    Link(Link),
    /// People, each linked where the reader may open their file.
    People(Vec<Somebody>),
    /// Closed to this reader, with whom to ask.
    Closed(String),
    /// Kept back until somebody asks for it, with how.
    Kept(String),
}

/// Somebody whom a record names.
#[derive(Debug, Clone)]
pub struct Somebody {
    /// The name, or that the person is not shown.
    pub name: String,
    /// Their file, where this reader may open it.
    pub href: Option<String>,
}

/// One version of a record.
#[derive(Debug, Clone)]
pub struct VersionRow {
    /// The number, from 1.
    pub number: u32,
    /// When it was written, in words.
    pub at: String,
    /// Who wrote it, with the role.
    pub by: String,
    /// Why it was corrected; `None` for the first.
    pub reason: Option<String>,
    /// Whether it is the one in force.
    pub current: bool,
    /// What it changed.
    pub changes: Vec<ChangeRow>,
    /// The file as it was known then.
    pub known: Option<String>,
}

/// What one version changed in one field.
#[derive(Debug, Clone)]
pub struct ChangeRow {
    /// The label of the field.
    pub label: String,
    /// What it said before; empty where it said nothing.
    pub was: String,
    /// What it says now; empty where it was taken away.
    pub now: String,
}
