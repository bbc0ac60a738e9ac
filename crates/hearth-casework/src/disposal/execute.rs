//! Executing a batch: each file is looked at once more, and whatever is not as it was reviewed is passed over.

use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::{StreamExt as _, stream};
use hearth_access::{Action, Role, Second};
use hearth_record::{
    Digest, FileType, Record,
    class::Open,
    find,
    ids::{FileId, RecordId, WorkerId},
    retention::DisposalItem,
    value::{Line, Whole},
};
use hearth_store::{
    StoreError,
    destroy::{Approval, Certificate, Disposition, Stub},
};
use jiff::Timestamp;

use super::{
    Batch, Due, Item, MOST_A_DAY, State,
    approve::amend,
    ask, batch, elsewhere, keepsakes, one,
    review::{Looked, look_at},
};
use crate::{Desk, Failure, papers::Hand, retention};

/// Files destroyed at once, so that the store can commit them together.
const AT_ONCE: usize = 16;

/// What an execution did.
pub struct Executed {
    /// How many files were destroyed.
    pub destroyed: usize,
    /// How many were passed over, with the reason of each.
    pub passed_over: Vec<(RecordId, String)>,
    /// How many wait because a copy elsewhere was not confirmed as destroyed: the batch is executed once more when it was.
    pub waiting: usize,
    /// Whether old pages were cleared; a long read can hold them, and the next run or start does it again.
    pub cleared: bool,
}

/// Executes a batch that was approved and has rested. Every check is made again for each file at the moment of its end: holds, open
/// business, the date, the revision, copies elsewhere, what cannot be replaced. A check that fails passes the file over; one that cannot
/// be made stops the batch. Run again after a crash it goes on where it was.
///
/// # Errors
/// [`Failure::Refused`] for whoever executes nothing, [`Failure::Wrong`] where the batch may not be executed yet, and what the store
/// refuses.
pub async fn execute(desk: &Desk, batch: RecordId, mut progress: impl FnMut(usize)) -> Result<Executed, Failure> {
    desk.may(Action::ProposeDisposal).await?;
    let (batch, items) = one(desk, batch).await?;
    retention::clock_agrees(desk).await?;
    let second = ready(desk, &batch).await?;
    let due = Due::of(desk).await?;
    if !due.supplied() {
        return Err(Failure::Wrong("the retention schedule of this council was not supplied".to_owned()));
    }
    let goes = items.iter().filter(|item| item.decision() == "DESTROY" && item.says.destroyed_at.is_none());
    let goes: Vec<Item> = goes.cloned().collect();
    let mut done = Vec::with_capacity(goes.len());
    let mut failed = None;
    let stopped = AtomicBool::new(false);
    let begin = |item| async {
        // Nothing more is begun once one could not be checked; what is under way comes to its end and is written down.
        if stopped.load(Ordering::Relaxed) { None } else { Some(end(desk, &due, &batch, item, second).await) }
    };
    for goes in adults_first(desk, goes).await? {
        let mut ends = stream::iter(goes).map(begin).buffer_unordered(AT_ONCE);
        while let Some(ended) = ends.next().await {
            match ended {
                Some(Ok(ended)) => done.push(ended),
                Some(Err(failure)) => {
                    stopped.store(true, Ordering::Relaxed);
                    failed.get_or_insert(failure);
                }
                None => {}
            }
            progress(done.len());
        }
    }
    // Whatever happens below, the pages that held the destroyed keys are cleared first.
    let cleared = match desk.instance().store.clear_traces().await {
        Ok(()) => true,
        Err(error) => {
            tracing::warn!(%error, "old pages of destroyed files are not cleared yet");
            false
        }
    };
    write_down(desk, &batch, &items, &done).await?;
    if let Some(failure) = failed {
        return Err(failure);
    }
    let destroyed = done.iter().filter(|end| matches!(end.how, How::Destroyed(_))).count();
    let waiting = done.iter().filter(|end| matches!(end.how, How::Waits)).count();
    let passed_over = done.iter().filter_map(|end| match &end.how {
        How::Passed(why) => Some((end.item, why.clone())),
        How::Destroyed(_) | How::Waits => None,
    });
    let executed = Executed { destroyed, passed_over: passed_over.collect(), waiting, cleared };
    if waiting > 0 {
        return Ok(executed);
    }
    let before = items.iter().filter(|item| item.says.destroyed_at.is_some()).count();
    amend(desk, batch.id, "disposal.execute", |says| {
        says.executed_at = Open(Some(desk.now()));
        says.executed_by = Open(Some(desk.subject().worker));
        says.destroyed = Open(Some(Whole(i64::try_from(destroyed + before).unwrap_or(i64::MAX))));
        Ok(())
    })
    .await?;
    Ok(executed)
}

