//! Child in need plans.

use super::spans::{Span, before_referral, despite_no_further_action, named_with, overlaps, starts_while};
use super::{Rule, Rules};
use crate::check::Found;
use crate::cin::Case;

pub(super) const RULES: Rules = &[
    Rule::error(
        "4000",
        &["ReferralNFA"],
        plan_despite_no_further_action,
        "nothing further was done on the referral, and it has a child in need plan",
        "remove the plan, or record that the referral led to more",
    ),
    Rule::error(
        "4001",
        &["CINPlanEndDate", "CPPendDate"],
        both_plans_open,
        "a child in need plan and a child protection plan of the same time of need are both open",
        "end the child in need plan on the day on which the child protection plan started, or end the latter",
    ),
    Rule::error(
        "4004",
        &["CINPlanEndDate"],
        several_open,
        "two or more child in need plans of the same time of need have no end",
        "record when the earlier plans ended, and keep open no more than one",
    ),
    Rule::error(
        "4010",
        &["CINPlanStartDate"],
        no_start_by_the_end_of_the_year,
        "the child in need plan starts on {CINPlanStartDate}, which is no day up to the end of the census year",
        "record the day on which the plan started",
    ),
    Rule::error(
        "4011",
        &["CINPlanEndDate", "CINPlanStartDate"],
        ends_before_start,
        "the child in need plan ends on {CINPlanEndDate}, before it starts on {CINPlanStartDate}",
        "put right the day on which the plan started or ended",
    ),
    Rule::query(
        "4012Q",
        &["CINPlanStartDate", "CINPlanEndDate"],
        ends_on_its_first_day,
        "the child in need plan starts and ends on {CINPlanStartDate}",
        "put right the days, remove a plan that never was, or say why it lasted no longer",
    ),
    Rule::error(
        "4013",
        &["CINPlanEndDate", "ReferenceDate"],
        ends_outside_the_year,
        "the child in need plan ends on {CINPlanEndDate}, outside the census year",
        "put right the day, or leave the plan to the census of its own year",
    ),
    Rule::error(
        "4014",
        &["CINPlanStartDate", "CINPlanEndDate"],
        share_days,
        "this child in need plan (start {CINPlanStartDate}, end {CINPlanEndDate}) shares days with another of the child",
        "put right the days, so that a plan starts after the last one ended",
    ),
    Rule::error(
        "4015",
        &["CINPlanStartDate", "CINreferralDate"],
        starts_before_referral,
        "the child in need plan starts on {CINplanDates.CINPlanStartDate}, before the referral of {CINdetails.CINreferralDate}",
        "put right the day on which the plan started, or record the plan under the referral that led to it",
    ),
    Rule::error(
        "4016",
        &["CINPlanStartDate", "CPPstartDate", "CPPendDate"],
        starts_under_protection_plan,
        "the child in need plan starts on {CINplanDates.CINPlanStartDate}, while a child protection plan runs ({ChildProtectionPlans.CPPstartDate} to {ChildProtectionPlans.CPPendDate})",
        "start the child in need plan on the day on which the child protection plan ended, or later",
    ),
    Rule::error(
        "4017",
        &["CINPlanStartDate", "CINPlanEndDate", "CPPstartDate"],
        protection_plan_starts_under_it,
        "the child protection plan starts on {ChildProtectionPlans.CPPstartDate}, while a child in need plan runs ({CINplanDates.CINPlanStartDate} to {CINplanDates.CINPlanEndDate})",
        "end the child in need plan by the day on which the child protection plan starts",
    ),
];

fn plan_despite_no_further_action<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    despite_no_further_action(case, found, &case.plans, |plan| plan.details);
}

fn both_plans_open<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    // A row without a start is no plan yet: 4010 says so.
    for plan in case.plans.iter().filter(|plan| plan.started.is_some() && plan.is_open()) {
        named_with(found, plan, case.protection_plans_of(plan.details).filter(|other| other.is_open()));
    }
}

fn several_open<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let mut open: Vec<_> = case.plans.iter().filter(|plan| plan.is_open()).collect();
    open.sort_by_key(|plan| plan.details);
    for several in open.chunk_by(|a, b| a.details == b.details).filter(|several| several.len() > 1) {
        found.rows(several.iter().copied());
    }
}

fn no_start_by_the_end_of_the_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for plan in case.plans.iter().filter(|plan| plan.started.is_none_or(|started| started > case.end())) {
        found.row(plan);
    }
}

fn ends_before_start<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for plan in case.plans.iter().filter(|plan| plan.ended.is_some_and(|ended| Some(ended) < plan.started)) {
        found.row(plan);
    }
}

fn ends_on_its_first_day<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for plan in case.plans.iter().filter(|plan| plan.ended.is_some() && plan.ended == plan.started) {
        found.row(plan);
    }
}

fn ends_outside_the_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for plan in case.plans.iter().filter(|plan| plan.ended.is_some_and(|ended| !case.year.has(ended))) {
        found.row(plan);
    }
}

fn share_days<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    overlaps(&case.plans, case.end(), found);
}

fn starts_before_referral<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    before_referral(case, found, &case.plans, |plan| (plan.details, plan.started));
}

fn starts_under_protection_plan<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    starts_while(&case.plans, &case.protection_plans, case.end(), |plan, other| {
        found.row(plan).and(other);
    });
}

fn protection_plan_starts_under_it<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    starts_while(&case.protection_plans, &case.plans, case.end(), |other, plan| {
        found.row(plan).and(other);
    });
}
