//! Holds: which files are not destroyed whatever their schedule says.

use axum::{Json, extract::Path, http::StatusCode};
use hearth_casework::holds::{self, NewHold};
use hearth_record::ids::RecordId;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Body, Caller, Problem, Written};

/// A hold of the register.
#[derive(Serialize, ToSchema)]
pub struct Hold {
    /// Its id.
    id: String,
    /// What it is called.
    name: String,
    /// By whose authority it stands.
    authority: String,
    /// Why.
    reason: String,
    /// The code of its scope, and its two days where it has any.
    scope: String,
    /// Whether it stands.
    open: bool,
    /// The day by which somebody asks whether it still does.
    review_on: Date,
    /// When somebody proposed to close it; a second person decides.
    closing_proposed_at: Option<Timestamp>,
    /// Why they did.
    closing_because: Option<String>,
    /// When it was closed.
    closed_at: Option<Timestamp>,
}

impl Hold {
    pub(super) fn of(hold: &holds::Hold) -> Self {
        let says = &hold.says;
        Self {
            id: hold.id.to_string(),
            name: hold.name().to_owned(),
            authority: says.authority.reveal().0.clone(),
            reason: says.reason.reveal().0.clone(),
            scope: hold.scope(),
            open: says.is_open(),
            review_on: *says.review_on,
            closing_proposed_at: *says.closing_proposed_at,
            closing_because: says.closing_because.reveal().as_ref().map(|because| because.0.clone()),
            closed_at: *says.closed_at,
        }
    }
}

/// The register of holds.
#[utoipa::path(get, path = "/api/v1/retention/holds", tag = "retention",
    responses((status = 200, body = Vec<Hold>)))]
pub async fn holds(caller: Caller) -> Result<Json<Vec<Hold>>, Problem> {
    Ok(Json(holds::all(&caller).await?.iter().map(Hold::of).collect()))
}

/// A hold that is to be opened.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Opening {
    /// What it is called.
    name: String,
    /// By whose authority.
    authority: String,
    /// Why.
    reason: String,
    /// A code of the set `hold_scope`.
    scope: String,
    /// Of those worked with between two days, the first.
    served_from: Option<Date>,
    /// The second.
    served_until: Option<Date>,
    /// The day by which somebody asks whether it still stands.
    review_on: Option<Date>,
}

/// Opens a hold, and puts every file under it that is in its scope.
#[utoipa::path(post, path = "/api/v1/retention/holds", tag = "retention",
    request_body = Opening,
    responses((status = 201, body = Written)))]
pub async fn open_hold(caller: Caller, Body(sent): Body<Opening>) -> Result<(StatusCode, Json<Written>), Problem> {
    let Opening { name, authority, reason, scope, served_from, served_until, review_on } = sent;
    let new = NewHold { name, authority, reason, scope, served: (served_from, served_until), review_on };
    let hold = holds::open(&caller, new).await?;
    Ok((StatusCode::CREATED, Json(Written { record: hold.to_string() })))
}

/// What is done with a hold.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldAct {
    /// `review` says that it still stands, `propose` proposes to close it, `refuse` refuses that, `close` closes it as the second person.
    act: String,
    /// Why, with `propose` and `refuse`.
    #[serde(default)]
    because: String,
    /// How the matter stands, with `review`.
    #[serde(default)]
    note: String,
    /// By when somebody asks again, with `review`.
    #[serde(default)]
    review_on: Option<Date>,
}

/// Reviews a hold, proposes to close it, closes it as the second person, or refuses to; answers with the hold as it stands then.
#[utoipa::path(post, path = "/api/v1/retention/holds/{hold}", tag = "retention",
    params(("hold" = String, Path, description = "The hold")),
    request_body = HoldAct,
    responses((status = 200, body = Hold)))]
pub async fn hold_act(
    caller: Caller,
    Path(id): Path<String>,
    Body(HoldAct { act, because, note, review_on }): Body<HoldAct>,
) -> Result<Json<Hold>, Problem> {
    let id: RecordId = id.parse().map_err(|_| Problem::not_found())?;
    match act.as_str() {
        "review" => holds::review(&caller, id, review_on, &note).await?,
        "propose" => holds::propose(&caller, id, &because).await?,
        "refuse" => holds::refuse_closing(&caller, id, &because).await?,
        "close" => holds::decide(&caller, id).await?,
        _ => {
            holds::one(&caller, id).await?;
            return Err(Problem::not_found());
        }
    }
    Ok(Json(Hold::of(&holds::one(&caller, id).await?)))
}
