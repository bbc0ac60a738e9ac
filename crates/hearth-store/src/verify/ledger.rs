//! The audit itself: entries, leaves, tree, checkpoints, sealed details.

use std::collections::HashMap;

use hearth_record::ids::EntryId;
use sha2::{Digest, Sha256};

use super::{Certificates, LedgerReport, Verify, Wrong};
use crate::{
    Store,
    checkpoint::{Checkpoint, VerifierKey},
    destroy::{DESTROYED, REPLAYED},
    driver::{Place, Row, params},
    entries::{self, StoredEntry},
    error::StoreError,
    tree::{Frontier, Hash, Tile, leaf_hash},
};

/// Entries read at a time.
const PAGE: u32 = 1000;

const LEAVES: &str = concat!(
    "SELECT l.leaf, l.entry, l.hash, d.sealed, d.file, d.authority, ",
    entries::columns!(),
    " FROM audit_leaf l ",
    "LEFT JOIN audit_entry e ON e.id = l.entry LEFT JOIN audit_detail d ON d.entry = l.entry ",
    "WHERE l.leaf >= $1 ORDER BY l.leaf LIMIT $2"
);
/// The column of [`LEAVES`] where the entry begins.
const ENTRY: usize = 6;

impl Store {
    pub(super) async fn verify_ledger(
        &self,
        what: &Verify,
        certificates: &mut Certificates,
        report: &mut LedgerReport,
        tell: &mut (dyn FnMut(u64) + Send),
    ) -> Result<(), StoreError> {
        let (size, head) = self.head().await?;
        let tiles = self.tiles().await?;
        let mut checkpoints = Awaited::new(self.signed(what, report).await?);
        let mut frontier = Frontier::new();
        checkpoints.at(&frontier, report);
        while frontier.size() < size {
            let from = i64::try_from(frontier.size()).unwrap_or(i64::MAX);
            let page = self.driver().query(Place::Data, LEAVES, params![from, PAGE]).await?;
            if page.is_empty() {
                report.add(Wrong::LeafMissing, format!("leaf {}", frontier.size()));
                break;
            }
            // What was appended since the head was read is left for the next time.
            let wanted = usize::try_from(size - frontier.size()).unwrap_or(usize::MAX);
            for row in page.iter().take(wanted) {
                let hash = leaf(row, frontier.size(), certificates, report)?;
                for tile in frontier.push(hash) {
                    compare(tile, &tiles, report);
                }
                checkpoints.at(&frontier, report);
            }
            tell(frontier.size());
        }
        if frontier != head || size != head.size() {
            report.add(Wrong::HeadDiffers, format!("the head over {size} entries"));
        }
        checkpoints.left(report);
        report.entries = frontier.size();
        report.root = frontier.root();
        self.planted(report).await
    }

    async fn tiles(&self) -> Result<HashMap<(u64, u64), Hash>, StoreError> {
        let rows = self.driver().query(Place::Data, "SELECT level, idx, root FROM tree_tile", Vec::new()).await?;
        rows.iter().map(|row| Ok(((row.number(0)?, row.number(1)?), row.array(2)?))).collect()
    }

    /// The checkpoints whose signature holds.
    async fn signed(&self, what: &Verify, report: &mut LedgerReport) -> Result<Vec<Checkpoint>, StoreError> {
        let key: VerifierKey = self.verifier();
        let kept = self.checkpoints(0, u64::MAX).await?;
        let kept =
            kept.iter().map(|(size, note)| (format!("the kept checkpoint over {size} entries"), Some(*size), note));
        let outside = what
            .checkpoints
            .iter()
            .enumerate()
            .map(|(n, note)| (format!("checkpoint {} from outside", n + 1), None, note));
        let mut signed = Vec::new();
        for (place, size, note) in kept.chain(outside) {
            match key.open(note) {
                Ok(checkpoint) if size.is_none_or(|size| size == checkpoint.size) => signed.push(checkpoint),
                _ => report.add(Wrong::CheckpointForged, place),
            }
            report.checkpoints += 1;
        }
        signed.sort_by_key(|c| c.size);
        Ok(signed)
    }

