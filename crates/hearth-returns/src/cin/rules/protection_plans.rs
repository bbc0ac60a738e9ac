//! Child protection plans, their conferences and their reviews.

use jiff::civil::Date;

use super::spans::{Span, before_referral, despite_no_further_action, named_with, overlaps};
use super::{Rule, Rules};
use crate::check::{Found, Need, Set, Whole};
use crate::cin::census::year_of;
use crate::cin::{Case, ProtectionPlan, Section47};
use crate::row::Row;

pub(super) const RULES: Rules = &[
    Rule::error(
        "1105",
        &["CPPstartDate", "CINreferralDate"],
        starts_before_referral,
        "the child protection plan starts on {ChildProtectionPlans.CPPstartDate}, before the referral of {CINdetails.CINreferralDate}",
        "put right the day on which the plan started, or record the plan under the referral that led to it",
    ),
    Rule::whole(
        "2883",
        &["CPPstartDate", "DateOfInitialCPC"],
        more_plans_than_conferences,
        "more child protection plans started in the year than initial conferences were held",
        "record the conference that led to each plan: in its enquiry, or in the time of need for a child who moved in",
    )
    .needs(&[Need::Table("CINdetails"), Need::Table("Section47")]),
    Rule::error(
        "2885",
        &["CPPstartDate", "DateOfInitialCPC"],
        starts_on_no_conference,
        "the child protection plan starts on {ChildProtectionPlans.CPPstartDate}, a day without an initial conference",
        "put right the start of the plan or the day of the conference: a plan starts on the day of its conference",
    )
    .needs(&[Need::Table("CINdetails"), Need::Table("Section47")]),
    Rule::error(
        "4003",
        &["CINPlanStartDate", "CINPlanEndDate", "CPPreviewDate"],
        review_under_need_plan,
        "the child protection plan was reviewed on {Reviews.CPPreviewDate}, while a child in need plan runs ({CINplanDates.CINPlanStartDate} to {CINplanDates.CINPlanEndDate})",
        "put right the days: a child in need plan starts when the child protection plan has ended",
    ),
    Rule::error(
        "8565",
        &[
            "CINclosureDate",
            "DateOfInitialCPC",
            "AssessmentActualStartDate",
            "AssessmentAuthorisationDate",
            "S47ActualStartDate",
            "CPPendDate",
            "CINPlanStartDate",
            "CINPlanEndDate",
        ],
        dated_after_closure,
        "the time of need closed on {CINdetails.CINclosureDate}, and work in it is dated later",
        "put right the closure or the later date, or record the later work under a new referral",
    ),
    Rule::error(
        "8720",
        &["CPPstartDate", "ReferenceDate"],
        no_start_by_the_end_of_the_year,
        "the child protection plan starts on {CPPstartDate}, which is no day up to the end of the census year",
        "record the day on which the plan started",
    ),
    Rule::error(
        "8730",
        &["NumberOfPreviousCPP"],
        previous_plans_not_counted,
        "the number of child protection plans before this one is {NumberOfPreviousCPP}, which is no count",
        "record how many plans the child had before, here or elsewhere; 0 for none",
    )
    .stage(1),
    Rule::error(
        "8832",
        &["CINdetailsID", "ReferralNFA"],
        plan_despite_no_further_action,
        "nothing further was done on the referral, and it has a child protection plan",
        "remove the plan, or record that the referral led to more",
    ),
    Rule::error(
        "8840",
        &["CPPstartDate", "CPPendDate"],
        ends_on_its_first_day,
        "the child protection plan starts and ends on {CPPstartDate}",
        "put right the days, or remove a plan that never was",
    ),
    Rule::error(
        "8841",
        &["CPPstartDate", "CPPreviewDate"],
        review_by_the_start,
        "the child protection plan starts on {ChildProtectionPlans.CPPstartDate}, and a review is dated {Reviews.CPPreviewDate}, no later",
        "put right the day of the review or the start of the plan; the initial conference is no review",
    ),
    Rule::query(
        "8842Q",
        &["CPPreviewDate"],
        review_without_day,
        "a review of the child protection plan has {CPPreviewDate} for its day",
        "record the day on which the review was held, or remove a review that never was",
    )
    .stage(1),
    Rule::error(
        "8905",
        &["InitialCategoryOfAbuse"],
        initial_category_is_no_code,
        "the first category of abuse is {InitialCategoryOfAbuse}, which is no code of the year",
        "record the category decided at the initial conference: NEG, PHY, SAB, EMO or MUL",
    )
    .stage(1),
    Rule::error(
        "8910",
        &["LatestCategoryOfAbuse"],
        latest_category_is_no_code,
        "the latest category of abuse is {LatestCategoryOfAbuse}, which is no code of the year",
        "record the category decided at the last conference: NEG, PHY, SAB, EMO or MUL",
    )
    .stage(1),
    Rule::error(
        "8915",
        &["CPPstartDate", "PersonDeathDate"],
        starts_after_death,
        "the child protection plan starts on {ChildProtectionPlans.CPPstartDate}, after the child died on {ChildIdentifiers.PersonDeathDate}",
        "put right the start of the plan or the day of death",
    ),
    Rule::error(
        "8920",
        &["PersonDeathDate", "CPPendDate"],
        ends_after_death,
        "the child protection plan ends on {ChildProtectionPlans.CPPendDate}, after the child died on {ChildIdentifiers.PersonDeathDate}",
        "end the plan on the day of death, or put right the day of death",
    ),
    Rule::error(
        "8925",
        &["CPPstartDate", "CPPendDate"],
        ends_before_start,
        "the child protection plan ends on {CPPendDate}, before it starts on {CPPstartDate}",
        "put right the day on which the plan started or ended",
    ),
    Rule::error(
        "8930",
        &["CPPendDate", "ReferenceDate"],
        ends_outside_the_year,
        "the child protection plan ends on {CPPendDate}, outside the census year",
        "put right the day, or leave the plan to the census of its own year",
    ),
    Rule::error(
        "8935",
        &["CPPendDate"],
        several_open,
        "two or more child protection plans of the child have no end",
        "record when the earlier plans ended, and keep open no more than one",
    ),
    Rule::error(
        "8940",
        &["CPPstartDate", "CPPendDate"],
        share_days,
        "this child protection plan (start {CPPstartDate}, end {CPPendDate}) shares days with another of the child",
        "put right the days, so that a plan starts after the last one ended",
    ),
];

