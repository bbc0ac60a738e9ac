//! What stands about a file in clear, and its digest.

use std::collections::HashMap;

use hearth_record::{
    FileType,
    ids::{AuthorityId, FileId, PersonId},
};
use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::{
    Store,
    change::{FileFlags, Revision},
    driver::{LONGEST_LIST, Place, Row, Value, params},
    error::StoreError,
    keys::KeyRow,
    seal::{Aad, FileKey},
};

/// What stands about a file in clear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// Its id.
    pub file: FileId,
    /// Whose file.
    pub person: PersonId,
    /// Of which authority.
    pub authority: AuthorityId,
    /// What for.
    pub file_type: FileType,
    /// How often it was written; give it back in [`Change::reads`](crate::Change).
    pub revision: Revision,
    /// What decides who may see it.
    pub flags: FileFlags,
    /// When it began.
    pub created_at: Timestamp,
}

/// The columns of a file from table `f`, in the order of [`of_row`].
macro_rules! columns {
    () => {
        "f.id, f.person, f.authority, f.file_type, f.revision, f.restricted, f.walled, f.created_at"
    };
}
pub(crate) use columns;

/// How many columns a file has.
pub(crate) const COLUMNS: usize = 8;
/// Files that one step of a walk over an authority opens.
const STRIDE: u32 = 1000;
/// After so many digests the opening looks whether the next step has come.
const GIVE_WAY: usize = 50;

pub(crate) fn of_row(row: &Row) -> Result<FileRow, StoreError> {
    Ok(FileRow {
        file: row.id(0)?,
        person: row.id(1)?,
        authority: row.authority(2)?,
        file_type: row
            .text(3)?
            .parse()
            .map_err(|e: hearth_record::file::NotAFileType| StoreError::Form(e.to_string()))?,
        revision: Revision(row.number(4)?),
        flags: FileFlags { restricted: row.truth(5)?, walled: row.truth(6)? },
        created_at: row.moment(7)?,
    })
}

const OF_IDS: &str = concat!("SELECT ", columns!(), " FROM file f WHERE f.id IN LIST($1)");
const OF_PERSON: &str = concat!("SELECT ", columns!(), " FROM file f WHERE f.person = $1 ORDER BY f.created_at, f.id");
const OF_PEOPLE: &str =
    concat!("SELECT ", columns!(), " FROM file f WHERE f.person IN LIST($1) ORDER BY f.created_at, f.id");
const DIGESTS: &str = concat!("SELECT ", columns!(), ", f.digest FROM file f WHERE f.id IN LIST($1)");
const STEP: &str = concat!(
    "SELECT ",
    columns!(),
    ", f.digest FROM file f WHERE f.id > $1 AND f.authority = $2 ORDER BY f.id LIMIT $3"
);

impl Store {
    /// The rows of those of these files that there are, in no order.
    pub async fn files(&self, files: &[FileId]) -> Result<Vec<FileRow>, StoreError> {
        let mut found = Vec::with_capacity(files.len());
        for some in files.chunks(LONGEST_LIST) {
            let rows = self.driver().query(Place::Data, OF_IDS, vec![Value::ids(some.iter().copied())]).await?;
            for row in &rows {
                found.push(of_row(row)?);
            }
        }
        Ok(found)
    }

    /// The files of several people, in one query for each list that a statement may hold.
    pub async fn files_of_people(&self, people: &[PersonId]) -> Result<Vec<FileRow>, StoreError> {
        let mut found = Vec::new();
        for some in people.chunks(LONGEST_LIST) {
            let rows = self.driver().query(Place::Data, OF_PEOPLE, vec![Value::ids(some.iter().copied())]).await?;
            for row in &rows {
                found.push(of_row(row)?);
            }
        }
        Ok(found)
    }

    /// The files of a person, oldest first.
    pub async fn files_of(&self, person: PersonId) -> Result<Vec<FileRow>, StoreError> {
        self.driver().query(Place::Data, OF_PERSON, params![person]).await?.iter().map(of_row).collect()
    }

