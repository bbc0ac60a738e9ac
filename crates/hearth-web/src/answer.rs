//! What a page answers when it cannot do what was asked, made from the failures of casework in one place.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use hearth_access::{Purpose, Refusal, role::Group};
use hearth_casework::Failure;
use hearth_record::ids::FileId;

use crate::{
    guard::Signed,
    paths,
    view::{
        Frame, Link,
        form::Choice,
        refusal::{AskPurpose, BreakGlass, ErrorPage, RefusalPage},
    },
};

/// An answer other than the page that was asked for.
pub enum Answer {
    /// Access refused: the page of the reasons.
    Refused(Box<Frame>, Box<Refusal>, Option<Closed>),
    /// There is no such page, record or kind.
    NotFound(Box<Frame>),
    /// A form that this session did not send out, or that is too old.
    Expired,
    /// What was asked makes no sense; the words say what to do.
    Wrong(Box<Frame>, String),
    /// Something stored is not what was stored: logged, and told so.
    Damaged(Box<Frame>, String),
    /// A fault of ours or of the machine: logged, and told without detail.
    Fault(String),
}

/// The file that stayed closed, and the purposes for which this person may open it all the same.
pub struct Closed {
    file: FileId,
    purposes: Vec<Purpose>,
    /// Whether this person may write down that somebody asks about it.
    takes: bool,
    /// Whether this person may read how long it is kept.
    keeps: bool,
}

impl From<Failure> for Answer {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusal) => Self::Refused(Box::default(), refusal, None),
            Failure::Absent(_) => Self::NotFound(Box::default()),
            Failure::Wrong(why) => Self::Wrong(Box::default(), why),
            Failure::Problems(problems) => Self::Wrong(Box::default(), problems.to_string()),
            Failure::Both(quarrel) => {
                Self::Wrong(Box::default(), format!("{} changed this record at the same time", quarrel.by))
            }
            Failure::Damaged(why) => Self::Damaged(Box::default(), why),
            Failure::Store(error) => Self::Fault(error.to_string()),
        }
    }
}

impl Answer {
    /// A failure on a page of somebody who is signed in: the frame of the page stands around the answer.
    pub fn framed(failure: Failure, signed: &Signed, file: Option<FileId>) -> Self {
        let frame = Box::new(crate::frame::of(signed, ""));
        match Self::from(failure) {
            Self::Refused(_, refusal, _) => {
                let role = signed.desk.subject().role;
                let (purposes, takes) = (Purpose::askable(role), role.is_in(Group::Rights));
                let keeps = role.is_in(Group::Records);
                Self::Refused(frame, refusal, file.map(|file| Closed { file, purposes, takes, keeps }))
            }
            Self::NotFound(_) => Self::NotFound(frame),
            Self::Wrong(_, why) => Self::Wrong(frame, why),
            Self::Damaged(_, why) => Self::Damaged(frame, why),
            other => other,
        }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        match self {
            Self::Refused(frame, refusal, _) if refusal.existence_hidden => Self::NotFound(frame).into_response(),
            Self::Refused(frame, refusal, closed) => {
                show(StatusCode::FORBIDDEN, &refused(*frame, &refusal, closed.as_ref()))
            }
            Self::NotFound(frame) => {
                let paragraphs = [
                    "If you typed the address, check it. If you followed a link, the record may have been moved.",
                    "You can find a person by name, date of birth, postcode or number.",
                ];
                show(StatusCode::NOT_FOUND, &error(*frame, "Page not found", &paragraphs))
            }
            Self::Expired => {
                let paragraphs = [
                    "The page you sent was opened in another session, so nothing was saved.",
                    "Go back, copy what you wrote if it is not there any more, load the page again and send it once more.",
                ];
                show(StatusCode::FORBIDDEN, &error(Frame::default(), "This form has expired", &paragraphs))
            }
            Self::Wrong(frame, why) => show(
                StatusCode::UNPROCESSABLE_ENTITY,
                &error(*frame, "That could not be done", &[sentence(&why).as_str()]),
            ),
            Self::Damaged(frame, why) => {
                tracing::error!(%why, "something stored was changed past the service");
                let paragraphs = [
                    &format!("{} Nothing of it is shown, and that you found it so is written down.", sentence(&why)),
                    "Tell the people who run this system: what was stored can be brought back from a backup.",
                ];
                show(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    &error(*frame, "This was changed after it was stored", &paragraphs),
                )
            }
            Self::Fault(why) => {
                tracing::error!(%why, "a request failed");
                let paragraphs = [
                    "Nothing of what you sent was saved, and nothing that was saved before is lost.",
                    "Try again in a moment. If it goes on, tell the people who run this system what you did and when.",
                ];
                show(
                    StatusCode::SERVICE_UNAVAILABLE,
                    &error(Frame::default(), "Hearth cannot answer just now", &paragraphs),
                )
            }
        }
    }
}

/// A page as an answer. A template that fails is a fault of ours and says nothing of the page.
pub fn show(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a template failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A page that was asked for.
pub fn page(page: &impl Template) -> Response {
    show(StatusCode::OK, page)
}

/// "the file is closed" as "The file is closed."
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    let end = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

fn error(mut frame: Frame, heading: &str, paragraphs: &[&str]) -> ErrorPage {
    heading.clone_into(&mut frame.title);
    let paragraphs = paragraphs.iter().map(|&p| p.to_owned()).collect();
    ErrorPage { frame, heading: heading.to_owned(), paragraphs, reference: None }
}

fn refused(mut frame: Frame, refusal: &Refusal, closed: Option<&Closed>) -> RefusalPage {
    let file = closed.map(|closed| closed.file);
    // A rule that forbids is not opened by a purpose; only what nothing permits is, and what asks for one.
    let purpose_opens = refusal.policies.iter().all(|policy| policy == "purpose_needed");
    let asks = closed.filter(|closed| purpose_opens && !closed.purposes.is_empty());
    let purposes = asks.map(|closed| AskPurpose {
        action: paths::purpose(closed.file),
        choices: closed
            .purposes
            .iter()
            .map(|purpose| Choice::new(purpose.code(), sentence(purpose.words()).trim_end_matches('.')))
            .collect(),
    });
    let heading = if file.is_some() { "You cannot do this in this file" } else { "You cannot do this" };
    heading.clone_into(&mut frame.title);
    let mut next = vec![Link::new("Find another person", "/find"), Link::new("Go to your page", "/")];
    let glass = file.filter(|_| refusal.next_step.contains("glass")).map(|file| BreakGlass {
        href: paths::break_glass(file),
        warning: "If a child may be at risk now, you can open the file with a reason. It opens for four hours; that you opened it, and your reason, are written down and can be reviewed.".to_owned(),
    });
    if glass.is_none() {
        next.reverse();
    }
    if let Some(closed) = closed.filter(|closed| closed.takes) {
        let takes = [
            Link::new("Record a request about this file", paths::new_request(closed.file)),
            Link::new("Record a complaint about this file", paths::new_complaint(closed.file)),
        ];
        next.splice(0..0, takes);
    }
    if let Some(closed) = closed.filter(|closed| closed.keeps) {
        next.insert(0, Link::new("How long this file is kept, and why", paths::kept(closed.file)));
    }
    RefusalPage {
        frame,
        heading: heading.to_owned(),
        why: sentence(&refusal.why),
        who_can: vec![sentence(&refusal.who_can), sentence(&refusal.next_step)],
        next,
        purposes,
        break_glass: glass,
        reference: None,
    }
}
