//! The store: sealed versions, digests, keys, the index, work rows, drafts, documents and the audit tree, on SQLite and PostgreSQL.
//!
//! It knows no rule of practice and takes no decision about access. It keeps four promises:
//!
//! - What is written is a [`Change`], a value. It is committed whole and durably, or refused whole, and never without its audit.
//! - A version is never changed and is deleted only under an executed disposition. What was known at a moment can be read again.
//! - What a record holds stands nowhere in clear: not in the databases, not in their logs, not in a backup.
//! - The audit is a Merkle tree, so that whoever holds an earlier checkpoint can prove that nothing before it was altered.
//!
//! Time and randomness are given by the caller.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use hearth_record::ids::AuthorityId;
use jiff::Timestamp;
use rand_core::CryptoRng;

pub mod adoption;
pub mod backup;
pub mod blob;
pub mod candidates;
pub mod change;
pub mod checkpoint;
mod commit;
pub mod destroy;
pub mod drafts;
mod driver;
pub mod entries;
mod error;
mod file_keys;
pub mod files;
pub mod find;
mod hex;
pub mod holds;
pub mod identity;
pub mod keys;
pub mod listing;
pub mod load;
pub mod load_some;
mod migrate;
mod people;
pub mod prove;
pub mod seal;
pub mod tree;
pub mod verify;
mod words;
pub mod work;

pub use candidates::{Candidate, Candidates};
pub use change::{Change, Committed, FileFlags, NewFile, NewVersion, NewWork, Revision, TermChange};
pub use drafts::{Draft, DraftKey};
pub use driver::Synchronous;
pub use entries::{Actor, Entry, EntryQuery, Outcome, StoredEntry, Touched};
pub use error::StoreError;
pub use files::FileRow;
pub use identity::{Account, Failures, Session};
pub use keys::{RootKey, RootKeyError};
pub use listing::{Bar, Listing, Way};
pub use load::{LoadedFile, StoredVersion, Tombstone};
pub use people::People;
pub use work::{WorkQuery, WorkRow};

use driver::{Driver, Place, Postgres, Sqlite};
use keys::{AuthorityKeys, HeldKey, Keys, Purpose};

/// The source of randomness of a store: nonces, keys, nothing else.
pub type Random = Box<dyn CryptoRng + Send>;

/// Where an instance stands.
#[derive(Clone)]
pub enum Location {
    /// SQLite: two databases in this folder.
    Sqlite {
        /// The folder.
        dir: PathBuf,
    },
    /// PostgreSQL: two databases, each with backups of its own.
    Postgres {
        /// The address of the data database, `postgres://user:password@host:port/name`.
        url: String,
        /// The address of the key database.
        key_url: String,
    },
}

/// Never shows an address: it may hold a password.
impl std::fmt::Display for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite { dir } => write!(f, "{}", dir.display()),
            Self::Postgres { .. } => f.write_str("the PostgreSQL databases of the configuration"),
        }
    }
}

/// What a store needs to open.
#[derive(Clone)]
pub struct StoreConfig {
    /// Where the databases are.
    pub location: Location,
    /// The folder of the sealed documents.
    pub blobs: PathBuf,
    /// The key that wraps all others.
    pub root: RootKey,
    /// How durable a confirmed commit is; SQLite only. PostgreSQL follows its own `synchronous_commit`.
    pub synchronous: Synchronous,
    /// The name of the audit log, as it stands in its checkpoints, such as `hearth.sefton.example/audit`.
    pub origin: String,
}

/// An open instance. Cheap to clone; all clones are the same store.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    driver: Driver,
    keys: Arc<Keys>,
    random: Mutex<Random>,
    blobs: PathBuf,
    origin: String,
}

impl Store {
    /// Makes a new instance with keys for these authorities, and opens it. Where there is one already nothing is changed.
    pub async fn create(
        config: StoreConfig,
        authorities: &[AuthorityId],
        now: Timestamp,
        mut random: Random,
    ) -> Result<Self, StoreError> {
        make_folders(&config)?;
        let unguarded: driver::Guard = Arc::new(|_: &[u8]| None);
        let driver = open_driver(&config, unguarded)?;
        migrate::migrate(&driver, Place::Keys).await?;
        if !held_keys(&driver).await?.is_empty() {
            return Err(StoreError::InstanceExists { place: config.location.to_string() });
        }
        migrate::migrate(&driver, Place::Data).await?;
        let (_, rows) = Keys::make(&config.root, authorities, &mut *random)?;
        driver.write(Place::Keys, rows.iter().map(drafts::keep_step).collect()).await?;
        driver.close().await?;
        Self::open(config, now, random).await
    }

    /// Opens an instance. With another root key than it was made with, it says so and changes nothing.
    pub async fn open(config: StoreConfig, now: Timestamp, random: Random) -> Result<Self, StoreError> {
        let store = Self::open_unfinished(config, random).await?;
        // Before anybody reads: what was destroyed stays destroyed, whatever backup the data came from.
        store.finish_destructions(now).await?;
        Ok(store)
    }

