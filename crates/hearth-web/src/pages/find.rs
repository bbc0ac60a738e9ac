//! Finding a person. What was typed is posted, so that no name stands in an address.

use axum::response::Response;
use hearth_access::Action;
use hearth_casework::people;

use super::{Sent, home::tags, taken};
use crate::{
    answer::{Answer, page as rendered},
    frame,
    guard::Signed,
    paths,
    view::{
        Link,
        form::Posted,
        people::{Asked, FindPage, Found, FoundPerson},
    },
};

/// `GET /find`
pub async fn page(signed: Signed) -> Response {
    rendered(&FindPage {
        frame: frame::of(&signed, "Find a person"),
        asked: Asked::default(),
        found: None,
        instead: Vec::new(),
    })
}

/// `POST /find`
pub async fn post(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let asked = asked(&posted);
    let whole = match whole(&asked) {
        Ok(whole) => whole,
        Err(problem) => return Ok(wrong(&signed, asked, problem)),
    };
    let found = people::find(&signed.desk, &whole).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    let instead = if signed.desk.may_at_all(Action::StartFile) {
        vec![Link::new("Start a file for somebody new", "/children/new")]
    } else {
        Vec::new()
    };
    let found = shown(&signed, &asked, &found);
    Ok(rendered(&FindPage { frame: frame::of(&signed, "Find a person"), asked, found: Some(found), instead }))
}

/// What was asked, as typed.
pub(super) fn asked(posted: &Posted) -> Asked {
    let text = |name: &str| posted.one(name).to_owned();
    Asked { q: text("q"), born: text("born"), other: text("other"), problem: None }
}

/// The whole of what was asked, or what is wrong with it.
pub(super) fn whole(asked: &Asked) -> Result<String, String> {
    let born = match asked.born.trim() {
        "" => String::new(),
        text => hearth_record::value::date(text).map_err(|problem| format!("Date of birth {problem}"))?.to_string(),
    };
    let whole = [asked.q.as_str(), &born, &asked.other].join(" ");
    if whole.trim().is_empty() {
        return Err("Type a name, a date of birth, a postcode or a number".to_owned());
    }
    Ok(whole)
}

/// What was found, as a page shows it.
pub(super) fn shown(signed: &Signed, asked: &Asked, found: &[people::Found]) -> Found {
    let born = asked.q.chars().chain(asked.born.chars()).any(|c| c.is_ascii_digit());
    Found {
        count: in_words(found.len()),
        more: (found.len() >= 20)
            .then(|| "Only the 20 likeliest are shown. Add a date of birth or a postcode to find others.".to_owned()),
        people: found.iter().map(|person| row(signed, person, born)).collect(),
    }
}

fn wrong(signed: &Signed, asked: Asked, problem: String) -> Response {
    let asked = Asked { problem: Some(problem), ..asked };
    rendered(&FindPage { frame: frame::of(signed, "Find a person"), asked, found: None, instead: Vec::new() })
}

fn in_words(n: usize) -> String {
    match n {
        0 => "Nobody was found".to_owned(),
        1 => "1 person".to_owned(),
        n => format!("{n} people, the likeliest first"),
    }
}

/// `asked` says whether a date of birth was asked for: that none was told counts against nobody.
fn row(signed: &Signed, person: &people::Found, asked: bool) -> FoundPerson {
    let today = signed.desk.today();
    let born = person.born.map_or_else(
        || "Not known".to_owned(),
        |born| format!("{}, {}", frame::day(born), hearth_calendar::in_words::age_of(born, today)),
    );
    FoundPerson {
        name: person.name.clone(),
        person: person.person.to_string(),
        href: Some(paths::file(person.file)),
        reference: person.la_child_id.clone().unwrap_or_default(),
        born,
        lives: String::new(),
        standing: tags(&person.flags),
        why: person.why.iter().filter(|why| asked || *why != "date of birth not known").cloned().collect(),
    }
}