fn starts_before_referral<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    before_referral(case, found, &case.protection_plans, |plan| (plan.details, plan.started));
}

fn more_plans_than_conferences(whole: &Whole<'_>, found: &mut Found<'_>) {
    let year = year_of(whole.tables, whole.setting.year);
    let in_the_year = |table: &str, column: &str| {
        let days = whole.tables.table(table).into_iter().flat_map(crate::Table::rows);
        days.filter(|row| row.date(column).ok().flatten().is_some_and(|day| year.has(day))).count()
    };
    let plans = in_the_year("ChildProtectionPlans", "CPPstartDate");
    let conferences = in_the_year("CINdetails", "DateOfInitialCPC") + in_the_year("Section47", "DateOfInitialCPC");
    if plans > conferences {
        found.authority(format!(
            "child protection plans started in the year: {plans}; initial conferences held in it: {conferences}"
        ));
    }
}

fn starts_on_no_conference<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for plan in case.protection_plans.iter().filter(|plan| plan.started.is_some_and(|day| case.year.has(day))) {
        let mut enquiries = case.section_47_of(plan.details);
        if enquiries.any(|enquiry| enquiry.icpc == plan.started) {
            continue;
        }
        if case.section_47_of(plan.details).any(|enquiry| !enquiry.needs_no_conference()) {
            found.row(plan);
            for enquiry in case.section_47_of(plan.details).filter(|enquiry| led_to_no_plan(case, enquiry)) {
                found.and(enquiry);
            }
            continue;
        }
        // The time of need has the conference only where no enquiry here led to it.
        let of = || case.details.iter().filter(|details| details.id == plan.details);
        if of().all(|details| details.icpc != plan.started) {
            named_with(found, plan, of());
        }
    }
}

/// Whether a conference was or may be needed, and no plan of the time of need starts on its day.
fn led_to_no_plan<'a>(case: &Case<'a>, enquiry: &Section47<'a>) -> bool {
    let starts = |plan: &ProtectionPlan<'_>| plan.started == enquiry.icpc;
    !enquiry.needs_no_conference() && (enquiry.icpc.is_none() || !case.protection_plans_of(enquiry.details).any(starts))
}

