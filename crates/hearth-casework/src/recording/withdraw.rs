use hearth_access::{Action, Purpose};
use hearth_record::{
    Problems, Record,
    front_door::Contact,
    ids::{FileId, RecordId},
};

use super::{
    Saved,
    correct::{held, to_correct},
};
use crate::{Desk, Failure, act::Act};

/// Withdraws a record that was written in error, such as in the wrong child's file. It no longer counts and stays readable.
///
/// # Errors
/// [`Failure::Problems`] without a reason, [`Failure::Wrong`] for a record that an act of its own ends, and what access and
/// the store refuse.
pub async fn withdraw(
    desk: &Desk,
    file: FileId,
    record: RecordId,
    because: &str,
    purpose: Option<Purpose>,
) -> Result<Saved, Failure> {
    let because = because.trim();
    if because.is_empty() {
        return Err(Problems::at("because", "is needed: say why this record should not count").into());
    }
    let act = Act::new(file, "record.withdraw", purpose);
    act.run(
        desk,
        Action::OpenFile,
        |file| {
            let held = held(file, record)?;
            // Its clock stops with it, so that only who could decide it takes it away.
            let undecided =
                held.schema.kind == Contact::SCHEMA.kind && held.current().fields.get("decided_at").is_none();
            Ok([Some(to_correct(file, held)), undecided.then_some(Action::DecideContact)].into_iter().flatten())
        },
        |_, amending| {
            let held = held(amending.file(), record)?;
            if held.schema.once || held.schema.given {
                return Err(Failure::Wrong(format!("{} cannot be withdrawn; correct it instead", held.schema.title)));
            }
            let (fields, version) = (held.current().fields.clone(), held.current().number + 1);
            let mut written = desk.written(Some(because.to_owned()));
            written.withdrawn = true;
            amending.correct(record, fields, written, desk.now());
            Ok(Saved { record, version })
        },
    )
    .await
}
