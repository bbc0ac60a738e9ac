use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::{Action, Role};
use hearth_casework::disposal::{self, Batch, Item, State};
use hearth_record::ids::RecordId;

use super::{against, called, files, state, told};
use crate::{
    answer::{Answer, page as rendered, show},
    frame,
    guard::Signed,
    pages::{Sent, progress::as_it_goes, taken},
    paths,
    view::{
        Link, Tag, Tone,
        retention::{BatchAct, BatchPage, ItemRow, Rest},
    },
};

/// `GET /retention/batches/{id}`. Whoever approves begins to read with it: the time that they take is counted from here.
pub async fn page(signed: Signed, Path(id): Path<RecordId>) -> Result<Response, Answer> {
    let (batch, _) = disposal::one(&signed.desk, id).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    disposal::open_to_approve(&signed.desk, &batch).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    Ok(rendered(&of(&signed, id, None, None).await?))
}

/// `POST /retention/batches/{id}`: hands it on, approves, stops or executes it, or says that the sample was looked at.
pub async fn act(signed: Signed, Path(id): Path<RecordId>, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let desk = &signed.desk;
    let done = match posted.one("act") {
        "submit" => disposal::submit(desk, id).await,
        "approve" => disposal::approve(desk, id).await,
        "sample" => disposal::see_sample(desk, id).await,
        "stop" => disposal::stop(desk, id, posted.one("because")).await,
        "execute" => return execute(signed, id).await,
        _ => disposal::one(desk, id).await.map(drop),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&paths::batch(id)).into_response()),
        Err(failure) => {
            let problem = told(&signed, failure)?;
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, id, Some(problem), None).await?))
        }
    }
}

/// Executes it; the page says how far it is.
async fn execute(signed: Signed, id: RecordId) -> Result<Response, Answer> {
    let waiting = of(&signed, id, None, None).await?;
    Ok(as_it_goes(&waiting, |progress| async move {
        let each = |gone: usize| {
            if gone.is_multiple_of(25) {
                progress.say(&format!("{gone} files were brought to their end…"));
            }
        };
        match disposal::execute(&signed.desk, id, each).await {
            Ok(executed) => {
                let gone = files(i64::try_from(executed.destroyed).unwrap_or(i64::MAX));
                let over = executed.passed_over.len();
                let mut done = vec![format!("{gone} destroyed.")];
                if over > 0 {
                    done.push(format!("{over} passed over: each says why."));
                }
                if executed.waiting > 0 {
                    let waits = files(i64::try_from(executed.waiting).unwrap_or(i64::MAX));
                    let first = "Confirm first that the copies elsewhere were destroyed.";
                    done.push(format!("Still waiting: {waits}. {first}"));
                }
                if !executed.cleared {
                    let held = "Old pages on disk are held by a long read and are cleared at the next start.";
                    done.push(held.to_owned());
                }
                Ok(rendered(&of(&signed, id, None, Some(done.join(" "))).await?))
            }
            Err(failure) => {
                let problem = told(&signed, failure)?;
                Ok(rendered(&of(&signed, id, Some(problem), None).await?))
            }
        }
    }))
}

async fn of(signed: &Signed, id: RecordId, problem: Option<String>, done: Option<String>) -> Result<BatchPage, Answer> {
    let failed = |failure| Answer::framed(failure, signed, None);
    let desk = &signed.desk;
    let (batch, items) = disposal::one(desk, id).await.map_err(failed)?;
    let ids: Vec<_> = items.iter().map(|item| item.file).collect();
    let whose = disposal::whose(desk, &ids).await.map_err(failed)?;
    let item = |item: &Item| {
        let whose = whose.get(&item.file);
        let gone = item.says.destroyed_at.is_some();
        let name = match whose {
            Some(whose) => whose.name.clone(),
            None if gone => "Destroyed".to_owned(),
            None => "Name not shown".to_owned(),
        };
        let born = whose.and_then(|whose| whose.born).map(|born| format!("born {}", frame::day(born)));
        ItemRow {
            name,
            href: paths::disposal_item(id, item.id),
            born: born.unwrap_or_default(),
            until: frame::day(*item.says.due_on),
            against: item.says.against.iter().map(|code| against(&code.0)).collect(),
            decision: decision(item),
            because: because(item),
            passed_over: item.says.passed_over.as_ref().map(|why| why.0.clone()),
            sampled: *item.says.sampled == Some(true),
            certificate: gone.then(|| paths::certificate(item.file)),
        }
    };
    let (tag, mut says) = state(signed, &batch);
    let open = items.iter().filter(|item| item.says.decision.is_none()).count();
    if open > 0 && batch.state(desk.now()) == State::Review {
        let waits = files(i64::try_from(open).unwrap_or(i64::MAX));
        says = format!("Not decided yet: {waits}. Open each and say what becomes of it.");
    }
    let mut frame = frame::of(signed, &called(&batch));
    frame.back = Some(Link::new("How files end", paths::RETENTION));
    let over = batch.says.executed_at.is_some() || batch.says.stopped_at.is_some();
    Ok(BatchPage {
        frame,
        problem,
        done,
        here: paths::batch(id),
        heading: called(&batch),
        state: tag,
        says,
        steps: steps(&batch),
        alarm: *batch.says.alarm,
        rest: rest(signed, &batch),
        acts: acts(signed, &batch, &items),
        items: items.iter().map(item).collect(),
        may_stop: !over,
    })
}

