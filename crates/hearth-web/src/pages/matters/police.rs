//! Requests by the police: taken down, refused in words, answered, and released to the family's list.

use axum::{extract::Path, response::Response};
use hearth_access::Action;
use hearth_casework::{Failure, police};
use hearth_record::{
    Problems, Record,
    ids::{FileId, RecordId},
    sharing::PoliceRequest,
};

use super::{NotDone, again, chosen, done, field, fields_of, of_address, record_in, records_to_choose, rest, shorter};
use crate::{
    answer::{Answer, page as rendered, show},
    frame,
    guard::Signed,
    pages::{Sent, file::Opened, taken},
    paths,
    view::{
        Link, Tag, Tone,
        file::Section,
        form::{Control, Field, Posted},
        frame::Row,
        matter::{Line, MatterPage, Part, SmallForm},
    },
};

type Of = Path<(String, String)>;

/// What must be known before anybody speaks with the family.
const DO_NOT_TELL: &str = "Do not tell the family of this request. Telling them would prejudice an inquiry. Their list leaves it out until \
                           the data protection officer or a lawyer releases it.";

fn tag(of: &PoliceRequest) -> Tag {
    match (of.refused_because.reveal(), of.answered_at.reveal()) {
        (Some(_), _) => Tag::new("Refused", Tone::Grave),
        (None, Some(_)) => Tag::new("Answered", Tone::Standing),
        (None, None) => Tag::new("Waits for an answer", Tone::Needs),
    }
}

fn officer(of: &PoliceRequest) -> String {
    format!("{} {}, {}", of.rank.reveal().0, of.officer.reveal().0, of.station.reveal().0)
}

/// `GET /children/{id}/police`
pub async fn page(opened: Opened) -> Result<Response, Answer> {
    let view = &opened.view;
    let mut requests = view.all::<PoliceRequest>();
    requests.sort_by_key(|(_, of)| std::cmp::Reverse(*of.received_at));
    let line = |(id, of): &(RecordId, PoliceRequest)| {
        let hidden = if of.is_hidden() { " The family must not be told." } else { "" };
        Line {
            title: Link::new(officer(of), paths::police_request(view.id, *id)),
            tag: tag(of),
            text: format!("{}, {}.{hidden}", of.authority.reveal().words(), frame::moment(*of.received_at)),
        }
    };
    let mut part = Part { lines: requests.iter().map(line).collect(), ..Part::default() };
    if requests.is_empty() {
        part.text.push("The police have not asked for anything from this file.".to_owned());
    }
    if view.may(Action::Record) {
        part.links.push(Link::new("Take a request down", paths::new_police(view.id)));
    }
    Ok(rendered(&MatterPage {
        frame: opened.frame("Requests by the police"),
        identity: Some(opened.identity(Some(Section::Sharing))),
        heading: "Requests by the police".to_owned(),
        tag: None,
        intro: Some(
            "What officers ask for, by which authority, and what they were told. If a child may be at risk now, tell the police what they \
             need at once and write it down afterwards."
                .to_owned(),
        ),
        warning: None,
        problem: None,
        parts: vec![part],
    }))
}

/// `GET /children/{id}/police/new`
pub async fn form(opened: Opened) -> Result<Response, Answer> {
    opened.must(Action::Record).await?;
    let now = opened.view.opened_at.to_string();
    Ok(rendered(&taking(&opened, &Posted::new(vec![("received_at".to_owned(), now)]), &Problems::none()).await?))
}

async fn taking(opened: &Opened, posted: &Posted, problems: &Problems) -> Result<MatterPage, Answer> {
    let names = [
        "received_at",
        "officer",
        "rank",
        "number",
        "station",
        "channel",
        "checked",
        "authority",
        "reference",
        "document",
        "purpose",
        "items",
        "prejudices",
        "prejudices_because",
    ];
    let fields = fields_of(opened, PoliceRequest::SCHEMA, &names, &["items"], posted, problems).await?;
    let hint = |name: &str| match name {
        "authority" => Some("Without one the request is refused, and you are told what to ask the officer for"),
        "items" => Some("One a line, as narrow as the officer asked"),
        "checked" => Some("Such as “rang the force’s own number and was put through”"),
        _ => None,
    };
    let fields = fields
        .into_iter()
        .map(|of| {
            let words = hint(&of.name).map(str::to_owned).or(of.hint.clone());
            Field { hint: words, control: shorter(of.control), ..of }
        })
        .collect();
    Ok(MatterPage {
        frame: opened.frame("Take down a request by the police"),
        identity: Some(opened.identity(Some(Section::Sharing))),
        heading: "Take down a request by the police".to_owned(),
        tag: None,
        intro: None,
        warning: Some(
            "If a child may be at risk now, tell the officer what they need at once. That needs no form.".to_owned(),
        ),
        problem: None,
        parts: vec![Part {
            form: Some(SmallForm {
                action: paths::new_police(opened.view.id),
                fields,
                submit: "Save request".to_owned(),
                grave: false,
            }),
            ..Part::default()
        }],
    })
}

