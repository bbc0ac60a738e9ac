//! What a council gives to its clocks: working hours and school terms.

use hearth_calendar::{SchoolCalendar, london_date, london_moment};
use hearth_practice::clocks::{Clock, Clocks, DueBy, Happening, History, Own, State, WorkingHours};
use hearth_record::ids::RecordId;
use jiff::{Timestamp, civil::time};
use proptest::prelude::*;

use super::{day, event, history, open};

const TERMS: &str = r#"
school = "Sandhills"
source = "term dates of Sandhills"
[[years]]
starts = "2026-09-01"
ends = "2027-08-31"
terms = [
  { name = "Autumn 2026", from = "2026-09-01", to = "2026-12-18", half_term = ["2026-10-26", "2026-10-30"] },
  { name = "Spring 2027", from = "2027-01-04", to = "2027-03-25", half_term = ["2027-02-15", "2027-02-19"] },
  { name = "Summer 2027", from = "2027-04-12", to = "2027-07-21", half_term = ["2027-05-31", "2027-06-04"] },
]
"#;

fn with_hours(due: DueBy) -> Clocks {
    let hours = WorkingHours::new(time(9, 0, 0, 0), time(17, 0, 0, 0), due).expect("hours");
    Clocks::with(Own { working_hours: Some(hours), ..Own::default() }).expect("clocks")
}

fn with_terms() -> Clocks {
    let schools = SchoolCalendar::from_toml(TERMS).expect("terms");
    Clocks::with(Own { schools: Some(schools), ..Own::default() }).expect("clocks")
}

/// What a clock in England shows.
fn wall(moment: &str) -> Timestamp {
    london_moment(moment.parse().expect("a moment")).expect("a moment that is")
}

fn decision(clocks: &Clocks, came: &str, now: &str) -> Clock {
    let history = history(&[("contact.received", &wall(came).to_string())], &[]);
    let now = wall(now);
    *open(&clocks.of(&history, london_date(now), Some(now)), "T104").expect("the decision")
}

#[test]
fn a_contact_within_working_hours_is_due_at_the_same_time_of_the_next_working_day() {
    let clocks = with_hours(DueBy::SameTime);
    for (came, due) in [
        ("2026-03-02T10:25", "2026-03-03T10:25"),
        // A Friday, then a weekend; a Thursday before Easter, then four days that nobody works.
        ("2026-03-06T16:10", "2026-03-09T16:10"),
        ("2026-04-02T16:10", "2026-04-07T16:10"),
        // The clocks go forward in between.
        ("2026-03-27T11:00", "2026-03-30T11:00"),
        ("2026-03-02T09:00", "2026-03-03T09:00"),
        ("2026-03-02T17:00", "2026-03-03T17:00"),
    ] {
        assert_eq!(decision(&clocks, came, came).due_at, Some(wall(due)), "{came}");
    }
}

#[test]
fn a_contact_out_of_hours_has_the_whole_of_the_next_working_day() {
    for due_by in [DueBy::SameTime, DueBy::Close] {
        for (came, due) in [
            ("2026-03-06T21:40", "2026-03-09T17:00"),
            ("2026-03-07T11:00", "2026-03-09T17:00"),
            ("2026-03-08T23:59", "2026-03-09T17:00"),
            // Saturday of a bank holiday weekend.
            ("2026-05-02T03:30", "2026-05-05T17:00"),
            // Before the office opens: the next working day is tomorrow.
            ("2026-03-02T07:40", "2026-03-03T17:00"),
        ] {
            let clock = decision(&with_hours(due_by), came, came);
            assert_eq!((clock.due_at, clock.due), (Some(wall(due)), Some(london_date(wall(due)))), "{came}");
        }
    }
}

#[test]
fn a_council_may_say_that_every_contact_is_due_when_the_working_day_closes() {
    let clock = decision(&with_hours(DueBy::Close), "2026-03-02T10:25", "2026-03-02T10:25");
    assert_eq!(clock.due_at, Some(wall("2026-03-03T17:00")));
}

