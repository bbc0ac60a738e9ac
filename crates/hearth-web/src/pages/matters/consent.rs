//! What people agreed to: sharing with each agency, and what rests on consent alone.

use axum::{extract::Path, response::Response};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    consent::{self, Answer as Said, Asking, Basis, Standing},
};
use hearth_record::{
    Problems, Record,
    ids::RecordId,
    sets::{ConsentCapacity, ConsentGiver, ConsentKnown, ConsentNotSought, NoticeDataCategory},
    sharing::{Consent, ProcessingConsent},
};

use super::{NotDone, again, choices, done, field, fields_of, record_in};
use crate::{
    answer::{Answer, page as rendered},
    frame,
    guard::Signed,
    pages::{Sent, file::Opened, taken},
    paths,
    view::{
        Link, Tag, Tone,
        form::{Choice, Control, Field, Posted, TextBox},
        frame::Row,
        matter::{Line, MatterPage, Part, SmallForm},
    },
};

type Of = Path<(String, String)>;

fn tag(standing: &Standing) -> Tag {
    let tone = match standing {
        Standing::Given { .. } => Tone::Standing,
        Standing::Refused { .. } | Standing::Withdrawn { .. } => Tone::Grave,
        Standing::NotValid(..) => Tone::Needs,
        _ => Tone::Plain,
    };
    Tag::new(standing.words(), tone)
}

/// How one answer stands now, by itself.
fn stands(opened: &Opened, record: RecordId, consent: &Consent) -> Standing {
    consent::standing_of(&opened.view, record, consent)
}

/// `GET /children/{id}/consent`
pub async fn page(opened: Opened) -> Result<Response, Answer> {
    let view = &opened.view;
    let mut asked = view.all::<Consent>();
    asked.sort_by_key(|(id, consent)| std::cmp::Reverse((*consent.asked_on, *id)));
    let line = |(id, of): &(RecordId, Consent)| {
        let standing = stands(&opened, *id, of);
        let relied = if *of.relied_on.reveal() { "" } else { " Not relied on: another basis carries the share." };
        let because = of.because.reveal().as_ref().map(|why| format!(" {}", why.0)).unwrap_or_default();
        Line {
            title: Link::new(of.recipient_name.reveal().0.clone(), paths::one_consent(view.id, *id)),
            tag: tag(&standing),
            text: format!(
                "{}, {}.{relied}{because}",
                of.purpose.reveal().words(),
                frame::day(*of.asked_on),
            ),
        }
    };
    let mut shares = Part::of("Agreement to share");
    shares.text.push(if asked.is_empty() {
        "Nobody was asked yet whether we may share with an agency.".to_owned()
    } else {
        "Each agency by itself: one can be refused or withdrawn and the others stand.".to_owned()
    });
    shares.lines = asked.iter().map(line).collect();
    if view.may(Action::Record) {
        shares.links.push(Link::new("Ask for agreement to share", paths::ask_consent(view.id)));
    }
    Ok(rendered(&MatterPage {
        frame: opened.frame("Agreement and consent"),
        identity: Some(opened.identity(None)),
        heading: "Agreement and consent".to_owned(),
        tag: None,
        intro: Some(
            "Agreement to share lets one agency be told for one purpose. Consent to processing lets us do something at all, and only \
             where nothing else in law does. Neither is needed to tell somebody of a child who may be at risk of significant harm."
                .to_owned(),
        ),
        warning: None,
        problem: None,
        parts: vec![shares, processing(&opened)?],
    }))
}

