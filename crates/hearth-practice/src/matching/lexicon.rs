//! The words of a roll: each folded once, with its sound and how common it is, and how alike any two are.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::atomic::{AtomicU64, Ordering},
};

use hearth_record::find;

use super::nicknames;

/// A word by its number. [`NONE`] is no word.
pub(super) type WordId = u32;

/// No word.
pub(super) const NONE: WordId = 0;

/// How alike two words are, from the same to unlike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Likeness {
    /// The same word.
    Same = 1,
    /// Two forms of one name: Liz and Elizabeth, Mohammed and Muhammad.
    Form,
    /// One slip of the hand apart, two where the word is long.
    Slip,
    /// They sound the same.
    Sound,
    /// One begins the other.
    Begins,
    /// One is the first letter of the other.
    Initial,
    /// Mostly the same letters in the same order.
    Alike,
    /// Another word.
    Other,
}

/// What a word counts as: how common it is differs between these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Given,
    Family,
    Place,
}

/// The letters of a word as a set, beside two marks: most pairs of words are told apart by these four bytes.
#[derive(Clone, Copy)]
struct Outline(u32);

/// It has other forms, and it is a single letter.
const HAS_FORMS: u32 = 1 << 31;
const SINGLE: u32 = 1 << 30;

impl Outline {
    fn of(word: &Word) -> Self {
        let forms = if word.forms[0] == 0 { 0 } else { HAS_FORMS };
        Self(word.letters & !(HAS_FORMS | SINGLE) | forms | if word.length <= 1 { SINGLE } else { 0 })
    }

    /// Whether two words have so little in common that nothing more needs to be looked at.
    const fn far_from(self, other: Self) -> bool {
        let marks = self.0 & other.0 & HAS_FORMS | (self.0 | other.0) & SINGLE;
        marks == 0 && ((self.0 ^ other.0) & !(HAS_FORMS | SINGLE)).count_ones() > 6
    }
}

struct Word {
    text: Box<str>,
    letters: u32,
    length: u8,
    sounds: [u32; 2],
    bones: u32,
    signs: u32,
    forms: [u16; 4],
    uses: [u32; 3],
    /// Bits that agreeing on the word is worth, for each use.
    bits: [f32; 3],
}

/// The words in use, numbered.
pub(super) struct Lexicon {
    words: Vec<Word>,
    outlines: Vec<Outline>,
    ids: Map<Box<str>, WordId>,
    /// Texts as they were written, with the words they come to: most texts of a long list were seen before.
    texts: Map<Box<str>, Box<[WordId]>>,
    totals: [u32; 3],
    /// How many people bear a given and a family name together.
    pairs: Map<u64, u32>,
    /// The words of names with their letters, close together, so that they can be looked through.
    names: Vec<(u32, u8, WordId)>,
    seen: Box<[AtomicU64]>,
}

/// A map for words that come by the million: nobody who chooses the words gains by making them collide, so the hash is a fast
/// one.
type Map<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Multiplies and turns, eight bytes at a time.
#[derive(Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(eight));
        }
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(23) ^ n).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// What is usual counts as much as so many people of a list.
const EVEN: f32 = 300.0;
/// How common a word is taken to be before any list was read: given names, family names, words of addresses.
const USUAL: [f32; 3] = [0.005, 0.003, 0.002];

impl Lexicon {
    /// A lexicon without words. `remembered` is how many comparisons of words are kept, a power of two.
    pub(super) fn new(remembered: usize) -> Self {
        let seen = (0..remembered.next_power_of_two()).map(|_| AtomicU64::new(0)).collect();
        let mut lexicon = Self {
            words: Vec::new(),
            outlines: Vec::new(),
            ids: Map::default(),
            texts: Map::default(),
            totals: [0; 3],
            pairs: Map::default(),
            names: Vec::new(),
            seen,
        };
        lexicon.push(Word::of(""));
        lexicon
    }

    /// The words of a text, in its order.
    pub(super) fn read(&mut self, text: &str) -> &[WordId] {
        if !self.texts.contains_key(text) {
            let words: Vec<WordId> = find::words(text).iter().map(|word| self.word(word)).collect();
            self.texts.insert(text.into(), words.into_boxed_slice());
        }
        &self.texts[text]
    }

