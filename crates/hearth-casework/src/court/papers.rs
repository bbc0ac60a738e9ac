//! Records of a file put together as papers with numbered pages and a list, for those outside who may have them.

use std::collections::BTreeMap;

use hearth_calendar::in_words;
use hearth_documents::{Block, Document as Paper, Print, typeface};
use hearth_record::{
    Held, Record,
    class::Whose as Of,
    ids::{PersonId, RecordId},
    recording::Document,
    value::ValueType,
    words,
};
use serde_json::Value as Json;

use super::apart::apart;
use crate::{
    Desk, Failure, FileView,
    access::{Colleague, colleagues},
    people::{self, Named, people_in},
    police,
    sharing::{Taint, Whose, enclosed::name, fingerprint, package},
};

/// What of a document says where and how its bytes are stored: the bytes go beside the papers.
const STORED: [&str; 4] = ["blob", "sha256", "media_type", "size"];

/// Papers as they are released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Papers {
    /// What they are called.
    pub title: String,
    /// What is in them, in order.
    pub index: Vec<Entry>,
    /// What was asked for and is not in them, with why.
    pub left_out: Vec<LeftOut>,
    /// How many pages they have; the first hold the list.
    pub pages: usize,
    /// As they are written.
    paper: Paper,
}

/// A line of the list, and what the papers tell of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The record.
    pub record: RecordId,
    /// What it is.
    pub title: String,
    /// The page on which it begins.
    pub page: usize,
    /// What it tells: each field and what it says.
    pub told: Vec<(String, String)>,
    /// The document that goes beside the papers.
    pub document: Option<Beside>,
}

/// A document that goes beside the papers as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The name under which it goes.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// A record that was chosen and is not in the papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The record.
    pub record: RecordId,
    /// What it is.
    pub title: String,
    /// Why it is not in them.
    pub why: String,
}

impl Papers {
    /// What they say, line by line: for comparing, not for reading.
    fn text(&self) -> String {
        let line = |(label, said): &(String, String)| format!("{label}: {said}");
        let entry = |entry: &Entry| {
            let told: Vec<String> = entry.told.iter().map(line).collect();
            format!("{}\n{}", entry.title, told.join("\n"))
        };
        let entries: Vec<String> = self.index.iter().map(entry).collect();
        format!("{}\n{}", self.title, entries.join("\n\u{c}\n"))
    }

    /// The SHA-256 of what they say, with that of each document, in hexadecimal.
    pub fn sha256(&self) -> String {
        fingerprint(self.text().as_bytes())
    }

    /// The records whose documents go beside them.
    pub fn documents(&self) -> Vec<RecordId> {
        self.index.iter().filter(|entry| entry.document.is_some()).map(|entry| entry.record).collect()
    }

    /// The papers as PDF.
    ///
    /// # Errors
    /// [`Failure::Wrong`] where they cannot be written.
    pub(crate) fn pdf(&self) -> Result<Vec<u8>, Failure> {
        package::written(&self.paper)
    }
}

/// Puts records of the file together. Where a person must not be found is kept out, and so is who asked not to be named, whoever reads; what
/// is set apart for a relative who withdrew, and what must not be told for the sake of an inquiry, is left out and listed to staff. Up to
/// four queries.
///
/// # Errors
/// What the store refuses.
pub async fn compose(desk: &Desk, view: &FileView, title: &str, items: &[RecordId]) -> Result<Papers, Failure> {
    put_together(desk, view, title, items, About::Everybody).await
}

/// The same for the person themselves, or for somebody who asks for them: without the fields that say who others are (Data Protection Act 2018
/// Schedule 2 paragraph 16), and without documents, in which nothing can be left out here. A text goes whole: whoever sends it has read it, and
/// leaves out a record whose text speaks of others. Up to four queries.
///
/// # Errors
/// What the store refuses.
pub async fn for_person(desk: &Desk, view: &FileView, title: &str, items: &[RecordId]) -> Result<Papers, Failure> {
    put_together(desk, view, title, items, About::ThePerson).await
}

/// About whom papers may speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Everybody,
    ThePerson,
}

async fn put_together(
    desk: &Desk,
    view: &FileView,
    title: &str,
    items: &[RecordId],
    about: About,
) -> Result<Papers, Failure> {
    let held: Vec<&Held> = items.iter().filter_map(|id| view.record(*id)).filter(|held| !held.withdrawn()).collect();
    let mentioned: Vec<PersonId> =
        held.iter().flat_map(|held| people_in(held.schema, &held.current().fields)).collect();
    let names = Names {
        people: people::named(desk, view, &mentioned).await?,
        workers: colleagues(desk).await?,
        documents: view
            .all::<Document>()
            .into_iter()
            .map(|(_, there)| (there.blob.to_string(), there.title.reveal().0.clone()))
            .collect(),
    };
    let apart = apart(&view.file);
    let hidden = police::hidden_from_family(&view.file);
    let taint = Taint::of(desk.instance(), &Whose::from(view), &view.file, view.today).await?;
    let (mut index, mut left_out) = (Vec::new(), Vec::new());
    for held in held {
        let (record, title) = (held.id, headed(held, &taint, about));
        let why = if let Some(apart) = apart.get(&record) {
            Some(format!("set apart: {} withdrew, and no lawyer has said that it may be disclosed", apart.name))
        } else if hidden.contains(&record) {
            Some("kept back while an inquiry could be prejudiced".to_owned())
        } else if about == About::ThePerson && held.schema.kind == Document::SCHEMA.kind {
            Some("a document: read it through, black out what is of others, and give it by hand".to_owned())
        } else {
            None
        };
        if let Some(why) = why {
            left_out.push(LeftOut { record, title, why });
            continue;
        }
        let beside = index.iter().filter(|entry: &&Entry| entry.document.is_some()).count() + 1;
        let document =
            Document::from_fields(&held.current().fields).ok().filter(|_| held.schema.kind == Document::SCHEMA.kind);
        let document = document.map(|of| Beside { name: name(beside, &of), sha256: of.sha256.reveal().0.clone() });
        let mut told = told(view, held, &names, &taint, about);
        told.extend(
            document
                .as_ref()
                .map(|of| ("Beside these papers".to_owned(), format!("{}\nSHA-256 {}", of.name, of.sha256))),
        );
        index.push(Entry { record, title, page: 0, told, document });
    }
    paged(desk, view, title, index, left_out)
}

