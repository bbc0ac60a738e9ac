//! The matters of a file, filled with invented people: agreements, a request by the police, proceedings, a transfer abroad.

use hearth_web::view::{
    Link, Tag, Tone,
    file::Section,
    form::{Choice, Control, DateParts, Field, TextBox},
    frame::Row,
    matter::{Line, MatterPage, Part, SmallForm},
};

use crate::specimens::{FILE, frame, jaden, text};

fn page(heading: &str, parts: Vec<Part>) -> MatterPage {
    MatterPage {
        frame: frame(heading),
        identity: Some(jaden(Section::Sharing, false)),
        heading: text(heading),
        tag: None,
        intro: None,
        warning: None,
        problem: None,
        parts,
    }
}

fn line(title: &str, tag: &str, tone: Tone, words: &str) -> Line {
    Line { title: Link::new(title, format!("{FILE}/consent/0190b")), tag: Tag::new(tag, tone), text: text(words) }
}

fn field(name: &str, label: &str, control: Control) -> Field {
    Field { name: text(name), label: text(label), hint: None, error: None, optional: false, part: None, control }
}

pub fn consent() -> MatterPage {
    let mut shares = Part::of("Agreement to share");
    shares.text.push(text("Each agency by itself: one can be refused or withdrawn and the others stand."));
    shares.lines = vec![
        line("Schools and colleges", "Agreed", Tone::Standing, "Provision of a service, 5 November 2026."),
        line(
            "Housing, Sefton Council",
            "Refused",
            Tone::Grave,
            "Provision of a service, 5 November 2026. She knows somebody there.",
        ),
        line("VENUS", "Agreed, but it does not count", Tone::Needs, "Provision of a service, 2 May 2026."),
    ];
    shares.links = vec![Link::new("Ask for agreement to share", format!("{FILE}/consent/ask"))];
    let mut processing = Part::of("Consent to processing");
    processing.lines = vec![Line {
        title: Link::new("give help that the family chose and can stop at any time", ""),
        tag: Tag::new("Not done: nobody was asked yet", Tone::Plain),
        text: text("Basis: Consent"),
    }];
    MatterPage {
        intro: Some(text("Agreement to share lets one agency be told for one purpose.")),
        ..page("Agreement and consent", vec![shares, processing])
    }
}

pub fn asking(wrong: bool) -> MatterPage {
    let answers = || {
        vec![
            Choice::new("GIVEN", "Agrees"),
            Choice::new("REFUSED", "Refuses").chosen_if(true),
            Choice::new("ASKED", "Asked, no answer yet"),
            Choice::new("NOT_SOUGHT", "Not asked"),
        ]
    };
    let agency = |code: &str, name: &str| Field {
        hint: Some(format!("{name} will work without what we know. You can change your mind at any time.")),
        optional: true,
        ..field(&format!("answer-{code}"), name, Control::Radios(answers()))
    };
    let mut schools = agency("schools", "Schools and colleges");
    schools.part = Some(text("What do they say of each agency?"));
    schools.error = wrong.then(|| text("Say what was said about at least one agency"));
    let categories = ["Name, date of birth, address", "Referral, assessment and plans"];
    let categories = categories.iter().enumerate().map(|(n, words)| Choice::new(format!("C{n}"), *words)).collect();
    let form = SmallForm {
        action: format!("{FILE}/consent/ask"),
        fields: vec![
            field("asked_on", "Asked on", Control::Date(DateParts::from_typed("5 11 2026"))),
            field("categories", "Which information?", Control::Checkboxes(categories)),
            schools,
            agency("nhs", "NHS and other health services"),
            field("giver_name", "Their name", Control::Text(TextBox::default())),
        ],
        submit: text("Save what they said"),
        grave: false,
    };
    MatterPage {
        warning: Some(text(
            "If a child may be at risk of significant harm, share what is needed now. That needs no agreement.",
        )),
        problem: wrong.then(|| text("Why they can decide is needed.")),
        ..page("Ask for agreement to share", vec![Part { form: Some(form), ..Part::default() }])
    }
}

pub fn agreement() -> MatterPage {
    let mut said = Part::of("What was said");
    said.rows = vec![
        Row::new("Asked on", "5 November 2026"),
        Row::new("Answered by", "Kelly Lewin: Somebody with parental responsibility"),
        Row::new("How it was given", "She said so at home; her sister heard it."),
    ];
    let mut on = Part::of("What goes on without this agreement");
    on.rows = vec![
        Row::new("3 November 2026, 14:10", "A statutory return. Basis: public task")
            .to(format!("{FILE}/records/0190c")),
    ];
    on.text.push(text("If a child may be at risk of significant harm, they are told all the same."));
    let mut withdraw = Part::of("Withdraw");
    withdraw.form = Some(SmallForm {
        action: format!("{FILE}/consent/0190b"),
        fields: vec![field(
            "withdrawn_by",
            "Who withdraws it, and how did they say so?",
            Control::Text(TextBox::default()),
        )],
        submit: text("Withdraw the agreement"),
        grave: true,
    });
    MatterPage {
        tag: Some(Tag::new("Agreed", Tone::Standing)),
        ..page("Agreement to share with Schools and colleges", vec![said, on, withdraw])
    }
}