#[test]
fn a_decision_is_overdue_from_the_minute_after_and_late_when_it_is_made_after() {
    let clocks = with_hours(DueBy::SameTime);
    let state = |now| decision(&clocks, "2026-03-02T10:25", now).state;
    assert_eq!(state("2026-03-03T10:25"), State::Running);
    assert_eq!(state("2026-03-03T10:26"), State::Overdue);
    for (decided, state) in [("2026-03-03T10:25", State::Met), ("2026-03-03T10:26", State::Late)] {
        let record = RecordId::from_bytes([1; 16]);
        let of = |name, moment| {
            let event = event(name, &wall(moment).to_string());
            Happening { event, record: Some(record), taken_over: None }
        };
        let history =
            History::of([of("contact.received", "2026-03-02T10:25"), of("contact.decided", decided)], Vec::new());
        let found = clocks.of(&history, day("2026-03-04"), None);
        let clock = found.iter().find(|clock| clock.rule.id == "T104").expect("the decision");
        assert_eq!(clock.state, state, "{decided}");
    }
}

#[test]
fn without_working_hours_or_without_a_time_a_decision_is_due_by_the_end_of_the_day() {
    assert_eq!(decision(Clocks::usual(), "2026-03-02T10:25", "2026-03-02T10:25").due_at, None);
    let history = history(&[("contact.received", "2026-03-02")], &[]);
    let found = with_hours(DueBy::SameTime).of(&history, day("2026-03-02"), None);
    let clock = open(&found, "T104").expect("the decision");
    assert_eq!((clock.due, clock.due_at), (Some(day("2026-03-03")), None));
}

#[test]
fn no_other_clock_of_working_days_has_a_time_of_day() {
    let history = history(&[("strategy_discussion.held", "2026-03-20T10:25:00Z")], &[]);
    let found = with_hours(DueBy::SameTime).of(&history, day("2026-03-20"), None);
    assert_eq!(open(&found, "T05").expect("the conference").due_at, None);
}

#[test]
fn the_sum_says_at_what_time_and_why() {
    let clocks = with_hours(DueBy::SameTime);
    let sum = |came| decision(&clocks, came, came).sum(&clocks);
    assert!(sum("2026-03-02T10:25").contains("It came at 10:25 and is due by the same time of that day."));
    assert!(sum("2026-03-02T07:40").contains("It came at 07:40 and is due by 17:00 of that day"));
}

#[test]
fn hours_that_end_before_they_begin_are_refused() {
    let written = "[working_hours]\nfrom = \"17:00\"\nto = \"09:00\"\n";
    assert!(toml::from_str::<Clocks>(written).unwrap_err().to_string().contains("before they begin"));
}

proptest! {
    #[test]
    fn a_time_of_day_never_moves_a_decision_to_another_day(minutes in 0..2_000_000_i64, close in any::<bool>()) {
        let due_by = if close { DueBy::Close } else { DueBy::SameTime };
        let came = wall("2023-01-01T00:00") + jiff::SignedDuration::from_mins(minutes);
        let history = History::of([Happening::from(event("contact.received", &came.to_string()))], Vec::new());
        let today = london_date(came);
        let by_day = open(&Clocks::usual().of(&history, today, None), "T104").unwrap().due.unwrap();
        let clock = *open(&with_hours(due_by).of(&history, today, None), "T104").unwrap();
        prop_assert_eq!(clock.due, Some(by_day));
        prop_assert_eq!(clock.due_at.map(london_date), Some(by_day));
        prop_assert_eq!(with_hours(due_by).moment("T104", came, by_day), clock.due_at, "as lists tell it");
    }
}

const IN_CARE: &[(&str, &str)] = &[("person.born", "2014-05-01"), ("care.started", "2026-09-07")];

#[test]
fn an_education_plan_is_reviewed_by_the_end_of_the_next_term() {
    for (held, due) in [
        ("2026-09-14", "2027-03-25"),
        ("2026-12-18", "2027-03-25"),
        // In the holidays between two terms.
        ("2026-12-21", "2027-03-25"),
        ("2027-01-04", "2027-07-21"),
    ] {
        let events = [IN_CARE, &[("pep.held", held)]].concat();
        let found = with_terms().of(&history(&events, &[]), day(held), None);
        assert_eq!(open(&found, "T51").and_then(|clock| clock.due), Some(day(due)), "{held}");
    }
}

