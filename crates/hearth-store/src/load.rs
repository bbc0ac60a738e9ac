//! Opening a file: its versions, decrypted, as they stand or as they were known at a moment.

use std::fmt;

use hearth_record::ids::{AuthorityId, EntryId, FileId, RecordId};
use jiff::Timestamp;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    Store,
    driver::{LONGEST_LIST, Place, Row, Value, params},
    error::StoreError,
    files::{self, FileRow},
    seal::Aad,
};

/// A file with its versions.
#[derive(Debug)]
pub struct LoadedFile {
    /// What stands about it in clear. The revision is that of now, also when the file is loaded as known earlier.
    pub row: FileRow,
    /// Every version known at the moment, by record and version.
    pub versions: Vec<StoredVersion>,
    /// What remains when the file was destroyed.
    pub tombstone: Option<Tombstone>,
}

/// One version, opened. Its `Debug` does not show the body.
pub struct StoredVersion {
    /// Of which record.
    pub record: RecordId,
    /// From 1.
    pub version: u32,
    /// The kind of record.
    pub kind: String,
    /// When it was written.
    pub recorded_at: Timestamp,
    /// The audit entry it was written under.
    pub entry: EntryId,
    /// The body; wiped when dropped.
    pub body: Zeroizing<Vec<u8>>,
}

impl fmt::Debug for StoredVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} version {}", self.kind, self.record, self.version)
    }
}

/// What remains of a destroyed file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// The disposition it was destroyed under.
    pub disposition: Uuid,
    /// When.
    pub executed_at: Timestamp,
    /// The certificate.
    pub certificate: Option<String>,
}

const ROW: &str = concat!(
    "SELECT ",
    files::columns!(),
    ", d.id, d.executed_at, d.certificate FROM file f ",
    "LEFT JOIN disposition d ON d.file = f.id AND d.executed_at IS NOT NULL WHERE f.id = $1"
);
const VERSIONS: &str = "SELECT record, version, kind, recorded_at, entry, sealed FROM version \
     WHERE file = $1 AND recorded_at <= $2 ORDER BY record, version";

const BEHIND: &str = "SELECT v.file, v.record, v.version, v.kind, v.recorded_at, v.entry, v.sealed \
     FROM work w JOIN version v ON v.file = w.file AND v.record = w.record WHERE w.file IN LIST($1) AND w.kind IN ($2, $3)";

fn row_and_tombstone(row: &Row) -> Result<(FileRow, Option<Tombstone>), StoreError> {
    let tombstone = match row.opt_array(files::COLUMNS)? {
        None => None,
        Some(id) => Some(Tombstone {
            disposition: Uuid::from_bytes(id),
            executed_at: row.moment(files::COLUMNS + 1)?,
            certificate: row.opt_text(files::COLUMNS + 2)?,
        }),
    };
    Ok((files::of_row(row)?, tombstone))
}

impl Store {
    pub(crate) async fn load_row(&self, file: FileId) -> Result<(FileRow, Option<Tombstone>), StoreError> {
        let row =
            self.driver().first(Place::Data, ROW, params![file]).await?.ok_or(StoreError::UnknownFile { file })?;
        row_and_tombstone(&row)
    }

    /// Loads a file and opens every version written until `known_at` (inclusive); none means now. Loading is not access: the caller has
    /// decided that, and notes the read before anything is shown.
    ///
    /// The row is read before the versions, so a version may be newer than the revision says, never the other way round; a change
    /// computed from such a load is refused as moved.
    pub async fn load(&self, file: FileId, known_at: Option<Timestamp>) -> Result<LoadedFile, StoreError> {
        let until = known_at.unwrap_or(Timestamp::MAX);
        let queries = vec![(ROW, params![file]), (VERSIONS, params![file, until])];
        let mut answers = self.driver().queries(Place::Data, queries).await?.into_iter();
        let (rows, versions) = (answers.next().unwrap_or_default(), answers.next().unwrap_or_default());
        let (row, tombstone) = row_and_tombstone(rows.first().ok_or(StoreError::UnknownFile { file })?)?;
        if versions.is_empty() {
            return Ok(LoadedFile { row, versions: Vec::new(), tombstone });
        }
        let key = self.file_key(file).await?;
        let mut opened = Vec::with_capacity(versions.len());
        for version in &versions {
            let (record, number, kind) = (version.id(0)?, version_number(version, 1)?, version.text(2)?);
            let body = key.open(&Aad::version(file, record, number, kind), version.bytes(5)?).map_err(|source| {
                StoreError::Sealed { what: format!("version {number} of {kind} {record} in file {file}"), source }
            })?;
            opened.push(StoredVersion {
                record,
                version: number,
                kind: kind.to_owned(),
                recorded_at: version.moment(3)?,
                entry: version.id(4)?,
                body,
            });
        }
        Ok(LoadedFile { row, versions: opened, tombstone })
    }

