//! Text of a cell as a date, a number, a yes or no.

use jiff::civil::{Date, DateTime, Time, date as day};

use crate::spec::{ColumnKind, DateOrder};

/// A value that is not what its column holds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{column}: {because}; {remedy}")]
pub struct BadValue {
    /// The column.
    pub column: &'static str,
    /// The value where it may be shown, or its shape.
    pub shown: String,
    /// What is wrong with it.
    pub because: String,
    /// How to put it right.
    pub remedy: String,
}

/// What is wrong with a text, before its column is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ValueFault {
    pub(crate) because: String,
    pub(crate) remedy: String,
}

fn fault<T>(because: impl Into<String>, remedy: impl Into<String>) -> Result<T, ValueFault> {
    Err(ValueFault { because: because.into(), remedy: remedy.into() })
}

/// A date of which the day, or day and month, may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day of the month.
    pub day: Option<i8>,
}

impl PartialDate {
    /// The whole date, when nothing is unknown.
    pub fn known(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }
}

const DAY_FIRST: &str = "write it as DD/MM/YYYY";
const YEAR_FIRST: &str = "write it as YYYY-MM-DD";

fn remedy_for(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayFirst => DAY_FIRST,
        DateOrder::YearFirst | DateOrder::Either => YEAR_FIRST,
    }
}

/// A calendar date as the return writes it.
pub(crate) fn date(text: &str, order: DateOrder) -> Result<Date, ValueFault> {
    match order {
        // An extract of a database writes midnight after each date.
        DateOrder::Either => moment(text, order).map(DateTime::date),
        // XML Schema allows a zone after a date.
        DateOrder::YearFirst => plain_date(text.strip_suffix('Z').unwrap_or(text), order),
        DateOrder::DayFirst => plain_date(text, order),
    }
}

/// A date with an optional time of day.
pub(crate) fn moment(text: &str, order: DateOrder) -> Result<DateTime, ValueFault> {
    let (day, time) = match text.split_once(['T', ' ']) {
        Some((day, time)) => (day, time.trim()),
        None => (text, ""),
    };
    let day = plain_date(day, order)?;
    let time = time.strip_suffix('Z').unwrap_or(time);
    let time = if time.is_empty() { Time::midnight() } else { time_of_day(time)? };
    Ok(day.to_datetime(time))
}

fn time_of_day(text: &str) -> Result<Time, ValueFault> {
    let parsed = (|| {
        let (clock, fraction) = text.split_once('.').unwrap_or((text, ""));
        if !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let mut parts = clock.split(':').map(|part| number::<i8>(part, 2));
        let time = Time::new(parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?, 0);
        time.ok().filter(|_| parts.next().is_none())
    })();
    match parsed {
        Some(time) => Ok(time),
        None => fault("this is not a time of day", "write it as HH:MM:SS, from 00:00:00 to 23:59:59"),
    }
}

fn plain_date(text: &str, order: DateOrder) -> Result<Date, ValueFault> {
    if let Some(date) = day_of_spreadsheet(text) {
        return fault(
            format!("this is a spreadsheet's count of days (of {date}), not a date"),
            format!("format the column as a date before saving; {}", remedy_for(order)),
        );
    }
    let slashes = text.split('/').count() == 3;
    let dashes = text.split('-').count() == 3;
    let day_first = match (order, slashes, dashes) {
        (DateOrder::DayFirst | DateOrder::Either, true, _) => true,
        (DateOrder::YearFirst | DateOrder::Either, _, true) => false,
        (DateOrder::DayFirst, _, true) => return fault("the date is not written day first with slashes", DAY_FIRST),
        (DateOrder::YearFirst, true, _) => return fault("the date is not written year first with dashes", YEAR_FIRST),
        _ => return fault("this is not a date", remedy_for(order)),
    };
    let mut parts = text.split(if day_first { '/' } else { '-' });
    let [Some(a), Some(b), Some(c)] = [parts.next(), parts.next(), parts.next()] else {
        return fault("this is not a date", remedy_for(order));
    };
    let (year, month, day) = if day_first { (c, b, a) } else { (a, b, c) };
    if year.len() == 2 {
        return fault("the year has two digits", format!("give the year in full; {}", remedy_for(order)));
    }
    let (Some(year), Some(month), Some(day)) =
        (number::<i16>(year, 4).filter(|_| year.len() == 4), number::<i8>(month, 2), number::<i8>(day, 2))
    else {
        return fault("this is not a date", remedy_for(order));
    };
    checked(year, month, day, order)
}

/// The day that a text names, whatever its century: 1880 is no year of a child's life, but it is a day before any other, and a
/// rule that compares has to see that. `None` where the text names no day at all, or one outside 1000 to 2999, so that no
/// reckoning from it leaves the calendar.
pub(crate) fn any_day(text: &str, order: DateOrder) -> Option<Date> {
    if let Ok(date) = date(text, order) {
        return Some(date);
    }
    let day_first = order == DateOrder::DayFirst;
    let mut parts = text.split(if day_first { '/' } else { '-' });
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, day) = if day_first { (c, a) } else { (a, c) };
    let year = number::<i16>(year, 4).filter(|year| (1000..=2999).contains(year))?;
    Date::new(year, number(b, 2)?, number(day, 2)?).ok().filter(|_| parts.next().is_none())
}

