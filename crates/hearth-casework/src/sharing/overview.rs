//! What is shared across a council, for those who answer for it: what was told in an emergency and waits to be looked at, what waits for a
//! second person, whom to tell of a change, which standing shares end, what was kept back, and how often for which reason.

use hearth_access::{Action, role::Group};
use hearth_record::{
    Digest, Record, clear,
    ids::{FileId, RecordId},
    sharing::Shared,
    version,
};
use hearth_store::{EntryQuery, Outcome, StoreError, WorkQuery, WorkRow};
use jiff::{SignedDuration, civil::Date};

use crate::{Desk, Failure, lists};

/// The most that one part of the page shows.
const MOST: u32 = 100;
/// The most that a reason is counted to.
const COUNTED: u32 = 10_000;
/// How far back refusals are counted.
const REFUSED: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A share, in a line.
pub struct Line {
    /// The file.
    pub file: FileId,
    /// The record.
    pub record: RecordId,
    /// Whose file it is.
    pub name: String,
    /// The share.
    pub shared: Shared,
    /// By when somebody should look, or the last day of a standing share.
    pub due: Option<Date>,
    /// Whether this reader may open the file, if only after saying why.
    pub opens: bool,
    /// Whether this reader shared it themselves.
    pub own: bool,
}

/// How often something was shared for a reason, of what is known here.
pub struct Count {
    /// The reason, in words.
    pub reason: &'static str,
    /// How often.
    pub shares: usize,
}

/// What is shared across a council.
pub struct Overview {
    /// Told in an emergency, and nobody has looked at it.
    pub urgent: Vec<Line>,
    /// Waits for a second person.
    pub waiting: Vec<Line>,
    /// The recipient is to be told of a change.
    pub to_tell: Vec<Line>,
    /// Standing shares, those that end first in front.
    pub standing: Vec<Line>,
    /// Decided not to share.
    pub withheld: Vec<Line>,
    /// How often for which reason.
    pub reasons: Vec<Count>,
    /// How often somebody was told in the last week why something cannot be shared.
    pub refused: usize,
}

/// What is shared across the council of this desk. Those who answer for the whole council see it all; a manager sees the files that may
/// stand in a list of theirs. Nothing of what stands behind the adoption wall is here. Three queries for each part, one for each reason, and
/// an entry of the audit.
///
/// # Errors
/// What access and the store refuse.
pub async fn overview(desk: &Desk) -> Result<Overview, Failure> {
    let permit = desk.may(Action::ReadSharing).await?;
    let overview = Overview {
        urgent: part(desk, clear::SHARE_REVIEW).await?,
        waiting: part(desk, clear::SHARE_APPROVAL).await?,
        to_tell: part(desk, clear::SHARE_RECALL).await?,
        standing: part(desk, clear::SHARE_STANDING).await?,
        withheld: part(desk, clear::SHARE_WITHHELD).await?,
        reasons: reasons(desk).await?,
        refused: refused(desk).await?,
    };
    let mut entry = desk.entry("sharing.look", Some(&permit), None, Outcome::Done);
    let lines = [&overview.urgent, &overview.waiting, &overview.to_tell, &overview.standing, &overview.withheld];
    entry.count = lines.iter().map(|lines| u32::try_from(lines.len()).unwrap_or(u32::MAX)).sum();
    desk.instance().store.note(vec![entry]).await?;
    Ok(overview)
}

async fn rows(desk: &Desk, kind: &str, state: &str, most: u32) -> Result<Vec<WorkRow>, Failure> {
    let (kind, state) = (kind.to_owned(), state.to_owned());
    let queue = WorkQuery::Queue { authority: desk.authority().clone(), kind, state };
    Ok(desk.instance().store.work(&queue, most).await?)
}

async fn part(desk: &Desk, kind: &'static str) -> Result<Vec<Line>, Failure> {
    let waiting = rows(desk, kind, clear::OPEN, MOST).await?;
    let mut files: Vec<FileId> = waiting.iter().map(|row| row.file).collect();
    files.sort_unstable();
    files.dedup();
    let store = &desk.instance().store;
    let (digests, records, work) =
        tokio::join!(store.digests(&files), store.records_behind(&files, [kind; 2]), store.work_of(&files));
    let (digests, records, work) = (digests?, records?, work?);
    let answers_for_all = [Group::Assurance, Group::Oversight].iter().any(|group| desk.subject().role.is_in(*group));
    let mut lines = Vec::new();
    for row in &waiting {
        let stored = records.iter().find(|(file, stored)| *file == row.file && stored.record == row.record);
        let sealed = digests.iter().find(|(digest, _)| digest.file == row.file);
        let (Some((_, stored)), Some((file, sealed))) = (stored, sealed) else { continue };
        let mine = lists::may_list(desk, file, &work);
        if file.flags.walled || !(answers_for_all || mine) {
            continue;
        }
        let opens = mine || desk.subject().role.is_in(Group::Oversight);
        let unreadable = |why: String| StoreError::Form(format!("share {}: {why}", row.record));
        let (_, fields) = version::from_seal(&stored.body).map_err(|e| unreadable(e.to_string()))?;
        let shared = Shared::from_fields(&fields).map_err(|e| unreadable(e.to_string()))?;
        let digest = Digest::from_bytes(sealed).map_err(|e| unreadable(e.to_string()))?;
        let own = *shared.shared_by == Some(desk.subject().worker);
        let name = digest.name.whole();
        lines.push(Line { file: row.file, record: row.record, name, due: row.due, opens, own, shared });
    }
    Ok(lines)
}

async fn reasons(desk: &Desk) -> Result<Vec<Count>, Failure> {
    let mut counts = Vec::new();
    for code in hearth_record::code::set("notice_sharing_reason").codes() {
        let shares = rows(desk, clear::SHARE_REASON, &code.stored(), COUNTED).await?.len();
        counts.push(Count { reason: code.words(), shares });
    }
    Ok(counts)
}

async fn refused(desk: &Desk) -> Result<usize, Failure> {
    let from = desk.now().checked_sub(REFUSED).unwrap_or(desk.now());
    let query = EntryQuery::Range { authority: desk.authority().clone(), from, until: desk.now() };
    let entries = desk.instance().store.entries(&query, None, COUNTED).await?;
    Ok(entries.iter().filter(|entry| entry.action == "share.refuse").count())
}
