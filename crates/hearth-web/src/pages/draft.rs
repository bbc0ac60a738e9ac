//! Keeping what a form holds while somebody writes.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hearth_access::Action;
use hearth_casework::recording::{draft_key, keep_draft, may};
use hearth_record::ids::{FileId, RecordId};

use super::{Sent, taken, without_page_fields};
use crate::{answer::Answer, frame, guard::Signed};

/// The form that an address posts, by the name of its draft, and the file that it is about: `add:visit` for `/children/…/add/visit`.
pub fn form_at(path: &str) -> Option<(FileId, String)> {
    let mut parts = path.strip_prefix("/children/")?.split('/');
    let file: FileId = parts.next()?.parse().ok()?;
    let form = match (parts.next()?, parts.next()?, parts.next(), parts.next()) {
        ("add", kind, None, None) => format!("add:{}", hearth_record::kind(kind)?.kind),
        ("share", "new", None, None) => "share".to_owned(),
        ("share", "urgent", None, None) => "share_urgent".to_owned(),
        ("records", record, Some("correct"), None) => format!("correct:{}", record.parse::<RecordId>().ok()?),
        _ => return None,
    };
    Some((file, form))
}

/// `POST /children/{id}/draft/{form}`: answers when it was kept, in words for beside the title.
pub async fn keep(signed: Signed, Path((file, form)): Path<(String, String)>, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let lost = || Answer::NotFound(Box::new(frame::of(&signed, "")));
    let file = file.parse().map_err(|_| lost())?;
    let share = matches!(form.as_str(), "share" | "share_urgent");
    let known = share
        || form.split_once(':').is_some_and(|(act, what)| match act {
            "add" => hearth_record::kind(what).is_some(),
            "correct" | "decide" => what.parse::<hearth_record::ids::RecordId>().is_ok(),
            _ => false,
        });
    if !known {
        return Err(lost());
    }
    // Only where the person may record: a kept draft must not tell that a hidden file is there.
    let failed = |failure| Answer::framed(failure, &signed, Some(file));
    may(&signed.desk, file, Action::Record, None).await.map_err(failed)?;
    let key = draft_key(&signed.desk, &form, Some(file));
    keep_draft(&signed.desk, &key, &without_page_fields(&posted)).await.map_err(failed)?;
    let at = hearth_calendar::london_datetime(signed.desk.now());
    Ok((StatusCode::OK, format!("Saved {:02}:{:02}", at.hour(), at.minute())).into_response())
}
