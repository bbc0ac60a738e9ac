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
    let asked = Asked {
        q: posted.one("q").to_owned(),
        born: posted.one("born").to_owned(),
        other: posted.one("other").to_owned(),
        problem: None,
    };
    let born = match asked.born.trim() {
        "" => String::new(),
        text => match hearth_record::value::date(text) {
            Ok(date) => date.to_string(),
            Err(problem) => return Ok(wrong(&signed, asked, format!("Date of birth {problem}"))),
        },
    };
    let whole = [asked.q.as_str(), &born, &asked.other].join(" ");
    if whole.trim().is_empty() {
        return Ok(wrong(&signed, asked, "Type a name, a date of birth, a postcode or a number".to_owned()));
    }
    let found = people::find(&signed.desk, &whole).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    let instead = if signed.desk.may_at_all(Action::StartFile) {
        vec![Link::new("Start a file for somebody new", "/children/new")]
    } else {
        Vec::new()
    };
    let found = Found {
        count: in_words(found.len()),
        more: (found.len() >= 20)
            .then(|| "Only the 20 likeliest are shown. Add a date of birth or a postcode to find others.".to_owned()),
        people: found.iter().map(|person| row(&signed, person)).collect(),
    };
    Ok(rendered(&FindPage { frame: frame::of(&signed, "Find a person"), asked, found: Some(found), instead }))
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

fn row(signed: &Signed, person: &people::Found) -> FoundPerson {
    let today = signed.desk.today();
    let born = person.born.map_or_else(
        || "Not known".to_owned(),
        |born| format!("{}, {}", frame::day(born), hearth_calendar::in_words::age_of(born, today)),
    );
    FoundPerson {
        name: person.name.clone(),
        href: Some(paths::file(person.file)),
        reference: person.la_child_id.clone().unwrap_or_default(),
        born,
        lives: String::new(),
        standing: tags(&person.flags),
        why: person.why.clone(),
    }
}
