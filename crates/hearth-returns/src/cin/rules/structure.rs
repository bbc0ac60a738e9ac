//! The heading of the file, and the shape of the file: what the department's schema refuses before any rule is run.
//!
//! No codes are published for the shape. Those that begin with `STR` are ours.

use super::{Rule, Rules};
use crate::check::{Found, Need, Set, Whole};
use crate::cin::Case;
use crate::cin::census::headings;
use crate::notice::NoticeKind;
use crate::row::Row;
use crate::spec::{Column, ColumnKind};

/// How a date that cannot be read is put right.
const WRITE_DATES: &str = "write each date as YYYY-MM-DD, a day that there is";

pub(super) const RULES: Rules = &[
    Rule::whole(
        "100",
        &["ReferenceDate"],
        wrong_reference_date,
        "the reference date is {ReferenceDate}, which is not the last day of the census of {Year}",
        "give 31 March of the year in which the census ends",
    ),
    Rule::whole(
        "STR01",
        &[],
        no_single_heading,
        "another heading stands in the same file",
        "give the file one heading, before the children",
    )
    .stage(1)
    .needs(&[Need::Table("Header")]),
    Rule::whole(
        "STR02",
        &["Year"],
        another_year,
        "the year in the heading is {Year}, which is not the census that the file is checked as",
        "correct the year in the heading, or check the file as the census that it is",
    )
    .stage(1),
    Rule::whole(
        "STR03",
        &["Collection", "SourceLevel", "LEA", "SerialNo", "DateTime"],
        incomplete_heading,
        "the heading is not whole: collection {Collection}, level {SourceLevel}, authority {LEA}, serial number {SerialNo}, \
         made {DateTime}",
        "let the heading say CIN, L, the authority's three digits, a serial number, and when the file was made",
    )
    .stage(1),
    Rule::whole(
        "STR04",
        &[],
        |whole, found| remarked(whole, &[NoticeKind::UnknownElement], found),
        "the file holds an element that the census has not",
        "take the element out of the file, or spell it as the census does",
    )
    .stage(1),
    Rule::whole(
        "STR05",
        &[],
        |whole, found| remarked(whole, &[NoticeKind::MissingColumn], found),
        "the file lacks a column of the census",
        "add the column, blank where there is nothing to say",
    )
    .queried()
    .stage(1),
    Rule::whole(
        "STR06",
        &[],
        |whole, found| remarked(whole, &[NoticeKind::RepeatedElement], found),
        "an element that may stand once stands more than once",
        "keep the one whose value is right; the first was read",
    )
    .stage(1),
    Rule::whole(
        "STR07",
        &[],
        |whole, found| remarked(whole, &[NoticeKind::StrayText], found),
        "there is text where only elements belong",
        "put the text into an element, or take it out",
    )
    .stage(1),
    Rule::error(
        "STR08",
        &["LAchildID"],
        nobody_identified,
        "this row is of the child {LAchildID}, whom the return does not identify",
        "add the child's identifiers, or correct the identifier in this row",
    )
    .stage(1)
    .needs(&[Need::Table("ChildIdentifiers")]),
    Rule::error(
        "STR09",
        &["Ethnicity"],
        no_characteristics,
        "the child {LAchildID} has no characteristics in the return",
        "add the child's ethnicity, and the disabilities",
    )
    .stage(1)
    .needs(&[Need::Table("ChildCharacteristics")]),
    Rule::error(
        "STR11",
        &["PersonBirthDate", "ExpectedPersonBirthDate", "PersonDeathDate"],
        |case, found| unreadable(case.identifiers.iter().map(|row| row.row), found),
        "a date is no date: born {PersonBirthDate}, expected {ExpectedPersonBirthDate}, died {PersonDeathDate}",
        WRITE_DATES,
    )
    .stage(1),
    Rule::error(
        "STR12",
        &["CINreferralDate", "CINclosureDate", "DateOfInitialCPC"],
        |case, found| unreadable(case.details.iter().map(|row| row.row), found),
        "a date is no date: referred {CINreferralDate}, closed {CINclosureDate}, initial conference {DateOfInitialCPC}",
        WRITE_DATES,
    )
    .stage(1),
    Rule::error(
        "STR13",
        &["AssessmentActualStartDate", "AssessmentInternalReviewDate", "AssessmentAuthorisationDate"],
        |case, found| unreadable(case.assessments.iter().map(|row| row.row), found),
        "a date is no date: assessment started {AssessmentActualStartDate}, reviewed {AssessmentInternalReviewDate}, \
         authorised {AssessmentAuthorisationDate}",
        WRITE_DATES,
    )
    .stage(1),
    Rule::error(
        "STR14",
        &["CINPlanStartDate", "CINPlanEndDate"],
        |case, found| unreadable(case.plans.iter().map(|row| row.row), found),
        "a date is no date: plan from {CINPlanStartDate} to {CINPlanEndDate}",
        WRITE_DATES,
    )
    .stage(1),
    Rule::error(
        "STR15",
        &["S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC"],
        |case, found| unreadable(case.section_47.iter().map(|row| row.row), found),
        "a date is no date: enquiry began {S47ActualStartDate}, conference due {InitialCPCtarget}, held {DateOfInitialCPC}",
        WRITE_DATES,
    )
    .stage(1),
    Rule::error(
        "STR16",
        &["CPPstartDate", "CPPendDate"],
        |case, found| unreadable(case.protection_plans.iter().map(|row| row.row), found),
        "a date is no date: child protection plan from {CPPstartDate} to {CPPendDate}",
        WRITE_DATES,
    )
    .stage(1),
    Rule::error(
        "STR17",
        &["CPPreviewDate"],
        |case, found| unreadable(case.reviews.iter().map(|row| row.row), found),
        "a date is no date: review held {CPPreviewDate}",
        WRITE_DATES,
    )
    .stage(1),
    Rule::error(
        "STR18",
        &["PPStartDate", "LBPSentDate", "InitialPPMeetingDate", "StepDecisionDate", "CourtAppDate", "LetterInitCPDate"],
        |case, found| unreadable(case.pre_proceedings.iter().map(|row| row.row), found),
        "a date is no date: pre-proceedings began {PPStartDate}, letter sent {LBPSentDate}, first meeting \
         {InitialPPMeetingDate}, decision {StepDecisionDate}, application {CourtAppDate}, letter of issue {LetterInitCPDate}",
        WRITE_DATES,
    )
    .stage(1)
    .since(2027),
];

