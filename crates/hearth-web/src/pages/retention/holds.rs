use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_casework::{
    Failure,
    holds::{self, Hold, NewHold},
};
use hearth_record::Problems;

use super::{day, field, line};
use crate::{
    answer::{Answer, page as rendered, show},
    frame,
    guard::Signed,
    pages::{Sent, taken},
    paths,
    view::{
        Link, Tag, Tone,
        form::{Choice, Control, FormPage, Posted},
        retention::{HoldRow, HoldsPage},
    },
};

/// `GET /retention/holds`
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    Ok(rendered(&of(&signed, &Posted::default(), &Problems::none()).await?))
}

/// `POST /retention/holds`: opens a hold.
pub async fn open(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let new = NewHold {
        name: posted.one("name").to_owned(),
        authority: posted.one("authority").to_owned(),
        reason: posted.one("reason").to_owned(),
        scope: posted.one("scope").to_owned(),
        served: (day(&posted, "served_from"), day(&posted, "served_until")),
        review_on: day(&posted, "review_on"),
    };
    match holds::open(&signed.desk, new).await {
        Ok(id) => Ok(Redirect::to(&paths::hold(id)).into_response()),
        Err(Failure::Problems(problems)) => {
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, &posted, &problems).await?))
        }
        Err(failure) => Err(Answer::framed(failure, &signed, None)),
    }
}

/// A hold in a list.
pub(super) fn row(signed: &Signed, hold: &Hold) -> HoldRow {
    let review = *hold.says.review_on;
    let words = hearth_calendar::in_words::due(signed.desk.today(), review);
    HoldRow {
        link: Link::new(hold.name(), paths::hold(hold.id)),
        tags: tags(signed, hold),
        scope: hold.scope_in_words(),
        review: if hold.says.is_open() { format!("{words}, {}", frame::day(review)) } else { "Closed".to_owned() },
    }
}

/// What waits for somebody.
pub(super) fn tags(signed: &Signed, hold: &Hold) -> Vec<Tag> {
    let mut tags = Vec::new();
    if !hold.says.is_open() {
        tags.push(Tag::new("Closed", Tone::Plain));
        return tags;
    }
    if *hold.says.review_on < signed.desk.today() {
        tags.push(Tag::new("Review overdue", Tone::Needs));
    }
    if hold.waits() {
        tags.push(Tag::new("Closing proposed", Tone::Needs));
    }
    tags
}

async fn of(signed: &Signed, posted: &Posted, problems: &Problems) -> Result<HoldsPage, Answer> {
    let holds = holds::all(&signed.desk).await.map_err(|failure| Answer::framed(failure, signed, None))?;
    let (open, closed): (Vec<_>, Vec<_>) = holds.iter().partition(|hold| hold.says.is_open());
    let chosen = posted.one("scope");
    let choice =
        |code: &hearth_record::code::Code| Choice::new(code.code.clone(), code.words()).chosen_if(code.code == chosen);
    let scopes = hearth_record::code::set("hold_scope").current().map(choice).collect();
    let fields = vec![
        field("name", "What is it called?", Some("Such as “Inquiry 2015”"), problems, line(posted, "name")),
        field(
            "authority",
            "By whose authority?",
            Some("The inquiry, the court or the decision"),
            problems,
            line(posted, "authority"),
        ),
        field("reason", "Why?", None, problems, Control::Narrative(posted.one("reason").to_owned(), 3)),
        field("scope", "Which files does it cover?", None, problems, Control::Radios(scopes)),
        field(
            "served_from",
            "Of those worked with between two days: from",
            Some("From the first to the last thing that happened in a file; what nobody can date is covered"),
            problems,
            Control::Date(posted.date("served_from")),
        ),
        field("served_until", "Until", None, problems, Control::Date(posted.date("served_until"))),
        field(
            "review_on",
            "By when does somebody ask whether it still stands?",
            Some("A hold never ends by itself"),
            problems,
            Control::Date(posted.date("review_on")),
        ),
    ];
    let mut frame = frame::of(signed, "Holds");
    frame.back = Some(Link::new("How files end", paths::RETENTION));
    Ok(HoldsPage {
        frame: frame.clone(),
        open: open.into_iter().map(|hold| row(signed, hold)).collect(),
        closed: closed.into_iter().map(|hold| row(signed, hold)).collect(),
        form: FormPage {
            frame,
            identity: None,
            heading: "Open a hold".to_owned(),
            intro: None,
            warning: None,
            action: paths::HOLDS.to_owned(),
            draft: None,
            saved: None,
            fields,
            problems: Vec::new(),
            hidden: Vec::new(),
            submit: "Open hold".to_owned(),
            cancel: paths::RETENTION.to_owned(),
        },
    })
}
