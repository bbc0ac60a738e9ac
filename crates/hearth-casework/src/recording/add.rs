use hearth_access::{Action, Purpose};
use hearth_record::{Fields, Held, KindSchema, ids::FileId};
use hearth_store::DraftKey;

use super::Saved;
use crate::{Desk, Failure, act::Act};

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
    let act = Act { draft: added.draft, ..Act::new(file, "record.add", added.purpose) };
    act.run(
        desk,
        Action::Record,
        |_| Ok(None),
        |row, amending| {
            if kind.file.is_some_and(|of| of != row.file_type) {
                return Err(Failure::Wrong(format!("{} does not stand in this type of file", kind.title)));
            }
            let there = |held: &Held| held.schema.kind == kind.kind && !held.withdrawn();
            if kind.once && amending.file().records().iter().any(there) {
                return Err(Failure::Wrong(format!("{} stands in this file already; correct it instead", kind.title)));
            }
            amending.add(record, kind, added.fields.clone(), desk.written(None), desk.now(), None);
            Ok(Saved { record, version: 1 })
        },
    )
    .await
}
