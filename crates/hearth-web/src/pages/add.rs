//! Adding a record of any kind: the form is made from the kind.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Action;
use hearth_casework::{
    Failure, people,
    recording::{self, Added, draft_key, kept_draft, read_form},
};
use hearth_record::{
    Fields, KindSchema, Problems, Record,
    front_door::Contact,
    ids::RecordId,
    recording::Worry,
    template::{self, Template},
    value::ValueType,
};

use super::{Sent, file::Opened, step, taken, without_page_fields, worry};
use crate::{
    answer::{Answer, page as rendered, show},
    field::{self, Offered},
    frame, paths,
    view::form::{FormPage, Posted},
};

/// Whether a record of the kind can be added to this file by a form. A section that is closed to the reader takes records all
/// the same: what a child said about an illness is written down by whoever heard it.
pub(super) fn can_be_added(kind: &KindSchema, opened: &Opened) -> bool {
    !kind.given && !kind.once && kind.file.is_none_or(|of| of == opened.view.file_type)
}

fn kind_of(opened: &Opened, name: &str) -> Result<&'static KindSchema, Answer> {
    let kind = hearth_record::kind(name).filter(|kind| can_be_added(kind, opened));
    kind.ok_or_else(|| Answer::NotFound(Box::new(opened.frame(""))))
}

/// `GET /children/{id}/add/{kind}`
pub async fn form(mut opened: Opened, Path((_, name)): Path<(String, String)>) -> Result<Response, Answer> {
    let kind = kind_of(&opened, &name)?;
    opened.must(Action::Record).await?;
    if kind.kind == Worry::SCHEMA.kind {
        opened.know_colleagues().await?;
    }
    let key = draft_key(&opened.signed.desk, &form_name(kind), Some(opened.view.id));
    let draft = kept_draft(&opened.signed.desk, &key).await.map_err(|failure| opened.failed(failure))?;
    let saved = draft.as_ref().map(|draft| format!("Saved {}", frame::moment(draft.saved_at)));
    let posted = draft.map_or_else(|| begun(kind, &opened), |draft| Posted::new(draft.pairs));
    let offered = Offered::in_file(&opened, kind, &posted).await?;
    Ok(rendered(&of(&opened, &offered, kind, &posted, saved, &Problems::none())))
}

/// A form that nobody began: a moment that is needed stands at now, to be changed where it was earlier.
fn begun(kind: &KindSchema, opened: &Opened) -> Posted {
    if kind.kind == Worry::SCHEMA.kind {
        return Posted::new(worry::begun(opened));
    }
    let now = |field: &&hearth_record::FieldSchema| field.required && field.value == ValueType::Moment;
    let pair = |field: &hearth_record::FieldSchema| (field.name.to_owned(), opened.signed.desk.now().to_string());
    Posted::new(kind.form().filter(now).map(pair).collect())
}

/// The template by which a record of the kind is written here today.
fn template(opened: &Opened, kind: &KindSchema) -> Option<&'static Template> {
    template::in_use(kind, opened.signed.desk.authority().as_str(), opened.signed.desk.today())
}

/// The id that the record will have: a form that is sent twice is written once.
fn proposed(opened: &Opened, posted: &Posted) -> String {
    match posted.one("record") {
        "" => recording::propose(&opened.signed.desk).to_string(),
        id => id.to_owned(),
    }
}

fn form_name(kind: &KindSchema) -> String {
    format!("add:{}", kind.kind)
}

