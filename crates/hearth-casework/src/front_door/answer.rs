//! The answer of an agency: nothing of it is lost, also where a file was closed since the question was asked.

use hearth_access::{Action, Permit, role::Group};
use hearth_record::{
    Fields, Problems, Record, clear,
    front_door::{HeldAnswer, MashEnquiry},
    ids::{FileId, RecordId},
};
use hearth_store::{Change, Outcome, StoreError};
use serde_json::Value as Json;

use super::enquiries::{held, put_to_me};
use crate::{
    Desk, Failure,
    act::{TRIES, stand_back},
    recording::read_form,
    write::{self, Amending},
};

/// An answer to a question.
pub struct Answer<'a> {
    /// What the agency told.
    pub words: &'a str,
    /// How serious it thinks it: a code of `enquiry_rating`, or nothing.
    pub rating: &'a str,
    /// Who answered.
    pub by: &'a str,
}

/// Records the answer of an agency, in every file in which the question stands and waits. In a file that was closed since to whoever
/// answers it is held, for somebody who may open the file; nothing in what is answered here says which file that is.
///
/// # Errors
/// [`Failure::Problems`] where the answer cannot be read or is empty, [`Failure::Wrong`] where it was answered before, and
/// what access and the store refuse. A partner agency may answer what it was asked, and nothing else.
pub async fn answer(desk: &Desk, file: FileId, enquiry: RecordId, answer: &Answer<'_>) -> Result<(), Failure> {
    let text = |name: &str| match name {
        "answer" => Some(answer.words),
        "rating" => Some(answer.rating),
        "answered_by" => Some(answer.by),
        _ => None,
    };
    let told = read_form(MashEnquiry::SCHEMA, &Fields::new(), text)?;
    if told.text("answer").is_none() {
        return Err(Problems::at("answer", "is needed: write what they told, also where it is nothing").into());
    }
    for attempt in 0..TRIES {
        match once(desk, (file, enquiry), &told).await {
            Err(Failure::Store(StoreError::Moved { .. })) => stand_back(desk, attempt).await,
            other => return other,
        }
    }
    Err(Failure::Wrong("the files are being written by many at once; try again in a moment".to_owned()))
}

/// Where the question stands, and the permit to write there.
type Places = Vec<(FileId, RecordId, Option<Permit>)>;

async fn once(desk: &Desk, asked: (FileId, RecordId), told: &Fields) -> Result<(), Failure> {
    let partner = desk.subject().role.is_in(Group::Partner);
    let places = if partner { put_to_partner(desk, asked).await? } else { of_the_contact(desk, asked).await? };
    let mut change = desk.change();
    for (file, record, permit) in &places {
        answer_in(desk, (*file, *record), permit.as_ref(), told, &mut change).await?;
    }
    if change.entries.is_empty() {
        return Err(answered_already());
    }
    desk.instance().store.commit(change).await?;
    Ok(())
}

fn answered_already() -> Failure {
    Failure::Wrong("this was answered already; correct the record where that was wrong".to_owned())
}

/// Where a question waits that was put to this partner agency.
async fn put_to_partner(desk: &Desk, (file, record): (FileId, RecordId)) -> Result<Places, Failure> {
    let there = |place: &super::enquiries::Place| (place.file, place.record) == (file, record);
    let mine = put_to_me(desk).await?.into_iter().map(|(_, enquiry)| enquiry.places);
    let Some(asked) = mine.into_iter().find(|places| places.iter().any(there)) else {
        desk.deny(Action::AnswerEnquiry, None).await?;
        return Err(Failure::Absent("there is no such enquiry in this file"));
    };
    let mut places = Vec::new();
    for place in asked {
        let permit = if place.open {
            let (_, facts) = desk.facts_of(place.file, Action::AnswerEnquiry).await?;
            Some(desk.decided(Action::AnswerEnquiry, &facts, &desk.context(None)).await?)
        } else {
            None
        };
        places.push((place.file, place.record, permit));
    }
    Ok(places)
}

/// Where a question stands that a worker of the council writes the answer to: the record that was named, where they must be let in,
/// and those in the files of the brothers and sisters.
async fn of_the_contact(desk: &Desk, (file, enquiry): (FileId, RecordId)) -> Result<Places, Failure> {
    let context = desk.context(super::purpose(desk));
    let (_, facts) = desk.facts_of(file, Action::Record).await?;
    let permit = desk.decided(Action::Record, &facts, &context).await?;
    let store = &desk.instance().store;
    let stored = store.records_behind(&[file], [clear::ENQUIRY, clear::ENQUIRY]).await?;
    let asked = stored.iter().find(|(_, version)| version.record == enquiry);
    let (_, asked) = asked.ok_or(Failure::Absent("there is no such enquiry in this file"))?;
    let set = write::read(asked)?.written.set;
    let others = set.into_iter().flat_map(|set| set.records).filter(|(other, _)| *other != file);
    let mut places = vec![(file, enquiry, Some(permit))];
    for (other, record) in others {
        if store.files(&[other]).await?.is_empty() {
            continue;
        }
        let (_, facts) = desk.facts_of(other, Action::Record).await?;
        let context = desk.about(&facts, context);
        let decision = desk.instance().policies.decide(desk.subject(), Action::Record, &facts, &context);
        places.push((other, record, decision.permit().ok()));
    }
    Ok(places)
}

/// Writes the answer beside its question where that waits and may be written, and holds it where not.
async fn answer_in(
    desk: &Desk,
    (file, record): (FileId, RecordId),
    permit: Option<&Permit>,
    told: &Fields,
    change: &mut Change,
) -> Result<(), Failure> {
    let store = &desk.instance().store;
    let Some(row) = store.files(&[file]).await?.pop() else { return Ok(()) };
    let mut amending = Amending::of(&row, write::file_of(&store.load(file, None).await?)?);
    let there = amending.file().record(record).filter(|held| held.schema.kind == MashEnquiry::SCHEMA.kind);
    let Some(there) = there.filter(|held| !held.withdrawn()) else {
        return Err(Failure::Absent("there is no such enquiry in this file"));
    };
    if there.current().fields.get("answered_at").is_some() {
        return Ok(());
    }
    let now = Json::from(desk.now().to_string());
    if permit.is_none() {
        if held(amending.file(), record).is_some() {
            return Ok(());
        }
        let fields = told.clone().with("enquiry", record.to_string()).with("received_at", now);
        let fields = (HeldAnswer::SCHEMA.rewrite)(&fields)?;
        amending.add(desk.new_record(), HeldAnswer::SCHEMA, fields, desk.written(None), desk.now(), None);
        change.entries.push(desk.entry("enquiry.hold", None, Some(file), Outcome::Done));
    } else {
        let mut fields = there.current().fields.clone();
        for (name, value) in told.iter() {
            fields.set(name, Some(value.clone()));
        }
        fields.set("answered_at", Some(now));
        let fields = (MashEnquiry::SCHEMA.rewrite)(&fields)?;
        (MashEnquiry::SCHEMA.check)(&fields).or_ok(())?;
        let mut written = desk.written(None);
        written.set.clone_from(&there.current().written.set);
        amending.correct(record, fields, written, desk.now());
        change.entries.push(desk.entry("enquiry.answer", permit, Some(file), Outcome::Done));
    }
    amending.finish(desk.council(), change, None);
    Ok(())
}
