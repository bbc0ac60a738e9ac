//! What a genogram shows: who is drawn, who are parents of whom, who are or were partners. Where it stands on the sheet is
//! [`layout`](super::layout)'s.

use std::collections::BTreeMap;

use hearth_calendar::days_between;
use jiff::civil::Date;

use super::{
    bond::Bond,
    network::{Network, SELF, Somebody, Tie},
};

/// A family as it is drawn. People are named by their place in `people`; the person of the network stands first.
pub struct Genogram {
    /// Who is drawn, by their place in the network.
    pub people: Vec<usize>,
    /// The generation of each, by the same place.
    pub rows: Vec<i8>,
    /// Parents with their children, partners without, and brothers and sisters whose parents nobody knows.
    pub unions: Vec<Union>,
}

/// Parents, or partners, and the children they have together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Union {
    /// None, one or two.
    pub parents: Vec<usize>,
    /// The children, the eldest first.
    pub children: Vec<Offspring>,
    /// That the two are or were partners, where that is recorded.
    pub partners: Option<Partners>,
}

/// A child of a union.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offspring {
    /// The child.
    pub child: usize,
    /// Whether the records say that these are the parents; otherwise it is told by somebody and not borne out, or it only
    /// follows from what brothers and sisters are to each other.
    pub sure: bool,
}

/// That two are or were partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Partners {
    /// From when.
    pub started: Option<Date>,
    /// Until when.
    pub ended: Option<Date>,
    /// Whether it is over on the day of the picture.
    pub over: bool,
    /// Whether it is recorded and not doubted.
    pub sure: bool,
}

/// The most people that one picture holds: beyond it nothing can be read any more. The words beside it name everybody.
pub const MOST: usize = 36;
/// How far from the person of the network, in ties.
const FAR: usize = 3;
/// A child that comes later than so many days after the day of the picture is not in it.
const CARRIED: i32 = 290;

impl Genogram {
    /// The family as it was on `day`, at most three ties away and two generations up or down.
    pub fn of(network: &Network, day: Date) -> Self {
        let mut drawing = Drawing::of(network, day);
        let mut unions: BTreeMap<Vec<usize>, Union> = BTreeMap::new();
        drawing.take_parents(&mut unions);
        drawing.take_partners(&mut unions);
        drawing.take_orphans(&mut unions);
        drawing.take_grandparents(&mut unions);
        let mut unions: Vec<Union> = unions.into_values().collect();
        let born = |place: usize| {
            let who = &network.people[drawing.people[place]];
            (who.born.or(who.expected).unwrap_or(Date::MAX), place)
        };
        for union in &mut unions {
            union.children.sort_by_key(|offspring| born(offspring.child));
        }
        unions.sort_by_key(|union| union.children.first().map_or((Date::MAX, usize::MAX), |eldest| born(eldest.child)));
        Self { rows: drawing.rows(), people: drawing.people, unions }
    }

    /// The place in the picture of somebody of the network.
    pub fn place_of(&self, who: usize) -> Option<usize> {
        self.people.iter().position(|there| *there == who)
    }
}

/// What is worked on while the picture is put together.
struct Drawing<'a> {
    network: &'a Network,
    day: Date,
    people: Vec<usize>,
    /// The parents of each who is drawn, with whether that is sure.
    parents: Vec<Vec<(usize, bool)>>,
}

impl<'a> Drawing<'a> {
    fn of(network: &'a Network, day: Date) -> Self {
        let people = reached(network, day);
        let mut drawing = Self { network, day, parents: vec![Vec::new(); people.len()], people };
        drawing.parents = (0..drawing.people.len()).map(|place| drawing.parents_of(place)).collect();
        drawing
    }

    fn place(&self, who: usize) -> Option<usize> {
        self.people.iter().position(|there| *there == who)
    }

    fn row(&self, place: usize) -> i8 {
        self.network.people[self.people[place]].generation.unwrap_or(0)
    }

    fn rows(&self) -> Vec<i8> {
        (0..self.people.len()).map(|place| self.row(place)).collect()
    }

