//! Clocks of a file: the rows in clear that queues and homes run on, and the clocks that a page shows.

mod refresh;

use std::collections::BTreeMap;

use hearth_calendar::add_days;
use hearth_practice::clocks::{Clock, Clocks, History, State, Undated, Weight, Whose};
use hearth_record::{
    Digest, Event, File, Held, KindSchema, Service, clear,
    ids::{RecordId, TeamId, WorkerId},
};
use hearth_store::NewWork;
use jiff::{Timestamp, civil::Date};

use crate::{FileView, write};

pub use refresh::refresh;

/// How many days before a clock opens its row is written: a file of somebody in care is written to more often than that.
const AHEAD: i32 = 92;

/// Rows of clocks by the record whose event started each.
pub(crate) type ClockRows = BTreeMap<RecordId, Vec<NewWork>>;

/// The rows of the clocks that run in a file on a day, by the record whose event started each.
pub(crate) fn rows(clocks: &Clocks, (file, digest): (&File, &Digest), walled: bool, today: Date) -> ClockRows {
    let mut rows = ClockRows::new();
    if digest.events.is_empty() {
        return rows;
    }
    let history = History::of_file(file, digest);
    let mut holders = None;
    for clock in clocks.of(&history, today, None) {
        let Some(record) = clock.record.filter(|_| asks(&clock, walled) && clock.opens <= add_days(today, AHEAD))
        else {
            continue;
        };
        let holders = holders.get_or_insert_with(|| Holder::all(file, today));
        let (team, worker) = who(&clock, file.record(record), holders);
        let row = NewWork {
            kind: clear::CLOCK.to_owned(),
            state: clock.rule.key.clone(),
            due: clock.due.map(|due| if clock.from_birthday { monday(due) } else { due }),
            team,
            worker,
        };
        rows.entry(record).or_default().push(row);
    }
    rows
}

/// Whether somebody has to do something about a clock: a measure and somebody else's right ask for nothing, and behind the wall
/// stand copies of what was done before the adoption, which ask for nothing there.
fn asks(clock: &Clock, walled: bool) -> bool {
    let here = !walled || clock.rule.service == Service::Adoption.code();
    here && clock.is_open() && matches!(clock.rule.weight, Weight::Duty | Weight::Limit)
}

/// A date that derives from a birthday stands in clear as the Monday of its week.
fn monday(day: Date) -> Date {
    add_days(day, -i32::from(day.weekday().to_monday_zero_offset()))
}

/// When something is due that stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// The day.
    pub on: Date,
    /// The moment of that day, where the rule and the council say one.
    pub at: Option<Timestamp>,
}

impl Deadline {
    /// The end of a clock of this rule that stands in clear as due on a day, and was started at a moment.
    pub(crate) fn of(clocks: &Clocks, rule: &str, from: Timestamp, on: Date) -> Self {
        Self { on, at: clocks.moment(rule, from, on) }
    }

    /// The moment after which it is over: the end of the day where none is said.
    pub fn ends(self) -> Timestamp {
        self.at.unwrap_or_else(|| hearth_calendar::end_of_london_day(self.on))
    }

    /// Whether it is over at a moment.
    pub fn is_over(self, now: Timestamp) -> bool {
        match self.at {
            Some(at) => now > at,
            None => now >= self.ends(),
        }
    }
}

/// A clock of a file that runs and has no date.
#[derive(Debug, Clone)]
pub struct UndatedClock {
    /// The clock, and why it has none.
    pub clock: Undated,
    /// What started it.
    pub started: Event,
    /// The record that says so.
    pub record: RecordId,
}

/// A clock of a file as its page shows it.
#[derive(Debug, Clone, Copy)]
pub struct FileClock {
    /// The clock.
    pub clock: Clock,
    /// What started it.
    pub started: Event,
    /// The record that says so.
    pub record: RecordId,
    /// The kind of that record.
    pub kind: &'static KindSchema,
}

