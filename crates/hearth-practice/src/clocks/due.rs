//! From a start and an amount to a due date: rules E2 to E9, E11 and E13.

use hearth_calendar::{Calendar, LeapDay, Moved, Pause, add_hours, add_months, birthday, london_date, move_by_pauses};
use jiff::{Timestamp, civil::Date};

use super::{
    Set,
    rule::{Over, Rule},
    within::{Unit, Within},
};

/// When a clock is over.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct DueDate {
    /// Day 0, and the moment where it is known; none while the clock has not begun.
    pub from: Option<(Date, Option<Timestamp>)>,
    pub on: Option<Date>,
    pub at: Option<Timestamp>,
    pub plan_for: Option<Date>,
    pub provisional: bool,
    pub paused_days: i32,
    pub paused_since: Option<Date>,
}

/// The end of `within` from `day`, or from the moment `at` where it counts hours; why there is none, where it counts by school terms
/// that are not loaded.
pub(super) fn due(
    set: &Set,
    rule: &Rule,
    (day, at): (Date, Option<Timestamp>),
    within: Within,
    pauses: &[Pause],
) -> Result<DueDate, String> {
    let calendar = &set.calendar;
    if within.unit == Unit::Hour {
        return Ok(hours(calendar, day, at, within, rule.rolls));
    }
    let from = Some((day, at));
    let (end, counted) = match within.unit {
        Unit::WorkingDay => {
            let due = calendar.add_working_days(day, within.amount.into());
            (due.date, due.provisional)
        }
        Unit::SchoolDay | Unit::Term => (by_school(set, day, within)?, false),
        _ => (within.calendar_days_from(day, false), false),
    };
    let (moved, paused_days) = match move_by_pauses(day, end, pauses) {
        Moved::Due { date, paused_days } => (date, paused_days),
        Moved::Paused { since, .. } => return Ok(DueDate { from, paused_since: Some(since), ..DueDate::default() }),
    };
    let (on, provisional) = if rule.rolls {
        let rolled = calendar.roll_forward(moved);
        (rolled.date, rolled.provisional)
    } else {
        (moved, counted)
    };
    let plan_for = Some(calendar.last_working_day_on_or_before(on).date);
    let at = at
        .filter(|_| rule.over == Over::ByWorkingHours)
        .zip(set.hours)
        .map(|(came, hours)| hours.moment(calendar, came, on));
    Ok(DueDate { from, on: Some(on), at, plan_for, provisional, paused_days, ..DueDate::default() })
}

/// School days and terms, by the calendar that the council loaded (E10).
fn by_school(set: &Set, day: Date, within: Within) -> Result<Date, String> {
    let schools = set.schools.as_ref().ok_or("no school terms are loaded for this council")?;
    if within.unit == Unit::SchoolDay {
        return schools.add_school_days(&set.calendar, day, within.amount.into()).map_err(|e| e.to_string());
    }
    let mut end = day;
    for _ in 0..within.amount {
        // Of a day in the holidays, too, the next term is the one that begins after it.
        end = schools.term_after(end).map_err(|e| e.to_string())?.to;
    }
    Ok(end)
}

/// Hours run on through nights and weekends, so the day itself is the day to plan for. Without the moment, the day on which
/// the last of them ends is the due day.
fn hours(calendar: &Calendar, day: Date, at: Option<Timestamp>, within: Within, rolls: bool) -> DueDate {
    let from = Some((day, at));
    let ends = at.map(|at| add_hours(at, within.amount.into()));
    let on = ends.map_or_else(|| within.calendar_days_from(day, false), london_date);
    ends_on(calendar, from, (on, ends), rolls)
}

/// The end at a moment of a day, which rolls where the rule says so.
pub(super) fn ends_on(
    calendar: &Calendar,
    from: Option<(Date, Option<Timestamp>)>,
    (on, at): (Date, Option<Timestamp>),
    rolls: bool,
) -> DueDate {
    if rolls && !calendar.is_working_day(on) {
        let rolled = calendar.roll_forward(on);
        return DueDate {
            from,
            on: Some(rolled.date),
            plan_for: Some(rolled.date),
            provisional: rolled.provisional,
            ..DueDate::default()
        };
    }
    DueDate { from, on: Some(on), at, plan_for: Some(on), ..DueDate::default() }
}

/// The time for a younger child where it is over before the birthday, otherwise `within`.
pub(super) fn by_age(born: Option<Date>, day: Date, than: u16, younger: Within, within: Within) -> Within {
    let reached = born.map(|born| birthday(born, than, LeapDay::Earlier));
    let ends = match younger.unit {
        Unit::Month => add_months(day, younger.amount.into()),
        _ => younger.calendar_days_from(day, false),
    };
    if reached.is_some_and(|reached| ends < reached) { younger } else { within }
}
