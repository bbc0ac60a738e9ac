//! How two names compare: given and family names, in their places and swapped.

use super::{
    entry::{Called, Entry},
    lexicon::{Lexicon, Likeness, NONE, Use, WordId},
    weights::{SWAPPED, Weight},
};

/// How two people are named.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Named {
    pub weight: Weight,
    pub given: Part,
    pub family: Part,
    /// Whether the given names cannot be one.
    pub contradicts: bool,
    /// Whether given and family name stand in each other's place.
    pub swapped: bool,
    /// Whether another name than the main one of either was compared.
    pub other: bool,
}

/// How one part of two names compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// One of the two is not known.
    Missing,
    /// Alike in some way.
    As(Likeness),
    /// One is a part of the other: a double-barrelled name, or the second given name as the first.
    Within,
}

impl Part {
    /// Whether the two cannot be one name.
    pub(super) const fn contradicts(self) -> bool {
        matches!(self, Self::As(Likeness::Other | Likeness::Alike))
    }
}

/// The best comparison of any name of one with any name of the other.
pub(super) fn compare(lexicon: &Lexicon, a: &Entry, b: &Entry) -> Named {
    let mut best = both_ways(lexicon, &a.name, &b.name);
    if a.more.is_none() && b.more.is_none() {
        return best;
    }
    for (n, one) in a.names().enumerate() {
        for (m, two) in b.names().enumerate() {
            if n + m == 0 {
                continue;
            }
            let other = Named { other: true, ..both_ways(lexicon, one, two) };
            if other.weight.apart() > best.weight.apart() + 0.01 {
                best = other;
            }
        }
    }
    best
}

fn both_ways(lexicon: &Lexicon, a: &Called, b: &Called) -> Named {
    let straight = straight(lexicon, a, b);
    // Whoever agrees in both places is not looked at the other way round: most pairs end here.
    if !straight.given.contradicts() && !straight.family.contradicts() {
        return straight;
    }
    let swapped = swapped(lexicon, a, b);
    if swapped.weight.apart() > straight.weight.apart() { swapped } else { straight }
}

fn straight(lexicon: &Lexicon, a: &Called, b: &Called) -> Named {
    let (given, given_weight) = given(lexicon, a, b);
    let (family, family_weight) = family(lexicon, a, b);
    let mut weight = given_weight + family_weight + middle(lexicon, a, b, given);
    if given == Part::As(Likeness::Same) && matches!(family, Part::As(Likeness::Same) | Part::Within) {
        let shared = a.family.iter().find(|word| **word != NONE && b.family.contains(word));
        let both = shared.map_or(0.0, |family| {
            let apart = lexicon.bits(a.given[0], Use::Given) + lexicon.bits(*family, Use::Family);
            lexicon.bits_of_both(a.given[0], *family) - apart
        });
        weight += Weight::shared(both);
    }
    Named { weight, given, family, contradicts: given.contradicts(), swapped: false, other: false }
}

fn swapped(lexicon: &Lexicon, a: &Called, b: &Called) -> Named {
    let across = |one: WordId, other: WordId, using| {
        if one == NONE || other == NONE {
            return (Part::Missing, Weight::NONE);
        }
        let likeness = lexicon.likeness(one, other);
        let bits = lexicon.bits(one, using).min(lexicon.bits(other, using));
        (Part::As(likeness), family_weight(likeness, bits, short(lexicon, one, other)))
    };
    let (given, one) = across(a.given[0], b.family[0], Use::Given);
    let (family, two) = across(a.family[0], b.given[0], Use::Given);
    let found = |part| matches!(part, Part::As(Likeness::Same | Likeness::Form | Likeness::Slip | Likeness::Sound));
    // One word in the other's place is chance as often as not, where the second is not known.
    let penalty = if found(given) && found(family) { SWAPPED } else { SWAPPED + SWAPPED };
    let contradicts = given.contradicts() || family.contradicts();
    Named { weight: one + two + penalty, given, family, contradicts, swapped: true, other: false }
}

/// The first given names.
fn given(lexicon: &Lexicon, a: &Called, b: &Called) -> (Part, Weight) {
    let (one, two) = (a.given[0], b.given[0]);
    if one == NONE || two == NONE {
        return (Part::Missing, Weight::NONE);
    }
    let likeness = lexicon.likeness(one, two);
    let bits = lexicon.bits(one, Use::Given).min(lexicon.bits(two, Use::Given));
    let plain = given_weight(likeness, bits, short(lexicon, one, two));
    if likeness == Likeness::Same {
        return (Part::As(likeness), plain);
    }
    let joined = [(a.given_joined, two), (one, b.given_joined), (a.given_joined, b.given_joined)];
    if joined.iter().any(|(one, two)| *one != NONE && one == two) {
        return (Part::As(Likeness::Same), given_weight(Likeness::Same, bits, false));
    }
    let within = |one: WordId, others: &[WordId]| one != NONE && others[1..].contains(&one);
    if likeness > Likeness::Slip && (within(one, &b.given) || within(two, &a.given)) {
        return (Part::Within, Weight::of(bits - 4.0, bits - 6.0));
    }
    (Part::As(likeness), plain)
}

