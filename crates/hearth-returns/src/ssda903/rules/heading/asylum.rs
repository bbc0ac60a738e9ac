//! Unaccompanied asylum-seeking children, and the day on which they ceased to be so.
//!
//! The XML form says in the heading who is one. The CSV form has a table of them instead.

use jiff::civil::Date;

use super::{Rule, Rules, is_no_date};
use crate::Row;
use crate::check::{Found, Need};
use crate::ssda903::Case;
use crate::ssda903::case::{Rows, turns};

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "104",
        &["DUC"],
        no_date_of_ceasing,
        "the date on which the status of unaccompanied asylum seeker ceased is {DUC}, which is no date of the year or later",
        "record the date as DD/MM/YYYY; a child whose status ceased before 1 April does not belong in the table",
    )
    .stage(1),
    Rule::error(
        "105",
        &["UASC"],
        status_is_neither_yes_nor_no,
        "whether the child was an unaccompanied asylum seeker is {UASC}, which is neither 0 nor 1",
        "record 1 if the child was one at any time in the year, else 0",
    )
    .stage(1)
    .needs(&[Need::Xml]),
    Rule::error(
        "205A",
        &["CHILD", "UASC"],
        status_lost_without_a_date,
        "last year's return had the child as an unaccompanied asylum seeker and this one has not, but the dates do not say that the status ceased last year",
        "record the child as unaccompanied asylum seeker with the date on which that ceased, or correct last year's return",
    )
    .needs(&[Need::PreviousYear, Need::Table("UASC")]),
    Rule::error(
        "205B",
        &["DUC", "UASC"],
        status_kept_against_its_dates,
        "the child is an unaccompanied asylum seeker in both years, which the dates of ceasing (now {UASC.DUC}) do not bear out",
        "record the 18th birthday while the status lasts, and the day itself in the year in which it ceased sooner",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "205C",
        &["DUC", "UASC"],
        ceasing_of_what_never_was,
        "the status of unaccompanied asylum seeker is said to cease on {UASC.DUC}, but neither year's return has the child as one",
        "take the date out, or record that the child was an unaccompanied asylum seeker",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "205D",
        &["UASC", "CHILD"],
        status_is_new,
        "the child is an unaccompanied asylum seeker, but was in last year's return and was not one there",
        "check when the child came alone to seek asylum; if last year's return was wrong, say so when this one is sent",
    )
    .needs(&[Need::PreviousTable("UASC")]),
    Rule::query(
        "231",
        &["DOB", "UASC"],
        asylum_seeker_under_eleven,
        "the child is an unaccompanied asylum seeker, but was born on {DOB} and still under 11 when the year ended",
        "check the date of birth; if it is right, explain it when the return is sent",
    )
    .since(2025),
    Rule::error(
        "303",
        &["DUC", "UASC"],
        ceasing_without_the_status,
        "the status of unaccompanied asylum seeker is said to cease on {UASC.DUC}, but the heading has the child as none ({Header.UASC})",
        "record in the heading that the child was one (1), or take the date out",
    ),
    Rule::error(
        "304",
        &["DUC"],
        ceased_after_eighteen,
        "the status of unaccompanied asylum seeker is said to cease on {DUC}, after the 18th birthday",
        "record the 18th birthday, or the day on which the status ceased before it",
    ),
];

/// Whether the return has the child as an unaccompanied asylum seeker: by the heading where that says it, else by a row in
/// the table that says more than who the child is.
fn is_uasc(rows: &Rows<'_>) -> bool {
    match rows.header.iter().map(|h| h.uasc).find(|said| !said.is_empty()) {
        Some(said) => said == "1",
        None => rows.uasc.iter().any(|u| !u.sex.is_empty() || u.row.text("DUC").is_some()),
    }
}

fn date_of_ceasing(rows: &Rows<'_>) -> Option<Date> {
    rows.uasc.iter().find_map(|u| u.duc)
}

