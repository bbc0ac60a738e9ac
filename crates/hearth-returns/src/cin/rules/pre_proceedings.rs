//! Pre-proceedings and family group decision-making, in the census from 2026-27.
//!
//! The codes of four digits are the department's. Those that begin with `HPP` are ours, and so is their severity: each is a
//! query, so that none of them keeps a return from being sent. What they ask follows from the order of the work itself: a
//! decision to begin, a letter before proceedings that offers a family group meeting, a first meeting, its reviews, a decision
//! to step down or to apply, the application, the letter that starts care proceedings.

use jiff::civil::Date;

use super::spans::{before_referral, despite_no_further_action, named_with};
use super::{Rule, Rules};
use crate::check::{Found, Set};
use crate::cin::need::told;
use crate::cin::{Case, PreProceedings};

pub(super) const RULES: Rules = &[
    Rule::error(
        "9005",
        &["PPStartDate"],
        begun_outside_the_year,
        "pre-proceedings began on {PPStartDate}, outside the census year",
        "put right the day of the decision to begin, or leave it to the census of its own year",
    )
    .since(FIRST),
    ours(
        "HPP02",
        &["PPStartDate", "CINreferralDate"],
        begun_before_referral,
        "pre-proceedings began on {PreProceedingsandFGDM.PPStartDate}, before the referral of {CINdetails.CINreferralDate}",
        "put right the day of the decision to begin, or record it under the referral that led to it",
    ),
    ours(
        "HPP03",
        &["PPStartDate"],
        steps_without_beginning,
        "there are steps of pre-proceedings, and the day on which they began is {PPStartDate}",
        "record the day of the decision to begin pre-proceedings",
    ),
    Rule::error(
        "9006",
        &["LBPSentDate", "PPStartDate"],
        letter_outside_the_year_or_before_beginning,
        "the letter before proceedings was sent on {LBPSentDate}: outside the census year, or before pre-proceedings began ({PPStartDate})",
        "put right the day of the letter or of the decision to begin, or leave the letter to the census of its own year",
    )
    .since(FIRST),
    Rule::error(
        "9007",
        &["LBPSentDate", "FGDMMeetingOffer"],
        letter_says_nothing_of_an_offer,
        "the letter before proceedings was sent on {LBPSentDate}, and it is not said whether it offered a family group meeting",
        "record whether the letter offered a family group decision-making meeting",
    )
    .since(FIRST),
    Rule::query(
        "9010Q",
        &["FGDMMeetingOffer", "FGDMMeetingFac"],
        offer_without_answer,
        "a family group meeting was offered, and it is not said whether it was held",
        "record whether the family group decision-making meeting was held",
    )
    .since(FIRST),
    ours(
        "HPP08",
        &["FGDMMeetingOffer", "FGDMMeetingFac"],
        held_without_offer,
        "a family group meeting was held, and the offer of one is {FGDMMeetingOffer}",
        "record the offer that led to the family group decision-making meeting, or that none was held",
    ),
    Rule::error(
        "9008",
        &["InitialPPMeetingDate"],
        first_meeting_outside_the_year,
        "the first pre-proceedings meeting was on {InitialPPMeetingDate}, outside the census year",
        "put right the day, or leave it to the census of its own year",
    )
    .since(FIRST),
    ours(
        "HPP10",
        &["InitialPPMeetingDate", "PPStartDate"],
        first_meeting_before_beginning,
        "the first pre-proceedings meeting was on {InitialPPMeetingDate}, before pre-proceedings began on {PPStartDate}",
        "put right the day of the meeting or of the decision to begin",
    ),
    ours(
        "HPP11",
        &["InitialPPMeetingDate", "LBPSentDate"],
        first_meeting_before_letter,
        "the first pre-proceedings meeting was on {InitialPPMeetingDate}, before the letter of {LBPSentDate} that invites to it",
        "put right the day of the meeting or of the letter before proceedings",
    ),
    Rule::query(
        "9015Q",
        &["InitialPPMeetingDate", "ReviewMeetingsCount"],
        reviews_not_counted,
        "the first pre-proceedings meeting was on {InitialPPMeetingDate}, and the reviews after it are not counted",
        "record how many review meetings were held; 0 for none",
    )
    .since(FIRST),
    ours(
        "HPP13",
        &["ReviewMeetingsCount"],
        reviews_are_no_count,
        "the number of review meetings is {ReviewMeetingsCount}, which is no count",
        "record how many review meetings were held, in digits",
    ),
    ours(
        "HPP14",
        &["ReviewMeetingsCount", "InitialPPMeetingDate"],
        reviews_of_no_meeting,
        "{ReviewMeetingsCount} review meetings are counted, and there was no first meeting",
        "record the day of the first pre-proceedings meeting",
    ),
    Rule::error(
        "9009",
        &["StepDecisionDate", "PPStartDate"],
        decision_outside_the_year_or_before_beginning,
        "it was decided on {StepDecisionDate} to step down or to apply: outside the census year, or before pre-proceedings began ({PPStartDate})",
        "put right the day of this decision or of the decision to begin, or leave it to the census of its own year",
    )
    .since(FIRST),
    ours(
        "HPP17",
        &["StepDecisionDate", "InitialPPMeetingDate"],
        decision_before_first_meeting,
        "it was decided on {StepDecisionDate} to step down or to apply, before the first meeting of {InitialPPMeetingDate}",
        "put right the day of the decision or of the meeting",
    ),
    Rule::error(
        "9011",
        &["PPOutcome"],
        outcome_is_no_code,
        "the outcome of pre-proceedings is {PPOutcome}, which is no code that we know for the year",
        "record the outcome by its code",
    )
    .since(FIRST),
    ours(
        "HPP19",
        &["StepDecisionDate", "PPOutcome"],
        decision_without_outcome,
        "it was decided on {StepDecisionDate} to step down or to apply, and there is no outcome",
        "record the outcome of pre-proceedings",
    ),
    ours(
        "HPP20",
        &["StepDecisionDate", "PPOutcome"],
        outcome_without_decision,
        "the outcome of pre-proceedings is {PPOutcome}, and there is no day on which it was decided",
        "record the day of the decision to step down or to apply",
    ),
    Rule::error(
        "9012",
        &["CourtAppDate", "StepDecisionDate"],
        application_outside_the_year_or_before_decision,
        "the application to court was made on {CourtAppDate}: outside the census year, or before it was decided on ({StepDecisionDate})",
        "put right the day of the application or of the decision, or leave it to the census of its own year",
    )
    .since(FIRST),
    Rule::error(
        "9013",
        &["LetterInitCPDate", "CourtAppDate"],
        proceedings_letter_outside_the_year_or_before_application,
        "the letter that starts care proceedings was sent on {LetterInitCPDate}: outside the census year, or before the application to court ({CourtAppDate})",
        "put right the day of the letter or of the application, or leave it to the census of its own year",
    )
    .since(FIRST),
    ours(
        "HPP25",
        &["ReferralNFA"],
        pre_proceedings_despite_no_further_action,
        "nothing further was done on the referral, and it has pre-proceedings",
        "remove the pre-proceedings, or record that the referral led to more",
    ),
    ours(
        "HPP26",
        &["CINclosureDate"],
        dated_after_closure,
        "the time of need closed on {CINdetails.CINclosureDate}, and pre-proceedings in it are dated later",
        "put right the closure or the later date, or record the later work under a new referral",
    ),
    ours(
        "HPP27",
        &["FGDMMeetingOffer", "FGDMMeetingFac"],
        neither_yes_nor_no,
        "whether a family group meeting was offered is {FGDMMeetingOffer}, and whether it was held {FGDMMeetingFac}: one of them is neither yes nor no",
        "record yes as true or 1, no as false or 0",
    ),
];

