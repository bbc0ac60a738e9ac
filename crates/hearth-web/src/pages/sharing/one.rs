//! One share: what was decided and why, how it stands, and what can be done with it now. Printed, it is the record of the share.

use axum::{extract::Path, http::StatusCode, response::Response};
use hearth_access::Action;
use hearth_casework::sharing::{Need, agreement_of, standing_now};
use hearth_record::{
    FieldSchema, Problems, Record, ids::RecordId, sets::SharingChannel, sharing::Shared, value::ValueType,
};

use super::{Asking, tag, words};
use crate::{
    answer::{Answer, show},
    frame,
    pages::file::Opened,
    paths,
    view::{
        Link,
        file::Section,
        frame::Row,
        matter::{MatterPage, Part, SmallForm},
    },
};

/// What stands elsewhere on the page, or means nothing to people.
const NOT_SHOWN: &[&str] = &[
    "items",
    "link",
    "code",
    "recipient_code",
    "from",
    "need",
    "purpose_code",
    "way",
    "state",
    "stands_while",
    "recall",
    "recipient",
    "message",
    "what",
    "reveals",
];

/// `GET /children/{id}/share/{record}`
pub async fn page(mut opened: Opened, Path((_, record)): Path<(String, String)>) -> Result<Response, Answer> {
    opened.know_colleagues().await?;
    let (record, shared) = found(&opened, &record)?;
    let page = of(&opened, record, &shared, &Problems::none(), Vec::new()).await?;
    Ok(show(StatusCode::OK, &page))
}

/// The share of an address.
pub(super) fn found(opened: &Opened, record: &str) -> Result<(RecordId, Shared), Answer> {
    let lost = || Answer::NotFound(Box::new(opened.frame("")));
    let record: RecordId = record.parse().map_err(|_| lost())?;
    opened.view.all::<Shared>().into_iter().find(|(id, _)| *id == record).ok_or_else(lost)
}

/// What was answered, as rows: every field of the record that says anything to people.
pub(super) fn answers(opened: &Opened, shared: &Shared, agreement: Option<&str>) -> Vec<Row> {
    let fields = shared.to_fields();
    let shown = |field: &&FieldSchema| !NOT_SHOWN.contains(&field.name) && field.value != ValueType::Person;
    let rows = Shared::SCHEMA.fields.iter().filter(shown).filter_map(|field| {
        fields.get(field.name)?;
        let told = match field.name {
            "agreement" => agreement.unwrap_or_default().to_owned(),
            "reason" => shared.reason.map(|reason| reason.words().to_owned()).unwrap_or_default(),
            _ => opened.told(field, &fields, &[]),
        };
        Some(Row::new(field.label, told)).filter(|row| !row.value.is_empty())
    });
    rows.collect()
}

/// The items by what they are, without what they say.
fn items(shared: &Shared) -> Vec<String> {
    let what = shared.what.reveal().as_ref().map(|what| what.0.clone()).unwrap_or_default();
    let said = shared.message.reveal().as_ref().map(|words| format!("In words: {}", words.0));
    what.lines().map(str::to_owned).filter(|line| !line.is_empty()).chain(said).collect()
}

/// The page, with what is wrong where an act was not done, and what is shown once.
pub(super) async fn of(
    opened: &Opened,
    record: RecordId,
    shared: &Shared,
    problems: &Problems,
    once: Vec<Part>,
) -> Result<MatterPage, Answer> {
    let whom = &shared.recipient.reveal().0;
    let waits = shared.is("WAITING") || shared.is("QUEUED");
    let heading = match (shared.is_withheld(), waits) {
        (true, _) => format!("Decided not to tell {whom}"),
        (false, true) => format!("To be shared with {whom}"),
        (false, false) => format!("Shared with {whom}"),
    };
    let items_are = if waits { "What is to go" } else { "What was shared" };
    let mut parts = once;
    parts.push(Part { text: items(shared), ..Part::of(items_are) });
    let agreement = agreement_of(&opened.signed.desk, shared).await.map_err(|failure| opened.failed(failure))?;
    parts.push(Part { rows: answers(opened, shared, agreement.as_deref()), ..Part::of("The record of the decision") });
    if opened.known.is_none() {
        parts.extend(acts(opened, record, shared, problems));
    }
    parts
        .push(Part { links: vec![Link::new("All that was shared", paths::shares(opened.view.id))], ..Part::default() });
    let there: Vec<String> = parts
        .iter()
        .filter_map(|part| part.form.as_ref())
        .flat_map(|form| form.fields.iter().map(|field| field.name.clone()))
        .collect();
    let left: Vec<String> = problems
        .iter()
        .filter(|problem| !problem.field.is_some_and(|name| there.iter().any(|field| field == name)))
        .map(|problem| crate::answer::sentence(&problem.message))
        .collect();
    Ok(MatterPage {
        frame: opened.frame(&heading),
        identity: Some(opened.identity(Some(Section::Sharing))),
        heading,
        tag: Some(tag(shared)),
        intro: Some(intro(opened, shared)).filter(|text| !text.is_empty()),
        warning: warning(opened, shared).await?,
        problem: (!left.is_empty()).then(|| left.join(" ")),
        parts,
    })
}

