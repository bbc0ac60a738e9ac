use hearth_access::{Action, Purpose};
use hearth_record::{
    Fields, KindSchema,
    ids::{FileId, RecordId},
};
use hearth_store::{DraftKey, Outcome, StoreError};

use super::{Saved, TRIES};
use crate::{Desk, Failure, write::Amending};

/// What is to be added to a file.
pub struct Added<'a> {
    /// The kind of record.
    pub kind: &'static KindSchema,
    /// Its values.
    pub fields: Fields,
    /// Why the person is in the file, where nothing in the records explains it.
    pub purpose: Option<Purpose>,
    /// The draft that this makes good.
    pub draft: Option<&'a DraftKey>,
}

/// Adds a record to a file.
///
/// # Errors
/// [`Failure::Problems`] where the values are not of the kind or cannot be true, [`Failure::Wrong`] where the kind is
/// written by an act of its own or the file has its one record of it already, and what access and the store refuse.
pub async fn add(desk: &Desk, file: FileId, added: Added<'_>) -> Result<Saved, Failure> {
    let kind = added.kind;
    if kind.given {
        return Err(Failure::Wrong(format!("{} is written by the system; it has no form", kind.title)));
    }
    (kind.check)(&added.fields).or_ok(())?;
    let record = desk.new_record();
    for _ in 0..TRIES {
        match once(desk, file, record, &added).await {
            Err(Failure::Store(StoreError::Moved { .. })) => {}
            other => return other,
        }
    }
    Err(Failure::Wrong("the file is being written by many at once; try again in a moment".to_owned()))
}

async fn once(desk: &Desk, file: FileId, record: RecordId, added: &Added<'_>) -> Result<Saved, Failure> {
    let open = desk.writable(file, Action::Record, added.purpose).await?;
    if added.kind.file.is_some_and(|of| of != open.row.file_type) {
        return Err(Failure::Wrong(format!("{} does not stand in this type of file", added.kind.title)));
    }
    let there = |held: &hearth_record::Held| held.schema.kind == added.kind.kind && !held.withdrawn();
    if added.kind.once && open.file.records().iter().any(there) {
        return Err(Failure::Wrong(format!("{} stands in this file already; correct it instead", added.kind.title)));
    }
    let mut amending = Amending::of(&open.row, open.file);
    amending.add(record, added.kind, added.fields.clone(), desk.written(None), desk.now(), None);
    let mut change = desk.change();
    let mut entry = desk.entry("record.add", Some(&open.permit), Some(file), Outcome::Done);
    entry.record = Some(record);
    change.entries.push(entry);
    change.drafts_done.extend(added.draft.cloned());
    amending.finish(&mut change, None);
    desk.instance().store.commit(change).await?;
    Ok(Saved { record, version: 1 })
}
