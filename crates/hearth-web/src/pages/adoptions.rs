//! Handing over what the statutory returns ask about adopters.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_casework::{
    Failure,
    adoption::{Adopted, adoption, adoptions, hand_over},
    recording::read_form,
};
use hearth_record::{Fields, Problems, Record, adoption::AdoptersInCodes, ids::FileId};

use super::{Sent, taken};
use crate::{
    answer::{Answer, page as rendered, show},
    field::{self, Offered},
    frame,
    guard::Signed,
    paths,
    view::{
        Frame, Link,
        adoptions::{AdoptionRow, AdoptionsPage},
        form::{Control, Field, FormPage, Posted},
    },
};

/// `GET /adoptions`
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    let found = adoptions(&signed.desk).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    let rows = |children: &[Adopted]| children.iter().map(row).collect();
    Ok(rendered(&AdoptionsPage {
        frame: frame::of(&signed, "Adopters in the returns"),
        waiting: rows(&found.waiting),
        handed_over: rows(&found.handed_over),
        closed: closed(found.closed),
    }))
}

fn closed(count: usize) -> String {
    let (who, are) = match count {
        0 => return String::new(),
        1 => ("One more child".to_owned(), "is"),
        more => (format!("{more} more children"), "are"),
    };
    format!(
        "{who} who left care {are} not looked at here: the file is restricted, or you have a tie with the family. If one was adopted, ask a colleague who may open it."
    )
}

fn row(child: &Adopted) -> AdoptionRow {
    AdoptionRow {
        child: Link::new(child.name.clone(), paths::hand_over(child.file)),
        born: child.born.map_or_else(|| "Not known".to_owned(), frame::day),
        adopted: frame::day(child.on),
        year: year(child),
    }
}

fn year(child: &Adopted) -> String {
    format!("{} to {}", child.year.number() - 1, child.year.number())
}

/// `GET /adoptions/{id}`
pub async fn form(signed: Signed, Path(file): Path<String>) -> Result<Response, Answer> {
    let child = found(&signed, &file).await?;
    Ok(rendered(&of(&signed, &child, None, &Problems::none())))
}

async fn found(signed: &Signed, file: &str) -> Result<Adopted, Answer> {
    let file: FileId = file.parse().map_err(|_| Answer::NotFound(Box::new(frame::of(signed, ""))))?;
    adoption(&signed.desk, file).await.map_err(|failure| Answer::framed(failure, signed, None))
}

fn of(signed: &Signed, child: &Adopted, posted: Option<&Posted>, problems: &Problems) -> FormPage {
    let there = child.codes.as_ref().map(Record::to_fields);
    let mut fields = match (posted, &there) {
        (Some(posted), _) => fields_of(field::posted(posted), problems),
        (None, Some(there)) => fields_of(field::typed(there), problems),
        (None, None) => fields_of(|_| String::new(), problems),
    };
    if !child.waits() {
        fields.push(super::correct::because_field(posted.map_or("", |posted| posted.one("because")), problems));
    }
    let title = "Hand over the codes of the adopters";
    let born = child.born.map(|born| format!(", born {}", frame::day(born))).unwrap_or_default();
    FormPage {
        frame: Frame { back: Some(Link::new("Adopters in the returns", paths::HAND_OVER)), ..frame::of(signed, title) },
        identity: None,
        heading: format!("Adopters of {}", child.name),
        intro: Some(format!(
            "{}{born}, adopted {}. The return of {} asks these things about those who adopted. Only the adoption service sees \
             them here; whoever makes the return sees them in the return.",
            child.name,
            frame::day(child.on),
            year(child)
        )),
        warning: None,
        action: paths::hand_over(child.file),
        draft: None,
        saved: None,
        fields,
        problems: field::of_the_whole(problems),
        hidden: Vec::new(),
        submit: if child.waits() { "Hand over" } else { "Save correction" }.to_owned(),
        cancel: paths::HAND_OVER.to_owned(),
    }
}

/// The three questions. The return takes no row without an answer to each, so none of them may stay open.
fn fields_of(text: impl Fn(&hearth_record::FieldSchema) -> String, problems: &Problems) -> Vec<Field> {
    let mut fields = field::form(&Offered::default(), AdoptersInCodes::SCHEMA, None, text, problems);
    for field in &mut fields {
        field.optional = false;
        if let Control::Radios(choices) = &mut field.control {
            choices.retain(|choice| !choice.value.is_empty());
        }
    }
    fields
}

/// `POST /adoptions/{id}`
pub async fn save(signed: Signed, Path(file): Path<String>, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let id: FileId = file.parse().map_err(|_| Answer::NotFound(Box::new(frame::of(&signed, ""))))?;
    let texts: Vec<(&str, String)> =
        AdoptersInCodes::SCHEMA.form().map(|field| (field.name, posted.text(field.name))).collect();
    let text = |name: &str| texts.iter().find(|(field, _)| *field == name).map(|(_, text)| text.as_str());
    let saved = match read_form(AdoptersInCodes::SCHEMA, &Fields::new(), text) {
        Ok(fields) => hand_over(&signed.desk, id, &fields, posted.one("because")).await.map(drop),
        Err(problems) => Err(Failure::Problems(problems)),
    };
    match saved {
        Ok(()) => Ok(Redirect::to(paths::HAND_OVER).into_response()),
        Err(Failure::Problems(problems)) => {
            let child = found(&signed, &file).await?;
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, &child, Some(&posted), &problems)))
        }
        Err(failure) => Err(Answer::framed(failure, &signed, None)),
    }
}
