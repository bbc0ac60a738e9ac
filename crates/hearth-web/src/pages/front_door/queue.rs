use axum::{extract::Query, response::Response};
use hearth_access::Action;
use hearth_calendar::in_words::{self, time};
use hearth_casework::{
    Deadline, Desk,
    access::{Colleague, colleagues},
    front_door::{self, Counter, InQueue, Narrowed},
};
use hearth_record::{
    code,
    ids::{TeamId, WorkerId},
    sets::ContactSource,
};
use jiff::Timestamp;

use super::known::checking;
use crate::{
    answer::{Answer, page as rendered},
    frame,
    guard::Signed,
    pages::home::tags,
    paths,
    view::{
        Link,
        form::Choice,
        front_door::{Counted, QueueChild, QueueFilter, QueuePage, QueueRow},
        timeline::Pages,
    },
};

/// How many families a page shows.
const A_PAGE: usize = 50;

/// `GET /queue`. Seven queries, however many contacts wait.
pub async fn page(signed: Signed, Query(asked): Query<Vec<(String, String)>>) -> Result<Response, Answer> {
    let desk = &signed.desk;
    let one = |name: &str| asked.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let counter = Counter::ALL.into_iter().find(|counter| counter.code() == one("show"));
    let narrowed = Narrowed {
        counter,
        mine: one("whose") == "mine",
        unowned: one("whose") == "nobody",
        known: match one("known") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        source: ContactSource::parse(one("source")).ok(),
    };
    let (queue, colleagues) = tokio::join!(front_door::queue(desk, &narrowed), colleagues(desk));
    let framed = |failure| Answer::framed(failure, &signed, None);
    let (queue, colleagues) = (queue.map_err(framed)?, colleagues.map_err(framed)?);
    let number = one("page").parse::<usize>().unwrap_or(1).max(1);
    let start = (number - 1) * A_PAGE;
    let shown = queue.families.iter().skip(start).take(A_PAGE);
    let rows: Vec<QueueRow> = shown.map(|family| row(desk, &colleagues, family)).collect();
    let filter = filter(&narrowed, one("show"));
    Ok(rendered(&QueuePage {
        frame: frame::of(&signed, "Front door"),
        waiting: match queue.waiting {
            0 => "Nothing waits".to_owned(),
            1 => "1 family waits for a decision".to_owned(),
            n => format!("{n} families wait for a decision"),
        },
        counters: queue.counts.iter().map(|(of, count)| counted(*of, *count, counter)).collect(),
        count: if rows.len() == queue.families.len() {
            String::new()
        } else {
            format!("Showing {} to {} of {}", start + 1, start + rows.len(), queue.families.len())
        },
        pages: pages(&asked, number, queue.families.len()),
        rows,
        filter,
        add: desk.may_at_all(Action::StartFile).then(|| Link::new("Record a contact", paths::NEW_CONTACT)),
        more: queue.more.then(|| "There are more than can be read at once; the oldest are here.".to_owned()),
    }))
}

fn counted(of: Counter, count: usize, here: Option<Counter>) -> Counted {
    Counted {
        count,
        link: Link::new(of.words(), format!("{}?show={}", paths::QUEUE, of.code())),
        here: here == Some(of),
        needs: count > 0 && of == Counter::Late,
    }
}

fn filter(narrowed: &Narrowed, show: &str) -> QueueFilter {
    let whose = match (narrowed.mine, narrowed.unowned) {
        (true, _) => "mine",
        (_, true) => "nobody",
        _ => "",
    };
    let known = match narrowed.known {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    };
    let choice = |value: &str, label: &str, held: &str| Choice::new(value, label).chosen_if(value == held);
    let mut source = vec![Choice::new("", "Anybody").chosen_if(narrowed.source.is_none())];
    source.extend(code::set("contact_source").codes().iter().filter(|code| code.until.is_none()).map(|code| {
        let chosen = narrowed.source.is_some_and(|of| of.code() == code.code);
        Choice::new(code.code.clone(), code.meaning.clone()).chosen_if(chosen)
    }));
    QueueFilter {
        show: show.to_owned(),
        whose: vec![
            choice("", "Everybody’s", whose),
            choice("mine", "Mine", whose),
            choice("nobody", "Nobody’s yet", whose),
        ],
        known: vec![choice("", "Either", known), choice("yes", "Known to us", known), choice("no", "New to us", known)],
        source,
        active: !whose.is_empty() || !known.is_empty() || narrowed.source.is_some(),
    }
}

fn pages(asked: &[(String, String)], number: usize, of: usize) -> Option<Pages> {
    let last = of.div_ceil(A_PAGE).max(1);
    let to = |page: usize| {
        let kept = asked.iter().filter(|(key, _)| ["show", "whose", "known", "source"].contains(&key.as_str()));
        let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let kept: Vec<String> = kept.map(|(key, value)| format!("{key}={}&", plain(value))).collect();
        format!("{}?{}page={page}", paths::QUEUE, kept.concat())
    };
    (last > 1).then(|| Pages {
        previous: (number > 1).then(|| to(number - 1)),
        next: (number < last).then(|| to(number + 1)),
        here: format!("Page {number} of {last}"),
    })
}

