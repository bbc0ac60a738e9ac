//! Correcting a protected address: it is asked for with a reason, shown once in the form that corrects it, and stays protected.
//!
//! No draft is kept of it: what must not be left on a screen is not left in a form either.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_casework::{
    Failure,
    people::{self, AddressCorrected},
    recording::read_form,
};
use hearth_record::{FieldSchema, Fields, Problems, Record, ids::RecordId, people::Address};

use super::{Sent, file::Opened, reveal::protected, taken};
use crate::{
    answer::{Answer, page as rendered, sentence, show},
    field::{self, Offered},
    paths,
    view::form::{Control, Field, FormPage, Posted},
};

/// `GET /children/{id}/records/{record}/address`
pub async fn form(opened: Opened, Path((_, record)): Path<(String, String)>) -> Result<Response, Answer> {
    let record = correctable(&opened, &record).await?;
    Ok(rendered(&asking(&opened, record, "", Vec::new(), &Problems::none())))
}

/// The address, where this reader may correct it.
async fn correctable(opened: &Opened, record: &str) -> Result<RecordId, Answer> {
    let lost = || Answer::NotFound(Box::new(opened.frame("")));
    let id = protected(opened, record)?;
    let held = opened.view.record(id).filter(|held| !held.withdrawn() && opened.view.protects(held));
    let held = held.filter(|_| opened.known.is_none()).ok_or_else(lost)?;
    opened.must(opened.view.to_correct(held)).await?;
    Ok(id)
}

/// The page that asks why.
fn asking(opened: &Opened, record: RecordId, reason: &str, problems: Vec<String>, wrong: &Problems) -> FormPage {
    let problem = wrong.iter().next();
    FormPage {
        frame: opened.frame("Correct a protected address"),
        identity: Some(opened.identity(None)),
        heading: "Correct a protected address".to_owned(),
        intro: Some(
            "It is shown once, in the form on the next page. That you saw it, what you changed and why is written down and can be \
             reviewed. What it said before and what it says then both stay protected."
                .to_owned(),
        ),
        warning: Some(
            "Somebody must not learn where this is. Do not read it out, print it or leave it on the screen.".to_owned(),
        ),
        action: paths::correct_address(opened.view.id, record),
        draft: None,
        saved: None,
        fields: vec![Field {
            name: "reason".to_owned(),
            label: "What is wrong with it?".to_owned(),
            hint: Some("Such as “the house number is wrong”. Do not write the address here: your reason stays readable.".to_owned()),
            error: problem.map(|problem| format!("The reason {}", problem.message)),
            optional: false,
            part: None,
            control: Control::Narrative(reason.to_owned(), 2),
        }],
        problems,
        hidden: Vec::new(),
        submit: "Show and correct".to_owned(),
        cancel: paths::record(opened.view.id, record),
    }
}

/// The form with the address in it.
fn correcting(opened: &Opened, record: RecordId, posted: &Posted, problems: &Problems) -> FormPage {
    let mut fields =
        field::form(&Offered::default(), Address::SCHEMA, Some(&opened.view), field::posted(posted), problems);
    fields.retain(|field| field.name != "protected");
    let hidden = ["from", "reason"].map(|name| (name.to_owned(), posted.one(name).to_owned()));
    FormPage {
        intro: Some("It stays protected, as it was and as it will be.".to_owned()),
        fields,
        problems: field::of_the_whole(problems),
        hidden: hidden.into_iter().chain([("step".to_owned(), "save".to_owned())]).collect(),
        submit: "Save correction".to_owned(),
        ..asking(opened, record, "", Vec::new(), &Problems::none())
    }
}

/// `POST /children/{id}/records/{record}/address`: shows the form for a reason, then saves it.
pub async fn save(
    mut opened: Opened,
    Path((_, record)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Answer> {
    let record = correctable(&opened, &record).await?;
    let posted = taken(&opened.signed, sent)?;
    if posted.one("step") != "save" {
        return shown(&mut opened, record, posted.one("reason"), Vec::new()).await;
    }
    match corrected(&opened, record, &posted).await {
        Ok(()) => Ok(Redirect::to(&paths::record(opened.view.id, record)).into_response()),
        Err(Failure::Problems(problems)) => {
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &correcting(&opened, record, &posted, &problems)))
        }
        Err(Failure::Both(quarrel)) => {
            let why = format!("{} corrected it while you were writing; look at what it says now", quarrel.by);
            shown(&mut opened, record, posted.one("reason"), vec![sentence(&why)]).await
        }
        Err(Failure::Wrong(why)) => {
            let page =
                FormPage { problems: vec![sentence(&why)], ..correcting(&opened, record, &posted, &Problems::none()) };
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(failure) => Err(opened.failed(failure)),
    }
}

/// The form with what the newest version says, once the reason stands in the audit.
async fn shown(opened: &mut Opened, record: RecordId, reason: &str, problems: Vec<String>) -> Result<Response, Answer> {
    let desk = opened.signed.desk.clone();
    match people::reveal_address(&desk, &mut opened.view, record, reason).await {
        Ok(()) => {}
        Err(Failure::Problems(wrong)) => {
            let page = asking(opened, record, reason, problems, &wrong);
            return Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
        Err(failure) => return Err(opened.failed(failure)),
    }
    let lost = || Answer::NotFound(Box::new(opened.frame("")));
    let current = opened.view.record(record).ok_or_else(lost)?.current();
    let typed = field::typed(&current.fields);
    let pairs = Address::SCHEMA.form().map(|field: &FieldSchema| (field.name.to_owned(), typed(field)));
    let carried = [("from".to_owned(), current.number.to_string()), ("reason".to_owned(), reason.to_owned())];
    let posted = Posted::new(pairs.chain(carried).collect());
    Ok(rendered(&FormPage { problems, ..correcting(opened, record, &posted, &Problems::none()) }))
}

async fn corrected(opened: &Opened, record: RecordId, posted: &Posted) -> Result<(), Failure> {
    let from: u32 = posted.one("from").parse().unwrap_or(0);
    let held = opened.view.record(record).ok_or(Failure::Absent("there is no such address in this file"))?;
    let base = held.versions().iter().find(|version| version.number == from);
    let base: Fields = base.ok_or(Failure::Absent("there is no such version of this address"))?.fields.clone();
    let texts: Vec<(&str, String)> = field::shown(Address::SCHEMA, &opened.view)
        .filter(|name| *name != "protected")
        .map(|name| (name, posted.text(name)))
        .collect();
    let text_of = |name: &str| texts.iter().find(|(n, _)| *n == name).map(|(_, text)| text.as_str());
    let fields = read_form(Address::SCHEMA, &base, text_of)?;
    let (because, purpose) = (posted.one("reason"), opened.view.purpose());
    let address = AddressCorrected { record, from, fields, because, purpose };
    people::correct_address(&opened.signed.desk, opened.view.id, address).await.map(drop)
}
