//! Specimens of the pages that say how long files are kept.

use hearth_web::view::{
    Link, Tag, Tone,
    schedule::{
        ChangeRow, ClassRow, FilePage, KeptView, MovesRow, NearerRow, ReasonRow, RuleRow, SchedulePage, TryPage,
        YearsRow,
    },
};

use crate::specimens::{FILE, frame, text};

pub fn kept() -> KeptView {
    let reason = |period: &str, sum: &str, source: &str, floor| ReasonRow {
        class: text("Looked after"),
        period: text(period),
        sum: text(sum),
        source: text(source),
        floor,
    };
    KeptView {
        line: text("Kept until 9 February 2104: looked after"),
        reasons: vec![
            reason(
                "75 years from the 18th birthday",
                "18th birthday 9 February 2029 + 75 years = 9 February 2104",
                "The council’s schedule, above the floor of SI 2010/959 regulation 50",
                false,
            ),
            reason(
                "at least 75 years to the 75th anniversary of birth",
                "Born 9 February 2011 + 75 years = 9 February 2086",
                "SI 2010/959, regulation 50",
                true,
            ),
        ],
        blocked: vec![text("open period of care"), text("open episode")],
        lacks: Vec::new(),
        shorter: None,
        may_begin: Some(text("10 February 2104")),
    }
}

pub fn file() -> FilePage {
    FilePage {
        frame: frame("How long this file is kept"),
        problem: None,
        name: text("Jaden Lewin"),
        here: format!("{FILE}/kept"),
        kept: KeptView { shorter: Some(text("until 31 January 2026")), ..kept() },
        may_propose: true,
        may_approve: true,
    }
}

pub fn schedule() -> SchedulePage {
    let rule = |class: &str, council: &str, law: &str, tag: Option<Tag>| RuleRow {
        class: text(class),
        council: text(council),
        law: text(law),
        tag,
        source: text("SI 2010/959, regulation 50; read in procedures and guidance; K05"),
    };
    SchedulePage {
        frame: frame("How long files are kept"),
        problem: None,
        source: text("Sefton Council, privacy notice of Children’s Social Care."),
        supplied: true,
        rules: vec![
            rule("Looked after", "75 years from the 18th birthday", "", None),
            rule("Looked after", "", "75 years to the 75th anniversary of birth", None),
            rule(
                "Approved foster carer",
                "",
                "10 years from the end of the approval",
                Some(Tag::new("Only the law", Tone::Plain)),
            ),
            rule("Contact or referral, not assessed", "", "", Some(Tag::new("No rule: kept", Tone::Plain))),
        ],
        contradictions: vec![text(
            "The council’s notice says up to 75 years; the law asks for 100 years from the adoption order: the law is kept to.",
        )],
        beside: vec![(
            text("A child who alleged sexual abuse"),
            text("While a named hold is open: opened and closed by a decision, never by a date."),
        )],
        counted: Some(vec![
            ClassRow { class: text("Looked after"), files: 1204, dated: 1204, ruled: true },
            ClassRow { class: text("Contact or referral, not assessed"), files: 20_311, dated: 0, ruled: false },
        ]),
        uncovered: Some(text("20311 of 61200 files have no rule of the council: they are kept until it has one.")),
        changes: vec![ChangeRow {
            id: text("a"),
            says: vec![text(
                "Child in need plan: 12 years from the day the plan ended or the case closed, whichever is later",
            )],
            because: text("The limitation period was looked at again."),
            moves: text("412 files kept for longer, 0 files for a shorter time, 0 files due at once."),
            state: Tag::new("Waits for approval", Tone::Needs),
            by: text("From 1 January 2027, proposed by Ines Okoro"),
            decide: true,
        }],
        try_out: Some(Link::new("Try another schedule", "/retention/schedule/try")),
    }
}

pub fn try_out() -> TryPage {
    let moves = |class: &str, later, nearer, due| MovesRow { class: text(class), later, nearer, due };
    TryPage {
        frame: frame("Try another schedule"),
        problem: Some(text(
            "Looked after is kept for 50 years from the 18th birthday, and the law asks for at least 75 from birth: lowering the rule below the floor is refused.",
        )),
        years: vec![
            YearsRow {
                id: text("K02"),
                label: text("Child in need plan, from the day the plan ended or the case closed, whichever is later"),
                floor: None,
                value: text("8"),
            },
            YearsRow {
                id: text("K07"),
                label: text("Adopted, from the adoption order"),
                floor: Some(text("The law asks for at least 100")),
                value: text("100"),
            },
        ],
        from: (text("1"), text("1"), text("2027")),
        because: text("Storage"),
        moves: Some(vec![moves("All 61200 files", 0, 412, 37), moves("Child in need plan", 0, 412, 37)]),
        nearer: vec![NearerRow {
            link: Link::new("File 1", FILE),
            before: text("31 January 2029"),
            after: text("31 January 2027"),
        }],
        contradictions: Vec::new(),
        may_propose: true,
    }
}
