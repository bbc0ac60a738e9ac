//! One running instance: the store, the policies, the councils it serves.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use hearth_access::{Policies, password::Hashing};
use hearth_record::ids::AuthorityId;
use hearth_store::Store;
use rand_core::CryptoRng;

use crate::settings::Pack;

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
}

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
        Arc::new(Self { store, policies, packs, hashing, demo, random: Mutex::new(random) })
    }

    /// Draws what `make` needs from the instance's randomness.
    pub fn draw<T>(&self, make: impl FnOnce(&mut dyn CryptoRng) -> T) -> T {
        // A panic elsewhere leaves a generator that is as good as before.
        let mut random = self.random.lock().unwrap_or_else(PoisonError::into_inner);
        make(random.as_mut())
    }

    /// The pack of an authority.
    ///
    pub fn pack(&self, authority: &AuthorityId) -> Option<&Pack> {
        self.packs.get(authority)
    }
}
