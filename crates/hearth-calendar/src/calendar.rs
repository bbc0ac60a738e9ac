//! The working days of England: rules E1, E2, E3, E6, E7 and E13.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::day_number;
use crate::error::CalendarError;
use crate::holiday_list::HolidayList;
use crate::hours::london_date;
use crate::period::add_days;
use crate::standing;
use crate::table::Table;

/// The list that is compiled in, built once: it is a constant that costs a millisecond to lay out.
static ENGLAND: LazyLock<Calendar> = LazyLock::new(|| {
    Calendar::from_toml(include_str!("../../../rules/bank-holidays.toml"))
        .expect("INVARIANT: the compiled-in list is read by the tests of this crate")
});

/// A day that was reached by counting working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Due {
    /// The day. What is due on it is in time until the end of that day in England.
    pub date: Date,
    /// True when a day past the end of the bank-holiday list had to be judged by the standing rules.
    /// A proclamation may still move the date; compute it again when a newer list is loaded.
    pub provisional: bool,
}

/// The working days of England.
///
/// A working day is not a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday under the
/// Banking and Financial Dealings Act 1971 (SI 2006/1738 reg 2). The days on which a council closes
/// between Christmas and New Year are working days in law. Scotland, Wales' own days and Northern
/// Ireland are not modelled.
///
/// Cloning is cheap: clones share one table. Questions between 1948 and 2150 are look-ups of a few
/// nanoseconds; outside, days are judged one by one.
///
/// ```
/// use hearth_calendar::Calendar;
/// use jiff::civil::date;
///
/// let england = Calendar::england();
/// // A strategy discussion on Friday 20 March 2026: the conference is due within 15 working days.
/// let due = england.add_working_days(date(2026, 3, 20), 15);
/// assert_eq!(due.date, date(2026, 4, 14));
/// assert!(!due.provisional);
/// ```
#[derive(Clone, Debug)]
pub struct Calendar(Arc<Loaded>);

#[derive(Debug)]
struct Loaded {
    list: HolidayList,
    /// Every bank holiday of the table's span, by day number.
    holidays: BTreeMap<i32, Box<str>>,
    table: Table,
    /// Day number of the last published day.
    published_to: i32,
}

impl Calendar {
    /// The calendar with the list that is compiled in (`rules/bank-holidays.toml`).
    pub fn england() -> Self {
        ENGLAND.clone()
    }

    /// The calendar with a list of the operator's own, as [`HolidayList::from_toml`] reads it.
    pub fn from_toml(text: &str) -> Result<Self, CalendarError> {
        HolidayList::from_toml(text).map(Self::from_list)
    }

    /// The calendar with a list that is already read.
    pub fn from_list(list: HolidayList) -> Self {
        let holidays = holidays_of_span(&list);
        let table = Table::build(|number| holidays.contains_key(&number));
        let published_to = day_number::of(list.last());
        Self(Arc::new(Loaded { list, holidays, table, published_to }))
    }

    /// The published list behind this calendar, with its source and version.
    pub fn list(&self) -> &HolidayList {
        &self.0.list
    }

    /// Whether a day is a working day (E1).
    pub fn is_working_day(&self, date: Date) -> bool {
        self.is_working(day_number::of(date))
    }

    /// The name of the bank holiday on a day, if it is one.
    ///
    /// A Christmas Day at the weekend has no name here: its bank holiday is the substitute day.
    pub fn holiday(&self, date: Date) -> Option<&str> {
        if (Table::FIRST..=Table::LAST).contains(&date) {
            return self.0.holidays.get(&day_number::of(date)).map(AsRef::as_ref);
        }
        standing::of_year(date.year()).into_iter().find(|day| day.date == date).map(|day| day.title)
    }

    /// The end of `days` working days of `date` (E2): `date` is day 0, the next working day is day 1.
    ///
    /// Where `date` is not worked, day 1 is still the next working day. Zero days give `date` itself,
    /// worked or not. Stays on 31 December 9999 rather than fail.
    pub fn add_working_days(&self, date: Date, days: u32) -> Due {
        if days == 0 {
            return self.due(date, date);
        }
        let number = day_number::of(date);
        let found =
            self.0.table.count_through(number).and_then(|through| self.0.table.nth(through.saturating_add(days - 1)));
        self.due(date, found.unwrap_or_else(|| self.step(number, days, 1)))
    }

    /// The day that lies `days` working days before `date`: `date` is day 0 and the working day
    /// before it is day 1. What must happen at least that many working days before is done by then.
    ///
    /// Zero days give `date` itself.
    pub fn subtract_working_days(&self, date: Date, days: u32) -> Due {
        if days == 0 {
            return self.due(date, date);
        }
        let number = day_number::of(date);
        let found = self
            .0
            .table
            .count_before(number)
            .and_then(|before| before.checked_sub(days))
            .and_then(|index| self.0.table.nth(index));
        self.due(date, found.unwrap_or_else(|| self.step(number, days, -1)))
    }

