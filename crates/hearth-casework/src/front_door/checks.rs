//! What other agencies are asked about a contact. To ask is to share: each question leaves its own record of that.

use hearth_access::Action;
use hearth_record::{
    Digest, Fields, Problems, Record, Together, clear,
    front_door::MashEnquiry,
    ids::{FileId, RecordId, SetId},
    sharing::Shared,
};
use hearth_store::{Outcome, StoreError, WorkQuery};
use jiff::civil::Date;
use serde_json::Value as Json;

use super::{change::decided_already, each::InEach};
use crate::{Desk, Failure, facts, recording::read_form, write};

/// A question to an agency: the texts of a form, by the names of an enquiry's fields.
pub struct Check<'a> {
    /// Gives the text of a field.
    pub text: &'a (dyn Fn(&str) -> Option<&'a str> + Send + Sync),
}

/// What was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The enquiry in the first file.
    pub record: RecordId,
}

/// Asks an agency about a contact, in the file of each child, and records beside it that this was shared.
///
/// # Errors
/// [`Failure::Problems`] where a value cannot be read, where nothing is asked, or where no basis is given; and what access
/// and the store refuse.
pub async fn ask(desk: &Desk, places: &[(FileId, RecordId)], check: &Check<'_>) -> Result<Asked, Failure> {
    if places.is_empty() {
        return Err(decided_already());
    }
    let mut fields = read_form(MashEnquiry::SCHEMA, &Fields::new(), check.text)?;
    let mut problems = Problems::none();
    problems.add_if(fields.text("agency").is_none(), "agency", "is needed: choose whom you ask");
    problems.add_if(fields.text("question").is_none(), "question", "is needed: ask no more than you need");
    problems.add_if(fields.text("basis").is_none(), "basis", "is needed: say on which basis they may tell");
    problems.or_ok(())?;
    fields.set("asked_at", Some(Json::from(desk.now().to_string())));
    for not_yet in ["answered_at", "answered_by", "answer", "rating"] {
        fields.set(not_yet, None);
    }
    (MashEnquiry::SCHEMA.check)(&fields).or_ok(())?;
    let files: Vec<FileId> = places.iter().map(|(file, _)| *file).collect();
    let new = || (desk.new_record(), desk.new_record());
    let records: Vec<(RecordId, RecordId)> = files.iter().map(|_| new()).collect();
    let set = |of: fn(&(RecordId, RecordId)) -> RecordId| {
        let id = desk.instance().draw(|random| SetId::new(desk.now(), random));
        let together: Vec<_> = files.iter().copied().zip(records.iter().map(of)).collect();
        (together.len() > 1).then_some(Together { id, records: together })
    };
    let (enquiries, sharings) = (set(|(enquiry, _)| *enquiry), set(|(_, sharing)| *sharing));
    let act = InEach {
        code: "enquiry.ask",
        action: Action::Record,
        purpose: super::purpose(desk),
        files: &files,
        draft: None,
    };
    act.run(desk, |loaded, _| {
        for (((_, amending), (_, contact)), (enquiry, sharing)) in loaded.iter_mut().zip(places).zip(&records) {
            let asked = fields.clone().with("contact", contact.to_string());
            let asked = (MashEnquiry::SCHEMA.rewrite)(&asked)?;
            let shared = (Shared::SCHEMA.rewrite)(&told_by(desk, &asked, *enquiry))?;
            for (id, kind, fields, set) in
                [(*enquiry, MashEnquiry::SCHEMA, asked, &enquiries), (*sharing, Shared::SCHEMA, shared, &sharings)]
            {
                let mut written = desk.written(None);
                written.set.clone_from(set);
                amending.add(id, kind, fields, written, desk.now(), None);
            }
        }
        Ok(Asked { record: records[0].0 })
    })
    .await
}

/// The record of what the question itself tells.
fn told_by(desk: &Desk, asked: &Fields, record: RecordId) -> Fields {
    let agency = MashEnquiry::SCHEMA.field("agency").zip(asked.get("agency"));
    let agency = agency.map(|(field, code)| field.in_words(code)).unwrap_or_default();
    let whom = asked.text("agency_name").map_or_else(|| agency.clone(), |name| format!("{agency}: {name}"));
    let mut fields = Fields::new()
        .with("shared_at", desk.now().to_string())
        .with("recipient", whom.chars().take(200).collect::<String>())
        .with("purpose", "To answer a question about a contact")
        .with("from", record.to_string())
        .with("shared_by", desk.subject().worker.to_string());
    fields.set("basis", asked.get("basis").cloned());
    let what =
        asked.text("question").map(|question| format!("Name, date of birth and address, and the question: {question}"));
    fields.set("what", what.map(Json::from));
    fields.set("justification", asked.get("minimum").cloned());
    fields
}

