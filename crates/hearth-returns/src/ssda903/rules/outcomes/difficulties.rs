//! The strengths and difficulties questionnaire: a score, or the reason for none.

use crate::check::{Found, Set};
use crate::ssda903::case::turns;
use crate::ssda903::{Case, Oc2};

/// Whether the child was 4 on 1 April and is not yet 17 on 31 March.
fn four_to_sixteen_all_year(case: &Case<'_>, oc2: &Oc2<'_>) -> bool {
    oc2.born(case).is_some_and(|born| turns(born, 4) <= case.start() && turns(born, 17) > case.end())
}

pub(super) fn called_too_young_or_too_old<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if case.looked_after_all_year() {
        found.each(&case.now.oc2, |oc2| oc2.sdq_reason == "SDQ1" && four_to_sixteen_all_year(case, oc2));
    }
}

pub(super) fn score_out_of_range<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc2, |oc2| {
        let score = oc2.sdq_score.strip_suffix(".0").unwrap_or(oc2.sdq_score);
        !score.is_empty() && !score.parse::<u8>().is_ok_and(|score| score <= 40)
    });
}

pub(super) fn score_without_a_year_of_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if !case.looked_after_all_year() {
        found.each(&case.now.oc2, |oc2| !oc2.sdq_score.is_empty());
    }
}

pub(super) fn score_left_out<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if case.is_year_over() && case.looked_after_all_year() {
        found.each(&case.now.oc2, |oc2| oc2.sdq_score.is_empty() && four_to_sixteen_all_year(case, oc2));
    }
}

pub(super) fn recorded_under_four<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc2, |oc2| {
        !(oc2.sdq_score.is_empty() && oc2.sdq_reason.is_empty())
            && oc2.born(case).is_some_and(|born| turns(born, 4) > case.end())
    });
}

pub(super) fn recorded_from_seventeen<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc2, |oc2| {
        !(oc2.sdq_score.is_empty() && oc2.sdq_reason.is_empty())
            && oc2.born(case).is_some_and(|born| turns(born, 17) <= case.start())
    });
}

pub(super) fn reason_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let codes = &case.setting.codes;
    found.each(&case.now.oc2, |oc2| !oc2.sdq_reason.is_empty() && !codes.has(Set::SdqReason, oc2.sdq_reason));
}

pub(super) fn score_and_reason<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc2, |oc2| !oc2.sdq_score.is_empty() && !oc2.sdq_reason.is_empty());
}

/// A birthday on 1 April is no birthday in the year: 186 and 189 take the child as 4 or 17 all year.
pub(super) fn neither_score_nor_reason<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if !case.is_year_over() || !case.looked_after_all_year() {
        return;
    }
    found.each(&case.now.oc2, |oc2| {
        let turned = oc2.born(case).is_some_and(|born| {
            [4, 17].into_iter().map(|age| turns(born, age)).any(|day| case.start() < day && day <= case.end())
        });
        turned && oc2.sdq_score.is_empty() && oc2.sdq_reason.is_empty()
    });
}

pub(super) fn reason_without_a_year_of_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if !case.looked_after_all_year() {
        found.each(&case.now.oc2, |oc2| !oc2.sdq_reason.is_empty());
    }
}
