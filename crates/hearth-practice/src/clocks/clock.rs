//! A clock: a rule at work in one history.

use hearth_record::ids::RecordId;
use jiff::{Timestamp, civil::Date};

use super::{rule::Rule, stays::Used, within::Within};

/// A clock that an event started.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// The rule.
    pub rule: &'static Rule,
    /// The place, in the history, of the event that started it. A clock that a birthday starts is started by the birth.
    pub started: usize,
    /// The record of that event, where it has one.
    pub record: Option<RecordId>,
    /// The day from which what was due can be done: a little before day 0 where a birthday opens it.
    pub opens: Date,
    /// The day from which it counts: day 0.
    pub from: Date,
    /// The moment from which it counts, where it counts hours and the moment is known.
    pub from_at: Option<Timestamp>,
    /// Whether that day is a birthday, or derives from one.
    pub from_birthday: bool,
    /// How long it runs, where that is one amount.
    pub within: Option<Within>,
    /// Who says how long.
    pub said_by: SaidBy,
    /// The last day on which it is met in time; none while it is paused.
    pub due: Option<Date>,
    /// The moment at which that ends, where it counts hours, or the council says at what time of the day, and the moment of the
    /// start is known.
    pub due_at: Option<Timestamp>,
    /// The day to plan it for: the due day, or the last working day before a limit that does not move.
    pub plan_for: Option<Date>,
    /// A bank holiday may still be proclaimed before the due date.
    pub provisional: bool,
    /// Calendar days that did not count.
    pub paused_days: i32,
    /// The day from which it stands still, while it does.
    pub paused_since: Option<Date>,
    /// What earlier stays took, where it adds stays up.
    pub used: Option<Used>,
    /// What ended it.
    pub ended: Option<Ended>,
    /// How it stands.
    pub state: State,
}

/// A clock that runs and has no date, because what it counts by is not loaded.
#[derive(Debug, Clone)]
pub struct Undated {
    /// The rule.
    pub rule: &'static Rule,
    /// The place, in the history, of the event that started it.
    pub started: usize,
    /// The record of that event, where it has one.
    pub record: Option<RecordId>,
    /// The day from which it counts.
    pub from: Date,
    /// Why there is no date: lower case, without a full stop.
    pub why: String,
}

/// What ended a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// When.
    pub on: Date,
    /// The place of the event in the history.
    pub by: usize,
    /// Whether it ended without what was due: there was nothing left to do.
    pub without: bool,
}

/// Who says how long a clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaidBy {
    /// Law or guidance for the whole country, or the usual time where there is no national one.
    Nation,
    /// The council.
    Council,
    /// The plan of this child.
    Plan,
}

/// How a clock stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It runs and is not over.
    Running,
    /// It stands still, or waits to begin.
    Paused,
    /// It ended in time.
    Met,
    /// It ended after it was over.
    Late,
    /// It is over and has not ended.
    Overdue,
}

impl State {
    /// The word in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Met => "met",
            Self::Late => "late",
            Self::Overdue => "overdue",
        }
    }
}

impl Clock {
    /// Whether it still asks for something: it runs, is overdue or stands still.
    pub fn is_open(&self) -> bool {
        self.ended.is_none()
    }
}
