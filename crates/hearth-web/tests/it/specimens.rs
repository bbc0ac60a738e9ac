//! One of every page, about invented people.

use hearth_web::view::{
    Frame, Link, Tag, Tone,
    access::{AccessPage, AccessRow},
    clock::{ClockRow, Why},
    file::{ActionRow, Hazard, Identity, Known, Narrative, OverviewPage, Section},
    form::{Choice, Control, DateParts, Field, FormPage, PeopleBox, TextBox},
    frame::{Me, Notice, Row, Sheet},
    home::{
        ChildRow, DoGroup, DoRow, Draft, Folded, HomePage, Household, NewsOf, NewsRow, Prompt, Recent, Since, TeamCard,
        WorkerRow,
    },
    people::{Asked, ChoosePersonPage, FindPage, Found, FoundPerson},
    picture::{Dot, Gap, Lane, Part, Span, clock_bar, meter, placement_strip, timeline_strip},
    record::{
        After, Cell, ChangeRow, ChoosePage, FieldRow, FieldText, Follows, KindRecords, RecordPage, RecordRow,
        RecordsPage, ServiceChoices, ServiceRecords, Somebody, VersionRow,
    },
    refusal::{BreakGlass, ConflictField, ConflictPage, ErrorPage, RefusalPage},
    sign_in::{DemoCard, DemoCouncil, SignInPage},
    timeline::{Entry, Filter, Pages, TimelinePage, TimelineRow},
};
use jiff::civil::date;

pub const FILE: &str = "/children/01936b1e5c7a7d0e8f21a4c9d8e7b601";

pub fn text(words: &str) -> String {
    words.to_owned()
}

pub fn frame(title: &str) -> Frame {
    Frame {
        title: text(title),
        council: text("Sefton Council"),
        demo: true,
        csrf: text("a-token-of-the-form"),
        me: Some(Me { name: text("Priya Nair"), role: text("Social worker, Crosby team") }),
        help: Some(Link::new("Help and accessibility", "/help")),
        ..Frame::default()
    }
}

pub fn sheet() -> Sheet {
    Sheet {
        about: text("Jaden Lewin, 01936b1e"),
        marking: text("Official, sensitive: personal"),
        printed: text("Printed by Priya Nair, 22 November 2026, 09:12"),
    }
}

pub fn jaden(here: Section, known: bool) -> Identity {
    let known = known.then(|| Known {
        at: text("the end of 20 November 2026"),
        query: text("?known=2026-11-20"),
        now: format!("{FILE}{}", here.path()),
    });
    Identity {
        base: text(FILE),
        name: text("Jaden Lewin"),
        called: text("Jaden"),
        legal_name: Some(text("Jaden Marcus Lewin")),
        born: text("born 9 February 2011"),
        age: Some(text("15 years")),
        pronouns: Some(text("he, him")),
        standing: vec![
            Tag::new("Looked after: care order", Tone::Standing),
            Tag::new("Exploitation plan: high", Tone::Grave),
            Tag::new("Return interview late", Tone::Needs),
        ],
        hazards: vec![Hazard {
            title: text("Do not visit alone."),
            text: text("Adults at the Linacre Lane address have threatened staff (12 October 2026)."),
        }],
        tonight: Some(text("Foster care with C. Hale, Maghull, since 20 September 2026 · 0151 496 0142")),
        reveal: None,
        worker: Some(text("Priya Nair, Crosby team · 0151 496 0118")),
        facts: vec![
            Row::new("Team manager", "Owen Blythe"),
            Row::new("Independent reviewing officer", "Hazel Amin · 0151 496 0160"),
        ],
        references: vec![
            Row::new("NHS number", "943 476 5919"),
            Row::new("Local number", "C0000001"),
            Row::new("Known as", "Jay"),
        ],
        add: vec![Link::new("Add a note", format!("{FILE}/add/case_note")), Link::new("Add…", format!("{FILE}/add"))],
        sections: Identity::sections(FILE, here, known.as_ref()),
        known,
    }
}

fn prompts() -> Vec<Prompt> {
    vec![
        Prompt {
            when: text("16 days late"),
            late: true,
            what: Link::new("Record a visit to Jaden", format!("{FILE}/add/visit")),
            why: Some(text("Last seen 25 September; the carer cancelled on 6 November")),
        },
        Prompt {
            when: text("24 hours late"),
            late: true,
            what: Link::new("Return interview", format!("{FILE}/add/return_interview")),
            why: Some(text("Back from missing on 18 November")),
        },
        Prompt {
            when: text("Due in 3 working days, Thursday 26 November"),
            late: false,
            what: Link::new("Review of the exploitation plan", format!("{FILE}/records")),
            why: None,
        },
    ]
}

