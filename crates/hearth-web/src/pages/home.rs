//! The first screen of the day. A fixed number of queries, whatever the caseload.

mod ends;
mod holdings;

use axum::response::Response;
use hearth_access::{Action, Role, role::Group};
use hearth_casework::{
    Desk,
    home::{self, News, ToDo, Unfinished},
};
use hearth_record::{Flag, clear, ids::FileId, kind};
use jiff::{Timestamp, civil::Date};

use crate::{
    answer::{Answer, page as rendered},
    frame,
    guard::Signed,
    paths,
    view::{
        Link, Tag, Tone,
        home::{DoGroup, DoRow, Draft, Folded, HomePage, NewsOf, NewsRow, Recent, Since, TeamCard, WorkerRow},
    },
};

/// How many late things of a team stand on the page.
const LATE_SHOWN: usize = 15;
/// What was opened more days ago than these was not opened lately.
const LATELY: i32 = 30;
/// What is due in more days than these is folded away.
const NEAR: i32 = 30;

/// `GET /`
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    let desk = &signed.desk;
    let framed = |failure| Answer::framed(failure, &signed, None);
    let today = home::today(desk).await.map_err(framed)?;
    let families = home::families(&today.files);
    let mut must_do: Vec<_> = today.must_do.iter().map(|todo| do_row(desk.today(), todo)).collect();
    must_do.extend(ends::of(desk).await.map_err(framed)?);
    must_do.sort_by_key(|(due, _)| due.unwrap_or(desk.today()));
    let mut teams = Vec::new();
    if desk.subject().role.is_in(Group::Manager) {
        for team in &desk.subject().teams {
            teams.push(team_card(desk, &home::team(desk, *team).await.map_err(framed)?));
        }
    }
    Ok(rendered(&HomePage {
        frame: frame::of(&signed, "Today"),
        greeting: greeting(desk),
        day: hearth_calendar::in_words::date(desk.today()),
        start: start(desk),
        nobody: nobody(desk),
        must_do: grouped(desk.today(), must_do),
        caseload: holdings::size(&families, desk.today()),
        meter: holdings::meter_of(&families, desk.today()),
        holdings: holdings::of(&families, desk.today()),
        since: since(desk, today.last_here, today.news),
        teams,
        drafts: today.unfinished.iter().filter_map(draft).collect(),
        recent: today
            .lately
            .into_iter()
            .filter_map(|(file, at)| {
                let when = lately(desk, at)?;
                Some(Recent { child: Link::new(file.name, paths::file(file.file)), when })
            })
            .collect(),
    }))
}

/// "today at 16:35", "4 days ago"; none where that is so long ago that nobody would call it lately.
fn lately(desk: &Desk, at: Timestamp) -> Option<String> {
    let day = hearth_calendar::london_date(at);
    let ago = hearth_calendar::days_between(day, desk.today());
    (ago <= LATELY).then(|| match ago {
        0 => format!("today at {}", hearth_calendar::in_words::time(at)),
        1 => format!("yesterday at {}", hearth_calendar::in_words::time(at)),
        _ => hearth_calendar::in_words::when(desk.today(), day),
    })
}

fn greeting(desk: &Desk) -> String {
    let hour = hearth_calendar::london_datetime(desk.now()).hour();
    let time = match hour {
        5..12 => "Good morning",
        12..18 => "Good afternoon",
        _ => "Good evening",
    };
    let first = desk.name().split_whitespace().next().unwrap_or_default();
    format!("{time}, {first}")
}

