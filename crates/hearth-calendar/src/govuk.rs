//! Bringing a newer GOV.UK file into the list, offline.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::CalendarError;
use crate::holiday_list::{DOCUMENT, Holiday, HolidayList, check_days, hash};

/// The part of GOV.UK's `bank-holidays.json` that concerns England.
#[derive(Deserialize)]
struct Published {
    #[serde(rename = "england-and-wales")]
    england_and_wales: Division,
}

#[derive(Deserialize)]
struct Division {
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    title: String,
    date: jiff::civil::Date,
    #[serde(default)]
    notes: String,
}

impl HolidayList {
    /// A new list: the years of this one that the GOV.UK file no longer holds, then the file's own.
    ///
    /// GOV.UK publishes about two years ahead and drops old years; a list that forgot 2019 would make
    /// the clocks of 2019 wrong. Look at [`HolidayList::differences`] before the new list is used:
    /// whatever is new there is a proclamation.
    ///
    /// Refused: text that is not such a file, and a file that would leave a gap of a year or more
    /// after this list, because the days in between are in neither.
    pub fn updated_from_gov_uk(&self, json: &str, version: &str, source: &str) -> Result<Self, CalendarError> {
        let published: Published = serde_json::from_str(json)
            .map_err(|error| CalendarError::Unreadable { document: DOCUMENT, detail: error.to_string() })?;
        let newer: BTreeMap<_, _> = published
            .england_and_wales
            .events
            .into_iter()
            .map(|event| (event.date, Holiday { date: event.date, title: event.title, note: event.notes }))
            .collect();
        let Some((&starts, _)) = newer.first_key_value() else {
            return Err(CalendarError::wrong(DOCUMENT, &"england-and-wales", "there is no day in it"));
        };
        if starts.year() > self.last().year() + 1 {
            let why = format!("nothing is known between {} and this day; load the years between first", self.last());
            return Err(CalendarError::wrong(DOCUMENT, &starts, why));
        }
        let kept = self.days.iter().filter(|day| day.date < starts).cloned();
        let days: Vec<Holiday> = kept.chain(newer.into_values()).collect();
        check_days(&days)?;
        Ok(Self {
            version: version.to_owned(),
            source: source.to_owned(),
            licence: self.licence.clone(),
            sha256: hash(&days),
            days,
            earlier: self.earlier.clone(),
        })
    }
}
