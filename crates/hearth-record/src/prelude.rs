//! What every kind needs, for one `use` at the head of its file.

pub(crate) use hearth_record_derive::Record;
pub(crate) use jiff::{Timestamp, civil::Date};

pub(crate) use crate::{
    class::{Open, Private},
    clear,
    event::Events,
    events,
    identifier::{Email, NhsNumber, Phone, Postcode, Upn, Urn},
    ids::{BlobId, PersonId, RecordId, TeamId, WorkerId},
    problem::Problems,
    record::{Flag, Makes, Work},
    sets,
    value::{Line, Narrative, PartialDate, Whole},
};

/// What is wrong where something ends before it starts: the one order of dates that cannot be true.
pub(crate) fn ends_before_it_starts(started: Date, ended: Option<Date>) -> Problems {
    let mut problems = Problems::none();
    problems.add_if(ended.is_some_and(|ended| ended < started), "ended", "must be on or after the day it started");
    problems
}

/// What is wrong where `later`, the value of `field`, lies before `earlier`, which the message calls `what`. Two values that
/// are not both known are in order.
pub(crate) fn must_follow<T: PartialOrd>(
    earlier: Option<T>,
    field: &'static str,
    later: Option<T>,
    what: &str,
) -> Problems {
    let mut problems = Problems::none();
    let backwards = matches!((earlier, later), (Some(earlier), Some(later)) if later < earlier);
    problems.add_if(backwards, field, format!("must be on or after {what}"));
    problems
}

/// The one row that lists need of a piece of work: open until it is over, with the team and the worker who hold it.
pub(crate) fn open_until(kind: &'static str, over: bool, team: Option<TeamId>, worker: Option<WorkerId>) -> Vec<Work> {
    let state = if over { clear::CLOSED } else { clear::OPEN };
    vec![Work { kind, state: state.into(), due: None, team, worker }]
}

/// The one row of something that waits to be done, by a day where one is set; none once it is done.
pub(crate) fn awaits(kind: &'static str, done: bool, due: Option<Date>, worker: Option<WorkerId>) -> Vec<Work> {
    if done {
        return Vec::new();
    }
    vec![Work { kind, state: clear::OPEN.into(), due, team: None, worker }]
}
