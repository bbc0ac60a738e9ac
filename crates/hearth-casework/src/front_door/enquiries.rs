//! The questions that wait for an answer, for those who answer them: a partner agency sees what it was asked, and nothing else.
//!
//! What it was asked it goes on seeing, also where a child's file was restricted since: that a question vanished would tell which
//! child that is.

use hearth_access::{Action, role::Group};
use hearth_record::{
    Digest, File, Record, clear,
    front_door::{HeldAnswer, MashEnquiry},
    ids::{FileId, RecordId, SetId},
    people::Person,
};
use hearth_store::{FileRow, Outcome, StoreError, WorkQuery, load_some::KINDS};
use jiff::{Timestamp, civil::Date};

use crate::{Desk, Failure, facts, write};

/// A question that waits for the answer of whoever is at the desk.
pub struct Enquiry {
    /// The file.
    pub file: FileId,
    /// The question.
    pub record: RecordId,
    /// Whom it is about: name and date of birth, as the agency is told them.
    pub about: Vec<(String, Option<Date>)>,
    /// The question itself.
    pub asked: MashEnquiry,
    /// An answer that came while the file was closed to whoever gave it, for those who record it.
    pub held: Option<HeldAnswer>,
    /// Where it stands: this file, and those of the other children it was asked about.
    pub(super) places: Vec<Place>,
}

/// Where a question stands that waits for a partner agency.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub file: FileId,
    pub record: RecordId,
    /// Whether the agency may still write there; elsewhere its answer is held.
    pub open: bool,
}

/// The most rows of work of one person that are read.
const MOST: u32 = 500;

/// One question, for whoever may answer it. Four queries and one entry of the audit.
///
/// # Errors
/// [`Failure::Absent`] where there is no such question or a partner agency was not asked it, and what access and the store refuse.
pub async fn enquiry(desk: &Desk, file: FileId, record: RecordId) -> Result<Enquiry, Failure> {
    let absent = || Failure::Absent("there is no such enquiry in this file");
    let store = &desk.instance().store;
    if desk.subject().role.is_in(Group::Partner) {
        let found = put_to_me(desk).await?.into_iter().find(|(_, enquiry)| enquiry.stands_in(file, record));
        let Some((_, enquiry)) = found else {
            desk.deny(Action::AnswerEnquiry, None).await?;
            return Err(absent());
        };
        store.note(vec![desk.entry("enquiry.open", None, Some(file), Outcome::Done)]).await?;
        return Ok(Enquiry { file, record, ..enquiry });
    }
    let (_, facts) = desk.facts_of(file, Action::Record).await?;
    let permit = desk.decided(Action::Record, &facts, &desk.context(super::purpose(desk))).await?;
    let files = [file];
    let (records, digests) = tokio::join!(store.load_kinds(&files, ASKED, None), store.digests(&files));
    let (records, digests) = (records?, digests?);
    let there = records.get(&file).map(|versions| write::file_from(versions)).transpose()?.unwrap_or_default();
    let (_, asked) = there.all::<MashEnquiry>().find(|(id, _)| *id == record).ok_or_else(absent)?;
    let (_, sealed) = digests.first().ok_or_else(absent)?;
    let digest = Digest::from_bytes(sealed).map_err(|e| StoreError::Form(format!("digest of file {file}: {e}")))?;
    store.note(vec![desk.entry("enquiry.open", Some(&permit), Some(file), Outcome::Done)]).await?;
    let about = vec![(digest.name.whole(), digest.born)];
    Ok(Enquiry { file, record, about, asked, held: held(&there, record), places: Vec::new() })
}

/// The questions that wait for the answer of whoever is at the desk, those due first in front: what a partner agency sees, and
/// all that it sees. Four queries and one entry of the audit, however many they are.
///
/// # Errors
/// What the store refuses.
pub async fn my_enquiries(desk: &Desk) -> Result<Vec<Enquiry>, Failure> {
    let mut found = put_to_me(desk).await?;
    let mut entry = desk.entry("list.enquiries", None, None, Outcome::Done);
    entry.count = u32::try_from(found.len()).unwrap_or(u32::MAX);
    desk.instance().store.note(vec![entry]).await?;
    found.sort_by_key(|(_, enquiry)| (*enquiry.asked.answer_by, *enquiry.asked.asked_at));
    Ok(found.into_iter().map(|(_, enquiry)| enquiry).collect())
}

