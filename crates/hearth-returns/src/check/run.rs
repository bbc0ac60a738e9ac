use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::rule::{Check, Form, Rule};
use super::{CouldNotRun, Found, Report, Setting, Whole};
use crate::children::Child;
use crate::tables::Tables;

/// How many children a thread takes at a time.
const STRETCH: usize = 256;

/// The rules that can run, and why the others cannot.
struct Ready<F: Form> {
    rules: Vec<&'static Rule<F>>,
    could_not: Vec<CouldNotRun>,
}

fn ready<F: Form>(whole: &Whole<'_>) -> Ready<F> {
    let mut ready = Ready { rules: Vec::new(), could_not: Vec::new() };
    for rule in F::rules().filter(|rule| rule.holds_in(whole.setting.ruleset) && whole.setting.wants(rule.code)) {
        match rule.needs.iter().find_map(|need| whole.lacks(*need)) {
            None => ready.rules.push(rule),
            Some(because) => ready.could_not.push(CouldNotRun { rule: rule.code, because }),
        }
    }
    ready
}

/// Checks a whole return, its children side by side on every processor there is.
///
/// Time grows with the rows. What is found is in the order of tables and rows, whatever the number of threads.
pub fn check<'a, F: Form>(tables: &'a Tables, last: Option<&'a Tables>, setting: &'a Setting) -> Report<'a, F> {
    let whole = Whole { tables, last, setting };
    let ready = ready::<F>(&whole);
    let mut found = Found::default();
    for (at, rule) in places(&ready.rules) {
        if let Check::Whole(check) = &rule.check {
            found.turn_to(at);
            check(&whole, &mut found);
        }
    }
    for part in each_child(&ready.rules, whole) {
        found.join(part);
    }
    Report::new(whole, ready.rules, ready.could_not, found)
}

/// Checks one child: every rule that looks at a child by itself.
pub fn check_child<'a, F: Form>(child: Child<'a>, whole: Whole<'a>) -> Report<'a, F> {
    let ready = ready::<F>(&whole);
    let mut found = Found::default();
    one(&ready.rules, child, &whole, &mut found);
    Report::new(whole, ready.rules, ready.could_not, found)
}

fn each_child<'a, F: Form>(rules: &[&'static Rule<F>], whole: Whole<'a>) -> Vec<Found<'a>> {
    let children = whole.tables.children();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Found::default();
        loop {
            let from = next.fetch_add(STRETCH, Ordering::Relaxed);
            if from >= children.len() {
                return found;
            }
            for child in (from..from + STRETCH).map_while(|at| children.get(at)) {
                one(rules, child, &whole, &mut found);
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(children.len() / STRETCH + 1);
    if threads == 1 {
        return vec![work()];
    }
    thread::scope(|scope| {
        let started: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        started
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

fn one<'a, F: Form>(rules: &[&'static Rule<F>], child: Child<'a>, whole: &Whole<'a>, found: &mut Found<'a>) {
    let case = F::case(child, whole.last, whole.setting);
    for (at, rule) in places(rules) {
        if let Check::Child(check) = &rule.check {
            found.turn_to(at);
            check(&case, found);
        }
    }
}

fn places<F: Form>(rules: &[&'static Rule<F>]) -> impl Iterator<Item = (u16, &'static Rule<F>)> {
    // INVARIANT: a return has some hundreds of rules.
    (0_u16..).zip(rules.iter().copied())
}
