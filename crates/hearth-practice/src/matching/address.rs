//! How two addresses compare.

use super::{
    entry::{Entry, Place},
    lexicon::{Lexicon, Likeness, NONE, Use, WordId},
};

/// How the homes of two people compare.
#[derive(Clone, Copy, PartialEq, Default)]
pub(super) struct Lived {
    /// What it is worth, for a person and for their household alike.
    pub bits: f32,
    /// The same house.
    pub house: bool,
    /// The same postcode.
    pub postcode: bool,
    /// The same or nearly the same street.
    pub street: bool,
}

/// How many of those who are asked about again have not moved, and how many have.
const STAYED: f32 = 0.75;
const MOVED: f32 = 0.25;
/// What an address is worth at most.
const MOST: f32 = 24.0;

/// The best comparison of any home of one with any home of the other.
pub(super) fn compare(lexicon: &Lexicon, a: &Entry, b: &Entry) -> Lived {
    if a.more.is_none() && b.more.is_none() {
        return places(lexicon, &a.home, &b.home).unwrap_or_default();
    }
    let pairs = a.homes().flat_map(|one| b.homes().filter_map(move |two| places(lexicon, one, two)));
    pairs.max_by(|one, two| one.bits.total_cmp(&two.bits)).unwrap_or_default()
}

/// Two places; nothing where no part is known of both.
fn places(lexicon: &Lexicon, a: &Place, b: &Place) -> Option<Lived> {
    let postcode = part(lexicon, a.postcode, b.postcode, (7.0, -4.3));
    let house = part(lexicon, a.house, b.house, (3.5, -3.0));
    let words = words(lexicon, &a.words, &b.words);
    if postcode.is_none() && house.is_none() && words.is_none() {
        return None;
    }
    // Where the postcode is another, a street of the same name is another street, or a long one.
    let other = postcode.is_some_and(|(bits, _)| bits < -4.0);
    let words = words.map(|(bits, likeness)| (if other { bits.min(4.0) } else { bits }, likeness));
    let bits = [postcode, house, words].iter().map(|part| part.map_or(0.0, |(bits, _)| bits)).sum::<f32>();
    let lived = (STAYED * bits.clamp(-20.0, MOST).exp2() + MOVED).log2();
    let same = |part: Option<(f32, Likeness)>| part.is_some_and(|(_, likeness)| likeness == Likeness::Same);
    Some(Lived {
        bits: lived,
        house: same(house) && (same(postcode) || words.is_some_and(|(bits, _)| bits > 2.0)),
        postcode: same(postcode),
        street: words.is_some_and(|(bits, _)| bits > 4.0),
    })
}

/// A part of an address that is one word: what it is worth, and how alike.
fn part(lexicon: &Lexicon, a: WordId, b: WordId, (slip, other): (f32, f32)) -> Option<(f32, Likeness)> {
    if a == NONE || b == NONE {
        return None;
    }
    let likeness = lexicon.likeness(a, b);
    let bits = lexicon.bits(a, Use::Place).min(lexicon.bits(b, Use::Place));
    Some(match likeness {
        Likeness::Same => ((bits - 0.25).max(0.0), likeness),
        Likeness::Slip | Likeness::Begins => (bits.min(slip) - 3.3, likeness),
        _ => (other, likeness),
    })
}

/// The words of street and town, wherever they stand: each against its likest in the other.
fn words(lexicon: &Lexicon, a: &[WordId], b: &[WordId]) -> Option<(f32, Likeness)> {
    if a[0] == NONE || b[0] == NONE {
        return None;
    }
    let bits = f32::midpoint(one_way(lexicon, a, b), one_way(lexicon, b, a)).min(16.0);
    Some((bits, if a == b { Likeness::Same } else { Likeness::Other }))
}

fn one_way(lexicon: &Lexicon, from: &[WordId], to: &[WordId]) -> f32 {
    let known = |words: &'_ [WordId]| words.iter().take_while(|word| **word != NONE).count();
    let (from, to) = (&from[..known(from)], &to[..known(to)]);
    from.iter().map(|word| best(lexicon, *word, to)).sum()
}

fn best(lexicon: &Lexicon, word: WordId, others: &[WordId]) -> f32 {
    let bits = lexicon.bits(word, Use::Place);
    if others.contains(&word) {
        return (bits - 0.25).max(0.0);
    }
    let worth = |other: &WordId| match lexicon.likeness(word, *other) {
        Likeness::Slip => bits.min(7.5) - 3.0,
        Likeness::Sound | Likeness::Begins | Likeness::Form => bits.min(6.0) - 3.5,
        Likeness::Alike => 0.0,
        _ => -2.0,
    };
    others.iter().map(worth).fold(-2.0, f32::max)
}
