//! Checkpoints: the size and root of the audit tree, signed, in the text form of C2SP `tlog-checkpoint` over `signed-note`.
//!
//! A checkpoint that left the building (a mailbox, a neighbour council, a printed page) shows later that nothing before it was
//! rewritten. Anyone with the public [`VerifierKey`] can check one; nothing else of this system is needed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::seal::KEY_LEN;
use crate::tree::Hash;

/// The type of signature within a note key: Ed25519.
const ED25519: u8 = 1;

/// What a checkpoint says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: one line a running instance, such as `hearth.example/audit/3f9c`.
    pub origin: String,
    /// How many entries the tree has.
    pub size: u64,
    /// Its root hash.
    pub root: Hash,
}

/// Why a checkpoint was not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The text has another form.
    #[error("this is no checkpoint: {0}")]
    Form(&'static str),
    /// Nobody whose key is known has signed it.
    #[error("the checkpoint is not signed by `{0}`: look for the note that this instance gave out")]
    NotSigned(String),
    /// The signature does not fit the text.
    #[error("the signature of `{0}` does not fit: the checkpoint was changed after it was signed")]
    Forged(String),
    /// It is the checkpoint of another log.
    #[error("the checkpoint belongs to the log `{0}`")]
    OtherLog(String),
}

/// Signs checkpoints. One key an instance, kept wrapped in the key database.
pub struct AuditSigner {
    name: String,
    key: SigningKey,
}

/// The public half: `name+keyid+key`, as C2SP `signed-note` writes it. Give it to whoever should be able to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    key: VerifyingKey,
}

impl Checkpoint {
    /// The text that is signed.
    fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, BASE64.encode(self.root))
    }

    fn parse(text: &str) -> Result<Self, CheckpointError> {
        let mut lines = text.lines();
        let mut line = |missing| lines.next().filter(|l| !l.is_empty()).ok_or(CheckpointError::Form(missing));
        let origin = line("the first line should name the log")?.to_owned();
        let size = line("the second line should be the number of entries")?;
        let root = line("the third line should be the root hash")?;
        let sound = size.bytes().all(|b| b.is_ascii_digit()) && (size == "0" || !size.starts_with('0'));
        let size = size
            .parse()
            .ok()
            .filter(|_| sound)
            .ok_or(CheckpointError::Form("the second line is not a number of entries"))?;
        let root = BASE64
            .decode(root)
            .ok()
            .and_then(|r| r.try_into().ok())
            .ok_or(CheckpointError::Form("the third line is not a SHA-256 hash in base64"))?;
        Ok(Self { origin, size, root })
    }
}

impl AuditSigner {
    /// The signer of the log `name` with this secret.
    pub fn new(name: &str, secret: &[u8; KEY_LEN]) -> Self {
        Self { name: name.to_owned(), key: SigningKey::from_bytes(secret) }
    }

    /// The name of the log, which is also the origin of its checkpoints.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The public half.
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// A signed checkpoint of the tree of this size and root.
    pub fn sign(&self, size: u64, root: Hash) -> String {
        let text = Checkpoint { origin: self.name.clone(), size, root }.text();
        let signature = self.key.sign(text.as_bytes());
        let blob = [&self.verifier().id()[..], &signature.to_bytes()].concat();
        format!("{text}\n\u{2014} {} {}\n", self.name, BASE64.encode(blob))
    }
}

/// Says whose signer it is, never the key.
impl std::fmt::Debug for AuditSigner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AuditSigner({})", self.name)
    }
}

impl VerifierKey {
    /// The first four bytes of the hash of name and key, which mark a signature as this key's.
    fn id(&self) -> [u8; 4] {
        let digest = Sha256::new()
            .chain_update(&self.name)
            .chain_update([b'\n', ED25519])
            .chain_update(self.key.as_bytes())
            .finalize();
        [digest[0], digest[1], digest[2], digest[3]]
    }

