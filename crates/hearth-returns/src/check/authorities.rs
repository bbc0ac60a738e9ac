//! The authorities of England by the two codes that returns use, as dated data (`rules/local-authorities.toml`).

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

/// One authority under one code of the Office for National Statistics, for as long as that code stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// The number that the Department for Education gives it, such as `343`.
    pub dfe: String,
    /// The code of the Office for National Statistics, such as `E08000014`.
    pub ons: String,
    /// The name.
    pub name: String,
    /// The first day of the code; `None` where it has stood since codes began.
    pub from: Option<Date>,
    /// The last day of the code, or `None` while it stands.
    pub until: Option<Date>,
}

#[derive(Deserialize)]
struct Written {
    authority: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    dfe: String,
    ons: String,
    name: String,
    from: Option<toml::value::Datetime>,
    until: Option<toml::value::Datetime>,
}

static AUTHORITIES: LazyLock<Vec<Authority>> = LazyLock::new(|| {
    let written: Written = toml::from_str(include_str!("../../../../rules/local-authorities.toml"))
        .expect("rules/local-authorities.toml is read by the tests of this crate");
    let day = |day: Option<toml::value::Datetime>| day.and_then(|day| day.to_string().parse().ok());
    let authority =
        |row: Row| Authority { dfe: row.dfe, ons: row.ons, name: row.name, from: day(row.from), until: day(row.until) };
    written.authority.into_iter().map(authority).collect()
});

/// Every authority under every code that it has had.
pub fn authorities() -> &'static [Authority] {
    &AUTHORITIES
}

/// The authority that a code means, ONS or DfE; of several codes of one number, the newest.
pub fn authority(code: &str) -> Option<&'static Authority> {
    let code = code.trim();
    AUTHORITIES.iter().rev().find(|a| a.dfe == code || a.ons.eq_ignore_ascii_case(code))
}

/// Whether two codes mean one authority, whichever of its codes they are.
pub fn same_authority(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || matches!((authority(a), authority(b)), (Some(a), Some(b)) if a.dfe == b.dfe)
}

/// Whether a code of a place lies outside England: Wales, Scotland, Northern Ireland, or no part of the United Kingdom.
pub fn outside_england(code: &str) -> bool {
    matches!(code, "WAL" | "SCO" | "NIR" | "NUK" | "CON")
        || (code.len() == 9 && matches!(code.as_bytes()[0], b'W' | b'S' | b'N' | b'L' | b'M'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_153_authorities_and_each_code_is_written_once() {
        assert_eq!(authorities().iter().filter(|a| a.until.is_none()).count(), 153);
        let mut codes: Vec<&str> = authorities().iter().map(|a| a.ons.as_str()).collect();
        codes.sort_unstable();
        assert!(codes.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn sefton_is_343_and_a_code_of_its_own() {
        assert!(same_authority("343", "E08000014"));
        assert!(!same_authority("343", "E08000011"));
    }

    #[test]
    fn north_yorkshire_is_one_authority_before_and_after_2023() {
        assert!(same_authority("E10000023", "E06000065"));
        assert_eq!(authority("815").map(|a| a.ons.as_str()), Some("E06000065"));
    }

    #[test]
    fn wales_and_scotland_are_outside_england() {
        assert!(outside_england("W06000008") && outside_england("SCO") && !outside_england("E08000014"));
    }
}
