use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    retention::{self, Kept},
};
use hearth_practice::retention::{Because, Rules};
use hearth_record::ids::FileId;

use crate::{
    answer::{Answer, page as rendered, sentence, show},
    frame,
    guard::Signed,
    pages::{Sent, taken},
    paths,
    view::{
        Link,
        schedule::{FilePage, KeptView, ReasonRow},
    },
};

/// `GET /children/{id}/kept`: for whoever keeps the schedule, without opening the file.
pub async fn page(signed: Signed, Path(id): Path<FileId>) -> Result<Response, Answer> {
    Ok(rendered(&of(&signed, id, None).await?))
}

/// `POST /children/{id}/kept`: proposes to keep it for the time that a corrected record comes to, or agrees as the second person.
pub async fn act(signed: Signed, Path(id): Path<FileId>, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let done = match posted.one("act") {
        "approve" => retention::approve_shorter(&signed.desk, id).await,
        _ => retention::propose_shorter(&signed.desk, id, posted.one("because")).await,
    };
    let problem = match done {
        Ok(_) => return Ok(Redirect::to(&paths::kept(id)).into_response()),
        Err(Failure::Problems(problems)) => {
            problems.iter().map(|problem| format!("The reason {}", problem.message)).collect::<Vec<_>>().join(" ")
        }
        Err(Failure::Wrong(why)) => sentence(&why),
        Err(Failure::Absent(why)) => sentence(why),
        Err(other) => return Err(Answer::framed(other, &signed, None)),
    };
    Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, id, Some(problem)).await?))
}

async fn of(signed: &Signed, id: FileId, problem: Option<String>) -> Result<FilePage, Answer> {
    let answer = retention::why(&signed.desk, id).await;
    let (digest, kept) = answer.map_err(|failure| Answer::framed(failure, signed, None))?;
    let mut frame = frame::of(signed, "How long this file is kept");
    frame.back = Some(Link::new("How long files are kept", paths::SCHEDULE));
    Ok(FilePage {
        frame,
        problem,
        name: digest.name.whole(),
        here: paths::kept(id),
        kept: view_of(&kept),
        may_propose: signed.desk.may_at_all(Action::ProposeDisposal),
        may_approve: signed.desk.may_at_all(Action::ApproveDisposal),
    })
}

/// The answer as pages show it.
pub fn view_of(kept: &Kept) -> KeptView {
    let holds = kept.holds.iter().map(|hold| format!("hold: {hold}"));
    // What has no period says nothing where another rule gives a date.
    let says = |because: &&Because| because.until.is_some() || kept.until.is_none();
    KeptView {
        line: kept.line(),
        reasons: kept.because.iter().filter(says).map(reason).collect(),
        blocked: holds.chain(kept.blocked_by()).map(|line| frame::capital(&line)).collect(),
        lacks: kept.lacks.iter().filter(|_| kept.until.is_none()).map(|lack| lack.words()).collect(),
        shorter: kept.shorter.map(|until| format!("until {}", frame::day(until))),
        may_begin: kept.may_begin().filter(|_| !kept.awaits_a_rule()).map(frame::day),
    }
}

fn reason(because: &Because) -> ReasonRow {
    ReasonRow {
        class: Rules::compiled_in().class(&because.rule.class).map_or_else(String::new, |class| class.name.clone()),
        period: frame::capital(&because.period()),
        sum: frame::capital(&because.sum()),
        source: frame::capital(&because.rule.source),
        floor: because.floor,
    }
}
