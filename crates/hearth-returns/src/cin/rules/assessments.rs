//! Assessments and their factors.

use super::spans::{before_referral, overlaps};
use super::{Rule, Rules};
use crate::check::{Found, Need, Set};
use crate::cin::{Assessment, Case};

/// The factor that says that none was found.
const NONE_FOUND: &str = "21";

pub(super) const RULES: Rules = &[
    Rule::error(
        "1103",
        &["AssessmentActualStartDate", "CINreferralDate"],
        starts_before_referral,
        "the assessment starts on {Assessments.AssessmentActualStartDate}, before the referral of {CINdetails.CINreferralDate}",
        "put right the day on which the assessment started, or record the assessment under the referral that led to it",
    ),
    Rule::error(
        "8608",
        &["AssessmentActualStartDate", "AssessmentAuthorisationDate"],
        authorised_before_start,
        "the assessment was authorised on {AssessmentAuthorisationDate}, before it started on {AssessmentActualStartDate}",
        "put right the day on which the assessment started or was authorised",
    ),
    Rule::error(
        "8614",
        &["AssessmentAuthorisationDate", "AssessmentFactors"],
        factors_before_authorisation,
        "the assessment is not authorised and has factors all the same",
        "record the day on which the assessment was authorised, or leave the factors out until then",
    ),
    Rule::query(
        "8670Q",
        &["AssessmentActualStartDate"],
        open_after_45_working_days,
        "the assessment started on {AssessmentActualStartDate}, more than 45 working days before the end of the year, and is not authorised",
        "record the day on which the assessment was authorised, or say why it took longer",
    ),
    Rule::error(
        "8696",
        &["AssessmentAuthorisationDate", "ReferenceDate"],
        authorised_outside_the_year,
        "the assessment was authorised on {AssessmentAuthorisationDate}, outside the census year",
        "put right the day, or leave the assessment to the census of its own year",
    ),
    Rule::error(
        "8736",
        &["AssessmentAuthorisationDate", "AssessmentActualStartDate"],
        open_from_outside_the_year,
        "the assessment is not authorised and starts on {AssessmentActualStartDate}, outside the census year",
        "record the day on which the assessment was authorised, or put right the day on which it started",
    ),
    Rule::query(
        "8863Q",
        &["AssessmentActualStartDate", "AssessmentAuthorisationDate"],
        another_is_under_way,
        "this assessment (started {AssessmentActualStartDate}, authorised {AssessmentAuthorisationDate}) shares days with another of the same time of need",
        "check whether these are one assessment, and whether the first was authorised before the second started",
    ),
    Rule::error(
        "8869",
        &["AssessmentFactors"],
        no_factor_beside_others,
        "factor 21, which says that none was found, stands beside others in the same assessment",
        "remove 21 where another factor was found",
    ),
    Rule::query(
        "8873Q",
        &["ReasonForClosure", "AssessmentFactors"],
        no_factor_and_another_reason,
        "the only assessment found no factor (21), and the reason for closure is {CINdetails.ReasonForClosure}, neither RC8 nor RC9",
        "check the factors; where there are none, close the time of need as RC8 or RC9 or give the reason",
    ),
    Rule::error(
        "8896",
        &["AssessmentAuthorisationDate"],
        several_open,
        "two or more assessments of the same time of need are not authorised",
        "record when the earlier assessments were authorised, and keep open no more than one",
    ),
    Rule::query(
        "8897Q",
        &["AssessmentAuthorisationDate", "AssessmentFactors"],
        authorised_without_factors,
        "the assessment was authorised on {AssessmentAuthorisationDate} and has no factor that is a code of the year",
        "record the factors found, or 21 where there were none",
    )
    .needs(&[Need::Table("AssessmentFactorsList")]),
    Rule::error(
        "8898",
        &["AssessmentFactors"],
        same_factor_twice,
        "the same factor stands twice in the assessment",
        "record each factor once",
    ),
    Rule::query(
        "8945Q",
        &["AssessmentFactors"],
        physical_abuse_by_nobody,
        "factor 18A does not say whether a child or an adult was violent",
        "record 18B where it was a child, 18C where it was an adult",
    )
    .since(2025),
    Rule::query(
        "8950Q",
        &["AssessmentFactors"],
        sexual_abuse_by_nobody,
        "factor 19A does not say whether a child or an adult was the abuser",
        "record 19B where it was a child, 19C where it was an adult",
    )
    .since(2025),
];

