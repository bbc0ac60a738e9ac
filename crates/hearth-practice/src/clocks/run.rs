//! Runs rules over a history: which starts count, what ends each clock, how it stands.

use std::collections::BTreeMap;

use hearth_calendar::{Calendar, Pause};
use hearth_record::EventName;
use jiff::{Timestamp, civil::Date};

use super::{
    Set, Time,
    clock::{Clock, Ended, SaidBy, State, Undated},
    due::{self, DueDate},
    history::{Course, History},
    rule::{Again, Rule},
    start::Start,
    stays::{Stay, Used},
    within::Within,
};

/// What was found: clocks, and those that run and have no date.
#[derive(Default)]
pub(super) struct Found {
    pub clocks: Vec<Clock>,
    pub undated: Vec<Undated>,
}

/// Every clock of a history, of the rules that are `meant`.
pub(super) fn all(
    set: &Set,
    history: &History,
    (today, now): (Date, Option<Timestamp>),
    meant: impl Fn(&Rule) -> bool,
) -> Found {
    let spans = &set.rules.spans;
    let world = World {
        set,
        history,
        today,
        now,
        courses: spans.iter().map(|(name, span)| (name.as_str(), history.course(span, today))).collect(),
        end_of_all: history.first_from(&set.rules.ends_all, Date::MIN, |place| history.at(place).on <= today),
    };
    let mut found = Found::default();
    for (rule, time) in set.rules.rules.iter().zip(&set.times).filter(|(rule, _)| meant(rule)) {
        if let Some(time) = time {
            Runner { world: &world, rule, time: *time }.run(&mut found);
        }
    }
    found
}

/// What all rules are held against.
pub(super) struct World<'a> {
    set: &'a Set,
    pub history: &'a History,
    pub today: Date,
    now: Option<Timestamp>,
    pub courses: BTreeMap<&'a str, Course>,
    /// The death of the person, after which most clocks have nothing to ask.
    end_of_all: Option<usize>,
}

impl World<'_> {
    pub fn calendar(&self) -> &Calendar {
        &self.set.calendar
    }
}

/// One rule at work.
pub(super) struct Runner<'a> {
    pub world: &'a World<'a>,
    pub rule: &'static Rule,
    time: Time,
}

