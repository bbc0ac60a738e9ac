//! What is recorded about an adoption and the adopters, taken by itself.

use super::{Rule, Rules, is_no_date, says_anything, says_everything};
use crate::check::{Found, Set};
use crate::ssda903::Case;

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "112",
        &["DATE_INT"],
        |case, found| no_date(case, "DATE_INT", found),
        "the day on which adoption was decided to be in the child's interest is {DATE_INT}, which is no date",
        "record the day of that decision as DD/MM/YYYY",
    )
    .stage(1),
    Rule::error(
        "113",
        &["DATE_MATCH"],
        |case, found| no_date(case, "DATE_MATCH", found),
        "the day on which child and adopters were matched is {DATE_MATCH}, which is no date",
        "record the day of the match as DD/MM/YYYY",
    )
    .stage(1),
    Rule::error(
        "114",
        &["FOSTER_CARE"],
        |case, found| found.each(&case.now.ad1, |a| !matches!(a.foster_care, "" | "0" | "1")),
        "whether the adopters had fostered the child is {FOSTER_CARE}, which is neither 0 nor 1",
        "record 1 if the child's foster carers adopted the child, else 0",
    )
    .stage(1),
    Rule::error(
        "151",
        &["DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"],
        |case, found| found.each(&case.now.ad1, |a| says_anything(a) && !says_everything(a)),
        "the adoption is recorded in part: decision {DATE_INT}, match {DATE_MATCH}, by foster carers {FOSTER_CARE}, adopters {NB_ADOPTR}, {SEX_ADOPTR}, {LS_ADOPTR}",
        "complete what is blank, the adopters as the adoption service hands them over; if the child was not adopted, leave all of it blank",
    ),
    Rule::error(
        "175",
        &["NB_ADOPTR"],
        |case, found| found.each(&case.now.ad1, |a| is_no_code(case, Set::NumberOfAdopters, a.nb_adoptr)),
        "the number of adopters is {NB_ADOPTR}, which is no code of the year",
        "record 1 or 2 adopters",
    )
    .stage(1),
    Rule::error(
        "176",
        &["SEX_ADOPTR"],
        |case, found| found.each(&case.now.ad1, |a| is_no_code(case, Set::SexOfAdopters, a.sex_adoptr)),
        "the gender of the adopters is {SEX_ADOPTR}, which is no code of the year",
        "record M1 or F1 for one adopter, MM, FF or MF for two",
    )
    .stage(1),
    Rule::error(
        "177",
        &["LS_ADOPTR"],
        |case, found| found.each(&case.now.ad1, |a| is_no_code(case, Set::LegalStatusOfAdopters, a.ls_adoptr)),
        "the legal status of the adopters is {LS_ADOPTR}, which is no code of the year",
        "record L0 for one adopter, L11, L12, L2, L3 or L4 for a couple",
    )
    .stage(1),
    Rule::error(
        "333",
        &["DATE_INT"],
        matched_before_decided,
        "child and adopters were matched on {DATE_MATCH}, before adoption was decided on ({DATE_INT})",
        "correct whichever date is wrong; the decision comes before the match or on the same day",
    ),
    Rule::error(
        "511",
        &["NB_ADOPTR", "SEX_ADOPTR"],
        |case, found| found.each(&case.now.ad1, |a| a.nb_adoptr == "2" && !COUPLE.contains(&a.sex_adoptr)),
        "two people adopt, but their gender is {SEX_ADOPTR}, which is not that of a couple",
        "record MM, FF or MF for two adopters, or correct their number",
    ),
    Rule::error(
        "514",
        &["LS_ADOPTR", "SEX_ADOPTR"],
        |case, found| status_without_gender(case, "L0", &["M1", "F1"], found),
        "one person adopts by legal status ({LS_ADOPTR}), but the gender is {SEX_ADOPTR}",
        "record M1 or F1 for a single adopter, or correct the legal status",
    ),
    Rule::error(
        "517",
        &["LS_ADOPTR", "SEX_ADOPTR"],
        |case, found| status_without_gender(case, "L3", &["MF"], found),
        "the adopters are an unmarried couple of man and woman ({LS_ADOPTR}), but their gender is {SEX_ADOPTR}",
        "record MF, or correct the legal status",
    ),
    Rule::error(
        "518",
        &["LS_ADOPTR", "SEX_ADOPTR"],
        |case, found| status_without_gender(case, "L4", &["MM", "FF"], found),
        "the adopters are a couple of one gender outside marriage and partnership ({LS_ADOPTR}), but their gender is {SEX_ADOPTR}",
        "record MM or FF, or correct the legal status",
    ),
    Rule::error(
        "519",
        &["LS_ADOPTR", "SEX_ADOPTR"],
        |case, found| status_without_gender(case, "L2", &COUPLE, found),
        "the adopters are civil partners ({LS_ADOPTR}), but their gender is {SEX_ADOPTR}, which is not that of a couple",
        "record MM, FF or MF, or correct the legal status",
    ),
    Rule::error(
        "520",
        &["LS_ADOPTR", "SEX_ADOPTR"],
        |case, found| status_without_gender(case, "L11", &["MF"], found),
        "the adopters are married as man and woman ({LS_ADOPTR}), but their gender is {SEX_ADOPTR}",
        "record MF, or correct the legal status",
    ),
    Rule::error(
        "524",
        &["LS_ADOPTR", "SEX_ADOPTR"],
        |case, found| status_without_gender(case, "L12", &["MM", "FF"], found),
        "the adopters are married and of one gender ({LS_ADOPTR}), but their gender is {SEX_ADOPTR}",
        "record MM or FF, or correct the legal status",
    ),
];

const COUPLE: [&str; 3] = ["MM", "FF", "MF"];

fn no_date<'a>(case: &Case<'a>, column: &str, found: &mut Found<'a>) {
    found.each(&case.now.ad1, |a| is_no_date(a.row, column));
}

/// A blank is left to the rule that asks for all items or none.
fn is_no_code(case: &Case<'_>, set: Set, code: &str) -> bool {
    !code.is_empty() && !case.setting.codes.has(set, code)
}

/// A match without any decision was not made after one either.
fn matched_before_decided<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.ad1, |a| match (a.date_int, a.date_match) {
        (Some(decided), Some(matched)) => decided > matched,
        (None, Some(_)) => a.row.text("DATE_INT").is_none(),
        (_, None) => false,
    });
}

fn status_without_gender<'a>(case: &Case<'a>, status: &str, genders: &[&str], found: &mut Found<'a>) {
    found.each(&case.now.ad1, |a| a.ls_adoptr == status && !genders.contains(&a.sex_adoptr));
}
