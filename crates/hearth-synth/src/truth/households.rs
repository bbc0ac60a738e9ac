//! The households of the lists: who lives together, how they are called, when they were born.

use hearth_calendar::add_days;
use jiff::civil::Date;

use crate::{
    chance::Chance,
    people::{
        communities::{Community, FAMILIES},
        names::{self, Sex},
        person::Birth,
        places::{self, Address, KNOWSLEY, SEFTON},
    },
};

/// People who live together.
#[derive(Clone)]
pub(crate) struct Household {
    pub community: &'static Community,
    pub home: Address,
    pub before: Address,
    pub phone: String,
    pub people: Vec<Person>,
}

/// One of them.
#[derive(Clone)]
pub(crate) struct Person {
    pub child: bool,
    pub given: String,
    pub middle: String,
    pub surname: String,
    /// The name of the other parent, or before a marriage.
    pub other_surname: String,
    pub sex: Sex,
    pub birth: Birth,
    pub nhs: Option<String>,
}

/// Beginnings and endings of family names that come from places: most English ones are rare, and the list of common ones
/// alone would make every eighth person a Smith.
const BEGIN: &[&str] = &[
    "Ash", "Ather", "Bam", "Barn", "Beck", "Bick", "Black", "Brad", "Bram", "Brock", "Cal", "Chad", "Clay", "Comp",
    "Cran", "Crow", "Dal", "Dun", "East", "Eccle", "Elling", "Farn", "Fen", "Gar", "Green", "Hal", "Ham", "Hart",
    "Hazel", "Heath", "Hol", "Hux", "Ing", "Kel", "Kirk", "Lang", "Lath", "Lin", "Long", "Mar", "Mel", "Mid", "Nor",
    "Oak", "Old", "Pem", "Pil", "Rad", "Rams", "Red", "Rim", "Rose", "Rush", "Sal", "Sel", "Shel", "Stan", "Stock",
    "Strat", "Sut", "Thorn", "Til", "Wal", "War", "Wat", "Wes", "Whit", "Wil", "Win", "Wool",
];
const END: &[&str] = &[
    "bury", "by", "combe", "cott", "croft", "den", "don", "field", "ford", "gate", "ham", "head", "hurst", "land",
    "ley", "low", "man", "mere", "more", "ridge", "shaw", "side", "stead", "stone", "ton", "well", "wick", "wood",
    "worth",
];

impl Household {
    pub(crate) fn of(chance: &mut Chance, today: Date) -> Self {
        let community: &'static Community = chance.weighted(FAMILIES);
        let (surname, other) = (surname(chance, community), surname(chance, community));
        let towns = if chance.percent(60) { SEFTON } else { KNOWSLEY };
        let mut household = Self {
            community,
            home: places::address(chance, towns),
            before: places::address(chance, towns),
            phone: phone(chance),
            people: Vec::new(),
        };
        let mut day = add_days(today, -chance.between(200, 17 * 365));
        let eldest = day;
        let children = chance.weighted(&[(1, 40), (2, 34), (3, 17), (4, 7), (5, 2)]);
        while household.people.len() < children && day <= add_days(today, 150) {
            household.add_child(chance, &surname, &other, day, today);
            if chance.below(70) == 0 && household.people.len() < children {
                household.add_child(chance, &surname, &other, day, today);
            }
            day = chance.after(day, 330, 1_500);
        }
        household.add_adult(chance, &other, &surname, Sex::Female, eldest);
        if chance.percent(60) {
            household.add_adult(chance, &surname, &other, Sex::Male, eldest);
        }
        household
    }

    /// The household with one more child, who is younger than the rest.
    pub(crate) fn with_new_child(&self, chance: &mut Chance, today: Date) -> Self {
        let mut grown = self.clone();
        let surname = grown.people[0].surname.clone();
        let other = grown.people[0].other_surname.clone();
        let day = add_days(today, -chance.between(1, 400));
        grown.add_child(chance, &surname, &other, day, today);
        grown
    }

    fn add_child(&mut self, chance: &mut Chance, surname: &str, other: &str, day: Date, today: Date) {
        let sex = if chance.percent(49) { Sex::Female } else { Sex::Male };
        let birth = if day > today { Birth::Expected(day) } else { Birth::Born(day) };
        // No two children of a family are called the same.
        let taken = |name: &str| self.people.iter().any(|person| person.given == name);
        let mut given = forename(chance, self.community, sex, true);
        while taken(&given) {
            given = forename(chance, self.community, sex, true);
        }
        let middle = if chance.percent(55) { forename(chance, self.community, sex, true) } else { String::new() };
        let (surname, other_surname) = (surname.to_owned(), other.to_owned());
        self.people.push(Person { child: true, given, middle, surname, other_surname, sex, birth, nhs: None });
    }

    fn add_adult(&mut self, chance: &mut Chance, surname: &str, other: &str, sex: Sex, eldest: Date) {
        let birth = Birth::Born(add_days(eldest, -chance.between(17 * 365, 40 * 365)));
        let son = self.people.iter().find(|person| person.sex == sex && person.child);
        // Now and then a child is called after a parent.
        let given = match son {
            Some(child) if chance.percent(2) => child.given.clone(),
            _ => forename(chance, self.community, sex, false),
        };
        let middle = if chance.percent(40) { forename(chance, self.community, sex, false) } else { String::new() };
        let (surname, other_surname) = (surname.to_owned(), other.to_owned());
        self.people.push(Person { child: false, given, middle, surname, other_surname, sex, birth, nhs: None });
    }
}

/// A given name: the common ones often, the rest of the list as well.
pub(crate) fn forename(chance: &mut Chance, community: &Community, sex: Sex, child: bool) -> String {
    let names = match (sex, child) {
        (Sex::Male, true) => community.boys,
        (_, true) => community.girls,
        (Sex::Male, false) => community.men,
        (_, false) => community.women,
    };
    if chance.percent(35) { chance.by_rank(names).to_owned() } else { chance.pick(names).to_owned() }
}

fn surname(chance: &mut Chance, community: &Community) -> String {
    if community.language.is_some() || chance.percent(25) {
        return names::surname(chance, community);
    }
    if chance.percent(45) {
        return chance.pick(community.surnames).to_owned();
    }
    format!("{}{}", chance.pick(BEGIN), chance.pick(END))
}

/// A number of the ranges that are kept for drama.
pub(crate) fn phone(chance: &mut Chance) -> String {
    let n = chance.below(1_000);
    let area =
        chance.pick(&["0113", "0114", "0115", "0116", "0117", "0118", "0121", "0131", "0141", "0151", "0161", "0191"]);
    if chance.percent(30) { format!("{area} 496 0{n:03}") } else { format!("07700 900{n:03}") }
}
