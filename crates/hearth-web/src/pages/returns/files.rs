//! The check of files that somebody has at hand: sent, checked, answered and let go.

use axum::{extract::Multipart, http::StatusCode, response::Response};
use hearth_casework::{
    Failure,
    returns::{
        Return,
        quality::Severity,
        upload::{FilesChecked, Line, Uploaded, check_files, may_check},
    },
};

use super::{could_not_run, counted, named, number};
use crate::{
    answer::{Answer, page as rendered, sentence, show},
    frame,
    guard::Signed,
    pages::file::severity,
    view::{
        form::{Choice, Posted},
        returns::{CheckFilesPage, FileLine, FilesFound, RuleGroup, back},
    },
};

/// How many rows of a rule the page lists.
const SHOWN: usize = 100;

/// `GET /returns/check`
pub async fn form(signed: Signed) -> Result<Response, Answer> {
    may_check(&signed.desk).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    Ok(rendered(&of(&signed, &Posted::default(), None, None)))
}

/// `POST /returns/check`
pub async fn save(signed: Signed, sent: Multipart) -> Result<Response, Answer> {
    let (posted, mut uploaded) = received(&signed, sent).await?;
    signed.check(&posted)?;
    let wrong =
        |why: &str| Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, &posted, Some(sentence(why)), None)));
    let Some(of_return) = named(&posted) else { return wrong("say which return it is") };
    let typed = posted.one("year").trim();
    uploaded.year = typed.parse().ok();
    if !typed.is_empty() && uploaded.year.is_none() {
        return wrong("write the year with four digits, such as 2027");
    }
    match check_files(&signed.desk, of_return, uploaded).await {
        Ok(checked) => Ok(rendered(&of(&signed, &posted, None, Some(found(&posted, &checked))))),
        Err(Failure::Wrong(why)) => wrong(&why),
        Err(failure) => Err(Answer::framed(failure, &signed, None)),
    }
}

/// What the form sent: its texts and the files.
async fn received(signed: &Signed, mut sent: Multipart) -> Result<(Posted, Uploaded), Answer> {
    let unreadable = || {
        let why = "the files did not arrive whole, or they are larger than 64 MB together; nothing was checked";
        Answer::Wrong(Box::new(frame::of(signed, "")), why.to_owned())
    };
    let (mut pairs, mut uploaded) = (Vec::new(), Uploaded::default());
    while let Some(part) = sent.next_field().await.map_err(|_| unreadable())? {
        let name = part.name().unwrap_or_default().to_owned();
        let Some(file) = part.file_name().map(str::to_owned) else {
            pairs.push((name, part.text().await.map_err(|_| unreadable())?));
            continue;
        };
        let bytes = part.bytes().await.map_err(|_| unreadable())?.to_vec();
        // A box in which nothing was chosen is sent as an empty file.
        if bytes.is_empty() {
            continue;
        }
        match name.as_str() {
            "previous" => uploaded.previous.push((file, bytes)),
            _ => uploaded.files.push((file, bytes)),
        }
    }
    Ok((Posted::new(pairs), uploaded))
}

fn of(signed: &Signed, posted: &Posted, problem: Option<String>, found: Option<FilesFound>) -> CheckFilesPage {
    let asked = named(posted).unwrap_or(Return::Ssda903);
    let kinds = Return::ALL.map(|of| Choice::new(of.code(), of.name()).chosen_if(of == asked)).to_vec();
    let shown = posted.one("severity");
    CheckFilesPage {
        frame: crate::view::Frame { back: Some(back()), ..frame::of(signed, "Check files of a return") },
        problem,
        kinds,
        severities: vec![
            Choice::new("", "Errors and queries").chosen_if(shown.is_empty()),
            Choice::new("error", "Errors only").chosen_if(shown == "error"),
            Choice::new("query", "Queries only").chosen_if(shown == "query"),
        ],
        year: posted.one("year").to_owned(),
        rules: posted.one("rules").to_owned(),
        found,
    }
}

/// What was found, as far as the filters of the form ask for it.
fn found(posted: &Posted, checked: &FilesChecked) -> FilesFound {
    let of = |severity| checked.lines.iter().filter(|line| line.severity == severity).count();
    let only = match posted.one("severity") {
        "error" => Some(Severity::Error),
        "query" => Some(Severity::Query),
        _ => None,
    };
    let codes: Vec<&str> = posted.one("rules").split([',', ' ', ';']).filter(|code| !code.is_empty()).collect();
    let asked = |line: &&Line| {
        only.is_none_or(|only| line.severity == only)
            && (codes.is_empty() || codes.iter().any(|code| line.rule.eq_ignore_ascii_case(code)))
    };
    let mut groups: Vec<(&Line, Vec<&Line>)> = Vec::new();
    for line in checked.lines.iter().filter(asked) {
        match groups.iter_mut().find(|(first, _)| first.rule == line.rule) {
            Some((_, lines)) => lines.push(line),
            None => groups.push((line, vec![line])),
        }
    }
    groups.sort_by_key(|(first, lines)| (first.severity, std::cmp::Reverse(lines.len())));
    let shown: usize = groups.iter().map(|(_, lines)| lines.len()).sum();
    let filtered = only.is_some() || !codes.is_empty();
    FilesFound {
        summary: format!(
            "{}: {} of {}, year to 31 March {}, by {}.",
            sentence(&counted(of(Severity::Error), of(Severity::Query))).trim_end_matches('.'),
            number(checked.rows, "row", "rows"),
            number(checked.children, "child", "children"),
            checked.year,
            number(checked.rules, "rule", "rules")
        ),
        shown: filtered.then(|| format!("The filters below show {shown} of {} rows.", checked.lines.len())),
        remarks: checked.remarks.iter().map(|remark| sentence(remark)).collect(),
        whole: checked.whole.iter().map(|(rule, said)| format!("Rule {rule}: {}", sentence(said))).collect(),
        rules: groups.into_iter().map(|(first, lines)| group(first, &lines)).collect(),
        could_not_run: could_not_run(checked.could_not_run.iter().cloned()),
    }
}

fn group(first: &Line, lines: &[&Line]) -> RuleGroup {
    let row = |line: &&Line| FileLine {
        place: format!("{}, line {}", line.table, line.line),
        child: line.child.clone(),
        says: sentence(&line.says),
    };
    let beyond = lines.len().saturating_sub(SHOWN);
    RuleGroup {
        rule: first.rule,
        severity: severity(first.severity),
        count: number(lines.len(), "row", "rows"),
        fix: sentence(first.fix),
        rows: lines.iter().take(SHOWN).map(row).collect(),
        more: (beyond > 0).then(|| format!("And {beyond} more rows.")),
    }
}
