//! The page of a contact: what was told, who it is, what is known, what agencies say, the decision and the feedback, in one
//! scroll, and each act that belongs to it.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::{Action, Purpose, role::Group};
use hearth_casework::{
    Failure,
    front_door::{self, Check, Contacted, Decided, Objection, Ruling},
    recording::{self, DraftKey, draft_key, kept_draft},
};
use hearth_record::{
    Problems, Record,
    front_door::{Contact, HeldAnswer, MashEnquiry},
    ids::{FileId, RecordId},
    protection::StrategyDiscussion,
};

use super::{
    known::checking,
    parts::{ASK, ask_part, consent_part, decide_part, feedback_part},
    queue::{deadline, name, received},
};
use crate::{
    answer::{Answer, page as rendered, sentence, show},
    frame,
    pages::{Sent, file::Opened, home::tags, taken, without_page_fields},
    paths,
    view::{
        Link,
        form::Posted,
        frame::Row,
        front_door::{CheckRow, ContactPage, WhoIs},
    },
};

/// What somebody sent from the page, and what was wrong with it.
#[derive(Default)]
pub(super) struct Sentence {
    pub(super) posted: Posted,
    pub(super) problems: Problems,
    pub(super) objections: Vec<Objection>,
    pub(super) whole: Vec<String>,
}

/// `GET /children/{id}/contacts/{record}`
pub async fn page(opened: Opened, Path((_, record)): Path<(String, String)>) -> Result<Response, Answer> {
    let (opened, contacted) = found(opened, &record).await?;
    Ok(rendered(&of(&opened, &contacted, &Sentence::default()).await?))
}

async fn found(mut opened: Opened, record: &str) -> Result<(Opened, Contacted), Answer> {
    opened.know_colleagues().await?;
    let id: Option<RecordId> = record.parse().ok();
    let id = id.ok_or_else(|| Answer::NotFound(Box::new(opened.frame(""))))?;
    let contacted = front_door::contacted(&opened.signed.desk, &opened.view, id).await;
    let contacted = contacted.map_err(|failure| opened.failed(failure))?;
    Ok((opened, contacted))
}

pub(super) fn here(contacted: &Contacted) -> (FileId, RecordId) {
    (contacted.members[0].file, contacted.members[0].record)
}

fn address(contacted: &Contacted) -> String {
    let (file, record) = here(contacted);
    paths::contact(file, record)
}

pub(super) fn act(opened: &Opened, contacted: &Contacted, what: &str) -> String {
    let (file, record) = here(contacted);
    // A purpose that was stated is stated again with each act.
    let stated = opened.view.purpose() == Some(Purpose::FrontDoorCheck);
    let check = if stated { checking(&opened.signed.desk) } else { "" };
    format!("{}{check}", paths::contact_act(file, record, what))
}

/// The name of the draft of a decision.
pub(super) fn draft_name(contacted: &Contacted) -> String {
    format!("decide:{}", here(contacted).1)
}

pub(super) fn decision_draft(opened: &Opened, contacted: &Contacted) -> DraftKey {
    draft_key(&opened.signed.desk, &draft_name(contacted), Some(opened.view.id))
}

