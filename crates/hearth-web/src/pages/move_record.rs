//! Moving a record that stands in the wrong child's file.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_casework::{
    Failure, home,
    recording::{self, Moved},
};
use hearth_record::{Held, Problems, ids::RecordId};

use super::{Sent, correct::because_field, file::Opened, taken};
use crate::{
    answer::{Answer, page as rendered, show},
    frame, paths,
    view::form::{Choice, Control, Field, FormPage, Posted},
};

/// `GET /children/{id}/records/{record}/move`
pub async fn form(opened: Opened, Path((_, record)): Path<(String, String)>) -> Result<Response, Answer> {
    let held = held(&opened, &record)?;
    opened.must(opened.view.to_move(held)).await?;
    Ok(rendered(&of(&opened, held, &Posted::default(), &Problems::none()).await?))
}

fn held<'a>(opened: &'a Opened, record: &str) -> Result<&'a Held, Answer> {
    let found = record.parse::<RecordId>().ok().and_then(|id| opened.view.record(id));
    found
        .filter(|held| !held.withdrawn() && !held.schema.given && !held.schema.once)
        .ok_or_else(|| Answer::NotFound(Box::new(opened.frame(""))))
}

async fn of(opened: &Opened, held: &Held, posted: &Posted, problems: &Problems) -> Result<FormPage, Answer> {
    let title = format!("Move: {}", held.schema.title.to_lowercase());
    let mut because = because_field(posted.one("because"), problems);
    "How did it come to stand in the wrong file?".clone_into(&mut because.label);
    because.hint =
        Some("Such as “written for her brother by mistake”. It stays with the record in both files.".to_owned());
    Ok(FormPage {
        frame: opened.frame(&title),
        identity: Some(opened.identity(None)),
        heading: title,
        intro: Some("It is written into the right file and no longer counts in this one, where it stays readable as withdrawn, with your reason.".to_owned()),
        warning: None,
        action: paths::move_record(opened.view.id, held.id),
        draft: None,
        saved: None,
        fields: vec![whose(opened, posted, problems).await?, because],
        problems: crate::field::of_the_whole(problems),
        hidden: Vec::new(),
        submit: "Move record".to_owned(),
        cancel: paths::record(opened.view.id, held.id),
    })
}

/// The children of this person and the brothers and sisters of the child.
async fn whose(opened: &Opened, posted: &Posted, problems: &Problems) -> Result<Field, Answer> {
    let (desk, failed) = (&opened.signed.desk, |failure| opened.failed(failure));
    let siblings = recording::siblings(desk, &opened.view).await.map_err(failed)?;
    let mine = home::my_files(desk).await.map_err(failed)?;
    let born =
        |born: Option<jiff::civil::Date>| born.map(|day| format!(", born {}", frame::day(day))).unwrap_or_default();
    let mut choices = vec![Choice::new("", "Choose")];
    choices.extend(
        siblings.iter().map(|one| Choice::new(one.file.to_string(), format!("{}{}", one.name, born(one.born)))),
    );
    for file in mine.iter().filter(|file| file.file != opened.view.id) {
        if !siblings.iter().any(|sibling| sibling.file == file.file) {
            choices.push(Choice::new(file.file.to_string(), format!("{}{}", file.name, born(file.born))));
        }
    }
    let sent = posted.one("to");
    let choices = choices.into_iter().map(|choice| choice.clone().chosen_if(choice.value == sent)).collect();
    let problem = problems.iter().find(|problem| problem.field == Some("to"));
    Ok(Field {
        name: "to".to_owned(),
        label: "Whose file does it belong in?".to_owned(),
        hint: Some("Your children, and brothers and sisters of this child".to_owned()),
        error: problem.map(|problem| format!("The file {}", problem.message)),
        optional: false,
        part: None,
        control: Control::Select(choices),
    })
}

/// `POST /children/{id}/records/{record}/move`
pub async fn save(opened: Opened, Path((_, record)): Path<(String, String)>, sent: Sent) -> Result<Response, Answer> {
    let held = held(&opened, &record)?;
    let posted = taken(&opened.signed, sent)?;
    let moved = match posted.one("to").parse() {
        Ok(to) => {
            let (from, because) = (opened.view.id, posted.one("because"));
            let moved = Moved { from, record: held.id, to, because, purpose: opened.view.purpose() };
            recording::move_record(&opened.signed.desk, &moved).await.map(|saved| (to, saved))
        }
        Err(_) => Err(Problems::at("to", "is needed: choose whose file it belongs in").into()),
    };
    match moved {
        Ok((to, saved)) => Ok(Redirect::to(&paths::record(to, saved.record)).into_response()),
        Err(Failure::Problems(problems)) => {
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&opened, held, &posted, &problems).await?))
        }
        Err(failure) => Err(opened.failed(failure)),
    }
}
