use hearth_calendar::in_words;
use hearth_casework::FileClock;
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

/// The clocks of a file as its overview shows them: what is late first, then what is due soonest.
pub fn rows(opened: &Opened) -> Vec<ClockRow> {
    let today = opened.view.known_at.map_or(opened.view.today, hearth_calendar::london_date);
    opened.view.clocks().iter().enumerate().map(|(n, of)| row(opened, n, of, today)).collect()
}

fn row(opened: &Opened, n: usize, of: &FileClock, today: Date) -> ClockRow {
    let clock = &of.clock;
    let stands = match (clock.state, clock.due, clock.due_at) {
        (State::Paused, ..) | (_, None, _) => "stands still".to_owned(),
        // Hours that ran out today are over although the day is not.
        (State::Overdue, Some(due), Some(_)) if due >= today => "late since today".to_owned(),
        (_, Some(due), _) => in_words::due(today, due),
    };
    let bar = clock.due.map(|due| {
        let name = format!("{}: began {}, {stands}, {}", clock.rule.name, frame::day(clock.from), frame::day(due));
        clock_bar(&format!("clock-{n}"), clock.from, today, due, &name)
    });
    let calendar = opened.signed.desk.clocks().calendar();
    ClockRow {
        name: clock.rule.name.clone(),
        late: clock.state == State::Overdue,
        date: date(of),
        stands,
        bar,
        why: Why {
            rule: clock.rule.words.clone(),
            started: Link::new(
                format!("{}, {}", of.started.name.title(), frame::day(of.started.on)),
                paths::record(opened.view.id, of.record),
            ),
            sum: clock.sum(calendar),
            set_by: clock.origin().to_owned(),
            source: clock.rule.source.clone(),
            sure: sure(clock.rule.sure).to_owned(),
        },
    }
}

fn date(of: &FileClock) -> String {
    let clock = &of.clock;
    let Some(due) = clock.due else {
        let since = clock.paused_since.map(in_words::date_without_weekday);
        return since.map_or_else(String::new, |since| format!("since {since}"));
    };
    let time = clock.due_at.map(|at| {
        let at = hearth_calendar::london_datetime(at);
        format!(" at {:02}:{:02}", at.hour(), at.minute())
    });
    let plan_for = clock.plan_for.filter(|plan_for| *plan_for < due && clock.state != State::Overdue);
    let plan_for = plan_for.map(|day| format!("; plan for {}", in_words::date(day)));
    let provisional = if clock.provisional { " (provisional)" } else { "" };
    format!("{}{}{}{provisional}", in_words::date(due), time.unwrap_or_default(), plan_for.unwrap_or_default())
}

/// How sure a source is, in words.
const fn sure(sure: Sure) -> &'static str {
    match sure {
        Sure::A => "Read in the law, the schema or a government page",
        Sure::B => "Read in procedures of councils, in validation rules or on pages of regulators and charities",
        Sure::C => "Known in practice; not yet checked at its source",
    }
}
