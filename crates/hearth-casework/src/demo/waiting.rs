use std::collections::BTreeMap;

use hearth_access::{Role, role::Group};
use hearth_record::{clear, ids::AuthorityId};
use hearth_store::{WorkQuery, WorkRow};
use jiff::civil::Date;

use super::part::PARTS;
use crate::{Failure, Instance, access::Holder};

/// The clock of the decision on a contact, as the rules number it.
const DECISION: &str = "T104";
/// The most rows that are counted.
const MOST: u32 = 2_000;

/// What is late or waits for each account of the demonstration, by sign-in name and in a few words: for the cards before anybody
/// is signed in. One query for the accounts and one for each of them, on rows that stand in clear.
///
/// # Errors
/// What the store refuses.
pub async fn waiting(
    instance: &Instance,
    authority: &AuthorityId,
    today: Date,
) -> Result<BTreeMap<String, String>, Failure> {
    let mut waiting = BTreeMap::new();
    for account in instance.store.accounts(authority).await? {
        let holder = Holder::of(&account)?;
        let Some(part) = PARTS.iter().find(|part| part.role.code() == holder.role) else { continue };
        let queue = || WorkQuery::Queue {
            authority: authority.clone(),
            kind: clear::CLOCK.to_owned(),
            state: DECISION.to_owned(),
        };
        let (query, contacts) = match part.role {
            Role::TeamManager => match holder.teams.first() {
                Some(team) => (WorkQuery::Team(*team), false),
                None => continue,
            },
            role if role.is_in(Group::FrontDoor) => (queue(), true),
            _ => (WorkQuery::Worker(holder.worker), false),
        };
        let rows = instance.store.work(&query, MOST).await?;
        waiting.extend(words(&rows, contacts, today).map(|words| (account.login.clone(), words)));
    }
    Ok(waiting)
}

/// How many are late, and how many are due within a week; nothing where neither.
fn words(rows: &[WorkRow], contacts: bool, today: Date) -> Option<String> {
    let clocks = || rows.iter().filter(|row| row.kind == clear::CLOCK).filter_map(|row| row.due);
    let late = clocks().filter(|due| *due < today).count();
    let soon = hearth_calendar::add_days(today, 7);
    let soon = clocks().filter(|due| (today..=soon).contains(due)).count();
    let late = (late > 0).then(|| if contacts { format!("{late} past the decision") } else { format!("{late} late") });
    let soon = (soon > 0)
        .then(|| if contacts { format!("{soon} children wait") } else { format!("{soon} due within a week") });
    let both: Vec<String> = late.into_iter().chain(soon).collect();
    (!both.is_empty()).then(|| both.join(", "))
}