    /// The number of a folded word.
    pub(super) fn word(&mut self, folded: &str) -> WordId {
        if folded.is_empty() {
            return NONE;
        }
        if let Some(id) = self.ids.get(folded) {
            return *id;
        }
        // Thirty bits of numbers are kept beside each other where comparisons are remembered.
        let id = WordId::try_from(self.words.len()).unwrap_or(WordId::MAX) & 0x0FFF_FFFF;
        self.push(Word::of(folded));
        self.ids.insert(folded.into(), id);
        id
    }

    fn push(&mut self, word: Word) {
        self.outlines.push(Outline::of(&word));
        self.words.push(word);
    }

    /// The words written as one, such as `almasri` of `al masri`.
    pub(super) fn joined(&mut self, words: &[WordId]) -> WordId {
        match words {
            [] => NONE,
            [word] => *word,
            words => {
                let whole: String = words.iter().map(|word| &*self.get(*word).text).collect();
                self.word(&whole)
            }
        }
    }

    /// Counts somebody who uses these words so.
    pub(super) fn count(&mut self, words: &[WordId], using: Use) {
        let words = words.iter().filter(|word| **word != NONE);
        let mut any = false;
        for word in words {
            self.words[*word as usize].uses[using as usize] += 1;
            any = true;
        }
        self.totals[using as usize] += u32::from(any);
    }

    /// Counts that somebody bears both names.
    pub(super) fn count_both(&mut self, given: WordId, family: WordId) {
        if given != NONE && family != NONE {
            *self.pairs.entry(u64::from(given) << 32 | u64::from(family)).or_default() += 1;
        }
    }

    /// The bits that agreeing on both names is worth: in a community of few names less than the two by themselves.
    pub(super) fn bits_of_both(&self, given: WordId, family: WordId) -> f32 {
        let apart = self.bits(given, Use::Given) + self.bits(family, Use::Family);
        let Some(count) = self.pairs.get(&(u64::from(given) << 32 | u64::from(family))) else { return apart };
        #[expect(clippy::cast_precision_loss, reason = "how common a name is need not be known to the last digit")]
        let (others, all) = (count.saturating_sub(1) as f32, self.totals[Use::Given as usize] as f32 + EVEN);
        let share = (others + (-apart).exp2() * EVEN) / all;
        let least = self.bits(given, Use::Given).max(self.bits(family, Use::Family));
        (-share.log2()).clamp(least, apart.max(least))
    }

    /// Works out how much each word weighs from how often it was counted.
    pub(super) fn settle(&mut self) {
        for word in &mut self.words {
            word.bits = bits(word.uses, self.totals);
        }
        let is_name = |word: &Word| word.uses[Use::Given as usize] + word.uses[Use::Family as usize] > 0;
        let borne = (0..).zip(&self.words).filter(|(_, word)| is_name(word));
        self.names = borne.map(|(id, word)| (word.letters, word.length, id)).collect();
    }

    /// Names a slip of the hand away from a word, the commonest first, at most so many.
    pub(super) fn near(&self, word: WordId, most: usize) -> Vec<WordId> {
        let asked = self.get(word);
        let mut near: Vec<WordId> = self
            .names
            .iter()
            .filter(|(letters, length, _)| {
                (asked.letters ^ letters).count_ones() <= 2 && asked.length.abs_diff(*length) <= 1
            })
            .map(|(.., id)| *id)
            .filter(|id| *id != word && strsim::osa_distance(&asked.text, &self.get(*id).text) == 1)
            .collect();
        let uses = |word: &WordId| self.get(*word).uses[0] + self.get(*word).uses[1];
        near.sort_by_key(|word| std::cmp::Reverse(uses(word)));
        near.truncate(most);
        near
    }

    /// The bits that agreeing on a word is worth.
    pub(super) fn bits(&self, word: WordId, using: Use) -> f32 {
        self.get(word).bits[using as usize]
    }

    /// The text of a word.
    pub(super) fn text(&self, word: WordId) -> &str {
        &self.get(word).text
    }

