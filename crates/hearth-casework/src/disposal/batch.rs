//! Batches and their files, as they stand.

use hearth_access::Action;
use hearth_record::{
    File,
    ids::{FileId, RecordId},
    retention::{DisposalBatch, DisposalItem},
};
use jiff::Timestamp;
use uuid::Uuid;

use super::register;
use crate::{Desk, Failure, papers::Papers};

/// How far a batch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Its files are being reviewed.
    Review,
    /// It waits for a second person.
    Approval,
    /// It was approved and rests until the end of that day.
    Resting(jiff::civil::Date),
    /// It has rested: it may be executed.
    Ready,
    /// It was executed.
    Executed,
    /// It was stopped.
    Stopped,
}

/// A batch.
#[derive(Clone)]
pub struct Batch {
    /// Its id.
    pub id: RecordId,
    /// What it says.
    pub says: DisposalBatch,
    /// Who proposed it, by name.
    pub proposed_by: String,
    /// Who wrote it last, by name.
    pub last_by: String,
    /// Who approved it, by name; empty before.
    pub approved_by: String,
}

/// One file of a batch.
#[derive(Clone)]
pub struct Item {
    /// The record in the batch.
    pub id: RecordId,
    /// The file.
    pub file: FileId,
    /// What it says.
    pub says: DisposalItem,
}

impl Batch {
    /// How far it is at a moment.
    pub fn state(&self, now: Timestamp) -> State {
        let says = &self.says;
        if says.executed_at.is_some() {
            State::Executed
        } else if says.stopped_at.is_some() {
            State::Stopped
        } else if let Some(until) = *says.rests_until {
            if hearth_calendar::london_date(now) > until { State::Ready } else { State::Resting(until) }
        } else if says.submitted_at.is_some() {
            State::Approval
        } else {
            State::Review
        }
    }

    /// The id as the store keeps it.
    pub(crate) fn uuid(&self) -> Uuid {
        Uuid::from_bytes(self.id.as_bytes())
    }

    /// The papers in which its files stand.
    pub(super) fn papers(&self) -> Papers {
        Papers::batch(self.uuid())
    }
}

impl Item {
    /// The code of what was decided; empty before.
    pub fn decision(&self) -> &'static str {
        self.says.decision.map_or("", |decision| decision.code())
    }
}

/// Whether whoever is at the desk has to do with the end of files at all.
///
/// # Errors
/// [`Failure::Refused`] for whoever has not.
pub async fn read(desk: &Desk) -> Result<(), Failure> {
    let ways = [Action::ProposeDisposal, Action::ApproveDisposal, Action::ManageHolds];
    let way = ways.into_iter().find(|action| desk.may_at_all(*action)).unwrap_or(Action::ProposeDisposal);
    desk.may(way).await.map(|_| ())
}

/// Every batch, the newest first. Two queries and a load.
///
/// # Errors
/// [`Failure::Refused`] for whoever has nothing to do with the end of files, and what the store refuses.
pub async fn batches(desk: &Desk) -> Result<Vec<Batch>, Failure> {
    read(desk).await?;
    all(desk).await
}

/// The same, once it was decided that they may be read.
pub(super) async fn all(desk: &Desk) -> Result<Vec<Batch>, Failure> {
    let papers = register().read(desk.instance(), desk.authority()).await?;
    let mut batches: Vec<Batch> = papers.all::<DisposalBatch>().map(|(id, says)| of(&papers, id, says)).collect();
    batches.sort_by_key(|batch| std::cmp::Reverse(*batch.says.proposed_at));
    Ok(batches)
}

/// A batch with its files, in the order in which they were proposed. Four queries and two loads.
///
/// # Errors
/// As [`batches`], and [`Failure::Absent`] where there is none.
pub async fn one(desk: &Desk, id: RecordId) -> Result<(Batch, Vec<Item>), Failure> {
    let batches = batches(desk).await?;
    let batch = batches.into_iter().find(|batch| batch.id == id).ok_or(Failure::Absent("there is no such batch"))?;
    let items = items(&batch.papers().read(desk.instance(), desk.authority()).await?);
    Ok((batch, items))
}

/// The files of a batch.
pub(super) fn items(papers: &File) -> Vec<Item> {
    let of = |(id, says): (RecordId, DisposalItem)| {
        let file = says.subject.0.0.parse().ok()?;
        Some(Item { id, file, says })
    };
    let mut items: Vec<Item> = papers.all::<DisposalItem>().filter_map(of).collect();
    items.sort_by_key(|item| (*item.says.due_on, item.file));
    items
}

fn of(papers: &File, id: RecordId, says: DisposalBatch) -> Batch {
    let versions = papers.record(id).map(hearth_record::Held::versions).unwrap_or_default();
    let name = |version: Option<&hearth_record::version::Version>| {
        version.map(|version| version.written.by.name().to_owned()).unwrap_or_default()
    };
    let approval = versions.iter().find(|version| version.fields.get("approved_at").is_some());
    Batch { id, says, proposed_by: name(versions.first()), last_by: name(versions.last()), approved_by: name(approval) }
}
