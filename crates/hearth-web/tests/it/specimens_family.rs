//! The family page, about invented people.

use hearth_practice::family::{Gender, Genogram as Drawn, Offspring, Partners, Sheet, Union};
use hearth_web::view::{
    Link, Tag, Tone,
    family::{
        Barred, FamilyGroup, FamilyPage, Genogram, HouseholdPage, Housemate, Relative, Said, Sibling, Source, Twin,
    },
    file::Section,
    picture::{Figure, Joined, genogram, height_of},
};
use jiff::civil::date;

use crate::specimens::{FILE, frame, jaden, sheet, text};

fn source(words: &str) -> Source {
    Source { words: format!("Source: {words}"), href: Some(format!("{FILE}/records/01936b1e5c7a7d0e8f21a4c9d8e7b605")) }
}

fn relative(name: &str, relation: &str, marks: Vec<Tag>, details: &[&str], from: &str) -> Relative {
    Relative {
        name: text(name),
        href: None,
        relation: text(relation),
        age: None,
        marks,
        details: details.iter().map(|words| text(words)).collect(),
        phone: relation.contains("worker").then(|| text("0151 496 0118")),
        source: Some(source(from)),
    }
}

/// Three generations: a mother with two partners, a child of each, one placed elsewhere, one not yet born.
fn picture() -> Genogram {
    let figure = |name: &str, gender, words: &[(&str, bool)]| Figure {
        name: text(name),
        gender,
        words: words.iter().map(|(words, grave)| (text(words), *grave)).collect(),
        ..Figure::default()
    };
    let mut figures = vec![
        figure(
            "Jaden Lewin",
            Gender::Male,
            &[("15 years", false), ("Lives elsewhere: foster placement, from 2026", false)],
        ),
        figure("Chantal Lewin", Gender::Female, &[("Mother, 38 years", false), ("PR", true)]),
        figure("Marcus Dade", Gender::Male, &[("Father", false), ("Not confirmed", false)]),
        figure("Ryan Thirlby", Gender::Male, &[("33 years", false), ("Must not have contact", true)]),
        figure("Poppy Lewin", Gender::Female, &[("Half-sister, 8 years", false)]),
        figure("Unborn Lewin", Gender::Other, &[("Due 27 December 2026", false)]),
        figure("Maureen Lewin", Gender::Female, &[("Grandmother", false), ("died 4 May 2020", false)]),
    ];
    figures[0].own = true;
    figures[5].unborn = true;
    figures[6].dead = true;
    let child = |child, sure| Offspring { child, sure };
    let drawn = Drawn {
        people: (0..7).collect(),
        rows: vec![0, -1, -1, -1, 0, 0, -2],
        unions: vec![
            Union { parents: vec![1, 2], children: vec![child(0, false)], partners: None },
            Union {
                parents: vec![1, 3],
                children: vec![child(4, true), child(5, true)],
                partners: Some(Partners {
                    started: Some(date(2017, 1, 1)),
                    ended: Some(date(2026, 9, 1)),
                    over: true,
                    sure: true,
                }),
            },
            Union { parents: vec![6], children: vec![child(1, true)], partners: None },
        ],
    };
    let sheet = Sheet::of(&drawn, |place| height_of(&figures[place]));
    let homes = sheet.edge_around(&drawn, &[1, 4, 5]);
    let name = "Family of Jaden Lewin: 7 people";
    let joined = |union: usize| match union {
        1 => Joined { dates: text("2017 to 2026"), over: true },
        _ => Joined::default(),
    };
    let line = |words: &str, under: Vec<Twin>| Twin { words: text(words), under };
    Genogram {
        svg: genogram(
            "family",
            (name, "The same is said in words under the picture."),
            &sheet,
            &figures,
            joined,
            &homes,
        ),
        name: text(name),
        key: ["Double line: Jaden Lewin", "Square: male", "Circle: female", "PR: parental responsibility"]
            .map(text)
            .to_vec(),
        twin: vec![
            line(
                "Chantal Lewin (mother, 38 years; parental responsibility)",
                vec![
                    line("Parent: Maureen Lewin (grandmother, died 4 May 2020)", vec![]),
                    line(
                        "Former partner: Ryan Thirlby, 2017 to 2026",
                        vec![line("Poppy Lewin (half-sister, 8 years)", vec![])],
                    ),
                ],
            ),
            line("Marcus Dade (father; not confirmed)", vec![]),
        ],
        left_out: Some(text("Not in the picture, but in the lists below: Carol Hale.")),
    }
}

