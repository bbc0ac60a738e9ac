//! What somebody typed into the one search box, taken apart.

use std::collections::BTreeMap;

use hearth_practice::matching::Described;
use hearth_record::{
    find::{self, Term, TermKind},
    value,
};
use jiff::civil::Date;

use super::candidates::at;

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

    /// A search for folded words of a name, a date of birth and terms that identify.
    pub(super) fn of(mut words: Vec<String>, born: Option<Date>, exact: Vec<Term>) -> Self {
        words.truncate(MOST_WORDS);
        Self { words, born, exact }
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

    /// The terms to look for, widened by the spellings of each word.
    ///
    /// The weights only choose which candidates are opened; what people see is scored on the opened digests.
    pub(super) fn terms(&self, spellings: impl Fn(&str) -> Vec<(String, f32)>) -> Terms {
        let mut terms = Terms::default();
        for term in &self.exact {
            terms.put(Tier::AsTyped, term.clone(), 10.0);
        }
        if let Some(born) = self.born {
            terms.put(Tier::AsTyped, Term::born(born), 5.0);
            for (date, weight) in near_dates(born) {
                terms.put(Tier::AsTyped, Term::born(date), weight);
            }
        }
        let spelled: Vec<Vec<(String, f32)>> = self.words.iter().map(|word| spellings(word)).collect();
        self.put_words(&spelled, &mut terms);
        for (pair, weight) in pairs(&spelled) {
            terms.put(if weight >= WHOLE_NAME { Tier::AsTyped } else { Tier::Widened }, pair, weight);
        }
        terms
    }

    /// The terms of single words. Where several were typed, they are looked for only when the pairs find too few: a common
    /// name alone brings thousands.
    fn put_words(&self, spelled: &[Vec<(String, f32)>], terms: &mut Terms) {
        let alone = if self.words.len() == 1 && self.born.is_none() { Tier::Widened } else { Tier::Single };
        for (word, spelled) in self.words.iter().zip(spelled) {
            for (spelling, weight) in spelled {
                terms.put(alone, Term::new(TermKind::Name, spelling.as_str()), 2.0 * weight);
                if let Some(born) = self.born {
                    let term = Term::new(TermKind::NameYear, format!("{spelling} {}", born.year()));
                    let tier = if *weight >= 1.0 { Tier::AsTyped } else { Tier::Widened };
                    terms.put(tier, term, 3.0 * weight);
                }
            }
            if (3..=5).contains(&word.chars().count()) {
                terms.put(alone, Term::new(TermKind::Gram, word.as_str()), 1.0);
            }
            for sound in find::sounds(word) {
                terms.put(alone, Term::new(TermKind::Sound, sound), 1.0);
            }
        }
    }

    /// The ways in which what was typed describes somebody: nobody says which word is the family name.
    pub(super) fn readings(&self) -> Vec<Described> {
        let mut plain = Described { born: self.born, ..Described::default() };
        for term in &self.exact {
            match term.kind {
                TermKind::Postcode => plain.homes.push(at(&term.text)),
                TermKind::Phone => plain.phones.push(term.text.clone()),
                _ => plain.identifiers.push(term.text.clone()),
            }
        }
        let named = |given: &[String], family: &[String]| Described {
            given: given.join(" "),
            family: family.join(" "),
            ..plain.clone()
        };
        let words = &self.words[..];
        match words {
            [] => vec![plain],
            [_] => vec![named(words, &[]), named(&[], words)],
            [first, rest @ ..] => {
                let (last, before) = words.split_last().unwrap_or((first, rest));
                let mut readings =
                    vec![named(before, std::slice::from_ref(last)), named(rest, std::slice::from_ref(first))];
                if words.len() > 2 {
                    readings.push(named(std::slice::from_ref(first), rest));
                }
                readings
            }
        }
    }
}

/// How far from what was typed a term is. The next tier is asked for only where those before find too few.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// As it was typed, and what tells by itself.
    AsTyped,
    /// In the spellings that may have been meant.
    Widened,
    /// One word of several: a common name alone brings thousands.
    Single,
}

/// What a file weighs that stands under two words as they were typed.
pub(super) const WHOLE_NAME: f32 = 6.0;

/// What a search looks for in the index, with what each term weighs.
#[derive(Default)]
pub(super) struct Terms {
    all: BTreeMap<Term, (f32, Tier)>,
}

impl Terms {
    pub(super) fn put(&mut self, tier: Tier, term: Term, weight: f32) {
        let held = self.all.entry(term).or_insert((0.0, tier));
        *held = (held.0.max(weight), held.1.min(tier));
    }

    /// Takes in the terms of another search.
    pub(super) fn join(&mut self, other: Self) {
        for (term, (weight, tier)) in other.all {
            self.put(tier, term, weight);
        }
    }

    /// The terms with their weights by tier, and where each of the three ends.
    pub(super) fn in_order(self) -> (Vec<(Term, f32)>, [usize; 3]) {
        let mut all: Vec<(Term, (f32, Tier))> = self.all.into_iter().collect();
        all.sort_by_key(|(_, (_, tier))| *tier);
        let end = |last: Tier| all.partition_point(|(_, (_, tier))| *tier <= last);
        let ends = [end(Tier::AsTyped), end(Tier::Widened), all.len()];
        (all.into_iter().map(|(term, (weight, _))| (term, weight)).collect(), ends)
    }
}

/// The most pairs of words that are looked for.
const MOST_PAIRS: usize = 120;

/// Pairs of spellings of two words, the likeliest first.
fn pairs(spelled: &[Vec<(String, f32)>]) -> Vec<(Term, f32)> {
    let mut pairs = Vec::new();
    for (n, first) in spelled.iter().enumerate() {
        for (a, wa) in first {
            for (b, wb) in spelled[n + 1..].iter().flatten() {
                pairs.push((find::pair(a, b), WHOLE_NAME * wa * wb));
            }
        }
    }
    pairs.sort_by(|a, b| b.1.total_cmp(&a.1));
    pairs.truncate(MOST_PAIRS);
    pairs
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
