//! A description as a roll keeps it: words as numbers, dates packed.

use jiff::civil::Date;

use super::{
    described::{Described, Home, Sex},
    lexicon::{Lexicon, NONE, Use, WordId},
};

/// Most words of a part of a name that are kept.
pub(super) const WORDS: usize = 3;
/// Most words of an address that are kept.
pub(super) const PLACE_WORDS: usize = 8;

/// One name of a person.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Called {
    /// The given names, the first first.
    pub given: [WordId; WORDS],
    /// All given names written as one, where there are several.
    pub given_joined: WordId,
    /// The words of the family name.
    pub family: [WordId; WORDS],
    /// The family name written as one word, where it has several.
    pub family_joined: WordId,
}

/// An address.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The postcode, a word without space.
    pub postcode: WordId,
    /// The house, a word.
    pub house: WordId,
    /// The words of street and town.
    pub words: [WordId; PLACE_WORDS],
}

/// A date as year, month and day beside each other; 0 is none.
pub(super) type Day = u32;

/// Somebody of the household.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Relative {
    pub given: WordId,
    pub family: WordId,
    pub born: Day,
}

/// What few descriptions have, apart from the rest.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct More {
    pub names: Vec<Called>,
    pub homes: Vec<Place>,
    pub phones: Vec<u64>,
    pub identifiers: Vec<WordId>,
    pub kin: Vec<Relative>,
}

/// A description in numbers.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub name: Called,
    pub home: Place,
    pub born: Day,
    pub expected: bool,
    pub sex: Option<Sex>,
    pub wall: WordId,
    pub more: Option<Box<More>>,
}

/// Words that stand where a given name is not known yet.
const NO_NAME: &[&str] =
    &["unborn", "baby", "bump", "newborn", "infant", "foetus", "fetus", "unknown", "unnamed", "tbc", "tba", "known"];

/// A date packed.
pub(super) fn day(date: Date) -> Day {
    let year = u32::from(date.year().clamp(0, 9_999).unsigned_abs());
    written((u16::try_from(year).unwrap_or(0), date.month().unsigned_abs(), date.day().unsigned_abs()))
}

/// A date as it was written packed: also one that no calendar has.
fn written((year, month, day): (u16, u8, u8)) -> Day {
    u32::from(year) << 14 | u32::from(month.min(99)) << 7 | u32::from(day.min(99))
}

/// Year, month and day of a packed date.
pub(super) const fn parts(day: Day) -> (u32, u32, u32) {
    (day >> 14, day >> 7 & 127, day & 127)
}