/// `POST /children/{id}/police/new`
pub async fn save(opened: Opened, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    match police::take(&opened.signed.desk, &opened.view, |name| posted.text(name)).await {
        Ok(saved) => Ok(done(&paths::police_request(opened.view.id, saved.record))),
        Err(failure) => match NotDone::of(&opened, failure) {
            NotDone::Problems(problems) => Ok(again(taking(&opened, &posted, &problems).await?, &problems)),
            NotDone::Other(answer) => Err(answer),
        },
    }
}

/// `GET /children/{id}/police/{record}`
pub async fn one(opened: Opened, Path((_, record)): Of) -> Result<Response, Answer> {
    let record = record_in(&opened, &record)?;
    let page = of_one(&opened, record, &Posted::default(), &Problems::none())?;
    let noted = police::note_read(&opened.signed.desk, &opened.view, record).await;
    noted.map_err(|failure| opened.failed(failure))?;
    Ok(rendered(&page))
}

fn of_one(opened: &Opened, record: RecordId, posted: &Posted, problems: &Problems) -> Result<MatterPage, Answer> {
    let found = opened.view.all::<PoliceRequest>().into_iter().find(|(id, _)| *id == record);
    let (_, of) = found.ok_or_else(|| opened.failed(Failure::Absent("there is no such request")))?;
    let mut asked = Part::of("What is asked for");
    asked.rows = rows(&of);
    let mut parts = vec![asked];
    let waits = of.answered_at.reveal().is_none();
    if let Some(why) = of.refused_because.reveal() {
        let mut refused = Part::of("Refused");
        refused.text.push(why.0.clone());
        parts.push(refused);
    } else if waits && opened.view.may(Action::Share) {
        parts.push(answering(opened, record, posted, problems));
        parts.push(refusing(opened, record, posted, problems));
    }
    if !of.told_in.is_empty() {
        let mut told = Part::of("What was told");
        let line = |id: &RecordId| {
            opened.view.record(*id).map(|held| {
                let what = held.current().fields.text("what").unwrap_or_default().to_owned();
                Row::new(frame::moment(held.current().recorded_at), what).to(paths::record(opened.view.id, *id))
            })
        };
        told.rows = of.told_in.iter().filter_map(line).collect();
        parts.push(told);
    }
    parts.extend(kept_back(opened, record, &of));
    Ok(MatterPage {
        frame: opened.frame("Request by the police"),
        identity: Some(opened.identity(None)),
        heading: format!("Request by {}", officer(&of)),
        tag: Some(tag(&of)),
        intro: None,
        warning: of.is_hidden().then(|| DO_NOT_TELL.to_owned()),
        problem: None,
        parts,
    })
}

fn rows(of: &PoliceRequest) -> Vec<Row> {
    let items: Vec<&str> = of.items.reveal().iter().map(|item| item.0.as_str()).collect();
    [
        ("Received", frame::moment(*of.received_at)),
        ("Officer", format!("{}, number {}", officer(of), of.number.reveal().0)),
        ("Secure e-mail", of.channel.reveal().as_ref().map(ToString::to_string).unwrap_or_default()),
        ("How the officer was checked", of.checked.reveal().as_ref().map(|line| line.0.clone()).unwrap_or_default()),
        ("Authority", of.authority.reveal().words().to_owned()),
        ("Number", of.reference.reveal().as_ref().map(|line| line.0.clone()).unwrap_or_default()),
        ("What for", of.purpose.reveal().0.clone()),
        ("What is asked for", items.join("\n")),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(label, value)| Row::new(label, value))
    .collect()
}

fn answering(opened: &Opened, record: RecordId, posted: &Posted, problems: &Problems) -> Part {
    let sent: Vec<String> = posted.all("items").map(str::to_owned).collect();
    let kept = police::hidden(&opened.view);
    let of_governance = |held: &hearth_record::Held| {
        kept.contains(&held.id)
            || matches!(held.schema.category, hearth_record::Category::Governance | hearth_record::Category::Staff)
    };
    let items = records_to_choose(opened, &sent, of_governance);
    let mut part = Part::of("Answer it");
    part.text.push(
        "Choose what answers the items above and no more. Where somebody must not be found, and who asked not to be named, stays out by \
         itself."
            .to_owned(),
    );
    let why = Control::Narrative(posted.one("why_minimum").to_owned(), 2);
    part.form = Some(SmallForm {
        action: paths::police_request(opened.view.id, record),
        fields: vec![
            field("items", "What is told?", "", Control::Checkboxes(items), problems),
            field("why_minimum", "Why these, and why would no less do?", "", why, problems),
        ],
        submit: "Answer the request".to_owned(),
        grave: false,
    });
    part
}

fn refusing(opened: &Opened, record: RecordId, posted: &Posted, problems: &Problems) -> Part {
    let mut part = Part::of("Refuse it");
    let why = Control::Narrative(posted.one("refused_because").to_owned(), 2);
    part.form = Some(SmallForm {
        action: paths::refuse_police(opened.view.id, record),
        fields: vec![field(
            "refused_because",
            "Why, and what can the officer ask for instead?",
            "The officer gets this in writing",
            why,
            problems,
        )],
        submit: "Refuse the request".to_owned(),
        grave: true,
    });
    part
}

