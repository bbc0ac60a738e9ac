use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_casework::{
    Failure,
    holds::{self, Hold},
};
use hearth_record::ids::{FileId, RecordId};

use super::{day, files, holds::tags, told};
use crate::{
    answer::{Answer, page as rendered, show},
    frame,
    guard::Signed,
    pages::{Sent, taken},
    paths,
    view::{Link, form::Posted, retention::HoldPage},
};

/// `GET /retention/holds/{id}`. A walk over the council: what it covers is counted as it stands.
pub async fn page(signed: Signed, Path(id): Path<RecordId>) -> Result<Response, Answer> {
    Ok(rendered(&of(&signed, id, None).await?))
}

/// `POST /retention/holds/{id}`: reviews it, puts a file under it, proposes to close it, closes it or refuses to.
pub async fn act(signed: Signed, Path(id): Path<RecordId>, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let desk = &signed.desk;
    let because = posted.one("because");
    let done = match posted.one("act") {
        "review" => holds::review(desk, id, day(&posted, "review_on"), posted.one("note")).await,
        "propose" => holds::propose(desk, id, because).await,
        "refuse" => holds::refuse_closing(desk, id, because).await,
        "close" => holds::decide(desk, id).await,
        "place" => place(&signed, id, &posted).await,
        _ => holds::one(desk, id).await.map(drop),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&paths::hold(id)).into_response()),
        Err(Failure::Absent(why)) => {
            let problem = crate::answer::sentence(why);
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, id, Some(problem)).await?))
        }
        Err(failure) => {
            let problem = told(&signed, failure)?;
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, id, Some(problem)).await?))
        }
    }
}

/// A file is named by its address or by the number in it.
async fn place(signed: &Signed, hold: RecordId, posted: &Posted) -> Result<(), Failure> {
    let said = posted.one("file").trim().trim_end_matches('/');
    let number = said.rsplit('/').next().unwrap_or_default();
    let file: FileId = number.parse().map_err(|_| Failure::Absent("there is no such file"))?;
    holds::put_under(&signed.desk, hold, file, posted.one("because")).await.map(drop)
}

async fn of(signed: &Signed, id: RecordId, problem: Option<String>) -> Result<HoldPage, Answer> {
    let failed = |failure| Answer::framed(failure, signed, None);
    let desk = &signed.desk;
    let hold = holds::one(desk, id).await.map_err(failed)?;
    let (covered, comes_to) = if hold.waits() {
        let closing = holds::closing(desk, id).await.map_err(failed)?;
        let due = files(i64::try_from(closing.due).unwrap_or(i64::MAX));
        let words = format!("Closing it makes {due} due. Nothing is destroyed by it: a batch must propose them first.");
        (closing.covered, Some(words))
    } else {
        (holds::count(desk, &hold).await.map_err(failed)?, None)
    };
    let mut frame = frame::of(signed, hold.name());
    frame.back = Some(Link::new("Holds", paths::HOLDS));
    let says = &hold.says;
    let waits = hold.waits().then(|| {
        let on = says.closing_proposed_at.map(frame::moment).unwrap_or_default();
        let because = says.closing_because.reveal().as_ref().map(|because| because.0.clone()).unwrap_or_default();
        format!("{} on {on}. {because}", proposer(&hold))
    });
    Ok(HoldPage {
        frame,
        problem,
        done: None,
        here: paths::hold(id),
        heading: hold.name().to_owned(),
        tags: tags(signed, &hold),
        rows: rows(signed, &hold, covered),
        steps: hold
            .history
            .iter()
            .map(|step| format!("{}: {}, {}", frame::moment(step.at), step.what, step.by))
            .collect(),
        open: says.is_open(),
        waits,
        comes_to,
        own: *says.closing_proposed_by == Some(desk.subject().worker),
    })
}

fn proposer(hold: &Hold) -> String {
    let step = hold.history.iter().rev().find(|step| step.what == "Closing proposed");
    step.map_or_else(|| "Proposed".to_owned(), |step| format!("Proposed by {}", step.by))
}

fn rows(signed: &Signed, hold: &Hold, covered: u64) -> Vec<(&'static str, String)> {
    let says = &hold.says;
    let review = *says.review_on;
    let mut rows = vec![
        ("Which files", hold.scope_in_words()),
        ("Covers now", files(i64::try_from(covered).unwrap_or(i64::MAX))),
        ("By whose authority", says.authority.reveal().0.clone()),
        ("Why", says.reason.reveal().0.clone()),
        ("Opened", frame::day(*says.opened_on)),
    ];
    if says.is_open() {
        let words = hearth_calendar::in_words::due(signed.desk.today(), review);
        rows.push(("Review by", format!("{}, {words}", frame::day(review))));
    }
    rows.extend(says.note.reveal().as_ref().map(|note| ("How the matter stands", note.0.clone())));
    rows.extend(says.closed_at.map(|at| ("Closed", frame::moment(at))));
    rows
}
