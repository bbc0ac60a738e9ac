//! E10: school days and terms are loaded, never guessed.

use hearth_calendar::{Calendar, CalendarError, SchoolCalendar};
use jiff::civil::{Date, date};
use rstest::rstest;

const YEAR: &str = r#"
school = "Sandhills"
source = "term dates as published by the authority"
[[years]]
starts = "2026-09-01"
ends = "2027-08-31"
inset_days = ["2026-09-01", "2027-01-04"]
terms = [
  { name = "Autumn 2026", from = "2026-09-01", to = "2026-12-18", half_term = ["2026-10-26", "2026-10-30"] },
  { name = "Spring 2027", from = "2027-01-04", to = "2027-03-25", half_term = ["2027-02-15", "2027-02-19"] },
  { name = "Summer 2027", from = "2027-04-12", to = "2027-07-21", half_term = ["2027-05-31", "2027-06-04"] },
]
"#;

fn schools() -> SchoolCalendar {
    SchoolCalendar::from_toml(YEAR).unwrap()
}

#[rstest]
#[case::in_term(date(2026, 9, 2), true)]
#[case::inset_day(date(2026, 9, 1), false)]
#[case::half_term(date(2026, 10, 28), false)]
#[case::saturday(date(2026, 9, 5), false)]
#[case::christmas_holiday(date(2026, 12, 21), false)]
#[case::bank_holiday_in_term(date(2027, 5, 3), false)]
#[case::last_day(date(2027, 7, 21), true)]
fn e10_pupils_are_taught_in_term_and_not_on_inset_days(#[case] day: Date, #[case] taught: bool) {
    assert_eq!(schools().is_school_day(&Calendar::england(), day), Ok(taught));
}

#[test]
fn e10_a_school_place_is_due_after_twenty_school_days_over_half_term() {
    let due = schools().add_school_days(&Calendar::england(), date(2026, 10, 12), 20);
    assert_eq!(due, Ok(date(2026, 11, 16)));
}

#[test]
fn e10_every_term_means_the_term_that_follows() {
    let schools = schools();
    let next = schools.term_after(date(2026, 11, 26)).unwrap();
    assert_eq!((next.name, next.to), ("Spring 2027", date(2027, 3, 25)));
    assert_eq!(schools.term_on(date(2026, 10, 28)).unwrap().map(|term| term.name), Some("Autumn 2026"));
    assert_eq!(schools.term_on(date(2026, 12, 25)), Ok(None));
}

#[test]
fn e10_a_day_that_nobody_loaded_is_an_error_that_names_it() {
    let schools = schools();
    let refusal = schools.is_school_day(&Calendar::england(), date(2027, 9, 1)).unwrap_err();
    assert_eq!(refusal, CalendarError::TermsNotLoaded { school: "Sandhills".to_owned(), date: date(2027, 9, 1) });
    assert!(schools.add_school_days(&Calendar::england(), date(2027, 7, 20), 5).is_err());
    assert!(schools.term_after(date(2027, 5, 1)).is_err());
    assert!(schools.term_after(date(2026, 6, 1)).is_err(), "the rest of that summer term is not known");
}

#[rstest]
#[case::backwards(r#"to = "2026-12-18""#, r#"to = "2026-08-18""#, "ends before it starts")]
#[case::overlapping(r#"from = "2027-01-04""#, r#"from = "2026-12-01""#, "has ended")]
#[case::outside_its_year(r#"to = "2027-07-21""#, r#"to = "2027-09-21""#, "outside its school year")]
#[case::half_term_outside(r#""2026-10-30""#, r#""2026-12-30""#, "half-term")]
#[case::year_backwards(r#"ends = "2027-08-31""#, r#"ends = "2026-08-31""#, "school years")]
#[case::no_date(r#""2026-12-18""#, r#""2026-13-18""#, "could not be read")]
fn a_school_calendar_that_cannot_be_right_is_refused(#[case] from: &str, #[case] to: &str, #[case] says: &str) {
    let refusal = SchoolCalendar::from_toml(&YEAR.replacen(from, to, 1)).unwrap_err();
    assert!(refusal.to_string().contains(says), "{refusal}");
}
