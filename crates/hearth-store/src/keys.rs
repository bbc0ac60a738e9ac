//! Keys: root key → authority's key → file key, and the keys that belong to no file.
//!
//! ```text
//! root key (outside)          wraps  one key an authority, and the keys of the instance
//!   authority's key           wraps  one key a file, and the authority's index, import and link keys
//!     file key                seals  the versions, digest and drafts of one file; wraps the keys of its documents
//! ```
//! Every key is drawn from the random source by itself; none is derived from another. All are kept wrapped (AES key wrap with
//! padding, NIST SP 800-38F) in the *key database*, apart from the data. Inside the wrap a key stands beside a fingerprint of
//! what it is for, so that a row that was copied over another one is noticed instead of used.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use aws_lc_rs::{constant_time, hmac};
use hearth_record::ids::{AuthorityId, FileId};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::checkpoint::AuditSigner;
use crate::find::IndexKey;
use crate::seal::{FileKey, KEY_LEN};

mod cache;
mod kept;
mod root;
mod wrap;

pub use kept::{HeldKey, KeyRow, Purpose};
pub use root::{RootKey, RootKeyError};

use wrap::{check_value, held, new_secret, print_of, print_of_file, rows_of_authority, unheld, unwrap, wrap};

type Secret = Zeroizing<[u8; KEY_LEN]>;

/// How many unwrapped file keys are kept at hand: about a kilobyte each.
const CACHED: usize = 16_384;
/// How long one draft key is used, in days. A draft that nobody came back to is unreadable after two such periods.
pub const DRAFT_KEY_DAYS: i64 = 30;

/// Why a key is not to be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The key database was never filled.
    #[error("the key database holds no keys: make an instance with `hearth init`, or restore the key backup")]
    NotMade,
    /// The root key is another one than the instance was made with.
    #[error(
        "this is not the root key that the instance was made with; nothing was changed: give the right key and start again"
    )]
    WrongRootKey,
    /// A row does not unwrap although the root key is right.
    #[error("the key of {0} does not unwrap: its row was changed; restore the key database from its backup")]
    Damaged(String),
    /// No keys for that authority.
    #[error("the authority `{0}` has no keys: add it with `hearth init`")]
    NoAuthority(AuthorityId),
    /// The instance lacks one of its own keys.
    #[error("the key database lacks the {0} key: restore it from its backup")]
    Lacking(&'static str),
}

/// The keys of one authority, unwrapped.
pub struct AuthorityKeys {
    wrapping: Secret,
    index: IndexKey,
    walled_index: IndexKey,
    import: hmac::Key,
    link: FileKey,
    shared: FileKey,
}

/// All keys of a running instance, in memory. Unwrapped file keys are kept in a bounded cache.
pub struct Keys {
    root: RootKey,
    authorities: RwLock<BTreeMap<AuthorityId, Arc<AuthorityKeys>>>,
    drafts: RwLock<HashMap<i64, FileKey>>,
    accounts: FileKey,
    signing: Secret,
    lookup: hmac::Key,
    files: cache::FileKeys,
}

impl Keys {
    /// Makes the keys of a new instance and the rows to keep before anything else is written.
    pub fn make(
        root: &RootKey,
        authorities: &[AuthorityId],
        random: &mut dyn CryptoRng,
    ) -> Result<(Self, Vec<HeldKey>), KeyError> {
        let mut rows =
            vec![HeldKey { authority: None, purpose: Purpose::Check, period: 0, wrapped: check_value(root) }];
        rows.extend(Purpose::OF_INSTANCE.into_iter().map(|p| held(root.bytes(), None, p, 0, random)));
        for authority in authorities {
            rows.extend(rows_of_authority(root, authority, random));
        }
        Ok((Self::open(root, &rows)?, rows))
    }

    /// Unwraps the kept keys. Nothing is written: a wrong root key is told, and nothing has changed.
    pub fn open(root: &RootKey, rows: &[HeldKey]) -> Result<Self, KeyError> {
        let check = rows.iter().find(|r| r.purpose == Purpose::Check).ok_or(KeyError::NotMade)?;
        constant_time::verify_slices_are_equal(&check.wrapped, &check_value(root))
            .map_err(|_| KeyError::WrongRootKey)?;
        let own = |purpose: Purpose| {
            let row = rows
                .iter()
                .find(|r| r.purpose == purpose && r.authority.is_none())
                .ok_or(KeyError::Lacking(purpose.code()))?;
            unheld(root.bytes(), row)
        };
        let keys = Self {
            root: root.clone(),
            authorities: RwLock::default(),
            drafts: RwLock::default(),
            accounts: FileKey::from_bytes(&*own(Purpose::Account)?),
            signing: own(Purpose::AuditSigning)?,
            lookup: hmac::Key::new(hmac::HMAC_SHA256, own(Purpose::Lookup)?.as_slice()),
            files: cache::FileKeys::new(CACHED),
        };
        for row in rows.iter().filter(|r| r.purpose == Purpose::Authority) {
            keys.open_authority(row, rows)?;
        }
        for row in rows.iter().filter(|r| r.purpose == Purpose::Draft) {
            let key = FileKey::from_bytes(&*unheld(root.bytes(), row)?);
            keys.drafts.write().unwrap_or_else(PoisonError::into_inner).insert(row.period, key);
        }
        Ok(keys)
    }

