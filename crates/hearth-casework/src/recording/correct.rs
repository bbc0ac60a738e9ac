use hearth_access::{Action, Purpose};
use hearth_record::{
    Author, Fields, File, Held, KindSchema, Problems, Record,
    fields::{Merged, merge},
    front_door::Contact,
    ids::{FileId, RecordId},
    people::{Address, Involvement},
};
use hearth_store::DraftKey;

use super::{Saved, document::must_stand_here, keep_anonymous};
use crate::{Desk, Failure, Quarrel, act::Act, governance::told::must_be_told};

/// A correction to one record.
pub struct Correction<'a> {
    /// The record.
    pub record: RecordId,
    /// The version that the person saw and changed.
    pub from: u32,
    /// The values as they should be.
    pub fields: Fields,
    /// Why, in the person's words.
    pub because: String,
    /// Why the person is in the file, where nothing in the records explains it.
    pub purpose: Option<Purpose>,
    /// The draft that this makes good.
    pub draft: Option<&'a DraftKey>,
}

/// Adds a version to a record. What the earlier ones said stays readable.
///
/// Whoever corrects what a contact was decided must be one who decides contacts. A contact that is to be kept anonymous from now on is
/// kept so in the file of each child whom it is about.
///
/// Where somebody else wrote a version since, the two are merged field by field and the whole is validated again.
///
/// # Errors
/// [`Failure::Both`] where both changed one field to different values, [`Failure::Problems`] where the whole cannot be
/// true, [`Failure::Wrong`] where it would change a protected address or where it stands here but the referrer could not be kept anonymous in each of the others' files, and what
/// access and the store refuse.
pub async fn correct(desk: &Desk, file: FileId, correction: Correction<'_>) -> Result<Saved, Failure> {
    corrected(desk, file, correction, false).await
}

/// The same; `address` where it is the correction of a protected address by the act that is for that: it stays protected, and the
/// reason stands in the audit too.
pub(crate) async fn corrected(
    desk: &Desk,
    file: FileId,
    correction: Correction<'_>,
    address: bool,
) -> Result<Saved, Failure> {
    if correction.because.trim().is_empty() {
        return Err(Problems::at("because", "is needed: say why you correct this record").into());
    }
    if correction.fields.get("keep_anonymous") == Some(&true.into()) {
        return keep_anonymous::corrected(desk, file, &correction).await;
    }
    let (code, detail) =
        if address { ("address.correct", Some(correction.because.trim())) } else { ("record.correct", None) };
    let act = Act { draft: correction.draft, detail, ..Act::new(file, code, correction.purpose) };
    act.run(
        desk,
        Action::OpenFile,
        |file| held(file, correction.record).map(|held| asked(file, held, &correction)),
        |_, amending| {
            let held = held(amending.file(), correction.record)?;
            let fields = merged(held, &correction)?;
            must_stand_here(amending.file(), held.schema, &held.current().fields, &fields)?;
            must_be_told(amending.file(), held.schema, Some(&held.current().fields), &fields)?;
            if !address && tells_where(held, &fields) {
                let why = "this address is protected: correct it by asking for it with a reason, so that it stays so";
                return Err(Failure::Wrong(why.to_owned()));
            }
            let saved = Saved { record: held.id, version: held.current().number + 1 };
            amending.correct(held.id, fields, desk.written(Some(correction.because.trim().to_owned())), desk.now());
            Ok(saved)
        },
    )
    .await
}

/// Whether a correction changes where a protected address is, or that it is protected.
fn tells_where(held: &Held, fields: &Fields) -> bool {
    let changed = |name: &str| held.current().fields.get(name) != fields.get(name);
    held.schema.kind == Address::SCHEMA.kind
        && !held.withheld().is_empty()
        && (changed("protected") || held.withheld().iter().any(|name| changed(name)))
}

/// What is asked beside opening the file: to correct the record, and to decide the contact where the correction touches its decision.
pub(super) fn asked(file: &File, held: &Held, correction: &Correction<'_>) -> Vec<Action> {
    let seen = held.versions().iter().find(|version| version.number == correction.from);
    // What the person left as they saw it is taken from the newest version, so it changes nothing.
    let changed = seen.map(|seen| seen.fields.changed(&correction.fields)).unwrap_or_default();
    let decides = held.schema.kind == Contact::SCHEMA.kind
        && changed.iter().any(|name| Contact::DECISION.contains(&name.as_str()));
    let mut asked = vec![to_correct(file, held)];
    asked.extend(decides.then_some(Action::DecideContact));
    asked
}

/// A contact is decided by who may decide it, on its own page: one that comes decided is not added.
pub(super) fn comes_undecided(kind: &KindSchema, fields: &Fields) -> Result<(), Failure> {
    let decided = Contact::DECISION.iter().find(|name| fields.get(name).is_some());
    match decided.filter(|_| kind.kind == Contact::SCHEMA.kind) {
        Some(name) => Err(Problems::at(name, "must be empty: a manager decides the contact on its own page").into()),
        None => Ok(()),
    }
}

/// What somebody must be permitted to correct this record: what a reviewing officer or conference chair of the child wrote is
/// theirs, apart from the team that holds the case.
pub(crate) fn to_correct(file: &File, held: &Held) -> Action {
    let theirs = match &held.versions()[0].written.by {
        Author::Worker { id, .. } if held.schema.independent => {
            file.all::<Involvement>().any(|(_, involvement)| *involvement.worker == Some(*id) && involvement.reviews())
        }
        _ => false,
    };
    if theirs { Action::CorrectReview } else { Action::Correct { category: held.schema.category } }
}

/// The record, if it is there and counts.
pub(super) fn held(file: &File, record: RecordId) -> Result<&Held, Failure> {
    let held = file.record(record).ok_or(Failure::Absent("there is no such record in this file"))?;
    if held.withdrawn() { Err(Failure::Wrong("this record was withdrawn; add a new one".to_owned())) } else { Ok(held) }
}

/// What the correction and whatever was written since come to.
pub(super) fn merged(held: &Held, correction: &Correction<'_>) -> Result<Fields, Failure> {
    let seen = held.versions().iter().find(|version| version.number == correction.from);
    let seen = seen.ok_or(Failure::Absent("there is no such version of this record"))?;
    let now = held.current();
    let fields = match merge(&seen.fields, &correction.fields, &now.fields) {
        Merged::Whole(fields) => fields,
        Merged::Both(fields) => {
            let (theirs, version, by) = (now.fields.clone(), now.number, now.written.by.name().to_owned());
            return Err(Failure::Both(Box::new(Quarrel { fields, theirs, version, by })));
        }
    };
    (held.schema.check)(&fields).or_ok(())?;
    // What was lacking before, such as in a record from another system, holds up no correction.
    if (held.schema.lacks)(&now.fields).is_empty() {
        (held.schema.lacks)(&fields).or_ok(())?;
    }
    if fields == now.fields {
        return Err(Failure::Wrong("nothing was changed, so nothing was saved".to_owned()));
    }
    Ok(fields)
}
