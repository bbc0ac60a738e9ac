//! The time that a list or dataset looks back on, up to the day as at which it is made.

use jiff::civil::Date;

/// The days from one to another, both among them. What lies after the last has not happened for whoever looks back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub from: Date,
    /// The day as at which it is told.
    pub day: Date,
}

impl Window {
    /// The months up to `day`. A month back from the 31st is the last day of a shorter month.
    pub fn months(months: u16, day: Date) -> Self {
        Self { from: hearth_calendar::add_months(day, -i32::from(months)), day }
    }

    /// The years up to `day`.
    pub fn years(years: u16, day: Date) -> Self {
        Self { from: hearth_calendar::add_years(day, -i32::from(years)), day }
    }

    /// Whether a day lies in it.
    pub fn has(self, day: Date) -> bool {
        self.from <= day && day <= self.day
    }

    /// Whether something that began and ended then touches it; what has no end goes on.
    pub fn touches(self, began: Option<Date>, ended: Option<Date>) -> bool {
        began.is_none_or(|began| began <= self.day) && ended.is_none_or(|ended| self.from <= ended)
    }

    /// A day that has come; none for one that lies ahead.
    pub fn seen(self, day: Option<Date>) -> Option<Date> {
        day.filter(|day| *day <= self.day)
    }

    /// Whether something that began and ended then goes on on the last day.
    pub fn open(self, began: Option<Date>, ended: Option<Date>) -> bool {
        began.is_none_or(|began| began <= self.day) && self.seen(ended).is_none()
    }
}
