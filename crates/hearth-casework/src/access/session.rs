use std::{collections::BTreeMap, sync::Arc};

use hearth_access::{
    Purpose,
    session::{Session as Live, State, Token},
};
use hearth_record::ids::FileId;
use hearth_store::Session;
use jiff::Timestamp;
use zeroize::Zeroizing;

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
            let stated = Stated::read(&session).purposes;
            if let Some(seen) = live.seen(now) {
                instance.store.see_session(id.as_bytes(), seen.last_seen).await?;
            }
            let desk = Desk::new(Arc::clone(instance), subject, holder.name, now).being(holder.person);
            Ok(Seat::Desk(Box::new(desk.having_stated(stated))))
        }
    }
}

/// What a session keeps: the purposes that its person stated, each for one file.
#[derive(Default)]
struct Stated {
    purposes: BTreeMap<FileId, Purpose>,
}

impl Stated {
    fn read(session: &Session) -> Self {
        let codes: BTreeMap<FileId, String> = serde_json::from_slice(&session.body).unwrap_or_default();
        let purposes = codes.into_iter().filter_map(|(file, code)| Some((file, code.parse().ok()?)));
        Self { purposes: purposes.collect() }
    }

    fn to_body(&self) -> Zeroizing<Vec<u8>> {
        let codes: BTreeMap<FileId, &str> =
            self.purposes.iter().map(|(file, purpose)| (*file, purpose.code())).collect();
        // INVARIANT: ids and codes are JSON.
        Zeroizing::new(serde_json::to_vec(&codes).unwrap_or_default())
    }
}

/// Keeps, until the session ends, that its person opens a file for a purpose that nothing in the records explains. Each read
/// is decided and written to the audit with it.
///
/// # Errors
/// [`Failure::Wrong`] for a purpose that the role cannot give, and what the store refuses.
pub async fn state_purpose(desk: &Desk, token: &Token, file: FileId, purpose: Purpose) -> Result<(), Failure> {
    if !Purpose::askable(desk.subject().role).contains(&purpose) {
        return Err(Failure::Wrong("your role does not open files for that purpose".to_owned()));
    }
    let id = token.id();
    let store = &desk.instance().store;
    let session = store.session(id.as_bytes()).await?.ok_or(Failure::Absent("the session has ended"))?;
    let mut stated = Stated::read(&session);
    stated.purposes.insert(file, purpose);
    store.keep_session(id.as_bytes(), &Session { body: stated.to_body(), ..session }).await?;
    Ok(())
}