/// What rests on consent, and what does not.
fn processing(opened: &Opened) -> Result<Part, Answer> {
    let view = &opened.view;
    let standings = consent::processing_of(&opened.signed.desk, view).map_err(|failure| opened.failed(failure))?;
    let mut part = Part::of("Consent to processing");
    part.text.push("When it is withdrawn, what rests on it stops; what rests on another basis goes on.".to_owned());
    part.lines = standings
        .iter()
        .map(|(purpose, basis)| Line {
            title: Link::new(purpose.name.clone(), record_of(*basis).map(|id| paths::one_consent(view.id, id)).unwrap_or_default()),
            tag: Tag::new(
                basis.words(),
                match basis {
                    Basis::Given(_) => Tone::Standing,
                    Basis::Withdrawn(..) | Basis::Refused(_) => Tone::Grave,
                    _ => Tone::Plain,
                },
            ),
            text: format!("Basis: {}", purpose.basis()),
        })
        .collect();
    let on_consent = standings.iter().any(|(_, basis)| *basis != Basis::Other);
    if on_consent && view.may(Action::Record) {
        part.links.push(Link::new("Ask for consent to processing", paths::ask_processing(view.id)));
    }
    Ok(part)
}

const fn record_of(basis: Basis) -> Option<RecordId> {
    match basis {
        Basis::Given(record) | Basis::Refused(record) | Basis::Withdrawn(record, _) => Some(record),
        Basis::Other | Basis::NeverAsked => None,
    }
}

/// `GET /children/{id}/consent/ask`
pub async fn ask_form(opened: Opened) -> Result<Response, Answer> {
    opened.must(Action::Record).await?;
    let mut posted = Posted::default();
    if let Some(day) = Some(opened.view.today) {
        posted = Posted::new(vec![("asked_on".to_owned(), day.to_string()), ("relied_on".to_owned(), "yes".to_owned())]);
    }
    Ok(rendered(&asking(&opened, &posted, &Problems::none()).await?))
}

/// `POST /children/{id}/consent/ask`
pub async fn ask(opened: Opened, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let desk = &opened.signed.desk;
    let pack = desk.pack().map_err(|failure| opened.failed(failure))?;
    let said = |code: &str| posted.one(&format!("answer-{code}")).to_owned();
    let answers = pack.recipients.iter().filter(|known| !said(&known.code).is_empty()).map(|known| {
        let answer = said(&known.code);
        let not_sought = answer == "NOT_SOUGHT";
        Said {
            recipient: known.code.clone(),
            not_sought_because: if not_sought { posted.one("not_sought_because").to_owned() } else { String::new() },
            because: if not_sought || answer == "REFUSED" { posted.one("because").to_owned() } else { String::new() },
            answer,
        }
    });
    let asking_of = Asking { posted: |name: &str| posted.text(name), answers: answers.collect(), proposed: Vec::new() };
    match consent::ask(desk, &opened.view, asking_of).await {
        Ok(_) => Ok(done(&paths::consent(opened.view.id))),
        Err(failure) => match NotDone::of(&opened, failure) {
            NotDone::Problems(problems) => Ok(again(asking(&opened, &posted, &problems).await?, &problems)),
            NotDone::Other(answer) => Err(answer),
        },
    }
}

/// The form: what for, of what, each agency, and who answered.
async fn asking(opened: &Opened, posted: &Posted, problems: &Problems) -> Result<MatterPage, Answer> {
    let kind = Consent::SCHEMA;
    let names = [
        "asked_on", "purpose", "categories", "explained", "language", "informed", "explicit", "document", "evidence", "expires_on",
        "court_requested", "relied_on",
    ];
    let made = fields_of(opened, kind, &names, &["explained", "informed", "explicit"], posted, problems).await?;
    let get = |name: &str| made.iter().find(|field| field.name == name).cloned();
    let mut fields: Vec<Field> = ["asked_on", "purpose"].into_iter().filter_map(get).collect();
    fields.push(categories(posted, problems));
    fields.extend(agencies(opened, posted, problems)?);
    fields.push(not_sought(posted, problems));
    let because = field(
        "because",
        "The reason in words",
        "Why nobody was asked, or what they said against it",
        Control::Narrative(posted.one("because").to_owned(), 2),
        problems,
    );
    fields.push(Field { optional: true, ..because });
    fields.extend(giver(opened, posted, problems).await?);
    fields.extend(["explained", "language", "informed", "explicit", "document", "evidence"].into_iter().filter_map(get).map(|of| {
        let hint = match of.name.as_str() {
            "evidence" => Some("Who heard it and how, where nothing was signed. Without a signed form or this, nothing is shared on it".to_owned()),
            "explicit" => Some("They said yes or no in so many words; silence is neither".to_owned()),
            _ => of.hint.clone(),
        };
        Field { hint, ..of }
    }));
    fields.extend(["expires_on", "relied_on"].into_iter().filter_map(get).map(|of| {
        let hint = (of.name == "relied_on")
            .then(|| "No, where the law lets us share anyway and you asked as good practice: taking it back then stops nothing".to_owned());
        Field { hint: hint.or(of.hint.clone()), ..of }
    }));
    fields.extend(court(get("court_requested"), posted, problems));
    Ok(MatterPage {
        frame: opened.frame("Ask for agreement to share"),
        identity: Some(opened.identity(None)),
        heading: "Ask for agreement to share".to_owned(),
        tag: None,
        intro: Some("Go through the agencies with them one by one. An agency that you do not speak of stays as it is.".to_owned()),
        warning: Some("If a child may be at risk of significant harm, share what is needed now. That needs no agreement.".to_owned()),
        problem: None,
        parts: vec![Part {
            form: Some(SmallForm {
                action: paths::ask_consent(opened.view.id),
                fields,
                submit: "Save what they said".to_owned(),
                grave: false,
            }),
            ..Part::default()
        }],
    })
}

