//! Closing a hold: proposed by one person, decided by another. Nothing is destroyed by it; what becomes due waits for a batch of its own.

use hearth_record::{
    Digest, Problems,
    class::{Open, Private},
    ids::RecordId,
    value::Narrative,
};
use hearth_store::{Outcome, StoreError};

use super::{Hold, counts, of, one, open::amend};
use crate::{Desk, Failure, disposal, papers::Hand, rights};

/// What closing a hold comes to.
pub struct Closing {
    /// The hold.
    pub hold: Hold,
    /// How many files stand under it.
    pub covered: u64,
    /// How many of them have had their day and are kept by it alone: the closing makes them due.
    pub due: u64,
}

/// Proposes to close a hold. What the data protection officer learns by it stands on their page until it is decided.
///
/// # Errors
/// [`Failure::Refused`] for whoever keeps no holds, [`Failure::Problems`] without a reason, [`Failure::Wrong`] where it is closed or
/// was proposed before, and what the store refuses.
pub async fn propose(desk: &Desk, id: RecordId, because: &str) -> Result<(), Failure> {
    let because = because.trim();
    if because.is_empty() {
        return Err(Problems::at("because", "is needed: say why the files may go").into());
    }
    amend(desk, id, "hold.propose_closing", "Closing proposed", |says| {
        if says.closing_proposed_at.is_some() {
            return Err(Failure::Wrong("its closing is proposed already: a second person decides it".to_owned()));
        }
        says.closing_proposed_at = Open(Some(desk.now()));
        says.closing_proposed_by = Open(Some(desk.subject().worker));
        says.closing_because = Private::new(Some(Narrative::from(because)));
        Ok(())
    })
    .await
}

/// What the closing of a hold would come to: shown before it is decided. A walk over the council.
///
/// # Errors
/// [`Failure::Refused`] for whoever keeps no holds, [`Failure::Absent`], and what the store refuses.
pub async fn closing(desk: &Desk, id: RecordId) -> Result<Closing, Failure> {
    let hold = one(desk, id).await?;
    let (instance, authority) = (desk.instance(), desk.authority());
    let others: Vec<Hold> = of(instance, authority).await?;
    let others: Vec<Hold> = others.into_iter().filter(|other| other.says.is_open() && other.id != id).collect();
    let by_hand: std::collections::BTreeSet<_> = instance.store.held_by(hold.uuid()).await?.into_iter().collect();
    let due = disposal::Due::of(desk).await?;
    let (mut covered, mut becomes, mut unread) = (0, 0, 0_u64);
    let each = |row: hearth_store::FileRow, sealed: &[u8]| {
        let Ok(digest) = Digest::from_bytes(sealed) else {
            unread += 1;
            return;
        };
        if !hold.covers(&digest) && !by_hand.contains(&row.file) {
            return;
        }
        if !counts(&row) {
            return;
        }
        covered += 1;
        let held_still = others.iter().any(|other| other.covers(&digest));
        becomes += u64::from(!held_still && due.would_be(&row, &digest));
    };
    instance.store.each_digest(authority, each).await?;
    if unread > 0 {
        return Err(
            StoreError::Form(format!("{unread} digests cannot be read: what a hold covers is not known")).into()
        );
    }
    Ok(Closing { hold, covered, due: becomes })
}

/// Closes a hold whose closing somebody else proposed. The files that it alone kept become due; a batch must propose them before
/// anything happens to them. Requests that were put off for it are open again, with their time; where that fails nothing is released, and the
/// night tries again.
///
/// # Errors
/// [`Failure::Refused`] for whoever keeps no holds, [`Failure::Wrong`] where nobody proposed it, or where one's own account or another
/// account of one's own did, and what the store refuses.
pub async fn decide(desk: &Desk, id: RecordId) -> Result<(), Failure> {
    let hold = one(desk, id).await?;
    let proposer = hold.says.closing_proposed_by.0;
    let proposer = proposer.ok_or_else(|| Failure::Wrong("nobody has proposed to close this hold yet".to_owned()))?;
    disposal::people::two(desk, proposer).await?;
    amend(desk, id, "hold.close", "Closed", |says| {
        if says.closing_proposed_by.0 != Some(proposer) {
            return Err(Failure::Wrong("the proposal has changed since you looked at it: read it again".to_owned()));
        }
        says.closed_at = Open(Some(desk.now()));
        says.closed_by = Open(Some(desk.subject().worker));
        Ok(())
    })
    .await?;
    // Before anything is let go: what was put off for this hold is open again, and keeps its file until it is answered.
    rights::take_up_again(&Hand::of(desk), std::slice::from_ref(&hold)).await?;
    let entry = desk.entry("hold.released", None, None, Outcome::Done);
    desk.instance().store.close_hold(desk.authority(), hold.uuid(), entry).await?;
    Ok(())
}

/// Says no to a closing that was proposed: the hold goes on.
///
/// # Errors
/// As [`propose`].
pub async fn refuse_closing(desk: &Desk, id: RecordId, because: &str) -> Result<(), Failure> {
    let because = because.trim();
    if because.is_empty() {
        return Err(Problems::at("because", "is needed: say why it must stand").into());
    }
    amend(desk, id, "hold.keep", &format!("Closing refused: {because}"), |says| {
        says.closing_proposed_at = Open(None);
        says.closing_proposed_by = Open(None);
        says.closing_because = Private::new(None);
        Ok(())
    })
    .await
}
