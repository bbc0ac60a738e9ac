//! `hearth explain clocks`

use hearth_calendar::in_words;
use hearth_practice::clocks::{Clock, Clocks, Fact, FactName, Happening, History, State, Sure, Undated, Weight};
use jiff::civil::Date;
use serde::{Deserialize as _, de::IntoDeserializer as _};
use serde_json::{Value as Json, json};

use super::facts::{Given, Value};
use crate::args::Format;

/// Prints every clock of the facts as it stands on a day.
pub fn explain(given: &Given, clocks: &Clocks, today: Date, format: Format) {
    let history = History::of(given.events.iter().copied().map(Happening::from), facts(given));
    let found = clocks.of(&history, today, None);
    let undated = clocks.undated(&history, today);
    if format == Format::Json {
        let all: Vec<Json> = found.iter().map(|clock| told(clock, &history, clocks)).collect();
        let not_computed: Vec<Json> = undated.iter().map(|clock| not_told(clock, &history)).collect();
        println!("{:#}", json!({ "clocks": all, "not_computed": not_computed }));
        return;
    }
    if found.is_empty() && undated.is_empty() {
        println!("no clock has started");
    }
    for clock in &found {
        let due = clock.due.map_or_else(|| "no date yet".to_owned(), in_words::date);
        println!("{:<8}  {:<28}  {}", clock.state.code(), due, clock.rule.name);
        println!("{:10}{}", "", clock.sum(clocks));
        println!("{:10}{}. {} ({}).", "", clock.rule.words, clock.rule.source, clock.origin());
    }
    for clock in &undated {
        println!("{:<8}  {:<28}  {}", "unknown", "not computed", clock.rule.name);
        println!("{:10}{}.", "", clock.why);
    }
}

/// The facts that clocks know; of the others the reader is told.
fn facts(given: &Given) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (name, value) in &given.facts {
        let read: Result<FactName, serde::de::value::Error> = FactName::deserialize(name.as_str().into_deserializer());
        match (read, value) {
            (Ok(name), Value::Holds(true)) => facts.push(Fact::always(name)),
            (Ok(name), Value::Number(number)) => facts.push(Fact { number: Some(*number), ..Fact::always(name) }),
            (Ok(_), Value::Holds(false)) => {}
            (Err(_), _) => eprintln!("hearth: no clock asks for the fact `{name}`; it was left out"),
        }
    }
    facts
}

fn told(clock: &Clock, history: &History, clocks: &Clocks) -> Json {
    let event = |place: usize| {
        let event = history.happening(place).event;
        json!({ "event": event.name.as_str(), "on": event.on, "at": event.at })
    };
    json!({
        "clock": clock.rule.id,
        "name": clock.rule.name,
        "started_by": event(clock.started),
        "from": clock.from,
        "due": clock.due,
        "due_at": clock.due_at,
        "plan_for": clock.plan_for,
        "stopped_on": clock.ended.map(|ended| ended.on),
        "stopped_by": clock.ended.map(|ended| event(ended.by)),
        "ended_without": clock.ended.is_some_and(|ended| ended.without),
        "state": clock.state.code(),
        "paused_since": clock.paused_since.filter(|_| clock.state == State::Paused),
        "paused_days": clock.paused_days,
        "within": clock.within.map(|within| within.to_string()),
        "set_by": clock.origin(),
        "weight": weight(clock.rule.weight),
        "rule": clock.rule.words,
        "sum": clock.sum(clocks),
        "source": clock.rule.source,
        "sure": sure(clock.rule.sure),
        "provisional": clock.provisional,
    })
}

fn not_told(clock: &Undated, history: &History) -> Json {
    let event = history.happening(clock.started).event;
    json!({
        "clock": clock.rule.id,
        "name": clock.rule.name,
        "started_by": { "event": event.name.as_str(), "on": event.on, "at": event.at },
        "from": clock.from,
        "why": clock.why,
        "rule": clock.rule.words,
        "source": clock.rule.source,
    })
}

const fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Duty => "duty",
        Weight::Limit => "limit",
        Weight::Right => "right",
        Weight::Measure => "measure",
    }
}

const fn sure(sure: Sure) -> &'static str {
    match sure {
        Sure::A => "A",
        Sure::B => "B",
        Sure::C => "C",
    }
}
