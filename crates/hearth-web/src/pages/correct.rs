//! Correcting a record: a new version with a reason. The form holds what the reader saw, and from which version.

use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Action;
use hearth_casework::{
    Failure, Quarrel, people,
    recording::{self, Correction, draft_key, kept_draft, read_form},
};
use hearth_record::{FieldSchema, Fields, Held, Problems, Record, front_door::Contact, ids::RecordId, template};

use super::{
    Sent,
    file::{self, Opened},
    step::{self, Step},
    taken, without_page_fields,
};
use crate::{
    answer::{Answer, page as rendered, show},
    field::{self, Offered},
    frame, paths,
    view::{
        form::{Control, Field, FormPage, Posted},
        refusal::{ConflictField, ConflictPage},
    },
};

/// `GET /children/{id}/records/{record}/correct`, and `?whole=yes` for all of a record that waits.
pub async fn form(
    opened: Opened,
    Path((_, record)): Path<(String, String)>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, Answer> {
    let held = held(&opened, &record)?;
    opened.must(opened.view.to_correct(held)).await?;
    let key = draft_key(&opened.signed.desk, &form_name(held.id), Some(opened.view.id));
    let draft = kept_draft(&opened.signed.desk, &key).await.map_err(|failure| opened.failed(failure))?;
    let saved = draft.as_ref().map(|draft| format!("Saved {}", frame::moment(draft.saved_at)));
    let mut pairs = draft.map_or_else(|| as_recorded(&opened, held), |draft| draft.pairs);
    pairs.extend(asked.into_iter().filter(|(name, _)| name == WHOLE));
    let posted = Posted::new(pairs);
    let offered = Offered::in_file(&opened, held.schema, &posted).await?;
    Ok(rendered(&of(&opened, &offered, held, &posted, saved, &Problems::none())))
}

/// The form as it stands before anybody has changed anything: what the newest version says.
fn as_recorded(opened: &Opened, held: &Held) -> Vec<(String, String)> {
    let current = held.current();
    let typed = field::typed(&current.fields);
    let today = |name: &str| step::of(held).is_some_and(|step| step.today && step.done == name);
    let text = |field: &FieldSchema| if today(field.name) { opened.view.today.to_string() } else { typed(field) };
    let fields = held.schema.form().map(|field| (field.name.to_owned(), text(field)));
    fields.chain([("from".to_owned(), current.number.to_string())]).collect()
}

/// What asks for the whole of a record that waits, where something in it was wrong.
const WHOLE: &str = "whole";

/// The step that a record waits for, unless the whole of it is to be corrected.
fn step_of(held: &Held, posted: &Posted) -> Option<&'static Step> {
    step::of(held).filter(|_| posted.one(WHOLE) != "yes")
}

fn held<'a>(opened: &'a Opened, record: &str) -> Result<&'a Held, Answer> {
    let found = record.parse::<RecordId>().ok().and_then(|id| opened.view.record(id));
    found
        .filter(|held| !held.schema.given && !held.withdrawn())
        .ok_or_else(|| Answer::NotFound(Box::new(opened.frame(""))))
}

/// Whoever may not know who told us can neither change it nor take back that it is kept; nor is a protected address shown, changed
/// or made an open one by correcting its record. What a contact was decided is corrected by who decides contacts.
fn may_correct(opened: &Opened, held: &Held, field: &str) -> bool {
    let withheld = |schema: &FieldSchema| opened.view.withholds(held, schema);
    if held.schema.field(field).is_some_and(withheld) {
        return false;
    }
    // What only a relative's file protects can be protected here as well; what this file protects stays so.
    if field == "protected" && opened.view.protects(held) && !opened.view.family_protects(held) {
        return false;
    }
    let contact = held.schema.kind == Contact::SCHEMA.kind;
    if contact && Contact::DECISION.contains(&field) && !opened.view.may(Action::DecideContact) {
        return false;
    }
    let kept = opened.view.kept_from(held);
    kept.is_empty() || (field != "keep_anonymous" && !kept.contains(&field))
}

