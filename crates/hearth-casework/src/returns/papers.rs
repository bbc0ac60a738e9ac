//! The council's own papers of a collection year: what was done with its returns. They stand in a file of nobody
//! ([`FileType::Council`]), sealed and audited like every other; no act on a file reaches them, only acts on the returns do.

use hearth_record::{
    Author, Fields, File, FileType, KindSchema, Record, Written,
    ids::{AuthorityId, EntryId, FileId, PersonId, RecordId},
};
use hearth_returns::check::CollectionYear;
use hearth_store::{
    Actor, Change, Entry, FileFlags, FileRow, NewFile, Outcome, StoreError,
    blob::{NewBlob, StoredBlob},
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::{
    Desk, Failure, Instance,
    act::TRIES,
    write::{self, Amending},
};

/// Whoever writes into the papers: a person at a desk, or a job.
pub struct Hand<'a> {
    instance: &'a Instance,
    authority: &'a AuthorityId,
    now: Timestamp,
    by: Author,
    actor: Actor,
}

impl<'a> Hand<'a> {
    /// A person who may do what they write down: the caller has asked.
    pub(super) fn of(desk: &'a Desk) -> Self {
        Self {
            instance: desk.instance(),
            authority: desk.authority(),
            now: desk.now(),
            by: desk.written(None).by,
            actor: desk.actor(),
        }
    }

    /// A job of the system.
    pub(super) fn job(instance: &'a Instance, authority: &'a AuthorityId, name: &str, now: Timestamp) -> Self {
        let by = Author::Job { name: name.to_owned() };
        Self { instance, authority, now, by, actor: Actor::Job(name.to_owned()) }
    }

    /// The moment.
    pub(super) const fn now(&self) -> Timestamp {
        self.now
    }

    /// An entry of the audit, done now.
    pub(super) fn entry(&self, action: &'static str, file: Option<FileId>) -> Entry {
        Entry {
            id: self.instance.draw(|random| EntryId::new(self.now, random)),
            at: self.now,
            actor: self.actor.clone(),
            authority: self.authority.clone(),
            purpose: String::new(),
            action,
            file,
            record: None,
            outcome: Outcome::Done,
            count: 0,
            detail: None,
        }
    }

    /// Writes a record into the papers of a year, which begin with the first; `document` is what it speaks of, and belongs to them
    /// from now on. Three queries and a change.
    ///
    /// # Errors
    /// [`Failure::Problems`] where the record cannot be true, and what the store refuses.
    pub(super) async fn write<R: Record>(
        &self,
        year: CollectionYear,
        action: &'static str,
        record: &R,
        document: Option<StoredBlob>,
    ) -> Result<RecordId, Failure> {
        let fields = record.to_fields();
        (R::SCHEMA.check)(&fields).or_ok(())?;
        for _ in 0..TRIES {
            match self.once(year, action, R::SCHEMA, &fields, document.clone()).await {
                Err(Failure::Store(StoreError::Moved { .. } | StoreError::AlreadyThere { .. })) => {}
                other => return other,
            }
        }
        Err(Failure::Wrong(
            "the papers of the returns are being written by many at once; try again in a moment".to_owned(),
        ))
    }

    async fn once(
        &self,
        year: CollectionYear,
        action: &'static str,
        kind: &KindSchema,
        fields: &Fields,
        document: Option<StoredBlob>,
    ) -> Result<RecordId, Failure> {
        let (person, file) = ids(self.authority, year);
        let record = self.instance.draw(|random| RecordId::new(self.now, random));
        let held = held(self.instance, file).await?;
        let begins = held.is_none();
        let mut amending = match held {
            Some((row, papers)) => Amending::of(&row, papers),
            None => Amending::new_file(file, false),
        };
        let written = Written { by: self.by.clone(), because: None, set: None, withdrawn: false };
        amending.add(record, kind, fields.clone(), written, self.now, None);
        let mut change = Change::new(self.authority.clone(), self.now);
        let mut entry = self.entry(action, Some(file));
        entry.record = Some(record);
        change.entries.push(entry);
        change.blobs.extend(document.map(|blob| NewBlob { file, blob }));
        let new = NewFile { file, person, file_type: FileType::Council, flags: FileFlags::default() };
        amending.finish(None, &mut change, begins.then_some(new));
        self.instance.store.commit(change).await?;
        Ok(record)
    }
}

/// The papers of a year; without a record where nothing was written yet. Two queries and a load.
///
/// # Errors
/// What the store refuses.
pub(super) async fn read(instance: &Instance, authority: &AuthorityId, year: CollectionYear) -> Result<File, Failure> {
    let held = held(instance, file(authority, year)).await?;
    Ok(held.map(|(_, papers)| papers).unwrap_or_default())
}

/// The file of the papers of a year.
pub(super) fn file(authority: &AuthorityId, year: CollectionYear) -> FileId {
    ids(authority, year).1
}

async fn held(instance: &Instance, file: FileId) -> Result<Option<(FileRow, File)>, Failure> {
    let Some(row) = instance.store.files(&[file]).await?.pop() else { return Ok(None) };
    let papers = write::file_of(&instance.store.load(file, None).await?)?;
    Ok(Some((row, papers)))
}

/// The ids of the papers follow from council and year: two who begin them at the same moment begin the same file.
fn ids(authority: &AuthorityId, year: CollectionYear) -> (PersonId, FileId) {
    let hash = Sha256::digest(format!("papers of {authority}, {}", year.number()));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    (PersonId::from_bytes(bytes), FileId::from_bytes(bytes))
}