fn categories(posted: &Posted, problems: &Problems) -> Field {
    let sent: Vec<&str> = posted.all("categories").collect();
    let choices = choices(NoticeDataCategory::SET, "")
        .into_iter()
        .map(|choice| {
            let chosen = sent.contains(&choice.value.as_str());
            choice.chosen_if(chosen)
        })
        .collect();
    field("categories", "Which information?", "No more than the agency needs", Control::Checkboxes(choices), problems)
}

/// Each agency of the council's settings, with what it means to decline.
fn agencies(opened: &Opened, posted: &Posted, problems: &Problems) -> Result<Vec<Field>, Answer> {
    let pack = opened.signed.desk.pack().map_err(|failure| opened.failed(failure))?;
    let code = |code: &str| ConsentKnown::parse(code).map(ConsentKnown::words).unwrap_or_default();
    let mut fields: Vec<Field> = pack
        .recipients
        .iter()
        .filter(|known| consent::is_asked_about(known))
        .map(|known| {
            let name = format!("answer-{}", known.code);
            let said = posted.one(&name).to_owned();
            let choice = |value: &str, label: &str| Choice::new(value, label).chosen_if(said == value);
            let answers = vec![
                choice("GIVEN", "Agrees"),
                choice("REFUSED", "Refuses"),
                choice("ASKED", code("ASKED")),
                choice("NOT_SOUGHT", "Not asked"),
            ];
            let of = field(&name, &known.name, &consent::consequence(&known.name), Control::Radios(answers), problems);
            Field { optional: true, ..of }
        })
        .collect();
    if let Some(first) = fields.first_mut() {
        first.part = Some("What do they say of each agency?".to_owned());
        first.error = problems.iter().find(|problem| problem.field == Some("answers")).map(|_| {
            "Say what was said about at least one agency".to_owned()
        });
    }
    Ok(fields)
}

fn not_sought(posted: &Posted, problems: &Problems) -> Field {
    let mut reasons = vec![Choice::new("", "Everybody was asked")];
    reasons.extend(choices(ConsentNotSought::SET, posted.one("not_sought_because")));
    let hint = "Needed where an agency above says “Not asked”. It is counted in a report";
    let of = field("not_sought_because", "Why was somebody not asked?", hint, Control::Select(reasons), problems);
    Field { optional: true, ..of }
}

