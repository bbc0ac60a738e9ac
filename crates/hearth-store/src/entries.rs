//! Audit entries: what they say, the bytes that go into the tree, and how they are found again.

use std::fmt;

use hearth_record::ids::{AccountId, AuthorityId, EntryId, FileId, RecordId, WorkerId};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::{
    Store,
    driver::{LONGEST_LIST, Place, Row, Value, params},
    error::StoreError,
};

/// Who acted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A person who was signed in.
    Person {
        /// With which account.
        account: AccountId,
        /// Who that is among the workers; none for an account that is no worker's, such as an administrator of a supplier.
        worker: Option<WorkerId>,
        /// In which role.
        role: String,
    },
    /// A job of the system, by its name. A job decides nothing that binds a child.
    Job(String),
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// The policies said no. The attempt is part of the record.
    Denied,
    /// It was allowed and failed.
    Failed,
}

impl Outcome {
    /// The code as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Denied => "denied",
            Self::Failed => "failed",
        }
    }

    pub(crate) fn of_code(code: &str) -> Result<Self, StoreError> {
        [Self::Done, Self::Denied, Self::Failed]
            .into_iter()
            .find(|o| o.code() == code)
            .ok_or_else(|| StoreError::Form(format!("`{}` is no outcome", code.chars().take(40).collect::<String>())))
    }
}

/// An entry to be written: one write, read, denied read, search, export or print. Nothing in it may name a person or quote a record;
/// what must be said in words goes into `detail`, which is sealed.
#[derive(Clone)]
pub struct Entry {
    /// Its id; a version 7 UUID made at `at`.
    pub id: EntryId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// In which authority.
    pub authority: AuthorityId,
    /// Why, by the code of the purpose.
    pub purpose: String,
    /// What, by the code of the action, such as `file.open`.
    pub action: &'static str,
    /// On which file; none for a search or a sign-in.
    pub file: Option<FileId>,
    /// On which record of the file; none when it is about the file.
    pub record: Option<RecordId>,
    /// What came of it.
    pub outcome: Outcome,
    /// How many it touched: results of a search, records of an export. The store counts the versions of a write itself.
    pub count: u32,
    /// Words that must be kept and may hold personal data: the reason of a break-glass, the query of a search. Sealed under the
    /// file's key, or the authority's when there is no file; the entry carries the hash of the sealed bytes.
    pub detail: Option<Vec<u8>>,
}

/// An entry as it stands in the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEntry {
    /// Its id.
    pub id: EntryId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// In which authority.
    pub authority: AuthorityId,
    /// Why.
    pub purpose: String,
    /// What.
    pub action: String,
    /// On which file.
    pub file: Option<FileId>,
    /// On which record.
    pub record: Option<RecordId>,
    /// What came of it.
    pub outcome: Outcome,
    /// Hash over the sealed bytes of the versions that were written under this entry ([`VersionsHash`]).
    pub versions: Option<[u8; 32]>,
    /// SHA-256 of the sealed detail.
    pub detail: Option<[u8; 32]>,
    /// How many it touched.
    pub count: u32,
}

/// Without the detail, which may hold personal data.
impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("id", &self.id)
            .field("at", &self.at)
            .field("actor", &self.actor)
            .field("action", &self.action)
            .field("file", &self.file)
            .field("outcome", &self.outcome)
            .finish_non_exhaustive()
    }
}

