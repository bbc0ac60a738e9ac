//! A party: the offer to withdraw, and what becomes of the part of a relative who did.

use axum::{extract::Path, response::Response};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    court::{self, Said},
};
use hearth_record::{
    Category, Problems,
    court::CourtParty,
    ids::RecordId,
    sets::{ApartDecision, WithdrawalAnswer},
    value::date,
};

use super::{
    super::{NotDone, again, choices, chosen, done, field, record_in, records_to_choose},
    InCase, matter, parties,
};
use crate::{
    answer::{Answer, page as rendered},
    frame,
    pages::{Sent, file::Opened, taken},
    paths,
    view::{
        Link, Tag, Tone,
        form::{Control, Posted},
        frame::Row,
        matter::{MatterPage, Part, SmallForm},
    },
};

/// `GET /children/{id}/court/{case}/party/{party}`
pub async fn party(opened: Opened, Path((_, case, party)): InCase) -> Result<Response, Answer> {
    let (case, party) = (record_in(&opened, &case)?, record_in(&opened, &party)?);
    parties(&opened, case).await?;
    Ok(rendered(&of_party(&opened, case, party, &Posted::default(), &Problems::none())?))
}

fn of_party(
    opened: &Opened,
    case: RecordId,
    id: RecordId,
    posted: &Posted,
    problems: &Problems,
) -> Result<MatterPage, Answer> {
    let absent = || opened.failed(Failure::Absent("there is no such party"));
    let (_, of) = opened.view.all::<CourtParty>().into_iter().find(|(of, _)| *of == id).ok_or_else(absent)?;
    let name = of.name.reveal().0.clone();
    let day = |on: &Option<jiff::civil::Date>| on.map(frame::day).unwrap_or_default();
    let rows: Vec<Row> = [
        ("Takes part as", of.part.reveal().words().to_owned()),
        ("Joined by order on", day(of.joined_on.reveal())),
        ("Offered to withdraw on", day(of.withdrawal_offered_on.reveal())),
        ("What they answered", of.withdrawal_answer.reveal().map(|code| code.words().to_owned()).unwrap_or_default()),
        ("Withdrew on", day(of.withdrew_on.reveal())),
        ("What a lawyer decided", of.apart_decision.reveal().map(|code| code.words().to_owned()).unwrap_or_default()),
        ("Why", of.apart_because.reveal().as_ref().map(|why| why.0.clone()).unwrap_or_default()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(label, value)| Row::new(label, value))
    .collect();
    let mut facts = Part { rows, ..Part::default() };
    facts.links.push(Link::new("Back to the proceedings", paths::court(opened.view.id, case)));
    let mut parts = vec![facts];
    if of.withdrew_on.reveal().is_some() {
        parts.push(theirs(opened, case, id, posted, problems));
    } else if opened.view.may(Action::Record) {
        parts.push(offering(opened, case, id, &of, posted, problems));
    }
    let mut page = matter(opened, "Party to proceedings", name, parts);
    page.tag = of.keeps_apart().then(|| Tag::new("Their part is locked", Tone::Grave));
    Ok(page)
}

fn offering(
    opened: &Opened,
    case: RecordId,
    id: RecordId,
    of: &CourtParty,
    posted: &Posted,
    problems: &Problems,
) -> Part {
    let name = of.name.reveal().0.as_str();
    let sent: Vec<String> = posted.all("records").map(str::to_owned).collect();
    let hidden = |held: &hearth_record::Held| matches!(held.schema.category, Category::Governance | Category::Staff);
    let records = records_to_choose(opened, &sent, hidden);
    let mut part = Part::of("Offer to withdraw");
    part.text.push(format!(
        "{name} holds no parental responsibility. If they do not agree that what they said is shared with the parties, offer them to \
         withdraw from the assessment. Their part is then set apart."
    ));
    let answers = Control::Radios(choices(WithdrawalAnswer::SET, posted.one("answer")));
    let records = field(
        "records",
        "Which records hold their part?",
        "Whatever names them is set apart by itself; choose what else came from them",
        Control::Checkboxes(records),
        problems,
    );
    part.form = Some(SmallForm {
        action: paths::party(opened.view.id, case, id),
        fields: vec![
            field("offered_on", "On which day was it offered?", "", Control::Date(posted.date("offered_on")), problems),
            field("answer", "What did they answer?", "", answers, problems),
            crate::view::form::Field {
                optional: true,
                ..field(
                    "answered_on",
                    "On which day did they answer?",
                    "",
                    Control::Date(posted.date("answered_on")),
                    problems,
                )
            },
            crate::view::form::Field { optional: true, ..records },
        ],
        submit: "Save answer".to_owned(),
        grave: false,
    });
    part
}

/// What is set apart, and a lawyer's decision of it.
fn theirs(opened: &Opened, case: RecordId, id: RecordId, posted: &Posted, problems: &Problems) -> Part {
    let mut part = Part::of("Their part");
    let apart = court::set_apart(&opened.view);
    part.rows = apart
        .iter()
        .filter(|(_, of)| of.party == id)
        .filter_map(|(record, _)| opened.view.record(*record))
        .map(|held| Row::new(held.schema.title, "Locked: in no bundle").to(paths::record(opened.view.id, held.id)))
        .collect();
    if opened.view.may(Action::ReleaseToCourt) {
        let decisions = Control::Radios(choices(ApartDecision::SET, posted.one("decision")));
        let because = Control::Narrative(posted.one("apart_because").to_owned(), 2);
        part.form = Some(SmallForm {
            action: paths::decide_apart(opened.view.id, case, id),
            fields: vec![
                field("decision", "What becomes of it?", "", decisions, problems),
                field("apart_because", "Why?", "", because, problems),
            ],
            submit: "Save decision".to_owned(),
            grave: false,
        });
    } else {
        part.text.push("A lawyer who works on these proceedings says whether it may be disclosed.".to_owned());
    }
    part
}

/// `POST /children/{id}/court/{case}/party/{party}`: what they answered.
pub async fn say(opened: Opened, Path((_, case, party)): InCase, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let (case, party) = (record_in(&opened, &case)?, record_in(&opened, &party)?);
    let said = match said(&posted) {
        Ok(said) => court::say_withdrawal(&opened.signed.desk, &opened.view, party, said).await.map(drop),
        Err(problems) => Err(problems.into()),
    };
    concluded(&opened, case, party, &posted, said)
}

fn said(posted: &Posted) -> Result<Said, Problems> {
    let mut problems = Problems::none();
    let offered_on = date(&posted.text("offered_on")).map_err(|bad| bad.to_string());
    let answer = WithdrawalAnswer::parse(posted.one("answer"));
    let typed = posted.text("answered_on");
    let answered_on = if typed.is_empty() { Ok(None) } else { date(&typed).map(Some).map_err(|bad| bad.to_string()) };
    if let Err(bad) = &offered_on {
        problems.add_if(true, "offered_on", bad.clone());
    }
    problems.add_if(answer.is_err(), "answer", "is needed: say what they answered");
    if let Err(bad) = &answered_on {
        problems.add_if(true, "answered_on", bad.clone());
    }
    match (offered_on, answer, answered_on) {
        (Ok(offered_on), Ok(answer), Ok(answered_on)) => {
            Ok(Said { offered_on, answer, answered_on, records: chosen(posted, "records") })
        }
        _ => Err(problems),
    }
}

/// `POST /children/{id}/court/{case}/party/{party}/decide`
pub async fn decide(opened: Opened, Path((_, case, party)): InCase, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let (case, party) = (record_in(&opened, &case)?, record_in(&opened, &party)?);
    let decided = match ApartDecision::parse(posted.one("decision")) {
        Ok(decision) => {
            let because = posted.one("apart_because");
            court::decide_apart(&opened.signed.desk, opened.view.id, party, decision, because).await.map(drop)
        }
        Err(_) => Err(Problems::at("decision", "is needed: say what becomes of it").into()),
    };
    concluded(&opened, case, party, &posted, decided)
}

fn concluded(
    opened: &Opened,
    case: RecordId,
    party: RecordId,
    posted: &Posted,
    done_so: Result<(), Failure>,
) -> Result<Response, Answer> {
    match done_so {
        Ok(()) => Ok(done(&paths::party(opened.view.id, case, party))),
        Err(failure) => match NotDone::of(opened, failure) {
            NotDone::Problems(problems) => Ok(again(of_party(opened, case, party, posted, &problems)?, &problems)),
            NotDone::Other(answer) => Err(answer),
        },
    }
}
