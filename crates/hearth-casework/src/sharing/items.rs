//! The items of a package: fields of records, chosen one by one.

use std::collections::{BTreeMap, BTreeSet};

use hearth_record::{
    Category, FieldSchema, Fields, File, Held, class::Whose, ids::RecordId, sets::NoticeDataCategory, value::ValueType,
};
use jiff::civil::Date;

use super::{enclosed, needs::Need, taint::Taint};
use crate::{FileView, Pack, court, settings::Recipient};

/// A field of a record that may go out.
#[derive(Clone)]
pub struct Item {
    /// The record and the field, as a form and the record of the share name it.
    pub key: String,
    /// What it is: "School: name of the school".
    pub label: String,
    /// What it says, in words; nothing where it is kept back on the screen too.
    pub value: Option<String>,
    /// Whether the need asks for it.
    pub needed: bool,
    /// Why it gives away where somebody is who must not be found.
    pub reveals: Option<&'static str>,
    /// The category of the notice to which it belongs; none where it is never told of.
    pub category: Option<NoticeDataCategory>,
    /// Whether the recipient may be told of that category at all.
    pub allowed: bool,
}

impl Item {
    /// The label with what it says.
    pub fn told(&self) -> String {
        match &self.value {
            Some(value) => format!("{}: {value}", self.label),
            None => format!("{} (kept back on the screen)", self.label),
        }
    }
}

/// Who is to have what of a file, and what it must not give away.
pub(crate) struct Offering<'a> {
    /// The council's settings.
    pub pack: &'a Pack,
    /// Who is to have it.
    pub recipient: &'a Recipient,
    /// For which need.
    pub need: &'a Need,
    /// What must not be given away.
    pub taint: &'a Taint,
    /// The day.
    pub today: Date,
}

impl Offering<'_> {
    /// The items of the need, as they stand in the file; with `all` also everything else that the recipient may be told of, unless the need
    /// is strict. In the order of the file's records.
    pub fn items(&self, view: &FileView, all: bool) -> Vec<Item> {
        let all = all && !self.need.strict;
        let mut items = Vec::new();
        let apart = court::apart(&view.file);
        let titles = Titles::of(&view.file);
        let told = Told::of(self, view);
        for held in view.records().filter(|held| !held.withdrawn() && !apart.contains_key(&held.id)) {
            let (title, begun) = (titles.of_record(held), items.len());
            let fields = &held.current().fields;
            if self.need.takes(held.schema)
                && !has_ended(held, self.today)
                && let Some(of_need) = self.need.narrowed(held.schema, fields)
            {
                self.of_record(&told, held, (&title, &of_need, true), begun, &mut items);
            }
            if all {
                self.of_record(&told, held, (&title, fields, false), begun, &mut items);
            }
        }
        items
    }

    /// The items of one record that are not there yet; those of the record stand from `begun`.
    fn of_record(
        &self,
        told: &Told<'_>,
        held: &Held,
        (title, fields, needed): (&str, &Fields, bool),
        begun: usize,
        items: &mut Vec<Item>,
    ) {
        let (view, record) = (told.view, held.id.to_string());
        let kept = view.kept_from(held);
        for field in held.schema.fields {
            if needed && !self.need.asks_for(held.schema, field)
                || !(may_go(held, field, needed) || enclosed::is_document(held, field))
                || !view.shows(field)
                || kept.contains(&field.name)
            {
                continue;
            }
            let Some(value) = fields.get(field.name) else { continue };
            let (category, may_be_told) = told.category(field.category);
            let allowed = needed && is_ours(held) || may_be_told;
            let key = format!("{record}.{}", field.name);
            if !needed && !allowed || items[begun..].iter().any(|item| item.key == key) {
                continue;
            }
            let words = said(held, field, value);
            items.push(Item {
                key,
                label: format!("{title}: {}", field.label),
                reveals: self.taint.why(held, field, &words),
                value: Some(words).filter(|_| !view.withholds(held, field)),
                needed,
                category,
                allowed,
            });
        }
    }
}

/// What a field says, in words; of a document that it is the document itself.
fn said(held: &Held, field: &FieldSchema, value: &serde_json::Value) -> String {
    if enclosed::is_document(held, field) { enclosed::THE_DOCUMENT.to_owned() } else { field.in_words(value) }
}

/// What is asked of a file's categories again and again: to which of the notice each belongs, and whether the recipient may be told of it.
struct Told<'a> {
    view: &'a FileView,
    categories: BTreeMap<Category, (Option<NoticeDataCategory>, bool)>,
}

