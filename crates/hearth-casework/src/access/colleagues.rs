use hearth_access::Role;
use hearth_record::ids::WorkerId;

use super::account::Holder;
use crate::{Desk, Failure};

/// Somebody who works here, as a form offers them.
pub struct Colleague {
    /// The worker.
    pub worker: WorkerId,
    /// Their name.
    pub name: String,
    /// The name of their role.
    pub role: &'static str,
}

/// Those of this council who have an account, by name. One query.
///
/// # Errors
/// What the store refuses.
pub async fn colleagues(desk: &Desk) -> Result<Vec<Colleague>, Failure> {
    let mut found: Vec<Colleague> = Vec::new();
    for account in desk.instance().store.accounts(desk.authority()).await?.iter().filter(|account| account.active) {
        let holder = Holder::of(account)?;
        if !found.iter().any(|known| known.worker == holder.worker) {
            let role = holder.role.parse::<Role>().map(Role::name).unwrap_or_default();
            found.push(Colleague { worker: holder.worker, name: holder.name, role });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}
