use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    disposal::{self, Decided, Elsewhere, Reviewing, State},
};
use hearth_record::{Problems, ids::RecordId};

use super::{against, called, day, field, told};
use crate::{
    answer::{Answer, page as rendered, show},
    frame,
    guard::Signed,
    pages::{Sent, taken},
    paths,
    view::{
        Link,
        form::{Choice, Control, Field, Posted},
        retention::{CopyRow, ReviewPage},
    },
};

/// `GET /retention/batches/{id}/files/{item}`
pub async fn page(signed: Signed, Path((batch, item)): Path<(RecordId, RecordId)>) -> Result<Response, Answer> {
    Ok(rendered(&of(&signed, (batch, item), &Posted::default(), &Problems::none(), Vec::new()).await?))
}

/// `POST /retention/batches/{id}/files/{item}`: decides on the file, writes down that something was given back, or confirms the end of a copy
/// elsewhere.
pub async fn act(
    signed: Signed,
    Path((batch, item)): Path<(RecordId, RecordId)>,
    sent: Sent,
) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let desk = &signed.desk;
    if posted.one("act") == "confirm" {
        let record = posted.one("record").parse().map_err(|_| Answer::NotFound(Box::new(frame::of(&signed, ""))))?;
        return match disposal::confirm(desk, batch, item, record, posted.one("how")).await {
            Ok(()) => Ok(Redirect::to(&paths::disposal_item(batch, item)).into_response()),
            Err(failure) => {
                let problem = told(&signed, failure)?;
                let page = of(&signed, (batch, item), &posted, &Problems::none(), vec![problem]).await?;
                Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page))
            }
        };
    }
    if let Some(wanted) = ["gave", "declined"].iter().position(|act| *act == posted.one("act")).map(|at| at == 0) {
        let text = posted.text("things");
        let things: Result<Vec<RecordId>, _> = text.lines().map(str::parse).collect();
        let things = things.map_err(|_| Answer::NotFound(Box::new(frame::of(&signed, ""))))?;
        return match disposal::give_back(desk, (batch, item), &things, posted.one("offered_to"), wanted).await {
            Ok(()) => Ok(Redirect::to(&paths::disposal_item(batch, item)).into_response()),
            Err(failure) => {
                let problem = told(&signed, failure)?;
                let page = of(&signed, (batch, item), &posted, &Problems::none(), vec![problem]).await?;
                Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page))
            }
        };
    }
    let decided = Decided {
        decision: posted.one("decision").to_owned(),
        because: posted.one("because").to_owned(),
        keep_until: day(&posted, "keep_until"),
    };
    match disposal::review(desk, batch, item, &decided).await {
        Ok(()) => Ok(Redirect::to(&paths::batch(batch)).into_response()),
        Err(Failure::Problems(problems)) => {
            let page = of(&signed, (batch, item), &posted, &problems, Vec::new()).await?;
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(failure) => {
            let problem = told(&signed, failure)?;
            let page = of(&signed, (batch, item), &posted, &Problems::none(), vec![problem]).await?;
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

async fn of(
    signed: &Signed,
    (batch, item): (RecordId, RecordId),
    posted: &Posted,
    problems: &Problems,
    more: Vec<String>,
) -> Result<ReviewPage, Answer> {
    let desk = &signed.desk;
    let looked = disposal::reviewing(desk, batch, item).await;
    let looked = looked.map_err(|failure| Answer::framed(failure, signed, None))?;
    let state = looked.batch.state(desk.now());
    let proposes = desk.may_at_all(Action::ProposeDisposal);
    let heading = if looked.name.is_empty() { "A file that was destroyed".to_owned() } else { looked.name.clone() };
    let mut frame = frame::of(signed, &heading);
    frame.back = Some(Link::new(called(&looked.batch), paths::batch(batch)));
    let why = looked.why.as_ref();
    let mut stands: Vec<String> = looked.holds.iter().map(|name| format!("hold: {name}")).collect();
    let codes = why.map(|why| why.against.clone()).unwrap_or_default();
    stands.extend(codes.iter().filter(|code| !code.starts_with("hold ")).map(|code| against(code)));
    // The family is looked at when a batch is proposed: a walk over everybody.
    let family = looked.item.says.against.iter().any(|code| code.0 == "family");
    if family && !codes.iter().any(|code| code == "family") {
        stands.push(against("family"));
    }
    Ok(ReviewPage {
        frame,
        problems: more,
        done: None,
        here: paths::disposal_item(batch, item),
        heading,
        born: looked.born.map(|born| format!("Born {}", frame::day(born))).unwrap_or_default(),
        why: why.map(|why| why.words.clone()).unwrap_or_default(),
        not_due: why.is_none() && looked.item.says.destroyed_at.is_none(),
        against: stands,
        holds: holds(&looked),
        shared: (looked.shared > 0).then(|| {
            format!("{} of its records were written into the files of others too, and stay there.", looked.shared)
        }),
        relatives: looked.relatives.clone(),
        elsewhere: looked.elsewhere.iter().map(copy).collect(),
        may_confirm: proposes && state == State::Ready && looked.item.decision() == "DESTROY",
        unsettled: looked.unsettled.iter().map(|one| (one.record.to_string(), one.title.clone())).collect(),
        may_give_back: proposes && state == State::Review,
        decided: decided(&looked),
        fields: if proposes && state == State::Review { form(&looked, posted, problems) } else { Vec::new() },
        next: looked.next.filter(|_| state == State::Review).map(|next| paths::disposal_item(batch, next)),
    })
}

fn holds(looked: &Reviewing) -> String {
    let counted = |n: usize, noun: &str| hearth_calendar::in_words::counted(u32::try_from(n).unwrap_or(u32::MAX), noun);
    format!("{}, {}", counted(looked.records, "record"), counted(looked.documents, "document"))
}

fn copy(copy: &Elsewhere) -> CopyRow {
    let number = if copy.barcode.is_empty() { String::new() } else { format!(", number {}", copy.barcode) };
    CopyRow {
        record: copy.record.to_string(),
        medium: copy.words.to_owned(),
        title: copy.title.clone(),
        place: format!("{}; kept by {}{number}", copy.location, copy.custodian),
        confirmed: copy.confirmed.as_ref().map(|(on, how)| format!("Destroyed on {}: {how}", frame::day(*on))),
    }
}

fn decided(looked: &Reviewing) -> Vec<String> {
    let says = &looked.item.says;
    let Some(decision) = *says.decision else { return Vec::new() };
    let on = says.reviewed_at.map(frame::moment).unwrap_or_default();
    let mut lines = vec![format!("Decided on {on}: {}.", decision.words().to_lowercase())];
    lines.extend(says.keep_until.map(|until| format!("Kept on until {}.", frame::day(until))));
    lines.extend(says.because.reveal().as_ref().map(|because| because.0.clone()));
    lines.extend(says.passed_over.as_ref().map(|why| format!("Passed over: {}.", why.0)));
    lines
}

fn form(looked: &Reviewing, posted: &Posted, problems: &Problems) -> Vec<Field> {
    let says = &looked.item.says;
    let chosen = match posted.one("decision") {
        "" => looked.item.decision().to_owned(),
        sent => sent.to_owned(),
    };
    let choice =
        |code: &hearth_record::code::Code| Choice::new(code.code.clone(), code.words()).chosen_if(code.code == chosen);
    let choices = hearth_record::code::set("disposal_decision").current().map(choice).collect();
    let because = match posted.one("because") {
        "" => says.because.reveal().as_ref().map(|because| because.0.clone()).unwrap_or_default(),
        sent => sent.to_owned(),
    };
    let until = if posted.text("keep_until").is_empty() {
        let kept = says.keep_until.map(|until| until.to_string()).unwrap_or_default();
        crate::view::form::DateParts::from_typed(&kept)
    } else {
        posted.date("keep_until")
    };
    let mut because = field(
        "because",
        "Why?",
        Some(
            "Name nobody: this outlives the file. Needed where it is not destroyed, or where something speaks against it",
        ),
        problems,
        Control::Narrative(because, 3),
    );
    because.optional = true;
    let mut keep =
        field("keep_until", "Keep on until", Some("Only where it is kept on"), problems, Control::Date(until));
    keep.optional = true;
    vec![field("decision", "What becomes of this file?", None, problems, Control::Radios(choices)), because, keep]
}