    /// The parents of somebody as the ties say it, at most two: by adoption before by birth, the surest first.
    fn parents_of(&self, place: usize) -> Vec<(usize, bool)> {
        let who = self.people[place];
        let mut found: Vec<(bool, usize, Vec<Option<bool>>)> = Vec::new();
        for tie in &self.network.ties {
            let (bond, other) = match tie {
                tie if tie.of == who && tie.bond.is_parent() => (tie.bond, tie.to),
                tie if tie.to == who && tie.bond.is_child() => (tie.bond.inverse(), tie.of),
                _ => continue,
            };
            let Some(parent) = self.place(other) else { continue };
            // A record that puts a parent beside or below the child is told in words; no line can show it.
            if self.row(parent) + 1 != self.row(place) {
                continue;
            }
            match found.iter_mut().find(|(_, known, _)| *known == parent) {
                Some((.., told)) => told.push(tie.confirmed),
                None => found.push((bond != Bond::AdoptiveParent, parent, vec![tie.confirmed])),
            }
        }
        // One file may doubt what another only repeats: a doubt goes when something bears the tie out.
        let sure = |told: &[Option<bool>]| told.contains(&Some(true)) || !told.contains(&Some(false));
        let mut found: Vec<(bool, bool, usize)> =
            found.into_iter().map(|(by_birth, parent, told)| (by_birth, !sure(&told), parent)).collect();
        found.sort_unstable();
        if found.first().is_some_and(|(by_birth, ..)| !by_birth) {
            found.retain(|(by_birth, ..)| !by_birth);
        }
        found.truncate(2);
        found.into_iter().map(|(_, unsure, parent)| (parent, !unsure)).collect()
    }

    fn take_parents(&mut self, unions: &mut BTreeMap<Vec<usize>, Union>) {
        self.share_parents();
        for (child, parents) in self.parents.iter().enumerate().filter(|(_, parents)| !parents.is_empty()) {
            let mut key: Vec<usize> = parents.iter().map(|(parent, _)| *parent).collect();
            key.sort_unstable();
            let sure = parents.iter().all(|(_, sure)| *sure);
            let union = unions.entry(key.clone()).or_insert_with(|| Union::of(key));
            union.children.push(Offspring { child, sure });
        }
    }

    /// A brother or sister of whom no parent is recorded has those of the other; a half-brother has one of them, and which is
    /// not known.
    fn share_parents(&mut self) {
        for tie in self.network.ties.iter().filter(|tie| matches!(tie.bond, Bond::Sibling | Bond::HalfSibling)) {
            let (Some(one), Some(other)) = (self.place(tie.of), self.place(tie.to)) else { continue };
            if self.row(one) != self.row(other) {
                continue;
            }
            let sure = tie.bond == Bond::Sibling && tie.confirmed == Some(true);
            for (from, to) in [(one, other), (other, one)] {
                if self.parents[to].is_empty() && !self.parents[from].is_empty() {
                    self.parents[to] =
                        self.parents[from].iter().map(|(parent, known)| (*parent, *known && sure)).collect();
                }
            }
        }
    }

    fn take_partners(&self, unions: &mut BTreeMap<Vec<usize>, Union>) {
        for tie in self.network.ties.iter().filter(|tie| tie.bond.is_partner()) {
            let pair = self.pair(tie.of, tie.to);
            let begun = tie.started.is_none_or(|started| started <= self.day);
            if let Some(key) = pair.filter(|_| begun) {
                let union = unions.entry(key.clone()).or_insert_with(|| Union::of(key));
                union.partners = Some(joined(union.partners, tie, self.day));
            }
        }
        // Whose partner somebody is follows where only one parent is known.
        for tie in &self.network.ties {
            if !matches!(tie.bond, Bond::ParentsPartner | Bond::StepParent) || !tie.holds_on(self.day) {
                continue;
            }
            let (Some(child), Some(partner)) = (self.place(tie.of), self.place(tie.to)) else { continue };
            let joined_already =
                self.parents[child].iter().any(|(parent, _)| unions.contains_key(&ordered(*parent, partner)));
            if let ([(parent, _)], false) = (&self.parents[child][..], joined_already)
                && let Some(key) = self.pair(self.people[*parent], tie.to)
            {
                let mut union = Union::of(key.clone());
                union.partners = Some(Partners { sure: false, started: None, ended: None, over: false });
                unions.insert(key, union);
            }
        }
    }

