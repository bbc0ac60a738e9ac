//! The names in use, for finding near spellings of a word that somebody typed.

use std::collections::HashMap;

use hearth_practice::matching;
use hearth_record::find;
use strsim::osa_distance;

/// The words of every name of an authority, arranged for near spellings.
#[derive(Default)]
pub struct Vocabulary {
    /// Words with the set of their letters, by length in characters.
    by_length: Vec<Vec<(String, u32)>>,
    /// Words by how they sound.
    by_sound: HashMap<String, Vec<String>>,
}

/// The most spellings of one word that are looked for.
const MOST_SPELLINGS: usize = 36;

/// The most near spellings that widen one word.
const MOST_NEAR: usize = 24;

impl Vocabulary {
    /// The vocabulary of these words.
    pub fn of(words: impl IntoIterator<Item = String>) -> Self {
        let mut by_length: Vec<Vec<(String, u32)>> = Vec::new();
        let mut by_sound: HashMap<String, Vec<String>> = HashMap::new();
        for word in words {
            for sound in find::sounds(&word) {
                by_sound.entry(sound).or_default().push(word.clone());
            }
            let length = word.chars().count();
            if by_length.len() <= length {
                by_length.resize_with(length + 1, Vec::new);
            }
            let letters = letters(&word);
            by_length[length].push((word, letters));
        }
        Self { by_length, by_sound }
    }

    /// How many words it holds.
    pub fn len(&self) -> usize {
        self.by_length.iter().map(Vec::len).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What may have been meant by a word, with how likely it is: the word itself, words that somebody bears and that are a slip
    /// away or sound the same, and other forms of the name.
    pub fn spellings(&self, word: &str) -> Vec<(String, f32)> {
        let mut spellings = vec![(word.to_owned(), 1.0)];
        let mut put = |other: &str, weight: f32| {
            if !spellings.iter().any(|(held, _)| held == other) {
                spellings.push((other.to_owned(), weight));
            }
        };
        self.near(word).iter().for_each(|near| put(near, 0.8));
        matching::forms(word).for_each(|form| put(form, 0.7));
        let heard = find::sounds(word);
        heard.iter().filter_map(|sound| self.by_sound.get(sound)).flatten().for_each(|other| put(other, 0.6));
        spellings.truncate(MOST_SPELLINGS);
        spellings
    }

    /// The words that one slip turns into `word`, two where it is long: a letter left out, put in, changed, or two
    /// neighbours swapped. Nearest first.
    pub fn near(&self, word: &str) -> Vec<String> {
        let length = word.chars().count();
        if length < 3 {
            return Vec::new();
        }
        let slips = if length >= 8 { 2 } else { 1 };
        let mine = letters(word);
        let lengths = length.saturating_sub(slips)..=(length + slips).min(self.by_length.len().saturating_sub(1));
        let mut near: Vec<(usize, &String)> = lengths
            .flat_map(|length| &self.by_length[length])
            // One slip changes at most two letters of the set: comparing sets first spares most of the distances.
            .filter(|(_, theirs)| (mine ^ theirs).count_ones() as usize <= 2 * slips)
            .map(|(other, _)| (osa_distance(word, other), other))
            .filter(|(distance, _)| (1..=slips).contains(distance))
            .collect();
        near.sort_unstable();
        near.truncate(MOST_NEAR);
        near.into_iter().map(|(_, other)| other.clone()).collect()
    }
}

/// The set of letters of a word, a bit a letter; other signs share the bits that are left.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |set, c| {
        let bit = if c.is_ascii_lowercase() { u32::from(c) - u32::from('a') } else { 26 + u32::from(c) % 6 };
        set | 1 << bit
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_with_two_letters_swapped_is_near() {
        let names = Vocabulary::of(["kayla", "kyle", "okell", "theo"].map(str::to_owned));
        assert_eq!(names.near("kalya"), ["kayla"]);
        assert_eq!(names.near("okel"), ["okell"]);
        assert!(names.near("marcus").is_empty());
    }
}
