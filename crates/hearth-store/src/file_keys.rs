//! The keys of files, at hand or from the key database.

use std::collections::HashMap;

use hearth_record::ids::{AuthorityId, FileId};

use crate::{
    Store,
    driver::{LONGEST_LIST, Place, Row, Value, params},
    error::StoreError,
    keys::KeyRow,
    seal::FileKey,
};

impl Store {
    /// The rows of the key database for files.
    pub(crate) async fn key_rows(&self, files: &[FileId]) -> Result<HashMap<FileId, KeyRow>, StoreError> {
        let mut found = HashMap::with_capacity(files.len());
        for some in files.chunks(LONGEST_LIST) {
            const SQL: &str = "SELECT file, authority, wrapped FROM file_key WHERE file IN LIST($1)";
            let rows = self.driver().query(Place::Keys, SQL, vec![Value::ids(some.iter().copied())]).await?;
            for row in &rows {
                let key = key_row(row)?;
                found.insert(key.file, key);
            }
        }
        Ok(found)
    }

    /// The rows of the key database for the files of an authority after one id and up to another. A walk over a million files would push
    /// every key in use out of the cache, so it reads them here.
    pub(crate) async fn keys_between(
        &self,
        authority: &AuthorityId,
        after: FileId,
        up_to: FileId,
    ) -> Result<HashMap<FileId, KeyRow>, StoreError> {
        const SQL: &str = "SELECT file, authority, wrapped FROM file_key WHERE file > $1 AND file <= $2 AND authority = $3 ORDER BY file";
        let rows = self.driver().query(Place::Keys, SQL, params![after, up_to, authority]).await?;
        rows.iter().map(|row| key_row(row).map(|key| (key.file, key))).collect()
    }

    /// The keys of files: at hand, or from the key database. A file without one is an error that says why.
    pub(crate) async fn file_keys(&self, files: &[FileId]) -> Result<HashMap<FileId, FileKey>, StoreError> {
        let mut keys = HashMap::with_capacity(files.len());
        let mut wanted = Vec::new();
        for file in files {
            match self.keys().cached(*file) {
                Some(key) => {
                    keys.insert(*file, key);
                }
                None => wanted.push(*file),
            }
        }
        if wanted.is_empty() {
            return Ok(keys);
        }
        let rows = self.key_rows(&wanted).await?;
        for file in wanted {
            match rows.get(&file) {
                Some(row) => keys.insert(file, self.keys().unwrap(row)?),
                None => return Err(self.why_no_key(file).await),
            };
        }
        Ok(keys)
    }

    /// The key of one file.
    pub(crate) async fn file_key(&self, file: FileId) -> Result<FileKey, StoreError> {
        let mut keys = self.file_keys(&[file]).await?;
        keys.remove(&file).ok_or(StoreError::KeyMissing { file })
    }

    async fn why_no_key(&self, file: FileId) -> StoreError {
        match self.load_row(file).await {
            Ok((_, Some(_))) => StoreError::Destroyed { file },
            Ok((_, None)) => StoreError::KeyMissing { file },
            Err(error) => error,
        }
    }
}

fn key_row(row: &Row) -> Result<KeyRow, StoreError> {
    Ok(KeyRow { file: row.id(0)?, authority: row.authority(1)?, wrapped: row.bytes(2)?.to_vec() })
}
