//! How a clock came to its date, in words.

use hearth_calendar::{Calendar, add_days, in_words};
use jiff::civil::{Date, Weekday};

use super::{
    Clocks,
    clock::{Clock, SaidBy},
    stays::Used,
    within::{Unit, Within},
};

/// At most this many holidays are named.
const NAMED: usize = 8;

impl Clock {
    /// The sum that gives the due date, in sentences: day 0, the amount, what was not counted, where it ended.
    pub fn sum(&self, clocks: &Clocks) -> String {
        let Some(due) = self.due else {
            let since = self.paused_since.map_or_else(String::new, |day| format!(" since {}", in_words::date(day)));
            return format!("It stands still{since}, so no date can be named yet.");
        };
        let Some(within) = self.within else {
            return format!("It ends on {}.", in_words::date(due));
        };
        let mut sentences = vec![match &self.used {
            Some(used) => self.together(within, used, due),
            None => self.count(within, due),
        }];
        match within.unit {
            Unit::WorkingDay => sentences.push(not_counted(clocks.calendar(), self.from, due)),
            Unit::SchoolDay => sentences.push("Holidays, half terms, weekends and inset days do not count.".to_owned()),
            _ => {}
        }
        sentences.extend(self.at_what_time(within));
        if within.unit.is_of_school() {
            sentences.extend(clocks.source_of_terms().map(|source| format!("School terms: {source}.")));
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
            (Unit::Term, ..) => format!(
                "Day 0 is {}. The school term that begins next ends on {}.",
                in_words::date(self.from),
                in_words::date(due)
            ),
            _ => format!("Day 0 is {}. {within} from there end on {}.", in_words::date(self.from), in_words::date(due)),
        }
    }

    /// The sum of a limit over several stays.
    fn together(&self, within: Within, used: &Used, due: Date) -> String {
        let stays = in_words::counted(used.stays.into(), "earlier stay");
        let began = in_words::date(self.from);
        let stretch = used.stretch;
        let took = match within.unit {
            Unit::Stay => {
                return format!(
                    "{within} may begin in any {stretch}. {stays} began in the {stretch} before {began}, so this one is over \
                     the limit from its first day."
                );
            }
            unit => in_words::counted(used.amount, unit.word()),
        };
        let end = self.due_at.map_or_else(|| in_words::date(due), in_words::date_at);
        format!(
            "{within} are allowed in any {stretch}. {stays} took {took} in the {stretch} before {began}; with this one they are used \
             up on {end}."
        )
    }

    /// At what time of the due day it is over, where that is said.
    fn at_what_time(&self, within: Within) -> Option<String> {
        let (came, ends) = self.from_at.zip(self.due_at).filter(|_| within.unit != Unit::Hour)?;
        let (came, ends) = (in_words::time(came), in_words::time(ends));
        Some(if came == ends {
            format!("It came at {came} and is due by the same time of that day.")
        } else {
            format!("It came at {came} and is due by {ends} of that day, when the working day of the council closes.")
        })
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
    format!("{} on {}", in_words::time(at), in_words::date(hearth_calendar::london_date(at)))
}
