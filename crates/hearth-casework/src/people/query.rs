//! What somebody typed into the one search box, taken apart.

use std::collections::BTreeMap;

use hearth_record::{
    find::{self, Term, TermKind},
    value,
};
use jiff::civil::Date;

/// A search: words of a name in any order, a date of birth, a postcode, a telephone number, an identifier, in any mixture.
#[derive(Clone, Default)]
pub struct Query {
    /// The words of a name, folded.
    pub(super) words: Vec<String>,
    /// A date of birth.
    pub(super) born: Option<Date>,
    /// Terms that identify: postcode, telephone, identifier.
    pub(super) exact: Vec<Term>,
}

/// The most words of a name that are looked for.
const MOST_WORDS: usize = 6;

impl Query {
    /// Takes apart what was typed. Never fails: what is nothing else is a word of a name.
    pub fn read(text: &str) -> Self {
        let mut query = Self::default();
        let text: String = text.chars().take(200).collect();
        let mut parts: Vec<&str> = text.split([',', ' ', '\t', '\n']).filter(|part| !part.is_empty()).collect();
        query.take_pairs(&mut parts);
        for part in parts {
            query.take(part);
        }
        query.words.truncate(MOST_WORDS);
        query
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.born.is_none() && self.exact.is_empty()
    }

    /// A postcode and a telephone number are often typed with a space inside: neighbours are tried together first.
    fn take_pairs(&mut self, parts: &mut Vec<&str>) {
        let mut at = 0;
        while at + 1 < parts.len() {
            let both = format!("{} {}", parts[at], parts[at + 1]);
            if hearth_record::identifier::Postcode::parse(&both).is_ok() && parts[at].len() <= 4 {
                self.exact.push(find::postcode(&both));
                parts.drain(at..at + 2);
            } else {
                at += 1;
            }
        }
        let digits: String =
            parts.iter().filter(|p| p.chars().all(|c| c.is_ascii_digit() || c == '+')).copied().collect();
        if digits.starts_with(['0', '+']) && (10..=15).contains(&digits.len()) {
            self.exact.push(find::phone(&digits));
            parts.retain(|p| !p.chars().all(|c| c.is_ascii_digit() || c == '+'));
        }
    }

    fn take(&mut self, part: &str) {
        if let Ok(date) = value::date(part) {
            self.born = Some(date);
        } else if hearth_record::identifier::Postcode::parse(part).is_ok() {
            self.exact.push(find::postcode(part));
        } else if part.chars().any(|c| c.is_ascii_digit()) {
            self.exact.push(find::identifier(part));
        } else {
            self.words.extend(find::words(part));
        }
    }

    /// The terms to look for with their weights, widened by near spellings from the names in use.
    ///
    /// The weights only choose which candidates are opened; what people see is scored on the opened digests.
    pub(super) fn terms(&self, near: impl Fn(&str) -> Vec<String>) -> Vec<(Term, f32)> {
        let mut terms: BTreeMap<Term, f32> = BTreeMap::new();
        let mut put = |term: Term, weight: f32| {
            let at = terms.entry(term).or_insert(0.0);
            *at = at.max(weight);
        };
        for term in &self.exact {
            put(term.clone(), 10.0);
        }
        if let Some(born) = self.born {
            put(Term::born(born), 5.0);
            for (date, weight) in near_dates(born) {
                put(Term::born(date), weight);
            }
        }
        let spellings: Vec<Vec<(String, f32)>> = self.words.iter().map(|word| spellings(word, &near)).collect();
        for (word, spelled) in self.words.iter().zip(&spellings) {
            for (spelling, weight) in spelled {
                put(Term::new(TermKind::Name, spelling.as_str()), 2.0 * weight);
                if let Some(born) = self.born {
                    put(Term::new(TermKind::NameYear, format!("{spelling} {}", born.year())), 3.0 * weight);
                }
            }
            if (3..=5).contains(&word.chars().count()) {
                put(Term::new(TermKind::Gram, word.as_str()), 1.0);
            }
            for sound in find::sounds(word) {
                put(Term::new(TermKind::Sound, sound), 1.0);
            }
        }
        for (n, first) in spellings.iter().enumerate() {
            for (a, wa) in first {
                for (b, wb) in spellings[n + 1..].iter().flatten() {
                    put(find::pair(a, b), 6.0 * wa * wb);
                }
            }
        }
        terms.into_iter().collect()
    }
}

/// The word itself, then near spellings that somebody bears.
fn spellings(word: &str, near: &impl Fn(&str) -> Vec<String>) -> Vec<(String, f32)> {
    let others = near(word).into_iter().filter(|other| other != word).map(|other| (other, 0.8));
    std::iter::once((word.to_owned(), 1.0)).chain(others).collect()
}

/// Dates that a slip of hand or memory turns into `born`: day and month swapped, a day or a year beside.
fn near_dates(born: Date) -> Vec<(Date, f32)> {
    let swapped = Date::new(born.year(), born.day(), born.month()).ok().map(|date| (date, 4.0));
    let years = [-1, 1].into_iter().filter_map(|n| Date::new(born.year() + n, born.month(), born.day()).ok());
    let days = [-1, 1].into_iter().map(|n| hearth_calendar::add_days(born, n));
    swapped.into_iter().chain(years.chain(days).map(|date| (date, 3.0))).filter(|(date, _)| *date != born).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn one_box_takes_a_name_a_date_a_postcode_and_a_phone_number() {
        let query = Query::read("Kayla O'Kell 14/02/2019 L20 3NJ 0151 496 0123");
        assert_eq!(query.words, ["kayla", "okell"]);
        assert_eq!(query.born, Some(date(2019, 2, 14)));
        assert!(query.exact.contains(&find::postcode("l203nj")));
        assert!(query.exact.contains(&find::phone("01514960123")));
    }

    #[test]
    fn an_identifier_is_looked_for_as_one() {
        assert!(Query::read("C0000123").exact == [find::identifier("c0000123")]);
    }

    #[test]
    fn an_empty_box_looks_for_nothing() {
        assert!(Query::read("  , ").is_empty());
    }
}
