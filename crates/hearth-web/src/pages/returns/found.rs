//! What a check of a return found, by rule, by team, by worker and by child; and the same to take away.

use std::{collections::BTreeMap, io::Cursor};

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use hearth_access::role::Group;
use hearth_casework::{
    Failure,
    access::{Colleague, colleagues},
    returns::{
        quality::Severity,
        whole::{Checked, Counted, Found, Gathered, gather},
    },
};

use super::{calendar::asked, could_not_run, counted, number};
use crate::{
    answer::{Answer, sentence},
    guard::Signed,
    pages::{Sent, file::severity, taken},
    paths,
    view::returns::{CheckedReturn, FindingRow, RuleRow},
};

/// How many findings a page lists; the download lists all.
const SHOWN: usize = 300;

/// Checks a return that was gathered.
///
/// # Errors
/// What the store refuses.
pub(super) async fn told(signed: &Signed, gathered: Gathered) -> Result<CheckedReturn, Answer> {
    let failed = |failure| Answer::framed(failure, signed, None);
    let known = colleagues(&signed.desk).await.map_err(failed)?;
    let (gathered, checked) = checked(gathered).await.map_err(failed)?;
    Ok(page_of(signed, &gathered, &checked, &known))
}

/// The rules run on threads of their own.
async fn checked(gathered: Gathered) -> Result<(Gathered, Checked), Failure> {
    let checking = tokio::task::spawn_blocking(move || {
        let checked = gathered.checked();
        (gathered, checked)
    });
    checking.await.map_err(|_| Failure::Wrong("the check was cut off; try it again".to_owned()))
}

fn page_of(signed: &Signed, gathered: &Gathered, checked: &Checked, known: &[Colleague]) -> CheckedReturn {
    let of = |severity| checked.findings.iter().filter(|found| found.severity == severity).count();
    let holding = |found: &Found| gathered.children.get(&found.child);
    let opens = !signed.desk.subject().role.is_in(Group::WithoutNarrative);
    let holder = Holder { signed, known };
    let row = |found: &Found| FindingRow {
        child: found.child.clone(),
        href: holding(found).filter(|_| opens).map(|child| paths::quality(child.file)),
        holds: holding(found).map(|child| holder.all(child)).unwrap_or_default(),
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
        by_team: sums(checked.findings.iter().filter_map(holding).flat_map(|child| holder.teams(child))),
        by_worker: sums(checked.findings.iter().filter_map(holding).flat_map(|child| holder.workers(child))),
        findings: checked.findings.iter().take(SHOWN).map(row).collect(),
        more: (beyond > 0).then(|| format!("And {beyond} more: the download lists them all.")),
    }
}

/// Who holds cases, by name.
struct Holder<'a> {
    signed: &'a Signed,
    known: &'a [Colleague],
}

impl Holder<'_> {
    fn teams(&self, child: &Counted) -> Vec<String> {
        let pack = self.signed.desk.pack().ok();
        let name = |id| pack.and_then(|pack| pack.team(id)).map(|team| team.name.clone());
        child.teams.iter().map(|id| name(*id).unwrap_or_else(|| "A team that is not set up here".to_owned())).collect()
    }

    fn workers(&self, child: &Counted) -> Vec<String> {
        let name = |id| self.known.iter().find(|known| known.worker == id).map(|known| known.name.clone());
        child
            .workers
            .iter()
            .map(|id| name(*id).unwrap_or_else(|| "A worker who has no account here".to_owned()))
            .collect()
    }

    fn all(&self, child: &Counted) -> String {
        let names: Vec<String> = self.workers(child).into_iter().chain(self.teams(child)).collect();
        if names.is_empty() { "Nobody".to_owned() } else { names.join(", ") }
    }
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

/// How often each name comes, the most frequent first.
fn sums(names: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut sums: BTreeMap<String, usize> = BTreeMap::new();
    for name in names {
        *sums.entry(name).or_default() += 1;
    }
    let mut sums: Vec<(String, usize)> = sums.into_iter().collect();
    sums.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    sums
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
