//! The engine: one pass over the events of a case, then its rules.

use std::cmp::Reverse;

use hearth_calendar::{LeapDay, age_on, anniversary};
use hearth_record::{Event, FileType};
use jiff::civil::Date;

use super::{
    Because, Born, Case, Class, Kept, Lack, Named, Rule, Rules, Schedule, Trigger, council::Set, interest::Interests,
};

impl Schedule {
    /// How long a case is kept, and why, as it stands on `today`: what lies ahead closes nothing.
    ///
    /// What was once recorded and is no longer (`case.once`) still counts for how long, never for what is open: where it would keep the
    /// file longer, that stands until two people agree.
    pub fn of(&self, case: &Case, today: Date) -> Kept {
        let run = |seen: &Seen| Run { set: &self.0, case, seen }.kept();
        let now = Seen::of(case.events.iter(), today);
        let kept = run(&now);
        if case.once.is_empty() || kept.until.is_none() {
            return kept;
        }
        let ever = Seen { open: now.open, ..Seen::of(case.events.iter().chain(&case.once), today) };
        let mut before = run(&ever);
        if before.until.is_some_and(|until| Some(until) <= kept.until) {
            return kept;
        }
        before.shorter = kept.until;
        if before.until.is_none() {
            before.lacks.insert(0, Lack::Agreement);
        }
        before
    }
}

/// What a pass over the events comes to.
struct Seen {
    classes: u32,
    /// Spans that are open.
    open: u32,
    born: Option<Event>,
    died: Option<Date>,
    /// The last event from which each rule counts.
    last: [Option<Event>; u32::BITS as usize],
    /// The last closing of the case.
    closing: Option<Event>,
}

impl Seen {
    fn of<'a>(events: impl Iterator<Item = &'a Event>, today: Date) -> Self {
        let interests = Interests::compiled_in();
        let rules = Rules::compiled_in();
        let mut seen =
            Self { classes: 0, open: 0, born: None, died: None, last: [None; u32::BITS as usize], closing: None };
        let mut counted = [0_i32; u32::BITS as usize];
        let mut turns = Vec::new();
        for event in events {
            let means = interests.in_event(event.name);
            seen.classes |= means.classes & !means.counted;
            each_bit(means.classes & means.counted, |class| counted[class] += 1);
            each_bit(means.against, |class| counted[class] -= 1);
            each_bit(means.counts, |rule| later(&mut seen.last[rule], event));
            if means.opens | means.closes | means.ends != 0 {
                turns.push(*event);
            }
            if means.closing && event.on <= today {
                later(&mut seen.closing, event);
            }
            if event.name == interests.born {
                // Of two that are said, the later keeps longer.
                later(&mut seen.born, event);
            } else if event.name == interests.died {
                seen.died = seen.died.max(Some(event.on));
            }
        }
        for (class, more) in counted.iter().enumerate() {
            seen.classes |= u32::from(*more > 0) << class;
        }
        seen.open = open_spans(rules, interests, turns, today);
        seen
    }
}

/// The spans that are open today, as bits. What opens and closes on one day has closed.
fn open_spans(rules: &Rules, interests: &Interests, mut turns: Vec<Event>, today: Date) -> u32 {
    turns.sort_unstable_by_key(|event| (event.on, interests.in_event(event.name).opens == 0));
    let mut counts = [0_u32; u32::BITS as usize];
    for event in &turns {
        let means = interests.in_event(event.name);
        each_bit(means.opens, |span| counts[span] = if rules.spans[span].single { 1 } else { counts[span] + 1 });
        if event.on <= today {
            each_bit(means.closes, |span| counts[span] = counts[span].saturating_sub(1));
            each_bit(means.ends, |span| counts[span] = 0);
        }
    }
    counts.iter().enumerate().fold(0, |open, (span, count)| open | u32::from(*count > 0) << span)
}

fn each_bit(mut bits: u32, mut each: impl FnMut(usize)) {
    while bits != 0 {
        each(bits.trailing_zeros() as usize);
        bits &= bits - 1;
    }
}

fn later(known: &mut Option<Event>, event: &Event) {
    // By the whole event, so that the order in which they are told does not matter.
    *known = (*known).max(Some(*event));
}

struct Run<'a> {
    set: &'a Set,
    case: &'a Case,
    seen: &'a Seen,
}