impl StoredEntry {
    /// The bytes whose leaf hash stands in the tree. Each field has its place; what varies in length is preceded by its length, and what
    /// may be missing by 0 or 1, so that no two entries have the same bytes.
    pub fn leaf_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(320);
        out.extend_from_slice(b"hearth audit entry 1\n");
        out.extend_from_slice(&self.id.as_bytes());
        out.extend_from_slice(&self.at.as_microsecond().to_be_bytes());
        text(&mut out, self.authority.as_str());
        match &self.actor {
            Actor::Person { account, worker, role } => {
                out.push(b'p');
                out.extend_from_slice(&account.as_bytes());
                option(&mut out, worker.map(|w| w.as_bytes()));
                text(&mut out, role);
            }
            Actor::Job(name) => {
                out.push(b'j');
                text(&mut out, name);
            }
        }
        text(&mut out, &self.purpose);
        text(&mut out, &self.action);
        option(&mut out, self.file.map(|f| f.as_bytes()));
        option(&mut out, self.record.map(|r| r.as_bytes()));
        text(&mut out, self.outcome.code());
        option(&mut out, self.versions);
        option(&mut out, self.detail);
        out.extend_from_slice(&self.count.to_be_bytes());
        out
    }

    pub(crate) fn values(&self) -> [Value; COLUMNS] {
        let (account, worker, role, job) = match &self.actor {
            Actor::Person { account, worker, role } => (Some(*account), *worker, Some(role.clone()), None),
            Actor::Job(name) => (None, None, None, Some(name.clone())),
        };
        [
            self.id.into(),
            self.at.into(),
            (&self.authority).into(),
            account.into(),
            worker.into(),
            role.into(),
            job.into(),
            self.purpose.clone().into(),
            self.action.clone().into(),
            self.file.into(),
            self.record.into(),
            self.outcome.code().into(),
            self.versions.into(),
            self.detail.into(),
            self.count.into(),
        ]
    }
}

fn text(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(&(text.len() as u64).to_be_bytes());
    out.extend_from_slice(text.as_bytes());
}

fn option<const N: usize>(out: &mut Vec<u8>, bytes: Option<[u8; N]>) {
    match bytes {
        None => out.push(0),
        Some(bytes) => {
            out.push(1);
            out.extend_from_slice(&bytes);
        }
    }
}

/// The hash that the entry of a write carries: over every version it wrote, in the order of record and version, with what stands
/// beside each in clear.
#[derive(Clone, Default)]
pub struct VersionsHash {
    hash: Sha256,
    count: u32,
}

impl VersionsHash {
    /// Takes in one version by its sealed bytes.
    pub fn add(
        &mut self,
        file: FileId,
        record: RecordId,
        version: u32,
        kind: &str,
        recorded_at: Timestamp,
        sealed: &[u8],
    ) {
        self.hash.update(file.as_bytes());
        self.hash.update(record.as_bytes());
        self.hash.update(version.to_be_bytes());
        self.hash.update((kind.len() as u64).to_be_bytes());
        self.hash.update(kind);
        self.hash.update(recorded_at.as_microsecond().to_be_bytes());
        self.hash.update(Sha256::digest(sealed));
        self.count += 1;
    }

    /// The hash and how many versions it covers; none when there were none.
    pub fn finish(self) -> Option<([u8; 32], u32)> {
        (self.count > 0).then(|| (self.hash.finalize().into(), self.count))
    }
}

/// How many columns an entry has.
pub(crate) const COLUMNS: usize = 15;

/// The columns of an entry from table `e`, in the order of [`of_row`].
macro_rules! columns {
    () => {
        "e.id, e.at, e.authority, e.account, e.worker, e.role, e.job, e.purpose, e.action, e.file, e.record, e.outcome, \
         e.versions, e.detail, e.count"
    };
}
pub(crate) use columns;

/// The entry in a row whose columns begin at `first`.
pub(crate) fn of_row(row: &Row, first: usize) -> Result<StoredEntry, StoreError> {
    let at = |i: usize| first + i;
    let actor = match (row.opt_id(at(3))?, row.opt_text(at(6))?) {
        (Some(account), None) => {
            Actor::Person { account, worker: row.opt_id(at(4))?, role: row.opt_text(at(5))?.unwrap_or_default() }
        }
        (None, Some(job)) => Actor::Job(job),
        _ => return Err(StoreError::Form("an audit entry has no single actor".to_owned())),
    };
    Ok(StoredEntry {
        id: row.id(at(0))?,
        at: row.moment(at(1))?,
        authority: row.authority(at(2))?,
        actor,
        purpose: row.text(at(7))?.to_owned(),
        action: row.text(at(8))?.to_owned(),
        file: row.opt_id(at(9))?,
        record: row.opt_id(at(10))?,
        outcome: Outcome::of_code(row.text(at(11))?)?,
        versions: row.opt_array(at(12))?,
        detail: row.opt_array(at(13))?,
        count: u32::try_from(row.int(at(14))?)
            .map_err(|_| StoreError::Form("an audit entry counts below 0".to_owned()))?,
    })
}

