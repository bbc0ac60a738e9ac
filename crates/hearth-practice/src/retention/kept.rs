//! The answer: until when, why, and what stands in the way.

use hearth_calendar::add_days;
use hearth_record::Event;
use jiff::civil::Date;

use super::rule::{Class, Rule, Span};

/// How a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is kept until the end of this day.
    Until(Date),
    /// Nothing says until when yet: it is kept.
    Indeterminate,
    /// A hold stands: it is kept whatever the rules say.
    Held,
}

/// From what a rule counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// From an event. For a birthday it is the birth, and `from` the birthday.
    Event {
        /// The event.
        event: Event,
        /// The day that is counted from.
        from: Date,
    },
    /// No date of birth is known: from the closing of the case, as if the child had been born on that day.
    ClosingForBirth(Event),
    /// The longest child's file that names an adult.
    Children,
    /// It has not happened yet, or the case is open.
    NotYet,
}

/// One rule as it holds for a file.
#[derive(Debug, Clone)]
pub struct Because {
    /// The rule.
    pub rule: &'static Rule,
    /// From what it counts.
    pub trigger: Trigger,
    /// For how many years; none where the council has not said and no law asks.
    pub years: Option<u16>,
    /// Until when; none where it cannot be said yet.
    pub until: Option<Date>,
    /// Whether the years are those of a statute alone.
    pub floor: bool,
}

impl Because {
    /// Whether it gives years from a birthday, and neither the birth is known nor the closing that stands in for it has come.
    pub(super) fn awaits_birth(&self) -> bool {
        self.rule.counts.birthday.is_some() && self.years.is_some() && self.until.is_none()
    }
}

/// Why a file has no date, or why one that has is not let go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// The council's schedule was not supplied: nothing of it is proposed.
    NoSchedule,
    /// The schedule has no rule for the class.
    NoRule(&'static Class),
    /// Nothing in the file says what class it is.
    NoClass,
    /// The class has a rule and what it counts from has not happened, or the case is open.
    NotYet(&'static Class),
    /// What kept it was corrected away, and two people have not agreed to that.
    Agreement,
    /// Sexual abuse was alleged, no hold stands, and a short rule would let the file go: a reviewer says why first.
    Reviewer,
}

/// How long a file is kept, and why.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// The class of the file: the highest.
    pub class: Option<&'static Class>,
    /// The last day on which it is kept, by the rules alone; none where it cannot be said.
    pub until: Option<Date>,
    /// Every rule that applies, the longest first: the first wins.
    pub because: Vec<Because>,
    /// What lacks.
    pub lacks: Vec<Lack>,
    /// What is open.
    pub open: Vec<&'static Span>,
    /// The holds that stand.
    pub holds: Vec<String>,
    /// What else was said to stand in the way.
    pub blocks: Vec<String>,
    /// Until when it would be kept by what the records say now, where a correction brought that nearer and two people have not agreed.
    pub shorter: Option<Date>,
}

impl Kept {
    /// How the file stands: a hold beats every rule.
    pub fn standing(&self) -> Standing {
        match self.until {
            _ if !self.holds.is_empty() => Standing::Held,
            Some(until) => Standing::Until(until),
            None => Standing::Indeterminate,
        }
    }

    /// The rule that keeps it longest.
    pub fn wins(&self) -> Option<&Because> {
        self.because.first().filter(|because| because.until.is_some() && because.until == self.until)
    }

    /// The first day on which destruction may begin: the one after the last on which it is kept.
    pub fn may_begin(&self) -> Option<Date> {
        self.until.map(|until| add_days(until, 1))
    }

    /// Whether it may be proposed for destruction on `today`: the day has passed and nothing stands in the way.
    pub fn is_due(&self, today: Date) -> bool {
        self.may_begin().is_some_and(|from| from <= today) && self.is_free()
    }

    /// Whether the law alone says how long: at least so long, and until the council has a rule of its own.
    pub fn awaits_a_rule(&self) -> bool {
        self.lacks.iter().any(|lack| matches!(lack, Lack::NoSchedule | Lack::NoRule(_)))
    }

    /// Whether nothing stands in the way: no hold, nothing open, nothing lacking.
    pub fn is_free(&self) -> bool {
        self.holds.is_empty() && self.lacks.is_empty() && self.open.is_empty() && self.blocks.is_empty()
    }

    /// What stands in the way apart from holds, in words: "open access request".
    pub fn blocked_by(&self) -> Vec<String> {
        let open = self.open.iter().map(|span| span.name.clone());
        // What has no date at all says so by having none.
        let lacks = self.lacks.iter().filter(|_| self.until.is_some()).map(|lack| lack.words());
        open.chain(self.blocks.iter().cloned()).chain(lacks).collect()
    }
}
