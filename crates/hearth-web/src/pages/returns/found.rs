//! What a check of a return found, by rule, by team, by worker and by child; and the same to take away.

use std::{collections::BTreeMap, io::Cursor};

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use hearth_access::{Action, role::Group};
use hearth_casework::{
    Failure,
    access::{Colleague, colleagues},
    returns::{
        quality::Severity,
        whole::{Checked, Found, Gathered, gather},
    },
};

use super::{
    calendar::asked,
    could_not_run, counted,
    holders::{Names, sums},
    number,
};
use crate::{
    answer::{Answer, sentence},
    frame,
    guard::Signed,
    pages::{Sent, file::severity, taken},
    paths,
    view::returns::{CheckedReturn, FindingRow, RuleRow, SignForm},
};

/// How many findings a page lists; the download lists all.
const SHOWN: usize = 300;

/// Checks a return that was gathered.
///
/// # Errors
/// What the store refuses.
pub(super) async fn told(signed: &Signed, gathered: Gathered) -> Result<CheckedReturn, Answer> {
    let failed = |failure| Answer::framed(failure, signed, None);
    let (gathered, checked) = checked(gathered).await.map_err(failed)?;
    shown(signed, &gathered, &checked).await
}

/// What the rules said of a return, as its page shows it.
///
/// # Errors
/// What the store refuses.
pub(super) async fn shown(signed: &Signed, gathered: &Gathered, checked: &Checked) -> Result<CheckedReturn, Answer> {
    let known = colleagues(&signed.desk).await.map_err(|failure| Answer::framed(failure, signed, None))?;
    Ok(page_of(signed, gathered, checked, &known))
}

/// The rules run on threads of their own.
pub(super) async fn checked(gathered: Gathered) -> Result<(Gathered, Checked), Failure> {
    let checking = tokio::task::spawn_blocking(move || {
        let checked = gathered.checked();
        (gathered, checked)
    });
    checking.await.map_err(|_| Failure::Wrong("the check was cut off; try it again".to_owned()))
}

fn page_of(signed: &Signed, gathered: &Gathered, checked: &Checked, known: &[Colleague]) -> CheckedReturn {
    let of = |severity| checked.findings.iter().filter(|found| found.severity == severity).count();
    let holding = |found: &Found| gathered.children.get(&found.child);
    let holding_of = || checked.findings.iter().filter_map(holding);
    let opens = !signed.desk.subject().role.is_in(Group::WithoutNarrative);
    let names = Names { signed, known };
    let row = |found: &Found| FindingRow {
        child: if found.child.is_empty() { "No local identifier".to_owned() } else { found.child.clone() },
        href: holding(found).filter(|_| opens).map(|child| paths::quality(child.file)),
        holds: holding(found).map(|child| names.all(&child.workers, &child.teams)).unwrap_or_default(),
        rule: found.rule,
        severity: severity(found.severity),
        says: sentence(&found.says),
    };
    let collection = gathered.of.collection();
    let mut powers = vec![format!("To the {}: {}.", collection.recipient, collection.purpose)];
    powers.extend(collection.powers.iter().map(|power| format!("By {power}.")));
    powers
        .push("Children behind the adoption wall are in it only where whoever makes it may pass the wall.".to_owned());
    let left = |(why, files): (hearth_casework::returns::whole::Why, usize)| {
        format!("Left out: {} {}.", number(files, "file", "files"), why.words())
    };
    let beyond = checked.findings.len().saturating_sub(SHOWN);
    CheckedReturn {
        code: gathered.of.code(),
        name: gathered.of.name(),
        number: gathered.year.number(),
        sign: signed
            .desk
            .may_at_all(Action::SignReturn)
            .then(|| sign_form(signed, gathered, of(Severity::Error), of(Severity::Query))),
        summary: format!(
            "{}, {}, by {}.",
            number(gathered.children.len(), "child", "children"),
            counted(of(Severity::Error), of(Severity::Query)),
            number(checked.rules, "rule", "rules"),
        ),
        powers,
        left_out: gathered.left_out_by_reason().into_iter().map(left).collect(),
        whole: checked.whole.iter().map(|(rule, said)| format!("Rule {rule}: {}", sentence(said))).collect(),
        could_not_run: could_not_run(checked.could_not_run.iter().map(|not| (not.rule, not.because.clone()))),
        by_rule: by_rule(&checked.findings),
        by_team: sums(holding_of().flat_map(|child| child.teams.iter().map(|id| names.team(*id)))),
        by_worker: sums(holding_of().flat_map(|child| child.workers.iter().map(|id| names.worker(*id)))),
        findings: checked.findings.iter().take(SHOWN).map(row).collect(),
        more: (beyond > 0).then(|| format!("And {beyond} more: the download lists them all.")),
    }
}

/// What is signed off is what was looked at: the form carries its figures.
fn sign_form(signed: &Signed, gathered: &Gathered, errors: usize, queries: usize) -> SignForm {
    let end = gathered.year.end();
    let early = (end > signed.desk.today())
        .then(|| format!("The year goes on until {}: what happens until then is not in it.", frame::day(end)));
    SignForm { children: gathered.children.len(), errors, queries, early }
}

fn by_rule(findings: &[Found]) -> Vec<RuleRow> {
    let mut rows: BTreeMap<(Severity, &'static str), RuleRow> = BTreeMap::new();
    for found in findings {
        let new =
            || RuleRow { rule: found.rule, severity: severity(found.severity), count: 0, fix: sentence(found.fix) };
        rows.entry((found.severity, found.rule)).or_insert_with(new).count += 1;
    }
    let mut rows: Vec<((Severity, &str), RuleRow)> = rows.into_iter().collect();
    rows.sort_by_key(|((severity, _), row)| (*severity, std::cmp::Reverse(row.count)));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// `POST /returns/findings`: every finding of a return, as CSV or as a workbook, checked anew.
pub async fn download(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let failed = |failure| Answer::framed(failure, &signed, None);
    let (of, year) = asked(&signed, &posted)?;
    let gathered = gather(&signed.desk, of, year, |_| ()).await.map_err(failed)?;
    let workbook = posted.one("as") == "xlsx";
    let writing = tokio::task::spawn_blocking(move || {
        let mut out = Cursor::new(Vec::new());
        let written =
            if workbook { gathered.write_findings_xlsx(&mut out) } else { gathered.write_findings_csv(&mut out) };
        written.map(|()| out.into_inner())
    });
    let cut_off = || failed(Failure::Wrong("the findings were not written; try it again".to_owned()));
    let bytes = writing.await.map_err(|_| cut_off())?.map_err(|_| cut_off())?;
    let (kind, ending) = if workbook {
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
    } else {
        ("text/csv; charset=utf-8", "csv")
    };
    let name = format!("attachment; filename=\"findings-{}-{}.{ending}\"", of.code(), year.number());
    let disposition = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CONTENT_DISPOSITION, disposition)], bytes)
        .into_response())
}
