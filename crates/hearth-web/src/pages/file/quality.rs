//! The panel that says what the statutory returns would stumble over in this file, each line leading to where it is put right.

use hearth_access::Action;
use hearth_casework::returns::{
    Return,
    quality::{self, Finding, Place, Quality, Severity},
};

use super::Opened;
use crate::{
    answer::sentence,
    frame,
    pages::returns::counted,
    paths,
    view::{
        Link,
        quality::{QualityPanel, QualityRow},
    },
};

/// How many findings stand open; what comes after is folded away.
const SHOWN: usize = 3;

/// The panel; none for a file that no return of the year is made from.
pub fn panel(opened: &Opened) -> Option<QualityPanel> {
    let quality = quality::of(&opened.view)?;
    let mut rows: Vec<QualityRow> = quality.findings.iter().map(|finding| row(opened, finding)).collect();
    let more = rows.split_off(rows.len().min(SHOWN));
    Some(QualityPanel {
        looked_at: looked_at(&quality),
        count: count(&quality),
        first: rows,
        more,
        closed: quality.closed.iter().map(|what| format!("Not looked at: {what}.")).collect(),
    })
}

fn looked_at(quality: &Quality) -> String {
    let names: Vec<&str> = quality.counts_in.iter().map(|of| of.name()).collect();
    let year = quality.year.number();
    format!("{}, {} to {year}", names.join(" and "), year - 1)
}

/// "1 error and 2 queries"; none where there is nothing to put right.
fn count(quality: &Quality) -> Option<String> {
    let of = |severity| quality.findings.iter().filter(|finding| finding.severity == severity).count();
    (!quality.findings.is_empty()).then(|| counted(of(Severity::Error), of(Severity::Query)))
}

fn row(opened: &Opened, finding: &Finding) -> QualityRow {
    let of = match finding.of {
        Return::Ssda903 => "SSDA903",
        Return::Cin => "Census",
    };
    QualityRow {
        severity: severity(finding.severity),
        error: finding.severity == Severity::Error,
        rule: finding.rule.map_or_else(|| of.to_owned(), |rule| format!("{of}, rule {rule}")),
        says: sentence(&finding.says),
        fix: sentence(finding.fix),
        at: at(opened, finding.at),
        until: finding.until.map(|until| format!("There is time until {}.", frame::day(until))),
    }
}

/// How bad a finding is, in a word.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Query => "Query",
    }
}

/// The form that corrects the record for whoever may, else the record; the form of a new record where one is missing.
fn at(opened: &Opened, at: Place) -> Option<Link> {
    let view = &opened.view;
    match at {
        Place::Record(id) => {
            let held = view.record(id)?;
            let name = held.schema.title;
            let may = !held.schema.given && view.may(view.to_correct(held));
            Some(if may {
                Link::new(format!("Correct: {name}"), paths::correct(view.id, id))
            } else {
                Link::new(format!("Look at: {name}"), paths::record(view.id, id))
            })
        }
        Place::Add(kind) => {
            let schema = hearth_record::kind(kind).filter(|_| view.may(Action::Record))?;
            Some(Link::new(format!("Record: {}", schema.title), paths::add(view.id, kind)))
        }
        Place::File => Some(Link::new("Look through the records", format!("{}/records", paths::file(view.id)))),
        Place::AdoptionService => view
            .may(Action::HandOver)
            .then(|| Link::new("Hand over the codes of the adopters", paths::hand_over(view.id))),
    }
}
