//! Recording: adding, correcting and withdrawing a record of any kind.

mod add;
mod add_to_each;
mod correct;
mod correct_alike;
pub(crate) mod document;
mod draft;
mod keep_anonymous;
mod moved;
mod search_text;
mod siblings;
mod withdraw;

pub use add::{Added, add, add_once};
pub use add_to_each::{AddedToEach, SavedIn, add_to_each};
pub use correct::{Correction, correct};
pub(crate) use correct::{corrected, to_correct};
pub use correct_alike::correct_alike;
pub use document::{LARGEST_DOCUMENT, Received, open_document, store_document};
pub(crate) use draft::draft_done;
pub use draft::{Begun, DraftKey, Kept, draft_key, drop_draft, keep_draft, kept_draft, my_drafts};
pub(crate) use moved::to_move;
pub use moved::{Moved, move_record};
pub use search_text::{Passage, Searched, Within, search_text};
pub use siblings::{Sibling, siblings};
pub use withdraw::withdraw;

use hearth_access::{Action, Purpose};
use hearth_record::{
    Fields, KindSchema, Problems,
    ids::{FileId, RecordId},
};

use crate::{Desk, Failure};

/// Reads what a form posted as the fields of `kind`.
///
/// Fields that the form of the kind does not have are left as `base` has them: the system fills them, or a section is
/// closed to this person. `posted` gives the text of a field, or nothing where the form did not show it.
///
/// # Errors
/// Every field that cannot be read, with its name.
pub fn read_form<'a>(
    kind: &KindSchema,
    base: &Fields,
    posted: impl Fn(&str) -> Option<&'a str>,
) -> Result<Fields, Problems> {
    let mut problems = Problems::none();
    let mut fields = base.clone();
    for field in kind.form() {
        let Some(text) = posted(field.name) else { continue };
        match field.value.canonical(text) {
            Ok(value) => fields.set(field.name, value),
            Err(bad) => problems.join(Problems::at(field.name, bad.to_string())),
        }
    }
    problems.or_ok(fields)
}

/// An id for a record that a form is about to make: a form that is sent twice is then written once, see [`add_once`].
pub fn propose(desk: &Desk) -> RecordId {
    desk.new_record()
}

/// Whether this person may do this in a file: asked before a form is shown or a draft is kept, so that nobody writes what
/// cannot be saved.
///
/// # Errors
/// The refusal, which stands in the audit.
pub async fn may(desk: &Desk, file: FileId, action: Action, purpose: Option<Purpose>) -> Result<(), Failure> {
    let (_, facts) = desk.facts_of(file, action).await?;
    desk.decided(action, &facts, &desk.context(purpose)).await.map(drop)
}

/// A record that was written, and the version of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// The record.
    pub record: RecordId,
    /// The version that was written.
    pub version: u32,
}
