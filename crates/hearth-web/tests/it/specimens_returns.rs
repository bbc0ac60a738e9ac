//! Specimens of the pages of the returns.

use hearth_web::view::{
    Frame, Link,
    adoptions::{AdoptionRow, AdoptionsPage},
    daily::{DailyRow, DailyRuns},
    form::Choice,
    privacy::{PrivacyPage, SentTo},
    returns::{
        CheckFilesPage, CheckedReturn, ChildToPutRight, FaultRow, FileLine, FilesFound, FindingRow, KeptFile,
        Narrowing, Nights, ReturnRow, ReturnsPage, RuleGroup, RuleRow, SignForm, ToPutRight, ToPutRightPage, back,
    },
    timeline::Pages,
};

use crate::specimens::{frame, text};

const SEX: &str = "Record sex as in law: M, F, or U where it is not known.";

fn kept(says: &str) -> KeptFile {
    KeptFile { says: text(says), file: Link::new("The file", "/returns/kept/2027/1") }
}

pub fn adoptions() -> AdoptionsPage {
    let row = |name: &str, adopted: &str, year: &str| AdoptionRow {
        child: Link::new(name, "/adoptions/a"),
        born: text("4 May 2023"),
        adopted: text(adopted),
        year: text(year),
    };
    AdoptionsPage {
        frame: frame("Adopters in the returns"),
        waiting: vec![
            row("Wren Reeve", "10 March 2026", "2025 to 2026"),
            row("Alfie Quarmby-Brannigan", "2 November 2026", "2026 to 2027"),
        ],
        handed_over: vec![row("Ada Reeve", "14 September 2026", "2026 to 2027")],
        closed: text("One more child who left care is not looked at here: the file is restricted."),
    }
}

fn daily() -> DailyRuns {
    let run = |ago: &str, day: &str, trouble: Option<&str>, receipts: &[&str]| DailyRow {
        ago: text(ago),
        when: format!("{day} at 02:05, for Piotr Zielinski"),
        says: text("12 children sent, 1,204 children unchanged, 1 child taken back"),
        trouble: trouble.map(text),
        receipts: receipts.iter().map(|receipt| text(receipt)).collect(),
    };
    let stopped = "1 child refused: each file says why. 40 children waiting for the next run. It stopped: the department \
                   answered 503, 6 times: the rest goes with the next run.";
    DailyRuns {
        recipient: "Department for Education",
        runs: vec![
            run("today", "22 November 2026", None, &["0191e0a4-2b1c-4f6e-9d3a-77c1c0de0001"]),
            run("yesterday", "21 November 2026", Some(stopped), &[]),
        ],
    }
}

pub fn returns() -> ReturnsPage {
    let row = |code, name, due: &str, date: &str| ReturnRow {
        code,
        name,
        number: 2027,
        year: text("1 April 2026 to 31 March 2027"),
        due: text(due),
        date: text(date),
        guidance: "https://www.gov.uk/guidance/children-looked-after-return",
        put_right: Some(format!("/returns/{code}")),
        signed: Some(kept("Signed off by Ruth Akande on 3 June 2027 at 10:12: 412 children")),
        unsent: code == "cin",
        sent: (code == "ssda903").then(|| kept("Sent by Piotr Zielinski on 4 June 2027 at 09:30")),
        nights: Some(Nights {
            last: text("Checked on 22 November 2026 at 02:01: 12 errors and 4 queries"),
            line: Some(text("0,4 40,8 80,6 120,20 160,24")),
            list: vec![
                (text("22 November 2026"), text("12 errors and 4 queries")),
                (text("21 November 2026"), text("14 errors and 4 queries")),
            ],
        }),
    };
    let finding = |child: &str, href: Option<&str>| FindingRow {
        child: text(child),
        href: href.map(text),
        holds: text("Priya Nair, Locality team North"),
        rule: "101",
        severity: "Error",
        says: text("Sex is blank, which is no code of the year."),
    };
    ReturnsPage {
        frame: frame("Statutory returns"),
        rows: vec![
            row("ssda903", "SSDA903, children looked after", "in 220 days", "30 June 2027"),
            row("cin", "Children in need census", "in 251 days", "31 July 2027"),
        ],
        daily: Some(daily()),
        checked: Some(CheckedReturn {
            code: "ssda903",
            name: "SSDA903, children looked after",
            number: 2027,
            sign: Some(SignForm {
                children: 412,
                errors: 2,
                queries: 1,
                early: Some(text("The year goes on until 31 March 2027: what happens until then is not in it.")),
            }),
            summary: text("412 children, 2 errors and 1 query, by 262 rules."),
            powers: vec![text("By Children Act 1989 section 83.")],
            left_out: vec![text("Left out: 1 file closed to whoever makes the return, such as a restricted file.")],
            whole: vec![text("Rule 1001: Fewer care leavers than last year.")],
            could_not_run: vec![text("2 rules could not run, because no provider list was given: 1012, 1013.")],
            by_rule: vec![RuleRow { rule: "101", severity: "Error", count: 2, fix: text(SEX) }],
            by_team: vec![(text("Locality team North"), 2)],
            by_worker: vec![(text("Priya Nair"), 2)],
            findings: vec![finding("SF1201", Some(crate::specimens::FILE)), finding("SF1202", None)],
            more: Some(text("And 12 more: the download lists them all.")),
        }),
        notice: Link::new("What people are told of it", "/privacy/sefton"),
        problem: Some(text("Say why it is signed off with errors in it.")),
    }
}