/// The year in which the census began to ask.
const FIRST: i16 = 2027;

/// A query of ours.
const fn ours(
    code: &'static str,
    fields: &'static [&'static str],
    check: for<'a> fn(&Case<'a>, &mut Found<'a>),
    says: &'static str,
    fix: &'static str,
) -> Rule {
    Rule::query(code, fields, check, says, fix).since(FIRST)
}

impl PreProceedings<'_> {
    /// Every date of the row.
    fn days(&self) -> [Option<Date>; 6] {
        [self.started, self.letter_sent, self.first_meeting, self.decided, self.applied, self.care_proceedings_letter]
    }
}

fn named<'a>(case: &Case<'a>, found: &mut Found<'a>, is_wrong: impl Fn(&PreProceedings<'a>) -> bool) {
    for row in case.pre_proceedings.iter().filter(|row| is_wrong(row)) {
        found.row(row);
    }
}

fn is_outside(case: &Case<'_>, day: Option<Date>) -> bool {
    day.is_some_and(|day| !case.year.has(day))
}

/// Whether both days are known and the first lies before the second.
fn is_before(day: Option<Date>, other: Option<Date>) -> bool {
    day.is_some() && day < other
}

fn begun_outside_the_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    named(case, found, |row| is_outside(case, row.started));
}

