//! Backup and restore.
//!
//! A backup has two parts that are never kept together: the *data* (records, index, audit, documents), which may be kept for long,
//! and the *keys* (every key, wrapped, and the list of what was destroyed), which are kept for 35 days. Whoever finds one part can
//! read nothing; whoever finds both still lacks the root key. A destruction is complete when the last key backup from before it is
//! gone.
//!
//! Data are copied before keys, so every file in the copy has its key, unless it was destroyed in between: then the list says so.
//! Both are copied while the instance runs, each as of one moment.

mod postgres;
mod restore;
mod sqlite;

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use hearth_record::ids::BlobId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    Store,
    blob::{blocking, disk, flush_folder, path_of},
    driver::{Driver, Place, params},
    error::StoreError,
    hex::hex,
    migrate,
};

pub use restore::Restored;

/// The form of a backup.
const FORM: &str = "hearth backup 1";
/// What a backup says about itself.
const MANIFEST: &str = "backup.json";
/// The folder of the documents in the data part.
const DOCUMENTS: &str = "documents";

/// Where the two parts of a backup stand. Two folders, neither inside the other; better two machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFolders {
    /// The data part: kept as long as backups are kept.
    pub data: PathBuf,
    /// The key part: kept for 35 days, then destroyed.
    pub keys: PathBuf,
}

impl BackupFolders {
    fn check(&self) -> Result<(), StoreError> {
        let whole = |path: &Path| std::path::absolute(path).map_err(disk("finding the folder", path));
        let (data, keys) = (whole(&self.data)?, whole(&self.keys)?);
        if data.starts_with(&keys) || keys.starts_with(&data) {
            return Err(StoreError::Refused(
                "data and keys would stand in one folder: give the keys a folder of their own, better on another machine".to_owned(),
            ));
        }
        Ok(())
    }
}

/// What a part of a backup says about itself, so that a restore knows it whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the backup.
    pub backup: String,
    /// `data` or `keys`.
    pub part: String,
    /// `sqlite` or `postgres`; a backup is restored on the engine it was made on.
    pub engine: String,
    /// When it was made.
    pub at: Timestamp,
    /// The audit log that it belongs to.
    pub origin: String,
    /// The last migration that the database had.
    pub migration: i64,
    /// The signed checkpoint over the audit just before the copy; the data part only.
    pub checkpoint: Option<String>,
    /// The files of the copy.
    pub files: Vec<Part>,
    /// How many documents stand beside it; each is checked against the data.
    pub documents: u64,
}

/// One file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name in the folder.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
}

impl Store {
    /// Copies the instance into two folders that are made here, while it runs. Returns what each part says about itself.
    pub async fn backup(&self, folders: &BackupFolders, at: Timestamp) -> Result<(Manifest, Manifest), StoreError> {
        folders.check()?;
        let checkpoint = self.checkpoint(at).await?;
        let data = self.backup_part(Place::Data, &folders.data, at, Some(checkpoint)).await?;
        let keys = self.backup_part(Place::Keys, &folders.keys, at, None).await?;
        Ok((data, keys))
    }

    async fn backup_part(
        &self,
        place: Place,
        folder: &Path,
        at: Timestamp,
        checkpoint: Option<String>,
    ) -> Result<Manifest, StoreError> {
        make_new(folder)?;
        let names = match self.driver() {
            Driver::Sqlite(sqlite) => sqlite::copy(sqlite, place, folder).await?,
            Driver::Postgres(postgres) => postgres::copy(postgres, place, folder).await?,
        };
        // After the database: whatever document it knows was on the disk before.
        let documents = if place == Place::Data { self.copy_documents(folder).await? } else { 0 };
        let base = folder.to_owned();
        let files =
            blocking(move || names.into_iter().map(|name| part(&base, name)).collect::<Result<Vec<_>, _>>()).await?;
        let manifest = Manifest {
            backup: FORM.to_owned(),
            part: part_name(place).to_owned(),
            engine: engine(self.driver()).to_owned(),
            at,
            origin: self.origin().to_owned(),
            migration: migrate::newest(self.driver(), place).await?,
            checkpoint,
            files,
            documents,
        };
        write_manifest(folder, &manifest)?;
        Ok(manifest)
    }

