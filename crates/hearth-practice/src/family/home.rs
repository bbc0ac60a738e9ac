//! Who lives where, and with whom, on a day.

use hearth_record::{
    Record, kept,
    looked_after::Placement,
    people::{Address, HouseholdMembership},
};
use jiff::civil::Date;

use super::{
    bond::Bond,
    network::{Network, SELF},
    said::{Said, Source},
};

/// Where somebody lives on a day.
pub enum Home<'a> {
    /// Looked after, in a placement that is not with their own parents.
    Placed(&'a Placement, &'a Source),
    /// At an address.
    At(&'a Address, &'a Source),
    /// No file says it.
    NotKnown,
}

/// Somebody who lives with the person of a network.
pub struct Lives<'a> {
    /// Who.
    pub who: usize,
    /// How that is known.
    pub because: Because,
    /// From when, where it is said.
    pub since: Option<Date>,
    /// The record that says so.
    pub source: &'a Source,
}

/// How it is known that two live together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// A household is recorded.
    Household,
    /// They have the same address.
    Address,
    /// They are in the same placement.
    Placement,
    /// One cares for the other in a placement.
    Cares,
}

fn in_force(started: Option<Date>, ended: Option<Date>, day: Date) -> bool {
    started.is_none_or(|started| started <= day) && ended.is_none_or(|ended| day < ended)
}

impl Said {
    /// Where the person of this file lives on a day.
    pub fn home(&self, day: Date) -> Home<'_> {
        let placed = self.placements.iter().filter(|(placement, _)| {
            in_force(Some(*placement.started), *placement.ended, day) && !with_own_parents(placement)
        });
        // A temporary placement is written over the usual one.
        if let Some((placement, source)) = placed.max_by_key(|(placement, _)| *placement.started) {
            return Home::Placed(placement, source);
        }
        match self.address(day) {
            Some((address, source)) => Home::At(address, source),
            None => Home::NotKnown,
        }
    }

    /// Whether the people of both files live at one address on a day, neither of them elsewhere in a placement. An address that
    /// either file protects is nobody's same address: whoever writes it into the other file would learn that it is the one.
    pub fn has_address_of(&self, other: &Self, day: Date) -> bool {
        match (self.home(day), other.home(day)) {
            (Home::At(one, _), Home::At(two, _)) => {
                let kept = [self, other].iter().any(|said| said.keeps(one) || said.keeps(two));
                !kept && place(one).is_some_and(|here| place(two) == Some(here))
            }
            _ => false,
        }
    }

    /// Whether this file protects an address, in this record or in another of what may be the same place.
    fn keeps(&self, address: &Address) -> bool {
        let may_be = |protected: &Address| kept::may_be(&protected.to_fields(), &address.to_fields());
        *address.protected == Some(true) || self.protected().any(may_be)
    }

    /// Whether the people of both files belong to one household or family group on a day, by the identifier that its members
    /// share.
    pub fn is_grouped_with(&self, other: &Self, day: Date) -> bool {
        let theirs = other.groups(day);
        self.groups(day).iter().any(|group| theirs.contains(group))
    }

    /// The identifiers of the groups to which the person belongs on a day.
    pub fn groups(&self, day: Date) -> Vec<String> {
        let there = self.households.iter().filter(|(home, _)| in_force(*home.started, *home.ended, day));
        there.map(|(home, _)| home.family_id.reveal().0.clone()).collect()
    }

    /// The postcode of the home on a day, unless the file protects it.
    pub fn postcode(&self, day: Date) -> Option<String> {
        match self.home(day) {
            Home::At(address, _) if !self.keeps(address) => address.postcode.reveal().as_ref().map(ToString::to_string),
            _ => None,
        }
    }

    fn address(&self, day: Date) -> Option<&(Address, Source)> {
        let homes = self.addresses.iter().filter(|(address, _)| {
            address.address_type.code() == "HOME" && in_force(*address.started, *address.ended, day)
        });
        homes.max_by_key(|(address, source)| (address.likeliest(), source.on))
    }

    fn households(&self, day: Date) -> impl Iterator<Item = &(HouseholdMembership, Source)> {
        self.households.iter().filter(move |(home, _)| {
            let lives = home.household_kind.is_none_or(|kind| matches!(kind.code(), "HOUSEHOLD" | "ADOPTIVE"));
            lives && in_force(*home.started, *home.ended, day)
        })
    }
}

/// Placed with their own parents or somebody who has parental responsibility (P1): the child lives at home.
fn with_own_parents(placement: &Placement) -> bool {
    placement.placement_type.code() == "P1"
}