impl FileView {
    /// The clocks that ask for something on the day of the view: those that are late first, then what is due soonest, what
    /// stands still last. A clock that started from a record which this reader may not see is not among them.
    pub fn clocks(&self) -> Vec<FileClock> {
        let today = self.known_at.map_or(self.today, hearth_calendar::london_date);
        let history = History::of_file(&self.file, &self.digest);
        let all = self.desk.clocks().of(&history, today, Some(self.known_at.unwrap_or(self.opened_at)));
        let mut shown: Vec<FileClock> = all
            .into_iter()
            .filter(|clock| asks(clock, self.facts.walled) && clock.opens <= today)
            .filter_map(|clock| {
                let held = self.record(clock.record?)?;
                let started = history.happening(clock.started).event;
                Some(FileClock { clock, started, record: held.id, kind: held.schema })
            })
            .collect();
        let rank = |state: State| match state {
            State::Overdue => 0,
            State::Paused => 2,
            _ => 1,
        };
        shown.sort_by_key(|of| (rank(of.clock.state), of.clock.due, of.clock.due_at));
        shown
    }

    /// The clocks that run on the day of the view and have no date, because they count by school terms that are not loaded.
    pub fn undated_clocks(&self) -> Vec<UndatedClock> {
        let today = self.known_at.map_or(self.today, hearth_calendar::london_date);
        let history = History::of_file(&self.file, &self.digest);
        let all = self.desk.clocks().undated(&history, today).into_iter();
        all.filter(|clock| clock.from <= today && !self.facts.walled)
            .filter_map(|clock| {
                let record = self.record(clock.record?)?.id;
                Some(UndatedClock { started: history.happening(clock.started).event, record, clock })
            })
            .collect()
    }
}

/// Somebody who is involved now.
struct Holder {
    role: String,
    started: String,
    team: Option<TeamId>,
    worker: Option<WorkerId>,
}

impl Holder {
    fn all(file: &File, today: Date) -> Vec<Self> {
        let today = today.to_string();
        let mut all: Vec<Self> = Vec::new();
        for held in file.records().iter().filter(|held| held.schema.kind == clear::INVOLVEMENT && !held.withdrawn()) {
            let fields = &held.current().fields;
            // Dates are stored so that their text has their order.
            if fields.text("ended").is_some_and(|ended| ended <= today.as_str()) {
                continue;
            }
            all.push(Self {
                role: fields.text("role").unwrap_or_default().to_owned(),
                started: fields.text("started").unwrap_or_default().to_owned(),
                team: fields.text("team").and_then(|id| id.parse().ok()),
                worker: fields.text("worker").and_then(|id| id.parse().ok()),
            });
        }
        all.sort_by(|a, b| b.started.cmp(&a.started));
        all
    }
}

/// Who has to stop a clock: whoever holds the case now, in the role that its service asks for first, or whoever the record that
/// started it names.
fn who(clock: &Clock, started: Option<&Held>, holders: &[Holder]) -> (Option<TeamId>, Option<WorkerId>) {
    let of_record = || {
        let rows = started.map(write::work_of).unwrap_or_default();
        rows.into_iter().map(|row| (row.team, row.worker)).find(|(team, worker)| team.is_some() || worker.is_some())
    };
    let of_roles = |roles: &[&str]| {
        let holder = roles.iter().find_map(|role| holders.iter().find(|holder| holder.role == *role));
        holder.map(|holder| (holder.team, holder.worker))
    };
    let roles: &[&str] = match (clock.rule.whose, clock.rule.service.as_str()) {
        (Whose::Reviewer, _) => &["IRO", "CP_CHAIR", "CW"],
        (_, "care_leaver") => &["PA", "CW"],
        (_, "fostering") => &["SSW", "CW"],
        (_, "adoption") => &["CW", "ADOPTION"],
        _ => &["CW", "PA"],
    };
    let found = match clock.rule.whose {
        Whose::Record => of_record().or_else(|| of_roles(roles)),
        _ => of_roles(roles).or_else(of_record),
    };
    found.unwrap_or_default()
}
