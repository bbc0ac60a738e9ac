//! Records of a file put together as papers with numbered pages and a list, for those outside who may have them.

use std::collections::BTreeMap;

use hearth_record::{
    Held, Record,
    ids::{PersonId, RecordId},
    recording::Document,
    value::ValueType,
    words,
};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::apart::apart;
use crate::{
    Desk, Failure, FileView,
    access::{Colleague, colleagues},
    people::{self, Named, people_in},
    police,
    sharing::{Taint, Whose},
};

/// How many characters a line of a page has at most.
const WIDE: usize = 92;
/// How many lines a page has at most.
const LONG: usize = 46;

/// Papers as they are released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Papers {
    /// What they are called.
    pub title: String,
    /// What is in them, in order.
    pub index: Vec<Entry>,
    /// What was asked for and is not in them, with why.
    pub left_out: Vec<LeftOut>,
    /// The pages, numbered from 1; the first hold the list.
    pub pages: Vec<Page>,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The record.
    pub record: RecordId,
    /// What it is.
    pub title: String,
    /// The page on which it begins.
    pub page: usize,
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

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its number.
    pub number: usize,
    /// Its lines.
    pub lines: Vec<String>,
}

impl Papers {
    /// The whole text, page by page.
    pub fn text(&self) -> String {
        let page = |page: &Page| format!("{}\n\nPage {} of {}\n", page.lines.join("\n"), page.number, self.pages.len());
        self.pages.iter().map(page).collect::<Vec<_>>().join("\u{c}\n")
    }

    /// The SHA-256 of the text, in hexadecimal.
    pub fn sha256(&self) -> String {
        Sha256::digest(self.text()).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    }
}

/// Puts records of the file together. Where a person must not be found is kept out, and so is who asked not to be named, whoever reads; what
/// is set apart for a relative who withdrew, and what must not be told for the sake of an inquiry, is left out and listed to staff. Up to
/// four queries.
///
/// # Errors
/// What the store refuses.
pub async fn compose(desk: &Desk, view: &FileView, title: &str, items: &[RecordId]) -> Result<Papers, Failure> {
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
    let (mut written, mut left_out) = (Vec::new(), Vec::new());
    for held in held {
        let (record, title) = (held.id, headed(held, &taint));
        let why = if let Some(apart) = apart.get(&record) {
            Some(format!("set apart: {} withdrew, and no lawyer has said that it may be disclosed", apart.name))
        } else if hidden.contains(&record) {
            Some("kept back while an inquiry could be prejudiced".to_owned())
        } else {
            None
        };
        match why {
            Some(why) => left_out.push(LeftOut { record, title, why }),
            None => written.push((record, title, told(view, held, &names, &taint))),
        }
    }
    Ok(paged(title, written, left_out))
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

fn headed(held: &Held, taint: &Taint) -> String {
    let headline = (held.schema.headline)(&held.current().fields);
    let headline = if taint.names(&headline).is_some() { String::new() } else { headline };
    let on = held.events().first().map(|event| hearth_calendar::in_words::date_without_weekday(event.on));
    let parts = [Some(held.schema.title.to_owned()), Some(headline).filter(|line| !line.is_empty()), on];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What a record tells, a line a field: less what its protection keeps back.
fn told(view: &FileView, held: &Held, names: &Names, taint: &Taint) -> Vec<String> {
    let fields = &held.current().fields;
    let mut lines = Vec::new();
    let mut kept_back = false;
    for field in held.schema.fields {
        let Some(value) = fields.get(field.name).filter(|_| view.shows(field)) else { continue };
        if held.withheld().contains(&field.name) || view.withholds(held, field) {
            kept_back = true;
            continue;
        }
        let said = names.of(field.value, value);
        if taint.why(held, field, &said).is_some() {
            kept_back = true;
        } else if !said.is_empty() {
            lines.push(format!("{}: {said}", field.label));
        }
    }
    if held.schema.kind == Document::SCHEMA.kind {
        lines.push("The document itself goes beside these papers, once a lawyer has looked through it.".to_owned());
    }
    if kept_back {
        lines.push("Part of this record is confidential and is not in these papers.".to_owned());
    }
    lines
}

/// A title with the lines of a record under it, by the record.
type Written = (RecordId, String, Vec<String>);

fn paged(title: &str, written: Vec<Written>, left_out: Vec<LeftOut>) -> Papers {
    let listing = (written.len() + 3).div_ceil(LONG).max(1);
    let mut body: Vec<Vec<String>> = Vec::new();
    let mut index = Vec::new();
    for (record, heading, told) in written {
        index.push(Entry { record, title: heading.clone(), page: listing + body.len() + 1 });
        let mut lines = vec![heading, String::new()];
        lines.extend(told.iter().flat_map(|line| wrapped(line)));
        body.extend(lines.chunks(LONG).map(<[String]>::to_vec));
    }
    let mut list = vec![title.to_owned(), String::new()];
    list.extend(index.iter().enumerate().map(|(n, entry)| format!("{}. {}, page {}", n + 1, entry.title, entry.page)));
    let mut lists: Vec<Vec<String>> = list.chunks(LONG).map(<[String]>::to_vec).collect();
    lists.resize(listing, Vec::new());
    let pages = lists.into_iter().chain(body).enumerate().map(|(n, lines)| Page { number: n + 1, lines }).collect();
    Papers { title: title.to_owned(), index, left_out, pages }
}

/// A text in lines that fit the page.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDE {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}
