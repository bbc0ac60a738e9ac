//! The pages of a file. Opening one costs four queries, up to two more where it has an address, and one entry of the audit, whatever the
//! size of the file.

mod brief;
mod clocks;
mod done;
mod family;
mod follows;
mod household;
mod identity;
mod overview;
mod past;
mod quality;
mod record;
mod records;
mod timeline;

pub use done::{Said, alike};
pub use family::page as family;
pub use household::page as household;
pub use overview::page as overview;
pub(crate) use quality::severity;
pub use record::{page as record, shown as shown_record};
pub use records::page as records;
pub use timeline::page as timeline;

pub(crate) use identity::of as identity;
pub use past::Past;
pub(crate) use timeline::{entry, together};

use axum::{
    extract::FromRequestParts,
    http::request::Parts,
    response::{IntoResponse, Response},
};
use hearth_access::{Action, Purpose};
use hearth_casework::{
    FileView, Moment,
    access::{Colleague, colleagues},
    people, recording,
};
use hearth_record::{
    FieldSchema, Fields,
    ids::{FileId, PersonId},
    people::Involvement,
    recording::Document,
    value::ValueType,
    words,
};
use serde_json::Value as Json;

use crate::{
    App,
    answer::Answer,
    guard::{Signed, asked_for},
    view::{Frame, file::Section},
};

/// A file that somebody signed in has opened: what every page of a file starts from.
pub struct Opened {
    /// Who opened it.
    pub signed: Signed,
    /// The file, as far as they may see it.
    pub view: FileView,
    /// The past moment at which the file is shown as it was known.
    pub known: Option<Past>,
    /// The names of workers who are involved and whose name no record gives.
    pub colleagues: Vec<Colleague>,
}

impl FromRequestParts<App> for Opened {
    type Rejection = Response;

    /// Reads `?known=2026-11-20` and `?purpose=code` from the address, and opens the file.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let signed = Signed::from_request_parts(parts, app).await?;
        let lost = |signed: &Signed| Answer::NotFound(Box::new(crate::frame::of(signed, ""))).into_response();
        let Some(file) = file_in(asked_for(parts).path()) else { return Err(lost(&signed)) };
        let asked = |name: &str| query(parts, name);
        let known = asked("known").and_then(|text| Past::asked(&text, signed.desk.today(), signed.desk.now()));
        let purpose = purpose(parts, &signed);
        match signed.desk.open(file, purpose, known.as_ref().map(|past| past.until)).await {
            Ok(view) => {
                let unnamed = |(_, i): &(_, Involvement)| i.worker.is_some() && i.worker_name.reveal().is_none();
                let asked = view.all::<Involvement>().iter().any(unnamed);
                let colleagues = if asked { colleagues(&signed.desk).await } else { Ok(Vec::new()) };
                let colleagues = colleagues.map_err(|e| Answer::framed(e, &signed, Some(file)).into_response())?;
                Ok(Self { signed, view, known, colleagues })
            }
            Err(failure) => Err(Answer::framed(failure, &signed, Some(file)).into_response()),
        }
    }
}

/// The file that an address of a file names.
fn file_in(path: &str) -> Option<FileId> {
    path.strip_prefix("/children/")?.split('/').next()?.parse().ok()
}

/// The purpose that an address names, where it is one that this person may give.
pub(crate) fn purpose(parts: &Parts, signed: &Signed) -> Option<Purpose> {
    let purpose = query(parts, "purpose").and_then(|code| code.parse::<Purpose>().ok());
    purpose.filter(|purpose| Purpose::askable(signed.desk.subject().role).contains(purpose))
}

/// One value of the address.
fn query(parts: &Parts, name: &str) -> Option<String> {
    let pairs = parts.uri.query().unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    let value = pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned());
    value.filter(|value| {
        !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
    })
}

impl Opened {
    /// The name of the worker of an involvement, from the record or from whoever works here.
    pub fn worker_name(&self, involvement: &Involvement) -> Option<String> {
        let written = involvement.worker_name.reveal().as_ref().map(|line| line.0.clone());
        let known = || self.colleagues.iter().find(|c| Some(c.worker) == *involvement.worker).map(|c| c.name.clone());
        written.or_else(known)
    }

    /// The frame of a page of the file.
    pub fn frame(&self, title: &str) -> Frame {
        let mut frame = crate::frame::of(&self.signed, title);
        let reference = self.view.digest.la_child_id.clone().unwrap_or_default();
        frame.sheet = Some(crate::frame::sheet(&self.signed, format!("{} {reference}", self.view.digest.name.whole())));
        frame
    }

