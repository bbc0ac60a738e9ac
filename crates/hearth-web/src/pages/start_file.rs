//! Starting a file for somebody who has none.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    people::{NewPerson, start_file},
    recording::read_form,
};
use hearth_record::{Fields, FileType, Problems, Record, people::Person};

use super::{Sent, taken};
use crate::{
    answer::{Answer, page as rendered, show},
    field::{self, Offered},
    frame,
    guard::Signed,
    paths,
    view::form::{FormPage, Posted},
};

/// `GET /children/new`
pub async fn form(signed: Signed) -> Response {
    if !signed.desk.may_at_all(Action::StartFile) {
        return Answer::Wrong(
            Box::new(frame::of(&signed, "")),
            "your role does not start files; ask a contact officer".to_owned(),
        )
        .into_response();
    }
    rendered(&of(&signed, &Posted::default(), &Problems::none()))
}

fn of(signed: &Signed, posted: &Posted, problems: &Problems) -> FormPage {
    FormPage {
        frame: frame::of(signed, "Start a file"),
        identity: None,
        heading: "Start a file".to_owned(),
        intro: Some(
            "Find the person first: a second file for somebody who has one hides half of what is known.".to_owned(),
        ),
        warning: None,
        action: "/children/new".to_owned(),
        draft: None,
        saved: None,
        fields: field::form(&Offered::default(), Person::SCHEMA, None, field::posted(posted), problems),
        problems: field::of_the_whole(problems),
        hidden: Vec::new(),
        submit: "Start the file".to_owned(),
        cancel: "/find".to_owned(),
    }
}

/// `POST /children/new`
pub async fn save(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let texts: Vec<(&str, String)> = Person::SCHEMA.form().map(|field| (field.name, posted.text(field.name))).collect();
    let text_of = |name: &str| texts.iter().find(|(n, _)| *n == name).map(|(_, text)| text.as_str());
    let read = read_form(Person::SCHEMA, &Fields::new(), text_of).and_then(|fields| Person::from_fields(&fields));
    let started = match read {
        Ok(person) => start_file(&signed.desk, &NewPerson { person, file_type: FileType::Care }).await,
        Err(problems) => Err(Failure::Problems(problems)),
    };
    match started {
        Ok(started) => Ok(Redirect::to(&paths::add(started.file, "contact")).into_response()),
        Err(Failure::Problems(problems)) => {
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, &posted, &problems)))
        }
        Err(failure) => Err(Answer::framed(failure, &signed, None)),
    }
}