pub fn to_put_right() -> ToPutRightPage {
    let fault = |rule: &str| FaultRow {
        rule: format!("Rule {rule}"),
        severity: "Error",
        says: text("Sex is …, which is no code of the year."),
        fix: text(SEX),
    };
    let child = |child: &str, href: Option<&str>| ChildToPutRight {
        child: text(child),
        href: href.map(text),
        holds: text("Priya Nair, Locality team North"),
        faults: vec![fault("101"), fault("102")],
    };
    let held = |name: &str| vec![(text(name), Some(text("/returns/ssda903?team=1")), 4), (text("Others"), None, 1)];
    ToPutRightPage {
        frame: Frame { back: Some(back()), ..frame("SSDA903, children looked after") },
        name: "SSDA903, children looked after",
        year: text("2026 to 2027"),
        summary: vec![text(
            "412 children count in the return of this year so far; 4 errors in the records of 2 children.",
        )],
        narrowed: vec![Narrowing { says: text("Rule 101"), without: text("/returns/ssda903") }],
        to_put_right: ToPutRight {
            by_rule: vec![(text("Rule 101"), text("/returns/ssda903?rule=101"), fault("101"), 2)],
            by_holder: [("By team", held("Locality team North")), ("By worker", held("Priya Nair"))],
        },
        count: text("2 children"),
        children: vec![child("Jaden Lewin, SF1201", Some(crate::specimens::FILE)), child("SF1202", None)],
        pages: Some(Pages { previous: None, next: Some(text("/returns/ssda903?page=2")), here: text("Page 1 of 2") }),
    }
}

pub fn check_files(wrong: bool) -> CheckFilesPage {
    let line = |line: u32| FileLine {
        place: format!("Header, line {line}"),
        child: format!("10{line}"),
        says: text("Sex is X, which is no code of the year."),
    };
    let found = FilesFound {
        summary: text("2 errors: 14 rows of 4 children, year to 31 March 2027, by 262 rules."),
        shown: Some(text("The filters below show 2 of 3 rows.")),
        remarks: vec![text("Header.csv: the column TEAM is not of the return and was left aside.")],
        whole: Vec::new(),
        rules: vec![RuleGroup {
            rule: "101",
            severity: "Error",
            count: text("2 rows"),
            fix: text(SEX),
            rows: vec![line(2), line(3)],
            more: None,
        }],
        could_not_run: vec![text("2 rules could not run, because no provider list was given: 1012, 1013.")],
    };
    CheckFilesPage {
        frame: Frame { back: Some(back()), ..frame("Check files of a return") },
        problem: wrong.then(|| text("Choose the files of the return.")),
        kinds: vec![
            Choice::new("ssda903", "SSDA903, children looked after").chosen_if(true),
            Choice::new("cin", "Children in need census"),
        ],
        severities: vec![Choice::new("", "Errors and queries"), Choice::new("error", "Errors only").chosen_if(true)],
        year: text("2027"),
        rules: String::new(),
        found: (!wrong).then_some(found),
    }
}

pub fn privacy() -> PrivacyPage {
    static POWERS: std::sync::LazyLock<Vec<String>> =
        std::sync::LazyLock::new(|| vec![text("Children Act 1989 section 83")]);
    let sent = |name: &str, often, to_be_confirmed| SentTo {
        name: text(name),
        often,
        recipient: "Department for Education",
        purpose: "To develop national policy, to see how councils do and to share out funding",
        powers: &POWERS,
        guidance: "https://www.gov.uk/guidance/children-looked-after-return",
        to_be_confirmed,
    };
    PrivacyPage {
        sent: vec![
            sent("SSDA903, children looked after", "Once a year", None),
            sent(
                "Daily data on children’s social care",
                "Every day",
                Some("The department has to say which law it is."),
            ),
        ],
        ..crate::specimens_governance::unapproved(crate::specimens_governance::notice(false))
    }
}
