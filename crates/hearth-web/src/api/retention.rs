//! How files end: what is due, batches, certificates. Two people, the time that reading takes and the days of rest hold as on the pages,
//! because they stand in casework.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::Path,
    http::{HeaderName, StatusCode, header},
};
use hearth_access::Action;
use hearth_casework::{
    Desk, Failure,
    disposal::{self, Decided, Item, Overview, Standing, State, Whose},
    holds,
};
use hearth_record::ids::{FileId, RecordId};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Body, Caller, Coded, Problem, Written, holds::Hold};
use crate::answer::sentence;

/// Files of a list that are shown; a batch holds more.
const SHOWN: usize = 100;

/// How files end.
#[derive(Serialize, ToSchema)]
pub struct Retention {
    /// Whether the council has supplied its schedule; without one nothing is due.
    supplied: bool,
    /// Where the schedule stands.
    source: String,
    /// Why nothing can be said of what is due, such as a clock that cannot be believed.
    cannot_say: Option<String>,
    /// How many files are due and in no batch.
    due_count: usize,
    /// The first hundred of them, the longest overdue in front.
    due: Vec<DueFile>,
    /// The first hundred of those whose day has come and that something keeps.
    kept_back: Vec<DueFile>,
    /// Every batch, the newest first.
    batches: Vec<Batch>,
    /// The holds that stand, for whoever keeps them.
    holds: Option<Vec<Hold>>,
}

/// A file whose day has come.
#[derive(Serialize, ToSchema)]
pub struct DueFile {
    /// The file.
    file: String,
    /// Whose it is, as far as whoever reads may know it.
    name: Option<String>,
    /// When they were born.
    born: Option<Date>,
    /// The class of the file, in words.
    class: String,
    /// The last day for which it is kept.
    until: Date,
    /// The rule with its version.
    rule: String,
    /// What speaks against its end: `hold` and its name, `open` and what is open, `family`, `reviewer`.
    against: Vec<String>,
}

/// A batch of files on their way to be destroyed.
#[derive(Serialize, ToSchema)]
pub struct Batch {
    /// Its id.
    id: String,
    /// How far it is: `review`, `approval`, `resting`, `ready`, `executed` or `stopped`.
    state: &'static str,
    /// The last day on which it rests.
    rests_until: Option<Date>,
    /// How many files it holds.
    files: i64,
    /// Whether so large a share was due that somebody must ask why.
    alarm: bool,
    /// When it was proposed.
    proposed_at: Timestamp,
    /// By whom.
    proposed_by: String,
    /// When it was handed on for approval.
    submitted_at: Option<Timestamp>,
    /// When a second person approved it.
    approved_at: Option<Timestamp>,
    /// Who did; empty before.
    approved_by: String,
    /// When the data protection officer had looked at the sample.
    sample_seen_at: Option<Timestamp>,
    /// When it was stopped.
    stopped_at: Option<Timestamp>,
    /// Why.
    stopped_because: Option<String>,
    /// When it was executed to its end.
    executed_at: Option<Timestamp>,
    /// How many files were destroyed.
    destroyed: Option<i64>,
    /// Its files; of a batch in a list they are left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Vec<BatchFile>>,
}

/// One file of a batch.
#[derive(Serialize, ToSchema)]
pub struct BatchFile {
    /// The record in the batch.
    item: String,
    /// The file.
    file: String,
    /// Whose it is, as far as whoever reads may know it.
    name: Option<String>,
    /// When they were born.
    born: Option<Date>,
    /// The last day for which it is kept.
    due_on: Date,
    /// The rule with its version.
    rule: String,
    /// The sum, in codes and dates.
    reasoning: Vec<String>,
    /// What spoke against its end.
    against: Vec<String>,
    /// What was decided.
    decision: Option<Coded>,
    /// Why.
    because: Option<String>,
    /// Until when it is kept on.
    keep_until: Option<Date>,
    /// Whether chance chose it for the sample.
    sampled: bool,
    /// When it was destroyed.
    destroyed_at: Option<Timestamp>,
    /// Why it was passed over.
    passed_over: Option<String>,
}

