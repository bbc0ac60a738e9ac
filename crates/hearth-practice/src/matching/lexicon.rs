//! The words of a roll: each kept once, with how common it is; how alike any two are is remembered.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::atomic::{AtomicU64, Ordering},
};

use hearth_record::find;

pub(super) use super::word::Likeness;
use super::word::{EVEN, Outline, Word, bits};

/// A word by its number. [`NONE`] is no word.
pub(super) type WordId = u32;

/// No word.
pub(super) const NONE: WordId = 0;

/// What a word counts as: how common it is differs between these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Given,
    Family,
    Place,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_alike_two_words_are_is_the_same_asked_again_and_the_other_way_round() {
        let mut lexicon = Lexicon::new(64);
        let (liz, elizabeth) = (lexicon.word("liz"), lexicon.word("elizabeth"));
        let asked = || (lexicon.likeness(liz, elizabeth), lexicon.likeness(elizabeth, liz), lexicon.likeness(liz, liz));
        assert_eq!(asked(), (Likeness::Form, Likeness::Form, Likeness::Same));
        assert_eq!(asked(), (Likeness::Form, Likeness::Form, Likeness::Same));
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
