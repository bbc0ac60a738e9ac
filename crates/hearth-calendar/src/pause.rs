//! Pauses: days that do not count, by which a due date moves (rule E11).

use jiff::civil::Date;

use crate::period::{add_days, days_between};

/// Days that do not count for a clock, first and last included.
///
/// For an access request the first is the day on which clarification was asked and the last the day
/// on which it came (UK GDPR art 12A, Data (Use and Access) Act 2025). Of the statutory clocks only
/// the subject-rights ones pause; an assessment does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pause {
    /// The first day that does not count.
    pub from: Date,
    /// The last day that does not count; `None` while the pause runs.
    pub to: Option<Date>,
}

/// A due date after the pauses of its clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moved {
    /// The date it now falls on, and by how many days it moved.
    Due {
        /// The new due date.
        date: Date,
        /// Calendar days that did not count.
        paused_days: i32,
    },
    /// A pause is running, so no date can be named. Of the time allowed, this many days are left.
    Paused {
        /// The day from which the clock stands still.
        since: Date,
        /// Days still to run when it starts again, counted from the last day of the pause.
        days_left: i32,
    },
}

/// Moves the due date of a clock that started on `started` by the pauses in it.
///
/// Pauses may overlap, touch or come unsorted; each day is left out once. Days on or before
/// `started` (day 0) and pauses that begin after the clock has run out change nothing. A pause that
/// ends before it begins is ignored. Where the rule also rolls off a weekend, roll the answer, not
/// the date that goes in.
///
/// ```
/// use hearth_calendar::{Moved, Pause, move_by_pauses};
/// use jiff::civil::date;
///
/// let asked = Pause { from: date(2026, 3, 10), to: Some(date(2026, 3, 14)) };
/// let moved = move_by_pauses(date(2026, 3, 2), date(2026, 4, 2), &[asked]);
/// assert_eq!(moved, Moved::Due { date: date(2026, 4, 7), paused_days: 5 });
/// ```
pub fn move_by_pauses(started: Date, due: Date, pauses: &[Pause]) -> Moved {
    let mut in_order: Vec<Pause> = pauses.to_vec();
    in_order.sort_by_key(|pause| pause.from);
    let mut moved = due;
    let mut counted_to = started;
    for pause in in_order {
        let from = pause.from.max(add_days(counted_to, 1));
        if from > moved {
            continue;
        }
        let Some(to) = pause.to else {
            return Moved::Paused { since: from, days_left: days_between(add_days(from, -1), moved) };
        };
        if to < from {
            continue;
        }
        moved = add_days(moved, days_between(from, to) + 1);
        counted_to = to;
    }
    Moved::Due { date: moved, paused_days: days_between(due, moved) }
}
