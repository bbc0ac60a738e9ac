//! The child's identifier in the authority, sex and ethnicity, and that the child has a time of need.

use super::super::{Rule, Rules};
use crate::check::{Found, Need, Set, Whole};
use crate::cin::{Case, Identifiers};

/// The last year of the codes of `GenderCurrent`. Files of its last years have them under `Sex`, too.
const LAST_OF_GENDER: i16 = 2024;

/// Gender as it was recorded up to 2024.
fn gender<'a>(child: &Identifiers<'a>) -> &'a str {
    if child.gender.is_empty() { child.sex } else { child.gender }
}

pub(in crate::cin::rules) const RULES: Rules = &[
    Rule::error(
        "1570",
        &["LAchildID"],
        identifier_too_long,
        "the child's identifier {LAchildID} is longer than 20 characters",
        "give the child an identifier of at most 20 characters, and keep it from year to year",
    )
    .since(2025),
    Rule::error(
        "1580",
        &["LAchildID"],
        identifier_with_other_signs,
        "the child's identifier {LAchildID} holds something other than letters and digits",
        "give the child an identifier of letters and digits alone",
    )
    .since(2025),
    Rule::whole(
        "2886Q",
        &["Sex", "ExpectedPersonBirthDate"],
        sex_often_unrecorded,
        "the sex of many children is not recorded",
        "record the sex of the children for whom it is blank or U; explain if that cannot be done",
    )
    .queried(),
    Rule::error(
        "4180",
        &["GenderCurrent", "Sex"],
        gender_is_no_code,
        "gender is {GenderCurrent} and sex {Sex}: neither is a code of the year",
        "record 1, 2, 9 or, of a child not yet born, 0",
    )
    .until(LAST_OF_GENDER),
    Rule::error(
        "4180",
        &["Sex"],
        sex_is_no_code,
        "sex is {Sex}, which is no code of the year",
        "record sex as in law: M, F, or U where it is not known",
    )
    .since(LAST_OF_GENDER + 1),
    Rule::error(
        "4220",
        &["Ethnicity"],
        ethnicity_is_no_code,
        "ethnicity is {Ethnicity}, which is no code",
        "record the ethnicity that the family gave, REFU where they would not, NOBT where nobody has asked yet",
    ),
    Rule::error(
        "8500",
        &["LAchildID"],
        no_identifier,
        "the child has no identifier",
        "give the child the identifier that the authority uses",
    ),
    Rule::error(
        "8510",
        &["LAchildID"],
        identifier_of_two,
        "the identifier {LAchildID} stands for more than one child of the return",
        "join the two records if they are one child, or give one of the children another identifier",
    ),
    Rule::error(
        "8590",
        &["LAchildID"],
        never_in_need,
        "the child {LAchildID} has no referral in the return",
        "add the referral that brought the child into the census, or leave the child out",
    )
    .needs(&[Need::Table("CINdetails")]),
    Rule::error(
        "8750",
        &["GenderCurrent", "PersonBirthDate", "ExpectedPersonBirthDate"],
        unborn_with_gender,
        "gender is {GenderCurrent} and sex {Sex} for a child who was not yet born",
        "record 0 until the child is born",
    )
    .until(LAST_OF_GENDER),
    Rule::error(
        "8750",
        &["Sex", "PersonBirthDate", "ExpectedPersonBirthDate"],
        unborn_with_sex,
        "sex is {Sex} for a child who was not yet born",
        "record U until the child is born",
    )
    .since(LAST_OF_GENDER + 1),
];

fn identifier_too_long<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in case.identifiers.iter().filter(|child| child.id.chars().count() > 20) {
        found.row(child);
    }
}

fn identifier_with_other_signs<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in case.identifiers.iter().filter(|child| !child.id.bytes().all(|b| b.is_ascii_alphanumeric())) {
        found.row(child);
    }
}

fn sex_often_unrecorded<'a>(whole: &Whole<'a>, found: &mut Found<'a>) {
    let Some(table) = whole.tables.table("ChildIdentifiers") else { return };
    let by_gender = whole.setting.ruleset <= LAST_OF_GENDER;
    // What U is today was 0 before.
    let unknown = |child: &Identifiers<'_>| {
        if by_gender { matches!(gender(child), "" | "0") } else { matches!(child.sex, "" | "0" | "U") }
    };
    let lacking =
        table.rows().map(Identifiers::read).filter(|child| unknown(child) && !child.has_expected_birth()).count();
    if lacking * 50 > table.len() {
        found.authority(format!(
            "the sex of {lacking} of {} children is not recorded, the unborn not counted among them: more than 2%",
            table.len()
        ));
    }
}

fn gender_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in case.identifiers.iter().filter(|child| !case.setting.codes.has(Set::Sex, gender(child))) {
        found.row(child);
    }
}

fn sex_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in case.identifiers.iter().filter(|child| !case.setting.codes.has(Set::Sex, child.sex)) {
        found.row(child);
    }
}

fn ethnicity_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for row in case.characteristics.iter().filter(|row| !case.setting.codes.has(Set::Ethnicity, row.ethnicity)) {
        found.row(row);
    }
}

fn no_identifier<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in case.identifiers.iter().filter(|child| child.id.is_empty()) {
        found.row(child);
    }
}

fn identifier_of_two<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    // Children without an identifier are not thereby one child.
    if case.identifiers.len() > 1 && !case.child.is_empty() {
        found.rows(&case.identifiers);
    }
}

fn never_in_need<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if case.details.is_empty() {
        for child in &case.identifiers {
            found.row(child);
        }
    }
}

fn unborn_with_gender<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in case.identifiers.iter().filter(|child| child.is_unborn() && gender(child) != "0") {
        found.row(child);
    }
}

fn unborn_with_sex<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for child in case.identifiers.iter().filter(|child| child.is_unborn() && child.sex != "U") {
        found.row(child);
    }
}
