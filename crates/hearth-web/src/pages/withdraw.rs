//! Withdrawing a record that was written in error. It stays readable.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_casework::{Failure, recording};
use hearth_record::{Held, Problems, ids::RecordId};

use super::{Sent, correct::because_field, file::Opened, taken};
use crate::{
    answer::{Answer, page as rendered, show},
    paths,
    view::form::FormPage,
};

/// `GET /children/{id}/records/{record}/withdraw`
pub async fn form(opened: Opened, Path((_, record)): Path<(String, String)>) -> Result<Response, Answer> {
    let held = held(&opened, &record)?;
    opened.must(opened.view.to_correct(held)).await?;
    Ok(rendered(&of(&opened, held, "", &Problems::none())))
}

fn held<'a>(opened: &'a Opened, record: &str) -> Result<&'a Held, Answer> {
    let found = record.parse::<RecordId>().ok().and_then(|id| opened.view.record(id));
    found.filter(|held| !held.withdrawn()).ok_or_else(|| Answer::NotFound(Box::new(opened.frame(""))))
}

fn of(opened: &Opened, held: &Held, because: &str, problems: &Problems) -> FormPage {
    let title = format!("Withdraw: {}", held.schema.title.to_lowercase());
    let mut field = because_field(because, problems);
    "Why should this record not count?".clone_into(&mut field.label);
    field.hint = Some("Such as “written in the wrong child’s file”.".to_owned());
    FormPage {
        frame: opened.frame(&title),
        identity: Some(opened.identity(None)),
        heading: title,
        intro: Some("It will no longer count on the timeline, in clocks or in returns. What it says stays readable, with your reason.".to_owned()),
        warning: None,
        action: paths::withdraw(opened.view.id, held.id),
        draft: None,
        saved: None,
        fields: vec![field],
        problems: field_problems(problems),
        hidden: Vec::new(),
        submit: "Withdraw record".to_owned(),
        cancel: paths::record(opened.view.id, held.id),
    }
}

fn field_problems(problems: &Problems) -> Vec<String> {
    crate::field::of_the_whole(problems)
}

/// `POST /children/{id}/records/{record}/withdraw`
pub async fn save(opened: Opened, Path((_, record)): Path<(String, String)>, sent: Sent) -> Result<Response, Answer> {
    let held = held(&opened, &record)?;
    let posted = taken(&opened.signed, sent)?;
    let because = posted.one("because");
    match recording::withdraw(&opened.signed.desk, opened.view.id, held.id, because, opened.view.purpose()).await {
        Ok(saved) => Ok(Redirect::to(&paths::record(opened.view.id, saved.record)).into_response()),
        Err(Failure::Problems(problems)) => {
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&opened, held, because, &problems)))
        }
        Err(failure) => Err(opened.failed(failure)),
    }
}
