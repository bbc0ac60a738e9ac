//! Who is taken for whom, and who must not be.

use hearth_practice::matching::{Described, Roll, Sex};
use jiff::civil::{Date, date};
use proptest::prelude::*;

/// How likely `asked` is `known`, in a council of many.
fn score(known: &Described, asked: &Described) -> f64 {
    told(known, asked).0
}

fn told(known: &Described, asked: &Described) -> (f64, Vec<String>) {
    let mut roll = Roll::of_population(200_000.0);
    let place = roll.add(known);
    let (verdict, why) = roll.compare(asked, place).expect("no wall stands between them");
    (verdict.score, why)
}

fn is(known: &Described, asked: &Described) -> bool {
    score(known, asked) > 0.5
}

/// Not offered anywhere: neither as a match nor as somebody to look at.
fn is_not(known: &Described, asked: &Described) -> bool {
    score(known, asked) < 0.02
}

fn at_home(described: Described) -> Described {
    described.living_at("12", "Alderwick Road", "Bootle", "L20 3NJ")
}

fn kayla() -> Described {
    at_home(Described::named("Kayla", "Okell").born(date(2019, 3, 4)).of_sex(Sex::Female))
}

#[test]
fn brothers_and_sisters_are_not_taken_for_each_other() {
    let theo = at_home(Described::named("Theo", "Okell").born(date(2016, 9, 21)).of_sex(Sex::Male));
    let mia = at_home(Described::named("Mia", "Okell").born(date(2021, 3, 4)).of_sex(Sex::Female));
    assert!(is_not(&kayla(), &theo));
    assert!(is_not(&kayla(), &mia), "a birthday on the same day of another year");
}

#[test]
fn twins_are_told_apart_by_the_given_name_alone() {
    let lexi = at_home(Described::named("Lexi", "Okell").born(date(2019, 3, 4)).of_sex(Sex::Female));
    let ryan = at_home(Described::named("Ryan", "Okell").born(date(2019, 3, 4)).of_sex(Sex::Male));
    assert!(is_not(&kayla(), &lexi));
    assert!(is_not(&kayla(), &ryan));
}

#[test]
fn a_new_child_of_a_known_household_is_nobody_in_it() {
    let baby = at_home(Described::named("Isla", "Okell").born(date(2026, 10, 2)).of_sex(Sex::Female)).with(
        "Kayla",
        "Okell",
        Some(date(2019, 3, 4)),
    );
    let expected = at_home(Described::named("Unborn", "Okell").expected(date(2027, 1, 9)));
    assert!(is_not(&kayla(), &baby));
    assert!(is_not(&kayla(), &expected));
}

#[test]
fn a_son_who_is_called_after_his_father_is_not_his_father() {
    let father = at_home(Described::named("Declan", "Okell").born(date(1989, 6, 12)).of_sex(Sex::Male));
    let son = at_home(Described::named("Declan", "Okell").born(date(2015, 1, 30)).of_sex(Sex::Male));
    assert!(!is(&father, &son));
}

#[test]
fn a_swapped_day_and_month_is_found_and_said() {
    let asked = Described::named("Kayla", "Okell").born(date(2019, 4, 3)).living_at("7", "Gannet Close", "", "L20 9QP");
    let (score, why) = told(&kayla(), &asked);
    assert!(score > 0.5, "{score} {why:?}");
    assert!(why.contains(&"day and month of birth swapped".to_owned()), "{why:?}");
}

#[test]
fn a_missing_date_of_birth_is_made_up_for_by_the_address() {
    assert!(is(&kayla(), &at_home(Described::named("Kayla", "Okell"))));
}

#[test]
fn a_family_that_moved_is_found_by_name_and_birth() {
    let moved =
        Described::named("Kayla", "Okell").born(date(2019, 3, 4)).living_at("81", "Capstan Way", "Huyton", "L36 5TT");
    let (score, why) = told(&kayla(), &moved);
    assert!(score > 0.9, "{score}");
    assert_eq!(why[..2], ["same name", "same date of birth"]);
}

#[test]
fn a_name_from_another_alphabet_is_found_in_each_of_its_spellings() {
    let born = date(2014, 5, 17);
    let known = Described::named("Mohammed", "Chowdhury").born(born);
    for (given, family) in [("Muhammad", "Choudhury"), ("Mohamed", "Chaudhry"), ("Mohamad", "Chowdhery")] {
        assert!(is(&known, &Described::named(given, family).born(born)), "{given} {family}");
    }
    let known = Described::named("Oleksandr", "Shevchenko").born(born);
    assert!(is(&known, &Described::named("Aleksander", "Szewczenko").born(born)));
}