fn form_name(record: RecordId) -> String {
    format!("correct:{record}")
}

fn of(
    opened: &Opened,
    offered: &Offered,
    held: &Held,
    posted: &Posted,
    saved: Option<String>,
    problems: &Problems,
) -> FormPage {
    let step = step_of(held, posted);
    let title = match step {
        Some(step) => step.heading.to_owned(),
        None => format!("Correct: {}", held.schema.title.to_lowercase()),
    };
    let template = template::kept_by(held.schema, &held.current().fields);
    let text = field::posted(posted);
    let mut fields = field::by_template(offered, held.schema, template, Some(&opened.view), text, problems);
    fields.retain(|field| may_correct(opened, held, &field.name));
    match step {
        Some(step) => fields.retain(|field| step.later.contains(&field.name.as_str())),
        None => fields.push(because_field(posted.one("because"), problems)),
    }
    FormPage {
        frame: opened.frame(&title),
        identity: Some(opened.identity(None)),
        heading: title,
        intro: Some(match step {
            Some(step) => step.about(held),
            None => "What it said before stays readable, with your reason beside it.".to_owned(),
        }),
        warning: None,
        action: paths::correct(opened.view.id, held.id),
        draft: Some(format!("{}/draft/{}", paths::file(opened.view.id), form_name(held.id))),
        saved,
        fields,
        problems: field::of_the_whole(problems),
        hidden: ["from", WHOLE].map(|name| (name.to_owned(), posted.one(name).to_owned())).to_vec(),
        submit: if step.is_some() { "Save" } else { "Save correction" }.to_owned(),
        cancel: paths::record(opened.view.id, held.id),
    }
}

/// The reason, which every correction and withdrawal asks for.
pub(super) fn because_field(because: &str, problems: &Problems) -> Field {
    let problem = problems.iter().find(|problem| problem.field == Some("because"));
    Field {
        name: "because".to_owned(),
        label: "Why are you correcting this?".to_owned(),
        hint: Some("Such as “the carer gave another date”. It stays with the record.".to_owned()),
        error: problem.map(|problem| format!("The reason {}", problem.message)),
        optional: false,
        part: Some("Your reason".to_owned()),
        control: Control::Narrative(because.to_owned(), 3),
    }
}