    /// The file of the authority that has this local child identifier.
    pub async fn file_of_child_number(
        &self,
        authority: &AuthorityId,
        number: &str,
    ) -> Result<Option<FileId>, StoreError> {
        let hash = self.authority_keys(authority)?.import_hash("la_child_id", number);
        let row =
            self.driver().first(Place::Data, "SELECT file FROM child_number WHERE hash = $1", params![hash]).await?;
        row.map(|row| row.id(0)).transpose()
    }

    /// The rows and opened digests of these files, in no order. Files without a digest (destroyed ones) are left out.
    pub async fn digests(&self, files: &[FileId]) -> Result<Vec<(FileRow, Zeroizing<Vec<u8>>)>, StoreError> {
        let mut found = Vec::with_capacity(files.len());
        for some in files.chunks(LONGEST_LIST) {
            let rows = self.driver().query(Place::Data, DIGESTS, vec![Value::ids(some.iter().copied())]).await?;
            let sealed = with_digest(&rows)?;
            let ids: Vec<FileId> = sealed.iter().map(|(row, _)| row.file).collect();
            let keys = self.file_keys(&ids).await?;
            for (row, sealed) in sealed {
                let key = keys.get(&row.file).ok_or(StoreError::KeyMissing { file: row.file })?;
                let digest = open_digest(&row, key, &sealed)?;
                found.push((row, digest));
            }
        }
        Ok(found)
    }

    /// Opens the digest of every file of an authority, in the order of the ids, and gives each to `each`; says to how many. It reads in
    /// steps of a thousand, so memory is bounded, and it sees files as they are when its step comes to them.
    pub async fn each_digest(
        &self,
        authority: &AuthorityId,
        mut each: impl FnMut(FileRow, &[u8]) + Send,
    ) -> Result<u64, StoreError> {
        let mut count = 0;
        let mut step = self.step(authority, FileId::from_bytes([0; 16])).await?;
        while let Some(Step { last, sealed, keys }) = step {
            // The next step is read while this one is opened: reading and opening take about as long as each other.
            let opening = async {
                for (n, (row, sealed)) in sealed.into_iter().enumerate() {
                    if n % GIVE_WAY == 0 {
                        tokio::task::yield_now().await;
                    }
                    // A file may be destroyed between the two reads.
                    let Some(key) = keys.get(&row.file) else { continue };
                    let key = self.keys().unwrap_once(key)?;
                    let digest = open_digest(&row, &key, &sealed)?;
                    each(row, &digest);
                    count += 1;
                }
                Ok(())
            };
            (step, ()) = tokio::try_join!(self.step(authority, last), opening)?;
        }
        Ok(count)
    }

    /// The sealed digests of the next files past one, with their keys; none after the last. Two queries.
    async fn step(&self, authority: &AuthorityId, past: FileId) -> Result<Option<Step>, StoreError> {
        let rows = self.driver().query(Place::Data, STEP, params![past, authority, STRIDE]).await?;
        let Some(last) = rows.last() else { return Ok(None) };
        let last = last.id(0)?;
        let keys = self.keys_between(authority, past, last).await?;
        Ok(Some(Step { last, sealed: with_digest(&rows)?, keys }))
    }
}

/// Some files of a walk over the digests, as they were read.
struct Step {
    last: FileId,
    sealed: Vec<(FileRow, Vec<u8>)>,
    keys: HashMap<FileId, KeyRow>,
}

fn with_digest(rows: &[Row]) -> Result<Vec<(FileRow, Vec<u8>)>, StoreError> {
    let mut sealed = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(digest) = row.opt_bytes(COLUMNS)? {
            sealed.push((of_row(row)?, digest));
        }
    }
    Ok(sealed)
}

fn open_digest(row: &FileRow, key: &FileKey, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    let opened = key.open(&Aad::digest(row.file), sealed);
    opened.map_err(|source| StoreError::Sealed { what: format!("the digest of file {}", row.file), source })
}
