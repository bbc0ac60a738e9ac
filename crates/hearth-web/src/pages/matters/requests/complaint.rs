//! One complaint: what it is about, the stage that it is at, and what comes next.

use axum::{extract::Path, response::Response};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    rights::{self, StageStep},
};
use hearth_record::{
    Problems, Record, code,
    ids::RecordId,
    rights::{Complaint, ComplaintStage},
};

use super::{
    super::{NotDone, again, done, field, fields_of, record_in, shorter},
    Of, a_day, chosen_only, clock, complainer, complaint_tag, due, stages,
};
use crate::{
    answer::{Answer, page as rendered},
    frame,
    pages::{Sent, file::Opened, taken},
    paths,
    view::{
        Link,
        file::Section,
        form::{Choice, Control, DateParts, Field, Posted},
        frame::Row,
        matter::{MatterPage, Part, SmallForm},
    },
};

/// `GET /children/{id}/complaints/{record}`
pub async fn one(opened: Opened, Path((_, record)): Of) -> Result<Response, Answer> {
    let record = record_in(&opened, &record)?;
    Ok(rendered(&of_one(&opened, record, &Posted::default(), &Problems::none()).await?))
}

/// `POST /children/{id}/complaints/{record}/{act}`
pub async fn act(
    opened: Opened,
    Path((_, record, act)): Path<(String, String, String)>,
    sent: Sent,
) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let record = record_in(&opened, &record)?;
    let (desk, view) = (&opened.signed.desk, &opened.view);
    let text = |name: &str| posted.text(name);
    let step = StageStep::ALL.into_iter().find(|step| step.code() == act);
    let acted = match (act.as_str(), step) {
        ("stage", _) => rights::next_stage(desk, view, record, text).await,
        ("close", _) => rights::close(desk, view, record).await,
        (_, Some(step)) => rights::answer_stage(desk, view, record, step, text).await,
        _ => return Err(opened.failed(Failure::Absent("there is no such step"))),
    };
    match acted {
        // Closing it closes the file to whoever answered it.
        Ok(_) if act == "close" && desk.may_at_all(Action::ReadRequests) => Ok(done(paths::RIGHTS)),
        Ok(_) => Ok(done(&paths::complaint(opened.view.id, record))),
        Err(failure) => match NotDone::of(&opened, failure) {
            NotDone::Problems(problems) => Ok(again(of_one(&opened, record, &posted, &problems).await?, &problems)),
            NotDone::Other(answer) => Err(answer),
        },
    }
}

async fn of_one(opened: &Opened, record: RecordId, posted: &Posted, problems: &Problems) -> Result<MatterPage, Answer> {
    let found = opened.view.all::<Complaint>().into_iter().find(|(id, _)| *id == record);
    let (_, of) = found.ok_or_else(|| opened.failed(Failure::Absent("there is no such complaint")))?;
    let stages = stages(opened, record);
    let mut parts = vec![Part { rows: rows(opened, record, &of, &stages), ..Part::default() }];
    let open = of.closed_on.is_none() && opened.view.may(Action::Record);
    let waits = stages.iter().find(|(_, stage)| stage.responded_on.is_none()).map(|(_, stage)| stage);
    if let Some(stage) = waits.filter(|_| open) {
        let words = stage.stage.words().to_lowercase();
        let heading = format!("Next: answer {}", words.split(" (").next().unwrap_or(&words));
        parts.push(step(opened, record, (&heading, StageStep::Answer, "Save the answer"), posted, problems).await?);
        if stage.stage.code() == "S3" {
            let panel = ("The panel", StageStep::Panel, "Save the panel");
            parts.push(step(opened, record, panel, posted, problems).await?);
        } else if stage.extended_on.is_none() {
            let longer = ("If it needs more time", StageStep::MoreTime, "Save that they were told");
            parts.push(step(opened, record, longer, posted, problems).await?);
        }
    }
    if open && waits.is_none() {
        parts.extend(further(opened, record, &stages, posted, problems));
    }
    parts.extend(stages.iter().rev().map(|(_, stage)| told(stage)));
    if opened.view.may(Action::Share) {
        let mut part = Part::of("For the Ombudsman");
        part.text.push(
            "The Ombudsman gets what this complaint says and what was found, stage by stage: choose them as the recipient, and it is ticked."
                .to_owned(),
        );
        part.links.push(Link::new("Share this complaint", paths::new_share(opened.view.id)));
        parts.push(part);
    }
    Ok(MatterPage {
        frame: opened.frame("Complaint"),
        identity: Some(opened.identity(Some(Section::Sharing))),
        heading: "Complaint".to_owned(),
        tag: Some(complaint_tag(&of, stages.last().map(|(_, stage)| stage))),
        intro: None,
        warning: None,
        problem: None,
        parts,
    })
}

