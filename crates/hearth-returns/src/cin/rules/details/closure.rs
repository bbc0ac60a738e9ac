//! The closure: its day and its reason, and what has to be complete by then.

use super::super::{Rule, Rules};
use crate::check::{Found, Need, Set};
use crate::cin::Case;

pub(in crate::cin::rules) const RULES: Rules = &[
    Rule::query(
        "8585Q",
        &["ReasonForClosure", "PersonDeathDate"],
        died_without_a_day,
        "the case was closed because the child died, and the date of death is {PersonDeathDate}",
        "record the date of death, or correct the reason for closure",
    ),
    Rule::error(
        "8620",
        &["CINclosureDate"],
        closed_in_another_year,
        "the case was closed on {CINclosureDate}, which is not a day of the census year",
        "correct the date; leave out a case that was closed before the year, and leave the date blank of one closed after it",
    ),
    Rule::error(
        "8630",
        &["CINreferralDate", "CINclosureDate"],
        closed_before_referral,
        "the case was closed on {CINclosureDate}, before its referral on {CINreferralDate}",
        "correct whichever of the two dates is wrong",
    ),
    Rule::error(
        "8640",
        &["ReasonForClosure"],
        reason_is_no_code,
        "the reason for closure is {ReasonForClosure}, which is no code",
        "record the reason by its code, RC1 to RC9",
    ),
    Rule::error(
        "8805",
        &["CINclosureDate", "ReasonForClosure"],
        closed_without_reason,
        "the case was closed on {CINclosureDate} without a reason",
        "record why the case was closed, or take the date away if it is open",
    ),
    Rule::error(
        "8810",
        &["ReasonForClosure", "CINclosureDate"],
        reason_without_closure,
        "a reason for closure {ReasonForClosure} is recorded, and no date of closure",
        "record when the case was closed, or take the reason away if it is open",
    ),
    Rule::query(
        "8825Q",
        &["ReasonForClosure"],
        closed_after_no_assessment,
        "the case was closed after assessment ({ReasonForClosure}), and it has no assessment",
        "record the assessment, or correct the reason for closure",
    )
    .needs(&[Need::Table("Assessments")]),
    Rule::error(
        "8867",
        &["CINclosureDate", "AssessmentAuthorisationDate"],
        closed_with_unfinished_assessment,
        "the case was closed on {CINclosureDate}, and its assessment of {AssessmentActualStartDate} has not been authorised",
        "record when the assessment was authorised, or take the closure away if the case is open",
    ),
    Rule::error(
        "8868",
        &["ICPCnotRequired", "CINclosureDate", "DateOfInitialCPC"],
        closed_with_unfinished_enquiry,
        "the case was closed on {CINclosureDate}, and its section 47 enquiry of {S47ActualStartDate} did not end in one way: \
         conference held {Section47.DateOfInitialCPC}, not required {ICPCnotRequired}",
        "record the date of the initial conference, or that none was required, and not both",
    ),
];

fn died_without_a_day<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for need in case.details.iter().filter(|need| need.reason_closed == "RC2") {
        for child in case.identifiers.iter().filter(|child| child.died.is_none()) {
            found.row(need).and(child);
        }
    }
}

fn closed_in_another_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for need in case.details.iter().filter(|need| need.closed.is_some_and(|closed| !case.year.has(closed))) {
        found.row(need);
    }
}

fn closed_before_referral<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for need in &case.details {
        if need.closed.zip(need.referred).is_some_and(|(closed, referred)| closed < referred) {
            found.row(need);
        }
    }
}

fn reason_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let is_code = |code: &str| code.is_empty() || case.setting.codes.has(Set::ClosureReason, code);
    for need in case.details.iter().filter(|need| !is_code(need.reason_closed)) {
        found.row(need);
    }
}

fn closed_without_reason<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for need in case.details.iter().filter(|need| !need.is_open() && need.reason_closed.is_empty()) {
        found.row(need);
    }
}

fn reason_without_closure<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for need in case.details.iter().filter(|need| need.is_open() && !need.reason_closed.is_empty()) {
        found.row(need);
    }
}

fn closed_after_no_assessment<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for need in case.details.iter().filter(|need| need.closed_after_assessment()) {
        if case.assessments_of(need.id).next().is_none() {
            found.row(need);
        }
    }
}

fn closed_with_unfinished_assessment<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for need in case.details.iter().filter(|need| !need.is_open()) {
        for assessment in case.assessments_of(need.id).filter(|assessment| !assessment.is_authorised()) {
            found.row(assessment).and(need);
        }
    }
}

fn closed_with_unfinished_enquiry<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for need in case.details.iter().filter(|need| !need.is_open()) {
        // An enquiry ends with a conference or with the decision that none is needed; both at once is no end.
        for enquiry in case.section_47_of(need.id).filter(|row| row.has_conference() == row.needs_no_conference()) {
            found.row(enquiry).and(need);
        }
    }
}