/// The files of adults, and the rest. The file of an adult lasts as long as those of the children that name them: once these are gone, nothing
/// says any more that its day has come. One query.
async fn adults_first(desk: &Desk, goes: Vec<Item>) -> Result<[Vec<Item>; 2], Failure> {
    let files: Vec<FileId> = goes.iter().map(|item| item.file).collect();
    let rows = desk.instance().store.files(&files).await?;
    let adult = |item: &Item| rows.iter().any(|row| row.file == item.file && row.file_type == FileType::Adult);
    let (adults, others) = goes.into_iter().partition(adult);
    Ok([adults, others])
}

/// The second person, where the batch may be executed now.
async fn ready(desk: &Desk, batch: &Batch) -> Result<Second, Failure> {
    let wrong = |why: &str| Failure::Wrong(why.to_owned());
    match batch.state(desk.now()) {
        State::Ready => {}
        State::Resting(until) => {
            let until = hearth_calendar::in_words::date(until);
            return Err(Failure::Wrong(format!("this batch rests until {until}: it may be executed on the day after")));
        }
        State::Executed => return Err(wrong("this batch was executed already")),
        State::Stopped => return Err(wrong("this batch was stopped")),
        State::Review | State::Approval => return Err(wrong("this batch was not approved by a second person")),
    }
    if batch.says.sample_seen_at.is_none() {
        return Err(wrong("the data protection officer has not looked at the sample of this batch yet"));
    }
    let approver = batch.says.approved_by.0.ok_or_else(|| wrong("this batch was not approved by a second person"))?;
    let role = batch.says.approved_as.as_ref().and_then(|code| code.0.parse::<Role>().ok());
    let role = role.ok_or_else(|| wrong("the role in which this batch was approved is not known"))?;
    let today = batch::all(desk)
        .await?
        .into_iter()
        .filter(|other| other.says.executed_at.is_some_and(|at| hearth_calendar::london_date(at) == desk.today()));
    let gone: i64 = today.map(|other| other.says.destroyed.map_or(0, |n| n.0)).sum();
    if gone + batch.says.files.0.0 > MOST_A_DAY {
        return Err(Failure::Wrong(format!(
            "no more than {MOST_A_DAY} files are destroyed in one day: execute it tomorrow"
        )));
    }
    Ok(Second { worker: approver, role })
}

struct End {
    item: RecordId,
    how: How,
}

enum How {
    Destroyed(Box<Certificate>),
    Passed(String),
    /// For a copy elsewhere that nobody has confirmed as destroyed.
    Waits,
}

/// Brings one file to its end, or says why not.
async fn end(desk: &Desk, due: &Due, batch: &Batch, item: Item, second: Second) -> Result<End, Failure> {
    let item = &item;
    let passed = |why: &str| Ok(End { item: item.id, how: How::Passed(why.to_owned()) });
    let store = &desk.instance().store;
    let Some(looked) = look_at(desk, due, item.file).await? else {
        // Cut off before it was written down: the certificate stands.
        let tombstone = store.load(item.file, None).await?.tombstone.and_then(|stone| stone.certificate);
        return match tombstone.map(|text| Certificate::parse(&text)).transpose()? {
            Some(certificate) if certificate.batch == Some(batch.uuid()) => {
                Ok(End { item: item.id, how: How::Destroyed(Box::new(certificate)) })
            }
            _ => passed("the file is not there"),
        };
    };
    if let Some(why) = stands_in_the_way(&looked, item) {
        return passed(&why);
    }
    let Some(copies) = elsewhere::ended(&looked.file, item) else {
        return Ok(End { item: item.id, how: How::Waits });
    };
    let (_, facts) = desk.facts_of(item.file, Action::Destroy).await?;
    let context = desk.context(None).with_second(second);
    desk.decided(Action::Destroy, &facts, &context).await?;
    let disposition = disposition(desk, batch, item, &looked, copies, second);
    let terms: Vec<find::Term> = find::ever(&looked.file).into_iter().collect();
    match store.destroy_in_run(item.file, looked.row.revision, &disposition, &terms).await {
        Ok(certificate) => Ok(End { item: item.id, how: How::Destroyed(Box::new(certificate)) }),
        Err(StoreError::Moved { .. }) => passed("the file was written at the same moment"),
        Err(StoreError::Refused(why)) => passed(&why),
        Err(error) => Err(error.into()),
    }
}

