//! Who the child is: sex, date of birth, ethnicity, pupil number.

use std::collections::{BTreeMap, HashMap};

use super::{Rule, Rules, unlike_last_year};
use crate::Row;
use crate::check::codes::in_capitals;
use crate::check::{Found, Need, Set, Whole};
use crate::ssda903::Case;
use crate::ssda903::case::turns;

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "101",
        &["SEX"],
        sex_is_no_code,
        "sex is {SEX}, which is no code of the year",
        "record sex as in law: M, F, or U where it is not known",
    )
    .stage(1),
    Rule::error(
        "102",
        &["DOB"],
        no_date_of_birth,
        "the date of birth is {DOB}, which is no date",
        "record the date of birth as DD/MM/YYYY",
    )
    .stage(1),
    Rule::error(
        "103",
        &["ETHNIC"],
        ethnicity_is_no_code,
        "ethnicity is {ETHNIC}, which is no code of the year",
        "record the child's ethnicity, or NOBT until it has been asked and REFU where the answer was refused",
    )
    .stage(1),
    Rule::error(
        "168",
        &["UPN"],
        pupil_number_is_malformed,
        "the pupil number is neither a letter with twelve more characters nor one of UN1 to UN5",
        "copy the pupil number from the school's record, or give the reason why there is none (UN1 to UN5)",
    )
    .stage(1),
    Rule::error(
        "202",
        &["SEX"],
        sex_was_another,
        "sex is {SEX}, and last year's return had another",
        "find out which of the two is right; if last year's was wrong, say so when the return is sent",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "203",
        &["DOB"],
        birth_was_another,
        "the date of birth is {DOB}, and last year's return had another",
        "check the date against the birth certificate; if last year's was wrong, say so when the return is sent",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "204",
        &["ETHNIC"],
        ethnicity_was_another,
        "ethnicity is {ETHNIC}, and last year's return had another",
        "ask which is right; if last year's was wrong, say so when the return is sent",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "208",
        &["UPN"],
        pupil_number_was_another,
        "the pupil number is not that of last year's return, and the change is not from unknown to known",
        "check the pupil number with the school; keep last year's unless that was wrong",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "209",
        &["UPN", "DOB"],
        too_old_for_no_pupil_number,
        "the pupil number is given as not needed yet (UN1), but a child born on {DOB} is of school age",
        "ask the school for the pupil number, or give the reason that holds (UN2 to UN5)",
    ),
    Rule::query(
        "232",
        &["SEX"],
        sex_is_unknown,
        "sex is given as unknown",
        "record the sex if it is known by now; if not, explain why when the return is sent",
    )
    .since(2025),
    Rule::error(
        "301",
        &["DOB"],
        born_after_the_year,
        "the child was born on {DOB}, after the year of the return ended",
        "correct the date of birth, or leave the child for next year's return",
    ),
    Rule::error(
        "351",
        &["DOB"],
        too_old_for_the_return,
        "the child was born on {DOB} and was over 25 when the year began",
        "correct the date of birth, or take the person out of the return",
    ),
    Rule::whole(
        "444",
        &["UPN"],
        pupil_number_stands_twice,
        "another heading of this return has the same pupil number",
        "find out whose number it is; if the two are one child, merge the records",
    )
    .since(2026),
];

fn sex_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    // 0 and 9 were codes of the census alone.
    let is_code = |sex: &str| case.setting.codes.has(Set::Sex, sex) && !matches!(sex, "0" | "9");
    found.each(&case.now.header, |h| !is_code(h.sex));
}

fn no_date_of_birth<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.header, |h| h.born.is_none());
}

fn ethnicity_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.header, |h| !case.setting.codes.has(Set::Ethnicity, h.ethnic));
}

/// A blank is not malformed: rule 442 asks for a number where one is needed.
fn pupil_number_is_malformed<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let right = |upn: &str| upn.is_empty() || case.setting.codes.has(Set::UpnUnknownCla, upn) || is_pupil_number(upn);
    found.each(&case.now.header, |h| !right(h.upn));
}

/// A letter, eleven digits, and a digit or, in a temporary number, a letter. I, O and S are not used.
///
/// The first letter is a check on the rest, which this rule leaves alone.
fn is_pupil_number(upn: &str) -> bool {
    let letter = |b: u8| b.is_ascii_alphabetic() && !matches!(b.to_ascii_uppercase(), b'I' | b'O' | b'S');
    match upn.as_bytes() {
        [check, digits @ .., last] if digits.len() == 11 => {
            letter(*check) && digits.iter().all(u8::is_ascii_digit) && (last.is_ascii_digit() || letter(*last))
        }
        _ => false,
    }
}

fn sex_was_another<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    // The codes changed with the return of 2025; the sex did not.
    let lettered = |sex: &'a str| match sex {
        "1" => "M",
        "2" => "F",
        sex => sex,
    };
    for header in unlike_last_year(case, |now, then| lettered(now.sex) == lettered(then.sex)) {
        found.row(header);
    }
}

fn birth_was_another<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for header in unlike_last_year(case, |now, then| now.born.is_none() || then.born.is_none() || now.born == then.born)
    {
        found.row(header);
    }
}

fn ethnicity_was_another<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for header in unlike_last_year(case, |now, then| now.ethnic == then.ethnic) {
        found.row(header);
    }
}

fn pupil_number_was_another<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let unknown = |upn: &str| case.setting.codes.has(Set::UpnUnknownCla, upn);
    // A number comes to be known, a child comes of school age; nothing was recorded, so nothing disagrees.
    let may_follow = |now: &str, then: &str| match then {
        "" => true,
        "UN1" => !now.is_empty(),
        then => unknown(then) && !now.is_empty() && !unknown(now),
    };
    for header in
        unlike_last_year(case, |now, then| now.upn.eq_ignore_ascii_case(then.upn) || may_follow(now.upn, then.upn))
    {
        found.row(header);
    }
}

/// School age for this rule: four years old by 31 August before the collection year.
fn too_old_for_no_pupil_number<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let last_of_august = jiff::civil::date(case.start().year() - 1, 8, 31);
    let of_school_age = |born| turns(born, 4) <= last_of_august;
    found.each(&case.now.header, |h| h.upn == "UN1" && h.born.is_some_and(of_school_age));
}

fn sex_is_unknown<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.header, |h| h.sex == "U");
}

fn born_after_the_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.header, |h| h.born.is_some_and(|born| born > case.end()));
}

fn too_old_for_the_return<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.header, |h| h.born.is_some_and(|born| turns(born, 25) < case.start()));
}

/// The codes for "not known" are shared by many and count as no number. A text that is no pupil number counts as one: what two children
/// share is wrong for one of them, and that it is no number is found by another rule.
fn pupil_number_stands_twice<'a>(whole: &Whole<'a>, found: &mut Found<'a>) {
    let Some(header) = whole.tables.table("Header") else { return };
    let Some(column) = header.spec().find("UPN") else { return };
    let mut first: HashMap<&str, Row<'a>> = HashMap::with_capacity(header.len());
    // Almost always empty: a list is made only for a number that comes again.
    let mut again: BTreeMap<&str, Vec<Row<'a>>> = BTreeMap::new();
    for row in header.rows() {
        let upn = in_capitals(row.cell(column));
        if upn.is_empty() || whole.setting.codes.has(Set::UpnUnknownCla, upn) {
            continue;
        }
        if let Some(one) = first.get(upn) {
            again.entry(upn).or_insert_with(|| vec![*one]).push(row);
        } else {
            first.insert(upn, row);
        }
    }
    for rows in again.into_values() {
        found.rows(rows);
    }
}