/// `POST /children/{id}/records/{record}/correct`
pub async fn save(opened: Opened, Path((_, record)): Path<(String, String)>, sent: Sent) -> Result<Response, Answer> {
    let held = held(&opened, &record)?;
    let posted = taken(&opened.signed, sent)?;
    opened.must(opened.view.to_correct(held)).await?;
    if posted.one("act") == "alike" {
        return file::alike(&opened, held.id).await;
    }
    let desk = &opened.signed.desk;
    let key = draft_key(desk, &form_name(held.id), Some(opened.view.id));
    recording::keep_draft(desk, &key, &without_page_fields(&posted)).await.map_err(|failure| opened.failed(failure))?;
    if posted.one("act") == "draft" {
        return Ok(Redirect::to(&paths::record(opened.view.id, held.id)).into_response());
    }
    if let Some(field) = posted.one("act").strip_prefix("find:") {
        return Ok(Redirect::to(&paths::choose_person(opened.view.id, &form_name(held.id), field)).into_response());
    }
    let from: u32 = posted.one("from").parse().unwrap_or(0);
    let base = held.versions().iter().find(|version| version.number == from).map(|version| version.fields.clone());
    let base = base.ok_or_else(|| Answer::NotFound(Box::new(opened.frame(""))))?;
    // After a quarrel the form comes back with a choice for each field that both changed; `base` is then what the other wrote.
    let theirs = |name: &str| posted.one(&format!("choose-{name}")) == "theirs";
    let typed = field::typed(&base);
    let text = |name: &str| match held.schema.field(name).filter(|_| theirs(name)) {
        Some(field) => typed(field),
        None => posted.text(name),
    };
    let step = step_of(held, &posted);
    let shown = field::shown(held.schema, &opened.view).filter(|name| may_correct(&opened, held, name));
    let shown = shown.filter(|name| step.is_none_or(|step| step.later.contains(name)));
    let texts: Vec<(&str, String)> = shown.map(|name| (name, text(name))).collect();
    let text_of = |name: &str| texts.iter().find(|(n, _)| *n == name).map(|(_, text)| text.as_str());
    let fields = match read_form(held.schema, &base, text_of) {
        Ok(fields) => fields,
        Err(problems) => return again(&opened, held, &posted, &problems).await,
    };
    if fields == base && texts.iter().any(|(name, _)| theirs(name)) {
        // Theirs stands already: there is nothing left to write.
        recording::drop_draft(desk, &key).await.map_err(|failure| opened.failed(failure))?;
        return Ok(Redirect::to(&paths::record(opened.view.id, held.id)).into_response());
    }
    match people::must_be_known(desk, &opened.view, held.schema, &base, &fields).await {
        Ok(()) => {}
        Err(Failure::Problems(problems)) => return again(&opened, held, &posted, &problems).await,
        Err(failure) => return Err(opened.failed(failure)),
    }
    let because = step.map_or_else(|| posted.one("because"), |step| step.reason(&fields)).to_owned();
    let correction = Correction {
        record: held.id,
        from,
        fields: fields.clone(),
        because,
        purpose: opened.view.purpose(),
        draft: Some(&key),
    };
    match recording::correct(desk, opened.view.id, correction).await {
        Ok(saved) => Ok(Redirect::to(&paths::record(opened.view.id, saved.record)).into_response()),
        Err(Failure::Problems(problems)) => again(&opened, held, &posted, &problems).await,
        Err(Failure::Both(quarrel)) => {
            let told = [&base, &quarrel.theirs, &fields].map(|fields| people::people_in(held.schema, fields)).concat();
            let named = opened.named(&told).await?;
            Ok(show(StatusCode::CONFLICT, &conflict(&opened, held, &base, &fields, &quarrel, &posted, &named)))
        }
        Err(failure) => Err(opened.failed(failure)),
    }
}

async fn again(opened: &Opened, held: &Held, posted: &Posted, problems: &Problems) -> Result<Response, Answer> {
    let offered = Offered::in_file(opened, held.schema, posted).await?;
    let kept = Some(format!("Kept as a draft {}", frame::moment(opened.signed.desk.now())));
    Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(opened, &offered, held, posted, kept, problems)))
}

/// Both changed one field: this person sees the three values and corrects the newest version.
fn conflict(
    opened: &Opened,
    held: &Held,
    base: &Fields,
    mine: &Fields,
    quarrel: &Quarrel,
    posted: &Posted,
    named: &[people::Named],
) -> ConflictPage {
    let text = |fields: &Fields, name: &str| {
        held.schema.field(name).map(|field| opened.told(field, fields, named)).unwrap_or_default()
    };
    let fields = quarrel.fields.iter().filter_map(|name| held.schema.field(name)).map(|field| ConflictField {
        name: field.name.to_owned(),
        label: field.label.to_owned(),
        was: text(base, field.name),
        theirs: text(&quarrel.theirs, field.name),
        mine: text(mine, field.name),
        error: None,
    });
    let mut hidden: Vec<(String, String)> =
        without_page_fields(posted).into_iter().filter(|(name, _)| name != "from").collect();
    hidden.push(("from".to_owned(), quarrel.version.to_string()));
    ConflictPage {
        frame: opened.frame("Two people changed this"),
        record: held.schema.title.to_owned(),
        who: format!("{} changed this record while you were writing", quarrel.by),
        action: paths::correct(opened.view.id, held.id),
        fields: fields.collect(),
        kept: Vec::new(),
        hidden,
        cancel: paths::record(opened.view.id, held.id),
    }
}
