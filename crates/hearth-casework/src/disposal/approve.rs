//! A batch on its way: handed on, read and approved by another person, looked at by the data protection officer, stopped.

use hearth_access::{Action, Role};
use hearth_record::{
    Problems, Record,
    class::{Open, Private},
    ids::RecordId,
    retention::{DisposalBatch, DisposalItem},
    value::{Line, Narrative},
};
use jiff::SignedDuration;

use super::{Batch, Item, RESTS, State, one, people, register};
use crate::{Desk, Failure, papers::Hand};

/// One file in so many is looked at by the data protection officer; at least one of each batch.
const SAMPLE: usize = 20;
/// The least time in which one file can be read.
const A_FILE: SignedDuration = SignedDuration::from_secs(2);

/// The least time in which this many files can be read (ASVS 5.0, 2.4.2): an approval that comes sooner was not read.
pub fn least_time(files: usize) -> SignedDuration {
    A_FILE.saturating_mul(i32::try_from(files).unwrap_or(i32::MAX))
}

/// Hands a batch on to be approved: every file of it was decided on. Chance chooses those that the data protection officer looks at; all
/// of them where unusually many files were due.
///
/// # Errors
/// [`Failure::Refused`] for whoever proposes nothing, [`Failure::Wrong`] where a file was not decided on, and what the store refuses.
pub async fn submit(desk: &Desk, batch: RecordId) -> Result<(), Failure> {
    desk.may(Action::ProposeDisposal).await?;
    let (batch, items) = one(desk, batch).await?;
    expect(desk, &batch, State::Review, "this batch was handed on already")?;
    let undecided = items.iter().filter(|item| item.says.decision.is_none()).count();
    if undecided > 0 {
        return Err(Failure::Wrong(format!(
            "{undecided} files of this batch were not decided on yet: review them first"
        )));
    }
    let chosen = chosen(desk, &items, *batch.says.alarm);
    let hand = Hand::of(desk);
    hand.amend(&batch.papers(), "disposal.sample", None, |amending| {
        for item in items.iter().filter(|item| chosen.contains(&item.id)) {
            let says = DisposalItem { sampled: Open(Some(true)), ..item.says.clone() };
            amending.correct(item.id, says.to_fields(), hand.written(None), hand.now());
        }
        Ok(())
    })
    .await?;
    amend(desk, batch.id, "disposal.submit", |says| {
        says.submitted_at = Open(Some(desk.now()));
        says.submitted_by = Open(Some(desk.subject().worker));
        Ok(())
    })
    .await
}

fn chosen(desk: &Desk, items: &[Item], all: bool) -> std::collections::BTreeSet<RecordId> {
    let mut goes: Vec<RecordId> =
        items.iter().filter(|item| item.decision() == "DESTROY").map(|item| item.id).collect();
    let wanted = if all { goes.len() } else { goes.len().div_ceil(SAMPLE) };
    let mut chosen = std::collections::BTreeSet::new();
    while chosen.len() < wanted {
        let at = desk.instance().draw(|random| random.next_u32()) as usize % goes.len();
        chosen.insert(goes.swap_remove(at));
    }
    chosen
}

/// Notes that whoever approves has begun to read a batch: the time that they take is counted from here.
///
/// # Errors
/// [`Failure::Refused`] for whoever approves nothing, and what the store refuses.
pub async fn open_to_approve(desk: &Desk, batch: &Batch) -> Result<(), Failure> {
    let begun = *batch.says.read_by == Some(desk.subject().worker);
    if begun || batch.state(desk.now()) != State::Approval || !desk.may_at_all(Action::ApproveDisposal) {
        return Ok(());
    }
    desk.may(Action::ApproveDisposal).await?;
    amend(desk, batch.id, "disposal.read", |says| {
        says.read_at = Open(Some(desk.now()));
        says.read_by = Open(Some(desk.subject().worker));
        Ok(())
    })
    .await
}

