//! Requests by the police: taken down as they are asked, refused in words where no authority in law is given, answered through the gate,
//! and kept from what the family sees where telling them would prejudice an inquiry.

mod answer;

pub use answer::{Answer, answer, papers};

use std::collections::BTreeSet;

use hearth_access::Action;
use hearth_record::{
    Fields, File, Problems, Record,
    class::{Open, Private},
    ids::{FileId, RecordId},
    sharing::{PoliceRequest, Shared},
    value::Narrative,
};
use hearth_store::Outcome;

use crate::{
    Desk, Failure, FileView,
    act::Act,
    recording::{self, Saved},
    write::Amending,
};

/// What is said to an officer who gives no authority.
pub const WITHOUT_AUTHORITY: &str = "The request names no authority in law, so nothing was told. Ask the officer for one of these, in \
                                     writing and signed by an officer who may give it: a search warrant; a court order, such as a \
                                     production order; the form for the prevention or detection of crime (Data Protection Act 2018 \
                                     Schedule 2 paragraph 2), which says what is asked for, why each item is needed and why asking the \
                                     family would prejudice the inquiry; or a request under section 115 of the Crime and Disorder Act \
                                     1998. If a child may be at risk now, tell them what they need at once: that needs no form.";

/// Takes a request down as the officer made it. One without an authority is refused in the same act, with what to ask for instead. Two
/// queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] where something is missing, and what access and the store refuse.
pub async fn take(desk: &Desk, view: &FileView, posted: impl Fn(&str) -> String) -> Result<Saved, Failure> {
    let texts: Vec<(&str, String)> =
        PoliceRequest::SCHEMA.form().map(|field| (field.name, posted(field.name))).collect();
    let mut fields = recording::read_form(PoliceRequest::SCHEMA, &Fields::new(), |name| {
        texts.iter().find(|(known, text)| *known == name && !text.is_empty()).map(|(_, text)| text.as_str())
    })?;
    for later in LATER {
        fields.set(later, None);
    }
    (PoliceRequest::SCHEMA.check)(&fields).or_ok(())?;
    let mut request = PoliceRequest::from_fields(&fields)?;
    let mut problems = Problems::none();
    problems.add_if(*request.received_at > desk.now(), "received_at", "must not lie ahead");
    let there = |id: RecordId| view.record(id).is_some_and(|held| held.schema.kind == "document");
    problems.add_if(request.document.is_some_and(|id| !there(id)), "document", "must be a document of this file");
    let unproved = request.reference.reveal().is_none() && request.document.is_none();
    // What police and council enquire into together has no paper of its own.
    let joint = request.authority.reveal().code() == "S47";
    problems.add_if(
        request.has_authority() && !joint && unproved,
        "reference",
        "is needed: give the number of the warrant, order or form, or file it as a document",
    );
    problems.or_ok(())?;
    if !request.has_authority() {
        request.refused_because = Private::new(Some(Narrative(WITHOUT_AUTHORITY.to_owned())));
        request.answered_at = Private::new(Some(desk.now()));
        request.answered_by = Open(Some(desk.subject().worker));
    }
    let record = desk.new_record();
    let code = if request.has_authority() { "police_request.taken" } else { "police_request.refused" };
    Act::new(view.id, code, view.purpose())
        .run(
            desk,
            Action::Record,
            |_| Ok(None),
            |_, amending| {
                let written = desk.written(None);
                amending.add(record, PoliceRequest::SCHEMA, request.to_fields(), written, desk.now(), None);
                Ok(Saved { record, version: 1 })
            },
        )
        .await
}

/// What no form of a request says: it comes of acts.
const LATER: [&str; 7] =
    ["refused_because", "answered_at", "answered_by", "told_in", "released_at", "released_by", "released_because"];

/// Refuses a request that has an authority, with the reason: it asks for more than it says why, or the officer was not who they said.
/// Two queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] without a reason, [`Failure::Wrong`] where it was answered already, and what access and the store refuse.
pub async fn refuse(desk: &Desk, view: &FileView, record: RecordId, because: &str) -> Result<Saved, Failure> {
    let because = because.trim();
    if because.is_empty() {
        return Err(Problems::at("refused_because", "is needed: say why, and what the officer can ask for").into());
    }
    let act = Act::new(view.id, "police_request.refused", view.purpose());
    act.run(
        desk,
        Action::Record,
        |_| Ok(None),
        |_, amending| {
            change(desk, amending, record, |request| {
                waits(request)?;
                request.refused_because = Private::new(Some(Narrative(because.to_owned())));
                request.answered_at = Private::new(Some(desk.now()));
                request.answered_by = Open(Some(desk.subject().worker));
                Ok(())
            })
        },
    )
    .await
}

