//! An urgent safeguarding disclosure: three answers, before the call or after it, and nothing that refuses it.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_casework::{
    Failure,
    recording::{self, DraftKey, draft_key, kept_draft},
    sharing::{Urgent, urgent},
};
use hearth_record::Problems;

use super::{Asking, line, words};
use crate::{
    answer::{Answer, page as rendered, show},
    frame,
    pages::{Sent, file::Opened, taken, without_page_fields},
    paths,
    view::form::{Field, FormPage, Posted},
};

/// The name of the draft.
const FORM: &str = "share_urgent";

fn key(opened: &Opened) -> DraftKey {
    draft_key(&opened.signed.desk, FORM, Some(opened.view.id))
}

/// `GET /children/{id}/share/urgent`
pub async fn form(opened: Opened) -> Result<Response, Answer> {
    let kept = kept_draft(&opened.signed.desk, &key(&opened)).await.map_err(|failure| opened.failed(failure))?;
    let saved = kept.as_ref().map(|kept| format!("Saved {}", frame::moment(kept.saved_at)));
    let posted = Posted::new(kept.map(|kept| kept.pairs).unwrap_or_default());
    Ok(rendered(&page(&opened, &posted, saved, &Problems::none())))
}

fn page(opened: &Opened, posted: &Posted, saved: Option<String>, problems: &Problems) -> FormPage {
    let asking = Asking { problems };
    FormPage {
        frame: opened.frame("Urgent disclosure"),
        identity: Some(opened.identity(None)),
        heading: "Tell somebody now, to keep a child safe".to_owned(),
        intro: Some(
            "Ring first if you have to, and write it down afterwards. You need nobody’s agreement for this. Tell them the least that keeps \
             somebody safe. Your manager looks at it on the next working day."
                .to_owned(),
        ),
        warning: None,
        action: paths::urgent_share(opened.view.id),
        draft: Some(format!("{}/draft/{FORM}", paths::file(opened.view.id))),
        saved,
        fields: vec![
            Field {
                hint: Some("A name and where they work, or the number you ring".to_owned()),
                ..asking.field("who", "Who is told?", line(posted.one("who")))
            },
            asking.field("what", "What are they told?", words(posted.one("what"), 4)),
            asking.field("why", "Why must they know now?", words(posted.one("why"), 3)),
        ],
        problems: crate::field::of_the_whole(problems),
        hidden: Vec::new(),
        submit: "Write it down".to_owned(),
        cancel: paths::shares(opened.view.id),
    }
}

/// `POST /children/{id}/share/urgent`
pub async fn save(opened: Opened, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let desk = &opened.signed.desk;
    let key = key(&opened);
    recording::keep_draft(desk, &key, &without_page_fields(&posted)).await.map_err(|failure| opened.failed(failure))?;
    if posted.one("act") == "draft" {
        return Ok(Redirect::to(&paths::shares(opened.view.id)).into_response());
    }
    let told = Urgent { who: posted.one("who"), what: posted.one("what"), why: posted.one("why") };
    match urgent(desk, &opened.view, &told, Some(&key)).await {
        Ok(saved) => Ok(Redirect::to(&paths::share(opened.view.id, saved.record)).into_response()),
        Err(Failure::Problems(problems)) => {
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page(&opened, &posted, None, &problems)))
        }
        Err(failure) => Err(opened.failed(failure)),
    }
}
