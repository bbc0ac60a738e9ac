use hearth_access::Action;
use hearth_record::{
    Digest, Fields, Problems, Record,
    access::BrokenGlass,
    class::{Open, Private},
    clear,
    ids::{FileId, RecordId, WorkerId},
    sets,
    value::Narrative,
    version,
};
use hearth_store::{Outcome, StoreError, WorkQuery};
use jiff::{Timestamp, civil::Date};

use super::colleagues;
use crate::{Desk, Failure, act::Act, recording::Saved};

/// An emergency access at which nobody has looked yet.
pub struct GlassToReview {
    /// The file.
    pub file: FileId,
    /// The record of it.
    pub record: RecordId,
    /// Whose file it is.
    pub name: String,
    /// Who opened it.
    pub worker: WorkerId,
    /// Their name, where they still have an account.
    pub by: String,
    /// From when.
    pub at: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// Why, in their words.
    pub reason: String,
    /// By when somebody should look.
    pub due: Option<Date>,
    /// Whether this person opened it and so cannot be the one who looks.
    pub own: bool,
}

/// The most that one page shows.
const MOST: u32 = 100;

/// The emergency accesses at which nobody has looked yet, the oldest first. Six queries and an entry of the audit for each file whose
/// reason is shown.
///
/// # Errors
/// What access and the store refuse.
pub async fn glass_to_review(desk: &Desk) -> Result<Vec<GlassToReview>, Failure> {
    let permit = desk.may(Action::ReviewAccess).await?;
    let store = &desk.instance().store;
    let (kind, state) = (clear::GLASS_REVIEW.to_owned(), clear::OPEN.to_owned());
    let queue = WorkQuery::Queue { authority: desk.authority().clone(), kind, state };
    let waiting = store.work(&queue, MOST).await?;
    let mut files: Vec<FileId> = waiting.iter().map(|row| row.file).collect();
    files.sort_unstable();
    files.dedup();
    let (digests, records, people) =
        tokio::join!(store.digests(&files), store.records_behind(&files, [clear::GLASS_REVIEW; 2]), colleagues(desk));
    let (digests, records, people) = (digests?, records?, people?);
    let mut found = Vec::new();
    for row in &waiting {
        let stored = records.iter().find(|(file, stored)| *file == row.file && stored.record == row.record);
        let sealed = digests.iter().find(|(digest, _)| digest.file == row.file);
        let (Some((_, stored)), Some((file, sealed))) = (stored, sealed) else { continue };
        // What stands behind the adoption wall is looked at by the adoption service, not here.
        if file.flags.walled {
            continue;
        }
        let unreadable = |why: String| StoreError::Form(format!("emergency access {}: {why}", row.record));
        let (_, fields) = version::from_seal(&stored.body).map_err(|e| unreadable(e.to_string()))?;
        let glass = BrokenGlass::from_fields(&fields).map_err(|e| unreadable(e.to_string()))?;
        let digest = Digest::from_bytes(sealed).map_err(|e| unreadable(e.to_string()))?;
        let by = people.iter().find(|known| known.worker == *glass.worker).map(|known| known.name.clone());
        found.push(GlassToReview {
            file: row.file,
            record: row.record,
            name: digest.name.whole(),
            worker: *glass.worker,
            by: by.unwrap_or_else(|| "Somebody who has no account any more".to_owned()),
            at: *glass.at,
            until: *glass.until,
            reason: glass.reason.reveal().0.clone(),
            due: row.due,
            own: *glass.worker == desk.subject().worker,
        });
    }
    let read = |glass: &GlassToReview| {
        let mut entry = desk.entry("glass.read", Some(&permit), Some(glass.file), Outcome::Done);
        entry.record = Some(glass.record);
        entry
    };
    store.note(found.iter().map(read).collect()).await?;
    Ok(found)
}

/// What somebody found who looked at an emergency access.
pub struct GlassFinding<'a> {
    /// What they found: a code of the set.
    pub found: &'a str,
    /// What they say of it; needed where it should not have been opened.
    pub notes: &'a str,
}

/// Says what was found about an emergency access. Nobody looks at their own.
///
/// # Errors
/// [`Failure::Problems`] where nothing is found or a concern has no words, [`Failure::Wrong`] for one's own or one that somebody has
/// looked at, and what access and the store refuse.
pub async fn review_glass(
    desk: &Desk,
    file: FileId,
    record: RecordId,
    finding: &GlassFinding<'_>,
) -> Result<Saved, Failure> {
    let found = sets::GlassReview::parse(finding.found)
        .map_err(|_| Problems::at("review", "is needed: say whether it was rightly opened"))?;
    let notes = finding.notes.trim();
    if found.code() != "RIGHT" && notes.is_empty() {
        return Err(Problems::at("notes", "are needed: say what the concern is and what happens now").into());
    }
    desk.may(Action::ReviewAccess).await?;
    let act = Act::new(file, "glass.review", None);
    act.run(
        desk,
        Action::ApproveAccess,
        |_| Ok(None),
        |_, amending| {
            let mut standing = amending.file().all::<BrokenGlass>();
            let (_, mut glass) =
                standing.find(|(id, _)| *id == record).ok_or(Failure::Absent("there is no such emergency access"))?;
            drop(standing);
            if *glass.worker == desk.subject().worker {
                return Err(Failure::Wrong("this is your own; somebody else looks at it".to_owned()));
            }
            if glass.reviewed_at.is_some() {
                return Err(Failure::Wrong("somebody has looked at this already".to_owned()));
            }
            glass.review = Private::new(Some(found));
            glass.reviewed_at = Open(Some(desk.now()));
            glass.reviewed_by = Open(Some(desk.subject().worker));
            glass.review_notes = Private::new(Some(Narrative(notes.to_owned())).filter(|notes| !notes.0.is_empty()));
            let fields: Fields = glass.to_fields();
            let version = amending.file().record(record).map_or(1, |held| held.current().number) + 1;
            amending.correct(record, fields, desk.written(None), desk.now());
            Ok(Saved { record, version })
        },
    )
    .await
}
