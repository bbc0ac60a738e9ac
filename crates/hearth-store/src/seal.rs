//! The seal: AES-256-GCM over a whole body, bound to the place where it stands.
//!
//! A sealed body is `version byte ‖ nonce (12) ‖ ciphertext ‖ tag (16)`. What it is bound to ([`Aad`]) is not stored: it is
//! said again at each opening, so a body that was moved to another file, record or version does not open there.
//! Nonces are random; a file's key seals far fewer than 2³² bodies (NIST SP 800-38D §8.3).

use std::sync::Arc;

use aws_lc_rs::aead::{AES_256_GCM, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use hearth_record::ids::{AccountId, BlobId, EntryId, FileId, RecordId};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

/// The only form of seal so far.
const FORM: u8 = 1;
/// Bytes that a seal adds to a body.
pub const OVERHEAD: usize = 1 + NONCE_LEN + TAG_LEN;
const TAG_LEN: usize = 16;
/// Bytes of a key.
pub const KEY_LEN: usize = 32;

/// Why a sealed body did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Fewer bytes than any seal has.
    #[error("the sealed body is {0} bytes long, shorter than any seal: it was cut off; restore it from a backup")]
    Truncated(usize),
    /// A form that this build does not know.
    #[error("the sealed body has form {0}, which this build does not know: it was written by a newer one")]
    UnknownForm(u8),
    /// The bytes, the key or the place are not those it was sealed with.
    #[error(
        "the sealed body does not open: its bytes were changed, or it stands in another place than it was sealed for"
    )]
    DoesNotOpen,
}

/// What a sealed body is bound to. Two places never share the same bytes: each begins with its own letter, and everything
/// of variable length stands last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Aad(Vec<u8>);

impl Aad {
    fn of(place: u8, parts: &[&[u8]]) -> Self {
        let mut bytes = Vec::with_capacity(64);
        bytes.push(place);
        for part in parts {
            bytes.extend_from_slice(part);
        }
        Self(bytes)
    }

    /// One version of a record.
    pub fn version(file: FileId, record: RecordId, version: u32, kind: &str) -> Self {
        Self::of(b'v', &[&file.as_bytes(), &record.as_bytes(), &version.to_be_bytes(), kind.as_bytes()])
    }

    /// The digest of a file.
    pub fn digest(file: FileId) -> Self {
        Self::of(b'd', &[&file.as_bytes()])
    }

    /// The sealed side row of an audit entry.
    pub fn entry(entry: EntryId) -> Self {
        Self::of(b'e', &[&entry.as_bytes()])
    }

    /// A word of the names in use, under its token in the index.
    pub fn word(token: i64) -> Self {
        Self::of(b'w', &[&token.to_be_bytes()])
    }

    /// A draft: whose, about which file (none before a file exists), on which form.
    pub fn draft(account: AccountId, file: Option<FileId>, form: &str) -> Self {
        let file = file.map_or([0; 16], |f| f.as_bytes());
        Self::of(b'f', &[&account.as_bytes(), &file, form.as_bytes()])
    }

    /// One chunk of a document. `last` tells the end, so that a document cut at a chunk's edge does not pass for whole.
    pub fn blob(blob: BlobId, chunk: u64, last: bool) -> Self {
        Self::of(b'b', &[&blob.as_bytes(), &chunk.to_be_bytes(), &[u8::from(last)]])
    }

    /// The key of a document, as wrapped for one of the files it belongs to.
    pub fn blob_key(blob: BlobId, file: FileId) -> Self {
        Self::of(b'k', &[&blob.as_bytes(), &file.as_bytes()])
    }

    /// The link between the two files of an adopted child, under its own random id.
    pub fn adoption_link(link: [u8; 16]) -> Self {
        Self::of(b'a', &[&link])
    }

    /// Something that belongs to a sign-in account, such as the secret of its second factor.
    pub fn account(account: AccountId, what: &str) -> Self {
        Self::of(b'u', &[&account.as_bytes(), what.as_bytes()])
    }

    fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A key that seals: one a file, and in the same form one a document, one for drafts and one for adoption links. Cheap to clone.
#[derive(Clone)]
pub struct FileKey(Arc<LessSafeKey>);

impl FileKey {
    /// The key of these bytes.
    #[expect(clippy::missing_panics_doc, reason = "the invariant rules it out")]
    pub fn from_bytes(bytes: &[u8; KEY_LEN]) -> Self {
        // INVARIANT: AES-256 takes exactly 32 bytes, which the type gives.
        let key = UnboundKey::new(&AES_256_GCM, bytes).expect("a key of 32 bytes is an AES-256 key");
        Self(Arc::new(LessSafeKey::new(key)))
    }