fn entries() -> Vec<Entry> {
    let entry = |date: &str, machine: &str, age: &str, title: &str, kind: &str, weighty: bool| Entry {
        date: text(date),
        machine: text(machine),
        age: Some(text(age)),
        title: text(title),
        href: Some(format!("{FILE}/records/01936b1e5c7a7d0e8f21a4c9d8e7b602")),
        kind: text(kind),
        detail: None,
        by: Some(text("Priya Nair, the same day")),
        marks: vec![],
        weighty,
    };
    let mut all = vec![
        entry("18 November 2026", "2026-11-18", "age 15", "Back from missing", "Missing", false),
        entry("16 November 2026", "2026-11-16", "age 15", "Missing from the placement", "Missing", true),
        entry("20 September 2026", "2026-09-20", "age 15", "Moved to foster care with C. Hale", "Placement", true),
        entry("4 March 2026", "2026-03-04", "age 15", "Review of the care plan", "Review", false),
        entry("11 August 2025", "2025-08-11", "age 14", "Care order made", "Legal status", true),
    ];
    all[0].detail = Some(text("Came back by himself at 07:10. Would not say where he had been; hungry and cold."));
    all[2].marks = vec![Tag::new("Corrected", Tone::Plain)];
    all[4].by = Some(text("imported from SSDA903 2026"));
    all
}

fn clocks() -> Vec<ClockRow> {
    let today = date(2026, 11, 22);
    let row = |n: usize, name: &str, stands: &str, from, due, words: &str| ClockRow {
        name: text(name),
        stands: text(stands),
        late: due < today,
        date: text(words),
        bar: Some(clock_bar(&format!("clock-{n}"), from, today, due, &format!("{name}: {stands}, {words}"))),
        why: Why {
            rule: text("In the first year of a placement the child is visited at most every six weeks"),
            started: Link::new(
                "Looked-after visit, 25 September 2026",
                format!("{FILE}/records/01936b1e5c7a7d0e8f21a4c9d8e7b605"),
            ),
            sum: text("Day 0 is Friday 25 September 2026. 6 weeks from there end on Friday 6 November 2026."),
            set_by: text("The same in all of England"),
            source: text(
                "Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959) reg 28(2)(b)",
            ),
            sure: text("Read in the law, the schema or a government page"),
        },
    };
    let visit =
        row(0, "Looked-after visit", "16 days late", date(2026, 9, 25), date(2026, 11, 6), "Friday 6 November 2026");
    let review = "Sunday 28 February 2027; plan for Friday 26 February 2027";
    let review = row(1, "Second looked-after review", "due in 98 days", date(2026, 11, 30), date(2027, 2, 28), review);
    vec![visit, review]
}