/// The factors of an assessment: in its own cell, or else in their list.
fn factors<'c, 'a>(case: &'c Case<'a>, assessment: &Assessment<'a>) -> impl Iterator<Item = &'a str> + use<'c, 'a> {
    let Assessment { details, id, factors, .. } = *assessment;
    let listed = case.factors.iter().filter(move |f| factors.is_empty() && f.details == details && f.assessment == id);
    factors.split('|').map(str::trim).chain(listed.map(|f| f.factor)).filter(|factor| !factor.is_empty())
}

fn has_factor<'a>(case: &Case<'a>, assessment: &Assessment<'a>, wanted: &str) -> bool {
    factors(case, assessment).any(|factor| factor.eq_ignore_ascii_case(wanted))
}

/// Whether two rows tell of one assessment, as where a table has a row for each factor.
fn is_one<'a>(a: &Assessment<'a>, b: &Assessment<'a>) -> bool {
    let same = |column: &str| a.row.cell(column) == b.row.cell(column);
    (a.details, a.id, a.started) == (b.details, b.id, b.started) && same("AssessmentAuthorisationDate")
}

fn starts_before_referral<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    before_referral(case, found, &case.assessments, |row| (row.details, row.started));
}

fn authorised_before_start<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for row in case.assessments.iter().filter(|row| row.authorised.is_some_and(|day| Some(day) < row.started)) {
        found.row(row);
    }
}

fn factors_before_authorisation<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for row in case.assessments.iter().filter(|row| !row.is_authorised() && factors(case, row).next().is_some()) {
        found.row(row);
    }
}

fn open_after_45_working_days<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let late = |row: &Assessment<'_>| {
        row.started.is_some_and(|started| case.setting.calendar.count_working_days(started, case.end_of_open()) > 45)
    };
    for row in case.assessments.iter().filter(|row| !row.is_authorised() && late(row)) {
        found.row(row);
    }
}

fn authorised_outside_the_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for row in case.assessments.iter().filter(|row| row.authorised.is_some_and(|day| !case.year.has(day))) {
        found.row(row);
    }
}

fn open_from_outside_the_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let outside = |row: &Assessment<'_>| row.started.is_some_and(|day| !case.year.has(day));
    for row in case.assessments.iter().filter(|row| !row.is_authorised() && outside(row)) {
        found.row(row);
    }
}

fn another_is_under_way<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    overlaps(&case.assessments, case.end(), found);
}

fn no_factor_beside_others<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for row in case.assessments.iter().filter(|row| factors(case, row).any(|factor| factor != NONE_FOUND)) {
        if case.assessments.iter().any(|other| is_one(row, other) && has_factor(case, other, NONE_FOUND)) {
            found.row(row);
        }
    }
}

fn no_factor_and_another_reason<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for details in case.details.iter().filter(|details| !matches!(details.reason_closed, "RC8" | "RC9")) {
        let mut all = case.assessments_of(details.id);
        let Some(first) = all.next() else { continue };
        if all.all(|other| is_one(first, other))
            && let Some(row) = case.assessments_of(details.id).find(|row| has_factor(case, row, NONE_FOUND))
        {
            found.row(row).and(details);
        }
    }
}

fn several_open<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let mut open: Vec<_> = case.assessments.iter().filter(|row| !row.is_authorised()).collect();
    open.sort_by_key(|row| row.details);
    for several in open.chunk_by(|a, b| a.details == b.details).filter(|several| several.len() > 1) {
        found.rows(several.iter().copied());
    }
}

fn authorised_without_factors<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    // 18A and 19A were codes once, and have queries of their own.
    let says_something =
        |factor: &str| case.setting.codes.has(Set::AssessmentFactor, factor) || matches!(factor, "18A" | "19A");
    for row in case.assessments.iter().filter(|row| row.authorised.is_some_and(|day| case.year.has(day))) {
        if !factors(case, row).any(says_something) {
            found.row(row);
        }
    }
}

fn same_factor_twice<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let twice = |row: &Assessment<'a>| {
        let mut seen = factors(case, row).enumerate();
        seen.any(|(at, factor)| factors(case, row).take(at).any(|before| before == factor))
    };
    for row in case.assessments.iter().filter(|row| twice(row)) {
        found.row(row);
    }
}

fn physical_abuse_by_nobody<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for row in case.assessments.iter().filter(|row| has_factor(case, row, "18A")) {
        found.row(row);
    }
}

fn sexual_abuse_by_nobody<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for row in case.assessments.iter().filter(|row| has_factor(case, row, "19A")) {
        found.row(row);
    }
}