    /// How many letters a word has.
    pub(super) fn length(&self, word: WordId) -> u8 {
        self.get(word).length
    }

    /// How a word sounds, as a number for keys.
    pub(super) fn sound(&self, word: WordId) -> u64 {
        self.get(word).bones.into()
    }

    /// The name of which a word is a form, as a number for keys.
    pub(super) fn form(&self, word: WordId) -> Option<u64> {
        Some(self.get(word).forms[0]).filter(|line| *line != 0).map(u64::from)
    }

    /// The first letter of a word, as a number for keys.
    pub(super) fn initial(&self, word: WordId) -> u64 {
        self.get(word).text.bytes().next().unwrap_or(0).into()
    }

    /// The letters and digits of a word in any order, as a number for keys: `15` and `51` share it.
    pub(super) fn signs(&self, word: WordId) -> u64 {
        self.get(word).signs.into()
    }

    fn get(&self, word: WordId) -> &Word {
        &self.words[word as usize]
    }

    /// How alike two words are. It does not matter which comes first.
    pub(super) fn likeness(&self, a: WordId, b: WordId) -> Likeness {
        if a == b {
            return Likeness::Same;
        }
        if self.outlines[a as usize].far_from(self.outlines[b as usize]) {
            return Likeness::Other;
        }
        let (low, high) = if a < b { (a, b) } else { (b, a) };
        let pair = u64::from(low) << 28 | u64::from(high);
        let spread = pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
        let slot = &self.seen[usize::try_from(spread).unwrap_or(0) & (self.seen.len() - 1)];
        let held = slot.load(Ordering::Relaxed);
        if held >> 8 == pair {
            return Likeness::of(held & 0xFF);
        }
        let alike = self.get(low).likeness(self.get(high));
        slot.store(pair << 8 | alike as u64, Ordering::Relaxed);
        alike
    }
}

fn bits(uses: [u32; 3], totals: [u32; 3]) -> [f32; 3] {
    let mut bits = [0.0; 3];
    #[expect(clippy::cast_precision_loss, reason = "how common a word is need not be known to the last digit")]
    for (n, bit) in bits.iter_mut().enumerate() {
        let share = (uses[n] as f32 + USUAL[n] * EVEN) / (totals[n] as f32 + EVEN);
        *bit = -share.clamp(0.000_01, 0.5).log2();
    }
    bits
}

impl Likeness {
    const fn of(code: u64) -> Self {
        match code {
            1 => Self::Same,
            2 => Self::Form,
            3 => Self::Slip,
            4 => Self::Sound,
            5 => Self::Begins,
            6 => Self::Initial,
            7 => Self::Alike,
            _ => Self::Other,
        }
    }
}

impl Word {
    fn of(folded: &str) -> Self {
        // Postcodes, house numbers and identifiers are words too; nobody hears them.
        let spoken = !folded.bytes().any(|byte| byte.is_ascii_digit());
        let mut sounds = [0; 2];
        let heard = if spoken { find::sounds(folded) } else { Vec::new() };
        for (to, sound) in sounds.iter_mut().zip(heard) {
            *to = hash(sound.as_bytes());
        }
        Self {
            letters: folded.bytes().fold(0, |set, byte| set | 1 << (byte % 32)),
            length: u8::try_from(folded.chars().count()).unwrap_or(u8::MAX),
            sounds,
            bones: if spoken { hash(bones(folded).as_bytes()) } else { hash(folded.as_bytes()) },
            signs: signs(folded),
            forms: nicknames::lines(folded),
            uses: [0; 3],
            bits: bits([0; 3], [0; 3]),
            text: folded.into(),
        }
    }