    /// Makes the keys of one more authority and the rows to keep. Use them only after the rows are kept.
    pub fn add_authority(&self, authority: &AuthorityId, random: &mut dyn CryptoRng) -> Result<Vec<HeldKey>, KeyError> {
        let rows = rows_of_authority(&self.root, authority, random);
        self.open_authority(&rows[0], &rows)?;
        Ok(rows)
    }

    /// New keys for one more authority, as rows to keep; nothing is taken up before [`Keys::learn_authority`] is given the kept ones.
    pub fn rows_of_authority(&self, authority: &AuthorityId, random: &mut dyn CryptoRng) -> Vec<HeldKey> {
        rows_of_authority(&self.root, authority, random)
    }

    /// Takes up the rows of an authority that another node has added.
    pub fn learn_authority(&self, rows: &[HeldKey]) -> Result<(), KeyError> {
        rows.iter().filter(|r| r.purpose == Purpose::Authority).try_for_each(|row| self.open_authority(row, rows))
    }

    /// The authorities that have keys.
    pub fn authorities(&self) -> Vec<AuthorityId> {
        self.authorities.read().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }

    /// The keys of an authority.
    pub fn authority_key(&self, authority: &AuthorityId) -> Result<Arc<AuthorityKeys>, KeyError> {
        let authorities = self.authorities.read().unwrap_or_else(PoisonError::into_inner);
        authorities.get(authority).cloned().ok_or_else(|| KeyError::NoAuthority(authority.clone()))
    }

    /// A new key for a new file, and the row to keep *before* anything sealed with it is written.
    pub fn new_file_key(
        &self,
        file: FileId,
        authority: &AuthorityId,
        random: &mut dyn CryptoRng,
    ) -> Result<(FileKey, KeyRow), KeyError> {
        let wrapping = self.authority_key(authority)?;
        let secret = new_secret(random);
        let wrapped = wrap(&wrapping.wrapping, print_of_file(file, authority), &secret);
        let key = FileKey::from_bytes(&secret);
        self.files.put(file, key.clone());
        Ok((key, KeyRow { file, authority: authority.clone(), wrapped }))
    }

    /// The key of a file, if it was unwrapped not long ago.
    pub fn cached(&self, file: FileId) -> Option<FileKey> {
        self.files.get(file)
    }

    /// Unwraps the key of a file and keeps it at hand.
    pub fn unwrap(&self, row: &KeyRow) -> Result<FileKey, KeyError> {
        if let Some(key) = self.files.get(row.file) {
            return Ok(key);
        }
        let key = self.unwrap_once(row)?;
        self.files.put(row.file, key.clone());
        Ok(key)
    }

    /// Unwraps the key of a file without keeping it: for a walk over all files, which would let go of every key in use.
    pub fn unwrap_once(&self, row: &KeyRow) -> Result<FileKey, KeyError> {
        let wrapping = self.authority_key(&row.authority)?;
        let secret = unwrap(&wrapping.wrapping, print_of_file(row.file, &row.authority), &row.wrapped)
            .ok_or_else(|| KeyError::Damaged(format!("file {}", row.file)))?;
        Ok(FileKey::from_bytes(&secret))
    }

    /// Forgets the key of a file that was destroyed.
    pub fn forget(&self, file: FileId) {
        self.files.forget(file);
    }

    /// The key for drafts of a period ([`draft_period`]); none when it was never made or is let go.
    pub fn draft_key(&self, period: i64) -> Option<FileKey> {
        self.drafts.read().unwrap_or_else(PoisonError::into_inner).get(&period).cloned()
    }

    /// Makes the key for drafts of a period and the row to keep. When the row cannot be kept because another node was faster, give its
    /// row to [`Keys::learn_draft_key`] instead.
    pub fn new_draft_key(&self, period: i64, random: &mut dyn CryptoRng) -> (FileKey, HeldKey) {
        let secret = new_secret(random);
        let row = HeldKey { authority: None, purpose: Purpose::Draft, period, wrapped: Vec::new() };
        let wrapped = wrap(self.root.bytes(), print_of(&row), &secret);
        (FileKey::from_bytes(&secret), HeldKey { wrapped, ..row })
    }

