use hearth_access::Action;
use hearth_record::{
    Fields, Problems, Record, class::Open, ids::RecordId, recording::Document, sharing::Consent, value::Line,
};
use serde_json::Value as Json;

use super::{COURT_WARNING, WORDING, consequence, giver, is_asked_about};
use crate::{
    Desk, Failure, FileView,
    act::Act,
    recording::{self, Saved},
};

/// What was said about one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The code of the recipient in the council's settings.
    pub recipient: String,
    /// The code of the answer, of the set `consent_known`.
    pub answer: String,
    /// Why nobody was asked, a code of `consent_not_sought`; empty where somebody was.
    pub not_sought_because: String,
    /// The reason in words: of not asking, or of the refusal.
    pub because: String,
}

/// What was asked of somebody about several recipients in one go, as a form has it.
pub struct Asking<F: Fn(&str) -> String> {
    /// The texts of the form, by the names of the fields of [`Consent`].
    pub posted: F,
    /// What was said of each recipient that was spoken of.
    pub answers: Vec<Answer>,
    /// The ids that the form proposed, so that one sent twice is written once.
    pub proposed: Vec<RecordId>,
}

/// Writes down what was said about sharing with each of several recipients: one record each, so that each can be withdrawn by itself.
/// Five queries and a change.
///
/// # Errors
/// [`Failure::Problems`] where something is missing: an answer, who gave it and why they can, the reason where nobody was asked, the
/// warning where a court asks and they refuse; and what access and the store refuse.
pub async fn ask<F: Fn(&str) -> String>(desk: &Desk, view: &FileView, asked: Asking<F>) -> Result<Vec<Saved>, Failure> {
    let fields = read(desk, view, &asked).await?;
    let proposed: Vec<RecordId> =
        (0..fields.len()).map(|n| asked.proposed.get(n).copied().unwrap_or_else(|| desk.new_record())).collect();
    let act = Act::new(view.id, "consent.asked", view.purpose());
    act.run(
        desk,
        Action::Record,
        |_| Ok(None),
        |_, amending| {
            for (record, fields) in proposed.iter().zip(&fields) {
                if amending.file().record(*record).is_none() {
                    amending.add(*record, Consent::SCHEMA, fields.clone(), desk.written(None), desk.now(), None);
                }
            }
            Ok(Saved { record: proposed[0], version: 1 })
        },
    )
    .await?;
    Ok(proposed.into_iter().map(|record| Saved { record, version: 1 }).collect())
}

/// The fields of each record, checked.
async fn read<F: Fn(&str) -> String>(desk: &Desk, view: &FileView, asked: &Asking<F>) -> Result<Vec<Fields>, Failure> {
    if asked.answers.is_empty() {
        return Err(Problems::at("answers", "is needed: say what was said about at least one of them").into());
    }
    let texts: Vec<(&str, String)> = Consent::SCHEMA
        .form()
        .map(|field| (field.name, (asked.posted)(field.name)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let posted = |name: &str| texts.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_str());
    let mut common = recording::read_form(Consent::SCHEMA, &Fields::new(), posted)?;
    let spoken = asked.answers.iter().any(|answer| matches!(answer.answer.as_str(), "GIVEN" | "REFUSED"));
    if spoken {
        common.set("wording", Some(Json::from(WORDING)));
        name_giver(desk, view, &mut common).await?;
    }
    let mut read = Vec::new();
    for answer in &asked.answers {
        let fields = one(desk, &common, answer)?;
        (Consent::SCHEMA.check)(&fields).or_ok(())?;
        checked(view, &fields)?;
        read.push(fields);
    }
    Ok(read)
}

/// Who answered, by name: a parent's comes from the relationship that was chosen.
async fn name_giver(desk: &Desk, view: &FileView, common: &mut Fields) -> Result<(), Failure> {
    let Some(tie) = common.text("relationship").map(str::to_owned) else { return Ok(()) };
    let holders = giver::holders(desk, view).await?;
    let holder = holders.iter().find(|holder| holder.relationship.to_string() == tie);
    if let Some(holder) = holder {
        let Line::<200>(name) = Line(holder.name.chars().take(200).collect());
        common.set("giver_name", Some(Json::from(name)));
    }
    Ok(())
}

fn one(desk: &Desk, common: &Fields, answer: &Answer) -> Result<Fields, Failure> {
    let unknown = || Failure::from(Problems::at("answers", "names somebody who is not a recipient of this council"));
    let recipient =
        desk.pack()?.recipient(&answer.recipient).filter(|known| is_asked_about(known)).ok_or_else(unknown)?;
    let mut fields = common.clone();
    let text = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(Json::from);
    fields.set("recipient", text(&recipient.code));
    fields.set("recipient_name", text(&recipient.name));
    fields.set("answer", text(&answer.answer));
    fields.set("not_sought_because", text(&answer.not_sought_because));
    fields.set("because", text(&answer.because));
    let refused = answer.answer == "REFUSED";
    fields.set("consequence", refused.then(|| consequence(&recipient.name)).map(Json::from));
    // What was said of a refusal stands only with one, and only where a court asks.
    let court = fields.get("court_requested") == Some(&Json::Bool(true));
    let warned = fields.text("warning").is_some();
    fields.set("warning", (refused && court && warned).then(|| Json::from(COURT_WARNING)));
    if !matches!(answer.answer.as_str(), "GIVEN" | "REFUSED") {
        for unsaid in
            ["giver", "giver_name", "relationship", "capacity", "capacity_because", "informed", "explicit", "wording"]
        {
            fields.set(unsaid, None);
        }
    }
    Ok(fields)
}

/// What only the file can say: who may answer, and that the signed form is one of its documents.
fn checked(view: &FileView, fields: &Fields) -> Result<(), Failure> {
    let consent = Consent::from_fields(fields)?;
    let mut problems = Problems::none();
    problems.add_if(*consent.asked_on > view.today, "asked_on", "must be today or before");
    if consent.given() || consent.refused() {
        problems.join(giver::may_answer(
            &view.file,
            *consent.giver.reveal(),
            *consent.capacity.reveal(),
            consent.capacity_because.reveal().is_some(),
            *consent.relationship,
            *consent.asked_on,
        ));
        problems.add_if(consent.explained.reveal().is_none(), "explained", "is needed: say what was explained to them");
    }
    let Open(document) = consent.document;
    let there = |id: RecordId| view.record(id).is_some_and(|held| held.schema.kind == Document::SCHEMA.kind);
    problems.add_if(document.is_some_and(|id| !there(id)), "document", "must be a document of this file");
    Ok(problems.or_ok(())?)
}
