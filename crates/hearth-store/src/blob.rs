//! Documents: sealed chunks on disk under a key of their own, and that key once for each file the document belongs to.
//!
//! A document is stored first ([`Store::blob_writer`]) and joined to files by a [`Change`](crate::Change). Until then its key is
//! only in memory: a document that was never joined is unreadable for ever, and [`Store::sweep_blobs`] removes it. When a file is
//! destroyed its wraps go; the document goes with the last of them.

mod chunks;

use std::collections::HashSet;
use std::io::Read;

use hearth_record::ids::{BlobId, FileId};
use jiff::Timestamp;
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::{
    Store,
    driver::{Place, Step, Value, params},
    error::StoreError,
    seal::{Aad, FileKey},
};

pub use chunks::{BlobReader, CHUNK};
pub(crate) use chunks::{disk, flush_folder, path_of};

type Secret = Zeroizing<[u8; 32]>;

/// Bytes of what is sealed under a file's key: the document's key, its length, its hash.
const WRAP: usize = 32 + 8 + 32;

/// A document on disk, and what is needed to join it to files: give it to [`NewBlob`]. It holds the document's key, so it has no
/// `Debug` that would show it and should not be kept.
#[derive(Clone)]
pub struct StoredBlob {
    id: BlobId,
    length: u64,
    hash: [u8; 32],
    sealed_length: u64,
    sealed_hash: [u8; 32],
    secret: Secret,
    /// The file it was taken from, when it is joined to another one.
    from: Option<FileId>,
}

impl StoredBlob {
    /// Its id, for the record that describes it.
    pub fn id(&self) -> BlobId {
        self.id
    }

    /// How many bytes it has.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// SHA-256 of the document, for the record that describes it. Personal data, as any hash of a known document: keep it sealed.
    pub fn hash(&self) -> [u8; 32] {
        self.hash
    }

    fn to_wrap(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(WRAP));
        bytes.extend_from_slice(self.secret.as_slice());
        bytes.extend_from_slice(&self.length.to_be_bytes());
        bytes.extend_from_slice(&self.hash);
        bytes
    }

    fn of_wrap(id: BlobId, from: FileId, wrap: &[u8]) -> Option<Self> {
        let (secret, rest) = wrap.split_first_chunk::<32>()?;
        let (length, hash) = rest.split_first_chunk::<8>()?;
        Some(Self {
            id,
            length: u64::from_be_bytes(*length),
            hash: hash.try_into().ok()?,
            sealed_length: 0,
            sealed_hash: [0; 32],
            secret: Zeroizing::new(*secret),
            from: Some(from),
        })
    }
}

impl std::fmt::Debug for StoredBlob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "StoredBlob({}, {} bytes)", self.id, self.length)
    }
}

/// A document that was stored before and belongs to a file from now on.
#[derive(Clone, Debug)]
pub struct NewBlob {
    /// Which file.
    pub file: FileId,
    /// The document.
    pub blob: StoredBlob,
}

impl NewBlob {
    /// The statements that join it to its file, whose key is `key`. A document taken from another file is still joined to that one
    /// when they run, or the whole commit is refused: it may have been destroyed since.
    pub(crate) fn steps(&self, key: &FileKey, random: &mut dyn CryptoRng) -> Vec<Step> {
        const STILL_THERE: &str = "SELECT blob FROM blob_key WHERE file = $1 AND blob = $2 LOCKED";
        const PLACE: &str = "INSERT INTO blob (id, length, hash) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";
        const JOIN: &str =
            "INSERT INTO blob_key (file, blob, sealed) VALUES ($1, $2, $3) ON CONFLICT (file, blob) DO NOTHING";
        let (file, blob) = (self.file, &self.blob);
        let first = match blob.from {
            Some(from) => Step::new(STILL_THERE, params![from, blob.id]).or(gone(blob.id)),
            // INVARIANT: no document of ours has 2^63 bytes.
            None => Step::new(
                PLACE,
                params![blob.id, i64::try_from(blob.sealed_length).unwrap_or(i64::MAX), blob.sealed_hash],
            ),
        };
        let sealed = key.seal(&Aad::blob_key(blob.id, file), &blob.to_wrap(), random);
        vec![first, Step::new(JOIN, params![file, blob.id, sealed])]
    }
}

fn gone(blob: BlobId) -> StoreError {
    StoreError::Refused(format!("document {blob} does not belong to that file: load the file again"))
}

/// Stores a document piece by piece. Dropped before [`finish`](Self::finish) it leaves nothing.
pub struct BlobWriter {
    store: Store,
    chunks: chunks::Chunks,
    limit: u64,
}

impl BlobWriter {
    /// Takes the next bytes. Writes to the disk, so call it where blocking is allowed.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        if self.chunks.length().saturating_add(bytes.len() as u64) > self.limit {
            return Err(StoreError::Refused(format!(
                "the document is larger than {} bytes: split it, or store a smaller copy",
                self.limit
            )));
        }
        self.chunks.write(bytes, &mut **self.store.random())
    }

    /// Ends the document. It is flushed to the disk when this returns, and belongs to no file yet.
    pub fn finish(self) -> Result<StoredBlob, StoreError> {
        let Self { store, chunks, .. } = self;
        let mut random = store.random();
        chunks.finish(&mut **random)
    }
}

