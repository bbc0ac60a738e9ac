//! Lists of people with the truth beside them: who of a second list stands in the first, and who stands twice in one.
//!
//! The people live in households, because that is where matching goes wrong: brothers and sisters share a name and an
//! address, twins a date of birth, a son may be called after his father. The second description of a person carries the
//! errors of letters and calls: a day and a month swapped, a nickname, the name of the other parent, an address of before
//! the move, a child who was not born yet. How often each occurs stands in [`slips`](self::slips).

mod households;
mod slips;

use std::fmt::Write as _;

use jiff::civil::Date;

use self::households::{Household, Person};
use crate::{chance::Chance, people::identifiers};

/// A row of a list.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub id: String,
    pub given: String,
    pub middle: String,
    pub surname: String,
    pub other_names: String,
    pub dob: Option<Date>,
    pub expected: Option<Date>,
    pub gender: &'static str,
    pub house: String,
    pub street: String,
    pub town: String,
    pub postcode: String,
    pub phone: String,
    pub identifiers: String,
    pub household: String,
    pub wall: String,
}

const HEADER: &str = "id,given_name,middle_name,surname,other_names,dob,expected,gender,house_number,street,town,postcode,phone,identifiers,household,wall\n";

/// Two lists and a list with doubles, each with its truth, as CSV.
pub struct Lists {
    /// The register: everybody once.
    pub a: String,
    /// People as somebody referred them: some of the register, some new, among them new children of known households.
    pub b: String,
    /// Who of `b` is who of `a`.
    pub truth: String,
    /// Pairs of `a` and `b` that stand on two sides of an adoption wall.
    pub walls: String,
    /// A register in which some stand twice or three times.
    pub doubles: String,
    /// Who stands twice in `doubles`.
    pub doubles_truth: String,
}

/// How many of a hundred people are referred again, stand twice, and are new.
const REFERRED: u32 = 20;
const TWICE: u32 = 8;
const NEW: u32 = 3;

impl Lists {
    /// Lists of so many people on a day. The same seed gives the same lists.
    pub fn of(seed: u64, today: Date, people: u32) -> Self {
        let pairs = "id_a,id_b\n".to_owned();
        let mut lists = Self {
            a: HEADER.to_owned(),
            b: HEADER.to_owned(),
            truth: pairs.clone(),
            walls: pairs.clone(),
            doubles: HEADER.to_owned(),
            doubles_truth: pairs,
        };
        let mut number = 0;
        for index in 0.. {
            if number >= people {
                break;
            }
            let mut chance = Chance::of(seed, index + 1);
            let mut household = Household::of(&mut chance, today);
            for n in 0..household.people.len() {
                number += 1;
                // The range that is kept for tests has numbers for a million.
                household.people[n].nhs = Some(number).filter(|n| *n < 1_000_000).and_then(identifiers::nhs_number);
                lists.take(&mut chance, &household, n, number, today);
            }
            if chance.percent(NEW) {
                lists.take_new(&mut chance, &household, number, today);
            }
        }
        lists
    }

    /// One person of a household: in the register, and perhaps referred, or doubled, or adopted.
    fn take(&mut self, chance: &mut Chance, household: &Household, n: usize, number: u32, today: Date) {
        let person = &household.people[n];
        let known = slips::as_registered(chance, household, n, format!("A{number:07}"));
        if person.child && chance.below(500) == 0 {
            return self.take_adopted(chance, household, n, &known, number);
        }
        known.write(&mut self.a);
        known.write(&mut self.doubles);
        if chance.percent(REFERRED) {
            let referred = slips::as_referred(chance, household, n, format!("B{number:07}"), today);
            referred.write(&mut self.b);
            pair(&mut self.truth, &known.id, &referred.id);
        }
        if chance.percent(TWICE) {
            let mut ids = vec![known.id.clone()];
            for copy in 0..=u32::from(chance.percent(10)) {
                let id = format!("D{number:07}{}", if copy == 0 { "" } else { "x" });
                let again = slips::as_referred(chance, household, n, id, today);
                again.write(&mut self.doubles);
                for other in &ids {
                    pair(&mut self.doubles_truth, other, &again.id);
                }
                ids.push(again.id);
            }
        }
    }

    /// A child who was adopted: who they were and who they are stand on two sides of a wall.
    fn take_adopted(&mut self, chance: &mut Chance, household: &Household, n: usize, known: &Row, number: u32) {
        let wall = format!("W{number}");
        let before = Row { wall: wall.clone(), ..known.clone() };
        let after = Row { wall, ..slips::after_adoption(chance, household, n, format!("B{number:07}")) };
        before.write(&mut self.a);
        after.write(&mut self.b);
        before.write(&mut self.doubles);
        Row { id: format!("D{number:07}"), ..after.clone() }.write(&mut self.doubles);
        pair(&mut self.walls, &before.id, &after.id);
    }

    /// Somebody whom nobody knows yet: a new child of the household, or a household of strangers.
    fn take_new(&mut self, chance: &mut Chance, household: &Household, number: u32, today: Date) {
        let id = format!("N{number:07}");
        let row = if chance.percent(60) {
            let grown = household.with_new_child(chance, today);
            slips::as_referred(chance, &grown, grown.people.len() - 1, id, today)
        } else {
            let strangers = Household::of(chance, today);
            slips::as_referred(chance, &strangers, 0, id, today)
        };
        row.write(&mut self.b);
    }
}

fn pair(to: &mut String, one: &str, other: &str) {
    // Writing to a text cannot fail.
    let _ = writeln!(to, "{one},{other}");
}

impl Row {
    fn write(&self, to: &mut String) {
        let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let (dob, expected) = (date(self.dob), date(self.expected));
        let values = [
            &self.id,
            &self.given,
            &self.middle,
            &self.surname,
            &self.other_names,
            &dob,
            &expected,
            self.gender,
            &self.house,
            &self.street,
            &self.town,
            &self.postcode,
            &self.phone,
            &self.identifiers,
            &self.household,
            &self.wall,
        ];
        for (n, value) in values.iter().enumerate() {
            if n > 0 {
                to.push(',');
            }
            to.push_str(value);
        }
        to.push('\n');
    }
}

impl Person {
    /// The person as an entry of the column of the household: names, and the date of birth where it is known.
    fn as_kin(&self, with_birth: bool) -> String {
        match self.birth.born().filter(|_| with_birth) {
            Some(born) => format!("{} {} {born}", self.given, self.surname),
            None => format!("{} {}", self.given, self.surname),
        }
    }
}
