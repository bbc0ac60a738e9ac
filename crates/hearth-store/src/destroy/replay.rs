//! Bringing both databases to what was destroyed: after a crash in the middle, and after a restore.

use std::collections::HashSet;

use hearth_record::ids::{BlobId, EntryId, FileId};
use jiff::Timestamp;

use super::{DispositionRow, certificate::hash_of, deletions};
use crate::{
    Store,
    driver::{Driver, Place, Row, Step, Value, params},
    entries::{Actor, Entry, Outcome},
    error::StoreError,
};

/// The action of a replayed destruction in the audit.
pub(crate) const REPLAYED: &str = "file.destroy_again";
/// Rows of a list read at a time.
const PAGE: i64 = 1000;

const LISTED: &str = "SELECT file, disposition, first_approver, second_approver, executed_at, certificate FROM destroyed \
     WHERE file > $1 ORDER BY file LIMIT $2";
// A row of a disposition alone takes no key: its file is gone, and nothing holds it.
const EXECUTED: &str = "SELECT d.file, d.id, d.first_approver, d.second_approver, d.executed_at, d.certificate \
     FROM disposition d JOIN file f ON f.id = d.file WHERE d.file > $1 AND f.destroyed_at IS NOT NULL \
     AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.file = d.file) ORDER BY d.file LIMIT $2";

/// What [`Store::finish_destructions`] found to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Finished {
    /// Files whose key was still there although their data were gone: the destruction had been cut off.
    pub keys: u64,
    /// Files that were there again although they are on the list: the data had been restored from an older backup.
    pub files: u64,
}

impl Store {
    /// Finishes destructions that were cut off, and destroys again what a restored backup brought back. Runs before an instance is
    /// opened; when there is nothing to do it costs two short reads for each thousand files ever destroyed.
    pub async fn finish_destructions(&self, at: Timestamp) -> Result<Finished, StoreError> {
        let mut done = Finished::default();
        let mut past = FileId::from_bytes([0; 16]);
        while let Some(page) = self.page(Place::Data, EXECUTED, past).await? {
            past = page.last().map_or(past, |row| row.file);
            done.keys += self.finish_keys(&page).await?;
        }
        let mut past = FileId::from_bytes([0; 16]);
        while let Some(page) = self.page(Place::Keys, LISTED, past).await? {
            past = page.last().map_or(past, |row| row.file);
            done.files += self.destroy_again(&page, at).await?;
        }
        // Cutting off SQLite's logs costs next to nothing, and a destruction may have been cut off just before it.
        if done != Finished::default() || matches!(self.driver(), Driver::Sqlite(_)) {
            // A long read may hold the old pages. That is no reason not to open: they have no key any more.
            if let Err(error) = self.clear_traces().await {
                tracing::warn!(%error, "old pages of destroyed files are not cleared yet");
            }
        }
        Ok(done)
    }

    async fn page(
        &self,
        place: Place,
        sql: &'static str,
        past: FileId,
    ) -> Result<Option<Vec<DispositionRow>>, StoreError> {
        let rows = self.driver().query(place, sql, params![past, PAGE]).await?;
        let page = rows.iter().map(row_of).collect::<Result<Vec<_>, _>>()?;
        Ok(Some(page).filter(|p| !p.is_empty()))
    }

    /// Dispositions that were executed: their files are on the list and have no key.
    async fn finish_keys(&self, page: &[DispositionRow]) -> Result<u64, StoreError> {
        const LISTED: &str = "SELECT file FROM destroyed WHERE file IN LIST($1)";
        const KEYED: &str = "SELECT file FROM file_key WHERE file IN LIST($1)";
        let ids = || vec![Value::ids(page.iter().map(|row| row.file))];
        let listed = files(&self.driver().query(Place::Keys, LISTED, ids()).await?)?;
        let keyed = files(&self.driver().query(Place::Keys, KEYED, ids()).await?)?;
        let mut finished = 0;
        for row in page.iter().filter(|row| keyed.contains(&row.file) || !listed.contains(&row.file)) {
            self.destroy_key(row, self.stubs_of(row.file).await?).await?;
            finished += 1;
        }
        Ok(finished)
    }

    /// Files on the list: they have no content, whatever backup the data came from.
    async fn destroy_again(&self, page: &[DispositionRow], at: Timestamp) -> Result<u64, StoreError> {
        const ALIVE: &str = "SELECT id FROM file WHERE id IN LIST($1) AND destroyed_at IS NULL";
        let ids = vec![Value::ids(page.iter().map(|row| row.file))];
        let alive = files(&self.driver().query(Place::Data, ALIVE, ids).await?)?;
        for row in page.iter().filter(|row| alive.contains(&row.file)) {
            self.destroy_one_again(row, at).await?;
        }
        Ok(alive.len() as u64)
    }

    async fn destroy_one_again(&self, row: &DispositionRow, at: Timestamp) -> Result<(), StoreError> {
        const OF_FILE: &str = "SELECT authority FROM file WHERE id = $1";
        const BLOBS: &str = "SELECT blob FROM blob_key WHERE file = $1";
        let queries = vec![(OF_FILE, params![row.file]), (BLOBS, params![row.file])];
        let answers = self.driver().queries(Place::Data, queries).await?;
        let [of_file, blobs] = answers.as_slice() else {
            return Err(StoreError::Form("an answer is missing".to_owned()));
        };
        let Some(of_file) = of_file.first() else { return Ok(()) };
        let blobs = blobs.iter().map(|b| b.id(0)).collect::<Result<Vec<BlobId>, _>>()?;
        let entry = Entry {
            id: EntryId::new(at, &mut **self.random()),
            at,
            actor: Actor::Job("restore".to_owned()),
            authority: of_file.authority(0)?,
            purpose: "retention".to_owned(),
            action: REPLAYED,
            file: Some(row.file),
            record: None,
            outcome: Outcome::Done,
            count: 0,
            detail: None,
        };
        let mut commit = self.noting_hashed(&entry, hash_of(&row.certificate));
        // A hold that the backup brought back came before the destruction and was released before it.
        let mut steps = vec![Step::new("DELETE FROM hold WHERE file = $1", params![row.file])];
        steps.extend(deletions(row));
        steps.append(&mut commit.steps);
        commit.steps = steps;
        self.driver().commit(commit).await?;
        self.destroy_key(row, Vec::new()).await?;
        self.remove_blobs(blobs).await
    }
}

pub(crate) fn row_of(row: &Row) -> Result<DispositionRow, StoreError> {
    Ok(DispositionRow {
        file: row.id(0)?,
        id: row.array(1)?,
        first: row.id(2)?,
        second: row.id(3)?,
        executed_at: row.moment(4)?,
        certificate: row.text(5)?.to_owned(),
    })
}

fn files(rows: &[Row]) -> Result<HashSet<FileId>, StoreError> {
    rows.iter().map(|row| row.id(0)).collect()
}
