//! Writing a request or a complaint down, by somebody who need not be able to open the file.

use axum::{extract::Path, http::StatusCode, response::Response};
use hearth_casework::{
    Failure,
    rights::{self, Before, COMPLAINT_TAKEN, TAKEN, ToTakeOver},
};
use hearth_record::{
    KindSchema, Problems, Record,
    ids::{FileId, RecordId},
    rights::{Complaint, DataSubjectRequest},
};

use super::{
    super::{done, of_address as file_and_record, rest, shorter},
    Of, a_day, chosen_only,
};
use crate::{
    answer::{Answer, page as rendered, sentence, show},
    field::{self, Offered},
    frame,
    guard::Signed,
    pages::{Sent, taken},
    paths,
    view::{
        Link,
        form::{Choice, Control, DateParts, Field, Posted},
        matter::{MatterPage, Part, SmallForm},
    },
};

/// What is written down.
#[derive(Clone, Copy)]
enum Taking {
    Request,
    Complaint,
}

impl Taking {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Request => ("Record a request", "Save request"),
            Self::Complaint => ("Record a complaint", "Save complaint"),
        }
    }

    fn asks(self) -> (&'static KindSchema, &'static [&'static str]) {
        match self {
            Self::Request => (DataSubjectRequest::SCHEMA, &TAKEN),
            Self::Complaint => (Complaint::SCHEMA, &COMPLAINT_TAKEN),
        }
    }

    fn address(self, file: FileId) -> String {
        match self {
            Self::Request => paths::new_request(file),
            Self::Complaint => paths::new_complaint(file),
        }
    }
}

fn of_address(signed: &Signed, file: &str) -> Result<FileId, Answer> {
    file.parse().map_err(|_| Answer::NotFound(Box::new(frame::of(signed, ""))))
}

/// `GET /children/{id}/requests/new`
pub async fn request_form(signed: Signed, Path(file): Path<String>) -> Result<Response, Answer> {
    form(&signed, &file, Taking::Request).await
}

/// `GET /children/{id}/complaints/new`
pub async fn complaint_form(signed: Signed, Path(file): Path<String>) -> Result<Response, Answer> {
    form(&signed, &file, Taking::Complaint).await
}

async fn form(signed: &Signed, file: &str, taking: Taking) -> Result<Response, Answer> {
    let file = of_address(signed, file)?;
    Ok(rendered(&page(signed, file, taking, &Posted::default(), &Problems::none()).await?))
}

/// `POST /children/{id}/requests/new`
pub async fn request_save(signed: Signed, Path(file): Path<String>, sent: Sent) -> Result<Response, Answer> {
    save(&signed, &file, Taking::Request, sent).await
}

/// `POST /children/{id}/complaints/new`
pub async fn complaint_save(signed: Signed, Path(file): Path<String>, sent: Sent) -> Result<Response, Answer> {
    save(&signed, &file, Taking::Complaint, sent).await
}

/// `GET /children/{id}/requests/{record}/take`: for a colleague of whoever answers it.
pub async fn over_form(signed: Signed, Path(of): Of) -> Result<Response, Answer> {
    let (file, record) = file_and_record(&signed, &of)?;
    Ok(rendered(&taking_over(&signed, file, record, None).await?))
}