    /// Seals `plain` for the place `aad`, under a nonce drawn from `random`.
    #[expect(clippy::missing_panics_doc, reason = "the invariant rules it out")]
    pub fn seal(&self, aad: &Aad, plain: &[u8], random: &mut dyn CryptoRng) -> Vec<u8> {
        let mut nonce = [0_u8; NONCE_LEN];
        random.fill_bytes(&mut nonce);
        let mut sealed = Vec::with_capacity(plain.len() + OVERHEAD);
        sealed.push(FORM);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(plain);
        let body = sealed.get_mut(1 + NONCE_LEN..).unwrap_or_default();
        // INVARIANT: GCM refuses only above 64 GiB, which no `Vec` of ours reaches.
        let tag = self
            .0
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key(nonce),
                aws_lc_rs::aead::Aad::from(aad.as_bytes()),
                body,
            )
            .expect("a body below 64 GiB can be sealed");
        sealed.extend_from_slice(tag.as_ref());
        sealed
    }

    /// Opens what was sealed for the place `aad`.
    pub fn open(&self, aad: &Aad, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        if sealed.len() < OVERHEAD {
            return Err(SealError::Truncated(sealed.len()));
        }
        let (form, rest) = (sealed[0], &sealed[1..]);
        if form != FORM {
            return Err(SealError::UnknownForm(form));
        }
        let (nonce, body) = rest.split_at(NONCE_LEN);
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealError::DoesNotOpen)?;
        let mut plain = Zeroizing::new(body.to_vec());
        let opened = self
            .0
            .open_in_place(nonce, aws_lc_rs::aead::Aad::from(aad.as_bytes()), plain.as_mut_slice())
            .map_err(|_| SealError::DoesNotOpen)?
            .len();
        plain.truncate(opened);
        Ok(plain)
    }
}

/// Says that there is a key, never which.
impl std::fmt::Debug for FileKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileKey(sealed)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

    fn file(n: u8) -> FileId {
        FileId::from_bytes([n; 16])
    }

    fn record(n: u8) -> RecordId {
        RecordId::from_bytes([n; 16])
    }

    #[test]
    fn a_body_opens_only_in_the_place_it_was_sealed_for() {
        let mut random = ChaCha20Rng::seed_from_u64(1);
        let key = FileKey::from_bytes(&[7; 32]);
        let home = Aad::version(file(1), record(2), 3, "case_note");
        let sealed = key.seal(&home, b"seen at home", &mut random);
        assert_eq!(key.open(&home, &sealed).map(|p| p.to_vec()), Ok(b"seen at home".to_vec()));
        let elsewhere = [
            Aad::version(file(9), record(2), 3, "case_note"),
            Aad::version(file(1), record(9), 3, "case_note"),
            Aad::version(file(1), record(2), 4, "case_note"),
            Aad::version(file(1), record(2), 3, "visit"),
            Aad::digest(file(1)),
        ];
        for place in elsewhere {
            assert_eq!(key.open(&place, &sealed), Err(SealError::DoesNotOpen));
        }
        assert_eq!(FileKey::from_bytes(&[8; 32]).open(&home, &sealed), Err(SealError::DoesNotOpen));
    }

    #[test]
    fn the_same_body_sealed_twice_never_looks_the_same() {
        let mut random = ChaCha20Rng::seed_from_u64(2);
        let key = FileKey::from_bytes(&[7; 32]);
        let place = Aad::digest(file(1));
        assert_ne!(key.seal(&place, b"x", &mut random), key.seal(&place, b"x", &mut random));
    }

    #[test]
    fn a_body_cut_short_or_of_a_later_form_says_so() {
        let key = FileKey::from_bytes(&[7; 32]);
        let place = Aad::digest(file(1));
        assert_eq!(key.open(&place, &[1; 28]), Err(SealError::Truncated(28)));
        assert_eq!(key.open(&place, &[9; 40]), Err(SealError::UnknownForm(9)));
    }

    #[test]
    fn the_gcm_vector_of_the_standard_is_met() {
        // Test case 14 of the GCM specification: AES-256, zero key, zero nonce, one zero block, no AAD.
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &[0; 32]).expect("32 bytes"));
        let mut block = vec![0_u8; 16];
        let tag = key
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key([0; 12]),
                aws_lc_rs::aead::Aad::empty(),
                &mut block,
            )
            .expect("sealed");
        assert_eq!(block, hex("cea7403d4d606b6e074ec5d3baf39d18"));
        assert_eq!(tag.as_ref(), hex("d0d1c8a799996bf0265b98b5d48ab919"));
    }

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).expect("hex")).collect()
    }

    proptest! {
        #[test]
        fn any_changed_bit_is_noticed(body in proptest::collection::vec(any::<u8>(), 0..200), at in any::<proptest::sample::Index>(), bit in 0_u8..8) {
            let mut random = ChaCha20Rng::seed_from_u64(3);
            let key = FileKey::from_bytes(&[7; 32]);
            let place = Aad::digest(file(1));
            let mut sealed = key.seal(&place, &body, &mut random);
            prop_assert_eq!(key.open(&place, &sealed).map(|p| p.to_vec()), Ok(body));
            let i = at.index(sealed.len());
            sealed[i] ^= 1 << bit;
            prop_assert!(key.open(&place, &sealed).is_err());
        }
    }
}
