//! What the figures stand on: an instance that holds a world of invented people.

use std::{path::PathBuf, sync::Arc};

use hearth_access::{Rights, Role, Subject};
use hearth_casework::{Desk, Instance};
use hearth_record::ids::{AccountId, AuthorityId, EntryId, FileId, WorkerId};
use hearth_store::{Actor, Entry, Location, Outcome, Store};
use hearth_synth::{Authority, World};
use jiff::{SignedDuration, Timestamp, civil::Date};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use serde::{Deserialize, Serialize};

use crate::{
    args,
    output::{Failed, disk},
    place::{self, Known},
    world,
};

/// The council of the bench.
const COUNCIL: &str = "sefton";
/// The seed of the world.
const SEED: u64 = 1;
/// How many children the world thinks it has: it decides how many workers there are, not how many families are told.
const CHILDREN: u32 = 100_000;
/// Room for the members of a family in the numbers that file ids are made of.
const MEMBERS: u64 = 32;
/// The note that a database was loaded to the end.
const LOADED: &str = "bench.json";

/// What a database was loaded with.
#[derive(Clone, Serialize, Deserialize)]
pub struct Loaded {
    /// People, each with a file.
    pub people: u64,
    /// Families.
    pub families: u64,
    /// Records in their files.
    pub records: u64,
    /// Files of five hundred records beyond those.
    pub long_files: u64,
    /// The day on which the world stands still.
    pub today: Date,
    /// How long it took, in seconds.
    pub seconds: f64,
}

/// A loaded database, open.
pub struct Ground {
    /// The instance.
    pub instance: Arc<Instance>,
    /// Its store.
    pub store: Store,
    /// The council.
    pub authority: AuthorityId,
    /// Those who are in it.
    pub world: Arc<World>,
    /// What it holds.
    pub loaded: Loaded,
    /// The folder.
    pub dir: PathBuf,
    /// Where the databases are.
    pub location: Location,
}

/// The folder of the bench.
pub fn folder(bench: &args::Bench) -> PathBuf {
    let usual = || std::env::temp_dir().join(format!("hearth-bench-{}", bench.people));
    bench.place.data.clone().unwrap_or_else(usual)
}

/// The instance of the bench, open or not.
pub fn known(bench: &args::Bench) -> Result<Known, Failed> {
    Known::of(&args::Place { data: Some(folder(bench)), ..bench.place.clone() })
}

impl Ground {
    /// Opens the database in the folder, if it was loaded to the end.
    pub async fn open(bench: &args::Bench) -> Result<Option<Self>, Failed> {
        let dir = folder(bench);
        let note = dir.join(LOADED);
        let Ok(text) = std::fs::read_to_string(&note) else { return Ok(None) };
        let loaded: Loaded =
            serde_json::from_str(&text).map_err(|e| Failed(format!("{} cannot be read: {e}", note.display())))?;
        let known = known(bench)?;
        let store = known.open().await?;
        Self::over(store, &known, dir, loaded).map(Some)
    }

    /// Makes an empty instance in the folder.
    pub async fn create(bench: &args::Bench) -> Result<Self, Failed> {
        let dir = folder(bench);
        std::fs::create_dir_all(&dir).map_err(disk("making the folder", &dir))?;
        let known = known(bench)?;
        let store = known.create(&[AuthorityId::new(COUNCIL)?]).await.map_err(|error| {
            Failed(format!("{error}; a load that was cut off is begun again in an empty folder or database"))
        })?;
        let today = hearth_calendar::london_date(world::now());
        let loaded = Loaded { people: 0, families: 0, records: 0, long_files: 0, today, seconds: 0.0 };
        Self::over(store, &known, dir, loaded)
    }

    fn over(store: Store, known: &Known, dir: PathBuf, loaded: Loaded) -> Result<Self, Failed> {
        let instance = place::instance(store.clone(), true)?;
        let invented =
            Authority::named(COUNCIL).ok_or_else(|| Failed::new("no stories are invented for the council"))?;
        let world = Arc::new(World::new(SEED, invented, loaded.today, CHILDREN));
        let location = known.location().clone();
        Ok(Self { instance, store, authority: AuthorityId::new(COUNCIL)?, world, loaded, dir, location })
    }

    /// Writes down that the database was loaded to the end.
    pub fn keep(&self) -> Result<(), Failed> {
        let path = self.dir.join(LOADED);
        let text = serde_json::to_string(&self.loaded).map_err(|e| Failed(e.to_string()))?;
        std::fs::write(&path, text).map_err(disk("writing", &path))
    }

    /// The file of a member of a family: known without a look at the database, and in the order in which files began.
    pub fn file(&self, family: u64, member: u64) -> FileId {
        let number = family * MEMBERS + member;
        let at = self.world.now() + SignedDuration::from_millis(i64::try_from(number).unwrap_or(0));
        FileId::new(at, &mut chance(number))
    }

    /// The `n`th file of five hundred records.
    pub fn long_file(&self, n: u64) -> FileId {
        self.file(u64::from(u32::MAX) + n, 0)
    }

    /// A family somewhere in the world: the `n`th of a walk that meets none twice.
    pub fn somewhere(&self, n: u64) -> u64 {
        // A prime that divides no number of families that can be loaded here.
        const STRIDE: u64 = 2_147_483_647;
        (n + 1).wrapping_mul(STRIDE) % self.loaded.families.max(1)
    }

    /// The file of somebody of the `n`th family of the walk.
    pub fn somebody(&self, n: u64) -> FileId {
        let family = self.world.family(self.somewhere(n));
        self.file(family.index, n % u64::try_from(family.people.len()).unwrap_or(1).max(1))
    }

    /// A desk that may search and, checking history for a new contact, open files.
    pub fn desk(&self) -> Desk {
        let subject = Subject {
            account: AccountId::from_bytes([1; 16]),
            worker: WorkerId::from_bytes([2; 16]),
            role: Role::MashManager,
            teams: Vec::new(),
            authority: self.authority.clone(),
            rights: Rights::Process,
        };
        Desk::new(Arc::clone(&self.instance), subject, "Bench".to_owned(), world::now())
    }

    /// An entry of the audit by the bench.
    pub fn entry(&self, action: &'static str, file: FileId, at: Timestamp) -> Entry {
        Entry {
            id: self.instance.draw(|random| EntryId::new(at, random)),
            at,
            actor: Actor::Job("bench".to_owned()),
            authority: self.authority.clone(),
            purpose: "measurement".to_owned(),
            action,
            file: Some(file),
            record: None,
            outcome: Outcome::Done,
            count: 0,
            detail: None,
        }
    }
}

/// Chance that is the same on every run.
pub fn chance(number: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(SEED << 56 ^ number)
}
