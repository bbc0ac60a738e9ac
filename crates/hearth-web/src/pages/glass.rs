//! Looking at emergency access afterwards.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_casework::{
    Failure,
    access::{GlassFinding, GlassToReview, glass_to_review, many_files, review_glass},
};
use hearth_record::sets;

use super::{Sent, taken};
use crate::{
    answer::{Answer, page as rendered, sentence, show},
    frame,
    guard::Signed,
    paths,
    view::{
        access::{GlassPage, GlassRow, ManyRow},
        form::{Choice, Posted},
    },
};

/// `GET /access/emergency`
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    Ok(rendered(&of(&signed, None).await?))
}

async fn of(signed: &Signed, wrong: Option<(&Posted, String)>) -> Result<GlassPage, Answer> {
    let waiting = glass_to_review(&signed.desk).await.map_err(|failure| Answer::framed(failure, signed, None))?;
    let many = many_files(&signed.desk).await.map_err(|failure| Answer::framed(failure, signed, None))?;
    let many_row = |many: &hearth_casework::access::ManyFiles| ManyRow {
        on: frame::day(many.on),
        by: many.by.clone(),
        files: many.files,
        taken: many.taken,
    };
    let today = signed.desk.today();
    let rows = waiting.iter().map(|glass| row(glass, today, wrong.as_ref().map(|(posted, _)| *posted)));
    Ok(GlassPage {
        frame: frame::of(signed, "Emergency access"),
        rows: rows.collect(),
        many: many.iter().map(many_row).collect(),
        problem: wrong.map(|(_, problem)| problem),
    })
}

fn row(glass: &GlassToReview, today: jiff::civil::Date, posted: Option<&Posted>) -> GlassRow {
    let mine = posted.filter(|posted| posted.one("record") == glass.record.to_string());
    let chosen = mine.map(|posted| posted.one("review")).unwrap_or_default();
    let late = glass.due.is_some_and(|due| due < today);
    GlassRow {
        file: glass.file.to_string(),
        record: glass.record.to_string(),
        name: glass.name.clone(),
        by: glass.by.clone(),
        when: format!("{} to {}", frame::moment(glass.at), frame::moment(glass.until)),
        due: glass.due.map(|due| format!("review {}", hearth_calendar::in_words::due(today, due))).unwrap_or_default(),
        late,
        reason: glass.reason.clone(),
        own: glass.own,
        findings: findings(chosen),
        notes: mine.map(|posted| posted.one("notes").to_owned()).unwrap_or_default(),
    }
}

fn findings(chosen: &str) -> Vec<Choice> {
    let set = hearth_record::code::set(sets::GlassReview::SET);
    set.codes()
        .iter()
        .map(|code| Choice::new(code.stored(), code.meaning.clone()).chosen_if(code.stored() == chosen))
        .collect()
}

/// `POST /access/emergency`
pub async fn save(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let lost = || Answer::NotFound(Box::new(frame::of(&signed, "")));
    let file = posted.one("file").parse().map_err(|_| lost())?;
    let record = posted.one("record").parse().map_err(|_| lost())?;
    let finding = GlassFinding { found: posted.one("review"), notes: posted.one("notes") };
    match review_glass(&signed.desk, file, record, &finding).await {
        Ok(_) => Ok(Redirect::to(paths::GLASS).into_response()),
        Err(Failure::Problems(problems)) => {
            let words: Vec<String> = problems
                .iter()
                .map(|problem| match problem.field {
                    Some("notes") => format!("Your words {}.", problem.message),
                    _ => format!("A finding {}.", problem.message),
                })
                .collect();
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, Some((&posted, words.join(" ")))).await?))
        }
        Err(Failure::Wrong(why)) => {
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, Some((&posted, sentence(&why)))).await?))
        }
        Err(failure) => Err(Answer::framed(failure, &signed, None)),
    }
}
