//! Periods of care: episodes that follow one another without a day between.

use jiff::civil::Date;

use super::case::{Episode, Rows};
use crate::check::CollectionYear;

impl Episode<'_> {
    /// A short break: a series under an agreement (V3) or a single one (V4).
    pub fn is_short_break(&self) -> bool {
        matches!(self.ls, "V3" | "V4")
    }

    /// Whether the end of the episode is blank. An end that cannot be read is an end.
    pub fn is_open(&self) -> bool {
        self.dec.is_none() && self.row.cell("DEC").is_empty()
    }

    /// Whether care ended with the episode: it has a reason that is not X1.
    pub fn ends_care(&self) -> bool {
        !matches!(self.rec, "" | "X1")
    }

    /// Whether care began with the episode.
    pub fn starts_care(&self) -> bool {
        self.rne == "S"
    }

    /// Whether the child was in the episode at the end of a day.
    pub fn covers(&self, day: Date) -> bool {
        self.decom.is_some_and(|decom| decom <= day) && self.dec.map_or(self.is_open(), |dec| dec > day)
    }
}

impl<'a> Rows<'a> {
    /// The dated episodes in periods of care: the next begins where an episode starts care, or a day is missing between.
    pub fn periods(&self) -> impl Iterator<Item = &[Episode<'a>]> {
        self.dated().chunk_by(|before, after| !after.starts_care() && before.dec.is_some() && before.dec == after.decom)
    }

    /// Whether the child is looked after at the end of a day.
    pub fn looked_after_on(&self, day: Date) -> bool {
        self.episodes.iter().any(|episode| episode.covers(day))
    }
}

/// Whether one period of care, short breaks apart, covers the whole year.
pub(super) fn throughout(rows: &Rows<'_>, year: CollectionYear) -> bool {
    rows.periods().any(|period| {
        let (Some(first), Some(last)) = (period.first(), period.last()) else { return false };
        first.decom.is_some_and(|decom| decom <= year.start())
            && last.covers(year.end())
            && !period.iter().any(Episode::is_short_break)
    })
}