/// Approves a batch, as another person than the one who proposed it, reviewed it or handed it on: from now on it rests.
///
/// # Errors
/// [`Failure::Refused`] for whoever approves nothing, [`Failure::Wrong`] where one person would decide twice, where the two are of one line,
/// where it was not read in so short a time, and what the store refuses.
pub async fn approve(desk: &Desk, batch: RecordId) -> Result<(), Failure> {
    desk.may(Action::ApproveDisposal).await?;
    let (batch, items) = one(desk, batch).await?;
    expect(desk, &batch, State::Approval, "this batch does not wait for an approval")?;
    let others = [Some(*batch.says.proposed_by), *batch.says.submitted_by].into_iter();
    let others: std::collections::BTreeSet<_> =
        others.chain(items.iter().map(|item| *item.says.reviewed_by)).flatten().collect();
    for other in others {
        people::two(desk, other).await?;
    }
    let least = least_time(items.len());
    let read = batch.says.read_at.filter(|_| *batch.says.read_by == Some(desk.subject().worker));
    let took = read.map_or(SignedDuration::ZERO, |read| desk.now().duration_since(read));
    if took < least {
        return Err(Failure::Wrong(format!(
            "{} files cannot be read in {} seconds: read the reasons, and approve it then",
            items.len(),
            took.as_secs().max(0)
        )));
    }
    let role = desk.subject().role.code();
    amend(desk, batch.id, "disposal.approve", |says| {
        says.approved_at = Open(Some(desk.now()));
        says.approved_by = Open(Some(desk.subject().worker));
        says.approved_as = Open(Some(Line(role.to_owned())));
        says.rests_until = Open(Some(hearth_calendar::add_days(desk.today(), RESTS)));
        Ok(())
    })
    .await
}

/// Says that the data protection officer has looked at the files that chance chose. A batch is not executed before.
///
/// # Errors
/// [`Failure::Refused`] for everybody else, [`Failure::Wrong`] where nothing waits to be looked at, and what the store refuses.
pub async fn see_sample(desk: &Desk, batch: RecordId) -> Result<(), Failure> {
    desk.may(Action::ManageHolds).await?;
    let (batch, _) = one(desk, batch).await?;
    if desk.subject().role != Role::Dpo || *batch.says.proposed_by == desk.subject().worker {
        return Err(Failure::Wrong("the sample is looked at by the data protection officer".to_owned()));
    }
    if batch.says.submitted_at.is_none() || batch.says.executed_at.is_some() || batch.says.stopped_at.is_some() {
        return Err(Failure::Wrong("this batch has no sample that waits to be looked at".to_owned()));
    }
    amend(desk, batch.id, "disposal.sample_seen", |says| {
        says.sample_seen_at = Open(Some(desk.now()));
        says.sample_seen_by = Open(Some(desk.subject().worker));
        Ok(())
    })
    .await
}

/// Stops a batch: nothing more of it is destroyed. Anybody may who has to do with the end of files.
///
/// # Errors
/// [`Failure::Refused`] for everybody else, [`Failure::Problems`] without a reason, and what the store refuses.
pub async fn stop(desk: &Desk, batch: RecordId, because: &str) -> Result<(), Failure> {
    let (batch, _) = one(desk, batch).await?;
    let because = because.trim();
    if because.is_empty() {
        return Err(Problems::at("because", "is needed: say why it is stopped").into());
    }
    if batch.says.executed_at.is_some() || batch.says.stopped_at.is_some() {
        return Err(Failure::Wrong("this batch has come to its end already".to_owned()));
    }
    amend(desk, batch.id, "disposal.stop", |says| {
        says.stopped_at = Open(Some(desk.now()));
        says.stopped_by = Open(Some(desk.subject().worker));
        says.stopped_because = Private::new(Some(Narrative::from(because)));
        Ok(())
    })
    .await
}

fn expect(desk: &Desk, batch: &Batch, state: State, otherwise: &str) -> Result<(), Failure> {
    if batch.state(desk.now()) == state { Ok(()) } else { Err(Failure::Wrong(otherwise.to_owned())) }
}

/// Writes the next version of a batch.
pub(super) async fn amend(
    desk: &Desk,
    batch: RecordId,
    action: &'static str,
    change: impl Fn(&mut DisposalBatch) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let hand = Hand::of(desk);
    hand.amend(&register(), action, None, |amending| {
        let held = amending.file().all::<DisposalBatch>().find(|(held, _)| *held == batch);
        let (_, mut says) = held.ok_or(Failure::Absent("there is no such batch"))?;
        if says.stopped_at.is_some() {
            return Err(Failure::Wrong("this batch was stopped".to_owned()));
        }
        change(&mut says)?;
        let fields = says.to_fields();
        (DisposalBatch::SCHEMA.check)(&fields).or_ok(())?;
        amending.correct(batch, fields, hand.written(None), hand.now());
        Ok(())
    })
    .await
}