async fn of(opened: &Opened, contacted: &Contacted, sent: &Sentence) -> Result<ContactPage, Answer> {
    let desk = &opened.signed.desk;
    let known = front_door::known(desk, &opened.view, contacted).await.map_err(|failure| opened.failed(failure))?;
    let (family, near) = super::known::people(desk, &opened.colleagues, &known);
    let contact = &contacted.contact;
    let undecided = contact.decided_at.is_none();
    let writes = opened.known.is_none() && opened.view.may(Action::Record);
    let decides = undecided && opened.known.is_none() && opened.view.may(Action::DecideContact);
    let waits_to_be_told = contacted.to_be_told().next().is_some();
    let tells = waits_to_be_told && (contacted.undecided().next().is_none() || manages(opened));
    let (file, record) = here(contacted);
    let received_on = hearth_calendar::london_date(*contact.received_at);
    let hidden = contacted.hidden + known.hidden;
    Ok(ContactPage {
        frame: opened.frame("Contact"),
        identity: opened.identity(None),
        heading: format!("Contact of {}", frame::day(received_on)),
        clock: clock(opened, contacted),
        late: undecided && contacted.due.is_some_and(|due| due.is_over(desk.now())),
        danger: *contact.immediate_danger == Some(true),
        take: (writes && undecided && *contact.screened_by != Some(desk.subject().worker))
            .then(|| act(opened, contacted, "take")),
        harm: (writes && undecided).then(|| act(opened, contacted, "harm")),
        print: (opened.known.is_none() && opened.view.may(Action::Print)).then(|| act(opened, contacted, "print")),
        printing: false,
        back: address(contacted),
        record: paths::record(file, record),
        told: contact.told.reveal().as_ref().map(|told| told.0.clone()).unwrap_or_default(),
        from: from(opened, contacted),
        who: contacted.members.iter().map(|member| who(opened, member)).collect(),
        named_as: contact.named_as.reveal().as_ref().map(|named| named.0.clone()),
        known: family,
        near,
        hidden: (hidden > 0).then(|| {
            let people = hearth_calendar::in_words::counted(u32::try_from(hidden).unwrap_or(u32::MAX), "file");
            format!("{people} of the family you cannot open. Ask the team that holds it, or your manager.")
        }),
        checks: contacted.checks.iter().map(|(id, asked)| check(opened, *id, asked, writes)).collect(),
        ask: if writes && undecided { Some(ask_part(opened, contacted, sent).await?) } else { None },
        consent: consent_rows(contact),
        consent_form: (writes && undecided).then(|| consent_part(opened, contacted, sent)),
        decision: decision_rows(opened, contacted),
        decide: if decides { Some(decide_part(opened, contacted, sent).await?) } else { None },
        decided_by_others: (undecided && !decides)
            .then(|| "A manager of the front door decides. Nothing more is needed from you for that.".to_owned()),
        feedback: feedback_rows(opened, contacted),
        feedback_form: (writes && tells).then(|| feedback_part(opened, contacted, sent)),
        feedback_waits: (writes && waits_to_be_told && !tells).then(|| {
            "Not all of the children are decided yet. A manager can tell them now what is decided; the others follow.".to_owned()
        }),
        problems: sent.whole.clone(),
    })
}

/// Whether this reader manages the front door: for offering what only such a person may do. The act itself asks again.
fn manages(opened: &Opened) -> bool {
    let role = opened.signed.desk.subject().role;
    role.is_in(Group::Manager) && role.is_in(Group::FrontDoor)
}

fn clock(opened: &Opened, contacted: &Contacted) -> String {
    let desk = &opened.signed.desk;
    match (*contacted.contact.decided_at, contacted.due) {
        (Some(at), _) => format!("Decided on {}", frame::moment(at)),
        (None, Some(due)) => {
            let (words, date) = deadline(desk.now(), due);
            format!("Decision {words}, {date}")
        }
        (None, None) => "Waits for a decision".to_owned(),
    }
}

/// Who told it, when and how. Who asked not to be named is told to nobody who need not know.
fn from(opened: &Opened, contacted: &Contacted) -> Vec<Row> {
    let contact = &contacted.contact;
    let desk = &opened.signed.desk;
    let mut rows = vec![
        Row::new("Received", frame::capital(&received(desk.now(), *contact.received_at))),
        Row::new("From", contact.source.words()),
    ];
    let kept = kept_from(opened, contacted);
    if *contact.keep_anonymous == Some(true) {
        let words = if kept.is_empty() {
            "They asked not to be named. You see who they are because you may have to speak with them; never tell the family."
        } else {
            "They asked not to be named. The front door knows who they are."
        };
        rows.push(Row::new("Anonymous", words));
    }
    let mut told = |name: &'static str, label: &str, text: Option<String>| {
        if let Some(text) = text.filter(|_| !kept.contains(&name)) {
            rows.push(Row::new(label, text));
        }
    };
    told("referrer_name", "Name", contact.referrer_name.reveal().as_ref().map(|line| line.0.clone()));
    told("referrer_organisation", "Organisation", contact.referrer_organisation.reveal().as_ref().map(|l| l.0.clone()));
    told(
        "referrer_relationship",
        "Knows the child as",
        contact.referrer_relationship.reveal().as_ref().map(|l| l.0.clone()),
    );
    told("referrer_phone", "Telephone", contact.referrer_phone.reveal().as_ref().map(ToString::to_string));
    told("referrer_email", "E-mail", contact.referrer_email.reveal().as_ref().map(ToString::to_string));
    let owner = contact.screened_by.map(|worker| name(&opened.colleagues, worker));
    rows.push(Row::new("Worked on by", owner.unwrap_or_else(|| "Nobody yet".to_owned())));
    rows
}

