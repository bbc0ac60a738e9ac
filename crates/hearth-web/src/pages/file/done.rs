//! What stands around a record beside what it says: that it was just written and what may come next, the same record in the files of
//! others, and what can be done with it.

use axum::response::{IntoResponse, Redirect, Response};
use hearth_access::Action;
use hearth_casework::{people, recording};
use hearth_record::{
    Author, Held, Record,
    front_door::Contact,
    ids::{FileId, RecordId},
    recording::{CaseNote, CaseSummary, Visit, Worry},
};

use jiff::SignedDuration;

use super::Opened;
use crate::{
    answer::Answer,
    pages::step,
    paths,
    view::{Link, record::After},
};

/// How long after it was written a record says so to its writer.
const JUST_NOW: SignedDuration = SignedDuration::from_mins(3);

/// What the reader has just done with a record, as the page says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Said {
    /// Nothing: they opened it.
    #[default]
    Nothing,
    /// They wrote it.
    Recorded,
    /// They corrected it.
    Corrected,
    /// They asked for a protected address.
    Revealed,
    /// They print it.
    Printed,
}

impl Said {
    /// What a reader who opens this record has just done with it: they wrote its newest version within these minutes.
    pub fn of(opened: &Opened, held: &Held) -> Self {
        let current = held.current();
        let by_me =
            matches!(&current.written.by, Author::Worker { id, .. } if *id == opened.signed.desk.subject().worker);
        let just_now = opened.view.opened_at.duration_since(current.recorded_at) <= JUST_NOW;
        match (by_me && just_now && opened.known.is_none() && !held.withdrawn(), held.versions().len()) {
            (false, _) => Self::Nothing,
            (true, 1) => Self::Recorded,
            (true, _) => Self::Corrected,
        }
    }
}

/// Two queries where the record stands in the files of others too, none otherwise.
pub async fn of(opened: &Opened, held: &Held, said: Said) -> Result<After, Answer> {
    let view = &opened.view;
    let now = opened.known.is_none();
    let beside = beside(opened, held).await?;
    let may = now && !held.withdrawn() && !held.schema.given && view.may(view.to_correct(held));
    let title = held.schema.title;
    let notice = match said {
        Said::Recorded if beside.is_empty() => format!("{title} recorded"),
        Said::Recorded => format!("{title} recorded for {} children", beside.len() + 1),
        Said::Corrected => {
            step::of_kind(held.schema).and_then(|step| step.said(held)).unwrap_or_else(|| format!("{title} corrected"))
        }
        Said::Nothing | Said::Revealed | Said::Printed => String::new(),
    };
    // What has no reason is a step of the work and no correction.
    let because = held.current().written.because.is_some();
    let corrected = held.versions().len() > 1 && because && may && !beside.is_empty();
    let withholds = said != Said::Revealed && view.protects(held);
    Ok(After {
        notice,
        next: if said == Said::Recorded && now { next(opened, held) } else { Vec::new() },
        worked_on: worked_on(opened, held).filter(|_| now && !held.withdrawn()),
        alike: corrected.then(|| paths::correct(view.id, held.id)),
        beside: beside.into_iter().map(|(file, record, name)| Link::new(name, paths::record(file, record))).collect(),
        reveal: (withholds && now).then(|| paths::reveal(view.id, held.id)),
        correct_kept: (withholds && may).then(|| paths::correct_address(view.id, held.id)),
        revealed: said == Said::Revealed,
        whole: (may && now && step::of(held).is_some())
            .then(|| format!("{}?whole=yes", paths::correct(view.id, held.id))),
        move_to: (may && !held.schema.once && held.schema.kind != "document" && view.may(view.to_move(held)))
            .then(|| paths::move_record(view.id, held.id)),
        print: (now && view.may(Action::Print)).then(|| paths::print(view.id)),
        printing: said == Said::Printed,
        id: held.id.to_string(),
    })
}

