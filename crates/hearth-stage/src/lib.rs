//! A stage for tests: a whole instance on SQLite or PostgreSQL, a clock that only the test moves, people in every role, and
//! files of invented children.
//!
//! For tests only; nothing that is served depends on it. What it makes, it makes by the same acts and the same writes as
//! the service, so that a test begins where a day at work does.

pub mod engine;
mod paper;
mod person;

use std::sync::{Arc, Mutex, PoisonError};

use hearth_access::{Policies, Role, password::Hashing};
use hearth_casework::{Desk, Instance, settings};
use hearth_record::ids::{AuthorityId, EntryId, TeamId};
use hearth_store::{Actor, EntryQuery, Store, StoreConfig, StoreError, StoredEntry};
use jiff::{SignedDuration, Timestamp};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

pub use engine::Engine;
pub use paper::{Filed, Paper};
pub use person::Person;

/// The password of everybody on the stage.
pub const PASSWORD: &str = "a long enough password";

/// A clock that stands still until a test moves it.
#[derive(Clone)]
pub struct Clock(Arc<Mutex<Timestamp>>);

impl Clock {
    /// What it shows.
    pub fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Moves it on.
    pub fn wait(&self, time: SignedDuration) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += time;
    }

    /// Sets it.
    pub fn set(&self, now: Timestamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }
}

/// An instance that lives as long as a test.
pub struct Stage {
    /// The instance.
    pub instance: Arc<Instance>,
    /// Where it stands.
    pub config: StoreConfig,
    /// On which engine.
    pub engine: Engine,
    /// Its clock. It begins on Monday 2 March 2026 at nine in the morning.
    pub clock: Clock,
    folder: tempfile::TempDir,
}

impl Stage {
    /// A new instance for both councils; none when the engine is not there to be tested. In CI that is no choice.
    ///
    /// No second factor is asked, as in the demonstration: see [`asking_for_codes`](Self::asking_for_codes).
    ///
    /// # Panics
    /// When the instance cannot be made.
    pub async fn open(engine: Engine) -> Option<Self> {
        Self::build(engine, true).await
    }

    /// The same as an instance of real people is: a second factor is asked of everybody.
    ///
    /// # Panics
    /// When the instance cannot be made.
    pub async fn asking_for_codes(engine: Engine) -> Option<Self> {
        Self::build(engine, false).await
    }

    async fn build(engine: Engine, demo: bool) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let config = engine::config(engine, folder.path()).await?;
        let now: Timestamp = "2026-03-02T09:00:00Z".parse().expect("a moment");
        let packs = settings::compiled_in();
        let councils: Vec<AuthorityId> = packs.keys().cloned().collect();
        let store = Store::create(config.clone(), &councils, now, random(1)).await.expect("a new store");
        let instance = instance_over(store, demo);
        Some(Self { instance, config, engine, clock: Clock(Arc::new(Mutex::new(now))), folder })
    }

    /// Closes the instance, where it is not closed, and opens it again, as a restart does.
    ///
    /// # Panics
    /// When it does not open again.
    pub async fn restart(&mut self) {
        let closed = self.instance.store.close().await;
        assert!(matches!(closed, Ok(()) | Err(StoreError::Closing)), "closed, now or before: {closed:?}");
        let store = Store::open(self.config.clone(), self.now(), random(3)).await.expect("opened again");
        self.instance = instance_over(store, self.instance.demo);
    }

    /// What its clock shows.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The folder of everything that this instance writes to disk.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// A team of Sefton by its code.
    ///
    /// # Panics
    /// When the pack has no such team.
    pub fn team(&self, code: &str) -> TeamId {
        self.team_of("sefton", code)
    }

    /// A team of a council by its code.
    ///
    /// # Panics
    /// When the pack has no such team.
    pub fn team_of(&self, council: &str, code: &str) -> TeamId {
        let pack = self.instance.pack(&authority(council)).expect("a pack");
        assert!(pack.teams.iter().any(|team| team.code == code), "{council} has no team {code}");
        pack.team_id(code)
    }

    /// The desk of somebody, now.
    pub fn desk(&self, person: &Person) -> Desk {
        Desk::new(Arc::clone(&self.instance), person.subject(), person.name.clone(), self.now())
    }

    /// Somebody in a role, in a team of Sefton where one is named.
    pub async fn person(&self, role: Role, team: Option<&str>) -> Person {
        let teams = team.map(|code| self.team(code)).into_iter().collect();
        Person::hire(self, "sefton", role, teams, true).await
    }

    /// Somebody in a role at a council.
    pub async fn person_at(&self, council: &str, role: Role, teams: Vec<TeamId>) -> Person {
        Person::hire(self, council, role, teams, true).await
    }

    /// Somebody in a role who may look and may not record.
    pub async fn onlooker(&self, role: Role, team: Option<&str>) -> Person {
        let teams = team.map(|code| self.team(code)).into_iter().collect();
        Person::hire(self, "sefton", role, teams, false).await
    }

    /// The audit of a query, oldest first.
    ///
    /// # Panics
    /// When the store does not answer.
    pub async fn audit(&self, query: &EntryQuery) -> Vec<StoredEntry> {
        let mut entries = self.instance.store.entries(query, None, 10_000).await.expect("the audit");
        entries.sort_by_key(|entry| (entry.at, entry.id));
        entries
    }

    /// Every entry of a council's audit, oldest first.
    pub async fn whole_audit(&self, council: &str) -> Vec<StoredEntry> {
        let query = EntryQuery::Range { authority: authority(council), from: Timestamp::MIN, until: Timestamp::MAX };
        self.audit(&query).await
    }

    /// The sealed words of an entry.
    ///
    /// # Panics
    /// When the store does not answer or they are no text.
    pub async fn detail(&self, entry: EntryId) -> Option<String> {
        let detail = self.instance.store.entry_detail(entry).await.expect("the detail");
        detail.map(|bytes| String::from_utf8(bytes.to_vec()).expect("text"))
    }

    /// Runs one statement as an administrator of the database would, beside the store; says how many rows it touched.
    ///
    /// # Errors
    /// The database's own words.
    pub async fn as_administrator(&self, sql: &str) -> Result<u64, String> {
        engine::as_administrator(&self.config.location, sql).await
    }

    /// These bytes as a literal of the engine's SQL.
    pub fn literal(&self, bytes: &[u8]) -> String {
        let digits = bytes.iter().fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"));
        match self.engine {
            Engine::Sqlite => format!("X'{digits}'"),
            Engine::Postgres => format!("'\\x{digits}'"),
        }
    }

    /// Everything that the instance has written, as a thief of its disks would have it: each file of its folder, and on
    /// PostgreSQL each table as text. Pairs of where and what.
    pub async fn everything_written(&self) -> Vec<(String, Vec<u8>)> {
        engine::everything_written(&self.config.location, self.folder()).await
    }

    /// Who stands for the stage itself in the audit.
    pub(crate) fn hand() -> Actor {
        Actor::Job("stage".to_owned())
    }
}

fn instance_over(store: Store, demo: bool) -> Arc<Instance> {
    let policies = Policies::load().expect("the policies that are compiled in");
    Instance::new(store, policies, settings::compiled_in(), Hashing::LIGHT, demo, random(2))
}

/// The council of this name.
///
/// # Panics
/// When it is no name of a council.
pub fn authority(name: &str) -> AuthorityId {
    AuthorityId::new(name).expect("a council in lower-case letters")
}

/// Randomness that is the same in every run.
pub fn random(seed: u64) -> Box<ChaCha20Rng> {
    Box::new(ChaCha20Rng::seed_from_u64(seed))
}
