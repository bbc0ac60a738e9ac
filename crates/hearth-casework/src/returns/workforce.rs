//! The workers and teams of a council, as returns name them: those who left among them.

use std::collections::HashMap;

use hearth_access::Role;
use hearth_record::ids::{TeamId, WorkerId};
use hearth_returns::ssd::{Department, Professional};

use crate::{Desk, Failure, access::Holder};

/// Whoever has or had an account here, and the teams of the council.
pub(super) struct Workforce {
    holders: Vec<Holder>,
    teams: Vec<(TeamId, String)>,
}

impl Workforce {
    /// One query.
    pub(super) async fn of(desk: &Desk) -> Result<Self, Failure> {
        let mut holders: Vec<Holder> = Vec::new();
        // Of several accounts of one person, one that is in use says who they are.
        let mut accounts = desk.instance().store.accounts(desk.authority()).await?;
        accounts.sort_by_key(|account| !account.active);
        for account in &accounts {
            let holder = Holder::of(account)?;
            if !holders.iter().any(|known| known.worker == holder.worker) {
                holders.push(holder);
            }
        }
        let pack = desk.pack()?;
        let teams = pack.teams.iter().map(|team| (pack.team_id(&team.code), team.name.clone())).collect();
        Ok(Self { holders, teams })
    }

    pub(super) fn names(&self) -> HashMap<WorkerId, String> {
        self.holders.iter().map(|holder| (holder.worker, holder.name.clone())).collect()
    }

    pub(super) fn teams(&self) -> HashMap<TeamId, String> {
        self.teams.iter().cloned().collect()
    }

    pub(super) fn professionals(&self) -> impl Iterator<Item = Professional> {
        self.holders.iter().map(|holder| Professional {
            id: holder.worker.to_string(),
            name: holder.name.clone(),
            job_title: holder.role.parse::<Role>().map_or("", Role::name).to_owned(),
            department: holder.teams.iter().find_map(|team| self.team(*team)).unwrap_or_default(),
            ..Professional::default()
        })
    }

    pub(super) fn departments(&self) -> impl Iterator<Item = Department> {
        self.teams.iter().map(|(id, name)| Department { id: id.to_string(), name: name.clone(), parent: String::new() })
    }

    fn team(&self, id: TeamId) -> Option<String> {
        self.teams.iter().find(|(team, _)| *team == id).map(|(_, name)| name.clone())
    }
}
