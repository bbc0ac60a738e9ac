//! The night's look at how long every file is kept: what it came to is written down, and what changed too much since the night before
//! raises an alarm before anybody proposes anything. It decides nothing about any file.

use hearth_record::{class::Open, ids::AuthorityId, retention::RetentionRun, value::Whole};
use jiff::Timestamp;

use super::{due::due_with, in_force::in_force};
use crate::{
    Failure, Instance,
    papers::{Hand, Papers},
};

/// The name of the job in the audit.
const JOB: &str = "retention";
/// Of so many hundredths of all files more than the night before the day comes on no ordinary night: the clock or a rule may be wrong.
const ALARMING: u64 = 2;
/// Fewer files than this raise no alarm.
const ALARMS_FROM: u64 = 20;

/// What a night found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Night {
    /// How many files there are.
    pub files: u64,
    /// How many are past the day on which their time ends.
    pub due: u64,
    /// How many no rule of the council covers.
    pub no_rule: u64,
    /// Whether far more are due than the night before.
    pub alarm: bool,
}

fn register() -> Papers {
    Papers::register("retention_runs")
}

/// Looks at every file of a council and writes down what it came to. One walk, and a change.
///
/// # Errors
/// What the store refuses, and a digest that cannot be read.
pub async fn nightly(instance: &Instance, authority: &AuthorityId, now: Timestamp) -> Result<Night, Failure> {
    let today = hearth_calendar::london_date(now);
    let schedule = in_force(instance, authority, today).await?.schedule;
    let found = due_with(instance, authority, &schedule, (today, today), |_| ()).await?;
    let due = found.files.len() as u64;
    let papers = register().read(instance, authority).await?;
    let before =
        papers.all::<RetentionRun>().max_by_key(|(_, run)| *run.made_at).map(|(_, run)| run.due.0.0.unsigned_abs());
    let more = before.map_or(0, |before| due.saturating_sub(before));
    let alarm = more >= ALARMS_FROM && more * 100 > found.looked_at * ALARMING;
    if alarm {
        tracing::error!(%authority, more, "far more files are due than the night before; look at the clock and the schedule");
    }
    let night = Night { files: found.looked_at, due, no_rule: found.uncovered(), alarm };
    let count = |number: u64| Open(Whole(i64::try_from(number).unwrap_or(i64::MAX)));
    let run = RetentionRun {
        made_at: Open(now),
        files: count(night.files),
        due: count(night.due),
        no_rule: count(night.no_rule),
        alarm: Open(alarm),
    };
    let action = if alarm { "retention.alarm" } else { "retention.check" };
    Hand::job(instance, authority, JOB, now).write(&register(), action, &run, None).await?;
    Ok(night)
}
