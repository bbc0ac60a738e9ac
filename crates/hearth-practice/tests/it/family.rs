//! Families: who is whose, who lives with whom on a day, and that a picture of them can be read.

use hearth_practice::family::{
    Bond, CARD, Gender, Genogram, Home, INDENT, KnownAs, Network, SELF, SYMBOL, Said, Sheet,
};
use hearth_record::{
    Author, Fields, File, Version, Written,
    ids::{FileId, PersonId, RecordId},
};
use hearth_synth::{Authority, World, records::Detail};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use proptest::prelude::*;

const DAY: Date = date(2026, 11, 22);

fn person(n: u8) -> PersonId {
    PersonId::from_bytes([n; 16])
}

/// The file of one person, its records as somebody would type them.
struct Paper {
    of: u8,
    name: &'static str,
    versions: Vec<Version>,
}

fn file_of(of: u8, name: &'static str, born: &str) -> Paper {
    Paper { of, name, versions: Vec::new() }.with("person", &[("forename", name), ("born", born)])
}

impl Paper {
    fn with(mut self, kind: &str, values: &[(&str, &str)]) -> Self {
        let schema = hearth_record::kind(kind).expect("a kind");
        let mut fields = Fields::new();
        for (name, text) in values {
            let field = schema.field(name).unwrap_or_else(|| panic!("{kind} has no field {name}"));
            fields.set(field.name, field.value.canonical(text).expect("a value"));
        }
        let mut id = [self.of; 16];
        id[15] = u8::try_from(self.versions.len()).expect("few records");
        let by = Author::Job { name: "test".to_owned() };
        let recorded_at: Timestamp = "2026-03-02T09:00:00Z".parse().expect("a moment");
        self.versions.push(Version {
            record: RecordId::from_bytes(id),
            number: 1,
            kind: kind.to_owned(),
            recorded_at,
            written: Written { by, because: None, set: None, withdrawn: false },
            fields,
        });
        self
    }

    fn tie(self, bond: &str, to: u8, more: &[(&str, &str)]) -> Self {
        let other = person(to).to_string();
        let values: Vec<(&str, &str)> =
            [("relationship_type", bond), ("other", &other)].into_iter().chain(more.iter().copied()).collect();
        self.with("relationship", &values)
    }

    fn said(self) -> Said {
        let file = FileId::from_bytes([self.of; 16]);
        Said::of(file, person(self.of), self.name.to_owned(), &File::of(self.versions))
    }
}

const KAYLA: u8 = 1;
const THEO: u8 = 2;
const DANA: u8 = 3;
const RYAN: u8 = 4;
const GRAN: u8 = 5;

fn okell() -> Network {
    let kayla = file_of(KAYLA, "Kayla", "2019-06-04")
        .tie("MOTHER", DANA, &[("parental_responsibility", "yes"), ("pr_basis", "MOTHER")])
        .with(
            "relationship",
            &[
                ("relationship_type", "FATHER"),
                ("other_name", "Marcus Dade"),
                ("parental_responsibility", "no"),
                ("confirmed", "no"),
            ],
        )
        .tie("HALF_SIBLING", THEO, &[]);
    let theo = file_of(THEO, "Theo", "2023-03-01").tie("MOTHER", DANA, &[]).tie(
        "FATHER",
        RYAN,
        &[("no_contact", "yes"), ("no_contact_because", "Non-molestation order")],
    );
    let dana = file_of(DANA, "Dana", "1997-05-03").tie("MOTHER", GRAN, &[]).tie(
        "FORMER_PARTNER",
        RYAN,
        &[("started", "2021-01-01"), ("ended", "2026-10-01")],
    );
    let known = [
        KnownAs {
            person: person(RYAN),
            name: "Ryan".into(),
            born: Some(date(1993, 1, 1)),
            unborn: false,
            died: false,
            gender: Gender::Male,
        },
        KnownAs {
            person: person(GRAN),
            name: "Maureen".into(),
            born: None,
            unborn: false,
            died: true,
            gender: Gender::Female,
        },
    ];
    Network::of(kayla.said(), vec![theo.said(), dana.said()], &known)
}

