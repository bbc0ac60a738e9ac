//! Saying why one opens a file, where nothing in the records explains it.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Purpose;
use hearth_casework::access::state_purpose;
use hearth_record::ids::FileId;

use super::{Sent, taken};
use crate::{answer::Answer, frame, guard::Signed, paths};

/// `POST /children/{id}/purpose`: kept until the session ends; the file itself decides again whether it opens.
pub async fn state(signed: Signed, Path(file): Path<String>, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let lost = || Answer::NotFound(Box::new(frame::of(&signed, "")));
    let file: FileId = file.parse().map_err(|_| lost())?;
    let purpose: Purpose = posted.one("purpose").parse().map_err(|_| lost())?;
    let stated = state_purpose(&signed.desk, &signed.token, file, purpose).await;
    stated.map_err(|failure| Answer::framed(failure, &signed, Some(file)))?;
    Ok(Redirect::to(&paths::file(file)).into_response())
}
