//! The documents on disk against what was written when they were stored.

use std::io::Read;
use std::path::Path;

use hearth_record::ids::BlobId;
use sha2::{Digest, Sha256};

use super::{LedgerReport, Wrong};
use crate::{
    Store,
    blob::{blocking, path_of},
    driver::{Place, params},
    error::StoreError,
};

/// Documents looked at together.
const PAGE: u32 = 256;

impl Store {
    pub(super) async fn verify_documents(&self, report: &mut LedgerReport) -> Result<(), StoreError> {
        const SQL: &str = "SELECT id, length, hash FROM blob WHERE id > $1 ORDER BY id LIMIT $2";
        const UNPLACED: &str = "SELECT DISTINCT k.blob FROM blob_key k WHERE NOT EXISTS (SELECT 1 FROM blob b WHERE b.id = k.blob) LIMIT 100";
        let mut past = BlobId::from_bytes([0; 16]);
        loop {
            let rows = self.driver().query(Place::Data, SQL, params![past, PAGE]).await?;
            let Some(last) = rows.last() else { break };
            past = last.id(0)?;
            for row in &rows {
                let blob = row.id(0)?;
                let path = path_of(self.blobs(), blob);
                report.documents += 1;
                let same = match (row.number(1), row.array(2)) {
                    (Ok(length), Ok(hash)) => blocking(move || Ok(stands(&path, length, hash))).await?,
                    _ => false,
                };
                if !same && self.still_placed(blob).await? {
                    report.add(Wrong::DocumentChanged, format!("document {blob}"));
                }
            }
        }
        for row in self.driver().query(Place::Data, UNPLACED, Vec::new()).await? {
            report.add(Wrong::DocumentChanged, format!("document {}", row.id::<BlobId>(0)?));
        }
        Ok(())
    }

    /// It may have been destroyed since its row was read.
    async fn still_placed(&self, blob: BlobId) -> Result<bool, StoreError> {
        Ok(self.driver().first(Place::Data, "SELECT id FROM blob WHERE id = $1", params![blob]).await?.is_some())
    }
}

fn stands(path: &Path, length: u64, hash: [u8; 32]) -> bool {
    let read = || -> std::io::Result<(u64, [u8; 32])> {
        let mut file = std::fs::File::open(path)?;
        let (mut piece, mut total, mut digest) = (vec![0; 64 * 1024], 0, Sha256::new());
        loop {
            match file.read(&mut piece)? {
                0 => return Ok((total, digest.finalize().into())),
                n => {
                    digest.update(&piece[..n]);
                    total += n as u64;
                }
            }
        }
    };
    read().is_ok_and(|found| found == (length, hash))
}