/// Who answered: the child, the person, or a parent whom the file shows with parental responsibility.
async fn giver(opened: &Opened, posted: &Posted, problems: &Problems) -> Result<Vec<Field>, Answer> {
    let holders = consent::holders(&opened.signed.desk, &opened.view).await.map_err(|failure| opened.failed(failure))?;
    let sent = posted.one("relationship");
    let mut ties = vec![Choice::new("", "Nobody: they answered for themselves")];
    ties.extend(holders.iter().map(|holder| {
        let id = holder.relationship.to_string();
        let chosen = id == sent;
        Choice::new(id, format!("{}, {}", holder.name, holder.relation.to_lowercase())).chosen_if(chosen)
    }));
    let who = Control::Radios(choices(ConsentGiver::SET, posted.one("giver")));
    let why = Control::Radios(choices(ConsentCapacity::SET, posted.one("capacity")));
    let judged = Control::Narrative(posted.one("capacity_because").to_owned(), 2);
    let mut who = field("giver", "Who answered?", "", who, problems);
    who.part = Some("Who answered, and how".to_owned());
    let hint = "Only those whom a relationship in this file shows as holding it";
    let name = Control::Text(TextBox { value: posted.one("giver_name").to_owned(), autocomplete: "off", ..TextBox::default() });
    let optional = |of: Field| Field { optional: true, ..of };
    Ok(vec![
        optional(who),
        optional(field("relationship", "Which holder of parental responsibility?", hint, Control::Select(ties), problems)),
        optional(field("giver_name", "Their name, where it is nobody of this list", "", name, problems)),
        optional(field("capacity", "Why can they decide this?", "", why, problems)),
        optional(field(
            "capacity_because",
            "How did you judge that?",
            "Needed under 16, and where a parent decides for somebody of 16 or 17",
            judged,
            problems,
        )),
    ])
}

/// A court's wish, and the warning that a refusal takes.
fn court(asked: Option<Field>, posted: &Posted, problems: &Problems) -> Vec<Field> {
    let Some(mut asked) = asked else { return Vec::new() };
    asked.part = Some("Where a court asks".to_owned());
    let given = Choice::new("yes", "I read this to them, and they still refuse").chosen_if(!posted.one("warning").is_empty());
    let warning = field("warning", "The warning", consent::COURT_WARNING, Control::Checkboxes(vec![given]), problems);
    vec![asked, Field { optional: true, ..warning }]
}

/// `GET /children/{id}/consent/{record}`
pub async fn one(opened: Opened, Path((_, record)): Of) -> Result<Response, Answer> {
    let record = record_in(&opened, &record)?;
    Ok(rendered(&of_one(&opened, record, &Posted::default(), &Problems::none())?))
}

fn of_one(opened: &Opened, record: RecordId, posted: &Posted, problems: &Problems) -> Result<MatterPage, Answer> {
    let agreement = opened.view.all::<Consent>().into_iter().find(|(id, _)| *id == record);
    if let Some((_, consent)) = agreement {
        return Ok(of_agreement(opened, record, &consent, posted, problems));
    }
    let consent = opened.view.all::<ProcessingConsent>().into_iter().find(|(id, _)| *id == record);
    let (_, consent) = consent.ok_or_else(|| opened.failed(Failure::Absent("there is no such agreement")))?;
    Ok(of_processing(opened, record, &consent, posted, problems))
}

fn of_agreement(opened: &Opened, record: RecordId, of: &Consent, posted: &Posted, problems: &Problems) -> MatterPage {
    let standing = stands(opened, record, of);
    let name = of.recipient_name.reveal().0.clone();
    let mut said = Part::of("What was said");
    said.rows = rows(opened, of);
    let mut parts = vec![said];
    if of.given() {
        parts.push(goes_on(opened, of, &name));
    }
    let withdrawn = of.withdrawn_at.reveal().is_some();
    if withdrawn {
        parts.push(after(opened, record, of, &name));
    } else if of.given() && opened.view.may(Action::Record) {
        parts.push(withdrawal(opened, record, posted, problems, "Withdraw the agreement"));
    }
    let why = match &standing {
        Standing::NotValid(_, why) => Some(crate::answer::sentence(why)),
        _ => None,
    };
    MatterPage {
        frame: opened.frame("Agreement to share"),
        identity: Some(opened.identity(None)),
        heading: format!("Agreement to share with {name}"),
        tag: Some(tag(&standing)),
        intro: None,
        warning: why,
        problem: None,
        parts,
    }
}

