//! Setting aside, as the second person, a tie between a worker and a file that the records suggest.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Action;
use hearth_casework::{Failure, access};
use hearth_record::{Problems, ids::RecordId};

use super::{Sent, file::Opened, taken};
use crate::{
    answer::{Answer, page as rendered, show},
    frame, paths,
    view::form::{Control, Field, FormPage},
};

/// The record and the file of an address.
type Of = Path<(String, String)>;

/// `GET /children/{id}/conflict/{record}`
pub async fn form(mut opened: Opened, Path((_, record)): Of) -> Result<Response, Answer> {
    opened.know_colleagues().await?;
    Ok(rendered(&of(&opened, &record, "", &Problems::none())?))
}

fn of(opened: &Opened, record: &str, because: &str, problems: &Problems) -> Result<FormPage, Answer> {
    let not_found = || opened.failed(Failure::Absent("there is no such tie to be set aside"));
    let record: RecordId = record.parse().map_err(|_| not_found())?;
    let ties = access::suspected_ties(&opened.view);
    let may = opened.view.may(Action::ApproveAccess);
    let tie = ties.into_iter().find(|(id, _)| *id == record && may).map(|(_, tie)| tie).ok_or_else(not_found)?;
    let known = opened.colleagues.iter().find(|known| known.worker == *tie.worker);
    let name = known.map_or("A worker who has no account here", |known| known.name.as_str());
    let found = frame::moment(*tie.noted_at);
    Ok(FormPage {
        frame: opened.frame("Look at a suspected tie"),
        identity: Some(opened.identity(None)),
        heading: "Look at a suspected tie".to_owned(),
        intro: Some(format!(
            "{name} opened this file on {found}. It names them, or somebody of their family, so it closed to them."
        )),
        warning: Some(format!("Set aside, the file opens to {name} again. Leave it where you are not sure.")),
        action: paths::tie(opened.view.id, record),
        draft: None,
        saved: None,
        fields: vec![Field {
            name: "because".to_owned(),
            label: "What did you look at, and why is it no conflict?".to_owned(),
            hint: Some("It stays with the file".to_owned()),
            error: problems.iter().next().map(|problem| format!("The reason {}", problem.message)),
            optional: false,
            part: None,
            control: Control::Narrative(because.to_owned(), 3),
        }],
        problems: Vec::new(),
        hidden: Vec::new(),
        submit: "Set aside".to_owned(),
        cancel: paths::file(opened.view.id),
    })
}

/// `POST /children/{id}/conflict/{record}`
pub async fn save(mut opened: Opened, Path((_, record)): Of, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let because = posted.one("because");
    let absent = Failure::Absent("there is no such tie to be set aside");
    let id: RecordId = record.parse().map_err(|_| opened.failed(absent))?;
    match access::set_tie_aside(&opened.signed.desk, opened.view.id, id, because).await {
        Ok(_) => Ok(Redirect::to(&paths::file(opened.view.id)).into_response()),
        Err(Failure::Problems(problems)) => {
            opened.know_colleagues().await?;
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&opened, &record, because, &problems)?))
        }
        Err(failure) => Err(opened.failed(failure)),
    }
}