    /// The header of a page of the file.
    pub fn identity(&self, here: Option<Section>) -> crate::view::file::Identity {
        identity(self, here)
    }

    /// The sections that are closed to this reader, as the page says it.
    pub fn closed(&self) -> Vec<String> {
        let words = |category: hearth_record::Category| {
            format!(
                "{}: this file has records here that open to health staff only. Ask the looked-after health team.",
                category.title()
            )
        };
        self.view.closed_with_records().map(words).collect()
    }

    /// Goes on only where the policies permit `action` in this file; a refusal stands in the audit.
    ///
    /// # Errors
    /// The page of the refusal.
    pub async fn must(&self, action: Action) -> Result<(), Answer> {
        if self.view.may(action) {
            return Ok(());
        }
        let asked = recording::may(&self.signed.desk, self.view.id, action, self.view.purpose()).await;
        asked.map_err(|failure| self.failed(failure))
    }

    /// Learns the names of those who work here, where it does not know them yet.
    ///
    /// # Errors
    /// What the store refuses.
    pub async fn know_colleagues(&mut self) -> Result<(), Answer> {
        if self.colleagues.is_empty() {
            self.colleagues = colleagues(&self.signed.desk).await.map_err(|failure| self.failed(failure))?;
        }
        Ok(())
    }

    /// What a page calls the worker or team with this id.
    pub fn called(&self, of: ValueType, id: &str) -> String {
        let worker =
            || self.colleagues.iter().find(|known| known.worker.to_string() == id).map(|known| known.name.clone());
        let team = || {
            let pack = self.signed.desk.pack().ok()?;
            pack.team(id.parse().ok()?).map(|team| team.name.clone())
        };
        match of {
            ValueType::Worker => worker().unwrap_or_else(|| "A worker who has no account here".to_owned()),
            ValueType::Team => team().unwrap_or_else(|| "A team that is not set up here".to_owned()),
            _ => id.to_owned(),
        }
    }

    /// What this file's pages call people whom records name; see [`people::named`].
    ///
    /// # Errors
    /// What the store refuses.
    pub async fn named(&self, people: &[PersonId]) -> Result<Vec<people::Named>, Answer> {
        people::named(&self.signed.desk, &self.view, people).await.map_err(|failure| self.failed(failure))
    }

    /// What a field says, in words: workers, teams and people by their names, another record by its title.
    pub fn told(&self, field: &FieldSchema, fields: &Fields, named: &[people::Named]) -> String {
        let Some(json) = fields.get(field.name) else { return String::new() };
        let one = |of: ValueType, value: &Json| match (of, value) {
            (ValueType::Worker | ValueType::Team, Json::String(id)) => self.called(of, id),
            (ValueType::Person, Json::String(id)) => named
                .iter()
                .find(|named| named.person.to_string() == *id)
                .map_or("Person not shown", people::Named::shown)
                .to_owned(),
            (ValueType::Document, Json::String(id)) => {
                let named = self.view.all::<Document>().into_iter().find(|(_, there)| there.blob.to_string() == *id);
                named.map_or_else(
                    || "A document that is not shown here".to_owned(),
                    |(_, there)| there.title.reveal().0.clone(),
                )
            }
            (ValueType::Record, Json::String(id)) => {
                let held = id.parse().ok().and_then(|id| self.view.record(id));
                held.map_or("A record that is not shown here", |held| held.schema.title).to_owned()
            }
            (of, value) => words::in_words(of, value),
        };
        match (field.value, json) {
            (ValueType::List(of), Json::Array(values)) => {
                values.iter().map(|value| one(*of, value)).collect::<Vec<_>>().join(", ")
            }
            (of, value) => one(of, value),
        }
    }

    /// The answer to an act that failed on this file.
    pub fn failed(&self, failure: hearth_casework::Failure) -> Answer {
        Answer::framed(failure, &self.signed, Some(self.view.id))
    }
}

/// Whether an event turns the child's way, so that the timeline gives it weight.
pub(crate) fn weighty(moment: &Moment) -> bool {
    let name = moment.event.name.as_str();
    ["care.", "placement.", "cp_plan.", "legal_status.", "adoption.", "person."]
        .iter()
        .any(|noun| name.starts_with(noun))
}