fn named<'a>(network: &'a Network, name: &str) -> (usize, &'a hearth_practice::family::Somebody) {
    let found = network.people.iter().enumerate().find(|(_, there)| there.name.as_deref() == Some(name));
    found.unwrap_or_else(|| panic!("{name} is not in the network"))
}

#[test]
fn what_one_file_says_of_another_person_is_read_the_other_way_round() {
    let dana = file_of(DANA, "Dana", "1997-05-03");
    let kayla = file_of(KAYLA, "Kayla", "2019-06-04").tie("MOTHER", DANA, &[]);
    let network = Network::of(dana.said(), vec![kayla.said()], &[]);
    let lines = network.lines();
    assert_eq!(lines.len(), 1);
    assert!(lines[0].turned && lines[0].bond == Bond::Child);
    assert_eq!(network.people[lines[0].who].generation, Some(1));
}

#[test]
fn a_tie_that_both_files_say_stands_once() {
    let dana = file_of(DANA, "Dana", "1997-05-03").tie("CHILD", KAYLA, &[]);
    let kayla = file_of(KAYLA, "Kayla", "2019-06-04").tie("MOTHER", DANA, &[]);
    let network = Network::of(dana.said(), vec![kayla.said()], &[]);
    assert_eq!(network.lines().len(), 1);
}

#[test]
fn a_father_without_a_file_is_drawn_by_the_name_that_the_file_gives() {
    let network = okell();
    let (marcus, there) = named(&network, "Marcus Dade");
    assert_eq!(there.generation, Some(-1));
    let line = network.lines().into_iter().find(|line| line.who == marcus).map(|line| line.tie.responsibility);
    assert_eq!(line, Some(Some(false)));
}

#[test]
fn each_child_hangs_under_its_own_parents() {
    let network = okell();
    let genogram = Genogram::of(&network, DAY);
    let place = |name: &str| genogram.place_of(named(&network, name).0).expect("drawn");
    let parents_of = |name: &str| {
        let child = place(name);
        let union = genogram.unions.iter().find(|union| union.children.iter().any(|there| there.child == child));
        let mut parents = union.map(|union| union.parents.clone()).unwrap_or_default();
        parents.sort_unstable();
        parents
    };
    let pair = |one: &str, other: &str| {
        let mut pair = vec![place(one), place(other)];
        pair.sort_unstable();
        pair
    };
    assert_eq!(parents_of("Kayla"), pair("Dana", "Marcus Dade"));
    assert_eq!(parents_of("Theo"), pair("Dana", "Ryan"));
    assert_eq!(parents_of("Dana"), [place("Maureen")]);
    let apart = genogram.unions.iter().find(|union| union.parents == pair("Dana", "Ryan")).and_then(|u| u.partners);
    assert!(apart.is_some_and(|partners| partners.over && partners.ended == Some(date(2026, 10, 1))));
}

#[test]
fn a_father_who_is_not_borne_out_is_drawn_as_not_sure() {
    let network = okell();
    let genogram = Genogram::of(&network, DAY);
    let of = |child: usize| {
        let all = genogram.unions.iter().flat_map(|union| &union.children);
        all.into_iter().find(|there| there.child == child).map(|there| there.sure)
    };
    assert_eq!(of(0), Some(false), "Marcus is not confirmed");
    assert_eq!(of(genogram.place_of(named(&network, "Theo").0).expect("drawn")), Some(true));
}

