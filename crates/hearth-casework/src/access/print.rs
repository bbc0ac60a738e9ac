use hearth_access::Action;
use hearth_record::ids::RecordId;
use hearth_store::Outcome;

use crate::{Desk, Failure, FileView};

/// Notes that a working copy of a file, or of one record of it, is printed: the copy is made only once that stands in the audit.
///
/// # Errors
/// What access and the store refuse.
pub async fn note_print(desk: &Desk, view: &FileView, record: Option<RecordId>) -> Result<(), Failure> {
    let permit = desk.decided(Action::Print, &view.facts, &desk.context(view.purpose())).await?;
    let mut entry = desk.entry("file.print", Some(&permit), Some(view.id), Outcome::Done);
    entry.record = record;
    Ok(desk.instance().store.note(vec![entry]).await?)
}
