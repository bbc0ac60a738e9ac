//! A complaint and its stages: written down, answered, taken further, closed.

use hearth_access::Action;
use hearth_record::{
    Fields, Problems, Record,
    class::{Open, Private},
    ids::{FileId, RecordId},
    rights::{Complaint, ComplaintStage},
    sets,
};
use jiff::civil::Date;

use super::{Typed, take::answered_by};
use crate::{Desk, Failure, FileView, act::Act, recording::Saved, write::Amending};

/// What is asked when a complaint is written down.
pub const COMPLAINT_TAKEN: [&str; 10] =
    ["received_on", "channel", "complainant", "capacity", "what", "wants", "advocate", "in_time", "eligible", "worker"];

/// What is done within a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageStep {
    /// They were told that it takes longer, and why.
    MoreTime,
    /// The panel met, and reported.
    Panel,
    /// They were answered.
    Answer,
}

impl StageStep {
    /// Every step.
    pub const ALL: [Self; 3] = [Self::MoreTime, Self::Panel, Self::Answer];

    /// The last part of its address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MoreTime => "more-time",
            Self::Panel => "panel",
            Self::Answer => "answer",
        }
    }

    /// What is asked for it.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::MoreTime => &["extended_on", "extended_because"],
            Self::Panel => &["held_on", "reported_on"],
            Self::Answer => &["responded_on", "outcome", "findings", "actions"],
        }
    }

    /// What of it has to be said.
    pub const fn needed(self) -> &'static [&'static str] {
        match self {
            Self::MoreTime => self.fields(),
            Self::Panel => &["held_on"],
            Self::Answer => &["responded_on", "outcome", "findings"],
        }
    }

    const fn entry(self) -> &'static str {
        match self {
            Self::MoreTime => "complaint.more_time",
            Self::Panel => "complaint.panel",
            Self::Answer => "complaint.answer",
        }
    }
}

/// Writes a complaint down with its first stage, in the file of whom it is about and without opening it. Its time runs from the day on which
/// it came, and nothing of the file is destroyed while it is open. Three queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] where something is missing, and what access and the store refuse.
pub async fn take_complaint(desk: &Desk, file: FileId, posted: impl Fn(&str) -> String) -> Result<Saved, Failure> {
    let typed = Typed::of(&COMPLAINT_TAKEN, posted);
    let mut complaint = typed.read::<Complaint>(&Fields::new(), desk.today())?;
    complaint.worker = answered_by(desk, *complaint.worker, false).await?;
    let (record, first) = (desk.new_record(), desk.new_record());
    let stage = begun(record, stage_of("S1")?, *complaint.received_on, &complaint);
    Act::new(file, "complaint.take", None)
        .run(
            desk,
            Action::TakeRequest,
            |_| Ok(None),
            |_, amending| {
                let now = desk.now();
                amending.add(record, Complaint::SCHEMA, complaint.to_fields(), desk.written(None), now, None);
                amending.add(first, ComplaintStage::SCHEMA, stage.to_fields(), desk.written(None), now, None);
                Ok(Saved { record, version: 1 })
            },
        )
        .await
}

fn stage_of(code: &str) -> Result<sets::ComplaintStage, Failure> {
    sets::ComplaintStage::parse(code).map_err(|e| Failure::Wrong(e.to_string()))
}

fn begun(of: RecordId, stage: sets::ComplaintStage, on: Date, complaint: &Complaint) -> ComplaintStage {
    ComplaintStage {
        complaint: Open(of),
        stage: Open(stage),
        started_on: Open(on),
        investigator: Private::new(None),
        independent_person: Private::new(None),
        extended_on: Open(None),
        extended_because: Private::new(None),
        held_on: Open(None),
        reported_on: Open(None),
        responded_on: Open(None),
        outcome: Open(None),
        findings: Private::new(None),
        actions: Private::new(None),
        worker: Open(*complaint.worker),
    }
}

/// Does something within the stage that a complaint is at. Two queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] where something is missing or cannot be, [`Failure::Wrong`] where no stage waits, and what access and the store
/// refuse.
pub async fn answer_stage(
    desk: &Desk,
    view: &FileView,
    complaint: RecordId,
    step: StageStep,
    posted: impl Fn(&str) -> String,
) -> Result<Saved, Failure> {
    let typed = Typed::of(step.fields(), posted);
    typed.lacks(step.needed()).or_ok(())?;
    Act::new(view.id, step.entry(), view.purpose())
        .run(
            desk,
            Action::Record,
            |_| Ok(None),
            |_, amending| {
                open_complaint(amending, complaint)?;
                let waits = stages(amending, complaint).into_iter().find(|(_, stage)| stage.responded_on.is_none());
                let nothing = || Failure::Wrong("this stage was answered already".to_owned());
                let (record, stage) = waits.ok_or_else(nothing)?;
                let stage = typed.read::<ComplaintStage>(&stage.to_fields(), desk.today())?;
                write(desk, amending, record, &stage)
            },
        )
        .await
}

