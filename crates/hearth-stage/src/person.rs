use std::sync::atomic::{AtomicU32, Ordering};

use hearth_access::{Rights, Role, Subject, totp::Secret};
use hearth_casework::access::{NewAccount, open_account};
use hearth_record::ids::{AccountId, AuthorityId, TeamId, WorkerId};

use crate::{PASSWORD, Stage, authority};

/// Somebody with an account.
#[derive(Clone)]
pub struct Person {
    /// The account.
    pub account: AccountId,
    /// The human being.
    pub worker: WorkerId,
    /// Their name.
    pub name: String,
    /// The sign-in name.
    pub login: String,
    /// The council.
    pub authority: AuthorityId,
    /// The role.
    pub role: Role,
    /// The teams.
    pub teams: Vec<TeamId>,
    /// Whether they may record.
    pub may_record: bool,
    /// The second factor, where the instance asks for one.
    pub second_factor: Option<Secret>,
}

static HIRED: AtomicU32 = AtomicU32::new(0);
const NAMES: &[&str] =
    &["Priya Nair", "Gareth Moss", "Imran Shah", "Holly Banks", "Leah Stone", "Bev Tranter", "Jed Rowe"];

impl Person {
    pub(crate) async fn hire(stage: &Stage, council: &str, role: Role, teams: Vec<TeamId>, may_record: bool) -> Self {
        let n = HIRED.fetch_add(1, Ordering::Relaxed);
        let name = NAMES[n as usize % NAMES.len()].to_owned();
        let login = format!("{}.{n}", role.login());
        let second_factor = (!stage.instance.demo).then(|| stage.instance.draw(|mut random| Secret::new(&mut random)));
        let new = NewAccount {
            login: &login,
            authority: authority(council),
            worker: None,
            name: &name,
            role,
            teams: teams.clone(),
            may_record,
            password: PASSWORD,
            second_factor: second_factor.as_ref(),
        };
        let (account, worker) =
            open_account(&stage.instance, new, Stage::hand(), stage.now()).await.expect("an account");
        Self { account, worker, name, login, authority: authority(council), role, teams, may_record, second_factor }
    }

    /// Who the policies decide about.
    pub fn subject(&self) -> Subject {
        Subject {
            account: self.account,
            worker: self.worker,
            role: self.role,
            teams: self.teams.clone(),
            authority: self.authority.clone(),
            rights: if self.may_record { Rights::Process } else { Rights::View },
        }
    }
}
