//! The council's own papers: what was done with its records as a whole, such as the returns of a year, a register, or a batch of files that
//! are to be destroyed. Each stands in a file of nobody ([`FileType::Council`]), sealed and audited like every other; no act on a file
//! reaches them, only acts on what they are about.

use hearth_record::{
    Author, File, FileType, Record, Written,
    ids::{AuthorityId, EntryId, FileId, PersonId, RecordId},
};
use hearth_returns::check::CollectionYear;
use hearth_store::{
    Actor, Change, Entry, FileFlags, FileRow, NewFile, Outcome, StoreError,
    blob::{NewBlob, StoredBlob},
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Desk, Failure, Instance,
    act::TRIES,
    write::{self, Amending},
};

/// Which papers of a council. Their ids follow from what they are: two who begin them at the same moment begin the same file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Papers(String);

impl Papers {
    /// What was done with the returns of a year.
    pub fn of_returns(year: CollectionYear) -> Self {
        Self(year.number().to_string())
    }

    /// A register that the council keeps, by its name in code, such as `holds`.
    pub fn register(name: &'static str) -> Self {
        Self(format!("register {name}"))
    }

    /// One piece of work on many files, such as a batch to be destroyed.
    pub fn batch(id: Uuid) -> Self {
        Self(format!("batch {id}"))
    }

    /// The file in which they stand.
    pub fn file(&self, authority: &AuthorityId) -> FileId {
        FileId::from_bytes(self.bytes(authority))
    }

    fn bytes(&self, authority: &AuthorityId) -> [u8; 16] {
        let hash = Sha256::digest(format!("papers of {authority}, {}", self.0));
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        bytes
    }

    /// What stands in them; no record where nothing was written yet. Two queries and a load.
    ///
    /// # Errors
    /// What the store refuses.
    pub async fn read(&self, instance: &Instance, authority: &AuthorityId) -> Result<File, Failure> {
        let held = held(instance, self.file(authority)).await?;
        Ok(held.map(|(_, papers)| papers).unwrap_or_default())
    }
}

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
    pub(crate) fn of(desk: &'a Desk) -> Self {
        Self {
            instance: desk.instance(),
            authority: desk.authority(),
            now: desk.now(),
            by: desk.written(None).by,
            actor: desk.actor(),
        }
    }

    /// A job of the system.
    pub(crate) fn job(instance: &'a Instance, authority: &'a AuthorityId, name: &str, now: Timestamp) -> Self {
        let by = Author::Job { name: name.to_owned() };
        Self { instance, authority, now, by, actor: Actor::Job(name.to_owned()) }
    }

    /// Where they write.
    pub(crate) const fn at(&self) -> (&Instance, &AuthorityId) {
        (self.instance, self.authority)
    }

    /// The moment.
    pub(crate) const fn now(&self) -> Timestamp {
        self.now
    }

    /// An entry of the audit, done now.
    pub(crate) fn entry(&self, action: &'static str, file: Option<FileId>) -> Entry {
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

    /// How a version that is written now says who wrote it.
    pub(crate) fn written(&self, because: Option<String>) -> Written {
        Written { by: self.by.clone(), because, set: None, withdrawn: false }
    }

    /// The id of a new record.
    pub(crate) fn new_record(&self) -> RecordId {
        self.instance.draw(|random| RecordId::new(self.now, random))
    }

    /// Writes a record into papers, which begin with the first; `document` is what it speaks of, and belongs to them from now on.
    /// Three queries and a change.
    ///
    /// # Errors
    /// [`Failure::Problems`] where the record cannot be true, and what the store refuses.
    pub(crate) async fn write<R: Record>(
        &self,
        papers: &Papers,
        action: &'static str,
        record: &R,
        document: Option<StoredBlob>,
    ) -> Result<RecordId, Failure> {
        let fields = record.to_fields();
        (R::SCHEMA.check)(&fields).or_ok(())?;
        let id = self.new_record();
        self.amend(papers, action, document, |amending| {
            amending.add(id, R::SCHEMA, fields.clone(), self.written(None), self.now, None);
            Ok(id)
        })
        .await
    }

    /// Amends papers: `act` says what is added or corrected, out of what stands there, and may run again where somebody else wrote at the
    /// same moment. Nothing is written where it adds nothing. Three queries and a change.
    ///
    /// # Errors
    /// What `act` refuses, and what the store does.
    pub(crate) async fn amend<T>(
        &self,
        papers: &Papers,
        action: &'static str,
        document: Option<StoredBlob>,
        act: impl Fn(&mut Amending) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        for _ in 0..TRIES {
            match self.once(papers, action, document.clone(), &act).await {
                Err(Failure::Store(StoreError::Moved { .. } | StoreError::AlreadyThere { .. })) => {}
                other => return other,
            }
        }
        Err(Failure::Wrong("these papers are being written by many at once; try again in a moment".to_owned()))
    }

    async fn once<T>(
        &self,
        papers: &Papers,
        action: &'static str,
        document: Option<StoredBlob>,
        act: &impl Fn(&mut Amending) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let bytes = papers.bytes(self.authority);
        let (person, file) = (PersonId::from_bytes(bytes), FileId::from_bytes(bytes));
        let held = held(self.instance, file).await?;
        let begins = held.is_none();
        let mut amending = match held {
            Some((row, papers)) => Amending::of(&row, papers),
            None => Amending::new_file(file, false),
        };
        let answer = act(&mut amending)?;
        if amending.is_empty() {
            return Ok(answer);
        }
        let mut change = Change::new(self.authority.clone(), self.now);
        let mut entry = self.entry(action, Some(file));
        // Several records stand under one entry of their file.
        entry.record = amending.only_touched();
        change.entries.push(entry);
        change.blobs.extend(document.map(|blob| NewBlob { file, blob }));
        let new = NewFile { file, person, file_type: FileType::Council, flags: FileFlags::default() };
        amending.finish(None, &mut change, begins.then_some(new));
        self.instance.store.commit(change).await?;
        Ok(answer)
    }
}

async fn held(instance: &Instance, file: FileId) -> Result<Option<(FileRow, File)>, Failure> {
    let Some(row) = instance.store.files(&[file]).await?.pop() else { return Ok(None) };
    let papers = write::file_of(&instance.store.load(file, None).await?)?;
    Ok(Some((row, papers)))
}
