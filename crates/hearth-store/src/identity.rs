//! Who may sign in: accounts, sessions, failed sign-ins.
//!
//! What an account or a session holds is opaque here and sealed; sign-in names, session tokens and the sources of failed sign-ins are
//! stored only as keyed hashes.

use hearth_record::ids::{AccountId, AuthorityId};
use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::{
    Store,
    driver::{Place, Row, Step, params},
    entries::Entry,
    error::StoreError,
    seal::Aad,
};

/// A sign-in account.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Whose account.
    pub authority: AuthorityId,
    /// The sign-in name, unique in the instance. Compared as given: the caller folds it.
    pub login: String,
    /// Whether it may sign in.
    pub active: bool,
    /// How often it was written; 0 for one that is new.
    pub revision: u64,
    /// Everything else, such as the password's hash, the second factor and the roles.
    pub body: Zeroizing<Vec<u8>>,
}

/// Says whose, never what it holds.
impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Account({}, {}, active: {})", self.id, self.authority.as_str(), self.active)
    }
}

/// A live sign-in. The token itself is never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// Of which account.
    pub account: AccountId,
    /// Since when.
    pub started_at: Timestamp,
    /// When it was used last.
    pub seen_at: Timestamp,
    /// When it ends by itself.
    pub ends_at: Timestamp,
    /// What is kept with it.
    pub body: Zeroizing<Vec<u8>>,
}

/// Says whose, never what it holds.
impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Session({}, {} to {}, seen {})", self.account, self.started_at, self.ends_at, self.seen_at)
    }
}

/// Failed sign-ins of one subject: a sign-in name or an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failures {
    /// How many in a row.
    pub count: u32,
    /// When the first was.
    pub first_at: Timestamp,
    /// When the last was.
    pub last_at: Timestamp,
}

/// What the body of an account is sealed as.
const BODY: &str = "account";

impl Store {
    /// The accounts of an authority, in the order they were made.
    pub async fn accounts(&self, authority: &AuthorityId) -> Result<Vec<Account>, StoreError> {
        const SQL: &str =
            "SELECT id, authority, active, revision, sealed FROM account WHERE authority = $1 ORDER BY id";
        self.driver()
            .query(Place::Data, SQL, params![authority])
            .await?
            .iter()
            .map(|row| self.account_of(row))
            .collect()
    }

    /// The account with this id.
    pub async fn account(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        const SQL: &str = "SELECT id, authority, active, revision, sealed FROM account WHERE id = $1";
        self.driver().first(Place::Data, SQL, params![id]).await?.map(|row| self.account_of(&row)).transpose()
    }

    /// The account with this sign-in name.
    pub async fn account_by_login(&self, login: &str) -> Result<Option<Account>, StoreError> {
        const SQL: &str = "SELECT id, authority, active, revision, sealed FROM account WHERE login = $1";
        let hash = self.keys().lookup_hash("login", login.as_bytes());
        self.driver().first(Place::Data, SQL, params![hash]).await?.map(|row| self.account_of(&row)).transpose()
    }

    /// Writes an account with its audit: a new one when its revision is 0, else in place of the revision it has. Gives the new revision.
    pub async fn put_account(&self, account: &Account, entries: &[Entry]) -> Result<u64, StoreError> {
        const NEW: &str = "INSERT INTO account (id, authority, login, active, revision, sealed) VALUES ($1, $2, $3, $4, 1, $5) \
             ON CONFLICT (login) DO NOTHING";
        const CHANGED: &str = "UPDATE account SET login = $3, active = $4, revision = revision + 1, sealed = $5 \
             WHERE id = $1 AND authority = $2 AND revision = $6";
        let hash = self.keys().lookup_hash("login", account.login.as_bytes());
        let sealed = self.seal_account(account);
        let mut row = params![account.id, &account.authority, hash, account.active, sealed];
        let step = if account.revision == 0 {
            Step::new(NEW, row).or(StoreError::LoginTaken)
        } else {
            row.push(i64::try_from(account.revision).map_err(|_| StoreError::AccountMoved)?.into());
            Step::new(CHANGED, row).or(StoreError::AccountMoved)
        };
        let written = self.audited(vec![step], entries).await;
        match written {
            Err(StoreError::AlreadyThere { constraint }) if constraint.contains("login") => Err(StoreError::LoginTaken),
            other => other.map(|()| account.revision + 1),
        }
    }