struct Names {
    people: Vec<Named>,
    workers: Vec<Colleague>,
    documents: BTreeMap<String, String>,
}

impl Names {
    fn of(&self, of: ValueType, value: &Json) -> String {
        match (of, value) {
            (ValueType::List(of), Json::Array(values)) => {
                values.iter().map(|value| self.of(*of, value)).collect::<Vec<_>>().join(", ")
            }
            (ValueType::Person, Json::String(id)) => self
                .people
                .iter()
                .find(|named| named.person.to_string() == *id)
                .map_or("Person not shown", Named::shown)
                .to_owned(),
            (ValueType::Worker, Json::String(id)) => {
                let known = self.workers.iter().find(|known| known.worker.to_string() == *id);
                known.map_or("A worker of the council", |known| known.name.as_str()).to_owned()
            }
            (ValueType::Document, Json::String(id)) => {
                self.documents.get(id).map_or("A document of the file", String::as_str).to_owned()
            }
            // Ids of records, teams and sets say nothing to those outside.
            (ValueType::Record | ValueType::Team | ValueType::Set, _) => String::new(),
            (of, value) => words::in_words(of, value),
        }
    }
}

fn headed(held: &Held, taint: &Taint, about: About) -> String {
    let headline = (held.schema.headline)(&held.current().fields);
    // A headline can be made of what is said of somebody else.
    let headline = if about == About::ThePerson || taint.names(&headline).is_some() { String::new() } else { headline };
    let on = held.events().first().map(|event| in_words::date_without_weekday(event.on));
    let parts = [Some(held.schema.title.to_owned()), Some(headline).filter(|line| !line.is_empty()), on];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What a record tells, field by field: less what its protection keeps back, and less what only says where it is stored.
fn told(view: &FileView, held: &Held, names: &Names, taint: &Taint, about: About) -> Vec<(String, String)> {
    let fields = &held.current().fields;
    let mut told = Vec::new();
    let (mut kept_back, mut of_others) = (false, false);
    let stored = |name: &str| held.schema.kind == Document::SCHEMA.kind && STORED.contains(&name);
    for field in held.schema.fields.iter().filter(|field| !stored(field.name)) {
        let Some(value) = fields.get(field.name).filter(|_| view.shows(field)) else { continue };
        // A text that may speak of others goes whole or not at all: whoever sends it has read it.
        if about == About::ThePerson && field.of == Of::ThirdParty && field.value != ValueType::Narrative {
            of_others = true;
            continue;
        }
        if held.withheld().contains(&field.name) || view.withholds(held, field) {
            kept_back = true;
            continue;
        }
        let said = names.of(field.value, value);
        if taint.why(held, field, &said).is_some() {
            kept_back = true;
        } else if !said.is_empty() {
            told.push((field.label.to_owned(), said));
        }
    }
    if of_others {
        told.push(("Left out".to_owned(), "What this record says of other people is not in these papers.".to_owned()));
    }
    if kept_back {
        told.push((
            "Kept back".to_owned(),
            "Part of this record is confidential and is not in these papers.".to_owned(),
        ));
    }
    told
}

/// Puts the list and the records on pages, each record on a page of its own, and writes into the list where each begins.
fn paged(
    desk: &Desk,
    view: &FileView,
    title: &str,
    mut index: Vec<Entry>,
    left_out: Vec<LeftOut>,
) -> Result<Papers, Failure> {
    let born = view.digest.born.map(|born| format!(", born {}", in_words::date_without_weekday(born)));
    let mut blocks = vec![
        Block::Rows(vec![
            ("About".to_owned(), format!("{}{}", view.digest.name.whole(), born.unwrap_or_default())),
            ("From".to_owned(), desk.pack()?.name.clone()),
            ("Put together".to_owned(), in_words::date_without_weekday(desk.today())),
        ]),
        Block::Contents,
    ];
    let beside = index.iter().filter_map(|entry| {
        let document = entry.document.as_ref()?;
        Some((document.name.clone(), format!("{}\nSHA-256 {}", entry.title, document.sha256)))
    });
    let beside: Vec<(String, String)> = beside.collect();
    if !beside.is_empty() {
        blocks.push(Block::Paragraph("Documents that go beside these papers, as they were stored:".to_owned()));
        blocks.push(Block::Rows(beside));
    }
    for (entry, number) in index.iter().zip(1..) {
        blocks.extend([
            Block::NewPage,
            Block::Heading(format!("{number}. {}", entry.title)),
            Block::Rows(entry.told.clone()),
        ]);
    }
    let paper = package::paper(desk.pack()?, title.to_owned(), desk.now(), blocks);
    let faces = typeface().map_err(|error| Failure::Wrong(error.to_string()))?;
    let (pages, begins) = hearth_documents::paged(&paper, faces, Print::Usual);
    for (entry, page) in index.iter_mut().zip(begins) {
        entry.page = page;
    }
    Ok(Papers { title: title.to_owned(), index, left_out, pages, paper })
}
