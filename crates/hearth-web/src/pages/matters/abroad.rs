//! Telling somebody abroad: proposed, told to the person, approved by somebody else.

use axum::{extract::Path, http::StatusCode, response::Response};
use hearth_access::Action;
use hearth_casework::{Failure, transfer};
use hearth_record::{
    Problems, Record,
    ids::{FileId, RecordId},
    sets::SharingBasis,
    sharing::InternationalTransfer,
    value::date,
};

use super::{NotDone, again, choices, done, field, fields_of, of_address, record_in, rest, shorter};
use crate::{
    answer::{Answer, page as rendered, sentence, show},
    frame,
    guard::Signed,
    pages::{Sent, file::Opened, taken},
    paths,
    view::{
        Link, Tag, Tone,
        file::Section,
        form::{Choice, Control, Field, Posted},
        frame::Row,
        matter::{Line, MatterPage, Part, SmallForm},
    },
};

type Of = Path<(String, String)>;

fn tag(of: &InternationalTransfer) -> Tag {
    match (of.refused_at.reveal(), of.approved_at.reveal()) {
        (Some(_), _) => Tag::new("Refused", Tone::Grave),
        (None, Some(_)) => Tag::new("Approved", Tone::Standing),
        (None, None) => Tag::new("Waits for approval", Tone::Needs),
    }
}

fn headed(of: &InternationalTransfer) -> String {
    format!("{}, {}", of.recipient.reveal().0, of.country.reveal().words())
}

/// `GET /children/{id}/abroad`
pub async fn page(opened: Opened) -> Result<Response, Answer> {
    let view = &opened.view;
    let mut all = view.all::<InternationalTransfer>();
    all.sort_by_key(|(id, of)| std::cmp::Reverse((*of.proposed_on, *id)));
    let line = |(id, of): &(RecordId, InternationalTransfer)| Line {
        title: Link::new(headed(of), paths::transfer(view.id, *id)),
        tag: tag(of),
        text: format!("{}, proposed {}", of.purpose.reveal().0, frame::day(*of.proposed_on)),
    };
    let mut part = Part { lines: all.iter().map(line).collect(), ..Part::default() };
    if all.is_empty() {
        part.text.push("Nothing of this file was told abroad or is proposed to be.".to_owned());
    }
    if view.may(Action::Record) {
        part.links.push(Link::new("Propose a transfer abroad", paths::new_abroad(view.id)));
    }
    Ok(rendered(&MatterPage {
        frame: opened.frame("Transfers abroad"),
        identity: Some(opened.identity(Some(Section::Sharing))),
        heading: "Transfers abroad".to_owned(),
        tag: None,
        intro: Some("Only where this case requires it, with the person’s knowledge, and approved by the data protection officer or a lawyer.".to_owned()),
        warning: None,
        problem: None,
        parts: vec![part],
    }))
}

/// `GET /children/{id}/abroad/new`
pub async fn form(opened: Opened) -> Result<Response, Answer> {
    opened.must(Action::Record).await?;
    let today = opened.view.today.to_string();
    Ok(rendered(&proposing(&opened, &Posted::new(vec![("proposed_on".to_owned(), today)]), &Problems::none()).await?))
}

async fn proposing(opened: &Opened, posted: &Posted, problems: &Problems) -> Result<MatterPage, Answer> {
    let names = [
        "proposed_on",
        "recipient",
        "country",
        "purpose",
        "what",
        "exceptional_because",
        "mechanism",
        "safeguard",
        "exception",
        "told_on",
        "told",
        "not_told_because",
        "not_told_words",
    ];
    let fields = fields_of(opened, InternationalTransfer::SCHEMA, &names, &[], posted, problems).await?;
    let hint = |name: &str| match name {
        "exceptional_because" => Some("Information goes abroad in exceptional circumstances only"),
        "safeguard" => Some("Such as “International data transfer agreement of 3 March 2026”"),
        "told_on" => Some("Nothing is sent before they were told"),
        "not_told_because" => {
            Some("Only where telling them would endanger somebody may it go all the same, once that is approved")
        }
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
        frame: opened.frame("Propose a transfer abroad"),
        identity: Some(opened.identity(None)),
        heading: "Propose a transfer abroad".to_owned(),
        tag: None,
        intro: None,
        warning: Some("If a child may be at risk now, tell whoever must know at once, wherever they are, and write it down afterwards.".to_owned()),
        problem: None,
        parts: vec![Part {
            form: Some(SmallForm { action: paths::new_abroad(opened.view.id), fields, submit: "Propose transfer".to_owned(), grave: false }),
            ..Part::default()
        }],
    })
}

/// `POST /children/{id}/abroad/new`
pub async fn save(opened: Opened, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    match transfer::propose(&opened.signed.desk, &opened.view, |name| posted.text(name)).await {
        Ok(saved) => Ok(done(&paths::transfer(opened.view.id, saved.record))),
        Err(failure) => match NotDone::of(&opened, failure) {
            NotDone::Problems(problems) => Ok(again(proposing(&opened, &posted, &problems).await?, &problems)),
            NotDone::Other(answer) => Err(answer),
        },
    }
}