impl Run<'_> {
    fn kept(&self) -> Kept {
        let rules = self.set.rules;
        let class = self.class();
        let mut because: Vec<Because> = rules
            .rules
            .iter()
            .zip(&self.set.stretches)
            .enumerate()
            .filter(|(_, (rule, _))| self.applies(rule))
            .map(|(n, (rule, stretch))| self.because(n, rule, stretch.map(|s| (s.years, s.floor))))
            .collect();
        because.sort_by_key(|because| (Reverse(because.until), because.floor));
        let mut lacks = Vec::new();
        let governing = class.and_then(|class| governs(class, &because));
        match class {
            _ if !self.set.own.supplied => lacks.push(Lack::NoSchedule),
            None => lacks.push(Lack::NoClass),
            Some(class) => lacks.extend(lack(class, &because)),
        }
        // The highest class decides whether there is a date at all; the longest of all rules decides which. While a rule that counts from
        // a birth waits for one, or for the closing that stands in for it, the years of death alone would say too little.
        let governing = governing.filter(|_| !because.iter().any(Because::awaits_birth));
        let until = governing.and_then(|_| because.iter().filter_map(|because| because.until).max());
        if self.case.csa && self.case.holds.is_empty() && !class.is_some_and(|class| self.is_long(class)) {
            lacks.push(Lack::Reviewer);
        }
        let spans = rules.spans.iter().enumerate().filter(|(n, _)| self.seen.open & 1 << n != 0);
        Kept {
            class,
            until,
            because,
            lacks,
            open: spans.map(|(_, span)| span).collect(),
            holds: self.case.holds.clone(),
            blocks: self.case.blocks.clone(),
            shorter: None,
        }
    }

    fn file_type(&self) -> FileType {
        self.case.file_type.unwrap_or(FileType::Care)
    }

    fn is_in(&self, class: &Class) -> bool {
        let at = self.set.rules.classes.iter().position(|other| other.code == class.code);
        let named = class.any.is_empty();
        class.files.contains(&self.file_type()) && (named || at.is_some_and(|at| self.seen.classes & 1 << at != 0))
    }

    /// The highest class of the file.
    fn class(&self) -> Option<&'static Class> {
        self.set.rules.classes.iter().rev().find(|class| self.is_in(class))
    }

    fn applies(&self, rule: &'static Rule) -> bool {
        let died_under = |age: u16| {
            let born = self.seen.born.map(|born| self.born(born));
            // Somebody whose birth is not known and who died counts as a child: both floors are asked for then.
            self.seen.died.is_some_and(|died| born.is_none_or(|born| age_on(born, died).is_none_or(|of| of < age)))
        };
        let surely = |age: u16| self.seen.born.is_some() && died_under(age);
        self.set.rules.class(&rule.class).is_some_and(|class| self.is_in(class))
            && !rule.not_if_died_under.is_some_and(surely)
            && rule.only_if_died_under.is_none_or(died_under)
    }

    fn born(&self, event: Event) -> Date {
        Born { on: event.on, precision: self.case.precision }.latest()
    }

    fn because(&self, n: usize, rule: &'static Rule, stretch: Option<(u16, bool)>) -> Because {
        let (trigger, from) = self.trigger(n, rule);
        let years = stretch.map(|(years, _)| years);
        let until = match (trigger, years) {
            (Trigger::Children, _) => from,
            (_, Some(years)) => from.map(|from| anniversary(from, years, LeapDay::Later)),
            (_, None) => None,
        };
        Because { rule, trigger, years, until, floor: stretch.is_some_and(|(_, floor)| floor) }
    }

    /// From what a rule counts, and the day.
    fn trigger(&self, n: usize, rule: &Rule) -> (Trigger, Option<Date>) {
        let counts = &rule.counts;
        if counts.children {
            return match self.case.named {
                Named::Until(until) => (Trigger::Children, Some(until)),
                Named::Nowhere | Named::NotYet => (Trigger::Children, None),
            };
        }
        if let Some(age) = counts.birthday {
            return self.since_birth(age);
        }
        if counts.death {
            let died = Interests::compiled_in().died;
            let from = self.seen.died;
            return from.map_or((Trigger::NotYet, None), |on| {
                (Trigger::Event { event: Event { on, at: None, name: died }, from: on }, from)
            });
        }
        if counts.closing && self.case_is_open() {
            return (Trigger::NotYet, None);
        }
        let closing = self.seen.closing.filter(|_| counts.closing);
        let by_day = |event: &Event| (event.on, counts.last.contains(&event.name));
        let event = self.seen.last[n].into_iter().chain(closing).max_by_key(by_day);
        event.map_or((Trigger::NotYet, None), |event| (Trigger::Event { event, from: event.on }, Some(event.on)))
    }

    fn since_birth(&self, age: u16) -> (Trigger, Option<Date>) {
        if let Some(event) = self.seen.born {
            let from = anniversary(self.born(event), age, LeapDay::Later);
            return (Trigger::Event { event, from }, Some(from));
        }
        match self.seen.closing.filter(|_| !self.case_is_open()) {
            // Nobody whose case closed before a birth was recorded is surely younger than that day: the years of childhood count too.
            Some(closing) => {
                let from = anniversary(closing.on, age, LeapDay::Later);
                (Trigger::ClosingForBirth(closing), Some(from))
            }
            None => (Trigger::NotYet, None),
        }
    }

    fn case_is_open(&self) -> bool {
        let spans = self.set.rules.spans.iter().enumerate();
        spans.filter(|(_, span)| span.case).any(|(n, _)| self.seen.open & 1 << n != 0)
    }

    /// Whether the class is kept for most of a life: no reviewer is asked for before it goes.
    fn is_long(&self, class: &Class) -> bool {
        let rules = self.set.rules.rules.iter().filter(|rule| rule.class == class.code);
        rules
            .into_iter()
            .any(|rule| rule.counts.birthday.is_some() || rule.counts.children || rule.law.is_some_and(|law| law >= 75))
    }
}

/// A rule of the class that gives a date.
fn governs<'b>(class: &Class, because: &'b [Because]) -> Option<&'b Because> {
    because.iter().find(|because| because.rule.class == class.code && because.until.is_some())
}

/// What the class lacks for the file to be let go.
fn lack(class: &'static Class, because: &[Because]) -> Option<Lack> {
    let of_class = || because.iter().filter(|because| because.rule.class == class.code);
    let council = |because: &Because| because.rule.counts.children || because.years.is_some() && !because.floor;
    if !of_class().any(council) {
        return Some(Lack::NoRule(class));
    }
    let waits = because.iter().any(Because::awaits_birth) || !of_class().any(|because| because.until.is_some());
    waits.then_some(Lack::NotYet(class))
}