fn start(desk: &Desk) -> Vec<Link> {
    let role = desk.subject().role;
    let front_door = matches!(role, Role::ContactOfficer | Role::MashManager | Role::EdtWorker);
    let may = desk.may_at_all(Action::StartFile);
    let mut start = Vec::new();
    if may && front_door {
        start.push(Link::new("Record a contact", paths::NEW_CONTACT));
    }
    if desk.may_at_all(Action::ViewQueue) {
        start.push(Link::new("Front-door queue", paths::QUEUE));
    }
    if may {
        start.push(Link::new("Start a file", "/children/new"));
    }
    if desk.may_at_all(Action::ReviewDoubles) {
        start.push(Link::new("Possible duplicates", paths::DUPLICATES));
    }
    if desk.may_at_all(Action::ReviewAccess) {
        start.push(Link::new("Review emergency access", paths::GLASS));
    }
    if desk.may_at_all(Action::ReadSharing) {
        start.push(Link::new("Sharing", paths::SHARING));
    }
    if desk.may_at_all(Action::ReadRequests) {
        start.push(Link::new("Requests and complaints", paths::RIGHTS));
    }
    if desk.may_at_all(Action::HandOver) {
        start.push(Link::new("Adopters in the returns", paths::HAND_OVER));
    }
    let ends = [Action::ProposeDisposal, Action::ApproveDisposal, Action::ManageHolds];
    if ends.into_iter().any(|action| desk.may_at_all(action)) {
        start.push(Link::new("How files end", paths::RETENTION));
        start.push(Link::new("How long files are kept", paths::SCHEDULE));
    }
    if desk.may_at_all(Action::AskAfterDestroyed) {
        start.push(Link::new("Did we ever hold a file?", paths::RETENTION_ASK));
    }
    if desk.may_at_all(Action::RunReturn) {
        start.push(Link::new("Statutory returns", paths::RETURNS));
    }
    if desk.may_at_all(Action::ReadRegister) {
        start.push(Link::new("Privacy notice", paths::NOTICE));
        start.push(Link::new("Settings", paths::SETTINGS));
    }
    if role.is_in(Group::Records) {
        // What their day begins with.
        start.sort_by_key(|link| link.href != paths::RETENTION);
    }
    start
}

/// What is said to whoever holds no file.
fn nobody(desk: &Desk) -> Option<(&'static str, &'static str)> {
    match desk.subject().role {
        Role::FosteringWorker | Role::PanelAdviser => Some((
            "My foster carers",
            "No foster carer is allocated to you. They appear here, household by household, when a manager allocates them.",
        )),
        Role::PersonalAdviser => Some((
            "My young people",
            "Nobody is allocated to you. Young people appear here when a manager allocates them.",
        )),
        role => role.is_in(Group::Practitioner).then_some((
            "My children",
            "No child is allocated to you. Children appear here, family by family, when a manager allocates them.",
        )),
    }
}

/// How a child stands, as tags, the gravest first.
pub fn tags(flags: &[Flag]) -> Vec<Tag> {
    let tag = |flag: &Flag| {
        let tone = match flag {
            Flag::Restricted | Flag::ProtectedAddress | Flag::Died | Flag::Missing => Tone::Grave,
            _ => Tone::Standing,
        };
        Tag::new(flag.title(), tone)
    };
    flags.iter().map(tag).collect()
}

fn do_row(today: Date, todo: &ToDo) -> (Option<Date>, DoRow) {
    let record = paths::record(todo.file, todo.record);
    let (what, why) = match todo.kind.as_str() {
        clear::CLOCK if home::waits_for_a_decision(&todo.state) => (
            Link::new(home::clock_name(&todo.state), paths::contact(todo.file, todo.record)),
            Some(paths::why(todo.file, &todo.state)),
        ),
        clear::CLOCK if home::is_of_a_request(&todo.state) => (
            Link::new(home::clock_name(&todo.state), paths::request(todo.file, todo.record)),
            Some(paths::why(todo.file, &todo.state)),
        ),
        clear::CLOCK => (
            Link::new(
                home::clock_name(&todo.state),
                home::stopped_by(&todo.state).map_or(record, |kind| paths::add(todo.file, kind.kind)),
            ),
            Some(paths::why(todo.file, &todo.state)),
        ),
        clear::CONTACT => (Link::new("Contact to decide", paths::contact(todo.file, todo.record)), None),
        clear::ENQUIRY => (Link::new("Enquiry to answer", paths::enquiry(todo.file, todo.record)), None),
        clear::TASK => (Link::new("Task", record), None),
        "worry" => (Link::new("Worry to answer", record), None),
        other => (Link::new(kind(other).map_or("Work to finish", |kind| kind.title), record), None),
    };
    let row = DoRow {
        when: todo.due.map_or_else(|| "waits for you".to_owned(), |due| hearth_calendar::in_words::due(today, due)),
        date: todo.due.map(frame::day).unwrap_or_default(),
        late: todo.due.is_some_and(|due| due < today),
        child: Link::new(todo.name.clone(), paths::file(todo.file)),
        what,
        why,
    };
    (todo.due, row)
}