    /// The same without finishing what a crash cut off and without destroying again what a backup brought back.
    async fn open_unfinished(config: StoreConfig, random: Random) -> Result<Self, StoreError> {
        let absent = || StoreError::NoInstance { place: config.location.to_string() };
        if let Location::Sqlite { dir } = &config.location
            && !(dir.join(driver::DATA_FILE).exists() && dir.join(driver::KEYS_FILE).exists())
        {
            return Err(absent());
        }
        // The guard of waiting entries needs a key that only the key database can give.
        let late: Arc<std::sync::OnceLock<Arc<Keys>>> = Arc::default();
        let driver = open_driver(&config, guard(late.clone()))?;
        if !migrate::is_made(&driver, Place::Keys).await? {
            return Err(absent());
        }
        let rows = held_keys(&driver).await?;
        if rows.is_empty() {
            return Err(absent());
        }
        let keys = Arc::new(Keys::open(&config.root, &rows)?);
        let _ = late.set(keys.clone());
        migrate::migrate(&driver, Place::Keys).await?;
        migrate::migrate(&driver, Place::Data).await?;
        Ok(Self(Arc::new(Inner {
            driver,
            keys,
            random: Mutex::new(random),
            blobs: config.blobs,
            origin: config.origin,
        })))
    }

    /// Adds an authority to the instance; one that is there already is left as it is.
    pub async fn add_authority(&self, authority: &AuthorityId) -> Result<(), StoreError> {
        if self.keys().authority_key(authority).is_ok() {
            return Ok(());
        }
        let made = self.keys().rows_of_authority(authority, &mut **self.random());
        self.driver().write(Place::Keys, made.iter().map(drafts::keep_step).collect()).await?;
        // Another node may have been faster, so what is kept counts, not what was made.
        let kept: Vec<_> =
            held_keys(self.driver()).await?.into_iter().filter(|r| r.authority.as_ref() == Some(authority)).collect();
        Ok(self.keys().learn_authority(&kept)?)
    }

    /// The authorities of the instance.
    pub fn authorities(&self) -> Vec<AuthorityId> {
        self.keys().authorities()
    }

    /// Whether both databases answer.
    pub async fn ready(&self) -> Result<(), StoreError> {
        self.driver().query(Place::Data, "SELECT size FROM tree_head WHERE id = 1", vec![]).await?;
        self.driver().query(Place::Keys, "SELECT purpose FROM held_key LIMIT 1", vec![]).await.map(drop)
    }

    /// Assigns leaves of the audit tree to entries that wait for one, and says to how many. On SQLite none ever waits; on PostgreSQL a
    /// task of the store does this several times a second, and this is for who cannot wait: a checkpoint, a proof, a test.
    pub async fn sequence(&self) -> Result<u64, StoreError> {
        self.driver().sequence().await
    }

    /// Every statement that this store was asked so far, with the plan that SQLite has for it; for tests and benches that hold each query
    /// to an index. PostgreSQL, which has the same indexes, tells none.
    pub async fn plans(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.driver().plans().await
    }

    /// Writes out what waits and stops. Later calls are refused with [`StoreError::Closing`].
    pub async fn close(&self) -> Result<(), StoreError> {
        self.driver().close().await
    }

    pub(crate) fn driver(&self) -> &Driver {
        &self.0.driver
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.0.keys
    }

    pub(crate) fn blobs(&self) -> &std::path::Path {
        &self.0.blobs
    }

    pub(crate) fn origin(&self) -> &str {
        &self.0.origin
    }

    /// The random source; hold it for as short as can be, and never across an `await`.
    pub(crate) fn random(&self) -> MutexGuard<'_, Random> {
        self.0.random.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn guard(&self, bytes: &[u8]) -> [u8; 32] {
        self.keys().lookup_hash(GUARD, bytes)
    }

    pub(crate) fn authority_keys(&self, authority: &AuthorityId) -> Result<Arc<AuthorityKeys>, StoreError> {
        Ok(self.keys().authority_key(authority)?)
    }
}

/// What the keyed hash of waiting entries is for.
const GUARD: &str = "audit entry";

fn guard(keys: Arc<std::sync::OnceLock<Arc<Keys>>>) -> driver::Guard {
    Arc::new(move |bytes| keys.get().map(|keys| keys.lookup_hash(GUARD, bytes)))
}

fn open_driver(config: &StoreConfig, guard: driver::Guard) -> Result<Driver, StoreError> {
    Ok(match &config.location {
        Location::Sqlite { dir } => Driver::Sqlite(Sqlite::open(dir, config.synchronous)?),
        Location::Postgres { url, key_url } => Driver::Postgres(Postgres::open(url, key_url, guard)?),
    })
}

fn make_folders(config: &StoreConfig) -> Result<(), StoreError> {
    let make = |dir: &PathBuf| {
        let mut folder = std::fs::DirBuilder::new();
        folder.recursive(true);
        // Nobody else on the machine needs to see even the names.
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
        folder
            .create(dir)
            .map_err(|e| StoreError::Disk { what: format!("making the folder {}", dir.display()), why: e.to_string() })
    };
    if let Location::Sqlite { dir } = &config.location {
        make(dir)?;
    }
    make(&config.blobs)
}

/// Every key that belongs to no file, as kept.
async fn held_keys(driver: &Driver) -> Result<Vec<HeldKey>, StoreError> {
    let rows = driver.query(Place::Keys, "SELECT authority, purpose, period, wrapped FROM held_key", vec![]).await?;
    let mut held = Vec::with_capacity(rows.len());
    for row in rows {
        let authority = if row.text(0)?.is_empty() { None } else { Some(row.authority(0)?) };
        let purpose = row.text(1)?;
        let purpose = Purpose::of_code(purpose)
            .ok_or_else(|| StoreError::Form(format!("a key has the unknown purpose `{purpose}`")))?;
        held.push(HeldKey { authority, purpose, period: row.int(2)?, wrapped: row.bytes(3)?.to_vec() });
    }
    Ok(held)
}
