//! The keyed index: how a term becomes what stands in the database.
//!
//! A row of the index is a *token* (8 bytes) and a *reference* (16 bytes). The token is a keyed hash of the term, so it holds no
//! name and two kinds of term never meet. The reference is the file's id encrypted under a key that comes from the term
//! itself: who knows the term and the index key can open it; who has the table alone cannot join the rows of one child.
//! Files behind the adoption wall are keyed by another [`IndexKey`].

use aes::Aes256;
use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use aws_lc_rs::hmac;
use hearth_record::find::Term;
use hearth_record::ids::FileId;

use crate::seal::KEY_LEN;

/// What a row of the index refers to, encrypted.
pub type Reference = [u8; 16];

/// The key of an index: one an authority for open files, another for files behind the adoption wall.
#[derive(Clone)]
pub struct IndexKey(hmac::Key);

/// A term that has been keyed: the token to ask for and the key of its references. Keying costs about a microsecond; opening a
/// reference far less, so key once and open many.
pub struct KeyedTerm {
    token: i64,
    cipher: Aes256,
}

impl IndexKey {
    /// The index key of these bytes.
    pub fn from_bytes(bytes: &[u8; KEY_LEN]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA512, bytes))
    }

    /// Keys a term: one HMAC-SHA-512 gives 8 bytes of token and, apart from them, 32 bytes of key.
    pub fn keyed(&self, term: &Term) -> KeyedTerm {
        let mut context = hmac::Context::with_key(&self.0);
        context.update(&[term.kind.code()]);
        context.update(term.text.as_bytes());
        let tag = context.sign();
        let bytes = tag.as_ref();
        let (mut token, mut key) = ([0_u8; 8], [0_u8; KEY_LEN]);
        token.copy_from_slice(&bytes[..8]);
        key.copy_from_slice(&bytes[32..]);
        KeyedTerm { token: i64::from_be_bytes(token), cipher: Aes256::new(&key.into()) }
    }

    /// The token of a term.
    pub fn token(&self, term: &Term) -> i64 {
        self.keyed(term).token()
    }

    /// The reference to `file` that stands beside the token of `term`.
    pub fn reference(&self, term: &Term, file: FileId) -> Reference {
        self.keyed(term).reference(file)
    }

    /// The file that a reference beside the token of `term` means.
    pub fn open_reference(&self, term: &Term, reference: &Reference) -> FileId {
        self.keyed(term).open(reference)
    }
}

/// Says that there is a key, never which.
impl std::fmt::Debug for IndexKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IndexKey(sealed)")
    }
}

impl KeyedTerm {
    /// The token, as the database keeps it.
    pub fn token(&self) -> i64 {
        self.token
    }

    /// The reference to a file. The same term and file always give the same one, so that a row can be found again and removed.
    pub fn reference(&self, file: FileId) -> Reference {
        let mut block = file.as_bytes().into();
        self.cipher.encrypt_block(&mut block);
        block.into()
    }

    /// The file that a reference means. Bytes that were never a reference give an id of no file.
    pub fn open(&self, reference: &Reference) -> FileId {
        let mut block = (*reference).into();
        self.cipher.decrypt_block(&mut block);
        FileId::from_bytes(block.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearth_record::find::TermKind;
    use proptest::prelude::*;

    fn term(kind: TermKind, text: &str) -> Term {
        Term { kind, text: text.to_owned() }
    }

    #[test]
    fn one_child_cannot_be_joined_across_two_terms() {
        let key = IndexKey::from_bytes(&[3; 32]);
        let child = FileId::from_bytes([5; 16]);
        let (surname, born) = (term(TermKind::Name, "aspinall"), term(TermKind::Born, "2014-03-02"));
        assert_ne!(key.reference(&surname, child), key.reference(&born, child));
        assert_ne!(key.reference(&surname, child), child.as_bytes());
    }

    #[test]
    fn the_same_text_as_a_name_and_as_a_sound_are_two_terms() {
        let key = IndexKey::from_bytes(&[3; 32]);
        assert_ne!(key.token(&term(TermKind::Name, "lee")), key.token(&term(TermKind::Sound, "lee")));
    }

    #[test]
    fn the_walled_index_shares_no_token_with_the_open_one() {
        let (open, walled) = (IndexKey::from_bytes(&[3; 32]), IndexKey::from_bytes(&[4; 32]));
        let name = term(TermKind::Name, "aspinall");
        assert_ne!(open.token(&name), walled.token(&name));
        let child = FileId::from_bytes([5; 16]);
        assert_ne!(walled.open_reference(&name, &open.reference(&name, child)), child);
    }

    proptest! {
        #[test]
        fn a_reference_opens_to_the_file_it_was_made_for(text in ".{0,40}", id in any::<[u8; 16]>()) {
            let key = IndexKey::from_bytes(&[3; 32]);
            let name = term(TermKind::Name, &text);
            let file = FileId::from_bytes(id);
            prop_assert_eq!(key.open_reference(&name, &key.reference(&name, file)), file);
        }
    }
}