pub fn overview(known: bool) -> OverviewPage {
    let mut page = OverviewPage {
        frame: Frame { sheet: Some(sheet()), ..frame("Overview") },
        identity: jaden(Section::Overview, known),
        needs: prompts(),
        clocks: clocks(),
        summary: Some(Narrative {
            text: text(
                "Jaden came into care in August 2025 after two years of neglect and a serious assault by his mother's partner. He is bright, funny and good with younger children; Miss Okafor at school is the adult he trusts.\n\nThe worry now is older young men who collect him from the placement. The plan is a settled foster home, one worker, and no more moves before his exams.",
            ),
            by: text("Priya Nair, 2 November 2026"),
            stale: None,
        }),
        voice: Some(Narrative {
            text: text("“I don't want another new house. Tell Hale I'm coming back, just not when she says.”"),
            by: text("To Priya, by message, 17 November 2026"),
            stale: None,
        }),
        summary_form: Some(format!("{FILE}/add/case_summary")),
        plan: vec![ActionRow {
            what: Link::new("Ask the school for a mentor whom he chooses", FILE),
            who: Some(text("Miss Okafor")),
            when: text("3 days late"),
            late: true,
            update: format!("{FILE}/records"),
        }],
        last_and_next: vec![
            Row::new("Last seen", "25 September 2026, alone, at school").to(format!("{FILE}/timeline")),
            Row::new("Next visit", "was due 6 November 2026"),
            Row::new("Next review", "14 January 2027"),
        ],
        placements: placement_strip(
            "placements",
            "Legal status and placements since August 2025",
            &lanes(),
            ["From", "Until", "What", "Why it ended"].map(text).to_vec(),
            date(2026, 11, 22),
        ),
        latest: entries(),
        family: vec![
            Row::new("Mother", "Chantal Lewin, 38, parental responsibility"),
            Row::new("Father", "not recorded"),
            Row::new("Sister", "Poppy Lewin, 8").to("/children/01936b1e5c7a7d0e8f21a4c9d8e7b603"),
        ],
        health_and_education: vec![
            Row::new("School", "Linacre Academy, year 11"),
            Row::new("Strengths and difficulties", "19 in October 2025, 13 months ago"),
        ],
        involvement: placement_strip(
            "involvement-strip",
            "Each time that we were involved",
            &[Lane {
                label: text("Child protection"),
                spans: vec![Span {
                    label: text("Protection plan"),
                    from: date(2023, 3, 1),
                    to: Some(date(2025, 8, 11)),
                    row: vec![text("Protection plan"), text("1 March 2023"), text("11 August 2025"), text("Neglect")],
                }],
            }],
            ["What", "From", "To", "Why"].map(text).to_vec(),
            date(2026, 11, 22),
        ),
        closed: vec![text("1 health record is closed to you: ask the designated nurse.")],
    };
    if known {
        page.needs.clear();
    }
    page
}

fn lanes() -> Vec<Lane> {
    let span = |label: &str, from, to: Option<jiff::civil::Date>, row: [&str; 4]| Span {
        label: text(label),
        from,
        to,
        row: row.map(text).to_vec(),
    };
    vec![
        Lane {
            label: text("Legal status"),
            spans: vec![
                span(
                    "Section 20",
                    date(2025, 8, 1),
                    Some(date(2025, 8, 10)),
                    ["1 Aug 2025", "10 Aug 2025", "Section 20", "Order made"],
                ),
                span("Care order", date(2025, 8, 11), None, ["11 Aug 2025", "", "Care order", ""]),
            ],
        },
        Lane {
            label: text("Placement"),
            spans: vec![
                span(
                    "Foster care, D. Rowe",
                    date(2025, 8, 1),
                    Some(date(2026, 2, 14)),
                    ["1 Aug 2025", "14 Feb 2026", "Foster care, D. Rowe, Southport", "Carer's request"],
                ),
                span(
                    "Children's home, Aigburth",
                    date(2026, 2, 14),
                    Some(date(2026, 9, 20)),
                    ["14 Feb 2026", "20 Sep 2026", "Children's home, Aigburth", "Planned move"],
                ),
                span(
                    "Foster care, C. Hale",
                    date(2026, 9, 20),
                    None,
                    ["20 Sep 2026", "", "Foster care, C. Hale, Maghull", ""],
                ),
            ],
        },
    ]
}

pub fn timeline(known: bool) -> TimelinePage {
    let mut rows = vec![TimelineRow::Year(text("2026"))];
    for (index, entry) in entries().into_iter().enumerate() {
        match index {
            3 => rows.push(TimelineRow::Gap(text("No entry for 200 days"))),
            4 => {
                rows.push(TimelineRow::Gap(text("No entry for 205 days")));
                rows.push(TimelineRow::Year(text("2025")));
            }
            _ => {}
        }
        rows.push(TimelineRow::Entry(entry));
    }
    TimelinePage {
        frame: Frame { sheet: Some(sheet()), ..frame("Timeline") },
        identity: jaden(Section::Timeline, known),
        filter: Filter {
            action: format!("{FILE}/timeline"),
            kinds: vec![Choice::new("placement", "Placement"), Choice::new("missing", "Missing")],
            services: vec![
                Choice::new("looked_after", "Looked after").chosen_if(known),
                Choice::new("recording", "Notes, visits and documents"),
                Choice::new("review", "Independent review"),
            ],
            today: text("2026-11-22"),
            known: if known { text("2026-11-20") } else { String::new() },
            active: known,
            ..Filter::default()
        },
        strip: timeline_strip("strip", &dots(), &gaps(), date(2026, 11, 22)),
        count: text("Showing 1 to 5 of 112"),
        rows,
        pages: Some(Pages {
            previous: None,
            next: Some(format!("{FILE}/timeline?page=2")),
            here: text("Page 1 of 23"),
        }),
        closed: vec![],
    }
}