/// What a question is read from.
const ASKED: [&str; KINDS] = [
    MashEnquiry::SCHEMA.kind,
    HeldAnswer::SCHEMA.kind,
    Person::SCHEMA.kind,
    Person::SCHEMA.kind,
    Person::SCHEMA.kind,
    Person::SCHEMA.kind,
];

/// The questions that were put to whoever is at the desk, those about brothers and sisters once, with all whom they were asked about.
pub(super) async fn put_to_me(desk: &Desk) -> Result<Vec<(Option<SetId>, Enquiry)>, Failure> {
    let store = &desk.instance().store;
    let me = desk.subject().worker;
    let rows = store.work(&WorkQuery::Worker(me), MOST).await?;
    let mut files: Vec<FileId> = rows.iter().filter(|row| row.kind == clear::ENQUIRY).map(|row| row.file).collect();
    files.sort_unstable();
    files.dedup();
    let (rows, work) = tokio::join!(store.files(&files), store.work_of(&files));
    let (rows, work) = (rows?, work?);
    let may = |row: &FileRow| {
        let facts = facts::of(row, &work);
        let context = desk.context(None);
        desk.instance().policies.decide(desk.subject(), Action::AnswerEnquiry, &facts, &context).is_permitted()
    };
    // A file that was restricted since it was asked about is asked about still; what else closes it, closes this too.
    let told: Vec<(FileId, bool)> = rows
        .iter()
        .map(|row| (row, may(row)))
        .filter(|(row, open)| {
            *open || (row.flags.restricted && !row.flags.walled && row.authority == *desk.authority())
        })
        .map(|(row, open)| (row.file, open))
        .collect();
    let files: Vec<FileId> = told.iter().map(|(file, _)| *file).collect();
    let loaded = store.load_kinds(&files, ASKED, None).await?;
    let mut found: Vec<(Option<SetId>, Enquiry)> = Vec::new();
    for (file, open) in told {
        let Some(versions) = loaded.get(&file) else { continue };
        let there = write::file_from(versions)?;
        for (record, asked) in there.all::<MashEnquiry>() {
            if *asked.worker != Some(me) || asked.answered_at.is_some() || held(&there, record).is_some() {
                continue;
            }
            let place = Place { file, record, open };
            let child = as_told(&there, *asked.asked_at);
            let set = there.record(record).and_then(|held| held.current().written.set.as_ref()).map(|set| set.id);
            match found.iter_mut().find(|(of, _)| set.is_some() && *of == set) {
                Some((_, there)) => {
                    there.about.push(child);
                    there.places.push(place);
                }
                None => found
                    .push((set, Enquiry { file, record, about: vec![child], asked, held: None, places: vec![place] })),
            }
        }
    }
    Ok(found)
}

/// The answer that is held for a question.
pub(super) fn held(file: &File, enquiry: RecordId) -> Option<HeldAnswer> {
    file.all::<HeldAnswer>().map(|(_, held)| held).find(|held| *held.enquiry == enquiry)
}

/// Name and date of birth as they were told with the question: what was learnt since is not told with it.
fn as_told(file: &File, asked_at: Timestamp) -> (String, Option<Date>) {
    let then = Digest::of(&file.as_known_at(asked_at));
    // What was asked before it came here, such as by another system, was asked of the person as they came.
    let digest = if then.name == hearth_record::digest::Name::default() { Digest::of(file) } else { then };
    (digest.name.whole(), digest.born)
}

impl Enquiry {
    fn stands_in(&self, file: FileId, record: RecordId) -> bool {
        self.places.iter().any(|place| (place.file, place.record) == (file, record))
    }
}
