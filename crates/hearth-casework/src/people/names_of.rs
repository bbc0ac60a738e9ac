use hearth_access::Action;
use hearth_record::{Digest, ids::FileId};
use hearth_store::StoreError;

use crate::{Desk, Failure, facts};

/// The names of those of these files that this person may find, each whole; without those who were adopted since, to whom nothing
/// leads. Two queries, however many they are.
///
/// # Errors
/// What the store refuses.
pub async fn names_of(desk: &Desk, files: &[FileId]) -> Result<Vec<(FileId, String)>, Failure> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let store = &desk.instance().store;
    let (digests, work) = tokio::join!(store.digests(files), store.work_of(files));
    let (digests, work) = (digests?, work?);
    let mut names = Vec::new();
    for (row, sealed) in &digests {
        let facts = facts::of(row, &work);
        let policies = &desk.instance().policies;
        if policies.decide(desk.subject(), Action::Find, &facts, &desk.context(None)).is_permitted() {
            let digest = Digest::from_bytes(sealed)
                .map_err(|e| StoreError::Form(format!("digest of file {}: {e}", row.file)))?;
            if !digest.was_adopted() {
                names.push((row.file, digest.name.whole()));
            }
        }
    }
    Ok(names)
}
