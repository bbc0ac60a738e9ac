//! What the API answers when it cannot do what was asked (RFC 9457), made from the failures of casework in one place.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use hearth_casework::Failure;
use hearth_record::Problems;
use serde::Serialize;
use utoipa::ToSchema;

use super::{HEADER, SESSION};
use crate::answer::sentence;

/// Why nothing was done, as a problem detail. A file that is hidden is answered letter for letter as one that is not there.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: what went wrong is said by the status, and more closely by `code`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The phrase of the status.
    title: &'static str,
    /// The status.
    status: u16,
    /// What went wrong, for a program: `signed_out`, `locked`, `token`, `refused`, `not_found`, `method`, `unreadable`, `incomplete`,
    /// `not_now`, `changed`, `damaged` or `unavailable`.
    code: &'static str,
    /// What went wrong and what to do, for people, in the words of the page that does the same.
    detail: String,
    /// Who can do what was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    who_can: Option<String>,
    /// What to do next where something was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_step: Option<String>,
    /// What is wrong, an entry for each field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
}

/// What is wrong with one field of what was sent.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The field; none where several disagree.
    field: Option<&'static str>,
    /// What is wrong and how to put it right, as the form says it.
    message: String,
}

impl Problem {
    /// A problem with this code.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or_default(),
            status: status.as_u16(),
            code,
            detail: detail.into(),
            ..Self::default()
        }
    }

    /// A change that does not carry the token of its session: another site may have sent it.
    pub fn no_token() -> Self {
        let detail = format!(
            "The request does not carry the token of this session, so nothing was saved. Take it from {SESSION} and send it in the \
             header {HEADER}."
        );
        Self::new(StatusCode::FORBIDDEN, "token", detail)
    }

    /// There is no such thing, or nothing of it may be known.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "There is nothing here. Check the address and the ids in it.")
    }

    fn of_fields(problems: &Problems) -> Self {
        let errors = problems.iter().map(|problem| FieldProblem {
            field: problem.field.filter(|field| !field.is_empty()),
            message: in_words(&problem.message),
        });
        let detail = "Nothing was saved. Put right what is wrong and send it again.";
        Self { errors: errors.collect(), ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "incomplete", detail) }
    }
}

/// What is needed stands for itself, as on the form; anything else follows the name of its field.
fn in_words(message: &str) -> String {
    let needed = ["is needed: ", "are needed: "].iter().find_map(|begin| message.strip_prefix(begin));
    needed.map_or_else(|| message.to_owned(), sentence)
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusal) if refusal.existence_hidden => Self::not_found(),
            Failure::Refused(refusal) => Self {
                who_can: Some(sentence(&refusal.who_can)),
                next_step: Some(sentence(&refusal.next_step)),
                ..Self::new(StatusCode::FORBIDDEN, "refused", sentence(&refusal.why))
            },
            Failure::Absent(_) => Self::not_found(),
            Failure::Problems(problems) => Self::of_fields(&problems),
            Failure::Wrong(why) => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "not_now", sentence(&why)),
            Failure::Both(_) => Self::new(
                StatusCode::CONFLICT,
                "changed",
                "Somebody else changed this at the same time. Read it again, and send what still holds.",
            ),
            Failure::Damaged(why) => {
                tracing::error!(%why, "something stored was changed past the service");
                let detail = "This was changed after it was stored. Nothing of it is shown, and that you found it so is written down.";
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "damaged", detail)
            }
            Failure::Store(error) => {
                tracing::error!(%error, "a request of the API failed");
                let detail = "Nothing of what you sent was saved. Try again in a moment.";
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", detail)
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let kind = HeaderValue::from_static("application/problem+json");
        (status, [(header::CONTENT_TYPE, kind)], Json(self)).into_response()
    }
}