fn checked(year: i16, month: i8, day: i8, order: DateOrder) -> Result<Date, ValueFault> {
    if !(1900..=2199).contains(&year) {
        return fault(format!("the year {year} cannot be right"), "give the year in full");
    }
    if !(1..=12).contains(&month) {
        let why = format!("there is no month {month}");
        return fault(why, format!("day and month may have changed places; {}", remedy_for(order)));
    }
    match Date::new(year, month, day) {
        Ok(date) => Ok(date),
        Err(_) => fault(format!("{year} has no day {day} in month {month}"), "give a day that the month has"),
    }
}

/// The date behind a number that a spreadsheet shows for one: 43831 is 1 January 2020.
fn day_of_spreadsheet(text: &str) -> Option<Date> {
    let whole = text.strip_suffix(".0").unwrap_or(text);
    let days = number::<i32>(whole, 5).filter(|_| whole.len() == 5)?;
    day(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()
}

/// A date with `zz` or blanks for what is unknown.
pub(crate) fn partial_date(text: &str, order: DateOrder) -> Result<PartialDate, ValueFault> {
    let unknown = |part: &str| part.eq_ignore_ascii_case("zz");
    let mut parts = text.split('/');
    if let (Some(day), Some(month), Some(year), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        && (unknown(day) || unknown(month))
    {
        let Some(year) = number::<i16>(year, 4).filter(|year| (1900..=2199).contains(year)) else {
            return fault("the year is not known", "give the year at least, as zz/zz/YYYY");
        };
        let month =
            if unknown(month) { None } else { Some(checked(year, number(month, 2).unwrap_or(0), 1, order)?.month()) };
        return Ok(PartialDate { year, month, day: None });
    }
    let whole = date(text, if text.contains('/') { DateOrder::DayFirst } else { order })?;
    Ok(PartialDate { year: whole.year(), month: Some(whole.month()), day: Some(whole.day()) })
}

/// A whole number: digits, with `.0` as a data frame writes them.
pub(crate) fn whole(text: &str) -> Result<i64, ValueFault> {
    let digits = text.strip_suffix(".0").unwrap_or(text);
    match digits.parse() {
        Ok(number) => Ok(number),
        Err(_) => fault("this is not a whole number", "write it in digits only"),
    }
}

/// A number with an optional fraction.
pub(crate) fn decimal(text: &str) -> Result<f64, ValueFault> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        _ => fault("this is not a number", "write it in digits with a point, as 12.5"),
    }
}

/// Yes or no in the spellings that returns and their exporters use.
pub(crate) fn flag(text: &str) -> Result<bool, ValueFault> {
    const YES: [&str; 5] = ["y", "1", "true", "yes", "1.0"];
    const NO: [&str; 5] = ["n", "0", "false", "no", "0.0"];
    if YES.iter().any(|yes| text.eq_ignore_ascii_case(yes)) {
        Ok(true)
    } else if NO.iter().any(|no| text.eq_ignore_ascii_case(no)) {
        Ok(false)
    } else {
        fault("this is neither yes nor no", "write Y or N, true or false, or 1 or 0")
    }
}

/// JSON of at most the depth that the parser allows.
pub(crate) fn json(text: &str) -> Result<serde_json::Value, ValueFault> {
    match serde_json::from_str(text) {
        Ok(value) => Ok(value),
        Err(why) => fault(
            format!("this is not JSON (character {})", why.column()),
            "check the quotes and brackets of the column in the extract",
        ),
    }
}

