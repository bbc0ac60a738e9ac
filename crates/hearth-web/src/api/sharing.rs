//! What is shared across the council, for those who answer for it.

use axum::Json;
use hearth_casework::sharing::{Line, overview};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Caller, Coded, Problem};

/// What is shared across the council.
#[derive(Serialize, ToSchema)]
pub struct Sharing {
    /// Told in an emergency, and nobody has looked at it.
    urgent: Vec<Listed>,
    /// Waits for a second person.
    waiting: Vec<Listed>,
    /// The recipient is to be told of a change.
    to_tell: Vec<Listed>,
    /// Standing shares, those that end first in front.
    standing: Vec<Listed>,
    /// Decided not to share.
    withheld: Vec<Listed>,
    /// How often for which reason.
    reasons: Vec<Reason>,
    /// How often somebody was told in the last week why something cannot be shared.
    refused_in_a_week: usize,
}

/// A share of somebody.
#[derive(Serialize, ToSchema)]
pub struct Listed {
    /// The file, where whoever reads may open it.
    file: Option<String>,
    /// The share, where whoever reads may open it.
    record: Option<String>,
    /// Whose file it is.
    name: String,
    /// Who was told.
    recipient: String,
    /// When.
    at: Timestamp,
    /// How far it is.
    state: Option<Coded>,
    /// By when somebody should look, or the last day of a standing share.
    due: Option<Date>,
    /// Why it stopped, or why it was right.
    why: Option<String>,
    /// Whether whoever reads shared it themselves.
    own: bool,
}

/// How often something was shared for a reason.
#[derive(Serialize, ToSchema)]
pub struct Reason {
    /// The reason, in words.
    reason: &'static str,
    /// How often.
    shares: usize,
}

impl Listed {
    fn of(line: &Line) -> Self {
        let shared = &line.shared;
        let why = shared.stopped_because.reveal().as_ref().or(shared.justification.reveal().as_ref());
        Self {
            file: line.opens.then(|| line.file.to_string()),
            record: line.opens.then(|| line.record.to_string()),
            name: line.name.clone(),
            recipient: shared.recipient.reveal().0.clone(),
            at: *shared.shared_at,
            state: coded!(shared.state),
            due: line.due,
            why: why.and_then(|why| why.0.lines().next().map(str::to_owned)),
            own: line.own,
        }
    }
}

/// What is shared across the council, what needs somebody first.
#[utoipa::path(get, path = "/api/v1/sharing", tag = "sharing",
    responses((status = 200, body = Sharing)))]
pub async fn sharing(caller: Caller) -> Result<Json<Sharing>, Problem> {
    let all = overview(&caller).await?;
    let listed = |lines: &[Line]| lines.iter().map(Listed::of).collect();
    Ok(Json(Sharing {
        urgent: listed(&all.urgent),
        waiting: listed(&all.waiting),
        to_tell: listed(&all.to_tell),
        standing: listed(&all.standing),
        withheld: listed(&all.withheld),
        reasons: all.reasons.iter().map(|of| Reason { reason: of.reason, shares: of.shares }).collect(),
        refused_in_a_week: all.refused,
    }))
}
