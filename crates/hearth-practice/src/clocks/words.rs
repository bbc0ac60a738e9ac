//! How a clock came to its date, in words.

use hearth_calendar::{Calendar, add_days, in_words};
use jiff::civil::{Date, Weekday};

use super::{
    clock::{Clock, SaidBy},
    within::{Unit, Within},
};

/// At most this many holidays are named.
const NAMED: usize = 8;

impl Clock {
    /// The sum that gives the due date, in sentences: day 0, the amount, what was not counted, where it ended.
    pub fn sum(&self, calendar: &Calendar) -> String {
        let Some(due) = self.due else {
            let since = self.paused_since.map_or_else(String::new, |day| format!(" since {}", in_words::date(day)));
            return format!("It stands still{since}, so no date can be named yet.");
        };
        let Some(within) = self.within else {
            return format!("It ends on {}.", in_words::date(due));
        };
        let mut sentences = vec![self.count(within, due)];
        if within.unit == Unit::WorkingDay {
            sentences.push(not_counted(calendar, self.from, due));
        }
        if self.paused_days > 0 {
            let days = in_words::counted(self.paused_days.unsigned_abs(), "day");
            sentences.push(format!("{days} on which it stood still did not count."));
        }
        if let Some(plan_for) = self.plan_for.filter(|plan_for| *plan_for < due) {
            let words = "That is no working day and the limit does not move: plan for";
            sentences.push(format!("{words} {}.", in_words::date(plan_for)));
        }
        if self.provisional {
            sentences.push("A bank holiday may still be proclaimed before it, so the date is provisional.".to_owned());
        }
        sentences.join(" ")
    }

    fn count(&self, within: Within, due: Date) -> String {
        match (within.unit, self.from_at, self.due_at) {
            (Unit::Hour, Some(from), Some(due)) => format!("{within} from {} end at {}.", moment(from), moment(due)),
            (Unit::Hour, None, _) => format!(
                "The moment is not recorded, so {within} count from the day, {}, and end on {}.",
                in_words::date(self.from),
                in_words::date(due)
            ),
            _ => format!("Day 0 is {}. {within} from there end on {}.", in_words::date(self.from), in_words::date(due)),
        }
    }

    /// Who says how long it runs, in words.
    pub const fn origin(&self) -> &'static str {
        match self.said_by {
            SaidBy::Council => "Set by this council",
            SaidBy::Plan => "Set by the child’s plan",
            SaidBy::Nation if self.rule.local.is_some() => "The usual time: this council has not set its own",
            SaidBy::Nation => "The same in all of England",
        }
    }
}

/// Which weekdays between two days were holidays.
fn not_counted(calendar: &Calendar, from: Date, to: Date) -> String {
    let mut day = add_days(from, 1);
    let mut named = Vec::new();
    while day <= to && named.len() < NAMED {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        if let Some(holiday) = calendar.holiday(day).filter(|_| !weekend) {
            named.push(format!("{holiday} ({})", in_words::date_without_weekday(day)));
        }
        day = add_days(day, 1);
    }
    if named.is_empty() {
        "Saturdays and Sundays do not count.".to_owned()
    } else {
        format!("Saturdays, Sundays and these do not count: {}.", named.join(", "))
    }
}

fn moment(at: jiff::Timestamp) -> String {
    let civil = hearth_calendar::london_datetime(at);
    format!("{:02}:{:02} on {}", civil.hour(), civil.minute(), in_words::date(civil.date()))
}
