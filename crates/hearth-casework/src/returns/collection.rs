//! What is settled about each return: to whom it goes, by which power and for what, when it is due.

use std::{collections::BTreeMap, sync::LazyLock};

use hearth_returns::check::CollectionYear;
use jiff::civil::{Date, date};
use serde::Deserialize;

use super::Return;

/// What the law and the department settle about a return, from `rules/returns.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collection {
    /// Who receives it.
    pub recipient: String,
    /// Month and day by which it is due in the year in which the collection year ends, `06-30`.
    due: String,
    /// Who says so.
    pub due_source: String,
    /// Where the department says how.
    pub guidance: String,
    /// The powers under which it is sent without consent.
    pub powers: Vec<String>,
    /// The reason for sharing, a code of `notice_sharing_reason`.
    pub reason: String,
    /// What the recipient does with it, in words for whoever it is about.
    pub purpose: String,
}

static COLLECTIONS: LazyLock<BTreeMap<String, Collection>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../rules/returns.toml")).expect("INVARIANT: the file is read by a test")
});

impl Collection {
    /// The day by which the return of a year is due.
    pub fn due(&self, year: CollectionYear) -> Date {
        let of_year = |text: &str| {
            let (month, day) = text.split_once('-')?;
            Date::new(year.number(), month.parse().ok()?, day.parse().ok()?).ok()
        };
        // INVARIANT: a test reads each of them.
        of_year(&self.due).unwrap_or(date(year.number(), 12, 31))
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
}