fn rows(opened: &Opened, of: &Consent) -> Vec<Row> {
    let words = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let narrative = |of: &hearth_record::class::Private<Option<hearth_record::value::Narrative>>| {
        of.reveal().as_ref().map(|text| text.0.clone()).unwrap_or_default()
    };
    let categories: Vec<&str> = of.categories.reveal().iter().map(|category| category.words()).collect();
    let yes = |said: Option<bool>| said.map(|said| if said { "Yes" } else { "No" });
    let giver = of.giver.reveal().map(|giver| {
        let name = of.giver_name.reveal().as_ref().map(|name| format!("{}: ", name.0)).unwrap_or_default();
        format!("{name}{}", giver.words())
    });
    let relied = if *of.relied_on.reveal() { "Yes" } else { "No: asked as good practice, and another basis carries the share" };
    let document = of.document.and_then(|id| opened.view.record(id)).map(|held| held.current().fields.text("title").unwrap_or("Document").to_owned());
    let facts = [
        ("Asked on", frame::day(*of.asked_on)),
        ("What for", of.purpose.reveal().words().to_owned()),
        ("Which information", categories.join("; ")),
        ("Answer", of.answer.reveal().words().to_owned()),
        ("Why nobody was asked", words(of.not_sought_because.reveal().map(ConsentNotSought::words))),
        ("The reason in words", narrative(&of.because)),
        ("Answered by", giver.unwrap_or_default()),
        ("Able to decide because", words(of.capacity.reveal().map(ConsentCapacity::words))),
        ("How that was judged", narrative(&of.capacity_because)),
        ("What was explained", narrative(&of.explained)),
        ("Language", of.language.reveal().as_ref().map(|line| line.0.clone()).unwrap_or_default()),
        ("Informed", words(yes(*of.informed.reveal()))),
        ("Explicit", words(yes(*of.explicit.reveal()))),
        ("Signed form", document.unwrap_or_default()),
        ("How it was given", narrative(&of.evidence)),
        ("Relied on", relied.to_owned()),
        ("Asked for by a court", words(yes(*of.court_requested.reveal()))),
        ("The warning given", narrative(&of.warning)),
        ("What declining means", narrative(&of.consequence)),
        ("Runs to", of.expires_on.reveal().map(frame::day).unwrap_or_default()),
        ("Wording of the form", of.wording.as_ref().map(|wording| wording.0.clone()).unwrap_or_default()),
    ];
    facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(label, value)| Row::new(label, value)).collect()
}

/// What a withdrawal does not stop.
fn goes_on(opened: &Opened, of: &Consent, name: &str) -> Part {
    let mut part = Part::of("What goes on without this agreement");
    if !*of.relied_on.reveal() {
        part.text.push(format!(
            "This agreement is not relied on. Withdrawal does not stop a lawful share: what {name} is told rests on another basis and goes on."
        ));
    }
    let others = consent::continues(&opened.view, of);
    part.rows = others
        .iter()
        .map(|share| {
            let why = share.why.as_ref().map(|why| format!(". {why}")).unwrap_or_default();
            Row::new(frame::moment(share.at), format!("{}. Basis: {}{why}", share.purpose, share.basis.to_lowercase()))
                .to(paths::record(opened.view.id, share.record))
        })
        .collect();
    part.text.push(format!(
        "If a child may be at risk of significant harm, or the law requires it, {name} is told all the same."
    ));
    part
}

