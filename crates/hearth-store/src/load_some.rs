//! Opening some kinds of record of many files at once: what a family's page reads of its other members.

use std::collections::BTreeMap;

use hearth_record::ids::FileId;
use jiff::Timestamp;

use crate::{
    Store, StoredVersion,
    driver::{LONGEST_LIST, Place, Value},
    error::StoreError,
    load::version_number,
    seal::Aad,
};

/// How many kinds one question may name; fewer are named by saying one twice.
pub const KINDS: usize = 6;

const SOME: &str = "SELECT file, record, version, kind, recorded_at, entry, sealed FROM version \
     WHERE file IN LIST($1) AND recorded_at <= $2 AND kind IN ($3, $4, $5, $6, $7, $8)";

impl Store {
    /// Every version of some kinds in these files, written until `known_at` (inclusive; none means now). One query for each list
    /// that a statement may hold, and one for keys that are not in memory. Loading is not access: the caller has decided
    /// about each file, and notes the reads before anything is shown.
    ///
    /// # Errors
    /// What the database refuses, and what does not open.
    pub async fn load_kinds(
        &self,
        files: &[FileId],
        kinds: [&str; KINDS],
        known_at: Option<Timestamp>,
    ) -> Result<BTreeMap<FileId, Vec<StoredVersion>>, StoreError> {
        let until = known_at.unwrap_or(Timestamp::MAX);
        let keys = self.file_keys(files).await?;
        let mut found: BTreeMap<FileId, Vec<StoredVersion>> = BTreeMap::new();
        for some in files.chunks(LONGEST_LIST) {
            let mut asked = vec![Value::ids(some.iter().copied()), Value::from(until)];
            asked.extend(kinds.into_iter().map(Value::from));
            for row in self.driver().query(Place::Data, SOME, asked).await? {
                let (file, record, number) = (row.id(0)?, row.id(1)?, version_number(&row, 2)?);
                let kind = row.text(3)?.to_owned();
                let key = keys.get(&file).ok_or(StoreError::KeyMissing { file })?;
                let body = key.open(&Aad::version(file, record, number, &kind), row.bytes(6)?).map_err(|source| {
                    StoreError::Sealed { what: format!("version {number} of {kind} {record} in file {file}"), source }
                })?;
                let (recorded_at, entry) = (row.moment(4)?, row.id(5)?);
                found.entry(file).or_default().push(StoredVersion {
                    record,
                    version: number,
                    kind,
                    recorded_at,
                    entry,
                    body,
                });
            }
        }
        Ok(found)
    }
}
