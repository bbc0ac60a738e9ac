//! Stopping the use of a recipient's key: one that was lost, or that somebody else may have.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_casework::{Failure, governance::keys::end_key};
use hearth_record::Problems;

use super::registers::{framed, read};
use crate::{
    answer::{Answer, page as rendered, sentence, show},
    field,
    guard::Signed,
    pages::{Sent, taken},
    paths,
    view::form::{Control, Field, FormPage, TextBox},
};

fn page(signed: &Signed, (name, code): (&str, &str), problems: &Problems) -> FormPage {
    let wrong = problems.iter().find(|problem| problem.field == Some("because"));
    let label = "Why is it not used any more?";
    FormPage {
        frame: framed(signed, "Stop using a key"),
        identity: None,
        heading: "Stop using a key".to_owned(),
        intro: Some(format!(
            "{name}. Nothing is encrypted to it from now on. What went already stays as it is: tell them."
        )),
        warning: None,
        action: paths::end_key(code),
        draft: None,
        saved: None,
        fields: vec![Field {
            name: "because".to_owned(),
            label: label.to_owned(),
            hint: Some("Such as that it was on a laptop that was stolen".to_owned()),
            error: wrong.map(|problem| sentence(&format!("why {}", problem.message))),
            optional: false,
            part: None,
            control: Control::Text(TextBox { autocomplete: "off", ..TextBox::default() }),
        }],
        problems: field::of_the_whole(problems),
        hidden: Vec::new(),
        submit: "Stop using it".to_owned(),
        cancel: paths::RECIPIENTS.to_owned(),
    }
}

/// The name of a recipient whose key is in use.
async fn called(signed: &Signed, code: &str) -> Result<String, Answer> {
    let (registers, pack) = read(signed).await?;
    let recipient = pack.recipient(code).filter(|recipient| registers.key(&recipient.code).is_some());
    let absent = || Answer::framed(Failure::Absent("no key of this recipient is in use"), signed, None);
    recipient.map(|recipient| recipient.name.clone()).ok_or_else(absent)
}

/// `GET /settings/recipients/{code}/key/end`
pub async fn end_key_form(signed: Signed, Path(code): Path<String>) -> Result<Response, Answer> {
    let name = called(&signed, &code).await?;
    Ok(rendered(&page(&signed, (&name, &code), &Problems::none())))
}

/// `POST /settings/recipients/{code}/key/end`
pub async fn end_key_save(signed: Signed, Path(code): Path<String>, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    match end_key(&signed.desk, &code, posted.one("because")).await {
        Ok(()) => Ok(Redirect::to(paths::RECIPIENTS).into_response()),
        Err(Failure::Problems(problems)) => {
            let name = called(&signed, &code).await?;
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page(&signed, (&name, &code), &problems)))
        }
        Err(failure) => Err(Answer::framed(failure, &signed, None)),
    }
}
