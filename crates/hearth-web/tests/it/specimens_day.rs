//! Specimens of the pages of the practitioner's day.

use hearth_web::view::{
    Frame, Link,
    access::{GlassPage, GlassRow, ManyRow},
    duplicates::{DuplicatesPage, PairRow},
    file::PrintPage,
    form::Choice,
    search::{FoundText, SearchPage, TextRow},
};

use crate::specimens::{FILE, frame, overview, text};

pub fn search() -> SearchPage {
    let row = |child: &str, before: &str, found: &str, after: &str| TextRow {
        record: Link::new("Visit", FILE),
        child: Some(Link::new(child, FILE)),
        on: text("14 November 2026"),
        field: text("What happened"),
        before: text(before),
        found: text(found),
        after: text(after),
        by: text("Priya Nair, 14 November 2026 at 17:20"),
    };
    SearchPage {
        frame: frame("Search notes"),
        identity: None,
        action: text("/search"),
        q: text("football"),
        within: Vec::new(),
        problem: None,
        found: Some(FoundText {
            count: text("2 passages in your files (14 files looked through), the latest first"),
            rows: vec![
                row("Jaden Lewin", "He said that ", "football", " is the one hour of the week that is his."),
                row("Kayla Okell", "She waited with the ", "footballs", " until her aunt came."),
            ],
            more: None,
        }),
    }
}

pub fn glass() -> GlassPage {
    let row = |record: &str, late: bool, own: bool| GlassRow {
        file: text("01936b1e5c7a7d0e8f21a4c9d8e7b601"),
        record: text(record),
        name: text("Kayla Okell"),
        by: text("Nadia Yusuf"),
        when: text(if late {
            "20 November 2026 at 02:10 to 20 November 2026 at 06:10"
        } else {
            "21 November 2026 at 02:10 to 21 November 2026 at 06:10"
        }),
        due: text(if late { "review 1 day late" } else { "review due tomorrow" }),
        late,
        reason: text("Police ask whether she may go home with her father tonight."),
        own,
        findings: vec![Choice::new("RIGHT", "Rightly opened"), Choice::new("WRONG", "Should not have been opened")],
        notes: String::new(),
    };
    GlassPage {
        frame: frame("Emergency access"),
        rows: vec![row("a1", true, false), row("a2", false, true)],
        many: vec![ManyRow { on: text("20 November 2026"), by: text("Nadia Yusuf"), files: 84, taken: 31 }],
        problem: Some(text("A finding is needed: say whether it was rightly opened.")),
    }
}

pub fn duplicates() -> DuplicatesPage {
    let pair = |n: &str, waits: bool, own: bool| PairRow {
        id: format!("a{n}-b{n}"),
        files: [format!("a{n}"), format!("b{n}")],
        names: [(text("Kayla Okell"), text("/children/a")), (text("Kaylah Okell-Brannigan"), text("/children/b"))],
        standing: [Vec::new(), Vec::new()],
        rows: vec![
            ("Born", [text("4 March 2019, 7 years"), text("3 April 2019, 7 years")]),
            ("Sex", [text("Female"), text("Female")]),
            ("Postcodes, the newest first", [text("L20 3NJ"), text("Not known")]),
        ],
        likely: "Likely the same person",
        why: vec![
            text("given name is spelled nearly so"),
            text("double-barrelled part"),
            text("day and month of birth swapped"),
        ],
        waits,
        own,
        because: String::new(),
    };
    DuplicatesPage {
        frame: frame("Possible duplicates"),
        pairs: vec![pair("1", true, false), pair("2", true, true), pair("3", false, false)],
        problem: Some(text("A reason is needed: say how you know.")),
        done: None,
    }
}

pub fn print() -> PrintPage {
    let page = overview(false);
    PrintPage {
        frame: Frame { title: text("Working copy"), ..page.frame },
        identity: page.identity,
        summary: page.summary,
        family: page.family,
        entries: page.latest,
        closed: page.closed,
    }
}
