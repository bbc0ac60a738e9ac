//! The referral: its day, its source, the need, and whether it led on.

use jiff::ToSpan;
use jiff::civil::date;

use super::super::{Rule, Rules};
use crate::check::{Found, Set};
use crate::cin::{Case, Details};

pub(in crate::cin::rules) const RULES: Rules = &[
    Rule::query(
        "8555Q",
        &["PersonDeathDate", "CINreferralDate"],
        referred_after_death,
        "the child was referred on {CINreferralDate} and died on {PersonDeathDate}",
        "correct the date of the referral or the date of death",
    ),
    Rule::error(
        "8568",
        &["ReferralNFA"],
        flag_is_neither,
        "whether the referral led to no further action is {ReferralNFA}, which is neither yes nor no",
        "record 1 or true where nothing further was done, else 0 or false",
    ),
    Rule::query(
        "8569Q",
        &["ReferralNFA"],
        old_referral_without_action,
        "the referral of {CINreferralDate} led to no further action and lies more than a working day before the census year",
        "leave the referral out of this census, or correct its date or the flag",
    ),
    Rule::error(
        "8600",
        &["CINreferralDate"],
        no_referral_in_the_census,
        "the date of the referral is {CINreferralDate}, which is no day up to the end of the census year",
        "record the day on which the referral was received",
    ),
    Rule::error(
        "8606",
        &["CINreferralDate", "PersonBirthDate", "ExpectedPersonBirthDate"],
        referred_before_the_pregnancy,
        "the referral of {CINreferralDate} is more than 40 weeks before the birth (born {PersonBirthDate}, expected \
         {ExpectedPersonBirthDate})",
        "correct the date of the referral or of the birth",
    ),
    Rule::error(
        "8610",
        &["ReferralNFA", "PrimaryNeedCode"],
        led_on_without_need,
        "the referral of {CINreferralDate} led to further action, and no primary need is recorded",
        "record the primary need, or N0 where it could not be determined",
    ),
    Rule::error(
        "8650",
        &["PrimaryNeedCode"],
        need_is_no_code,
        "the primary need is {PrimaryNeedCode}, which is no code",
        "record the primary need by its code, N1 to N9 or N0",
    ),
    Rule::error(
        "8866",
        &["CINreferralDate", "ReferralSource"],
        source_is_no_code,
        "the source of the referral of {CINreferralDate} is {ReferralSource}, which is no code",
        "record who referred the child by the code, 10 where it is not known",
    ),
];

fn referred_after_death<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in &case.identifiers {
        let Some(died) = child.died else { continue };
        for need in case.details.iter().filter(|need| need.referred.is_some_and(|referred| referred > died)) {
            found.row(need).and(child);
        }
    }
}

fn flag_is_neither<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for need in case.details.iter().filter(|need| need.no_further_action().is_none()) {
        found.row(need);
    }
}

fn old_referral_without_action<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for need in case.details.iter().filter(|need| need.no_further_action() == Some(true)) {
        // The last working day before the year is still in time: a referral of that day may be decided in the year.
        let in_time = case.setting.calendar.subtract_working_days(case.start(), 1).date;
        if need.referred.is_some_and(|referred| referred < in_time) {
            found.row(need);
        }
    }
}

fn no_referral_in_the_census<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for need in case.details.iter().filter(|need| need.referred.is_none_or(|referred| referred > case.end())) {
        found.row(need);
    }
}

fn referred_before_the_pregnancy<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in &case.identifiers {
        let births = [child.born, child.expected];
        for need in &case.details {
            let Some(referred) = need.referred else { continue };
            if births.iter().flatten().any(|birth| referred < birth.saturating_sub(280.days())) {
                found.row(need).and(child);
            }
        }
    }
}

fn led_on_without_need<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for need in case.details.iter().filter(|need| need.went_on() && need.need.is_empty()) {
        found.row(need);
    }
}

fn need_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let is_code = |code: &str| code.is_empty() || case.setting.codes.has(Set::PrimaryNeed, code);
    for need in case.details.iter().filter(|need| !is_code(need.need)) {
        found.row(need);
    }
}

fn source_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    // Sources were not collected of referrals before April 2013.
    let collected = |need: &Details<'_>| need.referred.is_some_and(|referred| referred >= date(2013, 4, 1));
    let is_code = |code: &str| case.setting.codes.has(Set::ReferralSource, code);
    for need in case.details.iter().filter(|need| collected(need) && !is_code(need.source)) {
        found.row(need);
    }
}
