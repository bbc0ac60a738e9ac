//! The pages of the front door, filled with invented people.

use hearth_web::view::{
    Link, Tag, Tone,
    form::{Choice, Control, DateParts, Field, TextBox},
    frame::Row,
    front_door::{
        Changed, CheckRow, ContactPage, Counted, EnquiriesPage, EnquiryRow, FirstHelpPage, FirstHelpRow, KnownPerson,
        Part, PersonForm, QueueChild, QueueFilter, QueuePage, QueueRow, SavedBeforePage, TakingPage, WhoChoice,
        WhoForm, WhoIs, WhoPage,
    },
};

use crate::specimens::{frame, jaden};

fn text(value: &str) -> String {
    value.to_owned()
}

fn field(name: &str, label: &str, control: Control) -> Field {
    Field { name: text(name), label: text(label), hint: None, error: None, optional: true, part: None, control }
}

fn line(value: &str) -> Control {
    Control::Text(TextBox { value: text(value), ..TextBox::default() })
}

pub fn queue() -> QueuePage {
    let counted = |count, words: &str, here, needs| Counted {
        count,
        link: Link::new(words, format!("/queue?show={}", words.len())),
        here,
        needs,
    };
    let child = |name: &str, age: &str| QueueChild {
        link: Link::new(name, "/children/0190a/contacts/0190b"),
        age: text(age),
        standing: Vec::new(),
    };
    QueuePage {
        frame: frame("Front door"),
        waiting: text("8 families wait for a decision"),
        counters: vec![
            counted(3, "Unread", false, false),
            counted(2, "In triage", false, false),
            counted(2, "Awaiting checks", true, false),
            counted(1, "Decision due today", false, false),
            counted(1, "Late", false, true),
            counted(4, "Decided today", false, false),
        ],
        filter: QueueFilter {
            show: text("checks"),
            whose: vec![Choice::new("", "Everybody’s").chosen_if(true), Choice::new("mine", "Mine")],
            known: vec![Choice::new("", "Either").chosen_if(true), Choice::new("yes", "Known to us")],
            source: vec![Choice::new("", "Anybody").chosen_if(true), Choice::new("6", "Police")],
            active: true,
        },
        rows: vec![
            QueueRow {
                when: text("Due in 2 hours"),
                by: text("22 November 2026, 12:10"),
                late: false,
                danger: true,
                received: text("today at 07:40, 2 hours ago"),
                children: vec![child("Kayla Okell", "7 years"), child("Theo Thirlby", "3 years")],
                from: text("Police, Merseyside Police"),
                told: text("Strangled her in front of the little one last night. She got out to the neighbour and …"),
                known: vec![text("Open to Priya Nair, Locality team North"), text("3 other contacts in 12 months")],
                owner: text("Nobody yet"),
                checks: Some(text("0 of 2 back")),
            },
            QueueRow {
                when: text("Overdue since yesterday"),
                by: text("20 November 2026, 16:05"),
                late: true,
                danger: false,
                received: text("17 November 2026 at 16:05, 5 days ago"),
                children: vec![QueueChild {
                    standing: vec![Tag::new("Looked after", Tone::Standing)],
                    ..child("Kayleigh Oakell", "")
                }],
                from: text("Anonymous"),
                told: text("She is out on the landing crying most nights."),
                known: Vec::new(),
                owner: text("Holly Banks"),
                checks: None,
            },
        ],
        count: text("Showing 1 to 2 of 8"),
        pages: None,
        add: Some(Link::new("Record a contact", "/contacts/new")),
        more: None,
    }
}