pub fn court() -> MatterPage {
    let mut who = Part::of("Who takes part");
    who.lines = vec![
        line("Sefton Council", "Party", Tone::Standing, "The council. It applied to the court."),
        line(
            "Jaden Lewin",
            "Party",
            Tone::Standing,
            "The child. The children’s guardian, Ann Petrie, speaks for them.",
        ),
        line("Kelly Lewin", "Party", Tone::Standing, "Mother. Holds parental responsibility: mother of the child."),
        line("Sandra Lewin", "Party", Tone::Standing, "Relative or carer. Joined by an order of 20 September 2026."),
        line(
            "Dean Marsh",
            "Notice only",
            Tone::Plain,
            "A parent without parental responsibility is told of the proceedings.",
        ),
    ];
    let mut apart = Part::of("Set apart");
    apart.lines = vec![line("Note", "Locked", Tone::Grave, "Part of Maureen Roe")];
    page("Discharge of an order (s.39), case LV26C00418", vec![who, apart])
}

pub fn bundle() -> MatterPage {
    let facts = Part {
        rows: vec![
            Row::new("Pages", "2"),
            Row::new("Fingerprint", "a9073c94d4cc95c57f79da4028c6cf8761b7271f6ca662ff67301a4754c8ef2c"),
        ],
        ..Part::default()
    };
    let mut release = Part::of("Release it");
    release.text.push(text("Not to Dean Marsh: they are no parties."));
    let parties = vec![Choice::new("child", "Jaden Lewin, the child"), Choice::new("0190d", "Kelly Lewin, mother")];
    release.form = Some(SmallForm {
        action: format!("{FILE}/court/0190b/bundle/0190c"),
        fields: vec![
            field("to", "To which parties?", Control::Checkboxes(parties)),
            field(
                "looked_through",
                "The documents",
                Control::Checkboxes(vec![Choice::new(
                    "yes",
                    "I looked through each document that goes beside the papers",
                )]),
            ),
        ],
        submit: text("Release bundle"),
        grave: false,
    });
    let mut take = Part::of("Take it to them");
    take.form = Some(SmallForm {
        action: format!("{FILE}/court/0190b/bundle/0190c/papers"),
        fields: Vec::new(),
        submit: text("Take the papers"),
        grave: false,
    });
    let mut list = Part::of("What is in it");
    list.rows = vec![
        Row::new("1. Note, 17 February 2026", "Page 2"),
        Row::new("2. Document, letter from school", "Page 3, and D1.pdf beside it").to(format!("{FILE}/documents/1")),
    ];
    let mut note = Part::of("1. Note, 17 February 2026");
    note.rows = vec![Row::new("Note", "Jaden slept well and asked for his coat.")];
    page("Case management", vec![facts, take, release, list, note])
}

pub fn police() -> MatterPage {
    let mut asked = Part::of("What is asked for");
    asked.rows = vec![
        Row::new("Officer", "Detective Constable Aidan Sorley, Copy Lane, number 4417"),
        Row::new("Authority", "Prevention or detection of crime, by a signed form"),
        Row::new("What is asked for", "Notes of 20 February\nThe number of his telephone"),
    ];
    let mut refuse = Part::of("Refuse it");
    refuse.form = Some(SmallForm {
        action: format!("{FILE}/police/0190b/refuse"),
        fields: vec![field(
            "refused_because",
            "Why, and what can the officer ask for instead?",
            Control::Narrative(String::new(), 2),
        )],
        submit: text("Refuse the request"),
        grave: true,
    });
    MatterPage {
        tag: Some(Tag::new("Waits for an answer", Tone::Needs)),
        warning: Some(text("Do not tell the family of this request. Telling them would prejudice an inquiry.")),
        ..page("Request by Detective Constable Aidan Sorley, Copy Lane", vec![asked, refuse])
    }
}

pub fn abroad() -> MatterPage {
    let facts = Part {
        rows: vec![
            Row::new("With whom", "Tusla, Child and Family Agency"),
            Row::new("Country", "Ireland"),
            Row::new(
                "What the law says of the country",
                "Approved by Data Protection Act 2018 Schedule 21 paragraph 5(1)(a)",
            ),
        ],
        ..Part::default()
    };
    let mut decide = Part::of("Decide");
    let choices = vec![Choice::new("approve", "Approve it"), Choice::new("refuse", "Refuse it")];
    decide.form = Some(SmallForm {
        action: format!("{FILE}/abroad/0190b/decide"),
        fields: vec![
            field("decision", "May it go?", Control::Radios(choices)),
            field("decided_because", "Why?", Control::Narrative(String::new(), 2)),
        ],
        submit: text("Save decision"),
        grave: false,
    });
    MatterPage {
        identity: None,
        tag: Some(Tag::new("Waits for approval", Tone::Needs)),
        ..page("Decide on a transfer abroad", vec![facts, decide])
    }
}
