use std::sync::Arc;

use jiff::Timestamp;

use super::account::{Holder, fold};
use crate::{Desk, Failure, Instance};

/// The desk of somebody on whose behalf a command runs: it may what they may, and the audit names them. Whoever can run commands holds
/// the keys of the instance already; no password is asked.
///
/// # Errors
/// [`Failure::Absent`] where there is no such account or it is closed, and what the store refuses.
pub async fn acting(instance: &Arc<Instance>, login: &str, now: Timestamp) -> Result<Desk, Failure> {
    let account = instance.store.account_by_login(&fold(login)).await?.filter(|account| account.active);
    let account = account.ok_or(Failure::Absent("there is no such account, or it is closed"))?;
    let holder = Holder::of(&account)?;
    let subject = holder.subject(&account)?;
    Ok(Desk::new(Arc::clone(instance), subject, holder.name, now).being(holder.person))
}
