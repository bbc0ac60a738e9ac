//! How long a file is kept, and why: the answer of `hearth explain retention` too.

use axum::{Json, extract::Path};
use hearth_casework::retention;
use hearth_practice::retention as practice;
use hearth_practice::retention::{Rules, Standing, Trigger};
use hearth_record::ids::FileId;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Caller, Problem};

/// How long a file is kept, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct Kept {
    /// The last day on which it is kept, by the rules alone; none where it cannot be said.
    keep_until: Option<Date>,
    /// What it is instead of kept until a day: `held` or `indeterminate`.
    or: Option<&'static str>,
    /// The first day on which its end may begin, where nothing stands in the way.
    disposal_may_begin: Option<Date>,
    /// The class of the file: the highest.
    class: Option<&'static str>,
    /// Every rule that applies, the longest first.
    because: Vec<Because>,
    /// The rule that wins.
    wins: Option<&'static str>,
    /// The names of the holds that stand.
    holds: Vec<String>,
    /// What else stands in the way.
    blocked_by: Vec<String>,
    /// What lacks.
    lacks: Vec<String>,
    /// Where the council's notice and a rule that applies do not agree; of given facts only.
    flags: Vec<String>,
}

/// One rule as it holds for a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct Because {
    /// The rule, such as `K04`.
    rule: &'static str,
    /// The class that it is of.
    class: &'static str,
    /// From what it counts; none where that has not happened.
    trigger: Option<Start>,
    /// For how long, in words.
    period: String,
    /// The years; none where nobody has said.
    years: Option<u16>,
    /// The sum, in words.
    sum: String,
    /// Until when; none where it cannot be said yet.
    until: Option<Date>,
    /// Whether the years are those of a statute alone.
    floor: bool,
    /// The law, or where the rule stands.
    source: &'static str,
    /// How sure the rule is.
    sure: String,
}

/// From what a rule counts.
#[derive(Debug, Serialize, ToSchema)]
pub struct Start {
    /// The event, by its name in the vocabulary.
    event: &'static str,
    /// Its day.
    on: Date,
    /// The day that is counted from.
    counted_from: Date,
    /// The event that it stands in for.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    stands_for: Option<&'static str>,
}

impl Kept {
    /// An answer of the engine, with what the council's notice says otherwise.
    pub fn of(kept: &practice::Kept, flags: Vec<String>) -> Self {
        Self {
            keep_until: kept.until,
            or: match kept.standing() {
                Standing::Held => Some("held"),
                Standing::Indeterminate => Some("indeterminate"),
                Standing::Until(_) => None,
            },
            disposal_may_begin: kept.may_begin().filter(|_| kept.is_free()),
            class: kept.class.map(|class| class.name.as_str()),
            because: kept.because.iter().map(Because::of).collect(),
            wins: kept.wins().map(|because| because.rule.id.as_str()),
            holds: kept.holds.clone(),
            blocked_by: kept.blocked_by(),
            lacks: kept.lacks.iter().map(|lack| lack.words()).collect(),
            flags,
        }
    }
}

impl Because {
    fn of(because: &practice::Because) -> Self {
        let counted = |event: hearth_record::Event, from, stands_for| Start {
            event: event.name.as_str(),
            on: event.on,
            counted_from: from,
            stands_for,
        };
        Self {
            rule: &because.rule.id,
            class: Rules::compiled_in().class(&because.rule.class).map_or("", |class| &class.name),
            trigger: match because.trigger {
                Trigger::Event { event, from } => Some(counted(event, from, None)),
                Trigger::ClosingForBirth(event) => Some(counted(event, event.on, Some("person.born"))),
                Trigger::Children | Trigger::NotYet => None,
            },
            period: because.period(),
            years: because.years,
            sum: because.sum(),
            until: because.until,
            floor: because.floor,
            source: &because.rule.source,
            sure: format!("{:?}", because.rule.sure),
        }
    }
}

/// How long a file is kept and why, without opening it.
#[utoipa::path(get, path = "/api/v1/children/{id}/kept", tag = "retention", params(("id" = String, Path, description = "The file")),
    responses((status = 200, body = Kept)))]
pub async fn kept(caller: Caller, Path(id): Path<String>) -> Result<Json<Kept>, Problem> {
    let id: FileId = id.parse().map_err(|_| Problem::not_found())?;
    let (_, kept) = retention::why(&caller, id).await?;
    Ok(Json(Kept::of(&kept, Vec::new())))
}