/// How it stands, in a sentence.
fn intro(opened: &Opened, shared: &Shared) -> String {
    let now = opened.signed.desk.now();
    let need = shared.need.as_ref().and_then(|code| Need::of(&code.0));
    let standing = shared.until.map(|until| format!(" It ends on {}.", frame::day(until))).unwrap_or_default();
    match shared.state.map(hearth_record::sets::SharingState::code) {
        Some("QUEUED") => match *shared.goes_at {
            Some(at) if at > now => format!("It goes from {} and can be taken back until then.", frame::moment(at)),
            _ => "It can go now; nothing has gone yet, and it can still be taken back.".to_owned(),
        },
        Some("WAITING") => "Nothing goes until a second person has agreed.".to_owned(),
        Some("STANDING") => format!(
            "A standing share{}. Each sending is looked at anew.{standing}",
            need.map(|need| format!(" so that they can {}", need.name.to_lowercase())).unwrap_or_default()
        ),
        _ => String::new(),
    }
}

/// What must be known: that a standing share would not go now, or that the recipient is to be told of a change.
async fn warning(opened: &Opened, shared: &Shared) -> Result<Option<String>, Answer> {
    let changed = shared.recall.reveal();
    if !changed.is_empty() && shared.recalled_at.is_none() {
        let lines: Vec<&str> = changed.iter().map(|line| line.0.as_str()).collect();
        return Ok(Some(format!("What they hold has changed. {}", lines.join(" "))));
    }
    if !shared.is("STANDING") && !shared.is("QUEUED") {
        return Ok(None);
    }
    let why =
        standing_now(&opened.signed.desk, &opened.view, shared).await.map_err(|failure| opened.failed(failure))?;
    Ok(why.map(|why| format!("Nothing goes now. {why}")))
}

fn acts(opened: &Opened, record: RecordId, shared: &Shared, problems: &Problems) -> Vec<Part> {
    let asking = Asking { problems };
    let act = |heading: &str, name: &str, submit: &str, grave: bool, fields| Part {
        form: Some(SmallForm {
            action: paths::share_act(opened.view.id, record, name),
            fields,
            submit: submit.to_owned(),
            grave,
        }),
        ..Part::of(heading)
    };
    let share = opened.view.may(Action::Share);
    let own = *shared.shared_by == Some(opened.signed.desk.subject().worker);
    let second = opened.view.may(Action::ApproveShare) && !own;
    let mut parts = Vec::new();
    if !shared.recall.reveal().is_empty() && shared.recalled_at.is_none() && share {
        let mut letter = act("Tell them what has changed", "letter", "Take the letter", false, Vec::new());
        letter.text = shared.recall.reveal().iter().map(|line| line.0.clone()).collect();
        parts.push(letter);
        let mut told = act("When they know", "recall", "They were told", false, Vec::new());
        told.text = vec!["That they were told is written down like everything that is told.".to_owned()];
        parts.push(told);
    }
    if shared.is("WAITING") && second {
        let because = || vec![asking.field("because", "Why do you agree, or why not?", words("", 2))];
        parts.push(act("You are the second person", "approve", "Agree that it goes", false, because()));
        parts.push(act("Or", "refuse", "Do not agree", true, because()));
    }
    if shared.is_urgent() && shared.reviewed_at.is_none() && second {
        let fields = vec![asking.field("review", "Was it right, and what happens now?", words("", 3))];
        parts.push(act("Look at what was told in an emergency", "review", "Save what you found", false, fields));
    }
    let channel = shared.channel.map(SharingChannel::code);
    let on_its_way = shared.is("QUEUED") || shared.is("STANDING");
    if on_its_way && share {
        match channel {
            Some("LINK") => {
                parts.push(act("Give them the link", "link", "Make the link and its code", false, Vec::new()));
            }
            Some("ENCRYPTED" | "POST" | "PORTAL") => {
                parts.push(act("Hand it over", "package", "Take the package", false, Vec::new()));
            }
            _ => {}
        }
    }
    if shared.is("SENT") && share && channel != Some("SPOKEN") && shared.channel.is_some() {
        let fields = vec![asking.field("receipt", "How do you know that they have it?", super::line(""))];
        parts.push(act("It arrived", "received", "Write down that it arrived", false, fields));
    }
    if (shared.is("QUEUED") || shared.is("WAITING")) && share {
        parts.push(act("Take it back", "take-back", "Take it back", true, Vec::new()));
    }
    if shared.is("STANDING") && share {
        let fields = vec![asking.field("because", "Why does it end?", words("", 2))];
        parts.push(act("End the standing share", "stop", "End it", true, fields));
    }
    if !shared.told.is_some_and(|told| told.code() == "TOLD") && shared.was_told() && share {
        let fields = vec![asking.field("told_why", "What was the family told?", words("", 2))];
        parts.push(act("Tell the family", "told", "The family was told today", false, fields));
    }
    parts
}
