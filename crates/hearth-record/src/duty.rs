//! Which questions the law asks the council to answer about a person, and which nobody has to answer: read from
//! `rules/mandatory.toml`.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

/// A law that asks, and what it asks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// The law, as a form names it.
    pub authority: String,
    /// Where the list of fields comes from.
    pub source: String,
    /// The fields by kind of record.
    pub ask: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    duty: Vec<Duty>,
    /// What the office fills in by itself, by kind of record.
    office: BTreeMap<String, Vec<String>>,
}

static DUTIES: LazyLock<Written> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../rules/mandatory.toml"))
        .expect("INVARIANT: the duties that are compiled in are read by a test")
});

/// Whether somebody has to answer a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The council must tell it by this law.
    ByLaw(&'static str),
    /// Nobody has to answer it.
    Freely,
}

/// Whether the office fills a field in by itself: nobody is asked for it.
pub fn of_office(kind: &str, field: &str) -> bool {
    DUTIES.office.get(kind).is_some_and(|fields| fields.iter().any(|name| name == field))
}

/// Whether the law asks for a field of a kind; `None` for fields that nobody answers about themselves.
pub fn asked(kind: &str, field: &str) -> Option<Asked> {
    let of_kind: Vec<&'static Duty> = DUTIES.duty.iter().filter(|duty| duty.ask.contains_key(kind)).collect();
    if of_office(kind, field) {
        return None;
    }
    let by = of_kind.iter().find(|duty| duty.ask[kind].iter().any(|name| name == field));
    match by {
        Some(duty) => Some(Asked::ByLaw(&duty.authority)),
        None if of_kind.is_empty() => None,
        None => Some(Asked::Freely),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_that_a_law_asks_for_is_one() {
        for duty in &DUTIES.duty {
            for (kind, fields) in duty.ask.iter().chain(&DUTIES.office) {
                let kind = crate::kind(kind).unwrap_or_else(|| panic!("there is no kind {kind}"));
                for field in fields {
                    assert!(kind.field(field).is_some(), "{} has no field {field}", kind.kind);
                }
            }
        }
    }

    #[test]
    fn ethnicity_is_asked_by_law_and_religion_is_not() {
        assert_eq!(asked("person", "ethnicity"), Some(Asked::ByLaw("Children Act 1989 s.83")));
        assert_eq!(asked("person", "religion"), Some(Asked::Freely));
        assert_eq!(asked("case_note", "body"), None);
        assert_eq!(asked("person", "identity_confirmed_by"), None, "nobody answers that about themselves");
    }
}