    /// Takes up a kept draft key.
    pub fn learn_draft_key(&self, row: &HeldKey) -> Result<FileKey, KeyError> {
        let key = FileKey::from_bytes(&*unheld(self.root.bytes(), row)?);
        self.drafts.write().unwrap_or_else(PoisonError::into_inner).insert(row.period, key.clone());
        Ok(key)
    }

    /// Lets go of the draft keys before a period. Delete their rows too: then those drafts are unreadable.
    pub fn forget_draft_keys_before(&self, period: i64) {
        self.drafts.write().unwrap_or_else(PoisonError::into_inner).retain(|kept, _| *kept >= period);
    }

    /// Seals what belongs to sign-in accounts.
    pub fn account_key(&self) -> &FileKey {
        &self.accounts
    }

    /// A keyed hash by which the instance looks something up. `what` keeps the uses apart; it is one of our own words, without NUL.
    pub fn lookup_hash(&self, what: &str, bytes: &[u8]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.lookup);
        context.update(what.as_bytes());
        context.update(&[0]);
        context.update(bytes);
        let mut hash = [0; 32];
        hash.copy_from_slice(context.sign().as_ref());
        hash
    }

    /// The keyed hash that answers whether a file of somebody was destroyed, under a key of its own for each authority.
    pub fn stub_hash(&self, authority: &AuthorityId, person: &str) -> [u8; 32] {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.lookup_hash("stub", authority.as_str().as_bytes()));
        let mut hash = [0; 32];
        hash.copy_from_slice(hmac::sign(&key, person.as_bytes()).as_ref());
        hash
    }

    /// The signer of the audit log `origin`.
    pub fn audit_signer(&self, origin: &str) -> AuditSigner {
        AuditSigner::new(origin, &self.signing)
    }

    fn open_authority(&self, row: &HeldKey, rows: &[HeldKey]) -> Result<(), KeyError> {
        let Some(authority) = &row.authority else {
            return Err(KeyError::Damaged("an authority without a name".to_owned()));
        };
        let wrapping = unheld(self.root.bytes(), row)?;
        let own = |purpose: Purpose| {
            let row = rows.iter().find(|r| r.purpose == purpose && r.authority.as_ref() == Some(authority));
            unheld(&wrapping, row.ok_or(KeyError::Lacking(purpose.code()))?)
        };
        let keys = AuthorityKeys {
            index: IndexKey::from_bytes(&*own(Purpose::Index)?),
            walled_index: IndexKey::from_bytes(&*own(Purpose::WalledIndex)?),
            import: hmac::Key::new(hmac::HMAC_SHA256, own(Purpose::Import)?.as_slice()),
            link: FileKey::from_bytes(&*own(Purpose::AdoptionLink)?),
            shared: FileKey::from_bytes(&*own(Purpose::Shared)?),
            wrapping,
        };
        self.authorities.write().unwrap_or_else(PoisonError::into_inner).insert(authority.clone(), Arc::new(keys));
        Ok(())
    }
}

impl AuthorityKeys {
    /// The key of the index: of files behind the adoption wall, or of all others.
    pub fn index_key(&self, walled: bool) -> &IndexKey {
        if walled { &self.walled_index } else { &self.index }
    }

    /// The hash under which the key of an imported row is kept: unique in the authority for that kind of record.
    pub fn import_hash(&self, kind: &str, key: &str) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.import);
        // The length keeps `ab`+`c` and `a`+`bc` apart.
        context.update(&(kind.len() as u64).to_be_bytes());
        context.update(kind.as_bytes());
        context.update(key.as_bytes());
        let mut hash = [0; 32];
        hash.copy_from_slice(context.sign().as_ref());
        hash
    }

    /// Seals the links between the two files of an adopted child.
    pub fn link(&self) -> &FileKey {
        &self.link
    }

    /// Seals what belongs to the authority and to no file.
    pub fn shared(&self) -> &FileKey {
        &self.shared
    }
}

/// Say that there are keys, never which.
impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keys({} authorities)", self.authorities().len())
    }
}

impl std::fmt::Debug for AuthorityKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AuthorityKeys(sealed)")
    }
}

/// The draft-key period that a moment falls in.
pub fn draft_period(at: jiff::Timestamp) -> i64 {
    at.as_second().div_euclid(DRAFT_KEY_DAYS * 86_400)
}

#[cfg(test)]
mod tests;
