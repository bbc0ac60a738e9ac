use hearth_record::ids::EntryId;
use hearth_store::{Actor, EntryQuery, Outcome};
use jiff::Timestamp;

use crate::{Desk, Failure, FileView};

/// One read or act on a file, as the audit has it.
pub struct Look {
    /// The entry, by which `hearth ledger prove` proves it.
    pub entry: EntryId,
    /// When.
    pub at: Timestamp,
    /// Who: the name where the account is still there, otherwise its id.
    pub who: String,
    /// In which role, by its code; nothing for a job.
    pub role: String,
    /// What, by its code, such as `file.open`.
    pub action: String,
    /// Why, by the code of the purpose; empty where the act has none.
    pub purpose: String,
    /// Whether it was refused.
    pub denied: bool,
    /// Whether it was permitted and did not succeed, such as opening a document that was changed past the service.
    pub failed: bool,
}

/// How many entries the page shows.
const MOST: u32 = 200;

/// Who opened, changed or was refused this file, newest first. Reading this is a read of the file, which the view is.
///
/// # Errors
/// What the store refuses.
pub async fn who_looked(desk: &Desk, view: &FileView) -> Result<Vec<Look>, Failure> {
    let store = &desk.instance().store;
    let (entries, accounts) =
        (store.entries(&EntryQuery::File(view.id), None, MOST).await?, store.accounts(desk.authority()).await?);
    let mut names = Vec::new();
    for account in &accounts {
        names.push((account.id, super::account::Holder::of(account)?.name));
    }
    let look = |entry: hearth_store::StoredEntry| {
        let (who, role) = match entry.actor {
            Actor::Person { account, role, .. } => {
                let name = names.iter().find(|(id, _)| *id == account).map(|(_, name)| name.clone());
                (name.unwrap_or_else(|| account.to_string()), role)
            }
            Actor::Job(name) => (name, String::new()),
        };
        Look {
            entry: entry.id,
            at: entry.at,
            who,
            role,
            action: entry.action,
            purpose: entry.purpose,
            denied: entry.outcome == Outcome::Denied,
            failed: entry.outcome == Outcome::Failed,
        }
    };
    Ok(entries.into_iter().map(look).collect())
}
