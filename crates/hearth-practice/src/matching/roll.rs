//! A roll of people: who of it may be meant.

use super::{
    described::Described,
    entry::{self, Day, Entry},
    evidence::{self, Among, Verdict},
    keys::{self, HASH_BITS, Key, MOST_PEOPLE},
    lexicon::{Lexicon, NONE, WordId},
    weights::MATES,
};

/// People in memory, by keys. People can be added at any time.
pub struct Roll {
    pub(super) lexicon: Lexicon,
    pub(super) entries: Vec<Entry>,
    pub(super) briefs: Vec<Brief>,
    /// Hash of the key and place of the person in one number, sorted.
    pub(super) keys: Vec<u64>,
    /// The keys of those who were added since, not sorted.
    fresh: Vec<u64>,
    population: Option<f64>,
    pub(super) mates: f32,
}

/// What most pairs are given up by, close together in memory.
#[derive(Clone, Copy)]
pub(super) struct Brief {
    pub born: Day,
    pub given: WordId,
    pub family: WordId,
    pub expected: bool,
}

/// Somebody of the roll who may be meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Likely {
    /// The place in the roll.
    pub place: u32,
    /// How likely, from 0 to 1.
    pub score: f64,
    /// Why, in words.
    pub why: Vec<String>,
}

/// How many comparisons of words are kept: for a handful of people, and for a council.
const REMEMBERED: usize = 1 << 10;
const REMEMBERED_OF_MANY: usize = 1 << 20;
/// How many people one question compares at most. The rarest keys are looked under first.
const MOST_COMPARED: usize = 6_000;

impl Default for Roll {
    fn default() -> Self {
        Self::new()
    }
}

impl Roll {
    /// A roll of a list: its population is the list.
    pub fn new() -> Self {
        Self::with(Lexicon::new(REMEMBERED_OF_MANY), None)
    }

    /// A roll of a few people out of a population of so many.
    pub fn of_population(population: f64) -> Self {
        Self::with(Lexicon::new(REMEMBERED), Some(population.max(1.0)))
    }

    fn with(lexicon: Lexicon, population: Option<f64>) -> Self {
        Self {
            lexicon,
            entries: Vec::new(),
            briefs: Vec::new(),
            keys: Vec::new(),
            fresh: Vec::new(),
            population,
            mates: MATES,
        }
    }

    /// Adds somebody and gives their place: 0 for the first, 1 for the next.
    ///
    /// # Panics
    /// Beyond 33 million people.
    pub fn add(&mut self, described: &Described) -> u32 {
        // A few who were chosen because they are alike say nothing about how common a name is.
        let entry = entry::read(&mut self.lexicon, described, self.population.is_none());
        let place = self.entries.len();
        assert!(place < MOST_PEOPLE, "a roll holds {MOST_PEOPLE} people");
        let mut found = Vec::with_capacity(16);
        keys::of(&self.lexicon, &entry, &mut found);
        self.fresh.extend(found.iter().map(|key| packed(*key, place)));
        self.briefs.push(Brief {
            born: entry.born,
            given: entry.name.given[0],
            family: entry.name.family[0],
            expected: entry.expected,
        });
        self.entries.push(entry);
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    /// How many people are in it.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nobody is in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Among whom its people are compared: all there are, of whom the roll holds some.
    pub(super) fn among(&self) -> Among {
        #[expect(clippy::cast_precision_loss, reason = "a population need not be known to the last head")]
        let own = self.entries.len().max(2) as f64;
        Among { population: self.population.unwrap_or(own), mates: self.mates }
    }

    /// Sorts what was added since. Done by itself where it is needed; before measuring it can be called.
    pub fn settle(&mut self) {
        if self.fresh.is_empty() {
            return;
        }
        self.keys.append(&mut self.fresh);
        self.keys.sort_unstable();
        self.keys.dedup();
        self.lexicon.settle();
    }

    /// Who of the roll may be meant, likeliest first: at most `most`, none below the score `least`.
    pub fn likeliest(&mut self, asked: &Described, most: usize, least: f64) -> Vec<Likely> {
        // A few who were added are looked through; sorting a million keys again for each of them would cost more.
        if self.fresh.len() * 64 > self.keys.len() {
            self.settle();
        }
        let asked = entry::read(&mut self.lexicon, asked, false);
        let among = self.among();
        let mut likely: Vec<(u32, evidence::Evidence, f64)> = Vec::new();
        for place in self.candidates(&asked) {
            let entry = &self.entries[place as usize];
            if asked.wall != NONE && entry.wall != NONE {
                continue;
            }
            if let Some(found) = evidence::weigh(&self.lexicon, &asked, entry, among, Some(least)) {
                let score = found.verdict(among).score;
                if score >= least {
                    likely.push((place, found, score));
                }
            }
        }
        likely.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
        likely.truncate(most);
        let told = |(place, found, score): (u32, evidence::Evidence, f64)| Likely {
            place,
            score,
            why: found.why(&self.lexicon, &asked, &self.entries[place as usize]),
        };
        likely.into_iter().map(told).collect()
    }

    /// How somebody who was asked about compares with somebody of the roll, and why; nothing across an adoption wall.
    pub fn compare(&mut self, asked: &Described, place: u32) -> Option<(Verdict, Vec<String>)> {
        self.settle();
        let among = self.among();
        let asked = entry::read(&mut self.lexicon, asked, false);
        let entry = self.entries.get(place as usize)?;
        if asked.wall != NONE && entry.wall != NONE {
            return None;
        }
        let found = evidence::weigh(&self.lexicon, &asked, entry, among, None)?;
        Some((found.verdict(among), found.why(&self.lexicon, &asked, entry)))
    }

    /// The places of those who share a key, each once.
    fn candidates(&self, asked: &Entry) -> Vec<u32> {
        let mut wanted = Vec::new();
        keys::of_asked(&self.lexicon, asked, &mut wanted);
        wanted.sort_unstable();
        wanted.dedup();
        let mut blocks: Vec<&[u64]> = wanted.iter().map(|key| block(&self.keys, *key)).collect();
        blocks.sort_unstable_by_key(|block| block.len());
        let mut places: Vec<u32> = Vec::new();
        for block in blocks {
            if !places.is_empty() && places.len() + block.len() > MOST_COMPARED {
                break;
            }
            places.extend(block.iter().take(MOST_COMPARED).map(|packed| place_of(*packed)));
        }
        let added = self.fresh.iter().filter(|packed| wanted.binary_search(&(**packed >> (64 - HASH_BITS))).is_ok());
        places.extend(added.map(|packed| place_of(*packed)));
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// A key and the place of who has it, in one number.
pub(super) const fn packed(key: Key, place: usize) -> u64 {
    key << (64 - HASH_BITS) | place as u64
}

/// The place in a packed key.
pub(super) const fn place_of(packed: u64) -> u32 {
    #[expect(clippy::cast_possible_truncation, reason = "the bits below the hash fit")]
    {
        (packed & (MOST_PEOPLE as u64 - 1)) as u32
    }
}

/// The packed keys of one key, out of all.
fn block(keys: &[u64], key: Key) -> &[u64] {
    let from = keys.partition_point(|packed| *packed < key << (64 - HASH_BITS));
    let to = keys[from..].partition_point(|packed| packed >> (64 - HASH_BITS) == key);
    &keys[from..from + to]
}
