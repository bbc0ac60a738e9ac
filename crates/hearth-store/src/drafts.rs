//! Drafts: what a form holds before it is recorded, also while it is invalid.
//!
//! A draft about a file is sealed under the file's key and goes when the file goes. Before a file exists it is sealed under the draft
//! key of its period ([`DRAFT_KEY_DAYS`](crate::keys::DRAFT_KEY_DAYS) days); when that key is let go, no copy of the draft can be read.

use hearth_record::ids::{AccountId, FileId};
use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::{
    Store,
    driver::{Place, Step, params},
    error::StoreError,
    keys::{HeldKey, Purpose, draft_period},
    seal::{Aad, FileKey},
};

/// Whose draft on which form about which file: there is one of each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftKey {
    /// Who writes it.
    pub account: AccountId,
    /// On which form, by its code.
    pub form: String,
    /// About which file; none before a file exists.
    pub file: Option<FileId>,
}

/// A draft, opened.
pub struct Draft {
    /// When it was saved last.
    pub saved_at: Timestamp,
    /// What the form held.
    pub body: Zeroizing<Vec<u8>>,
}

/// Says when, never what.
impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Draft(saved {})", self.saved_at)
    }
}

/// The file of a draft that has none.
const NO_FILE: [u8; 16] = [0; 16];
/// The period of a draft that is sealed under its file's key.
const OF_FILE: i64 = -1;

impl DraftKey {
    fn stored_file(&self) -> [u8; 16] {
        self.file.map_or(NO_FILE, |f| f.as_bytes())
    }

    fn place(&self) -> Aad {
        Aad::draft(self.account, self.file, &self.form)
    }
}

/// The statement that drops a draft.
pub(crate) fn drop_step(key: &DraftKey) -> Step {
    const SQL: &str = "DELETE FROM draft WHERE account = $1 AND form = $2 AND file = $3";
    Step::new(SQL, params![key.account, key.form.as_str(), key.stored_file()])
}

impl Store {
    /// Saves a draft in place of the one before.
    pub async fn draft_put(&self, key: &DraftKey, body: &[u8], at: Timestamp) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO draft (account, form, file, period, saved_at, sealed) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (account, form, file) DO UPDATE SET period = excluded.period, saved_at = excluded.saved_at, sealed = excluded.sealed";
        let (period, sealing) = match key.file {
            Some(file) => (OF_FILE, self.file_key(file).await?),
            None => (draft_period(at), self.draft_key(draft_period(at)).await?),
        };
        let sealed = sealing.seal(&key.place(), body, &mut **self.random());
        let row = params![key.account, key.form.as_str(), key.stored_file(), period, at, sealed];
        self.driver().write(Place::Data, vec![Step::new(SQL, row)]).await
    }

    /// The draft, if there is one and its key has not been let go.
    pub async fn draft(&self, key: &DraftKey) -> Result<Option<Draft>, StoreError> {
        const SQL: &str = "SELECT period, saved_at, sealed FROM draft WHERE account = $1 AND form = $2 AND file = $3";
        let params = params![key.account, key.form.as_str(), key.stored_file()];
        let Some(row) = self.driver().first(Place::Data, SQL, params).await? else { return Ok(None) };
        let sealing = match key.file {
            Some(file) => Some(self.file_key(file).await?),
            None => self.kept_draft_key(row.int(0)?).await?,
        };
        let Some(sealing) = sealing else { return Ok(None) };
        let body = sealing.open(&key.place(), row.bytes(2)?);
        let body =
            body.map_err(|source| StoreError::Sealed { what: format!("a draft of form {}", key.form), source })?;
        Ok(Some(Draft { saved_at: row.moment(1)?, body }))
    }

    /// The drafts of an account, newest first.
    pub async fn drafts_of(&self, account: AccountId) -> Result<Vec<(DraftKey, Timestamp)>, StoreError> {
        const SQL: &str =
            "SELECT form, file, saved_at FROM draft WHERE account = $1 ORDER BY saved_at DESC, form, file";
        let mut found = Vec::new();
        for row in self.driver().query(Place::Data, SQL, params![account]).await? {
            let file = Some(row.array(1)?).filter(|bytes| *bytes != NO_FILE).map(FileId::from_bytes);
            found.push((DraftKey { account, form: row.text(0)?.to_owned(), file }, row.moment(2)?));
        }
        Ok(found)
    }

    /// Drops a draft; there may be none.
    pub async fn draft_drop(&self, key: &DraftKey) -> Result<(), StoreError> {
        self.driver().write(Place::Data, vec![drop_step(key)]).await
    }

    /// Lets go of the draft keys before the last full period, and of the drafts sealed under them. A job does this daily.
    pub async fn let_go_of_old_drafts(&self, now: Timestamp) -> Result<(), StoreError> {
        const DRAFTS: &str = "DELETE FROM draft WHERE file = $1 AND period < $2";
        const KEYS: &str = "DELETE FROM held_key WHERE authority = $1 AND purpose = $2 AND period < $3";
        let kept = draft_period(now) - 1;
        self.driver().write(Place::Data, vec![Step::new(DRAFTS, params![NO_FILE, kept])]).await?;
        let keys = Step::new(KEYS, params!["", Purpose::Draft.code(), kept]);
        self.driver().write(Place::Keys, vec![keys]).await?;
        self.keys().forget_draft_keys_before(kept);
        Ok(())
    }

    /// The key of a period, made when there is none.
    async fn draft_key(&self, period: i64) -> Result<FileKey, StoreError> {
        if let Some(key) = self.kept_draft_key(period).await? {
            return Ok(key);
        }
        let (_, row) = self.keys().new_draft_key(period, &mut **self.random());
        // Another node may be faster; then its key counts.
        self.driver().write(Place::Keys, vec![keep_step(&row)]).await?;
        self.kept_draft_key(period)
            .await?
            .ok_or_else(|| StoreError::Form("a draft key was kept and is not there".to_owned()))
    }

    async fn kept_draft_key(&self, period: i64) -> Result<Option<FileKey>, StoreError> {
        const SQL: &str = "SELECT wrapped FROM held_key WHERE authority = $1 AND purpose = $2 AND period = $3";
        if let Some(key) = self.keys().draft_key(period) {
            return Ok(Some(key));
        }
        let row = self.driver().first(Place::Keys, SQL, params!["", Purpose::Draft.code(), period]).await?;
        let Some(row) = row else { return Ok(None) };
        let held = HeldKey { authority: None, purpose: Purpose::Draft, period, wrapped: row.bytes(0)?.to_vec() };
        Ok(Some(self.keys().learn_draft_key(&held)?))
    }
}

/// The statement that keeps a key that belongs to no file, unless there is one.
pub(crate) fn keep_step(row: &HeldKey) -> Step {
    const SQL: &str =
        "INSERT INTO held_key (authority, purpose, period, wrapped) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    let authority = row.authority.as_ref().map_or("", |a| a.as_str());
    Step::new(SQL, params![authority, row.purpose.code(), row.period, row.wrapped.as_slice()])
}