#[test]
fn a_grandparent_whose_side_nobody_knows_hangs_on_either_parent_by_a_line_that_is_not_sure() {
    let child = file_of(KAYLA, "Kayla", "2019-06-04")
        .tie("MOTHER", DANA, &[])
        .tie("FATHER", RYAN, &[])
        .with("relationship", &[("relationship_type", "GRANDPARENT"), ("other_name", "Maureen Okell")]);
    let known = |n, name: &str, gender| KnownAs {
        person: person(n),
        name: name.into(),
        born: None,
        unborn: false,
        died: false,
        gender,
    };
    let parents = [known(DANA, "Dana", Gender::Female), known(RYAN, "Ryan", Gender::Male)];
    let network = Network::of(child.said(), Vec::new(), &parents);
    let drawn = Genogram::of(&network, DAY);
    let place = |name: &str| drawn.place_of(named(&network, name).0).expect("drawn");
    let hers = drawn.unions.iter().find(|union| union.parents == [place("Maureen Okell")]).expect("a line of hers");
    let mut children: Vec<(usize, bool)> = hers.children.iter().map(|there| (there.child, there.sure)).collect();
    children.sort_unstable();
    let mut both = vec![(place("Dana"), false), (place("Ryan"), false)];
    both.sort_unstable();
    assert_eq!(children, both);
}

#[test]
fn a_picture_of_an_earlier_day_leaves_out_who_was_not_yet_on_the_way() {
    let network = okell();
    let genogram = Genogram::of(&network, date(2021, 3, 3));
    assert_eq!(genogram.place_of(named(&network, "Theo").0), None);
    let [ryan, dana] = ["Ryan", "Dana"].map(|name| genogram.place_of(named(&network, name).0).expect("drawn"));
    let pair = |parents: &[usize]| parents.contains(&ryan) && parents.contains(&dana);
    let partners = genogram.unions.iter().find(|union| pair(&union.parents)).and_then(|union| union.partners);
    assert!(partners.is_some_and(|partners| !partners.over && partners.ended.is_none()), "they were together then");
}

fn at(house: &str, from: &str, until: &str) -> Vec<(&'static str, String)> {
    let values = [("address_type", "HOME"), ("house", house), ("street", "Quay Road"), ("postcode", "L20 3NJ")];
    let dates = [("started", from), ("ended", until)];
    values.into_iter().chain(dates).filter(|(_, text)| !text.is_empty()).map(|(n, t)| (n, t.to_owned())).collect()
}

