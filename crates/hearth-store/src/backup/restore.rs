//! Restoring a backup: nothing is written over, and what was destroyed stays destroyed.

use std::path::Path;

use jiff::Timestamp;

use super::{BackupFolders, DOCUMENTS, Manifest, copy_each, engine, part_name, postgres, read_backup, sqlite};
use crate::{
    Location, Random, Store, StoreConfig,
    blob::{blocking, disk, flush_folder},
    destroy::Finished,
    driver::{Driver, Place},
    error::StoreError,
    migrate,
};

/// A restored instance.
pub struct Restored {
    /// The instance, open.
    pub store: Store,
    /// What the data part said about itself.
    pub data: Manifest,
    /// What had to be destroyed again, because the backup is older than the destruction.
    pub destroyed: Finished,
}

impl Store {
    /// Restores a backup into an empty place and opens it.
    ///
    /// When the key database of the instance still stands it is kept: it is the newer one, and its list of what was destroyed is
    /// replayed before the instance opens. Only when it is gone too is the key part of the backup restored. Data that stand there are
    /// never written over: move them away first.
    pub async fn restore(
        folders: &BackupFolders,
        config: StoreConfig,
        now: Timestamp,
        random: Random,
    ) -> Result<Restored, StoreError> {
        let data = checked(&folders.data, Place::Data, &config)?;
        if data.origin != config.origin {
            let (theirs, ours) = (&data.origin, &config.origin);
            return Err(StoreError::Refused(format!(
                "the backup belongs to the audit log `{theirs}`, the configuration says `{ours}`"
            )));
        }
        crate::make_folders(&config)?;
        match &config.location {
            Location::Sqlite { dir } => restore_sqlite(folders, &config, dir)?,
            Location::Postgres { .. } => restore_postgres(folders, &config, &data).await?,
        }
        restore_documents(&folders.data.join(DOCUMENTS), &config.blobs).await?;
        let store = Self::open_unfinished(config, random).await?;
        let destroyed = store.finish_destructions(now).await?;
        Ok(Restored { store, data, destroyed })
    }
}

/// Reads a part and refuses one that is not what it should be.
fn checked(folder: &Path, place: Place, config: &StoreConfig) -> Result<Manifest, StoreError> {
    let manifest = read_backup(folder)?;
    let wanted = match config.location {
        Location::Sqlite { .. } => "sqlite",
        Location::Postgres { .. } => "postgres",
    };
    if manifest.part != part_name(place) {
        return Err(StoreError::Refused(format!(
            "{} holds the {} part of a backup: name the other folder",
            folder.display(),
            manifest.part
        )));
    }
    if manifest.engine != wanted {
        let (theirs, place) = (&manifest.engine, folder.display());
        return Err(StoreError::Refused(format!(
            "the backup in {place} was made on {theirs}: restore it there, then move by export and import"
        )));
    }
    Ok(manifest)
}

fn restore_sqlite(folders: &BackupFolders, config: &StoreConfig, dir: &Path) -> Result<(), StoreError> {
    let (data, keys) = (sqlite::name(Place::Data), sqlite::name(Place::Keys));
    if dir.join(data).exists() {
        return Err(StoreError::InstanceExists { place: config.location.to_string() });
    }
    if !dir.join(keys).exists() {
        checked(&folders.keys, Place::Keys, config)?;
        sqlite::put_back(&folders.keys.join(keys), &dir.join(keys))?;
    }
    // Last: a folder without data is no instance, so a restore that was cut off can be run again.
    sqlite::put_back(&folders.data.join(data), &dir.join(data))?;
    flush_folder(dir)
}

async fn restore_postgres(folders: &BackupFolders, config: &StoreConfig, data: &Manifest) -> Result<(), StoreError> {
    let driver = crate::open_driver(config, std::sync::Arc::new(|_: &[u8]| None))?;
    let Driver::Postgres(pools) = &driver else { return Err(StoreError::Closing) };
    if migrate::is_made(&driver, Place::Data).await? {
        for anything in
            ["SELECT id FROM file LIMIT 1", "SELECT id FROM account LIMIT 1", "SELECT id FROM audit_entry LIMIT 1"]
        {
            if holds(&driver, Place::Data, anything).await? {
                return Err(StoreError::InstanceExists { place: config.location.to_string() });
            }
        }
    }
    let kept = migrate::is_made(&driver, Place::Keys).await?
        && holds(&driver, Place::Keys, "SELECT purpose FROM held_key LIMIT 1").await?;
    if !kept {
        let keys = checked(&folders.keys, Place::Keys, config)?;
        load(&driver, pools, Place::Keys, &folders.keys, &keys).await?;
    }
    load(&driver, pools, Place::Data, &folders.data, data).await?;
    driver.close().await
}

async fn holds(driver: &Driver, place: Place, sql: &'static str) -> Result<bool, StoreError> {
    Ok(driver.first(place, sql, Vec::new()).await?.is_some())
}

async fn load(
    driver: &Driver,
    pools: &crate::driver::Postgres,
    place: Place,
    folder: &Path,
    manifest: &Manifest,
) -> Result<(), StoreError> {
    debug_assert_eq!(engine(driver), manifest.engine);
    migrate::migrate_to(driver, place, manifest.migration).await?;
    let names: Vec<&str> = manifest.files.iter().map(|f| f.name.as_str()).collect();
    postgres::put_back(pools, place, folder, &names).await
}

async fn restore_documents(from: &Path, to: &Path) -> Result<(), StoreError> {
    if !from.exists() {
        return Ok(());
    }
    let (from, to) = (from.to_owned(), to.to_owned());
    blocking(move || {
        for folder in std::fs::read_dir(&from).map_err(disk("reading the folder", &from))?.flatten() {
            let Ok(entries) = std::fs::read_dir(folder.path()) else { continue };
            let blobs: Vec<_> = entries.flatten().filter_map(|e| e.file_name().to_str()?.parse().ok()).collect();
            copy_each(&from, &to, &blobs)?;
        }
        flush_folder(&to)
    })
    .await
}
