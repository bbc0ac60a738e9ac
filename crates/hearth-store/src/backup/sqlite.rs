//! Copying SQLite: its online backup, in one step, so that the copy is of one moment however much is written meanwhile.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, backup::Backup};

use crate::{
    blob::{blocking, disk},
    driver::{DATA_FILE, KEYS_FILE, Place, Sqlite, sqlite_error},
    error::StoreError,
};

pub(super) fn name(place: Place) -> &'static str {
    match place {
        Place::Data => DATA_FILE,
        Place::Keys => KEYS_FILE,
    }
}

/// Copies one database into a folder and gives the names of the files.
pub(super) async fn copy(sqlite: &Sqlite, place: Place, folder: &Path) -> Result<Vec<String>, StoreError> {
    let (from, to) = (sqlite.path(place).to_owned(), folder.join(name(place)));
    blocking(move || copy_database(&from, &to)).await?;
    Ok(vec![name(place).to_owned()])
}

fn copy_database(from: &Path, to: &Path) -> Result<(), StoreError> {
    let wrong = |e: rusqlite::Error| sqlite_error(&e);
    let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(wrong)?;
    source.busy_timeout(std::time::Duration::from_secs(5)).map_err(wrong)?;
    let mut target = Connection::open(to).map_err(wrong)?;
    Backup::new(&source, &mut target).and_then(|backup| backup.step(-1)).map_err(wrong)?;
    // A copy in one file, without a log beside it.
    target.pragma_update(None, "journal_mode", "delete").map_err(wrong)?;
    target.close().map_err(|(_, e)| wrong(e))?;
    only_for_owner(to)
}

/// Puts a copy where an instance will look for it. What is there already is never written over.
pub(super) fn put_back(from: &Path, to: &Path) -> Result<(), StoreError> {
    let refuse = || StoreError::InstanceExists { place: to.display().to_string() };
    if to.exists() {
        return Err(refuse());
    }
    let half = to.with_extension("restoring");
    std::fs::copy(from, &half).map_err(disk("copying", &half))?;
    only_for_owner(&half)?;
    super::flush(&half)?;
    // A log of another database beside it would be taken for its own.
    for log in ["-wal", "-shm"] {
        let mut name = to.as_os_str().to_owned();
        name.push(log);
        if Path::new(&name).exists() {
            return Err(refuse());
        }
    }
    std::fs::rename(&half, to).map_err(disk("placing", to))
}

fn only_for_owner(path: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600))
        .map_err(disk("closing to others", path))?;
    Ok(())
}
