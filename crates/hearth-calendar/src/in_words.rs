//! Dates, time left and ages as people say them.
//!
//! Pages show time in words with the date beside it. The words are English and the same everywhere,
//! so that a letter, a list and a page never disagree.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};

use crate::age::age;
use crate::calendar::{Calendar, Due};
use crate::hours::{london_date, london_datetime};
use crate::period::days_between;

/// Up to so many hours ahead the words count hours and minutes; beyond, they name the time of day.
const COUNTED_HOURS: i64 = 3;

/// "Thursday 26 November 2026".
pub fn date(date: Date) -> String {
    format!("{} {}", weekday(date.weekday()), date_without_weekday(date))
}

/// "26 November 2026".
pub fn date_without_weekday(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date.month()), date.year())
}

/// When a day is, seen from today: "today", "tomorrow", "in 5 days", "yesterday", "5 days ago".
pub fn when(today: Date, date: Date) -> String {
    match days_between(today, date) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        ahead @ 2.. => format!("in {ahead} days"),
        behind => format!("{} days ago", behind.unsigned_abs()),
    }
}

/// How a duty stands, for a list: "16 days late", "due today", "due tomorrow", "due Thursday" (within
/// six days, so that the weekday names one day only), "due in 12 days".
pub fn due(today: Date, due: Date) -> String {
    match days_between(today, due) {
        2..=6 => format!("due {}", weekday(due.weekday())),
        0.. => format!("due {}", when(today, due)),
        late => format!("{} late", counted(late.unsigned_abs(), "day")),
    }
}

/// How a duty stands that is due at a moment: "due in 40 minutes", "due in 2 hours", "due today by 16:10", "due tomorrow by
/// 09:10", "due Monday by 09:10", "due in 12 days"; "overdue since 16:10", "overdue since yesterday", "overdue since Friday",
/// "overdue for 12 days".
///
/// Hours and minutes are whole ones, so that nobody is promised more than there is.
pub fn due_at(now: Timestamp, due: Timestamp) -> String {
    let days = days_between(london_date(now), london_date(due));
    let weekday = weekday(london_date(due).weekday());
    if now > due {
        return match days {
            0 => format!("overdue since {}", time(due)),
            -1 => "overdue since yesterday".to_owned(),
            -6..=-2 => format!("overdue since {weekday}"),
            late => format!("overdue for {}", counted(late.unsigned_abs(), "day")),
        };
    }
    let minutes = due.duration_since(now).as_mins();
    let whole = |amount: i64, noun| counted(u32::try_from(amount).unwrap_or(u32::MAX), noun);
    match days {
        _ if minutes < 1 => "due now".to_owned(),
        _ if minutes < 60 => format!("due in {}", whole(minutes, "minute")),
        _ if minutes < COUNTED_HOURS * 60 => format!("due in {}", whole(minutes / 60, "hour")),
        0 => format!("due today by {}", time(due)),
        1 => format!("due tomorrow by {}", time(due)),
        2..=6 => format!("due {weekday} by {}", time(due)),
        ahead => format!("due in {}", counted(ahead.unsigned_abs(), "day")),
    }
}

/// The time of day in England: "16:10".
pub fn time(at: Timestamp) -> String {
    let civil = london_datetime(at);
    format!("{:02}:{:02}", civil.hour(), civil.minute())
}

/// The date and time of day in England: "Thursday 26 November 2026 at 16:10".
pub fn date_at(at: Timestamp) -> String {
    format!("{} at {}", date(london_date(at)), time(at))
}

/// How a duty stands in working days, with its date: "in 3 working days, Thursday 26 November 2026",
/// "today, …", "2 working days late, …". A provisional date says so at the end.
///
/// A due date that passed at a weekend, with no working day since, is "late" without a number.
pub fn due_in_working_days(calendar: &Calendar, today: Date, due: Due) -> String {
    let working = calendar.count_working_days(today, due.date);
    let distance = match days_between(today, due.date) {
        0 => "today".to_owned(),
        // The limit falls on a weekend or holiday and no working day is left before it.
        1.. if working == 0 => when(today, due.date),
        1.. => format!("in {}", counted(working.unsigned_abs(), "working day")),
        _ => match calendar.count_working_days(due.date, today) {
            0 => "late".to_owned(),
            late => format!("{} late", counted(late.unsigned_abs(), "working day")),
        },
    };
    let certainty = if due.provisional { " (provisional)" } else { "" };
    format!("{distance}, {}{certainty}", date(due.date))
}

/// An age for a header: "7 years", "5 months", "3 weeks", "2 days", "born today"; for the unborn, whose
/// date is the expected one, "due in 35 days", "due tomorrow".
pub fn age_of(born: Date, today: Date) -> String {
    let Some(age) = age(born, today) else {
        return format!("due {}", when(today, born));
    };
    if age.years > 0 {
        return counted(age.years.into(), "year");
    }
    if age.months > 0 {
        return counted(age.months.into(), "month");
    }
    match days_between(born, today).unsigned_abs() {
        0 => "born today".to_owned(),
        days @ 1..14 => counted(days, "day"),
        days => counted(days / 7, "week"),
    }
}

/// "1 day", "2 days": a count with its noun.
pub fn counted(count: u32, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

fn month(month: i8) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
}
