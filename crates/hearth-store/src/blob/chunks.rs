//! One document on disk: sealed chunks behind one another.
//!
//! Every chunk but the last holds [`CHUNK`] bytes of the document, so the place of each is known. A chunk is bound to the
//! document, its number and whether it is the last, so chunks cannot be changed, swapped, repeated or left out unseen. The hash of
//! the whole document is checked before its last chunk is given out.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use hearth_record::ids::BlobId;
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use super::{Secret, StoredBlob};
use crate::{
    error::StoreError,
    seal::{Aad, FileKey, OVERHEAD},
};

/// Bytes of the document in a chunk: 256 KiB.
pub const CHUNK: usize = 256 * 1024;
/// Where documents stand until they are whole.
const UNFINISHED: &str = "unfinished";

pub(crate) fn disk(what: &str, path: &Path) -> impl Fn(std::io::Error) -> StoreError {
    let what = format!("{what} {}", path.display());
    move |e| match e.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded | std::io::ErrorKind::FileTooLarge => {
            StoreError::DiskFull
        }
        _ => StoreError::Disk { what: what.clone(), why: e.to_string() },
    }
}

/// Where a document stands: in one of 256 folders, named by the last two digits of its id, which are random.
pub(crate) fn path_of(dir: &Path, blob: BlobId) -> PathBuf {
    let name = blob.to_string();
    dir.join(&name[name.len() - 2..]).join(name)
}

/// Flushes a folder, so that a name in it survives a power cut.
pub(crate) fn flush_folder(dir: &Path) -> Result<(), StoreError> {
    File::open(dir).and_then(|d| d.sync_all()).map_err(disk("flushing the folder", dir))
}

/// A document that is being stored. Dropped before [`finish`](Self::finish) it leaves nothing.
pub(super) struct Chunks {
    dir: PathBuf,
    blob: BlobId,
    secret: Secret,
    key: FileKey,
    file: Option<File>,
    unfinished: PathBuf,
    waiting: Zeroizing<Vec<u8>>,
    chunk: u64,
    length: u64,
    sealed_length: u64,
    plain: Sha256,
    sealed: Sha256,
}

impl Chunks {
    pub(super) fn start(dir: &Path, blob: BlobId, random: &mut dyn CryptoRng) -> Result<Self, StoreError> {
        let mut secret = Zeroizing::new([0; 32]);
        random.fill_bytes(secret.as_mut_slice());
        let folder = dir.join(UNFINISHED);
        fs::create_dir_all(&folder).map_err(disk("making the folder", &folder))?;
        let unfinished = folder.join(blob.to_string());
        let file = File::create_new(&unfinished).map_err(disk("making the document", &unfinished))?;
        Ok(Self {
            dir: dir.to_owned(),
            blob,
            key: FileKey::from_bytes(&secret),
            secret,
            file: Some(file),
            unfinished,
            waiting: Zeroizing::new(Vec::with_capacity(CHUNK)),
            chunk: 0,
            length: 0,
            sealed_length: 0,
            plain: Sha256::new(),
            sealed: Sha256::new(),
        })
    }

    pub(super) fn length(&self) -> u64 {
        self.length
    }

    pub(super) fn write(&mut self, mut bytes: &[u8], random: &mut dyn CryptoRng) -> Result<(), StoreError> {
        self.plain.update(bytes);
        self.length += bytes.len() as u64;
        while !bytes.is_empty() {
            // A full chunk waits for the byte behind it: only then is it known not to be the last.
            if self.waiting.len() == CHUNK {
                self.seal(false, random)?;
            }
            let (now, later) = bytes.split_at(bytes.len().min(CHUNK - self.waiting.len()));
            self.waiting.extend_from_slice(now);
            bytes = later;
        }
        Ok(())
    }

    fn seal(&mut self, last: bool, random: &mut dyn CryptoRng) -> Result<(), StoreError> {
        let sealed = self.key.seal(&Aad::blob(self.blob, self.chunk, last), &self.waiting, random);
        self.waiting.zeroize();
        let Some(file) = &mut self.file else { return Err(StoreError::Closing) };
        file.write_all(&sealed).map_err(disk("writing the document", &self.unfinished))?;
        self.sealed.update(&sealed);
        self.sealed_length += sealed.len() as u64;
        self.chunk += 1;
        Ok(())
    }

