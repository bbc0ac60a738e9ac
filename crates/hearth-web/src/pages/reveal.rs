//! Showing a protected address to somebody who says why they need it: on that answer and no other.

use axum::{extract::Path, http::StatusCode, response::Response};
use hearth_casework::{Failure, people};
use hearth_record::{Problems, Record, ids::RecordId, people::Address};

use super::{
    Sent,
    file::{Opened, Said},
    taken,
};
use crate::{
    answer::{Answer, page as rendered, show},
    paths,
    view::form::{Control, Field, FormPage},
};

/// `GET /children/{id}/records/{record}/reveal`
pub async fn form(opened: Opened, Path((_, record)): Path<(String, String)>) -> Result<Response, Answer> {
    let record = protected(&opened, &record)?;
    Ok(rendered(&of(&opened, record, "", &Problems::none())))
}

pub(super) fn protected(opened: &Opened, record: &str) -> Result<RecordId, Answer> {
    let found = record.parse::<RecordId>().ok().and_then(|id| opened.view.record(id));
    let found = found.filter(|held| held.schema.kind == Address::SCHEMA.kind).map(|held| held.id);
    found.ok_or_else(|| Answer::NotFound(Box::new(opened.frame(""))))
}

fn of(opened: &Opened, record: RecordId, reason: &str, problems: &Problems) -> FormPage {
    let problem = problems.iter().next();
    FormPage {
        frame: opened.frame("Show a protected address"),
        identity: Some(opened.identity(None)),
        heading: "Show a protected address".to_owned(),
        intro: Some(
            "It is shown once, on the next page. That you saw it, and why, is written down and can be reviewed."
                .to_owned(),
        ),
        warning: Some(
            "Somebody must not learn where this is. Do not read it out, print it or leave it on the screen.".to_owned(),
        ),
        action: paths::reveal(opened.view.id, record),
        draft: None,
        saved: None,
        fields: vec![Field {
            name: "reason".to_owned(),
            label: "What do you need it for?".to_owned(),
            hint: Some("Such as “visit this afternoon”".to_owned()),
            error: problem.map(|problem| format!("The reason {}", problem.message)),
            optional: false,
            part: None,
            control: Control::Narrative(reason.to_owned(), 2),
        }],
        problems: Vec::new(),
        hidden: Vec::new(),
        submit: "Show address".to_owned(),
        cancel: paths::record(opened.view.id, record),
    }
}

/// `POST /children/{id}/records/{record}/reveal`: the page of the record, this once with what it keeps back.
pub async fn show_once(
    mut opened: Opened,
    Path((_, record)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Answer> {
    let record = protected(&opened, &record)?;
    let posted = taken(&opened.signed, sent)?;
    let reason = posted.one("reason");
    let desk = opened.signed.desk.clone();
    match people::reveal_address(&desk, &mut opened.view, record, reason).await {
        Ok(()) => super::file::shown_record(opened, record, Said::Revealed).await,
        Err(Failure::Problems(problems)) => {
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&opened, record, reason, &problems)))
        }
        Err(failure) => Err(opened.failed(failure)),
    }
}
