//! Who is this? Each person of a contact against everybody who is known, before anything is written.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_casework::{
    Desk, Failure,
    front_door::{self, NewContact, Receipt, Told, Who},
    people::who::Likely,
    recording::kept_draft,
};

use hearth_record::Fields;

use super::{
    before,
    forms::{self, Row, Taken},
    taking::{key, may},
};
use crate::{
    answer::{Answer, page as rendered, sentence, show},
    frame,
    guard::Signed,
    pages::{Sent, home::tags, taken},
    paths,
    view::{
        form::Posted,
        front_door::{WhoChoice, WhoForm, WhoPage},
    },
};

/// `GET /contacts/new/who`
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    may(&signed)?;
    let Some((read, draft)) = begun(&signed).await? else {
        return Ok(Redirect::to(paths::NEW_CONTACT).into_response());
    };
    if let Some(answer) = before::asked(&signed, &read, draft.one("form")).await? {
        return Ok(answer);
    }
    let page = of(&signed, &read, &Posted::default(), Vec::new(), false).await?;
    Ok(rendered(&page))
}

/// What was typed on the page before, from the draft; nothing where there is none or something in it is wrong.
async fn begun(signed: &Signed) -> Result<Option<(Taken, Posted)>, Answer> {
    let draft = kept_draft(&signed.desk, &key(&signed.desk)).await;
    let draft = draft.map_err(|failure| Answer::framed(failure, signed, None))?;
    let Some(draft) = draft else { return Ok(None) };
    let posted = Posted::new(draft.pairs);
    let read = forms::read(&posted, signed.desk.now());
    Ok(read.is_whole().then_some((read, posted)))
}

async fn of(
    signed: &Signed,
    read: &Taken,
    chosen: &Posted,
    problems: Vec<String>,
    sent: bool,
) -> Result<WhoPage, Answer> {
    let told: Vec<&Told> = read.people.iter().map(|(_, told)| told).collect();
    let likely = front_door::likely(&signed.desk, &told).await;
    let likely = likely.map_err(|failure| Answer::framed(failure, signed, None))?;
    let people = read.people.iter().zip(&likely);
    Ok(WhoPage {
        frame: frame::of(signed, "Who is this?"),
        people: people.map(|((row, told), likely)| form(&signed.desk, *row, told, likely, chosen, sent)).collect(),
        problems,
    })
}

fn form(desk: &Desk, row: Row, told: &Told, likely: &[Likely], chosen: &Posted, sent: bool) -> WhoForm {
    let today = desk.today();
    let name = format!("who-{}", row.n);
    let choice = chosen.one(&name);
    let likely: Vec<WhoChoice> = likely
        .iter()
        .take(MOST)
        .map(|found| WhoChoice {
            value: found.file.to_string(),
            name: found.name.clone(),
            born: found.born.map_or_else(
                || "date of birth not known".to_owned(),
                |born| format!("born {}, {}", frame::day(born), hearth_calendar::in_words::age_of(born, today)),
            ),
            standing: tags(&found.flags),
            why: found.why.clone(),
            chosen: choice == found.file.to_string(),
        })
        .collect();
    WhoForm {
        n: row.n,
        name: told_name(told),
        told: told_words(told),
        // Where nobody is like them there is nothing to choose.
        address: told.address.as_ref().filter(|_| !likely.is_empty()).map(in_one_line),
        keep: chosen.one(&format!("address-{}", row.n)) == "yes",
        new: choice == "new" || (choice.is_empty() && likely.is_empty()),
        unsure: choice == "unsure",
        error: (sent && choice.is_empty() && !likely.is_empty())
            .then(|| format!("Choose who {} is, or that you are not sure", told_name(told))),
        likely,
    }
}

/// An address as it was told, in one line.
fn in_one_line(address: &Fields) -> String {
    let parts = ["flat", "house", "street", "town", "postcode"].iter().filter_map(|name| address.text(name));
    parts.collect::<Vec<_>>().join(", ")
}

/// How many of those who are known are shown for each person.
const MOST: usize = 6;

fn told_name(told: &Told) -> String {
    let parts = ["forename", "surname"].iter().filter_map(|name| told.person.text(name));
    let name = parts.collect::<Vec<_>>().join(" ");
    if name.is_empty() { "Name not told".to_owned() } else { name }
}

fn told_words(told: &Told) -> String {
    let mut words = vec![if told.child { "child".to_owned() } else { "adult".to_owned() }];
    for (name, before) in [("born", "born"), ("expected", "expected")] {
        let field = hearth_record::kind("person").and_then(|kind| kind.field(name));
        words
            .extend(field.zip(told.person.get(name)).map(|(field, json)| format!("{before} {}", field.in_words(json))));
    }
    let postcode = told.address.as_ref().and_then(|address| address.text("postcode"));
    words.extend(postcode.map(|postcode| format!("lives at {postcode}")));
    words.join(", ")
}

/// `POST /contacts/new/who`: writes the contact.
pub async fn save(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    may(&signed)?;
    let posted = taken(&signed, sent)?;
    let Some((mut read, draft)) = begun(&signed).await? else {
        return Ok(Redirect::to(paths::QUEUE).into_response());
    };
    match posted.one("act") {
        "correct" => return before::correct(&signed, &read, draft.one("form")).await,
        "another" => return before::as_another(&signed, &draft).await,
        _ => {}
    }
    let page = of(&signed, &read, &posted, Vec::new(), true).await?;
    if page.people.iter().any(|person| person.error.is_some()) {
        return Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    for ((row, told), shown) in read.people.iter_mut().zip(&page.people) {
        told.who = who(posted.one(&format!("who-{}", row.n)), shown);
        told.keep_address = shown.keep;
    }
    let new = NewContact {
        contact: read.contact.clone(),
        people: std::mem::take(&mut read.people).into_iter().map(|(_, told)| told).collect(),
        siblings: draft.one("siblings") != "no",
        form: draft.one("form"),
        draft: Some(&key(&signed.desk)),
    };
    match front_door::receive(&signed.desk, &new).await {
        Ok(Receipt::Otherwise(first)) => {
            Ok(before::page(&signed, &new.contact, &front_door::named_as(&new.people), first).await)
        }
        Ok(Receipt::Written(at) | Receipt::Before(at)) => {
            Ok(Redirect::to(&paths::contact(at.file, at.record)).into_response())
        }
        Err(Failure::Refused(refusal)) if !refusal.existence_hidden => {
            let why = format!(
                "One of the files you chose stays closed: {} Choose “not sure” to record the contact now, and then: {}",
                sentence(&refusal.why),
                sentence(&refusal.next_step)
            );
            Ok(show(StatusCode::FORBIDDEN, &WhoPage { problems: vec![why], ..page }))
        }
        Err(Failure::Wrong(why)) => {
            let problems = vec![sentence(&why)];
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &WhoPage { problems, ..page }))
        }
        Err(failure) => Err(Answer::framed(failure, &signed, None)),
    }
}

/// Who was chosen: only among those whom the page showed.
fn who(chosen: &str, shown: &WhoForm) -> Who {
    match shown.likely.iter().find(|likely| likely.value == chosen) {
        Some(likely) => match likely.value.parse() {
            Ok(file) => Who::Known(file, likely.why.clone()),
            Err(_) => Who::Unsure,
        },
        None if chosen == "unsure" => Who::Unsure,
        None => Who::New,
    }
}
