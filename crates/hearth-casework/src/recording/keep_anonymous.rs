use hearth_access::Action;
use hearth_record::{
    Record,
    front_door::Contact,
    ids::{FileId, RecordId},
};
use hearth_store::{Change, Outcome, StoreError};

use super::{
    Correction, Saved,
    correct::{asked, held, merged},
};
use crate::{
    Desk, Failure,
    act::{TRIES, stand_back},
    write::{self, Amending},
};

/// Corrects a contact whose referrer is to be kept anonymous from now on: in the file that was corrected, and in that of each other
/// child whom the contact is about, in one change or not at all.
///
/// Whoever may correct it in one file keeps the name back in all, those too that are closed to them: nothing is read there and nothing
/// is told, and a name that stands open in one of the files is not kept back at all.
///
/// Two queries and a load for each file.
///
/// # Errors
/// As [`correct`](super::correct()).
pub(super) async fn corrected(desk: &Desk, file: FileId, correction: &Correction<'_>) -> Result<Saved, Failure> {
    for attempt in 0..TRIES {
        match once(desk, file, correction).await {
            Err(Failure::Store(StoreError::Moved { .. })) => stand_back(desk, attempt).await,
            other => return other,
        }
    }
    Err(Failure::Wrong("the files are being written by many at once; try again in a moment".to_owned()))
}

async fn once(desk: &Desk, file: FileId, correction: &Correction<'_>) -> Result<Saved, Failure> {
    let context = desk.context(correction.purpose);
    let (row, facts) = desk.facts_of(file, Action::OpenFile).await?;
    let mut permit = desk.decided(Action::OpenFile, &facts, &context).await?;
    let mut here = Amending::of(&row, write::file_of(&desk.instance().store.load(file, None).await?)?);
    let there = held(here.file(), correction.record)?;
    for action in asked(here.file(), there, correction) {
        permit = desk.decided(action, &facts, &context).await?;
    }
    let fields = merged(there, correction)?;
    let set = there.versions().iter().find_map(|version| version.written.set.clone());
    let is_contact = there.schema.kind == Contact::SCHEMA.kind;
    let others = set.filter(|_| is_contact).map(|set| set.records).unwrap_or_default();
    let saved = Saved { record: there.id, version: there.current().number + 1 };
    let because = correction.because.trim();
    here.correct(saved.record, fields, desk.written(Some(because.to_owned())), desk.now());
    let mut change = desk.change();
    let mut entry = desk.entry("record.correct", Some(&permit), Some(file), Outcome::Done);
    entry.record = Some(saved.record);
    change.entries.push(entry);
    change.drafts_done.extend(correction.draft.cloned());
    here.finish(desk.council(), &mut change, None);
    for place in others.into_iter().filter(|(other, _)| *other != file) {
        keep_back(desk, place, because, &mut change).await?;
    }
    desk.instance().store.commit(change).await?;
    Ok(saved)
}

/// Keeps the name back in the file of another child, where the contact stands there and does not do so yet.
async fn keep_back(
    desk: &Desk,
    (file, record): (FileId, RecordId),
    because: &str,
    change: &mut Change,
) -> Result<(), Failure> {
    let store = &desk.instance().store;
    let Some(row) = store.files(&[file]).await?.pop() else { return Ok(()) };
    let mut amending = Amending::of(&row, write::file_of(&store.load(file, None).await?)?);
    let Some(there) = amending.file().record(record).filter(|held| held.schema.kind == Contact::SCHEMA.kind) else {
        return Ok(());
    };
    let current = there.current();
    if current.fields.get("keep_anonymous") == Some(&true.into()) {
        return Ok(());
    }
    let fields = current.fields.clone().with("keep_anonymous", true);
    let fields = (Contact::SCHEMA.rewrite)(&fields)?;
    let mut written = desk.written(Some(because.to_owned()));
    written.set.clone_from(&current.written.set);
    written.withdrawn = current.written.withdrawn;
    amending.correct(record, fields, written, desk.now());
    let mut entry = desk.entry("contact.anonymous", None, Some(file), Outcome::Done);
    entry.record = Some(record);
    change.entries.push(entry);
    amending.finish(desk.council(), change, None);
    Ok(())
}
