//! Who stands in a roll twice, or in two lists.

use super::{
    birth::{self, Birth},
    evidence,
    keys::{self, HASH_BITS},
    lexicon::{Likeness, NONE, Use, WordId},
    roll::{Brief, Roll, packed, place_of},
    weights::NO_HOUSEHOLDS,
};

/// Two people of a roll who may be one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The place of the one that was added first.
    pub a: u32,
    /// The place of the other.
    pub b: u32,
    /// How likely, from 0 to 1.
    pub score: f64,
}

/// So many people must have an address before a list can say anything about households.
const ENOUGH_HOUSED: usize = 500;
/// More than this at one address is a home or a mistake.
const MOST_AT_HOME: usize = 20;
/// What a word of an address is worth that few addresses have, in bits.
const RARE: f32 = 5.0;
/// A key that more people share than this tells too little: others find the pair.
const MOST_IN_BLOCK: usize = 80;

impl Roll {
    /// The pairs that may be one person, by place: within the list, or, where the first `of_first` people are a list of their
    /// own, between the two lists. None below the score `least`.
    pub fn doubles(&mut self, of_first: Option<u32>, least: f64) -> Vec<Pair> {
        self.settle();
        self.learn_households(of_first);
        let among = self.among();
        let mut pairs: Vec<Pair> = Vec::new();
        for packed in self.candidate_pairs(of_first) {
            let (a, b) = unpacked(packed);
            let (one, two) = (&self.entries[a as usize], &self.entries[b as usize]);
            if one.wall != NONE && two.wall != NONE {
                continue;
            }
            if let Some(found) = evidence::weigh(&self.lexicon, one, two, among, Some(least)) {
                let score = found.verdict(among).score;
                if score >= least {
                    pairs.push(Pair { a, b, score });
                }
            }
        }
        if of_first.is_some() {
            step_back(&mut pairs);
        }
        pairs
    }

