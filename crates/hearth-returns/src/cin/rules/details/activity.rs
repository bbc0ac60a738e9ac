//! What was done in a time of need that should have seen less, or more.

use super::super::{Rule, Rules};
use crate::check::{Found, Need};
use crate::cin::Case;

pub(in crate::cin::rules) const RULES: Rules = &[
    Rule::error(
        "2990",
        &["ReasonForClosure"],
        activity_after_the_assessment,
        "the case was closed after assessment ({ReasonForClosure}), and more than an assessment is recorded in it \
         (initial conference in the case itself: {CINdetails.DateOfInitialCPC})",
        "correct the reason for closure, or take away the enquiry, conference or plan if it belongs to another case",
    ),
    Rule::query(
        "2991Q",
        &["CINdetailsID"],
        enquiry_without_assessment,
        "a section 47 enquiry began on {S47ActualStartDate} in a case without an assessment",
        "record the assessment of the case, or explain why there is none",
    )
    .needs(&[Need::Table("Assessments")]),
    Rule::error(
        "8831",
        &["AssessmentActualStartDate", "AssessmentAuthorisationDate", "S47ActualStartDate", "DateOfInitialCPC"],
        activity_after_no_further_action,
        "the referral of {CINreferralDate} led to no further action, and an assessment, enquiry or conference is recorded in it",
        "correct the flag, or take the assessment, enquiry or conference away if it belongs to another referral",
    ),
];

fn activity_after_the_assessment<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for need in case.details.iter().filter(|need| need.closed_after_assessment()) {
        let enquiries = || case.section_47_of(need.id);
        let protection = || case.protection_plans_of(need.id);
        let plans = || case.plans_of(need.id);
        let none = enquiries().next().is_none() && protection().next().is_none() && plans().next().is_none();
        if none && need.icpc.is_none() {
            continue;
        }
        found.row(need);
        enquiries().for_each(|row| _ = found.and(row));
        protection().for_each(|row| _ = found.and(row));
        plans().for_each(|row| _ = found.and(row));
    }
}

fn enquiry_without_assessment<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for enquiry in &case.section_47 {
        if case.assessments_of(enquiry.details).next().is_none() {
            found.row(enquiry);
        }
    }
}

fn activity_after_no_further_action<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for need in case.details.iter().filter(|need| need.no_further_action() == Some(true)) {
        let assessments =
            || case.assessments_of(need.id).filter(|row| row.started.is_some() || row.authorised.is_some());
        let enquiries = || case.section_47_of(need.id).filter(|row| row.started.is_some() || row.icpc.is_some());
        if need.icpc.is_none() && assessments().next().is_none() && enquiries().next().is_none() {
            continue;
        }
        found.row(need);
        assessments().for_each(|row| _ = found.and(row));
        enquiries().for_each(|row| _ = found.and(row));
    }
}