fn dots() -> Vec<Dot> {
    let on = [
        (2023, 5, 3),
        (2023, 5, 10),
        (2023, 6, 1),
        (2023, 9, 14),
        (2023, 9, 20),
        (2024, 1, 8),
        (2024, 2, 1),
        (2024, 6, 3),
        (2024, 6, 5),
        (2024, 6, 9),
        (2024, 11, 2),
        (2025, 2, 11),
        (2025, 7, 30),
        (2025, 8, 1),
        (2025, 8, 11),
        (2026, 3, 4),
        (2026, 9, 20),
        (2026, 11, 16),
        (2026, 11, 18),
    ];
    on.iter().enumerate().map(|(n, (y, m, d))| Dot { on: date(*y, *m, *d), weighty: n % 4 == 0 }).collect()
}

fn gaps() -> Vec<Gap> {
    vec![
        Gap { from: date(2025, 8, 11), to: date(2026, 3, 4), words: text("205 days") },
        Gap { from: date(2026, 3, 4), to: date(2026, 9, 20), words: text("200 days") },
    ]
}

pub fn records() -> RecordsPage {
    let row = |when: &str, what: &str| RecordRow {
        when: text(when),
        record: Link::new(what, format!("{FILE}/records/01936b1e5c7a7d0e8f21a4c9d8e7b602")),
        by: text("Priya Nair, 21 September 2026"),
        marks: vec![],
    };
    RecordsPage {
        frame: Frame { sheet: Some(sheet()), ..frame("Records") },
        identity: jaden(Section::Records, false),
        services: vec![
            ServiceRecords {
                title: text("Looked after"),
                anchor: text("looked-after"),
                kinds: vec![
                    KindRecords {
                        title: text("Placement"),
                        rows: vec![
                            row("20 September 2026 to now", "Foster care with C. Hale, Maghull"),
                            row("14 February to 20 September 2026", "Children's home, Aigburth"),
                        ],
                    },
                    KindRecords {
                        title: text("Missing"),
                        rows: vec![row("16 to 18 November 2026", "Missing from the placement")],
                    },
                ],
                add: vec![Link::new("Add a placement", format!("{FILE}/add/placement"))],
            },
            ServiceRecords { title: text("Adoption"), anchor: text("adoption"), kinds: vec![], add: vec![] },
        ],
        closed: vec![text("Health: 2 records are closed to you. Ask the designated nurse.")],
    }
}

pub fn choose() -> ChoosePage {
    let service = |title: &str, anchor: &str, kinds: &[&str]| ServiceChoices {
        title: text(title),
        anchor: text(anchor),
        kinds: kinds.iter().map(|kind| Link::new(*kind, format!("{FILE}/add"))).collect(),
    };
    ChoosePage {
        frame: frame("Add a record"),
        identity: jaden(Section::Records, false),
        often: ["Visit", "Note", "Placement"].map(|kind| Link::new(kind, format!("{FILE}/add"))).to_vec(),
        services: vec![
            service("Front door", "front-door", &["Contact", "Referral"]),
            service("Looked after", "looked-after", &["Period of care", "Legal status", "Placement", "Missing"]),
            service("Notes, visits and documents", "recording", &["Note", "Visit"]),
        ],
    }
}

pub fn access() -> AccessPage {
    let row = |at: &str, what: &str, denied: bool| AccessRow {
        entry: text("01936b1e5c7a7d0e8f21a4c9d8e7b6ff"),
        at: text(at),
        who: text("Priya Nair"),
        role: text("Social worker"),
        what: text(what),
        why: text("Allocated to this child"),
        denied,
    };
    AccessPage {
        frame: frame("Who opened this file"),
        identity: jaden(Section::Records, false),
        rows: vec![
            row("22 November 2026 at 09:12", "Opened the file", false),
            row("20 November 2026 at 17:40", "Refused: opened the file", true),
        ],
        acts: vec![Link::new("Restrict this file", format!("{FILE}/restrict"))],
    }
}

