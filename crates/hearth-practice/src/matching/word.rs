//! One word of a roll: folded, with its letters, its sound and its forms, and how alike two words are.

use hearth_record::find;

use super::nicknames;

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

/// The letters of a word as a set, beside two marks: most pairs of words are told apart by these four bytes.
#[derive(Clone, Copy)]
pub(super) struct Outline(u32);

/// It has other forms, and it is a single letter.
const HAS_FORMS: u32 = 1 << 31;
const SINGLE: u32 = 1 << 30;

impl Outline {
    pub(super) fn of(word: &Word) -> Self {
        let forms = if word.forms[0] == 0 { 0 } else { HAS_FORMS };
        Self(word.letters & !(HAS_FORMS | SINGLE) | forms | if word.length <= 1 { SINGLE } else { 0 })
    }

    /// Whether two words have so little in common that nothing more needs to be looked at.
    pub(super) const fn far_from(self, other: Self) -> bool {
        let marks = self.0 & other.0 & HAS_FORMS | (self.0 | other.0) & SINGLE;
        marks == 0 && ((self.0 ^ other.0) & !(HAS_FORMS | SINGLE)).count_ones() > 6
    }
}

pub(super) struct Word {
    pub(super) text: Box<str>,
    pub(super) letters: u32,
    pub(super) length: u8,
    sounds: [u32; 2],
    pub(super) bones: u32,
    pub(super) signs: u32,
    pub(super) forms: [u16; 4],
    pub(super) uses: [u32; 3],
    /// Bits that agreeing on the word is worth, for each use.
    pub(super) bits: [f32; 3],
}

/// What is usual counts as much as so many people of a list.
pub(super) const EVEN: f32 = 300.0;
/// How common a word is taken to be before any list was read: given names, family names, words of addresses.
const USUAL: [f32; 3] = [0.005, 0.003, 0.002];

/// The bits that agreeing on a word is worth that is used so often, of so many people, as each sort of word.
pub(super) fn bits(uses: [u32; 3], totals: [u32; 3]) -> [f32; 3] {
    let mut bits = [0.0; 3];
    #[expect(clippy::cast_precision_loss, reason = "how common a word is need not be known to the last digit")]
    for (n, bit) in bits.iter_mut().enumerate() {
        let share = (uses[n] as f32 + USUAL[n] * EVEN) / (totals[n] as f32 + EVEN);
        *bit = -share.clamp(0.000_01, 0.5).log2();
    }
    bits
}

impl Likeness {
    pub(super) const fn of(code: u64) -> Self {
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
    pub(super) fn of(folded: &str) -> Self {
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

    pub(super) fn likeness(&self, other: &Self) -> Likeness {
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
fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> Likeness {
        let (a, b) = (Word::of(a), Word::of(b));
        assert_eq!(a.likeness(&b), b.likeness(&a));
        a.likeness(&b)
    }

    #[test]
    fn words_are_alike_in_the_ways_that_hands_and_ears_make_them() {
        assert_eq!(alike("kayla", "kalya"), Likeness::Slip);
        assert_eq!(alike("liz", "elizabeth"), Likeness::Form);
        assert_eq!(alike("wisniewska", "wisniewski"), Likeness::Slip);
        assert_eq!(alike("szewczuk", "shevchuk"), Likeness::Sound);
        assert_eq!(alike("k", "kayla"), Likeness::Initial);
        assert_eq!(alike("kayla", "marcus"), Likeness::Other);
    }
}