fn who(opened: &Opened, member: &front_door::Member) -> WhoIs {
    let contact = &member.contact;
    let born = member.born.map(|born| {
        let age = hearth_calendar::in_words::age_of(born, opened.view.today);
        format!("{}, {age}", frame::day(born))
    });
    WhoIs {
        child: Link::new(member.name.clone(), paths::file(member.file)),
        born: born.unwrap_or_else(|| "Date of birth not known".to_owned()),
        standing: tags(&member.flags),
        identified: contact.identified.map_or("Not said", hearth_record::sets::ContactIdentified::words).to_owned(),
        because: contact.identified_because.reveal().as_ref().map(|text| text.0.clone()).unwrap_or_default(),
    }
}

fn check(opened: &Opened, id: RecordId, asked: &MashEnquiry, writes: bool) -> CheckRow {
    let (today, waits) = (opened.view.today, asked.answered_at.is_none());
    let named = asked.agency_name.reveal().as_ref().map(|line| format!(", {}", line.0)).unwrap_or_default();
    let by =
        asked.answer_by.filter(|_| waits).map(|day| format!("; answer {}", hearth_calendar::in_words::due(today, day)));
    let words = |text: &Option<hearth_record::value::Narrative>| text.as_ref().map(|text| text.0.clone());
    let held = opened.view.all::<HeldAnswer>().into_iter().map(|(_, held)| held).find(|held| *held.enquiry == id);
    let held = held.map(|held| {
        format!(
            "An answer came on {} and is held: the file was closed to the agency then",
            frame::moment(*held.received_at)
        )
    });
    let rating = asked.rating.reveal().map(|rating| format!("{}. ", rating.words())).unwrap_or_default();
    CheckRow {
        agency: format!("{}{named}", asked.agency.words()),
        asked: format!("Asked {}{}", frame::moment(*asked.asked_at), by.unwrap_or_default()),
        late: waits && asked.answer_by.is_some_and(|day| day < today),
        basis: asked.basis.map_or("Basis not recorded", hearth_record::sets::SharingBasis::words).to_owned(),
        question: words(asked.question.reveal()).unwrap_or_default(),
        minimum: words(asked.minimum.reveal()),
        answer: words(asked.answer.reveal()).map(|answer| format!("{rating}{answer}")),
        answered: asked.answered_at.map(|at| {
            let by = asked.answered_by.reveal().as_ref().map(|line| format!("{}, ", line.0)).unwrap_or_default();
            format!("{by}{}", frame::moment(at))
        }),
        held: held.filter(|_| waits),
        record_answer: (writes && waits).then(|| paths::enquiry(opened.view.id, id)),
    }
}

fn consent_rows(contact: &Contact) -> Vec<Row> {
    let mut rows = Vec::new();
    if let Some(known) = contact.consent_known.reveal() {
        rows.push(Row::new("The family was", known.words().to_lowercase()));
    }
    if let Some(because) = contact.consent_because.reveal() {
        rows.push(Row::new("Why, or what was said", because.0.clone()));
    }
    rows
}

fn decision_rows(opened: &Opened, contacted: &Contacted) -> Vec<Row> {
    let contact = &contacted.contact;
    let Some(at) = *contact.decided_at else { return Vec::new() };
    let several = contacted.members.len() > 1;
    let mut rows = Vec::new();
    for member in &contacted.members {
        let none = if member.contact.decided_at.is_some() { "Decided" } else { "Not decided yet" };
        let words = member.contact.decision.reveal().map_or(none, hearth_record::sets::ContactDecision::words);
        let label = if several { member.name.clone() } else { "Decision".to_owned() };
        rows.push(Row::new(label, words));
    }
    if let Some(level) = contact.threshold.reveal() {
        rows.push(Row::new("Level of need", level.words()));
    }
    if let Some(rationale) = contact.rationale.reveal() {
        rows.push(Row::new("Why", rationale.0.clone()));
    }
    let by = contact.decided_by.map(|worker| format!("{}, ", name(&opened.colleagues, worker))).unwrap_or_default();
    rows.push(Row::new("Decided by", format!("{by}{}", frame::moment(at))));
    rows
}

