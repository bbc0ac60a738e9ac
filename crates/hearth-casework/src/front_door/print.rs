use hearth_access::Action;
use hearth_store::{Entry, Outcome};

use super::Contacted;
use crate::{Desk, Failure, FileView};

/// Notes that a working copy of a contact is printed, in the file of each child who stands on it: the copy is made only once that is
/// in the audit.
///
/// # Errors
/// What access and the store refuse.
pub async fn note_print(desk: &Desk, view: &FileView, contacted: &Contacted) -> Result<(), Failure> {
    let permit = desk.decided(Action::Print, &view.facts, &desk.context(view.purpose())).await?;
    let entry = |(file, record)| Entry {
        record: Some(record),
        ..desk.entry("file.print", Some(&permit), Some(file), Outcome::Done)
    };
    Ok(desk.instance().store.note(contacted.places().into_iter().map(entry).collect()).await?)
}