fn rows(opened: &Opened, record: RecordId, of: &Complaint, stages: &[(RecordId, ComplaintStage)]) -> Vec<Row> {
    let all: Vec<RecordId> = stages.iter().map(|(id, _)| *id).chain([record]).collect();
    let channel = of.channel.map(|how| format!(", {}", how.words().to_lowercase())).unwrap_or_default();
    let late = of.in_time.filter(|in_time| !in_time).map(|_| "More than a year after what it is about".to_owned());
    let other =
        of.eligible.filter(|eligible| !eligible).map(|_| "Not for the children’s complaints procedure".to_owned());
    let text = |label: &str, value: Option<String>| value.map(|value| Row::new(label, value));
    [
        Some(Row::new("Who complains", complainer(of))),
        text("Advocate", of.advocate.reveal().as_ref().map(|name| name.0.clone())),
        Some(Row::new("What it is about", of.what.reveal().0.clone())),
        text("What would put it right", of.wants.reveal().as_ref().map(|wants| wants.0.clone())),
        Some(Row::new("Received", format!("{}{channel}", frame::day(*of.received_on)))),
        text("Answer", due(opened.view.today, clock(opened, &all))),
        text("When", late),
        text("Procedure", other),
        text("Closed", of.closed_on.map(frame::day)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn step(
    opened: &Opened,
    record: RecordId,
    (heading, step, submit): (&str, StageStep, &str),
    posted: &Posted,
    problems: &Problems,
) -> Result<Part, Answer> {
    let fields = fields_of(opened, ComplaintStage::SCHEMA, step.fields(), step.needed(), posted, problems).await?;
    let today = opened.view.today;
    let shown = |of: Field| {
        let empty = matches!(&of.control, Control::Date(parts) if *parts == DateParts::default());
        let offered = empty && of.name != "reported_on";
        let control = if offered { a_day(today) } else { chosen_only(shorter(of.control.clone())) };
        Field { control, ..of }
    };
    let form = SmallForm {
        action: paths::complaint_act(opened.view.id, record, step.code()),
        fields: fields.into_iter().map(shown).collect(),
        submit: submit.to_owned(),
        grave: false,
    };
    Ok(Part { form: Some(form), ..Part::of(heading) })
}

/// Where a complaint goes that was answered: further, or to its end.
fn further(
    opened: &Opened,
    record: RecordId,
    stages: &[(RecordId, ComplaintStage)],
    posted: &Posted,
    problems: &Problems,
) -> Vec<Part> {
    let sent = posted.one("stage");
    let left = |code: &&code::Code| !stages.iter().any(|(_, stage)| stage.stage.code() == code.code);
    let choices: Vec<Choice> = code::set("complaint_stage")
        .current()
        .filter(left)
        .map(|code| Choice::new(code.stored(), code.words()).chosen_if(code.stored() == sent))
        .collect();
    let mut parts = Vec::new();
    if !choices.is_empty() {
        let day = if problems.iter().next().is_some() {
            Control::Date(posted.date("started_on"))
        } else {
            a_day(opened.view.today)
        };
        let form = SmallForm {
            action: paths::complaint_act(opened.view.id, record, "stage"),
            fields: vec![
                field("stage", "Which stage do they ask for?", "", Control::Radios(choices), problems),
                field("started_on", "When did they ask for it?", "", day, problems),
            ],
            submit: "Begin the stage".to_owned(),
            grave: false,
        };
        parts.push(Part { form: Some(form), ..Part::of("If they take it further") });
    }
    let form = SmallForm {
        action: paths::complaint_act(opened.view.id, record, "close"),
        fields: Vec::new(),
        submit: "Close complaint".to_owned(),
        grave: false,
    };
    parts.push(Part { form: Some(form), ..Part::of("If they are content, or their time has passed") });
    parts
}

fn told(stage: &ComplaintStage) -> Part {
    let text = |label: &str, value: Option<String>| value.map(|value| Row::new(label, value));
    let rows = [
        Some(Row::new("Began", frame::day(*stage.started_on))),
        text("More time", stage.extended_because.reveal().as_ref().map(|why| why.0.clone())),
        text("Panel met", stage.held_on.map(frame::day)),
        text("Panel reported", stage.reported_on.map(frame::day)),
        text("Answered", stage.responded_on.map(frame::day)),
        text("Upheld?", stage.outcome.map(|outcome| outcome.words().to_owned())),
        text("What was found", stage.findings.reveal().as_ref().map(|found| found.0.clone())),
        text("What is done about it", stage.actions.reveal().as_ref().map(|done| done.0.clone())),
    ];
    Part { rows: rows.into_iter().flatten().collect(), ..Part::of(stage.stage.words()) }
}