/// That they were told, and in which words; the words begin with their name.
fn feedback_rows(opened: &Opened, contacted: &Contacted) -> Vec<Row> {
    let several = contacted.members.len() > 1;
    let mut rows = Vec::new();
    for (n, member) in contacted.members.iter().enumerate() {
        let Some(at) = *member.contact.feedback_at else { continue };
        let label = if several { format!("Told of {}", member.name) } else { "Told".to_owned() };
        rows.push(Row::new(label, frame::moment(at)));
        if n == 0 {
            let kept = kept_from(opened, contacted);
            let words = member.contact.feedback.reveal().as_ref().filter(|_| !kept.contains(&"feedback"));
            rows.extend(words.map(|words| Row::new("In these words", words.0.clone())));
        }
    }
    rows
}

/// The fields that this reader may not see, because they tell who asked not to be named.
fn kept_from(opened: &Opened, contacted: &Contacted) -> &'static [&'static str] {
    opened.view.record(here(contacted).1).map(|held| opened.view.kept_from(held)).unwrap_or_default()
}

/// `POST …/take`
pub async fn take(opened: Opened, Path((_, record)): Path<(String, String)>, sent: Sent) -> Result<Response, Answer> {
    let (opened, contacted) = found(opened, &record).await?;
    taken(&opened.signed, sent)?;
    let done = front_door::take(&opened.signed.desk, &contacted.undecided_places()).await;
    concluded(&opened, &contacted, done, Sentence::default(), "").await
}

/// `POST …/checks`
pub async fn ask(opened: Opened, Path((_, record)): Path<(String, String)>, sent: Sent) -> Result<Response, Answer> {
    let (opened, contacted) = found(opened, &record).await?;
    let posted = taken(&opened.signed, sent)?;
    let texts: Vec<(&str, String)> = ASK.iter().map(|name| (*name, posted.text(name))).collect();
    let text = |name: &str| texts.iter().find(|(n, _)| *n == name).map(|(_, text)| text.as_str());
    let done =
        front_door::ask(&opened.signed.desk, &contacted.undecided_places(), &Check { text: &text }).await.map(drop);
    concluded(&opened, &contacted, done, Sentence { posted, ..Sentence::default() }, "#checks").await
}

/// `POST …/consent`
pub async fn consent(
    opened: Opened,
    Path((_, record)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Answer> {
    let (opened, contacted) = found(opened, &record).await?;
    let posted = taken(&opened.signed, sent)?;
    let (known, because) = (posted.text("consent_known"), posted.text("consent_because"));
    let done = front_door::consent(&opened.signed.desk, &contacted.undecided_places(), &known, &because).await;
    concluded(&opened, &contacted, done, Sentence { posted, ..Sentence::default() }, "#consent").await
}

/// `POST …/decision`
pub async fn decide(opened: Opened, Path((_, record)): Path<(String, String)>, sent: Sent) -> Result<Response, Answer> {
    let (opened, contacted) = found(opened, &record).await?;
    let posted = taken(&opened.signed, sent)?;
    opened.must(Action::DecideContact).await?;
    let desk = &opened.signed.desk;
    let key = decision_draft(&opened, &contacted);
    // What was typed is safe before anything else can refuse it.
    recording::keep_draft(desk, &key, &without_page_fields(&posted)).await.map_err(|failure| opened.failed(failure))?;
    if posted.one("act") == "draft" {
        return Ok(Redirect::to(paths::QUEUE).into_response());
    }
    let rulings = contacted.undecided().map(|(n, member)| Ruling {
        file: member.file,
        record: member.record,
        decision: posted.one(&format!("decision-{n}")).to_owned(),
        team: posted.one(&format!("team-{n}")).parse().ok(),
        team_because: posted.one(&format!("team_because-{n}")).to_owned(),
    });
    let decided = Decided {
        rulings: rulings.collect(),
        threshold: posted.text("threshold"),
        rationale: posted.text("rationale"),
    };
    let files: Vec<FileId> = contacted.undecided().map(|(_, member)| member.file).collect();
    let proposed = front_door::proposed_team(desk, &files).await.map_err(|failure| opened.failed(failure))?;
    let mut objections = decided.objections(&proposed);
    // The boxes of the form are numbered by the child, not by the ruling.
    let numbers: Vec<usize> = contacted.undecided().map(|(n, _)| n).collect();
    for objection in &mut objections {
        objection.of = objection.of.and_then(|at| numbers.get(at).copied());
    }
    let said = Sentence { posted, objections, ..Sentence::default() };
    if !said.objections.is_empty() {
        return Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&opened, &contacted, &said).await?));
    }
    let done = front_door::decide(desk, &decided, Some(&key)).await;
    concluded(&opened, &contacted, done, said, "#decision").await
}

