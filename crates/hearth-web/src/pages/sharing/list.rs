//! What is shared of a person, and the list of it that the person and the family may have.

use axum::response::Response;
use hearth_access::Action;
use hearth_casework::sharing::{Told, told, told_to_family};
use hearth_record::{ids::RecordId, sharing::Shared};

use super::tag;
use crate::{
    answer::{Answer, page as rendered},
    frame,
    pages::file::Opened,
    paths,
    view::{
        Link, Tag, Tone,
        file::Section,
        frame::Row,
        matter::{Line, MatterPage, Part},
    },
};

/// `GET /children/{id}/share`
pub async fn page(opened: Opened) -> Result<Response, Answer> {
    let mut shares = told(&opened.view);
    // What stood in no list before, because it went no further than being decided, is worked on here.
    let open = opened
        .view
        .all::<Shared>()
        .into_iter()
        .filter(|(_, shared)| ["WAITING", "QUEUED", "STANDING"].iter().any(|state| shared.is(state)));
    let open: Vec<_> = open.map(|(record, _)| record).collect();
    let on_its_way: Vec<Told> = shares.extract_if(.., |told| open.contains(&told.record)).collect();
    let lines = |shares: &[Told]| -> Vec<Line> { shares.iter().map(|told| line(&opened, told)).collect() };
    // A file as it was known once is read and not acted on.
    let mut parts = if opened.known.is_none() { vec![begin(&opened)] } else { Vec::new() };
    parts.extend(changed(&opened));
    if !on_its_way.is_empty() {
        parts.push(Part { lines: lines(&on_its_way), ..Part::of("On its way, or standing") });
    }
    let empty = "Nobody was told anything from this file. When something is shared, or it is decided not to, it appears here with why.";
    parts.push(Part {
        text: if shares.is_empty() { vec![empty.to_owned()] } else { Vec::new() },
        lines: lines(&shares),
        ..Part::of("What was shared, and what was not")
    });
    Ok(rendered(&MatterPage {
        frame: opened.frame("Sharing"),
        identity: Some(opened.identity(Some(Section::Sharing))),
        heading: "Sharing".to_owned(),
        tag: None,
        intro: Some("Everything that was told to somebody outside those who work with this person, and what was kept back on purpose.".to_owned()),
        warning: None,
        problem: None,
        parts,
    }))
}

/// Who holds what has changed since: whether each was told of it.
fn changed(opened: &Opened) -> Option<Part> {
    let mut holders: Vec<_> =
        opened.view.all::<Shared>().into_iter().filter(|(_, shared)| !shared.recall.reveal().is_empty()).collect();
    holders.sort_by_key(|(record, shared)| (shared.recalled_at.is_some(), *record));
    let line = |(record, shared): &(RecordId, Shared)| {
        let what: Vec<&str> = shared.recall.reveal().iter().map(|line| line.0.as_str()).collect();
        let tag = match *shared.recalled_at {
            Some(at) => Tag::new(format!("Told {}", frame::moment(at)), Tone::Standing),
            None => Tag::new("Not told yet", Tone::Needs),
        };
        let title = Link::new(shared.recipient.reveal().0.clone(), paths::share(opened.view.id, *record));
        Line { title, tag, text: what.join(" ") }
    };
    let part = Part { lines: holders.iter().map(line).collect(), ..Part::of("Who holds what has changed") };
    (!part.lines.is_empty()).then_some(part)
}

/// What begins here: the emergency first.
fn begin(opened: &Opened) -> Part {
    let id = opened.view.id;
    let mut links = vec![Link::new("Urgent: tell somebody now", paths::urgent_share(id))];
    if opened.view.may(Action::Share) {
        links.push(Link::new("Share information", paths::new_share(id)));
    }
    links.extend([
        Link::new("Agreement and consent", paths::consent(id)),
        Link::new("Requests and complaints", paths::requests(id)),
        Link::new("Requests by the police", paths::police(id)),
        Link::new("Transfers abroad", paths::abroad(id)),
        Link::new("The family’s own list", paths::family_list(id)),
    ]);
    Part { links, ..Part::default() }
}

fn line(opened: &Opened, told: &Told) -> Line {
    let shared = &told.shared;
    let when = frame::moment(told.at);
    let times = if told.times > 1 { format!(", {} times, the last on", told.times) } else { ",".to_owned() };
    let basis = shared.basis.map(|basis| format!(" {}.", basis.words())).unwrap_or_default();
    let family = shared.told.map(|told| format!(" Family: {}.", told.words().to_lowercase())).unwrap_or_default();
    Line {
        title: Link::new(shared.recipient.reveal().0.clone(), paths::share(opened.view.id, told.record)),
        tag: tag(shared),
        text: format!("{}{times} {when}.{basis}{family}", shared.purpose.reveal().0),
    }
}

/// `GET /children/{id}/share/family`: what the person and the family may have on paper.
pub async fn family(opened: Opened) -> Result<Response, Answer> {
    let shares = told_to_family(&opened.view);
    let part = |told: &Told| {
        let record = &told.shared;
        let what = record.what.reveal().as_ref().map(|what| what.0.clone()).unwrap_or_default();
        let when = match told.times {
            1 => frame::moment(told.at),
            times => format!("{times} times, the last on {}", frame::moment(told.at)),
        };
        let mut rows = vec![
            Row::new("When", when),
            Row::new("What for", record.purpose.reveal().0.clone()),
            Row::new("What", what),
        ];
        rows.extend(record.basis.map(|basis| Row::new("What allowed it", basis.words())));
        rows.extend(record.law.reveal().as_ref().map(|law| Row::new("The law", law.0.clone())));
        rows.extend(record.consent_sought.map(|consent| Row::new("Were you asked?", consent.words())));
        rows.extend(record.why_minimum.reveal().as_ref().map(|why| Row::new("Why this much", why.0.clone())));
        rows.retain(|row| !row.value.is_empty());
        Part { rows, ..Part::of(record.recipient.reveal().0.clone()) }
    };
    let mut parts: Vec<Part> = shares.iter().map(part).collect();
    if parts.is_empty() {
        parts.push(Part {
            text: vec!["We have not told anybody anything that stands on this list.".to_owned()],
            ..Part::default()
        });
    }
    Ok(rendered(&MatterPage {
        frame: opened.frame("Who we told"),
        identity: Some(opened.identity(Some(Section::Sharing))),
        heading: "Who we told, and why".to_owned(),
        tag: None,
        intro: Some(
            "This is the list that the person and the family may have. Print it for them. It leaves out what the law says must wait, and what \
             would put somebody in danger."
                .to_owned(),
        ),
        warning: None,
        problem: None,
        parts,
    }))
}
