//! What the notice promises, class by class.

use super::*;
use hearth_practice::retention::{Lack, Named, Standing};

const BORN: (&str, Date) = ("person.born", date(2010, 5, 10));

#[test]
fn an_assessment_that_found_no_need_is_kept_for_seven_years() {
    let events = [BORN, ("assessment.authorised", date(2020, 3, 1)), ("assessment.not_in_need", date(2020, 3, 1))];
    let answer = kept(&events);
    assert_eq!((answer.until, wins(&answer)), (Some(date(2027, 3, 1)), "K01"));
    assert!(!answer.is_due(date(2027, 3, 1)), "the last day on which it is kept");
    assert!(answer.is_due(date(2027, 3, 2)));
}

#[test]
fn the_seven_years_count_from_the_closing_where_that_is_later() {
    let events = [
        ("referral.received", date(2020, 1, 10)),
        ("assessment.authorised", date(2020, 3, 1)),
        ("assessment.not_in_need", date(2020, 3, 1)),
        ("episode.closed", date(2020, 3, 9)),
    ];
    assert_eq!(until(&events), Some(date(2027, 3, 9)));
}

#[test]
fn a_child_in_need_plan_is_kept_for_ten_years_and_a_later_protection_plan_replaces_the_date() {
    let mut events = vec![BORN, ("cin_plan.started", date(2015, 6, 1)), ("cin_plan.ended", date(2016, 1, 31))];
    let answer = kept(&events);
    assert_eq!((answer.until, wins(&answer)), (Some(date(2026, 1, 31)), "K02"));
    events.extend([("cp_plan.started", date(2018, 2, 1)), ("cp_plan.ended", date(2018, 9, 1))]);
    let answer = kept(&events);
    assert_eq!((answer.until, wins(&answer)), (Some(date(2103, 5, 10)), "K03"));
}

#[test]
fn one_protection_plan_keeps_a_file_until_seventy_five_years_after_the_eighteenth_birthday() {
    assert_eq!(
        until(&[BORN, ("cp_plan.started", date(2019, 1, 7)), ("cp_plan.ended", date(2019, 8, 1))]),
        Some(date(2103, 5, 10))
    );
}

#[test]
fn one_day_looked_after_is_kept_as_long() {
    let answer = kept(&[BORN, ("care.started", date(2019, 4, 1)), ("care.ended", date(2019, 4, 1))]);
    assert_eq!((answer.until, wins(&answer)), (Some(date(2103, 5, 10)), "K04"));
    assert_eq!(by(&answer, "K05"), Some(date(2085, 5, 10)), "the floor of the law stands beside it");
    assert!(answer.open.is_empty());
}

#[test]
fn an_adoption_order_is_counted_for_a_hundred_years() {
    let answer = kept(&[
        BORN,
        ("care.started", date(2023, 4, 1)),
        ("care.ended", date(2024, 6, 5)),
        ("adoption.order_made", date(2024, 6, 5)),
    ]);
    assert_eq!((answer.until, wins(&answer)), (Some(date(2124, 6, 5)), "K07"));
}

#[test]
fn an_open_plan_has_no_date_and_a_second_one_starts_the_years_anew() {
    let mut events = vec![("cin_plan.started", date(2012, 1, 9)), ("cin_plan.ended", date(2013, 1, 9))];
    assert_eq!(until(&events), Some(date(2023, 1, 9)));
    events.push(("cin_plan.started", date(2025, 5, 1)));
    let open = kept(&events);
    assert_eq!(
        (open.standing(), open.blocked_by()),
        (Standing::Indeterminate, vec!["open child in need plan".to_owned()])
    );
    events.push(("cin_plan.ended", date(2025, 11, 3)));
    assert_eq!(until(&events), Some(date(2035, 11, 3)));
}

#[test]
fn what_lies_ahead_closes_nothing() {
    assert_eq!(until(&[("cin_plan.started", date(2026, 1, 5)), ("cin_plan.ended", date(2026, 12, 24))]), None);
}

#[test]
fn a_class_without_a_rule_is_kept_and_says_so() {
    for events in [
        vec![("contact.received", date(2015, 3, 2)), ("contact.decided", date(2015, 3, 3))],
        vec![("assessment.authorised", date(2015, 3, 2))],
        vec![("mace_plan.started", date(2015, 3, 2)), ("mace_plan.ended", date(2015, 9, 2))],
    ] {
        let answer = kept(&events);
        assert_eq!(answer.until, None, "{events:?}");
        assert!(matches!(answer.lacks[..], [Lack::NoRule(_)]), "{events:?}");
    }
    assert!(matches!(kept(&[]).lacks[..], [Lack::NoClass]));
}

