//! How a school calendar is written down.

use jiff::civil::Date;
use serde::Deserialize;

use crate::error::CalendarError;

pub(crate) const DOCUMENT: &str = "school calendar";

/// The document of one authority or school, one entry a school year.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    pub(crate) school: String,
    pub(crate) source: String,
    pub(crate) years: Vec<SchoolYear>,
}

/// A school year: what is loaded is covered from `starts` to `ends`, holidays included.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SchoolYear {
    pub(crate) starts: Date,
    pub(crate) ends: Date,
    pub(crate) terms: Vec<TermDates>,
    /// Days on which the school is open to staff only.
    #[serde(default)]
    pub(crate) inset_days: Vec<Date>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TermDates {
    pub(crate) name: String,
    pub(crate) from: Date,
    pub(crate) to: Date,
    /// First and last day of the half-term holiday.
    #[serde(default)]
    pub(crate) half_term: Option<(Date, Date)>,
}

impl Document {
    pub(crate) fn read(text: &str) -> Result<Self, CalendarError> {
        let document: Self = toml::from_str(text)
            .map_err(|error| CalendarError::Unreadable { document: DOCUMENT, detail: error.to_string() })?;
        document.check()?;
        Ok(document)
    }

    pub(crate) fn check(&self) -> Result<(), CalendarError> {
        let mut loaded_to = Date::MIN;
        for year in &self.years {
            if year.starts <= loaded_to || year.ends <= year.starts {
                return Err(CalendarError::wrong(DOCUMENT, &year.starts, "school years overlap or are not in order"));
            }
            year.check_terms()?;
            loaded_to = year.ends;
        }
        Ok(())
    }
}

impl SchoolYear {
    fn check_terms(&self) -> Result<(), CalendarError> {
        let mut after = None;
        for term in &self.terms {
            let wrong = |why: &str| Err(CalendarError::wrong(DOCUMENT, &term.name, why));
            if term.to < term.from {
                return wrong("the term ends before it starts");
            }
            if term.from < self.starts || term.to > self.ends {
                return wrong("the term reaches outside its school year");
            }
            if after.is_some_and(|last| term.from <= last) {
                return wrong("the term starts before the one above it has ended");
            }
            if term.half_term.is_some_and(|(from, to)| from <= term.from || to >= term.to || to < from) {
                return wrong("the half-term holiday does not lie inside the term");
            }
            after = Some(term.to);
        }
        Ok(())
    }
}