    /// Entries that no leaf knows. On PostgreSQL an entry of this second may wait, under its keyed hash.
    async fn planted(&self, report: &mut LedgerReport) -> Result<(), StoreError> {
        const WITHOUT: &str = concat!(
            "SELECT w.mac, ",
            entries::columns!(),
            " FROM audit_entry e LEFT JOIN audit_waiting w ON w.entry = e.id ",
            "WHERE NOT EXISTS (SELECT 1 FROM audit_leaf l WHERE l.entry = e.id) ORDER BY e.id LIMIT 1000"
        );
        for row in self.driver().query(Place::Data, WITHOUT, Vec::new()).await? {
            let waits = match row.opt_array::<32>(0)? {
                Some(mac) => entries::of_row(&row, 1).is_ok_and(|e| self.guard(&e.leaf_bytes()) == mac),
                None => false,
            };
            if !waits {
                report.add(Wrong::EntryPlanted, format!("entry {}", row.id::<EntryId>(1)?));
            }
        }
        Ok(())
    }
}

/// Checks one leaf and gives the hash that the tree was built from.
fn leaf(
    row: &Row,
    expected: u64,
    certificates: &mut Certificates,
    report: &mut LedgerReport,
) -> Result<Hash, StoreError> {
    let (number, id, kept) = (row.number(0)?, row.id::<EntryId>(1)?, row.array(2)?);
    if number != expected {
        report.add(Wrong::LeafMissing, format!("leaf {expected}"));
    }
    if row.opt_id::<EntryId>(ENTRY)?.is_none() {
        report.add(Wrong::EntryMissing, format!("entry {id}, leaf {number}"));
        return Ok(kept);
    }
    let place = || format!("entry {id}, leaf {number}");
    let Ok(entry) = entries::of_row(row, ENTRY) else {
        report.add(Wrong::EntryChanged, place());
        return Ok(kept);
    };
    if leaf_hash(&entry.leaf_bytes()) != kept {
        report.add(Wrong::EntryChanged, place());
    }
    detail(row, &entry, certificates, report, &place())?;
    Ok(kept)
}

/// The sealed words of an entry: those that its hash says, under the file and authority that it names. A destruction carries the hash of
/// its certificate instead.
fn detail(
    row: &Row,
    entry: &StoredEntry,
    certificates: &mut Certificates,
    report: &mut LedgerReport,
    place: &str,
) -> Result<(), StoreError> {
    let destroyed = entry.file.and_then(|f| certificates.get_mut(&f));
    let Some(hash) = entry.detail else {
        if row.opt_bytes(3)?.is_some() {
            report.add(Wrong::DetailChanged, place);
        }
        return Ok(());
    };
    match row.opt_bytes(3)? {
        Some(sealed) => {
            let own = row.opt_id(4)? == entry.file && row.authority(5)? == entry.authority;
            if !own || <Hash>::from(Sha256::digest(&sealed)) != hash {
                report.add(Wrong::DetailChanged, place);
            }
        }
        None if entry.action == DESTROYED || entry.action == REPLAYED => match destroyed {
            Some(certified) if certified.hash == hash => certified.in_audit = true,
            _ => report.add(Wrong::Uncertified, place),
        },
        None if destroyed.is_none() => report.add(Wrong::DetailMissing, place),
        None => {}
    }
    Ok(())
}

fn compare(tile: Tile, tiles: &HashMap<(u64, u64), Hash>, report: &mut LedgerReport) {
    if tiles.get(&(tile.level.into(), tile.index)) != Some(&tile.root) {
        report.add(Wrong::TileDiffers, format!("tile {} of level {}", tile.index, tile.level));
    }
}

/// Checkpoints that wait for the tree to reach their size.
struct Awaited(std::iter::Peekable<std::vec::IntoIter<Checkpoint>>);

impl Awaited {
    fn new(sorted: Vec<Checkpoint>) -> Self {
        Self(sorted.into_iter().peekable())
    }

    fn at(&mut self, frontier: &Frontier, report: &mut LedgerReport) {
        while let Some(checkpoint) = self.0.next_if(|c| c.size == frontier.size()) {
            if checkpoint.root != frontier.root() {
                report.add(Wrong::HistoryRewritten, format!("the checkpoint over {} entries", checkpoint.size));
            }
        }
    }

    /// Those that the tree never reached: it was cut off.
    fn left(self, report: &mut LedgerReport) {
        for checkpoint in self.0 {
            report.add(Wrong::HistoryRewritten, format!("the checkpoint over {} entries", checkpoint.size));
        }
    }
}
