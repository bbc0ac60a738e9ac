//! Dates that are not certain, and people whose birth or death is.

use super::*;
use hearth_practice::retention::{Lack, Precision, Trigger};

const CARE: [(&str, Date); 2] = [("care.started", date(2012, 4, 1)), ("care.ended", date(2014, 4, 1))];

fn born(on: Date) -> Vec<(&'static str, Date)> {
    [("person.born", on)].into_iter().chain(CARE).collect()
}

#[test]
fn somebody_born_on_a_leap_day_is_kept_until_the_first_of_march() {
    let events =
        [("person.born", date(1996, 2, 29)), ("care.started", date(2001, 1, 1)), ("care.ended", date(2002, 1, 1))];
    let answer = kept(&events);
    assert_eq!(answer.until, Some(date(2089, 3, 1)));
    assert_eq!(answer.may_begin(), Some(date(2089, 3, 2)));
    assert_eq!(
        until(&[("cin_plan.started", date(2015, 6, 1)), ("cin_plan.ended", date(2016, 2, 29))]),
        Some(date(2026, 3, 1))
    );
}

#[test]
fn an_uncertain_birth_counts_from_the_latest_day_that_it_can_be() {
    let with = |precision| sefton().of(&Case { precision, ..case(&born(date(2010, 2, 3))) }, TODAY).until;
    assert_eq!(with(Precision::Day), Some(date(2103, 2, 3)));
    assert_eq!(with(Precision::Month), Some(date(2103, 2, 28)));
    assert_eq!(with(Precision::Year), Some(date(2103, 12, 31)));
    assert_eq!(with(Precision::Estimated), Some(date(2103, 12, 31)));
}

#[test]
fn without_a_birth_the_years_count_from_the_closing_of_the_case() {
    let never_born = [
        ("referral.received", date(2014, 1, 6)),
        ("cp_plan.started", date(2014, 2, 3)),
        ("cp_plan.ended", date(2014, 5, 5)),
        ("episode.closed", date(2014, 5, 6)),
    ];
    let answer = kept(&never_born);
    assert_eq!(answer.until, Some(date(2107, 5, 6)));
    assert!(matches!(answer.wins().unwrap().trigger, Trigger::ClosingForBirth(_)));
    assert_eq!(until(&never_born[..2]), None, "nothing was closed yet");
}

#[test]
fn a_child_who_died_in_care_is_kept_as_long_as_the_notice_says() {
    let mut events = born(date(2010, 5, 10));
    events.push(("person.died", date(2014, 4, 1)));
    let answer = kept(&events);
    assert_eq!((answer.until, wins(&answer)), (Some(date(2103, 5, 10)), "K04"));
    assert_eq!(by(&answer, "K06"), Some(date(2029, 4, 1)), "fifteen years from death are the floor");
    assert!(!answer.because.iter().any(|because| because.rule.id == "K05"));
    assert_eq!(knowsley().of(&case(&events), TODAY).until, Some(date(2029, 4, 1)));
}

#[test]
fn somebody_who_died_grown_up_has_the_floor_of_birth() {
    let mut events = born(date(1990, 5, 10));
    events.push(("person.died", date(2020, 4, 1)));
    let answer = kept(&events);
    assert_eq!((by(&answer, "K05"), by(&answer, "K06")), (Some(date(2065, 5, 10)), None));
}

#[test]
fn a_day_of_receipt_and_closing_is_closed_whichever_is_told_first() {
    let mut events = vec![
        ("referral.received", date(2016, 1, 31)),
        ("episode.closed", date(2016, 1, 31)),
        ("cin_plan.ended", date(2016, 1, 31)),
    ];
    assert_eq!(until(&events), Some(date(2026, 1, 31)));
    events.reverse();
    assert_eq!(until(&events), Some(date(2026, 1, 31)));
}

#[test]
fn every_sum_is_said_in_words() {
    let answer = kept(&born(date(2010, 2, 28)));
    let winner = answer.wins().unwrap();
    assert_eq!(winner.sum(), "18th birthday 28 February 2028 + 75 years = 28 February 2103");
    assert_eq!(winner.period(), "75 years from the 18th birthday");
    assert_eq!(answer.line(), "Kept until 28 February 2103: looked after");
}

#[test]
fn the_years_of_a_death_alone_say_nothing_while_a_birth_that_is_not_known_waits_for_the_closing() {
    let mut died = vec![
        ("cin_plan.started", date(1990, 1, 1)),
        ("care.started", date(1990, 1, 1)),
        ("care.ended", date(1990, 1, 1)),
        ("person.died", date(1990, 1, 1)),
    ];
    let open = kept(&died);
    assert_eq!(open.until, None);
    assert!(open.lacks.iter().any(|lack| matches!(lack, Lack::NotYet(_))));
    died.push(("cin_plan.ended", date(1990, 1, 1)));
    assert_eq!(until(&died), Some(date(2083, 1, 1)), "counted as if born on the day of the closing");
}
