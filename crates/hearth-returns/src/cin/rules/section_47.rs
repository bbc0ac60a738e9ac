//! Section 47 enquiries and initial child protection conferences.

use jiff::civil::{Date, Weekday};

use super::spans::before_referral;
use super::{Rule, Rules};
use crate::check::Found;
use crate::cin::{Case, Section47};

pub(super) const RULES: Rules = &[
    Rule::error(
        "1104",
        &["CINreferralDate", "DateOfInitialCPC"],
        conference_before_referral,
        "the initial conference was on {Section47.DateOfInitialCPC}, before the referral of {CINdetails.CINreferralDate}",
        "put right the day of the conference, or record the enquiry under the referral that led to it",
    ),
    Rule::error(
        "2884",
        &["DateOfInitialCPC"],
        conference_in_both_places,
        "the initial conference of {DateOfInitialCPC} stands both in the enquiry and in the time of need",
        "keep it in the enquiry; the time of need has it only where there was no enquiry here, as for a child who moved in",
    ),
    Rule::error(
        "2889",
        &["S47ActualStartDate", "CINreferralDate"],
        starts_before_referral,
        "the enquiry starts on {Section47.S47ActualStartDate}, before the referral of {CINdetails.CINreferralDate}",
        "put right the day on which the enquiry started, or record it under the referral that led to it",
    ),
    Rule::error(
        "8615",
        &["S47ActualStartDate", "DateOfInitialCPC"],
        conference_without_earlier_start,
        "the initial conference was on {DateOfInitialCPC}, and the enquiry starts on {S47ActualStartDate}",
        "record the day on which the enquiry started, on or before that of the conference",
    ),
    Rule::query(
        "8675Q",
        &["DateOfInitialCPC", "S47ActualStartDate", "ICPCnotRequired"],
        open_after_15_working_days,
        "the enquiry started on {S47ActualStartDate}, more than 15 working days before the end of the year, and has no conference",
        "record the day of the conference, or that none is required, or say why it took longer",
    ),
    Rule::error(
        "8715",
        &["DateOfInitialCPC", "ReferenceDate"],
        conference_outside_the_year,
        "the initial conference was on {DateOfInitialCPC}, outside the census year",
        "put right the day, or leave the enquiry to the census of its own year",
    ),
    Rule::error(
        "8740",
        &["S47ActualStartDate", "DateOfInitialCPC", "ICPCnotRequired"],
        open_from_outside_the_year,
        "the enquiry has no conference and starts on {S47ActualStartDate}, outside the census year",
        "record the day of the conference, or that none is required, or put right the day on which the enquiry started",
    ),
    Rule::error(
        "8839",
        &["DateOfInitialCPC"],
        several_open,
        "two or more enquiries of the same time of need are open: no conference, and not said that none is required",
        "record the conference, or that none is required, and keep open no more than one enquiry",
    ),
    Rule::query(
        "8870Q",
        &["InitialCPCtarget"],
        target_at_weekend,
        "the conference was to be held by {InitialCPCtarget}, a Saturday or Sunday",
        "count 15 working days from the strategy discussion that started the enquiry",
    ),
    Rule::error(
        "8875",
        &["DateOfInitialCPC"],
        conference_at_weekend,
        "the initial conference was on {DateOfInitialCPC}, a Saturday or Sunday",
        "put right the day of the conference",
    ),
];

/// Whether the enquiry waits for its conference.
fn is_open(row: &Section47<'_>) -> bool {
    !row.has_conference() && !row.needs_no_conference()
}

/// Whether a day is a Saturday or a Sunday. A day that a spreadsheet turned round (`09-10-2022`) has its weekday still.
fn is_at_weekend(day: Option<Date>, text: &str) -> bool {
    let turned = || {
        let mut parts = text.splitn(3, '-');
        let (day, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Date::new(parts.next().filter(|year| year.len() == 4)?.parse().ok()?, month, day).ok()
    };
    day.or_else(turned).is_some_and(|day| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday))
}

fn conference_before_referral<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    before_referral(case, found, &case.section_47, |row| (row.details, row.icpc));
}

fn conference_in_both_places<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for row in case.section_47.iter().filter(|row| row.icpc.is_some()) {
        for details in case.details.iter().filter(|details| details.icpc == row.icpc) {
            found.row(details).and(row);
        }
    }
}

fn starts_before_referral<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    before_referral(case, found, &case.section_47, |row| (row.details, row.started));
}

fn conference_without_earlier_start<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let wrong = |row: &Section47<'_>| row.icpc.is_some_and(|icpc| row.started.is_none_or(|started| icpc < started));
    for row in case.section_47.iter().filter(|row| wrong(row)) {
        found.row(row);
    }
}

fn open_after_15_working_days<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let late = |row: &Section47<'_>| {
        row.started.is_some_and(|started| case.setting.calendar.count_working_days(started, case.end_of_open()) > 15)
    };
    for row in case.section_47.iter().filter(|row| is_open(row) && late(row)) {
        found.row(row);
    }
}

fn conference_outside_the_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for row in case.section_47.iter().filter(|row| row.icpc.is_some_and(|day| !case.year.has(day))) {
        found.row(row);
    }
}

fn open_from_outside_the_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let outside = |row: &Section47<'_>| row.started.is_some_and(|day| !case.year.has(day));
    for row in case.section_47.iter().filter(|row| is_open(row) && outside(row)) {
        found.row(row);
    }
}

fn several_open<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let mut open: Vec<_> = case.section_47.iter().filter(|row| is_open(row)).collect();
    open.sort_by_key(|row| row.details);
    for several in open.chunk_by(|a, b| a.details == b.details).filter(|several| several.len() > 1) {
        found.rows(several.iter().copied());
    }
}

fn target_at_weekend<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for row in case.section_47.iter().filter(|row| is_at_weekend(row.target, row.row.cell("InitialCPCtarget"))) {
        found.row(row);
    }
}

fn conference_at_weekend<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for row in case.section_47.iter().filter(|row| is_at_weekend(row.icpc, row.row.cell("DateOfInitialCPC"))) {
        found.row(row);
    }
}