fn review_under_need_plan<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for review in &case.reviews {
        let Some(held) = review.held else { continue };
        let reviewed = || case.protection_plans_of(review.details).filter(|plan| plan.id == review.plan);
        // The review that ends the plan may be held on the first day of what follows.
        if reviewed().any(|plan| plan.ended == Some(held)) {
            continue;
        }
        let mut under = case.plans_of(review.details).filter(|plan| plan.ran_on(held, case.end())).peekable();
        if under.peek().is_some() {
            found.row(review);
            for row in under.map(Row::from).chain(reviewed().map(Row::from)) {
                found.and(row);
            }
        }
    }
}

fn dated_after_closure<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for details in &case.details {
        let Some(closed) = details.closed else { continue };
        let late = |days: &[Option<Date>]| days.iter().flatten().any(|day| closed < *day);
        let assessments = case.assessments_of(details.id).filter(|row| late(&[row.started, row.authorised]));
        let enquiries = case.section_47_of(details.id).filter(|row| late(&[row.started, row.icpc]));
        let plans = case.plans_of(details.id).filter(|row| late(&[row.started, row.ended]));
        let protection_plans = case.protection_plans_of(details.id).filter(|row| late(&[row.ended]));
        let rows = assessments.map(Row::from).chain(enquiries.map(Row::from));
        let mut rows = rows.chain(plans.map(Row::from)).chain(protection_plans.map(Row::from)).peekable();
        if late(&[details.icpc]) || rows.peek().is_some() {
            found.row(details);
            for row in rows {
                found.and(row);
            }
        }
    }
}

fn no_start_by_the_end_of_the_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for plan in case.protection_plans.iter().filter(|plan| plan.started.is_none_or(|started| started > case.end())) {
        found.row(plan);
    }
}

fn previous_plans_not_counted<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for plan in &case.protection_plans {
        if !matches!(plan.row.whole("NumberOfPreviousCPP"), Ok(Some(0..))) {
            found.row(plan);
        }
    }
}

fn plan_despite_no_further_action<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    despite_no_further_action(case, found, &case.protection_plans, |plan| plan.details);
}

fn ends_on_its_first_day<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for plan in case.protection_plans.iter().filter(|plan| plan.ended.is_some() && plan.ended == plan.started) {
        found.row(plan);
    }
}

fn review_by_the_start<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for plan in &case.protection_plans {
        let of_plan = case.reviews.iter().filter(|review| (review.details, review.plan) == (plan.details, plan.id));
        named_with(found, plan, of_plan.filter(|review| review.held.is_some_and(|held| Some(held) <= plan.started)));
    }
}

fn review_without_day<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for review in case.reviews.iter().filter(|review| review.held.is_none()) {
        found.row(review);
    }
}

fn initial_category_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for plan in case.protection_plans.iter().filter(|p| !case.setting.codes.has(Set::CategoryOfAbuse, p.initial)) {
        found.row(plan);
    }
}

fn latest_category_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for plan in case.protection_plans.iter().filter(|p| !case.setting.codes.has(Set::CategoryOfAbuse, p.latest)) {
        found.row(plan);
    }
}

fn starts_after_death<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in case.identifiers.iter().filter(|child| child.died.is_some()) {
        named_with(found, child, case.protection_plans.iter().filter(|plan| plan.started > child.died));
    }
}

fn ends_after_death<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in case.identifiers.iter().filter(|child| child.died.is_some()) {
        named_with(found, child, case.protection_plans.iter().filter(|plan| plan.ended > child.died));
    }
}

fn ends_before_start<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for plan in case.protection_plans.iter().filter(|plan| plan.ended.is_some_and(|ended| Some(ended) < plan.started)) {
        found.row(plan);
    }
}

fn ends_outside_the_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for plan in case.protection_plans.iter().filter(|plan| plan.ended.is_some_and(|ended| !case.year.has(ended))) {
        found.row(plan);
    }
}

fn several_open<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let open = || case.protection_plans.iter().filter(|plan| plan.is_open());
    if open().nth(1).is_some() {
        found.rows(open());
    }
}

fn share_days<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    overlaps(&case.protection_plans, case.end(), found);
}