/// `GET /children/{id}/abroad/{record}`
pub async fn one(opened: Opened, Path((_, record)): Of) -> Result<Response, Answer> {
    let record = record_in(&opened, &record)?;
    Ok(rendered(&of_one(&opened, record, &Posted::default(), &Problems::none())?))
}

fn of_one(opened: &Opened, record: RecordId, posted: &Posted, problems: &Problems) -> Result<MatterPage, Answer> {
    let found = opened.view.all::<InternationalTransfer>().into_iter().find(|(id, _)| *id == record);
    let (_, of) = found.ok_or_else(|| opened.failed(Failure::Absent("there is no such transfer")))?;
    let mut facts = Part { rows: rows(&of), ..Part::default() };
    if opened.view.may(Action::ClearDisclosure) {
        facts.links.push(Link::new("Approve or refuse it", paths::decide_transfer(opened.view.id, record)));
    }
    let mut parts = vec![facts];
    if of.told_on.reveal().is_none() && opened.view.may(Action::Record) {
        let mut part = Part::of("Tell them");
        let day = Control::Date(posted.date("told_on"));
        let said = Control::Narrative(posted.one("told").to_owned(), 2);
        part.form = Some(SmallForm {
            action: paths::transfer(opened.view.id, record),
            fields: vec![
                field("told_on", "On which day were they told?", "", day, problems),
                field("told", "What was said?", "", said, problems),
            ],
            submit: "They were told".to_owned(),
            grave: false,
        });
        parts.push(part);
    }
    parts.extend(sending(opened, record, &of, posted, problems));
    Ok(MatterPage {
        frame: opened.frame("Transfer abroad"),
        identity: Some(opened.identity(Some(Section::Sharing))),
        heading: headed(&of),
        tag: Some(tag(&of)),
        intro: None,
        warning: transfer::why_not(&of, opened.view.opened_at).map(|why| format!("Nothing may be sent: {why}.")),
        problem: None,
        parts,
    })
}

/// Where it is sent, or where what was told stands. The form stands there before it may go, too: it says why not.
fn sending(
    opened: &Opened,
    record: RecordId,
    of: &InternationalTransfer,
    posted: &Posted,
    problems: &Problems,
) -> Option<Part> {
    let mut part = Part::of("Send it");
    if let Some(told) = *of.told_in {
        part.heading = Some("Sent".to_owned());
        part.links.push(Link::new("What was told", paths::record(opened.view.id, told)));
        return Some(part);
    }
    if !opened.view.may(Action::Share) || of.refused_at.reveal().is_some() {
        return None;
    }
    let mut bases = choices(SharingBasis::SET, posted.one("basis"));
    // Agreement of the family is asked for a recipient of the register; whoever is abroad stands in none.
    bases.retain(|choice| choice.value != "CONSENT");
    let because = Control::Narrative(posted.one("justification").to_owned(), 2);
    part.form = Some(SmallForm {
        action: paths::send_transfer(opened.view.id, record),
        fields: vec![
            field("basis", "On which basis may they be told?", "", Control::Radios(bases), problems),
            field("justification", "Which law, or why?", "", because, problems),
        ],
        submit: "Send".to_owned(),
        grave: false,
    });
    Some(part)
}

/// `POST /children/{id}/abroad/{record}/send`
pub async fn send(opened: Opened, Path((_, record)): Of, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let record = record_in(&opened, &record)?;
    let basis = SharingBasis::parse(posted.one("basis")).ok();
    let gone = transfer::send(&opened.signed.desk, &opened.view, record, basis, posted.one("justification")).await;
    match gone {
        Ok(_) => Ok(done(&paths::transfer(opened.view.id, record))),
        Err(failure) => match NotDone::of(&opened, failure) {
            NotDone::Problems(problems) => Ok(again(of_one(&opened, record, &posted, &problems)?, &problems)),
            NotDone::Other(answer) => Err(answer),
        },
    }
}

