use hearth_access::{Action, break_glass as glass};
use hearth_record::{
    Problems, Record,
    access::BrokenGlass,
    class::{Open, Private},
    ids::FileId,
    value::Narrative,
};
use hearth_store::Outcome;
use jiff::Timestamp;

use crate::{Desk, Failure, write::{self, Amending}};

/// Opens a closed file to this person for four hours, with a reason. The reason stands sealed in the file and in the audit.
///
/// A conflict of interest that the person declared is never opened so.
///
/// # Errors
/// [`Failure::Problems`] where the reason is not a sentence, and what access and the store refuse.
pub async fn break_glass(desk: &Desk, file: FileId, reason: &str) -> Result<Timestamp, Failure> {
    let reason = glass::Reason::new(reason).map_err(|e| Problems::at("reason", e.to_string()))?;
    let (row, facts) = desk.facts_of(file, Action::BreakGlass).await?;
    let permit = desk.decided(Action::BreakGlass, &facts, &desk.context(None)).await?;
    let broken = glass::break_glass(desk.subject().worker, None, reason, desk.now(), 0);
    let record = BrokenGlass {
        worker: Open(desk.subject().worker),
        at: Open(desk.now()),
        until: Open(broken.glass.until),
        reason: Private::new(Narrative(broken.reason.text().to_owned())),
        approved_by: Open(None),
        review: Private::new(None),
        reviewed_at: Open(None),
        reviewed_by: Open(None),
        review_notes: Private::new(None),
    };
    let id = desk.new_record();
    let mut amending = Amending::of(&row, write::file_of(&desk.instance().store.load(file, None).await?)?);
    amending.add(id, BrokenGlass::SCHEMA, record.to_fields(), desk.written(None), desk.now(), None);
    let mut change = desk.change();
    let mut entry = desk.entry("glass.break", Some(&permit), Some(file), Outcome::Done);
    entry.record = Some(id);
    entry.detail = Some(broken.reason.text().as_bytes().to_vec());
    change.entries.push(entry);
    amending.finish(&mut change, None);
    desk.instance().store.commit(change).await?;
    Ok(broken.glass.until)
}
