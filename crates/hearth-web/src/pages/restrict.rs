//! Closing a file to all but those named, and opening it again; declaring a conflict of interest.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_casework::{Failure, access};
use hearth_record::{Problems, ids::FileId};

use super::{Sent, file::Opened, taken};
use crate::{
    answer::{Answer, page as rendered, show},
    frame,
    guard::Signed,
    paths,
    view::form::{Choice, Control, Field, FormPage, Posted},
};

fn id(signed: &Signed, file: &str) -> Result<FileId, Answer> {
    file.parse().map_err(|_| Answer::NotFound(Box::new(frame::of(signed, ""))))
}

/// `GET /children/{id}/restrict`: sets a restriction, or lifts the one that stands. It shows nothing of the file, because whoever
/// restricts files need not be one who opens them.
pub async fn form(signed: Signed, Path(file): Path<String>) -> Result<Response, Answer> {
    let file = id(&signed, &file)?;
    Ok(rendered(&of(&signed, file, &Posted::default(), &Problems::none()).await?))
}

async fn of(signed: &Signed, file: FileId, posted: &Posted, problems: &Problems) -> Result<FormPage, Answer> {
    let failed = |failure| Answer::framed(failure, signed, Some(file));
    let restricted = access::is_restricted(&signed.desk, file).await.map_err(failed)?;
    let error = |name: &str, what: &str| {
        problems.iter().find(|problem| problem.field == Some(name)).map(|problem| format!("{what} {}", problem.message))
    };
    let words = |name: &str, label: &str, hint: &str| Field {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: Some(hint.to_owned()),
        error: error(name, "The reason"),
        optional: false,
        part: None,
        control: Control::Narrative(posted.one(name).to_owned(), 3),
    };
    let heading = if restricted { "Lift the restriction of this file" } else { "Restrict this file" };
    let fields = if restricted {
        vec![words("because", "Why may it be opened again?", "It stays with the file")]
    } else {
        let people = access::colleagues(&signed.desk).await.map_err(failed)?;
        let chosen = posted.text("allowed");
        let choice = |known: &access::Colleague| {
            let id = known.worker.to_string();
            let chosen = chosen.lines().any(|line| line == id);
            Choice::new(id, format!("{}, {}", known.name, known.role.to_lowercase())).chosen_if(chosen)
        };
        let allowed = Field {
            name: "allowed".to_owned(),
            label: "Who may open it?".to_owned(),
            hint: Some(
                "Nobody else can from now on, allocated or not, save in an emergency and with a reason".to_owned(),
            ),
            error: error("allowed", "At least one name"),
            optional: false,
            part: None,
            control: Control::Checkboxes(people.iter().map(choice).collect()),
        };
        vec![words("reason", "Why must it be restricted?", "Such as “a parent works for the council”"), allowed]
    };
    Ok(FormPage {
        frame: frame::of(signed, heading),
        identity: None,
        heading: heading.to_owned(),
        intro: None,
        warning: (!restricted).then(|| "It closes at once, also to those who have it open.".to_owned()),
        action: paths::restrict(file),
        draft: None,
        saved: None,
        fields,
        problems: Vec::new(),
        hidden: Vec::new(),
        submit: if restricted { "Lift restriction" } else { "Restrict file" }.to_owned(),
        cancel: paths::file(file),
    })
}

/// `POST /children/{id}/restrict`: sets a restriction, or lifts the one that stands.
pub async fn save(signed: Signed, Path(file): Path<String>, sent: Sent) -> Result<Response, Answer> {
    let file = id(&signed, &file)?;
    let posted = taken(&signed, sent)?;
    let desk = &signed.desk;
    let restricted = access::is_restricted(desk, file).await.map_err(|e| Answer::framed(e, &signed, Some(file)))?;
    let done = if restricted {
        access::lift_restriction(desk, file, posted.one("because")).await
    } else {
        let allowed = posted.text("allowed").lines().filter_map(|line| line.parse().ok()).collect();
        access::restrict(desk, file, allowed, posted.one("reason")).await
    };
    answered(&signed, file, &posted, done.map(drop)).await
}

async fn answered(
    signed: &Signed,
    file: FileId,
    posted: &Posted,
    done: Result<(), Failure>,
) -> Result<Response, Answer> {
    match done {
        // Whoever restricts a file need not be one who may open it: the page tells how it stands now.
        Ok(()) => Ok(Redirect::to(&paths::restrict(file)).into_response()),
        Err(Failure::Problems(problems)) => {
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(signed, file, posted, &problems).await?))
        }
        Err(failure) => Err(Answer::framed(failure, signed, Some(file))),
    }
}

/// `GET /children/{id}/conflict`
pub async fn conflict(opened: Opened) -> Response {
    rendered(&of_conflict(&opened, "", &Problems::none()))
}

fn of_conflict(opened: &Opened, tie: &str, problems: &Problems) -> FormPage {
    let problem = problems.iter().next();
    FormPage {
        frame: opened.frame("Declare a conflict of interest"),
        identity: Some(opened.identity(None)),
        heading: "Declare a conflict of interest".to_owned(),
        intro: Some(
            "If you know this family outside your work, or are tied to them in another way, a colleague takes over."
                .to_owned(),
        ),
        warning: Some("The file closes to you at once, and no emergency opens it to you.".to_owned()),
        action: paths::conflict(opened.view.id),
        draft: None,
        saved: None,
        fields: vec![Field {
            name: "tie".to_owned(),
            label: "How are you tied to them?".to_owned(),
            hint: Some(
                "Such as “his grandmother is my neighbour”. Managers who hand the work on can read it.".to_owned(),
            ),
            error: problem.map(|problem| format!("The tie {}", problem.message)),
            optional: false,
            part: None,
            control: Control::Narrative(tie.to_owned(), 3),
        }],
        problems: Vec::new(),
        hidden: Vec::new(),
        submit: "Declare conflict".to_owned(),
        cancel: paths::file(opened.view.id),
    }
}

/// `POST /children/{id}/conflict`
pub async fn declare(opened: Opened, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let tie = posted.one("tie");
    match access::declare_conflict(&opened.signed.desk, opened.view.id, tie).await {
        Ok(_) => Ok(Redirect::to("/").into_response()),
        Err(Failure::Problems(problems)) => {
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of_conflict(&opened, tie, &problems)))
        }
        Err(failure) => Err(opened.failed(failure)),
    }
}