fn decision(item: &Item) -> Tag {
    match item.decision() {
        "" => Tag::new("Not decided", Tone::Plain),
        "DESTROY" => Tag::new("Destroy", Tone::Grave),
        _ => Tag::new(item.says.decision.map_or("", |decision| decision.words()), Tone::Standing),
    }
}

fn because(item: &Item) -> String {
    let until = item.says.keep_until.map(|until| format!("Until {}. ", frame::day(until))).unwrap_or_default();
    let because = item.says.because.reveal().as_ref().map(|because| because.0.clone()).unwrap_or_default();
    format!("{until}{because}")
}

fn steps(batch: &Batch) -> Vec<String> {
    let says = &batch.says;
    let at =
        |what: &str, at: Option<jiff::Timestamp>, by: &str| at.map(|at| format!("{what}{by} on {}", frame::moment(at)));
    let by = |name: &str| if name.is_empty() { String::new() } else { format!(" by {name}") };
    let stopped = says.stopped_because.reveal().as_ref().map(|because| format!("Because: {}", because.0));
    [
        at("Proposed", Some(*says.proposed_at), &by(&batch.proposed_by)),
        at("Handed on for approval", *says.submitted_at, ""),
        at("Approved", *says.approved_at, &by(&batch.approved_by)),
        at("The data protection officer looked at the sample", *says.sample_seen_at, ""),
        at("Stopped", *says.stopped_at, &by(&batch.last_by)),
        stopped,
        at("Executed", *says.executed_at, &by(&batch.last_by)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn rest(signed: &Signed, batch: &Batch) -> Option<Rest> {
    let State::Resting(until) = batch.state(signed.desk.now()) else { return None };
    let left = hearth_calendar::days_between(signed.desk.today(), until) + 1;
    let over = (disposal::RESTS + 1 - left).clamp(0, disposal::RESTS);
    let words = format!("{over} of {} days are over", disposal::RESTS);
    Some(Rest { words, full: 280 * over / disposal::RESTS })
}

fn acts(signed: &Signed, batch: &Batch, items: &[Item]) -> Vec<BatchAct> {
    let desk = &signed.desk;
    let proposes = desk.may_at_all(Action::ProposeDisposal);
    let going = batch.says.executed_at.is_none() && batch.says.stopped_at.is_none();
    let mut acts = Vec::new();
    match batch.state(desk.now()) {
        State::Review if proposes && items.iter().all(|item| item.says.decision.is_some()) => acts.push(BatchAct {
            act: "submit",
            button: "Hand on for approval",
            means: "Every file was decided on. A second person, who is not your manager nor managed by you, approves it.".to_owned(),
            grave: false,
        }),
        State::Approval if desk.may_at_all(Action::ApproveDisposal) => {
            let seconds = disposal::least_time(items.len()).as_secs();
            acts.push(BatchAct {
                act: "approve",
                button: "Approve this batch",
                means: format!(
                    "Read the reasons of each file first: {} take {seconds} seconds at least. From the approval it rests for {} days.",
                    files(i64::try_from(items.len()).unwrap_or(i64::MAX)),
                    disposal::RESTS
                ),
                grave: false,
            });
        }
        State::Ready if proposes && batch.says.sample_seen_at.is_some() => acts.push(BatchAct {
            act: "execute",
            button: "Execute",
            means: "The files are destroyed for good. Each is looked at once more; what is not as it was reviewed is passed over.".to_owned(),
            grave: true,
        }),
        _ => {}
    }
    let sample = batch.says.submitted_at.is_some() && batch.says.sample_seen_at.is_none() && going;
    if sample && desk.subject().role == Role::Dpo {
        acts.push(BatchAct {
            act: "sample",
            button: "I looked at the sample",
            means: "Chance chose the files that are marked. Look at why each is to go.".to_owned(),
            grave: false,
        });
    }
    acts
}