    /// A grandparent of whom no file says whose parent they are may be the parent of either: a line that is not sure leads to each of
    /// the person's parents of whom no parent is known.
    fn take_grandparents(&self, unions: &mut BTreeMap<Vec<usize>, Union>) {
        let tied = self.network.ties.iter().filter_map(|tie| match tie.bond {
            Bond::Grandparent if tie.of == SELF => self.place(tie.to),
            Bond::Grandchild if tie.to == SELF => self.place(tie.of),
            _ => None,
        });
        let mut grandparents: Vec<usize> = tied.filter(|place| self.row(*place) == -2).collect();
        grandparents.sort_unstable();
        grandparents.dedup();
        for grandparent in grandparents {
            let theirs = |union: &&Union| union.parents.contains(&grandparent);
            if unions.values().filter(theirs).any(|union| union.children.iter().any(|there| there.sure)) {
                continue;
            }
            // Each of the parents hangs on one line: what is known of theirs, or the first grandparent.
            let hangs =
                |parent: usize| unions.values().any(|union| union.children.iter().any(|there| there.child == parent));
            let lacking: Vec<Offspring> = self.parents[0]
                .iter()
                .filter(|(parent, _)| self.row(*parent) == -1 && !hangs(*parent))
                .map(|(parent, _)| Offspring { child: *parent, sure: false })
                .collect();
            if lacking.is_empty() {
                continue;
            }
            // A couple has the one line.
            let couple = unions.keys().find(|key| key.len() == 2 && key.contains(&grandparent)).cloned();
            let key = couple.unwrap_or_else(|| vec![grandparent]);
            unions.entry(key.clone()).or_insert_with(|| Union::of(key)).children.extend(lacking);
        }
    }

    /// The two as a pair, where both are drawn side by side.
    fn pair(&self, one: usize, other: usize) -> Option<Vec<usize>> {
        let (one, other) = (self.place(one)?, self.place(other)?);
        (one != other && self.row(one) == self.row(other)).then(|| ordered(one, other))
    }

    /// Brothers and sisters of whom no parent is known hang together all the same.
    fn take_orphans(&self, unions: &mut BTreeMap<Vec<usize>, Union>) {
        let mut group: Vec<Offspring> = Vec::new();
        for tie in self.network.ties.iter().filter(|tie| tie.bond.is_sibling() && tie.bond != Bond::StepSibling) {
            let (Some(one), Some(other)) = (self.place(tie.of), self.place(tie.to)) else { continue };
            let alone = self.parents[one].is_empty() && self.parents[other].is_empty();
            let beside = self.row(one) == self.row(other);
            // One group is drawn: that of the person of the network.
            if !alone || !beside || ![one, other].contains(&SELF) {
                continue;
            }
            let sure = tie.bond == Bond::Sibling && tie.confirmed != Some(false);
            for (child, sure) in [(one, sure || one == SELF), (other, sure || other == SELF)] {
                if !group.iter().any(|there| there.child == child) {
                    group.push(Offspring { child, sure });
                }
            }
        }
        if !group.is_empty() {
            unions.insert(Vec::new(), Union { parents: Vec::new(), children: group, partners: None });
        }
    }
}

impl Union {
    fn of(parents: Vec<usize>) -> Self {
        Self { parents, children: Vec::new(), partners: None }
    }
}

fn ordered(one: usize, other: usize) -> Vec<usize> {
    vec![one.min(other), one.max(other)]
}

/// What two records of one partnership come to: the two files may each know an end of it.
fn joined(before: Option<Partners>, tie: &Tie, day: Date) -> Partners {
    // A former partnership without an end is over, whenever that was.
    let over = !tie.holds_on(day) || (tie.bond == Bond::FormerPartner && tie.ended.is_none());
    let sure = tie.confirmed != Some(false);
    match before {
        None => Partners { started: tie.started, ended: tie.ended.filter(|ended| *ended <= day), over, sure },
        Some(before) => Partners {
            started: before.started.or(tie.started),
            ended: before.ended.or(tie.ended.filter(|ended| *ended <= day)),
            over: before.over && over,
            sure: before.sure || sure,
        },
    }
}

/// Whoever can be reached, the nearest first.
fn reached(network: &Network, day: Date) -> Vec<usize> {
    let mut people = vec![SELF];
    let mut from = 0;
    for _ in 0..FAR {
        let until = people.len();
        for next in from..until {
            let who = people[next];
            for tie in &network.ties {
                let other = match tie {
                    tie if tie.of == who => tie.to,
                    tie if tie.to == who => tie.of,
                    _ => continue,
                };
                let there = &network.people[other];
                let near = there.generation.is_some_and(|generation| (-2..=2).contains(&generation));
                let begun = !tie.bond.is_partner() || tie.started.is_none_or(|started| started <= day);
                let new =
                    tie.bond.step().is_some() && begun && near && is_drawn(there, day) && !people.contains(&other);
                if new && people.len() < MOST {
                    people.push(other);
                }
            }
        }
        from = until;
    }
    people
}

/// Whoever lives or lived by the day, or is carried then.
fn is_drawn(there: &Somebody, day: Date) -> bool {
    there.born.or(there.expected).is_none_or(|comes| days_between(day, comes) <= CARRIED)
}
