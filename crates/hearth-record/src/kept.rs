//! Where a protected address is, as the index may know it.
//!
//! A mother's file protects the home; the file of her child has the same home and nobody thought of protecting it there. The file
//! that protects an address stands in the index under terms of the place, so that the files of the family can ask whether theirs is
//! one of these. Both sides are written so that a place which may be the same is taken for the same: a home that is kept back
//! without need is shown to whoever asks for it, and one that is told cannot be taken back.

use std::collections::BTreeSet;

use crate::{
    fields::Fields,
    file::{File, Held},
    find::{Term, TermKind, alphanumeric, words},
    people::Address,
    record::Record,
};

/// The parts that tell the house from those beside it.
const HOUSE: [&str; 4] = ["flat", "building", "house", "street"];

/// Stands for a house that has no number.
const NO_NUMBER: &str = "?";

/// The neighbourhood of a protected address: its postcode.
pub fn near(postcode: &str) -> Term {
    Term::new(TermKind::Kept, format!("near {}", alphanumeric(postcode)))
}

/// The terms of every place that `file` protects, as it stands now or stood before a correction.
pub fn protected(file: &File) -> BTreeSet<Term> {
    let kept = file.records().iter().filter(|held| !held.withdrawn() && keeps(held));
    kept.flat_map(Held::versions).flat_map(|version| told(&version.fields)).collect()
}

/// Whether a record is an address that is protected.
fn keeps(held: &Held) -> bool {
    held.schema.kind == Address::SCHEMA.kind && !held.withheld().is_empty()
}

/// The terms under which files that protect the place of this address stand: of each place that the record ever named. None where it
/// is no address, or says too little to be compared.
pub fn asked(held: &Held) -> BTreeSet<Term> {
    if held.schema.kind != Address::SCHEMA.kind {
        return BTreeSet::new();
    }
    held.versions().iter().flat_map(|version| asked_of(&version.fields)).collect()
}

/// Whether two addresses may be of one place, the first of which is protected.
pub fn may_be(protected: &Fields, other: &Fields) -> bool {
    let told = told(protected);
    asked_of(other).iter().any(|term| told.contains(term))
}

fn told(fields: &Fields) -> Vec<Term> {
    let place = Place::of(fields);
    let mut terms: Vec<String> = place.uprn.iter().map(|uprn| format!("uprn {uprn}")).collect();
    terms.extend(place.line.iter().map(|line| format!("line {line}")));
    match &place.postcode {
        Some(code) => {
            let numbers = if place.numbers.is_empty() { vec![NO_NUMBER.to_owned()] } else { place.numbers };
            terms.extend(numbers.iter().map(|number| format!("at {code} {number}")));
            terms.push(format!("near {code}"));
        }
        None => terms.extend(place.line.iter().map(|line| format!("bare {line}"))),
    }
    terms.into_iter().map(|text| Term::new(TermKind::Kept, text)).collect()
}

fn asked_of(fields: &Fields) -> Vec<Term> {
    let place = Place::of(fields);
    let mut terms: Vec<String> = place.uprn.iter().map(|uprn| format!("uprn {uprn}")).collect();
    match &place.postcode {
        Some(code) if place.numbers.is_empty() => terms.push(format!("near {code}")),
        Some(code) => {
            let numbers = place.numbers.iter().map(String::as_str).chain([NO_NUMBER]);
            terms.extend(numbers.map(|number| format!("at {code} {number}")));
        }
        None => {}
    }
    let line = if place.postcode.is_some() { "bare" } else { "line" };
    terms.extend(place.line.iter().map(|words| format!("{line} {words}")));
    terms.into_iter().map(|text| Term::new(TermKind::Kept, text)).collect()
}

/// What of an address tells one place from another, folded.
struct Place {
    uprn: Option<String>,
    postcode: Option<String>,
    /// The words with a number in them: of house and flat, wherever somebody typed them.
    numbers: Vec<String>,
    /// House and street in one line; nothing where either is missing.
    line: Option<String>,
}

impl Place {
    fn of(fields: &Fields) -> Self {
        let all: Vec<String> = HOUSE.iter().filter_map(|part| fields.text(part)).flat_map(words).collect();
        let has_number = |word: &&String| word.contains(|c: char| c.is_ascii_digit());
        let numbers: Vec<String> = all.iter().filter(has_number).cloned().collect();
        let enough = all.len() > 1 && (!numbers.is_empty() || fields.text("house").is_some());
        Self {
            uprn: fields.get("uprn").map(ToString::to_string),
            postcode: fields.text("postcode").map(alphanumeric).filter(|code| !code.is_empty()),
            numbers,
            line: enough.then(|| all.join(" ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(parts: &[(&str, &str)]) -> Fields {
        parts.iter().fold(Fields::new(), |fields, (name, text)| fields.with(name, *text))
    }

    #[test]
    fn a_home_is_known_again_however_somebody_typed_it() {
        let refuge = at(&[("flat", "2"), ("house", "9"), ("street", "Larkspur Close"), ("postcode", "PR8 1AA")]);
        let same: [&[(&str, &str)]; 4] = [
            &[("house", "9"), ("postcode", "pr81aa")],
            &[("street", "9 Larkspur Close"), ("postcode", "PR8 1AA")],
            &[("street", "Larkspur Close"), ("postcode", "PR8 1AA")],
            &[("house", "Flat 2, 9"), ("street", "LARKSPUR CLOSE"), ("postcode", "PR8 1AA")],
        ];
        for parts in same {
            assert!(may_be(&refuge, &at(parts)), "{parts:?}");
        }
        let without = at(&[("house", "9"), ("street", "Larkspur Close")]);
        let with = at(&[("house", "9"), ("street", "Larkspur Close"), ("postcode", "PR8 1AA")]);
        assert!(may_be(&without, &with) && may_be(&with, &without));
    }

    #[test]
    fn the_house_beside_it_and_the_same_number_elsewhere_are_other_places() {
        let refuge = at(&[("house", "9"), ("street", "Larkspur Close"), ("postcode", "PR8 1AA")]);
        let other: [&[(&str, &str)]; 4] = [
            &[("house", "11"), ("postcode", "PR8 1AA")],
            &[("house", "9"), ("postcode", "L20 3NJ")],
            &[("town", "Southport")],
            &[("street", "Larkspur Close")],
        ];
        for parts in other {
            assert!(!may_be(&refuge, &at(parts)), "{parts:?}");
        }
    }

    #[test]
    fn a_named_house_is_its_postcode() {
        let refuge = at(&[("house", "The Haven"), ("postcode", "PR8 1AA")]);
        assert!(may_be(&refuge, &at(&[("house", "9"), ("postcode", "PR8 1AA")])), "it may have a number as well");
    }
}
