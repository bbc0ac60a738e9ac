//! How a person is written down: as the register has them, and as somebody refers them, with the slips that people make.

use hearth_calendar::add_days;
use jiff::civil::Date;

use super::{
    Row,
    households::{Household, Person, forename, phone},
};
use crate::{
    chance::Chance,
    people::{
        names::Sex,
        person::Birth,
        places::{self, Address, SEFTON},
    },
};

/// Short forms and other spellings.
const FORMS: &[(&str, &str)] = &[
    ("Abigail", "Abbie"),
    ("Alexander", "Alex"),
    ("Amelia", "Millie"),
    ("Andrew", "Andy"),
    ("Anthony", "Tony"),
    ("Archie", "Archibald"),
    ("Ayesha", "Aisha"),
    ("Benjamin", "Ben"),
    ("Bethany", "Beth"),
    ("Catherine", "Kate"),
    ("Charlie", "Charles"),
    ("Charlotte", "Lottie"),
    ("Christopher", "Chris"),
    ("Christine", "Chris"),
    ("Daniel", "Danny"),
    ("David", "Dave"),
    ("Deborah", "Debbie"),
    ("Edward", "Ted"),
    ("Elizabeth", "Liz"),
    ("Emily", "Em"),
    ("Evelyn", "Evie"),
    ("Freddie", "Frederick"),
    ("Isabella", "Bella"),
    ("Jacob", "Jake"),
    ("Jake", "Jacob"),
    ("James", "Jamie"),
    ("Jennifer", "Jenny"),
    ("Jessica", "Jess"),
    ("John", "Jack"),
    ("Joseph", "Joe"),
    ("Joshua", "Josh"),
    ("Katherine", "Kathy"),
    ("Margaret", "Maggie"),
    ("Matthew", "Matt"),
    ("Michael", "Mick"),
    ("Michelle", "Shell"),
    ("Mohamed", "Muhammad"),
    ("Muhammad", "Mohammed"),
    ("Nicola", "Nikki"),
    ("Nicholas", "Nick"),
    ("Oliver", "Ollie"),
    ("Olivia", "Liv"),
    ("Patricia", "Pat"),
    ("Patrick", "Paddy"),
    ("Penelope", "Penny"),
    ("Peter", "Pete"),
    ("Piotr", "Peter"),
    ("Rebecca", "Becky"),
    ("Richard", "Rick"),
    ("Robert", "Bob"),
    ("Samantha", "Sam"),
    ("Samuel", "Sam"),
    ("Stephanie", "Steph"),
    ("Stephen", "Steve"),
    ("Steven", "Steve"),
    ("Susan", "Sue"),
    ("Thomas", "Tom"),
    ("Theodore", "Theo"),
    ("Tomasz", "Thomas"),
    ("Victoria", "Vicky"),
    ("William", "Billy"),
    ("Yusuf", "Yousef"),
];

/// How a sound is written otherwise.
const SOUNDS: &[(&str, &str)] = &[
    ("ph", "f"),
    ("ck", "k"),
    ("ey", "y"),
    ("ie", "y"),
    ("y", "ie"),
    ("ou", "u"),
    ("ee", "ea"),
    ("sh", "sch"),
    ("w", "v"),
    ("c", "k"),
    ("z", "s"),
    ("ll", "l"),
    ("tt", "t"),
    ("nn", "n"),
    ("ss", "s"),
    ("e", ""),
];

/// A person as the register has them: mostly right, rarely whole.
pub(super) fn as_registered(chance: &mut Chance, household: &Household, n: usize, id: String) -> Row {
    let person = &household.people[n];
    let mut row = plain(person, &household.home, id);
    row.dob = row.dob.filter(|_| chance.below(100) >= 2);
    if row.dob.is_some() && chance.below(100) < 2 {
        row.dob = row.dob.and_then(|day| Date::new(day.year(), 1, 1).ok());
    }
    if matches!(person.birth, Birth::Expected(_)) {
        chance.pick(&["Unborn", "Baby", ""]).clone_into(&mut row.given);
        row.middle.clear();
        row.gender = "";
    }
    if chance.percent(12) {
        row.middle.clear();
    }
    row.phone = if chance.percent(40) { household.phone.clone() } else { String::new() };
    row.identifiers = person.nhs.clone().filter(|_| chance.percent(30)).unwrap_or_default();
    row.household = lives_with(chance, household, n, 60);
    row
}

