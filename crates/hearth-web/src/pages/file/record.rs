use axum::{extract::Path, response::Response};
use hearth_access::Action;
use hearth_record::{Author, FieldSchema, Fields, Held, Version, Whose, ids::RecordId, value::ValueType, words};
use serde_json::Value as Json;

use super::{Opened, records::marks};
use crate::{
    answer::{Answer, page as rendered},
    frame, paths,
    view::record::{ChangeRow, FieldRow, FieldText, RecordPage, VersionRow},
};

/// `GET /children/{id}/records/{record}`
pub async fn page(mut opened: Opened, Path((_, record)): Path<(String, String)>) -> Result<Response, Answer> {
    let id: Option<RecordId> = record.parse().ok();
    let held = id.and_then(|id| opened.view.record(id));
    let names_workers =
        |field: &FieldSchema| matches!(field.value, ValueType::Worker | ValueType::List(ValueType::Worker));
    if held.is_some_and(|held| held.schema.fields.iter().any(names_workers)) {
        opened.know_colleagues().await?;
    }
    let lost = || Answer::NotFound(Box::new(opened.frame("")));
    let id = id.ok_or_else(lost)?;
    let held = opened.view.record(id).ok_or_else(lost)?;
    let current = held.current();
    let headline = (held.schema.headline)(&current.fields);
    let may = opened.known.is_none()
        && !held.withdrawn()
        && opened.view.may(Action::Correct { category: held.schema.category });
    Ok(rendered(&RecordPage {
        frame: opened.frame(held.schema.title),
        identity: opened.identity(None),
        kind: held.schema.title.to_owned(),
        title: if headline.is_empty() { held.schema.title.to_owned() } else { headline },
        marks: marks(held),
        source: source(held),
        fields: held.schema.fields.iter().filter_map(|field| row(&opened, field, &current.fields)).collect(),
        correct: (may && !held.schema.given).then(|| paths::correct(opened.view.id, held.id)),
        withdraw: (may && !held.schema.given && !held.schema.once).then(|| paths::withdraw(opened.view.id, held.id)),
        versions: versions(&opened, held),
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

fn row(opened: &Opened, field: &FieldSchema, fields: &Fields) -> Option<FieldRow> {
    let json = fields.get(field.name)?;
    let value = if opened.view.shows(field) {
        text(opened, field, json)
    } else {
        FieldText::Closed("Opens to health staff only".to_owned())
    };
    let of = match field.of {
        Whose::Subject => None,
        Whose::ThirdParty => Some("about another person".to_owned()),
        Whose::Staff => Some("about a worker".to_owned()),
    };
    Some(FieldRow { label: field.label.to_owned(), value, of })
}

fn text(opened: &Opened, field: &FieldSchema, json: &Json) -> FieldText {
    match (field.value, json) {
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
            Some(held) => {
                FieldText::Link(crate::view::Link::new(held.schema.title, paths::record(opened.view.id, held.id)))
            }
            None => FieldText::Words("A record that is not shown here".to_owned()),
        },
        _ => FieldText::Words(field.in_words(json)),
    }
}

/// Whether values of this type name a worker or a team by an id.
const fn is_somebody(of: ValueType) -> bool {
    matches!(of, ValueType::Worker | ValueType::Team)
}

fn versions(opened: &Opened, held: &Held) -> Vec<VersionRow> {
    let nothing = Fields::new();
    let pairs = held.versions().iter().enumerate().map(|(n, version)| {
        let before = n.checked_sub(1).map(|n| &held.versions()[n]);
        let current = n + 1 == held.versions().len();
        version_row(opened, held, before.map_or(&nothing, |before| &before.fields), version, before.is_some(), current)
    });
    let mut rows: Vec<VersionRow> = pairs.collect();
    rows.reverse();
    rows
}

fn version_row(
    opened: &Opened,
    held: &Held,
    before: &Fields,
    version: &Version,
    correction: bool,
    current: bool,
) -> VersionRow {
    let mut changes = Vec::new();
    if correction {
        for difference in words::differences(held.schema, before, &version.fields) {
            if opened.view.shows(difference.field) {
                let told = |text: String| {
                    let somebody = is_somebody(difference.field.value) && !text.is_empty();
                    if somebody { opened.called(difference.field.value, &text) } else { text }
                };
                changes.push(ChangeRow {
                    label: difference.field.label.to_owned(),
                    was: told(difference.before),
                    now: told(difference.after),
                });
            }
        }
        if version.written.withdrawn {
            changes.push(ChangeRow {
                label: "Counts".to_owned(),
                was: "Yes".to_owned(),
                now: "No: withdrawn".to_owned(),
            });
        }
    }
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
