//! What is to be put right for a return, as every save leaves it: by rule, by team, by worker, and each child one press away.

use axum::{
    extract::{Path, Query},
    response::Response,
};
use hearth_access::role::Group;
use hearth_casework::{
    access::colleagues,
    returns::{
        Return,
        standing::{Faulty, Standing, standing},
        words_of,
    },
};
use hearth_record::{
    digest::Fault,
    ids::{TeamId, WorkerId},
};
use serde::Deserialize;

use super::{
    counted,
    holders::{Names, sums},
    number,
};
use crate::{
    answer::{Answer, page as rendered, sentence},
    frame,
    guard::Signed,
    paths,
    view::{
        Frame,
        returns::{ChildToPutRight, FaultRow, HolderRow, Narrowing, ToPutRight, ToPutRightPage, back},
        timeline::Pages,
    },
};

/// How many children a page lists.
const A_PAGE: usize = 50;

/// What the list is narrowed to: codes and ids, never names.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Narrowed {
    rule: Option<String>,
    team: Option<TeamId>,
    worker: Option<WorkerId>,
    page: Option<usize>,
}

impl Narrowed {
    fn takes(&self, child: &Faulty) -> bool {
        self.team.is_none_or(|team| child.teams.contains(&team))
            && self.worker.is_none_or(|worker| child.workers.contains(&worker))
            && child.faults.iter().any(|fault| self.takes_fault(fault))
    }

    fn takes_fault(&self, fault: &Fault) -> bool {
        self.rule.as_ref().is_none_or(|rule| *rule == fault.rule)
    }

    /// The address of the list with one more thing, or one less, asked for.
    fn at(&self, of: Return, page: usize) -> String {
        let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let rule = self.rule.as_ref().map(|rule| format!("rule={}", plain(rule)));
        let team = self.team.map(|team| format!("team={team}"));
        let worker = self.worker.map(|worker| format!("worker={worker}"));
        let page = (page > 1).then(|| format!("page={page}"));
        let asked: Vec<String> = [rule, team, worker, page].into_iter().flatten().collect();
        let address = paths::to_put_right(of.code());
        if asked.is_empty() { address } else { format!("{address}?{}", asked.join("&")) }
    }
}

/// `GET /returns/{code}`. One pass over the digests of the council, a query for five hundred children with findings, and one for the
/// accounts; no file is opened.
pub async fn to_put_right(
    signed: Signed,
    Path(code): Path<String>,
    Query(narrowed): Query<Narrowed>,
) -> Result<Response, Answer> {
    let failed = |failure| Answer::framed(failure, &signed, None);
    let absent = || Answer::NotFound(Box::new(frame::of(&signed, "")));
    let of = Return::ALL.into_iter().find(|of| of.code() == code).ok_or_else(absent)?;
    let mut found = standing(&signed.desk, of).await.map_err(failed)?;
    found.faulty.sort_by_key(|child| {
        let errors = child.faults.iter().filter(|fault| fault.error).count();
        (std::cmp::Reverse((errors, child.faults.len())), child.number.clone())
    });
    let known = colleagues(&signed.desk).await.map_err(failed)?;
    let names = Names { signed: &signed, known: &known };
    Ok(rendered(&shown(&signed, &found, &narrowed, &names)))
}

fn shown(signed: &Signed, found: &Standing, narrowed: &Narrowed, names: &Names<'_>) -> ToPutRightPage {
    let of = found.of;
    let children: Vec<&Faulty> = found.faulty.iter().filter(|child| narrowed.takes(child)).collect();
    let page = narrowed.page.unwrap_or(1).clamp(1, children.len().div_ceil(A_PAGE).max(1));
    let opens = !signed.desk.subject().role.is_in(Group::WithoutNarrative);
    let row = |child: &&Faulty| {
        let number = child.number.clone().unwrap_or_else(|| "No local identifier".to_owned());
        ChildToPutRight {
            child: if opens { format!("{}, {number}", child.name) } else { number },
            href: opens.then(|| paths::quality(child.file)),
            holds: names.all(&child.workers, &child.teams),
            faults: child
                .faults
                .iter()
                .filter(|fault| narrowed.takes_fault(fault))
                .map(|fault| told(found, fault))
                .collect(),
        }
    };
    ToPutRightPage {
        frame: Frame { back: Some(back()), ..frame::of(signed, of.name()) },
        name: of.name(),
        year: format!("{} to {}", found.year.number() - 1, found.year.number()),
        summary: summary(found),
        narrowed: narrowings(of, narrowed, names),
        to_put_right: ToPutRight {
            by_rule: by_rule(found, narrowed),
            by_holder: [("By team", by_team(found, narrowed, names)), ("By worker", by_worker(found, narrowed, names))],
        },
        count: number(children.len(), "child", "children"),
        children: children.iter().skip((page - 1) * A_PAGE).take(A_PAGE).map(row).collect(),
        pages: pages(of, narrowed, page, children.len()),
    }
}

