//! The records of a file, one of them, and who opened the file.

use hearth_web::view::{
    Frame, Link, Tag, Tone,
    access::{AccessPage, AccessRow, ToldRow},
    file::Section,
    frame::Notice,
    record::{
        After, Cell, ChangeRow, ChoosePage, FieldRow, FieldText, Follows, KindRecords, RecordPage, RecordRow,
        RecordsPage, ServiceChoices, ServiceRecords, Somebody, VersionRow,
    },
};

use super::{FILE, frame, jaden, sheet, text};

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
                        older: Vec::new(),
                        rows: vec![
                            row("20 September 2026 to now", "Foster care with C. Hale, Maghull"),
                            row("14 February to 20 September 2026", "Children's home, Aigburth"),
                        ],
                    },
                    KindRecords {
                        title: text("Missing"),
                        older: Vec::new(),
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
        frame: frame("Who opened this file, and who was told"),
        told: vec![ToldRow {
            on: text("4 June 2027 at 09:30"),
            whom: text("Department for Education"),
            what: text("The coded fields of the SSDA903, children looked after, 2026 to 2027."),
            purpose: text("To develop national policy"),
            basis: text("Required by law or court. Children Act 1989 section 83"),
            family: text("Told. Asked to agree: not sought"),
            href: format!("{FILE}/records/1"),
        }],
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
        correct: Some(Link::new(
            "Correct this record",
            format!("{FILE}/records/01936b1e5c7a7d0e8f21a4c9d8e7b602/correct"),
        )),
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
            correct_kept: None,
            whole: None,
            move_to: Some(format!("{FILE}/records/1/move")),
            print: Some(format!("{FILE}/print")),
            printing: false,
        },
    }
}