    /// The newest version of each record of these files that has a work row of one of two kinds (name one twice where one is
    /// wanted), with its file, by file and record: what a queue shows of many files without loading any. Two queries for
    /// each list that a statement may hold. Loading is not access: the caller has decided about each file.
    ///
    /// # Errors
    /// What the database refuses, and what does not open.
    pub async fn records_behind(
        &self,
        files: &[FileId],
        kinds: [&str; 2],
    ) -> Result<Vec<(FileId, StoredVersion)>, StoreError> {
        let mut found: std::collections::BTreeMap<(FileId, RecordId), (u32, Row)> = std::collections::BTreeMap::new();
        for some in files.chunks(LONGEST_LIST) {
            let mut asked = vec![Value::ids(some.iter().copied())];
            asked.extend(params![kinds[0], kinds[1]]);
            for row in self.driver().query(Place::Data, BEHIND, asked).await? {
                let (place, number) = ((row.id(0)?, row.id(1)?), version_number(&row, 2)?);
                if found.get(&place).is_none_or(|(newest, _)| *newest < number) {
                    found.insert(place, (number, row));
                }
            }
        }
        let keys = self
            .file_keys(
                &found
                    .keys()
                    .map(|(file, _)| *file)
                    .collect::<std::collections::BTreeSet<_>>()
                    .into_iter()
                    .collect::<Vec<_>>(),
            )
            .await?;
        let mut opened = Vec::with_capacity(found.len());
        for ((file, record), (number, row)) in found {
            let key = keys.get(&file).ok_or(StoreError::KeyMissing { file })?;
            let kind = row.text(3)?;
            let body = key.open(&Aad::version(file, record, number, kind), row.bytes(6)?).map_err(|source| {
                StoreError::Sealed { what: format!("version {number} of {kind} {record} in file {file}"), source }
            })?;
            let (kind, recorded_at, entry) = (kind.to_owned(), row.moment(4)?, row.id(5)?);
            opened.push((file, StoredVersion { record, version: number, kind, recorded_at, entry, body }));
        }
        Ok(opened)
    }

    /// Where the rows with these import keys went: file, record and its newest version; none for a key that was never imported.
    pub async fn imported(
        &self,
        authority: &AuthorityId,
        kind: &str,
        keys: &[String],
    ) -> Result<Vec<Option<(FileId, RecordId, u32)>>, StoreError> {
        const SQL: &str = "SELECT k.hash, k.file, k.record, \
             (SELECT MAX(v.version) FROM version v WHERE v.file = k.file AND v.record = k.record) \
             FROM import_key k WHERE k.hash IN LIST($1)";
        let own = self.authority_keys(authority)?;
        let hashes: Vec<[u8; 32]> = keys.iter().map(|key| own.import_hash(kind, key)).collect();
        let mut found = std::collections::HashMap::with_capacity(keys.len());
        for some in hashes.chunks(LONGEST_LIST) {
            for row in self.driver().query(Place::Data, SQL, vec![Value::blobs(some)]).await? {
                let hash: [u8; 32] = row.array(0)?;
                found.insert(hash, (row.id(1)?, row.id(2)?, version_number(&row, 3)?));
            }
        }
        Ok(hashes.iter().map(|hash| found.get(hash).copied()).collect())
    }
}

pub(crate) fn version_number(row: &Row, column: usize) -> Result<u32, StoreError> {
    u32::try_from(row.int(column)?).map_err(|_| StoreError::Form("a version has no number from 1".to_owned()))
}
