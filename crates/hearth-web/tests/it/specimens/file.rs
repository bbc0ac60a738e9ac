//! The pages of a file: overview and timeline.

use hearth_web::view::{
    Frame, Link, Tag, Tone,
    clock::{ClockRow, Why},
    file::{ActionRow, Narrative, OverviewPage, Section},
    form::Choice,
    frame::Row,
    picture::{Dot, Gap, Lane, Span, clock_bar, placement_strip, timeline_strip},
    quality::{QualityPanel, QualityRow},
    timeline::{Entry, Filter, Pages, TimelinePage, TimelineRow},
};
use jiff::civil::date;

use super::{FILE, frame, jaden, sheet, text};

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
        anchor: Some(format!("due-{n}")),
        name: text(name),
        stands: text(stands),
        late: due < today,
        date: text(words),
        bar: Some(clock_bar(&format!("clock-{n}"), from, today, due, &format!("{name}: {stands}, {words}"))),
        act: Some(format!("{FILE}/add/visit")),
        why: Some(Why {
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
        }),
    };
    let visit =
        row(0, "Looked-after visit", "16 days late", date(2026, 9, 25), date(2026, 11, 6), "Friday 6 November 2026");
    let review = "Sunday 28 February 2027; plan for Friday 26 February 2027";
    let review = row(1, "Second looked-after review", "due in 98 days", date(2026, 11, 30), date(2027, 2, 28), review);
    vec![visit, review]
}

fn needs() -> Vec<ClockRow> {
    let summary = ClockRow {
        name: text("Case summary"),
        stands: text("out of date"),
        act: Some(format!("{FILE}/add/case_summary")),
        ..ClockRow::default()
    };
    vec![clocks().swap_remove(0), summary]
}

pub fn overview(known: bool) -> OverviewPage {
    let mut page = OverviewPage {
        frame: Frame { sheet: Some(sheet()), ..frame("Overview") },
        identity: jaden(Section::Overview, known),
        needs: needs(),
        ahead: vec![clocks().swap_remove(1)],
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
        elsewhere_counted: text("1 paper file, 1 e-mail account"),
        elsewhere: vec![Link::new("Paper file, one box, Records store, shelf 14 C", "/children/a/records/b")],
        kept: Some(crate::specimens_schedule::kept()),
        quality: Some(QualityPanel {
            looked_at: text("SSDA903, children looked after, 2026 to 2027"),
            count: Some(text("1 error")),
            first: vec![QualityRow {
                severity: "Error",
                error: true,
                rule: text("SSDA903, rule 101"),
                says: text("Sex is blank, which is no code of the year."),
                fix: text("Record sex as in law: M, F, or U where it is not known."),
                at: Some(Link::new("Correct: Person", FILE)),
                until: None,
            }],
            ..QualityPanel::default()
        }),
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
        page.quality = None;
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