fn begun_before_referral<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    before_referral(case, found, &case.pre_proceedings, |row| (row.details, row.started));
}

/// An offer, a meeting of the family and an application can stand alone: a council may have to offer and to apply at once.
fn steps_without_beginning<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let steps = ["LBPSentDate", "InitialPPMeetingDate", "ReviewMeetingsCount", "StepDecisionDate", "PPOutcome"];
    named(case, found, |row| row.started.is_none() && steps.iter().any(|step| !row.row.cell(*step).is_empty()));
}

fn letter_outside_the_year_or_before_beginning<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    named(case, found, |row| is_outside(case, row.letter_sent) || is_before(row.letter_sent, row.started));
}

fn letter_says_nothing_of_an_offer<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    named(case, found, |row| row.letter_sent.is_some() && row.offered.is_empty());
}

fn offer_without_answer<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    named(case, found, |row| told(row.offered) == Some(true) && row.held.is_empty());
}

fn held_without_offer<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    named(case, found, |row| {
        told(row.held) == Some(true) && (row.offered.is_empty() || told(row.offered) == Some(false))
    });
}

fn first_meeting_outside_the_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    named(case, found, |row| is_outside(case, row.first_meeting));
}

fn first_meeting_before_beginning<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    named(case, found, |row| is_before(row.first_meeting, row.started));
}

fn first_meeting_before_letter<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    named(case, found, |row| is_before(row.first_meeting, row.letter_sent));
}

fn reviews_not_counted<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    named(case, found, |row| row.first_meeting.is_some() && row.reviews.is_empty());
}

fn reviews_are_no_count<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    named(case, found, |row| !matches!(row.row.whole("ReviewMeetingsCount"), Ok(None | Some(0..))));
}

fn reviews_of_no_meeting<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let counted = |row: &PreProceedings<'_>| matches!(row.row.whole("ReviewMeetingsCount"), Ok(Some(1..)));
    named(case, found, |row| row.row.cell("InitialPPMeetingDate").is_empty() && counted(row));
}

fn decision_outside_the_year_or_before_beginning<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    named(case, found, |row| is_outside(case, row.decided) || is_before(row.decided, row.started));
}

fn decision_before_first_meeting<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    named(case, found, |row| is_before(row.decided, row.first_meeting));
}

fn outcome_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let codes = &case.setting.codes;
    named(case, found, |row| !row.outcome.is_empty() && !codes.has(Set::PreProceedingsOutcome, row.outcome));
}

fn decision_without_outcome<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    named(case, found, |row| row.decided.is_some() && row.outcome.is_empty());
}

fn outcome_without_decision<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    named(case, found, |row| !row.outcome.is_empty() && row.row.cell("StepDecisionDate").is_empty());
}

fn application_outside_the_year_or_before_decision<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    named(case, found, |row| is_outside(case, row.applied) || is_before(row.applied, row.decided));
}

fn proceedings_letter_outside_the_year_or_before_application<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    named(case, found, |row| {
        is_outside(case, row.care_proceedings_letter) || is_before(row.care_proceedings_letter, row.applied)
    });
}

fn pre_proceedings_despite_no_further_action<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    despite_no_further_action(case, found, &case.pre_proceedings, |row| row.details);
}

fn dated_after_closure<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for details in case.details.iter().filter(|details| details.closed.is_some()) {
        let later = |row: &&PreProceedings<'a>| row.days().iter().any(|day| is_before(details.closed, *day));
        named_with(found, details, case.pre_proceedings.iter().filter(|row| row.details == details.id).filter(later));
    }
}

fn neither_yes_nor_no<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let unclear = |flag: &str| !flag.is_empty() && told(flag).is_none();
    named(case, found, |row| unclear(row.offered) || unclear(row.held));
}