impl<'a> Told<'a> {
    fn of(offering: &Offering<'_>, view: &'a FileView) -> Self {
        let one = |of: Category| {
            let listed = offering.pack.data_category(of);
            let category = listed.and_then(|category| NoticeDataCategory::parse(&category.code).ok());
            (of, (category, offering.pack.allows(offering.recipient, of)))
        };
        Self { view, categories: Category::ALL.into_iter().map(one).collect() }
    }

    fn category(&self, of: Category) -> (Option<NoticeDataCategory>, bool) {
        // A category that no list knows is told to nobody.
        self.categories.get(&of).copied().unwrap_or((None, false))
    }
}

/// Whether a field can go out at all: what names somebody or something by its id here means nothing elsewhere, and who works with the child
/// is no information about them.
fn may_go(held: &Held, field: &FieldSchema, needed: bool) -> bool {
    let id = |of: &ValueType| {
        matches!(
            of,
            ValueType::Person
                | ValueType::Record
                | ValueType::Worker
                | ValueType::Team
                | ValueType::Document
                | ValueType::Set
        )
    };
    let by_id = match field.value {
        ValueType::List(of) => id(of),
        of => id(&of),
    };
    !by_id && field.of != Whose::Staff && held.schema.category != Category::Staff && (needed || !is_ours(held))
}

/// Whether a record tells what the council did with a request or a complaint, and nothing of the child: it goes only where a need asks for it.
fn is_ours(held: &Held) -> bool {
    held.schema.category == Category::Governance
}

fn has_ended(held: &Held, today: Date) -> bool {
    let ended = held.current().fields.text("ended").and_then(|day| day.parse::<Date>().ok());
    ended.is_some_and(|ended| ended <= today)
}

/// The record and the field that the name of an item means.
pub(crate) fn meant<'a>(file: &'a File, key: &str) -> Option<(&'a Held, &'static FieldSchema)> {
    let (record, field) = key.split_once('.')?;
    let held = file.record(record.parse().ok()?).filter(|held| !held.withdrawn())?;
    Some((held, held.schema.field(field)?))
}

/// What the records of a file are called: where it has several of a kind, with what tells them apart.
struct Titles(BTreeMap<&'static str, usize>);

impl Titles {
    fn of(file: &File) -> Self {
        let mut of_kind = BTreeMap::new();
        for held in file.records().iter().filter(|held| !held.withdrawn()) {
            *of_kind.entry(held.schema.kind).or_default() += 1;
        }
        Self(of_kind)
    }

    fn of_record(&self, held: &Held) -> String {
        let alone = self.0.get(held.schema.kind).is_none_or(|count| *count <= 1);
        let apart = if alone { String::new() } else { (held.schema.headline)(&held.current().fields) };
        let on = held.events().first().map(|event| hearth_calendar::in_words::date_without_weekday(event.on));
        match (apart.is_empty(), on) {
            (true, _) => held.schema.title.to_owned(),
            (false, Some(on)) => format!("{} ({apart}, {on})", held.schema.title),
            (false, None) => format!("{} ({apart})", held.schema.title),
        }
    }
}

/// An item as it goes out.
#[derive(Clone, serde::Serialize)]
pub(crate) struct Taken {
    /// Its name.
    pub key: String,
    /// The version of the record that it was taken from.
    pub version: u32,
    /// What it is.
    pub label: String,
    /// What it says.
    pub value: String,
}

/// The items with these names as they stand in a file now. One whose record was withdrawn since, or says nothing any more, is not there.
pub(crate) fn taken(file: &File, keys: &[String], need: Option<&Need>) -> Vec<Taken> {
    let titles = Titles::of(file);
    let one = |key: &String| {
        let (held, field) = meant(file, key)?;
        let fields = match need.filter(|need| need.asks_for(held.schema, field)) {
            Some(need) => need.narrowed(held.schema, &held.current().fields)?,
            None => held.current().fields.clone(),
        };
        let value = said(held, field, fields.get(field.name)?);
        let label = format!("{}: {}", titles.of_record(held), field.label);
        Some(Taken { key: key.clone(), version: held.current().number, label, value })
    };
    keys.iter().filter_map(one).collect()
}

/// The records that the items with these names stand in.
pub(crate) fn records(keys: impl IntoIterator<Item = impl AsRef<str>>) -> BTreeSet<RecordId> {
    keys.into_iter()
        .filter_map(|key| key.as_ref().split_once('.').and_then(|(record, _)| record.parse().ok()))
        .collect()
}
