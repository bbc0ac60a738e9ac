//! The first screen of the day.

use hearth_web::view::{
    Link, Tag, Tone,
    home::{
        DoGroup, DoRow, Draft, Folded, Holding, HomePage, Household, NewsOf, NewsRow, PersonRow, Recent, Since,
        TeamCard, WorkerRow,
    },
    picture::{Part, meter},
};

use super::{FILE, frame, text};

fn team(late: Vec<DoRow>) -> TeamCard {
    TeamCard {
        name: text("Locality team North"),
        size: text("61 children in 38 families"),
        workers: vec![
            WorkerRow { name: text("Priya Nair"), holds: text("12 children, 2 young adults"), late: 2, soon: 3 },
            WorkerRow { name: text("Not allocated"), holds: text("1 child"), late: 0, soon: 0 },
        ],
        late,
        more: Some(text("and 4 more, less late than these")),
    }
}

/// What a social worker with two families and a foster carer holds.
fn holdings() -> Vec<Holding> {
    let child = |name: &str, age: &str, standing: &str, seen: Option<&str>, next: Option<&str>, late: bool| PersonRow {
        person: Link::new(name, FILE),
        age: text(age),
        standing: vec![Tag::new(standing, Tone::Standing)],
        seen: seen.map(text),
        next: next.map(text),
        late,
    };
    vec![
        Holding {
            title: text("My children"),
            anchor: "children",
            who: "Child",
            seen: "Last seen",
            households: vec![
                Household {
                    name: text("Lewin"),
                    people: vec![
                        child(
                            "Jaden Lewin",
                            "15",
                            "Looked after",
                            Some("Back from missing, on Wednesday"),
                            Some("visit 16 days late"),
                            true,
                        ),
                        child(
                            "Poppy Lewin",
                            "8",
                            "Child in need",
                            Some("14 November"),
                            Some("visit by 12 December"),
                            false,
                        ),
                    ],
                    adults: Vec::new(),
                },
                Household {
                    name: text("Okell and Thirlby"),
                    people: vec![
                        child(
                            "Kayla Okell",
                            "7",
                            "Child protection",
                            Some("19 November"),
                            Some("conference 24 November"),
                            false,
                        ),
                        child("Theo Thirlby", "3", "Child protection", None, None, false),
                    ],
                    adults: vec![Link::new("Dana Okell, 29 years", FILE)],
                },
            ],
        },
        Holding {
            title: text("My foster carers"),
            anchor: "carers",
            who: "Foster carer",
            seen: "Last visited",
            households: vec![Household {
                name: text("Hale"),
                people: vec![child("Carol Hale", "58", "Approved", None, Some("visit by 12 December"), false)],
                adults: Vec::new(),
            }],
        },
    ]
}

pub fn home() -> HomePage {
    let todo = |when: &str, date: &str, late: bool, child: &str, what: &str| DoRow {
        when: text(when),
        date: text(date),
        late,
        child: Link::new(child, FILE),
        what: Link::new(what, format!("{FILE}/add/visit")),
        why: Some(format!("{FILE}/clocks")),
    };
    let late = vec![
        todo("16 days late", "6 November 2026", true, "Jaden Lewin", "Looked-after visit"),
        todo("1 day late", "21 November 2026", true, "Jaden Lewin", "Return interview"),
    ];
    let soon = vec![todo("due Thursday", "26 November 2026", false, "Kayla Okell", "Core group")];
    HomePage {
        frame: frame("Today"),
        greeting: text("Good morning, Priya"),
        day: text("Sunday 22 November 2026"),
        must_do: vec![
            DoGroup { title: "Late", rows: late.clone(), folded: None },
            DoGroup { title: "In the next 7 days", rows: soon.clone(), folded: None },
            DoGroup {
                title: "Later",
                rows: soon.clone(),
                folded: Some(Folded { summary: text("1 more, after 22 December"), rows: soon }),
            },
        ],
        nobody: Some(("My children", "No child is allocated to you.")),
        holdings: holdings(),
        caseload: Some(text("14 children in 9 families, 1 foster carer")),
        meter: meter(
            "caseload-meter",
            "Caseload: 14 children in 9 families",
            &[
                Part { label: text("Child protection plan"), count: 4 },
                Part { label: text("Looked after"), count: 3 },
                Part { label: text("Child in need plan"), count: 6 },
                Part { label: text("Other"), count: 1 },
            ],
        ),
        since: Since {
            when: Some(text("You were here on 20 November 2026 at 17:58.")),
            children: vec![NewsOf {
                child: Link::new("Jaden Lewin", FILE),
                news: vec![NewsRow { what: Link::new("Missing episode", FILE), by: text("Nadia Yusuf, yesterday") }],
            }],
        },
        teams: vec![team(late)],
        start: vec![Link::new("Record a contact", "/contacts/add")],
        recent: vec![Recent { child: Link::new("Kayla Okell", FILE), when: text("Friday 16:20") }],
        drafts: vec![Draft {
            form: Link::new("Visit", FILE),
            about: Some(text("Jaden Lewin")),
            saved: text("saved Friday 17:58"),
        }],
    }
}
