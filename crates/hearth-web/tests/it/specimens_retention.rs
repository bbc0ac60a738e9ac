//! Specimens of the pages about the end of files.

use hearth_web::view::{
    Link, Tag, Tone,
    form::{Choice, Control, DateParts, Field, FormPage, TextBox},
    retention::{
        AskPage, BatchAct, BatchPage, BatchRow, CertificatePage, CopyRow, DeskPage, DueRow, HoldPage, HoldRow,
        HoldsPage, ItemRow, Rest, ReviewPage,
    },
};

use crate::specimens::{frame, text};

fn batch_row(words: &str, tone: Tone, state: &str, says: &str) -> BatchRow {
    BatchRow {
        link: Link::new(words, "/retention/batches/a"),
        state: Tag::new(state, tone),
        says: text(says),
        files: text("12 files"),
    }
}

fn hold_row(tags: Vec<Tag>) -> HoldRow {
    HoldRow {
        link: Link::new("Inquiry 2015", "/retention/holds/a"),
        tags,
        scope: text("Every file that tells of sexual abuse or sexual exploitation of a child, alleged or known"),
        review: text("64 days late, 19 September 2026"),
    }
}

fn due_row(name: &str, against: &[&str]) -> DueRow {
    DueRow {
        name: text(name),
        born: text("born 13 June 2009"),
        class: text("Child in need plan"),
        until: text("11 October 2026"),
        why: text("/children/a/kept"),
        against: against.iter().map(|line| text(line)).collect(),
    }
}

pub fn desk(supplied: bool) -> DeskPage {
    DeskPage {
        frame: frame("How files end"),
        problem: None,
        done: None,
        supplied,
        source: text("The council’s privacy notice: “up to 75 years”; the schedule was not supplied"),
        counted: text("2 files"),
        due: vec![
            due_row("Owen Pryce", &[]),
            due_row(
                "Wilhelmina Featherstonehaugh-Brannigan",
                &["somebody in the family or household has an open case"],
            ),
        ],
        more: Some(text("And 40 files more.")),
        kept: vec![due_row("Megan Pryce", &["hold: Inquiry 2015"])],
        may_propose: true,
        batches: vec![
            batch_row(
                "Batch of 19 October 2026, 4f1a",
                Tone::Needs,
                "Ready",
                "It was approved and has rested. It may be executed.",
            ),
            batch_row(
                "Batch of 12 November 2026, 77c0",
                Tone::Plain,
                "Rests",
                "Rests 12 days more, until the end of Friday 4 December 2026.",
            ),
        ],
        ended: vec![batch_row(
            "Batch of 1 June 2026, 90ab",
            Tone::Standing,
            "Executed",
            "11 files destroyed on 30 June 2026 at 10:02.",
        )],
        holds: vec![hold_row(vec![Tag::new("Review overdue", Tone::Needs), Tag::new("Closing proposed", Tone::Needs)])],
        ask: Some(Link::new("Somebody asks whether we ever held a file on them", "/retention/ask")),
    }
}

pub fn batch() -> BatchPage {
    let item = |name: &str, decision: Tag, because: &str, certificate: Option<&str>| ItemRow {
        name: text(name),
        href: text("/retention/batches/a/files/b"),
        born: text("born 13 June 2009"),
        until: text("11 October 2026"),
        against: vec![],
        decision,
        because: text(because),
        passed_over: None,
        sampled: true,
        certificate: certificate.map(text),
    };
    let mut passed = item("Jo Unwin", Tag::new("Destroy", Tone::Grave), "", None);
    passed.passed_over = Some(text("the file was written since it was reviewed"));
    BatchPage {
        frame: frame("Batch of 12 November 2026, 77c0"),
        problem: None,
        done: None,
        here: text("/retention/batches/a"),
        heading: text("Batch of 12 November 2026, 77c0"),
        state: Tag::new("Rests", Tone::Plain),
        says: text("Rests 12 days more, until the end of Friday 4 December 2026."),
        steps: vec![
            text("Proposed by Moira Quill on 12 November 2026 at 09:15"),
            text("Approved by Stan Oyelaran on 13 November 2026 at 10:09"),
        ],
        alarm: true,
        rest: Some(Rest { words: text("16 of 28 days are over"), full: 160 }),
        items: vec![
            item("Destroyed", Tag::new("Destroy", Tone::Grave), "", Some("/retention/certificates/a")),
            item(
                "Lily Farrow",
                Tag::new("Keep on, with a reason", Tone::Standing),
                "Until 22 November 2027. The mother is being assessed before a birth.",
                None,
            ),
            passed,
        ],
        acts: vec![BatchAct {
            act: "execute",
            button: "Execute",
            means: text(
                "The files are destroyed for good. Each is looked at once more; what is not as it was reviewed is passed over.",
            ),
            grave: true,
        }],
        may_stop: true,
    }
}

fn field(name: &str, label: &str, error: Option<&str>, control: Control) -> Field {
    Field {
        name: text(name),
        label: text(label),
        hint: Some(text("Name nobody: this outlives the file")),
        error: error.map(text),
        optional: false,
        part: None,
        control,
    }
}

