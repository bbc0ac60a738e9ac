//! School days and terms, loaded for each authority or school: rule E10.

use jiff::civil::Date;
use serde::Deserialize;

use crate::calendar::Calendar;
use crate::error::CalendarError;
use crate::period::add_days;
use crate::school_document::{Document, SchoolYear};

/// The terms and school days of one authority or school.
///
/// No national list holds them. A day that no loaded school year covers is an error, never a guess,
/// so that a personal education plan is not called late by somebody else's Easter.
///
/// ```
/// use hearth_calendar::SchoolCalendar;
/// use jiff::civil::date;
///
/// let schools = SchoolCalendar::from_toml(r#"
/// school = "Sandhills"
/// source = "term dates as published by the authority"
/// [[years]]
/// starts = "2026-09-01"
/// ends = "2027-08-31"
/// inset_days = ["2026-09-01"]
/// terms = [
///   { name = "Autumn 2026", from = "2026-09-01", to = "2026-12-18", half_term = ["2026-10-26", "2026-10-30"] },
///   { name = "Spring 2027", from = "2027-01-04", to = "2027-03-25" },
///   { name = "Summer 2027", from = "2027-04-12", to = "2027-07-21", half_term = ["2027-05-31", "2027-06-04"] },
/// ]
/// "#)?;
/// assert_eq!(schools.term_on(date(2026, 11, 2))?.map(|term| term.name), Some("Autumn 2026"));
/// # Ok::<(), hearth_calendar::CalendarError>(())
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Document")]
pub struct SchoolCalendar {
    document: Document,
}

impl TryFrom<Document> for SchoolCalendar {
    type Error = CalendarError;
    fn try_from(document: Document) -> Result<Self, CalendarError> {
        document.check()?;
        Ok(Self { document })
    }
}

/// A term, from its first to its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<'a> {
    /// Its name: "Autumn 2026".
    pub name: &'a str,
    /// The first day of term, which may be an inset day.
    pub from: Date,
    /// The last day of term.
    pub to: Date,
}

impl SchoolCalendar {
    /// Reads a school calendar. Refused: terms that overlap, reach outside their school year or end
    /// before they start, and half-term holidays outside their term.
    pub fn from_toml(text: &str) -> Result<Self, CalendarError> {
        Document::read(text).map(|document| Self { document })
    }

    /// Whose calendar it is.
    pub fn school(&self) -> &str {
        &self.document.school
    }

    /// Where the dates came from, in words.
    pub fn source(&self) -> &str {
        &self.document.source
    }

    /// Whether pupils are taught on a day: in a term, not in its half-term holiday, not an inset day,
    /// and a working day.
    pub fn is_school_day(&self, working_days: &Calendar, date: Date) -> Result<bool, CalendarError> {
        let year = self.year_of(date)?;
        if year.inset_days.contains(&date) || !working_days.is_working_day(date) {
            return Ok(false);
        }
        Ok(year.terms.iter().any(|term| {
            let in_half_term = term.half_term.is_some_and(|(from, to)| (from..=to).contains(&date));
            (term.from..=term.to).contains(&date) && !in_half_term
        }))
    }

    /// The end of `days` school days of `date`: `date` is day 0 and the next school day is day 1.
    ///
    /// Fails when the count runs past what is loaded.
    pub fn add_school_days(&self, working_days: &Calendar, date: Date, days: u32) -> Result<Date, CalendarError> {
        let mut at = date;
        let mut left = days;
        while left > 0 {
            at = add_days(at, 1);
            left -= u32::from(self.is_school_day(working_days, at)?);
        }
        Ok(at)
    }

    /// The term that a day lies in, half-term included; `None` in the holidays.
    pub fn term_on(&self, date: Date) -> Result<Option<Term<'_>>, CalendarError> {
        Ok(self.year_of(date)?.terms().find(|term| (term.from..=term.to).contains(&date)))
    }

    /// The first term that begins after a day. What is due "every term" is due by the end of it.
    ///
    /// Fails where a school year between the day and that term is not loaded: its terms would be passed over.
    pub fn term_after(&self, date: Date) -> Result<Term<'_>, CalendarError> {
        let mut year = self.year_of(date)?;
        loop {
            match year.terms().find(|term| term.from > date) {
                Some(term) => return Ok(term),
                None => year = self.year_of(add_days(year.ends, 1))?,
            }
        }
    }

    fn year_of(&self, date: Date) -> Result<&SchoolYear, CalendarError> {
        self.document
            .years
            .iter()
            .find(|year| (year.starts..=year.ends).contains(&date))
            .ok_or_else(|| self.not_loaded(date))
    }

    fn not_loaded(&self, date: Date) -> CalendarError {
        CalendarError::TermsNotLoaded { school: self.document.school.clone(), date }
    }
}

impl SchoolYear {
    fn terms(&self) -> impl Iterator<Item = Term<'_>> {
        self.terms.iter().map(|term| Term { name: &term.name, from: term.from, to: term.to })
    }
}