pub fn taking(wrong: bool) -> TakingPage {
    let mut given = field("p0-forename", "First names", line("Kayleigh"));
    if wrong {
        given.error =
            Some(text("First names are needed, or the last name: name at least one child, as far as you know"));
    }
    let mut told = field("told", "What we were told", Control::Narrative(text("She is out on the landing."), 8));
    told.part = Some(text("What we were told"));
    let source = vec![Choice::new("", "Not known").chosen_if(true), Choice::new("6", "Police")];
    let yes_no =
        vec![Choice::new("yes", "Yes"), Choice::new("no", "No"), Choice::new("", "Not recorded").chosen_if(true)];
    let mut from = field("source", "Source", Control::Select(source));
    from.part = Some(text("Who told us"));
    let born = |name: &str, label: &str| field(name, label, Control::Date(DateParts::default()));
    TakingPage {
        frame: frame("Record a contact"),
        saved: Some(text("Saved 22 November 2026 at 10:42")),
        contact: vec![
            told,
            field("immediate_danger", "Is the child in immediate danger?", Control::Radios(yes_no)),
            from,
        ],
        home: vec![field("home-postcode", "Postcode", line("L20 3NJ"))],
        people: vec![
            PersonForm {
                n: 0,
                child: true,
                title: text("Child 1"),
                fields: vec![given, born("p0-born", "Date of birth")],
                more: vec![born("p0-expected", "Expected date of birth")],
                open: false,
                remove: false,
            },
            PersonForm {
                n: 1,
                child: false,
                title: text("Adult 1"),
                fields: vec![field("p1-forename", "First names", line("Dana"))],
                more: vec![field("p1-street", "Address, where they live elsewhere", line(""))],
                open: true,
                remove: true,
            },
        ],
        siblings: true,
        problems: Vec::new(),
        hidden: vec![(text("people"), text("0c,1a"))],
    }
}

pub fn who(wrong: bool) -> WhoPage {
    let likely = WhoChoice {
        value: text("0190a"),
        name: text("Kayla Okell"),
        born: text("born 5 March 2019, 7 years"),
        standing: vec![Tag::new("Child in need plan", Tone::Standing)],
        why: vec![text("sounds like Kayleigh Oakell"), text("same postcode")],
        chosen: false,
    };
    let form = |n, name: &str, likely: Vec<WhoChoice>| WhoForm {
        n,
        name: text(name),
        told: text("child, lives at L20 3NJ"),
        address: (!likely.is_empty()).then(|| text("9, Larkspur Close, PR8 1AA")),
        keep: false,
        new: likely.is_empty(),
        unsure: false,
        error: (wrong && !likely.is_empty()).then(|| text("Choose who Kayleigh Oakell is, or that you are not sure")),
        likely,
    };
    WhoPage {
        frame: frame("Who is this?"),
        people: vec![form(0, "Kayleigh Oakell", vec![likely]), form(1, "Dana", Vec::new())],
        problems: Vec::new(),
    }
}

/// One agency that has not answered and one that has.
fn checks() -> Vec<CheckRow> {
    vec![
        CheckRow {
            agency: text("Police, Merseyside Police"),
            asked: text("Asked 20 November 2026 at 10:00; answer 1 day late"),
            late: true,
            basis: text("Evidence of significant harm"),
            question: text("What do you know of violence at this address since January?"),
            minimum: Some(text("Only what bears on tonight.")),
            answer: None,
            answered: None,
            held: None,
            record_answer: Some(text("/enquiries/0190a/0190f")),
        },
        CheckRow {
            agency: text("Health"),
            asked: text("Asked 20 November 2026 at 10:01"),
            late: false,
            basis: text("Evidence of significant harm"),
            question: text("Is she known to you?"),
            minimum: None,
            answer: Some(text("Some concern. Known to A&E twice.")),
            answered: Some(text("Sister Ash, 20 November 2026 at 15:30")),
            held: None,
            record_answer: None,
        },
    ]
}