impl Batch {
    fn of(batch: &disposal::Batch, now: Timestamp, items: Option<Vec<BatchFile>>) -> Self {
        let says = &batch.says;
        Self {
            id: batch.id.to_string(),
            state: match batch.state(now) {
                State::Review => "review",
                State::Approval => "approval",
                State::Resting(_) => "resting",
                State::Ready => "ready",
                State::Executed => "executed",
                State::Stopped => "stopped",
            },
            rests_until: *says.rests_until,
            files: says.files.0.0,
            alarm: *says.alarm,
            proposed_at: *says.proposed_at,
            proposed_by: batch.proposed_by.clone(),
            submitted_at: *says.submitted_at,
            approved_at: *says.approved_at,
            approved_by: batch.approved_by.clone(),
            sample_seen_at: *says.sample_seen_at,
            stopped_at: *says.stopped_at,
            stopped_because: says.stopped_because.reveal().as_ref().map(|because| because.0.clone()),
            executed_at: *says.executed_at,
            destroyed: says.destroyed.as_ref().map(|count| count.0),
            items,
        }
    }
}

impl BatchFile {
    fn of(item: &Item, whose: Option<&Whose>) -> Self {
        let says = &item.says;
        Self {
            item: item.id.to_string(),
            file: item.file.to_string(),
            name: whose.map(|whose| whose.name.clone()),
            born: whose.and_then(|whose| whose.born),
            due_on: *says.due_on,
            rule: says.rule.0.0.clone(),
            reasoning: says.reasoning.iter().map(|line| line.0.clone()).collect(),
            against: says.against.iter().map(|code| code.0.clone()).collect(),
            decision: coded!(says.decision),
            because: says.because.reveal().as_ref().map(|because| because.0.clone()),
            keep_until: *says.keep_until,
            sampled: *says.sampled == Some(true),
            destroyed_at: *says.destroyed_at,
            passed_over: says.passed_over.as_ref().map(|why| why.0.clone()),
        }
    }
}

/// What is due, what keeps the rest, the batches and the holds. A walk over the council.
#[utoipa::path(get, path = "/api/v1/retention", tag = "retention",
    responses((status = 200, body = Retention)))]
pub async fn retention(caller: Caller) -> Result<Json<Retention>, Problem> {
    let desk: &Desk = &caller;
    let batches = disposal::batches(desk).await?;
    let (overview, cannot_say) = match disposal::overview(desk).await {
        Ok(overview) => (overview, None),
        Err(Failure::Wrong(why)) => (Overview { supplied: true, ..Overview::default() }, Some(sentence(&why))),
        Err(failure) => return Err(failure.into()),
    };
    let shown = overview.due.iter().take(SHOWN).chain(overview.left_out.iter().take(SHOWN));
    let shown: Vec<FileId> = shown.map(|standing| standing.row.file).collect();
    let whose = disposal::whose(desk, &shown).await?;
    let holds = if desk.may_at_all(Action::ManageHolds) {
        let holds = holds::all(desk).await?;
        Some(holds.iter().filter(|hold| hold.says.is_open()).map(Hold::of).collect())
    } else {
        None
    };
    Ok(Json(Retention {
        supplied: overview.supplied,
        due_count: overview.due.len(),
        due: listed(&overview.due, &whose),
        kept_back: listed(&overview.left_out, &whose),
        source: overview.source,
        cannot_say,
        batches: batches.iter().map(|batch| Batch::of(batch, desk.now(), None)).collect(),
        holds,
    }))
}

fn listed(standing: &[Standing], whose: &BTreeMap<FileId, Whose>) -> Vec<DueFile> {
    let row = |standing: &Standing| {
        let whose = whose.get(&standing.row.file);
        DueFile {
            file: standing.row.file.to_string(),
            name: whose.map(|whose| whose.name.clone()),
            born: whose.and_then(|whose| whose.born),
            class: standing.why.class.clone(),
            until: standing.why.until,
            rule: standing.why.rule.clone(),
            against: standing.why.against.clone(),
        }
    };
    standing.iter().take(SHOWN).map(row).collect()
}

/// Proposes a batch of what is due.
#[utoipa::path(post, path = "/api/v1/retention", tag = "retention",
    responses((status = 201, body = Written)))]
pub async fn propose(caller: Caller) -> Result<(StatusCode, Json<Written>), Problem> {
    let proposed = disposal::propose(&caller).await?;
    let nothing = || Failure::Wrong("no file is due that is not in a batch already".to_owned());
    let batch = proposed.batch.ok_or_else(nothing)?;
    Ok((StatusCode::CREATED, Json(Written { record: batch.to_string() })))
}

