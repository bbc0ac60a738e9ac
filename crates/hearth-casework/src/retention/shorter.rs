//! Keeping a file for a shorter time after a record of it was corrected: one person proposes it, another agrees.
//!
//! Until then everything that was once recorded to have happened still counts for how long the file is kept
//! ([`Keeping::once`](hearth_record::keeping::Keeping)).

use hearth_access::Action;
use hearth_record::{
    Problems, Record,
    class::{Open, Private},
    ids::{FileId, RecordId},
    retention::KeptShorter,
    value::Narrative,
};
use hearth_store::{Outcome, StoreError};

use super::{case_of, in_force::in_force};
use crate::{
    Desk, Failure,
    act::{TRIES, stand_back},
    write::{self, Amending},
};

/// Proposes that a file ends on the day that its records come to now.
///
/// # Errors
/// [`Failure::Refused`] for whoever proposes nothing, [`Failure::Absent`] where there is no such file, [`Failure::Wrong`] where no correction
/// waits for it, [`Failure::Problems`] without a reason, and what the store refuses.
pub async fn propose_shorter(desk: &Desk, file: FileId, because: &str) -> Result<RecordId, Failure> {
    let because = because.trim();
    if because.is_empty() {
        return Err(Problems::at("because", "is needed: say what was wrong, and how that is known").into());
    }
    let schedule = in_force(desk.instance(), desk.authority(), desk.today()).await?.schedule;
    once_more(desk, Action::ProposeDisposal, file, "retention.shorten", |amending, row| {
        let digest = hearth_record::Digest::of(amending.file());
        let kept = schedule.of(&case_of(row.file_type, &digest), desk.today());
        if kept.shorter.is_none() {
            return Err(Failure::Wrong(
                "no correction brings the end of this file nearer; there is nothing to agree to".to_owned(),
            ));
        }
        let id = desk.new_record();
        let record = KeptShorter {
            before: Open(kept.until),
            after: Open(kept.shorter),
            because: Private::new(Narrative::from(because)),
            proposed_at: Open(desk.now()),
            proposed_by: Open(desk.subject().worker),
            approved_at: Open(None),
            approved_by: Open(None),
        };
        amending.add(id, KeptShorter::SCHEMA, record.to_fields(), desk.written(None), desk.now(), None);
        Ok(id)
    })
    .await
}

/// Agrees to it, as another person than the one who proposed it.
///
/// # Errors
/// [`Failure::Refused`] for whoever approves nothing, [`Failure::Absent`] where nothing was proposed, [`Failure::Wrong`] for the person who
/// proposed it, and what the store refuses.
pub async fn approve_shorter(desk: &Desk, file: FileId) -> Result<RecordId, Failure> {
    once_more(desk, Action::ApproveDisposal, file, "retention.shorten", |amending, _| {
        let waits = amending.file().all::<KeptShorter>().find(|(_, record)| record.approved_at.is_none());
        let (id, mut record) =
            waits.ok_or(Failure::Absent("nobody has proposed to keep this file for a shorter time"))?;
        if *record.proposed_by == desk.subject().worker {
            return Err(Failure::Wrong("whoever proposed it does not agree to it; ask a second person".to_owned()));
        }
        record.approved_at = Open(Some(desk.now()));
        record.approved_by = Open(Some(desk.subject().worker));
        amending.correct(id, record.to_fields(), desk.written(None), desk.now());
        Ok(id)
    })
    .await
}

/// Writes one record into a file without opening it, for whoever keeps the schedule: `act` gives the record; from the start again where
/// somebody else wrote to the file in between.
///
/// # Errors
/// What access, `act` and the store refuse.
pub(crate) async fn once_more(
    desk: &Desk,
    action: Action,
    file: FileId,
    entry: &'static str,
    act: impl Fn(&mut Amending, &hearth_store::FileRow) -> Result<RecordId, Failure>,
) -> Result<RecordId, Failure> {
    for attempt in 0..TRIES {
        match once(desk, action, file, entry, &act).await {
            Err(Failure::Store(StoreError::Moved { .. })) => stand_back(desk, attempt).await,
            other => return other,
        }
    }
    Err(Failure::Wrong("the file is being written by many at once; try again in a moment".to_owned()))
}

async fn once(
    desk: &Desk,
    action: Action,
    file: FileId,
    entry: &'static str,
    act: &impl Fn(&mut Amending, &hearth_store::FileRow) -> Result<RecordId, Failure>,
) -> Result<RecordId, Failure> {
    let permit = desk.may(action).await?;
    let (row, facts) = desk.facts_of(file, Action::ReadRetention).await?;
    desk.decided(Action::ReadRetention, &facts, &desk.context(None)).await?;
    let mut amending = Amending::of(&row, write::file_of(&desk.instance().store.load(file, None).await?)?);
    let id = act(&mut amending, &row)?;
    let mut change = desk.change();
    let mut entry = desk.entry(entry, Some(&permit), Some(file), Outcome::Done);
    entry.record = Some(id);
    change.entries.push(entry);
    amending.finish(desk.council(), &mut change, None);
    desk.instance().store.commit(change).await?;
    Ok(id)
}