/// What keeps a file that was approved: it is asked again at its end.
fn stands_in_the_way(looked: &Looked, item: &Item) -> Option<String> {
    if let Some(name) = looked.holds.first() {
        return Some(format!("the file is under the hold {name}"));
    }
    let Some(why) = &looked.why else { return Some("its day has not come, by the rules as they stand now".to_owned()) };
    if let Some(open) =
        why.against.iter().find_map(|why| why.strip_prefix("open ").or_else(|| why.strip_prefix("hold ")))
    {
        return Some(format!("something is open: {open}"));
    }
    if why.until != *item.says.due_on || why.rule != item.says.rule.0.0 {
        return Some("another rule or another day decides than the one that was approved".to_owned());
    }
    let reviewed = item.says.versions.and_then(|count| usize::try_from(count.0).ok());
    if reviewed != Some(looked.versions) {
        return Some("the file was written since it was reviewed".to_owned());
    }
    if !keepsakes::unsettled(&looked.file).is_empty() {
        return Some("something that cannot be replaced was not given back".to_owned());
    }
    None
}

fn disposition(
    desk: &Desk,
    batch: &Batch,
    item: &Item,
    looked: &Looked,
    elsewhere: Vec<String>,
    second: Second,
) -> Disposition {
    let at = desk.now();
    let approval = |worker: Option<WorkerId>, at: Option<Timestamp>| Approval {
        worker: worker.unwrap_or(*batch.says.proposed_by),
        at: at.unwrap_or(*batch.says.proposed_at),
    };
    Disposition {
        id: uuid::Uuid::from_bytes(item.id.as_bytes()),
        first: approval(*batch.says.submitted_by, *batch.says.submitted_at),
        second: Approval { worker: second.worker, at: batch.says.approved_at.unwrap_or(at) },
        rule: item.says.rule.0.0.clone(),
        because: item.says.reasoning.iter().map(|line| line.0.clone()).collect(),
        batch: Some(batch.uuid()),
        elsewhere,
        stub: stub(desk, &looked.digest),
        actor: desk.actor(),
        purpose: "retention".to_owned(),
        at,
    }
}

/// What answers later that a file was held: none where no name or no date of birth is known.
fn stub(desk: &Desk, digest: &Digest) -> Option<Stub> {
    let born = digest.born?;
    let names = std::iter::once(digest.name.whole()).chain(digest.other_names.iter().cloned());
    let people: Vec<String> = names.filter_map(|name| ask::person(&name, born)).collect();
    (!people.is_empty()).then(|| Stub { people, kept_until: ask::kept_until(desk.today()) })
}

/// Writes down what became of each file, in one commit.
async fn write_down(desk: &Desk, batch: &Batch, items: &[Item], done: &[End]) -> Result<(), Failure> {
    let hand = Hand::of(desk);
    hand.amend(&batch.papers(), "disposal.executed", None, |amending| {
        for end in done {
            let Some(item) = items.iter().find(|item| item.id == end.item) else { continue };
            let mut says: DisposalItem = item.says.clone();
            match &end.how {
                How::Destroyed(certificate) => {
                    says.destroyed_at = Open(Some(certificate.destroyed_at));
                    says.entry = Open(Some(Line(certificate.entry.to_string())));
                    says.passed_over = Open(None);
                }
                How::Waits => continue,
                How::Passed(why) => says.passed_over = Open(Some(Line(why.chars().take(200).collect()))),
            }
            amending.correct(item.id, says.to_fields(), hand.written(None), hand.now());
        }
        Ok(())
    })
    .await
}
