//! What is settled about each return: to whom it goes, by which power and for what, when it is due.

use std::{collections::BTreeMap, sync::LazyLock};

use hearth_record::{
    class::{Open, Private},
    sets::{SharingBasis, SharingConsent},
    sharing::Shared,
};
use hearth_returns::check::CollectionYear;
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use serde::Deserialize;

use super::Return;
use crate::{
    Desk, Failure,
    sharing::{Disclosure, Way},
};

/// What the law and the department settle about a return, from `rules/returns.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collection {
    /// Who receives it.
    pub recipient: String,
    /// Month and day by which it is due in the year in which the collection year ends, `06-30`; none of what is sent every day.
    due: Option<String>,
    /// Who says so.
    pub due_source: Option<String>,
    /// What of this is not settled, and who has to confirm it.
    pub to_be_confirmed: Option<String>,
    /// Where the department says how.
    pub guidance: String,
    /// The powers under which it is sent without consent.
    pub powers: Vec<String>,
    /// The reason for sharing, a code of `notice_sharing_reason`.
    pub reason: String,
    /// What the recipient does with it, in words for whoever it is about.
    pub purpose: String,
}

/// The daily data in the file: no return of a year, so they are none of [`Return::ALL`].
const DAILY: &str = "dfe_api";
/// The lists for an inspection in the file: no return of a year either.
const LISTS: &str = "annex_a";

static COLLECTIONS: LazyLock<BTreeMap<String, Collection>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../rules/returns.toml")).expect("INVARIANT: the file is read by a test")
});

impl Collection {
    /// What is settled about the daily data.
    ///
    /// # Panics
    /// Never in a build that was tested: a test reads it.
    pub fn daily() -> &'static Self {
        COLLECTIONS.get(DAILY).expect("INVARIANT: the daily data stand in the file, a test looks")
    }

    /// What is settled about the lists for an inspection.
    ///
    /// # Panics
    /// Never in a build that was tested: a test reads it.
    pub fn lists() -> &'static Self {
        COLLECTIONS.get(LISTS).expect("INVARIANT: the lists stand in the file, a test looks")
    }

    /// The record that what was sent is: one that no power allows does not pass, and is not sent. It rests on the public task that the powers
    /// give the council, and nobody is asked to agree (UK GDPR Article 6(1)(e) and (3)).
    ///
    /// # Errors
    /// [`Failure::Problems`] where no power is named.
    pub fn told(&self, desk: &Desk, way: Way, at: Timestamp, what: &str) -> Result<Shared, Failure> {
        let powers = self.powers.join("; ");
        let because = format!("{}: required by {powers}.", self.reason);
        let disclosure = Disclosure {
            way,
            recipient: &self.recipient,
            purpose: &self.purpose,
            basis: SharingBasis::parse("PUBLIC_TASK").ok().filter(|_| !self.powers.is_empty()),
            because: Some(&because),
            what: Some(what),
            from: None,
        };
        let asked = "The law requires it, so nobody is asked to agree; the privacy notice says that it is sent.";
        let mut told = disclosure.pass(desk, at)?;
        told.consent_sought = Open(SharingConsent::parse("NOT_SOUGHT").ok());
        told.consent_why = Private::new(Some(asked.into()));
        Ok(told)
    }

    /// The day by which the return of a year is due; its last one, where no day is set.
    pub fn due(&self, year: CollectionYear) -> Date {
        let of_year = |text: &str| {
            let (month, day) = text.split_once('-')?;
            Date::new(year.number(), month.parse().ok()?, day.parse().ok()?).ok()
        };
        // INVARIANT: a test reads each of them.
        self.due.as_deref().and_then(of_year).unwrap_or(date(year.number(), 12, 31))
    }
}

impl Return {
    /// What is settled about it.
    ///
    /// # Panics
    /// Never in a build that was tested: each is read by a test.
    pub fn collection(self) -> &'static Collection {
        COLLECTIONS.get(self.code()).expect("INVARIANT: every return stands in the file, a test looks")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_return_has_its_powers_its_reason_and_a_day() {
        let year = CollectionYear::ending(2027).unwrap();
        let due = Return::ALL.map(|of| of.collection().due(year));
        assert_eq!(due, [date(2027, 6, 30), date(2027, 7, 31)]);
        for of in Return::ALL {
            let collection = of.collection();
            assert_eq!(collection.powers.len(), 3, "{}", of.name());
            let reasons = hearth_record::code::set("notice_sharing_reason").codes();
            assert!(reasons.iter().any(|reason| reason.code == collection.reason), "{}", collection.reason);
        }
    }

    #[test]
    fn the_daily_data_have_powers_and_a_purpose_no_day_and_say_what_is_not_settled() {
        let daily = Collection::daily();
        assert!(!daily.powers.is_empty() && !daily.purpose.is_empty());
        assert_eq!((&daily.due, &daily.due_source), (&None, &None));
        assert!(daily.to_be_confirmed.is_some());
    }

    #[test]
    fn the_lists_for_an_inspection_go_to_ofsted_by_its_powers() {
        let lists = Collection::lists();
        assert_eq!(lists.recipient, "Ofsted");
        assert!(lists.powers.iter().any(|power| power == "Education and Inspections Act 2006 section 136"));
    }
}