/// Words so short that one slip makes many other names of them.
fn short(lexicon: &Lexicon, a: WordId, b: WordId) -> bool {
    lexicon.length(a).min(lexicon.length(b)) <= 4
}

const fn given_weight(likeness: Likeness, bits: f32, short: bool) -> Weight {
    let slip = if short { 5.5_f32 } else { 8.5 };
    match likeness {
        Likeness::Same => Weight::of(bits - 0.2, bits - 6.0),
        Likeness::Form => Weight::of(bits.min(9.0) - 3.0, bits.min(9.0) - 8.0),
        Likeness::Slip => Weight::of(bits.min(slip) - 3.6, bits.min(slip) - 7.0),
        Likeness::Sound => Weight::of(bits.min(6.5) - 4.5, bits.min(6.5) - 6.5),
        Likeness::Begins => Weight::of(bits.min(7.0) - 4.0, bits.min(7.0) - 6.5),
        Likeness::Initial => Weight::of(3.0, 0.2),
        Likeness::Alike => Weight::of(-1.0, -0.5),
        Likeness::Other => Weight::of(-5.5, 0.0),
    }
}

const fn family_weight(likeness: Likeness, bits: f32, short: bool) -> Weight {
    let slip = if short { 5.5_f32 } else { 8.5 };
    match likeness {
        Likeness::Same => Weight::of(bits - 0.2, bits - 0.4),
        Likeness::Form => Weight::of(bits.min(9.0) - 3.0, bits.min(9.0) - 3.5),
        Likeness::Slip => Weight::of(bits.min(slip) - 3.6, bits.min(slip) - 4.4),
        Likeness::Sound => Weight::of(bits.min(6.5) - 4.5, bits.min(6.5) - 5.0),
        Likeness::Begins => Weight::of(bits.min(7.0) - 5.0, bits.min(7.0) - 5.5),
        Likeness::Initial => Weight::of(3.0, 2.8),
        Likeness::Alike => Weight::of(-0.5, -0.5),
        Likeness::Other => Weight::of(-3.6, -1.4),
    }
}

/// The family names: whole, written as one word, or a part of a double-barrelled one.
fn family(lexicon: &Lexicon, a: &Called, b: &Called) -> (Part, Weight) {
    let (one, two) = (a.family[0], b.family[0]);
    if one == NONE || two == NONE {
        return (Part::Missing, Weight::NONE);
    }
    let rarity = |one, two| lexicon.bits(one, Use::Family).min(lexicon.bits(two, Use::Family));
    if a.family == b.family {
        return (Part::As(Likeness::Same), family_weight(Likeness::Same, rarity(one, two), false));
    }
    if a.family_joined == NONE && b.family_joined == NONE {
        let likeness = lexicon.likeness(one, two);
        return (Part::As(likeness), family_weight(likeness, rarity(one, two), short(lexicon, one, two)));
    }
    let whole = |name: &Called| if name.family_joined == NONE { name.family[0] } else { name.family_joined };
    let joined = lexicon.likeness(whole(a), whole(b));
    if joined <= Likeness::Slip {
        let bits = rarity(whole(a), whole(b));
        return (Part::As(joined), family_weight(joined, bits, false));
    }
    part_of(lexicon, a, b)
}

/// The likest two words of two family names of which one at least has several.
fn part_of(lexicon: &Lexicon, a: &Called, b: &Called) -> (Part, Weight) {
    let mut best = (Part::As(Likeness::Other), family_weight(Likeness::Other, 0.0, false));
    for one in a.family.into_iter().filter(|word| *word != NONE) {
        for two in b.family.into_iter().filter(|word| *word != NONE) {
            let likeness = lexicon.likeness(one, two);
            if likeness > Likeness::Sound {
                continue;
            }
            let bits = lexicon.bits(one, Use::Family).min(lexicon.bits(two, Use::Family));
            let weight = family_weight(likeness, bits, short(lexicon, one, two)) + Weight::shared(-1.2);
            if weight.same > best.1.same {
                best = (if likeness == Likeness::Same { Part::Within } else { Part::As(likeness) }, weight);
            }
        }
    }
    best
}

/// Second given names, where both have one.
fn middle(lexicon: &Lexicon, a: &Called, b: &Called, given: Part) -> Weight {
    let (one, two) = (a.given[1], b.given[1]);
    let joined = a.given_joined != NONE && a.given_joined == b.given[0]
        || b.given_joined != NONE && b.given_joined == a.given[0];
    if one == NONE || two == NONE || given == Part::Within || joined {
        return Weight::NONE;
    }
    let bits = lexicon.bits(one, Use::Given).min(lexicon.bits(two, Use::Given)).min(7.0);
    match lexicon.likeness(one, two) {
        Likeness::Same => Weight::of(bits - 1.0, bits - 4.0),
        Likeness::Initial | Likeness::Form | Likeness::Slip | Likeness::Sound | Likeness::Begins => {
            Weight::of(2.0, 0.0)
        }
        Likeness::Alike => Weight::of(-1.0, 0.0),
        Likeness::Other => Weight::of(-3.0, -0.2),
    }
}