impl Store {
    /// Begins to store a document of at most `limit` bytes.
    pub fn blob_writer(&self, at: Timestamp, limit: u64) -> Result<BlobWriter, StoreError> {
        let mut random = self.random();
        let blob = BlobId::new(at, &mut **random);
        let chunks = chunks::Chunks::start(self.blobs(), blob, &mut **random)?;
        drop(random);
        Ok(BlobWriter { store: self.clone(), chunks, limit })
    }

    /// Stores what `source` gives, at most `limit` bytes, in bounded memory.
    pub async fn blob_put(
        &self,
        source: impl Read + Send + 'static,
        limit: u64,
        at: Timestamp,
    ) -> Result<StoredBlob, StoreError> {
        let mut writer = self.blob_writer(at, limit)?;
        blocking(move || {
            let mut source = source;
            let mut piece = Zeroizing::new(vec![0; CHUNK]);
            loop {
                match source.read(&mut piece) {
                    Ok(0) => return writer.finish(),
                    Ok(n) => writer.write(&piece[..n])?,
                    Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                    Err(e) => {
                        return Err(StoreError::Disk {
                            what: "reading the document to be stored".to_owned(),
                            why: e.to_string(),
                        });
                    }
                }
            }
        })
        .await
    }

    /// The documents that belong to a file.
    pub async fn blobs_of(&self, file: FileId) -> Result<Vec<BlobId>, StoreError> {
        const SQL: &str = "SELECT blob FROM blob_key WHERE file = $1 ORDER BY blob";
        self.driver().query(Place::Data, SQL, params![file]).await?.iter().map(|row| row.id(0)).collect()
    }

    /// A document of a file, to be joined to another file too. Nothing is copied: both files have the same document.
    pub async fn blob(&self, file: FileId, blob: BlobId) -> Result<StoredBlob, StoreError> {
        const SQL: &str = "SELECT sealed FROM blob_key WHERE file = $1 AND blob = $2";
        let row = self.driver().first(Place::Data, SQL, params![file, blob]).await?.ok_or_else(|| gone(blob))?;
        let key = self.file_key(file).await?;
        let wrap = key.open(&Aad::blob_key(blob, file), row.bytes(0)?).map_err(|source| StoreError::Sealed {
            what: format!("the key of document {blob} for file {file}"),
            source,
        })?;
        StoredBlob::of_wrap(blob, file, &wrap)
            .ok_or_else(|| StoreError::Form(format!("the key of document {blob} has another length")))
    }

    /// Opens a document of a file for reading. Opening is not access: the caller has decided that and notes it.
    pub async fn blob_reader(&self, file: FileId, blob: BlobId) -> Result<BlobReader, StoreError> {
        BlobReader::open(self.blobs(), self.blob(file, blob).await?)
    }

    /// A whole document, its hash checked. Wiped when dropped. For what is known to be small; larger ones go by [`Store::blob_reader`].
    pub async fn blob_read(&self, file: FileId, blob: BlobId) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let mut reader = self.blob_reader(file, blob).await?;
        blocking(move || {
            let mut whole = Zeroizing::new(Vec::with_capacity(usize::try_from(reader.length()).unwrap_or(0)));
            while let Some(chunk) = reader.next_chunk()? {
                whole.extend_from_slice(&chunk);
            }
            Ok(whole)
        })
        .await
    }

    /// A second document with the same content, under another id and another key: nothing stored joins the two.
    pub async fn blob_copy(&self, file: FileId, blob: BlobId, at: Timestamp) -> Result<StoredBlob, StoreError> {
        let mut reader = self.blob_reader(file, blob).await?;
        let mut writer = self.blob_writer(at, u64::MAX)?;
        blocking(move || {
            while let Some(chunk) = reader.next_chunk()? {
                writer.write(&chunk)?;
            }
            writer.finish()
        })
        .await
    }

    /// Removes documents on disk that belong to no file and were last changed before `before`, and says how many. Choose `before` at
    /// least a day back, so that a document whose change is on its way is left alone.
    pub async fn sweep_blobs(&self, before: Timestamp) -> Result<u64, StoreError> {
        let rows = self.driver().query(Place::Data, "SELECT id FROM blob", Vec::new()).await?;
        let kept = rows.iter().map(|row| row.id(0)).collect::<Result<HashSet<BlobId>, _>>()?;
        let dir = self.blobs().to_owned();
        blocking(move || chunks::sweep(&dir, before.into(), &|blob| kept.contains(&blob))).await
    }

    /// Removes from the disk those of these documents that no file has any more.
    pub(crate) async fn remove_blobs(&self, blobs: Vec<BlobId>) -> Result<(), StoreError> {
        if blobs.is_empty() {
            return Ok(());
        }
        let rows = self
            .driver()
            .query(Place::Data, "SELECT id FROM blob WHERE id IN LIST($1)", vec![Value::ids(blobs.iter().copied())])
            .await?;
        let kept = rows.iter().map(|row| row.id(0)).collect::<Result<HashSet<BlobId>, _>>()?;
        let dir = self.blobs().to_owned();
        blocking(move || {
            for blob in blobs.into_iter().filter(|b| !kept.contains(b)) {
                let path = path_of(&dir, blob);
                match std::fs::remove_file(&path) {
                    Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                        return Err(disk("removing the document", &path)(e));
                    }
                    _ => {}
                }
            }
            Ok(())
        })
        .await
    }
}

/// Runs what blocks on a thread that may block.
pub(crate) async fn blocking<T: Send + 'static>(
    act: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(act).await.map_err(|_| StoreError::Closing)?
}
