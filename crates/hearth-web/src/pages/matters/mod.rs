//! The matters of a file that have acts of their own: agreements and consent, requests by the police, proceedings, transfers abroad.

pub mod abroad;
pub mod consent;
pub mod court;
pub mod police;
pub mod requests;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_casework::Failure;
use hearth_record::{
    Held, KindSchema, Problems, Record, code,
    ids::{FileId, RecordId},
    recording::Document,
};

use super::file::Opened;
use crate::{
    answer::{Answer, sentence, show},
    field::{self, Offered},
    frame,
    guard::Signed,
    view::{
        form::{Choice, Control, Field, Posted},
        matter::MatterPage,
    },
};

/// The fields of a form of `kind` with these names, in this order. `needed` are those that this act asks for although a record can lack them.
async fn fields_of(
    opened: &Opened,
    kind: &'static KindSchema,
    names: &[&str],
    needed: &[&str],
    posted: &Posted,
    problems: &Problems,
) -> Result<Vec<Field>, Answer> {
    let offered = Offered::in_file(opened, kind, posted).await?;
    let made = field::form(&offered, kind, Some(&opened.view), field::posted(posted), problems);
    let picked = names.iter().filter_map(|name| made.iter().find(|field| field.name == **name).cloned());
    Ok(picked
        .map(|field| {
            let optional = field.optional && !needed.contains(&field.name.as_str());
            Field { optional, ..field }
        })
        .collect())
}

/// The file and the record of an address, for whoever decides about the one without opening the other.
fn of_address(signed: &Signed, (file, record): &(String, String)) -> Result<(FileId, RecordId), Answer> {
    let lost = || Answer::NotFound(Box::new(frame::of(signed, "")));
    Ok((file.parse().map_err(|_| lost())?, record.parse().map_err(|_| lost())?))
}

/// A field that this page makes by itself.
fn field(name: &str, label: &str, hint: &str, control: Control, problems: &Problems) -> Field {
    let wrong = problems.iter().find(|problem| problem.field == Some(name));
    Field {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: Some(hint.to_owned()).filter(|hint| !hint.is_empty()),
        error: wrong.map(|problem| format!("{} {}", label.trim_end_matches('?'), problem.message)),
        optional: false,
        part: None,
        control,
    }
}

/// A box for a sentence or two where the kind would offer one for paragraphs: a form of these matters has many.
fn shorter(control: Control) -> Control {
    match control {
        Control::Narrative(text, rows) => Control::Narrative(text, rows.min(3)),
        other => other,
    }
}

/// The codes of a set as choices.
fn choices(set: &'static str, chosen: &str) -> Vec<Choice> {
    let choice =
        |code: &hearth_record::code::Code| Choice::new(code.stored(), code.words()).chosen_if(code.stored() == chosen);
    code::set(set).current().map(choice).collect()
}

/// What is wrong that stands at no field of the page.
fn rest(problems: &Problems, fields: &[&Field]) -> Option<String> {
    let there = |name: &str| fields.iter().any(|field| field.name == name);
    let left: Vec<String> = problems
        .iter()
        .filter(|problem| problem.field.is_none_or(|name| !there(name)))
        .map(|problem| {
            let name = problem.field.unwrap_or_default().replace('_', " ");
            sentence(format!("{name} {}", problem.message).trim())
        })
        .collect();
    (!left.is_empty()).then(|| left.join(" "))
}

/// A page with what is wrong on it.
fn again(mut page: MatterPage, problems: &Problems) -> Response {
    page.problem = rest(problems, &page.fields());
    show(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Where an act leads that was done.
fn done(to: &str) -> Response {
    Redirect::to(to).into_response()
}

/// What an act that was not done answers with: the page once more where something was missing, else why not.
enum NotDone {
    /// Something of the form is missing or wrong.
    Problems(Problems),
    /// Anything else.
    Other(Answer),
}

impl NotDone {
    /// Sorts a failure: what a person can put right on the page stays there.
    fn of(opened: &Opened, failure: Failure) -> Self {
        match failure {
            Failure::Problems(problems) => Self::Problems(problems),
            Failure::Wrong(why) => Self::Problems(Problems::at("", why)),
            other => Self::Other(opened.failed(other)),
        }
    }
}

/// The record of an address.
fn record_in(opened: &Opened, text: &str) -> Result<RecordId, Answer> {
    text.parse().map_err(|_| opened.failed(Failure::Absent("there is no such record")))
}

/// The records of the file that can go out, the latest first, as a list to choose from; a document stands with its title.
fn records_to_choose(opened: &Opened, chosen: &[String], leave_out: impl Fn(&Held) -> bool) -> Vec<Choice> {
    let mut records: Vec<&Held> = opened.view.records().filter(|held| !held.withdrawn() && !leave_out(held)).collect();
    records.sort_by_key(|held| std::cmp::Reverse(held.events().first().map(|event| event.on)));
    records
        .into_iter()
        .map(|held| {
            let headline = if held.schema.kind == Document::SCHEMA.kind {
                held.current().fields.text("title").unwrap_or_default().to_owned()
            } else {
                (held.schema.headline)(&held.current().fields)
            };
            let on = held.events().first().map(|event| crate::frame::day(event.on));
            let parts = [Some(held.schema.title.to_owned()), Some(headline).filter(|line| !line.is_empty()), on];
            let id = held.id.to_string();
            let label = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
            Choice::new(id.clone(), label).chosen_if(chosen.contains(&id))
        })
        .collect()
}

/// The ids that a list of checkboxes sent.
fn chosen(posted: &Posted, name: &str) -> Vec<RecordId> {
    posted.all(name).filter_map(|id| id.parse().ok()).collect()
}