#[test]
fn a_double_barrelled_name_is_found_by_either_part() {
    let known = Described::named("Kayla", "Okell-Brannigan").born(date(2019, 3, 4));
    for family in ["Okell", "Brannigan", "Brannigan-Okell", "Okell Brannigan", "Okellbrannigan"] {
        let (score, why) = told(&known, &Described::named("Kayla", family).born(date(2019, 3, 4)));
        assert!(score > 0.5, "{family}: {score} {why:?}");
    }
    let (_, why) = told(&known, &Described::named("Kayla", "Okell").born(date(2019, 3, 4)));
    assert!(why.contains(&"double-barrelled part".to_owned()), "{why:?}");
}

#[test]
fn given_and_family_name_in_each_others_place_are_found_and_said() {
    let (score, why) = told(&kayla(), &Described::named("Okell", "Kayla").born(date(2019, 3, 4)));
    assert!(score > 0.5, "{score}");
    assert!(why.contains(&"given and family names swapped".to_owned()), "{why:?}");
}

#[test]
fn a_nickname_is_the_name() {
    let known = Described::named("Elizabeth", "Quarmby").born(date(2012, 8, 30));
    for given in ["Liz", "Lizzie", "Beth", "Eliza"] {
        assert!(is(&known, &Described::named(given, "Quarmby").born(date(2012, 8, 30))), "{given}");
    }
}

#[test]
fn a_child_who_was_expected_is_found_once_born() {
    let expected = at_home(Described::named("Unborn", "Okell").expected(date(2026, 10, 9)));
    let born = at_home(Described::named("Isla", "Okell").born(date(2026, 10, 2)).of_sex(Sex::Female));
    let (score, why) = told(&expected, &born);
    assert!(score > 0.5, "{score} {why:?}");
    assert!(why.contains(&"was expected on 2026-10-09".to_owned()), "{why:?}");
}

#[test]
fn whoever_lives_with_them_tells_a_common_name_apart() {
    let mother = |given: &str| Described::named("Olivia", "Smith").with(given, "Smith", Some(date(1991, 2, 3)));
    let same = score(&mother("Chantelle"), &mother("Chantelle"));
    assert!(same > 4.0 * score(&mother("Chantelle"), &mother("Deborah")), "{same}");
}

#[test]
fn strangers_of_one_name_are_not_one_person() {
    let one = Described::named("Olivia", "Smith").born(date(2012, 8, 30));
    let other = Described::named("Olivia", "Smith").born(date(2009, 1, 12));
    assert!(is_not(&one, &other));
    assert!(!is(&one, &Described::named("Olivia", "Smith")));
}

#[test]
fn nobody_is_compared_across_an_adoption_wall() {
    let walled = |mut described: Described, wall: &str| {
        described.wall = wall.to_owned();
        described
    };
    let mut roll = Roll::of_population(200_000.0);
    let before = roll.add(&walled(kayla(), "W1"));
    assert!(roll.compare(&walled(kayla(), "W1"), before).is_none());
    assert!(roll.likeliest(&walled(kayla(), "W1"), 10, 0.0).is_empty());
    assert_eq!(roll.likeliest(&kayla(), 10, 0.1).len(), 1, "who stands at no wall is compared");
    let mut list = Roll::new();
    list.add(&walled(kayla(), "W1"));
    list.add(&walled(kayla(), "W1"));
    assert!(list.doubles(None, 0.0).is_empty());
    assert!(list.doubles(Some(1), 0.0).is_empty());
}

#[test]
fn who_is_added_later_is_found_as_well() {
    let mut roll = Roll::of_population(200_000.0);
    for n in 0_i16..300 {
        roll.add(&Described::named(&format!("Nobody{n}"), &format!("Else{n}")).born(date(1980 + n % 30, 5, 6)));
    }
    roll.settle();
    let place = roll.add(&kayla());
    let likely = roll.likeliest(&Described::named("Kalya", "Okell").born(date(2019, 3, 4)), 5, 0.1);
    assert_eq!(likely.first().map(|likely| likely.place), Some(place));
}