fn row(desk: &Desk, colleagues: &[Colleague], family: &[InQueue]) -> QueueRow {
    let first = &family[0];
    let due = family.iter().filter_map(|one| one.due).min_by_key(|due| due.ends());
    let decided = family.iter().filter_map(|one| one.decided_at).max();
    let (when, by) = match (decided, due) {
        (Some(at), _) => (format!("Decided at {}", time(at)), String::new()),
        (None, Some(due)) => (deadline(desk.now(), due).0, short(due)),
        (None, None) => ("No clock".to_owned(), String::new()),
    };
    let organisation = first.organisation.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
    let asked = family.iter().map(|one| one.checks).max_by_key(|(_, asked)| *asked).unwrap_or_default();
    QueueRow {
        when: frame::capital(&when),
        by,
        late: decided.is_none() && due.is_some_and(|due| due.is_over(desk.now())),
        danger: family.iter().any(|one| one.danger),
        received: received(desk.now(), first.received_at),
        children: family.iter().map(|one| child(desk, one)).collect(),
        from: format!("{}{organisation}", first.source.words()),
        told: first.told.clone(),
        known: known(desk, colleagues, family),
        owner: first.owner.map_or_else(|| "Nobody yet".to_owned(), |worker| name(colleagues, worker)),
        checks: (asked.1 > 0).then(|| format!("{} of {} back", asked.0, asked.1)),
    }
}

fn child(desk: &Desk, one: &InQueue) -> QueueChild {
    // What is decided has left the front door: whoever looks again says why.
    let check = if one.decided_at.is_some() { checking(desk) } else { "" };
    QueueChild {
        link: Link::new(one.name.clone(), format!("{}{check}", paths::contact(one.file, one.record))),
        age: one.born.map(|born| in_words::age_of(born, desk.today())).unwrap_or_default(),
        standing: tags(&one.flags),
    }
}

/// What is known already: who holds the case, and how often somebody told us in the last year.
fn known(desk: &Desk, colleagues: &[Colleague], family: &[InQueue]) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(open) = family.iter().find_map(|one| one.open_to) {
        lines.push(format!("Open to {}", holder(desk, colleagues, open)));
    }
    let earlier = family.iter().map(|one| one.earlier).max().unwrap_or(0);
    if earlier > 0 {
        let times = in_words::counted(u32::try_from(earlier).unwrap_or(u32::MAX), "other contact");
        lines.push(format!("{times} in 12 months"));
    }
    lines
}

/// Who holds a case: the worker, or the team.
pub(super) fn holder(desk: &Desk, colleagues: &[Colleague], open: (Option<TeamId>, Option<WorkerId>)) -> String {
    let team = open.0.and_then(|team| desk.pack().ok()?.team(team)).map(|team| team.name.clone());
    match (open.1, team) {
        (Some(worker), Some(team)) => format!("{}, {team}", name(colleagues, worker)),
        (Some(worker), None) => name(colleagues, worker),
        (None, Some(team)) => team,
        (None, None) => "a team that is not set up here".to_owned(),
    }
}

pub(super) fn name(colleagues: &[Colleague], worker: WorkerId) -> String {
    let known = colleagues.iter().find(|colleague| colleague.worker == worker);
    known.map_or_else(|| "a worker who has no account here".to_owned(), |colleague| colleague.name.clone())
}

/// The date and time of a deadline, for a narrow column.
fn short(due: Deadline) -> String {
    let time = due.at.map(|at| format!(", {}", time(at))).unwrap_or_default();
    format!("{}{time}", frame::day(due.on))
}

/// How a deadline stands, and its date and time.
pub(super) fn deadline(now: Timestamp, due: Deadline) -> (String, String) {
    match due.at {
        Some(at) => (in_words::due_at(now, at), in_words::date_at(at)),
        None => (in_words::due(hearth_calendar::london_date(now), due.on), in_words::date(due.on)),
    }
}

/// "today at 07:40, 2 hours ago"; "20 November 2026 at 16:05, 2 days ago".
pub(super) fn received(now: Timestamp, at: Timestamp) -> String {
    let (today, day) = (hearth_calendar::london_date(now), hearth_calendar::london_date(at));
    let minutes = now.duration_since(at).as_mins();
    let ago = match minutes {
        ..=0 => "just now".to_owned(),
        1..=59 => format!("{} ago", counted_of(minutes, "minute")),
        60..=1439 => format!("{} ago", counted_of(minutes / 60, "hour")),
        _ => in_words::when(today, day),
    };
    if day == today { format!("today at {}, {ago}", time(at)) } else { format!("{}, {ago}", frame::moment(at)) }
}

fn counted_of(n: i64, noun: &str) -> String {
    in_words::counted(u32::try_from(n).unwrap_or(u32::MAX), noun)
}
