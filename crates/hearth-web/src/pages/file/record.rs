use axum::{extract::Path, response::Response};
use hearth_casework::people;
use hearth_record::{
    Author, FieldSchema, Fields, Held, Version, Whose, ids::RecordId, planning::PlanAction, recording::Document,
    template, value::ValueType, words,
};
use serde_json::Value as Json;

use super::{Opened, Said, done, follows, records::marks};
use crate::{
    answer::{Answer, page as rendered},
    frame,
    pages::step,
    paths,
    view::{
        Link,
        record::{ChangeRow, FieldRow, FieldText, RecordPage, Somebody, VersionRow},
    },
};

/// `GET /children/{id}/records/{record}`
pub async fn page(opened: Opened, Path((_, record)): Path<(String, String)>) -> Result<Response, Answer> {
    let id = record.parse().map_err(|_| Answer::NotFound(Box::new(opened.frame(""))))?;
    let said = opened.view.record(id).map_or(Said::Nothing, |held| Said::of(&opened, held));
    shown(opened, id, said).await
}

/// The page of a record, on which something was just done.
pub async fn shown(mut opened: Opened, id: RecordId, said: Said) -> Result<Response, Answer> {
    let held = opened.view.record(id);
    let names_workers =
        |field: &FieldSchema| matches!(field.value, ValueType::Worker | ValueType::List(ValueType::Worker));
    let acts = !opened.view.all::<PlanAction>().is_empty();
    if acts || held.is_some_and(|held| held.schema.fields.iter().any(names_workers)) {
        opened.know_colleagues().await?;
    }
    let lost = || Answer::NotFound(Box::new(opened.frame("")));
    let held = opened.view.record(id).ok_or_else(lost)?;
    let told: Vec<_> =
        held.versions().iter().flat_map(|version| people::people_in(held.schema, &version.fields)).collect();
    let named = opened.named(&told).await?;
    let current = held.current();
    let headline = (held.schema.headline)(&current.fields);
    let may = opened.known.is_none() && !held.withdrawn() && opened.view.may(opened.view.to_correct(held));
    let asked = template::asked(held.schema, template::kept_by(held.schema, &current.fields));
    Ok(rendered(&RecordPage {
        frame: opened.frame(held.schema.title),
        identity: opened.identity(None),
        kind: held.schema.title.to_owned(),
        title: if headline.is_empty() { held.schema.title.to_owned() } else { headline },
        marks: marks(held),
        source: source(held),
        doubts: doubts(held),
        fields: asked.iter().filter_map(|asked| row(&opened, held, asked, &named)).collect(),
        follows: follows::of(&opened, held),
        correct: (may && !held.schema.given).then(|| {
            let words = step::of(held).map_or("Correct this record", |step| step.button);
            Link::new(words, paths::correct(opened.view.id, held.id))
        }),
        withdraw: (may && !held.schema.given && !held.schema.once).then(|| paths::withdraw(opened.view.id, held.id)),
        versions: versions(&opened, held, &named),
        after: done::of(&opened, held, said).await?,
    }))
}

fn source(held: &Held) -> String {
    let first = &held.versions()[0];
    let at = frame::moment(first.recorded_at);
    match &first.written.by {
        Author::Import { source } => format!("Imported from {source} on {at}"),
        by => format!("Written by {} on {at}", by.name()),
    }
}

/// What is unusual in the record as it counts now, each with the field that it stands at.
fn doubts(held: &Held) -> Vec<String> {
    if held.withdrawn() {
        return Vec::new();
    }
    let doubts = (held.schema.doubts)(&held.current().fields);
    let label = |name: &str| held.schema.field(name).map_or("", |field| field.label);
    doubts
        .iter()
        .map(|doubt| crate::answer::sentence(&format!("{} {}", label(doubt.field.unwrap_or("")), doubt.message)))
        .collect()
}

fn row(opened: &Opened, held: &Held, asked: &template::Asked, named: &[people::Named]) -> Option<FieldRow> {
    let field = asked.field;
    if field.name == template::KEPT {
        return None;
    }
    let json = held.current().fields.get(field.name)?;
    let value = if opened.view.kept_from(held).contains(&field.name) {
        FieldText::Closed("They asked not to be named; the front door knows who they are".to_owned())
    } else if opened.view.withholds(held, field) {
        FieldText::Kept("Protected. Ask for it with a reason.".to_owned())
    } else if opened.view.shows(field) {
        text(opened, field, json, named)
    } else {
        FieldText::Closed("Opens to health staff only".to_owned())
    };
    let of = match field.of {
        Whose::Subject => None,
        Whose::ThirdParty => Some("about another person".to_owned()),
        Whose::Staff => Some("about a worker".to_owned()),
    };
    Some(FieldRow { label: asked.label.to_owned(), value, of })
}