fn living(who: Paper, addresses: &[Vec<(&'static str, String)>]) -> Paper {
    addresses.iter().fold(who, |who, values| {
        let values: Vec<(&str, &str)> = values.iter().map(|(name, text)| (*name, text.as_str())).collect();
        who.with("address", &values)
    })
}

#[test]
fn who_lived_with_whom_follows_the_moves() {
    let kayla = living(
        file_of(KAYLA, "Kayla", "2019-06-04"),
        &[at("3", "2019-06-04", "2026-10-01"), at("9", "2026-10-01", "")],
    )
    .tie("FATHER", RYAN, &[])
    .tie("MOTHER", DANA, &[]);
    let ryan = living(file_of(RYAN, "Ryan", "1993-01-01"), &[at("3", "2018-01-01", "")]);
    let dana =
        living(file_of(DANA, "Dana", "1997-05-03"), &[at("3", "2018-01-01", "2026-10-01"), at("9", "2026-10-01", "")]);
    let network = Network::of(kayla.said(), vec![ryan.said(), dana.said()], &[]);
    let with = |day| {
        network
            .household(day)
            .iter()
            .map(|lives| network.people[lives.who].name.clone().expect("a name"))
            .collect::<Vec<_>>()
    };
    assert_eq!(with(date(2025, 1, 1)), ["Ryan", "Dana"]);
    assert_eq!(with(DAY), ["Dana"]);
}

#[test]
fn a_child_in_care_does_not_live_in_the_household() {
    let dana = person(DANA).to_string();
    let kayla = living(file_of(KAYLA, "Kayla", "2019-06-04"), &[at("3", "2019-06-04", "")])
        .tie("MOTHER", DANA, &[])
        .with("household_membership", &[("family_id", "F1"), ("members", &dana), ("started", "2019-06-04")])
        .with("placement", &[("started", "2026-05-01"), ("placement_type", "U4")]);
    let dana = living(file_of(DANA, "Dana", "1997-05-03"), &[at("3", "2018-01-01", "")]);
    let network = Network::of(kayla.said(), vec![dana.said()], &[]);
    assert_eq!(network.household(date(2026, 4, 30)).len(), 1);
    assert!(network.household(DAY).is_empty());
    assert!(matches!(network.home_of(SELF, DAY), Home::Placed(..)));
}

#[test]
fn a_child_in_care_lives_with_whoever_cares_for_them_there() {
    let kayla = file_of(KAYLA, "Kayla", "2019-06-04")
        .with("placement", &[("started", "2026-05-01"), ("placement_type", "U4")])
        .with(
            "relationship",
            &[("relationship_type", "FOSTER_CARER"), ("other_name", "Carol Hale"), ("started", "2026-05-01")],
        );
    let network = Network::of(kayla.said(), Vec::new(), &[]);
    assert_eq!(network.household(DAY).len(), 1);
    assert!(network.household(date(2026, 4, 30)).is_empty());
}

#[test]
fn a_doubt_of_one_file_stands_until_another_bears_the_tie_out() {
    let network = |confirmed: &str| {
        let more: Vec<(&str, &str)> =
            [("confirmed", confirmed)].into_iter().filter(|(_, text)| !text.is_empty()).collect();
        let kayla = file_of(KAYLA, "Kayla", "2019-06-04").tie("FATHER", RYAN, &[("confirmed", "no")]);
        let ryan = file_of(RYAN, "Ryan", "1993-01-01").tie("CHILD", KAYLA, &more);
        Network::of(kayla.said(), vec![ryan.said()], &[])
    };
    let sure = |network: &Network| Genogram::of(network, DAY).unions[0].children[0].sure;
    assert!(!sure(&network("")));
    assert!(sure(&network("yes")));
}

#[test]
fn an_address_that_one_file_protects_is_protected_in_each() {
    let mut protected = at("9", "2026-10-01", "");
    protected.push(("protected", "yes".to_owned()));
    let dana = living(file_of(DANA, "Dana", "1997-05-03"), &[protected]);
    let kayla = living(file_of(KAYLA, "Kayla", "2019-06-04"), &[at("9", "2026-10-01", "")]).tie("MOTHER", DANA, &[]);
    let network = Network::of(kayla.said(), vec![dana.said()], &[]);
    let Home::At(address, _) = network.home_of(SELF, DAY) else { panic!("an address") };
    assert!(network.is_protected(address));
}

#[test]
fn a_protected_address_makes_nobody_the_same_address_and_a_recorded_household_stays() {
    let network = |protected: &str, household: bool| {
        let mut home = at("9", "2026-10-01", "");
        home.push(("protected", protected.to_owned()));
        let dana = living(file_of(DANA, "Dana", "1997-05-03"), &[home]);
        let kayla = living(file_of(KAYLA, "Kayla", "2019-06-04"), &[at("9", "2026-10-01", "")]);
        let mut kayla = kayla.tie("MOTHER", DANA, &[]);
        if household {
            let dana = person(DANA).to_string();
            kayla = kayla.with("household_membership", &[("family_id", "F1"), ("members", &dana)]);
        }
        (kayla.said(), dana.said())
    };
    for (protected, household, together) in [("no", false, 1), ("yes", false, 0), ("yes", true, 1)] {
        let (kayla, dana) = network(protected, household);
        let kept = protected == "yes";
        assert_eq!(kayla.has_address_of(&dana, DAY), !kept);
        assert_eq!(dana.has_address_of(&kayla, DAY), !kept);
        assert_eq!(dana.postcode(DAY).is_none(), kept);
        assert_eq!(Network::of(kayla, vec![dana], &[]).household(DAY).len(), together, "{protected} {household}");
    }
}

#[test]
fn an_address_that_was_protected_since_is_protected_looking_back() {
    let home = |protected: &str| {
        let mut home = at("9", "2026-10-01", "");
        home.push(("protected", protected.to_owned()));
        living(file_of(DANA, "Dana", "1997-05-03"), &[home])
    };
    let now = File::of(home("yes").versions);
    let kayla = || living(file_of(KAYLA, "Kayla", "2019-06-04"), &[at("9", "2026-10-01", "")]).tie("MOTHER", DANA, &[]);
    let protects = |dana: Said| {
        let network = Network::of(kayla().said(), vec![dana], &[]);
        let place = network.place_of(person(DANA)).expect("her mother");
        [SELF, place].map(|who| match network.home_of(who, DAY) {
            Home::At(address, _) => network.is_protected(address),
            _ => false,
        })
    };
    assert_eq!(protects(home("no").said()), [false, false]);
    assert_eq!(protects(home("no").said().protecting(&now)), [true, true]);
    let unwritten = file_of(DANA, "Dana", "1997-05-03").said().protecting(&now);
    assert_eq!(protects(unwritten), [true, false], "although its record was not written then");
}

/// Everything that makes a picture unreadable: cards on cards, lines through names or symbols, lines on lines, anything
/// outside the sheet.
fn check(genogram: &Genogram, sheet: &Sheet) {
    let boxes: Vec<(i32, i32, i32, i32)> =
        sheet.cards.iter().map(|card| (card.x, card.y, card.x + CARD, card.y + card.height)).collect();
    for (n, a) in boxes.iter().enumerate() {
        assert!(a.0 >= 0 && a.1 >= 0 && a.2 <= sheet.width && a.3 <= sheet.height, "{a:?} leaves the sheet");
        for b in &boxes[n + 1..] {
            assert!(a.2 <= b.0 || b.2 <= a.0 || a.3 <= b.1 || b.3 <= a.1, "{a:?} and {b:?} overlap");
        }
    }
    let mut segments = Vec::new();
    for stroke in &sheet.strokes {
        for pair in stroke.points.windows(2) {
            let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
            assert!(x1 == x2 || y1 == y2, "a line goes askew: {:?}", stroke.points);
            let segment = (x1.min(x2), y1.min(y2), x1.max(x2), y1.max(y2));
            assert!(segment.0 >= 0 && segment.1 >= 0 && segment.2 <= sheet.width && segment.3 <= sheet.height);
            for card in &sheet.cards {
                let words = (card.x + SYMBOL + INDENT, card.y, card.x + CARD, card.y + card.height);
                let symbol = (card.x, card.y, card.x + SYMBOL, card.y + SYMBOL);
                for area in [words, symbol] {
                    let apart =
                        segment.2 <= area.0 || area.2 <= segment.0 || segment.3 <= area.1 || area.3 <= segment.1;
                    assert!(apart, "a line {segment:?} goes through {area:?}");
                }
            }
            segments.push((stroke.union, segment));
        }
    }
    for (n, (union, a)) in segments.iter().enumerate() {
        for (other, b) in &segments[n + 1..] {
            let along = (a.0 == a.2 && b.0 == b.2 && a.0 == b.0 && a.1 < b.3 && b.1 < a.3)
                || (a.1 == a.3 && b.1 == b.3 && a.1 == b.1 && a.0 < b.2 && b.0 < a.2);
            assert!(union == other || !along, "lines of two unions lie on each other: {a:?} {b:?}");
        }
    }
    let drawn: usize = genogram.unions.iter().map(|union| union.children.len()).sum();
    let mut children: Vec<usize> =
        genogram.unions.iter().flat_map(|union| union.children.iter().map(|there| there.child)).collect();
    children.sort_unstable();
    children.dedup();
    assert_eq!(children.len(), drawn, "somebody hangs under two unions");
}

/// That an edge goes around its members and around nobody else.
fn check_edge(genogram: &Genogram, sheet: &Sheet, members: &[usize]) {
    let edges = sheet.edge_around(genogram, members);
    for (person, card) in sheet.cards.iter().enumerate() {
        let (x, y) = (card.x + CARD / 2, card.y + card.height / 2);
        let inside = edges.iter().filter(|edge| holds(edge, x, y)).count();
        assert_eq!(inside, usize::from(members.contains(&person)), "{edges:?} and {card:?}");
    }
}

fn holds(edge: &[(i32, i32)], x: i32, y: i32) -> bool {
    let mut inside = false;
    for (a, b) in edge.iter().zip(edge.iter().cycle().skip(1)) {
        if a.0 == b.0 && (a.1 > y) != (b.1 > y) && a.0 > x {
            inside = !inside;
        }
    }
    inside
}

#[test]
fn the_family_of_the_story_can_be_read() {
    let network = okell();
    let genogram = Genogram::of(&network, DAY);
    let sheet = Sheet::of(&genogram, |_| 60);
    check(&genogram, &sheet);
    let members: Vec<usize> = ["Kayla", "Theo", "Dana"]
        .iter()
        .map(|name| genogram.place_of(named(&network, name).0).expect("drawn"))
        .collect();
    check_edge(&genogram, &sheet, &members);
    assert_eq!(sheet.edge_around(&genogram, &members).len(), 1, "mother and children have one edge around them");
}

#[test]
fn generated_families_can_be_read() {
    let world = World::new(7, Authority::sefton(), DAY, 150);
    for family in world.families() {
        let said: Vec<Said> = family
            .members(&world, Detail::Outline)
            .into_iter()
            .zip(&family.people)
            .map(|(member, who)| {
                Said::of(FileId::from_bytes([1; 16]), member.person, who.name(), &File::of(member.versions))
            })
            .collect();
        for n in 0..said.len() {
            let mut others = said.clone();
            let own = others.remove(n);
            let network = Network::of(own, others, &[]);
            let genogram = Genogram::of(&network, DAY);
            let sheet = Sheet::of(&genogram, |person| 44 + i32::try_from(person % 4).expect("small") * 15);
            check(&genogram, &sheet);
            let home: Vec<usize> =
                network.household(DAY).iter().filter_map(|lives| genogram.place_of(lives.who)).chain([0]).collect();
            check_edge(&genogram, &sheet, &home);
        }
    }
}

const CODES: &[&str] = &[
    "MOTHER",
    "FATHER",
    "ADOPTIVE_PARENT",
    "STEP_PARENT",
    "PARENTS_PARTNER",
    "SIBLING",
    "HALF_SIBLING",
    "STEP_SIBLING",
    "GRANDPARENT",
    "AUNT_UNCLE",
    "COUSIN",
    "NIECE_NEPHEW",
    "CHILD",
    "PARTNER",
    "FORMER_PARTNER",
    "FRIEND",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Whatever people record of each other, and however little of it can be true.
    #[test]
    fn whatever_is_recorded_can_be_read(
        ties in proptest::collection::vec((0_u8..14, 0..CODES.len(), 0_u8..14, any::<bool>()), 0..40),
        heights in proptest::collection::vec(40_i32..110, 14),
        home in proptest::collection::vec(any::<bool>(), 40),
    ) {
        let mut files: Vec<Paper> = (0..14).map(|n| file_of(n + 1, "Somebody", "2010-01-01")).collect();
        for (of, code, to, sure) in ties {
            let file = files.remove(usize::from(of));
            let sure = if sure { "yes" } else { "no" };
            files.insert(usize::from(of), file.tie(CODES[code], to + 1, &[("confirmed", sure)]));
        }
        let mut said: Vec<Said> = files.into_iter().map(Paper::said).collect();
        let own = said.remove(0);
        let network = Network::of(own, said, &[]);
        let genogram = Genogram::of(&network, DAY);
        let sheet = Sheet::of(&genogram, |person| heights[person % heights.len()]);
        check(&genogram, &sheet);
        let members: Vec<usize> = (0..genogram.people.len()).filter(|n| home[n % home.len()]).collect();
        check_edge(&genogram, &sheet, &members);
    }
}
