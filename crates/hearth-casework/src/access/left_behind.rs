use std::sync::Arc;

use hearth_access::{Action, session::Token};
use hearth_record::ids::FileId;
use jiff::{SignedDuration, Timestamp};

use super::account::Holder;
use crate::{
    Desk, Failure, Instance,
    recording::{draft_key, keep_draft, may},
};

/// A form that comes later than this after the last look is nobody's any more.
const LATEST: SignedDuration = SignedDuration::from_hours(24);

/// Keeps what a form held whose sign-in had locked or ended when it was sent, as a draft of whose sign-in that was: they find it when
/// they have signed in again. Says whether it was kept; where the person may not record in the file, or the sign-in is not known any
/// more, it was not. The caller has made sure that the form came from a page of that sign-in.
///
/// # Errors
/// What the store refuses.
pub async fn keep_left_behind(
    instance: &Arc<Instance>,
    token: &Token,
    now: Timestamp,
    form: &str,
    file: FileId,
    pairs: &[(String, String)],
) -> Result<bool, Failure> {
    let Some(session) = instance.store.session(token.id().as_bytes()).await? else { return Ok(false) };
    if now.duration_since(session.seen_at) > LATEST {
        return Ok(false);
    }
    let Some(account) = instance.store.account(session.account).await?.filter(|account| account.active) else {
        return Ok(false);
    };
    let holder = Holder::of(&account)?;
    let desk = Desk::new(Arc::clone(instance), holder.subject(&account)?, holder.name, now);
    match may(&desk, file, Action::Record, None).await {
        Ok(()) => {}
        Err(Failure::Refused(_)) => return Ok(false),
        Err(failure) => return Err(failure),
    }
    keep_draft(&desk, &draft_key(&desk, form, Some(file)), pairs).await?;
    Ok(true)
}
