//! Taking a contact: what was told, by whom, about whom, on one page. Nothing is needed but the name of a child.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Action;
use hearth_casework::{
    Desk,
    recording::{self, DraftKey, draft_key, kept_draft},
};
use hearth_record::ids::RecordId;

use super::forms::{self, Row, Taken};
use crate::{
    answer::{Answer, page as rendered, show},
    frame,
    guard::Signed,
    pages::{Sent, taken, without_page_fields},
    paths,
    view::{form::Posted, front_door::TakingPage},
};

/// The draft of a contact that is being taken: one a person, before there is a file.
pub(super) fn key(desk: &Desk) -> DraftKey {
    draft_key(desk, "contact:new", None)
}

/// Whether this person may take a contact at all.
pub(super) fn may(signed: &Signed) -> Result<(), Answer> {
    if signed.desk.may_at_all(Action::StartFile) {
        return Ok(());
    }
    let why = "your role does not take contacts; ask the front door".to_owned();
    Err(Answer::Wrong(Box::new(frame::of(signed, "")), why))
}

/// `GET /contacts/new`
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    may(&signed)?;
    let draft = kept_draft(&signed.desk, &key(&signed.desk)).await;
    let draft = draft.map_err(|failure| Answer::framed(failure, &signed, None))?;
    let saved = draft.as_ref().map(|draft| format!("Saved {}", frame::moment(draft.saved_at)));
    let posted = draft.map_or_else(|| begun(&signed.desk), |draft| Posted::new(draft.pairs));
    Ok(rendered(&of(&signed, &posted, saved, None)))
}

/// A form that nobody began: received now, to be changed where it was earlier.
fn begun(desk: &Desk) -> Posted {
    let mark = desk.instance().draw(|random| RecordId::new(desk.now(), random));
    Posted::new(vec![
        ("received_at".to_owned(), desk.now().to_string()),
        ("form".to_owned(), mark.to_string()),
        ("siblings".to_owned(), "yes".to_owned()),
    ])
}

fn of(signed: &Signed, posted: &Posted, saved: Option<String>, wrong: Option<&Taken>) -> TakingPage {
    let nothing = Taken {
        contact: hearth_record::Fields::new(),
        people: Vec::new(),
        of_contact: hearth_record::Problems::none(),
        of_home: hearth_record::Problems::none(),
        of_people: Vec::new(),
    };
    let taken = wrong.unwrap_or(&nothing);
    let hidden = ["form"].iter().map(|name| ((*name).to_owned(), posted.one(name).to_owned()));
    let people = ("people".to_owned(), forms::carried(&forms::rows(posted)));
    TakingPage {
        frame: frame::of(signed, "Record a contact"),
        saved,
        contact: forms::contact(posted, &taken.of_contact),
        home: forms::home(posted, &taken.of_home),
        people: forms::people(posted, taken),
        siblings: posted.one("siblings") != "no",
        problems: Vec::new(),
        hidden: hidden.chain([people]).collect(),
    }
}

/// `POST /contacts/new`: keeps the draft, adds or takes away a person, or goes on to who they are.
pub async fn save(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    may(&signed)?;
    let posted = taken(&signed, sent)?;
    let act = posted.one("act").to_owned();
    let rows = changed(forms::rows(&posted), &act);
    let mut pairs = without_page_fields(&posted);
    pairs.retain(|(name, _)| name != "people");
    pairs.push(("people".to_owned(), forms::carried(&rows)));
    let kept = recording::keep_draft(&signed.desk, &key(&signed.desk), &pairs).await;
    kept.map_err(|failure| Answer::framed(failure, &signed, None))?;
    if act == "draft" {
        return Ok(Redirect::to("/").into_response());
    }
    if let Some(at) = act.strip_prefix("add-").and_then(|_| rows.last()) {
        return Ok(Redirect::to(&format!("{}#p{}", paths::NEW_CONTACT, at.n)).into_response());
    }
    if act.starts_with("remove-") {
        return Ok(Redirect::to(&format!("{}#people", paths::NEW_CONTACT)).into_response());
    }
    let read = forms::read(&posted, signed.desk.now());
    if read.is_whole() {
        return Ok(Redirect::to(paths::NEW_CONTACT_WHO).into_response());
    }
    let saved = Some(format!("Kept as a draft {}", frame::moment(signed.desk.now())));
    Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, &posted, saved, Some(&read))))
}

/// The people on the form after a button was pressed.
fn changed(mut rows: Vec<Row>, act: &str) -> Vec<Row> {
    let next = rows.iter().map(|row| row.n).max().map_or(0, |n| n.saturating_add(1));
    match act {
        "add-child" => rows.push(Row { n: next, child: true }),
        "add-adult" => rows.push(Row { n: next, child: false }),
        act => {
            if let Some(n) = act.strip_prefix("remove-").and_then(|n| n.parse::<u32>().ok()) {
                rows.retain(|row| row.n != n);
            }
        }
    }
    rows
}

/// `POST /contacts/new/draft`: answers when it was kept, in words for beside the title.
pub async fn keep(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    may(&signed)?;
    let posted = taken(&signed, sent)?;
    let kept = recording::keep_draft(&signed.desk, &key(&signed.desk), &without_page_fields(&posted)).await;
    kept.map_err(|failure| Answer::framed(failure, &signed, None))?;
    let at = hearth_calendar::london_datetime(signed.desk.now());
    Ok((StatusCode::OK, format!("Saved {:02}:{:02}", at.hour(), at.minute())).into_response())
}
