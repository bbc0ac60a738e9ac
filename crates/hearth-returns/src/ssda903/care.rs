//! Periods of care: episodes that follow one another without a day between.

use jiff::civil::Date;

use super::case::{Dolo, Episode, Missing, Rows};
use crate::check::CollectionYear;
use crate::row::Row;

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

    /// Whether care ended with an adoption.
    pub fn ends_in_adoption(&self) -> bool {
        matches!(self.rec, "E11" | "E12")
    }

    /// Whether care ended with special guardianship.
    pub fn ends_in_guardianship(&self) -> bool {
        matches!(self.rec, "E45" | "E46" | "E47" | "E48")
    }

    /// Whether the placement is temporary: the child is to go back to the one before.
    pub fn is_temporary(&self) -> bool {
        matches!(self.place, "T0" | "T1" | "T2" | "T3" | "T4")
    }

    /// Whether the child is placed for adoption.
    pub fn is_placed_for_adoption(&self) -> bool {
        matches!(self.place, "A3" | "A4" | "A5" | "A6")
    }

    /// Whether the episode has a day in the year.
    pub fn is_in(&self, year: CollectionYear) -> bool {
        self.decom.is_some_and(|decom| decom <= year.end())
            && self.dec.map_or(self.is_open(), |dec| dec >= year.start())
    }

    /// Whether the placement is with foster carers.
    pub fn is_fostered(&self) -> bool {
        matches!(self.place, "U1" | "U2" | "U3" | "U4" | "U5" | "U6")
    }

    /// The end of the episode, or `until` while it is open; `None` where the end cannot be read.
    pub fn end_or(&self, until: Date) -> Option<Date> {
        self.dec.or_else(|| self.is_open().then_some(until))
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

    /// The row that stands for the child where no other can be named: the heading, or the first episode.
    pub fn of_child(&self) -> Option<Row<'a>> {
        self.header.first().map(Row::from).or_else(|| self.episodes.first().map(Row::from))
    }

    /// The latest period of care that had begun by a day; the first where none had.
    pub fn period_by(&self, day: Date) -> Option<&[Episode<'a>]> {
        let begun = |period: &&[Episode<'a>]| period.first().is_some_and(|first| first.decom <= Some(day));
        self.periods().take_while(begun).last().or_else(|| self.periods().next())
    }

    /// The latest episode, where it has no end.
    pub fn still_open(&self) -> Option<&Episode<'a>> {
        self.latest().filter(|episode| episode.is_open())
    }

    /// Whether there is an episode that is no short break.
    pub fn more_than_short_breaks(&self) -> bool {
        self.episodes.iter().any(|episode| !episode.is_short_break())
    }

    /// Whether the child is looked after at the end of a day.
    pub fn looked_after_on(&self, day: Date) -> bool {
        self.episodes.iter().any(|episode| episode.covers(day))
    }
}

/// Whether the child was looked after through the whole year, short breaks apart.
///
/// An episode that ends with X1 goes on in the next, even where that one was not returned: another rule says so. Care that ends on
/// 31 March has ended.
pub(super) fn throughout(rows: &Rows<'_>, year: CollectionYear) -> bool {
    let mut of_year = rows.dated().iter().filter(|episode| episode.is_in(year)).peekable();
    of_year.peek().is_some_and(|first| first.decom <= Some(year.start()))
        && of_year.all(|episode| {
            let starts = episode.starts_care() && episode.decom > Some(year.start());
            let ends = episode.rec != "X1" && episode.dec.is_some_and(|dec| dec <= year.end());
            !episode.is_short_break() && !starts && !ends
        })
}

/// A stretch of days beside care: a time missing, an order.
#[derive(Clone, Copy)]
pub struct Span {
    /// The first day.
    pub start: Option<Date>,
    /// The last day.
    pub end: Option<Date>,
    /// Whether the end is blank. An end that cannot be read is an end.
    pub open: bool,
}

impl Span {
    /// Whether it ends before it starts. It may end on the same day.
    pub fn is_reversed(&self) -> bool {
        self.end.is_some_and(|end| self.start > Some(end))
    }

    /// Whether a day of it is before birth.
    pub fn is_before(&self, born: Date) -> bool {
        [self.start, self.end].into_iter().flatten().any(|day| day < born)
    }

    /// Whether it is still running when care ends, or ends on a day on which the child is not looked after.
    ///
    /// Silent without a start, and for a child of whom no care is known.
    pub fn outlasts_care(&self, rows: &Rows<'_>) -> bool {
        let Some(start) = self.start else { return false };
        match self.end {
            Some(end) => {
                !rows.dated().is_empty()
                    && !rows.periods().any(|period| {
                        period.first().is_some_and(|first| first.decom <= Some(end))
                            && ended(period).is_none_or(|dec| dec >= end)
                    })
            }
            None => self.open && rows.period_by(start).is_some_and(|period| ended(period).is_some()),
        }
    }
}

/// The day on which a period of care ended, where that can be read.
pub fn ended(period: &[Episode<'_>]) -> Option<Date> {
    period.last().and_then(|last| last.dec)
}

/// Each span that starts before an earlier one has ended, after that one. By start.
pub fn overlaps<T>(spans: &[T], span: impl Fn(&T) -> Span) -> impl Iterator<Item = (&T, &T)> {
    let mut running: Option<&T> = None;
    spans.iter().filter_map(move |next| {
        let start = span(next).start?;
        let before = running.filter(|before| {
            let before = span(before);
            before.open || before.end.is_some_and(|end| end > start)
        });
        let lasts = |one: &T| (span(one).open, span(one).end);
        if running.is_none_or(|running| lasts(running) <= lasts(next)) {
            running = Some(next);
        }
        before.map(|before| (before, next))
    })
}

/// What was left open last year, and of which this year has nothing that starts on the same day.
pub fn dropped<'s, T>(last: &'s [T], now: &'s [T], span: impl Fn(&T) -> Span) -> impl Iterator<Item = &'s T> {
    last.iter().filter(move |last| {
        let last = span(last);
        last.open && last.start.is_some() && !now.iter().any(|now| span(now).start == last.start)
    })
}

impl Missing<'_> {
    /// The days missing.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end, open: self.end.is_none() && self.row.cell("MIS_END").is_empty() }
    }
}

impl Dolo<'_> {
    /// The days of the order.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end, open: self.end.is_none() && self.row.cell("DOLO_END").is_empty() }
    }
}
