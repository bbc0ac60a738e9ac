//! The certificate of a destroyed file, with the proof that it stands in the audit.

use hearth_record::ids::FileId;
use hearth_store::{EntryQuery, StoredEntry, destroy::Certificate, prove::Proof};

use super::batch;
use crate::{Desk, Failure};

/// Entries of a file that are looked at, the newest first: its destruction is the last thing that happens to it.
const MOST: u32 = 1_000;

/// A certificate and its proof: together they are checked without this system.
pub struct Certified {
    /// What it says.
    pub certificate: Certificate,
    /// That its audit entry stands in the tree that a signed checkpoint names; the text of the certificate stands in it.
    pub proof: Proof,
}

/// The certificate of a file that was destroyed. A checkpoint is signed where its entry is younger than the last one.
///
/// # Errors
/// [`Failure::Refused`] for whoever has nothing to do with the end of files, [`Failure::Absent`] where no such file was destroyed here or it
/// stood behind the adoption wall and whoever asks does not, and what the store refuses.
pub async fn certificate(desk: &Desk, file: FileId) -> Result<Certified, Failure> {
    batch::read(desk).await?;
    let absent = || Failure::Absent("no such file was destroyed here");
    let store = &desk.instance().store;
    let row = store.files(&[file]).await?.pop().filter(|row| row.authority == *desk.authority()).ok_or_else(absent)?;
    if row.flags.walled && !desk.is_behind_the_wall() {
        return Err(absent());
    }
    let text = store.load(row.file, None).await?.tombstone.and_then(|stone| stone.certificate).ok_or_else(absent)?;
    let certificate = Certificate::parse(&text)?;
    // After a restore the audit is that of the backup: the destruction was done again there, under an entry that carries the same
    // certificate.
    let entries = store.entries(&EntryQuery::File(file), None, MOST).await?;
    let carries = |entry: &&StoredEntry| matches!(entry.action.as_str(), "file.destroy" | "file.destroy_again");
    let again = entries.iter().filter(carries).map(|entry| entry.id).max();
    let there = entries.iter().any(|entry| entry.id == certificate.entry);
    let entry = if there { certificate.entry } else { again.unwrap_or(certificate.entry) };
    let proof = store.prove(entry, desk.now()).await?;
    Ok(Certified { certificate, proof })
}