/// `POST …/feedback`
pub async fn fed_back(
    opened: Opened,
    Path((_, record)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Answer> {
    let (opened, contacted) = found(opened, &record).await?;
    let posted = taken(&opened.signed, sent)?;
    let told: Vec<(FileId, RecordId)> = contacted.to_be_told().map(|member| (member.file, member.record)).collect();
    let (desk, words) = (&opened.signed.desk, posted.text("feedback"));
    let done = front_door::fed_back(desk, &told, &contacted.undecided_places(), &words).await;
    concluded(&opened, &contacted, done, Sentence { posted, ..Sentence::default() }, "#feedback").await
}

/// `POST …/print`: a working copy, once it is written down that it was taken.
pub async fn print(opened: Opened, Path((_, record)): Path<(String, String)>, sent: Sent) -> Result<Response, Answer> {
    let (opened, contacted) = found(opened, &record).await?;
    taken(&opened.signed, sent)?;
    let noted = front_door::note_print(&opened.signed.desk, &opened.view, &contacted).await;
    noted.map_err(|failure| opened.failed(failure))?;
    let page = of(&opened, &contacted, &Sentence::default()).await?;
    Ok(rendered(&ContactPage {
        printing: true,
        take: None,
        harm: None,
        print: None,
        ask: None,
        consent_form: None,
        decide: None,
        decided_by_others: contacted.contact.decided_at.is_none().then(|| "Not decided yet.".to_owned()),
        feedback_form: None,
        ..page
    }))
}

/// `POST …/harm`: a strategy discussion with everything carried over, to be held now.
pub async fn harm(opened: Opened, Path((_, record)): Path<(String, String)>, sent: Sent) -> Result<Response, Answer> {
    let (opened, contacted) = found(opened, &record).await?;
    taken(&opened.signed, sent)?;
    let desk = &opened.signed.desk;
    front_door::danger(desk, &contacted.places()).await.map_err(|failure| opened.failed(failure))?;
    let form = format!("add:{}", StrategyDiscussion::SCHEMA.kind);
    let key = draft_key(desk, &form, Some(opened.view.id));
    let begun = kept_draft(desk, &key).await.map_err(|failure| opened.failed(failure))?;
    if begun.is_none() {
        let pairs = [("held_at", desk.now().to_string()), ("information", carried_over(&contacted))];
        let pairs = pairs.map(|(name, text)| (name.to_owned(), text));
        recording::keep_draft(desk, &key, &pairs).await.map_err(|failure| opened.failed(failure))?;
    }
    Ok(Redirect::to(&paths::add(opened.view.id, StrategyDiscussion::SCHEMA.kind)).into_response())
}

/// What was told and what agencies answered, for those who talk about it now. Who told it is not among it.
fn carried_over(contacted: &Contacted) -> String {
    let contact = &contacted.contact;
    let told = contact.told.reveal().as_ref().map(|told| told.0.as_str()).unwrap_or_default();
    let mut parts =
        vec![format!("Told on {} ({}):\n{told}", frame::moment(*contact.received_at), contact.source.words())];
    for (_, asked) in &contacted.checks {
        if let Some(answer) = asked.answer.reveal() {
            parts.push(format!("{}:\n{}", asked.agency.words(), answer.0));
        }
    }
    parts.join("\n\n")
}

/// Back to the contact; or the same page again with what is wrong beside the field.
async fn concluded(
    opened: &Opened,
    contacted: &Contacted,
    done: Result<(), Failure>,
    sent: Sentence,
    anchor: &str,
) -> Result<Response, Answer> {
    let sent = match done {
        Ok(()) => {
            let decided = contacted.contact.decided_at.is_some() || anchor == "#decision";
            let check = if decided { checking(&opened.signed.desk) } else { "" };
            return Ok(Redirect::to(&format!("{}{check}{anchor}", address(contacted))).into_response());
        }
        Err(Failure::Problems(problems)) => Sentence { problems, ..sent },
        Err(Failure::Wrong(why)) => Sentence { whole: vec![frame::capital(&sentence(&why))], ..sent },
        Err(failure) => return Err(opened.failed(failure)),
    };
    Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(opened, contacted, &sent).await?))
}
