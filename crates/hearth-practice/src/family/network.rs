//! The network of one person: everybody whom the files that a reader may open tie to them, each once.

use std::collections::HashMap;

use hearth_record::{find::words, ids::PersonId};
use jiff::civil::Date;

use super::{
    bond::{Bond, Gender},
    said::{Said, SaidTie, Source},
};

/// Somebody of whom the reader knows a little without their file: what a search would show of them.
#[derive(Clone)]
pub struct KnownAs {
    /// Who.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// Born, or expected.
    pub born: Option<Date>,
    /// Whether `born` is when they are expected.
    pub unborn: bool,
    /// Whether they have died.
    pub died: bool,
    /// How they are drawn.
    pub gender: Gender,
}

/// Somebody in a network.
#[derive(Clone)]
pub struct Somebody {
    /// Who, where they have a file or are named by an id.
    pub person: Option<PersonId>,
    /// What they are called; `None` where the reader may not know it or nobody does.
    pub name: Option<String>,
    /// Born.
    pub born: Option<Date>,
    /// Expected, while not born.
    pub expected: Option<Date>,
    /// The day of death.
    pub died_on: Option<Date>,
    /// Whether they have died, on whatever day.
    pub died: bool,
    /// How they are drawn.
    pub gender: Gender,
    /// Generations below the person of the network: -1 is that of the parents. `None` where no tie tells.
    pub generation: Option<i8>,
}

impl Somebody {
    /// The age in years on a day; `None` where it is not known, or the day is before the birth or after the death.
    pub fn age_on(&self, day: Date) -> Option<u16> {
        let alive = self.died_on.is_none_or(|died| day < died) && (self.died_on.is_some() || !self.died);
        self.born.filter(|_| alive).and_then(|born| hearth_calendar::age_on(born, day))
    }

    /// Whether they had died by a day.
    pub fn dead_on(&self, day: Date) -> bool {
        self.died_on.map_or(self.died, |died| died <= day)
    }

    /// Whether they were not born on a day.
    pub fn unborn_on(&self, day: Date) -> bool {
        match (self.born, self.expected) {
            (Some(born), _) => born > day,
            (None, expected) => expected.is_some(),
        }
    }
}

/// A dated tie as a file says it: what `to` is to `of`.
#[derive(Clone)]
pub struct Tie {
    /// The person whose file says it, by their place in the network.
    pub of: usize,
    /// The other, by their place in the network.
    pub to: usize,
    /// What `to` is to `of`.
    pub bond: Bond,
    /// From when.
    pub started: Option<Date>,
    /// Until when.
    pub ended: Option<Date>,
    /// Whether a paper or a second source bears it out, where that is said.
    pub confirmed: Option<bool>,
    /// Whether `to` holds parental responsibility for `of`, where that is said.
    pub responsibility: Option<bool>,
    /// By what.
    pub basis: Option<&'static str>,
    /// Whether `to` is next of kin.
    pub next_of_kin: bool,
    /// Whether `to` mainly cares for `of`.
    pub main_carer: bool,
    /// Why the two must not have contact, where they must not; empty where no reason is written.
    pub no_contact: Option<String>,
    /// Where it comes from.
    pub source: Source,
}

impl Tie {
    /// Whether it holds on a day. What has no beginning began long ago; on the day of its end it is over.
    pub fn holds_on(&self, day: Date) -> bool {
        self.started.is_none_or(|started| started <= day) && self.ended.is_none_or(|ended| day < ended)
    }
}

/// One line of the network: what somebody is to its person.
pub struct Line<'a> {
    /// Who.
    pub who: usize,
    /// What they are to the person of the network.
    pub bond: Bond,
    /// The tie that says so.
    pub tie: &'a Tie,
    /// Whether the other person's file says it, so that it was turned round.
    pub turned: bool,
}

/// Everybody tied to one person. The person stands first.
pub struct Network {
    /// The people, each once.
    pub people: Vec<Somebody>,
    /// The ties, as the files say them.
    pub ties: Vec<Tie>,
    pub(super) said: Vec<Said>,
    places: HashMap<PersonId, usize>,
}

/// The person of the network, by their place.
pub const SELF: usize = 0;

impl Network {
    /// The network of the person of `own`, from what that file and `others` say; `known` names those whose file is not among
    /// them.
    ///
    /// A file that is tied to nobody of the network adds nothing. Those who have no file are the same person where the name,
    /// the generation and what is known of the birth agree.
    pub fn of(own: Said, others: Vec<Said>, known: &[KnownAs]) -> Self {
        let mut network = Self { people: Vec::new(), ties: Vec::new(), said: Vec::new(), places: HashMap::new() };
        let person = own.person;
        let mut waiting: Vec<Said> = others.into_iter().filter(|said| said.person != person).collect();
        network.take(own, Some(0), &waiting, known);
        while let Some(next) = waiting.iter().position(|said| network.touches(said)) {
            let said = waiting.remove(next);
            let generation = network.generation_of(&said);
            network.take(said, generation, &waiting, known);
        }
        network
    }

    /// The place of somebody.
    pub fn place_of(&self, person: PersonId) -> Option<usize> {
        self.places.get(&person).copied()
    }

    /// What somebody's own file says, where it was opened.
    pub fn said_by(&self, who: usize) -> Option<&Said> {
        let person = self.people.get(who)?.person?;
        self.said.iter().find(|said| said.person == person)
    }

