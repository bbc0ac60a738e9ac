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
mod rule;
mod run;
mod start;
mod within;
mod words;

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use hearth_calendar::Calendar;
use hearth_record::{Author, Digest, File};
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;

pub use clock::{Clock, Ended, SaidBy, State};
pub use fact::{Fact, FactName, facts_of};
pub use history::{Happening, History};
pub use rule::{Again, BadRules, Rule, Rules, Sure, Weight, Whose};
pub use within::{NotATime, Unit, Within};

/// What a council sets for its own clocks: an amount by the name that a rule gives it.
pub type Local = BTreeMap<String, Within>;

/// The clocks of a council: the rules, its own amounts and the calendar. Cloning is cheap.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Local")]
pub struct Clocks(Arc<Set>);

#[derive(Debug)]
struct Set {
    rules: &'static Rules,
    /// The time of each rule, in their order; none where no clock is computed.
    times: Vec<Option<Time>>,
    calendar: Calendar,
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
static USUAL: LazyLock<Clocks> = LazyLock::new(|| Clocks::build(&Local::new()));

impl Default for Clocks {
    fn default() -> Self {
        USUAL.clone()
    }
}

impl TryFrom<Local> for Clocks {
    type Error = NoSuchAmount;
    fn try_from(local: Local) -> Result<Self, NoSuchAmount> {
        Self::with(&local)
    }
}

impl Clocks {
    /// The clocks with a council's own amounts.
    ///
    /// # Errors
    /// When an amount has a name that no rule asks for.
    pub fn with(local: &Local) -> Result<Self, NoSuchAmount> {
        let asked: Vec<&str> = Rules::compiled_in().rules.iter().filter_map(|rule| rule.local.as_deref()).collect();
        match local.keys().find(|name| !asked.contains(&name.as_str())) {
            Some(given) => Err(NoSuchAmount { given: given.clone(), known: asked.join(", ") }),
            None => Ok(Self::build(local)),
        }
    }

    fn build(local: &Local) -> Self {
        let rules = Rules::compiled_in();
        let time = |rule: &Rule| {
            if rule.not_computed.is_some() {
                return None;
            }
            let own = rule.local.as_ref().and_then(|name| local.get(name)).copied();
            let said_by = if own.is_some() { SaidBy::Council } else { SaidBy::Nation };
            let within = own.or(rule.within);
            (within.is_some() || rule.birthdays.is_some()).then_some(Time { within, said_by })
        };
        Self(Arc::new(Set { rules, times: rules.rules.iter().map(time).collect(), calendar: Calendar::england() }))
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
        let mut clocks = run::all(&self.0, history, today, now);
        clocks.sort_by_key(|clock| (clock.due.unwrap_or(Date::MAX), clock.from, clock.started));
        clocks
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
