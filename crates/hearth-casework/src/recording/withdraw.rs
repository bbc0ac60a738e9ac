use hearth_access::{Action, Purpose};
use hearth_record::{
    Problems,
    ids::{FileId, RecordId},
};
use hearth_store::{Outcome, StoreError};

use super::{Saved, TRIES};
use crate::{Desk, Failure, write::Amending};

/// Withdraws a record that was written in error, such as in the wrong child's file. It no longer counts and stays readable.
///
/// # Errors
/// [`Failure::Problems`] without a reason, and what access and the store refuse.
pub async fn withdraw(desk: &Desk, file: FileId, record: RecordId, because: &str, purpose: Option<Purpose>) -> Result<Saved, Failure> {
    if because.trim().is_empty() {
        return Err(Problems::at("because", "is needed: say why this record should not count").into());
    }
    for _ in 0..TRIES {
        match once(desk, file, record, because, purpose).await {
            Err(Failure::Store(StoreError::Moved { .. })) => {}
            other => return other,
        }
    }
    Err(Failure::Wrong("the file is being written by many at once; try again in a moment".to_owned()))
}

async fn once(desk: &Desk, file: FileId, record: RecordId, because: &str, purpose: Option<Purpose>) -> Result<Saved, Failure> {
    let (row, facts) = desk.facts_of(file, Action::OpenFile).await?;
    let loaded = crate::write::file_of(&desk.instance().store.load(file, None).await?)?;
    let held = loaded.record(record).ok_or(Failure::Absent("there is no such record in this file"))?;
    let action = Action::Correct { category: held.schema.category };
    let permit = desk.decided(action, &facts, &desk.context(purpose)).await?;
    if held.schema.once || held.schema.given {
        return Err(Failure::Wrong(format!("{} cannot be withdrawn; correct it instead", held.schema.title)));
    }
    if held.withdrawn() {
        return Err(Failure::Wrong("this record was withdrawn already".to_owned()));
    }
    let (fields, version) = (held.current().fields.clone(), held.current().number + 1);
    let mut written = desk.written(Some(because.trim().to_owned()));
    written.withdrawn = true;
    let mut amending = Amending::of(&row, loaded);
    amending.correct(record, fields, written, desk.now());
    let mut change = desk.change();
    let mut entry = desk.entry("record.withdraw", Some(&permit), Some(file), Outcome::Done);
    entry.record = Some(record);
    change.entries.push(entry);
    amending.finish(&mut change, None);
    desk.instance().store.commit(change).await?;
    Ok(Saved { record, version })
}