/// An answer to a question.
pub struct Answer<'a> {
    /// What the agency told.
    pub words: &'a str,
    /// How serious it thinks it: a code of `enquiry_rating`, or nothing.
    pub rating: &'a str,
    /// Who answered.
    pub by: &'a str,
}

/// Records the answer of an agency, in every file in which the question stands.
///
/// # Errors
/// [`Failure::Problems`] where the answer cannot be read or is empty, [`Failure::Wrong`] where it was answered before, and
/// what access and the store refuse. A partner agency may answer what it was asked, and nothing else.
pub async fn answer(desk: &Desk, file: FileId, enquiry: RecordId, answer: &Answer<'_>) -> Result<(), Failure> {
    let partner = desk.subject().role.is_in(hearth_access::role::Group::Partner);
    let action = if partner { Action::AnswerEnquiry } else { Action::Record };
    let text = |name: &str| match name {
        "answer" => Some(answer.words),
        "rating" => Some(answer.rating),
        "answered_by" => Some(answer.by),
        _ => None,
    };
    let mut told = read_form(MashEnquiry::SCHEMA, &Fields::new(), text)?;
    if told.text("answer").is_none() {
        return Err(Problems::at("answer", "is needed: write what they told, also where it is nothing").into());
    }
    told.set("answered_at", Some(Json::from(desk.now().to_string())));
    let places = everywhere(desk, action, file, enquiry).await?;
    let files: Vec<FileId> = places.iter().map(|(file, _)| *file).collect();
    let purpose = if partner { None } else { super::purpose(desk) };
    let act = InEach { code: "enquiry.answer", action, purpose, files: &files, draft: None };
    act.run(desk, |loaded, _| {
        for ((_, amending), (_, record)) in loaded.iter_mut().zip(&places) {
            let held = amending.file().record(*record).filter(|held| held.schema.kind == MashEnquiry::SCHEMA.kind);
            let held = held.filter(|held| !held.withdrawn());
            let held = held.ok_or(Failure::Absent("there is no such enquiry in this file"))?;
            let mut fields = held.current().fields.clone();
            if fields.get("answered_at").is_some() {
                let why = "this was answered already; correct the record where that was wrong";
                return Err(Failure::Wrong(why.to_owned()));
            }
            if partner && fields.text("worker") != Some(desk.subject().worker.to_string().as_str()) {
                return Err(hearth_access::Refusal::no_such_file().into());
            }
            for (name, value) in told.iter() {
                fields.set(name, Some(value.clone()));
            }
            let fields = (MashEnquiry::SCHEMA.rewrite)(&fields)?;
            (MashEnquiry::SCHEMA.check)(&fields).or_ok(())?;
            let mut written = desk.written(None);
            written.set.clone_from(&held.current().written.set);
            amending.correct(*record, fields, written, desk.now());
        }
        Ok(())
    })
    .await
}

/// Where an enquiry stands: the record that was named, and those in the files of the brothers and sisters.
async fn everywhere(
    desk: &Desk,
    action: Action,
    file: FileId,
    enquiry: RecordId,
) -> Result<Vec<(FileId, RecordId)>, Failure> {
    let (_, facts) = desk.facts_of(file, action).await?;
    let purpose = if action == Action::AnswerEnquiry { None } else { super::purpose(desk) };
    desk.decided(action, &facts, &desk.context(purpose)).await?;
    let stored = desk.instance().store.records_behind(&[file], [clear::ENQUIRY, clear::ENQUIRY]).await?;
    let asked = stored.iter().find(|(_, version)| version.record == enquiry);
    let (_, asked) = asked.ok_or(Failure::Absent("there is no such enquiry in this file"))?;
    let set = write::read(asked)?.written.set;
    Ok(set.map_or_else(|| vec![(file, enquiry)], |set| set.records))
}

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
}

