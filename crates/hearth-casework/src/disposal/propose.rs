//! Taking the files whose day has come together into a batch.

use std::collections::BTreeSet;

use hearth_access::Action;
use hearth_record::{
    Record,
    class::{Open, Private},
    ids::{FileId, RecordId},
    retention::{DisposalBatch, DisposalItem},
    value::{Line, Whole},
};

use super::{
    Due, MOST, Standing,
    batch::{self, State},
    due::survey,
    register,
};
use crate::{Desk, Failure, papers::Hand, retention};

/// So large a share of all files, in hundredths, is not due on an ordinary day: the clock or the schedule may be wrong.
const ALARMING: u64 = 10;
/// Fewer files than this raise no alarm, whatever their share.
const ALARMS_FROM: u64 = 100;

/// What a proposal found.
pub struct Proposed {
    /// The batch; none where nothing is to be proposed.
    pub batch: Option<RecordId>,
    /// How many files it holds.
    pub files: usize,
    /// Files whose day has come and that are left out, with what speaks against each.
    pub left_out: Vec<Standing>,
    /// How many more there are than a batch holds.
    pub more: usize,
    /// Whether so large a share is due that somebody must ask why.
    pub alarm: bool,
}

/// What is due and not in a batch yet, and what is left out, with its reasons. A walk over the council and a load for each batch that is
/// open or keeps files on.
///
/// # Errors
/// [`Failure::Refused`] for whoever proposes nothing, [`Failure::Wrong`] where the council's schedule was not supplied, and what the store
/// refuses.
pub(super) async fn look(desk: &Desk) -> Result<(Vec<Standing>, Vec<Standing>, u64), Failure> {
    retention::clock_agrees(desk).await?;
    let due = Due::of(desk).await?;
    if !due.supplied() {
        let why = "the retention schedule of this council was not supplied: nothing can be proposed before it is";
        return Err(Failure::Wrong(why.to_owned()));
    }
    let found = survey(desk, &due).await?;
    let taken = taken(desk).await?;
    let stands = |why: &str| why.starts_with("hold ") || why.starts_with("open ");
    let fresh = found.due.into_iter().filter(|standing| !taken.contains(&standing.row.file));
    // Behind the adoption wall a batch is the adoption service's own.
    let mine = fresh.filter(|standing| standing.row.flags.walled == desk.is_behind_the_wall());
    let (left_out, free) = mine.partition(|standing| standing.why.against.iter().any(|why| stands(why)));
    Ok((free, left_out, found.files))
}

/// The files that are in a batch which goes on, or were kept on until a day that lies ahead.
async fn taken(desk: &Desk) -> Result<BTreeSet<FileId>, Failure> {
    let (today, now) = (desk.today(), desk.now());
    let mut taken = BTreeSet::new();
    for one in batch::all(desk).await? {
        let goes_on = !matches!(one.state(now), State::Executed | State::Stopped);
        for item in batch::items(&one.papers().read(desk.instance(), desk.authority()).await?) {
            let kept_on = one.says.approved_at.is_some() && item.says.keep_until.is_some_and(|until| until >= today);
            if goes_on || kept_on {
                taken.insert(item.file);
            }
        }
    }
    Ok(taken)
}

/// Proposes a batch: the files whose day has come, the longest overdue first. What a hold or open business keeps is left out, and said.
///
/// # Errors
/// [`Failure::Refused`] for whoever proposes nothing, [`Failure::Wrong`] where the council's schedule was not supplied, and what the store
/// refuses.
pub async fn propose(desk: &Desk) -> Result<Proposed, Failure> {
    propose_those(desk, |_| true).await
}

/// The same of some files only: those of them that are due.
pub(crate) async fn propose_those(desk: &Desk, wanted: impl Fn(FileId) -> bool) -> Result<Proposed, Failure> {
    desk.may(Action::ProposeDisposal).await?;
    let (mut free, left_out, files) = look(desk).await?;
    free.retain(|standing| wanted(standing.row.file));
    let due = free.len() as u64;
    let alarm = due > ALARMS_FROM && due * 100 > files * ALARMING;
    let more = free.len().saturating_sub(MOST);
    free.truncate(MOST);
    if free.is_empty() {
        return Ok(Proposed { batch: None, files: 0, left_out, more, alarm });
    }
    let record = of(desk, free.len(), alarm);
    let hand = Hand::of(desk);
    let id = hand.write(&register(), "disposal.propose", &record, None).await?;
    let papers = crate::papers::Papers::batch(uuid::Uuid::from_bytes(id.as_bytes()));
    hand.amend(&papers, "disposal.propose", None, |amending| {
        for standing in &free {
            let item = item(standing);
            amending.add(
                hand.new_record(),
                DisposalItem::SCHEMA,
                item.to_fields(),
                hand.written(None),
                hand.now(),
                None,
            );
        }
        Ok(())
    })
    .await?;
    Ok(Proposed { batch: Some(id), files: free.len(), left_out, more, alarm })
}

fn of(desk: &Desk, files: usize, alarm: bool) -> DisposalBatch {
    DisposalBatch {
        files: Open(Whole(i64::try_from(files).unwrap_or(i64::MAX))),
        alarm: Open(alarm),
        proposed_at: Open(desk.now()),
        proposed_by: Open(desk.subject().worker),
        submitted_at: Open(None),
        submitted_by: Open(None),
        read_at: Open(None),
        read_by: Open(None),
        approved_at: Open(None),
        approved_by: Open(None),
        approved_as: Open(None),
        rests_until: Open(None),
        stopped_at: Open(None),
        stopped_by: Open(None),
        stopped_because: Private::new(None),
        sample_seen_at: Open(None),
        sample_seen_by: Open(None),
        executed_at: Open(None),
        executed_by: Open(None),
        destroyed: Open(None),
    }
}

fn item(standing: &Standing) -> DisposalItem {
    let lines = |texts: &[String]| texts.iter().map(|text| Line(text.chars().take(200).collect())).collect();
    DisposalItem {
        subject: Open(Line(standing.row.file.to_string())),
        rule: Open(Line(standing.why.rule.chars().take(60).collect())),
        reasoning: Open(lines(&standing.why.reasoning)),
        due_on: Open(standing.why.until),
        against: Open(standing.why.against.iter().map(|why| Line(why.chars().take(60).collect())).collect()),
        versions: Open(None),
        decision: Open(None),
        because: Private::new(None),
        keep_until: Open(None),
        reviewed_by: Open(None),
        reviewed_at: Open(None),
        elsewhere: Private::new(Vec::new()),
        sampled: Open(None),
        destroyed_at: Open(None),
        entry: Open(None),
        passed_over: Open(None),
    }
}
