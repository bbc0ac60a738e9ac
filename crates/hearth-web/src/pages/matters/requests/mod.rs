//! What people ask about the information that is held of them, and what they complain of.

mod agree;
mod complaint;
mod desk;
mod next;
mod one;
mod taking;

pub use agree::{agree, agree_form};
pub use complaint::{act as complaint_act, one as complaint};
pub use desk::page as desk;
pub use one::{act, one};
pub use taking::{complaint_form, complaint_save, over, over_form, request_form, request_save};

use axum::{extract::Path, response::Response};
use hearth_access::Action;
use hearth_record::{
    ids::RecordId,
    rights::{Complaint, ComplaintStage, DataSubjectRequest},
};
use jiff::civil::Date;

use crate::{
    answer::{Answer, page as rendered},
    frame,
    pages::file::Opened,
    paths,
    view::{
        Link, Tag, Tone,
        file::Section,
        form::{Control, DateParts},
        matter::{Line, MatterPage, Part},
    },
};

type Of = Path<(String, String)>;

/// How a request stands, in a word or two.
fn tag(of: &DataSubjectRequest) -> Tag {
    if of.answered_on.is_some() {
        return match (of.is("DEFERRED"), of.ends_untold()) {
            (true, _) if of.reopened_as.is_some() => Tag::new("Taken up again", Tone::Plain),
            (true, _) => Tag::new("Put off until a hold is released", Tone::Plain),
            (_, true) => Tag::new("Closed", Tone::Plain),
            _ if !of.is_over() => Tag::new("Answered, not closed", Tone::Needs),
            _ => Tag::new("Answered", Tone::Standing),
        };
    }
    if of.identity_proved_on.is_none() {
        let words =
            if of.identity_asked_on.is_some() { "Waits for proof of who asks" } else { "Who asks is not proved" };
        return Tag::new(words, Tone::Needs);
    }
    if of.clarification_asked_on.is_some() && of.clarified_on.is_none() {
        return Tag::new("Waits for what they mean", Tone::Plain);
    }
    match (of.outcome.is_some(), of.gives_records() && of.agreed_by.is_none()) {
        (false, _) => Tag::new("To be decided", Tone::Needs),
        (true, true) => Tag::new("Waits for a second person", Tone::Plain),
        (true, false) => Tag::new("Ready to be sent", Tone::Needs),
    }
}

/// How a complaint stands.
fn complaint_tag(of: &Complaint, stage: Option<&ComplaintStage>) -> Tag {
    match (of.closed_on.is_some(), stage) {
        (true, _) => Tag::new("Closed", Tone::Standing),
        (false, Some(stage)) if stage.responded_on.is_none() => Tag::new(stage.stage.words(), Tone::Needs),
        (false, Some(stage)) => Tag::new(format!("Answered: {}", stage.stage.words()), Tone::Plain),
        (false, None) => Tag::new("Open", Tone::Needs),
    }
}

/// Who asks, and in what capacity.
fn asker(of: &DataSubjectRequest) -> String {
    format!("{}. {}", of.requester.reveal().0, of.capacity.reveal().words())
}

/// Who complains, and in what capacity.
fn complainer(of: &Complaint) -> String {
    format!("{}. {}", of.complainant.reveal().0, of.capacity.reveal().words())
}

/// When an answer is due, in words with the date beside them.
fn due(today: Date, due: Option<Date>) -> Option<String> {
    due.map(|due| format!("{}, {}", hearth_calendar::in_words::due(today, due), frame::day(due)))
}

/// A date as a form offers it.
fn a_day(day: Date) -> Control {
    Control::Date(DateParts::from_typed(&day.to_string()))
}

/// Without the choice that says nothing.
fn chosen_only(control: Control) -> Control {
    match control {
        Control::Radios(choices) => {
            Control::Radios(choices.into_iter().filter(|choice| !choice.value.is_empty()).collect())
        }
        other => other,
    }
}

/// The stages of a complaint, in their order.
fn stages(opened: &Opened, complaint: RecordId) -> Vec<(RecordId, ComplaintStage)> {
    let mut stages = opened.view.all::<ComplaintStage>();
    stages.retain(|(_, stage)| *stage.complaint == complaint);
    stages.sort_by_key(|(_, stage)| stage.place());
    stages
}

/// When the clock of one of these records is due.
fn clock(opened: &Opened, records: &[RecordId]) -> Option<Date> {
    opened.view.clocks().iter().filter(|of| records.contains(&of.record)).filter_map(|of| of.clock.due).min()
}

/// `GET /children/{id}/requests`
pub async fn page(opened: Opened) -> Result<Response, Answer> {
    let view = &opened.view;
    let mut requests = view.all::<DataSubjectRequest>();
    requests.sort_by_key(|(id, of)| (of.answered_on.is_some(), std::cmp::Reverse((*of.received_on, *id))));
    let line = |(id, of): &(RecordId, DataSubjectRequest)| {
        let due = due(view.today, clock(&opened, &[*id]).filter(|_| of.answered_on.is_none()));
        let due = due.map(|due| format!(" Answer {due}.")).unwrap_or_default();
        Line {
            title: Link::new(of.right.words(), paths::request(view.id, *id)),
            tag: tag(of),
            text: format!("{}. Received {}.{due}", asker(of), frame::day(*of.received_on)),
        }
    };
    let mut asked = Part { lines: requests.iter().map(line).collect(), ..Part::of("Requests") };
    if requests.is_empty() {
        asked.text.push("Nobody has asked about what is held in this file.".to_owned());
    }
    let complained = |(id, of): &(RecordId, Complaint)| {
        let stages = stages(&opened, *id);
        Line {
            title: Link::new(complainer(of), paths::complaint(view.id, *id)),
            tag: complaint_tag(of, stages.last().map(|(_, stage)| stage)),
            text: format!("Received {}.", frame::day(*of.received_on)),
        }
    };
    let all = view.all::<Complaint>();
    let mut complaints = Part { lines: all.iter().map(complained).collect(), ..Part::of("Complaints") };
    if all.is_empty() {
        complaints.text.push("Nobody has complained.".to_owned());
    }
    if view.may(Action::TakeRequest) {
        asked.links.push(Link::new("Record a request", paths::new_request(view.id)));
        complaints.links.push(Link::new("Record a complaint", paths::new_complaint(view.id)));
    }
    Ok(rendered(&MatterPage {
        frame: opened.frame("Requests and complaints"),
        identity: Some(opened.identity(Some(Section::Sharing))),
        heading: "Requests and complaints".to_owned(),
        tag: None,
        intro: Some(
            "What people ask about the information in this file, and what they complain of. Nothing of the file is destroyed while one is \
             open."
                .to_owned(),
        ),
        warning: None,
        problem: None,
        parts: vec![asked, complaints],
    }))
}
