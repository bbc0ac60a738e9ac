//! The countries to which the law lets information go without a further safeguard, as dated data (`rules/adequate-countries.toml`).

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

/// Countries that one text of law approves.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approved {
    /// What they are called together.
    pub name: String,
    /// The text that approves them.
    pub source: String,
    /// From which day.
    pub from: Date,
    /// Until which day; none while it stands.
    #[serde(default)]
    pub until: Option<Date>,
    /// How sure it is: `law` or `to_be_confirmed`.
    pub sure: Sure,
    /// The countries, as two letters (ISO 3166-1).
    pub countries: Vec<String>,
    /// Whom alone it covers, where it does not cover everybody there.
    #[serde(default)]
    pub limited: Option<String>,
}

/// How sure an approval is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sure {
    /// The law names the country.
    Law,
    /// The text should be read again before it is relied on.
    ToBeConfirmed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    group: Vec<Approved>,
}

static APPROVED: LazyLock<Vec<Approved>> = LazyLock::new(|| {
    let written: Written = toml::from_str(include_str!("../../../../rules/adequate-countries.toml"))
        .expect("INVARIANT: rules/adequate-countries.toml is read by a test");
    written.group
});

/// The text of law that approves a country on a day; none where none does.
pub fn approved(country: &str, on: Date) -> Option<&'static Approved> {
    let stands = |group: &&Approved| group.from <= on && group.until.is_none_or(|until| on <= until);
    let there = |group: &&Approved| group.countries.iter().any(|known| known.eq_ignore_ascii_case(country));
    APPROVED.iter().filter(stands).find(there)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn ireland_is_approved_and_turkey_is_not() {
        let today = date(2026, 11, 22);
        assert_eq!(approved("IE", today).map(|group| group.sure), Some(Sure::Law));
        assert!(approved("TR", today).is_none());
        assert!(approved("KR", date(2022, 12, 18)).is_none(), "not before the regulations came into force");
    }

    #[test]
    fn every_country_is_a_code_of_the_set_and_stands_once() {
        let mut seen = std::collections::BTreeSet::new();
        for country in APPROVED.iter().flat_map(|group| &group.countries) {
            assert!(hearth_record::sets::CountryOfRecipient::parse(country).is_ok(), "{country}");
            assert!(seen.insert(country), "{country} stands twice");
        }
    }
}
