//! What people ask of the council about the information that it holds, and what they complain of. A request stands in the file of whom it is
//! about from the day on which it came: from then on nothing of that file is destroyed. Nobody is answered before it is proved who asks; an
//! erasure that is put off for a hold is taken up again by the act that releases the hold.

mod agree;
mod answer;
mod complaint;
mod decide;
mod desk;
mod heed;
mod reopen;
mod steps;
mod take;

pub use agree::{ToAgree, agree, to_agree};
pub use answer::{NOT_PROVED, answer, finish, hand_over, papers};
pub use complaint::{COMPLAINT_TAKEN, StageStep, answer_stage, close, next_stage, take_complaint};
pub use decide::{decide, standing_holds};
pub use desk::{Complaining, Overview, Requesting, overview};
pub use heed::heed;
pub(crate) use reopen::take_up_again;
pub use steps::{Step, step};
pub use take::{Before, TAKEN, ToTakeOver, before, take, take_over, to_take_over};

use hearth_record::{Fields, Problems, Record, ids::RecordId, rights::DataSubjectRequest, value::ValueType};
use jiff::civil::Date;

use crate::{
    Desk, Failure, FileView,
    recording::{self, Saved},
    write::Amending,
};

/// What was typed into some fields of a form, by their names.
struct Typed(Vec<(&'static str, String)>);

impl Typed {
    fn of(names: &[&'static str], posted: impl Fn(&str) -> String) -> Self {
        Self(names.iter().map(|name| (*name, posted(name))).collect())
    }

    /// The values of a record with what was typed put into them; a day that lies ahead is refused.
    fn read<R: Record>(&self, base: &Fields, today: Date) -> Result<R, Failure> {
        let fields = recording::read_form(R::SCHEMA, base, |name| {
            self.0.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_str())
        })?;
        let mut problems = Problems::none();
        for (name, _) in &self.0 {
            let is_day = R::SCHEMA.field(name).is_some_and(|field| field.value == ValueType::Date);
            let day = fields.text(name).filter(|_| is_day).and_then(|day| day.parse::<Date>().ok());
            problems.add_if(day.is_some_and(|day| day > today), name, "must be today or before");
        }
        problems.or_ok(())?;
        Ok(R::from_fields(&fields)?)
    }

    /// What is missing of what has to be said.
    fn lacks(&self, needed: &[&'static str]) -> Problems {
        let mut problems = Problems::none();
        for name in needed {
            let there = self.0.iter().any(|(known, text)| known == name && !text.trim().is_empty());
            problems.add_if(!there, name, "is needed");
        }
        problems
    }
}

/// The request with this id in a file that is open.
///
/// # Errors
/// [`Failure::Absent`] where there is none.
pub fn request(view: &FileView, record: RecordId) -> Result<DataSubjectRequest, Failure> {
    let found = view.all::<DataSubjectRequest>().into_iter().find(|(id, _)| *id == record);
    found.map(|(_, request)| request).ok_or(Failure::Absent("there is no such request"))
}

/// Goes on only where the request waits for an answer.
fn open(request: &DataSubjectRequest) -> Result<(), Failure> {
    match *request.answered_on {
        None => Ok(()),
        Some(_) => Err(Failure::Wrong("this request was answered already; write a new one down".to_owned())),
    }
}

/// Writes the next version of a request that is open.
fn change(
    desk: &Desk,
    amending: &mut Amending,
    record: RecordId,
    change: impl FnOnce(&mut DataSubjectRequest) -> Result<(), Failure>,
) -> Result<Saved, Failure> {
    amend(desk, amending, record, |request| {
        open(request)?;
        change(request)
    })
}

/// Writes the next version of a request.
fn amend(
    desk: &Desk,
    amending: &mut Amending,
    record: RecordId,
    change: impl FnOnce(&mut DataSubjectRequest) -> Result<(), Failure>,
) -> Result<Saved, Failure> {
    let held = amending.file().record(record).filter(|held| held.schema.kind == DataSubjectRequest::SCHEMA.kind);
    let held = held.filter(|held| !held.withdrawn()).ok_or(Failure::Absent("there is no such request"))?;
    let version = held.current().number + 1;
    let mut request = DataSubjectRequest::from_fields(&held.current().fields)?;
    change(&mut request)?;
    (DataSubjectRequest::SCHEMA.check)(&request.to_fields()).or_ok(())?;
    amending.correct(record, request.to_fields(), desk.written(None), desk.now());
    Ok(Saved { record, version })
}
