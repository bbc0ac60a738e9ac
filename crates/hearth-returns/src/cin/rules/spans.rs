//! What lasts from one day to another, and what hangs from a referral.

use jiff::civil::Date;

use crate::check::Found;
use crate::cin::{Assessment, Case, Plan, ProtectionPlan};
use crate::row::Row;

/// A plan or an assessment. A blank end lasts to the end of the census year; one that cannot be read lasts nowhere.
pub(super) trait Span {
    /// The first day.
    fn started(&self) -> Option<Date>;

    /// The last day.
    fn ended(&self) -> Option<Date>;

    /// Whether the end is blank. An end that cannot be read is an end.
    fn is_open(&self) -> bool;

    /// The time of need within which it must not meet another; `None` where it must not in any.
    fn within(&self) -> Option<&str> {
        None
    }

    /// The last day, as seen on the last day of the census year.
    fn lasts_to(&self, year_end: Date) -> Option<Date> {
        if self.is_open() { Some(year_end) } else { self.ended() }
    }

    /// Whether it ran at the end of a day: the day on which it ends is no longer of it.
    fn ran_on(&self, day: Date, year_end: Date) -> bool {
        let before_end = if self.is_open() { day <= year_end } else { self.ended().is_some_and(|ended| day < ended) };
        before_end && self.started().is_some_and(|started| started <= day)
    }
}

impl Span for Plan<'_> {
    fn started(&self) -> Option<Date> {
        self.started
    }

    fn ended(&self) -> Option<Date> {
        self.ended
    }

    fn is_open(&self) -> bool {
        self.ended.is_none() && self.row.cell("CINPlanEndDate").is_empty()
    }
}

impl Span for ProtectionPlan<'_> {
    fn started(&self) -> Option<Date> {
        self.started
    }

    fn ended(&self) -> Option<Date> {
        self.ended
    }

    fn is_open(&self) -> bool {
        self.ended.is_none() && self.row.cell("CPPendDate").is_empty()
    }
}

impl Span for Assessment<'_> {
    fn started(&self) -> Option<Date> {
        self.started
    }

    fn ended(&self) -> Option<Date> {
        self.authorised
    }

    fn is_open(&self) -> bool {
        !self.is_authorised()
    }

    fn within(&self) -> Option<&str> {
        Some(self.details)
    }
}

/// Names each that starts on a day of another, with one such other: whatever meets any other is named, and the findings
/// are no more than the rows.
pub(super) fn overlaps<'a, T: Span>(rows: &[T], year_end: Date, found: &mut Found<'a>)
where
    for<'r> &'r T: Into<Row<'a>>,
{
    if rows.len() < 2 {
        return;
    }
    let mut order: Vec<_> = rows.iter().filter_map(|row| Some((row.within(), row.started()?, row))).collect();
    order.sort_by_key(|(within, started, _)| (*within, *started));
    let mut longest: Option<(Option<&str>, Date, &T)> = None;
    for (within, started, row) in order {
        // One that ends before it starts has no days.
        let last = row.lasts_to(year_end).filter(|last| started <= *last);
        if let Some((_, until, other)) = longest.filter(|(there, ..)| *there == within) {
            if started <= until {
                found.row(row).and(other);
            }
            if last.is_none_or(|last| last <= until) {
                continue;
            }
        }
        longest = last.map_or(longest, |last| Some((within, last, row)));
    }
}

/// Hands on each row that starts while one of the others runs, with that other; and each of the others in which one starts and
/// that was not handed on so, with the first that does. There are no more pairs than rows of both.
pub(super) fn starts_while<T: Span, U: Span>(rows: &[T], others: &[U], year_end: Date, mut pair: impl FnMut(&T, &U)) {
    if rows.is_empty() || others.is_empty() {
        return;
    }
    let starts_in = |row: &T, other: &U| row.started().is_some_and(|started| other.ran_on(started, year_end));
    let mut met = vec![false; others.len()];
    for row in rows {
        if let Some(at) = others.iter().position(|other| starts_in(row, other)) {
            met[at] = true;
            pair(row, &others[at]);
        }
    }
    for (other, _) in others.iter().zip(met).filter(|(_, met)| !met) {
        if let Some(row) = rows.iter().find(|row| starts_in(row, other)) {
            pair(row, other);
        }
    }
}

/// Names the rows dated before the referral of their time of need, each with the referral.
pub(super) fn before_referral<'a, T>(
    case: &Case<'a>,
    found: &mut Found<'a>,
    rows: &[T],
    dated: impl Fn(&T) -> (&'a str, Option<Date>),
) where
    for<'r> &'r T: Into<Row<'a>>,
{
    for row in rows {
        let (id, Some(day)) = dated(row) else { continue };
        let mut referrals = case.details.iter().filter(|details| details.id == id);
        if let Some(details) = referrals.find(|details| details.referred.is_some_and(|referred| day < referred)) {
            found.row(row).and(details);
        }
    }
}

/// Names each referral with no further action that has rows all the same, with those rows.
pub(super) fn despite_no_further_action<'a, T>(
    case: &Case<'a>,
    found: &mut Found<'a>,
    rows: &[T],
    details_of: impl Fn(&T) -> &'a str,
) where
    for<'r> &'r T: Into<Row<'a>>,
{
    for details in case.details.iter().filter(|details| details.no_further_action() == Some(true)) {
        named_with(found, details, rows.iter().filter(|row| details_of(row) == details.id));
    }
}

/// Names a row and those that go with it as one finding; nothing where there are none.
pub(super) fn named_with<'a>(
    found: &mut Found<'a>,
    first: impl Into<Row<'a>>,
    rows: impl Iterator<Item = impl Into<Row<'a>>>,
) {
    let mut rows = rows.peekable();
    if rows.peek().is_some() {
        found.row(first);
        for row in rows {
            found.and(row);
        }
    }
}