pub fn family() -> FamilyPage {
    let mut poppy = relative(
        "Poppy Lewin",
        "Half-sister",
        vec![],
        &["Lives: Address protected"],
        "the referral, written by J. Ali on 3 May 2023",
    );
    poppy.href = Some(text("/children/01936b1e5c7a7d0e8f21a4c9d8e7b603"));
    poppy.age = Some(text("8 years"));
    let responsible = Tag::new("Parental responsibility", Tone::Plain);
    let group = |title: &str, people: Vec<Relative>, empty: &str| FamilyGroup {
        title: text(title),
        people,
        empty: text(empty),
    };
    FamilyPage {
        frame: hearth_web::view::Frame { sheet: Some(sheet()), ..frame("Family and network") },
        identity: jaden(Section::Family, false),
        on: text("2026-11-01"),
        on_words: Some(text("1 November 2026")),
        today: text("2026-11-22"),
        known: None,
        problem: None,
        action: format!("{FILE}/family"),
        add: vec![
            Link::new("Add a person to this family", format!("{FILE}/add/relationship")),
            Link::new("Add a household", format!("{FILE}/add/household_membership")),
        ],
        siblings: vec![Sibling {
            link: Link::new("Poppy Lewin", "/children/01936b1e5c7a7d0e8f21a4c9d8e7b603/family"),
            age: Some(text("8 years")),
            standing: vec![Tag::new("Child in need plan", Tone::Standing)],
        }],
        barred: vec![Barred {
            who: text("Ryan Thirlby must not have contact with Jaden Lewin"),
            why: text("Non-molestation order of 4 September 2026"),
            source: source("the order, written by Priya Nair on 5 September 2026"),
        }],
        home: Some(Said {
            words: text("Foster placement, since 20 September 2026"),
            source: Some(source("written by Priya Nair on 21 September 2026")),
        }),
        together: Link::new("Everybody at this address", format!("{FILE}/household")),
        genogram: Some(picture()),
        groups: vec![
            group(
                "Lives with",
                vec![relative(
                    "Carol Hale",
                    "Foster carer",
                    vec![],
                    &["Cares for the child there"],
                    "the placement of 20 September 2026",
                )],
                "",
            ),
            group(
                "Parents and those with parental responsibility",
                vec![relative(
                    "Chantal Lewin",
                    "Mother",
                    vec![responsible],
                    &["Parental responsibility by: mother"],
                    "the birth certificate, written by J. Ali on 3 May 2023",
                )],
                "",
            ),
            group("Brothers and sisters", vec![poppy], ""),
            group("Professionals", vec![], "No worker or team is recorded as involved."),
        ],
        history: vec![relative(
            "Ryan Thirlby",
            "Partner of a parent",
            vec![],
            &["since 1 January 2017 until 1 September 2026"],
            "Chantal, written by Priya Nair on 5 September 2026",
        )],
        closed: vec![text("1 person is not shown: ask the adoption team.")],
    }
}

pub fn household() -> HouseholdPage {
    let row = |name: &str, age: &str, relation: &str, standing: &[&str], because: &str| Housemate {
        link: Link::new(name, FILE),
        age: text(age),
        relation: text(relation),
        standing: standing.iter().map(|words| Tag::new(*words, Tone::Standing)).collect(),
        because: text(because),
    };
    HouseholdPage {
        frame: hearth_web::view::Frame { sheet: Some(sheet()), ..frame("Everybody at this address") },
        identity: jaden(Section::Family, false),
        rows: vec![
            row("Jaden Lewin", "15 years", "", &["Looked after"], "Whose file this is"),
            row("Chantal Lewin", "38 years", "Mother", &[], "Same address"),
            row(
                "Poppy Lewin",
                "8 years",
                "Brother or sister",
                &["Child in need plan"],
                "Same address and same household",
            ),
        ],
        note: Some(format!("{FILE}/add/case_note")),
    }
}