/// One batch with its files. Whoever approves begins to read with it: the time that they take is counted from here.
#[utoipa::path(get, path = "/api/v1/retention/batches/{batch}", tag = "retention", params(("batch" = String, Path, description = "The batch")),
    responses((status = 200, body = Batch)))]
pub async fn batch(caller: Caller, Path(id): Path<String>) -> Result<Json<Batch>, Problem> {
    let id: RecordId = id.parse().map_err(|_| Problem::not_found())?;
    let (batch, _) = disposal::one(&caller, id).await?;
    disposal::open_to_approve(&caller, &batch).await?;
    of(&caller, id).await
}

async fn of(desk: &Desk, id: RecordId) -> Result<Json<Batch>, Problem> {
    let (batch, items) = disposal::one(desk, id).await?;
    let ids: Vec<FileId> = items.iter().map(|item| item.file).collect();
    let whose = disposal::whose(desk, &ids).await?;
    let items = items.iter().map(|item| BatchFile::of(item, whose.get(&item.file))).collect();
    Ok(Json(Batch::of(&batch, desk.now(), Some(items))))
}

/// What is done with a batch.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchAct {
    /// `submit` hands it on for approval, `approve` approves it as the second person, `sample` says that the data protection officer looked at the
    /// sample, `stop` stops it, `execute` destroys its files once it has rested.
    act: String,
    /// Why it is stopped.
    #[serde(default)]
    because: String,
}

/// Hands a batch on, approves, stops or executes it, or says that the sample was looked at; answers with the batch as it stands then.
#[utoipa::path(post, path = "/api/v1/retention/batches/{batch}", tag = "retention",
    params(("batch" = String, Path, description = "The batch")),
    request_body = BatchAct,
    responses((status = 200, body = Batch)))]
pub async fn batch_act(
    caller: Caller,
    Path(id): Path<String>,
    Body(BatchAct { act, because }): Body<BatchAct>,
) -> Result<Json<Batch>, Problem> {
    let id: RecordId = id.parse().map_err(|_| Problem::not_found())?;
    match act.as_str() {
        "submit" => disposal::submit(&caller, id).await?,
        "approve" => disposal::approve(&caller, id).await?,
        "sample" => disposal::see_sample(&caller, id).await?,
        "stop" => disposal::stop(&caller, id, &because).await?,
        "execute" => drop(disposal::execute(&caller, id, |_| ()).await?),
        _ => {
            disposal::read(&caller).await?;
            return Err(Problem::not_found());
        }
    }
    of(&caller, id).await
}

/// What becomes of a file of a batch.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reviewed {
    /// A code of the set `disposal_decision`, such as `DESTROY` or `KEEP`.
    decision: String,
    /// Why; it names nobody.
    #[serde(default)]
    because: String,
    /// Until when it is kept on.
    #[serde(default)]
    keep_until: Option<Date>,
}

/// Decides what becomes of a file of a batch that is in review.
#[utoipa::path(post, path = "/api/v1/retention/batches/{batch}/files/{item}", tag = "retention",
    params(("batch" = String, Path, description = "The batch"), ("item" = String, Path, description = "The record of the file in the batch")),
    request_body = Reviewed,
    responses((status = 200, body = Batch)))]
pub async fn review(
    caller: Caller,
    Path((batch, item)): Path<(String, String)>,
    sent: Result<Body<Reviewed>, Problem>,
) -> Result<Json<Batch>, Problem> {
    disposal::read(&caller).await?;
    let Body(Reviewed { decision, because, keep_until }) = sent?;
    let ids = batch.parse::<RecordId>().ok().zip(item.parse::<RecordId>().ok());
    let (batch, item) = ids.ok_or_else(Problem::not_found)?;
    disposal::review(&caller, batch, item, &Decided { decision, because, keep_until }).await?;
    of(&caller, batch).await
}

/// The certificate of a file that was destroyed with its proof, as the page hands it out: it names nobody, and `docs/verify` checks it.
#[utoipa::path(get, path = "/api/v1/retention/certificates/{file}", tag = "retention", params(("file" = String, Path, description = "The file")),
    responses((status = 200, body = serde_json::Value)))]
pub async fn certificate(
    caller: Caller,
    Path(file): Path<String>,
) -> Result<([(HeaderName, &'static str); 1], String), Problem> {
    let file: FileId = file.parse().map_err(|_| Problem::not_found())?;
    let certified = disposal::certificate(&caller, file).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], certified.proof.text()))
}
