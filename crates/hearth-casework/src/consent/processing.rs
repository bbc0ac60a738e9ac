//! Consent as the basis of UK GDPR Article 6(1)(a): only what is done on it ends when it is withdrawn.

use hearth_access::Action;
use hearth_record::{
    Fields, File, Problems, Record, class::Private, ids::RecordId, sharing::ProcessingConsent, value::Line,
};
use jiff::Timestamp;
use serde_json::Value as Json;

use super::giver;
use crate::{
    Desk, Failure, FileView,
    act::Act,
    recording::{self, Saved},
    settings::Purpose,
};

/// The basis of Article 6 that is consent.
const CONSENT: &str = "6(1)(a)";

/// Whether something may be done for a purpose of the register, as far as consent goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// It rests on another basis: consent neither allows nor ends it.
    Other,
    /// It rests on consent that stands.
    Given(RecordId),
    /// It rests on consent, and nobody was asked.
    NeverAsked,
    /// It rests on consent that was refused.
    Refused(RecordId),
    /// It rests on consent that was taken back at this moment: from then on it stops.
    Withdrawn(RecordId, Timestamp),
}

impl Basis {
    /// Whether it may be done, as far as consent goes.
    pub const fn permits(self) -> bool {
        matches!(self, Self::Other | Self::Given(_))
    }

    /// How it stands, in words for a page.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Other => "Goes on: it does not rest on consent",
            Self::Given(_) => "Goes on while the consent stands",
            Self::NeverAsked => "Not done: nobody was asked yet",
            Self::Refused(_) => "Not done: refused",
            Self::Withdrawn(..) => "Stopped: withdrawn",
        }
    }
}

/// How a purpose of the register stands for the person of a file at a moment.
pub fn processing_standing(file: &File, purpose: &Purpose, at: Timestamp) -> Basis {
    if purpose.article6 != CONSENT {
        return Basis::Other;
    }
    let asked = file.all::<ProcessingConsent>().filter(|(_, consent)| consent.purpose.reveal().0 == purpose.code);
    let Some((record, latest)) = asked.max_by_key(|(record, consent)| super::newest(file, *record, *consent.asked_on))
    else {
        return Basis::NeverAsked;
    };
    match (*latest.withdrawn_at.reveal(), *latest.given.reveal()) {
        (Some(withdrawn), _) if withdrawn <= at => Basis::Withdrawn(record, withdrawn),
        (_, true) => Basis::Given(record),
        (_, false) => Basis::Refused(record),
    }
}

/// The purposes of the council's register that rest on consent.
///
/// # Errors
/// When the account's council has no pack in this build's configuration.
pub fn on_consent(desk: &Desk) -> Result<Vec<&Purpose>, Failure> {
    Ok(desk.pack()?.purposes.iter().filter(|purpose| purpose.article6 == CONSENT).collect())
}

/// Writes down whether somebody consents to a purpose that rests on consent. Five queries and a change.
///
/// # Errors
/// [`Failure::Problems`] where something is missing or the purpose does not rest on consent, and what access and the store refuse.
pub async fn ask_processing(
    desk: &Desk,
    view: &FileView,
    purpose: &str,
    posted: impl Fn(&str) -> String,
) -> Result<Saved, Failure> {
    let not_ours =
        "must be a purpose that rests on consent: what rests on another basis needs none and cannot be stopped by it";
    let purposes = on_consent(desk)?;
    let purpose =
        purposes.into_iter().find(|known| known.code == purpose).ok_or_else(|| Problems::at("purpose", not_ours))?;
    let texts: Vec<(&str, String)> =
        ProcessingConsent::SCHEMA.form().map(|field| (field.name, posted(field.name))).collect();
    let mut fields = recording::read_form(ProcessingConsent::SCHEMA, &Fields::new(), |name| {
        texts.iter().find(|(known, text)| *known == name && !text.is_empty()).map(|(_, text)| text.as_str())
    })?;
    fields.set("purpose", Some(Json::from(purpose.code.as_str())));
    fields.set("purpose_name", Some(Json::from(purpose.name.chars().take(200).collect::<String>())));
    (ProcessingConsent::SCHEMA.check)(&fields).or_ok(())?;
    let consent = ProcessingConsent::from_fields(&fields)?;
    // Whether somebody may answer for a child is judged in the same way for both sorts of consent.
    giver::may_answer(
        &view.file,
        Some(*consent.giver.reveal()),
        Some(*consent.capacity.reveal()),
        true,
        *consent.relationship,
        *consent.asked_on,
    )
    .or_ok(())?;
    let record = desk.new_record();
    Act::new(view.id, "processing_consent.asked", view.purpose())
        .run(
            desk,
            Action::Record,
            |_| Ok(None),
            |_, amending| {
                amending.add(record, ProcessingConsent::SCHEMA, fields.clone(), desk.written(None), desk.now(), None);
                Ok(Saved { record, version: 1 })
            },
        )
        .await
}

/// Takes a consent to processing back: from this moment nothing more is done on it. What rests on another basis goes on. Two queries, a
/// load and a change.
///
/// # Errors
/// [`Failure::Problems`] where it is not said who withdrew it, [`Failure::Wrong`] where nothing stands to be withdrawn, and what access and
/// the store refuse.
pub async fn withdraw_processing(desk: &Desk, view: &FileView, record: RecordId, by: &str) -> Result<Saved, Failure> {
    let by = by.trim();
    if by.is_empty() {
        return Err(Problems::at("withdrawn_by", "is needed: say who withdrew it and how they said so").into());
    }
    Act::new(view.id, "processing_consent.withdrawn", view.purpose())
        .run(
            desk,
            Action::Record,
            |_| Ok(None),
            |_, amending| {
                let held =
                    amending.file().record(record).filter(|held| held.schema.kind == ProcessingConsent::SCHEMA.kind);
                let held = held.filter(|held| !held.withdrawn()).ok_or(Failure::Absent("there is no such consent"))?;
                let version = held.current().number + 1;
                let mut consent = ProcessingConsent::from_fields(&held.current().fields)?;
                if !consent.given.reveal() || consent.withdrawn_at.reveal().is_some() {
                    return Err(Failure::Wrong("no consent stands here that could be withdrawn".to_owned()));
                }
                consent.withdrawn_at = Private::new(Some(desk.now()));
                consent.withdrawn_by = Private::new(Some(Line(by.chars().take(200).collect())));
                amending.correct(record, consent.to_fields(), desk.written(None), desk.now());
                Ok(Saved { record, version })
            },
        )
        .await
}

/// How every purpose of the council's register stands for the person of a file now: those that rest on consent first.
///
/// # Errors
/// When the account's council has no pack in this build's configuration.
pub fn processing_of<'a>(desk: &'a Desk, view: &FileView) -> Result<Vec<(&'a Purpose, Basis)>, Failure> {
    let mut all: Vec<(&Purpose, Basis)> = desk
        .pack()?
        .purposes
        .iter()
        .map(|purpose| (purpose, processing_standing(&view.file, purpose, view.opened_at)))
        .collect();
    all.sort_by_key(|(_, basis)| *basis == Basis::Other);
    Ok(all)
}