fn summary(found: &Standing) -> Vec<String> {
    let whole = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let tally = &found.tally;
    let counts = number(whole(tally.children), "child counts", "children count");
    let mut lines = vec![format!(
        "{counts} in the return of this year so far; {} in the records of {}.",
        counted(whole(tally.errors), whole(tally.queries)),
        number(found.faulty.len() + found.closed, "child", "children")
    )];
    if found.closed > 0 {
        lines.push(format!(
            "{} with findings {} closed to you, such as restricted files.",
            number(found.closed, "file", "files"),
            if found.closed == 1 { "is" } else { "are" }
        ));
    }
    lines
}

fn told(found: &Standing, fault: &Fault) -> FaultRow {
    let (says, fix) = words_of(found.of, &fault.rule, found.year).unwrap_or_else(|| {
        ("something is missing without which there is no row".to_owned(), "open the file: it says what")
    });
    FaultRow {
        rule: if fault.rule.is_empty() { "Not in the return".to_owned() } else { format!("Rule {}", fault.rule) },
        severity: if fault.error { "Error" } else { "Query" },
        says: sentence(&says),
        fix: sentence(fix),
    }
}

fn by_rule(found: &Standing, narrowed: &Narrowed) -> Vec<(String, String, FaultRow, usize)> {
    let faults = found.faulty.iter().flat_map(|child| &child.faults);
    let mut sums = sums(faults.map(|fault| (!fault.error, fault.rule.clone())));
    sums.sort_by_key(|((query, _), count)| (*query, std::cmp::Reverse(*count)));
    let row = |((query, rule), count): ((bool, String), usize)| {
        let fault = Fault { of: found.of.code().to_owned(), rule: rule.clone(), error: !query };
        let told = told(found, &fault);
        let href = Narrowed { rule: Some(rule), page: None, ..narrowed.clone() }.at(found.of, 1);
        (told.rule.clone(), href, told, count)
    };
    sums.into_iter().map(row).collect()
}

/// Findings by those who hold the cases; all that nobody here knows by name are one row, which leads nowhere.
fn by_holder<T: Ord + Copy>(
    each: impl Iterator<Item = T>,
    known: impl Fn(T) -> Option<String>,
    unknown: &str,
    href: impl Fn(T) -> String,
) -> Vec<HolderRow> {
    let mut rows = Vec::new();
    let mut others = 0;
    for (id, count) in sums(each) {
        match known(id) {
            Some(name) => rows.push((name, Some(href(id)), count)),
            None => others += count,
        }
    }
    if others > 0 {
        rows.push((unknown.to_owned(), None, others));
    }
    rows
}

fn by_team(found: &Standing, narrowed: &Narrowed, names: &Names<'_>) -> Vec<HolderRow> {
    let each =
        found.faulty.iter().flat_map(|child| child.teams.iter().flat_map(|team| child.faults.iter().map(|_| *team)));
    let href = |team| Narrowed { team: Some(team), page: None, ..narrowed.clone() }.at(found.of, 1);
    by_holder(each, |team: TeamId| names.known_team(team), "Teams that are not set up here", href)
}

fn by_worker(found: &Standing, narrowed: &Narrowed, names: &Names<'_>) -> Vec<HolderRow> {
    let each =
        found.faulty.iter().flat_map(|child| child.workers.iter().flat_map(|id| child.faults.iter().map(|_| *id)));
    let href = |worker| Narrowed { worker: Some(worker), page: None, ..narrowed.clone() }.at(found.of, 1);
    by_holder(each, |worker: WorkerId| names.known_worker(worker), "Workers who have no account here", href)
}

fn narrowings(of: Return, narrowed: &Narrowed, names: &Names<'_>) -> Vec<Narrowing> {
    let rule = narrowed.rule.as_ref().map(|rule| Narrowing {
        says: if rule.is_empty() { "Not in the return".to_owned() } else { format!("Rule {rule}") },
        without: Narrowed { rule: None, page: None, ..narrowed.clone() }.at(of, 1),
    });
    let team = narrowed.team.map(|team| Narrowing {
        says: names.team(team),
        without: Narrowed { team: None, page: None, ..narrowed.clone() }.at(of, 1),
    });
    let worker = narrowed.worker.map(|worker| Narrowing {
        says: names.worker(worker),
        without: Narrowed { worker: None, page: None, ..narrowed.clone() }.at(of, 1),
    });
    [rule, team, worker].into_iter().flatten().collect()
}

fn pages(of: Return, narrowed: &Narrowed, number: usize, children: usize) -> Option<Pages> {
    let last = children.div_ceil(A_PAGE).max(1);
    (last > 1).then(|| Pages {
        previous: (number > 1).then(|| narrowed.at(of, number - 1)),
        next: (number < last).then(|| narrowed.at(of, number + 1)),
        here: format!("Page {number} of {last}"),
    })
}