/// Which entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryQuery {
    /// About a file, newest first.
    File(FileId),
    /// By a person's account, newest first.
    Account(AccountId),
    /// Of an authority from a moment (inclusive) until another (exclusive), oldest first.
    Range {
        /// The authority.
        authority: AuthorityId,
        /// From, inclusive.
        from: Timestamp,
        /// Until, exclusive.
        until: Timestamp,
    },
}

/// From where to go on: give the last entry of the page before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// The moment of that entry.
    pub at: Timestamp,
    /// Its id.
    pub id: EntryId,
}

const OF_FILE: &str =
    concat!("SELECT ", columns!(), " FROM audit_entry e WHERE e.file = $1 AND e.id < $2 ORDER BY e.id DESC LIMIT $3");
const OF_ACCOUNT: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM audit_entry e WHERE e.account = $1 AND e.id < $2 ORDER BY e.id DESC LIMIT $3"
);
const OF_RANGE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM audit_entry e WHERE e.authority = $1 AND (e.at, e.id) > ($2, $3) AND e.at < $4 ",
    "ORDER BY e.at, e.id LIMIT $5"
);

const WRITTEN_BY_OTHERS: &str = concat!(
    "SELECT ",
    columns!(),
    ", COALESCE((SELECT v.kind FROM version v WHERE v.file = e.file AND v.record = e.record AND v.version = 1), \
      (SELECT v.kind FROM version v WHERE v.file = e.file AND v.entry = e.id LIMIT 1)) \
     FROM audit_entry e WHERE e.file IN LIST($1) AND e.id > $2 AND e.versions IS NOT NULL \
     AND e.account <> $3 ORDER BY e.id DESC LIMIT $4"
);

/// One walk over the entries of the time; what counts stands in codes that the caller gives.
const BY_ACCOUNT: &str = "SELECT e.account, COUNT(DISTINCT e.file), \
     COUNT(DISTINCT CASE WHEN e.action <> $4 THEN e.file END) \
     FROM audit_entry e WHERE e.authority = $1 AND e.at >= $2 AND e.at < $3 AND e.outcome = 'done' \
     AND e.account IS NOT NULL AND e.action IN ($4, $5, $6, $7, $8, $9, $10, $11) GROUP BY e.account";

/// How many different files one account touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// The account.
    pub account: AccountId,
    /// How many it opened or took something out of.
    pub files: u32,
    /// Out of how many of them it took something.
    pub taken: u32,
}

