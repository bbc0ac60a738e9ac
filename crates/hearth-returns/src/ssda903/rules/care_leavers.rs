//! Care leavers: the table of rules; what one row says is in `answers`, what the child's care says in `cohort`.

use super::{Rule, Rules};
use crate::check::Need;

mod answers;
mod cohort;

/// What a care leaver's row holds.
const ANSWERS: [&str; 3] = ["IN_TOUCH", "ACTIV", "ACCOM"];

pub(super) const RULES: Rules = &[
    Rule::error(
        "131",
        &["IN_TOUCH"],
        answers::in_touch_is_no_code,
        "in touch is {IN_TOUCH}, which is no code",
        "record YES, NO, DIED, REFU, NREQ or RHOM",
    )
    .stage(1),
    Rule::error(
        "132",
        &["ACTIV"],
        answers::activity_is_no_code,
        "the activity is {ACTIV}, which is no code",
        "record an activity code, or 0 where it is not known or does not apply",
    )
    .stage(1),
    Rule::error(
        "133",
        &["ACCOM"],
        answers::accommodation_is_no_code,
        "the accommodation is {ACCOM}, which is no code",
        "record the letter of the accommodation with 1 for suitable or 2 for unsuitable (S and X only with 2), or 0",
    )
    .stage(1),
    Rule::error(
        "134",
        &[
            "IN_TOUCH",
            "ACTIV",
            "ACCOM",
            "DATE_INT",
            "DATE_MATCH",
            "FOSTER_CARE",
            "NB_ADOPTR",
            "SEX_ADOPTR",
            "LS_ADOPTR",
        ],
        cohort::adopted_and_care_leaver,
        "the child is returned as a care leaver (in touch: {OC3.IN_TOUCH}) and as adopted",
        "clear the adoption or the care leaver, whichever is wrong",
    ),
    Rule::error(
        "153",
        &ANSWERS,
        answers::answered_in_part,
        "a care leaver is returned in part: in touch {IN_TOUCH}, activity {ACTIV}, accommodation {ACCOM}",
        "record all three (0 for an activity or accommodation that does not apply), or clear all three",
    ),
    Rule::error(
        "165",
        &["MOTHER", "SEX", "ACTIV", "ACCOM", "IN_TOUCH", "DECOM"],
        cohort::mother_does_not_fit,
        "mother is {Header.MOTHER} for a child of sex {Header.SEX}",
        "record 1 or 0 for a girl looked after in the year (short breaks apart), and nothing for a boy",
    ),
    Rule::error(
        "187",
        &[
            "DATE_INT",
            "DATE_MATCH",
            "FOSTER_CARE",
            "NB_ADOPTR",
            "SEX_ADOPTR",
            "LS_ADOPTR",
            "IN_TOUCH",
            "ACTIV",
            "ACCOM",
        ],
        cohort::left_while_looked_after,
        "the child was looked after for all of the year to 31 March, but is returned as adopted or as a care leaver",
        "clear the adoption and the care leaver, or end the episode in which care ended",
    ),
    Rule::error(
        "215",
        &[
            "IN_TOUCH",
            "ACTIV",
            "ACCOM",
            "CONVICTED",
            "HEALTH_CHECK",
            "IMMUNISATIONS",
            "TEETH_CHECK",
            "HEALTH_ASSESSMENT",
            "SUBSTANCE_MISUSE",
            "INTERVENTION_RECEIVED",
            "INTERVENTION_OFFERED",
        ],
        cohort::care_leaver_with_outcomes,
        "the child is returned as a care leaver (in touch: {OC3.IN_TOUCH}) and also with outcomes of a full year of care",
        "clear the care leaver or the outcomes, whichever is wrong",
    ),
    Rule::error(
        "344",
        &ANSWERS,
        answers::answered_after_death_or_return,
        "in touch is {IN_TOUCH}, so nothing more is known, but activity is {ACTIV} and accommodation is {ACCOM}",
        "record 0 for activity and for accommodation, or put in touch right",
    ),
    Rule::error(
        "345",
        &ANSWERS,
        answers::in_touch_without_answers,
        "the authority is in touch, but activity is {ACTIV} and accommodation is {ACCOM}",
        "record what the young person does and where they live, or put in touch right",
    ),
    Rule::error(
        "347",
        &["ACCOM"],
        answers::foyer_under_eighteen,
        "the young person, born {DOB}, is under 18 and is returned as living in a foyer ({ACCOM})",
        "record the accommodation that holds, or put the date of birth right",
    )
    .since(2024),
    Rule::error(
        "348",
        &["IN_TOUCH"],
        cohort::alive_after_death,
        "in touch is {IN_TOUCH}, but last year's return said that the young person had died",
        "record DIED or clear the row; where last year's return was wrong, explain",
    )
    .since(2026)
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "391",
        &["DOB", "IN_TOUCH", "ACTIV", "ACCOM"],
        answers::not_seventeen_to_twenty_one,
        "the young person, born {DOB}, was not 17 to 21 at any time of the year",
        "clear the row, or put the date of birth right",
    ),
    Rule::error(
        "628",
        &["MOTHER"],
        cohort::mother_of_care_leaver,
        "mother is {MOTHER} for a care leaver who was not looked after in the year",
        "clear mother and the child's date of birth",
    )
    .needs(&[Need::Table("Episodes")]),
    Rule::error(
        "1000",
        &ANSWERS,
        cohort::died_in_care,
        "the child died in care on {Episodes.DEC}, but is returned as a care leaver",
        "clear the row, or put right the reason why the episode ended",
    ),
    Rule::query(
        "1001",
        &ANSWERS,
        cohort::too_little_care,
        "going by the care that is known, the young person was not looked after for 13 weeks from the age of 14 with a day from 16 on, \
         or was adopted",
        "clear the row, or explain which earlier care made the young person a care leaver",
    )
    .needs(&[Need::PreviousYear]),
    Rule::query(
        "1002",
        &ANSWERS,
        cohort::no_care,
        "no time in care of the young person is known",
        "clear the row, or explain when the young person was looked after",
    )
    .needs(&[Need::PreviousYear, Need::Table("Episodes")]),
    Rule::error(
        "1007",
        &ANSWERS,
        cohort::looked_after_on_birthday,
        "the young person, born {DOB}, was looked after on their 17th or 18th birthday in the year, so is no care leaver yet",
        "clear the row, or end the episode in which care ended",
    ),
    Rule::error(
        "1010",
        &ANSWERS,
        cohort::open_last_year_and_gone,
        "last year's return left an episode open from {Episodes.DECOM}, and this year's has no episode of the young person",
        "return the episode with the day on which it ended",
    )
    .needs(&[Need::PreviousYear, Need::Table("Episodes")]),
    Rule::error(
        "1011",
        &ANSWERS,
        cohort::taken_over,
        "care was taken over by another authority on {Episodes.DEC}, so the young person is no care leaver of this one",
        "clear the row, or put right the reason why the episode ended",
    ),
    Rule::error(
        "1014",
        &["ACTIV", "ACCOM", "IN_TOUCH", "DUC"],
        cohort::asylum_of_care_leaver,
        "the young person is returned as a care leaver not looked after in the year, and also as an unaccompanied asylum seeker",
        "clear the row about asylum, or return the episodes of the year",
    )
    .needs(&[Need::Table("Episodes")]),
    Rule::error(
        "1016",
        &ANSWERS,
        cohort::ceased_after_birthday,
        "the young person, born {DOB}, left care on {Episodes.DEC}, after their 17th or 18th birthday in the year",
        "clear the row: the young person is returned from the next birthday on",
    )
    .since(2024),
    Rule::error(
        "3001",
        &["DOB", "ACCOM"],
        answers::staying_put_at_seventeen,
        "the young person, born {DOB}, turned 17 in the year and is returned as living with former foster carers ({ACCOM})",
        "record the accommodation around the birthday, or put the date of birth right",
    ),
];
