//! Deciding to share, deciding not to, and telling somebody in an emergency.

use axum::{
    Json,
    extract::{Query, rejection::QueryRejection},
    http::StatusCode,
};
use hearth_access::Action;
use hearth_casework::{
    people::{Relative, family},
    settings::{Pack, Sort},
    sharing::{self, Asked, Item, Need, Urgent, offered},
};
use hearth_record::code;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::{Body, Child, Coded, Problem, Written};

/// What somebody proposes to share, or not to: the answers of the form. What is not answered is left out or empty, and the refusal says which
/// answer it wants. Codes and items are those of `shares/choices`.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Proposal {
    /// Who is to be told: a code of the register, or of the family `code:record` with the record of the relationship, or `code:other`.
    recipient: String,
    /// Which relative it is, where the file does not name them.
    relative_name: String,
    /// What was asked for, and by whom.
    request: String,
    /// What is decided.
    outcome: String,
    /// What they need it for.
    need: String,
    /// The keys of the items that go.
    items: Vec<String>,
    /// Why they need more than the need asks for.
    added_because: String,
    /// Why they must know where somebody is who must not be found.
    release_because: String,
    /// Words that go with it.
    message: String,
    /// Why no less would do.
    why_minimum: String,
    /// What allows it.
    basis: String,
    /// The law or the order that requires it.
    law: String,
    /// The evidence of significant harm.
    harm: String,
    /// Who is at risk, where it is somebody else.
    harm_to: String,
    /// Whether the family was asked to agree.
    consent_sought: String,
    /// Why not, or why it is shared although they refused.
    consent_why: String,
    /// Whether the family was told.
    told: String,
    /// The day on which they were told, as `2026-03-02`.
    told_on: String,
    /// What they were told, or why they were not.
    told_why: String,
    /// Why it is necessary.
    necessary: String,
    /// Why it is lawful.
    lawful: String,
    /// Why it is fair.
    fair: String,
    /// What the child thinks of it.
    child_view: String,
    /// What harm sharing could do.
    harm_of_sharing: String,
    /// What harm not sharing could do.
    harm_of_not_sharing: String,
    /// How it goes to them.
    channel: String,
    /// Whether it stands until a day.
    standing: bool,
    /// The last day of a standing share.
    until: String,
    /// That somebody looked at what is unusual, and shares all the same.
    checked: bool,
    /// Why nothing is shared.
    not_because: String,
    /// When a decision not to share is looked at again.
    review_on: String,
}

impl Proposal {
    /// The answers as the form would send them: `yes` for what is ticked, a line for each of several.
    fn texts(&self) -> impl Fn(&str) -> String + Send + Sync + use<> {
        let answers = serde_json::to_value(self).unwrap_or_default();
        move |name| match &answers[name] {
            Value::String(text) => text.clone(),
            Value::Bool(true) => "yes".to_owned(),
            Value::Array(keys) => keys.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"),
            _ => String::new(),
        }
    }
}

/// Something to choose.
#[derive(Serialize, ToSchema)]
pub struct Choice {
    /// What is sent.
    code: String,
    /// What it is, for people.
    name: String,
}

/// An item that may go.
#[derive(Serialize, ToSchema)]
pub struct Offered {
    /// What is sent.
    key: String,
    /// What it is.
    label: String,
    /// What it says; none where it is kept back on a screen.
    value: Option<String>,
    /// Whether the need asks for it.
    needed: bool,
    /// Why it gives away where somebody is who must not be found.
    reveals: Option<&'static str>,
    /// Whether the recipient may be told of it at all.
    allowed: bool,
}

impl From<Item> for Offered {
    fn from(item: Item) -> Self {
        let Item { key, label, value, needed, reveals, allowed, .. } = item;
        Self { key, label, value, needed, reveals, allowed }
    }
}

/// What a proposal can be made of.
#[derive(Serialize, ToSchema)]
pub struct Choices {
    /// Whom the council may tell.
    recipients: Vec<Choice>,
    /// What the chosen recipient may need.
    needs: Vec<Choice>,
    /// What the file holds of what they need.
    items: Vec<Offered>,
    /// What can be decided.
    outcome: Vec<Choice>,
    /// What can allow it.
    basis: Vec<Choice>,
    /// Whether the family was asked.
    consent_sought: Vec<Choice>,
    /// Whether the family was told.
    told: Vec<Choice>,
    /// How it can go. To whom a key was checked it can go encrypted.
    channel: Vec<Choice>,
}

/// For whom and what choices are asked.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct For {
    /// The recipient, as a proposal names it.
    recipient: String,
    /// What they need it for.
    need: String,
    /// Whether what the need does not ask for is wanted too.
    more: bool,
}

/// What a proposal can be made of; with a recipient what they may need, with a need what the file holds of it.
#[utoipa::path(get, path = "/api/v1/children/{id}/shares/choices", tag = "sharing",
    params(("id" = String, Path, description = "The file"), For),
    responses((status = 200, body = Choices)))]