    /// Learns from a list how many others live with each of its people: where every address has one person, sharing one tells
    /// far more than in a register of families.
    fn learn_households(&mut self, of_first: Option<u32>) {
        let mut housed: Vec<(u64, u32)> = Vec::new();
        for (place, entry) in (0_u32..).zip(&self.entries) {
            if entry.home.postcode != NONE && entry.home.house != NONE {
                housed.push((u64::from(entry.home.postcode) << 32 | u64::from(entry.home.house), place));
            }
        }
        housed.sort_unstable();
        let (mut mates, mut people) = (0_u32, 0_usize);
        for block in housed.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() <= MOST_AT_HOME) {
            people += block.len();
            for (n, (_, one)) in block.iter().enumerate() {
                mates +=
                    block[n + 1..].iter().map(|(_, two)| u32::from(self.are_mates(*one, *two, of_first))).sum::<u32>();
            }
        }
        if people < ENOUGH_HOUSED || people * 5 < self.entries.len() {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "an average of a few")]
        let others = (2.0 * mates as f32 + 0.5) / people as f32;
        self.mates = others.log2().clamp(-14.0, 3.0);
    }

    /// Whether two at one address are surely two: of one list, named otherwise and born on another day.
    fn are_mates(&self, one: u32, two: u32, of_first: Option<u32>) -> bool {
        let list = |place: u32| of_first.is_some_and(|first| place < first);
        let (a, b) = (&self.briefs[one as usize], &self.briefs[two as usize]);
        let known = a.given != NONE && b.given != NONE && a.born != 0 && b.born != 0;
        let street = |place: u32| self.entries[place as usize].home.words[0];
        let home = street(one) == street(two);
        known && home && list(one) == list(two) && a.given != b.given && a.born != b.born
    }

    /// Why a pair may be one person, in words.
    pub fn why(&self, a: u32, b: u32) -> Vec<String> {
        let (one, two) = (&self.entries[a as usize], &self.entries[b as usize]);
        let found = evidence::weigh(&self.lexicon, one, two, self.among(), None);
        found.map_or_else(Vec::new, |found| found.why(&self.lexicon, one, two))
    }

    /// The pairs that share a key, each once, in order.
    fn candidate_pairs(&self, of_first: Option<u32>) -> Vec<u64> {
        let mut pairs = Vec::new();
        // Without households an address alone can be enough, whatever name and birth say.
        if self.mates < NO_HOUSEHOLDS {
            self.pairs_of(&self.keys, of_first, |_, _| true, &mut pairs);
            self.pairs_of(&self.address_keys(), of_first, |_, _| true, &mut pairs);
        } else {
            self.pairs_of(&self.keys, of_first, |a, b| self.worth_weighing(a, b), &mut pairs);
            self.pairs_of(&self.identifier_keys(), of_first, |_, _| true, &mut pairs);
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Identifiers: whoever shares one is weighed, whatever name and birth say.
    fn identifier_keys(&self) -> Vec<u64> {
        let mut keys = Vec::new();
        for (place, entry) in self.entries.iter().enumerate() {
            keys.extend(entry.identifiers().iter().map(|word| packed(keys::of_identifier(*word), place)));
        }
        keys.sort_unstable();
        keys
    }

    /// Two rare words of an address, wherever they stand in it.
    fn address_keys(&self) -> Vec<u64> {
        let mut keys = Vec::new();
        for (place, entry) in self.entries.iter().enumerate() {
            let rare = |word: &WordId| *word != NONE && self.lexicon.bits(*word, Use::Place) >= RARE;
            let mut words: Vec<WordId> = entry.home.words.into_iter().filter(rare).collect();
            words.sort_unstable();
            for (n, one) in words.iter().enumerate() {
                keys.extend(words[n + 1..].iter().map(|two| packed(keys::of_address(*one, *two), place)));
            }
        }
        keys.sort_unstable();
        keys
    }

    fn pairs_of(
        &self,
        keys: &[u64],
        of_first: Option<u32>,
        worth: impl Fn(&Brief, &Brief) -> bool,
        pairs: &mut Vec<u64>,
    ) {
        for block in keys.chunk_by(|a, b| a >> (64 - HASH_BITS) == b >> (64 - HASH_BITS)) {
            if block.len() < 2 || block.len() > MOST_IN_BLOCK {
                continue;
            }
            for (n, one) in block.iter().enumerate() {
                let a = place_of(*one);
                let brief = &self.briefs[a as usize];
                for two in &block[n + 1..] {
                    let b = place_of(*two);
                    let apart = of_first.is_none_or(|first| (a < first) != (b < first));
                    if apart && worth(brief, &self.briefs[b as usize]) {
                        pairs.push(u64::from(a) << 32 | u64::from(b));
                    }
                }
            }
        }
    }

    /// Whether a pair deserves to be weighed, as far as first names and birth tell: in a register of families neither another
    /// birth nor another first name comes to anything.
    fn worth_weighing(&self, a: &Brief, b: &Brief) -> bool {
        let birth = if a.born == 0 || b.born == 0 { Birth::Missing } else { birth::days(a.born, b.born) };
        // Expected days are compared otherwise, and few.
        if birth == Birth::Other && !(a.expected || b.expected) {
            return false;
        }
        if a.given == NONE || b.given == NONE || a.given == b.given {
            return birth != Birth::SameYear || a.family == b.family;
        }
        if birth == Birth::Same || a.given == b.family || b.given == a.family {
            return true;
        }
        self.lexicon.likeness(a.given, b.given) <= Likeness::Initial
    }
}

const fn unpacked(pair: u64) -> (u32, u32) {
    #[expect(clippy::cast_possible_truncation, reason = "two places were packed into it")]
    {
        ((pair >> 32) as u32, pair as u32)
    }
}

/// Between two lists a person has one partner: whoever has a much better one steps back.
fn step_back(pairs: &mut [Pair]) {
    use std::collections::HashMap;
    let odds = |score: f64| score / (1.0 - score).max(1e-12);
    let mut best: HashMap<(bool, u32), [(f64, u32); 2]> = HashMap::new();
    for pair in pairs.iter() {
        for (side, other) in [((false, pair.a), pair.b), ((true, pair.b), pair.a)] {
            let kept = best.entry(side).or_insert([(0.0, u32::MAX); 2]);
            let found = (odds(pair.score), other);
            if found.0 > kept[0].0 {
                *kept = [found, kept[0]];
            } else if found.0 > kept[1].0 {
                kept[1] = found;
            }
        }
    }
    for pair in pairs {
        let own = odds(pair.score);
        let rival = |side: (bool, u32), other: u32| {
            let kept = best[&side];
            if kept[0].1 == other { kept[1].0 } else { kept[0].0 }
        };
        let rivals = rival((false, pair.a), pair.b).max(rival((true, pair.b), pair.a));
        let left = own / (1.0 + rivals / own / 16.0);
        pair.score = left / (1.0 + left);
    }
}