#[test]
fn a_review_in_the_term_stops_the_clock_and_starts_the_next() {
    let events = [IN_CARE, &[("pep.held", "2026-09-14"), ("pep.held", "2027-03-02")]].concat();
    let found = with_terms().of(&history(&events, &[]), day("2027-03-03"), None);
    let told: Vec<_> =
        found.iter().filter(|clock| clock.rule.id == "T51").map(|clock| (clock.state, clock.due)).collect();
    assert_eq!(told, [(State::Met, Some(day("2027-03-25"))), (State::Running, Some(day("2027-07-21")))]);
    let sum = open(&found, "T51").unwrap().sum(&with_terms());
    assert!(sum.contains("The school term that begins next ends on Wednesday 21 July 2027."), "{sum}");
    assert!(sum.contains("term dates of Sandhills"), "{sum}");
}

#[test]
fn a_child_who_left_a_school_in_care_is_on_the_roll_of_another_within_twenty_school_days() {
    let due = |more: &[(&str, &str)]| {
        let events = [IN_CARE, &[("school.left", "2026-10-12")], more].concat();
        open(&with_terms().of(&history(&events, &[]), day("2026-11-20"), None), "T52").map(|clock| clock.due)
    };
    assert_eq!(due(&[]), Some(Some(day("2026-11-16"))), "a week of half term does not count");
    assert_eq!(due(&[("school.joined", "2026-11-02")]), None);
    assert_eq!(due(&[("school.joined", "2026-10-05")]), None, "on two rolls for a week");
    assert_eq!(due(&[("care.ended", "2026-10-30")]), None);
}

#[test]
fn a_school_left_before_care_or_after_sixteen_starts_nothing() {
    for events in [
        [("care.started", "2026-11-02"), ("school.left", "2026-10-12")],
        [("person.born", "2010-09-01"), ("school.left", "2026-10-12")],
    ] {
        let found = with_terms().of(&history(&events, &[]), day("2026-11-20"), None);
        assert!(open(&found, "T52").is_none(), "{events:?}");
    }
}

#[test]
fn what_counts_by_terms_that_are_not_loaded_is_named_with_the_reason() {
    let events = [IN_CARE, &[("pep.held", "2026-09-14"), ("school.left", "2026-10-12")]].concat();
    let history = history(&events, &[]);
    let today = day("2026-11-20");
    let named = |clocks: &Clocks| {
        let undated = clocks.undated(&history, today);
        undated.into_iter().map(|clock| (clock.rule.id.clone(), clock.from, clock.why)).collect::<Vec<_>>()
    };
    let why = "no school terms are loaded for this council".to_owned();
    assert_eq!(
        named(Clocks::usual()),
        [("T51".to_owned(), day("2026-09-14"), why.clone()), ("T52".to_owned(), day("2026-10-12"), why)]
    );
    assert!(Clocks::usual().of(&history, today, None).iter().all(|clock| !["T51", "T52"].contains(&&*clock.rule.id)));
    assert_eq!(named(&with_terms()), []);
}

#[test]
fn a_plan_of_years_ago_is_not_called_late_by_the_terms_of_this_year() {
    let events = [("care.started", "2020-01-06"), ("pep.held", "2024-05-14")];
    let found = with_terms().of(&history(&events, &[]), day("2027-05-01"), None);
    assert!(open(&found, "T51").is_none());
    let undated = with_terms().undated(&history(&events, &[]), day("2027-05-01"));
    assert!(undated[0].why.contains("no school calendar of Sandhills covers 2024-05-14"), "{}", undated[0].why);
    let last = [("care.started", "2020-01-06"), ("pep.held", "2027-05-14")];
    let undated = with_terms().undated(&history(&last, &[]), day("2027-06-01"));
    assert!(undated[0].why.contains("2027-09-01"), "the next school year is not loaded: {}", undated[0].why);
}