/// Whether the family's list leaves it out, and who can release it.
fn kept_back(opened: &Opened, record: RecordId, of: &PoliceRequest) -> Option<Part> {
    if !*of.prejudices.reveal() {
        return None;
    }
    let mut part = Part::of("What the family sees");
    part.rows.push(Row::new(
        "Why they must not know",
        of.prejudices_because.reveal().as_ref().map(|why| why.0.clone()).unwrap_or_default(),
    ));
    if let Some(at) = of.released_at.reveal() {
        part.rows.push(Row::new("Released", frame::moment(*at)));
        part.rows
            .push(Row::new("Why", of.released_because.reveal().as_ref().map(|why| why.0.clone()).unwrap_or_default()));
        part.text.push("Their list shows it now.".to_owned());
    } else {
        part.text.push("Their list leaves it out. The data protection officer or a lawyer releases it.".to_owned());
        if opened.view.may(Action::ClearDisclosure) {
            part.links.push(Link::new("Release it", paths::release_police(opened.view.id, record)));
        }
    }
    Some(part)
}

/// `POST /children/{id}/police/{record}`: answers it.
pub async fn answer(opened: Opened, Path((_, record)): Of, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let record = record_in(&opened, &record)?;
    let with = police::Answer { items: chosen(&posted, "items"), why_minimum: posted.one("why_minimum").to_owned() };
    let answered = police::answer(&opened.signed.desk, &opened.view, record, &with).await;
    concluded(&opened, record, &posted, answered.map(drop))
}

/// `POST /children/{id}/police/{record}/refuse`
pub async fn refuse(opened: Opened, Path((_, record)): Of, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let record = record_in(&opened, &record)?;
    let refused = police::refuse(&opened.signed.desk, &opened.view, record, posted.one("refused_because")).await;
    concluded(&opened, record, &posted, refused.map(drop))
}

fn concluded(
    opened: &Opened,
    record: RecordId,
    posted: &Posted,
    done_so: Result<(), Failure>,
) -> Result<Response, Answer> {
    match done_so {
        Ok(()) => Ok(done(&paths::police_request(opened.view.id, record))),
        Err(failure) => match NotDone::of(opened, failure) {
            NotDone::Problems(problems) => Ok(again(of_one(opened, record, posted, &problems)?, &problems)),
            NotDone::Other(answer) => Err(answer),
        },
    }
}

/// `GET /children/{id}/police/{record}/release`: for the data protection officer or a lawyer. It shows nothing else of the file.
pub async fn release_form(signed: Signed, Path(of): Of) -> Result<Response, Answer> {
    let (file, record) = of_address(&signed, &of)?;
    Ok(rendered(&releasing(&signed, file, record, &Posted::default(), &Problems::none()).await?))
}

async fn releasing(
    signed: &Signed,
    file: FileId,
    record: RecordId,
    posted: &Posted,
    problems: &Problems,
) -> Result<MatterPage, Answer> {
    let of =
        police::to_clear(&signed.desk, file, record).await.map_err(|failure| Answer::framed(failure, signed, None))?;
    let mut asked = Part::of("What was asked for");
    asked.rows = rows(&of);
    let why = of.prejudices_because.reveal().as_ref().map(|why| why.0.clone()).unwrap_or_default();
    asked.rows.push(Row::new("Why the family must not know", why));
    let mut parts = vec![asked];
    if of.is_hidden() {
        let mut part = Part::of("Release it to the family’s list");
        let because = Control::Narrative(posted.one("released_because").to_owned(), 2);
        part.form = Some(SmallForm {
            action: paths::release_police(file, record),
            fields: vec![field(
                "released_because",
                "Why does telling them prejudice nothing now?",
                "Such as “the officer wrote on 3 June that the case is charged”",
                because,
                problems,
            )],
            submit: "Release".to_owned(),
            grave: false,
        });
        parts.push(part);
    } else {
        parts.push(Part { text: vec!["The family’s list leaves nothing of it out.".to_owned()], ..Part::default() });
    }
    Ok(MatterPage {
        frame: frame::of(signed, "Release a request by the police"),
        identity: None,
        heading: "Release a request by the police".to_owned(),
        tag: Some(tag(&of)),
        intro: None,
        warning: None,
        problem: None,
        parts,
    })
}

/// `POST /children/{id}/police/{record}/release`
pub async fn release(signed: Signed, Path(of): Of, sent: Sent) -> Result<Response, Answer> {
    let (file, record) = of_address(&signed, &of)?;
    let posted = taken(&signed, sent)?;
    match police::release(&signed.desk, file, record, posted.one("released_because")).await {
        Ok(_) => Ok(done(&paths::release_police(file, record))),
        Err(Failure::Problems(problems)) => {
            let mut page = releasing(&signed, file, record, &posted, &problems).await?;
            page.problem = rest(&problems, &page.fields());
            Ok(show(axum::http::StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(failure) => Err(Answer::framed(failure, &signed, None)),
    }
}
