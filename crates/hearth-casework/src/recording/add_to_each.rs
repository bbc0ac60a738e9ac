use std::collections::BTreeSet;

use hearth_access::{Action, Permit, Purpose};
use hearth_record::{
    Fields, Held, KindSchema, Together,
    ids::{FileId, RecordId, SetId},
};
use hearth_store::{DraftKey, FileRow, Outcome, StoreError};

use super::Saved;
use crate::{
    Desk, Failure,
    act::{TRIES, stand_back},
    governance::told::must_be_told,
    write::{self, Amending},
};

/// The most files that one act writes to.
const MOST: usize = 20;

/// What is to be added to the files of several people at once, such as a visit at which three siblings were seen.
pub struct AddedToEach<'a> {
    /// The kind of record.
    pub kind: &'static KindSchema,
    /// Each file with the values of its record: most are the same in each, and what a child said is that child's.
    pub files: Vec<(FileId, Fields)>,
    /// The id of the record in the first file, where the form proposed one: a form that is sent twice is written once.
    pub once: Option<RecordId>,
    /// Why the person is in the first file, where nothing in the records explains it.
    pub purpose: Option<Purpose>,
    /// The draft that this makes good.
    pub draft: Option<&'a DraftKey>,
}

/// A record that was written, and in which file.
pub type SavedIn = (FileId, Saved);

/// Adds one record to each of several files, all of them or none. The records know of each other, so that a correction to one can
/// be offered for the others. Each file is decided by itself and has its own entry in the audit.
///
/// At most five queries and a load for each file.
///
/// # Errors
/// [`Failure::Problems`] where the values of one are not of the kind or cannot be true, [`Failure::Wrong`] for a kind that stands
/// once in a file or has no form, and what access and the store refuse.
pub async fn add_to_each(desk: &Desk, added: AddedToEach<'_>) -> Result<Vec<SavedIn>, Failure> {
    let kind = added.kind;
    if kind.given || kind.once {
        return Err(Failure::Wrong(format!("{} is not written into several files at once", kind.title)));
    }
    let different: BTreeSet<FileId> = added.files.iter().map(|(file, _)| *file).collect();
    if different.is_empty() || different.len() != added.files.len() || added.files.len() > MOST {
        return Err(Failure::Wrong(format!("choose between one and {MOST} files, each once")));
    }
    for (_, fields) in &added.files {
        super::correct::comes_undecided(kind, fields)?;
        (kind.check)(fields).or_ok(())?;
    }
    for attempt in 0..TRIES {
        match once(desk, &added).await {
            Err(Failure::Store(StoreError::Moved { .. })) => stand_back(desk, attempt).await,
            other => return other,
        }
    }
    Err(Failure::Wrong("the files are being written by many at once; try again in a moment".to_owned()))
}

async fn once(desk: &Desk, added: &AddedToEach<'_>) -> Result<Vec<SavedIn>, Failure> {
    let permitted = permitted(desk, added).await?;
    let mut amending = Vec::new();
    for (row, _) in &permitted {
        amending.push(Amending::of(row, write::file_of(&desk.instance().store.load(row.file, None).await?)?));
    }
    let mut records: Vec<(FileId, RecordId)> = added.files.iter().map(|(file, _)| (*file, desk.new_record())).collect();
    if let (Some(proposed), Some(first), Some((file, fields))) = (added.once, amending.first(), added.files.first()) {
        match first.file().record(proposed) {
            Some(there) if is_the_same(there, added.kind, fields) => {
                super::draft_done(desk, added.draft).await?;
                return Ok(written_before(*file, there));
            }
            // The same form with other words in it, such as from a second tab: nobody's words are lost.
            Some(_) => {}
            None => records[0].1 = proposed,
        }
    }
    let id = desk.instance().draw(|random| SetId::new(desk.now(), random));
    let set = (records.len() > 1).then(|| Together { id, records: records.clone() });
    let mut change = desk.change();
    change.drafts_done.extend(added.draft.cloned());
    for (((mut amending, (_, permit)), (file, record)), (_, fields)) in
        amending.into_iter().zip(&permitted).zip(&records).zip(&added.files)
    {
        let mut written = desk.written(None);
        written.set.clone_from(&set);
        must_be_told(amending.file(), added.kind, None, fields)?;
        amending.add(*record, added.kind, fields.clone(), written, desk.now(), None);
        let mut entry = desk.entry("record.add", Some(permit), Some(*file), Outcome::Done);
        entry.record = Some(*record);
        change.entries.push(entry);
        amending.finish(desk.council(), &mut change, None);
    }
    desk.instance().store.commit(change).await?;
    Ok(records.into_iter().map(|(file, record)| (file, Saved { record, version: 1 })).collect())
}

/// The rows of the files in the order in which they were named, each with the permit to record in it.
async fn permitted(desk: &Desk, added: &AddedToEach<'_>) -> Result<Vec<(FileRow, Permit)>, Failure> {
    let mut permitted = Vec::new();
    for (n, (file, _)) in added.files.iter().enumerate() {
        let (row, facts) = desk.facts_of(*file, Action::Record).await?;
        let purpose = added.purpose.filter(|_| n == 0);
        let permit = desk.decided(Action::Record, &facts, &desk.context(purpose)).await?;
        if added.kind.file.is_some_and(|of| of != row.file_type) {
            return Err(Failure::Wrong(format!("{} does not stand in this type of file", added.kind.title)));
        }
        permitted.push((row, permit));
    }
    Ok(permitted)
}

/// Whether what stands there is what this act would write.
pub(super) fn is_the_same(there: &Held, kind: &KindSchema, fields: &Fields) -> bool {
    there.schema.kind == kind.kind && there.versions().first().is_some_and(|first| first.fields == *fields)
}

/// What the form that came a second time was written as: the record in the first file, and those that stand in its set.
fn written_before(file: FileId, there: &Held) -> Vec<SavedIn> {
    match &there.versions()[0].written.set {
        Some(set) => set.records.iter().map(|(file, record)| (*file, Saved { record: *record, version: 1 })).collect(),
        None => vec![(file, Saved { record: there.id, version: there.current().number })],
    }
}
