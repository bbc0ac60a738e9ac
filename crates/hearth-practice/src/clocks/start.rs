//! Which events start a clock.

use hearth_calendar::{LeapDay, add_years, birthday};
use hearth_record::EventName;
use jiff::{Timestamp, civil::Date};

use super::{
    history::{Course, Stood},
    rule::{Birthdays, Mark, Which},
    run::Runner,
};

/// What starts a clock.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    /// The event.
    pub place: usize,
    /// From this day what stops it counts.
    pub day: Date,
    /// The moment, where it is known.
    pub at: Option<Timestamp>,
    /// From this day the time counts.
    pub base: Date,
    /// The day is a birthday or derives from one.
    pub birthday: bool,
}

impl Runner<'_> {
    pub(super) fn starts(&self) -> Vec<Start> {
        if let Some(birthdays) = self.rule.birthdays {
            return self.birthdays(birthdays);
        }
        let places = self.world.history.any_of(&self.rule.starts);
        places.into_iter().filter_map(|place| self.start(place)).collect()
    }

    /// The start that an event makes, if it makes one.
    fn start(&self, place: usize) -> Option<Start> {
        let event = self.world.history.at(place);
        if !self.rule.stops.contains(&event.name) || self.is_complete(place) {
            let mut start = Start { place, day: event.on, at: event.at, base: event.on, birthday: false };
            if let Some(from) = self.rule.ages.and_then(|ages| ages.from) {
                let reached = self.world.history.born.map(|born| birthday(born, from, LeapDay::Earlier));
                if let Some(reached) = reached.filter(|reached| *reached > start.day) {
                    start = Start { day: reached, at: None, base: reached, birthday: true, ..start };
                }
            }
            return self.admits(&start).then_some(start);
        }
        None
    }

    /// The starts that birthdays make, as far as they are near.
    fn birthdays(&self, ages: Birthdays) -> Vec<Start> {
        let history = self.world.history;
        let (Some(born), Some(place)) =
            (history.born, EventName::named("person.born").ok().and_then(|n| history.first_of(n)))
        else {
            return Vec::new();
        };
        let horizon = add_years(self.world.today, 1);
        let start = |age: u16| {
            let mut base = birthday(born, age, LeapDay::Earlier);
            if let Some(settled) = ages.settled {
                let course = self.course()?;
                let since = course.open_from(base)?.max(birthday(born, settled.since, LeapDay::Later));
                base = base.max(settled.time.calendar_days_from(since, false));
            }
            let day = ages.opens.map_or(base, |before| before.calendar_days_from(base, true));
            let start = Start { place, day, at: None, base, birthday: true };
            (day <= horizon && self.admits(&start)).then_some(start)
        };
        (ages.from..=ages.to).filter_map(start).collect()
    }

    pub(super) fn course(&self) -> Option<&Course> {
        let name = self.rule.only_during.as_deref().or(self.rule.during.as_deref())?;
        self.world.courses.get(name)
    }

    /// Whether everything that the rule asks of a start is so.
    fn admits(&self, start: &Start) -> bool {
        let (rule, history, day) = (self.rule, self.world.history, start.day);
        let in_force = rule.valid_from.is_none_or(|from| from <= day) && rule.valid_to.is_none_or(|to| day <= to);
        let too_old = rule.ages.and_then(|ages| ages.to).zip(history.born);
        let too_old = too_old.is_some_and(|(to, born)| day >= birthday(born, to, LeapDay::Later));
        in_force
            && !too_old
            && rule.when.iter().all(|fact| history.holds(*fact, day))
            && !rule.unless.iter().any(|fact| history.holds(*fact, day))
            && self.in_span(start)
            && !rule.before.iter().any(|mark| self.has_passed(mark, start))
            && rule.after.iter().all(|mark| self.has_passed(mark, start))
    }

    fn in_span(&self, start: &Start) -> bool {
        let outside = self.rule.outside.as_deref().and_then(|name| self.world.courses.get(name));
        if outside.is_some_and(|course| matches!(course.on(start.day), Stood::Open { .. })) {
            return false;
        }
        let Some(course) = self.course() else { return true };
        let (since, known) = match course.on(start.day) {
            Stood::Closed => return false,
            Stood::Never if self.rule.only_during.is_some() => return false,
            Stood::Never => (Date::MIN, false),
            Stood::Open { since, known } => (since, known),
        };
        let earlier = || {
            let first = self.world.history.first_from(&self.rule.starts, since, |place| place < start.place);
            first.is_some()
        };
        match self.rule.which {
            Which::Every => true,
            Which::First => !known && !earlier(),
            Which::Later => known || earlier(),
        }
    }

    /// Whether a mark had been passed when a clock starts.
    fn has_passed(&self, mark: &Mark, start: &Start) -> bool {
        let history = self.world.history;
        let since = history.last_until(&mark.since, start.day).map(|place| history.at(place).on);
        if let Some(time) = mark.time {
            return since.is_some_and(|since| time.calendar_days_from(since, false) <= start.day);
        }
        let from = since.unwrap_or(Date::MIN);
        mark.event.is_some_and(|event| history.first_from(&[event], from, |place| place < start.place).is_some())
    }

    /// Whether what happened counts: where the rule asks for something beside it, that stands on the same day.
    pub(super) fn is_complete(&self, place: usize) -> bool {
        let history = self.world.history;
        let on = history.at(place).on;
        let waived = self.rule.waived.is_some_and(|fact| history.holds(fact, on));
        waived
            || self.rule.with.is_none_or(|with| {
                history.first_from(&[with], on, |_| true).is_some_and(|beside| history.at(beside).on == on)
            })
    }
}