/// `POST /children/{id}/requests/{record}/take`
pub async fn over(signed: Signed, Path(of): Of, sent: Sent) -> Result<Response, Answer> {
    let (file, record) = file_and_record(&signed, &of)?;
    taken(&signed, sent)?;
    match rights::take_over(&signed.desk, file, record).await {
        Ok(_) => Ok(done(paths::RIGHTS)),
        Err(Failure::Wrong(why)) => {
            let page = taking_over(&signed, file, record, Some(sentence(&why))).await?;
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(failure) => Err(Answer::framed(failure, &signed, None)),
    }
}

async fn taking_over(
    signed: &Signed,
    file: FileId,
    record: RecordId,
    problem: Option<String>,
) -> Result<MatterPage, Answer> {
    let found = rights::to_take_over(&signed.desk, file, record).await;
    let ToTakeOver { before, what, by } = found.map_err(|failure| Answer::framed(failure, signed, None))?;
    let born = before.born.map(|born| format!(", born {}", frame::day(born))).unwrap_or_default();
    let by = by.map(|name| format!(" {name} answers it now.")).unwrap_or_default();
    let mut frame = frame::of(signed, "Take it over");
    frame.back = Some(Link::new("Requests and complaints", paths::RIGHTS));
    let form = SmallForm {
        action: paths::request_act(file, record, "take"),
        fields: Vec::new(),
        submit: "Take it over".to_owned(),
        grave: false,
    };
    Ok(MatterPage {
        frame,
        identity: None,
        heading: "Take it over".to_owned(),
        tag: None,
        intro: Some(format!(
            "{what}, about {}{born}.{by} The file opens to you, and closes to them. That you took it over stands in the file.",
            before.name
        )),
        warning: None,
        problem,
        parts: vec![Part { form: Some(form), ..Part::default() }],
    })
}

async fn save(signed: &Signed, file: &str, taking: Taking, sent: Sent) -> Result<Response, Answer> {
    let file = of_address(signed, file)?;
    let posted = taken(signed, sent)?;
    let text = |name: &str| posted.text(name);
    let saved = match taking {
        Taking::Request => rights::take(&signed.desk, file, text).await,
        Taking::Complaint => rights::take_complaint(&signed.desk, file, text).await,
    };
    match saved {
        // Whoever answers it opens it by the task that it gave them; anybody else goes on with their day.
        Ok(saved) => match taking {
            Taking::Request => Ok(done(&paths::request(file, saved.record))),
            Taking::Complaint => Ok(done(&paths::complaint(file, saved.record))),
        },
        Err(Failure::Problems(problems)) => {
            let mut page = page(signed, file, taking, &posted, &problems).await?;
            page.problem = rest(&problems, &page.fields());
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(failure) => Err(Answer::framed(failure, signed, None)),
    }
}

async fn page(
    signed: &Signed,
    file: FileId,
    taking: Taking,
    posted: &Posted,
    problems: &Problems,
) -> Result<MatterPage, Answer> {
    let before = rights::before(&signed.desk, file).await.map_err(|failure| Answer::framed(failure, signed, None))?;
    let (kind, names) = taking.asks();
    let offered = Offered::to(signed, kind).await?;
    let made = field::form(&offered, kind, None, field::posted(posted), problems);
    let fields: Vec<Field> = names
        .iter()
        .filter_map(|name| made.iter().find(|field| field.name == *name).cloned())
        .map(|field| shown(signed, &before, posted, field))
        .collect();
    let (heading, submit) = taking.words();
    let born = before.born.map(|born| format!(", born {}", frame::day(born))).unwrap_or_default();
    Ok(MatterPage {
        frame: frame::of(signed, heading),
        identity: None,
        heading: heading.to_owned(),
        tag: None,
        intro: Some(format!(
            "About {}{born}. From the day on which it came its time runs, and nothing of the file is destroyed. The file opens to whoever \
             answers it.",
            before.name
        )),
        warning: None,
        problem: None,
        parts: vec![Part {
            form: Some(SmallForm { action: taking.address(file), fields, submit: submit.to_owned(), grave: false }),
            ..Part::default()
        }],
    })
}

/// A field as these forms ask it.
fn shown(signed: &Signed, before: &Before, posted: &Posted, field: Field) -> Field {
    let empty = |control: &Control| matches!(control, Control::Date(parts) if *parts == DateParts::default());
    match field.name.as_str() {
        "received_on" if empty(&field.control) => Field { control: a_day(signed.desk.today()), ..field },
        "right" => Field { control: without_complaints(field.control.clone()), ..field },
        "channel" => Field { control: chosen_only(field.control.clone()), optional: false, ..field },
        "authority" => Field {
            hint: Some(
                "Not needed where the person asks themselves. Such as “birth certificate seen: she is the mother” or “signed authority of \
                 3 May”"
                    .to_owned(),
            ),
            ..field
        },
        "worker" => Field { control: answerers(signed, before, posted.one("worker")), optional: false, ..field },
        _ => Field { control: shorter(field.control.clone()), ..field },
    }
}

/// The rights without the two that are complaints.
fn without_complaints(control: Control) -> Control {
    match control {
        Control::Select(choices) => {
            Control::Select(choices.into_iter().filter(|choice| !choice.value.starts_with("COMPLAIN")).collect())
        }
        other => other,
    }
}

/// Those who answer requests, whoever is at the desk chosen where they are one of them.
fn answerers(signed: &Signed, before: &Before, chosen: &str) -> Control {
    let own = signed.desk.subject().worker.to_string();
    let chosen = if chosen.is_empty() { &own } else { chosen };
    let choice = |known: &hearth_casework::access::Colleague| {
        let id = known.worker.to_string();
        let is = id == chosen;
        Choice::new(id, format!("{}, {}", known.name, known.role.to_lowercase())).chosen_if(is)
    };
    let mut choices: Vec<Choice> = before.answerers.iter().map(choice).collect();
    let nobody = !choices.iter().any(|choice| choice.chosen);
    choices.insert(0, Choice::new("", "Choose").chosen_if(nobody));
    Control::Select(choices)
}