pub fn record() -> RecordPage {
    let field = |label: &str, value: FieldText| FieldRow { label: text(label), value, of: None };
    let mut why = field(
        "Why this placement",
        FieldText::Narrative(text("Close to school.\n\nMrs Hale has cared for two boys who went missing.")),
    );
    why.of = Some(text("about another person"));
    RecordPage {
        frame: Frame {
            sheet: Some(sheet()),
            notice: Some(Notice { text: text("The correction is saved."), link: None }),
            ..frame("Placement")
        },
        identity: jaden(Section::Records, false),
        kind: text("Placement"),
        title: text("Foster care with C. Hale, Maghull"),
        marks: vec![Tag::new("Corrected", Tone::Plain)],
        source: text("Written by Priya Nair on 21 September 2026, from the placement plan"),
        doubts: vec![text("Placed for adoption must be on or after the match.")],
        follows: vec![Follows {
            title: text("How the outcomes stand"),
            heads: ["Outcome", "3 March 2026", "9 June 2026", "22 September 2026"].map(text).to_vec(),
            rows: vec![vec![
                Cell::Link(Link::new(
                    "Jaden is home by nine",
                    format!("{FILE}/records/01936b1e5c7a7d0e8f21a4c9d8e7b602"),
                )),
                Cell::Words(text("Not reviewed")),
                Cell::Tag(Tag::new("No change", Tone::Standing)),
                Cell::Tag(Tag::new("Worse", Tone::Needs)),
            ]],
            note: Some(text("The next review is in December.")),
        }],
        fields: vec![
            field("Placement type", FieldText::Words(text("U4: foster placement, long term"))),
            field("Started", FieldText::Words(text("20 September 2026"))),
            field(
                "Carers",
                FieldText::People(vec![Somebody {
                    name: text("Carol Hale"),
                    href: Some(text("/children/01936b1e5c7a7d0e8f21a4c9d8e7b609")),
                }]),
            ),
            field(
                "Who was told",
                FieldText::List(["Mother", "School", "Independent reviewing officer"].map(text).to_vec()),
            ),
            why,
            field("Medical arrangements", FieldText::Closed(text("Ask the designated nurse."))),
        ],
        correct: Some(format!("{FILE}/records/01936b1e5c7a7d0e8f21a4c9d8e7b602/correct")),
        withdraw: Some(format!("{FILE}/records/01936b1e5c7a7d0e8f21a4c9d8e7b602/withdraw")),
        versions: vec![
            VersionRow {
                number: 2,
                at: text("22 September 2026, 10:31"),
                by: text("Priya Nair, social worker"),
                reason: Some(text("The move was on the Sunday, not the Monday.")),
                current: true,
                changes: vec![ChangeRow {
                    label: text("Started"),
                    was: text("21 September 2026"),
                    now: text("20 September 2026"),
                }],
                known: None,
            },
            VersionRow {
                number: 1,
                at: text("21 September 2026, 16:04"),
                by: text("Priya Nair, social worker"),
                reason: None,
                current: false,
                changes: vec![],
                known: Some(format!("{FILE}?known=2026-09-21")),
            },
        ],
        after: After {
            id: text("01936b1e5c7a7d0e8f21a4c9d8e7b602"),
            notice: text("Visit recorded for 2 children"),
            next: vec![Link::new("Add a note", FILE)],
            worked_on: None,
            beside: vec![Link::new("Poppy Lewin", FILE)],
            alike: Some(format!("{FILE}/records/1/correct")),
            reveal: None,
            revealed: false,
            move_to: Some(format!("{FILE}/records/1/move")),
            print: Some(format!("{FILE}/print")),
            printing: false,
        },
    }
}

fn field(name: &str, label: &str, control: Control) -> Field {
    Field { name: text(name), label: text(label), hint: None, error: None, optional: false, part: None, control }
}