/// A packed date as a date.
pub(super) fn date(day: Day) -> Option<Date> {
    let (year, month, day) = parts(day);
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Reads a description into numbers. `counting` is for those who join the roll: whoever is only asked about does not change
/// how common names are.
pub(super) fn read(lexicon: &mut Lexicon, described: &Described, counting: bool) -> Entry {
    let name = called(lexicon, &[&described.given, &described.middle], &described.family);
    let home = described.homes.first().map(|home| place(lexicon, home)).unwrap_or_default();
    let mut more = More {
        names: described.other_names.iter().map(|name| whole(lexicon, name, &described.family)).collect(),
        homes: described.homes.iter().skip(1).map(|home| place(lexicon, home)).collect(),
        phones: described.phones.iter().filter_map(|phone| number(phone)).collect(),
        identifiers: described.identifiers.iter().map(|text| closed(lexicon, text)).collect(),
        kin: described
            .kin
            .iter()
            .map(|kin| Relative {
                given: lexicon.read(&kin.given).first().copied().unwrap_or(NONE),
                family: lexicon.read(&kin.family).first().copied().unwrap_or(NONE),
                born: kin.born.map_or(0, day),
            })
            .collect(),
    };
    more.identifiers.retain(|word| *word != NONE);
    more.kin.retain(|kin| kin.given != NONE);
    if counting {
        count(lexicon, &name, &home);
    }
    Entry {
        name,
        home,
        born: born(described),
        expected: described.born.is_none() && described.born_as_written.is_none() && described.expected.is_some(),
        sex: described.sex,
        wall: closed(lexicon, &described.wall),
        more: (more != More::default()).then(|| Box::new(more)),
    }
}

fn born(described: &Described) -> Day {
    match (described.born, described.born_as_written, described.expected) {
        (Some(date), ..) | (None, None, Some(date)) => day(date),
        (None, Some(digits), _) => written(digits),
        (None, None, None) => 0,
    }
}

fn count(lexicon: &mut Lexicon, name: &Called, home: &Place) {
    lexicon.count(&name.given, Use::Given);
    lexicon.count(&name.family, Use::Family);
    name.family.iter().for_each(|family| lexicon.count_both(name.given[0], *family));
    let mut place = [NONE; PLACE_WORDS + 2];
    place[..PLACE_WORDS].copy_from_slice(&home.words);
    place[PLACE_WORDS..].copy_from_slice(&[home.postcode, home.house]);
    lexicon.count(&place, Use::Place);
}

fn called(lexicon: &mut Lexicon, given: &[&str], family: &str) -> Called {
    let mut name = Called::default();
    let mut named = Vec::new();
    for part in given {
        named.extend_from_slice(lexicon.read(part));
    }
    if named.iter().any(|word| NO_NAME.contains(&lexicon.text(*word))) {
        named.clear();
    }
    fill(&mut name.given, &named);
    let first = lexicon.read(given.first().copied().unwrap_or_default()).to_vec();
    if first.len() > 1 && !named.is_empty() {
        name.given_joined = lexicon.joined(&first);
    }
    let family: Vec<WordId> = lexicon.read(family).to_vec();
    fill(&mut name.family, &family);
    if family.len() > 1 {
        name.family_joined = lexicon.joined(&family);
    }
    name
}

/// A whole name: its last word is the family name; a name of one word goes with the family name that is known.
fn whole(lexicon: &mut Lexicon, text: &str, family: &str) -> Called {
    let words = lexicon.read(text).to_vec();
    match words.split_last() {
        None => Called::default(),
        Some((_, [])) => called(lexicon, &[text], family),
        Some((last, given)) => {
            let mut name = Called::default();
            fill(&mut name.given, given);
            name.family[0] = *last;
            name
        }
    }
}

fn place(lexicon: &mut Lexicon, home: &Home) -> Place {
    let mut place = Place { postcode: closed(lexicon, &home.postcode), ..Place::default() };
    place.house = closed(lexicon, &home.house);
    let mut words = lexicon.read(&home.street).to_vec();
    words.extend_from_slice(lexicon.read(&home.town));
    fill(&mut place.words, &words);
    place
}

fn fill<const N: usize>(to: &mut [WordId; N], from: &[WordId]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to = *from;
    }
}

/// The word of a text without spaces and signs, in lower case.
fn closed(lexicon: &mut Lexicon, text: &str) -> WordId {
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase()) {
        return lexicon.word(text);
    }
    let plain: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    lexicon.word(&plain)
}

/// A telephone number by its last nine digits; nothing where it is too short to be one.
fn number(text: &str) -> Option<u64> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    let last = digits.get(digits.len().checked_sub(9)?..)?;
    Some(last.iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0')))
}

impl Entry {
    /// Every name, the main one first.
    pub(super) fn names(&self) -> impl Iterator<Item = &Called> {
        std::iter::once(&self.name).chain(self.more.iter().flat_map(|more| &more.names))
    }

    /// Every address, the first first.
    pub(super) fn homes(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.home).chain(self.more.iter().flat_map(|more| &more.homes))
    }

    pub(super) fn phones(&self) -> &[u64] {
        self.more.as_ref().map_or(&[], |more| &more.phones)
    }

    pub(super) fn identifiers(&self) -> &[WordId] {
        self.more.as_ref().map_or(&[], |more| &more.identifiers)
    }

    pub(super) fn kin(&self) -> &[Relative] {
        self.more.as_ref().map_or(&[], |more| &more.kin)
    }
}
