//! The working hours of a council: when, on its due day, a clock of working days is over.

use hearth_calendar::{Calendar, end_of_london_day, london_datetime, london_moment};
use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use serde::Deserialize;

/// The hours in which a council works, by the clocks of England. Only a rule that says so
/// ([`Over::ByWorkingHours`](super::Over)) is held against them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub struct WorkingHours {
    from: Time,
    to: Time,
    due: DueBy,
}

/// At what time of the due day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueBy {
    /// At the time of day at which it came.
    #[default]
    SameTime,
    /// When the working day closes.
    Close,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    from: Time,
    to: Time,
    #[serde(default)]
    due: DueBy,
}

/// Hours that cannot be those of a working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the working hours end at {to}, before they begin at {from}")]
pub struct NoHours {
    from: Time,
    to: Time,
}

impl TryFrom<Written> for WorkingHours {
    type Error = NoHours;
    fn try_from(written: Written) -> Result<Self, NoHours> {
        Self::new(written.from, written.to, written.due)
    }
}

impl WorkingHours {
    /// The hours from one time of day to another.
    ///
    /// # Errors
    /// When they end before they begin.
    pub fn new(from: Time, to: Time, due: DueBy) -> Result<Self, NoHours> {
        if to <= from { Err(NoHours { from, to }) } else { Ok(Self { from, to, due }) }
    }

    /// The moment of the day `due` at which something is over that came at `came`. What came outside the working hours has the
    /// whole of that working day (E3). Never on another day than `due`.
    pub(super) fn moment(self, calendar: &Calendar, came: Timestamp, due: Date) -> Timestamp {
        let came = london_datetime(came);
        let within = calendar.is_working_day(came.date()) && (self.from..=self.to).contains(&came.time());
        let time = if within && self.due == DueBy::SameTime { came.time() } else { self.to };
        // A time that spring skips is on a Sunday, and no working day.
        london_moment(due.to_datetime(time)).unwrap_or_else(|| end_of_london_day(due))
    }
}
