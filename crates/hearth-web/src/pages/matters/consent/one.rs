//! One agreement or consent: what was said, what goes on without it, and its withdrawal.

use axum::{extract::Path, response::Response};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    consent::{self, Standing},
};
use hearth_record::{
    Problems,
    ids::RecordId,
    sets::{ConsentCapacity, ConsentNotSought, NoticeDataCategory},
    sharing::{Consent, ProcessingConsent},
};

use super::{
    super::{NotDone, again, done, field, record_in},
    stands, tag,
};
use crate::{
    answer::{Answer, page as rendered},
    frame,
    pages::{Sent, file::Opened, taken},
    paths,
    view::{
        Tag, Tone,
        file::Section,
        form::{Control, Posted, TextBox},
        frame::Row,
        matter::{MatterPage, Part, SmallForm},
    },
};

type Of = Path<(String, String)>;

/// What the council calls a category.
fn called(opened: &Opened, category: NoticeDataCategory) -> String {
    let pack = opened.signed.desk.pack().ok();
    let known = pack.and_then(|pack| pack.categories.iter().find(|of| of.code == category.code()));
    known.map_or_else(|| category.words().to_owned(), |of| of.name.clone())
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
        identity: Some(opened.identity(Some(Section::Sharing))),
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
    let categories: Vec<String> = of.categories.reveal().iter().map(|category| called(opened, *category)).collect();
    let yes = |said: Option<bool>| said.map(|said| if said { "Yes" } else { "No" });
    let giver = of.giver.reveal().map(|giver| {
        let name = of.giver_name.reveal().as_ref().map(|name| format!("{}: ", name.0)).unwrap_or_default();
        format!("{name}{}", giver.words())
    });
    let relied =
        if *of.relied_on.reveal() { "Yes" } else { "No: asked as good practice, and another basis carries the share" };
    let document = of
        .document
        .and_then(|id| opened.view.record(id))
        .map(|held| held.current().fields.text("title").unwrap_or("Document").to_owned());
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
    part.text.push(
        "It took effect at once: nothing more goes on this agreement. What went before stays written down.".to_owned(),
    );
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
    let by = Control::Text(TextBox {
        value: posted.one("withdrawn_by").to_owned(),
        autocomplete: "off",
        ..TextBox::default()
    });
    part.form = Some(SmallForm {
        action: paths::one_consent(opened.view.id, record),
        fields: vec![field(
            "withdrawn_by",
            "Who withdraws it, and how did they say so?",
            "Such as “Mother, by telephone”",
            by,
            problems,
        )],
        submit: verb.to_owned(),
        grave: true,
    });
    part
}

fn of_processing(
    opened: &Opened,
    record: RecordId,
    of: &ProcessingConsent,
    posted: &Posted,
    problems: &Problems,
) -> MatterPage {
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
        part.text =
            vec!["What we do on this consent alone stops at once. What rests on another basis goes on.".to_owned()];
        parts.push(part);
    }
    MatterPage {
        frame: opened.frame("Consent to processing"),
        identity: Some(opened.identity(Some(Section::Sharing))),
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