    fn likeness(&self, other: &Self) -> Likeness {
        let (short, long) = if self.length <= other.length { (self, other) } else { (other, self) };
        if short.length == 0 {
            return Likeness::Other;
        }
        if nicknames::meet(short.forms, long.forms) {
            return Likeness::Form;
        }
        if short.length == 1 {
            return if long.text.starts_with(&*short.text) { Likeness::Initial } else { Likeness::Other };
        }
        let digits = short.text.bytes().any(|byte| byte.is_ascii_digit());
        let apart = (short.letters ^ long.letters).count_ones();
        // A slip changes at most two letters of the set, so that most pairs need no distance.
        if apart <= 4 && long.length - short.length <= 2 {
            let slips = strsim::osa_distance(&short.text, &long.text);
            if slips <= 1 || (slips == 2 && short.length >= 7) {
                return Likeness::Slip;
            }
        }
        if digits {
            return Likeness::Other;
        }
        let heard = |sound: u32| sound != 0 && long.sounds.contains(&sound);
        if short.length > 2 && (short.bones == long.bones || short.sounds.into_iter().any(heard)) {
            return Likeness::Sound;
        }
        if short.length >= 3 && long.text.starts_with(&*short.text) {
            return Likeness::Begins;
        }
        if apart <= 6 && (likeness_of(&short.text, &long.text) || likeness_of(&long.text, &short.text)) {
            return Likeness::Alike;
        }
        Likeness::Other
    }
}

fn likeness_of(a: &str, b: &str) -> bool {
    strsim::jaro_winkler(a, b) >= 0.87
}

/// What is left of a word when vowels, doubled letters and what other alphabets are written with are taken away.
fn bones(folded: &str) -> String {
    let mut text = folded.to_owned();
    for (from, to) in [
        ("sch", "s"),
        ("szcz", "s"),
        ("tch", "c"),
        ("sh", "s"),
        ("sz", "s"),
        ("zh", "z"),
        ("rz", "z"),
        ("cz", "c"),
        ("ch", "c"),
        ("kh", "k"),
        ("gh", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("dh", "d"),
        ("ck", "k"),
        ("ks", "x"),
    ] {
        if text.contains(from) {
            text = text.replace(from, to);
        }
    }
    let mut bones = String::new();
    for (n, letter) in text.chars().enumerate() {
        let letter = match letter {
            'w' => 'v',
            'c' if soft(&text, n) => 's',
            'q' | 'c' => 'k',
            'z' => 's',
            'j' | 'y' => 'i',
            other => other,
        };
        let vowel = matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'h');
        if n == 0 && vowel {
            bones.push('a');
        } else if !vowel && !bones.ends_with(letter) {
            bones.push(letter);
        }
    }
    bones
}

/// Whether a `c` is spoken as an `s`: before e, i and y.
fn soft(text: &str, at: usize) -> bool {
    matches!(text.as_bytes().get(at + 1), Some(b'e' | b'i' | b'y'))
}

/// The letters and digits of a word in order of the alphabet, hashed.
fn signs(folded: &str) -> u32 {
    let mut bytes = folded.as_bytes().to_vec();
    bytes.sort_unstable();
    hash(&bytes)
}

/// A hash that is the same on every machine (FNV-1a).
pub(super) fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> Likeness {
        let mut lexicon = Lexicon::new(64);
        let (a, b) = (lexicon.word(a), lexicon.word(b));
        assert_eq!(lexicon.likeness(a, b), lexicon.likeness(b, a));
        lexicon.likeness(a, b)
    }

    #[test]
    fn words_are_alike_in_the_ways_that_hands_and_ears_make_them() {
        assert_eq!(alike("kayla", "kayla"), Likeness::Same);
        assert_eq!(alike("kayla", "kalya"), Likeness::Slip);
        assert_eq!(alike("liz", "elizabeth"), Likeness::Form);
        assert_eq!(alike("wisniewska", "wisniewski"), Likeness::Slip);
        assert_eq!(alike("szewczuk", "shevchuk"), Likeness::Sound);
        assert_eq!(alike("k", "kayla"), Likeness::Initial);
        assert_eq!(alike("kayla", "marcus"), Likeness::Other);
    }

    #[test]
    fn a_name_that_many_bear_weighs_less() {
        let mut lexicon = Lexicon::new(64);
        let (smith, okell) = (lexicon.word("smith"), lexicon.word("okell"));
        (0..5_000).for_each(|_| lexicon.count(&[smith], Use::Family));
        lexicon.count(&[okell], Use::Family);
        lexicon.settle();
        assert!(lexicon.bits(smith, Use::Family) + 4.0 < lexicon.bits(okell, Use::Family));
    }
}
