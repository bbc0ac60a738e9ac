use hearth_access::Action;
use hearth_calendar::in_words;
use hearth_casework::{FileClock, UndatedClock, home};
use hearth_practice::clocks::{State, Sure};
use jiff::civil::Date;

use super::Opened;
use crate::{
    frame, paths,
    view::{
        Link,
        clock::{ClockRow, Why},
        picture::clock_bar,
    },
};

/// What falls due within so many days needs somebody now.
const SOON: i32 = 7;

/// The clocks of a file as its overview shows them, what is late first, then what is due soonest: those that need somebody now, and
/// those that run on.
pub fn rows(opened: &Opened) -> (Vec<ClockRow>, Vec<ClockRow>) {
    let today = opened.view.known_at.map_or(opened.view.today, hearth_calendar::london_date);
    let now = |of: &FileClock| {
        let soon = of.clock.due.is_some_and(|due| hearth_calendar::days_between(today, due) <= SOON);
        of.clock.state == State::Overdue || (soon && of.clock.state != State::Paused)
    };
    let (mut needs, mut ahead) = (Vec::new(), Vec::new());
    let clocks = opened.view.clocks();
    for (n, of) in clocks.iter().enumerate() {
        // Two clocks of one rule, such as those of two placements: the first is the one that a list leads to.
        let first = clocks[..n].iter().all(|before| before.clock.rule.id != of.clock.rule.id);
        let anchor = first.then(|| paths::clock(&of.clock.rule.id));
        if now(of) { &mut needs } else { &mut ahead }.push(ClockRow { anchor, ..row(opened, n, of, today) });
    }
    ahead.extend(opened.view.undated_clocks().iter().map(|of| undated(opened, of)));
    (needs, ahead)
}

/// Where a clock is stopped: the form of the record that stops it, or the record that started it.
fn act(opened: &Opened, of: &FileClock) -> Option<String> {
    let may = opened.known.is_none() && opened.view.may(Action::Record);
    let to = home::stopped_by(&of.clock.rule.id);
    may.then(|| {
        to.map_or_else(|| paths::record(opened.view.id, of.record), |kind| paths::add(opened.view.id, kind.kind))
    })
}

fn row(opened: &Opened, n: usize, of: &FileClock, today: Date) -> ClockRow {
    let clock = &of.clock;
    let now = opened.view.known_at.unwrap_or(opened.view.opened_at);
    let stands = match (clock.state, clock.due, clock.due_at) {
        (State::Paused, ..) | (_, None, _) => "stands still".to_owned(),
        (_, Some(_), Some(at)) => in_words::due_at(now, at),
        (_, Some(due), None) => in_words::due(today, due),
    };
    let bar = clock.due.map(|due| {
        let name = format!("{}: began {}, {stands}, {}", clock.rule.name, frame::day(clock.from), frame::day(due));
        clock_bar(&format!("clock-{n}"), clock.from, today, due, &name)
    });
    ClockRow {
        anchor: None,
        name: clock.rule.name.clone(),
        act: act(opened, of),
        late: clock.state == State::Overdue,
        date: date(of),
        stands,
        bar,
        why: Some(Why {
            rule: clock.rule.words.clone(),
            started: Link::new(
                format!("{}, {}", of.started.name.title(), frame::day(of.started.on)),
                paths::record(opened.view.id, of.record),
            ),
            sum: clock.sum(opened.signed.desk.clocks()),
            set_by: clock.origin().to_owned(),
            source: clock.rule.source.clone(),
            sure: sure(clock.rule.sure).to_owned(),
        }),
    }
}

/// A clock that runs and has no date: why not stands where its date would.
fn undated(opened: &Opened, of: &UndatedClock) -> ClockRow {
    let rule = of.clock.rule;
    ClockRow {
        name: rule.name.clone(),
        stands: "not computed".to_owned(),
        date: of.clock.why.clone(),
        why: Some(Why {
            rule: rule.words.clone(),
            started: Link::new(
                format!("{}, {}", of.started.name.title(), frame::day(of.started.on)),
                paths::record(opened.view.id, of.record),
            ),
            sum: format!("No date can be named: {}.", of.clock.why),
            set_by: "The school terms of this council".to_owned(),
            source: rule.source.clone(),
            sure: sure(rule.sure).to_owned(),
        }),
        ..ClockRow::default()
    }
}

fn date(of: &FileClock) -> String {
    let clock = &of.clock;
    let Some(due) = clock.due else {
        let since = clock.paused_since.map(in_words::date_without_weekday);
        return since.map_or_else(String::new, |since| format!("since {since}"));
    };
    let plan_for = clock.plan_for.filter(|plan_for| *plan_for < due && clock.state != State::Overdue);
    let plan_for = plan_for.map(|day| format!("; plan for {}", in_words::date(day)));
    let provisional = if clock.provisional { " (provisional)" } else { "" };
    let date = clock.due_at.map_or_else(|| in_words::date(due), in_words::date_at);
    format!("{date}{}{provisional}", plan_for.unwrap_or_default())
}

/// How sure a source is, in words.
const fn sure(sure: Sure) -> &'static str {
    match sure {
        Sure::A => "Read in the law, the schema or a government page",
        Sure::B => "Read in procedures of councils, in validation rules or on pages of regulators and charities",
        Sure::C => "Known in practice; not yet checked at its source",
    }
}