    /// What everybody is to the person of the network, those of their own file first. What another file says the other way
    /// round is turned, unless the own file says it already.
    pub fn lines(&self) -> Vec<Line<'_>> {
        let own = self.ties.iter().filter(|tie| tie.of == SELF);
        let mut lines: Vec<Line<'_>> =
            own.map(|tie| Line { who: tie.to, bond: tie.bond, tie, turned: false }).collect();
        for tie in self.ties.iter().filter(|tie| tie.to == SELF && tie.of != SELF) {
            let bond = tie.bond.inverse();
            let said = lines.iter().any(|line| line.who == tie.of && line.bond.step() == bond.step());
            if !said {
                lines.push(Line { who: tie.of, bond, tie, turned: true });
            }
        }
        lines
    }

    fn touches(&self, said: &Said) -> bool {
        let known = |person: &PersonId| self.places.contains_key(person);
        known(&said.person) || said.ties.iter().filter_map(|tie| tie.to.as_ref()).any(known)
    }

    /// The generation of whoever's file ties them to somebody who has one.
    fn generation_of(&self, said: &Said) -> Option<i8> {
        if let Some(place) = self.place_of(said.person) {
            return self.people[place].generation;
        }
        said.ties.iter().find_map(|tie| {
            let other = &self.people[self.place_of(tie.to?)?];
            Some(other.generation? - tie.bond.step()?)
        })
    }

    fn take(&mut self, said: Said, generation: Option<i8>, more: &[Said], known: &[KnownAs]) {
        let of = self.placed(said.person, None, generation, (&said, more), known);
        for tie in &said.ties {
            let step = tie.bond.step();
            let generation = self.people[of].generation.zip(step).map(|(own, step)| own + step);
            let to = match tie.to {
                Some(person) => self.placed(person, tie.to_name.as_deref(), generation, (&said, more), known),
                None => self.placed_by_name(tie, generation),
            };
            if to == of {
                continue;
            }
            if self.people[to].gender == Gender::Other {
                self.people[to].gender = tie.bond.gender().unwrap_or_default();
            }
            if self.people[to].born.is_none() && self.people[to].expected.is_none() {
                self.people[to].born = tie.to_born;
            }
            self.ties.push(tied(of, to, tie));
        }
        self.said.push(said);
    }

    /// The place of somebody known by an id; a new one where there is none.
    fn placed(
        &mut self,
        person: PersonId,
        written: Option<&str>,
        generation: Option<i8>,
        (own, more): (&Said, &[Said]),
        known: &[KnownAs],
    ) -> usize {
        if let Some(place) = self.place_of(person) {
            let there = &mut self.people[place];
            there.generation = there.generation.or(generation);
            if there.name.is_none() {
                there.name = written.map(str::to_owned);
            }
            return place;
        }
        let theirs = std::iter::once(own).chain(more).find(|said| said.person == person);
        let known = known.iter().find(|known| known.person == person);
        let somebody = match (theirs, known) {
            (Some(said), _) => Somebody {
                person: Some(person),
                name: Some(said.name.clone()),
                born: said.born,
                expected: said.expected.filter(|_| said.born.is_none()),
                died_on: said.died,
                died: said.died.is_some(),
                gender: said.gender,
                generation,
            },
            (None, Some(known)) => Somebody {
                person: Some(person),
                name: Some(known.name.clone()),
                born: known.born.filter(|_| !known.unborn),
                expected: known.born.filter(|_| known.unborn),
                died_on: None,
                died: known.died,
                gender: known.gender,
                generation,
            },
            (None, None) => nobody(Some(person), written, generation),
        };
        self.people.push(somebody);
        self.places.insert(person, self.people.len() - 1);
        self.people.len() - 1
    }

    /// The place of somebody who has no file: whoever has the same name and stands in the same generation, where what is known
    /// of the birth does not tell them apart.
    fn placed_by_name(&mut self, tie: &SaidTie, generation: Option<i8>) -> usize {
        let folded = tie.to_name.as_deref().map(|name| words(name).join(" ")).filter(|name| !name.is_empty());
        let same = |there: &Somebody| {
            let name = there.name.as_deref().map(|name| words(name).join(" "));
            let born = there.born.or(there.expected);
            name.is_some()
                && name == folded
                && there.generation == generation
                && born.zip(tie.to_born).is_none_or(|(one, other)| one == other)
        };
        if let Some(place) = self.people.iter().position(same) {
            return place;
        }
        let mut somebody = nobody(None, tie.to_name.as_deref(), generation);
        somebody.born = tie.to_born;
        self.people.push(somebody);
        self.people.len() - 1
    }
}

fn nobody(person: Option<PersonId>, name: Option<&str>, generation: Option<i8>) -> Somebody {
    Somebody {
        person,
        name: name.map(str::to_owned),
        born: None,
        expected: None,
        died_on: None,
        died: false,
        gender: Gender::Other,
        generation,
    }
}

fn tied(of: usize, to: usize, tie: &SaidTie) -> Tie {
    Tie {
        of,
        to,
        bond: tie.bond,
        started: tie.started,
        ended: tie.ended,
        confirmed: tie.confirmed,
        responsibility: tie.responsibility,
        basis: tie.basis,
        next_of_kin: tie.next_of_kin,
        main_carer: tie.main_carer,
        no_contact: tie.no_contact.clone(),
        source: tie.source.clone(),
    }
}
