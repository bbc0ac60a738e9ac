//! What happens to a contact between its receipt and its decision, and after: in every file in which it stands, at once.

use hearth_access::Action;
use hearth_record::{
    Fields, Problems, Record,
    front_door::Contact,
    ids::{FileId, RecordId},
    value::ValueType,
};
use serde_json::Value as Json;

use super::each::InEach;
use crate::{Desk, Failure};

/// Takes a contact: whoever is at the desk works on it from now on.
///
/// # Errors
/// [`Failure::Wrong`] where it is decided already, and what access and the store refuse.
pub async fn take(desk: &Desk, places: &[(FileId, RecordId)]) -> Result<(), Failure> {
    let me = Json::from(desk.subject().worker.to_string());
    amend(desk, places, "contact.take", |fields| {
        undecided(fields)?;
        fields.set("screened_by", Some(me.clone()));
        Ok(())
    })
    .await
}

/// Records that the children are in danger now.
///
/// # Errors
/// What access and the store refuse.
pub async fn danger(desk: &Desk, places: &[(FileId, RecordId)]) -> Result<(), Failure> {
    amend(desk, places, "contact.danger", |fields| {
        fields.set("immediate_danger", Some(Json::from(true)));
        Ok(())
    })
    .await
}

/// Records whether a person with parental responsibility was asked and what they said, and why they were not.
///
/// # Errors
/// [`Failure::Problems`] where a code is none or the reason for not asking is missing, and what access and the store refuse.
pub async fn consent(desk: &Desk, places: &[(FileId, RecordId)], known: &str, because: &str) -> Result<(), Failure> {
    let value = |name: &'static str, text: &str| {
        let field = Contact::SCHEMA.field(name).map_or(ValueType::Narrative, |field| field.value);
        field.canonical(text).map_err(|bad| Problems::at(name, bad.to_string()))
    };
    let (code, reason) = (value("consent_known", known)?, value("consent_because", because)?);
    if code.is_none() {
        return Err(Problems::at("consent_known", "is needed: choose what happened").into());
    }
    if reason.is_none() && matches!(known.split('@').next(), Some("NOT_SOUGHT" | "REFUSED")) {
        return Err(Problems::at("consent_because", "is needed: say why, or what was said").into());
    }
    amend(desk, places, "contact.consent", |fields| {
        fields.set("consent_known", code.clone());
        fields.set("consent_because", reason.clone());
        Ok(())
    })
    .await
}

/// Nothing more is done with a contact that is decided.
pub(super) fn undecided(fields: &Fields) -> Result<(), Failure> {
    if fields.get("decided_at").is_some() {
        return Err(decided_already());
    }
    Ok(())
}

/// Says that nothing is left to be done with a contact.
pub(super) fn decided_already() -> Failure {
    Failure::Wrong("this contact is decided already; correct its record where that was wrong".to_owned())
}

async fn amend(
    desk: &Desk,
    places: &[(FileId, RecordId)],
    code: &'static str,
    change: impl Fn(&mut Fields) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if places.is_empty() {
        return Err(decided_already());
    }
    let files: Vec<FileId> = places.iter().map(|(file, _)| *file).collect();
    let act = InEach { code, action: Action::Record, purpose: super::purpose(desk), files: &files, draft: None };
    act.run(desk, |loaded, _| {
        for ((_, amending), (_, record)) in loaded.iter_mut().zip(places) {
            let held = amending.file().record(*record).filter(|held| !held.withdrawn());
            let held = held.ok_or(Failure::Absent("there is no such contact in this file"))?;
            let mut fields = held.current().fields.clone();
            let set = held.current().written.set.clone();
            change(&mut fields)?;
            (Contact::SCHEMA.check)(&fields).or_ok(())?;
            let fields = (Contact::SCHEMA.rewrite)(&fields).unwrap_or(fields);
            if fields != held.current().fields {
                let mut written = desk.written(None);
                written.set = set;
                amending.correct(*record, fields, written, desk.now());
            }
        }
        Ok(())
    })
    .await
}
