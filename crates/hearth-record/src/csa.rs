//! Whether a file tells of the sexual abuse or exploitation of a child, alleged or known: what inquiries ask authorities to keep.
//!
//! It is told by codes, whatever kind of record holds them, so that a new kind is covered by using the same sets. Versions that were
//! corrected since count too: what was once alleged is what an inquiry looks for.

use serde_json::Value as Json;

use crate::{
    file::{File, Held},
    value::ValueType,
};

/// The sets and their codes: the factors of assessments (19A before it was split), the category of abuse of a plan, the sort of
/// exploitation, the sort of behaviour.
const CODES: &[(&str, &[&str])] = &[
    ("assessment_factor", &["19A", "19B", "19C", "11A"]),
    ("cp_category_of_abuse", &["SAB"]),
    ("mace_exploitation_type", &["CSE"]),
    ("behaviour_kind", &["SEXUAL"]),
];

/// Whether any record of the file tells of it.
pub fn told_in(file: &File) -> bool {
    file.records().iter().any(told_in_record)
}

/// Whether any version of a record tells of it. A record that was withdrawn still does.
pub fn told_in_record(held: &Held) -> bool {
    let fields = held.schema.fields.iter().filter_map(|field| Some((field.name, codes_of(field.value)?)));
    fields.into_iter().any(|(name, codes)| {
        held.versions().iter().any(|version| version.fields.get(name).is_some_and(|value| holds(value, codes)))
    })
}

fn codes_of(value: ValueType) -> Option<&'static [&'static str]> {
    match value {
        ValueType::Code(set) => CODES.iter().find(|(name, _)| *name == set).map(|(_, codes)| *codes),
        ValueType::List(of) => codes_of(*of),
        _ => None,
    }
}

fn holds(value: &Json, codes: &[&str]) -> bool {
    match value {
        // A code that was redefined is stored with the year that defines it.
        Json::String(code) => codes.contains(&code.split_once('@').map_or(code.as_str(), |(bare, _)| bare)),
        Json::Array(values) => values.iter().any(|value| holds(value, codes)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_in_its_set() {
        for (set, codes) in CODES {
            for code in *codes {
                assert!(crate::code::set(set).find(code).is_ok(), "{set} has no {code}");
            }
        }
    }
}
