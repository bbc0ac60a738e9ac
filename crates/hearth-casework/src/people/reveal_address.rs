use hearth_record::{Problems, Record, ids::RecordId, people::Address};
use hearth_store::Outcome;

use crate::{Desk, Failure, FileView};

/// The fewest words of a reason.
const FEWEST_WORDS: usize = 2;

/// Shows one protected address, for the one answer: from here on the view no longer withholds it. That it was asked for, and why,
/// is in the audit before it is shown.
///
/// # Errors
/// [`Failure::Problems`] without a reason of two words, [`Failure::Absent`] where there is no such address, and what the store refuses.
pub async fn reveal_address(desk: &Desk, view: &mut FileView, record: RecordId, reason: &str) -> Result<(), Failure> {
    let reason = reason.trim();
    if reason.split_whitespace().count() < FEWEST_WORDS {
        return Err(Problems::at("reason", "is needed: say in a few words what you need the address for").into());
    }
    let there = view.record(record).filter(|held| held.schema.kind == Address::SCHEMA.kind);
    if there.is_none() {
        return Err(Failure::Absent("there is no such address in this file"));
    }
    let mut entry = desk.entry("address.reveal", Some(&view.permit), Some(view.id), Outcome::Done);
    entry.record = Some(record);
    entry.detail = Some(reason.as_bytes().to_vec());
    desk.instance().store.note(vec![entry]).await?;
    view.revealed = Some(record);
    Ok(())
}