    /// The last day on which a count of `days` working days can start and end by `by`.
    ///
    /// This is how to ask at a reference date what is already out of time: whatever started on or
    /// before the answer had its due date on or before `by`. The answer need not be a working day,
    /// because a weekend start counts from the next one. Zero days give `by` itself.
    pub fn latest_start(&self, by: Date, days: u32) -> Due {
        let last_day_of_count = self.last_working_day_on_or_before(by).date;
        match days.checked_sub(1) {
            None => self.due(by, by),
            Some(earlier) => {
                let first_day_of_count = self.subtract_working_days(last_day_of_count, earlier).date;
                self.due(by, add_days(first_day_of_count, -1))
            }
        }
    }

    /// The end of `days` working days of a receipt at any hour (E3).
    ///
    /// Day 0 is the civil date in England at that instant. What comes in at night, at a weekend or on
    /// a holiday is therefore due, for one working day, at the end of the next one. No statute sets an
    /// hour after which a day no longer counts, so none is applied; keep the instant with the record.
    pub fn add_working_days_from_receipt(&self, received: Timestamp, days: u32) -> Due {
        self.add_working_days(london_date(received), days)
    }

    /// Working days from `from` to `to`: the inverse of [`Calendar::add_working_days`].
    ///
    /// Forwards, the working days after `from` up to and with `to`. Backwards, minus the working days
    /// before `from` down to and with `to`: the inverse of [`Calendar::subtract_working_days`].
    pub fn count_working_days(&self, from: Date, to: Date) -> i32 {
        let (first, last) = (day_number::of(from), day_number::of(to));
        let table = &self.0.table;
        let counts = if to >= from {
            table.count_through(first).zip(table.count_through(last))
        } else {
            table.count_before(first).zip(table.count_before(last))
        };
        match counts {
            Some((at_from, at_to)) => at_to.cast_signed() - at_from.cast_signed(),
            None => self.count_one_by_one(first, last),
        }
    }

    /// The day itself when it is worked, else the next working day (E7).
    ///
    /// Only for rules that say so: an answer to an access request, and 72 hours of secure
    /// accommodation. "Not more than" and "at intervals of" do not roll (E6).
    pub fn roll_forward(&self, date: Date) -> Due {
        if self.is_working_day(date) { self.due(date, date) } else { self.add_working_days(date, 1) }
    }

    /// The day itself when it is worked, else the last working day before it (E6): the day to plan
    /// for when a limit falls on a weekend or holiday, because the limit itself does not roll.
    pub fn last_working_day_on_or_before(&self, date: Date) -> Due {
        if self.is_working_day(date) { self.due(date, date) } else { self.subtract_working_days(date, 1) }
    }

    /// Whether a day lies past the end of the published list, where a proclamation may still come (E13).
    pub fn is_provisional(&self, date: Date) -> bool {
        day_number::of(date) > self.0.published_to
    }

    fn due(&self, from: Date, date: Date) -> Due {
        Due { date, provisional: self.is_provisional(date.max(from)) }
    }

    fn is_working(&self, number: i32) -> bool {
        self.0.table.is_working(number).unwrap_or_else(|| {
            let date = day_number::to_date(number);
            !day_number::is_weekend(number) && standing::of_year(date.year()).iter().all(|day| day.date != date)
        })
    }

    /// Steps day by day, for what begins or ends outside the table.
    fn step(&self, number: i32, days: u32, direction: i32) -> Date {
        let range = day_number::of(Date::MIN)..=day_number::of(Date::MAX);
        let mut at = number;
        let mut left = days;
        while left > 0 && range.contains(&(at + direction)) {
            at += direction;
            left -= u32::from(self.is_working(at));
        }
        day_number::to_date(at)
    }

    fn count_one_by_one(&self, from: i32, to: i32) -> i32 {
        let worked = |days: std::ops::RangeInclusive<i32>| {
            days.filter(|number| self.is_working(*number)).fold(0, |count, _| count + 1)
        };
        if to >= from { worked(from + 1..=to) } else { -worked(to..=from - 1) }
    }
}

/// Bank holidays of the table's span: published inside the list, standing and proclaimed outside it.
fn holidays_of_span(list: &HolidayList) -> BTreeMap<i32, Box<str>> {
    let published = list.first()..=list.last();
    let mut holidays: BTreeMap<i32, Box<str>> = (Table::FIRST.year()..=Table::LAST.year())
        .flat_map(standing::of_year)
        .filter(|day| !published.contains(&day.date))
        .map(|day| (day_number::of(day.date), day.title.into()))
        .collect();
    for day in list.earlier.iter().filter(|day| !published.contains(&day.date)) {
        if let Some(replaced) = day.replaces {
            holidays.remove(&day_number::of(replaced));
        }
        holidays.insert(day_number::of(day.date), day.title.as_str().into());
    }
    holidays.extend(list.days().iter().map(|day| (day_number::of(day.date), day.title.as_str().into())));
    holidays
}
