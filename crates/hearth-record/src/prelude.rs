//! What every kind needs, for one `use` at the head of its file.

pub(crate) use hearth_record_derive::Record;
pub(crate) use jiff::civil::Date;

pub(crate) use crate::{
    class::{Open, Private},
    event::Events,
    events,
    identifier::{Email, NhsNumber, Phone, Postcode, Upn, Urn},
    ids::{BlobId, PersonId, RecordId, SetId, TeamId, WorkerId},
    problem::Problems,
    record::{Flag, Makes, Record, Work},
    sets,
    value::{Line, Narrative, PartialDate, Whole},
};

/// What is wrong where something ends before it starts: the one order of dates that cannot be true.
pub(crate) fn ends_before_it_starts(started: Date, ended: Option<Date>) -> Problems {
    let mut problems = Problems::none();
    problems.add_if(ended.is_some_and(|ended| ended < started), "ended", "must be on or after the day it started");
    problems
}
