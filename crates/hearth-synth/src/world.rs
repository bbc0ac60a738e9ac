//! A world: an authority, a day, a seed, and as many families as are asked for.

use hearth_calendar::{Calendar, add_days, start_of_london_day};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::authority::Authority;
use crate::chance::Chance;
use crate::family::{Casting, Family, Plan};
use crate::people::person::Person;
use crate::staff::Staff;
use crate::story::Story;
use crate::telling::{Child, Course, Telling};

/// Above so many children a world is a council's whole register, with many closed doors; below it is
/// a demonstration, with every service in use.
const LIVELY_UP_TO: u32 = 5_000;

/// An invented authority and its families.
///
/// The same seed, authority, day and number of children make the same world, byte for byte. Families
/// do not depend on each other: [`World::family`] tells one without the others.
#[derive(Clone, Debug)]
pub struct World {
    seed: u64,
    authority: Authority,
    today: Date,
    children: u32,
    calendar: Calendar,
    staff: Staff,
}

impl World {
    /// A world of so many children as it stands on `today`.
    pub fn new(seed: u64, authority: Authority, today: Date, children: u32) -> Self {
        let made = start_of_london_day(add_days(today, -4_000));
        let staff = Staff::of(seed, &authority, children, made);
        Self { seed, authority, today, children, calendar: Calendar::england(), staff }
    }

    /// The families, until the number of children is reached. The last family is told whole, so that
    /// there may be a few children more.
    pub fn families(&self) -> impl Iterator<Item = Family> + '_ {
        let mut children = 0;
        self.without_end().take_while(move |family| {
            let more = children < self.children;
            children += u32::try_from(family.stories.len()).unwrap_or(1);
            more
        })
    }

    /// One family after another, without an end: for whoever counts something else than children.
    pub fn without_end(&self) -> impl Iterator<Item = Family> + '_ {
        (0..).map(|index| self.family(index))
    }

    /// The family at a place in the world.
    pub fn family(&self, index: u64) -> Family {
        // Stream 0 is the staff's.
        let mut chance = Chance::of(self.seed, index + 1);
        let plan = Plan::of(&mut chance, self);
        let made = self.morning(plan.begins);
        let mut casting = Casting { world: self, chance: &mut chance, index, made };
        let mut people = casting.people(&plan);
        let (home, moved) = casting.home(&people);
        let stories = self.tell(&mut chance, &plan, &mut people, &home.postcode);
        Family { index, people, stories, home, moved, known_since: plan.begins }
    }

    /// The authority.
    pub fn authority(&self) -> &Authority {
        &self.authority
    }

    /// The day on which the world stands still.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Teams, workers, schools and providers.
    pub fn staff(&self) -> &Staff {
        &self.staff
    }

    /// The staff, to be given the ids and names of an instance before the families are told.
    pub fn staff_mut(&mut self) -> &mut Staff {
        &mut self.staff
    }

    /// Early in the morning of today: nothing in the world was written later.
    pub fn now(&self) -> Timestamp {
        hearth_calendar::add_hours(start_of_london_day(self.today), 7)
    }

    pub(crate) fn seed(&self) -> u64 {
        self.seed
    }

    /// The calendar by which it was told.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    pub(crate) fn lively(&self) -> bool {
        self.children <= LIVELY_UP_TO
    }

    fn morning(&self, day: Date) -> Timestamp {
        start_of_london_day(day.min(self.today))
    }

    fn tell(&self, chance: &mut Chance, plan: &Plan, people: &mut [Person], postcode: &str) -> Vec<Story> {
        let died = self.death(chance, plan);
        let telling = Telling {
            calendar: &self.calendar,
            staff: &self.staff,
            authority: &self.authority,
            horizon: died.unwrap_or(self.today),
        };
        let mut stories: Vec<Story> = plan.births.iter().map(|_| Story::default()).collect();
        let children: Vec<Child> = plan
            .births
            .iter()
            .map(|birth| Child { birth: *birth, came_alone: plan.course == Course::CameAlone })
            .collect();
        telling.family(chance, plan, &children, &mut stories, postcode);
        if let Some(on) = died {
            people[0].died = Some(on);
            stories[0].end_with_death(on);
        }
        for (story, child) in stories.iter_mut().zip(&children) {
            story.allocations = telling.allocations(chance, story, *child);
        }
        stories
    }

    /// A death, in one story in some hundreds; only where one child is the whole family.
    fn death(&self, chance: &mut Chance, plan: &Plan) -> Option<Date> {
        let [birth] = plan.births[..] else { return None };
        let course = !matches!(plan.course, Course::ContactOnly | Course::NoFurtherAction | Course::LeftCare);
        let on = chance.after(plan.begins, 100, 500);
        (course && chance.below(300) == 0 && on <= self.today && birth.day() < on).then_some(on)
    }
}
