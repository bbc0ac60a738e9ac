//! Specimens of the pages of the returns.

use hearth_web::view::{
    Frame,
    form::Choice,
    returns::{
        CheckFilesPage, CheckedReturn, FileLine, FilesFound, FindingRow, ReturnRow, ReturnsPage, RuleGroup, RuleRow,
        back,
    },
};

use crate::specimens::{frame, text};

const SEX: &str = "Record sex as in law: M, F, or U where it is not known.";

pub fn returns() -> ReturnsPage {
    let row = |code, name, due: &str, date: &str| ReturnRow {
        code,
        name,
        number: 2027,
        year: text("1 April 2026 to 31 March 2027"),
        due: text(due),
        date: text(date),
        guidance: "https://www.gov.uk/guidance/children-looked-after-return",
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
        checked: Some(CheckedReturn {
            code: "ssda903",
            name: "SSDA903, children looked after",
            number: 2027,
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