/// A person as somebody refers them.
pub(super) fn as_referred(chance: &mut Chance, household: &Household, n: usize, id: String, today: Date) -> Row {
    let person = &household.people[n];
    let mut row = plain(person, &household.home, id);
    given(chance, person, &mut row);
    family(chance, person, &mut row);
    if chance.percent(3) {
        std::mem::swap(&mut row.given, &mut row.surname);
    }
    if chance.percent(55) {
        row.middle.clear();
    } else if chance.percent(15) {
        row.middle.truncate(1);
    }
    birth(chance, &mut row, today);
    lives(chance, household, &mut row);
    row.gender = if chance.percent(15) { "" } else { row.gender };
    if chance.below(200) == 0 {
        row.gender = if row.gender == "F" { "M" } else { "F" };
    }
    row.phone = match chance.below(10) {
        0..=2 => household.phone.clone(),
        3 => phone(chance),
        _ => String::new(),
    };
    row.identifiers = person.nhs.clone().filter(|_| chance.percent(12)).unwrap_or_default();
    row.household = lives_with(chance, household, n, 45);
    row
}

/// Who an adopted child is afterwards: the same birthday and often the same first name, and nothing else.
pub(super) fn after_adoption(chance: &mut Chance, household: &Household, n: usize, id: String) -> Row {
    let home = places::address(chance, SEFTON);
    let mut row = plain(&household.people[n], &home, id);
    if chance.percent(40) {
        row.given = forename(chance, household.community, household.people[n].sex, true);
    }
    let stranger = Household::of(chance, row.dob.unwrap_or(household.people[n].birth.day()));
    row.surname.clone_from(&stranger.people[0].surname);
    row.household.clear();
    row
}

fn plain(person: &Person, home: &Address, id: String) -> Row {
    Row {
        id,
        given: person.given.clone(),
        middle: person.middle.clone(),
        surname: person.surname.clone(),
        dob: person.birth.born(),
        expected: if person.birth.born().is_none() { Some(person.birth.day()) } else { None },
        gender: match person.sex {
            Sex::Female => "F",
            Sex::Male => "M",
            Sex::Unknown => "",
        },
        house: home.house.clone(),
        street: home.street.clone(),
        town: home.town.to_owned(),
        postcode: home.postcode.clone(),
        ..Row::default()
    }
}

fn given(chance: &mut Chance, person: &Person, row: &mut Row) {
    match chance.below(100) {
        0..=7 => {
            let form = FORMS.iter().find(|(name, _)| *name == person.given);
            row.given = form.map_or_else(|| slip(chance, &person.given), |(_, form)| (*form).to_owned());
        }
        8..=14 => row.given = slip(chance, &person.given),
        15..=18 => row.given = sounded(chance, &person.given),
        19..=20 if !person.middle.is_empty() => {
            row.given.clone_from(&person.middle);
            row.middle.clear();
        }
        21 => row.given = person.given.chars().take(1).collect(),
        22 => row.given.clear(),
        _ => {}
    }
}

fn family(chance: &mut Chance, person: &Person, row: &mut Row) {
    match chance.below(100) {
        0..=5 => row.surname = slip(chance, &person.surname),
        6..=9 => row.surname = sounded(chance, &person.surname),
        10..=15 => row.surname.clone_from(&person.other_surname),
        16..=19 => row.surname = format!("{}-{}", person.surname, person.other_surname),
        20 => row.surname.clear(),
        21 => row.other_names = format!("{} {}", person.given, person.other_surname),
        _ => {}
    }
}

