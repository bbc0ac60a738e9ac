//! What was shared of a person, what waits, and what becomes of it.

use axum::{Json, extract::Path};
use hearth_casework::sharing::{self, Told, told, told_to_family};
use hearth_record::{ids::RecordId, sharing::Shared};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Body, Child, Coded, Problem, Written};

/// What was decided about telling somebody, and what came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Share {
    /// The record; the latest, where this stands for several sendings of the daily data.
    record: String,
    /// When it was told; of a decision not to share, when that was decided.
    at: Timestamp,
    /// For how many sendings it stands.
    times: usize,
    /// Who was told, or was not.
    recipient: String,
    /// The recipient in the council's register.
    recipient_code: Option<String>,
    /// What they are to do with it.
    purpose: String,
    /// Which need it was for.
    need: Option<String>,
    /// What was decided.
    outcome: Option<Coded>,
    /// How far it is.
    state: Option<Coded>,
    /// By which way it goes out.
    way: Option<Coded>,
    /// What allowed it.
    basis: Option<Coded>,
    /// The law that requires it.
    law: Option<String>,
    /// The items by what they are, without what they say.
    what: Option<String>,
    /// Why it was right, or why nothing was told.
    why: Option<String>,
    /// Whether the family was asked to agree.
    consent_sought: Option<Coded>,
    /// Whether the family was told.
    told: Option<Coded>,
    /// How it goes to the recipient.
    channel: Option<Coded>,
    /// From when it goes; until then it can be taken back.
    goes_at: Option<Timestamp>,
    /// The last day of a standing share.
    until: Option<Date>,
    /// When somebody looks at it again.
    review_on: Option<Date>,
    /// When somebody looked at what was told in an emergency.
    reviewed_at: Option<Timestamp>,
    /// What has changed since in what the recipient holds.
    changed: Vec<String>,
    /// When they were told of that.
    recalled_at: Option<Timestamp>,
}

impl Share {
    fn of(told: &Told) -> Self {
        let shared: &Shared = &told.shared;
        let words = |text: &Option<hearth_record::value::Narrative>| text.as_ref().map(|words| words.0.clone());
        Self {
            record: told.record.to_string(),
            at: told.at,
            times: told.times,
            recipient: shared.recipient.reveal().0.clone(),
            recipient_code: shared.recipient_code.as_ref().map(|code| code.0.clone()),
            purpose: shared.purpose.reveal().0.clone(),
            need: shared.need.as_ref().map(|code| code.0.clone()),
            outcome: coded!(shared.outcome),
            state: coded!(shared.state),
            way: coded!(shared.way),
            basis: coded!(shared.basis),
            law: shared.law.reveal().as_ref().map(|law| law.0.clone()),
            what: words(shared.what.reveal()),
            why: words(shared.justification.reveal()),
            consent_sought: coded!(shared.consent_sought),
            told: coded!(shared.told),
            channel: coded!(shared.channel),
            goes_at: *shared.goes_at,
            until: *shared.until,
            review_on: *shared.review_on,
            reviewed_at: *shared.reviewed_at,
            changed: shared.recall.reveal().iter().map(|line| line.0.clone()).collect(),
            recalled_at: *shared.recalled_at,
        }
    }
}

/// What was shared of a person, and what was not.
#[derive(Debug, Serialize, ToSchema)]
pub struct Shares {
    /// Everything, the latest first: for those who work with the person.
    shares: Vec<Share>,
    /// The records of those that the person and the family may have a list of.
    family_list: Vec<String>,
}

/// What was shared of a person and what was kept back on purpose, the latest first.
#[utoipa::path(get, path = "/api/v1/children/{id}/shares", tag = "sharing",
    params(("id" = String, Path, description = "The file"), ("purpose" = Option<String>, Query, description = "Why it is opened, where no record says so")),
    responses((status = 200, body = Shares)))]
pub async fn shares(child: Child) -> Json<Shares> {
    Json(Shares {
        shares: told(&child.view).iter().map(Share::of).collect(),
        family_list: told_to_family(&child.view).iter().map(|told| told.record.to_string()).collect(),
    })
}

/// The words that go with an act: the one that it asks for.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// Why: with `approve`, `refuse`, `stop` and `take-back`.
    because: String,
    /// How it is known that it arrived: with `received`.
    receipt: String,
    /// Whether it was right, and what happens now: with `review`.
    review: String,
    /// What the family was told: with `told`.
    told_why: String,
}

/// What becomes of a share. The acts: `take-back`, `approve`, `refuse`, `received`, `stop`, `recall`, `review`, `told`. What is handed over,
/// a package or a link, is taken from the page.
#[utoipa::path(post, path = "/api/v1/children/{id}/shares/{record}/{act}", tag = "sharing",
    params(("id" = String, Path, description = "The file"), ("record" = String, Path, description = "The share"), ("act" = String, Path, description = "The act")),
    request_body = Words,
    responses((status = 200, body = Written)))]
pub async fn share_act(
    child: Child,
    Path((_, record, act)): Path<(String, String, String)>,
    Body(words): Body<Words>,
) -> Result<Json<Written>, Problem> {
    let record: RecordId = record.parse().map_err(|_| Problem::not_found())?;
    let (desk, view) = (&child.desk, &child.view);
    if !view.all::<Shared>().iter().any(|(id, _)| *id == record) {
        return Err(Problem::not_found());
    }
    let saved = match act.as_str() {
        "approve" => sharing::approve(desk, view, record, true, &words.because).await,
        "refuse" => sharing::approve(desk, view, record, false, &words.because).await,
        "take-back" => sharing::take_back(desk, view, record, &words.because).await,
        "received" => sharing::received(desk, view, record, &words.receipt).await,
        "stop" => sharing::stop(desk, view, record, &words.because).await,
        "recall" => sharing::told_of_change(desk, view, record).await,
        "review" => sharing::review(desk, view, record, &words.review).await,
        "told" => sharing::told_family(desk, view, record, &words.told_why).await,
        _ => return Err(Problem::not_found()),
    };
    Ok(Json(Written { record: saved?.record.to_string() }))
}