impl Store {
    /// How many different files each account of an authority touched from a moment (inclusive) until another (exclusive): by the action
    /// that opens a file, and by the actions that take something out of one.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn touched(
        &self,
        authority: &AuthorityId,
        (from, until): (Timestamp, Timestamp),
        opens: &str,
        takes: [&str; 7],
    ) -> Result<Vec<Touched>, StoreError> {
        let mut asked = params![authority, from, until, opens];
        asked.extend(takes.map(Value::from));
        let count = |row: &Row, i| {
            u32::try_from(row.int(i)?).map_err(|_| StoreError::Form("a count of files is below 0".to_owned()))
        };
        let rows = self.driver().query(Place::Data, BY_ACCOUNT, asked).await?;
        rows.iter()
            .map(|row| Ok(Touched { account: row.id(0)?, files: count(row, 1)?, taken: count(row, 2)? }))
            .collect()
    }

    /// What people wrote into these files after a moment, less those of one account, newest first, at most `limit` entries; each
    /// with the kind of the record that it names, or of one that it wrote. Reading the audit is a read like any other: the caller notes it.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn written_by_others(
        &self,
        files: &[FileId],
        after: Timestamp,
        account: AccountId,
        limit: u32,
    ) -> Result<Vec<(StoredEntry, Option<String>)>, StoreError> {
        let mut found = Vec::new();
        for some in files.chunks(LONGEST_LIST) {
            let mut asked = vec![Value::ids(some.iter().copied())];
            asked.extend(params![first_id_after(after), account, limit]);
            for row in self.driver().query(Place::Data, WRITTEN_BY_OTHERS, asked).await? {
                found.push((of_row(&row, 0)?, row.opt_text(COLUMNS)?));
            }
        }
        found.sort_by_key(|(entry, _)| std::cmp::Reverse(entry.id));
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(found)
    }

    /// A page of at most `limit` audit entries. Reading the audit is a read like any other: the caller notes it.
    pub async fn entries(
        &self,
        query: &EntryQuery,
        after: Option<After>,
        limit: u32,
    ) -> Result<Vec<StoredEntry>, StoreError> {
        let before = after.map_or(Value::Bytes(vec![0xff; 16]), |a| a.id.into());
        let rows = match query {
            EntryQuery::File(file) => self.driver().query(Place::Data, OF_FILE, params![*file, before, limit]).await?,
            EntryQuery::Account(account) => {
                self.driver().query(Place::Data, OF_ACCOUNT, params![*account, before, limit]).await?
            }
            EntryQuery::Range { authority, from, until } => {
                let nothing = After { at: *from, id: EntryId::from_bytes([0; 16]) };
                let after = after.unwrap_or(nothing);
                let params = params![authority, after.at, after.id, *until, limit];
                self.driver().query(Place::Data, OF_RANGE, params).await?
            }
        };
        rows.iter().map(|row| of_row(row, 0)).collect()
    }

    /// The words that were sealed beside an entry; none when there were none or their file was destroyed.
    pub async fn entry_detail(&self, entry: EntryId) -> Result<Option<zeroize::Zeroizing<Vec<u8>>>, StoreError> {
        const SQL: &str = "SELECT file, authority, sealed FROM audit_detail WHERE entry = $1";
        let Some(row) = self.driver().first(Place::Data, SQL, params![entry]).await? else { return Ok(None) };
        let key = match row.opt_id(0)? {
            Some(file) => self.file_key(file).await?,
            None => self.authority_keys(&row.authority(1)?)?.shared().clone(),
        };
        let open = key.open(&crate::seal::Aad::entry(entry), row.bytes(2)?);
        open.map(Some)
            .map_err(|source| StoreError::Sealed { what: format!("the detail of audit entry {entry}"), source })
    }
}

/// The least id of an entry that was made after this moment: the moment leads in an id, in milliseconds.
fn first_id_after(moment: Timestamp) -> EntryId {
    let millis = u64::try_from(moment.as_millisecond().saturating_add(1)).unwrap_or(0);
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
    EntryId::from_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> StoredEntry {
        StoredEntry {
            id: EntryId::from_bytes([1; 16]),
            at: Timestamp::from_second(1_800_000_000).expect("a moment"),
            actor: Actor::Person {
                account: AccountId::from_bytes([2; 16]),
                worker: None,
                role: "social_worker".to_owned(),
            },
            authority: AuthorityId::new("sefton").expect("an authority"),
            purpose: "allocated".to_owned(),
            action: "file.open".to_owned(),
            file: Some(FileId::from_bytes([3; 16])),
            record: None,
            outcome: Outcome::Done,
            versions: None,
            detail: None,
            count: 0,
        }
    }

    #[test]
    fn whatever_is_changed_in_an_entry_changes_its_leaf() {
        let of = |change: fn(&mut StoredEntry)| {
            let mut entry = entry();
            change(&mut entry);
            entry.leaf_bytes()
        };
        let all = [
            of(|_| {}),
            of(|e| e.id = EntryId::from_bytes([9; 16])),
            of(|e| e.at = Timestamp::UNIX_EPOCH),
            of(|e| e.actor = Actor::Job("social_worker".to_owned())),
            of(|e| e.purpose = "allocate".to_owned()),
            of(|e| e.action = "dfile.open".to_owned()),
            of(|e| e.file = None),
            of(|e| (e.file, e.record) = (None, Some(RecordId::from_bytes([3; 16])))),
            of(|e| e.outcome = Outcome::Denied),
            of(|e| e.versions = Some([4; 32])),
            of(|e| e.detail = Some([4; 32])),
            of(|e| e.count = 1),
        ];
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
    }

    #[test]
    fn an_entry_read_back_from_its_row_has_the_same_leaf() {
        let mut jobs = entry();
        jobs.actor = Actor::Job("retention".to_owned());
        jobs.versions = Some([7; 32]);
        for entry in [entry(), jobs] {
            let row = Row(entry.values().to_vec());
            assert_eq!(of_row(&row, 0).map(|e| e.leaf_bytes()), Ok(entry.leaf_bytes()));
        }
    }
}
