//! The end of files: the desk, batches, one file of a batch, certificates, holds, and who asks afterwards.

mod ask;
mod batch;
mod certificate;
mod desk;
mod hold;
mod holds;
mod review;
mod words;

pub use ask::{answer as ask_answer, form as ask_form};
pub use batch::{act as batch_act, page as batch};
pub use certificate::{download as certificate_download, page as certificate};
pub use desk::{page as desk, propose};
pub use hold::{act as hold_act, page as hold};
pub use holds::{open as open_hold, page as holds};
pub use review::{act as review_act, page as review};

use hearth_casework::{
    Failure,
    disposal::{Batch, State},
};
use hearth_record::Problems;

use crate::{
    answer::{Answer, sentence},
    frame,
    guard::Signed,
    paths,
    view::{
        Link, Tag, Tone,
        form::{Control, Field, Posted, TextBox},
        retention::BatchRow,
    },
};

/// What somebody is told whose act was refused for a reason that they can put right; anything else is another page.
fn told(signed: &Signed, failure: Failure) -> Result<String, Answer> {
    match failure {
        Failure::Wrong(why) => Ok(sentence(&why)),
        Failure::Problems(problems) => {
            let words = |problem: &hearth_record::problem::Problem| match problem.field {
                Some("because") => format!("The reason {}", problem.message),
                Some("review_on") => format!("The day of the next review {}", problem.message),
                Some("things") => format!("What was offered {}", problem.message),
                Some("offered_to") => format!("The person to whom it was offered {}", problem.message),
                Some("how") => format!("Who destroyed it, and how, {}", problem.message),
                Some("decision") => format!("The decision {}", problem.message),
                _ => problem.message.clone(),
            };
            Ok(problems.iter().map(|problem| sentence(&words(problem))).collect::<Vec<_>>().join(" "))
        }
        other => Err(Answer::framed(other, signed, None)),
    }
}

/// How far a batch is, as a tag and in words.
fn state(signed: &Signed, batch: &Batch) -> (Tag, String) {
    let today = signed.desk.today();
    let says = &batch.says;
    match batch.state(signed.desk.now()) {
        State::Review => {
            (Tag::new("In review", Tone::Plain), format!("Proposed by {}. Each file is decided on.", batch.proposed_by))
        }
        State::Approval => (
            Tag::new("Waits for approval", Tone::Needs),
            "Every file was decided on. A second person reads and approves it.".to_owned(),
        ),
        State::Resting(until) => {
            let days = hearth_calendar::days_between(today, until) + 1;
            let days = hearth_calendar::in_words::counted(u32::try_from(days).unwrap_or(0), "day");
            let until = hearth_calendar::in_words::date(until);
            (Tag::new("Rests", Tone::Plain), format!("Rests {days} more, until the end of {until}."))
        }
        State::Ready if says.sample_seen_at.is_none() => (
            Tag::new("Waits for the sample", Tone::Needs),
            "It has rested. The data protection officer has not looked at the sample yet.".to_owned(),
        ),
        State::Ready => {
            (Tag::new("Ready", Tone::Needs), "It was approved and has rested. It may be executed.".to_owned())
        }
        State::Executed => {
            let gone = says.destroyed.map_or(0, |count| count.0);
            let on = says.executed_at.map(frame::moment).unwrap_or_default();
            (Tag::new("Executed", Tone::Standing), format!("{} destroyed on {on}.", files(gone)))
        }
        State::Stopped => {
            let on = says.stopped_at.map(frame::moment).unwrap_or_default();
            (Tag::new("Stopped", Tone::Plain), format!("Stopped on {on}."))
        }
    }
}

fn row(signed: &Signed, batch: &Batch) -> BatchRow {
    let (state, says) = state(signed, batch);
    BatchRow { link: Link::new(called(batch), paths::batch(batch.id)), state, says, files: files(batch.says.files.0.0) }
}

/// What a batch is called: the day on which it was proposed.
pub fn called(batch: &Batch) -> String {
    let on = frame::day(hearth_calendar::london_date(*batch.says.proposed_at));
    let id = batch.id.to_string();
    format!("Batch of {on}, {}", &id[id.len().saturating_sub(4)..])
}

fn files(count: i64) -> String {
    hearth_calendar::in_words::counted(u32::try_from(count).unwrap_or(0), "file")
}

/// What speaks against the end of a file, in words.
fn against(code: &str) -> String {
    match code {
        "family" => "somebody in the family or household has an open case".to_owned(),
        "open file of a child that a hold keeps" => "a child’s file that names them is under a hold".to_owned(),
        "reviewer" => "tells of sexual abuse, and no hold stands: say why it may go".to_owned(),
        other => match (other.strip_prefix("hold "), other.strip_prefix("open ")) {
            (Some(name), _) => format!("hold: {}", sentence(name).trim_end_matches('.')),
            (_, Some(what)) => format!("open: {what}"),
            _ => other.to_owned(),
        },
    }
}

/// A field of a form with what was typed and what is wrong with it.
fn field(name: &str, label: &str, hint: Option<&str>, problems: &Problems, control: Control) -> Field {
    let problem = problems.iter().find(|problem| problem.field == Some(name));
    Field {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: hint.map(str::to_owned),
        error: problem.map(|problem| format!("{} {}", label.trim_end_matches('?'), problem.message)),
        optional: false,
        part: None,
        control,
    }
}

/// A line of text as it was typed.
fn line(posted: &Posted, name: &str) -> Control {
    Control::Text(TextBox { value: posted.one(name).to_owned(), width: 0, keyboard: "", autocomplete: "off" })
}

/// The day that a form gives; none where it is no date.
fn day(posted: &Posted, name: &str) -> Option<jiff::civil::Date> {
    hearth_record::value::date(&posted.text(name)).ok()
}
