use hearth_access::Action;
use hearth_record::{
    Problems, Record,
    class::{Open, Private},
    ids::RecordId,
    sets::SharingState,
    sharing::{Consent, Shared},
    value::{Line, Narrative, Whole},
};

use crate::{Desk, Failure, FileView, act::Act, recording::Saved, write::Amending};

/// What a withdrawal came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    /// The agreement, with the withdrawal in it.
    pub saved: Saved,
    /// The sends that waited and will not go.
    pub stopped: Vec<RecordId>,
}

/// Takes an agreement back, at once: what waited to go to that recipient on it is stopped in the same change, and the gate asks again
/// whenever something is sent. Whether somebody agreed or not, a child at risk is told of all the same: that needs no agreement.
/// Two queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] where it is not said who withdrew it, [`Failure::Absent`] where there is no such agreement, [`Failure::Wrong`] where
/// it was never given or is withdrawn already, and what access and the store refuse.
pub async fn withdraw(desk: &Desk, view: &FileView, record: RecordId, by: &str) -> Result<Withdrawn, Failure> {
    let by = by.trim();
    if by.is_empty() {
        return Err(Problems::at("withdrawn_by", "is needed: say who withdrew it and how they said so").into());
    }
    let stopped = std::sync::Mutex::new(Vec::new());
    let act = Act::new(view.id, "consent.withdrawn", view.purpose());
    let saved = act
        .run(
            desk,
            Action::Record,
            |_| Ok(None),
            |_, amending| {
                let waiting = stop_waiting(desk, amending, record)?;
                let count = i64::try_from(waiting.len()).unwrap_or(i64::MAX).min(10_000);
                if let Ok(mut stopped) = stopped.lock() {
                    *stopped = waiting;
                }
                change(desk, amending, record, |consent| {
                    if !consent.given() {
                        return Err(Failure::Wrong("nothing was agreed here, so nothing can be withdrawn".to_owned()));
                    }
                    if consent.withdrawn_at.reveal().is_some() {
                        return Err(Failure::Wrong("it is withdrawn already".to_owned()));
                    }
                    consent.withdrawn_at = Private::new(Some(desk.now()));
                    consent.withdrawn_by = Private::new(Some(Line(by.chars().take(200).collect())));
                    consent.stopped = Private::new(Some(Whole(count)));
                    Ok(())
                })
            },
        )
        .await?;
    let stopped = stopped.into_inner().unwrap_or_default();
    Ok(Withdrawn { saved, stopped })
}

/// Writes down that the recipient was told of the withdrawal. Two queries, a load and a change.
///
/// # Errors
/// [`Failure::Wrong`] where it is not withdrawn, [`Failure::Absent`] where there is no such agreement, and what access and the store refuse.
pub async fn recipient_told(desk: &Desk, view: &FileView, record: RecordId) -> Result<Saved, Failure> {
    Act::new(view.id, "consent.recipient_told", view.purpose())
        .run(
            desk,
            Action::Record,
            |_| Ok(None),
            |_, amending| {
                change(desk, amending, record, |consent| {
                    if consent.withdrawn_at.reveal().is_none() {
                        return Err(Failure::Wrong("the agreement stands; there is nothing to tell them".to_owned()));
                    }
                    consent.recipient_told_at = Private::new(Some(desk.now()));
                    Ok(())
                })
            },
        )
        .await
}

/// Changes one agreement of the file.
fn change(
    desk: &Desk,
    amending: &mut Amending,
    record: RecordId,
    change: impl FnOnce(&mut Consent) -> Result<(), Failure>,
) -> Result<Saved, Failure> {
    let (mut consent, version) = agreement(amending, record)?;
    change(&mut consent)?;
    amending.correct(record, consent.to_fields(), desk.written(None), desk.now());
    Ok(Saved { record, version: version + 1 })
}

fn agreement(amending: &Amending, record: RecordId) -> Result<(Consent, u32), Failure> {
    let absent = || Failure::Absent("there is no such agreement");
    let held =
        amending.file().record(record).filter(|held| held.schema.kind == Consent::SCHEMA.kind && !held.withdrawn());
    let held = held.ok_or_else(absent)?;
    Ok((Consent::from_fields(&held.current().fields)?, held.current().number))
}

/// Stops what waits to go on this agreement: a share by agreement with the same recipient for the same.
fn stop_waiting(desk: &Desk, amending: &mut Amending, record: RecordId) -> Result<Vec<RecordId>, Failure> {
    let (consent, _) = agreement(amending, record)?;
    let state = SharingState::parse("STOPPED").map_err(|e| Failure::Wrong(e.to_string()))?;
    let waiting: Vec<(RecordId, Shared)> =
        amending.file().all::<Shared>().filter(|(_, share)| waits_on(share, &consent)).collect();
    for (id, mut share) in waiting.iter().cloned() {
        share.state = Open(Some(state));
        share.stopped_because =
            Private::new(Some(Narrative("The agreement to share was withdrawn before it went.".to_owned())));
        amending.correct(id, share.to_fields(), desk.written(Some("agreement withdrawn".to_owned())), desk.now());
    }
    Ok(waiting.into_iter().map(|(id, _)| id).collect())
}

fn waits_on(share: &Shared, consent: &Consent) -> bool {
    let waits = share.state.is_some_and(|state| matches!(state.code(), "WAITING" | "QUEUED" | "STANDING"));
    let by_agreement = share.basis.is_some_and(|basis| basis.code() == "CONSENT");
    let theirs = share.recipient_code.as_ref().is_some_and(|code| code.0 == consent.recipient.reveal().0);
    waits && by_agreement && theirs && share.reason.is_none_or(|reason| reason == *consent.purpose.reveal())
}