    /// Copies every document that the database knows. One that was destroyed meanwhile is not there to copy.
    async fn copy_documents(&self, folder: &Path) -> Result<u64, StoreError> {
        const SQL: &str = "SELECT id FROM blob WHERE id > $1 ORDER BY id LIMIT 1000";
        let (from, to) = (self.blobs().to_owned(), folder.join(DOCUMENTS));
        let (mut past, mut copied) = (BlobId::from_bytes([0; 16]), 0);
        loop {
            let rows = self.driver().query(Place::Data, SQL, params![past]).await?;
            let blobs = rows.iter().map(|row| row.id(0)).collect::<Result<Vec<BlobId>, _>>()?;
            let Some(last) = blobs.last() else { return Ok(copied) };
            past = *last;
            let (from, to) = (from.clone(), to.clone());
            copied += blocking(move || copy_each(&from, &to, &blobs)).await?;
        }
    }
}

fn part_name(place: Place) -> &'static str {
    match place {
        Place::Data => "data",
        Place::Keys => "keys",
    }
}

fn engine(driver: &Driver) -> &'static str {
    match driver {
        Driver::Sqlite(_) => "sqlite",
        Driver::Postgres(_) => "postgres",
    }
}

/// A folder that only its owner can enter. One that holds a backup already is refused: backups are never written over.
fn make_new(folder: &Path) -> Result<(), StoreError> {
    if folder.join(MANIFEST).exists() {
        return Err(StoreError::Refused(format!(
            "there is a backup in {} already: choose another folder",
            folder.display()
        )));
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(disk("making the folder", folder))
}

/// Copies documents that are not there yet, each flushed; gives how many of them stand there.
fn copy_each(from: &Path, to: &Path, blobs: &[BlobId]) -> Result<u64, StoreError> {
    let mut there = 0;
    for blob in blobs {
        let (source, target) = (path_of(from, *blob), path_of(to, *blob));
        let folder = target.parent().unwrap_or(to);
        fs::create_dir_all(folder).map_err(disk("making the folder", folder))?;
        let same = |a: &Path, b: &Path| Some(a.metadata().ok()?.len() == b.metadata().ok()?.len());
        if same(&source, &target) != Some(true) {
            match fs::copy(&source, &target) {
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => continue,
                Err(e) => return Err(disk("copying the document", &target)(e)),
                Ok(_) => flush(&target)?,
            }
            flush_folder(folder)?;
        }
        there += 1;
    }
    Ok(there)
}

fn flush(path: &Path) -> Result<(), StoreError> {
    File::open(path).and_then(|f| f.sync_all()).map_err(disk("flushing", path))
}

/// Length and hash of a file, which is flushed.
fn part(folder: &Path, name: String) -> Result<Part, StoreError> {
    let path = folder.join(&name);
    flush(&path)?;
    let mut file = File::open(&path).map_err(disk("reading", &path))?;
    let (mut piece, mut bytes, mut digest) = (vec![0; 256 * 1024], 0, Sha256::new());
    loop {
        let n = file.read(&mut piece).map_err(disk("reading", &path))?;
        if n == 0 {
            let sha256 = hex(&digest.finalize());
            return Ok(Part { name, bytes, sha256 });
        }
        digest.update(&piece[..n]);
        bytes += n as u64;
    }
}

/// The manifest is written last: a folder without one is no backup.
fn write_manifest(folder: &Path, manifest: &Manifest) -> Result<(), StoreError> {
    let path = folder.join(MANIFEST);
    // INVARIANT: every field has a text form.
    let text = serde_json::to_string_pretty(manifest).unwrap_or_default();
    let mut file = File::create_new(&path).map_err(disk("writing", &path))?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(disk("writing", &path))?;
    flush_folder(folder)
}

/// What the backup in a folder says about itself, each of its files compared with that.
pub fn read_backup(folder: &Path) -> Result<Manifest, StoreError> {
    let path = folder.join(MANIFEST);
    let text = fs::read_to_string(&path).map_err(disk("reading", &path))?;
    let manifest: Manifest = serde_json::from_str(&text)
        .map_err(|e| StoreError::Refused(format!("{} is no manifest of a backup: {e}", path.display())))?;
    if manifest.backup != FORM {
        return Err(StoreError::Refused(format!("{} has a form that this build does not know", path.display())));
    }
    for said in &manifest.files {
        if said.name.contains(['/', '\\']) || part(folder, said.name.clone())? != *said {
            let file = folder.join(&said.name);
            return Err(StoreError::Refused(format!(
                "{} is not the file that was backed up: use another backup",
                file.display()
            )));
        }
    }
    Ok(manifest)
}
