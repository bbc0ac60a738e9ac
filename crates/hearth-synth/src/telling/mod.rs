//! Telling a story: from a course of events chosen beforehand to dated facts, up to today.
//!
//! Every story is told forwards and cut at its horizon, which is today or the day of a death. What
//! would happen later has not happened: so every stage of every service occurs, and what is overdue
//! is overdue because the day has passed.

mod care;
mod course;
mod family;
mod home;
mod in_care;
mod leaver;
mod plans;

pub(crate) use course::Course;
pub(crate) use home::Spine;

use hearth_calendar::{Calendar, LeapDay, age_on, birthday};
use jiff::civil::Date;

use crate::authority::Authority;
use crate::people::person::Birth;
use crate::staff::Staff;

/// What every story of a world is told with.
pub(crate) struct Telling<'a> {
    pub(crate) calendar: &'a Calendar,
    pub(crate) staff: &'a Staff,
    pub(crate) authority: &'a Authority,
    /// The last day of the story.
    pub(crate) horizon: Date,
}

/// What a story must know of its child.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Child {
    pub(crate) birth: Birth,
    pub(crate) came_alone: bool,
}

impl Child {
    /// Completed years on a day; 0 before birth.
    pub(crate) fn age(self, day: Date) -> u16 {
        age_on(self.birth.day(), day).unwrap_or(0)
    }

    /// The day on which the child is so old, as the law counts: 1 March in a common year for a leap-day child.
    pub(crate) fn birthday(self, age: u16) -> Date {
        birthday(self.birth.day(), age, LeapDay::Later)
    }
}

impl Telling<'_> {
    /// The day, if it has come.
    pub(crate) fn come(&self, day: Date) -> Option<Date> {
        (day <= self.horizon).then_some(day)
    }

    /// The day if it is worked, else the next working day.
    pub(crate) fn worked(&self, day: Date) -> Date {
        self.calendar.roll_forward(day).date
    }

    /// So many working days after a day.
    pub(crate) fn working_days(&self, day: Date, count: u32) -> Date {
        self.calendar.add_working_days(day, count).date
    }
}
