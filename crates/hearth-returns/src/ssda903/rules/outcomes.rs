//! Outcomes of children looked after for twelve months: the table of rules; what they ask is in `answers` and `difficulties`.

use super::{Rule, Rules};
use crate::check::Need;
use crate::ssda903::{Case, Oc2};

mod answers;
mod difficulties;

const SCORE: &str = "SDQ_SCORE";
const REASON: &str = "SDQ_REASON";

const ALL: [&str; 8] = [
    "CONVICTED",
    "HEALTH_CHECK",
    "IMMUNISATIONS",
    "TEETH_CHECK",
    "HEALTH_ASSESSMENT",
    "SUBSTANCE_MISUSE",
    "INTERVENTION_RECEIVED",
    "INTERVENTION_OFFERED",
];

pub(super) const RULES: Rules = &[
    Rule::error(
        "157",
        &[REASON, "DOB"],
        difficulties::called_too_young_or_too_old,
        "the reason for no SDQ score is {SDQ_REASON} (too young or too old), but with a birth on {DOB} the child was 4 to 16 all \
         year",
        "record the score, or the reason that holds",
    ),
    Rule::error(
        "158",
        &["INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"],
        answers::offer_recorded_though_received,
        "help with substance misuse was received, and whether it was offered is {INTERVENTION_OFFERED} where it must be blank",
        "clear whether help was offered",
    ),
    Rule::error(
        "159",
        &["SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"],
        answers::offer_left_out,
        "help with substance misuse was not received, and whether it was offered is blank",
        "record whether help was offered: 1 or 0",
    ),
    Rule::error(
        "180",
        &[SCORE],
        difficulties::score_out_of_range,
        "the SDQ score is {SDQ_SCORE}, which is no whole number from 0 to 40",
        "record the total difficulties score, 0 to 40",
    )
    .stage(1),
    Rule::error(
        "181",
        &ALL,
        answers::neither_yes_nor_no,
        "an outcome is neither 1 nor 0: convicted {CONVICTED}, health check {HEALTH_CHECK}, immunisations {IMMUNISATIONS}, teeth \
         {TEETH_CHECK}, health assessment {HEALTH_ASSESSMENT}, substance misuse {SUBSTANCE_MISUSE}, help received \
         {INTERVENTION_RECEIVED}, help offered {INTERVENTION_OFFERED}",
        "record 1 for yes and 0 for no",
    )
    .stage(1),
    Rule::error(
        "182",
        &ALL,
        answers::answered_in_part,
        "outcomes are answered in part: immunisations {IMMUNISATIONS}, teeth {TEETH_CHECK}, health assessment \
         {HEALTH_ASSESSMENT}, substance misuse {SUBSTANCE_MISUSE}",
        "record these four answers, or clear every outcome of the child",
    ),
    Rule::error(
        "185",
        &[SCORE],
        difficulties::score_without_a_year_of_care,
        "there is an SDQ score of {SDQ_SCORE} for a child not looked after for all of the year to 31 March",
        "clear the score, or put the episodes right",
    )
    .needs(&[Need::Table("Episodes")]),
    Rule::query(
        "186",
        &[SCORE],
        difficulties::score_left_out,
        "there is no SDQ score for a child looked after all year and aged 4 to 16 throughout (born {DOB})",
        "record the score, or explain why there is none",
    ),
    Rule::error(
        "188",
        &[SCORE, REASON],
        difficulties::recorded_under_four,
        "the child, born {DOB}, is under 4 on 31 March, but there is an SDQ score ({SDQ_SCORE}) or a reason for none ({SDQ_REASON})",
        "clear score and reason, or put the date of birth right",
    ),
    Rule::error(
        "189",
        &["DOB", SCORE, REASON],
        difficulties::recorded_from_seventeen,
        "the child, born {DOB}, was 17 before the year began, but there is an SDQ score ({SDQ_SCORE}) or a reason for none \
         ({SDQ_REASON})",
        "clear score and reason, or put the date of birth right",
    ),
    Rule::error(
        "190",
        &ALL,
        answers::answered_without_a_year_of_care,
        "there are outcomes for a child not looked after for all of the year to 31 March",
        "clear the outcomes, or put the episodes right",
    )
    .needs(&[Need::Table("Episodes")]),
    Rule::error(
        "191",
        &["IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE", "CHILD"],
        answers::left_out_after_a_year_of_care,
        "the child was looked after for all of the year, but not every outcome is there: immunisations {OC2.IMMUNISATIONS}, teeth \
         {OC2.TEETH_CHECK}, health assessment {OC2.HEALTH_ASSESSMENT}, substance misuse {OC2.SUBSTANCE_MISUSE}",
        "record these four outcomes",
    )
    .needs(&[Need::Table("OC2")]),
    Rule::error(
        "192",
        &["SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED"],
        answers::help_left_out,
        "substance misuse is identified, and whether help was received is blank",
        "record whether help was received: 1 or 0",
    ),
    Rule::error(
        "193",
        &["SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"],
        answers::help_without_misuse,
        "substance misuse is {SUBSTANCE_MISUSE}, yet help received is {INTERVENTION_RECEIVED} and help offered is \
         {INTERVENTION_OFFERED}",
        "clear what is recorded of help, or record substance misuse as 1",
    ),
    Rule::error(
        "196",
        &[REASON],
        difficulties::reason_is_no_code,
        "the reason for no SDQ score is {SDQ_REASON}, which is no code",
        "record one of SDQ1 to SDQ5",
    )
    .stage(1),
    Rule::error(
        "197a",
        &[SCORE, REASON],
        difficulties::score_and_reason,
        "there is an SDQ score of {SDQ_SCORE} and also a reason for none, {SDQ_REASON}",
        "keep the score or the reason, not both",
    ),
    Rule::error(
        "197B",
        &[REASON, "DOB"],
        difficulties::neither_score_nor_reason,
        "the child, born {DOB}, turned 4 or 17 in the year and was looked after throughout, but has neither an SDQ score nor a \
         reason for none",
        "record the score, or the reason for none",
    ),
    Rule::error(
        "198",
        &[REASON],
        difficulties::reason_without_a_year_of_care,
        "there is a reason for no SDQ score, {SDQ_REASON}, for a child not looked after for all of the year to 31 March",
        "clear the reason, or put the episodes right",
    )
    .needs(&[Need::Table("Episodes")]),
    Rule::error(
        "542",
        &["CONVICTED"],
        answers::conviction_under_ten,
        "the child, born {DOB}, is under 10 on 31 March, but convicted is {CONVICTED}",
        "clear convicted, or put the date of birth right",
    ),
    Rule::error(
        "543",
        &["DOB", "CONVICTED"],
        answers::conviction_left_out,
        "the child, born {DOB}, is 10 or over on 31 March and was looked after all year, but convicted is blank",
        "record whether the child was convicted in the year: 1 or 0",
    ),
    Rule::error(
        "544",
        &["CONVICTED", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE"],
        answers::conviction_alone,
        "convicted is {CONVICTED}, but not every other outcome is there: immunisations {IMMUNISATIONS}, teeth {TEETH_CHECK}, health \
         assessment {HEALTH_ASSESSMENT}, substance misuse {SUBSTANCE_MISUSE}",
        "record the four other outcomes",
    ),
    Rule::error(
        "545",
        &["DOB", "HEALTH_CHECK"],
        answers::health_check_left_out,
        "the child, born {DOB}, is under 5 on 31 March and was looked after all year, but the health check is blank",
        "record whether health checks are up to date: 1 or 0",
    ),
    Rule::error(
        "546",
        &["DOB", "HEALTH_CHECK"],
        answers::health_check_from_five,
        "the child, born {DOB}, is 5 or over on 31 March, but the health check is {HEALTH_CHECK}",
        "clear the health check, or put the date of birth right",
    ),
    Rule::error(
        "547",
        &["HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE"],
        answers::health_check_alone,
        "health checks are up to date, but not every other outcome is there: immunisations {IMMUNISATIONS}, teeth {TEETH_CHECK}, \
         health assessment {HEALTH_ASSESSMENT}, substance misuse {SUBSTANCE_MISUSE}",
        "record the four other outcomes",
    ),
];

impl<'a> Oc2<'a> {
    fn of_every_child(&self) -> [&'a str; 4] {
        [self.immunisations, self.teeth_check, self.health_assessment, self.substance_misuse]
    }

    fn answers(&self) -> [&'a str; 8] {
        let [immunisations, teeth, assessment, misuse] = self.of_every_child();
        let help = [self.intervention_received, self.intervention_offered];
        [self.convicted, self.health_check, immunisations, teeth, assessment, misuse, help[0], help[1]]
    }

    /// Whether an answer that every child has is blank.
    fn lacks_an_answer(&self) -> bool {
        self.of_every_child().contains(&"")
    }

    /// Whether there is any answer. The questionnaire is apart.
    pub(super) fn is_answered(&self) -> bool {
        self.answers().iter().any(|answer| !answer.is_empty())
    }

    /// The date of birth of the row, or of the heading where the row has none.
    fn born(&self, case: &Case<'a>) -> Option<jiff::civil::Date> {
        self.born.or_else(|| case.born())
    }
}
