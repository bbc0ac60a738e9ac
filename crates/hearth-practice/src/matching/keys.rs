//! The keys under which people are looked for: two descriptions of one person share at least one of them, and few others do.

use super::{
    entry::{Called, Day, Entry, parts},
    lexicon::{Lexicon, NONE, WordId},
};

/// How many bits of a packed key are its hash; the rest is the place of the person in the roll.
pub(super) const HASH_BITS: u32 = 39;
/// How many people fit beside the hash.
pub(super) const MOST_PEOPLE: usize = 1 << (64 - HASH_BITS);

/// A key, of which the lowest [`HASH_BITS`] bits are used.
pub(super) type Key = u64;

/// What sort of key it is, so that two sorts never meet.
#[derive(Clone, Copy)]
enum Sort {
    BornSound = 1,
    BornForm,
    PostcodeSound,
    StreetSound,
    NamesYear,
    FamilyDay,
    FamilyMonth,
    NamesHouse,
    Names,
    BornPostcode,
    BornHouse,
    Household,
    PhoneSound,
    Identifier,
    KinSound,
    Kin,
    Address,
}

/// The keys of a person. They may repeat.
pub(super) fn of(lexicon: &Lexicon, entry: &Entry, keys: &mut Vec<Key>) {
    keys.clear();
    for name in entry.names() {
        of_name(lexicon, entry, name, keys);
    }
    for home in entry.homes() {
        let (postcode, house) = (lexicon.signs(home.postcode), lexicon.signs(home.house));
        let street = lexicon.sound(home.words[0]);
        put(keys, Sort::BornPostcode, entry.born != 0 && home.postcode != NONE, around(entry.born), postcode);
        put(keys, Sort::BornHouse, entry.born != 0 && home.house != NONE, around(entry.born), house);
        // Whose house is not written is looked for in the street.
        put(keys, Sort::Household, home.postcode != NONE, postcode, if home.house == NONE { street } else { house });
    }
    for kin in entry.kin() {
        put(keys, Sort::Kin, kin.born != 0, u64::from(kin.born), lexicon.sound(kin.given));
    }
    for identifier in entry.identifiers() {
        keys.push(of_identifier(*identifier));
    }
}

/// The keys of somebody who is asked about: their own, and those that they would have if a slip of the hand stood in the
/// given or the family name.
pub(super) fn of_asked(lexicon: &Lexicon, entry: &Entry, keys: &mut Vec<Key>) {
    of(lexicon, entry, keys);
    let (given, family) = (entry.name.given[0], entry.name.family[0]);
    let near = |word: WordId| if lexicon.length(word) < 3 { Vec::new() } else { lexicon.near(word, MOST_NEAR) };
    for family in near(family) {
        let name = Called { family: [family, NONE, NONE], family_joined: NONE, ..entry.name };
        of_name(lexicon, entry, &name, keys);
    }
    for given in near(given) {
        let name = Called { given: [given, NONE, NONE], given_joined: NONE, ..entry.name };
        of_name(lexicon, entry, &name, keys);
    }
}

/// The most spellings of one name under which somebody is looked for.
const MOST_NEAR: usize = 12;

fn of_name(lexicon: &Lexicon, entry: &Entry, name: &Called, keys: &mut Vec<Key>) {
    let given = Some(name.given[0]).filter(|word| *word != NONE);
    let family = [name.family_joined].into_iter().chain(name.family).filter(|word| *word != NONE);
    let born = entry.born != 0;
    for word in given.into_iter().chain(family.clone()) {
        let sound = lexicon.sound(word);
        put(keys, Sort::BornSound, born, around(entry.born), sound);
        if let Some(form) = lexicon.form(word) {
            put(keys, Sort::BornForm, born, around(entry.born), form);
        }
        of_house(lexicon, entry, sound, keys);
    }
    let (year, month, day) = parts(entry.born);
    for family in family.map(|word| lexicon.sound(word)) {
        put(keys, Sort::FamilyMonth, born, family, u64::from(year << 7 | month));
        let Some(given) = given else { continue };
        let initial = u64::from(month.min(day) << 7 | month.max(day)) << 8 | lexicon.initial(given);
        put(keys, Sort::FamilyDay, born, family, initial);
        // Whichever of the two comes first: swapped names share the key.
        let given = lexicon.sound(given);
        let both = mixed(given.min(family), given.max(family));
        put(keys, Sort::NamesYear, born, both, year.into());
        put(keys, Sort::NamesHouse, entry.home.house != NONE, both, lexicon.signs(entry.home.house));
        put(keys, Sort::Names, true, both, 0);
    }
}

/// How a name sounds in a postcode, in a house, on a telephone and beside somebody of the household.
fn of_house(lexicon: &Lexicon, entry: &Entry, sound: u64, keys: &mut Vec<Key>) {
    for home in entry.homes() {
        put(keys, Sort::PostcodeSound, home.postcode != NONE, lexicon.signs(home.postcode), sound);
        let street = mixed(lexicon.sound(home.words[0]), lexicon.signs(home.house));
        put(keys, Sort::StreetSound, home.house != NONE && home.words[0] != NONE, street, sound);
    }
    for phone in entry.phones() {
        put(keys, Sort::PhoneSound, true, *phone, sound);
    }
    for kin in entry.kin() {
        put(keys, Sort::KinSound, true, u64::from(kin.born) << 32 ^ lexicon.sound(kin.given), sound);
    }
}

/// The key of an identifier.
pub(super) const fn of_identifier(word: WordId) -> Key {
    mixed(mixed(word as u64, 0), Sort::Identifier as u64) >> (64 - HASH_BITS)
}

/// The key of two words of an address.
pub(super) const fn of_address(one: WordId, two: WordId) -> Key {
    mixed(mixed(one as u64, two as u64), Sort::Address as u64) >> (64 - HASH_BITS)
}

/// A day with which the same day and month swapped is one.
const fn around(born: Day) -> u64 {
    let (year, month, day) = parts(born);
    let (low, high) = if month < day { (month, day) } else { (day, month) };
    (year << 14 | low << 7 | high) as u64
}

fn put(keys: &mut Vec<Key>, sort: Sort, known: bool, one: u64, two: u64) {
    if known {
        keys.push(mixed(mixed(one, two), sort as u64) >> (64 - HASH_BITS));
    }
}

/// Two numbers mixed into one (the finish of `SplitMix64`).
const fn mixed(one: u64, two: u64) -> u64 {
    let mut mixed = one.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(two).wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
