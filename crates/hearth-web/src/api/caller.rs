//! Who calls, and of which file: what every handler starts from.

use std::ops::Deref;

use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Request, rejection::JsonRejection},
    http::{Method, StatusCode, request::Parts},
};
use hearth_access::{Action, Purpose, csrf};
use hearth_casework::{Desk, FileView, recording};
use hearth_record::ids::FileId;
use serde::de::DeserializeOwned;

use super::{HEADER, Problem, ROOT};
use crate::{
    App,
    guard::{Seated, Signed, asked_for, seated},
    pages::file::purpose,
};

/// Somebody who is signed in. Whatever changes anything carries the token of their session: no other site can read it, and none can make
/// a browser send a header of ours.
pub struct Caller(pub Signed);

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let signed = match seated(parts, app).await? {
            Seated::At(signed) => *signed,
            Seated::Locked => {
                let detail = "You were away for a while, so the session was locked. Sign in again.";
                return Err(Problem::new(StatusCode::UNAUTHORIZED, "locked", detail));
            }
            Seated::Nobody => {
                let detail = "Nobody is signed in. Sign in at /sign-in and keep the cookie.";
                return Err(Problem::new(StatusCode::UNAUTHORIZED, "signed_out", detail));
            }
        };
        let carried = parts.headers.get(HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let reads = matches!(parts.method, Method::GET | Method::HEAD);
        if reads || csrf::belongs(&signed.token, carried) { Ok(Self(signed)) } else { Err(Problem::no_token()) }
    }
}

impl Deref for Caller {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.0.desk
    }
}

/// The file that an address names, as far as whoever calls may see it: opened as a page opens it, under the same purpose, with the same
/// entry of the audit.
pub struct Child {
    /// Who opened it.
    pub desk: Desk,
    /// The file.
    pub view: FileView,
    purpose: Option<Purpose>,
}

impl FromRequestParts<App> for Child {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Caller(signed) = Caller::from_request_parts(parts, app).await?;
        let file = file_in(asked_for(parts).path()).ok_or_else(Problem::not_found)?;
        let purpose = purpose(parts, &signed);
        let view = signed.desk.open(file, purpose, None).await?;
        Ok(Self { desk: signed.desk, view, purpose })
    }
}

impl Child {
    /// Goes on only where the policies permit `action` in this file; a refusal stands in the audit.
    ///
    /// # Errors
    /// The refusal.
    pub async fn must(&self, action: Action) -> Result<(), Problem> {
        if self.view.may(action) {
            return Ok(());
        }
        Ok(recording::may(&self.desk, self.view.id, action, self.purpose).await?)
    }
}

fn file_in(path: &str) -> Option<FileId> {
    path.strip_prefix(ROOT)?.strip_prefix("/children/")?.split('/').next()?.parse().ok()
}

/// What was sent as JSON, read strictly: what nobody asked for is refused, so that a word with a letter wrong is no answer left out.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        match Json::<T>::from_request(request, app).await {
            Ok(Json(sent)) => Ok(Self(sent)),
            Err(rejection) => Err(unreadable(&rejection)),
        }
    }
}

/// What cannot be read, without a word of what was sent.
fn unreadable(rejection: &JsonRejection) -> Problem {
    let detail = match rejection {
        JsonRejection::MissingJsonContentType(_) => "Send JSON, with the content type application/json.",
        JsonRejection::JsonDataError(_) => {
            "What was sent has a field that is not known here, or lacks one. Nothing was saved; /api/openapi.json lists them."
        }
        _ => "What was sent is not JSON that can be read, or too long. Nothing was saved.",
    };
    Problem::new(rejection.status(), "unreadable", detail)
}