    /// Begins a sign-in with its audit. Of the account's sign-ins only the newest `most` go on.
    pub async fn put_session(
        &self,
        token: &[u8],
        session: &Session,
        most: u32,
        entries: &[Entry],
    ) -> Result<(), StoreError> {
        const BEGIN: &str = "INSERT INTO session (token, account, started_at, seen_at, ends_at, sealed) VALUES ($1, $2, $3, $4, $5, $6)";
        const END_OTHERS: &str = "DELETE FROM session WHERE account = $1 AND token NOT IN \
             (SELECT token FROM session WHERE account = $1 ORDER BY started_at DESC, seen_at DESC, token LIMIT $2)";
        let hash = self.session_hash(token);
        let row = params![
            hash,
            session.account,
            session.started_at,
            session.seen_at,
            session.ends_at,
            self.seal_session(session)
        ];
        let steps = vec![Step::new(BEGIN, row), Step::new(END_OTHERS, params![session.account, most])];
        self.audited(steps, entries).await
    }

    /// The session of a token; whether it has ended is for the caller to see.
    pub async fn session(&self, token: &[u8]) -> Result<Option<Session>, StoreError> {
        const SQL: &str = "SELECT account, started_at, seen_at, ends_at, sealed FROM session WHERE token = $1";
        let row = self.driver().first(Place::Data, SQL, params![self.session_hash(token)]).await?;
        row.map(|row| self.session_of(&row)).transpose()
    }

    /// The sessions of an account, newest first.
    pub async fn sessions_of(&self, account: AccountId) -> Result<Vec<Session>, StoreError> {
        const SQL: &str = "SELECT account, started_at, seen_at, ends_at, sealed FROM session WHERE account = $1 ORDER BY started_at DESC, token";
        self.driver().query(Place::Data, SQL, params![account]).await?.iter().map(|row| self.session_of(row)).collect()
    }

    /// Keeps that a session was used, until when it goes on and what it holds. Says whether it was still there.
    pub async fn keep_session(&self, token: &[u8], session: &Session) -> Result<bool, StoreError> {
        const SQL: &str =
            "UPDATE session SET seen_at = $2, ends_at = $3, sealed = $4 WHERE token = $1 AND account = $5";
        let row = params![
            self.session_hash(token),
            session.seen_at,
            session.ends_at,
            self.seal_session(session),
            session.account
        ];
        let gone = StoreError::Refused("the session has ended: sign in again".to_owned());
        match self.driver().write(Place::Data, vec![Step::new(SQL, row).or(gone.clone())]).await {
            Err(error) if error == gone => Ok(false),
            other => other.map(|()| true),
        }
    }

