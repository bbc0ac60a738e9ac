use hearth_access::{Action, Purpose};
use hearth_record::{
    Fields, File, Held, Problems, Record,
    front_door::Contact,
    ids::{FileId, RecordId},
    value::ValueType,
};
use hearth_store::{Outcome, StoreError};

use super::{
    Saved,
    correct::{held, to_correct},
};
use crate::{
    Desk, Failure,
    act::{TRIES, stand_back},
    write::{self, Amending},
};

/// A record that stands in the wrong file, and where it belongs.
pub struct Moved<'a> {
    /// Where it stands.
    pub from: FileId,
    /// The record.
    pub record: RecordId,
    /// Where it belongs.
    pub to: FileId,
    /// How it came to stand in the wrong file, in the person's words.
    pub because: &'a str,
    /// Why the person is in the first file, where nothing in the records explains it.
    pub purpose: Option<Purpose>,
}

/// Moves a record that was written into the wrong child's file: it is withdrawn there, where it stays readable with the reason, and
/// written into the right one, in one act or not at all. What in it points at other records of the first file stays behind.
///
/// # Errors
/// [`Failure::Problems`] without a reason, [`Failure::Wrong`] for a record that stands once in a file or is the system's own, and what
/// access and the store refuse of either file.
pub async fn move_record(desk: &Desk, moved: &Moved<'_>) -> Result<Saved, Failure> {
    if moved.because.trim().is_empty() {
        return Err(Problems::at("because", "is needed: say how it came to stand in the wrong file").into());
    }
    if moved.from == moved.to {
        return Err(Problems::at("to", "is the file in which it stands; choose another child").into());
    }
    for attempt in 0..TRIES {
        match once(desk, moved).await {
            Err(Failure::Store(StoreError::Moved { .. })) => stand_back(desk, attempt).await,
            other => return other,
        }
    }
    Err(Failure::Wrong("the files are being written by many at once; try again in a moment".to_owned()))
}

async fn once(desk: &Desk, moved: &Moved<'_>) -> Result<Saved, Failure> {
    let because = moved.because.trim();
    let context = desk.context(moved.purpose);
    let (from, facts) = desk.facts_of(moved.from, Action::OpenFile).await?;
    desk.decided(Action::OpenFile, &facts, &context).await?;
    let mut left = Amending::of(&from, write::file_of(&desk.instance().store.load(moved.from, None).await?)?);
    let there = movable(held(left.file(), moved.record)?)?;
    let (kind, fields) = (there.schema, carried(there));
    let said = there.current().fields.clone();
    let withdraw = desk.decided(to_move(left.file(), there), &facts, &context).await?;
    let (to, facts) = desk.facts_of(moved.to, Action::Record).await?;
    let record = desk.decided(Action::Record, &facts, &desk.context(None)).await?;
    if kind.file.is_some_and(|of| of != to.file_type) {
        return Err(Failure::Wrong(format!("{} does not stand in this type of file", kind.title)));
    }
    let mut got = Amending::of(&to, write::file_of(&desk.instance().store.load(moved.to, None).await?)?);
    let id = desk.new_record();
    let mut withdrawn = desk.written(Some(format!("Moved to the right file: {because}")));
    withdrawn.withdrawn = true;
    left.correct(moved.record, said, withdrawn, desk.now());
    got.add(id, kind, fields, desk.written(Some(format!("Moved from another file: {because}"))), desk.now(), None);
    let mut change = desk.change();
    for (permit, file, about) in [(&withdraw, moved.from, moved.record), (&record, moved.to, id)] {
        let mut entry = desk.entry("record.move", Some(permit), Some(file), Outcome::Done);
        entry.record = Some(about);
        change.entries.push(entry);
    }
    left.finish(desk.council(), &mut change, None);
    got.finish(desk.council(), &mut change, None);
    desk.instance().store.commit(change).await?;
    Ok(Saved { record: id, version: 1 })
}

/// What somebody must be permitted to move this record: what correcting it asks, and for a contact that waits for its decision, to
/// decide it, because it is closed where it stood.
pub(crate) fn to_move(file: &File, held: &Held) -> Action {
    let waits = held.schema.kind == Contact::SCHEMA.kind && held.current().fields.get("decided_at").is_none();
    if waits { Action::DecideContact } else { to_correct(file, held) }
}

fn movable(held: &Held) -> Result<&Held, Failure> {
    if held.schema.once || held.schema.given || held.schema.kind == "document" {
        return Err(Failure::Wrong(format!("{} cannot be moved; withdraw it and add it there", held.schema.title)));
    }
    Ok(held)
}

/// What of a record can stand in another file.
fn carried(held: &Held) -> Fields {
    let mut fields = held.current().fields.clone();
    let points = |of: &ValueType| matches!(of, ValueType::Record | ValueType::List(ValueType::Record));
    for field in held.schema.fields.iter().filter(|field| points(&field.value)) {
        fields.set(field.name, None);
    }
    fields
}
