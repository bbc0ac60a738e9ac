//! Health, convictions and substance misuse: answers of 1 and 0.

use crate::check::Found;
use crate::ssda903::Case;
use crate::ssda903::case::turns;

pub(super) fn offer_recorded_though_received<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc2, |oc2| oc2.intervention_received == "1" && !oc2.intervention_offered.is_empty());
}

pub(super) fn offer_left_out<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc2, |oc2| {
        oc2.substance_misuse == "1" && oc2.intervention_received == "0" && oc2.intervention_offered.is_empty()
    });
}

pub(super) fn neither_yes_nor_no<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc2, |oc2| !oc2.answers().iter().all(|answer| matches!(*answer, "" | "0" | "1")));
}

pub(super) fn answered_in_part<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc2, |oc2| oc2.is_answered() && oc2.lacks_an_answer());
}

pub(super) fn answered_without_a_year_of_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if !case.looked_after_all_year() {
        found.each(&case.now.oc2, super::Oc2::is_answered);
    }
}

/// Without any row, the latest episode is named: there is nothing else to name.
pub(super) fn left_out_after_a_year_of_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if !case.is_year_over() || !case.looked_after_all_year() {
        return;
    }
    match case.now.latest() {
        Some(latest) if case.now.oc2.is_empty() => {
            found.row(latest);
        }
        _ => found.each(&case.now.oc2, super::Oc2::lacks_an_answer),
    }
}

pub(super) fn help_left_out<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc2, |oc2| oc2.substance_misuse == "1" && oc2.intervention_received.is_empty());
}

pub(super) fn help_without_misuse<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc2, |oc2| {
        oc2.substance_misuse != "1" && !(oc2.intervention_received.is_empty() && oc2.intervention_offered.is_empty())
    });
}

pub(super) fn conviction_under_ten<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc2, |oc2| {
        !oc2.convicted.is_empty() && oc2.born(case).is_some_and(|born| turns(born, 10) > case.end())
    });
}

pub(super) fn conviction_left_out<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if case.is_year_over() && case.looked_after_all_year() {
        found.each(&case.now.oc2, |oc2| {
            oc2.convicted.is_empty() && oc2.born(case).is_some_and(|born| turns(born, 10) <= case.end())
        });
    }
}

pub(super) fn conviction_alone<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc2, |oc2| !oc2.convicted.is_empty() && oc2.lacks_an_answer());
}

pub(super) fn health_check_left_out<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if case.is_year_over() && case.looked_after_all_year() {
        found.each(&case.now.oc2, |oc2| {
            oc2.health_check.is_empty() && oc2.born(case).is_some_and(|born| turns(born, 5) > case.end())
        });
    }
}

pub(super) fn health_check_from_five<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc2, |oc2| {
        !oc2.health_check.is_empty() && oc2.born(case).is_some_and(|born| turns(born, 5) <= case.end())
    });
}

/// A health check of 0 with blanks beside it is left to 182.
pub(super) fn health_check_alone<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc2, |oc2| oc2.health_check == "1" && oc2.lacks_an_answer());
}
