//! Statutory and local clocks, computed from a file's events.
//!
//! A [`Rule`] is dated data (`rules/clocks.toml`): what starts, stops and pauses a clock, how long it runs, where that is
//! written and how sure that is. The shapes that rules can have are code here; no line of code is about one clock. A
//! [`History`] is what happened; [`Clocks::of`] tells every clock that it started. Nothing is kept: a corrected event gives
//! other clocks, and what was due before stands in the record's earlier versions.
//!
//! An event that lies ahead can start a clock and never stops one. Calendar arithmetic is that of [`hearth_calendar`].

mod clock;
mod due;
mod fact;
mod history;
mod hours;
mod rule;
mod run;
mod start;
mod stays;
mod within;
mod words;

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use hearth_calendar::{Calendar, SchoolCalendar};
use hearth_record::{Author, Digest, File};
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;

pub use clock::{Clock, Ended, SaidBy, State, Undated};
pub use fact::{Fact, FactName, facts_of};
pub use history::{Happening, History};
pub use hours::{DueBy, NoHours, WorkingHours};
pub use rule::{Again, BadRules, Over, Rule, Rules, Sure, Weight, Whose};
pub use stays::Used;
pub use within::{NotATime, Unit, Within};

/// What a council sets for its own clocks: an amount by the name that a rule gives it.
pub type Local = BTreeMap<String, Within>;

/// What a council gives to its clocks.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Own {
    /// The hours in which it works; without them what is due on a day is due by its end.
    pub working_hours: Option<WorkingHours>,
    /// Its school terms; without them no clock counts school days or terms.
    pub schools: Option<SchoolCalendar>,
    /// Its own times.
    #[serde(flatten)]
    pub times: Local,
}

/// The clocks of a council: the rules, its own amounts and the calendar. Cloning is cheap.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Own")]
pub struct Clocks(Arc<Set>);

#[derive(Debug)]
struct Set {
    rules: &'static Rules,
    /// The time of each rule, in their order; none where no clock is computed.
    times: Vec<Option<Time>>,
    calendar: Calendar,
    hours: Option<WorkingHours>,
    schools: Option<SchoolCalendar>,
}

/// How long a rule runs here.
#[derive(Debug, Clone, Copy)]
struct Time {
    within: Option<Within>,
    said_by: SaidBy,
}

/// A council's amount for a clock that does not ask for one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no clock has a local amount called `{given}`; there are {known}")]
pub struct NoSuchAmount {
    given: String,
    known: String,
}

/// The clocks of a council that sets none of its own.
static USUAL: LazyLock<Clocks> = LazyLock::new(|| Clocks::build(Own::default()));

impl Default for Clocks {
    fn default() -> Self {
        USUAL.clone()
    }
}

impl TryFrom<Own> for Clocks {
    type Error = NoSuchAmount;
    fn try_from(own: Own) -> Result<Self, NoSuchAmount> {
        Self::with(own)
    }
}

impl Clocks {
    /// The clocks with what a council gives to them.
    ///
    /// # Errors
    /// When an amount has a name that no rule asks for.
    pub fn with(own: Own) -> Result<Self, NoSuchAmount> {
        let asked: Vec<&str> = Rules::compiled_in().rules.iter().filter_map(|rule| rule.local.as_deref()).collect();
        match own.times.keys().find(|name| !asked.contains(&name.as_str())) {
            Some(given) => Err(NoSuchAmount { given: given.clone(), known: asked.join(", ") }),
            None => Ok(Self::build(own)),
        }
    }

    fn build(own: Own) -> Self {
        let rules = Rules::compiled_in();
        let time = |rule: &Rule| {
            if rule.not_computed.is_some() {
                return None;
            }
            let set = rule.local.as_ref().and_then(|name| own.times.get(name)).copied();
            let said_by = if set.is_some() { SaidBy::Council } else { SaidBy::Nation };
            let within = set.or(rule.within);
            (within.is_some() || rule.birthdays.is_some()).then_some(Time { within, said_by })
        };
        let times = rules.rules.iter().map(time).collect();
        let (hours, schools) = (own.working_hours, own.schools);
        Self(Arc::new(Set { rules, times, calendar: Calendar::england(), hours, schools }))
    }

    /// The clocks of a council that sets none of its own.
    pub fn usual() -> &'static Self {
        &USUAL
    }

    /// The calendar by which they count.
    pub fn calendar(&self) -> &Calendar {
        &self.0.calendar
    }

    /// Every clock of a history as it stands, those that ended too, in the order of what is due. `now` is the moment, where
    /// hours are to be judged by it and not by the day.
    pub fn of(&self, history: &History, today: Date, now: Option<Timestamp>) -> Vec<Clock> {
        let mut clocks = run::all(&self.0, history, (today, now), |_| true).clocks;
        clocks.sort_by_key(|clock| (clock.due.unwrap_or(Date::MAX), clock.from, clock.started));
        clocks
    }

    /// The clocks that run in a history and have no date, because they count by school terms that are not loaded.
    pub fn undated(&self, history: &History, today: Date) -> Vec<Undated> {
        let by_school = |rule: &Rule| rule.within.is_some_and(|within| within.unit.is_of_school());
        run::all(&self.0, history, (today, None), by_school).undated
    }

    /// The moment at which a clock of the rule `key` is over that started at `from` and is due on `due`; none where the rule or
    /// the council names no time of the day. For lists, which know no more of a clock than that.
    pub fn moment(&self, key: &str, from: Timestamp, due: Date) -> Option<Timestamp> {
        let hours = self.0.hours.filter(|_| Self::rule(key).is_some_and(|rule| rule.over == Over::ByWorkingHours))?;
        Some(hours.moment(&self.0.calendar, from, due))
    }

    /// Where the school terms came from, in words; none where none are loaded.
    pub fn source_of_terms(&self) -> Option<&str> {
        self.0.schools.as_ref().map(SchoolCalendar::source)
    }

    /// The rule that a work row names.
    pub fn rule(key: &str) -> Option<&'static Rule> {
        Rules::compiled_in().rules.iter().find(|rule| rule.key == key)
    }
}

impl History {
    /// The history of a file whose digest is known.
    pub fn of_file(file: &File, digest: &Digest) -> Self {
        let taken_over = |record| {
            let first = file.record(record)?.versions().first()?;
            matches!(first.written.by, Author::Import { .. }).then(|| hearth_calendar::london_date(first.recorded_at))
        };
        let mut last = None;
        let happened = digest.events.iter().map(|(event, record)| {
            // A record makes several events; who wrote it is asked once where they follow each other.
            let taken_over = match last {
                Some((known, day)) if known == *record => day,
                _ => taken_over(*record),
            };
            last = Some((*record, taken_over));
            Happening { event: *event, record: Some(*record), taken_over }
        });
        Self::of(happened, facts_of(file))
    }
}
