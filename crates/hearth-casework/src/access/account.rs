use hearth_access::{Rights, Role, Subject, totp::Secret};
use hearth_record::ids::{AccountId, AuthorityId, EntryId, PersonId, TeamId, WorkerId};
use hearth_store::{Account, Actor, Entry, Outcome, StoreError};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{Failure, Instance};

/// The human being behind an account, as the account's sealed body keeps them.
#[derive(Clone, Serialize, Deserialize)]
pub struct Holder {
    /// The worker: the same behind each of a person's accounts.
    pub worker: WorkerId,
    /// Their name.
    pub name: String,
    /// The code of the role they act in.
    pub role: String,
    /// The teams they are in.
    pub teams: Vec<TeamId>,
    /// Whether they may record, or only look.
    pub may_record: bool,
    /// The person of the file that is about themselves, where one is known here: who grew up in care, or is somebody's kin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// The worker who manages them, where that is known here: what takes two people is not done by the two of one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<WorkerId>,
    /// The hash of the password.
    pub(super) password: String,
    /// The secret of the second factor; none in the demo.
    pub(super) second_factor: Option<Vec<u8>>,
    /// The last step of the second factor that was used: none is used twice.
    pub(super) last_step: Option<u64>,
}

impl Holder {
    pub(crate) fn of(account: &Account) -> Result<Self, StoreError> {
        serde_json::from_slice(&account.body).map_err(|e| StoreError::Form(format!("account {}: {e}", account.id)))
    }

    pub(super) fn to_body(&self) -> Zeroizing<Vec<u8>> {
        // INVARIANT: names, ids and texts are JSON.
        Zeroizing::new(serde_json::to_vec(self).unwrap_or_default())
    }

    /// The subject that the policies decide about.
    pub(super) fn subject(&self, account: &Account) -> Result<Subject, StoreError> {
        let role: Role = self.role.parse().map_err(|e| StoreError::Form(format!("account {}: {e}", account.id)))?;
        Ok(Subject {
            account: account.id,
            worker: self.worker,
            role,
            teams: self.teams.clone(),
            authority: account.authority.clone(),
            rights: if self.may_record { Rights::Process } else { Rights::View },
        })
    }
}

/// An account to be opened.
pub struct NewAccount<'a> {
    /// The sign-in name, unique in the instance.
    pub login: &'a str,
    /// The council.
    pub authority: AuthorityId,
    /// The worker, or `None` for a new one.
    pub worker: Option<WorkerId>,
    /// Their name.
    pub name: &'a str,
    /// The role.
    pub role: Role,
    /// The teams.
    pub teams: Vec<TeamId>,
    /// Whether they may record.
    pub may_record: bool,
    /// The password.
    pub password: &'a str,
    /// The second factor; none in the demo only.
    pub second_factor: Option<&'a Secret>,
}

/// Opens an account. `by` is the job or person who does it; the entry of the audit names the account, never the person.
///
/// # Errors
/// A password that is too weak, a name that another account has, and what the store refuses.
pub async fn open_account(
    instance: &Instance,
    new: NewAccount<'_>,
    by: Actor,
    now: Timestamp,
) -> Result<(AccountId, WorkerId), Failure> {
    let login = fold(new.login);
    if !instance.demo {
        hearth_access::password::sound(new.password, &login).map_err(|e| Failure::Wrong(e.to_string()))?;
    }
    let password = instance
        .draw(|mut random| instance.hashing.hash(new.password, &mut random))
        .map_err(|e| Failure::Wrong(e.to_string()))?;
    let (id, worker, entry) = instance.draw(|random| {
        let worker = new.worker.unwrap_or_else(|| WorkerId::new(now, random));
        (AccountId::new(now, random), worker, EntryId::new(now, random))
    });
    let holder = Holder {
        worker,
        name: new.name.to_owned(),
        role: new.role.code().to_owned(),
        teams: new.teams,
        may_record: new.may_record,
        person: None,
        manager: None,
        password,
        second_factor: new.second_factor.map(|secret| secret.as_bytes().to_vec()),
        last_step: None,
    };
    let account =
        Account { id, authority: new.authority.clone(), login, active: true, revision: 0, body: holder.to_body() };
    let entry = Entry {
        id: entry,
        at: now,
        actor: by,
        authority: new.authority,
        purpose: String::new(),
        action: "account.open",
        file: None,
        record: None,
        outcome: Outcome::Done,
        count: 1,
        detail: Some(id.to_string().into_bytes()),
    };
    instance.store.put_account(&account, &[entry]).await?;
    Ok((id, worker))
}

/// A sign-in name as it is compared: without case and without spaces around it.
pub(super) fn fold(login: &str) -> String {
    login.trim().to_lowercase()
}
