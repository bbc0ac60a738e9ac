use hearth_access::{Role, role::Group};
use hearth_record::ids::{TeamId, WorkerId};

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
    /// Whether they manage the work of others.
    pub manages: bool,
    /// Their teams.
    pub teams: Vec<TeamId>,
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
            let role = holder.role.parse::<Role>().ok();
            found.push(Colleague {
                worker: holder.worker,
                name: holder.name,
                role: role.map(Role::name).unwrap_or_default(),
                manages: role.is_some_and(|role| role.is_in(Group::Manager)),
                teams: holder.teams,
            });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}
