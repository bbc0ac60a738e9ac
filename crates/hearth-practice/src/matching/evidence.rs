//! Everything that two descriptions say about being of one person, weighed and told in words.

use super::{
    address::{self, Lived},
    birth::{self, Birth},
    entry::{Entry, Relative, date},
    lexicon::{Lexicon, Likeness, NONE, Use, WordId},
    name::{self, Named, Part},
    weights::{
        ANOTHER_MEMBER, IDENTIFIER_OTHER, IDENTIFIER_SAME, KIN_BORN, KIN_NAMED, NO_HOUSEHOLDS, PHONE_SAME, SEX_OTHER,
        SEX_SAME, Weight,
    },
};

/// How likely two descriptions are of one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// From 0 to 1. It is a probability as far as the description of the population is right; above all it puts in order.
    pub score: f64,
    /// The evidence against strangers, in bits, without regard to how many strangers there are.
    pub bits: f32,
}

/// What was compared, with what it came to.
pub(super) struct Evidence {
    pub weight: Weight,
    named: Named,
    birth: Birth,
    lived: Lived,
    sex: bool,
    identifier: bool,
    phone: bool,
    kin: Option<(WordId, f32)>,
}

/// What shared address, telephone and family are worth together at most: how far a comparison can still rise after names,
/// birth and sex.
const MOST_SHARED: f32 = 40.0;

/// Among whom two people are compared.
#[derive(Clone, Copy)]
pub(super) struct Among {
    /// How many people there are.
    pub population: f64,
    /// How many others live with one of them, as a logarithm.
    pub mates: f32,
}

/// Weighs two descriptions. What cannot come to the score `least` is given up early.
pub(super) fn weigh(lexicon: &Lexicon, a: &Entry, b: &Entry, among: Among, least: Option<f64>) -> Option<Evidence> {
    let mut weight = Weight::NONE;
    if let (Some(one), Some(two)) = (a.sex, b.sex) {
        weight += if one == two { SEX_SAME } else { SEX_OTHER };
    }
    let birth = birth::compare(a, b);
    weight += birth.weight();
    let named = name::compare(lexicon, a, b);
    weight += named.weight;
    let identifier = identifiers(lexicon, a, b);
    weight += identifier;
    if least.is_some_and(|least| among.chance(weight + Weight::shared(MOST_SHARED)) < least) {
        return None;
    }
    let lived = address::compare(lexicon, a, b);
    let phone = a.phones().iter().any(|phone| b.phones().contains(phone));
    let kin = kin(lexicon, a, b);
    // Whoever moves takes telephone and family along: what is shared counts together, and never against.
    weight += Weight::shared(lived.bits + if phone { PHONE_SAME } else { 0.0 } + kin.map_or(0.0, |(_, bits)| bits));
    if among.mates > NO_HOUSEHOLDS && named.contradicts && identifier.same <= 0.0 {
        weight += ANOTHER_MEMBER;
    }
    let sex = a.sex.is_some() && a.sex == b.sex;
    Some(Evidence { weight, named, birth, lived, sex, identifier: identifier.same > 0.0, phone, kin })
}

impl Among {
    /// The chance of one person, among one person, the members of a household and a population of strangers.
    fn chance(self, weight: Weight) -> f64 {
        let one = f64::from(weight.same).exp2();
        let mates = f64::from(weight.mate + self.mates).exp2();
        one / (self.population + mates + one)
    }
}

fn identifiers(lexicon: &Lexicon, a: &Entry, b: &Entry) -> Weight {
    let (one, two) = (a.identifiers(), b.identifiers());
    if one.is_empty() || two.is_empty() {
        return Weight::NONE;
    }
    if one.iter().any(|word| two.contains(word)) {
        return IDENTIFIER_SAME;
    }
    let nhs = |word: &&WordId| {
        let text = lexicon.text(**word);
        text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    match (one.iter().find(nhs), two.iter().find(nhs)) {
        (Some(one), Some(two)) if lexicon.likeness(*one, *two) != Likeness::Slip => IDENTIFIER_OTHER,
        _ => Weight::NONE,
    }
}

/// Somebody of both households who tells most, and how much: named alike, and not born on another day.
fn kin(lexicon: &Lexicon, a: &Entry, b: &Entry) -> Option<(WordId, f32)> {
    let pairs = a.kin().iter().flat_map(|one| b.kin().iter().map(move |two| (one, two)));
    let told = pairs.filter_map(|(one, two)| Some((one.given, same_kin(lexicon, one, two)?)));
    told.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, bits)| *bits > 0.0)
}

