//! Deciding to share: one form that grows with its answers, what goes shown before it goes. It works without script, and keeps what was
//! typed whatever the gate says.

mod drawn;
mod looked_at;
mod questions;

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    recording::{self, DraftKey, draft_key, kept_draft},
    sharing::{Asked, agreement_of, decide, fingerprint, preview},
};
use hearth_record::Problems;

use self::{drawn::Page, looked_at::previewed};
use crate::{
    answer::{Answer, page as rendered, show},
    frame,
    pages::{Sent, file::Opened, taken, without_page_fields},
    paths,
    view::form::Posted,
};

/// The name of the draft.
const FORM: &str = "share";
/// How far the form is drawn, as it goes along with it: who, and for what.
const DRAWN: &str = "drawn";

fn key(opened: &Opened) -> DraftKey {
    draft_key(&opened.signed.desk, FORM, Some(opened.view.id))
}

/// `GET /children/{id}/share/new`
pub async fn page(opened: Opened) -> Result<Response, Answer> {
    opened.must(Action::Share).await?;
    let kept = kept_draft(&opened.signed.desk, &key(&opened)).await.map_err(|failure| opened.failed(failure))?;
    let saved = kept.as_ref().map(|kept| format!("Saved {}", frame::moment(kept.saved_at)));
    let posted = Posted::new(kept.map(|kept| kept.pairs).unwrap_or_default());
    let page = Page::of(&opened, &posted).await?.form(&opened, &posted, saved, &Problems::none());
    Ok(rendered(&page))
}

/// `POST /children/{id}/share/new`: draws more of the form as its answers need it; once it is whole, shows what goes.
pub async fn post(mut opened: Opened, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    opened.must(Action::Share).await?;
    opened.know_colleagues().await?;
    let desk = &opened.signed.desk;
    let pairs = without_page_fields(&posted);
    recording::keep_draft(desk, &key(&opened), &pairs).await.map_err(|failure| opened.failed(failure))?;
    if posted.one("act") == "draft" {
        return Ok(Redirect::to(&paths::shares(opened.view.id)).into_response());
    }
    let page = Page::of(&opened, &posted).await?;
    if posted.one(DRAWN) != page.drawn(&posted) {
        // The next part of the form is there now: nothing is wrong yet.
        return Ok(rendered(&page.form(&opened, &posted, Some(kept_now(&opened)), &page.unanswered(&posted))));
    }
    let text = |name: &str| posted.text(name);
    match preview(desk, &opened.view, &Asked { text: &text }).await {
        Ok(decided) => {
            let agreement = agreement_of(desk, &decided.shared).await.map_err(|failure| opened.failed(failure))?;
            Ok(rendered(&previewed(&opened, &decided, &seen(&pairs), agreement.as_deref())))
        }
        Err(Failure::Problems(problems)) => {
            let form = page.form(&opened, &posted, Some(kept_now(&opened)), &problems);
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &form))
        }
        Err(failure) => Err(opened.failed(failure)),
    }
}

fn kept_now(opened: &Opened) -> String {
    format!("Kept as a draft {}", frame::moment(opened.signed.desk.now()))
}

/// `POST /children/{id}/share/send/{seen}`: what was looked at goes; what is another draft by now is looked at again.
pub async fn send(
    opened: Opened,
    Path((_, looked_at)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Answer> {
    taken(&opened.signed, sent)?;
    opened.must(Action::Share).await?;
    let desk = &opened.signed.desk;
    let key = key(&opened);
    let kept = kept_draft(desk, &key).await.map_err(|failure| opened.failed(failure))?;
    let pairs = kept.map(|kept| kept.pairs).unwrap_or_default();
    if seen(&pairs) != looked_at {
        return Ok(Redirect::to(&paths::new_share(opened.view.id)).into_response());
    }
    let posted = Posted::new(pairs);
    let text = |name: &str| posted.text(name);
    match decide(desk, &opened.view, &Asked { text: &text }, Some(&key)).await {
        Ok(saved) => Ok(Redirect::to(&paths::share(opened.view.id, saved.record)).into_response()),
        Err(Failure::Problems(problems)) => {
            let form = Page::of(&opened, &posted).await?.form(&opened, &posted, Some(kept_now(&opened)), &problems);
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &form))
        }
        Err(failure) => Err(opened.failed(failure)),
    }
}

/// The fingerprint of what was looked at.
fn seen(pairs: &[(String, String)]) -> String {
    let texts: String = pairs.iter().flat_map(|(name, value)| [name.as_str(), "\0", value.as_str(), "\0"]).collect();
    fingerprint(texts.as_bytes())
}
