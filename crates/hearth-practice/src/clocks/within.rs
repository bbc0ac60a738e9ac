//! How long: an amount of one unit, as a law or a council says it.

use std::{fmt, str::FromStr};

use hearth_calendar::{add_days, add_months, add_weeks, add_years, in_words::counted};
use jiff::civil::Date;
use serde::Deserialize;

/// An amount of time in one unit, such as "15 working days" or "72 hours".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Within {
    /// How many, from 1.
    pub amount: u16,
    /// Of what.
    pub unit: Unit,
}

/// What a clock counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Hours, through nights, weekends and clock changes.
    Hour,
    /// Calendar days.
    Day,
    /// Working days of England.
    WorkingDay,
    /// Weeks of seven calendar days.
    Week,
    /// Months, to the corresponding date.
    Month,
    /// Years, to the corresponding date.
    Year,
    /// Days on which pupils are taught, by the terms of the council.
    SchoolDay,
    /// School terms: to the end of the one that begins next.
    Term,
    /// Stays: so many may begin in a stretch of time.
    Stay,
}

impl Unit {
    const ALL: [Self; 9] = [
        Self::Hour,
        Self::Day,
        Self::WorkingDay,
        Self::Week,
        Self::Month,
        Self::Year,
        Self::SchoolDay,
        Self::Term,
        Self::Stay,
    ];

    /// The word for one of them.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::WorkingDay => "working day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::SchoolDay => "school day",
            Self::Term => "term",
            Self::Stay => "stay",
        }
    }

    /// Whether it can only be counted by a council's school terms.
    pub const fn is_of_school(self) -> bool {
        matches!(self, Self::SchoolDay | Self::Term)
    }
}

/// A text that is no amount of time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no amount of time: write it as `15 working days`, `6 weeks`, `3 months` or `72 hours`")]
pub struct NotATime(String);

impl FromStr for Within {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let bad = || NotATime(text.chars().take(40).collect());
        let (amount, word) = text.trim().split_once(' ').ok_or_else(bad)?;
        let amount = amount.parse().ok().filter(|amount| *amount > 0).ok_or_else(bad)?;
        let one = word.strip_suffix('s').unwrap_or(word);
        let unit = Unit::ALL.into_iter().find(|unit| unit.word() == one).ok_or_else(bad)?;
        Ok(Self { amount, unit })
    }
}

impl TryFrom<String> for Within {
    type Error = NotATime;
    fn try_from(text: String) -> Result<Self, NotATime> {
        text.parse()
    }
}

impl fmt::Display for Within {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&counted(self.amount.into(), self.unit.word()))
    }
}

impl Within {
    /// The calendar day that lies this long after `day`, or before it where `back`; hours are counted as whole days, begun ones
    /// too, working and school days as calendar days, terms and stays not at all. For windows, and for what is due by the calendar.
    pub(super) fn calendar_days_from(self, day: Date, back: bool) -> Date {
        let amount = i32::from(self.amount) * if back { -1 } else { 1 };
        match self.unit {
            Unit::Hour => add_days(day, i32::from(self.amount.div_ceil(24)) * amount.signum()),
            Unit::Day | Unit::WorkingDay | Unit::SchoolDay => add_days(day, amount),
            Unit::Week => add_weeks(day, amount),
            Unit::Month => add_months(day, amount),
            Unit::Year => add_years(day, amount),
            Unit::Term | Unit::Stay => day,
        }
    }
}

impl Within {
    /// At least so many days: to compare one amount with another.
    pub(super) fn days(self) -> u32 {
        let each = match self.unit {
            Unit::Hour => return u32::from(self.amount).div_ceil(24),
            Unit::Stay => 0,
            Unit::Day | Unit::WorkingDay | Unit::SchoolDay => 1,
            Unit::Week => 7,
            Unit::Month | Unit::Term => 28,
            Unit::Year => 365,
        };
        u32::from(self.amount) * each
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_and_written_as_people_say_it() {
        for text in ["1 working day", "15 working days", "72 hours", "6 weeks", "1 year", "20 school days", "1 term"] {
            assert_eq!(text.parse::<Within>().map(|within| within.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn nothing_and_fractions_are_no_amounts() {
        for text in ["", "0 days", "2.5 weeks", "-1 day", "days", "3 fortnights", "3"] {
            assert!(text.parse::<Within>().is_err(), "{text}");
        }
    }
}