fn same_kin(lexicon: &Lexicon, one: &Relative, two: &Relative) -> Option<f32> {
    if lexicon.likeness(one.given, two.given) > Likeness::Slip {
        return None;
    }
    if one.born != 0 && two.born != 0 {
        return (one.born == two.born).then_some(KIN_BORN);
    }
    let given = lexicon.bits(one.given, Use::Given).min(lexicon.bits(two.given, Use::Given)).min(KIN_NAMED);
    let known = one.family != NONE && two.family != NONE;
    let family = match (known, known && lexicon.likeness(one.family, two.family) <= Likeness::Sound) {
        (false, _) => 0.0,
        (true, true) => 2.0,
        (true, false) => -4.0,
    };
    Some(given - 1.5 + family)
}

impl Evidence {
    /// The evidence for one person, in bits.
    pub(super) const fn bits(&self) -> f32 {
        self.weight.same
    }

    /// The verdict.
    pub(super) fn verdict(&self, among: Among) -> Verdict {
        Verdict { score: among.chance(self.weight), bits: self.weight.same }
    }

    /// Why, in words that a person can read; what tells most stands first.
    pub(super) fn why(&self, lexicon: &Lexicon, a: &Entry, b: &Entry) -> Vec<String> {
        let mut why: Vec<String> = Vec::new();
        let mut say = |words: &str| why.push(words.to_owned());
        if self.identifier {
            say("same identifier");
        }
        self.say_names(&mut say);
        self.say_birth(&mut say, a, b);
        if self.lived.house {
            say("same address");
        } else if self.lived.postcode {
            say("same postcode");
        } else if self.lived.street {
            say("same street");
        }
        if self.phone {
            say("same telephone number");
        }
        if let Some((kin, _)) = self.kin {
            say(&format!("lives with {}", capital(lexicon.text(kin))));
        }
        if !self.sex && a.sex.is_some() && b.sex.is_some() {
            say("another sex");
        }
        why
    }

    fn say_names(&self, say: &mut impl FnMut(&str)) {
        let Named { given, family, swapped, other, .. } = self.named;
        let same = |part| matches!(part, Part::As(Likeness::Same));
        if other {
            say("under another name");
        }
        if swapped {
            say("given and family names swapped");
        }
        if same(given) && same(family) {
            if !swapped {
                say("same name");
            }
            return;
        }
        match given {
            Part::Missing => {}
            Part::As(likeness) => say(given_words(likeness)),
            Part::Within => say("second given name used as the first"),
        }
        match family {
            Part::Missing => {}
            Part::As(likeness) => say(family_words(likeness)),
            Part::Within => say("double-barrelled part"),
        }
    }

    fn say_birth(&self, say: &mut impl FnMut(&str), a: &Entry, b: &Entry) {
        let expected = || {
            let entry = if a.expected { a } else { b };
            date(entry.born).map_or_else(String::new, |day| day.to_string())
        };
        match self.birth {
            Birth::Missing if a.born == b.born => {}
            Birth::Missing => say("date of birth not known"),
            Birth::Same if a.expected => say("expected on the same date"),
            Birth::Same | Birth::SameByDefault => say("same date of birth"),
            Birth::YearOnly => say("born in the same year, the day perhaps not known"),
            Birth::Swapped => say("day and month of birth swapped"),
            Birth::Slip => say("date of birth one slip apart"),
            Birth::DayApart => say("born a day apart"),
            Birth::OtherYear => say("same birthday, another year"),
            Birth::SameMonth => say("born in the same month"),
            Birth::SameYear => say("born in the same year"),
            Birth::Due | Birth::NearlyDue | Birth::Early => say(&format!("was expected on {}", expected())),
            Birth::Other => say("another date of birth"),
        }
    }
}

const fn given_words(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Same => "same given name",
        Likeness::Form => "nickname or another form of the given name",
        Likeness::Slip => "given name is spelled nearly so",
        Likeness::Sound => "given name sounds like it",
        Likeness::Begins => "given name begins the same",
        Likeness::Initial => "same initial",
        Likeness::Alike => "given name is a little alike",
        Likeness::Other => "another given name",
    }
}

const fn family_words(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Same => "same surname",
        Likeness::Form => "another spelling of the surname",
        Likeness::Slip => "surname is spelled nearly so",
        Likeness::Sound => "surname sounds like it",
        Likeness::Begins => "surname begins the same",
        Likeness::Initial => "same initial of the surname",
        Likeness::Alike => "surname is a little alike",
        Likeness::Other => "another surname",
    }
}

/// A folded word with its first letter large.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