pub async fn choices(child: Child, asked: Result<Query<For>, QueryRejection>) -> Result<Json<Choices>, Problem> {
    child.must(Action::Share).await?;
    let Query(asked) = asked.map_err(|_| Problem::not_found())?;
    let pack = child.desk.pack()?;
    let relatives = family(&child.desk, &child.view).await?;
    let recipient = pack.recipient(asked.recipient.split(':').next().unwrap_or_default());
    let need = Need::of(&asked.need).filter(|need| recipient.is_some_and(|of| need.is_of(of)));
    let items = match need {
        Some(need) => offered(&child.desk, &child.view, &asked.recipient, &need.code, asked.more).await?,
        None => Vec::new(),
    };
    let needs = recipient.into_iter().flat_map(Need::of_recipient);
    Ok(Json(Choices {
        recipients: recipients(pack, &relatives),
        needs: needs.map(|need| Choice { code: need.code.clone(), name: need.name.clone() }).collect(),
        items: items.into_iter().map(Offered::from).collect(),
        outcome: of_set("sharing_outcome"),
        basis: of_set("sharing_basis"),
        consent_sought: of_set("sharing_consent"),
        told: of_set("sharing_told"),
        channel: of_set("sharing_channel"),
    }))
}

fn recipients(pack: &Pack, relatives: &[Relative]) -> Vec<Choice> {
    let mut choices = Vec::new();
    for recipient in &pack.recipients {
        let code = &recipient.code;
        if recipient.sort != Sort::Family {
            choices.push(Choice { code: code.clone(), name: recipient.name.clone() });
            continue;
        }
        let known = relatives.iter().filter(|relative| relative.ended.is_none()).map(|relative| Choice {
            code: format!("{code}:{}", relative.record),
            name: format!("{}, {}", relative.name, relative.relationship.to_lowercase()),
        });
        choices.extend(known);
        let name = "A relative whom the file does not name".to_owned();
        choices.push(Choice { code: format!("{code}:other"), name });
    }
    choices
}

fn of_set(name: &'static str) -> Vec<Choice> {
    let choice = |code: &code::Code| Choice { code: code.stored(), name: code.words().to_owned() };
    code::set(name).current().map(choice).collect()
}

/// What goes, before it goes.
#[derive(Serialize, ToSchema)]
pub struct Preview {
    /// Who is told, or is not.
    recipient: String,
    /// How far it will be when it is decided: sent, on its way, standing, or waiting for a second person. None where nothing goes.
    state: Option<Coded>,
    /// What goes, and nothing else.
    items: Vec<Offered>,
    /// The words that go with it.
    message: Option<String>,
    /// What is unusual.
    warnings: Vec<String>,
}

/// Shows what would go. Nothing is written but that somebody was told why it cannot.
#[utoipa::path(post, path = "/api/v1/children/{id}/shares/preview", tag = "sharing",
    params(("id" = String, Path, description = "The file")),
    request_body = Proposal,
    responses((status = 200, body = Preview)))]
pub async fn preview(child: Child, Body(proposal): Body<Proposal>) -> Result<Json<Preview>, Problem> {
    let decided = sharing::preview(&child.desk, &child.view, &Asked { text: &proposal.texts() }).await?;
    let shared = &decided.shared;
    Ok(Json(Preview {
        recipient: shared.recipient.reveal().0.clone(),
        state: coded!(shared.state),
        message: shared.message.reveal().as_ref().map(|words| words.0.clone()),
        items: decided.items.into_iter().map(Offered::from).collect(),
        warnings: decided.warnings,
    }))
}

/// Decides to share, or not to. What goes can be taken back for a quarter of an hour and is looked at again at the moment when it goes;
/// what tells where somebody is who must not be found waits for a second person.
#[utoipa::path(post, path = "/api/v1/children/{id}/shares", tag = "sharing",
    params(("id" = String, Path, description = "The file")),
    request_body = Proposal,
    responses((status = 201, body = Written)))]
pub async fn decide(child: Child, Body(proposal): Body<Proposal>) -> Result<(StatusCode, Json<Written>), Problem> {
    let saved = sharing::decide(&child.desk, &child.view, &Asked { text: &proposal.texts() }, None).await?;
    Ok((StatusCode::CREATED, Json(Written { record: saved.record.to_string() })))
}

/// Who is told what in an emergency, and why. What else is sent is left out: nothing more is asked of anybody in a hurry.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Emergency {
    /// Who is told: any words will do.
    who: String,
    /// What they are told.
    what: String,
    /// Why they must know now.
    why: String,
}

/// Writes down an urgent safeguarding disclosure, before the call or after it. Nothing refuses it but an empty answer; a manager looks at it on the
/// next working day.
#[utoipa::path(post, path = "/api/v1/children/{id}/shares/urgent", tag = "sharing",
    params(("id" = String, Path, description = "The file")),
    request_body = Emergency,
    responses((status = 201, body = Written)))]
pub async fn urgent(
    child: Child,
    Body(Emergency { who, what, why }): Body<Emergency>,
) -> Result<(StatusCode, Json<Written>), Problem> {
    let told = Urgent { who: &who, what: &what, why: &why };
    let saved = sharing::urgent(&child.desk, &child.view, &told, None).await?;
    Ok((StatusCode::CREATED, Json(Written { record: saved.record.to_string() })))
}
