//! A family: its people, its home, and the story of each child.

use hearth_calendar::{add_days, days_between};
use hearth_record::ids::PersonId;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::chance::Chance;
use crate::people::communities::{CAME_ALONE, Community, FAMILIES};
use crate::people::identifiers;
use crate::people::names::{self, Sex};
use crate::people::person::{Birth, Person, Role};
use crate::people::places::{self, Address};
use crate::story::Story;
use crate::telling::Course;
use crate::world::World;

/// Most children that a family of the stories has: local identifiers leave room for so many.
pub(crate) const MOST_CHILDREN: u32 = 8;

/// A family and what the authority knows of it.
#[derive(Clone, Debug)]
pub struct Family {
    /// Its place in the world; with the seed it is all that is needed to tell it again.
    pub index: u64,
    /// Children first, eldest first, then adults.
    pub people: Vec<Person>,
    /// The story of each child, in the order of the people.
    pub stories: Vec<Story>,
    /// Where the family lives; where those who came alone stay first.
    pub home: Address,
    /// Where it lived before, and until when.
    pub moved: Option<(Address, Date)>,
    /// The first day that anything is known of it.
    pub known_since: Date,
}

impl Family {
    /// The children, each with its story.
    pub fn children(&self) -> impl Iterator<Item = (&Person, &Story)> {
        self.people.iter().zip(&self.stories)
    }

    /// The adults.
    pub fn adults(&self) -> &[Person] {
        self.people.get(self.stories.len()..).unwrap_or_default()
    }
}

/// What is settled before a story is told.
pub(crate) struct Plan {
    pub(crate) course: Course,
    pub(crate) begins: Date,
    pub(crate) births: Vec<Birth>,
}

impl Plan {
    pub(crate) fn of(chance: &mut Chance, world: &World) -> Self {
        let course = Course::chosen(chance, world.lively());
        let begins = course.begins(chance, world.today(), world.lively());
        let mut day = add_days(begins, -course.eldest_age(chance, begins, world.today()));
        let alone = matches!(course, Course::CameAlone | Course::ShortBreaks);
        let most = if alone { 1 } else { chance.weighted(&[(1, 46), (2, 30), (3, 15), (4, 7), (5, 2)]) };
        let mut births = Vec::new();
        // A child who comes more than 200 days after the referral is not part of it (R5).
        while births.len() < most && (births.is_empty() || days_between(begins, day) <= 200) {
            births.push(if day > world.today() { Birth::Expected(day) } else { Birth::Born(day) });
            day = chance.after(day, 330, 1_700);
        }
        Self { course, begins, births }
    }
}

/// Makes the people of a family.
pub(crate) struct Casting<'a> {
    pub(crate) world: &'a World,
    pub(crate) chance: &'a mut Chance,
    pub(crate) index: u64,
    pub(crate) made: Timestamp,
}