fn after(opened: &Opened, record: RecordId, of: &Consent, name: &str) -> Part {
    let mut part = Part::of("Withdrawn");
    let at = of.withdrawn_at.reveal().map(frame::moment).unwrap_or_default();
    let by = of.withdrawn_by.reveal().as_ref().map(|by| by.0.clone()).unwrap_or_default();
    let stopped = of.stopped.reveal().map_or(0, |count| count.0);
    let told = of.recipient_told_at.reveal().map(frame::moment);
    part.rows = vec![
        Row::new("Since", at),
        Row::new("By", by),
        Row::new("Sends stopped", stopped.to_string()),
        Row::new("Recipient told", told.clone().unwrap_or_else(|| "Not yet".to_owned())),
    ];
    part.text.push("It took effect at once: nothing more goes on this agreement. What went before stays written down.".to_owned());
    if told.is_none() {
        part.text.push(format!(
            "Tell {name}: “The family withdrew their agreement that we share with you. Use what you hold from us on that agreement no \
             further, and tell us what you keep and on which basis.”"
        ));
        part.form = opened.view.may(Action::Record).then(|| SmallForm {
            action: paths::consent_told(opened.view.id, record),
            fields: Vec::new(),
            submit: format!("I have told {name}"),
            grave: false,
        });
    }
    part
}

fn withdrawal(opened: &Opened, record: RecordId, posted: &Posted, problems: &Problems, verb: &str) -> Part {
    let mut part = Part::of("Withdraw");
    part.text.push("It takes effect at once. What waits to be sent on it is stopped.".to_owned());
    let by = Control::Text(TextBox { value: posted.one("withdrawn_by").to_owned(), autocomplete: "off", ..TextBox::default() });
    part.form = Some(SmallForm {
        action: paths::one_consent(opened.view.id, record),
        fields: vec![field("withdrawn_by", "Who withdraws it, and how did they say so?", "Such as “Mother, by telephone”", by, problems)],
        submit: verb.to_owned(),
        grave: true,
    });
    part
}