/// Late, today, this week, later; what is further off than [`NEAR`] is folded away. What waits without a day waits today.
/// `rows` come by their days.
fn grouped(today: Date, rows: Vec<(Option<Date>, DoRow)>) -> Vec<DoGroup> {
    let titles = ["Late", "Today", "In the next 7 days", "Later"];
    let mut groups = titles.map(|title| DoGroup { title, rows: Vec::new(), folded: None });
    let mut far = Vec::new();
    for (due, row) in rows {
        match due.map_or(0, |due| hearth_calendar::days_between(today, due)) {
            ..0 => groups[0].rows.push(row),
            0 => groups[1].rows.push(row),
            1..=7 => groups[2].rows.push(row),
            8..=NEAR => groups[3].rows.push(row),
            _ => far.push(row),
        }
    }
    groups[3].folded = folded(today, far, !groups[3].rows.is_empty());
    groups.into_iter().filter(|group| !group.rows.is_empty() || group.folded.is_some()).collect()
}

/// "34 more, after 22 December": the year goes without saying, thirty days ahead.
fn folded(today: Date, rows: Vec<DoRow>, more: bool) -> Option<Folded> {
    let last = frame::day(today.saturating_add(jiff::Span::new().days(NEAR)));
    let last = last.rsplit_once(' ').map_or(last.as_str(), |(day, _)| day);
    let more = if more { " more" } else { "" };
    (!rows.is_empty()).then(|| Folded { summary: format!("{}{more}, after {last}", rows.len()), rows })
}

fn since(desk: &Desk, last_here: Option<Timestamp>, news: Vec<News>) -> Since {
    let mut children: Vec<(FileId, NewsOf)> = Vec::new();
    for one in news {
        let row = news_row(desk, &one);
        if let Some((_, child)) = children.iter_mut().find(|(file, _)| *file == one.file) {
            child.news.push(row);
        } else {
            let child = Link::new(one.name, paths::file(one.file));
            children.push((one.file, NewsOf { child, news: vec![row] }));
        }
    }
    let children = children.into_iter().map(|(_, child)| child).collect();
    let when = |at| lately(desk, at).unwrap_or_else(|| format!("on {}", frame::day(hearth_calendar::london_date(at))));
    Since { when: last_here.map(|at| format!("You were here {}.", when(at))), children }
}

fn news_row(desk: &Desk, news: &News) -> NewsRow {
    let what = news.kind.map_or("A record", |kind| kind.title);
    let verb = match news.action.as_str() {
        "record.correct" => " corrected",
        "record.withdraw" | "record.move" => " withdrawn",
        _ => "",
    };
    let href = news.record.map_or_else(|| paths::file(news.file), |record| paths::record(news.file, record));
    let day = hearth_calendar::london_date(news.at);
    let by = format!("{}, {}", news.by, hearth_calendar::in_words::when(desk.today(), day));
    NewsRow { what: Link::new(format!("{what}{verb}"), href), by }
}

fn team_card(desk: &Desk, team: &home::Team) -> TeamCard {
    let name = desk.pack().ok().and_then(|pack| pack.team(team.team)).map(|team| team.name.clone());
    let more = team.late.len().saturating_sub(LATE_SHOWN);
    TeamCard {
        name: name.unwrap_or_else(|| "A team that is not set up here".to_owned()),
        size: holdings::size(&home::families(&team.files), desk.today()).unwrap_or_default(),
        workers: team
            .workers
            .iter()
            .map(|worker| WorkerRow {
                name: worker.name.clone(),
                holds: holdings::in_words(worker.holds),
                late: worker.late,
                soon: worker.soon,
            })
            .collect(),
        late: team.late.iter().take(LATE_SHOWN).map(|todo| do_row(desk.today(), todo).1).collect(),
        more: (more > 0).then(|| format!("and {more} more, less late than these")),
    }
}

/// A draft as a line: the form it belongs to and where to go on.
fn draft(unfinished: &Unfinished) -> Option<Draft> {
    let begun = &unfinished.draft;
    let (act, what) = begun.form.split_once(':')?;
    let file = begun.file?;
    let (text, href) = match act {
        "add" => (kind(what)?.title.to_owned(), paths::add(file, what)),
        "correct" => ("Correction".to_owned(), paths::correct(file, what.parse().ok()?)),
        _ => return None,
    };
    let saved = format!("saved {}", frame::moment(begun.saved_at));
    Some(Draft { form: Link::new(text, href), about: unfinished.name.clone(), saved })
}
