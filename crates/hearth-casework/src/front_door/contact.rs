use hearth_access::Action;
use hearth_record::{
    Digest, Flag, Record, Together, clear,
    front_door::{Contact, MashEnquiry},
    ids::{FileId, RecordId},
};
use hearth_store::{Outcome, StoreError, WorkRow};
use jiff::civil::Date;

use crate::{Deadline, Desk, Failure, FileView, facts, write};

/// A contact with everybody it is about.
pub struct Contacted {
    /// The contact as it stands in the file that is open.
    pub contact: Contact,
    /// The children whom it is about, the one whose file is open first.
    pub members: Vec<Member>,
    /// How many more there are whose files this reader may not open.
    pub hidden: usize,
    /// By when it must be decided, while its clock runs.
    pub due: Option<Deadline>,
    /// What agencies were asked about it, the first first.
    pub checks: Vec<(RecordId, MashEnquiry)>,
}

/// A child whom a contact is about.
pub struct Member {
    /// The file.
    pub file: FileId,
    /// The contact in it.
    pub record: RecordId,
    /// Their name.
    pub name: String,
    /// Their date of birth, or the expected one.
    pub born: Option<Date>,
    /// What stands over the file.
    pub flags: Vec<Flag>,
    /// The contact as it stands there.
    pub contact: Contact,
}

/// A contact of the file that is open, with the other children whom it is about. One query, and four more where there are others,
/// with an entry of the audit for each of their files.
///
/// # Errors
/// [`Failure::Absent`] where there is no such contact or it was withdrawn, and what the store refuses.
pub async fn contacted(desk: &Desk, view: &FileView, record: RecordId) -> Result<Contacted, Failure> {
    let absent = || Failure::Absent("there is no such contact in this file");
    let held = view.record(record).filter(|held| !held.withdrawn()).ok_or_else(absent)?;
    let contact = Contact::from_fields(&held.current().fields).map_err(|_| absent())?;
    if held.schema.kind != Contact::SCHEMA.kind {
        return Err(absent());
    }
    let mut members = vec![Member {
        file: view.id,
        record,
        name: view.digest.name.whole(),
        born: view.digest.born,
        flags: view.digest.flags.clone(),
        contact: contact.clone(),
    }];
    let set = held.versions()[0].written.set.as_ref();
    let (others, hidden) = match set {
        Some(set) => others(desk, view.id, set).await?,
        None => (Vec::new(), 0),
    };
    members.extend(others);
    let due = desk.instance().store.work_of(&[view.id]).await?;
    let clock = due.iter().find(|row| row.record == record && row.kind == clear::CLOCK);
    let deadline = |row: &WorkRow| Some(Deadline::of(desk.clocks(), &row.state, *contact.received_at, row.due?));
    let due = clock.and_then(deadline);
    let mut checks: Vec<(RecordId, MashEnquiry)> = view.all::<MashEnquiry>();
    checks.retain(|(_, asked)| *asked.contact == Some(record));
    checks.sort_by_key(|(id, asked)| (*asked.asked_at, *id));
    Ok(Contacted { contact, members, hidden, due, checks })
}

/// The same contact in the other files of its set, as far as this reader may open them, and how many there are beside.
async fn others(desk: &Desk, here: FileId, set: &Together) -> Result<(Vec<Member>, usize), Failure> {
    let store = &desk.instance().store;
    let files: Vec<FileId> = set.records.iter().map(|(file, _)| *file).filter(|file| *file != here).collect();
    let (digests, work) = tokio::join!(store.digests(&files), store.work_of(&files));
    let (digests, work) = (digests?, work?);
    let (mut open, mut entries, mut hidden) = (Vec::new(), Vec::new(), 0);
    for (row, sealed) in &digests {
        let facts = facts::of(row, &work);
        let context = desk.about(&facts, desk.context(super::purpose(desk)));
        let decision = desk.instance().policies.decide(desk.subject(), Action::OpenFile, &facts, &context);
        match decision.permit() {
            Ok(permit) => {
                entries.push(desk.entry("contact.open", Some(&permit), Some(row.file), Outcome::Done));
                open.push((row, sealed));
            }
            Err(refusal) => hidden += usize::from(!refusal.existence_hidden),
        }
    }
    let files: Vec<FileId> = open.iter().map(|(row, _)| row.file).collect();
    let records = store.records_behind(&files, [clear::CONTACT, clear::CONTACT]).await?;
    if !entries.is_empty() {
        store.note(entries).await?;
    }
    let mut members = Vec::new();
    for (file, version) in &records {
        let version = write::read(version)?;
        let Some((_, sealed)) = open.iter().find(|(row, _)| row.file == *file) else { continue };
        if !set.records.contains(&(*file, version.record)) || version.written.withdrawn {
            continue;
        }
        let Ok(contact) = Contact::from_fields(&version.fields) else { continue };
        let digest = Digest::from_bytes(sealed).map_err(|e| StoreError::Form(format!("digest of file {file}: {e}")))?;
        members.push(Member {
            file: *file,
            record: version.record,
            name: digest.name.whole(),
            born: digest.born,
            flags: digest.flags,
            contact,
        });
    }
    members.sort_by_key(|member| (member.born, member.file));
    Ok((members, hidden))
}

impl Contacted {
    /// Where the contact stands: each file with the record in it.
    pub fn places(&self) -> Vec<(FileId, RecordId)> {
        self.members.iter().map(|member| (member.file, member.record)).collect()
    }

    /// The children for whom nothing is decided yet, each with their place among the members.
    pub fn undecided(&self) -> impl Iterator<Item = (usize, &Member)> {
        self.members.iter().enumerate().filter(|(_, member)| member.contact.decided_at.is_none())
    }

    /// Where the contact still waits for its decision: each file with the record in it.
    pub fn undecided_places(&self) -> Vec<(FileId, RecordId)> {
        self.undecided().map(|(_, member)| (member.file, member.record)).collect()
    }
}