pub fn form(wrong: bool) -> FormPage {
    let choices = |of: &[&str]| of.iter().map(|label| Choice::new(label.to_lowercase(), *label)).collect::<Vec<_>>();
    let mut fields = vec![
        field(
            "received",
            "When the contact was received",
            Control::Moment(DateParts::from_typed("2026-11-22"), text("08:40")),
        ),
        field(
            "source",
            "Who made contact",
            Control::Select(choices(&["Choose", "Police", "School", "Health", "Neighbour or member of the public"])),
        ),
        field(
            "referrer",
            "Name of the referrer",
            Control::Text(TextBox { value: String::new(), width: 20, ..TextBox::default() }),
        ),
        field(
            "phone",
            "Telephone number of the referrer",
            Control::Text(TextBox { width: 20, keyboard: "tel", ..TextBox::default() }),
        ),
        field("worry", "What we were told", Control::Narrative(text("Child seen alone in the park after dark."), 6)),
        field("seen", "Was the child seen?", Control::Radios(choices(&["Yes", "No"]))),
        field(
            "factors",
            "What it is about",
            Control::Checkboxes(choices(&["Neglect", "Domestic abuse", "Missing", "Mental health of an adult"])),
        ),
        field(
            "born",
            "Date of birth, if known",
            Control::Date(DateParts { day: text("31"), month: text("2"), year: text("2019") }),
        ),
        field(
            "with",
            "Who was there",
            Control::People(PeopleBox {
                choices: choices(&["Dana Okell, mother, born 3 May 1997", "Ryan Thirlby, father"]),
                several: true,
            }),
        ),
        field(
            "rating",
            "How soon",
            Control::Radios(choices(&["Today", "Within one working day", "Within three working days"])),
        ),
    ];
    fields[2].optional = true;
    fields[3].optional = true;
    fields[4].hint = Some(text("In the referrer's own words. It cannot be changed later, only added to."));
    fields[5].part = Some(text("The child"));
    fields[7].optional = true;
    if wrong {
        fields[1].error = Some(text("Choose who made contact"));
        fields[7].error = Some(text("The date of birth must be a real date: February 2019 has 28 days"));
    }
    FormPage {
        frame: Frame { back: Some(Link::new("Back", "/")), ..frame("Record a contact") },
        identity: None,
        heading: text("Record a contact"),
        intro: None,
        warning: None,
        action: text("/contacts"),
        draft: Some(text("/drafts/contact")),
        saved: Some(text("Saved 18:04")),
        fields,
        problems: if wrong { vec![text("A contact cannot be received after it was decided")] } else { vec![] },
        hidden: vec![(text("revision"), text("3"))],
        submit: text("Record contact"),
        cancel: text("/"),
    }
}

pub fn correction() -> FormPage {
    let mut reason = field("reason", "Why is it corrected?", Control::Narrative(String::new(), 3));
    reason.hint = Some(text("Stands beside the new version for everybody who opens this record."));
    reason.part = Some(text("The correction"));
    FormPage {
        frame: Frame { back: Some(Link::new("Back to the record", FILE)), ..frame("Correct: placement") },
        identity: Some(jaden(Section::Records, false)),
        heading: text("Correct: placement"),
        intro: Some(text("What it says now stays readable as an earlier version.")),
        warning: Some(text("Owen Blythe has this record open. If you both change the same field you will be asked.")),
        fields: vec![field("started", "Started", Control::Date(DateParts::from_typed("2026-09-20"))), reason],
        submit: text("Save the correction"),
        saved: None,
        ..form(false)
    }
}

fn team(late: Vec<DoRow>) -> TeamCard {
    TeamCard {
        name: text("Locality team North"),
        size: text("61 children in 38 families"),
        workers: vec![
            WorkerRow { name: text("Priya Nair"), children: 14, late: 2, soon: 3 },
            WorkerRow { name: text("Not allocated"), children: 1, late: 0, soon: 0 },
        ],
        late,
        more: Some(text("and 4 more, less late than these")),
    }
}

