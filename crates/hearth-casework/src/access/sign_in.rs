use hearth_access::{
    password::Check,
    session::{ABSOLUTE, MOST_LIVE, Token},
    throttle::{self, Track},
    totp::Secret,
};
use hearth_record::ids::EntryId;
use hearth_store::{Account, Actor, Entry, Outcome, Session, StoreError};
use jiff::{SignedDuration, Timestamp};
use zeroize::Zeroizing;

use super::account::{Holder, fold};
use crate::{Failure, Instance};

/// A try to sign in.
pub struct Attempt<'a> {
    /// The sign-in name as typed.
    pub login: &'a str,
    /// The password as typed.
    pub password: &'a str,
    /// The code of the second factor as typed; empty in the demo.
    pub code: &'a str,
    /// From where: the address of the peer, for slowing down.
    pub address: &'a str,
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum NotSignedIn {
    /// Name, password or code is wrong; which one is not told.
    #[error("the sign-in name, the password or the code is not right; check them and try again")]
    Wrong,
    /// Too many failed: the next try is looked at after this long.
    #[error("there were several tries that failed; wait {} seconds and try again", .0.as_secs().max(1))]
    Wait(SignedDuration),
    /// The store or the hashing failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for NotSignedIn {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Somebody was signed in.
pub struct SignedIn {
    /// What the browser keeps.
    pub token: Token,
    /// Their name.
    pub name: String,
}

/// Signs somebody in. Failed tries slow the next one down, by name, by address and by both; none locks an account.
///
/// A third live sign-in of one account ends the oldest.
///
/// # Errors
/// [`NotSignedIn`] in words that do not tell whether the name exists.
pub async fn sign_in(instance: &Instance, attempt: &Attempt<'_>, now: Timestamp) -> Result<SignedIn, NotSignedIn> {
    let login = fold(attempt.login);
    let tracks = Track::ALL.map(|track| (track, subject_of(track, &login, attempt.address)));
    if let Some(wait) = must_wait(instance, &tracks, now).await? {
        return Err(NotSignedIn::Wait(wait));
    }
    let Some((account, mut holder)) = proved(instance, attempt, &login, now).await? else {
        for (_, subject) in &tracks {
            instance.store.add_failure(subject, now).await?;
        }
        return Err(NotSignedIn::Wrong);
    };
    for (track, subject) in &tracks {
        if *track != Track::Address {
            instance.store.forget_failures(subject).await?;
        }
    }
    let token = instance.draw(|mut random| Token::new(&mut random));
    let session = Session {
        account: account.id,
        started_at: now,
        seen_at: now,
        ends_at: now.checked_add(ABSOLUTE).unwrap_or(Timestamp::MAX),
        body: Zeroizing::new(Vec::new()),
    };
    renew(instance, &account, &mut holder, attempt.password, now).await?;
    end_elsewhere(instance, &account, &holder, now).await?;
    let most = u32::try_from(MOST_LIVE).unwrap_or(2);
    let entry = entry(instance, &account, &holder, "sign_in", now);
    instance.store.put_session(token.id().as_bytes(), &session, most, &[entry]).await?;
    Ok(SignedIn { token, name: holder.name })
}

/// Two live sign-ins are a person's, not an account's: where the person has other accounts that are signed in too often,
/// those are signed out.
async fn end_elsewhere(
    instance: &Instance,
    account: &Account,
    holder: &Holder,
    now: Timestamp,
) -> Result<(), NotSignedIn> {
    let mut live = instance.store.sessions_of(account.id).await?.iter().filter(|s| s.ends_at > now).count() + 1;
    for other in instance.store.accounts(&account.authority).await? {
        let theirs = Holder::of(&other)?;
        if other.id == account.id || theirs.worker != holder.worker {
            continue;
        }
        live += instance.store.sessions_of(other.id).await?.iter().filter(|s| s.ends_at > now).count();
        if live > MOST_LIVE {
            let ended = entry(instance, &other, &theirs, "sign_out", now);
            instance.store.drop_sessions_of(other.id, &[ended]).await?;
        }
    }
    Ok(())
}

/// The account whose password and second factor were right.
async fn proved(
    instance: &Instance,
    attempt: &Attempt<'_>,
    login: &str,
    now: Timestamp,
) -> Result<Option<(Account, Holder)>, NotSignedIn> {
    let found = instance.store.account_by_login(login).await?.filter(|account| account.active);
    let Some(account) = found else {
        let _ = instance.hashing.check_nobody(attempt.password);
        return Ok(None);
    };
    let mut holder = Holder::of(&account)?;
    let checked =
        instance.hashing.check(attempt.password, &holder.password).map_err(|e| Failure::Wrong(e.to_string()))?;
    if checked == Check::Wrong {
        return Ok(None);
    }
    if checked == Check::RightAndStale {
        // The empty hash says that a new one is wanted; it never reaches the store.
        holder.password.clear();
    }
    let Some(secret) = &holder.second_factor else {
        // An account without a second factor signs in among invented people only.
        return Ok(instance.demo.then_some((account, holder)));
    };
    let secret = Secret::from_bytes(secret).map_err(|e| Failure::Wrong(e.to_string()))?;
    match secret.check(attempt.code, now, holder.last_step) {
        Ok(passed) => {
            holder.last_step = Some(passed.step);
            Ok(Some((account, holder)))
        }
        Err(_) => Ok(None),
    }
}

/// Writes the account again where its second factor was used or its password needs a new hash.
async fn renew(
    instance: &Instance,
    account: &Account,
    holder: &mut Holder,
    password: &str,
    now: Timestamp,
) -> Result<(), NotSignedIn> {
    if holder.password.is_empty() {
        let hash = instance.draw(|mut random| instance.hashing.hash(password, &mut random));
        holder.password = hash.map_err(|e| Failure::Wrong(e.to_string()))?;
    } else if holder.second_factor.is_none() {
        return Ok(());
    }
    let renewed = Account { body: holder.to_body(), ..account.clone() };
    let entry = entry(instance, account, holder, "account.renew", now);
    instance.store.put_account(&renewed, &[entry]).await?;
    Ok(())
}

async fn must_wait(
    instance: &Instance,
    tracks: &[(Track, String)],
    now: Timestamp,
) -> Result<Option<SignedDuration>, NotSignedIn> {
    let mut failures = Vec::new();
    for (track, subject) in tracks {
        if let Some(known) = instance.store.failures(subject).await? {
            failures.push((*track, throttle::Failures { count: known.count, last: known.last_at }));
        }
    }
    Ok(throttle::wait(&failures, now))
}

fn subject_of(track: Track, login: &str, address: &str) -> String {
    match track {
        Track::LoginAtAddress => format!("both {login} {address}"),
        Track::Login => format!("login {login}"),
        Track::Address => format!("address {address}"),
    }
}

pub(super) fn entry(
    instance: &Instance,
    account: &Account,
    holder: &Holder,
    action: &'static str,
    now: Timestamp,
) -> Entry {
    Entry {
        id: instance.draw(|random| EntryId::new(now, random)),
        at: now,
        actor: Actor::Person { account: account.id, worker: Some(holder.worker), role: holder.role.clone() },
        authority: account.authority.clone(),
        purpose: String::new(),
        action,
        file: None,
        record: None,
        outcome: Outcome::Done,
        count: 0,
        detail: None,
    }
}