/// Lets the family's list show a request again, and what was told for it: the data protection officer or a lawyer, on the day on which it
/// no longer prejudices anything. Needs no reading of the file. Two queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] without a reason, [`Failure::Wrong`] where nothing is kept back, and what access and the store refuse.
pub async fn release(desk: &Desk, file: FileId, record: RecordId, because: &str) -> Result<Saved, Failure> {
    let because = because.trim();
    if because.is_empty() {
        return Err(
            Problems::at("released_because", "is needed: say why telling the family prejudices nothing now").into()
        );
    }
    let act = Act::new(file, "police_request.released", None);
    act.run(
        desk,
        Action::ClearDisclosure,
        |_| Ok(None),
        |_, amending| {
            change(desk, amending, record, |request| {
                if !request.is_hidden() {
                    return Err(Failure::Wrong("the family’s list leaves nothing of it out".to_owned()));
                }
                request.released_at = Private::new(Some(desk.now()));
                request.released_by = Open(Some(desk.subject().worker));
                request.released_because = Private::new(Some(Narrative(because.to_owned())));
                Ok(())
            })
        },
    )
    .await
}

/// Writes down that a request was answered by what the gate let pass.
fn answered(desk: &Desk, amending: &mut Amending, record: RecordId, told_in: RecordId) -> Result<Saved, Failure> {
    change(desk, amending, record, |request| {
        waits(request)?;
        request.told_in.0.push(told_in);
        request.answered_at = Private::new(Some(desk.now()));
        request.answered_by = Open(Some(desk.subject().worker));
        Ok(())
    })
}

fn waits(request: &PoliceRequest) -> Result<(), Failure> {
    if request.refused_because.reveal().is_some() {
        return Err(Failure::Wrong("the request was refused; take a new one down with its authority".to_owned()));
    }
    if request.answered_at.reveal().is_some() {
        return Err(Failure::Wrong("the request was answered already; take a new one down".to_owned()));
    }
    if !request.has_authority() {
        return Err(Failure::Wrong(WITHOUT_AUTHORITY.to_owned()));
    }
    Ok(())
}

fn change(
    desk: &Desk,
    amending: &mut Amending,
    record: RecordId,
    change: impl FnOnce(&mut PoliceRequest) -> Result<(), Failure>,
) -> Result<Saved, Failure> {
    let held = amending.file().record(record).filter(|held| held.schema.kind == PoliceRequest::SCHEMA.kind);
    let held = held.filter(|held| !held.withdrawn()).ok_or(Failure::Absent("there is no such request"))?;
    let version = held.current().number + 1;
    let mut request = PoliceRequest::from_fields(&held.current().fields)?;
    change(&mut request)?;
    (PoliceRequest::SCHEMA.check)(&request.to_fields()).or_ok(())?;
    amending.correct(record, request.to_fields(), desk.written(None), desk.now());
    Ok(Saved { record, version })
}

/// The records that nothing which the family sees may show, nor that they are there: requests whose telling would prejudice an inquiry,
/// what was told for them, and what else names them.
pub fn hidden_from_family(file: &File) -> BTreeSet<RecordId> {
    let hidden = file.all::<PoliceRequest>().filter(|(_, request)| request.is_hidden());
    let mut kept: BTreeSet<RecordId> =
        hidden.flat_map(|(id, request)| request.told_in.0.clone().into_iter().chain([id])).collect();
    let shares = file.all::<Shared>();
    let told: Vec<RecordId> =
        shares.filter(|(_, share)| share.from.is_some_and(|from| kept.contains(&from))).map(|(id, _)| id).collect();
    kept.extend(told);
    kept
}

/// The same for the file of a view.
pub fn hidden(view: &FileView) -> BTreeSet<RecordId> {
    hidden_from_family(&view.file)
}

/// One request as whoever clears disclosures sees it: what was asked and why it is kept back, and nothing else of the file.
///
/// # Errors
/// [`Failure::Absent`] where there is no such request, and what access and the store refuse.
pub async fn to_clear(desk: &Desk, file: FileId, record: RecordId) -> Result<PoliceRequest, Failure> {
    let (_, facts) = desk.facts_of(file, Action::ClearDisclosure).await?;
    let permit = desk.decided(Action::ClearDisclosure, &facts, &desk.context(None)).await?;
    let mut entry = desk.entry("police_request.read", Some(&permit), Some(file), Outcome::Done);
    entry.record = Some(record);
    desk.instance().store.note(vec![entry]).await?;
    let loaded = crate::write::file_of(&desk.instance().store.load(file, None).await?)?;
    let found = loaded.all::<PoliceRequest>().find(|(id, _)| *id == record).map(|(_, request)| request);
    found.ok_or(Failure::Absent("there is no such request"))
}

/// Writes to the audit that somebody read a request: who knew of it can be asked later. One write.
///
/// # Errors
/// What the store refuses.
pub async fn note_read(desk: &Desk, view: &FileView, record: RecordId) -> Result<(), Failure> {
    let mut entry = desk.entry("police_request.read", Some(&view.permit), Some(view.id), Outcome::Done);
    entry.record = Some(record);
    Ok(desk.instance().store.note(vec![entry]).await?)
}
