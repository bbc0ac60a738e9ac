use hearth_access::{Action, break_glass as glass};
use hearth_record::{
    Problems, Record,
    access::BrokenGlass,
    class::{Open, Private},
    ids::FileId,
    value::Narrative,
};
use jiff::Timestamp;

use crate::{Desk, Failure, act::Act, recording::Saved};

/// Opens a closed file to this person for four hours, with a reason. The reason stands sealed in the file and in the audit.
///
/// A conflict of interest that the person declared is never opened so.
///
/// # Errors
/// [`Failure::Problems`] where the reason is not a sentence, and what access and the store refuse.
pub async fn break_glass(desk: &Desk, file: FileId, reason: &str) -> Result<Timestamp, Failure> {
    let reason = glass::Reason::new(reason).map_err(|e| Problems::at("reason", e.to_string()))?;
    let broken = glass::break_glass(desk.subject().worker, None, reason, desk.now(), 0);
    let words = broken.reason.text();
    let glass = BrokenGlass {
        worker: Open(desk.subject().worker),
        at: Open(desk.now()),
        until: Open(broken.glass.until),
        reason: Private::new(Narrative(words.to_owned())),
        approved_by: Open(None),
        review: Private::new(None),
        reviewed_at: Open(None),
        reviewed_by: Open(None),
        review_notes: Private::new(None),
    };
    let record = desk.new_record();
    let act = Act { detail: Some(words), ..Act::new(file, "glass.break", None) };
    act.run(
        desk,
        Action::BreakGlass,
        |_| Ok(None),
        |_, amending| {
            amending.add(record, BrokenGlass::SCHEMA, glass.to_fields(), desk.written(None), desk.now(), None);
            Ok(Saved { record, version: 1 })
        },
    )
    .await?;
    Ok(broken.glass.until)
}