fn wrong_reference_date<'a>(whole: &Whole<'a>, found: &mut Found<'a>) {
    for heading in headings(whole.tables) {
        let year = heading.named().unwrap_or(whole.setting.year);
        if heading.reference != Some(year.end()) {
            found.row(heading);
        }
    }
}

fn no_single_heading<'a>(whole: &Whole<'a>, found: &mut Found<'a>) {
    let mut headings = headings(whole.tables);
    if headings.next().is_none() {
        found.authority("the file has no heading");
    }
    for another in headings {
        found.row(another);
    }
}

fn another_year<'a>(whole: &Whole<'a>, found: &mut Found<'a>) {
    for heading in headings(whole.tables).filter(|heading| heading.named() != Some(whole.setting.year)) {
        found.row(heading);
    }
}

fn incomplete_heading<'a>(whole: &Whole<'a>, found: &mut Found<'a>) {
    for heading in headings(whole.tables) {
        let made = matches!(heading.row.moment("DateTime"), Ok(Some(_)));
        let sent = heading.collection == "CIN"
            && heading.level == "L"
            && whole.setting.codes.has(Set::LaCode, heading.authority)
            && !heading.serial.is_empty();
        if !made || !sent {
            found.row(heading);
        }
    }
}

/// What the reader remarked on, in the reader's words.
fn remarked(whole: &Whole<'_>, kinds: &[NoticeKind], found: &mut Found<'_>) {
    for notice in whole.tables.notices().iter().filter(|notice| kinds.contains(&notice.kind)) {
        found.authority(notice.to_string());
    }
}

fn nobody_identified<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if !case.identifiers.is_empty() {
        return;
    }
    for row in &case.characteristics {
        found.row(row);
    }
    for row in &case.details {
        found.row(row);
    }
}

fn no_characteristics<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if case.characteristics.is_empty() {
        for child in &case.identifiers {
            found.row(child);
        }
    }
}

/// Names the rows with a date that is none. Each row is named once, however many of its dates are.
fn unreadable<'a>(rows: impl Iterator<Item = Row<'a>>, found: &mut Found<'a>) {
    for row in rows {
        let mut dates =
            (0_u16..).map(Column).zip(row.table().spec().columns).filter(|(_, it)| it.kind == ColumnKind::Date);
        if dates.any(|(at, _)| row.date(at).is_err()) {
            found.row(row);
        }
    }
}
