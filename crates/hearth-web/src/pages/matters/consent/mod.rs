//! What people agreed to: sharing with each agency, and what rests on consent alone.

mod asking;
mod one;

pub use asking::{ask, ask_form, processing_form, processing_save};
pub use one::{one, told, withdraw};

use axum::response::Response;
use hearth_access::Action;
use hearth_casework::consent::{self, Basis, Standing};
use hearth_record::{ids::RecordId, sharing::Consent};

use crate::{
    answer::{Answer, page as rendered},
    frame,
    guard::Signed,
    pages::file::Opened,
    paths,
    view::{
        Link, Tag, Tone,
        file::Section,
        frame::Row,
        matter::{Line, MatterPage, Part},
    },
};

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
            text: format!("{}, {}.{relied}{because}", of.purpose.reveal().words(), frame::day(*of.asked_on)),
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
        identity: Some(opened.identity(Some(Section::Sharing))),
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
    let (others, resting): (Vec<_>, Vec<_>) = standings.iter().partition(|(_, basis)| *basis == Basis::Other);
    part.lines = resting
        .iter()
        .map(|(purpose, basis)| Line {
            title: Link::new(
                frame::capital(&purpose.name),
                record_of(*basis).map(|id| paths::one_consent(view.id, id)).unwrap_or_default(),
            ),
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
    let line = format!("{} other purposes go on: they do not rest on consent", others.len());
    part.folded = Some((
        line,
        others.iter().map(|(purpose, _)| Row::new(frame::capital(&purpose.name), purpose.basis())).collect(),
    ));
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

/// `GET /reports/not-asked`
pub async fn report(signed: Signed) -> Result<Response, Answer> {
    let desk = &signed.desk;
    let found =
        consent::not_sought(desk, desk.today()).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    let part = |of: &consent::NotSought| {
        let mut part = Part::of(format!(
            "{}: {}",
            of.because.words(),
            hearth_calendar::in_words::counted(u32::try_from(of.times()).unwrap_or(u32::MAX), "time")
        ));
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