/// Takes a complaint to the next stage, on the day on which they asked for it. Two queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] where the day is missing, [`Failure::Wrong`] where there is no next stage or the last one is not answered yet, and
/// what access and the store refuse.
pub async fn next_stage(
    desk: &Desk,
    view: &FileView,
    complaint: RecordId,
    posted: impl Fn(&str) -> String,
) -> Result<Saved, Failure> {
    let typed = Typed::of(&["stage", "started_on", "investigator", "independent_person"], posted);
    typed.lacks(&["stage", "started_on"]).or_ok(())?;
    let record = desk.new_record();
    Act::new(view.id, "complaint.stage", view.purpose())
        .run(
            desk,
            Action::Record,
            |_| Ok(None),
            |_, amending| {
                let of = open_complaint(amending, complaint)?;
                let stages = stages(amending, complaint);
                if stages.iter().any(|(_, stage)| stage.responded_on.is_none() && stage.stage.code() == "S1") {
                    return Err(Failure::Wrong("answer stage 1 first: the next stage begins after it".to_owned()));
                }
                let blank = begun(complaint, stage_of("S2")?, desk.today(), &of);
                let stage = typed.read::<ComplaintStage>(&blank.to_fields(), desk.today())?;
                let mut problems = Problems::none();
                let again = stages.iter().any(|(_, there)| there.stage.code() == stage.stage.code());
                problems.add_if(again, "stage", "is there already: each stage is gone through once");
                problems.join((ComplaintStage::SCHEMA.check)(&stage.to_fields()));
                problems.or_ok(())?;
                let fields = stage.to_fields();
                amending.add(record, ComplaintStage::SCHEMA, fields, desk.written(None), desk.now(), None);
                Ok(Saved { record, version: 1 })
            },
        )
        .await
}

/// Closes a complaint that was answered and is taken no further. Two queries, a load and a change.
///
/// # Errors
/// [`Failure::Wrong`] while a stage waits for its answer, and what access and the store refuse.
pub async fn close(desk: &Desk, view: &FileView, complaint: RecordId) -> Result<Saved, Failure> {
    Act::new(view.id, "complaint.close", view.purpose())
        .run(
            desk,
            Action::Record,
            |_| Ok(None),
            |_, amending| {
                let of = open_complaint(amending, complaint)?;
                if stages(amending, complaint).iter().any(|(_, stage)| stage.responded_on.is_none()) {
                    return Err(Failure::Wrong(
                        "a stage waits for its answer: write down what came of it first".to_owned(),
                    ));
                }
                write(desk, amending, complaint, &Complaint { closed_on: Open(Some(desk.today())), ..of })
            },
        )
        .await
}

fn open_complaint(amending: &Amending, record: RecordId) -> Result<Complaint, Failure> {
    let found = amending.file().all::<Complaint>().find(|(id, _)| *id == record);
    let (_, complaint) = found.ok_or(Failure::Absent("there is no such complaint"))?;
    match *complaint.closed_on {
        None => Ok(complaint),
        Some(_) => Err(Failure::Wrong("this complaint is closed; write a new one down".to_owned())),
    }
}

fn stages(amending: &Amending, complaint: RecordId) -> Vec<(RecordId, ComplaintStage)> {
    let mut stages: Vec<(RecordId, ComplaintStage)> =
        amending.file().all::<ComplaintStage>().filter(|(_, stage)| *stage.complaint == complaint).collect();
    stages.sort_by_key(|(_, stage)| stage.place());
    stages
}

fn write<R: Record>(desk: &Desk, amending: &mut Amending, record: RecordId, now: &R) -> Result<Saved, Failure> {
    let fields = now.to_fields();
    (R::SCHEMA.check)(&fields).or_ok(())?;
    let version = amending.file().record(record).map_or(1, |held| held.current().number + 1);
    amending.correct(record, fields, desk.written(None), desk.now());
    Ok(Saved { record, version })
}