fn text(opened: &Opened, field: &FieldSchema, json: &Json, named: &[people::Named]) -> FieldText {
    match (field.value, json) {
        (ValueType::Person, one) => FieldText::People(vec![somebody(one, named)]),
        (ValueType::List(ValueType::Person), Json::Array(several)) => {
            FieldText::People(several.iter().map(|one| somebody(one, named)).collect())
        }
        (ValueType::Document, Json::String(id)) => FieldText::People(vec![document(opened, id)]),
        (ValueType::List(ValueType::Document), Json::Array(several)) => {
            FieldText::People(several.iter().filter_map(Json::as_str).map(|id| document(opened, id)).collect())
        }
        (ValueType::Narrative, Json::String(text)) => FieldText::Narrative(text.clone()),
        (ValueType::List(of), Json::Array(values)) => {
            let named = |value: &Json| match value {
                Json::String(id) if is_somebody(*of) => opened.called(*of, id),
                value => words::in_words(*of, value),
            };
            FieldText::List(values.iter().map(named).collect())
        }
        (of @ (ValueType::Team | ValueType::Worker), Json::String(id)) => FieldText::Words(opened.called(of, id)),
        (ValueType::Record, Json::String(id)) => match id.parse().ok().and_then(|id| opened.view.record(id)) {
            Some(held) => FieldText::Link(Link::new(held.schema.title, paths::record(opened.view.id, held.id))),
            None => FieldText::Words("A record that is not shown here".to_owned()),
        },
        _ => FieldText::Words(field.in_words(json)),
    }
}

/// A document by its title, with the way to it.
fn document(opened: &Opened, id: &str) -> Somebody {
    let found = opened.view.all::<Document>().into_iter().find(|(_, document)| document.blob.to_string() == id);
    match found {
        Some((record, document)) => {
            Somebody { name: document.title.reveal().0.clone(), href: Some(paths::document(opened.view.id, record)) }
        }
        None => Somebody { name: "A document that is not shown here".to_owned(), href: None },
    }
}

/// Somebody by name, with the way to their file where the reader may open it.
fn somebody(id: &Json, named: &[people::Named]) -> Somebody {
    let found = id.as_str().and_then(|id| named.iter().find(|named| named.person.to_string() == id));
    let name = found.map_or("Person not shown", people::Named::shown).to_owned();
    Somebody { name, href: found.and_then(|named| named.file).map(paths::file) }
}

/// Whether values of this type name a worker or a team by an id.
const fn is_somebody(of: ValueType) -> bool {
    matches!(of, ValueType::Worker | ValueType::Team)
}

fn versions(opened: &Opened, held: &Held, named: &[people::Named]) -> Vec<VersionRow> {
    let pairs = held.versions().iter().enumerate().map(|(n, version)| {
        let before = n.checked_sub(1).map(|n| &held.versions()[n]);
        let current = n + 1 == held.versions().len();
        let from = before.map(|before| &before.fields);
        let changes = from.map(|before| changes(opened, held, before, version, named)).unwrap_or_default();
        version_row(opened, held, version, changes, current)
    });
    let mut rows: Vec<VersionRow> = pairs.collect();
    rows.reverse();
    rows
}

/// What a version says otherwise than the one before it.
fn changes(
    opened: &Opened,
    held: &Held,
    before: &Fields,
    version: &Version,
    named: &[people::Named],
) -> Vec<ChangeRow> {
    let shown = words::differences(held.schema, before, &version.fields).into_iter();
    let kept = opened.view.kept_from(held);
    let shown = shown.map(|difference| difference.field);
    let shown = shown
        .filter(|field| opened.view.shows(field) && !kept.contains(&field.name) && !opened.view.withholds(held, field));
    let mut changes: Vec<ChangeRow> = shown
        .map(|field| ChangeRow {
            label: field.label.to_owned(),
            was: opened.told(field, before, named),
            now: opened.told(field, &version.fields, named),
        })
        .collect();
    if version.written.withdrawn {
        changes.push(ChangeRow { label: "Counts".to_owned(), was: "Yes".to_owned(), now: "No: withdrawn".to_owned() });
    }
    changes
}

fn version_row(opened: &Opened, held: &Held, version: &Version, changes: Vec<ChangeRow>, current: bool) -> VersionRow {
    VersionRow {
        number: version.number,
        at: frame::moment(version.recorded_at),
        by: version.written.by.name().to_owned(),
        reason: version.written.because.clone(),
        current,
        changes,
        known: (!current).then(|| format!("{}?known={}", paths::record(opened.view.id, held.id), version.recorded_at)),
    }
}