impl Runner<'_> {
    fn run(&self, found: &mut Found) {
        let starts = self.starts();
        let mut last: Option<(Start, Option<Ended>)> = None;
        // The last event that stopped a clock of this rule: what each stops only one.
        let mut used = None;
        let mut stays: Vec<Stay> = Vec::new();
        for (n, start) in starts.iter().enumerate() {
            if self.is_passed_over(start, last.as_ref()) {
                continue;
            }
            let (start, ended) = self.settled(*start, &starts, used);
            used = ended.filter(|ended| !ended.without).map_or(used, |ended| Some(ended.by));
            last = Some((start, ended));
            let needed = self.rule.needs.is_none_or(|event| self.first(&[event], start.day).is_some());
            // What was not done about one birthday is asked no more once the next one is near.
            let overtaken = self.rule.birthdays.is_some()
                && ended.is_none()
                && starts.get(n + 1).is_some_and(|next| next.day <= self.world.today);
            if needed && !overtaken {
                self.clock(start, ended, &stays, found);
            }
            if self.rule.in_any.is_some() {
                stays.push((start, ended));
            }
        }
    }

    /// Whether a start changes nothing because of the clock before it.
    fn is_passed_over(&self, start: &Start, last: Option<&(Start, Option<Ended>)>) -> bool {
        let Some((before, ended)) = last else { return false };
        match self.rule.again {
            Again::Each | Again::Restarts => false,
            Again::Ignored => match ended {
                None => true,
                Some(ended) if ended.by == start.place => false,
                Some(ended) => start.day == before.day || (start.day, start.place) < (ended.on, ended.by),
            },
        }
    }

    /// The start that is shown to be the true one, and what ended its clock.
    fn settled(&self, start: Start, starts: &[Start], used: Option<usize>) -> (Start, Option<Ended>) {
        let ended = self.ended(&start, used);
        let Some(settles) = self.rule.settled_by else { return (start, ended) };
        let Some(settled) = self.first(&[settles], start.day) else { return (start, ended) };
        let history = self.world.history;
        let on = history.at(settled).on;
        if ended.is_some_and(|ended| ended.on < on) {
            return (start, ended);
        }
        let could_have =
            |other: &&Start| history.at(other.place).name != settles && other.day >= start.day && other.day <= on;
        match starts.iter().rev().find(could_have) {
            Some(true_one) if true_one.place != start.place => (*true_one, self.ended(true_one, used)),
            _ => (start, ended),
        }
    }

    /// The first event of these names from a day to today.
    fn first(&self, names: &[EventName], day: Date) -> Option<usize> {
        let history = self.world.history;
        history.first_from(names, day, |place| history.at(place).on <= self.world.today)
    }

    /// The same among those that speak of the clock of a start: of two requests, what was asked about one makes nothing longer for the other.
    fn first_of(&self, start: &Start, names: &[EventName], day: Date) -> Option<usize> {
        let history = self.world.history;
        history.first_from(names, day, |place| history.at(place).on <= self.world.today && self.speaks_of(start, place))
    }

    /// Whether the event at `place` can be about the clock of `start`: where only its own record stops it, both are of that record. Facts
    /// that were given by hand name no records.
    fn speaks_of(&self, start: &Start, place: usize) -> bool {
        let record = |place: usize| self.world.history.happening(place).record;
        !self.rule.own || record(place).zip(record(start.place)).is_none_or(|(one, other)| one == other)
    }

    /// What ended the clock of a start, as far as it has happened by today.
    fn ended(&self, start: &Start, used: Option<usize>) -> Option<Ended> {
        let history = self.world.history;
        let stopped = self
            .done_beforehand(start, used)
            .or_else(|| history.first_from(&self.rule.stops, start.day, |place| self.stops(place, start, used)));
        let on = |place: usize| history.at(place).on;
        let stopped = stopped.map(|by| Ended { on: on(by), by, without: false });
        let without = self.ended_without(start).map(|by| Ended { on: on(by), by, without: true });
        match (stopped, without) {
            (Some(stopped), Some(without)) if without.on < stopped.on => Some(without),
            (Some(stopped), _) => Some(stopped),
            (None, without) => without,
        }
    }

    fn done_beforehand(&self, start: &Start, used: Option<usize>) -> Option<usize> {
        let earliest = self.rule.beforehand?.calendar_days_from(start.day, true);
        let history = self.world.history;
        let fits = |place: &usize| {
            let on = history.at(*place).on;
            on < start.day
                && on <= self.world.today
                && used.is_none_or(|used| *place > used)
                && self.is_complete(*place)
        };
        history.first_from(&self.rule.stops, earliest, |place| fits(&place))
    }

    /// Whether the event at `place` stops the clock of `start`.
    fn stops(&self, place: usize, start: &Start, used: Option<usize>) -> bool {
        let history = self.world.history;
        let (event, happening) = (history.at(place), history.happening(place));
        let series = self.rule.starts.contains(&event.name);
        let in_order = event.at.zip(start.at).is_none_or(|(at, from)| at >= from)
            && (!series || place > start.place)
            && event.on <= self.world.today;
        if !in_order || !self.is_complete(place) {
            return false;
        }
        let of_one_record =
            happening.record.zip(history.happening(start.place).record).map(|(one, other)| one == other);
        match (self.rule.own, of_one_record) {
            (true, Some(own)) => own,
            _ if self.rule.own || self.rule.again == Again::Each => used.is_none_or(|used| place > used),
            _ => true,
        }
    }

    fn ended_without(&self, start: &Start) -> Option<usize> {
        let history = self.world.history;
        let lies_after = |place: usize| {
            let event = history.at(place);
            place != start.place && event.on <= self.world.today && event.on >= start.day
        };
        let goes_on =
            |place: usize| self.rule.goes_on_with.is_some_and(|fact| history.holds(fact, history.at(place).on));
        let given_up =
            history.first_from(&self.rule.ends_without, start.day, |place| lies_after(place) && !goes_on(place));
        let closed = self.course().and_then(|course| course.closes(start.day)).filter(|place| lies_after(*place));
        let dead = self.world.end_of_all.filter(|place| !self.rule.survives && lies_after(*place));
        let again = || {
            let next = |place: usize| place > start.place && lies_after(place);
            history.first_from(&self.rule.starts, start.day, next)
        };
        let restarted = (self.rule.again == Again::Restarts).then(again).flatten();
        [given_up, closed, dead, restarted].into_iter().flatten().min()
    }

    /// Puts the clock of a start among the others; two where a longer time is a clock of its own.
    fn clock(&self, start: Start, ended: Option<Ended>, earlier: &[Stay], found: &mut Found) {
        let (within, said_by) = self.amount(&start);
        if let Some((within, stretch)) = within.zip(self.rule.in_any) {
            if let Some((due, used)) = self.over_stays(&start, earlier, (within, stretch)) {
                self.push(self.rule, &start, ended, (Some(within), said_by), (due, Some(used)), &mut found.clocks);
            }
            return;
        }
        let due = match self.due(&start, ended, within) {
            Ok(due) => due,
            Err(why) => {
                found.undated.extend(ended.is_none().then(|| self.undated(&start, why)));
                return;
            }
        };
        let longer = self.extension(&start, ended, &due).and_then(|(by, longer, becomes)| {
            let due = self.due(&start, ended, Some(longer)).ok()?;
            Some((by, longer, becomes, due))
        });
        let Some((by, longer, becomes, longer_due)) = longer else {
            self.push(self.rule, &start, ended, (within, said_by), (due, None), &mut found.clocks);
            return;
        };
        match becomes {
            None => {
                self.push(self.rule, &start, ended, (Some(longer), said_by), (longer_due, None), &mut found.clocks);
            }
            Some(rule) => {
                let on = self.world.history.at(by).on;
                let handed_over = Some(Ended { on, by, without: true });
                self.push(self.rule, &start, handed_over, (within, said_by), (due, None), &mut found.clocks);
                let longer = (Some(longer), SaidBy::Nation);
                self.push(rule, &start, ended, longer, (longer_due, None), &mut found.clocks);
            }
        }
    }

    fn undated(&self, start: &Start, why: String) -> Undated {
        let record = self.world.history.happening(start.place).record;
        Undated { rule: self.rule, started: start.place, record, from: start.base, why }
    }

    /// How long the clock of a start runs, and who says so.
    fn amount(&self, start: &Start) -> (Option<Within>, SaidBy) {
        let Some(within) = self.time.within else { return (None, self.time.said_by) };
        let history = self.world.history;
        if let Some(younger) = self.rule.younger {
            return (
                Some(due::by_age(history.born, start.base, younger.than, younger.within, within)),
                self.time.said_by,
            );
        }
        let planned = self.rule.plan.and_then(|fact| history.number(fact, start.day));
        match planned.filter(|planned| *planned < within.amount) {
            Some(amount) => (Some(Within { amount, ..within }), SaidBy::Plan),
            None => (Some(within), self.time.said_by),
        }
    }

    /// What made the time longer, the longer time, and the rule that goes on with it where another does.
    fn extension(
        &self,
        start: &Start,
        ended: Option<Ended>,
        due: &DueDate,
    ) -> Option<(usize, Within, Option<&'static Rule>)> {
        let extended = self.rule.extended.as_ref()?;
        let history = self.world.history;
        let in_time = |place: usize| {
            let on = history.at(place).on;
            due.on.is_none_or(|due| on <= due) && ended.is_none_or(|ended| on <= ended.on)
        };
        let by = self.first_of(start, &extended.by, start.day).filter(|place| in_time(*place))?;
        let becomes = extended.becomes.as_deref();
        let rules = &self.world.set.rules.rules;
        Some((by, extended.within, becomes.and_then(|id| rules.iter().find(|rule| rule.id == id))))
    }

    fn due(&self, start: &Start, ended: Option<Ended>, within: Option<Within>) -> Result<DueDate, String> {
        let Some(within) = within else {
            let plan_for = self.world.calendar().last_working_day_on_or_before(start.base).date;
            let from = Some((start.base, None));
            return Ok(DueDate { from, on: Some(start.base), plan_for: Some(plan_for), ..DueDate::default() });
        };
        let history = self.world.history;
        let mut from = (start.base, start.at);
        if let Some(waits) = self.rule.waits
            && let Some(asked) = self.first_of(start, &[waits.from], start.day)
        {
            let asked_on = history.at(asked).on;
            match self.first_of(start, &[waits.until], asked_on) {
                Some(proved) => from = (history.at(proved).on, history.at(proved).at),
                None => return Ok(DueDate { paused_since: Some(asked_on), ..DueDate::default() }),
            }
        }
        due::due(self.world.set, self.rule, from, within, &self.pauses(start, from.0, ended))
    }

    fn pauses(&self, start: &Start, from: Date, ended: Option<Ended>) -> Vec<Pause> {
        let (Some(pause), history) = (self.rule.pause, self.world.history) else { return Vec::new() };
        let last = ended.map_or(self.world.today, |ended| ended.on);
        let asked = history.named(pause.from).iter().map(|place| *place as usize);
        let asked = asked.filter(|place| self.speaks_of(start, *place)).map(|place| history.at(place).on);
        let asked = asked.filter(|on| *on >= from && *on <= last);
        asked
            .map(|on| {
                let answered = self.first_of(start, &[pause.until], on).map(|place| history.at(place).on);
                Pause { from: on, to: answered.or(ended.map(|ended| ended.on)) }
            })
            .collect()
    }

    fn push(
        &self,
        rule: &'static Rule,
        start: &Start,
        ended: Option<Ended>,
        (within, said_by): (Option<Within>, SaidBy),
        (due, used): (DueDate, Option<Used>),
        clocks: &mut Vec<Clock>,
    ) {
        let started = self.world.history.happening(start.place);
        let unknowable = started.taken_over.zip(due.on).is_some_and(|(taken_over, due)| due < taken_over);
        if unknowable && ended.is_none() {
            return;
        }
        clocks.push(Clock {
            rule,
            started: start.place,
            record: started.record,
            opens: start.day,
            from: due.from.map_or(start.base, |(day, _)| day),
            from_at: due.from.and_then(|(_, at)| at),
            from_birthday: start.birthday,
            within,
            said_by,
            due: due.on,
            due_at: due.at,
            plan_for: due.plan_for,
            provisional: due.provisional,
            paused_days: due.paused_days,
            paused_since: due.paused_since,
            used,
            ended,
            state: self.state(&due, ended),
        });
    }

    fn state(&self, due: &DueDate, ended: Option<Ended>) -> State {
        let passed = |on: Date, at: Option<Timestamp>| match (at, due.at) {
            (Some(at), Some(due)) => at > due,
            _ => due.on.is_some_and(|due| on > due),
        };
        match ended {
            Some(ended) if passed(ended.on, self.world.history.at(ended.by).at) => State::Late,
            Some(_) => State::Met,
            None if due.paused_since.is_some() => State::Paused,
            None if passed(self.world.today, self.world.now) => State::Overdue,
            None => State::Running,
        }
    }
}