/// One question, for whoever may answer it. Three queries and one entry of the audit.
///
/// # Errors
/// [`Failure::Absent`] where there is no such question or a partner agency was not asked it, and what access and the store refuse.
pub async fn enquiry(desk: &Desk, file: FileId, record: RecordId) -> Result<Enquiry, Failure> {
    let absent = || Failure::Absent("there is no such enquiry in this file");
    let partner = desk.subject().role.is_in(hearth_access::role::Group::Partner);
    let action = if partner { Action::AnswerEnquiry } else { Action::Record };
    let (_, facts) = desk.facts_of(file, action).await?;
    let purpose = if partner { None } else { super::purpose(desk) };
    let permit = desk.decided(action, &facts, &desk.context(purpose)).await?;
    let store = &desk.instance().store;
    let files = [file];
    let (records, digests) =
        tokio::join!(store.records_behind(&files, [clear::ENQUIRY, clear::ENQUIRY]), store.digests(&files));
    let (records, digests) = (records?, digests?);
    let (_, version) = records.iter().find(|(_, version)| version.record == record).ok_or_else(absent)?;
    let asked = MashEnquiry::from_fields(&write::read(version)?.fields).map_err(|_| absent())?;
    if partner && *asked.worker != Some(desk.subject().worker) {
        return Err(absent());
    }
    let (_, sealed) = digests.first().ok_or_else(absent)?;
    let digest = Digest::from_bytes(sealed).map_err(|e| StoreError::Form(format!("digest of file {file}: {e}")))?;
    store.note(vec![desk.entry("enquiry.open", Some(&permit), Some(file), Outcome::Done)]).await?;
    Ok(Enquiry { file, record, about: vec![(digest.name.whole(), digest.born)], asked })
}

/// The questions that wait for the answer of whoever is at the desk, those due first in front: what a partner agency sees, and
/// all that it sees. Four queries and one entry of the audit, however many they are.
///
/// # Errors
/// What the store refuses.
pub async fn my_enquiries(desk: &Desk) -> Result<Vec<Enquiry>, Failure> {
    let store = &desk.instance().store;
    let rows = store.work(&WorkQuery::Worker(desk.subject().worker), MOST).await?;
    let mut files: Vec<FileId> = rows.iter().filter(|row| row.kind == clear::ENQUIRY).map(|row| row.file).collect();
    files.sort_unstable();
    files.dedup();
    let (digests, work) = tokio::join!(store.digests(&files), store.work_of(&files));
    let (digests, work) = (digests?, work?);
    let may = |row: &&hearth_store::FileRow| {
        let facts = facts::of(row, &work);
        let context = desk.context(None);
        desk.instance().policies.decide(desk.subject(), Action::AnswerEnquiry, &facts, &context).is_permitted()
    };
    let permitted: Vec<FileId> = digests.iter().map(|(row, _)| row).filter(may).map(|row| row.file).collect();
    let records = store.records_behind(&permitted, [clear::ENQUIRY, clear::ENQUIRY]).await?;
    let mut found: Vec<(Option<SetId>, Enquiry)> = Vec::new();
    for (file, version) in &records {
        let version = write::read(version)?;
        let Ok(asked) = MashEnquiry::from_fields(&version.fields) else { continue };
        let mine = *asked.worker == Some(desk.subject().worker) && asked.answered_at.is_none();
        let Some((_, sealed)) = digests.iter().find(|(row, _)| row.file == *file).filter(|_| mine) else { continue };
        let digest = Digest::from_bytes(sealed).map_err(|e| StoreError::Form(format!("digest of file {file}: {e}")))?;
        let child = (digest.name.whole(), digest.born);
        let set = version.written.set.map(|set| set.id);
        match found.iter_mut().find(|(of, _)| set.is_some() && *of == set) {
            Some((_, there)) => there.about.push(child),
            None => found.push((set, Enquiry { file: *file, record: version.record, about: vec![child], asked })),
        }
    }
    let mut entry = desk.entry("list.enquiries", None, None, Outcome::Done);
    entry.count = u32::try_from(found.len()).unwrap_or(u32::MAX);
    store.note(vec![entry]).await?;
    found.sort_by_key(|(_, enquiry)| (*enquiry.asked.answer_by, *enquiry.asked.asked_at));
    Ok(found.into_iter().map(|(_, enquiry)| enquiry).collect())
}

/// The most rows of work of one person that are read.
const MOST: u32 = 500;
