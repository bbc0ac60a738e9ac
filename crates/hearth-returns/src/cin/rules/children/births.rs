//! Births and deaths, and what cannot come after a death.

use hearth_calendar::{LeapDay, birthday};
use jiff::ToSpan;

use super::super::{Rule, Rules};
use crate::check::Found;
use crate::cin::Case;

pub(in crate::cin::rules) const RULES: Rules = &[
    Rule::error(
        "4008",
        &["PersonDeathDate", "CINPlanStartDate"],
        plan_started_after_death,
        "a child in need plan starts on {CINPlanStartDate}, and the child died on {PersonDeathDate}",
        "correct the start of the plan or the date of death",
    ),
    Rule::query(
        "4009Q",
        &["PersonDeathDate", "CINPlanEndDate"],
        plan_ended_after_death,
        "a child in need plan ends on {CINPlanEndDate}, and the child died on {PersonDeathDate}",
        "end the plan on the date of death, or correct the date of death",
    ),
    Rule::error(
        "8520",
        &["PersonBirthDate", "ReferenceDate"],
        born_after_the_census,
        "the date of birth {PersonBirthDate} lies after the last day of the census",
        "correct the date of birth; of a child not born by 31 March give the expected date instead",
    ),
    Rule::query(
        "8525Q",
        &["PersonBirthDate", "ExpectedPersonBirthDate"],
        not_one_of_birth_and_expected_birth,
        "the date of birth is {PersonBirthDate} and the expected date of birth is {ExpectedPersonBirthDate}: one of the two \
         belongs here, and only one",
        "give the date of birth, or for a child not yet born the expected date alone",
    ),
    Rule::query(
        "8530Q",
        &["ExpectedPersonBirthDate"],
        expected_beyond_a_pregnancy,
        "the birth is expected on {ExpectedPersonBirthDate}, which is more than 30 days before or 9 months after the last day \
         of the census",
        "correct the expected date, or record the birth if the child has been born",
    ),
    Rule::query(
        "8535Q",
        &["PersonDeathDate", "PersonBirthDate"],
        died_before_birth,
        "the date of death {PersonDeathDate} lies before the date of birth {PersonBirthDate}",
        "correct whichever of the two dates is wrong",
    ),
    Rule::query(
        "8545Q",
        &["PersonDeathDate"],
        died_in_another_year,
        "the date of death {PersonDeathDate} is not a day of the census year",
        "correct the date of death; leave out a child who died before the year began",
    ),
    Rule::query(
        "8775Q",
        &["PersonBirthDate", "CINclosureDate"],
        in_need_beyond_25,
        "the child was born on {PersonBirthDate} and is in need beyond the 25th birthday (closed: {CINclosureDate})",
        "correct the date of birth, or close the case by the 25th birthday",
    ),
];

fn plan_started_after_death<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in &case.identifiers {
        let Some(died) = child.died else { continue };
        for plan in case.plans.iter().filter(|plan| plan.started.is_some_and(|started| started > died)) {
            found.row(plan).and(child);
        }
    }
}

fn plan_ended_after_death<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in &case.identifiers {
        let Some(died) = child.died else { continue };
        for plan in case.plans.iter().filter(|plan| plan.ended.is_some_and(|ended| ended > died)) {
            found.row(plan).and(child);
        }
    }
}

fn born_after_the_census<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in case.identifiers.iter().filter(|child| child.born.is_some_and(|born| born > case.end())) {
        found.row(child);
    }
}

fn not_one_of_birth_and_expected_birth<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in case.identifiers.iter().filter(|child| child.has_birth() == child.has_expected_birth()) {
        found.row(child);
    }
}

fn expected_beyond_a_pregnancy<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let reached = case.end_of_open();
    let (first, last) = (reached.saturating_sub(30.days()), reached.saturating_add(9.months()));
    for child in &case.identifiers {
        if child.expected.is_some_and(|expected| expected < first || last < expected) {
            found.row(child);
        }
    }
}

fn died_before_birth<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in &case.identifiers {
        if child.died.zip(child.born).is_some_and(|(died, born)| died < born) {
            found.row(child);
        }
    }
}

fn died_in_another_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in case.identifiers.iter().filter(|child| child.died.is_some_and(|died| !case.year.has(died))) {
        found.row(child);
    }
}

fn in_need_beyond_25<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in &case.identifiers {
        let Some(turned_25) = child.born.map(|born| birthday(born, 25, LeapDay::Later)) else { continue };
        if turned_25 >= case.end_of_open() {
            continue;
        }
        for need in &case.details {
            if need.is_open() || need.closed.is_some_and(|closed| closed > turned_25) {
                found.row(need).and(child);
            }
        }
    }
}
