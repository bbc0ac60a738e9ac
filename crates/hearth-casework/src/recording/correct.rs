use hearth_access::{Action, Purpose};
use hearth_record::{
    Fields,
    fields::{Merged, merge},
    ids::{FileId, RecordId},
};
use hearth_store::{DraftKey, Outcome, StoreError};

use super::{Saved, TRIES};
use crate::{Desk, Failure, Quarrel, write::Amending};

/// A correction to one record.
pub struct Correction<'a> {
    /// The record.
    pub record: RecordId,
    /// The version that the person saw and changed.
    pub from: u32,
    /// The values as they should be.
    pub fields: Fields,
    /// Why, in the person's words.
    pub because: String,
    /// Why the person is in the file, where nothing in the records explains it.
    pub purpose: Option<Purpose>,
    /// The draft that this makes good.
    pub draft: Option<&'a DraftKey>,
}

/// Adds a version to a record. What the earlier ones said stays readable.
///
/// Where somebody else wrote a version since, the two are merged field by field and the whole is validated again.
///
/// # Errors
/// [`Failure::Both`] where both changed one field to different values, [`Failure::Problems`] where the whole cannot be
/// true, and what access and the store refuse.
pub async fn correct(desk: &Desk, file: FileId, correction: Correction<'_>) -> Result<Saved, Failure> {
    if correction.because.trim().is_empty() {
        return Err(hearth_record::Problems::at("because", "is needed: say why you correct this record").into());
    }
    for _ in 0..TRIES {
        match once(desk, file, &correction).await {
            Err(Failure::Store(StoreError::Moved { .. })) => {}
            other => return other,
        }
    }
    Err(Failure::Wrong("the file is being written by many at once; try again in a moment".to_owned()))
}

async fn once(desk: &Desk, file: FileId, correction: &Correction<'_>) -> Result<Saved, Failure> {
    let (row, facts) = desk.facts_of(file, Action::OpenFile).await?;
    let loaded = crate::write::file_of(&desk.instance().store.load(file, None).await?)?;
    let held = loaded.record(correction.record).ok_or(Failure::Absent("there is no such record in this file"))?;
    let action = Action::Correct { category: held.schema.category };
    let permit = desk.decided(action, &facts, &desk.context(correction.purpose)).await?;
    if held.withdrawn() {
        return Err(Failure::Wrong("this record was withdrawn; add a new one".to_owned()));
    }
    let seen = held.versions().iter().find(|version| version.number == correction.from);
    let seen = seen.ok_or(Failure::Absent("there is no such version of this record"))?;
    let now = held.current();
    let fields = match merge(&seen.fields, &correction.fields, &now.fields) {
        Merged::Whole(fields) => fields,
        Merged::Both(fields) => {
            let (theirs, version, by) = (now.fields.clone(), now.number, now.written.by.name().to_owned());
            return Err(Failure::Both(Box::new(Quarrel { fields, theirs, version, by })));
        }
    };
    (held.schema.check)(&fields).or_ok(())?;
    let saved = Saved { record: held.id, version: now.number + 1 };
    if fields == now.fields {
        return Err(Failure::Wrong("nothing was changed, so nothing was saved".to_owned()));
    }
    let because = Some(correction.because.trim().to_owned());
    let mut amending = Amending::of(&row, loaded);
    amending.correct(correction.record, fields, desk.written(because), desk.now());
    let mut change = desk.change();
    let mut entry = desk.entry("record.correct", Some(&permit), Some(file), Outcome::Done);
    entry.record = Some(correction.record);
    change.entries.push(entry);
    change.drafts_done.extend(correction.draft.cloned());
    amending.finish(&mut change, None);
    desk.instance().store.commit(change).await?;
    Ok(saved)
}
