//! Adding a record of any kind: the form is made from the kind.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    recording::{self, Added, draft_key, kept_draft, read_form},
};
use hearth_record::{Fields, KindSchema, Problems, Service, value::ValueType};

use super::{Sent, file::Opened, taken, without_page_fields};
use crate::{
    answer::{Answer, page as rendered, show},
    field::{self, Offered},
    frame, paths,
    view::{
        Link,
        form::{FormPage, Posted},
        record::{ChoosePage, ServiceChoices},
    },
};

/// `GET /children/{id}/add`: what can be added.
pub async fn choose(opened: Opened) -> Response {
    let of_service = |service: Service| {
        let kinds = hearth_record::kinds().filter(|kind| kind.service == service && can_be_added(kind, &opened));
        let add: Vec<Link> = kinds.map(|kind| Link::new(kind.title, paths::add(opened.view.id, kind.kind))).collect();
        let anchor = service.code().replace('_', "-");
        (!add.is_empty()).then(|| ServiceChoices { title: service.title().to_owned(), anchor, kinds: add })
    };
    rendered(&ChoosePage {
        frame: opened.frame("Add a record"),
        identity: opened.identity(None),
        services: Service::ALL.into_iter().filter_map(of_service).collect(),
    })
}

fn can_be_added(kind: &KindSchema, opened: &Opened) -> bool {
    !kind.given
        && !kind.once
        && kind.file.is_none_or(|of| of == opened.view.file_type)
        && !opened.view.is_closed(kind.category)
}

fn kind_of(opened: &Opened, name: &str) -> Result<&'static KindSchema, Answer> {
    let kind = hearth_record::kind(name).filter(|kind| can_be_added(kind, opened));
    kind.ok_or_else(|| Answer::NotFound(Box::new(opened.frame(""))))
}

/// `GET /children/{id}/add/{kind}`
pub async fn form(opened: Opened, Path((_, name)): Path<(String, String)>) -> Result<Response, Answer> {
    let kind = kind_of(&opened, &name)?;
    opened.must(Action::Record).await?;
    let key = draft_key(&opened.signed.desk, &form_name(kind), Some(opened.view.id));
    let draft = kept_draft(&opened.signed.desk, &key).await.map_err(|failure| opened.failed(failure))?;
    let saved = draft.as_ref().map(|draft| format!("Saved {}", frame::moment(draft.saved_at)));
    let posted = draft.map_or_else(|| begun(kind, &opened), |draft| Posted::new(draft.pairs));
    let offered = Offered::to(&opened.signed, kind).await?;
    Ok(rendered(&of(&opened, &offered, kind, &posted, saved, &Problems::none())))
}

/// A form that nobody began: a moment that is needed stands at now, to be changed where it was earlier.
fn begun(kind: &KindSchema, opened: &Opened) -> Posted {
    let now = |field: &&hearth_record::FieldSchema| field.required && field.value == ValueType::Moment;
    let pair = |field: &hearth_record::FieldSchema| (field.name.to_owned(), opened.signed.desk.now().to_string());
    Posted::new(kind.form().filter(now).map(pair).collect())
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
    let title = format!("Add: {}", kind.title.to_lowercase());
    FormPage {
        frame: opened.frame(&title),
        identity: Some(opened.identity(None)),
        heading: title,
        intro: Some(kind.about.to_owned()).filter(|about| !about.is_empty()),
        warning: None,
        action: paths::add(opened.view.id, kind.kind),
        draft: Some(format!("{}/draft/{}", paths::file(opened.view.id), form_name(kind))),
        saved,
        fields: field::form(offered, kind, Some(&opened.view), field::posted(posted), problems),
        problems: field::of_the_whole(problems),
        hidden: Vec::new(),
        submit: format!("Save {}", kind.title.to_lowercase()),
        cancel: paths::file(opened.view.id),
    }
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
    let texts: Vec<(&str, String)> = kind.form().map(|field| (field.name, posted.text(field.name))).collect();
    let text_of = |name: &str| texts.iter().find(|(n, _)| *n == name).map(|(_, text)| text.as_str());
    let saved = match read_form(kind, &Fields::new(), text_of) {
        Ok(fields) => {
            recording::add(
                desk,
                opened.view.id,
                Added { kind, fields, purpose: opened.view.purpose(), draft: Some(&key) },
            )
            .await
        }
        Err(problems) => Err(Failure::Problems(problems)),
    };
    match saved {
        Ok(saved) => Ok(Redirect::to(&paths::record(opened.view.id, saved.record)).into_response()),
        Err(Failure::Problems(problems)) => {
            let offered = Offered::to(&opened.signed, kind).await?;
            let kept = Some(format!("Kept as a draft {}", frame::moment(desk.now())));
            Ok(show(
                axum::http::StatusCode::UNPROCESSABLE_ENTITY,
                &of(&opened, &offered, kind, &posted, kept, &problems),
            ))
        }
        Err(failure) => Err(opened.failed(failure)),
    }
}
