//! File keys that were unwrapped not long ago.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use hearth_record::ids::FileId;

use crate::seal::FileKey;

/// A bounded cache of two generations. What is used moves to the young one; when that is full the old one is let go. So a key
/// stays for at least half the bound of other keys after its last use, at the price of one map look-up.
pub(super) struct FileKeys {
    half: usize,
    generations: Mutex<Generations>,
}

#[derive(Default)]
struct Generations {
    young: HashMap<FileId, FileKey>,
    old: HashMap<FileId, FileKey>,
}

impl FileKeys {
    /// A cache that never holds more than `bound` keys.
    pub(super) fn new(bound: usize) -> Self {
        Self { half: (bound / 2).max(1), generations: Mutex::default() }
    }

    pub(super) fn get(&self, file: FileId) -> Option<FileKey> {
        let mut generations = self.lock();
        if let Some(key) = generations.young.get(&file) {
            return Some(key.clone());
        }
        let key = generations.old.remove(&file)?;
        self.keep(&mut generations, file, key.clone());
        Some(key)
    }

    pub(super) fn put(&self, file: FileId, key: FileKey) {
        let mut generations = self.lock();
        generations.old.remove(&file);
        self.keep(&mut generations, file, key);
    }

    /// Forgets one key: its file was destroyed.
    pub(super) fn forget(&self, file: FileId) {
        let mut generations = self.lock();
        generations.young.remove(&file);
        generations.old.remove(&file);
    }

    fn keep(&self, generations: &mut Generations, file: FileId, key: FileKey) {
        if generations.young.len() >= self.half && !generations.young.contains_key(&file) {
            generations.old = std::mem::take(&mut generations.young);
        }
        generations.young.insert(file, key);
    }

    /// A panic elsewhere leaves the maps whole: each change to them is one call.
    fn lock(&self) -> MutexGuard<'_, Generations> {
        self.generations.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(n: u16) -> FileId {
        let mut bytes = [0; 16];
        bytes[14..].copy_from_slice(&n.to_be_bytes());
        FileId::from_bytes(bytes)
    }

    fn held(cache: &FileKeys) -> usize {
        let generations = cache.lock();
        generations.young.len() + generations.old.len()
    }

    #[test]
    fn the_bound_holds_and_a_key_in_use_stays() {
        let cache = FileKeys::new(100);
        for n in 0..1000 {
            cache.put(file(n), FileKey::from_bytes(&[1; 32]));
            assert!(cache.get(file(0)).is_some(), "the key in use was let go after {n}");
            assert!(held(&cache) <= 100);
        }
        assert!(cache.get(file(1)).is_none());
        assert!(cache.get(file(999)).is_some());
    }

    #[test]
    fn a_forgotten_key_is_gone_from_both_generations() {
        let cache = FileKeys::new(4);
        for n in 0..4 {
            cache.put(file(n), FileKey::from_bytes(&[1; 32]));
        }
        for n in 0..4 {
            cache.forget(file(n));
            assert!(cache.get(file(n)).is_none());
        }
        assert_eq!(held(&cache), 0);
    }
}
