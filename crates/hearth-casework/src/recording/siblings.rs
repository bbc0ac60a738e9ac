use std::collections::BTreeSet;

use hearth_access::Action;
use hearth_record::{
    Digest, FileType,
    ids::{FileId, PersonId},
    people::Relationship,
};
use hearth_store::StoreError;
use jiff::civil::Date;

use crate::{Desk, Failure, FileView};

/// A brother or sister in whose file this person may record too.
#[derive(Debug, Clone)]
pub struct Sibling {
    /// Their file.
    pub file: FileId,
    /// Their name.
    pub name: String,
    /// What they are called in a sentence.
    pub called: String,
    /// Their date of birth, where it is known.
    pub born: Option<Date>,
}

const SIBLINGS: &[&str] = &["SIBLING", "HALF_SIBLING", "STEP_SIBLING"];

/// The brothers and sisters of the child of `view` in whose file this person may record, the eldest first. Two queries, and
/// at most five for each of them: who works with one may record in the file of another.
///
/// One who was adopted since is left out: what is written about this child is not written there.
///
/// # Errors
/// What the store refuses.
pub async fn siblings(desk: &Desk, view: &FileView) -> Result<Vec<Sibling>, Failure> {
    let said = view.all::<Relationship>();
    let of_them = said.iter().filter(|(_, said)| SIBLINGS.contains(&said.relationship_type.reveal().code()));
    let people: BTreeSet<PersonId> = of_them.filter_map(|(_, said)| *said.other.reveal()).collect();
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let store = &desk.instance().store;
    let mut rows = store.files_of_people(&people.into_iter().collect::<Vec<_>>()).await?;
    rows.retain(|row| row.file_type == FileType::Care && row.file != view.id);
    let files: Vec<FileId> = rows.iter().map(|row| row.file).collect();
    let digests = store.digests(&files).await?;
    let mut found = Vec::new();
    for (row, sealed) in &digests {
        let (_, facts) = desk.facts_of(row.file, Action::Record).await?;
        let policies = &desk.instance().policies;
        if !policies.decide(desk.subject(), Action::Record, &facts, &desk.context(None)).is_permitted() {
            continue;
        }
        let digest =
            Digest::from_bytes(sealed).map_err(|e| StoreError::Form(format!("digest of file {}: {e}", row.file)))?;
        if digest.was_adopted() {
            continue;
        }
        let called = digest.name.given.split_whitespace().next().unwrap_or("this child").to_owned();
        found.push(Sibling { file: row.file, name: digest.name.whole(), called, born: digest.born });
    }
    found.sort_by_key(|sibling| (sibling.born, sibling.file));
    Ok(found)
}
