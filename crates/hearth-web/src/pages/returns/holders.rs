//! Who holds the cases of children with findings, by name.

use std::collections::BTreeMap;

use hearth_casework::access::Colleague;
use hearth_record::ids::{TeamId, WorkerId};

use crate::guard::Signed;

/// The names of workers and teams.
pub struct Names<'a> {
    /// Who asks.
    pub signed: &'a Signed,
    /// Everybody with an account.
    pub known: &'a [Colleague],
}

impl Names<'_> {
    /// The name of a team that is set up here.
    pub fn known_team(&self, id: TeamId) -> Option<String> {
        self.signed.desk.pack().ok().and_then(|pack| pack.team(id)).map(|team| team.name.clone())
    }

    /// The name of a worker who has an account here.
    pub fn known_worker(&self, id: WorkerId) -> Option<String> {
        self.known.iter().find(|known| known.worker == id).map(|known| known.name.clone())
    }

    /// The name of a team.
    pub fn team(&self, id: TeamId) -> String {
        self.known_team(id).unwrap_or_else(|| "A team that is not set up here".to_owned())
    }

    /// The name of a worker.
    pub fn worker(&self, id: WorkerId) -> String {
        self.known_worker(id).unwrap_or_else(|| "A worker who has no account here".to_owned())
    }

    /// Everybody who holds a case, with commas; "Nobody" where nobody does.
    pub fn all(&self, workers: &[WorkerId], teams: &[TeamId]) -> String {
        let workers = workers.iter().map(|id| self.worker(*id));
        let names: Vec<String> = workers.chain(teams.iter().map(|id| self.team(*id))).collect();
        if names.is_empty() { "Nobody".to_owned() } else { names.join(", ") }
    }
}

/// How often each comes, the most frequent first.
pub fn sums<T: Ord>(each: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut sums: BTreeMap<T, usize> = BTreeMap::new();
    for one in each {
        *sums.entry(one).or_default() += 1;
    }
    let mut sums: Vec<(T, usize)> = sums.into_iter().collect();
    sums.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    sums
}