    /// Keeps that a session was used, and nothing else of it: what it holds may be written at the same moment.
    pub async fn see_session(&self, token: &[u8], seen_at: Timestamp) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE session SET seen_at = $2 WHERE token = $1";
        let step = Step::new(SQL, params![self.session_hash(token), seen_at]);
        self.driver().write(Place::Data, vec![step]).await
    }

    /// Ends one session with its audit.
    pub async fn drop_session(&self, token: &[u8], entries: &[Entry]) -> Result<(), StoreError> {
        let step = Step::new("DELETE FROM session WHERE token = $1", params![self.session_hash(token)]);
        self.audited(vec![step], entries).await
    }

    /// Ends all sessions of an account with the audit.
    pub async fn drop_sessions_of(&self, account: AccountId, entries: &[Entry]) -> Result<(), StoreError> {
        self.audited(vec![Step::new("DELETE FROM session WHERE account = $1", params![account])], entries).await
    }

    /// Forgets sessions that ended before a moment. A job does this.
    pub async fn forget_ended_sessions(&self, before: Timestamp) -> Result<(), StoreError> {
        let step = Step::new("DELETE FROM session WHERE ends_at < $1", params![before]);
        self.driver().write(Place::Data, vec![step]).await
    }

    /// Counts a failed sign-in of a subject, a sign-in name or an address, and says how many there are now.
    pub async fn add_failure(&self, subject: &str, at: Timestamp) -> Result<Failures, StoreError> {
        const SQL: &str = "INSERT INTO failure (subject, count, first_at, last_at) VALUES ($1, 1, $2, $2) \
             ON CONFLICT (subject) DO UPDATE SET count = failure.count + 1, last_at = excluded.last_at";
        let step = Step::new(SQL, params![self.failure_hash(subject), at]);
        self.driver().write(Place::Data, vec![step]).await?;
        let failures = self.failures(subject).await?;
        // Forgotten in between by a sign-in that succeeded.
        Ok(failures.unwrap_or(Failures { count: 1, first_at: at, last_at: at }))
    }

    /// The failed sign-ins of a subject.
    pub async fn failures(&self, subject: &str) -> Result<Option<Failures>, StoreError> {
        const SQL: &str = "SELECT count, first_at, last_at FROM failure WHERE subject = $1";
        let Some(row) = self.driver().first(Place::Data, SQL, params![self.failure_hash(subject)]).await? else {
            return Ok(None);
        };
        let count = u32::try_from(row.int(0)?).unwrap_or(u32::MAX);
        Ok(Some(Failures { count, first_at: row.moment(1)?, last_at: row.moment(2)? }))
    }

    /// Forgets the failed sign-ins of a subject: it has signed in.
    pub async fn forget_failures(&self, subject: &str) -> Result<(), StoreError> {
        let step = Step::new("DELETE FROM failure WHERE subject = $1", params![self.failure_hash(subject)]);
        self.driver().write(Place::Data, vec![step]).await
    }

    /// Forgets failed sign-ins whose last was before a moment. A job does this.
    pub async fn forget_failures_before(&self, before: Timestamp) -> Result<(), StoreError> {
        let step = Step::new("DELETE FROM failure WHERE last_at < $1", params![before]);
        self.driver().write(Place::Data, vec![step]).await
    }

    /// Writes statements and their audit together; without an entry it is refused.
    async fn audited(&self, steps: Vec<Step>, entries: &[Entry]) -> Result<(), StoreError> {
        let mut commit = self.noting(entries).await?;
        commit.steps.splice(0..0, steps);
        self.driver().commit(commit).await
    }

    fn session_hash(&self, token: &[u8]) -> [u8; 32] {
        self.keys().lookup_hash("session", token)
    }

    fn failure_hash(&self, subject: &str) -> [u8; 32] {
        self.keys().lookup_hash("failure", subject.as_bytes())
    }

    fn seal_account(&self, account: &Account) -> Vec<u8> {
        // The sign-in name's length stands before it; what is behind is the body.
        let mut plain = Zeroizing::new(Vec::with_capacity(8 + account.login.len() + account.body.len()));
        plain.extend_from_slice(&(account.login.len() as u64).to_be_bytes());
        plain.extend_from_slice(account.login.as_bytes());
        plain.extend_from_slice(&account.body);
        self.keys().account_key().seal(&Aad::account(account.id, BODY), &plain, &mut **self.random())
    }

    fn account_of(&self, row: &Row) -> Result<Account, StoreError> {
        let id: AccountId = row.id(0)?;
        let damaged = || StoreError::Form(format!("account {id} has no sign-in name"));
        let opened = self.keys().account_key().open(&Aad::account(id, BODY), row.bytes(4)?);
        let plain = opened.map_err(|source| StoreError::Sealed { what: format!("account {id}"), source })?;
        let (length, rest) = plain.split_first_chunk::<8>().ok_or_else(damaged)?;
        let length = usize::try_from(u64::from_be_bytes(*length)).map_err(|_| damaged())?;
        let (login, body) = rest.split_at_checked(length).ok_or_else(damaged)?;
        Ok(Account {
            id,
            authority: row.authority(1)?,
            login: String::from_utf8(login.to_vec()).map_err(|_| damaged())?,
            active: row.truth(2)?,
            revision: row.number(3)?,
            body: Zeroizing::new(body.to_vec()),
        })
    }

    fn seal_session(&self, session: &Session) -> Vec<u8> {
        self.keys().account_key().seal(&Aad::account(session.account, "session"), &session.body, &mut **self.random())
    }

    fn session_of(&self, row: &Row) -> Result<Session, StoreError> {
        let account: AccountId = row.id(0)?;
        let opened = self.keys().account_key().open(&Aad::account(account, "session"), row.bytes(4)?);
        let body =
            opened.map_err(|source| StoreError::Sealed { what: format!("a session of account {account}"), source })?;
        Ok(Session { account, started_at: row.moment(1)?, seen_at: row.moment(2)?, ends_at: row.moment(3)?, body })
    }
}