impl Casting<'_> {
    pub(crate) fn people(&mut self, plan: &Plan) -> Vec<Person> {
        let came_alone = plan.course == Course::CameAlone;
        let community = self.chance.weighted(if came_alone { CAME_ALONE } else { FAMILIES });
        let surname = names::surname(self.chance, community);
        let ethnicity = self.chance.weighted(community.ethnicities);
        let mut people: Vec<Person> = (0_u32..)
            .zip(&plan.births)
            .map(|(number, birth)| self.child(community, ethnicity, &surname, *birth, number, plan.course))
            .collect();
        if !came_alone {
            self.adults(community, ethnicity, &surname, plan, &mut people);
        }
        people
    }

    fn child(
        &mut self,
        community: &Community,
        ethnicity: &'static str,
        surname: &str,
        birth: Birth,
        number: u32,
        course: Course,
    ) -> Person {
        let chance = &mut *self.chance;
        let unborn = birth.born().is_none();
        let came_alone = course == Course::CameAlone;
        let girls = if came_alone || course == Course::ShortBreaks { 15 } else { 49 };
        let sex = match unborn {
            true => Sex::Unknown,
            false if chance.percent(girls) => Sex::Female,
            false => Sex::Male,
        };
        let serial = u32::try_from(self.index * u64::from(MOST_CHILDREN)).unwrap_or(u32::MAX).saturating_add(number);
        let age = days_between(birth.day(), self.world.today()) / 365;
        let upn = (age >= 4 && !(came_alone && chance.percent(50)))
            .then(|| identifiers::upn(self.world.authority().la_code, serial));
        let unknown = if unborn || age < 4 { "UN1" } else { "UN2" };
        Person {
            id: PersonId::new(self.made, chance.rng()),
            role: Role::Child,
            la_child_id: Some(format!("{}{serial:08}", self.world.authority().prefix)),
            forename: names::child_forename(chance, community, sex),
            surname: surname.to_owned(),
            sex,
            birth,
            died: None,
            ethnicity,
            language: community.language.filter(|_| came_alone || chance.percent(30)),
            disabilities: if unborn { Vec::new() } else { disabilities(chance, course) },
            nhs_number: if unborn || serial >= 1_000_000 { None } else { identifiers::nhs_number(serial) },
            upn_unknown: upn.is_none().then_some(unknown),
            upn,
            phone: None,
            came_alone,
        }
    }

    fn adults(
        &mut self,
        community: &Community,
        ethnicity: &'static str,
        surname: &str,
        plan: &Plan,
        people: &mut Vec<Person>,
    ) {
        let eldest = plan.births.first().map_or(self.world.today(), |birth| birth.day());
        let hers = self.chance.percent(45);
        let mother = if hers { surname.to_owned() } else { names::surname(self.chance, community) };
        let father = if hers { names::surname(self.chance, community) } else { surname.to_owned() };
        people.push(self.adult(Role::Mother, community, ethnicity, mother, eldest, (17, 36)));
        if self.chance.percent(72) {
            people.push(self.adult(Role::Father, community, ethnicity, father, eldest, (18, 42)));
        }
        if self.chance.percent(18) {
            let partner = names::surname(self.chance, community);
            people.push(self.adult(Role::Partner, community, ethnicity, partner, eldest, (19, 40)));
        }
        if plan.course.leads_to_care() || self.chance.percent(10) {
            let grandmother = surname.to_owned();
            people.push(self.adult(Role::Grandmother, community, ethnicity, grandmother, eldest, (40, 62)));
        }
    }

    fn adult(
        &mut self,
        role: Role,
        community: &Community,
        ethnicity: &'static str,
        surname: String,
        eldest: Date,
        (least, most): (i32, i32),
    ) -> Person {
        let chance = &mut *self.chance;
        let sex = match role {
            Role::Mother | Role::Grandmother => Sex::Female,
            _ => Sex::Male,
        };
        let serial = chance.below(1_000);
        let phone = if chance.percent(80) { identifiers::mobile(serial) } else { identifiers::land_line(serial) };
        Person {
            id: PersonId::new(self.made, chance.rng()),
            role,
            la_child_id: None,
            forename: names::adult_forename(chance, community, sex),
            surname,
            sex,
            birth: Birth::Born(add_days(eldest, -chance.between(least * 365, most * 365))),
            died: None,
            ethnicity,
            language: community.language.filter(|_| chance.percent(50)),
            disabilities: Vec::new(),
            nhs_number: None,
            upn: None,
            upn_unknown: None,
            phone: Some(phone),
            came_alone: false,
        }
    }

    pub(crate) fn home(&mut self, people: &[Person]) -> (Address, Option<(Address, Date)>) {
        let towns = self.world.authority().towns;
        let home = places::address(self.chance, towns);
        let eldest = people.first().map_or(self.world.today(), |child| child.birth.day());
        let settled = self.chance.percent(70) || people.first().is_some_and(|child| child.came_alone);
        let first = add_days(eldest, 40);
        let moved = (!settled && first < self.world.today())
            .then(|| (places::address(self.chance, towns), self.chance.day(first, self.world.today())));
        (home, moved)
    }
}

fn disabilities(chance: &mut Chance, course: Course) -> Vec<&'static str> {
    if course != Course::ShortBreaks && chance.percent(86) {
        return if chance.percent(92) { vec!["NONE"] } else { Vec::new() };
    }
    let mut codes = Vec::new();
    for _ in 0..=chance.below(3) {
        let code = chance.weighted(&[
            ("AUT", 30),
            ("LD", 26),
            ("BEH", 16),
            ("COMM", 10),
            ("MOB", 6),
            ("CON", 4),
            ("HEAR", 3),
            ("VIS", 3),
            ("PC", 2),
        ]);
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}