fn rows(of: &InternationalTransfer) -> Vec<Row> {
    let narrative =
        |text: &Option<hearth_record::value::Narrative>| text.as_ref().map(|text| text.0.clone()).unwrap_or_default();
    let today = *of.proposed_on;
    let law = transfer::approved(of.country.reveal().code(), today).map(|by| {
        let limit = by.limited.as_ref().map(|only| format!(", for {only}")).unwrap_or_default();
        let sure = if by.sure == transfer::Sure::Law { "" } else { " (to be read again before it is relied on)" };
        format!("Approved by {}{limit}{sure}", by.source)
    });
    [
        ("With whom", of.recipient.reveal().0.clone()),
        ("Country", of.country.reveal().words().to_owned()),
        ("What the law says of the country", law.unwrap_or_else(|| "Not approved by the United Kingdom".to_owned())),
        ("What for", of.purpose.reveal().0.clone()),
        ("What is to be told", of.what.reveal().0.clone()),
        ("Why this case requires it", of.exceptional_because.reveal().0.clone()),
        ("What makes it lawful", of.mechanism.reveal().words().to_owned()),
        ("Which safeguard", of.safeguard.reveal().as_ref().map(|line| line.0.clone()).unwrap_or_default()),
        ("Which exception", of.exception.reveal().map(|code| code.words().to_owned()).unwrap_or_default()),
        ("Told on", of.told_on.reveal().map(frame::day).unwrap_or_default()),
        ("What was said", narrative(of.told.reveal())),
        ("Why not told", of.not_told_because.reveal().map(|code| code.words().to_owned()).unwrap_or_default()),
        ("The reason in words", narrative(of.not_told_words.reveal())),
        ("Approved", of.approved_at.reveal().map(frame::moment).unwrap_or_default()),
        ("Refused", of.refused_at.reveal().map(frame::moment).unwrap_or_default()),
        ("Why it was approved or refused", narrative(of.decided_because.reveal())),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(label, value)| Row::new(label, value))
    .collect()
}

/// `POST /children/{id}/abroad/{record}`: they were told.
pub async fn tell(opened: Opened, Path((_, record)): Of, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let record = record_in(&opened, &record)?;
    let told = match date(&posted.text("told_on")) {
        Ok(day) => transfer::tell(&opened.signed.desk, &opened.view, record, day, posted.one("told")).await,
        Err(bad) => Err(Problems::at("told_on", bad.to_string()).into()),
    };
    match told {
        Ok(_) => Ok(done(&paths::transfer(opened.view.id, record))),
        Err(failure) => match NotDone::of(&opened, failure) {
            NotDone::Problems(problems) => Ok(again(of_one(&opened, record, &posted, &problems)?, &problems)),
            NotDone::Other(answer) => Err(answer),
        },
    }
}

/// `GET /children/{id}/abroad/{record}/decide`: for the data protection officer or a lawyer. It shows nothing else of the file.
pub async fn decide_form(signed: Signed, Path(of): Of) -> Result<Response, Answer> {
    let (file, record) = of_address(&signed, &of)?;
    Ok(rendered(&deciding(&signed, file, record, &Posted::default(), &Problems::none()).await?))
}

async fn deciding(
    signed: &Signed,
    file: FileId,
    record: RecordId,
    posted: &Posted,
    problems: &Problems,
) -> Result<MatterPage, Answer> {
    let of = transfer::to_clear(&signed.desk, file, record)
        .await
        .map_err(|failure| Answer::framed(failure, signed, None))?;
    let mut parts = vec![Part { rows: rows(&of), ..Part::default() }];
    if of.approved_at.reveal().is_none() && of.refused_at.reveal().is_none() {
        let sent = posted.one("decision");
        let untold = of.told_on.reveal().is_none();
        let approve = if untold { "Approve it, although they are not told" } else { "Approve it" };
        let choices = vec![
            Choice::new("approve", approve).chosen_if(sent == "approve"),
            Choice::new("refuse", "Refuse it").chosen_if(sent == "refuse"),
        ];
        let mut part = Part::of("Decide");
        let because = Control::Narrative(posted.one("decided_because").to_owned(), 2);
        part.form = Some(SmallForm {
            action: paths::decide_transfer(file, record),
            fields: vec![
                field("decision", "May it go?", "", Control::Radios(choices), problems),
                field("decided_because", "Why?", "", because, problems),
            ],
            submit: "Save decision".to_owned(),
            grave: false,
        });
        parts.push(part);
    }
    Ok(MatterPage {
        frame: frame::of(signed, "Decide on a transfer abroad"),
        identity: None,
        heading: "Decide on a transfer abroad".to_owned(),
        tag: Some(tag(&of)),
        intro: None,
        warning: None,
        problem: None,
        parts,
    })
}

/// `POST /children/{id}/abroad/{record}/decide`
pub async fn decide(signed: Signed, Path(of): Of, sent: Sent) -> Result<Response, Answer> {
    let (file, record) = of_address(&signed, &of)?;
    let posted = taken(&signed, sent)?;
    let decided = match posted.one("decision") {
        code @ ("approve" | "refuse") => {
            transfer::decide(&signed.desk, file, record, code == "approve", posted.one("decided_because")).await
        }
        _ => Err(Problems::at("decision", "is needed: approve or refuse it").into()),
    };
    match decided {
        Ok(_) => Ok(done(&paths::decide_transfer(file, record))),
        Err(Failure::Problems(problems)) => {
            let mut page = deciding(&signed, file, record, &posted, &problems).await?;
            page.problem = rest(&problems, &page.fields());
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(Failure::Wrong(why)) => {
            let mut page = deciding(&signed, file, record, &posted, &Problems::none()).await?;
            page.problem = Some(sentence(&why));
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(failure) => Err(Answer::framed(failure, &signed, None)),
    }
}