fn has_unreadable_ceasing(rows: &Rows<'_>) -> bool {
    rows.uasc.iter().any(|u| is_no_date(u.row, "DUC"))
}

/// The child's rows of both tables that are about the status.
fn both<'c, 'a>(case: &'c Case<'a>) -> impl Iterator<Item = Row<'a>> + use<'c, 'a> {
    case.now.uasc.iter().map(Row::from).chain(case.now.header.iter().map(Row::from))
}

fn no_date_of_ceasing<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let over_before = |duc: Option<Date>| duc.is_some_and(|duc| duc < case.start());
    found.each(&case.now.uasc, |u| over_before(u.duc) || is_no_date(u.row, "DUC"));
}

fn status_is_neither_yes_nor_no<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.header, |h| !matches!(h.uasc, "0" | "1"));
}

/// Who ceased to be one last year, by the date in last year's return, is rightly none now and has no date any more.
fn status_lost_without_a_date<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(last) = case.last.as_ref().filter(|last| is_uasc(last) && !is_uasc(&case.now)) else { return };
    let ceased_last_year = date_of_ceasing(last).is_some_and(|duc| case.year.before().has(duc));
    let has_a_date_now = case.now.uasc.iter().any(|u| u.row.text("DUC").is_some());
    if (!ceased_last_year && !has_unreadable_ceasing(last)) || has_a_date_now {
        found.rows(both(case));
    }
}

/// While the status lasts its end is foreseen for the 18th birthday. So last year's date is that day, and this year's is the
/// same or a day of this year.
fn status_kept_against_its_dates<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(last) = case.last.as_ref().filter(|last| is_uasc(last) && is_uasc(&case.now)) else { return };
    let born = last.uasc.iter().chain(&case.now.uasc).find_map(|u| u.born).or_else(|| case.born());
    let Some(born) = born.filter(|_| !has_unreadable_ceasing(last) && !has_unreadable_ceasing(&case.now)) else {
        return;
    };
    let (then, now) = (date_of_ceasing(last), date_of_ceasing(&case.now));
    let borne_out = then == Some(turns(born, 18)) && (now == then || now.is_some_and(|duc| case.year.has(duc)));
    if !borne_out {
        found.rows(both(case));
    }
}

fn ceasing_of_what_never_was<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    // Of a child who was not in last year's return nothing is known.
    let known_as_none = |last: &Rows<'_>| !last.is_empty() && !is_uasc(last);
    let never = !is_uasc(&case.now) && case.last.as_ref().is_some_and(known_as_none);
    if never && case.now.uasc.iter().any(|u| u.row.text("DUC").is_some()) {
        found.rows(both(case));
    }
}

fn status_is_new<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let known_as_none = |last: &Rows<'a>| !last.header.is_empty() && !is_uasc(last);
    if is_uasc(&case.now) && case.last.as_ref().is_some_and(known_as_none) {
        found.rows(&case.now.header);
    }
}

fn asylum_seeker_under_eleven<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if !is_uasc(&case.now) {
        return;
    }
    found.each(&case.now.header, |h| h.born.is_some_and(|born| turns(born, 11) > case.end()));
}

fn ceasing_without_the_status<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    // Headings of the CSV form have no such column and so do not deny it.
    let denies = |h: &crate::ssda903::Header<'a>| h.uasc != "1" && h.row.table().has("UASC");
    for uasc in case.now.uasc.iter().filter(|u| u.row.text("DUC").is_some()) {
        for header in case.now.header.iter().filter(|h| denies(h)) {
            found.row(uasc).and(header);
        }
    }
}

fn ceased_after_eighteen<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for uasc in &case.now.uasc {
        let eighteen = uasc.born.or_else(|| case.born()).map(|born| turns(born, 18));
        if let (Some(duc), Some(eighteen)) = (uasc.duc, eighteen)
            && duc > eighteen
        {
            found.row(uasc);
        }
    }
}