/// The same record in the files of others, with the names of those whom this reader may find.
async fn beside(opened: &Opened, held: &Held) -> Result<Vec<(FileId, RecordId, String)>, Answer> {
    let Some(set) = held.versions().iter().find_map(|version| version.written.set.as_ref()) else {
        return Ok(Vec::new());
    };
    let others: Vec<(FileId, RecordId)> =
        set.records.iter().filter(|(file, _)| *file != opened.view.id).copied().collect();
    let files: Vec<FileId> = others.iter().map(|(file, _)| *file).collect();
    let names = people::names_of(&opened.signed.desk, &files).await.map_err(|failure| opened.failed(failure))?;
    let with_name = |(file, record): (FileId, RecordId)| {
        let name = names.iter().find(|(known, _)| *known == file)?.1.clone();
        Some((file, record, name))
    };
    Ok(others.into_iter().filter_map(with_name).collect())
}

/// What people do next, none of it done by itself.
fn next(opened: &Opened, held: &Held) -> Vec<Link> {
    let view = &opened.view;
    let mut next = Vec::new();
    if worrying(opened, held) {
        next.push(Link::new("Tell the manager what worries you", paths::add(view.id, Worry::SCHEMA.kind)));
    }
    if held.schema.kind == Visit::SCHEMA.kind {
        next.push(Link::new("Add a note", paths::add(view.id, "case_note")));
        next.push(Link::new("Add an action to the plan", paths::add(view.id, "plan_action")));
    } else {
        next.push(Link::new(
            format!("Add another {}", held.schema.title.to_lowercase()),
            paths::add(view.id, held.schema.kind),
        ));
    }
    let fresh = view.all::<CaseSummary>().iter().any(|(_, summary)| {
        let days = hearth_calendar::days_between(*summary.written_on, view.today);
        u32::try_from(days).is_ok_and(|days| days <= CaseSummary::LASTS_DAYS)
    });
    if !fresh {
        next.push(Link::new("Write the case summary anew", paths::add(view.id, CaseSummary::SCHEMA.kind)));
    }
    let mut next: Vec<Link> = next.into_iter().filter(offered).collect();
    next.push(Link::new("Go to the file", paths::file(view.id)));
    next.push(Link::new("Go to your page", "/"));
    next
}

/// Whether a visit or note says something that a manager would want to hear of and has not been told.
fn worrying(opened: &Opened, held: &Held) -> bool {
    let all = &opened.view;
    let worries = all.all::<Visit>().iter().any(|(id, visit)| *id == held.id && visit.worries())
        || all.all::<CaseNote>().iter().any(|(id, note)| *id == held.id && *note.worrying == Some(true));
    worries && !all.all::<Worry>().iter().any(|(_, worry)| *worry.about == Some(held.id))
}

/// Whether the kind behind a link is one of this build.
fn offered(link: &Link) -> bool {
    link.href.rsplit('/').next().is_some_and(|kind| hearth_record::kind(kind).is_some())
}

/// Makes the last correction of a record in the files of the others too.
pub async fn alike(opened: &Opened, record: RecordId) -> Result<Response, Answer> {
    let done = recording::correct_alike(&opened.signed.desk, &opened.view, record).await;
    done.map_err(|failure| opened.failed(failure))?;
    Ok(Redirect::to(&paths::record(opened.view.id, record)).into_response())
}

/// The page on which a record is worked on, where its kind has one.
fn worked_on(opened: &Opened, held: &Held) -> Option<Link> {
    let file = opened.view.id;
    let (words, to) = match held.schema.kind {
        kind if kind == Contact::SCHEMA.kind => ("Open the contact", paths::contact(file, held.id)),
        "court_case" => ("Parties and bundles", paths::court(file, held.id)),
        "court_bundle" => {
            let case = held.current().fields.text("case")?.parse().ok()?;
            ("Open the bundle", paths::bundle(file, case, held.id))
        }
        "consent" | "processing_consent" => ("Open the agreement", paths::one_consent(file, held.id)),
        "police_request" => ("Open the request", paths::police_request(file, held.id)),
        "data_subject_request" => ("Open the request", paths::request(file, held.id)),
        "complaint" => ("Open the complaint", paths::complaint(file, held.id)),
        "complaint_stage" => {
            let complaint = held.current().fields.text("complaint")?.parse().ok()?;
            ("Open the complaint", paths::complaint(file, complaint))
        }
        "international_transfer" => ("Open the transfer", paths::transfer(file, held.id)),
        _ => return None,
    };
    Some(Link::new(words, to))
}
