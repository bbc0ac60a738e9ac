//! The desk of whoever keeps the schedule: what is due, and what keeps the rest.

use std::collections::BTreeMap;

use hearth_access::{Action, Context};
use hearth_record::{Digest, ids::FileId};
use hearth_store::Outcome;
use jiff::civil::Date;

use super::{Due, Standing, batch, propose::look};
use crate::{Desk, Failure, facts};

/// What is due in a council.
#[derive(Default)]
pub struct Overview {
    /// Whether the council has supplied its schedule; without one nothing is due.
    pub supplied: bool,
    /// Where the schedule stands.
    pub source: String,
    /// Files whose day has come and that are in no batch, the longest overdue first.
    pub due: Vec<Standing>,
    /// Those that are kept back, with what keeps them.
    pub left_out: Vec<Standing>,
    /// How many files there are.
    pub files: u64,
}

/// Whose file it is, for a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whose {
    /// The name.
    pub name: String,
    /// The date of birth.
    pub born: Option<Date>,
}

/// What is due. A walk over the council, and the loads of [`propose`](super::propose).
///
/// # Errors
/// [`Failure::Refused`] for whoever has nothing to do with the end of files, and what the store refuses.
pub async fn overview(desk: &Desk) -> Result<Overview, Failure> {
    batch::read(desk).await?;
    let due = Due::of(desk).await?;
    let source = desk.pack()?.retention.own().source.clone();
    if !due.supplied() {
        return Ok(Overview { source, ..Overview::default() });
    }
    let (free, left_out, files) = look(desk).await?;
    Ok(Overview { supplied: true, source, due: free, left_out, files })
}

/// Whose files these are, as far as whoever is at the desk may know it from a list. Three queries; the look is in the audit.
///
/// # Errors
/// What the store refuses.
pub async fn whose(desk: &Desk, files: &[FileId]) -> Result<BTreeMap<FileId, Whose>, Failure> {
    let store = &desk.instance().store;
    let work = store.work_of(files).await?;
    let mut known = BTreeMap::new();
    for (row, sealed) in store.digests(files).await? {
        let facts = facts::of(&row, &work);
        let context = Context::at(desk.now());
        let permitted =
            desk.instance().policies.decide(desk.subject(), Action::ListRow, &facts, &context).is_permitted();
        if let (true, Ok(digest)) = (permitted, Digest::from_bytes(&sealed)) {
            known.insert(row.file, Whose { name: digest.name.whole(), born: digest.born });
        }
    }
    if !known.is_empty() {
        let mut entry = desk.entry("disposal.list", None, None, Outcome::Done);
        entry.count = u32::try_from(known.len()).unwrap_or(u32::MAX);
        store.note(vec![entry]).await?;
    }
    Ok(known)
}