pub fn home() -> HomePage {
    let child = |name: &str, age: &str, standing: &str, seen: Option<&str>, next: Option<&str>, late: bool| ChildRow {
        child: Link::new(name, FILE),
        age: text(age),
        standing: vec![Tag::new(standing, Tone::Standing)],
        seen: seen.map(text),
        next: next.map(text),
        late,
    };
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
        households: vec![
            Household {
                name: text("Lewin"),
                children: vec![
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
                children: vec![
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
        caseload: Some(text("14 children in 9 families")),
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

pub fn find(found: bool) -> FindPage {
    let person = |name: &str, open: bool, born: &str, lives: &str, standing: Vec<Tag>, why: &[&str]| FoundPerson {
        name: text(name),
        person: text("01936b1e5c7a7d0e8f21a4c9d8e7b604"),
        href: open.then(|| text(FILE)),
        reference: text("C0000001"),
        born: text(born),
        lives: text(lives),
        standing,
        why: why.iter().map(|words| text(words)).collect(),
    };
    FindPage {
        frame: frame("Find a person"),
        asked: if found { Asked { q: text("kayleigh oakell"), ..Asked::default() } } else { Asked::default() },
        found: found.then(|| Found {
            count: text("2 people, the likeliest first"),
            people: vec![
                person(
                    "Kayla Okell",
                    true,
                    "4 June 2019, 7 years",
                    "Bootle",
                    vec![Tag::new("Child protection", Tone::Standing)],
                    &["Okell sounds like Oakell", "Kayla is near Kayleigh"],
                ),
                person(
                    "Kayleigh Oakley",
                    false,
                    "1 May 2012, 14 years",
                    "Southport",
                    vec![Tag::new("Restricted", Tone::Grave)],
                    &["Kayleigh is the same"],
                ),
            ],
            more: Some(text("There are more than 20. Add a date of birth or a postcode to see fewer.")),
        }),
        instead: vec![Link::new("Record a contact about somebody new", "/contacts/add")],
    }
}

pub fn choose_person() -> ChoosePersonPage {
    let of = find(true);
    ChoosePersonPage {
        frame: Frame { back: Some(Link::new("Back to: relationship", FILE)), ..frame("Find somebody") },
        identity: jaden(Section::Family, false),
        field: text("Person known here"),
        action: format!("{FILE}/choose/add:relationship/other"),
        asked: of.asked,
        found: of.found,
        form: format!("{FILE}/add/relationship"),
        by_name: true,
    }
}

pub fn sign_in(demo: bool) -> SignInPage {
    let card = |login: &str, role: &str, name: &str, does: &str, waits: Option<&str>| DemoCard {
        login: text(login),
        role: text(role),
        name: text(name),
        does: text(does),
        waits: waits.map(text),
    };
    let cards = vec![
        card(
            "contact.officer",
            "Contact officer",
            "Dev Morgan",
            "Records what people tell the front door.",
            Some("1 decision late, 1 due in 2 hours"),
        ),
        card(
            "social.worker",
            "Social worker",
            "Priya Nair",
            "Works with the Lewin and Okell families.",
            Some("5 overdue"),
        ),
        card("team.manager", "Team manager", "Owen Blythe", "Allocates, decides and supervises in Crosby.", None),
        card(
            "iro",
            "Independent reviewing officer",
            "Hazel Amin",
            "Chairs the reviews of looked-after children.",
            None,
        ),
        card("administrator", "Administrator", "Sam Rourke", "Keeps accounts and settings; sees no file.", None),
    ];
    let council = |name: &str| DemoCouncil { name: text(name), cards: cards.clone() };
    SignInPage {
        frame: Frame { me: None, council: String::new(), demo, ..frame("Sign in") },
        demo: if demo { vec![council("Sefton Council"), council("Knowsley Council")] } else { vec![] },
        login: String::new(),
        ask_code: !demo,
        refused: (!demo).then(|| text("The login, the password or the code is wrong. Try again.")),
        next: String::new(),
    }
}

pub fn refusal() -> RefusalPage {
    RefusalPage {
        frame: frame("You cannot open this file"),
        heading: text("You cannot open this file"),
        why: text("It is restricted because somebody in it works for the council."),
        who_can: vec![text("Owen Blythe, team manager · 0151 496 0119"), text("The head of service")],
        next: vec![Link::new("Find somebody else", "/find")],
        purposes: None,
        break_glass: Some(BreakGlass {
            href: text("/break-glass"),
            warning: text(
                "It opens for four hours. The team manager and the data protection officer are told at once, with your reason.",
            ),
        }),
        reference: Some(text("01936b1e-7")),
    }
}

pub fn error() -> ErrorPage {
    ErrorPage {
        frame: frame("Page not found"),
        heading: text("Page not found"),
        paragraphs: vec![text(
            "If you typed the address, check it. If you followed a link, the page may have moved or may never have been.",
        )],
        reference: None,
    }
}

pub fn conflict() -> ConflictPage {
    ConflictPage {
        frame: frame("Which should stand?"),
        record: text("the placement"),
        who: text("Owen Blythe changed this record at 14:02, while you were writing"),
        action: text("/conflict"),
        fields: vec![ConflictField {
            name: text("started"),
            label: text("Started"),
            was: text("21 September 2026"),
            theirs: text("19 September 2026"),
            mine: text("20 September 2026"),
            error: None,
        }],
        kept: vec![text("Postcode, changed by Owen Blythe")],
        hidden: vec![],
        cancel: text(FILE),
    }
}
