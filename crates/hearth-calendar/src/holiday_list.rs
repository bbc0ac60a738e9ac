//! The published bank holidays as dated data with a provenance: `rules/bank-holidays.toml`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::{Date, Weekday};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::error::CalendarError;
use crate::standing;

pub(crate) const DOCUMENT: &str = "bank holiday list";
const DIVISION: &str = "england-and-wales";

/// A bank holiday as published.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day that is not worked. Never at a weekend: the substitute day is what is published.
    pub date: Date,
    /// Its name: "Good Friday".
    pub title: String,
    /// "Substitute day", "Extra bank holiday" or nothing.
    #[serde(default)]
    pub note: String,
}

/// A day proclaimed before the published list begins.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Proclaimed {
    pub(crate) date: Date,
    pub(crate) title: String,
    /// The standing day that was not a holiday that year.
    pub(crate) replaces: Option<Date>,
}

/// Where the list and the standing rules disagree: a proclamation, which a person should see before a
/// new list is taken into use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A holiday that no standing rule gives.
    Added(Holiday),
    /// A standing holiday that was not kept that year.
    Removed {
        /// The day that was worked after all.
        date: Date,
        /// The name it would have had.
        title: &'static str,
    },
}

/// The bank holidays of England and Wales as published, with where they came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidayList {
    pub(crate) version: String,
    pub(crate) source: String,
    pub(crate) licence: String,
    pub(crate) sha256: String,
    pub(crate) days: Vec<Holiday>,
    pub(crate) earlier: Vec<Proclaimed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    division: String,
    version: String,
    source: String,
    #[serde(default)]
    licence: String,
    sha256: String,
    days: Vec<Holiday>,
    #[serde(default)]
    earlier: Vec<Proclaimed>,
}

impl HolidayList {
    /// Reads a list.
    ///
    /// Refused: text that is not such a document, another division, days out of order, doubled or at
    /// a weekend, and a list whose `sha256` does not match its days (edited by hand, or cut short).
    pub fn from_toml(text: &str) -> Result<Self, CalendarError> {
        let Document { division, version, source, licence, sha256, days, earlier } = toml::from_str(text)
            .map_err(|error| CalendarError::Unreadable { document: DOCUMENT, detail: error.to_string() })?;
        if division != DIVISION {
            return Err(CalendarError::wrong(
                DOCUMENT,
                &"division",
                format!("it is for `{division}`; England keeps the days of `{DIVISION}`"),
            ));
        }
        check_days(&days)?;
        let computed = hash(&days);
        if computed != sha256 {
            return Err(CalendarError::wrong(
                DOCUMENT,
                &"sha256",
                format!("the days hash to {computed}; load an unaltered list, or build it again from its source"),
            ));
        }
        Ok(Self { version, source, licence, sha256, days, earlier })
    }

    /// Writes the list as [`HolidayList::from_toml`] reads it.
    pub fn to_toml(&self) -> String {
        let mut text = format!(
            "division = \"{DIVISION}\"\nversion = {}\nsource = {}\nlicence = {}\nsha256 = {}\n\ndays = [\n",
            quoted(&self.version),
            quoted(&self.source),
            quoted(&self.licence),
            quoted(&self.sha256),
        );
        for day in &self.days {
            let note = if day.note.is_empty() { String::new() } else { format!(", note = {}", quoted(&day.note)) };
            let _ = writeln!(text, "  {{ date = \"{}\", title = {}{note} }},", day.date, quoted(&day.title));
        }
        text.push_str("]\n\nearlier = [\n");
        for day in &self.earlier {
            let replaces = day.replaces.map_or(String::new(), |date| format!(", replaces = \"{date}\""));
            let _ = writeln!(text, "  {{ date = \"{}\", title = {}{replaces} }},", day.date, quoted(&day.title));
        }
        text.push_str("]\n");
        text
    }

    /// The published days, by date.
    pub fn days(&self) -> &[Holiday] {
        &self.days
    }

    /// Which edition of the list this is: the month of its source.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Where the days came from, in words.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// SHA-256 of the days in lower-case hex: what a record of a computed date keeps as proof of the
    /// list that was used.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The first published day. Before it the standing rules answer.
    pub fn first(&self) -> Date {
        self.days.first().map_or(Date::MAX, |day| day.date)
    }

    /// The last published day. After it results are provisional.
    pub fn last(&self) -> Date {
        self.days.last().map_or(Date::MIN, |day| day.date)
    }

    /// Every difference from the standing rules inside the span of the list, by date.
    pub fn differences(&self) -> Vec<Difference> {
        let (first, last) = (self.first(), self.last());
        let mut standing: BTreeMap<Date, &'static str> = (first.year()..=last.year())
            .flat_map(standing::of_year)
            .filter(|day| (first..=last).contains(&day.date))
            .map(|day| (day.date, day.title))
            .collect();
        let mut differences = BTreeMap::new();
        for day in &self.days {
            if standing.remove(&day.date).is_none() {
                differences.insert(day.date, Difference::Added(day.clone()));
            }
        }
        for (date, title) in standing {
            differences.insert(date, Difference::Removed { date, title });
        }
        differences.into_values().collect()
    }
}

pub(crate) fn check_days(days: &[Holiday]) -> Result<(), CalendarError> {
    if days.is_empty() {
        return Err(CalendarError::wrong(DOCUMENT, &"days", "there is no day in it; load the published list"));
    }
    for pair in days.windows(2) {
        if pair[0].date >= pair[1].date {
            return Err(CalendarError::wrong(DOCUMENT, &pair[1].date, "the days are doubled or not in order"));
        }
    }
    match days.iter().find(|day| matches!(day.date.weekday(), Weekday::Saturday | Weekday::Sunday)) {
        Some(day) => {
            let why = format!("`{}` is at a weekend; the list holds the substitute day", day.title);
            Err(CalendarError::wrong(DOCUMENT, &day.date, why))
        }
        None => Ok(()),
    }
}

/// SHA-256 over one line a day: date, tab, title, tab, note, line feed.
pub(crate) fn hash(days: &[Holiday]) -> String {
    let mut digest = Sha256::new();
    for day in days {
        digest.update(format!("{}\t{}\t{}\n", day.date, day.title, day.note));
    }
    digest.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(control));
            }
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    quoted
}