#[test]
fn an_assessment_in_need_beside_one_that_was_not_has_no_rule() {
    let two = [
        ("assessment.authorised", date(2012, 3, 2)),
        ("assessment.not_in_need", date(2012, 3, 2)),
        ("assessment.authorised", date(2014, 3, 2)),
    ];
    assert_eq!(until(&two), None);
}

#[test]
fn a_higher_class_keeps_what_stands_below_it() {
    let events = [
        BORN,
        ("contact.received", date(2015, 3, 2)),
        ("contact.decided", date(2015, 3, 3)),
        ("assessment.authorised", date(2015, 4, 2)),
        ("care.started", date(2015, 5, 2)),
    ];
    let answer = kept(&events);
    assert_eq!(answer.until, Some(date(2103, 5, 10)));
    assert_eq!(answer.blocked_by(), ["open period of care"]);
}

#[test]
fn a_hold_beats_every_rule_and_shows_the_date_beside_it() {
    let closed = case(&[("cin_plan.started", date(2015, 6, 1)), ("cin_plan.ended", date(2016, 1, 31))]);
    let answer = sefton().of(&Case { holds: vec!["Inquiry".to_owned()], ..closed }, TODAY);
    assert_eq!((answer.standing(), answer.until), (Standing::Held, Some(date(2026, 1, 31))));
    assert!(!answer.is_due(TODAY));
}

#[test]
fn what_is_open_keeps_a_file_that_is_past_its_date() {
    let closed = [("cin_plan.started", date(2015, 6, 1)), ("cin_plan.ended", date(2016, 1, 31))];
    for (opens, closes, words) in [
        ("access_request.received", "access_request.answered", "open access request"),
        ("rights_request.received", "rights_request.answered", "open rights request"),
        ("complaint.received", "complaint.stage1_answered", "open complaint"),
        ("proceedings.issued", "proceedings.concluded", "open court proceedings"),
    ] {
        let mut events = closed.to_vec();
        events.push((opens, date(2026, 11, 1)));
        let answer = kept(&events);
        assert_eq!((answer.blocked_by(), answer.is_due(TODAY)), (vec![words.to_owned()], false));
        events.push((closes, date(2026, 11, 20)));
        assert!(kept(&events).is_due(TODAY), "{closes}");
    }
}

#[test]
fn an_alleged_sexual_abuse_asks_for_a_reviewer_once_no_hold_stands() {
    let closed = case(&[("cin_plan.started", date(2015, 6, 1)), ("cin_plan.ended", date(2016, 1, 31))]);
    let answer = sefton().of(&Case { csa: true, ..closed }, TODAY);
    assert_eq!(answer.lacks, [Lack::Reviewer]);
    assert!(!answer.is_due(TODAY));
}

#[test]
fn an_adult_is_kept_as_long_as_the_longest_file_of_a_child_that_names_them() {
    let adult = |named| sefton().of(&Case { named, ..of_type(FileType::Adult, &[]) }, TODAY);
    assert_eq!(adult(Named::Until(date(2103, 5, 10))).until, Some(date(2103, 5, 10)));
    assert_eq!(adult(Named::NotYet).until, None);
    assert_eq!(adult(Named::Nowhere).until, None);
    assert!(Named::NotYet > Named::Until(date(2103, 5, 10)));
}

#[test]
fn a_foster_carers_file_shows_the_floor_and_waits_for_a_rule_of_the_council() {
    let events = [
        ("foster_application.received", date(2008, 1, 9)),
        ("foster_application.decided", date(2008, 9, 9)),
        ("foster_carer.approved", date(2008, 9, 9)),
        ("foster_carer.approval_ended", date(2014, 2, 28)),
    ];
    let carer = of_type(FileType::FosterCarer, &events);
    let answer = sefton().of(&carer, TODAY);
    assert_eq!((answer.until, wins(&answer)), (Some(date(2024, 2, 28)), "K11"));
    assert!(answer.wins().unwrap().floor && !answer.is_due(TODAY));
    let refused = [("foster_application.received", date(2019, 1, 9)), ("foster_application.ended", date(2019, 5, 9))];
    assert_eq!(sefton().of(&of_type(FileType::FosterCarer, &refused), TODAY).until, Some(date(2022, 5, 9)));
}