    /// Seals the last chunk and flushes document and folders: when this returns, a power cut takes nothing of it.
    pub(super) fn finish(mut self, random: &mut dyn CryptoRng) -> Result<StoredBlob, StoreError> {
        self.seal(true, random)?;
        let place = path_of(&self.dir, self.blob);
        let folder = place.parent().unwrap_or(&self.dir);
        fs::create_dir_all(folder).map_err(disk("making the folder", folder))?;
        if let Some(file) = self.file.take() {
            file.sync_all().map_err(disk("flushing the document", &self.unfinished))?;
        }
        fs::rename(&self.unfinished, &place).map_err(disk("placing the document", &place))?;
        flush_folder(folder)?;
        flush_folder(&self.dir)?;
        Ok(StoredBlob {
            id: self.blob,
            length: self.length,
            hash: self.plain.clone().finalize().into(),
            sealed_length: self.sealed_length,
            sealed_hash: self.sealed.clone().finalize().into(),
            secret: self.secret.clone(),
            from: None,
        })
    }
}

impl Drop for Chunks {
    fn drop(&mut self) {
        // After `finish` it has moved and nothing is there to remove.
        let _ = fs::remove_file(&self.unfinished);
    }
}

/// A document that is being read, chunk by chunk.
pub struct BlobReader {
    stored: StoredBlob,
    key: FileKey,
    file: File,
    path: PathBuf,
    chunk: u64,
    chunks: u64,
    hash: Sha256,
}

impl BlobReader {
    pub(super) fn open(dir: &Path, stored: StoredBlob) -> Result<Self, StoreError> {
        let path = path_of(dir, stored.id);
        let file = File::open(&path).map_err(disk("opening the document", &path))?;
        let chunks = stored.length.div_ceil(CHUNK as u64).max(1);
        let key = FileKey::from_bytes(&stored.secret);
        Ok(Self { stored, key, file, path, chunk: 0, chunks, hash: Sha256::new() })
    }

    /// How many bytes the document has.
    pub fn length(&self) -> u64 {
        self.stored.length
    }

    /// The next bytes of the document, at most [`CHUNK`]; none at its end. What was changed on disk is an error that tells where. The
    /// last bytes are given out only when the hash of the whole is the one it was stored with.
    pub fn next_chunk(&mut self) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
        if self.chunk == self.chunks {
            return Ok(None);
        }
        let last = self.chunk + 1 == self.chunks;
        let from = self.chunk * (CHUNK + OVERHEAD) as u64;
        // One byte more than a chunk has: a document that was lengthened shows at its end.
        let mut sealed = Vec::with_capacity(CHUNK + OVERHEAD + 1);
        let room = (CHUNK + OVERHEAD) as u64 + u64::from(last);
        self.file.seek(SeekFrom::Start(from)).map_err(disk("reading the document", &self.path))?;
        (&self.file).take(room).read_to_end(&mut sealed).map_err(disk("reading the document", &self.path))?;
        let opened = self.key.open(&Aad::blob(self.stored.id, self.chunk, last), &sealed);
        let plain = opened.map_err(|source| StoreError::Sealed { what: self.place(from, sealed.len()), source })?;
        self.hash.update(plain.as_slice());
        self.chunk += 1;
        if last && <[u8; 32]>::from(self.hash.clone().finalize()) != self.stored.hash {
            let why = format!("document {} does not have the hash it was stored with", self.stored.id);
            return Err(StoreError::Form(why));
        }
        Ok(Some(plain))
    }

    fn place(&self, from: u64, length: usize) -> String {
        let (chunk, until, path) = (self.chunk + 1, from + length as u64, self.path.display());
        format!("chunk {chunk} of {} of document {}, bytes {from} to {until} of {path},", self.chunks, self.stored.id)
    }
}

/// Removes what nobody refers to: documents that were never finished or never joined to a file, older than `before`, and says how
/// many went. `keep` says of a document whether it is joined to a file.
pub(super) fn sweep(
    dir: &Path,
    before: std::time::SystemTime,
    keep: &dyn Fn(BlobId) -> bool,
) -> Result<u64, StoreError> {
    let mut swept = 0;
    for folder in fs::read_dir(dir).map_err(disk("reading the folder", dir))?.flatten() {
        let unfinished = folder.file_name() == UNFINISHED;
        let Ok(entries) = fs::read_dir(folder.path()) else { continue };
        for entry in entries.flatten() {
            let Some(blob) = entry.file_name().to_str().and_then(|n| n.parse().ok()) else { continue };
            let old = entry.metadata().and_then(|m| m.modified()).is_ok_and(|changed| changed < before);
            if old && (unfinished || !keep(blob)) {
                fs::remove_file(entry.path()).map_err(disk("removing the document", &entry.path()))?;
                swept += 1;
            }
        }
    }
    Ok(swept)
}
