//! The published list: pinned, checked when it is read, and brought up to date.

use hearth_calendar::{Calendar, CalendarError, Difference, HolidayList};
use jiff::civil::{Date, date};
use rstest::rstest;

const TEXT: &str = include_str!("../../../../rules/bank-holidays.toml");

/// A list of one day with a hash that fits it.
fn small(day: &str) -> String {
    TEXT.lines()
        .filter(|line| !line.starts_with("  {") || line.contains(day))
        .collect::<Vec<_>>()
        .join("\n")
        .replace("earlier = [\n]", "earlier = []")
}

#[test]
fn the_list_holds_140_days_from_2_january_2012_to_26_december_2028() {
    let list = HolidayList::from_toml(TEXT).unwrap();
    assert_eq!(list.days().len(), 140);
    assert_eq!((list.first(), list.last()), (date(2012, 1, 2), date(2028, 12, 26)));
    assert!(!list.source().is_empty() && !list.version().is_empty());
}

#[test]
fn the_140_days_are_the_standing_rules_with_seven_days_added_and_three_removed() {
    let list = HolidayList::from_toml(TEXT).unwrap();
    let (mut added, mut removed) = (Vec::new(), Vec::new());
    for difference in list.differences() {
        match difference {
            Difference::Added(holiday) => added.push(holiday.date),
            Difference::Removed { date, .. } => removed.push(date),
        }
    }
    let seven = [(2012, 6, 4), (2012, 6, 5), (2020, 5, 8), (2022, 6, 2), (2022, 6, 3), (2022, 9, 19), (2023, 5, 8)];
    let three = [(2012, 5, 28), (2020, 5, 4), (2022, 5, 30)];
    let dates = |days: &[(i16, i8, i8)]| days.iter().map(|(y, m, d)| date(*y, *m, *d)).collect::<Vec<Date>>();
    assert_eq!(added, dates(&seven));
    assert_eq!(removed, dates(&three));
}

#[test]
fn every_published_day_is_named_and_not_worked() {
    let england = Calendar::england();
    for holiday in england.list().days() {
        assert_eq!(england.holiday(holiday.date), Some(holiday.title.as_str()));
        assert!(!england.is_working_day(holiday.date));
    }
}

#[rstest]
#[case::silver_jubilee(date(1977, 6, 7))]
#[case::ve_day_anniversary(date(1995, 5, 8))]
#[case::millennium_eve(date(1999, 12, 31))]
#[case::golden_jubilee(date(2002, 6, 4))]
#[case::royal_wedding(date(2011, 4, 29))]
fn days_proclaimed_before_the_list_are_known(#[case] day: Date) {
    assert!(!Calendar::england().is_working_day(day));
}

#[rstest]
#[case::moved_to_the_eighth(date(1995, 5, 1))]
#[case::moved_to_june(date(2002, 5, 27))]
#[case::new_year_was_no_holiday_before_1974(date(1973, 1, 1))]
#[case::may_day_was_no_holiday_before_1978(date(1977, 5, 2))]
fn days_that_were_worked_before_the_list_are_worked(#[case] day: Date) {
    assert!(Calendar::england().is_working_day(day));
}

#[test]
fn before_and_after_the_two_centuries_of_the_table_the_standing_rules_still_answer() {
    let england = Calendar::england();
    assert_eq!(england.holiday(date(2200, 12, 25)), Some("Christmas Day"));
    assert!(!england.is_working_day(date(1947, 12, 25)));
    assert_eq!(england.add_working_days(date(1947, 12, 31), 1).date, date(1948, 1, 1));
    assert_eq!(england.add_working_days(date(2150, 12, 31), 1).date, date(2151, 1, 4));
    assert_eq!(england.add_working_days(Date::MAX, 3).date, Date::MAX);
    assert_eq!(england.subtract_working_days(Date::MIN, 3).date, Date::MIN);
}

#[test]
fn a_list_that_was_edited_by_hand_is_refused() {
    let edited = TEXT.replace("2028-12-26", "2028-12-27");
    let refusal = Calendar::from_toml(&edited).unwrap_err();
    assert!(refusal.to_string().contains("sha256"), "{refusal}");
}

#[test]
fn a_list_that_was_cut_short_is_refused_with_its_place() {
    let refusal = Calendar::from_toml(&TEXT[..600]).unwrap_err();
    assert!(matches!(refusal, CalendarError::Unreadable { .. }));
    assert!(refusal.to_string().contains("line"), "{refusal}");
    assert!(Calendar::from_toml(&small("2012-01-02")).is_err(), "the hash is of all the days");
}

#[rstest]
#[case::of_scotland("\"england-and-wales\"", "\"scotland\"", "division")]
#[case::at_a_weekend("2012-01-02", "2012-01-01", "weekend")]
#[case::doubled("2012-01-02", "2012-04-06", "doubled")]
fn a_list_that_cannot_be_right_says_where(#[case] from: &str, #[case] to: &str, #[case] says: &str) {
    let refusal = HolidayList::from_toml(&TEXT.replacen(from, to, 1)).unwrap_err();
    assert!(refusal.to_string().contains(says), "{refusal}");
}

#[test]
fn what_is_written_is_read_back_the_same() {
    let list = HolidayList::from_toml(TEXT).unwrap();
    assert_eq!(HolidayList::from_toml(&list.to_toml()).unwrap(), list);
}

#[test]
fn a_newer_gov_uk_file_keeps_the_old_years_and_replaces_those_it_holds() {
    let list = HolidayList::from_toml(TEXT).unwrap();
    let json = r#"{"scotland": {"events": []}, "england-and-wales": {"events": [
        {"title": "New Year’s Day", "date": "2028-01-03", "notes": "Substitute day", "bunting": true},
        {"title": "A \"proclaimed\" day", "date": "2028-07-03", "notes": "Extra bank holiday"}]}}"#;
    let newer = list.updated_from_gov_uk(json, "2028-01", "a file").unwrap();
    assert_eq!(newer.days().len(), 140 - 8 + 2);
    assert_eq!(newer.last(), date(2028, 7, 3));
    assert!(
        newer
            .differences()
            .iter()
            .any(|difference| { matches!(difference, Difference::Added(holiday) if holiday.date == date(2028, 7, 3)) })
    );
    assert_eq!(HolidayList::from_toml(&newer.to_toml()).unwrap(), newer);
}

#[rstest]
#[case::not_json("<html>", "could not be read")]
#[case::without_england(r#"{"scotland": {"events": []}}"#, "england-and-wales")]
#[case::empty(r#"{"england-and-wales": {"events": []}}"#, "no day")]
#[case::with_a_gap(r#"{"england-and-wales": {"events": [{"title": "x", "date": "2031-01-01"}]}}"#, "between")]
fn a_gov_uk_file_that_cannot_be_used_is_refused(#[case] json: &str, #[case] says: &str) {
    let list = HolidayList::from_toml(TEXT).unwrap();
    let refusal = list.updated_from_gov_uk(json, "x", "y").unwrap_err();
    assert!(refusal.to_string().contains(says), "{refusal}");
}
