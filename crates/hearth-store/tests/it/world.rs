//! A store of invented files on one engine.

use std::{
    path::PathBuf,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

use hearth_record::{
    FileType,
    ids::{AccountId, AuthorityId, EntryId, FileId, PersonId, RecordId},
};
use hearth_store::{
    Actor, Change, Entry, FileFlags, LoadedFile, Location, NewFile, NewVersion, Outcome, Revision, RootKey, Store,
    StoreConfig, StoreError, Synchronous,
};
use jiff::Timestamp;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use tokio_postgres::NoTls;

/// The engines that every test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

static SCHEMAS: AtomicU32 = AtomicU32::new(0);

/// A store that lives as long as a test.
pub struct World {
    pub store: Store,
    pub config: StoreConfig,
    pub engine: Engine,
    pub authority: AuthorityId,
    random: Mutex<ChaCha20Rng>,
    pub folder: tempfile::TempDir,
}

/// 1 March 2027 at nine, and as many minutes later.
pub fn minute(n: i64) -> Timestamp {
    Timestamp::from_second(1_803_891_600 + n * 60).expect("a moment")
}

pub fn sefton() -> AuthorityId {
    AuthorityId::new("sefton").expect("an authority")
}

/// The address of an administrator of PostgreSQL; none when the test is to be left out, which is said, and is no choice in CI.
pub fn admin_url() -> Option<String> {
    let url = std::env::var("HEARTH_TEST_POSTGRES").ok();
    if url.is_none() {
        assert!(std::env::var("CI").is_err(), "set HEARTH_TEST_POSTGRES: in CI every test runs on both engines");
        eprintln!("skipped on PostgreSQL: HEARTH_TEST_POSTGRES is not set");
    }
    url
}

pub async fn admin(url: &str) -> tokio_postgres::Client {
    // The store may be told to speak to it under TLS; the test need not.
    let plain = url.replace("sslmode=require", "sslmode=disable");
    let (client, connection) = tokio_postgres::connect(&plain, NoTls).await.expect("PostgreSQL answers");
    tokio::spawn(connection);
    client
}

async fn postgres() -> Option<Location> {
    let url = admin_url()?;
    let client = admin(&url).await;
    let n = SCHEMAS.fetch_add(1, Ordering::Relaxed);
    let place = |what: &str| format!("hearth_{}_{n}_{what}", std::process::id());
    let (data, keys) = (place("data"), place("keys"));
    for schema in [&data, &keys] {
        client
            .batch_execute(&format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}"))
            .await
            .expect("a schema");
    }
    let join = if url.contains('?') { '&' } else { '?' };
    let within = |schema: &str| format!("{url}{join}options=-csearch_path%3D{schema}");
    Some(Location::Postgres { url: within(&data), key_url: within(&keys) })
}

impl World {
    /// A new instance for one council; none when the engine is not there to be tested.
    pub async fn new(engine: Engine) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let location = match engine {
            Engine::Sqlite => Location::Sqlite { dir: folder.path().join("data") },
            Engine::Postgres => postgres().await?,
        };
        let config = StoreConfig {
            location,
            blobs: folder.path().join("blobs"),
            root: RootKey::from_bytes([7; 32]),
            synchronous: Synchronous::Full,
            origin: "hearth.test.example/audit".to_owned(),
        };
        let store = Store::create(config.clone(), &[sefton()], minute(0), random(1)).await.expect("a new store");
        let random = Mutex::new(ChaCha20Rng::seed_from_u64(2));
        Some(Self { store, config, engine, authority: sefton(), random, folder })
    }

    /// Closes the store and opens it again, as a restart does.
    pub async fn restart(&mut self) {
        self.store.close().await.expect("closed");
        self.store = Store::open(self.config.clone(), minute(0), random(3)).await.expect("opened again");
    }

    pub fn data_folder(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn file_id(&self) -> FileId {
        FileId::new(minute(0), &mut *self.rng())
    }

    pub fn record_id(&self) -> RecordId {
        RecordId::new(minute(0), &mut *self.rng())
    }

    pub fn person_id(&self) -> PersonId {
        PersonId::new(minute(0), &mut *self.rng())
    }

    fn rng(&self) -> std::sync::MutexGuard<'_, ChaCha20Rng> {
        self.random.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An entry by one worker about a file.
    pub fn entry(&self, at: Timestamp, action: &'static str, file: Option<FileId>) -> Entry {
        Entry {
            id: EntryId::new(at, &mut *self.rng()),
            at,
            actor: Actor::Person { account: worker(), worker: None, role: "social_worker".to_owned() },
            authority: self.authority.clone(),
            purpose: "allocated".to_owned(),
            action,
            file,
            record: None,
            outcome: Outcome::Done,
            count: 0,
            detail: None,
        }
    }

    /// A change that makes a file with one record.
    pub fn new_file(&self, at: Timestamp, body: &[u8]) -> (FileId, RecordId, Change) {
        let (file, record) = (self.file_id(), self.record_id());
        let mut change = Change::new(self.authority.clone(), at);
        change.new_files.push(NewFile {
            file,
            person: self.person_id(),
            file_type: FileType::Care,
            flags: FileFlags::default(),
        });
        change.versions.push(version(file, record, 1, body));
        change.digests.push((file, b"digest 1".to_vec()));
        change.entries.push(self.entry(at, "record.add", Some(file)));
        (file, record, change)
    }

    /// A change that writes one version into a file as it was read.
    pub fn another(&self, at: Timestamp, file: FileId, revision: Revision, version: NewVersion) -> Change {
        let mut change = Change::new(self.authority.clone(), at);
        change.reads.push((file, revision));
        change.versions.push(version);
        change.entries.push(self.entry(at, "record.add", Some(file)));
        change
    }

    pub async fn commit(&self, change: Change) -> Vec<(FileId, Revision)> {
        self.store.commit(change).await.expect("committed").revisions
    }

    pub async fn load(&self, file: FileId) -> LoadedFile {
        self.store.load(file, None).await.expect("loaded")
    }

    /// Runs one statement as an administrator of the database would, beside the store.
    pub async fn as_administrator(&self, sql: &str) -> Result<u64, String> {
        match &self.config.location {
            Location::Sqlite { dir } => {
                let connection = rusqlite::Connection::open(dir.join("data.db")).expect("a database");
                connection.execute(sql, []).map(|n| n as u64).map_err(|e| e.to_string())
            }
            Location::Postgres { url, .. } => {
                let client = admin(url).await;
                client
                    .execute(sql, &[])
                    .await
                    .map_err(|e| e.as_db_error().map_or(e.to_string(), |db| db.message().to_owned()))
            }
        }
    }
}

pub fn worker() -> AccountId {
    AccountId::from_bytes([0x11; 16])
}

pub fn random(seed: u64) -> Box<ChaCha20Rng> {
    Box::new(ChaCha20Rng::seed_from_u64(seed))
}

pub fn version(file: FileId, record: RecordId, number: u32, body: &[u8]) -> NewVersion {
    NewVersion { file, record, version: number, kind: "case_note".to_owned(), body: body.to_vec(), import_key: None }
}

/// The bodies of a loaded file, by record and version.
pub fn bodies(file: &LoadedFile) -> Vec<String> {
    file.versions.iter().map(|v| String::from_utf8_lossy(&v.body).into_owned()).collect()
}

pub fn moved(file: FileId) -> StoreError {
    StoreError::Moved { files: vec![file] }
}