/// What two addresses are compared by; `None` where one says too little to be compared.
fn place(address: &Address) -> Option<String> {
    if let Some(uprn) = address.uprn.reveal() {
        return Some(format!("uprn {}", uprn.0));
    }
    let line = |line: &Option<hearth_record::value::Line>| {
        line.as_ref().map(|line| hearth_record::find::words(&line.0).join(" ")).unwrap_or_default()
    };
    let postcode = address.postcode.reveal().as_ref().map(ToString::to_string).unwrap_or_default();
    let house = [line(address.flat.reveal()), line(address.building.reveal()), line(address.house.reveal())].join(" ");
    let street = if postcode.is_empty() { line(address.street.reveal()) } else { String::new() };
    let enough = !house.trim().is_empty() && (!postcode.is_empty() || !street.is_empty());
    enough.then(|| format!("{house} {street} {postcode}"))
}

impl Network {
    /// Where somebody lives on a day, as far as their own file was opened.
    pub fn home_of(&self, who: usize, day: Date) -> Home<'_> {
        self.said_by(who).map_or(Home::NotKnown, |said| said.home(day))
    }

    /// Whether an address is kept from somebody: what one file says protects it in each.
    pub fn is_protected(&self, address: &Address) -> bool {
        self.said.iter().any(|said| said.keeps(address))
    }

    /// Who lives with the person of the network on a day, in the order of the network.
    pub fn household(&self, day: Date) -> Vec<Lives<'_>> {
        (0..self.people.len()).filter(|who| *who != SELF).filter_map(|who| self.lives_with(who, day)).collect()
    }

    fn lives_with(&self, who: usize, day: Date) -> Option<Lives<'_>> {
        let there = &self.people[who];
        if there.dead_on(day) || there.born.is_some_and(|born| born > day) {
            return None;
        }
        let own = self.said_by(SELF)?;
        match (own.home(day), self.home_of(who, day)) {
            (Home::Placed(placement, source), theirs) => {
                let named = there.person.is_some_and(|person| placement.carers.reveal().contains(&person));
                let is_carer = named || self.cares_now(who, day);
                let postcode = placement.postcode.reveal().as_ref().map(ToString::to_string);
                let same = match theirs {
                    Home::Placed(other, _) => {
                        let carers =
                            other.carers.reveal().iter().any(|carer| placement.carers.reveal().contains(carer));
                        let code = other.postcode.reveal().as_ref().map(ToString::to_string);
                        carers || (postcode.is_some() && code == postcode)
                    }
                    _ => false,
                };
                let because = if is_carer { Because::Cares } else { Because::Placement };
                (is_carer || same).then(|| Lives { who, because, since: Some(*placement.started), source })
            }
            (_, Home::Placed(..)) => None,
            (here, theirs) => self.at_home_with(who, day, &here, &theirs),
        }
    }

    /// Whether the own file says that somebody cares for the person away from home on a day.
    fn cares_now(&self, who: usize, day: Date) -> bool {
        let cares = |bond: Bond| matches!(bond, Bond::FosterCarer | Bond::PrivateFosterCarer | Bond::Carer);
        self.ties.iter().any(|tie| tie.of == SELF && tie.to == who && cares(tie.bond) && tie.holds_on(day))
    }

    fn at_home_with<'a>(&'a self, who: usize, day: Date, here: &Home<'a>, theirs: &Home<'a>) -> Option<Lives<'a>> {
        let own = self.said_by(SELF)?;
        let person = self.people[who].person;
        let places = match (here, theirs) {
            // A protected address is compared with none: that it agrees would tell where it is.
            (Home::At(one, _), Home::At(other, _)) if !self.is_protected(one) && !self.is_protected(other) => {
                place(one).zip(place(other))
            }
            _ => None,
        };
        if places.as_ref().is_some_and(|(one, other)| one != other) {
            return None;
        }
        let recorded = own.households(day).find(|(home, _)| {
            let listed = person.is_some_and(|person| home.members.reveal().contains(&person));
            listed && !self.has_left(who, home, day)
        });
        let turned = || {
            let theirs = self.said_by(who)?;
            theirs.households(day).find(|(home, _)| home.members.reveal().contains(&own.person))
        };
        if let Some((home, source)) = recorded.or_else(turned) {
            return Some(Lives { who, because: Because::Household, since: *home.started, source });
        }
        match (places, theirs) {
            (Some(_), Home::At(address, source)) => {
                Some(Lives { who, because: Because::Address, since: *address.started, source })
            }
            _ => None,
        }
    }

    /// Whether somebody's own file says that they were no longer of this household on a day.
    fn has_left(&self, who: usize, home: &HouseholdMembership, day: Date) -> bool {
        let Some(theirs) = self.said_by(who) else { return false };
        let same = |(other, _): &&(HouseholdMembership, Source)| other.family_id.reveal() == home.family_id.reveal();
        let mut of_it = theirs.households.iter().filter(same).peekable();
        of_it.peek().is_some() && !of_it.any(|(other, _)| in_force(*other.started, *other.ended, day))
    }
}
