//! The first screen of the day. Nine queries, whatever the caseload.

use axum::response::Response;
use hearth_access::{Action, Role};
use hearth_casework::{Desk, home, recording};
use hearth_record::{Flag, kind};

use crate::{
    answer::{Answer, page as rendered},
    frame,
    guard::Signed,
    paths,
    view::{
        Link, Tag, Tone,
        home::{ChildRow, Draft, HomePage, Household, Recent},
    },
};

/// `GET /`
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    let desk = &signed.desk;
    let framed = |failure| Answer::framed(failure, &signed, None);
    let (files, drafts, lately) =
        tokio::join!(home::my_files(desk), recording::my_drafts(desk), home::opened_lately(desk));
    let (files, drafts, lately) = (files.map_err(framed)?, drafts.map_err(framed)?, lately.map_err(framed)?);
    let mut households: Vec<Household> = Vec::new();
    for file in &files {
        let row = child_row(desk, file);
        let name = if file.family.is_empty() { "Name not known" } else { &file.family };
        match households.last_mut().filter(|household| household.name == name) {
            Some(household) => household.children.push(row),
            None => households.push(Household { name: name.to_owned(), children: vec![row] }),
        }
    }
    let caseload = (!files.is_empty()).then(|| {
        let children = hearth_calendar::in_words::counted(count(files.len()), "child");
        let children = if files.len() == 1 { children } else { format!("{} children", files.len()) };
        let families =
            if households.len() == 1 { "1 family".to_owned() } else { format!("{} families", households.len()) };
        format!("{children} in {families}")
    });
    Ok(rendered(&HomePage {
        frame: frame::of(&signed, "Today"),
        greeting: greeting(desk),
        day: hearth_calendar::in_words::date(desk.today()),
        needs: Vec::new(),
        households,
        caseload,
        start: start(desk),
        recent: lately
            .into_iter()
            .map(|(file, at)| Recent { child: Link::new(file.name, paths::file(file.file)), when: frame::moment(at) })
            .collect(),
        drafts: drafts.iter().filter_map(draft).collect(),
    }))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
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

fn child_row(desk: &Desk, file: &home::Listed) -> ChildRow {
    let today = desk.today();
    let latest = file
        .latest
        .map(|event| format!("{}, {}", event.name.title(), hearth_calendar::in_words::when(today, event.on)));
    ChildRow {
        child: Link::new(file.name.clone(), paths::file(file.file)),
        age: file.born.map(|born| hearth_calendar::in_words::age_of(born, today)).unwrap_or_default(),
        standing: tags(&file.flags),
        latest,
        next: None,
        late: false,
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

fn start(desk: &Desk) -> Vec<Link> {
    let role = desk.subject().role;
    let front_door = matches!(role, Role::ContactOfficer | Role::MashManager | Role::EdtWorker);
    let may = desk.may_at_all(Action::StartFile);
    let mut start = Vec::new();
    if may && front_door {
        start.push(Link::new("Record a contact", "/find"));
    }
    if may {
        start.push(Link::new("Start a file", "/children/new"));
    }
    start
}

/// A draft as a line: the form it belongs to and where to go on.
fn draft(begun: &recording::Begun) -> Option<Draft> {
    let (act, what) = begun.form.split_once(':')?;
    let file = begun.file?;
    let (text, href) = match act {
        "add" => (kind(what)?.title.to_owned(), paths::add(file, what)),
        "correct" => ("Correction".to_owned(), paths::correct(file, what.parse().ok()?)),
        _ => return None,
    };
    Some(Draft { form: Link::new(text, href), about: None, saved: format!("saved {}", frame::moment(begun.saved_at)) })
}