pub fn review(wrong: bool) -> ReviewPage {
    let decisions = ["Destroy", "Keep on, with a reason", "Transfer to the archive", "Return to the person"];
    let choices = decisions.iter().map(|label| Choice::new(label.to_lowercase(), *label)).collect();
    let error = wrong.then_some(
        "The decision cannot be to destroy before these were offered back: “Owen and his grandad on the pier”",
    );
    let copy = |medium: &str, confirmed: Option<&str>| CopyRow {
        record: format!("record-{}", medium.to_lowercase().replace(' ', "-")),
        medium: text(medium),
        title: text("Paper file, one box"),
        place: text("Records store, Ainsdale, shelf 14 C; kept by Records store, number SC-0099 412"),
        confirmed: confirmed.map(text),
    };
    ReviewPage {
        frame: frame("Owen Pryce"),
        problems: vec![],
        done: None,
        here: text("/retention/batches/a/files/b"),
        heading: text("Owen Pryce"),
        born: text("Born 13 June 2009"),
        why: vec![(
            text("10 years from the end of the plan or the closing of the case, the later"),
            text("Child in need plan ended 11 October 2016 + 10 years = 11 October 2026"),
        )],
        not_due: false,
        against: vec![text("somebody in the family or household has an open case")],
        holds: text("64 records, 3 documents"),
        shared: Some(text("31 of its records were written into the files of others too, and stay there.")),
        relatives: vec![text("Megan Pryce"), text("Rhian Pryce")],
        elsewhere: vec![
            copy("Paper file", None),
            copy("E-mail account", Some("Destroyed on 20 November 2026: Locality team North, deleted")),
        ],
        may_confirm: true,
        unsettled: vec![
            (text("a1"), text("Owen and his grandad on the pier")),
            (text("a2"), text("Letter from his grandad")),
        ],
        may_give_back: true,
        decided: vec![],
        fields: vec![
            field("decision", "What becomes of this file?", error, Control::Radios(choices)),
            field("because", "Why?", None, Control::Narrative(String::new(), 3)),
            field("keep_until", "Keep on until", None, Control::Date(DateParts::default())),
        ],
        next: Some(text("/retention/batches/a/files/c")),
    }
}

pub fn certificate() -> CertificatePage {
    CertificatePage {
        frame: frame("Certificate of destruction"),
        rows: vec![
            ("Council", vec![text("Sefton Council")]),
            ("File", vec![text("01936b1e5c7a7d0e8f21a4c9d8e7b603")]),
            (
                "How the day was worked out",
                vec![text("k02 cin_plan.ended 2016-10-11 and 10 years 2026-10-11"), text("kept until 2026-10-11")],
            ),
            ("Hash of the content", vec![text("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]),
        ],
        download: text("/retention/certificates/a/proof"),
    }
}

pub fn holds() -> HoldsPage {
    let line = |value: &str| Control::Text(TextBox { value: text(value), width: 0, keyboard: "", autocomplete: "off" });
    HoldsPage {
        frame: frame("Holds"),
        open: vec![hold_row(vec![Tag::new("Review overdue", Tone::Needs)])],
        closed: vec![hold_row(vec![Tag::new("Closed", Tone::Plain)])],
        form: FormPage {
            frame: frame("Holds"),
            identity: None,
            heading: text("Open a hold"),
            intro: None,
            warning: None,
            action: text("/retention/holds"),
            draft: None,
            saved: None,
            fields: vec![
                field("name", "What is it called?", Some("What is it called is needed"), line("")),
                field(
                    "scope",
                    "Which files does it cover?",
                    None,
                    Control::Radios(vec![
                        Choice::new("a", "Only the files that are put under it by hand"),
                        Choice::new("b", "Every file of the council"),
                    ]),
                ),
                field(
                    "review_on",
                    "By when does somebody ask whether it still stands?",
                    None,
                    Control::Date(DateParts::default()),
                ),
            ],
            problems: vec![],
            hidden: vec![],
            submit: text("Open hold"),
            cancel: text("/retention"),
        },
    }
}

pub fn hold(waits: bool) -> HoldPage {
    HoldPage {
        frame: frame("Inquiry 2015"),
        problem: None,
        done: None,
        here: text("/retention/holds/a"),
        heading: text("Inquiry 2015"),
        tags: vec![Tag::new("Review overdue", Tone::Needs)],
        rows: vec![
            (
                "Which files",
                text("Every file that tells of sexual abuse or sexual exploitation of a child, alleged or known"),
            ),
            ("Covers now", text("23 files")),
        ],
        steps: vec![text("13 July 2015 at 10:00: Opened, Moira Quill")],
        open: true,
        waits: waits.then(|| text("Proposed by Moira Quill on 28 October 2026 at 11:20. The inquiry has reported.")),
        comes_to: waits.then(|| {
            text("Closing it makes 4 files due. Nothing is destroyed by it: a batch must propose them first.")
        }),
        own: false,
    }
}

pub fn ask(asked: bool) -> AskPage {
    let line = |value: &str| Control::Text(TextBox { value: text(value), width: 0, keyboard: "", autocomplete: "off" });
    AskPage {
        frame: frame("Did we ever hold a file on them?"),
        fields: vec![
            field("given", "Given name", None, line("Owen")),
            field("family", "Family name", None, line("Pryce")),
            field("born", "Date of birth", None, Control::Date(DateParts::default())),
        ],
        asked,
        answers: vec![(
            text("Yes. A file was held and was destroyed on 22 November 2026, by the rule k02/1."),
            Some(Link::new("Its certificate", "/retention/certificates/a")),
        )],
    }
}
