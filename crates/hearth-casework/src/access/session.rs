use std::sync::Arc;

use hearth_access::session::{Session as Live, State, Token};
use hearth_store::{Session, StoreError};
use jiff::Timestamp;

use super::account::Holder;
use crate::{Desk, Failure, Instance};

/// Whose turn it is behind a session token.
pub enum Seat {
    /// Somebody at work.
    Desk(Box<Desk>),
    /// Somebody who was away too long: the same account signs in again, drafts are kept.
    Locked,
    /// Nobody.
    Empty,
}

/// The seat of a session at `now`: reads session and account anew, so that a closed account is out on the next click.
///
/// # Errors
/// What the store refuses; then nobody is let in.
pub async fn seat(instance: &Arc<Instance>, token: &Token, now: Timestamp) -> Result<Seat, Failure> {
    let id = token.id();
    let Some(session) = instance.store.session(id.as_bytes()).await? else { return Ok(Seat::Empty) };
    let Some(account) = instance.store.account(session.account).await?.filter(|account| account.active) else {
        return Ok(Seat::Empty);
    };
    let holder = Holder::of(&account)?;
    let subject = holder.subject(&account)?;
    let live = Live {
        id,
        account: account.id,
        worker: holder.worker,
        opened_at: session.started_at,
        last_seen: session.seen_at,
        ended: None,
    };
    match live.state(now) {
        State::Ended(_) => Ok(Seat::Empty),
        State::Locked => Ok(Seat::Locked),
        State::Live => {
            if let Some(seen) = live.seen(now) {
                touch(instance, id.as_bytes(), Session { seen_at: seen.last_seen, ..session }).await?;
            }
            Ok(Seat::Desk(Box::new(Desk::new(Arc::clone(instance), subject, holder.name, now))))
        }
    }
}

async fn touch(instance: &Instance, id: &[u8], session: Session) -> Result<(), StoreError> {
    instance.store.keep_session(id, &session).await.map(drop)
}