fn of(
    opened: &Opened,
    offered: &Offered,
    kind: &KindSchema,
    posted: &Posted,
    saved: Option<String>,
    problems: &Problems,
) -> FormPage {
    let worry = kind.kind == Worry::SCHEMA.kind;
    let title = if worry { worry::HEADING.to_owned() } else { format!("Add: {}", kind.title.to_lowercase()) };
    let mut fields = field::by_template(offered, kind, template(opened, kind), None, field::posted(posted), problems);
    // A manager decides a contact on its own page.
    fields.retain(|field| kind.kind != Contact::SCHEMA.kind || !Contact::DECISION.contains(&field.name.as_str()));
    let later = step::of_kind(kind).map_or(&[][..], |step| step.later);
    fields.retain(|field| !later.contains(&field.name.as_str()));
    if worry {
        worry::only_managers(opened, &mut fields);
    }
    FormPage {
        frame: opened.frame(&title),
        identity: Some(opened.identity(None)),
        heading: title,
        intro: Some(if worry { worry::INTRO } else { first_sentence(kind.about) }.to_owned())
            .filter(|about| !about.is_empty()),
        warning: None,
        action: paths::add(opened.view.id, kind.kind),
        draft: Some(format!("{}/draft/{}", paths::file(opened.view.id), form_name(kind))),
        saved,
        fields,
        problems: field::of_the_whole(problems),
        hidden: vec![("record".to_owned(), proposed(opened, posted))],
        submit: if worry { worry::SUBMIT.to_owned() } else { format!("Save {}", kind.title.to_lowercase()) },
        cancel: paths::file(opened.view.id),
    }
}

/// What a kind is, without what only the catalogue wants to know: up to the first full stop that ends a sentence.
fn first_sentence(about: &str) -> &str {
    let ends = about.match_indices(". ").find(|(at, _)| about[at + 2..].starts_with(char::is_uppercase));
    ends.map_or(about, |(at, _)| &about[..=at])
}

/// `POST /children/{id}/add/{kind}`
pub async fn save(opened: Opened, Path((_, name)): Path<(String, String)>, sent: Sent) -> Result<Response, Answer> {
    let kind = kind_of(&opened, &name)?;
    let posted = taken(&opened.signed, sent)?;
    opened.must(Action::Record).await?;
    let desk = &opened.signed.desk;
    let key = draft_key(desk, &form_name(kind), Some(opened.view.id));
    // What was typed is safe before anything else can refuse it.
    recording::keep_draft(desk, &key, &without_page_fields(&posted)).await.map_err(|failure| opened.failed(failure))?;
    if posted.one("act") == "draft" {
        return Ok(Redirect::to(&paths::file(opened.view.id)).into_response());
    }
    if let Some(field) = posted.one("act").strip_prefix("find:") {
        return Ok(Redirect::to(&paths::choose_person(opened.view.id, &form_name(kind), field)).into_response());
    }
    let texts: Vec<(&str, String)> = kind.form().map(|field| (field.name, posted.text(field.name))).collect();
    let text_of = |name: &str| texts.iter().find(|(n, _)| *n == name).map(|(_, text)| text.as_str());
    let saved = match read_form(kind, &Fields::new(), text_of) {
        Ok(fields) => match people::must_be_known(desk, &opened.view, kind, &Fields::new(), &fields).await {
            Ok(()) => {
                let added = Added { kind, fields, purpose: opened.view.purpose(), draft: Some(&key) };
                recording::add_once(desk, opened.view.id, added, posted.one("record").parse().ok()).await
            }
            Err(failure) => Err(failure),
        },
        Err(problems) => Err(Failure::Problems(problems)),
    };
    match saved {
        Ok(saved) => Ok(Redirect::to(&written(&opened, kind, saved.record)).into_response()),
        Err(Failure::Problems(problems)) => {
            let offered = Offered::in_file(&opened, kind, &posted).await?;
            let kept = Some(format!("Kept as a draft {}", frame::moment(desk.now())));
            Ok(show(
                axum::http::StatusCode::UNPROCESSABLE_ENTITY,
                &of(&opened, &offered, kind, &posted, kept, &problems),
            ))
        }
        Err(failure) => Err(opened.failed(failure)),
    }
}

/// Where somebody is led who has added a record: to the record, or to the list that says that its section is closed to them.
fn written(opened: &Opened, kind: &KindSchema, record: RecordId) -> String {
    if opened.view.is_closed(kind.category) {
        format!("{}/records", paths::file(opened.view.id))
    } else {
        paths::record(opened.view.id, record)
    }
}