/// Digits only, at most `most` of them.
fn number<T: std::str::FromStr>(text: &str, most: usize) -> Option<T> {
    let fits = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

/// A value as a message may show it: quoted when it looks like a code or a date, else its shape.
pub(crate) fn shown(text: &str, kind: ColumnKind) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '.' | ':' | '_' | ' ');
    let like_a_code =
        text.len() <= 24 && text.chars().all(plain) && (text.len() <= 5 || text.bytes().any(|b| b.is_ascii_digit()));
    if kind.may_be_quoted() && like_a_code {
        return format!("`{text}`");
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    format!("{} characters ({letters} letters, {digits} digits)", text.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateOrder::{DayFirst, Either, YearFirst};
    use proptest::prelude::*;

    #[test]
    fn each_return_reads_its_own_way_of_writing_dates() {
        assert_eq!(date("05/04/2020", DayFirst), Ok(day(2020, 4, 5)));
        assert_eq!(date("5/4/2020", DayFirst), Ok(day(2020, 4, 5)));
        assert_eq!(date("2020-04-05", YearFirst), Ok(day(2020, 4, 5)));
        assert_eq!(date("2020-04-05Z", YearFirst), Ok(day(2020, 4, 5)));
        for text in ["2020-04-05", "05/04/2020", "2020-04-05 00:00:00.000", "2020-04-05T00:00:00", "05/04/2020 00:00"] {
            assert_eq!(date(text, Either), Ok(day(2020, 4, 5)), "{text}");
        }
    }

    #[test]
    fn a_time_of_day_is_kept() {
        let at = day(2020, 4, 5).at(13, 7, 9, 0);
        assert_eq!(moment("2020-04-05T13:07:09Z", Either), Ok(at));
        assert_eq!(moment("05/04/2020 13:07:09.123", Either), Ok(at));
        assert!(moment("2020-04-05T25:00:00", Either).is_err());
        assert!(moment("2020-04-05T13", Either).is_err());
    }

    #[test]
    fn the_leap_day_exists_only_in_leap_years() {
        assert_eq!(date("29/02/2024", DayFirst), Ok(day(2024, 2, 29)));
        assert!(date("29/02/2023", DayFirst).unwrap_err().because.contains("2023 has no day 29"));
        assert!(date("2023-02-29", YearFirst).is_err());
    }

    #[test]
    fn what_a_spreadsheet_makes_of_a_date_is_named() {
        let bad = date("43831", DayFirst).unwrap_err();
        assert!(bad.because.contains("2020-01-01"), "{}", bad.because);
        assert!(date("1E5", DayFirst).is_err());
        assert!(date("01/04/20", DayFirst).unwrap_err().because.contains("two digits"));
    }

    #[test]
    fn the_other_order_is_named_and_not_guessed() {
        assert!(date("2020-04-05", DayFirst).unwrap_err().remedy.contains("DD/MM/YYYY"));
        assert!(date("05/04/2020", YearFirst).unwrap_err().remedy.contains("YYYY-MM-DD"));
        assert!(date("04/25/2020", DayFirst).unwrap_err().remedy.contains("changed places"));
    }

    #[test]
    fn unknown_parts_of_an_order_date_are_kept_unknown() {
        let year = PartialDate { year: 2010, month: None, day: None };
        assert_eq!(partial_date("zz/ZZ/2010", DayFirst), Ok(year));
        let month = PartialDate { year: 2010, month: Some(6), day: None };
        assert_eq!(partial_date("zz/06/2010", DayFirst), Ok(month));
        assert_eq!(partial_date("04/06/2010", DayFirst).unwrap().known(), Some(day(2010, 6, 4)));
        assert!(partial_date("zz/13/2010", DayFirst).is_err());
        assert!(partial_date("zz/zz/zzzz", DayFirst).is_err());
    }

    #[test]
    fn a_day_of_another_century_is_a_day_to_those_who_compare() {
        assert_eq!(any_day("1880-10-26", YearFirst), Some(day(1880, 10, 26)));
        assert_eq!(any_day("26/10/1880", DayFirst), Some(day(1880, 10, 26)));
        assert_eq!(any_day("2020-04-05Z", YearFirst), Some(day(2020, 4, 5)));
        for text in ["1880-02-30", "80-10-26", "1880-10-26-1", "26/10/1880", "0999-12-31", "3000-01-01", ""] {
            assert_eq!(any_day(text, YearFirst), None, "{text}");
        }
    }

    #[test]
    fn numbers_and_flags_forgive_what_exporters_do() {
        assert_eq!(whole("3.0"), Ok(3));
        assert!(whole("3.5").is_err());
        assert!(decimal("NaN").is_err());
        assert_eq!(flag("TRUE"), Ok(true));
        assert_eq!(flag("n"), Ok(false));
        assert!(flag("2").is_err());
    }

    #[test]
    fn a_name_is_never_shown_even_in_the_wrong_column() {
        assert_eq!(shown("C2", ColumnKind::Code), "`C2`");
        assert!(shown("Zebedee", ColumnKind::Code).starts_with("7 characters"));
        assert!(shown("L1 8JQ", ColumnKind::Private).starts_with("6 characters"));
    }

    #[test]
    fn json_that_nests_without_end_is_refused() {
        assert!(json(&"[".repeat(100_000)).is_err());
        assert!(json("{\"a\":1}").is_ok());
    }

    proptest! {
        #[test]
        fn every_date_is_read_back(days in 0..80_000_i32) {
            let any = day(1950, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            prop_assert_eq!(date(&any.strftime("%d/%m/%Y").to_string(), DayFirst), Ok(any));
            prop_assert_eq!(date(&any.to_string(), YearFirst), Ok(any));
            prop_assert_eq!(date(&any.to_string(), Either), Ok(any));
        }

        #[test]
        fn any_text_never_panics(text in ".{0,24}") {
            let _ = (date(&text, DayFirst), moment(&text, Either), partial_date(&text, DayFirst), any_day(&text, YearFirst));
            let _ = (whole(&text), decimal(&text), flag(&text), json(&text), shown(&text, ColumnKind::Code));
        }
    }
}
