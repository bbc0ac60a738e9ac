//! What a file can be found by.
//!
//! A record names the fields that a person may search for; this module turns their values into [`Term`]s. The store keys
//! each term before it writes it, so that the index holds no name; the query side makes terms in the same way and asks
//! for the same keys. Nothing here decides who matches: that is scoring, done on opened digests.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rphonetic::DoubleMetaphone;
use unicode_normalization::UnicodeNormalization;

use crate::{
    digest::Digest,
    file::{File, Held},
    kept,
    schema::FindAs,
};

/// What sort of thing a term is. Terms of different kinds never meet, even where their text is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermKind {
    /// One word of a name, folded.
    Name,
    /// The first letters of a word of a name, for finding while typing.
    Gram,
    /// How a word of a name sounds.
    Sound,
    /// Two words of one name together, in alphabetical order: keeps `Smith` with a first name below the cap.
    Pair,
    /// A word of a name with the year of birth.
    NameYear,
    /// A date of birth.
    Born,
    /// A postcode without its space.
    Postcode,
    /// The last nine digits of a telephone number.
    Phone,
    /// An identifier: local, UPN, NHS, unique reference.
    Identifier,
    /// A person that the file names, as a person id: who names whom.
    Refers,
    /// The family name of an unborn child with the month in which it is expected.
    Expected,
    /// A place that the file protects, see [`kept`](crate::kept). Nobody types it: the files of the family ask for it.
    Kept,
    /// The fingerprint of a link that opens once. Nobody types it: whoever was given the link brings it.
    Link,
}

impl TermKind {
    /// The number that goes into the key. Never reuse one.
    pub const fn code(self) -> u8 {
        match self {
            Self::Name => 1,
            Self::Gram => 2,
            Self::Sound => 3,
            Self::Pair => 4,
            Self::NameYear => 5,
            Self::Born => 6,
            Self::Postcode => 7,
            Self::Phone => 8,
            Self::Identifier => 9,
            Self::Refers => 10,
            Self::Expected => 11,
            Self::Kept => 12,
            Self::Link => 13,
        }
    }
}

/// One thing that a file can be found by: a kind and its folded text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    /// What sort of thing it is.
    pub kind: TermKind,
    /// The text after folding. Personal data: it has no `Debug`.
    pub text: String,
}

impl Term {
    /// A term of `kind` with text that is folded already.
    pub fn new(kind: TermKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into() }
    }

    /// A date of birth.
    pub fn born(date: Date) -> Self {
        Self::new(TermKind::Born, date.to_string())
    }
}

/// The words of a name as they are compared: lower case, without marks, apostrophes closed up, other signs as gaps.
///
/// `O'Brien-Núñez` gives `obrien` and `nunez`, `Łukasz` gives `lukasz`.
pub fn words(name: &str) -> Vec<String> {
    let mut folded = String::new();
    for letter in name.nfkd().flat_map(char::to_lowercase).nfkd() {
        if unicode_normalization::char::is_combining_mark(letter) || matches!(letter, '\'' | '’' | '‘' | '`') {
            continue;
        }
        match plain(letter) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(letter),
        }
    }
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// How a letter is typed on an English keyboard that decomposition leaves as it is.
const fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

/// How a folded word sounds: its double metaphone codes, one or two, none where the word has no sound in it.
pub fn sounds(word: &str) -> Vec<String> {
    let ascii: String = word.chars().filter(char::is_ascii_alphabetic).collect();
    if ascii.len() < 2 {
        return Vec::new();
    }
    let heard = DoubleMetaphone::new(Some(6)).double_metaphone(&ascii);
    let mut codes = vec![heard.primary(), heard.alternate()];
    codes.retain(|code| !code.is_empty());
    codes.dedup();
    codes
}

/// The shortest and longest beginnings of a word that are indexed, in letters.
const GRAM: std::ops::RangeInclusive<usize> = 3..=5;

/// The terms of one name: its words, their beginnings and sounds, each pair of words, and each word with the year of birth.
pub fn name_terms(name: &str, born: Option<Date>) -> BTreeSet<Term> {
    let words = words(name);
    let mut terms = BTreeSet::new();
    for (n, word) in words.iter().enumerate() {
        terms.insert(Term::new(TermKind::Name, word));
        let letters: Vec<char> = word.chars().collect();
        terms.extend(
            GRAM.filter(|most| *most < letters.len())
                .map(|most| Term::new(TermKind::Gram, letters[..most].iter().collect::<String>())),
        );
        terms.extend(sounds(word).into_iter().map(|sound| Term::new(TermKind::Sound, sound)));
        if let Some(born) = born {
            terms.insert(Term::new(TermKind::NameYear, format!("{word} {}", born.year())));
        }
        terms.extend(words[n + 1..].iter().map(|other| pair(word, other)));
    }
    terms
}

/// Two words of one name, whatever their order.
pub fn pair(a: &str, b: &str) -> Term {
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    Term::new(TermKind::Pair, format!("{first} {second}"))
}

