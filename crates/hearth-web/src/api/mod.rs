//! The same use cases as JSON: a handler reads what was sent, calls the one use case that the page calls, and answers with a struct of its
//! own. Signing in, permissions, purposes and the audit are those of the pages, because they stand in casework; what the pages guard
//! themselves, [`caller`] guards here for every handler.
//!
//! The structs are not those of the pages ([`view`](crate::view)), which say things in sentences and change whenever a page does, and not
//! those of casework, which may be renamed: what a program reads stays as it is, and `docs/api/openapi.json` is what it can rely on.

/// A code of a set with its words, as an answer says it.
macro_rules! coded {
    ($value:expr) => {
        $value.map(|code| crate::api::Coded { code: code.code(), words: code.words() })
    };
}

mod caller;
mod deciding;
mod described;
mod holds;
mod kept;
mod problem;
mod retention;
mod shares;
mod sharing;

use axum::{
    Json, Router,
    http::StatusCode,
    routing::{get, post},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{App, paths};

pub use self::{
    caller::{Body, Caller, Child},
    described::openapi,
    kept::Kept,
    problem::Problem,
};

/// Where the API begins.
pub const ROOT: &str = "/api/v1";
/// Where a program learns who is signed in, and the token of the session.
pub const SESSION: &str = "/api/v1/session";
/// The header that carries the token of the session with every change.
pub const HEADER: &str = "x-hearth-token";

/// The routes of the API.
pub fn routes() -> Router<App> {
    let file = Router::new()
        .route("/kept", get(kept::kept))
        .route("/shares", get(shares::shares).post(deciding::decide))
        .route("/shares/choices", get(deciding::choices))
        .route("/shares/preview", post(deciding::preview))
        .route("/shares/urgent", post(deciding::urgent))
        .route("/shares/{record}/{act}", post(shares::share_act));
    let of_council = Router::new()
        .route("/session", get(session))
        .route("/sharing", get(sharing::sharing))
        .route("/retention", get(retention::retention).post(retention::propose))
        .route("/retention/batches/{batch}", get(retention::batch).post(retention::batch_act))
        .route("/retention/batches/{batch}/files/{item}", post(retention::review))
        .route("/retention/certificates/{file}", get(retention::certificate))
        .route("/retention/holds", get(holds::holds).post(holds::open_hold))
        .route("/retention/holds/{hold}", post(holds::hold_act))
        .nest("/children/{id}", file)
        .method_not_allowed_fallback(not_allowed);
    Router::new().nest(ROOT, of_council).route(paths::OPENAPI, get(description))
}

async fn not_allowed() -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method", "Nothing is done here by this method. Nothing was saved.")
}

async fn description() -> ([(axum::http::HeaderName, &'static str); 1], String) {
    ([(axum::http::header::CONTENT_TYPE, "application/json")], openapi())
}

/// Who is signed in.
#[derive(Serialize, ToSchema)]
pub struct Session {
    /// The council.
    authority: String,
    /// The role.
    role: &'static str,
    /// The token that every change carries in the header `x-hearth-token`; it lasts as long as the session.
    token: String,
}

/// Who is signed in, and the token of the session.
#[utoipa::path(get, path = "/api/v1/session", tag = "session",
    responses((status = 200, body = Session)))]
async fn session(caller: Caller) -> Json<Session> {
    Json(Session {
        authority: caller.authority().to_string(),
        role: caller.subject().role.code(),
        token: caller.0.csrf(),
    })
}

/// A code of one of the sets, with its words.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Coded {
    /// The code, which stays.
    code: &'static str,
    /// The words, which may be written better one day.
    words: &'static str,
}

/// A record that was written.
#[derive(Serialize, ToSchema)]
pub struct Written {
    /// Its id.
    record: String,
}