pub fn contact(wrong: bool) -> ContactPage {
    let part = |what: &str, fields: Vec<Field>, fold: Option<&str>| Part {
        action: format!("/children/0190a/contacts/0190b/{what}"),
        draft: (what == "decision").then(|| text("/children/0190a/draft/decide:0190b")),
        saved: None,
        fields,
        submit: text("Save"),
        fold: fold.map(text),
    };
    let mut rationale = field("rationale", "Why this decision?", Control::Narrative(String::new(), 8));
    rationale.error =
        wrong.then(|| text("Why this decision is needed: whoever reads this in ten years must understand it"));
    let outcome = vec![Choice::new("ADVICE", "No further action, advice given"), Choice::new("REFERRAL", "Referral")];
    let mut decision = field("decision-0", "What happens for Kayla Okell?", Control::Radios(outcome));
    decision.part = Some(text("Kayla Okell"));
    ContactPage {
        frame: frame("Contact"),
        identity: jaden(hearth_web::view::file::Section::Records, false),
        heading: text("Contact of 22 November 2026"),
        clock: text("Decision overdue since yesterday, Friday 20 November 2026 at 16:05"),
        late: true,
        danger: true,
        take: Some(text("/children/0190a/contacts/0190b/take")),
        harm: Some(text("/children/0190a/contacts/0190b/harm")),
        print: Some(text("/children/0190a/contacts/0190b/print")),
        printing: false,
        back: text("/children/0190a/contacts/0190b"),
        record: text("/children/0190a/records/0190b"),
        told: text("She is out on the landing crying most nights.\n\nHe shouts."),
        from: vec![Row::new("Received", "Today at 07:40, 2 hours ago"), Row::new("From", "Anonymous")],
        who: vec![WhoIs {
            child: Link::new("Kayla Okell", "/children/0190a"),
            born: text("5 March 2019, 7 years"),
            standing: vec![Tag::new("Child in need plan", Tone::Standing)],
            identified: text("Yes: found among those we know"),
            because: text("sounds like Kayleigh Oakell; same postcode"),
        }],
        named_as: Some(text("Kayleigh Oakell, child, 12 Quay Road L20 3NJ")),
        known: vec![KnownPerson {
            person: Link::new("Theo Thirlby", "/children/0190c"),
            relation: text("Brother or sister, 3 years"),
            standing: Vec::new(),
            lines: vec![
                Row::new("Contact, 3 October 2026", "Schools. No further action, advice given")
                    .to("/children/0190c/contacts/0190d"),
                Row::new("Referral, 3 May 2025", "closed 1 June 2025: Closed after assessment, no further action"),
            ],
        }],
        near: vec![KnownPerson {
            person: Link::new("Jo Farrow", "/children/0190e"),
            relation: text("Lives or lived at L20 3NJ"),
            standing: Vec::new(),
            lines: vec![Row::new("Nothing", "no contact in 12 months, no referral, no open case")],
        }],
        hidden: Some(text("1 file of the family you cannot open. Ask the team that holds it, or your manager.")),
        checks: checks(),
        ask: Some(part(
            "checks",
            vec![field("question", "Question", Control::Narrative(String::new(), 3))],
            Some("Ask an agency"),
        )),
        consent: vec![Row::new("The family was", "not sought")],
        consent_form: Some(part(
            "consent",
            vec![field("consent_because", "Why were they not asked?", Control::Narrative(String::new(), 3))],
            Some("Change"),
        )),
        decision: Vec::new(),
        decide: Some(part("decision", vec![decision, rationale], None)),
        decided_by_others: None,
        feedback: Vec::new(),
        feedback_form: Some(part(
            "feedback",
            vec![field("feedback", "What you tell them", Control::Narrative(text("Hello,"), 12))],
            None,
        )),
        feedback_waits: None,
        problems: Vec::new(),
    }
}

pub fn saved_before() -> SavedBeforePage {
    SavedBeforePage {
        frame: frame("You already saved this contact"),
        contact: Link::new("Open the contact that is saved", "/children/0190a/contacts/0190b"),
        changed: vec![Changed {
            label: text("What we were told"),
            saved: text("She is late most mornings."),
            now: text("She is late most mornings, and today she came without shoes."),
            correctable: true,
        }],
        correctable: true,
    }
}

pub fn enquiries() -> EnquiriesPage {
    EnquiriesPage {
        frame: frame("Questions to you"),
        rows: vec![EnquiryRow {
            when: text("1 day late"),
            late: true,
            about: text("Kayla Okell, born 5 March 2019"),
            question: text("What do you know of violence at this address since January?"),
            basis: text("Evidence of significant harm"),
            answer: text("/enquiries/0190a/0190f"),
        }],
    }
}

pub fn first_help() -> FirstHelpPage {
    FirstHelpPage {
        frame: frame("From contact to first help"),
        span: text("22 November 2025 to 22 November 2026"),
        rows: vec![FirstHelpRow {
            team: text("Locality team South"),
            contacts: 41,
            helped: 30,
            median: text("6"),
            within_ten: 22,
            longest: text("48"),
        }],
    }
}
