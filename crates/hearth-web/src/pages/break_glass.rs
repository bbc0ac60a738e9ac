//! Opening a closed file in an emergency, with a reason.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_casework::{Failure, access};
use hearth_record::{Problems, ids::FileId};

use super::{Sent, taken};
use crate::{
    answer::{Answer, page as rendered, show},
    frame,
    guard::Signed,
    paths,
    view::form::{Control, Field, FormPage},
};

/// `GET /children/{id}/break-glass`
pub async fn form(signed: Signed, Path(file): Path<String>) -> Result<Response, Answer> {
    let file = id(&signed, &file)?;
    Ok(rendered(&of(&signed, file, "", &Problems::none())))
}

fn id(signed: &Signed, file: &str) -> Result<FileId, Answer> {
    file.parse().map_err(|_| Answer::NotFound(Box::new(frame::of(signed, ""))))
}

fn of(signed: &Signed, file: FileId, reason: &str, problems: &Problems) -> FormPage {
    let problem = problems.iter().next();
    FormPage {
        frame: frame::of(signed, "Open this file in an emergency"),
        identity: None,
        heading: "Open this file in an emergency".to_owned(),
        intro: Some("The file opens to you for four hours. That you opened it, and your reason, are written down and can be reviewed.".to_owned()),
        warning: Some("Only if a child may be at risk and you cannot wait for somebody who holds the file.".to_owned()),
        action: paths::break_glass(file),
        draft: None,
        saved: None,
        fields: vec![Field {
            name: "reason".to_owned(),
            label: "Why must you open this file now?".to_owned(),
            hint: Some("In a sentence, such as “police ask whether the child may go home tonight”.".to_owned()),
            error: problem.map(|problem| crate::answer::sentence(&problem.message)),
            optional: false,
            part: None,
            control: Control::Narrative(reason.to_owned(), 4),
        }],
        problems: Vec::new(),
        hidden: Vec::new(),
        submit: "Open the file".to_owned(),
        cancel: "/".to_owned(),
    }
}

/// `POST /children/{id}/break-glass`
pub async fn save(signed: Signed, Path(file): Path<String>, sent: Sent) -> Result<Response, Answer> {
    let file = id(&signed, &file)?;
    let posted = taken(&signed, sent)?;
    let reason = posted.one("reason");
    match access::break_glass(&signed.desk, file, reason).await {
        Ok(_) => Ok(Redirect::to(&paths::file(file)).into_response()),
        Err(Failure::Problems(problems)) => {
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, file, reason, &problems)))
        }
        Err(failure) => Err(Answer::framed(failure, &signed, Some(file))),
    }
}