#[test]
fn a_list_finds_its_own_doubles_and_leaves_its_families_alone() {
    let mut roll = Roll::new();
    let first = roll.add(&kayla());
    let mut others = 0;
    let begin = [
        "Quarm", "Holl", "Becks", "Tarn", "Wint", "Cald", "Ives", "Dunn", "Oxen", "Merr", "Fair", "Stan", "Under",
        "Lang",
    ];
    let end = [
        "by", "ingham", "croft", "dale", "erton", "worth", "shaw", "field", "gate", "ley", "combe", "stead", "ridge",
        "more",
    ];
    for n in 0_usize..196 {
        let (family, road) = (format!("{}{}", begin[n % 14], end[n / 14]), format!("{} Road", end[n % 13]));
        for (given, year) in [("Theo", 2012), ("Mia", 2015), ("Carl", 1985)] {
            let person = Described::named(given, &family)
                .born(hearth_calendar::add_days(date(year, 1, 9), 37 * i32::try_from(n).unwrap()));
            roll.add(&person.living_at(&n.to_string(), &road, "Bootle", &format!("L20 {}AA", n % 10)));
            others += 1;
        }
    }
    let again = roll.add(&Described::named("Kaylah", "Okell").born(date(2019, 3, 4)));
    let doubles = roll.doubles(None, 0.5);
    assert_eq!(others, 588);
    assert_eq!(doubles.iter().map(|pair| (pair.a, pair.b)).collect::<Vec<_>>(), [(first, again)]);
}

fn name() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "Kayla",
        "Kaylah",
        "Liz",
        "Elizabeth",
        "Mohammed",
        "Okell",
        "Anne-Marie",
        "Unborn",
        "X",
        "",
    ])
    .prop_map(str::to_owned)
}

fn family() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["Okell", "Oakell", "Okell-Brannigan", "Smith", "Al-Masri", "Kayla", ""])
        .prop_map(str::to_owned)
}

fn day() -> impl Strategy<Value = Option<Date>> {
    prop::option::of((2010_i16..2020, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day)))
}

/// A description that a failing property can print: descriptions of people have no `Debug`.
#[derive(Clone)]
struct Drawn(Described);

impl std::fmt::Debug for Drawn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Described { given, middle, family, born, sex, phones, .. } = &self.0;
        let homes: Vec<_> = self.0.homes.iter().map(|home| (&home.house, &home.postcode)).collect();
        write!(f, "{given} {middle} {family} {born:?} {sex:?} {phones:?} {homes:?}")
    }
}

prop_compose! {
    fn described()(
        given in name(),
        middle in name(),
        family in family(),
        born in day(),
        sex in prop::option::of(prop::bool::ANY),
        house in prop::sample::select(vec!["", "12", "21"]),
        postcode in prop::sample::select(vec!["", "L20 3NJ", "L20 3JN", "PR8 1AA"]),
        phone in prop::option::of(Just("0151 496 0123")),
    ) -> Drawn {
        let mut described = Described::named(&given, &family).living_at(house, "Alderwick Road", "Bootle", postcode);
        described.middle = middle;
        described.born = born;
        described.sex = sex.map(|female| if female { Sex::Female } else { Sex::Male });
        described.phones = phone.into_iter().map(str::to_owned).collect();
        Drawn(described)
    }
}

proptest! {
    #[test]
    fn it_does_not_matter_who_is_compared_with_whom(a in described(), b in described()) {
        prop_assert!((score(&a.0, &b.0) - score(&b.0, &a.0)).abs() < 1e-9);
    }

    #[test]
    fn evidence_that_agrees_never_makes_a_match_less_likely(a in described(), b in described(), which in 0..6) {
        let (mut with_a, mut with_b) = (a.0.clone(), b.0.clone());
        let (mut without_a, mut without_b) = (a.0, b.0);
        for (with, without) in [(&mut with_a, &mut without_a), (&mut with_b, &mut without_b)] {
            match which {
                0 => { with.born = Some(date(2015, 7, 9)); without.born = None; }
                1 => { with.sex = Some(Sex::Female); without.sex = None; }
                2 => { with.phones = vec!["07700 900123".to_owned()]; without.phones.clear(); }
                3 => { with.identifiers = vec!["9990001234".to_owned()]; without.identifiers.clear(); }
                4 => { with.kin = vec![hearth_practice::matching::Kin { given: "Chantelle".to_owned(), ..Default::default() }]; }
                _ => {
                    with.homes = vec![hearth_practice::matching::Home { postcode: "L36 5TT".to_owned(), ..Default::default() }];
                    without.homes.clear();
                }
            }
        }
        prop_assert!(score(&with_a, &with_b) >= score(&without_a, &without_b) - 1e-5);
    }

    #[test]
    fn nothing_that_is_typed_makes_it_fall_over(given in ".{0,20}", family in ".{0,20}", house in ".{0,10}", postcode in ".{0,12}") {
        let odd = Described::named(&given, &family).living_at(&house, &family, &given, &postcode);
        let score = score(&odd, &odd);
        prop_assert!((0.0..=1.0).contains(&score));
    }
}
