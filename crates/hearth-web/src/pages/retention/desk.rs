use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Action;
use hearth_casework::{
    disposal::{self, Standing, State},
    holds,
};

use super::{against, files, holds::row as hold_row, row, told};
use crate::{
    answer::{Answer, page as rendered, show},
    frame,
    guard::Signed,
    pages::{Sent, taken},
    paths,
    view::{
        Link,
        retention::{DeskPage, DueRow},
    },
};

/// Rows shown of what is due; the batch holds more.
const SHOWN: usize = 100;

/// `GET /retention`. A walk over the council.
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    Ok(rendered(&of(&signed, None).await?))
}

/// `POST /retention`: proposes a batch.
pub async fn propose(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    taken(&signed, sent)?;
    let problem = match disposal::propose(&signed.desk).await {
        Ok(proposed) => match proposed.batch {
            Some(batch) => return Ok(Redirect::to(&paths::batch(batch)).into_response()),
            None => "No file is due that is not in a batch already.".to_owned(),
        },
        Err(failure) => told(&signed, failure)?,
    };
    Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, Some(problem)).await?))
}

async fn of(signed: &Signed, problem: Option<String>) -> Result<DeskPage, Answer> {
    let failed = |failure| Answer::framed(failure, signed, None);
    let desk = &signed.desk;
    let batches = disposal::batches(desk).await.map_err(failed)?;
    let (mut problem, overview) = (problem, disposal::overview(desk).await);
    let overview = match overview {
        Ok(overview) => overview,
        // Such as a clock that cannot be believed: the page stands, and says so.
        Err(failure) => {
            problem = Some(told(signed, failure)?);
            disposal::Overview { supplied: true, ..disposal::Overview::default() }
        }
    };
    let shown: Vec<_> = overview.due.iter().take(SHOWN).chain(overview.left_out.iter().take(SHOWN)).collect();
    let ids: Vec<_> = shown.iter().map(|standing| standing.row.file).collect();
    let whose = disposal::whose(desk, &ids).await.map_err(failed)?;
    let rows = |standing: &[Standing]| -> Vec<DueRow> {
        let row = |standing: &Standing| {
            let whose = whose.get(&standing.row.file);
            let born = whose.and_then(|whose| whose.born).map(|born| format!("born {}", frame::day(born)));
            DueRow {
                name: whose.map_or_else(|| "Name not shown".to_owned(), |whose| whose.name.clone()),
                born: born.unwrap_or_default(),
                class: standing.why.class.clone(),
                until: frame::day(standing.why.until),
                why: paths::kept(standing.row.file),
                against: standing.why.against.iter().map(|code| against(code)).collect(),
            }
        };
        standing.iter().take(SHOWN).map(row).collect()
    };
    let over = |batch: &&disposal::Batch| matches!(batch.state(desk.now()), State::Executed | State::Stopped);
    let (ended, mut going): (Vec<_>, Vec<_>) = batches.iter().partition(over);
    // What has rested needs somebody first, then what is nearer to its end.
    going.sort_by_key(|batch| std::cmp::Reverse(batch.state(desk.now())));
    let holds = if desk.may_at_all(Action::ManageHolds) { holds::all(desk).await.map_err(failed)? } else { Vec::new() };
    let count = overview.due.len();
    Ok(DeskPage {
        frame: frame::of(signed, "How files end"),
        problem,
        done: None,
        supplied: overview.supplied,
        source: overview.source.clone(),
        counted: if overview.supplied { files(i64::try_from(count).unwrap_or(i64::MAX)) } else { String::new() },
        due: rows(&overview.due),
        more: (count > SHOWN).then(|| format!("And {} more.", files(i64::try_from(count - SHOWN).unwrap_or(i64::MAX)))),
        kept: rows(&overview.left_out),
        may_propose: desk.may_at_all(Action::ProposeDisposal),
        batches: going.into_iter().map(|batch| row(signed, batch)).collect(),
        ended: ended.into_iter().map(|batch| row(signed, batch)).collect(),
        holds: holds.iter().filter(|hold| hold.says.is_open()).map(|hold| hold_row(signed, hold)).collect(),
        ask: desk
            .may_at_all(Action::AskAfterDestroyed)
            .then(|| Link::new("Somebody asks whether we ever held a file on them", paths::RETENTION_ASK)),
    })
}
