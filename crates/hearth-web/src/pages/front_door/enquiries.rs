//! Questions to agencies, for those who answer them: a partner agency sees what it was asked, and nothing else.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::role::Group;
use hearth_casework::{
    Failure,
    front_door::{self, Answer as Told, Enquiry},
};
use hearth_record::{
    FieldSchema, Problems, Record,
    front_door::{HeldAnswer, MashEnquiry},
    ids::{FileId, RecordId},
};
use jiff::civil::Date;

use crate::{
    answer::{Answer, page as rendered, show},
    field::{self, Offered},
    frame,
    guard::Signed,
    pages::{Sent, taken},
    paths,
    view::{
        form::{FormPage, Posted},
        front_door::{EnquiriesPage, EnquiryRow},
    },
};

/// `GET /enquiries`
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    let mine = front_door::my_enquiries(&signed.desk).await;
    let mine = mine.map_err(|failure| Answer::framed(failure, &signed, None))?;
    let today = signed.desk.today();
    let row = |enquiry: &Enquiry| EnquiryRow {
        when: enquiry.asked.answer_by.map_or_else(
            || {
                format!(
                    "Asked {}",
                    hearth_calendar::in_words::when(today, hearth_calendar::london_date(*enquiry.asked.asked_at))
                )
            },
            |by| frame::capital(&hearth_calendar::in_words::due(today, by)),
        ),
        late: enquiry.asked.answer_by.is_some_and(|by| by < today),
        about: about(&enquiry.about),
        question: enquiry.asked.question.reveal().as_ref().map(|text| text.0.clone()).unwrap_or_default(),
        basis: enquiry.asked.basis.map_or("", hearth_record::sets::SharingBasis::words).to_owned(),
        answer: paths::enquiry(enquiry.file, enquiry.record),
    };
    Ok(rendered(&EnquiriesPage { frame: frame::of(&signed, "Questions to you"), rows: mine.iter().map(row).collect() }))
}

/// "Kayla Okell, born 3 March 2019, and Theo Thirlby, born 1 May 2023".
fn about(people: &[(String, Option<Date>)]) -> String {
    let one = |(name, born): &(String, Option<Date>)| match born {
        Some(born) => format!("{name}, born {}", frame::day(*born)),
        None => name.clone(),
    };
    people.iter().map(one).collect::<Vec<_>>().join(", and ")
}

async fn asked(signed: &Signed, file: &str, record: &str) -> Result<(FileId, RecordId, Enquiry), Answer> {
    let lost = || Answer::NotFound(Box::new(frame::of(signed, "")));
    let (file, record) = (file.parse().map_err(|_| lost())?, record.parse().map_err(|_| lost())?);
    let enquiry = front_door::enquiry(&signed.desk, file, record).await;
    let enquiry = enquiry.map_err(|failure| Answer::framed(failure, signed, None))?;
    Ok((file, record, enquiry))
}

const ANSWER: &[&str] = &["answer", "rating", "answered_by"];

/// Where somebody goes when they have answered: to what else they were asked, or to the contact.
fn after(signed: &Signed, file: FileId, enquiry: &Enquiry) -> String {
    let partner = signed.desk.subject().role.is_in(Group::Partner);
    match *enquiry.asked.contact {
        Some(contact) if !partner => format!("{}#checks", paths::contact(file, contact)),
        _ => paths::ENQUIRIES.to_owned(),
    }
}

fn of(signed: &Signed, enquiry: &Enquiry, posted: &Posted, problems: &Problems) -> FormPage {
    let text = |field: &FieldSchema| posted.text(field.name);
    let mut all = field::form(&Offered::default(), MashEnquiry::SCHEMA, None, text, problems);
    let mut fields = Vec::new();
    for name in ANSWER {
        if let Some(at) = all.iter().position(|field| field.name == *name) {
            fields.push(all.swap_remove(at));
        }
    }
    if let Some(answer) = fields.first_mut() {
        answer.optional = false;
        answer.hint =
            Some("What you know that bears on the question, and no more; also that you know nothing".to_owned());
    }
    let question = enquiry.asked.question.reveal().as_ref().map(|text| text.0.clone()).unwrap_or_default();
    FormPage {
        frame: frame::of(signed, "Answer a question"),
        identity: None,
        heading: format!("{}: answer a question", enquiry.asked.agency.words()),
        intro: Some(format!("About {}: {question}", about(&enquiry.about))),
        warning: enquiry.held.as_ref().map(|held| {
            format!(
                "This answer came on {}, when this file was closed to whoever gave it. Read it, and record it with its question.",
                frame::moment(*held.received_at)
            )
        }),
        action: paths::enquiry(enquiry.file, enquiry.record),
        draft: None,
        saved: None,
        fields,
        problems: field::of_the_whole(problems),
        hidden: Vec::new(),
        submit: "Record answer".to_owned(),
        cancel: after(signed, enquiry.file, enquiry),
    }
}

/// `GET /enquiries/{id}/{record}`
pub async fn question(signed: Signed, Path((file, record)): Path<(String, String)>) -> Result<Response, Answer> {
    let (_, _, enquiry) = asked(&signed, &file, &record).await?;
    let who = match &enquiry.held {
        Some(held) => as_it_came(held),
        None => Posted::new(vec![("answered_by".to_owned(), answerer(&signed))]),
    };
    Ok(rendered(&of(&signed, &enquiry, &who, &Problems::none())))
}

/// An answer that is held, for whoever records it.
fn as_it_came(held: &HeldAnswer) -> Posted {
    let fields = held.to_fields();
    let typed = field::typed(&fields);
    let pair = |name: &&str| MashEnquiry::SCHEMA.field(name).map(|field| ((*name).to_owned(), typed(field)));
    Posted::new(ANSWER.iter().filter_map(pair).collect())
}

/// A partner answers under their own name; a worker of the council writes down whose answer it is.
fn answerer(signed: &Signed) -> String {
    let partner = signed.desk.subject().role.is_in(Group::Partner);
    if partner { signed.desk.name().to_owned() } else { String::new() }
}

/// `POST /enquiries/{id}/{record}`
pub async fn answer(
    signed: Signed,
    Path((file, record)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let (file, record, enquiry) = asked(&signed, &file, &record).await?;
    let (words, rating, by) = (posted.text("answer"), posted.text("rating"), posted.text("answered_by"));
    let told = Told { words: &words, rating: &rating, by: &by };
    match front_door::answer(&signed.desk, file, record, &told).await {
        Ok(()) => Ok(Redirect::to(&after(&signed, file, &enquiry)).into_response()),
        Err(Failure::Problems(problems)) => {
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, &enquiry, &posted, &problems)))
        }
        Err(failure) => Err(Answer::framed(failure, &signed, None)),
    }
}