    /// The key of a text `name+keyid+key`.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let form = CheckpointError::Form("a verifier key reads name+keyid+key");
        let mut parts = text.trim().splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else { return Err(form) };
        let bytes = BASE64.decode(key).map_err(|_| form.clone())?;
        let Some((&ED25519, key)) = bytes.split_first() else { return Err(form) };
        let key = <&[u8; 32]>::try_from(key).ok().and_then(|k| VerifyingKey::from_bytes(k).ok()).ok_or(form.clone())?;
        let verifier = Self { name: name.to_owned(), key };
        if u32::from_str_radix(id, 16).ok() == Some(u32::from_be_bytes(verifier.id())) {
            Ok(verifier)
        } else {
            Err(form)
        }
    }

    /// Checks a signed note and gives the checkpoint in it. Signatures by others (witnesses) are passed over.
    pub fn open(&self, note: &str) -> Result<Checkpoint, CheckpointError> {
        let (body, signatures) =
            note.rsplit_once("\n\n").ok_or(CheckpointError::Form("no empty line stands before the signatures"))?;
        let text = format!("{body}\n");
        let signature = signatures
            .lines()
            .find_map(|l| self.own_signature(l))
            .ok_or_else(|| CheckpointError::NotSigned(self.name.clone()))?;
        self.key.verify_strict(text.as_bytes(), &signature).map_err(|_| CheckpointError::Forged(self.name.clone()))?;
        let checkpoint = Checkpoint::parse(&text)?;
        if checkpoint.origin == self.name { Ok(checkpoint) } else { Err(CheckpointError::OtherLog(checkpoint.origin)) }
    }

    fn own_signature(&self, line: &str) -> Option<Signature> {
        let (name, blob) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
        let blob = BASE64.decode(blob).ok()?;
        let (id, signature) = blob.split_first_chunk::<4>()?;
        (name == self.name && *id == self.id()).then(|| Signature::from_slice(signature).ok())?
    }
}

impl std::fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let key = [&[ED25519][..], self.key.as_bytes()].concat();
        write!(f, "{}+{:08x}+{}", self.name, u32::from_be_bytes(self.id()), BASE64.encode(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer() -> AuditSigner {
        AuditSigner::new("hearth.example/audit/3f9c", &[5; 32])
    }

    #[test]
    fn a_checkpoint_is_read_back_by_whoever_has_the_public_key() {
        let note = signer().sign(256, [7; 32]);
        let key = VerifierKey::parse(&signer().verifier().to_string()).expect("a key");
        let expected = Checkpoint { origin: "hearth.example/audit/3f9c".into(), size: 256, root: [7; 32] };
        assert_eq!(key.open(&note), Ok(expected));
        assert!(note.starts_with("hearth.example/audit/3f9c\n256\nBwcH"));
    }

    #[test]
    fn a_checkpoint_with_one_changed_letter_is_refused() {
        let note = signer().sign(256, [7; 32]);
        let key = signer().verifier();
        assert_eq!(
            key.open(&note.replace("\n256\n", "\n257\n")),
            Err(CheckpointError::Forged("hearth.example/audit/3f9c".into()))
        );
        for at in 0..note.len() {
            let mut bytes = note.clone().into_bytes();
            bytes[at] ^= 1;
            let Ok(text) = String::from_utf8(bytes) else { continue };
            assert!(key.open(&text).is_err() || at == note.len() - 1, "byte {at} was changed unseen");
        }
    }

    #[test]
    fn a_checkpoint_of_another_instance_is_refused() {
        let other = AuditSigner::new("other.example/audit", &[6; 32]);
        let key = signer().verifier();
        assert_eq!(
            key.open(&other.sign(1, [0; 32])),
            Err(CheckpointError::NotSigned("hearth.example/audit/3f9c".into()))
        );
    }

    #[test]
    fn the_key_and_note_of_the_signed_note_specification_are_understood() {
        // The Go package `note` documents this pair; it fixes the key id and the signature encoding.
        let key =
            VerifierKey::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").expect("a key");
        let note = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        // The signature holds; the text is no checkpoint, and that is what is said.
        assert_eq!(key.open(note), Err(CheckpointError::Form("the third line should be the root hash")));
        assert_eq!(key.open(&note.replace("think", "thing")), Err(CheckpointError::Forged("PeterNeumann".into())));
    }
}