/// A child of this name who is expected in the month of `day`.
pub fn expected_in(word: &str, day: Date) -> Term {
    Term::new(TermKind::Expected, format!("{word} {}-{:02}", day.year(), day.month()))
}

/// A postcode, whatever its spacing and case.
pub fn postcode(text: &str) -> Term {
    Term::new(TermKind::Postcode, alphanumeric(text))
}

/// An identifier, whatever its spacing and case.
pub fn identifier(text: &str) -> Term {
    Term::new(TermKind::Identifier, alphanumeric(text))
}

/// A telephone number by its last nine digits, so that `+44 7700 900123` and `07700 900123` meet.
pub fn phone(text: &str) -> Term {
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    Term::new(TermKind::Phone, digits[digits.len().saturating_sub(9)..].iter().collect::<String>())
}

pub(crate) fn alphanumeric(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// What `file` can be found by. The order is fixed, so that two versions of a file can be compared.
///
/// The postcode of a protected address is none of it, whichever record has it: a search must not confirm where somebody is. The file
/// stands under the place instead, for the files of the family.
pub fn terms(file: &File) -> BTreeSet<Term> {
    let born = Digest::of(file).born;
    let kept_back = kept_back(file);
    let terms = file.records().iter().filter(|held| !held.withdrawn()).flat_map(|held| record_terms(held, born));
    terms.filter(|term| !kept_back.contains(term)).chain(kept::protected(file)).collect()
}

/// What a file is found by, or was at any time: over every version of its records, for whoever takes the file out of the index for good.
pub fn ever(file: &File) -> BTreeSet<Term> {
    let most = file.records().iter().map(|held| held.versions().len()).max().unwrap_or(0);
    // As each record stood after its first version, its second and so on. What is written is the difference of two such states.
    let as_of = |n: usize| {
        let versions = file.records().iter().flat_map(|held| held.versions().iter().take(n).cloned());
        File::of(versions.collect::<Vec<_>>())
    };
    (1..most).flat_map(|n| terms(&as_of(n))).chain(terms(file)).collect()
}

/// The postcodes that records of `file` keep back, those that were corrected since too.
pub(crate) fn kept_back(file: &File) -> BTreeSet<Term> {
    let mut kept_back = BTreeSet::new();
    for held in file.records().iter().filter(|held| !held.withdrawn()) {
        let withheld = held.withheld();
        let postcodes = held.schema.fields.iter().filter(|field| field.find == Some(FindAs::Postcode));
        for field in postcodes.filter(|field| withheld.contains(&field.name)) {
            let said = held.versions().iter().flat_map(|version| texts(version.fields.get(field.name)));
            kept_back.extend(said.map(postcode));
        }
    }
    kept_back
}

fn record_terms(held: &Held, born: Option<Date>) -> BTreeSet<Term> {
    let fields = &held.current().fields;
    let mut terms = BTreeSet::new();
    let (mut name, mut expected) = (String::new(), None);
    for field in held.schema.fields {
        let Some(find) = field.find else { continue };
        for text in texts(fields.get(field.name)) {
            match find {
                FindAs::Given | FindAs::Family => name = format!("{name} {text}"),
                FindAs::OtherName => terms.extend(name_terms(text, born)),
                FindAs::Expected => expected = text.parse::<Date>().ok(),
                FindAs::Born => terms.extend(text.parse().ok().map(Term::born)),
                FindAs::Postcode => drop(terms.insert(postcode(text))),
                FindAs::Phone => drop(terms.insert(phone(text))),
                FindAs::Identifier => drop(terms.insert(identifier(text))),
                FindAs::Refers => drop(terms.insert(Term::new(TermKind::Refers, text))),
                FindAs::Link => drop(terms.insert(Term::new(TermKind::Link, text))),
            }
        }
    }
    terms.extend(name_terms(&name, born));
    if let Some(expected) = expected {
        terms.extend(words(&name).iter().map(|word| expected_in(word, expected)));
    }
    terms
}

/// The texts of a value: itself, or each of a list.
fn texts(json: Option<&serde_json::Value>) -> Vec<&str> {
    match json {
        Some(serde_json::Value::Array(values)) => values.iter().filter_map(serde_json::Value::as_str).collect(),
        Some(value) => value.as_str().into_iter().collect(),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_name_is_folded_so_that_marks_and_signs_do_not_hide_it() {
        assert_eq!(words("  Zoë O'Brien-NÚÑEZ "), ["zoe", "obrien", "nunez"]);
        assert_eq!(words("Łukasz Weiß"), words("lukasz WEISS"));
    }

    #[test]
    fn swapped_names_share_their_terms() {
        let born = Some(date(2019, 3, 1));
        assert!(name_terms("Kayla Okell", born) == name_terms("Okell Kayla", born));
    }

    #[test]
    fn a_phone_number_is_found_with_and_without_the_country_code() {
        assert!(phone("+44 7700 900123") == phone("07700 900 123"));
    }

    #[test]
    fn names_that_sound_alike_share_a_sound() {
        let heard = sounds("okell");
        assert!(sounds("oakell").iter().any(|sound| heard.contains(sound)));
    }
}
