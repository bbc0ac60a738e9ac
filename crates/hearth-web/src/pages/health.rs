//! Whether the service lives, and whether it can serve.

use axum::{extract::State, http::StatusCode};

use crate::App;

/// The process answers.
pub async fn health() -> &'static str {
    "ok"
}

/// The databases answer too.
pub async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.instance.store.ready().await {
        Ok(()) => (StatusCode::OK, "ready"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
        }
    }
}