fn birth(chance: &mut Chance, row: &mut Row, today: Date) {
    // A child who was expected is born and named by the time of the letter, or still expected.
    if let Some(expected) = row.expected {
        if chance.percent(60) {
            row.dob = Some(add_days(expected, chance.between(-16, 9)));
            row.expected = None;
        } else {
            "Unborn".clone_into(&mut row.given);
            row.middle.clear();
            row.gender = "";
        }
        return;
    }
    let Some(day) = row.dob else { return };
    let other = |year: i16, month: i8, of: i8| Date::new(year, month, of).ok();
    let written = match chance.below(100) {
        0..=8 => None,
        9..=13 => other(day.year(), day.day(), day.month()).or(Some(day)),
        14..=17 => other(day.year(), day.month(), (day.day() + 9) % 28 + 1),
        18..=19 => other(day.year() + 1, day.month(), day.day()).or(Some(day)),
        20..=21 => Some(add_days(day, chance.between(-1, 1))),
        22..=23 => other(day.year(), 1, 1),
        24 => other(day.year(), day.month() % 12 + 1, day.day()).or(Some(day)),
        25 => Some(add_days(day, chance.between(-700, 700))),
        _ => Some(day),
    };
    row.dob = written.map(|written| written.min(today));
}

fn lives(chance: &mut Chance, household: &Household, row: &mut Row) {
    let set = |row: &mut Row, home: &Address| {
        row.house.clone_from(&home.house);
        row.street.clone_from(&home.street);
        home.town.clone_into(&mut row.town);
        row.postcode.clone_from(&home.postcode);
    };
    match chance.below(100) {
        0..=19 => set(row, &household.before),
        20..=26 => {
            [&mut row.house, &mut row.street, &mut row.town, &mut row.postcode].into_iter().for_each(String::clear);
        }
        27..=31 => row.postcode = slip(chance, &row.postcode.clone()),
        32..=35 => row.postcode.clear(),
        36..=38 => row.house = format!("{}", 1 + chance.below(150)),
        39..=42 => row.street = slip(chance, &row.street.clone()),
        43 => row.house.clear(),
        _ => {}
    }
}

/// One or two others of the household.
fn lives_with(chance: &mut Chance, household: &Household, n: usize, percent: u32) -> String {
    if !chance.percent(percent) {
        return String::new();
    }
    let others: Vec<&Person> =
        household.people.iter().enumerate().filter(|(m, _)| *m != n).map(|(_, person)| person).collect();
    let mut kin: Vec<String> = Vec::new();
    for _ in 0..chance.between(1, 2) {
        if let Some(other) = others.get(chance.below(u32::try_from(others.len()).unwrap_or(0)) as usize) {
            let named = other.as_kin(chance.percent(50));
            if !kin.contains(&named) {
                kin.push(named);
            }
        }
    }
    kin.join("; ")
}

/// A slip of the hand: a letter left out, doubled, changed, or swapped with the next.
fn slip(chance: &mut Chance, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() < 3 {
        return text.to_owned();
    }
    let last = u32::try_from(letters.len() - 1).unwrap_or(1);
    let at = 1 + chance.below(last - 1) as usize;
    match chance.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 if letters[at].is_ascii_digit() => {
            letters[at] = char::from(b'0' + u8::try_from(chance.below(10)).unwrap_or(0));
        }
        2 => letters[at] = char::from(b'a' + u8::try_from(chance.below(26)).unwrap_or(0)),
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

/// The name as somebody wrote it who only heard it.
fn sounded(chance: &mut Chance, name: &str) -> String {
    let lower = name.to_lowercase();
    let fitting: Vec<(&str, &str)> = SOUNDS.iter().filter(|(from, _)| lower[1..].contains(from)).copied().collect();
    if fitting.is_empty() || !lower.is_ascii() {
        return slip(chance, name);
    }
    let (from, to) = chance.pick(&fitting);
    format!("{}{}", &name[..1], lower[1..].replacen(from, to, 1))
}
