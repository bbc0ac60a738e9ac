use hearth_access::{Action, Purpose};
use hearth_record::{
    Fields, Held, KindSchema,
    ids::{FileId, RecordId},
    template,
};
use hearth_store::DraftKey;

use super::{Saved, add_to_each::is_the_same, correct::comes_undecided, document::must_stand_here};
use crate::{
    Desk, Failure,
    act::Act,
    governance::told::{completed, must_be_told},
};

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
/// [`Failure::Problems`] where the values are not of the kind or cannot be true, or a contact comes with its decision, [`Failure::Wrong`] where the kind is
/// written by an act of its own or the file has its one record of it already, and what access and the store refuse.
pub async fn add(desk: &Desk, file: FileId, added: Added<'_>) -> Result<Saved, Failure> {
    add_once(desk, file, added, None).await
}

/// The same with the id that the form proposed for the record: a form that is sent twice, by a second press of the button or after
/// the way back, is written once. A form that proposes the id of a record which says something else is written as one more.
///
/// # Errors
/// As [`add`].
pub async fn add_once(
    desk: &Desk,
    file: FileId,
    added: Added<'_>,
    proposed: Option<RecordId>,
) -> Result<Saved, Failure> {
    let kind = added.kind;
    if kind.given {
        return Err(Failure::Wrong(format!("{} is written by the system; it has no form", kind.title)));
    }
    comes_undecided(kind, &added.fields)?;
    (kind.check)(&added.fields).or_ok(())?;
    (kind.lacks)(&added.fields).or_ok(())?;
    let fields = completed(desk, kind, by_template(desk, kind, added.fields)).await?;
    let fresh = desk.new_record();
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
            must_stand_here(amending.file(), kind, &Fields::new(), &fields)?;
            must_be_told(amending.file(), kind, None, &fields)?;
            let there = proposed.and_then(|id| amending.file().record(id));
            if let Some(there) = there.filter(|there| is_the_same(there, kind, &fields)) {
                return Ok(Saved { record: there.id, version: there.current().number });
            }
            let record = proposed.filter(|_| there.is_none()).unwrap_or(fresh);
            amending.add(record, kind, fields.clone(), desk.written(None), desk.now(), None);
            Ok(Saved { record, version: 1 })
        },
    )
    .await
}

/// The values with the number of the template by which they are written, where the kind keeps one.
fn by_template(desk: &Desk, kind: &'static KindSchema, mut fields: Fields) -> Fields {
    let in_use = template::in_use(kind, desk.authority().as_str(), desk.today());
    if let Some(template) = in_use.filter(|_| kind.field(template::KEPT).is_some()) {
        fields.set(template::KEPT, Some(template.number.into()));
    }
    fields
}