fn of_processing(opened: &Opened, record: RecordId, of: &ProcessingConsent, posted: &Posted, problems: &Problems) -> MatterPage {
    let withdrawn = of.withdrawn_at.reveal().map(frame::moment);
    let stands = match (&withdrawn, *of.given.reveal()) {
        (Some(_), _) => Tag::new("Withdrawn", Tone::Grave),
        (None, true) => Tag::new("Given", Tone::Standing),
        (None, false) => Tag::new("Refused", Tone::Grave),
    };
    let mut said = Part::of("What was said");
    said.rows = [
        ("Asked on", frame::day(*of.asked_on)),
        ("Answered by", of.giver.reveal().words().to_owned()),
        ("What was explained", of.explained.reveal().0.clone()),
        ("How it was given", of.evidence.reveal().0.clone()),
        ("Withdrawn", withdrawn.clone().unwrap_or_default()),
        ("Withdrawn by", of.withdrawn_by.reveal().as_ref().map(|by| by.0.clone()).unwrap_or_default()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(label, value)| Row::new(label, value))
    .collect();
    let mut parts = vec![said];
    if withdrawn.is_none() && *of.given.reveal() && opened.view.may(Action::Record) {
        let mut part = withdrawal(opened, record, posted, problems, "Withdraw consent");
        part.text = vec!["What we do on this consent alone stops at once. What rests on another basis goes on.".to_owned()];
        parts.push(part);
    }
    MatterPage {
        frame: opened.frame("Consent to processing"),
        identity: Some(opened.identity(None)),
        heading: format!("Consent: {}", of.purpose_name.reveal().0),
        tag: Some(stands),
        intro: None,
        warning: None,
        problem: None,
        parts,
    }
}

/// `POST /children/{id}/consent/{record}`: withdraws it.
pub async fn withdraw(opened: Opened, Path((_, record)): Of, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let record = record_in(&opened, &record)?;
    let (desk, by) = (&opened.signed.desk, posted.one("withdrawn_by"));
    let processing = opened.view.all::<ProcessingConsent>().iter().any(|(id, _)| *id == record);
    let withdrawn = if processing {
        consent::withdraw_processing(desk, &opened.view, record, by).await.map(drop)
    } else {
        consent::withdraw(desk, &opened.view, record, by).await.map(drop)
    };
    match withdrawn {
        Ok(()) => Ok(done(&paths::one_consent(opened.view.id, record))),
        Err(failure) => match NotDone::of(&opened, failure) {
            NotDone::Problems(problems) => Ok(again(of_one(&opened, record, &posted, &problems)?, &problems)),
            NotDone::Other(answer) => Err(answer),
        },
    }
}

/// `POST /children/{id}/consent/{record}/told`
pub async fn told(opened: Opened, Path((_, record)): Of, sent: Sent) -> Result<Response, Answer> {
    taken(&opened.signed, sent)?;
    let record = record_in(&opened, &record)?;
    let told = consent::recipient_told(&opened.signed.desk, &opened.view, record).await;
    told.map_err(|failure| opened.failed(failure))?;
    Ok(done(&paths::one_consent(opened.view.id, record)))
}

/// `GET /children/{id}/consent/processing`
pub async fn processing_form(opened: Opened) -> Result<Response, Answer> {
    opened.must(Action::Record).await?;
    let posted = Posted::new(vec![("asked_on".to_owned(), opened.view.today.to_string())]);
    Ok(rendered(&asking_processing(&opened, &posted, &Problems::none()).await?))
}

async fn asking_processing(opened: &Opened, posted: &Posted, problems: &Problems) -> Result<MatterPage, Answer> {
    let purposes = consent::on_consent(&opened.signed.desk).map_err(|failure| opened.failed(failure))?;
    let purpose = purposes
        .iter()
        .map(|purpose| Choice::new(purpose.code.clone(), purpose.name.clone()).chosen_if(posted.one("purpose") == purpose.code))
        .collect();
    let names = ["asked_on", "given", "explained", "evidence"];
    let made = fields_of(opened, ProcessingConsent::SCHEMA, &names, &[], posted, problems).await?;
    let mut fields = vec![field("purpose", "What for?", "Only what rests on consent stands here", Control::Radios(purpose), problems)];
    fields.extend(made);
    fields.extend(giver(opened, posted, problems).await?);
    Ok(MatterPage {
        frame: opened.frame("Ask for consent to processing"),
        identity: Some(opened.identity(None)),
        heading: "Ask for consent to processing".to_owned(),
        tag: None,
        intro: Some("This is for what we may do with their consent alone. Sharing with an agency is asked for apart.".to_owned()),
        warning: None,
        problem: None,
        parts: vec![Part {
            form: Some(SmallForm {
                action: paths::ask_processing(opened.view.id),
                fields,
                submit: "Save what they said".to_owned(),
                grave: false,
            }),
            ..Part::default()
        }],
    })
}

/// `POST /children/{id}/consent/processing`
pub async fn processing_save(opened: Opened, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let desk = &opened.signed.desk;
    match consent::ask_processing(desk, &opened.view, posted.one("purpose"), |name| posted.text(name)).await {
        Ok(_) => Ok(done(&paths::consent(opened.view.id))),
        Err(failure) => match NotDone::of(&opened, failure) {
            NotDone::Problems(problems) => Ok(again(asking_processing(&opened, &posted, &problems).await?, &problems)),
            NotDone::Other(answer) => Err(answer),
        },
    }
}

/// `GET /reports/not-asked`
pub async fn report(signed: Signed) -> Result<Response, Answer> {
    let desk = &signed.desk;
    let found = consent::not_sought(desk, desk.today()).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    let part = |of: &consent::NotSought| {
        let mut part = Part::of(format!("{}: {}", of.because.words(), hearth_calendar::in_words::counted(u32::try_from(of.times()).unwrap_or(u32::MAX), "time")));
        part.rows = of.recipients.iter().map(|(name, times)| Row::new(name.clone(), times.to_string())).collect();
        part
    };
    let mut parts: Vec<Part> = found.iter().map(part).collect();
    if parts.is_empty() {
        parts.push(Part { text: vec!["In the last twelve months everybody was asked.".to_owned()], ..Part::default() });
    }
    Ok(rendered(&MatterPage {
        frame: frame::of(&signed, "Agreement not asked for"),
        identity: None,
        heading: "Agreement not asked for".to_owned(),
        tag: None,
        intro: Some("How often, in the last twelve months, workers decided not to ask a family before sharing, and why. It names nobody.".to_owned()),
        warning: None,
        problem: None,
        parts,
    }))
}
