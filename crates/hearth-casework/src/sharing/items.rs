//! The items of a package: fields of records, chosen one by one.

use std::collections::BTreeSet;

use hearth_record::{
    Category, FieldSchema, Fields, File, Held, class::Whose, ids::RecordId, sets::NoticeDataCategory, value::ValueType,
};
use jiff::civil::Date;

use super::{needs::Need, taint::Taint};
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
        for held in view.records().filter(|held| !held.withdrawn() && !apart.contains_key(&held.id)) {
            let Some(of_need) = self.need.narrowed(held.schema, &held.current().fields) else {
                if all {
                    self.of_record(view, held, &held.current().fields, false, &mut items);
                }
                continue;
            };
            let goes_on = !has_ended(held, self.today);
            if goes_on {
                self.of_record(view, held, &of_need, true, &mut items);
            }
            if all {
                self.of_record(view, held, &held.current().fields, false, &mut items);
            }
        }
        items
    }

    fn of_record(&self, view: &FileView, held: &Held, fields: &Fields, needed: bool, items: &mut Vec<Item>) {
        let kept = view.kept_from(held);
        for field in held.schema.fields {
            let asked = self.need.asks_for(held.schema, field);
            let there = items.iter().any(|item| item.key == key(held.id, field));
            if asked != needed && needed
                || there
                || !may_go(held, field)
                || !view.shows(field)
                || kept.contains(&field.name)
            {
                continue;
            }
            let Some(value) = fields.get(field.name) else { continue };
            let words = field.in_words(value);
            let category = category(self.pack, field.category);
            let allowed = self.pack.allows(self.recipient, field.category);
            if !needed && !allowed {
                continue;
            }
            items.push(Item {
                key: key(held.id, field),
                label: label(&view.file, held, field),
                reveals: self.taint.why(held, field, &words),
                value: Some(words).filter(|_| !view.withholds(held, field)),
                needed,
                category,
                allowed,
            });
        }
    }
}

/// The category of the notice to which one of the records belongs.
fn category(pack: &Pack, of: Category) -> Option<NoticeDataCategory> {
    pack.data_category(of).and_then(|category| NoticeDataCategory::parse(&category.code).ok())
}

/// Whether a field can go out at all: what names somebody or something by its id here means nothing elsewhere, and who works with the child
/// is no information about them.
fn may_go(held: &Held, field: &FieldSchema) -> bool {
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
    !by_id && field.of != Whose::Staff && !matches!(held.schema.category, Category::Staff | Category::Governance)
}

fn has_ended(held: &Held, today: Date) -> bool {
    let ended = held.current().fields.text("ended").and_then(|day| day.parse::<Date>().ok());
    ended.is_some_and(|ended| ended <= today)
}

/// The name of an item.
pub(crate) fn key(record: RecordId, field: &FieldSchema) -> String {
    format!("{record}.{}", field.name)
}

/// The record and the field that the name of an item means.
pub(crate) fn meant<'a>(file: &'a File, key: &str) -> Option<(&'a Held, &'static FieldSchema)> {
    let (record, field) = key.split_once('.')?;
    let held = file.record(record.parse().ok()?).filter(|held| !held.withdrawn())?;
    Some((held, held.schema.field(field)?))
}

/// What an item is called: where a file has several records of its kind, with what tells them apart.
fn label(file: &File, held: &Held, field: &FieldSchema) -> String {
    let alike = file.records().iter().filter(|other| other.schema.kind == held.schema.kind && !other.withdrawn());
    let apart = if alike.count() > 1 { (held.schema.headline)(&held.current().fields) } else { String::new() };
    let on = held.events().first().map(|event| hearth_calendar::in_words::date_without_weekday(event.on));
    let apart = match (apart.is_empty(), on) {
        (true, _) => String::new(),
        (false, Some(on)) => format!(" ({apart}, {on})"),
        (false, None) => format!(" ({apart})"),
    };
    format!("{}{apart}: {}", held.schema.title, field.label)
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
    let one = |key: &String| {
        let (held, field) = meant(file, key)?;
        let fields = match need.filter(|need| need.asks_for(held.schema, field)) {
            Some(need) => need.narrowed(held.schema, &held.current().fields)?,
            None => held.current().fields.clone(),
        };
        let value = field.in_words(fields.get(field.name)?);
        Some(Taken { key: key.clone(), version: held.current().number, label: label(file, held, field), value })
    };
    keys.iter().filter_map(one).collect()
}

/// The records that the items with these names stand in.
pub(crate) fn records(keys: impl IntoIterator<Item = impl AsRef<str>>) -> BTreeSet<RecordId> {
    keys.into_iter()
        .filter_map(|key| key.as_ref().split_once('.').and_then(|(record, _)| record.parse().ok()))
        .collect()
}
