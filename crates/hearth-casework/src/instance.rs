//! One running instance: the store, the policies, the councils it serves.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use hearth_access::{Policies, password::Hashing};
use hearth_practice::{clocks::Clocks, retention::Schedule};
use hearth_record::ids::AuthorityId;
use hearth_store::{Store, StoreError};
use jiff::{SignedDuration, Timestamp};
use rand_core::CryptoRng;

use crate::{Failure, people::Vocabulary, retention, settings::Pack};

/// What every desk of an instance shares. It holds no state of a user: any number of nodes can stand side by side.
pub struct Instance {
    /// The store.
    pub store: Store,
    /// The access policies.
    pub policies: Policies,
    /// The councils it serves.
    pub packs: BTreeMap<AuthorityId, Pack>,
    /// What hashing a password costs.
    pub hashing: Hashing,
    /// Whether the people in it are invented: the demo accounts exist, and no second factor is asked of them.
    pub demo: bool,
    random: Mutex<Box<dyn CryptoRng + Send>>,
    names: Mutex<BTreeMap<(AuthorityId, bool), NamesInUse>>,
    schedules: Mutex<BTreeMap<AuthorityId, (Timestamp, Schedule)>>,
}

/// The names in use as they were read, kept for a while: a copy of what the store holds, never its only place.
struct NamesInUse {
    read_at: Timestamp,
    words: Arc<Vocabulary>,
}

/// How long a reading of the names in use, or of the schedule, serves. A name that is newer is found by its sound and its own spelling.
const NAMES_SERVE: SignedDuration = SignedDuration::from_mins(10);

impl Instance {
    /// An instance over an open store.
    pub fn new(
        store: Store,
        policies: Policies,
        packs: BTreeMap<AuthorityId, Pack>,
        hashing: Hashing,
        demo: bool,
        random: Box<dyn CryptoRng + Send>,
    ) -> Arc<Self> {
        Arc::new(Self {
            store,
            policies,
            packs,
            hashing,
            demo,
            random: Mutex::new(random),
            names: Mutex::default(),
            schedules: Mutex::default(),
        })
    }

    /// Draws what `make` needs from the instance's randomness.
    pub fn draw<T>(&self, make: impl FnOnce(&mut dyn CryptoRng) -> T) -> T {
        // A panic elsewhere leaves a generator that is as good as before.
        let mut random = self.random.lock().unwrap_or_else(PoisonError::into_inner);
        make(random.as_mut())
    }

    /// The names in use in an authority, those behind the adoption wall too where `walled`; read again every ten minutes.
    ///
    /// # Errors
    /// What the store refuses.
    pub async fn names(
        &self,
        authority: &AuthorityId,
        walled: bool,
        now: Timestamp,
    ) -> Result<Arc<Vocabulary>, StoreError> {
        let key = (authority.clone(), walled);
        if let Some(names) = self.held_names(&key, now) {
            return Ok(names);
        }
        let mut words = self.store.vocabulary(authority, false).await?;
        if walled {
            words.extend(self.store.vocabulary(authority, true).await?);
        }
        let words = Arc::new(Vocabulary::of(words));
        let names = NamesInUse { read_at: now, words: Arc::clone(&words) };
        self.names.lock().unwrap_or_else(PoisonError::into_inner).insert(key, names);
        Ok(words)
    }

    /// The retention schedule that was in force when it was last read, for pages that show a date; whatever acts on one reads it anew.
    ///
    /// # Errors
    /// What the store refuses.
    pub async fn schedule_lately(&self, authority: &AuthorityId, now: Timestamp) -> Result<Schedule, Failure> {
        let held = self.schedules.lock().unwrap_or_else(PoisonError::into_inner).get(authority).cloned();
        if let Some((_, schedule)) = held.filter(|(at, _)| now.duration_since(*at).abs() < NAMES_SERVE) {
            return Ok(schedule);
        }
        let schedule = retention::in_force(self, authority, hearth_calendar::london_date(now)).await?.schedule;
        let mut schedules = self.schedules.lock().unwrap_or_else(PoisonError::into_inner);
        schedules.insert(authority.clone(), (now, schedule.clone()));
        Ok(schedule)
    }

    fn held_names(&self, key: &(AuthorityId, bool), now: Timestamp) -> Option<Arc<Vocabulary>> {
        let held = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = held.get(key).filter(|names| now.duration_since(names.read_at).abs() < NAMES_SERVE);
        fresh.map(|names| Arc::clone(&names.words))
    }

    /// The clocks of an authority.
    pub fn clocks(&self, authority: &AuthorityId) -> &Clocks {
        match self.pack(authority) {
            Some(pack) => &pack.clocks,
            None => Clocks::usual(),
        }
    }

    /// The pack of an authority.
    pub fn pack(&self, authority: &AuthorityId) -> Option<&Pack> {
        self.packs.get(authority)
    }
}
